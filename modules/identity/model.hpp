#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace identity {

// What an account may do; an account may hold several. The permissions of each stand in access.cpp.
enum class Role {
    admin,      // the installation: offices, staff of every office, keys
    manager,    // one office: its rules, quota, staff
    clerk,      // the counter
    inspector,  // reads the journal, decides nothing (Inspektorat)
    school,     // a BKK
    employer,   // a company
};

enum class AccountState { invited, active, locked, disabled };

struct Account {
    AccountId id;
    OfficeId office;        // none for the installation's administrator
    std::string user_name;  // lower case, unique in the installation
    std::string display_name;
    AccountState state{AccountState::active};
    std::vector<Role> roles;
    bool has_second_factor{};
    Instant created_at;
    std::optional<Instant> last_seen_at;
};

// A link that is good once.
enum class LinkKind { setup, invitation, password_reset, second_factor_reset };

enum class Refusal {
    wrong_credentials,  // one answer for: unknown name, wrong password, wrong or missing code
    too_many_attempts,
    account_disabled,
    second_factor_needed,  // the password was right; a code is asked for
    second_factor_wrong,
    password_too_short,  // fewer than 8 characters
    password_too_common,
    user_name_taken,
    user_name_unfit,
    link_unknown,  // used, expired, or never there
    last_admin,    // the last administrator cannot leave or lose the role
    own_account,   // nobody resets or disables themselves on the staff page
    no_such_account,
    not_your_office,
};

}  // namespace identity
