#include "modules/hall/rules_wait.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace hall {

namespace {

constexpr double forget = 0.92;    // weight of a gap against the one after it
constexpr double plan_weight = 4;  // how many of today's gaps the days before are worth
constexpr std::size_t gaps_used = 30;
constexpr double bias_forget = 0.95;
constexpr double bias_doubt = 2;
constexpr std::size_t ratios_kept = 400;
constexpr std::size_t ratios_needed = 30;
constexpr std::int64_t lessons_needed = 200;
constexpr std::int64_t lessons_between_drawings = 25;
constexpr double old_lessons = 0.9998;
constexpr double shortest_wait_s = 60;  // who is called sooner has not looked at a forecast
constexpr double mass_wanted = 0.82;

std::size_t bucket_of(int ahead) {
    if (ahead < 3) return static_cast<std::size_t>(std::max(0, ahead));
    return static_cast<std::size_t>(std::min(15, 3 + static_cast<int>(2 * std::log2(ahead / 3.0))));
}

// As a person says it: quarters of a minute below three minutes, halves below ten, whole minutes above.
int said(double seconds) {
    const double step = seconds < 180 ? 15 : seconds < 600 ? 30 : 60;
    return static_cast<int>(std::lround(std::max(0.0, seconds) / step) * std::lround(step));
}

double average(const std::vector<double>& gaps, std::size_t used, double first_weight, double first) {
    double sum = first_weight * first;
    double weight = first_weight;
    double each = 1;
    for (std::size_t back = 0; back < std::min(used, gaps.size()); ++back) {
        sum += each * gaps[gaps.size() - 1 - back];
        weight += each;
        each *= forget;
    }
    return weight > 0 ? sum / weight : first;
}

}  // namespace

Forecaster::Forecaster(std::string_view learned) : mass_(0.82) {
    weights_[1] = weights_[2] = 1;
    for (std::size_t i = 0; i < features; ++i) spread_[i][i] = 0.05;
    std::istringstream in{std::string(learned)};
    int version{};
    if (in >> version && version == 1) {
        Forecaster read;
        in >> read.lessons_ >> read.mass_;
        for (auto& one : read.weights_) in >> one;
        for (auto& row : read.spread_) {
            for (auto& one : row) in >> one;
        }
        for (auto& list : read.ratios_) {
            std::size_t count{};
            if (!(in >> count) || count > ratios_kept) break;
            list.resize(count);
            for (auto& one : list) in >> one;
        }
        std::size_t count{};
        in >> count;
        for (std::size_t i = 0; in && i < count; ++i) {
            std::string name;
            Service service;
            in >> name >> service.mean_gap >> service.weight;
            read.services_[name] = service;
        }
        if (in) *this = std::move(read);
    }
    draw_intervals();
}

std::string Forecaster::learned() const {
    std::ostringstream out;
    out.precision(6);
    out << 1 << ' ' << lessons_ << ' ' << mass_;
    for (const auto one : weights_) out << ' ' << one;
    for (const auto& row : spread_) {
        for (const auto one : row) out << ' ' << one;
    }
    for (const auto& list : ratios_) {
        out << '\n' << list.size();
        for (const auto one : list) out << ' ' << one;
    }
    out << '\n' << services_.size();
    for (const auto& [name, service] : services_) out << ' ' << name << ' ' << service.mean_gap << ' ' << service.weight;
    return out.str();
}

void Forecaster::begin_day() {
    // Kept too few promises today: tomorrow's ranges are a little wider, and the other way round.
    if (told_ > 5) mass_ = std::clamp(mass_ + 0.05 * (mass_wanted - static_cast<double>(kept_) / told_), 0.80, 0.90);
    told_ = kept_ = 0;
    waiting_.clear();
    for (auto& [name, service] : services_) {
        if (!service.gaps.empty()) {
            double sum = 0;
            for (const auto gap : service.gaps) sum += gap;
            const double count = std::min<double>(30, static_cast<double>(service.gaps.size()));
            const double old = service.weight * 0.7;
            service.mean_gap = (service.mean_gap * old + sum / static_cast<double>(service.gaps.size()) * count) / (old + count);
            service.weight = old + count;
        }
        service = {.mean_gap = service.mean_gap, .weight = service.weight};
    }
    draw_intervals();
}

Range Forecaster::arrived(std::string_view name, std::int64_t ticket, double at, int ahead, double plan_s) {
    auto& service = services_[std::string(name)];
    const auto made = guess(service, at, ahead, plan_s);
    const auto shown = range(made);
    waiting_[ticket] = {std::string(name), at, made, shown};
    return shown;
}

