#include <doctest/doctest.h>

#include <set>
#include <string>

#include "platform/access/permission.hpp"
#include "platform/context.hpp"

TEST_CASE("each permission has a code of its own") {
    std::set<std::string> codes;
    int count = 0;
    for (; !code(static_cast<Permission>(count)).empty(); ++count) codes.emplace(code(static_cast<Permission>(count)));
    CHECK(count == static_cast<int>(Permission::employer) + 1);
    CHECK(codes.size() == static_cast<std::size_t>(count));
}

TEST_CASE("who holds no permission may do what anyone may, and no more") {
    const PermissionSet nobody, clerk{Permission::check_in, Permission::print_card};
    CHECK(nobody.has(Permission::anyone));
    CHECK_FALSE(nobody.has(Permission::signed_in));
    CHECK(clerk.has(Permission::print_card));
    CHECK_FALSE(clerk.has(Permission::hand_over_card));
}

TEST_CASE("the log names people by number") {
    CHECK(Actor{}.audit_name() == "anonymous");
    CHECK(Actor{.kind = ActorKind::system}.audit_name() == "system");
    CHECK(Actor{.kind = ActorKind::staff, .account = AccountId{12}, .name = "Rina"}.audit_name() == "account:12");
    CHECK(Actor{.kind = ActorKind::applicant, .applicant = 34}.audit_name() == "applicant:34");
}
