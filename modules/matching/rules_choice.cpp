#include "modules/matching/rules_choice.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "base/mix.hpp"
#include "modules/matching/lists.hpp"
#include "modules/matching/rules_codes.hpp"

namespace matching {

const Settings& settings() {
    static const Settings shipped;
    return shipped;
}

std::string Settings::text() const {
    std::string all;
    for (const int one : {shown, floor, candidates, applicants_wanted, applications_percent, veto_days, near_misses, min_cell,
                          records_kept_months, explore_within_percent, people_shown})
        all += std::to_string(one) + " ";
    return all;
}

int capacity_of(int open_heads, const Settings& settings) {
    const int wanted = std::max(0, open_heads) * settings.applicants_wanted * 100;
    return (wanted + settings.applications_percent - 1) / settings.applications_percent;
}

int applicants_a_place(int applicants, int open_heads) {
    const int places = std::max(1, open_heads);
    return (2 * applicants + places) / (2 * places);
}

int lists_of(int contacts_a_week, const Settings& settings) {
    if (contacts_a_week <= 0) return std::numeric_limits<int>::max();
    return (contacts_a_week * 100 + settings.applications_percent - 1) / settings.applications_percent;
}

std::vector<Offer> in_order(std::vector<Offer> offers) {
    std::erase_if(offers, [](const Offer& one) { return one.is_full && !one.is_held; });
    std::ranges::stable_sort(offers, std::greater{}, &Offer::value);
    return offers;
}

std::uint64_t draw_key(ProfileId profile, BatchId batch) {
    return mixed(static_cast<std::uint64_t>(batch.value) + golden_step * static_cast<std::uint64_t>(profile.value)) | 1;
}

bool is_exploring(std::uint64_t key, int place, int percent) { return lot_of(key, place) % 100 < static_cast<std::uint64_t>(percent); }

std::vector<Offer> worth_trying(const std::vector<Offer>& offers, int shown, const Settings& settings) {
    const auto count = static_cast<std::size_t>(shown);
    if (offers.size() <= count || offers[count - 1].value() <= 0) return {};
    const auto least = std::int64_t{offers[count - 1].value()} * (100 - settings.explore_within_percent);
    std::vector<Offer> made;
    for (const auto& one : std::span(offers).subspan(count))
        if (!one.is_held && std::int64_t{one.value()} * 100 >= least) made.push_back(one);
    return made;
}

int propensity_of_trial(int percent, std::size_t choices) {
    return std::max(1, certain / 100 * percent / static_cast<int>(std::max<std::size_t>(choices, 1)));
}

int propensity_of_order(int percent, std::size_t choices) { return choices == 0 ? certain : certain / 100 * (100 - percent); }

Relaxed relaxed_by(const std::vector<Override>& overrides, vacancies::VacancyId vacancy) {
    Relaxed made;
    for (const auto& one : overrides)
        if (one.kind == OverrideKind::relax && one.vacancy == vacancy)
            if (const auto what = parse_hard(one.item)) made.items.push_back(*what);
    return made;
}

bool has(const std::vector<Override>& overrides, OverrideKind kind, vacancies::VacancyId vacancy) {
    return std::ranges::any_of(overrides, [&](const Override& one) { return one.kind == kind && one.vacancy == vacancy; });
}

std::string group_of(const vacancies::Vacancy& vacancy) {
    return vacancy.employer.text() + "|" + concept_of(vacancy.title) + "|" + vacancy.place_code;
}

std::vector<int> shared_capacity(std::vector<int> own, const std::vector<int>& given) {
    int over = 0;
    for (std::size_t at = 0; at < own.size(); ++at) {
        over += std::max(0, given[at] - own[at]);
        own[at] = std::max(own[at], given[at]);
    }
    for (std::size_t at = 0; at < own.size(); ++at) {
        const int spared = std::min(over, own[at] - given[at]);
        own[at] -= spared;
        over -= spared;
    }
    return own;
}

}  // namespace matching
