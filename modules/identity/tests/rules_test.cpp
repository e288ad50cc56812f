#include <doctest/doctest.h>

#include "modules/identity/access.hpp"
#include "modules/identity/rules.hpp"

using namespace identity;

TEST_SUITE("identity") {
    TEST_CASE("a password of four unrelated words is fine, one of the office's own words with a year is not") {
        CHECK_FALSE(refusal_of_password("payung biru lari kopi", "sari"));
        CHECK_FALSE(refusal_of_password("kx7-Trum", "sari"));
        CHECK(refusal_of_password("pendek7", "sari") == Refusal::password_too_short);
        for (const char* common : {"password", "Password1", "p4ssw0rd!", "12345678", "87654321", "qwertyuiop", "11111111", "abababab",
                                   "17081945", "Balikpapan2026", "disnaker123", "bismillah", "Rahasia!!", "admin12345", "indonesia_raya"})
            CHECK_MESSAGE(refusal_of_password(common, "sari") == Refusal::password_too_common, common);
        CHECK(refusal_of_password("sari.dewi1", "sari.dewi") == Refusal::password_too_common);
    }

    TEST_CASE("after signing in somebody returns to where they were, never to another site") {
        CHECK(local_path("/loket?hari=2026-03-03") == "/loket?hari=2026-03-03");
        for (const char* bad :
             {"", "loket", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/masuk?next=/", "/keluar"})
            CHECK_MESSAGE(local_path(bad).empty(), bad);
    }

    TEST_CASE("a session ends after half an hour of silence and after ten hours of work") {
        Session session{.id = {1}, .account = {2}, .created_at = {1000}, .seen_at = {1000}};
        CHECK(is_live(session, {1000 + 1799}));
        CHECK_FALSE(is_live(session, {1000 + 1800}));
        session.seen_at = {1000 + 36000 - 10};
        CHECK(is_live(session, {1000 + 35999}));
        CHECK_FALSE(is_live(session, {1000 + 36000}));
        session.stage = Stage::code;
        session.seen_at = session.created_at;
        CHECK_FALSE(is_live(session, {1000 + 600}));
    }

    TEST_CASE("user names are what people can say on the telephone") {
        CHECK(parse_user_name(" Sari.Dewi ") == "sari.dewi");
        CHECK_FALSE(parse_user_name("ab"));
        CHECK_FALSE(parse_user_name("sari dewi"));
        CHECK_FALSE(parse_user_name("1sari"));
        CHECK_FALSE(parse_user_name("<script>"));
    }

    TEST_CASE("every permission is granted to some role, and only administrators make administrators") {
        PermissionSet granted;
        for (const auto role : all_roles) granted.add(permissions_of(role));
        for (auto number = static_cast<unsigned>(Permission::anyone); number <= static_cast<unsigned>(Permission::employer); ++number)
            CHECK_MESSAGE(granted.has(static_cast<Permission>(number)), code(static_cast<Permission>(number)));

        const auto manager = permissions_of(Role::manager);
        CHECK(may_grant(manager, Role::clerk));
        CHECK_FALSE(may_grant(manager, Role::admin));
        const auto counter = permissions_of(Role::clerk);
        CHECK(may_grant(counter, Role::employer));
        for (const auto role : all_roles) CHECK(may_grant(counter, role) == (role == Role::employer));
        Account company{.id = {2}, .office = {7}, .state = AccountState::invited, .roles = {Role::employer}};
        CHECK(may_manage(counter, {7}, company));
        CHECK_FALSE(may_manage(counter, {8}, company));
        company.roles.push_back(Role::clerk);
        CHECK_FALSE(may_manage(counter, {7}, company));
        company.roles = {Role::employer};
        company.state = AccountState::active;
        CHECK_FALSE(may_manage(counter, {7}, company));
        CHECK_FALSE(permissions_of(Role::admin).has(Permission::see_person));
        Account clerk{.id = {1}, .office = {7}, .roles = {Role::clerk}};
        CHECK(may_manage(manager, {7}, clerk));
        CHECK_FALSE(may_manage(manager, {8}, clerk));
        clerk.roles.push_back(Role::admin);
        CHECK_FALSE(may_manage(manager, {7}, clerk));
    }

    TEST_CASE("people know their own devices again") {
        CHECK(device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36") ==
              "Chrome, Windows");
        CHECK(device_of("Mozilla/5.0 (Linux; Android 10; K) Gecko/1 Firefox/120.0") == "Firefox, Android");
        CHECK(device_of("").empty());
        CHECK(plain_code(" k7mq2-9xtbc ") == "K7MQ29XTBC");
    }
}
