#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "platform/events.hpp"

namespace fs = std::filesystem;

namespace {

struct Place {
    fs::path path;
    Place() {
        std::string name = (fs::temp_directory_path() / "antarkerja-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Place() {
        fs::remove_all(path);
        events::subscribe({});  // the next test is a small program again
    }
    Config config(const char* part) const {
        Config made;
        made.data = (path / part).string();
        return made;
    }
};

// What is the same for a seed: everything but ids, times and seals.
std::vector<std::string> market_of(const Config& config) {
    const auto open = open_installation(config, Folder::must_exist);
    return open.database->read([](sql::Transaction& tx) {
        std::vector<std::string> lines;
        for (const auto& row : tx.all("select title, occupation, openings, place_code, wage_low, wage_high, employer_name, state from "
                                      "vacancies_vacancy order by receipt"))
            for (std::size_t column = 0; column < 8; ++column) lines.push_back(row.text(column));
        for (const auto& row : tx.all("select name, nib, workers from employers_employer order by nib"))
            for (std::size_t column = 0; column < 3; ++column) lines.push_back(row.text(column));
        for (const auto& row : tx.all("select count(*) from registration_application")) lines.push_back(row.text(0));
        return lines;
    });
}

}  // namespace

TEST_SUITE("generate") {
    TEST_CASE("the same seed makes the same market, another seed another, and a few firms have most of it") {
        const Place place;
        const commands::Generate wanted{.seekers = 12, .vacancies = 60, .seed = 7};
        REQUIRE(commands::generate(place.config("one"), wanted) == commands::done);
        REQUIRE(commands::generate(place.config("two"), wanted) == commands::done);
        REQUIRE(commands::generate(place.config("other"), {.seekers = 12, .vacancies = 60, .seed = 8}) == commands::done);
        const auto one = market_of(place.config("one"));
        CHECK(one.size() == 60 * 8 + 6 * 3 + 1);
        CHECK(one.back() == "12");
        CHECK(one == market_of(place.config("two")));
        CHECK(one != market_of(place.config("other")));
        CHECK_THROWS_AS(commands::generate(place.config("one"), wanted), WrongUsage);
        CHECK(commands::generate(place.config("one"), {.seekers = 1, .vacancies = 0, .seed = 9}) == commands::done);
    }

    TEST_CASE("a folder with real data gets no fictional people") {
        const Place place;
        const auto config = place.config("real");
        { const auto open = open_installation(config, Folder::made_if_missing); }
        CHECK_THROWS_AS(commands::generate(config, {.seekers = 1, .vacancies = 1, .seed = 1}), WrongUsage);
    }
}
