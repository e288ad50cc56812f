#include "modules/hall/rules_wait.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace hall {

namespace {

constexpr double forget = 0.92;    // weight of a gap against the one after it
constexpr double plan_weight = 4;  // how many of today's gaps the days before are worth
constexpr std::size_t gaps_used = 30;
constexpr double bias_forget = 0.95;
constexpr double bias_doubt = 2;
constexpr std::size_t errors_kept = 800;
constexpr std::size_t errors_needed = 30;
constexpr std::int64_t lessons_needed = 200;
constexpr std::int64_t lessons_between_drawings = 25;
constexpr std::int64_t lessons_between_choices = 200;
constexpr double old_lessons = 0.9998;
constexpr double old_scales = 0.9995;
constexpr double shortest_wait_s = 60;  // who is called sooner has not looked at a forecast
constexpr double mass_wanted = 0.804;
constexpr double mass_step = 0.003;
constexpr double mass_least = 0.6;
constexpr double mass_most = 0.95;
constexpr double least_off = 0.02;
constexpr std::size_t arrivals_used = 20;
constexpr double forget_line = 0.99;
constexpr std::array<double, 4> typical_scales{0.2, 0.35, 0.55, 0.9};

constexpr double usual_off = 0.5;
// Between the two as a geometric mean; a page that tells a wait asks for it thousands of times.
double spread_of(double off, double trust) {
    if (trust <= 0) return usual_off;
    return trust >= 1 ? off : std::sqrt(off * usual_off);
}

std::size_t scale_bin(double scale) {
    if (scale < 0.27) return 0;
    if (scale < 0.44) return 1;
    return scale < 0.7 ? 2 : 3;
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

template <std::size_t size>
double Forecaster::Fit<size>::of(const std::array<double, size>& about) const {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += weights[i] * about[i];
    return sum;
}

template <std::size_t size>
void Forecaster::Fit<size>::learn(const std::array<double, size>& about, double truth, double old) {
    std::array<double, size> turned{};
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) turned[i] += spread[i][j] * about[j];
    }
    double divisor = old;
    for (std::size_t i = 0; i < size; ++i) divisor += about[i] * turned[i];
    const double error = truth - of(about);
    for (std::size_t i = 0; i < size; ++i) weights[i] += turned[i] / divisor * error;
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) spread[i][j] = (spread[i][j] - turned[i] * turned[j] / divisor) / old;
    }
}

namespace {

template <class Fit>
void write(std::ostream& out, const Fit& fit) {
    for (const auto one : fit.weights) out << ' ' << one;
    for (const auto& row : fit.spread) {
        for (const auto one : row) out << ' ' << one;
    }
}

template <class Fit>
void read(std::istream& in, Fit& fit) {
    for (auto& one : fit.weights) in >> one;
    for (auto& row : fit.spread) {
        for (auto& one : row) in >> one;
    }
}

}  // namespace

Forecaster::Forecaster(std::string_view learned) : mass_(0.82) {
    wait_.weights[1] = wait_.weights[2] = 1;
    off_.weights[0] = -1.2;
    for (std::size_t i = 0; i < features; ++i) wait_.spread[i][i] = 0.05;
    for (std::size_t i = 0; i < scale_features; ++i) off_.spread[i][i] = 0.05;
    std::istringstream in{std::string(learned)};
    int version{};
    if (in >> version && version == 2) {
        Forecaster known;
        in >> known.lessons_ >> known.mass_;
        read(in, known.wait_);
        read(in, known.off_);
        for (auto& list : known.errors_) {
            std::size_t count{};
            if (!(in >> count) || count > errors_kept) break;
            list.resize(count);
            for (auto& [error, off, seconds] : list) in >> error >> off >> seconds;
        }
        std::size_t count{};
        in >> count;
        for (std::size_t i = 0; in && i < count; ++i) {
            std::string name;
            Service service;
            in >> name >> service.mean_gap >> service.weight;
            for (auto& one : service.came) in >> one;
            known.services_[name] = service;
        }
        if (in) *this = std::move(known);
    }
    draw_intervals();
}

std::string Forecaster::learned() const {
    std::ostringstream out;
    out.precision(6);
    out << 2 << ' ' << lessons_ << ' ' << mass_;
    write(out, wait_);
    write(out, off_);
    for (const auto& list : errors_) {
        out << '\n' << list.size();
        for (const auto& [error, off, seconds] : list) out << ' ' << error << ' ' << off << ' ' << seconds;
    }
    out << '\n' << services_.size();
    for (const auto& [name, service] : services_) {
        out << ' ' << name << ' ' << service.mean_gap << ' ' << service.weight;
        for (const auto one : service.came) out << ' ' << one;
    }
    return out.str();
}

