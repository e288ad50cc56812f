#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

// A district's own rule on local labour, as data: off until an office has one. It orders referrals. It never hides a vacancy,
// never refuses anybody, and an outsider whose skill nobody local has comes first like everybody else.
namespace employers {

enum class Population { regency, province };  // whose card's address counts as local

struct LocalRule {
    bool is_on{};
    int share_percent{};  // of a firm's workers; 0 = no share is aimed at
    int first_days{};     // from publication on, locals are referred first
    Population population{Population::regency};
    bool has_exemption{};  // the firm may show that the skill is not available here
    std::string legal_basis;
    Date valid_from;
};

// `home`: area code of the person's address, "64.71.01.1001"; `place`: regency of the office, "64.71".
bool is_local(const LocalRule& rule, std::string_view home, std::string_view place);
// Whether the first days still run.
bool is_local_first(const LocalRule& rule, Date published, Date today);

// For sorting referrals, smaller first: 0, or 1 for those who come after the locals on this day.
enum class Exempt { no, yes };
int referral_turn(const LocalRule& rule, bool person_is_local, Date published, Date today, Exempt exempt = Exempt::no);

}  // namespace employers
