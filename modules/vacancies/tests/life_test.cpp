#include <atomic>
#include <set>
#include <thread>

#include "modules/employers/actions_review.hpp"
#include "modules/employers/module.hpp"
#include "modules/vacancies/module.hpp"
#include "modules/vacancies/tests/fixture.hpp"
#include "platform/events.hpp"
#include "platform/testing/at_once.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

TEST_SUITE("vacancies life") {
    TEST_CASE("a company reports, an officer publishes, the last head closes it") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.report(at.firm);
            CHECK(made.receipt == "LOW-2026-000001");
            CHECK(made.state == VacancyState::submitted);
            CHECK(made.occupation == "7212");
            CHECK(made.place_code == "64.71.05");
            CHECK(at.report(at.firm).receipt == "LOW-2026-000002");
            const auto seen_before = at.read(
                at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) { return find_vacancy(tx, context, made.id); });
            CHECK_FALSE(seen_before);

            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, made.version, {});
            }));
            auto now = at.now(made.id);
            CHECK(is_public(now, *Date::parse("2026-03-03")));
            CHECK(now.revision == 1);
            for (int head = 0; head < 3; ++head) {
                REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                    return fill_heads(tx, context, made.id, now.version, head % 2, 1 - head % 2);
                }));
                now = at.now(made.id);
                CHECK((now.state == VacancyState::filled) == (head == 2));
            }
            CHECK(now.filled_men == 1);
            CHECK(now.filled_women == 2);
            CHECK(now.closed_at);
            const auto more = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return fill_heads(tx, context, made.id, now.version, 1, 0);
            });
            REQUIRE_FALSE(more);
            CHECK(more.error() == Refusal::wrong_state);
            const auto told = at.house.database().read([&](sql::Transaction& tx) { return employers::reported_by(tx, at.firm.id); });
            CHECK(told.vacancies == 2);
            CHECK(told.heads == 6);
            CHECK(told.filled == 3);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("a form sent twice is one vacancy with one receipt; what says something else, or comes after it ended, is another") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto send = [&](const Typed& form) {
                const auto made = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                    return submit_once(tx, context, at.typed(at.firm, form));
                });
                REQUIRE(made);
                return *made;
            };
            const auto asks = with(with(good_form(), "description", "Mengelas. Usia maksimal 30 tahun."), "reason.age", "Ruang sempit");
            const auto first = send(asks);
            CHECK(send(asks).receipt == first.receipt);
            CHECK(send(with(asks, "openings", "4")).receipt != first.receipt);
            CHECK(at.house.database().read([&](sql::Transaction& tx) { return employers::reported_by(tx, at.firm.id); }).vacancies == 2);
            // Two presses that arrive together.
            const auto plain = good_form();
            std::string one;
            std::string other;
            test::at_once(
                at.house.database(),
                [&](sql::Transaction& tx) { one = submit_once(tx, at.company(at.firm), at.typed(at.firm, plain))->receipt; },
                [&] { other = send(plain).receipt; });
            CHECK(one == other);
            // It was withdrawn: the same words are a new report.
            const auto now = at.now(first.id);
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return close(tx, context, first.id, now.version); }));
            const auto again = send(asks);
            CHECK(again.receipt != first.receipt);
            at.house.set_now("2026-03-04T01:00:00Z");
            CHECK(send(plain).receipt != one);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("nothing is public before the employer is verified") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.report(at.waiting);
            const auto done = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, made.version, {});
            });
            REQUIRE_FALSE(done);
            CHECK(done.error() == Refusal::employer_not_verified);
            const auto many =
                at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) { return publish_many(tx, context, {made.id}); });
            CHECK(many.published == 0);
            CHECK(many.employer_waits == 1);
            // The guard is the employer's state: with it the same vacancy is shown.
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers::verify_employer(tx, context, at.waiting.id, at.waiting.version, {"Pak Budi", "+62542123456"});
            }));
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, at.now(made.id).version, {});
            }));
        }
    }

    TEST_CASE("a suspended employer shows nothing, and what only that paused comes back") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const std::vector<http::Module> all{employers::module(), vacancies::module()};
            events::subscribe(all);
            const auto shown = at.published(at.firm);
            const auto own_pause = at.published(at.firm);
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return pause(tx, context, own_pause.id, own_pause.version);
            }));
            const auto version = [&] {
                return at.read(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                    return employers::find_employer(tx, context, at.firm.id)->version;
                });
            };
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers::suspend_employer(tx, context, at.firm.id, version(), "Penipuan");
            }));
            CHECK(at.now(shown.id).state == VacancyState::paused);
            const auto forced = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return resume(tx, context, shown.id, at.now(shown.id).version);
            });
            CHECK_FALSE(forced);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers::resume_employer(tx, context, at.firm.id, version());
            }));
            CHECK(at.now(shown.id).state == VacancyState::published);
            CHECK(at.now(own_pause.id).state == VacancyState::paused);
            events::subscribe({});
        }
    }

    TEST_CASE("a company is suspended in the moment in which its vacancies are published and extended: none of them is shown") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const std::vector<http::Module> all{employers::module(), vacancies::module()};
            events::subscribe(all);
            const auto version = at.read(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return employers::find_employer(tx, context, at.firm.id)->version;
            });
            const auto suspend = [&](int seen) {
                CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return employers::suspend_employer(tx, context, at.firm.id, seen, "Penipuan");
                }));
            };
            const auto waits = at.report(at.firm);
            test::at_once(
                at.house.database(), [&](sql::Transaction& tx) { CHECK(publish(tx, at.officer(), waits.id, waits.version, {})); },
                [&] { suspend(version); });
            CHECK(at.now(waits.id).state == VacancyState::paused);

            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers::resume_employer(tx, context, at.firm.id, version + 1);
            }));
            const auto shown = at.now(waits.id);
            REQUIRE(shown.state == VacancyState::published);
            test::at_once(
                at.house.database(), [&](sql::Transaction& tx) { CHECK(extend(tx, at.company(at.firm), shown.id, shown.version, 7)); },
                [&] { suspend(version + 2); });
            const auto now = at.now(waits.id);
            CHECK(now.state == VacancyState::paused);
            CHECK(now.valid_until == shown.valid_until + 7);
            events::subscribe({});
        }
    }

    TEST_CASE("a condition without a reason is not taken in; with one, an officer has to accept it") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto asking = with(good_form(), "description", "Dicari pria maksimal 30 tahun untuk mengelas.");
            const auto read = read_vacancy(asking, Vacancy{}, *Date::parse("2026-03-03"), "64.71");
            std::set<std::string> wanted;
            for (const auto& one : read.errors) wanted.insert(one.field);
            CHECK(wanted == std::set<std::string>{"reason.age", "reason.sex"});
            const auto bare = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                auto vacancy = read.vacancy;
                vacancy.office = at.office;
                vacancy.employer = at.firm.id;
                return submit(tx, context, vacancy);
            });
            REQUIRE_FALSE(bare);
            CHECK(bare.error() == Refusal::reason_missing);

            const auto made =
                at.report(at.firm, with(with(asking, "reason.age", "Bekerja di ketinggian"), "reason.sex", "Asrama hanya untuk pria"));
            const auto too_soon = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, made.version, {{"age", ""}});
            });
            REQUIRE_FALSE(too_soon);
            CHECK(too_soon.error() == Refusal::conditions_open);
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                        return publish_many(tx, context, {made.id});
                    }).published == 0);
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, made.version, {{"age", ""}, {"sex", ""}});
            }));
        }
    }

    TEST_CASE("of two who act at the same time the second is told") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.report(at.firm);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return give_back(tx, context, made.id, made.version, "Tulis alat lasnya");
            }));
            const auto late = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return publish(tx, context, made.id, made.version, {});
            });
            REQUIRE_FALSE(late);
            CHECK(late.error() == Refusal::changed_meanwhile);
            // The company mends it and hands it in again, with the same number.
            auto again = at.now(made.id);
            again.description = "Mengelas dengan SMAW.";
            const auto handed_in =
                at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) { return submit(tx, context, again); });
            REQUIRE(handed_in);
            CHECK(handed_in->receipt == made.receipt);
            CHECK(handed_in->state == VacancyState::submitted);
        }
    }

    TEST_CASE("what belongs to others is not there") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            for (const auto& stranger : {at.company(at.household), at.company(at.far), at.other_officer(), at.house.anonymous()}) {
                const auto done = at.write(
                    stranger, [&](sql::Transaction& tx, const Context& context) { return pause(tx, context, made.id, made.version); });
                REQUIRE_FALSE(done);
                CHECK(done.error() == Refusal::no_such_vacancy);
            }
            const auto decides = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return refuse(tx, context, made.id, made.version, "x");
            });
            CHECK_FALSE(decides);
            auto foreign = at.typed(at.firm, good_form());
            const auto reported = at.write(at.company(at.household),
                                           [&](sql::Transaction& tx, const Context& context) { return submit(tx, context, foreign); });
            REQUIRE_FALSE(reported);
            CHECK(reported.error() == Refusal::no_employer_of_yours);
        }
    }

    TEST_CASE("it closes at the office's midnight, and is extended by who still means it") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "days", "1"));  // until 4 March
            at.house.set_now("2026-03-04T15:59:00Z");                                 // 23.59 WITA
            CHECK(at.write(at.house.system(),
                           [&](sql::Transaction& tx, const Context& context) { return expire(tx, context, at.office, 10); }) == 0);
            at.house.set_now("2026-03-04T16:00:00Z");  // midnight
            CHECK_FALSE(is_public(at.now(made.id), *Date::parse("2026-03-05")));
            CHECK(at.write(at.house.system(),
                           [&](sql::Transaction& tx, const Context& context) { return expire(tx, context, at.office, 10); }) == 1);
            auto now = at.now(made.id);
            CHECK(now.state == VacancyState::expired);
            const auto told = at.house.database().read([&](sql::Transaction& tx) { return employers::reported_by(tx, at.firm.id); });
            CHECK(told.ended_unreported == 1);
            CHECK_FALSE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return extend(tx, context, made.id, now.version, 400);
            }));
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return extend(tx, context, made.id, now.version, 30); }));
            now = at.now(made.id);
            CHECK(now.state == VacancyState::published);
            CHECK(now.valid_until == *Date::parse("2026-04-04"));
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("heads are cancelled one by one, and nobody is found twice") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return cancel_heads(tx, context, made.id, made.version, 1);
            }));
            const auto much = at.write(
                at.house.system(), [&](sql::Transaction& tx, const Context& context) { return report_filled(tx, context, made.id, 2, 1); });
            REQUIRE_FALSE(much);
            CHECK(much.error() == Refusal::too_many_heads);
            REQUIRE(at.write(at.house.system(),
                             [&](sql::Transaction& tx, const Context& context) { return report_filled(tx, context, made.id, 1, 0); }));
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return close(tx, context, made.id, at.now(made.id).version);
            }));
            CHECK(at.now(made.id).state == VacancyState::filled);
            CHECK(at.now(made.id).cancelled == 2);
            const auto other = at.published(at.firm);
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return close(tx, context, other.id, other.version); }));
            CHECK(at.now(other.id).state == VacancyState::cancelled);
        }
    }

    TEST_CASE("readers of published vacancies see every change once, in order") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto first = at.published(at.firm);
            const auto second = at.published(at.firm);
            at.report(at.firm);  // nobody's business yet
            const auto follow = [&](std::int64_t after) {
                return at.read(at.house.system(),
                               [&](sql::Transaction& tx, const Context& context) { return changed_after(tx, context, after, 10); });
            };
            auto seen = follow(0);
            REQUIRE(seen.size() == 2);
            CHECK(seen.front().id == first.id);
            const auto up_to = seen.back().revision;
            CHECK(at.house.database().read([](sql::Transaction& tx) { return newest_revision(tx); }) == up_to);
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return pause(tx, context, first.id, first.version); }));
            seen = follow(up_to);
            REQUIRE(seen.size() == 1);
            CHECK(seen.front().id == first.id);
            CHECK(seen.front().state == VacancyState::paused);
            CHECK(seen.front().contact.empty());
            CHECK(follow(0).front().id == second.id);
        }
    }

    TEST_CASE("a reader who follows while many publish misses nothing") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            constexpr int writers = 4;
            constexpr int each = 8;
            std::vector<std::vector<Vacancy>> waiting(writers);
            for (auto& mine : waiting)
                for (int one = 0; one < each; ++one) mine.push_back(at.report(at.firm));
            std::atomic<int> at_work{writers};
            std::vector<std::thread> threads;
            for (const auto& mine : waiting)
                threads.emplace_back([&] {
                    for (const auto& one : mine)
                        (void)at.house.database().write(
                            [&](sql::Transaction& tx) { return publish(tx, at.officer(), one.id, one.version, {}); });
                    --at_work;
                });
            // It never looks behind the last number it saw.
            std::set<std::int64_t> seen;
            std::int64_t last = 0;
            for (bool once_more = true; once_more;) {
                once_more = at_work > 0;
                for (const auto& one :
                     at.house.database().read([&](sql::Transaction& tx) { return changed_after(tx, at.house.system(), last, 5); })) {
                    CHECK(one.revision > last);
                    last = one.revision;
                    seen.insert(one.id.value);
                    once_more = true;
                }
            }
            for (auto& one : threads) one.join();
            CHECK(seen.size() == writers * each);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("what is held says why, and a person releases it with one tap") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto fee =
                at.report(at.firm, with(good_form(), "description", "Mengelas. Pelamar membayar biaya pendaftaran Rp 200.000."));
            CHECK(fee.state == VacancyState::held);
            CHECK(fee.held_because == "fee");
            CHECK(at.report(at.household).held_because == "private_employer");
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                        return publish_many(tx, context, {fee.id});
                    }).published == 0);
            REQUIRE(at.write(at.officer(),
                             [&](sql::Transaction& tx, const Context& context) { return publish(tx, context, fee.id, fee.version, {}); }));
            CHECK(at.now(fee.id).state == VacancyState::published);
            const auto other = at.report(at.firm);
            const auto no_words = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return give_back(tx, context, other.id, other.version, "  ");
            });
            CHECK_FALSE(no_words);
        }
    }

    TEST_CASE("the next report begins empty, or as a copy of one's own") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "certificates", "Sertifikat 6G"));
            const auto company = at.company(at.firm);
            const auto empty = at.read(company, [&](sql::Transaction& tx, const Context& context) { return blank(tx, context, at.firm); });
            CHECK(empty.title.empty());
            CHECK(empty.place_text.find("Balikpapan") != std::string::npos);
            const auto last =
                at.read(company, [&](sql::Transaction& tx, const Context& context) { return last_report(tx, context, at.firm.id); });
            REQUIRE(last);
            CHECK(last->id == made.id);
            const auto next =
                at.read(company, [&](sql::Transaction& tx, const Context& context) { return copy_of(tx, context, at.firm, made.id); });
            REQUIRE(next);
            CHECK(next->title == made.title);
            CHECK(next->wage_high == 5'500'000);
            CHECK(next->certificates == made.certificates);
            CHECK_FALSE(next->id);
            CHECK(next->receipt.empty());
            CHECK_FALSE(next->published_at);
            CHECK(next->state == VacancyState::draft);
            CHECK(next->filled() == 0);
            // Another company's is not copied, whoever asks.
            CHECK_FALSE(at.read(at.company(at.household),
                                [&](sql::Transaction& tx, const Context& context) { return copy_of(tx, context, at.household, made.id); }));
        }
    }

    TEST_CASE("a contact is kept sealed and told to its own people only") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "contact", "Ibu Rina 0812-3456-7890"));
            const auto as = [&](const Context& who) {
                return at.read(who,
                               [&](sql::Transaction& tx, const Context& context) { return find_vacancy(tx, context, made.id)->contact; });
            };
            CHECK(as(at.officer()) == "Ibu Rina 0812-3456-7890");
            CHECK(as(at.company(at.firm)) == "Ibu Rina 0812-3456-7890");
            CHECK(as(at.house.anonymous()).empty());
            CHECK(as(at.company(at.household)).empty());
            const auto stored = at.house.database().read([&](sql::Transaction& tx) {
                return tx.one("select contact from vacancies_vacancy where id = :id", {{"id", made.id}})->text(0);
            });
            CHECK(stored.find("Rina") == std::string::npos);
        }
    }
}