void Forecaster::called(std::string_view name, std::int64_t ticket, double at, bool others_wait) {
    auto& service = services_[std::string(name)];
    if (service.last_call && service.others_waited) service.gaps.push_back(std::max(0.0, at - *service.last_call));
    service.last_call = at;
    service.others_waited = others_wait;
    const auto shown = waiting_.find(ticket);
    if (shown == waiting_.end()) return;
    const double waited = at - shown->second.at;
    service.last_wait = waited;
    if (waited >= shortest_wait_s) {
        const auto& range = shown->second.range;
        ++told_;
        kept_ += range.low <= waited && waited <= range.high;
        learn({shown->second.guess, waited});
        service.bias_sum = service.bias_sum * bias_forget + std::log(waited / shown->second.guess.seconds);
        service.bias_weight = service.bias_weight * bias_forget + 1;
    }
    waiting_.erase(shown);
}

void Forecaster::left(std::int64_t ticket) { waiting_.erase(ticket); }

Range Forecaster::ask(std::string_view name, double at, int ahead, double plan_s) const {
    const auto found = services_.find(name);
    return range(guess(found == services_.end() ? Service{} : found->second, at, ahead, plan_s));
}

Forecaster::Guess Forecaster::guess(const Service& service, double at, int ahead, double plan_s) const {
    const double usual = std::max(5.0, service.weight > 0 ? service.mean_gap : plan_s);
    const double gap = average(service.gaps, gaps_used, plan_weight, usual);
    const double lately = service.gaps.empty() ? usual : average(service.gaps, 12, 0, usual);
    const double since = service.last_call && service.others_waited ? at - *service.last_call : gap;
    double seconds = (ahead + 1) * gap;
    if (since > gap) seconds += (since - gap) / 2;
    const double bias = service.bias_sum / (service.bias_weight + bias_doubt);
    const double scale = std::log(gap + 30);
    Guess made{.bucket = bucket_of(ahead)};
    made.about = {1,
                  std::log(ahead + 1.0),
                  scale,
                  std::log(lately + 30) - scale,
                  std::log(service.last_wait.value_or(seconds) + 60) - scale,
                  std::log(std::min(since, 3 * gap) + 60) - scale,
                  bias,
                  std::log(usual + 30) - scale};
    if (lessons_ > lessons_needed) {
        double sum = 0;
        for (std::size_t i = 0; i < features; ++i) sum += weights_[i] * made.about[i];
        seconds = std::exp(std::clamp(sum, 0.0, 11.0));
    }
    made.seconds = std::max(1.0, seconds);
    return made;
}

Range Forecaster::range(const Guess& guess) const {
    const auto& interval = intervals_[guess.bucket];
    const int high = std::max(30, said(interval.high * guess.seconds));
    const int low = std::min(said(interval.low * guess.seconds), high - 30);
    return {low, std::clamp(said(interval.middle * guess.seconds), low, high), high, interval.own};
}

// Recursive least squares on the logarithm of the wait: what of queue, pace and last waits foretells the next one here.
void Forecaster::learn(const Lesson& lesson) {
    const auto& about = lesson.guess.about;
    Vector turned{};
    for (std::size_t i = 0; i < features; ++i) {
        for (std::size_t j = 0; j < features; ++j) turned[i] += spread_[i][j] * about[j];
    }
    double divisor = old_lessons;
    double error = std::log(lesson.waited);
    for (std::size_t i = 0; i < features; ++i) {
        divisor += about[i] * turned[i];
        error -= weights_[i] * about[i];
    }
    for (std::size_t i = 0; i < features; ++i) weights_[i] += turned[i] / divisor * error;
    for (std::size_t i = 0; i < features; ++i) {
        for (std::size_t j = 0; j < features; ++j) spread_[i][j] = (spread_[i][j] - turned[i] * turned[j] / divisor) / old_lessons;
    }
    ++lessons_;
    auto& ratios = ratios_[lesson.guess.bucket];
    ratios.push_back(lesson.waited / lesson.guess.seconds);
    if (ratios.size() > ratios_kept) ratios.erase(ratios.begin());
    if (lessons_ % lessons_between_drawings == 0) draw_intervals();
}

// The shortest interval that held the wanted share of this office's own waits, for each length of queue.
void Forecaster::draw_intervals() {
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        auto sorted = ratios_[bucket];
        const auto count = sorted.size();
        if (count < ratios_needed) {
            // Nothing known yet: what waits of this length are like anywhere.
            intervals_[bucket] = {bucket == 0 ? 0.0 : 0.3, 1.0, 1.8, false};
            continue;
        }
        std::ranges::sort(sorted);
        const auto inside = std::min(count - 2, static_cast<std::size_t>(std::ceil(mass_ * static_cast<double>(count + 1))));
        std::size_t best = 0;
        for (std::size_t low = 0; low + inside < count; ++low) {
            if (sorted[low + inside] - sorted[low] < sorted[best + inside] - sorted[best]) best = low;
        }
        intervals_[bucket] = {sorted[best], sorted[count / 2], sorted[best + inside], true};
    }
}

}  // namespace hall
