#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/tests/fixture.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

namespace {

int queued(Market& at, std::string_view text) {
    return at.house.database().read([&](sql::Transaction& tx) {
        return tx.one("select count(*) from messages_message where text_code = :text", {{"text", text}})->number(0);
    });
}

template <class Verb>
void decide(Market& at, VacancyId id, Verb verb) {
    REQUIRE(
        at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) { return verb(tx, context, id, at.now(id).version); }));
}

}  // namespace

TEST_SUITE("vacancies news") {
    TEST_CASE("a company hears that its vacancy came back, was refused, is shown: once a day however many are shown") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            decide(at, at.report(at.firm).id, [](sql::Transaction& tx, const Context& context, VacancyId id, int version) {
                return give_back(tx, context, id, version, "Berapa jam kerjanya?");
            });
            decide(at, at.report(at.firm).id, [](sql::Transaction& tx, const Context& context, VacancyId id, int version) {
                return refuse(tx, context, id, version, "Sudah dilaporkan");
            });
            CHECK(queued(at, "vacancies.returned") == 1);
            CHECK(queued(at, "vacancies.refused") == 1);
            at.published(at.firm);
            at.published(at.firm);
            CHECK(queued(at, "vacancies.published") == 1);
        }
    }

    TEST_CASE("three days before the end, and when it has come, a company hears once") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            at.published(at.firm, with(good_form(), "days", "4"));
            at.published(at.firm, with(good_form(), "days", "4"));
            const auto remind = [&] {
                at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) { remind_closing(tx, context, at.office); });
            };
            remind();
            CHECK(queued(at, "vacancies.closing_soon") == 0);
            at.house.set_now("2026-03-04T01:00:00Z");
            remind();
            remind();
            CHECK(queued(at, "vacancies.closing_soon") == 1);
            at.house.set_now("2026-03-09T01:00:00Z");
            CHECK(at.write(at.house.system(),
                           [&](sql::Transaction& tx, const Context& context) { return expire(tx, context, at.office, 10); }) == 2);
            CHECK(queued(at, "vacancies.ended") == 1);
        }
    }

    TEST_CASE("a company without an account is written nothing about its vacancies, one that chose English reads English") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            auto english = at.firm;
            english.language = "en";
            REQUIRE(at.write(at.house.system(),
                             [&](sql::Transaction& tx, const Context& context) { return employers::save_employer(tx, context, english); }));
            at.published(at.firm);
            const auto language = at.house.database().read([](sql::Transaction& tx) {
                return tx.one("select language from messages_message where text_code = 'vacancies.published'")->text(0);
            });
            CHECK(language == "en");
        }
    }
}