void Forecaster::begin_day() {
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
        service = {.mean_gap = service.mean_gap, .weight = service.weight, .came = service.came};
    }
    draw_intervals();
}

Range Forecaster::arrived(std::string_view name, std::int64_t ticket, double at, const Standing& standing, double plan_s) {
    auto& service = services_[std::string(name)];
    const auto made = guess(service, at, standing, plan_s);
    const auto shown = range(made);
    waiting_[ticket] = {std::string(name), at, made, shown};
    service.arrivals.push_back(at);
    for (auto& one : service.came) one *= forget_line;
    service.came[static_cast<std::size_t>(standing.line)] += 1;
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
    const auto line = static_cast<std::size_t>(shown->second.guess.line);
    service.last_wait[line] = waited;
    if (waited >= shortest_wait_s) {
        const auto& range = shown->second.range;
        // Each promise that is not kept makes the next ranges a little wider, and the other way round.
        const bool kept = range.low <= waited && waited <= range.high;
        mass_ = std::clamp(mass_ + mass_step * (mass_wanted - (kept ? 1 : 0)), mass_least, mass_most);
        learn({shown->second.guess, waited});
        service.bias_sum[line] = service.bias_sum[line] * bias_forget + std::log(waited / shown->second.guess.seconds);
        service.bias_weight[line] = service.bias_weight[line] * bias_forget + 1;
    }
    waiting_.erase(shown);
}

void Forecaster::left(std::int64_t ticket) { waiting_.erase(ticket); }

Range Forecaster::ask(std::string_view name, double at, const Standing& standing, double plan_s) const {
    const auto found = services_.find(name);
    return range(guess(found == services_.end() ? Service{} : found->second, at, standing, plan_s));
}

Forecaster::Guess Forecaster::guess(const Service& service, double at, const Standing& standing, double plan_s) const {
    const double usual = std::max(5.0, service.weight > 0 ? service.mean_gap : plan_s);
    const double gap = average(service.gaps, gaps_used, plan_weight, usual);
    const double lately = service.gaps.empty() ? usual : average(service.gaps, 12, 0, usual);
    const double since = service.last_call && service.others_waited ? at - *service.last_call : gap;
    double seconds = (standing.ahead + 1) * gap;
    if (since > gap) seconds += (since - gap) / 2;
    const auto own = static_cast<std::size_t>(standing.line);
    const double bias = service.bias_sum[own] / (service.bias_weight[own] + bias_doubt);
    const double scale = std::log(gap + 30);

    // Who comes later and goes first all the same: as many as come in the other lines meanwhile, up to the promise.
    const auto used = std::min(arrivals_used, service.arrivals.size());
    const double span = used ? at - service.arrivals[service.arrivals.size() - used] : 0;
    const double pace = (static_cast<double>(used) + 1) / (span + 3 * gap);
    double all = 0;
    for (const auto one : service.came) all += one;
    const double others = 1 - service.came[own] / all;
    const double overtakers = std::min(pace * others * seconds, static_cast<double>(standing.overtaken_left));
    const double overtaken = std::log(1 + overtakers / (standing.ahead + 1));

    Guess made{.line = standing.line};
    const bool priority = standing.line == Line::priority;
    const bool booked = standing.line == Line::booked;
    made.about = {1,
                  std::log(standing.ahead + 1.0),
                  scale,
                  std::log(lately + 30) - scale,
                  std::log(service.last_wait[own].value_or(seconds) + 60) - scale,
                  std::log(std::min(since, 3 * gap) + 60) - scale,
                  bias,
                  std::log(usual + 30) - scale,
                  priority ? 1.0 : 0.0,
                  booked ? 1.0 : 0.0,
                  priority || booked ? 0.0 : overtaken,
                  booked ? overtaken : 0.0,
                  std::log(pace * gap + 0.2),
                  priority ? std::log(standing.ahead + 1.0) : 0.0};
    if (lessons_ > lessons_needed) seconds = std::exp(std::clamp(wait_.of(made.about), 0.0, 11.0));
    made.seconds = std::max(1.0, seconds);
    double uneven = 0;
    const auto gaps = std::min(gaps_used, service.gaps.size());
    for (std::size_t back = 0; back < gaps; ++back) uneven += std::abs(service.gaps[service.gaps.size() - 1 - back] - gap);
    uneven = (uneven + 4 * gap) / (static_cast<double>(gaps) + 4) / gap;
    made.about_scale = {1,
                        std::log(standing.ahead + 1.0),
                        std::log(static_cast<double>(service.gaps.size()) + 1),
                        priority ? 1.0 : 0.0,
                        booked ? 1.0 : 0.0,
                        overtaken,
                        std::log(uneven + 0.1),
                        std::log(made.seconds + 30) - 6};
    made.off = std::exp(std::clamp(off_.of(made.about_scale), -3.0, 0.5));
    return made;
}

