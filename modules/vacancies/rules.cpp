#include "modules/vacancies/rules.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "modules/vacancies/fairness.hpp"

namespace vacancies {

namespace {

// Everything that is read as the vacancy's words. A line's end between them: no phrase runs from one into the next.
std::string words_in(const Vacancy& vacancy) {
    return vacancy.title + "\n" + vacancy.description + "\n" + vacancy.conditions + "\n" + vacancy.how_to_apply + "\n" + vacancy.hours +
           "\n" + text::join(vacancy.skills, "\n");
}

constexpr std::array kinds{ConditionKind::age,      ConditionKind::sex,      ConditionKind::looks,     ConditionKind::marital_status,
                           ConditionKind::height,   ConditionKind::religion, ConditionKind::ethnicity, ConditionKind::disability,
                           ConditionKind::pregnancy};

void add_text(std::string& all, const std::string& one) {
    if (all.find(one) != std::string::npos) return;
    all += (all.empty() ? "" : "; ") + one;
}

std::string ages_of(const Vacancy& vacancy) {
    if (vacancy.age_min == 0 && vacancy.age_max == 0) return {};
    const auto low = vacancy.age_min == 0 ? std::string() : std::to_string(vacancy.age_min);
    const auto high = vacancy.age_max == 0 ? std::string() : std::to_string(vacancy.age_max);
    return low + "–" + high;
}

template <class Value, std::size_t count>
std::optional<Value> parsed(const std::array<Value, count>& all, std::string_view wanted) {
    const auto found = std::ranges::find_if(all, [&](Value one) { return code(one) == wanted; });
    if (found == all.end()) return {};
    return *found;
}

}  // namespace

std::vector<Condition> conditions_of(const Vacancy& vacancy) {
    std::array<std::string, kinds.size()> said;
    for (const auto& finding : doubtful_conditions(words_in(vacancy)))
        add_text(said[static_cast<std::size_t>(finding.condition)], finding.text);
    if (const auto ages = ages_of(vacancy); !ages.empty()) add_text(said[static_cast<std::size_t>(ConditionKind::age)], ages);
    if (vacancy.openings_men + vacancy.openings_women > 0)
        add_text(said[static_cast<std::size_t>(ConditionKind::sex)],
                 "L " + std::to_string(vacancy.openings_men) + ", P " + std::to_string(vacancy.openings_women));
    std::vector<Condition> made;
    for (const auto kind : kinds)
        if (auto& text = said[static_cast<std::size_t>(kind)]; !text.empty())
            made.push_back({.kind = std::string(code(kind)), .text = std::move(text), .reason = "", .accepted = false});
    return made;
}

std::vector<Condition> conditions_of(const Vacancy& vacancy, const std::vector<Condition>& before) {
    auto made = conditions_of(vacancy);
    for (auto& one : made) {
        const auto known = std::ranges::find(before, one.kind, &Condition::kind);
        if (known == before.end()) continue;
        one.reason = known->reason;
        one.accepted = known->accepted && known->text == one.text;
    }
    return made;
}

bool lacks_reason(const Vacancy& vacancy) {
    return std::ranges::any_of(vacancy.asked, [](const Condition& one) { return one.reason.empty(); });
}

bool has_open_condition(const Vacancy& vacancy) {
    return std::ranges::any_of(vacancy.asked, [](const Condition& one) { return !one.accepted; });
}

bool is_below(const Vacancy& vacancy, std::int64_t minimum_wage) {
    const auto told = std::max(vacancy.wage_low, vacancy.wage_high);
    return minimum_wage > 0 && told > 0 && vacancy.wage_low < minimum_wage;
}

bool is_open(VacancyState state) { return state == VacancyState::published || state == VacancyState::paused; }
bool is_over(VacancyState state) { return state == VacancyState::filled || state == VacancyState::cancelled; }
bool is_waiting(VacancyState state) { return state == VacancyState::submitted || state == VacancyState::held; }
bool may_be_edited(VacancyState state) { return is_waiting(state) || state == VacancyState::draft || state == VacancyState::returned; }

std::string receipt_of(int year, int number) {
    const auto digits = std::to_string(number);
    return "LOW-" + std::to_string(year) + "-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

std::string likeness(const Vacancy& vacancy) {
    const auto letters = [](std::string_view text) {
        std::string kept;
        for (const char c : text::lower(text))
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) kept += c;
        return kept;
    };
    return letters(vacancy.employer_name) + "|" + letters(vacancy.title) + "|" + letters(vacancy.place_text) + "|" +
           letters(vacancy.description) + "|" + letters(text::join(vacancy.majors, "") + text::join(vacancy.skills, ""));
}

std::string_view code(VacancyState state) {
    switch (state) {
        case VacancyState::draft: return "draft";
        case VacancyState::submitted: return "submitted";
        case VacancyState::held: return "held";
        case VacancyState::returned: return "returned";
        case VacancyState::refused: return "refused";
        case VacancyState::published: return "published";
        case VacancyState::paused: return "paused";
        case VacancyState::filled: return "filled";
        case VacancyState::expired: return "expired";
        case VacancyState::cancelled: return "cancelled";
    }
    return {};
}

std::string_view code(Source source) {
    switch (source) {
        case Source::employer_portal: return "employer_portal";
        case Source::officer_visit: return "officer_visit";
        case Source::imported: return "imported";
        case Source::job_fair: return "job_fair";
        case Source::national: return "national";
    }
    return {};
}

std::string_view code(Contract contract) {
    switch (contract) {
        case Contract::permanent: return "permanent";
        case Contract::fixed_term: return "fixed_term";
        case Contract::apprenticeship: return "apprenticeship";
        case Contract::daily: return "daily";
        case Contract::freelance: return "freelance";
    }
    return {};
}

std::string_view code(WorkMode mode) {
    switch (mode) {
        case WorkMode::on_site: return "on_site";
        case WorkMode::hybrid: return "hybrid";
        case WorkMode::remote: return "remote";
    }
    return {};
}

std::string_view code(Unfit why) {
    switch (why) {
        case Unfit::missing: return "missing";
        case Unfit::too_long: return "too_long";
        case Unfit::unprintable: return "unprintable";
        case Unfit::number_unfit: return "number_unfit";
        case Unfit::out_of_range: return "out_of_range";
        case Unfit::not_in_list: return "not_in_list";
        case Unfit::date_unfit: return "date_unfit";
        case Unfit::date_over: return "date_over";
        case Unfit::wage_unfit: return "wage_unfit";
        case Unfit::place_unknown: return "place_unknown";
        case Unfit::ages_reversed: return "ages_reversed";
        case Unfit::split_unfit: return "split_unfit";
        case Unfit::reason_missing: return "reason_missing";
        case Unfit::employer_missing: return "employer_missing";
        case Unfit::not_readable: return "not_readable";
    }
    return {};
}

std::string_view code(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy: return "no_such_vacancy";
        case Refusal::no_employer_of_yours: return "no_employer_of_yours";
        case Refusal::employer_not_verified: return "employer_not_verified";
        case Refusal::field_unfit: return "field_unfit";
        case Refusal::reason_missing: return "reason_missing";
        case Refusal::conditions_open: return "conditions_open";
        case Refusal::note_missing: return "note_missing";
        case Refusal::licence_missing: return "licence_missing";
        case Refusal::has_tie: return "has_tie";
        case Refusal::wrong_state: return "wrong_state";
        case Refusal::changed_meanwhile: return "changed_meanwhile";
        case Refusal::day_over: return "day_over";
        case Refusal::too_many_heads: return "too_many_heads";
        case Refusal::fewer_than_found: return "fewer_than_found";
        case Refusal::too_long: return "too_long";
        case Refusal::file_not_a_table: return "file_not_a_table";
        case Refusal::file_too_large: return "file_too_large";
        case Refusal::file_too_many_rows: return "file_too_many_rows";
        case Refusal::file_broken: return "file_broken";
        case Refusal::file_empty: return "file_empty";
        case Refusal::columns_missing: return "columns_missing";
        case Refusal::no_such_row: return "no_such_row";
        case Refusal::known_already: return "known_already";
        case Refusal::end_stands: return "end_stands";
    }
    return {};
}

std::optional<VacancyState> parse_state(std::string_view code) {
    using enum VacancyState;
    return parsed(std::array{draft, submitted, held, returned, refused, published, paused, filled, expired, cancelled}, code);
}
std::optional<Source> parse_source(std::string_view code) {
    using enum Source;
    return parsed(std::array{employer_portal, officer_visit, imported, job_fair, national}, code);
}
std::optional<Contract> parse_contract(std::string_view code) {
    using enum Contract;
    return parsed(std::array{permanent, fixed_term, apprenticeship, daily, freelance}, code);
}
std::optional<WorkMode> parse_mode(std::string_view code) {
    using enum WorkMode;
    return parsed(std::array{on_site, hybrid, remote}, code);
}
std::optional<Unfit> parse_unfit(std::string_view code) {
    using enum Unfit;
    return parsed(std::array{missing, too_long, unprintable, number_unfit, out_of_range, not_in_list, date_unfit, date_over, wage_unfit,
                             place_unknown, ages_reversed, split_unfit, reason_missing, employer_missing, not_readable},
                  code);
}

}  // namespace vacancies
