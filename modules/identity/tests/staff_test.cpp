#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "modules/identity/access.hpp"
#include "modules/identity/actions.hpp"
#include "modules/identity/actions_account.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/actions_staff.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/testing/testing.hpp"

using namespace identity;

namespace {

constexpr OfficeId balikpapan{7};
constexpr OfficeId serang{8};

AccountId add(test::House& house, std::string_view user, std::vector<Role> roles, OfficeId office = balikpapan) {
    const auto context = house.system();
    return *house.database().write([&](sql::Transaction& tx) {
        return add_account(tx, context, {.office = office, .user_name = std::string(user), .display_name = "Petugas", .roles = roles},
                           "hash");
    });
}

Context as(const test::House& house, AccountId who, std::vector<Role> roles, OfficeId office = balikpapan) {
    return house.staff(who, office, permissions_of(roles));
}

int admins(test::House& house) {
    return house.database().read([](sql::Transaction& tx) { return store::active_admins(tx); });
}

}  // namespace

TEST_SUITE("identity") {
    TEST_CASE("a manager invites a clerk, who chooses a password of their own") {
        for (const auto engine : test::engines()) {
            test::House house(engine);
            const auto manager = add(house, "manajer", {Role::manager});
            const auto context = as(house, manager, {Role::manager});
            const auto invited = house.database().write([&](sql::Transaction& tx) {
                return invite(tx, context,
                              {.office = balikpapan, .user_name = "Sari", .display_name = " Sari  Dewi ", .roles = {Role::clerk}});
            });
            REQUIRE(invited.has_value());
            const auto token = invited->link.substr(invited->link.find("kunci=") + 6);
            const auto accept = [&] {
                return house.database().write([&](sql::Transaction& tx) {
                    return use_password_link(tx, house.anonymous(), LinkKind::invitation, token, "hash", "");
                });
            };
            house.set_now("2026-03-06T00:59:00Z");  // 71 hours and 59 minutes
            CHECK(accept()->stage == Stage::enrolment);
            CHECK(accept().error() == Refusal::link_unknown);
            const auto account = *house.database().read([&](sql::Transaction& tx) { return find_account(tx, invited->account); });
            CHECK(account.state == AccountState::active);
            CHECK(account.display_name == "Sari Dewi");
        }
    }

    TEST_CASE("an invitation of last week is void; a new one voids the one before") {
        for (const auto engine : test::engines()) {
            test::House house(engine);
            const auto manager = add(house, "manajer", {Role::manager});
            const auto invited = house.database().write([&](sql::Transaction& tx) {
                return invite(tx, as(house, manager, {Role::manager}),
                              {.office = balikpapan, .user_name = "sari", .display_name = "Sari", .roles = {Role::clerk}});
            });
            const auto first = invited->link.substr(invited->link.find("kunci=") + 6);
            const auto is_good = [&](const std::string& token) {
                return house.database()
                    .read([&](sql::Transaction& tx) { return find_link(tx, house.anonymous(), LinkKind::invitation, token); })
                    .has_value();
            };
            CHECK(is_good(first));
            house.set_now("2026-03-06T01:00:00Z");
            CHECK_FALSE(is_good(first));
            house.set_now("2026-03-03T02:00:00Z");
            const auto again = house.database().write(
                [&](sql::Transaction& tx) { return renew_link(tx, as(house, manager, {Role::manager}), invited->account); });
            CHECK_FALSE(is_good(first));
            CHECK(is_good(again->substr(again->find("kunci=") + 6)));
        }
    }

    TEST_CASE("a manager makes no administrators, touches none, and sees no other office") {
        test::House house;
        const auto manager = add(house, "manajer", {Role::manager});
        const auto admin = add(house, "admin", {Role::admin});
        const auto far = add(house, "jauh", {Role::clerk}, serang);
        const auto clerk = add(house, "sari", {Role::clerk});
        const auto context = as(house, manager, {Role::manager});
        house.database().write([&](sql::Transaction& tx) {
            CHECK(change_roles(tx, context, clerk, {Role::admin}).error() == Refusal::role_not_yours);
            CHECK(renew_link(tx, context, admin).error() == Refusal::role_not_yours);
            CHECK(reset_second_factor(tx, context, admin).error() == Refusal::role_not_yours);
            CHECK(disable_account(tx, context, far).error() == Refusal::no_such_account);
            CHECK(renew_link(tx, context, {12345}).error() == Refusal::no_such_account);
            CHECK(change_roles(tx, context, manager, {Role::clerk}).error() == Refusal::own_account);
            CHECK(reset_second_factor(tx, context, manager).error() == Refusal::own_account);
            CHECK(invite(tx, context, {.office = serang, .user_name = "baru", .display_name = "Baru", .roles = {Role::clerk}}).error() ==
                  Refusal::not_your_office);
            CHECK(
                invite(tx, context, {.office = balikpapan, .user_name = "sari", .display_name = "Sari", .roles = {Role::clerk}}).error() ==
                Refusal::user_name_taken);
        });
    }

    TEST_CASE("somebody who left is out at once and comes back when they are asked to") {
        for (const auto engine : test::engines()) {
            test::House house(engine);
            const auto manager = add(house, "manajer", {Role::manager});
            const auto clerk = add(house, "sari", {Role::clerk});
            const auto context = as(house, manager, {Role::manager});
            house.database().write([&](sql::Transaction& tx) {
                store::add(tx, {.id = {1}, .account = clerk, .created_at = house.now(), .seen_at = house.now()}, hash_of("x"));
            });
            http::Request request;
            request.headers = {{"cookie", "sesi=x"}};
            CHECK(resolve_actor(request, house.platform(), house.now()).kind == ActorKind::staff);
            CHECK(house.database().write([&](sql::Transaction& tx) { return disable_account(tx, context, clerk); }).has_value());
            CHECK(resolve_actor(request, house.platform(), house.now()).kind == ActorKind::anonymous);
            CHECK(house.database().write([&](sql::Transaction& tx) { return enable_account(tx, context, clerk); }).has_value());
            CHECK(resolve_actor(request, house.platform(), house.now()).kind == ActorKind::anonymous);  // and signs in anew
        }
    }

    TEST_CASE("the last administrator cannot leave; of two who remove each other at once one stays") {
        for (const auto engine : test::engines()) {
            test::House house(engine);
            const auto first = add(house, "ratna", {Role::admin, Role::manager});
            CHECK(house.database()
                      .write([&](sql::Transaction& tx) { return give_up_administration(tx, as(house, first, {Role::admin})); })
                      .error() == Refusal::last_admin);
            CHECK(admins(house) == 1);

            for (int round = 0; round < 10; ++round) {
                const auto second = add(house, "dua" + std::to_string(round), {Role::admin});
                const auto third = add(house, "tiga" + std::to_string(round), {Role::admin});
                // Without the first: only these two are left to remove each other.
                house.database().write([&](sql::Transaction& tx) {
                    tx.run("update identity_account set state = 'disabled' where id <> :second and id <> :third",
                           {{"second", second}, {"third", third}});
                });
                const auto remove = [&](AccountId who, AccountId whom) {
                    return house.database().write(
                        [&](sql::Transaction& tx) { return disable_account(tx, as(house, who, {Role::admin}), whom); });
                };
                std::thread one([&] { (void)remove(second, third); });
                std::thread other([&] { (void)remove(third, second); });
                one.join();
                other.join();
                CHECK(admins(house) == 1);
            }
            // The twin: a statement without the guard empties the house.
            house.database().write([&](sql::Transaction& tx) { tx.run("update identity_account set state = 'disabled'"); });
            CHECK(admins(house) == 0);
            std::vector<std::string> faults;
            add(house, "petugas", {Role::clerk});
            house.database().read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
            CHECK(std::ranges::find(faults, "no administrator is left") != faults.end());
        }
    }

    TEST_CASE("the first administrator joins the office that they have made, once") {
        test::House house;
        const auto admin = add(house, "ratna", {Role::admin}, {});
        house.database().write([&](sql::Transaction& tx) {
            CHECK(join_office(tx, house.system(), admin, balikpapan, Zone::wita).has_value());
            CHECK(join_office(tx, house.system(), admin, balikpapan, Zone::wita).has_value());
            CHECK(join_office(tx, house.system(), admin, serang, Zone::wib).error() == Refusal::wrong_state);
            CHECK(find_account(tx, admin)->zone == Zone::wita);
        });
    }
}
