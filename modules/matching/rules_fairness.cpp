#include "modules/matching/rules_fairness.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/mix.hpp"
#include "modules/matching/rules_strata.hpp"

namespace matching {

namespace {

constexpr int most_told = 9'999;  // of a ratio, in thousandths

int thousandths(double value) { return static_cast<int>(std::lround(1000 * std::min(value, most_told / 1000.0))); }

int gini_of(std::vector<double> values) {
    std::ranges::sort(values);
    double sum = 0;
    double weighted = 0;
    for (std::size_t at = 0; at < values.size(); ++at) {
        sum += values[at];
        weighted += static_cast<double>(at + 1) * values[at];
    }
    if (sum <= 0) return 0;
    const auto count = static_cast<double>(values.size());
    return thousandths(2 * weighted / (count * sum) - (count + 1) / count);
}

// The people of one scope, with the draws that all measures share.
struct Crowd {
    std::vector<const Observed*> all;
    Draws draws;
    std::vector<std::uint32_t> strata;                    // with schooling
    std::vector<std::uint32_t> strata_without_schooling;  // for the comparison by schooling itself

    Crowd(std::vector<const Observed*> people, std::uint64_t seed) : all(std::move(people)), draws(keys_of(all), seed) {
        strata = numbered([](const Observed& one) { return one.schooling + "|" + one.stratum; });
        strata_without_schooling = numbered([](const Observed& one) { return one.stratum; });
    }
    const std::vector<std::uint32_t>& strata_for(Grouping by) const {
        return by == Grouping::education ? strata_without_schooling : strata;
    }

  private:
    // By name, so that it does not matter who came first.
    template <class Name>
    std::vector<std::uint32_t> numbered(Name name_of) const {
        std::map<std::string, std::uint32_t> numbers;
        for (const auto* one : all) numbers[name_of(*one)] = 0;
        std::uint32_t next = 0;
        for (auto& [name, number] : numbers) number = next++;
        std::vector<std::uint32_t> made;
        for (const auto* one : all) made.push_back(numbers[name_of(*one)]);
        return made;
    }
    static std::vector<std::uint64_t> keys_of(const std::vector<const Observed*>& people) {
        std::vector<std::uint64_t> keys;
        for (const auto* one : people) keys.push_back(one->key);
        return keys;
    }
};

// Groups that are told of, by name. What is not told is nobody or as many as a cell at least: else the smallest told group is
// left out with it, so that no total gives the rest away.
struct Told {
    std::vector<std::string> names;
    std::vector<int> people;
    std::vector<std::string> hidden;
    std::vector<std::optional<std::size_t>> group_of;  // of everybody in the crowd, in order

    std::size_t comparisons() const { return names.size() == 2 ? 1 : names.size(); }
};

Told told_groups(const Crowd& crowd, Grouping by, int min_cell) {
    std::map<std::string, std::set<std::uint64_t>> people;
    for (const auto* one : crowd.all) people[one->group(by)].insert(one->key);
    Told told;
    int left_out = 0;
    for (const auto& [name, keys] : people) {
        const int count = static_cast<int>(keys.size());
        if (!name.empty() && count >= min_cell) {
            told.names.push_back(name);
            told.people.push_back(count);
            continue;
        }
        left_out += count;
        if (!name.empty()) told.hidden.push_back(name);
    }
    while (left_out > 0 && left_out < min_cell && !told.names.empty()) {
        const auto least = std::ranges::min_element(told.people);
        const auto name = told.names.begin() + (least - told.people.begin());
        left_out += *least;
        told.hidden.push_back(*name);
        told.names.erase(name);
        told.people.erase(least);
    }
    for (const auto* one : crowd.all) {
        const auto found = std::ranges::lower_bound(told.names, one->group(by));
        const bool is_told = found != told.names.end() && *found == one->group(by);
        told.group_of.push_back(is_told ? std::optional(static_cast<std::size_t>(found - told.names.begin())) : std::nullopt);
    }
    return told;
}

struct Mean {
    int people{};
    double value{};
};

// One measure of one grouping: what each group has, and the strata to compare it in.
class Comparison {
  public:
    Comparison(const Crowd& crowd, const Told& told, Measure what, const std::vector<std::uint32_t>& strata)
        : told_(told), means_(told.names.size()) {
        std::vector<std::vector<std::uint64_t>> keys(told.names.size());
        for (std::size_t at = 0; at < crowd.all.size(); ++at) {
            const auto& one = *crowd.all[at];
            const auto group = told.group_of[at];
            if (!group || one.value(what) == not_told) continue;
            strata_.add(*group, strata[at], one.value(what), crowd.draws.of(at));
            means_[*group].value += one.value(what);
            keys[*group].push_back(one.key);
        }
        for (std::size_t group = 0; group < keys.size(); ++group) {
            if (keys[group].empty()) continue;
            means_[group].value /= static_cast<double>(keys[group].size());
            std::ranges::sort(keys[group]);
            means_[group].people = static_cast<int>(std::ranges::unique(keys[group]).begin() - keys[group].begin());
        }
    }
    Mean mean(std::size_t group) const { return means_[group]; }
    std::optional<Ratio> against_others(std::size_t group, int min_cell) const {
        return big_enough(strata_.against_others(group, told_.comparisons()), min_cell);
    }
    std::optional<Ratio> against(std::size_t group, std::size_t other, int min_cell) const {
        const auto count = told_.names.size();
        return big_enough(strata_.against(group, other, count * (count - 1) / 2), min_cell);
    }

