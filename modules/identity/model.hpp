#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace identity {

using SessionId = Id<struct SessionTag>;

// What an account may do; an account may hold several. The permissions of each stand in access.cpp.
enum class Role {
    admin,      // the installation: offices, staff of every office, keys
    manager,    // one office: its rules, quota, staff
    clerk,      // the counter
    inspector,  // reads the journal, decides nothing (Inspektorat)
    school,     // a BKK
    employer,   // a company
};
inline constexpr Role all_roles[] = {Role::admin, Role::manager, Role::clerk, Role::inspector, Role::school, Role::employer};

// invited > active <> disabled. README.md draws it.
enum class AccountState { invited, active, disabled };

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
    Zone zone{Zone::wib};         // whose clock this person reads
    bool second_factor_waived{};  // accounts of the demonstration
};

// A link that is good once.
enum class LinkKind { setup, invitation, password_reset };

// What is still missing before a session opens anything.
enum class Stage {
    code,       // the password was right; the second factor is asked for
    enrolment,  // the password was right; the account has no second factor yet
    complete,
};
enum class SessionKind { browser, program };

struct Session {
    SessionId id;
    AccountId account;
    Stage stage{Stage::complete};
    SessionKind kind{SessionKind::browser};
    std::string device;  // "Chrome, Windows"
    Instant created_at;
    Instant seen_at;
};

enum class Refusal {
    wrong_credentials,  // one answer for: unknown name, wrong password
    too_many_attempts,
    account_disabled,
    second_factor_needed,  // the password was right; a code is asked for
    second_factor_wrong,
    password_too_short,  // fewer than 8 characters
    password_too_common,
    password_wrong,  // of one's own account, when changing something there
    user_name_taken,
    user_name_unfit,
    name_missing,
    role_missing,
    role_not_yours,  // only an administrator makes administrators
    link_unknown,    // used, expired, or never there
    last_admin,      // the last administrator cannot leave or lose the role
    own_account,     // nobody resets or disables themselves on the staff page
    no_such_account,
    not_your_office,
    wrong_state,
    session_over,
};

}  // namespace identity