Range Forecaster::range(const Guess& guess) const {
    const double spread = spread_of(guess.off, trust_);
    const auto& interval = intervals_[static_cast<std::size_t>(guess.line)][scale_bin(spread)];
    const auto at = [&](double error) { return guess.seconds * std::exp(error * spread); };
    const int high = std::max(30, said(at(interval.high)));
    const int low = std::min(said(at(interval.low)), high - 30);
    return {low, std::clamp(said(at(interval.middle)), low, high), high, interval.own};
}

void Forecaster::learn(const Lesson& lesson) {
    const auto& guess = lesson.guess;
    const double error = std::log(lesson.waited / guess.seconds);
    wait_.learn(guess.about, std::log(lesson.waited), old_lessons);
    off_.learn(guess.about_scale, std::log(std::abs(error) + least_off) + 0.4, old_scales);
    ++lessons_;
    auto& errors = errors_[static_cast<std::size_t>(guess.line)];
    errors.push_back({error, guess.off, guess.seconds});
    if (errors.size() > errors_kept) errors.erase(errors.begin());
    if (lessons_ % lessons_between_choices == 0)
        draw_intervals();
    else if (lessons_ % lessons_between_drawings == 0)
        intervals_ = intervals_of(trust_);
}

// The shortest interval that held the wanted share of this office's own errors, for each line and each usual error.
Forecaster::Intervals Forecaster::intervals_of(double trust) const {
    const auto in_units = [&](const std::vector<Error>& errors, std::vector<double>& list) {
        for (const auto& one : errors) list.push_back(one.error / spread_of(one.off, trust));
    };
    Intervals made{};
    for (std::size_t line = 0; line < lines; ++line) {
        std::vector<double> sorted;
        in_units(errors_[line], sorted);
        if (sorted.size() < errors_needed) {
            sorted.clear();
            for (const auto& list : errors_) in_units(list, sorted);
        }
        std::ranges::sort(sorted);
        const auto count = sorted.size();
        for (std::size_t bin = 0; bin < scales; ++bin) {
            if (count < errors_needed) {
                made[line][bin] = {-3, 0, 1.6, false};  // nothing known yet: what waits are like anywhere
                continue;
            }
            const auto inside = std::min(count - 2, static_cast<std::size_t>(std::ceil(mass_ * static_cast<double>(count + 1))));
            std::vector<double> ratios;
            for (const auto one : sorted) ratios.push_back(std::exp(one * typical_scales[bin]));
            std::size_t best = 0;
            for (std::size_t low = 0; low + inside < count; ++low) {
                if (ratios[low + inside] - ratios[low] < ratios[best + inside] - ratios[best]) best = low;
            }
            made[line][bin] = {sorted[best], sorted[count / 2], sorted[best + inside], true};
        }
    }
    return made;
}

// Whether each guess's own usual error, or one for all, made the narrower ranges: what half of the people were told.
void Forecaster::draw_intervals() {
    double narrowest = 0;
    for (const double trust : {0.0, 0.5, 1.0}) {
        const auto intervals = intervals_of(trust);
        std::vector<double> widths;
        for (std::size_t line = 0; line < lines; ++line) {
            for (const auto& one : errors_[line]) {
                const double spread = spread_of(one.off, trust);
                const auto& interval = intervals[line][scale_bin(spread)];
                widths.push_back(one.seconds * (std::exp(interval.high * spread) - std::exp(interval.low * spread)));
            }
        }
        const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
        if (!widths.empty()) std::ranges::nth_element(widths, middle);
        const double width = widths.empty() ? 0 : *middle;
        if (trust > 0 && width >= narrowest) continue;
        narrowest = width;
        trust_ = trust;
        intervals_ = intervals;
    }
}

}  // namespace hall
