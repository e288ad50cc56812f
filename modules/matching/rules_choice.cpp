#include "modules/matching/rules_choice.hpp"

#include <algorithm>

#include "modules/matching/lists.hpp"

namespace matching {

const Settings& settings() {
    static const Settings shipped;
    return shipped;
}

std::string Settings::text() const {
    std::string all;
    for (const int one :
         {shown, floor, candidates, applicants_wanted, applications_percent, veto_days, near_misses, min_cell, records_kept_months})
        all += std::to_string(one) + " ";
    return all;
}

int capacity_of(int open_heads, const Settings& settings) {
    const int wanted = std::max(0, open_heads) * settings.applicants_wanted * 100;
    return (wanted + settings.applications_percent - 1) / settings.applications_percent;
}

std::vector<Offer> in_order(std::vector<Offer> offers) {
    std::erase_if(offers, [](const Offer& one) { return one.is_full && !one.is_held; });
    std::ranges::stable_sort(offers, std::greater{}, &Offer::value);
    return offers;
}

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

}  // namespace matching