  private:
    static std::optional<Ratio> big_enough(std::optional<Ratio> one, int min_cell) {
        if (one && (one->people < min_cell || one->others < min_cell)) return {};
        return one;
    }
    const Told& told_;
    Strata strata_;
    std::vector<Mean> means_;
};

Verdict verdict_of(Measure what, Grouping by, const Ratio& ratio, const FairnessLimits& limits) {
    if (ratio.people < limits.alarm_people || ratio.others < limits.alarm_people) return Verdict::too_few;
    const double limit = limit_of(what, by, limits) / 1000.0;
    if (limit == 0) return Verdict::fine;
    if (is_worse_when_more(what)) return ratio.low > 1 / limit ? Verdict::alarm : ratio.value > 1 / limit ? Verdict::watch : Verdict::fine;
    return ratio.high < limit ? Verdict::alarm : ratio.value < limit ? Verdict::watch : Verdict::fine;
}

class Writer {
  public:
    Writer(FairnessBoard& board, const FairnessLimits& limits, std::uint64_t seed) : board_(board), limits_(limits), seed_(seed) {}

    void write_people(const Crowd& crowd) {
        for (const auto by : all_groupings) {
            const auto told = told_groups(crowd, by, limits_.min_cell);
            write_hidden(told, by);
            write_exposure(crowd, told, by);
            const auto scores = write(crowd, told, by, Measure::score);
            const auto shown = write(crowd, told, by, Measure::conditional);
            write_widening(told, by, scores, shown);
            for (const auto what :
                 {Measure::data, Measure::wage, Measure::contract, Measure::distance, Measure::pins, Measure::relaxations, Measure::vetoes})
                write(crowd, told, by, what);
        }
    }

    void write_decided(const std::vector<DecidedApplication>& decided, Scope scope, const std::string& name) {
        scope_ = scope;
        scope_name_ = name;
        std::vector<const Observed*> all;
        for (const auto& one : decided)
            if (scope == Scope::office || name == (scope == Scope::sector ? one.sector : one.employer)) all.push_back(&one);
        if (std::ssize(all) < limits_.alarm_people) return;
        const Crowd crowd(std::move(all), seed_);
        for (const auto by : all_groupings) {
            const auto told = told_groups(crowd, by, limits_.min_cell);
            for (const auto what : {Measure::invited, Measure::hired}) {
                const auto begin = board_.lines.size();
                write(crowd, told, by, what);
                if (scope != Scope::office) keep_lowest(begin);
            }
            if (scope == Scope::office) write_calibration(crowd, told, by);
        }
    }

  private:
    using Ratios = std::vector<std::optional<Ratio>>;

    FairnessLine line(Measure what, Grouping by, const std::string& group) const {
        return {.measure = what, .grouping = by, .scope = scope_, .scope_name = scope_name_, .group = group};
    }

    void write_hidden(const Told& told, Grouping by) {
        for (const auto& name : told.hidden) board_.lines.push_back(line(Measure::exposure, by, name));
    }

    void put(FairnessLine made, const Mean& mean, const std::optional<Ratio>& ratio) {
        made.people = mean.people;
        made.value = static_cast<int>(std::lround(mean.value));
        if (ratio) {
            made.ratio = thousandths(ratio->value);
            made.low = thousandths(ratio->low);
            made.high = std::max(1, thousandths(ratio->high));
            made.verdict = verdict_of(made.measure, made.grouping, *ratio, limits_);
        }
        board_.lines.push_back(std::move(made));
    }

    // Each group with everybody else of the same stratum.
    Ratios write(const Crowd& crowd, const Told& told, Grouping by, Measure what) {
        const auto read = what == Measure::conditional ? Measure::exposure : what;
        const Comparison all(crowd, told, read, crowd.strata_for(by));
        Ratios ratios;
        for (std::size_t group = 0; group < told.names.size(); ++group) {
            const auto mean = all.mean(group);
            ratios.push_back(all.against_others(group, limits_.min_cell));
            if (mean.people >= limits_.min_cell) put(line(what, by, told.names[group]), mean, ratios.back());
        }
        return ratios;
    }

