#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"

namespace employers {

using EmployerId = Id<struct EmployerTag>;

// Whoever employs for a wage (Perpres 57/2023 art. 1): also a household and a micro-business without a business number.
// submitted > verified | refused; verified <> suspended. Nothing of an employer is public before it is verified.
enum class EmployerState { submitted, verified, refused, suspended };

// In the order of form IPK III/8.
enum class Ownership { government, state_company, cooperative, private_company, other_body, individual };
enum class Size { micro, small, medium, large };

struct Employer {
    EmployerId id;
    OfficeId office;
    EmployerState state{EmployerState::submitted};
    std::string name;
    std::string nib;           // 13 digits of the business register (OSS); "" = has none
    std::string kbli;          // industry, 5 digits; "" = not known
    std::string kbli_version;  // "2020", "2025"
    Ownership ownership{Ownership::private_company};
    Size size{Size::micro};
    EmployerId head_office;        // a branch names its head office; none = is one itself
    std::string head_office_name;  // as a branch told it, while no officer has linked it
    std::string regency_code;
    std::string address;
    std::string contact_name;
    std::string contact_phone;  // as stored: "+62…"
    std::string contact_email;
    std::string website;
    std::int64_t workers{};  // in all, as told; 0 = not told
    std::int64_t workers_disabled{};
    std::int64_t workers_local{};
    AccountId account;             // that works for it; none = the office speaks for it
    std::string verified_by_call;  // whom the officer reached, and where: "Ibu Rina, +62542…"; "" = not yet
    std::optional<Instant> verified_at;
    std::string refusal_reason;
    std::string source;          // "portal", "visit", "import"
    std::string language{"id"};  // in which the office writes to it: "id", "en"
    Instant made_at;
    int version{1};
};

// What anybody may know of a verified employer.
struct PublicEmployer {
    EmployerId id;
    std::string name;
    std::string kbli;
    std::string kbli_version;
    Size size{Size::micro};
    std::string regency_code;
    std::string website;
};
// What a company wants to be called from now on; an officer looks at it before anybody else does.
struct NameChange {
    std::string name;
    std::string nib;
    Instant asked_at;
};

// How an officer made sure that the company is one: whom they reached, and where.
struct CallBack {
    std::string whom;     // "Ibu Rina, bagian HRD"
    std::string reached;  // the number that was called, or the place that was visited
};

using VisitId = Id<struct VisitTag>;
struct Visit {
    VisitId id;
    EmployerId employer;
    Date on;
    std::string met;  // whom: "Ibu Rina, HRD"
    std::string note;
    int heads_needed{};  // people they look for, as told
    std::optional<Date> next_on;
    Instant made_at;
};

// What the register of vacancies knows of a company, as it stands now.
struct Reported {
    int vacancies{};         // ever handed in
    int heads{};             // people asked for in them
    int filled{};            // people reported as found
    int ended_unreported{};  // vacancies that ran out without a word on whether they were filled
    std::optional<Instant> last_at;

    bool operator==(const Reported&) const = default;
};

enum class Refusal {
    no_such_employer,
    no_employer_of_yours,  // the account works for none
    field_missing,
    field_unfit,
    nib_known,          // another verified head office of the office has it
    head_office_unfit,  // not of this office, a branch itself, or the company itself
    account_taken,
    user_name_taken,
    user_name_unfit,
    call_back_missing,
    reason_missing,
    has_tie,  // the officer said that they have one to this company
    wrong_state,
    changed_meanwhile,
};

}  // namespace employers
