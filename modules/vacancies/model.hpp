#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/employers/model.hpp"
#include "modules/employers/model_licence.hpp"

namespace vacancies {

using VacancyId = Id<struct VacancyTag>;

// draft, returned > submitted | held; submitted, held > published | returned | refused; published <> paused;
// published, paused > filled | expired | cancelled; expired > published. README.md draws it and names the function of each
// transition.
enum class VacancyState { draft, submitted, held, returned, refused, published, paused, filled, expired, cancelled };

enum class Source { employer_portal, officer_visit, imported, job_fair, national };
enum class Contract { permanent, fixed_term, apprenticeship, daily, freelance };  // PKWTT, PKWT, magang, harian, lepas
enum class WorkMode { on_site, hybrid, remote };

std::string_view code(VacancyState state);
std::string_view code(Source source);
std::string_view code(Contract contract);
std::string_view code(WorkMode mode);

// What a vacancy asks of the person although the law wants a reason for it: the reason, and whether an officer accepted it.
struct Condition {
    std::string kind;  // age, sex, looks, marital_status, height, religion, ethnicity … (fairness.hpp)
    std::string text;  // as written, or the value of the structured field
    std::string reason;
    bool accepted{};
};

struct Vacancy {
    VacancyId id;
    OfficeId office;
    employers::EmployerId employer;
    std::string employer_name;  // as shown in public; kept here so that a reader needs one row
    std::string receipt;        // "LOW-2026-000123": given once, when it is handed in
    VacancyState state{VacancyState::draft};
    Source source{Source::employer_portal};
    std::string external_reference;  // its number where it came from
    // Perpres 57/2023 art. 5 and Permenaker 18/2024 art. 4 (1)
    std::string title;
    std::string occupation;  // KBJI unit group, 4 digits; "" = not coded yet
    int openings{};          // heads in all
    int openings_men{};      // a split needs a reason; both 0 = not split
    int openings_women{};
    int filled_men{};
    int filled_women{};
    int cancelled{};  // heads that nobody is looked for any more
    Date valid_from;
    Date valid_until;
    std::string place_code;  // regency "64.71", district "64.71.01", or "64" where only the province is told; "" = not coded yet
    std::string place_text;  // as written
    std::string address;
    Contract contract{Contract::fixed_term};
    WorkMode mode{WorkMode::on_site};
    std::string hours;        // "Senin-Jumat 08.00-16.00"
    std::int64_t wage_low{};  // rupiah a month; both 0 = not told
    std::int64_t wage_high{};
    std::string conditions;     // of work, as text
    std::string education_min;  // reference: none, sd … s3
    std::vector<std::string> majors;
    std::vector<std::string> skills;
    std::vector<std::string> certificates;
    std::vector<std::string> certificates_preferred;  // speak for somebody, and are no condition
    std::vector<std::string> languages;
    int experience_months{};
    int age_min{};  // 0 = none
    int age_max{};
    bool open_to_disability{};
    std::vector<std::string> accommodations;  // what the workplace can provide: codes of hall's needs
    std::string description;                  // plain text; HTML of imports is reduced to it
    std::string how_to_apply;
    std::string contact;           // for the officer, not public
    std::vector<Condition> asked;  // findings of fairness.hpp and structured limits
    bool overseas{};               // it reads as work abroad, and nobody said that it is not
    employers::LicenceId licence;  // with which it is shown; none for work at home
    std::string held_because;      // rules.hpp: reason_to_hold; "" = not held
    std::string note_of_officer;   // why it was returned or refused
    Instant made_at;
    std::optional<Instant> submitted_at;
    std::optional<Instant> published_at;
    std::optional<Instant> closed_at;
    int answer_days{14};      // within which everybody who applied gets an answer
    int applications_max{};   // 0 = the office's rule
    std::int64_t revision{};  // grows with every change that a reader of published vacancies must see
    int version{1};

    int filled() const { return filled_men + filled_women; }
    int open_heads() const { return openings - filled() - cancelled; }
};

using RowId = Id<struct RowTag>;

// What is wrong with one field of a form or a row.
enum class Unfit {
    missing,
    too_long,
    unprintable,
    number_unfit,
    out_of_range,
    not_in_list,
    date_unfit,
    date_over,
    wage_unfit,
    place_unknown,
    ages_reversed,
    split_unfit,
    reason_missing,
    employer_missing,
    not_readable
};
std::string_view code(Unfit why);
struct FieldError {
    std::string field;  // of form.hpp
    Unfit why{};
};

// A row of a file that did not become a vacancy: a person mends it or puts it away.
struct ListedRow {
    RowId id;
    OfficeId office;
    employers::EmployerId employer;  // whose file it was; none = came through the office
    int line{};
    std::vector<std::pair<std::string, std::string>> cells;  // field of form.hpp, as written
    std::vector<FieldError> faults;
};

// Only what a person may be told; the sentences stand in text.cpp.
enum class Refusal {
    no_such_vacancy,
    no_employer_of_yours,
    employer_not_verified,
    field_unfit,
    reason_missing,   // a condition that needs one
    conditions_open,  // not every reason was accepted
    note_missing,     // why it is returned or refused
    licence_missing,  // work abroad, and the company has no permission in force
    has_tie,          // the officer said that they have one to the company
    wrong_state,
    changed_meanwhile,
    day_over,  // its last day has passed
    too_many_heads,
    fewer_than_found,  // heads, by a change
    too_long,          // open for longer than the office allows
    file_not_a_table,
    file_too_large,
    file_too_many_rows,
    file_broken,
    file_empty,
    columns_missing,
    no_such_row,
    known_already,  // the same row came in before
    end_stands,     // it has ended, and whoever waited was told: nothing is taken back
};
std::string_view code(Refusal why);

}  // namespace vacancies
