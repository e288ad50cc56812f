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
    EmployerId head_office;  // a branch names its head office; none = is one itself
    std::string regency_code;
    std::string address;
    std::string contact_name;
    std::string contact_phone;  // as stored: "+62…"
    std::string contact_email;
    std::string website;
    std::int64_t workers{};            // in all, as told; 0 = not told
    std::int64_t workers_disabled{};
    std::int64_t workers_local{};
    AccountId account;                 // that works for it; none = the office speaks for it
    std::string verified_by_call;      // whom the officer reached by which number; "" = not yet
    std::optional<Instant> verified_at;
    std::string refusal_reason;
    std::string source;  // "portal", "visit", "import"
    Instant made_at;
    int version{1};
};

}  // namespace employers