    // Of one company or sector: the group that fares worst, where one can be compared.
    void keep_lowest(std::size_t begin) {
        const auto from = board_.lines.begin() + static_cast<std::ptrdiff_t>(begin);
        board_.lines.erase(std::remove_if(from, board_.lines.end(), [](const FairnessLine& one) { return !one.is_compared(); }),
                           board_.lines.end());
        const auto lowest = std::ranges::min_element(from, board_.lines.end(), {}, &FairnessLine::ratio);
        if (lowest == board_.lines.end()) return;
        std::iter_swap(from, lowest);
        board_.lines.erase(from + 1, board_.lines.end());
    }

    // As people are, schooling or work aside: each group with the one that is shown most.
    void write_exposure(const Crowd& crowd, const Told& told, Grouping by) {
        const Comparison all(crowd, told, Measure::exposure, std::vector<std::uint32_t>(crowd.all.size()));
        std::size_t best = 0;
        for (std::size_t group = 1; group < told.names.size(); ++group)
            if (all.mean(group).value > all.mean(best).value) best = group;
        for (std::size_t group = 0; group < told.names.size(); ++group)
            put(line(Measure::exposure, by, told.names[group]), all.mean(group),
                group == best ? std::nullopt : all.against(group, best, limits_.min_cell));
    }

    void write_widening(const Told& told, Grouping by, const Ratios& scores, const Ratios& shown) {
        for (std::size_t group = 0; group < told.names.size(); ++group) {
            const auto& score = scores[group];
            const auto& list = shown[group];
            if (!score || !list || list->value <= 0 || score->value <= 0) continue;
            Ratio made{.value = list->value / std::min(1.0, score->value),
                       .people = std::min(score->people, list->people),
                       .others = std::min(score->others, list->others),
                       .logs = {}};
            for (std::size_t draw = 0; draw < draws_count; ++draw) made.logs.push_back(list->logs[draw] - std::min(0.0, score->logs[draw]));
            const auto bounds = bounds_of(made.value, made.logs, told.comparisons());
            if (!bounds) continue;
            made.low = bounds->low;
            made.high = bounds->high;
            put(line(Measure::widening, by, told.names[group]), {made.people, 0}, made);
        }
    }

    void write_calibration(const Crowd& crowd, const Told& told, Grouping by) {
        for (const auto& name : told.names) {
            std::vector<Foreseen> all;
            std::set<std::uint64_t> people;
            for (const auto* one : crowd.all) {
                const auto chance = one->value(Measure::calibration);
                if (one->group(by) != name || chance == not_told) continue;
                all.push_back({one->key, chance, one->value(Measure::hired) > 0});
                people.insert(one->key);
            }
            if (std::ssize(people) < limits_.min_cell) continue;
            const auto is_many = std::ssize(all) >= limits_.alarm_people;
            const auto found = calibration_of(std::move(all), seed_);
            auto made = line(Measure::calibration, by, name);
            made.people = static_cast<int>(people.size());
            made.value = found.error;
            made.high = found.by_chance;
            if (is_many)
                made.verdict = found.error <= limits_.calibration ? Verdict::fine
                               : found.error > found.by_chance    ? Verdict::alarm
                                                                  : Verdict::watch;
            board_.lines.push_back(std::move(made));
        }
    }

