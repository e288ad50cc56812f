#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/house/checks.hpp"
#include "tests/house/lexer.hpp"

using house::Faults;
using house::Tree;

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// The whole source, once.
const Tree& source() {
    static const Tree tree = [] {
        Tree found;
        const std::filesystem::path root = ANTARKERJA_SOURCE_DIR;
        static const std::set<std::string> skipped{".git", "build", "node_modules", "run", "screenshots", "dist", "data"};
        static const std::set<std::string> kinds{".cpp", ".hpp",   ".sql", ".md",   ".mjs",  ".ts",
                                                 ".sh",  ".cmake", ".txt", ".scss", ".json", ".po"};
        for (auto at = std::filesystem::recursive_directory_iterator(root); at != std::filesystem::recursive_directory_iterator(); ++at) {
            if (at->is_directory() && skipped.contains(at->path().filename().string()))
                at.disable_recursion_pending();
            else if (at->is_regular_file() && kinds.contains(at->path().extension().string())) {
                found.push_back({std::filesystem::relative(at->path(), root).string(), read_file(at->path())});
            }
        }
        return found;
    }();
    return tree;
}

const house::Allowed& allowed() {
    static const auto parsed = house::parse_allowed(read_file(std::filesystem::path(ANTARKERJA_SOURCE_DIR) / "modules/ALLOWED"));
    return parsed;
}

void expect_none(const Faults& faults) {
    for (const auto& fault : faults) FAIL_CHECK(fault);
}

house::Allowed two_modules() { return house::parse_allowed("# words\noffice:\nbooking: office\nshow office: parameters.hpp\n"); }

}  // namespace

