#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "platform/access/permission.hpp"
#include "platform/i18n/language.hpp"

namespace sql {
class Database;
}
namespace crypto {
class Vault;
}
namespace files {
class Store;
}
namespace http {
struct MenuEntry;
}

// What the program is made of once it runs; built in app/main.cpp in reading order.
struct Platform {
    sql::Database& database;
    crypto::Vault& vault;
    files::Store& files;
    std::string public_url;                      // "http://127.0.0.1:8080": what QR codes and letters point to; no slash at the end
    bool demo{};                                 // a demonstration folder: banner DEMO on every page
    bool limits{true};                           // --limits off
    const std::vector<http::MenuEntry>* menu{};  // of all modules, the day's work first; none in tests
};

enum class ActorKind { anonymous, applicant, staff, system };

// Who is asking. Resolved once at the gate.
struct Actor {
    ActorKind kind{ActorKind::anonymous};
    AccountId account;         // staff, company or school accounts
    std::int64_t applicant{};  // the application that an applicant's token opens (registration::ApplicationId)
    OfficeId office;           // the office an account works for; none for the installation's administrator
    std::string name;          // as shown in the page's corner
    PermissionSet permissions;
    std::string session_key;  // binds CSRF tokens; empty for bearer tokens
    bool bearer{};            // came with Authorization: no cookie, so no CSRF check

    std::string audit_name() const;  // "account:12", "applicant:34", "anonymous", "system"
};

// Everything a verb may know about the request it serves. Small, passed by reference, never stored.
struct Context {
    const Platform& platform;
    Actor actor;
    Instant now;
    Language language{Language::indonesian};
    std::string request_id;
    std::string address;  // the client's network address

    LocalTime local(Zone zone) const { return now.in(zone); }
    bool may(Permission permission) const { return actor.permissions.has(permission); }
    // The sentence in the reader's language; the Indonesian sentence is the key. See platform/i18n.
    std::string_view t(std::string_view indonesian) const { return translate(language, indonesian); }
};
