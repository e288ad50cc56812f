#include "modules/office/rules.hpp"

#include <doctest/doctest.h>

using namespace office;

namespace {

const Date monday = *Date::parse("2026-03-02");

Signatory signs(std::string name, Capacity capacity, const char* from, const char* to = nullptr) {
    Signatory one{.name = std::move(name), .title = "Kepala Dinas Ketenagakerjaan", .capacity = capacity, .valid_from = *Date::parse(from)};
    if (to) one.valid_to = Date::parse(to);
    return one;
}

WindowRule evening() {
    return {.name = "Job Café",
            .weekdays = {3, 5},
            .opens = {19 * 60},
            .closes = {21 * 60},
            .valid_from = monday,
            .services = {"ak1"},
            .quota = 30};
}

}  // namespace

TEST_CASE("while the head is away for a week the daily acting head signs, afterwards the head again") {
    const std::vector<Signatory> signatories{signs("Tirta", Capacity::definitive, "2025-01-01"),
                                             signs("Joko", Capacity::daily_acting, "2026-03-02", "2026-03-06")};
    CHECK(signing_on(signatories, monday)->name == "Joko");
    CHECK(signing_on(signatories, *Date::parse("2026-03-07"))->name == "Tirta");
    CHECK_FALSE(signing_on(signatories, *Date::parse("2024-12-31")));
}

TEST_CASE("somebody who signs on behalf stands back where the head signs himself") {
    const std::vector<Signatory> signatories{signs("Sekretaris", Capacity::on_behalf, "2026-01-01"),
                                             signs("Kepala", Capacity::definitive, "2025-01-01", "2026-01-31")};
    CHECK(signing_on(signatories, *Date::parse("2026-01-15"))->name == "Kepala");
    CHECK(signing_on(signatories, *Date::parse("2026-02-15"))->name == "Sekretaris");
}

TEST_CASE("the lines above a signature name the capacity") {
    auto one = signs("Joko", Capacity::acting, "2026-01-01");
    CHECK(title_lines(one) == std::vector<std::string>{"Plt. Kepala Dinas Ketenagakerjaan"});
    one.capacity = Capacity::for_attention;
    one.principal_title = "Kepala Dinas Ketenagakerjaan";
    one.title = "Kepala Bidang Penempatan";
    CHECK(title_lines(one) == std::vector<std::string>{"a.n. Kepala Dinas Ketenagakerjaan", "u.b. Kepala Bidang Penempatan"});
}

TEST_CASE("an evening rule for Wednesday and Friday falls on those days only, from its first day on") {
    const auto rule = evening();
    CHECK_FALSE(falls_on(rule, monday));
    CHECK(falls_on(rule, monday + 2));
    CHECK(falls_on(rule, monday + 4));
    CHECK_FALSE(falls_on(rule, monday - 5));  // the Wednesday before it began
}

TEST_CASE("a window rule that cannot be meant is refused with its reason") {
    const std::vector<Service> services{{.code = "ak1", .name = "AK-1"}};
    auto rule = evening();
    CHECK_FALSE(refusal(rule, services));
    rule.closes = rule.opens;
    CHECK(refusal(rule, services) == Refusal::hours_reversed);
    rule = evening();
    rule.services = {"dispute"};
    CHECK(refusal(rule, services) == Refusal::no_such_service);
    rule = evening();
    rule.not_online_percent = 60;
    rule.school_percent = 50;
    CHECK(refusal(rule, services) == Refusal::share_out_of_range);
}
