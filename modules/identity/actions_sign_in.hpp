#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/identity/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

struct SignIn {
    std::string_view user;
    std::string_view password;
    std::string_view code;  // "" = none yet; a program sends it at once
    SessionKind kind{SessionKind::browser};
    std::string_view user_agent;
};
struct Opened {
    std::string token;  // told once
    Stage stage{Stage::complete};
    AccountId account;
    OfficeId office;
    PermissionSet permissions;  // of the account, whatever the stage
};
// These two open their own transactions: a try is counted for good before the slow password hash begins, and the hash is
// compared outside of any transaction. An unknown name costs the same work and gives the same answer as a wrong password.
// A browser gets a session in every stage; a program gets one only when nothing is missing.
Result<Opened, Refusal> sign_in(const Context& context, const SignIn& typed);
// The second step, with a code of the phone or a printed recovery code. The session of the first step ends.
Result<Opened, Refusal> prove_second_factor(const Context& context, std::string_view token, std::string_view code,
                                            std::string_view user_agent);

// Whose sign-in is on its way, by the token of the first step.
std::optional<Session> find_session(sql::Transaction& tx, const Context& context, std::string_view token);
void sign_out(sql::Transaction& tx, const Context& context, std::string_view token);

// --- setting up the second factor ---
struct Enrolment {
    std::string sealed;  // goes through the form: the secret, bound to the account and half an hour
    std::string secret;  // base32, for typing
    std::string uri;     // for the QR code
};
Enrolment begin_enrolment(const Context& context, const Account& account);
// The same secret once more, after a mistyped code; empty when it is altered, another account's or too old.
std::optional<Enrolment> continue_enrolment(const Context& context, const Account& account, std::string_view sealed);
struct Enrolled {
    Opened session;
    std::vector<std::string> recovery_codes;  // told once
};
// For an account that has none: the session of the first step becomes a whole one.
Result<Enrolled, Refusal> finish_enrolment(sql::Transaction& tx, const Context& context, std::string_view token, std::string_view sealed,
                                           std::string_view code, std::string_view user_agent);
// For one's own account, signed in; the caller has checked the password. Other sessions end.
Result<Enrolled, Refusal> replace_second_factor(sql::Transaction& tx, const Context& context, std::string_view token,
                                                std::string_view sealed, std::string_view code, std::string_view user_agent);

// --- links that are good once ---
struct LinkOwner {
    LinkKind kind{LinkKind::setup};
    std::optional<Account> account;  // none for the setup link
};
std::optional<LinkOwner> find_link(sql::Transaction& tx, const Context& context, LinkKind kind, std::string_view token);
// The first administrator.
Result<Opened, Refusal> use_setup_link(sql::Transaction& tx, const Context& context, std::string_view token, std::string_view user_name,
                                       std::string_view display_name, std::string_view password_hash, std::string_view user_agent);
// Invitation and new password. Sessions elsewhere end; the second factor stays what it was.
Result<Opened, Refusal> use_password_link(sql::Transaction& tx, const Context& context, LinkKind kind, std::string_view token,
                                          std::string_view password_hash, std::string_view user_agent);

}  // namespace identity
