#include "modules/vacancies/pages_job_posting.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

#include "tests/fuzz/job_posting.hpp"

using fuzz::broken_promise;
using fuzz::vacancy_of;
using fuzz::website_of;
using namespace vacancies;

namespace {

constexpr std::string_view home = "https://antarkerja.contoh.go.id";

std::string broken(const Vacancy& one, const std::string& website = "") {
    employers::PublicEmployer firm;
    firm.website = website;
    return broken_promise(std::move(job_posting(home, one, firm, Zone::wita)).take(), one, home);
}

Vacancy usual() {
    Vacancy one;
    one.id = {1};
    one.title = "Juru las";
    one.employer_name = "PT Contoh";
    one.description = "Mengelas pipa.";
    one.openings = 2;
    one.made_at = Instant{1'772'500'000};
    one.valid_until = *Date::parse("2026-04-01");
    return one;
}

}  // namespace

TEST_SUITE("vacancies job posting") {
    TEST_CASE("whatever is typed, search engines read valid JSON in an element that nothing ends") {
        constexpr std::array<std::string_view, 24> pieces = {"</script>",
                                                             "<!--",
                                                             "-->",
                                                             "<script>",
                                                             "</ScRiPt ",
                                                             "\\",
                                                             "\"",
                                                             "'",
                                                             "\\u003c/script>",
                                                             "&lt;/script&gt;",
                                                             "\n",
                                                             "\r\n",
                                                             "\x01",
                                                             "\x7f",
                                                             "\xe2\x80\xa8",
                                                             "\xff\xfe",
                                                             "\xc3",
                                                             "Las",
                                                             "6G, SMAW",
                                                             "<p onclick=alert(1)>",
                                                             "]]>",
                                                             "{\"@type\":1}",
                                                             "64.71",
                                                             "https://a.b"};
        std::mt19937 random(20'261'122);
        for (int round = 0; round < 4'000; ++round) {
            std::string bytes;
            for (int at = 0; at < 8; ++at) bytes += static_cast<char>(random() % 256);
            for (int field = 0; field < 13; ++field) {
                for (auto count = random() % 4; count > 0; --count) bytes += pieces[random() % pieces.size()];
                bytes += '\0';
            }
            bytes += pieces[random() % pieces.size()];
            const auto one = vacancy_of(bytes);
            const auto promise = broken(one, website_of(bytes));
            if (promise.empty()) continue;
            CAPTURE(round);
            FAIL(promise);
        }
    }

    TEST_CASE("what a list left out is not made up, and a vacancy without words is described by its title") {
        auto one = usual();
        CHECK(broken(one).empty());
        one.description.clear();
        const auto bare = std::move(job_posting(home, one, {}, Zone::wita)).take();
        CHECK(broken_promise(bare, one, home).empty());
        CHECK(bare.find(R"("description":"\u003cp>Juru las)") != std::string::npos);
        CHECK(bare.find("baseSalary") == std::string::npos);
        // A province alone is no town; a place that has no code is told as it was written.
        one.place_code = "64";
        one.place_text = "Kaltim";
        CHECK(std::move(job_posting(home, one, {}, Zone::wita)).take().find(R"("addressLocality":"Kaltim")") != std::string::npos);
    }

    TEST_CASE("the promises notice what breaks them") {
        const auto one = usual();
        const auto sound = std::move(job_posting(home, one, {}, Zone::wita)).take();
        const auto with = [&](std::string_view what, std::string_view by) {
            auto changed = sound;
            changed.replace(changed.find(what), what.size(), by);
            return broken_promise(changed, one, home);
        };
        CHECK(with("Mengelas", "</script>").find("ends the element") != std::string::npos);
        CHECK(with("\"title\":\"Juru las\"", "\"title\":\"\"").find("title") != std::string::npos);
        CHECK(with("2026-04-01", "2026-04-31").find("last day") != std::string::npos);
        CHECK(with("\"validThrough\"", "\"validthrough\"").find("validThrough") != std::string::npos);
        CHECK(with("\"totalJobOpenings\":2", "\"totalJobOpenings\":0").find("looked for") != std::string::npos);
        CHECK(with("https://schema.org", "https://schema").find("JobPosting") != std::string::npos);
        CHECK(with("\"addressCountry\":\"ID\"", "\"addressCountry\":\"\"").find("where") != std::string::npos);
        CHECK(with("}</script>", "</script>").find("JSON") != std::string::npos);
    }
}
