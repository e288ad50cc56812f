#include "modules/vacancies/rules_change.hpp"

#include <algorithm>
#include <array>

#include "modules/reference/actions.hpp"
#include "modules/vacancies/form.hpp"

namespace vacancies {

namespace {

constexpr std::array states{ChangeState::waiting, ChangeState::shown, ChangeState::declined, ChangeState::withdrawn, ChangeState::lapsed};

bool is_told_with_its_text(std::string_view field) { return field == "title-kode" || field == "place-kode"; }

int height_of(std::string_view level) {
    const auto& levels = reference::education_levels();
    return static_cast<int>(std::ranges::find(levels, level, &reference::EducationLevel::code) - levels.begin());
}

bool asks_more(const Vacancy& before, const Vacancy& after) {
    return height_of(after.education_min) > height_of(before.education_min) || after.experience_months > before.experience_months ||
           after.majors != before.majors || after.certificates != before.certificates || after.languages != before.languages ||
           after.age_min != before.age_min || after.age_max != before.age_max || after.openings_men != before.openings_men ||
           after.openings_women != before.openings_women;
}

bool is_other_work(const Vacancy& before, const Vacancy& after) {
    return after.title != before.title || after.occupation != before.occupation || after.description != before.description ||
           after.place_code != before.place_code || after.place_text != before.place_text || after.address != before.address ||
           after.mode != before.mode || after.how_to_apply != before.how_to_apply;
}

bool has_worse_terms(const Vacancy& before, const Vacancy& after) {
    return after.wage_low < before.wage_low || after.wage_high < before.wage_high || after.contract != before.contract ||
           after.hours != before.hours || after.conditions != before.conditions;
}

}  // namespace

std::string_view code(ChangeState state) {
    switch (state) {
        case ChangeState::waiting: return "waiting";
        case ChangeState::shown: return "shown";
        case ChangeState::declined: return "declined";
        case ChangeState::withdrawn: return "withdrawn";
        case ChangeState::lapsed: return "lapsed";
    }
    return {};
}

std::optional<ChangeState> parse_change_state(std::string_view wanted) {
    const auto found = std::ranges::find_if(states, [&](ChangeState one) { return code(one) == wanted; });
    if (found == states.end()) return {};
    return *found;
}

std::vector<FieldChange> changes_between(const Vacancy& before, const Vacancy& after) {
    const auto old_words = typed_whole(before);
    const auto new_words = typed_whole(after);
    std::vector<FieldChange> made;
    for (const auto& [field, value] : new_words)
        if (auto was = first(old_words, field); was != value && !is_told_with_its_text(field))
            made.push_back({field, std::move(was), value});
    for (const auto& [field, value] : old_words)
        if (!has(new_words, field) && !value.empty()) made.push_back({field, value, ""});
    return made;
}

bool wants_review(const Vacancy& before, const Vacancy& after) {
    return is_other_work(before, after) || has_worse_terms(before, after) || asks_more(before, after);
}

bool concerns_applicants(std::string_view field) {
    static constexpr std::array<std::string_view, 6> all{"wage", "place", "address", "hours", "contract", "conditions"};
    return std::ranges::find(all, field) != all.end();
}

}  // namespace vacancies
