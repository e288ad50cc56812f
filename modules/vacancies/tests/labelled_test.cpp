#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "modules/vacancies/fairness.hpp"
#include "modules/vacancies/plain_text.hpp"
#include "modules/vacancies/rules.hpp"

// How well lures and unfair conditions are told from ordinary adverts: sets of our own, each written before the rules were looked
// at. The rules were mended by the odd lines alone; what the even ones said then stands in docs/testing.md. Afterwards those were read,
// too: what is asserted here keeps the rules from falling back. The set "third" is written as people write on a phone, and was read
// whole for mending after it had been measured. Only "unread" and "fourth" say how adverts fare that nobody has thought of: each was
// written when the rules were finished, and no rule was mended by it. How words are learned (tools/learn_lures.mjs) was chosen with an eye
// on their totals, so even they are a little kind. Whoever reads one writes another.
namespace {

using namespace vacancies;

using Row = std::vector<std::string>;

// "\\n" in a cell is a line's end.
std::vector<std::string> lines_of(std::string_view cell) {
    std::vector<std::string> lines;
    for (auto end = cell.find("\\n"); end != std::string_view::npos; end = cell.find("\\n")) {
        lines.emplace_back(cell.substr(0, end));
        cell.remove_prefix(end + 2);
    }
    lines.emplace_back(cell);
    return lines;
}

std::vector<Row> rows_of(std::string_view name) {
    std::ifstream file(std::filesystem::path(ANTARKERJA_SOURCE_DIR) / "modules/vacancies/tests/data" / name);
    REQUIRE(file);
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        Row row;
        for (const auto& cell : text::split(line, '\t')) row.push_back(text::join(lines_of(cell), "\n"));
        rows.push_back(std::move(row));
    }
    return rows;
}

// Asked and right, by half.
struct Score {
    int asked[2]{};
    int right[2]{};
    void add(std::size_t line, bool is_right) {
        const auto half = line % 2;
        ++asked[half];
        right[half] += is_right ? 1 : 0;
    }
    double share() const { return static_cast<double>(right[0] + right[1]) / (asked[0] + asked[1]); }
    double share_of_even() const { return static_cast<double>(right[0]) / asked[0]; }
};

// The first set has three adverts for each sentence; in the second no two have anything in common, and most say it unasked.
struct Set {
    std::string_view lures;
    std::string_view ordinary;
    std::string_view criteria;
    std::size_t lures_least;
    std::size_t criteria_least;
    double lures_held;
    double ordinary_let;
    double told_rightly;
};
constexpr Set sets[] = {{"lures.tsv", "ordinary.tsv", "criteria.tsv", 500, 300, 0.99, 0.99, 0.98},
                        {"lures_second.tsv", "ordinary_second.tsv", "criteria_second.tsv", 300, 200, 0.97, 0.99, 0.98},
                        {"lures_unread.tsv", "ordinary_unread.tsv", "criteria_unread.tsv", 40, 30, 0.85, 0.87, 0.87},
                        {"lures_third.tsv", "ordinary_third.tsv", "criteria_third.tsv", 100, 140, 0.97, 0.97, 0.98},
                        {"lures_fourth.tsv", "ordinary_fourth.tsv", "criteria_fourth.tsv", 50, 70, 0.90, 0.88, 0.71}};

bool is_held(const std::string& title, const std::string& words) {
    Vacancy vacancy;
    vacancy.title = title;
    vacancy.description = words;
    return !reason_to_hold(vacancy, {}).empty();
}

bool is_shown() { return std::getenv("SHOW_MISSES") != nullptr; }

void show(std::size_t line, const std::string& kind, const std::string& words) {
    if (is_shown()) MESSAGE(line << " " << kind << ": " << words);
}

}  // namespace

TEST_SUITE("vacancies rules") {
    TEST_CASE("lures are held back, and ordinary adverts are not") {
        for (const auto& set : sets) {
            CAPTURE(set.lures);
            std::map<std::string, Score> by_kind;
            Score all;
            std::size_t line = 0;
            for (const auto& row : rows_of(set.lures)) {
                REQUIRE(row.size() == 3);
                ++line;
                const bool held = is_held(row[1], row[2]);
                by_kind[row[0]].add(line, held);
                all.add(line, held);
                if (!held) show(line, row[0], row[1] + " | " + row[2]);
            }
            REQUIRE(line >= set.lures_least);
            for (const auto& [kind, score] : by_kind)
                MESSAGE(kind << ": odd " << score.right[1] << "/" << score.asked[1] << " even " << score.right[0] << "/" << score.asked[0]);
            Score let;
            line = 0;
            for (const auto& row : rows_of(set.ordinary)) {
                REQUIRE(row.size() == 2);
                ++line;
                const bool held = is_held(row[0], row[1]);
                let.add(line, !held);
                if (held) show(line, "held", row[0] + " | " + row[1]);
            }
            CHECK(all.share() >= set.lures_held);
            CHECK(let.share() >= set.ordinary_let);
            MESSAGE(set.lures << ": held " << all.share() << ", even lines " << all.share_of_even() << "; ordinary let through "
                              << let.share() << ", even lines " << let.share_of_even());
        }
    }

    TEST_CASE("real adverts are not held for what they do not say") {
        const char* data = std::getenv("TEST_DATA");
        const auto path = std::filesystem::path(data == nullptr ? "" : data) / "vacancies_magang_2025_full.jsonl";
        if (data == nullptr || !std::filesystem::exists(path)) {
            MESSAGE("skipped: TEST_DATA names no folder with vacancies_magang_2025_full.jsonl");
            return;
        }
        std::ifstream file(path);
        std::size_t asked = 0;
        std::size_t held = 0;
        for (std::string line; std::getline(file, line);) {
            const auto one = nlohmann::json::parse(line);
            const auto title = one.value("title", "");
            const auto words = one["description"].is_string() ? plain_text(one["description"].get<std::string>()) : std::string();
            Vacancy vacancy;
            vacancy.title = title;
            vacancy.description = words;
            ++asked;
            const auto holds = holds_of(vacancy, {});
            if (holds.empty()) continue;
            ++held;
            if (is_shown()) MESSAGE("real " << holds.front().reason << ": " << title << " | " << holds.front().words);
        }
        CHECK(held <= 6);  // "at most a handful"; a teacher of Japanese is one
        MESSAGE(asked << " real adverts, " << held << " held");
    }

    TEST_CASE("a condition that limits people is seen, and its look-alike is not") {
        for (const auto& set : sets) {
            CAPTURE(set.criteria);
            Score all;
            std::size_t line = 0;
            for (const auto& row : rows_of(set.criteria)) {
                REQUIRE(row.size() == 2);
                ++line;
                bool is_right = row[0] == "none";
                const auto found = doubtful_conditions(row[1]);
                if (row[0] == "none")
                    is_right = found.empty();
                else
                    for (const auto& one : found)
                        is_right = is_right || code(one.condition) == row[0] ||
                                   (one.condition == ConditionKind::pregnancy && row[0] == "marital_status");
                all.add(line, is_right);
                if (!is_right) show(line, row[0], row[1]);
            }
            REQUIRE(line >= set.criteria_least);
            CHECK(all.share() >= set.told_rightly);
            MESSAGE(set.criteria << ": told rightly " << all.share() << ", even lines " << all.share_of_even());
        }
    }
}
