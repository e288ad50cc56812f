#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/booking/model.hpp"
#include "modules/registration/model.hpp"

namespace partners {

using SchoolId = Id<struct SchoolTag>;
using GraduateId = Id<struct GraduateTag>;

// A school with a job centre (Bursa Kerja Khusus) that the office has licensed or taken note of.
struct School {
    SchoolId id;
    OfficeId office;
    std::string name;   // "SMK Negeri 1 Balikpapan": stands as the school in its pupils' applications
    std::string npsn;   // the ministry's number of the school, 8 digits; "" = not known
    std::string level;  // of the diploma it gives: sma, ma, smk, d3, s1 …
    std::string address;
    std::string licence_number;
    Date licence_from;
    Date licence_until;
    std::string officer_name;  // who answers for the job centre
    std::string contact_name;
    std::string contact_phone;  // as stored: "+62…"
    std::string contact_email;
    AccountId account;  // that works for it; none = it has no desk yet
    bool retired{};
    Instant made_at;
    int version{1};
};

enum class Licence { valid, ends_soon, not_yet, over };

// --- the list of graduates ---

// Columns of the list, in the order of the template.
enum class Column {
    nik,
    name,
    birth_place,
    birth_date,
    sex,
    phone,
    address,
    village,
    major,
    year,
    occupation,
    skills,
    purpose,
    guardian_name,
    guardian_phone,
};
inline constexpr std::size_t column_count = 15;
using Cells = std::array<std::string, column_count>;  // as typed

// Why a cell is red.
enum class Unfit {
    missing,
    nik_length,
    nik_unfit,
    nik_rounded,  // a spreadsheet kept it as a number and lost its last digits
    nik_twice,    // another row of this school has it
    no_such_date,
    date_in_future,
    sex_unfit,
    phone_unfit,
    village_unknown,
    village_several,
    occupation_unknown,
    year_unfit,
    purpose_unfit,
    too_long,
    too_many,
    unprintable,
    formula,  // a formula without a value, or text that a program would run
};
struct Fault {
    Column column{};
    Unfit why{};

    bool operator==(const Fault&) const = default;
};

// faulty <> ready > sent (it is an application now). README.md draws it.
enum class GraduateState { faulty, ready, sent };

// What became of a graduate. `placed`: through the job centre or the office; `working`: found it alone.
enum class GraduateOutcome { placed, working, self_employed, studying, looking };
inline constexpr std::array all_outcomes{GraduateOutcome::placed, GraduateOutcome::working, GraduateOutcome::self_employed,
                                         GraduateOutcome::studying, GraduateOutcome::looking};

struct Graduate {
    GraduateId id;
    SchoolId school;
    OfficeId office;
    GraduateState state{GraduateState::faulty};
    bool twin{};  // its NIK stands in another row of the school
    int line{};   // in the file it came with last
    Cells cells;  // only where they are asked for
    std::string name;
    std::string sex;  // L, P or ""
    std::string major;
    registration::ApplicationId application;
    std::optional<Instant> sent_at;
    std::optional<Instant> confirmed_at;  // by the pupil
    std::optional<Instant> declined_at;
    std::optional<GraduateOutcome> outcome;
    std::optional<Instant> outcome_at;
    std::optional<Instant> asked_at;
};

// --- the monthly report ---

struct Pair {  // laki-laki, perempuan
    int men{};
    int women{};

    int sum() const { return men + women; }
    bool operator==(const Pair&) const = default;
};
// Lines of form IPK III/1, which job centres hand in too: what was left, what came, what went, what is left.
struct Balance {
    Pair opening;
    Pair added;
    Pair placed;  // of vacancies: filled
    Pair removed;

    Pair closing() const {
        return {opening.men + added.men - placed.men - removed.men, opening.women + added.women - placed.women - removed.women};
    }
    bool operator==(const Balance&) const = default;
};
struct MajorLine {
    std::string major;
    Pair registered;
    Pair placed;
};
struct Figures {
    Balance seekers;
    Balance vacancies;
    std::vector<MajorLine> majors;
};
struct Report {
    SchoolId school;
    std::string month;  // "2026-03"
    Figures figures;
    std::string note;
    Instant submitted_at;
    int revision{1};
};

enum class Refusal {
    no_such_school,
    no_school_of_yours,  // the account works for none
    licence_over,
    field_missing,
    field_unfit,
    licence_known,  // another school of the office has this number
    name_known,
    account_taken,
    dates_reversed,
    changed_meanwhile,
    file_not_a_table,
    file_too_large,
    file_too_many_rows,
    file_broken,
    file_empty,
    columns_missing,
    nothing_ready,
    no_such_graduate,
    wrong_state,
    no_such_block,
    no_room,
    window_not_open,
    link_over,
    month_unfit,
    figures_unbalanced,
};

}  // namespace partners