    FairnessBoard& board_;
    const FairnessLimits& limits_;
    std::uint64_t seed_;
    Scope scope_{Scope::office};
    std::string scope_name_;
};

void count_loads(FairnessBoard& board, const std::vector<Load>& loads) {
    std::vector<double> shares;
    for (const auto& one : loads) {
        ++board.vacancies;
        board.covered += one.given > 0;
        board.over += one.given > one.capacity;
        const double share = one.capacity == 0 ? 0 : static_cast<double>(one.given) / one.capacity;
        shares.push_back(share);
        board.most_load = std::max(board.most_load, thousandths(share));
    }
    board.gini = gini_of(std::move(shares));
}

double error_of(const std::vector<Foreseen>& sorted, const std::vector<bool>& happened) {
    constexpr std::size_t class_min = 30;
    constexpr std::size_t classes_max = 10;
    const auto classes = std::clamp<std::size_t>(sorted.size() / class_min, 1, classes_max);
    double sum = 0;
    for (std::size_t at = 0; at < classes; ++at) {
        double apart = 0;
        for (std::size_t one = at * sorted.size() / classes; one < (at + 1) * sorted.size() / classes; ++one)
            apart += sorted[one].chance / 1000.0 - (happened[one] ? 1 : 0);
        sum += std::abs(apart);
    }
    return sum / static_cast<double>(sorted.size());
}

}  // namespace

int exposure_of(const std::vector<int>& ranks) {
    double sum = 0;
    for (const int rank : ranks) sum += 1 / std::log2(1.0 + rank);
    return static_cast<int>(std::lround(1000 * sum));
}

std::string age_band(int age) {
    if (age < 25) return "15–24";
    if (age < 35) return "25–34";
    if (age < 45) return "35–44";
    return age < 55 ? "45–54" : "55+";
}

std::string_view code(Grouping by) {
    switch (by) {
        case Grouping::sex: return "sex";
        case Grouping::age: return "age";
        case Grouping::needs: return "needs";
        case Grouping::district: return "district";
        case Grouping::centre: return "centre";
        case Grouping::education: return "education";
        case Grouping::situation: return "situation";
        case Grouping::school: return "school";
    }
    return "";
}

std::string_view code(Measure what) {
    switch (what) {
        case Measure::data: return "data";
        case Measure::score: return "score";
        case Measure::exposure: return "exposure";
        case Measure::conditional: return "conditional";
        case Measure::widening: return "widening";
        case Measure::wage: return "wage";
        case Measure::contract: return "contract";
        case Measure::distance: return "distance";
        case Measure::pins: return "pins";
        case Measure::relaxations: return "relaxations";
        case Measure::vetoes: return "vetoes";
        case Measure::invited: return "invited";
        case Measure::hired: return "hired";
        case Measure::calibration: return "calibration";
    }
    return "";
}

bool is_worse_when_more(Measure measure) { return measure == Measure::vetoes || measure == Measure::distance; }

std::string_view code(Scope scope) {
    switch (scope) {
        case Scope::office: return "office";
        case Scope::sector: return "sector";
        case Scope::employer: return "employer";
    }
    return "";
}

std::string_view code(Verdict verdict) {
    switch (verdict) {
        case Verdict::too_few: return "too_few";
        case Verdict::fine: return "fine";
        case Verdict::watch: return "watch";
        case Verdict::alarm: return "alarm";
    }
    return "";
}

int limit_of(Measure measure, const FairnessLimits& limits) {
    switch (measure) {
        case Measure::data:
        case Measure::score: return 0;
        case Measure::exposure: return limits.exposure;
        case Measure::conditional: return limits.conditional;
        case Measure::widening:
        case Measure::wage:
        case Measure::contract:
        case Measure::distance: return limits.quality;
        case Measure::pins:
        case Measure::relaxations:
        case Measure::vetoes:
        case Measure::invited:
        case Measure::hired: return limits.outcome;
        case Measure::calibration: return limits.calibration;
    }
    return 0;
}

int limit_of(Measure measure, Grouping by, const FairnessLimits& limits) {
    const bool is_quality = measure == Measure::wage || measure == Measure::contract || measure == Measure::distance;
    const bool is_where_they_live = by == Grouping::district || by == Grouping::centre;
    if ((is_quality && by == Grouping::education) || (measure == Measure::distance && is_where_they_live)) return 0;
    return limit_of(measure, limits);
}

Calibration calibration_of(std::vector<Foreseen> all, std::uint64_t seed) {
    if (all.empty()) return {};
    std::ranges::sort(all, [](const Foreseen& a, const Foreseen& b) {
        return std::tie(a.chance, a.key, a.happened) < std::tie(b.chance, b.key, b.happened);
    });
    std::vector<bool> happened;
    for (const auto& one : all) happened.push_back(one.happened);
    const double error = error_of(all, happened);
    std::vector<double> by_chance;
    auto state = mixed(seed);
    for (std::size_t draw = 0; draw < draws_count; ++draw) {
        for (std::size_t one = 0; one < all.size(); ++one) {
            state += golden_step;
            happened[one] = static_cast<std::int32_t>(mixed(state) % 1000) < all[one].chance;
        }
        by_chance.push_back(error_of(all, happened));
    }
    std::ranges::sort(by_chance);
    return {thousandths(error), thousandths(by_chance[draws_count * 95 / 100])};
}

FairnessBoard board_of(const Counted& town, const FairnessLimits& limits, std::uint64_t seed) {
    FairnessBoard board{
        .at = {}, .people = static_cast<int>(town.people.size()), .zero_slot = town.zero_slot, .limits = limits, .lines = {}};
    board.decided = static_cast<int>(town.decided.size());
    count_loads(board, town.loads);
    Writer writer(board, limits, seed);
    std::vector<const Observed*> people;
    for (const auto& one : town.people) people.push_back(&one);
    writer.write_people(Crowd(std::move(people), seed));
    writer.write_decided(town.decided, Scope::office, "");
    std::set<std::string> sectors;
    std::set<std::string> employers;
    for (const auto& one : town.decided) {
        if (!one.sector.empty()) sectors.insert(one.sector);
        employers.insert(one.employer);
    }
    for (const auto& one : sectors) writer.write_decided(town.decided, Scope::sector, one);
    for (const auto& one : employers) writer.write_decided(town.decided, Scope::employer, one);
    return board;
}

}  // namespace matching