TEST_SUITE("house") {
    TEST_CASE("the source is there to be read") {
        CHECK(source().size() > 50);
        CHECK(allowed().above.size() >= 5);
    }

    TEST_CASE("base knows nobody, platform knows no module, modules do not know the app") {
        expect_none(house::arrows_between_layers(source()));
        CHECK(house::arrows_between_layers({{"base/date.cpp", "#include \"platform/log/log.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_between_layers({{"platform/sql/sql.cpp", "#include \"modules/office/model.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_between_layers({{"modules/office/pages.cpp", "#include \"app/modules.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_between_layers({{"modules/office/pages.cpp", "#include \"pages.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_between_layers({{"modules/office/pages.cpp", "#include \"platform/testing/testing.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_between_layers({{"modules/office/pages.cpp", "#include \"platform/html/html.hpp\"\n#include <string>\n"}})
                  .empty());
    }

    TEST_CASE("a module knows the modules above it, and of those only what they show") {
        expect_none(house::arrows_between_modules(source(), allowed()));
        const auto table = two_modules();
        CHECK(house::arrows_between_modules({{"modules/office/actions.cpp", "#include \"modules/booking/model.hpp\"\n"}}, table).size() ==
              1);
        CHECK(house::arrows_between_modules({{"modules/booking/actions.cpp", "#include \"modules/office/store.hpp\"\n"}}, table).size() ==
              1);
        CHECK(house::arrows_between_modules({{"modules/stranger/model.hpp", ""}}, table).size() == 1);
        CHECK(house::arrows_between_modules({{"modules/booking/actions.cpp", "#include \"modules/office/actions.hpp\"\n"}}, table).empty());
        CHECK(
            house::arrows_between_modules({{"modules/booking/rules.cpp", "#include \"modules/office/parameters.hpp\"\n"}}, table).empty());
    }

    TEST_CASE("inside a module includes go only downwards") {
        expect_none(house::arrows_inside_modules(source()));
        CHECK(house::arrows_inside_modules({{"modules/office/store.cpp", "#include \"modules/office/actions.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_inside_modules({{"modules/office/rules.hpp", "#include \"modules/office/store.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_inside_modules({{"modules/office/actions.cpp", "#include \"modules/office/pages_setup.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_inside_modules({{"modules/office/parameters.cpp", "#include \"modules/office/pages.hpp\"\n"}}).size() == 1);
        CHECK(house::arrows_inside_modules({{"modules/office/pages_setup.cpp", "#include \"modules/office/actions.hpp\"\n"}}).empty());
    }

    TEST_CASE("rules and model compile without platform, also through a third file; access knows who asks") {
        expect_none(house::rules_without_platform(source()));
        CHECK(house::rules_without_platform({{"modules/office/rules.cpp", "#include \"platform/sql/sql.hpp\"\n"}}).size() == 1);
        CHECK(house::rules_without_platform({{"modules/office/rules.cpp", "#include \"modules/office/actions.hpp\"\n"},
                                             {"modules/office/actions.hpp", "#include \"platform/context.hpp\"\n"}})
                  .size() == 1);
        CHECK(house::rules_without_platform(
                  {{"modules/office/access.cpp", "#include \"platform/access/permission.hpp\"\n#include \"platform/context.hpp\"\n"}})
                  .empty());
        CHECK(house::rules_without_platform({{"modules/office/rules.cpp", "#include \"platform/context.hpp\"\n"}}).size() == 1);
    }

    TEST_CASE("a file has one of the nine names, or its module says why") {
        expect_none(house::file_names(source()));
        CHECK(house::file_names({{"modules/office/service.cpp", ""}}).size() == 1);
        CHECK(house::file_names({{"modules/office/pages_helpers.cpp", ""}}).size() == 1);
        CHECK(house::file_names({{"platform/http/utils.cpp", ""}}).size() == 1);
        CHECK(house::file_names({{"modules/office/tests/rules.cpp", ""}}).size() == 1);
        CHECK(house::file_names({{"modules/office/calendar.cpp", ""}, {"modules/office/README.md", "`calendar.cpp`: the law's days"}})
                  .empty());
        CHECK(house::file_names({{"modules/office/pages_counter.cpp", ""}, {"modules/office/tests/rules_test.cpp", ""}}).empty());
    }

    TEST_CASE("each library is included in one folder") {
        expect_none(house::libraries_at_home(source()));
        CHECK(house::libraries_at_home({{"modules/office/pages.cpp", "#include <restinio/all.hpp>\n"}}).size() == 1);
        CHECK(house::libraries_at_home({{"modules/office/store.cpp", "#include <soci/soci.h>\n"}}).size() == 1);
        CHECK(house::libraries_at_home({{"platform/http/server.cpp", "#include <restinio/all.hpp>\n"}}).empty());
    }

    TEST_CASE("SQL stands in stores") {
        expect_none(house::sql_outside_stores(source()));
        CHECK(
            house::sql_outside_stores({{"modules/office/actions.cpp", "tx.all(\"SELECT name\"\n   \" FROM office_office\");\n"}}).size() ==
            1);
        CHECK(
            house::sql_outside_stores({{"modules/office/pages.cpp", "auto q = R\"(update office_office set name = :n where id = :i)\";\n"}})
                .size() == 1);
        CHECK(house::sql_outside_stores({{"modules/office/store_windows.cpp", "tx.all(\"select a from office_b \");\n"}}).empty());
        CHECK(house::sql_outside_stores({{"modules/office/text.cpp", "// select a from b\nauto s = \"Pilih jadwal dari daftar\";\n"}})
                  .empty());
    }

    TEST_CASE("a store names only its own module's tables") {
        expect_none(house::foreign_tables(source(), allowed()));
        const auto table = two_modules();
        CHECK(house::foreign_tables({{"modules/booking/store.cpp", "\"select id from office_office where id = :id\""}}, table).size() == 1);
        CHECK(house::foreign_tables({{"modules/booking/store.cpp", "\"select 1 from booking_window w join office_holiday h on 1 = 1\""}},
                                    table)
                  .size() == 1);
        CHECK(house::foreign_tables({{"modules/booking/store.cpp", "\"insert into tickets (id) values (1)\""}}, table).size() == 1);
        CHECK(house::foreign_tables({{"modules/booking/store.cpp",
                                      "\"with due as (select id from booking_window) insert into "
                                      "booking_ticket (id) select id from due\"\n"
                                      "\" where a is distinct from b on conflict (id) do update set id = 1\""}},
                                    table)
                  .empty());
    }

    TEST_CASE("a migration says in its name when and what, and its tables have an owner") {
        expect_none(house::migrations_by_owner(source(), allowed()));
        const auto table = two_modules();
        CHECK(house::migrations_by_owner({{"migrations/7_tickets.sql", "create table booking_ticket (id {int64});"}}, table).size() == 1);
        CHECK(house::migrations_by_owner({{"migrations/2026-11-22_booking.sql", "create table ticket (id {int64});"}}, table).size() == 1);
        CHECK(house::migrations_by_owner({{"migrations/2026-11-22_booking_ticket.sql", "create table booking_ticket (id {int64});"}}, table)
                  .empty());
    }

    TEST_CASE("HTML stands in pages") {
        expect_none(house::markup_outside_pages(source()));
        CHECK(house::markup_outside_pages({{"modules/office/actions.cpp", "Markup out;\n"}}).size() == 1);
        CHECK(house::markup_outside_pages({{"modules/office/api.cpp", "out << \"<p>\"_html;\n"}}).size() == 1);
        CHECK(house::markup_outside_pages({{"modules/office/pages.cpp", "out << \"<p>\"_html;\n"}}).empty());
    }

    TEST_CASE("nobody outside platform reads the clock, the environment, chance or the locale") {
        expect_none(house::ambient_reads(source()));
        CHECK(house::ambient_reads({{"modules/office/rules.cpp", "auto n = std::chrono::system_clock::now();\n"}}).size() == 1);
        CHECK(house::ambient_reads({{"modules/office/actions.cpp", "const auto now = wall_clock::now();\n"}}).size() == 1);
        CHECK(house::ambient_reads({{"base/date.cpp", "auto n = ::time(nullptr);\nauto e = std::getenv(\"TZ\");\n"}}).size() >= 1);
        CHECK(house::ambient_reads({{"modules/office/rules.cpp", "std::random_device d;\n"}}).size() == 1);
        CHECK(house::ambient_reads({{"modules/office/rules.cpp", "// std::getenv is not for us\nconst auto time = opening_time(0);\n"}})
                  .empty());
    }

    TEST_CASE("headers stay light and open no namespace") {
        expect_none(house::headers_stay_light(source()));
        CHECK(house::headers_stay_light({{"modules/office/model.hpp", "#pragma once\n#include <chrono>\n"}}).size() == 1);
        CHECK(house::headers_stay_light({{"modules/office/model.hpp", "#pragma once\nusing namespace std;\n"}}).size() == 1);
        CHECK(house::headers_stay_light({{"modules/office/model.hpp", "#include <string>\n"}}).size() == 1);
        CHECK(house::headers_stay_light({{"modules/office/model.hpp", "#pragma once\n#include <string>\n"}}).empty());
    }

    TEST_CASE("every module explains itself") {
        expect_none(house::missing_readmes(source()));
        CHECK(house::missing_readmes({{"modules/office/module.cpp", ""}}).size() == 1);
        CHECK(house::missing_readmes({{"modules/office/module.cpp", ""}, {"modules/office/README.md", ""}}).empty());
    }

    TEST_CASE("the source knows no single machine and no package registry") {
        expect_none(house::foreign_addresses(source()));
        CHECK(house::foreign_addresses({{"docs/a.md", std::string("see /wo") + "rk/x"}}).size() == 1);
    }

    TEST_CASE("comments, literals and code are told apart") {
        const auto taken = house::take_apart(
            "int a = 1'000; // \"no\"\nauto s = \"one \" /* x */\n    \"two\"; char c = '\"'; auto r = "
            "R\"x(raw \"y\")x\";\n");
        REQUIRE(taken.literals.size() == 2);
        CHECK(taken.literals[0].text == "one two");
        CHECK(taken.literals[0].line == 2);
        CHECK(taken.literals[1].text == "raw \"y\"");
        CHECK(taken.code[0] == "int a = 1'000; ");
    }
}
