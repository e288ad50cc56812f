#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/actions_school.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/module.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/partners/module.hpp"
#include "modules/partners/papers.hpp"
#include "modules/partners/tests/fixture.hpp"
#include "platform/audit/audit.hpp"
#include "platform/events.hpp"
#include "platform/links/links.hpp"

using namespace partners;
using namespace partners::test_school;

namespace {

std::vector<std::string> booking_faults(Town& at) {
    return at.house.database().read([](sql::Transaction& tx) {
        std::vector<std::string> found;
        booking::check_invariants(tx, found);
        return found;
    });
}

booking::Window window_of(Town& at, booking::WindowId id) {
    return at.house.database().read([&](sql::Transaction& tx) { return booking::find_window(tx, id).value(); });
}

booking::BlockId order(Town& at, const School& school, booking::WindowId window, int places) {
    const auto block = at.write(at.teacher(school), [&](sql::Transaction& tx, const Context& context) {
        return order_places(tx, context, school, window, places);
    });
    REQUIRE(block);
    return block->id;
}

int name_all(Town& at, const School& school, booking::BlockId block) {
    const auto named = at.write(at.teacher(school),
                                [&](sql::Transaction& tx, const Context& context) { return name_pupils(tx, context, school, block, {}); });
    REQUIRE(named);
    return *named;
}

std::vector<Named> names(Town& at, const School& school, booking::BlockId block) {
    return at.read(at.teacher(school), [&](sql::Transaction& tx, const Context& context) {
        return names_of(tx, context, school, find_block(tx, context, school, block).value());
    });
}

struct Listening {
    Listening() { events::subscribe({partners::module()}); }
    ~Listening() { events::subscribe({}); }
};

std::string link_for(Town& at, GraduateId id, std::string_view purpose) {
    return links::sign(at.house.system(), purpose, id.value, {at.house.now().seconds + 30 * 86'400});
}

}  // namespace

TEST_SUITE("partners places") {
    TEST_CASE("a school books a block within its share, names its pupils, and every number is another") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(6)));
            at.hand_in_all(at.first);
            const auto block = order(at, at.first, at.next_week, 6);
            CHECK(window_of(at, at.next_week).taken == 6);
            CHECK(name_all(at, at.first, block) == 6);
            CHECK(window_of(at, at.next_week).taken == 6);
            std::set<int> numbers;
            for (const auto& one : names(at, at.first, block)) {
                numbers.insert(one.ticket.number);
                CHECK(one.ticket.channel == booking::TicketChannel::school);
                CHECK_FALSE(one.confirmed);
            }
            CHECK(numbers.size() == 6);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("schools never take more than their share, whoever asks first") {
        for (const auto engine : test::engines()) {
            Town at(engine);  // ten of thirty
            order(at, at.first, at.next_week, 7);
            const auto beyond = at.write(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return order_places(tx, context, at.second, at.next_week, 4);
            });
            REQUIRE_FALSE(beyond);
            CHECK(beyond.error() == Refusal::no_room);
            order(at, at.second, at.next_week, 3);  // the twin: what is left
            const auto none = at.write(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return order_places(tx, context, at.second, at.next_week, 1);
            });
            CHECK_FALSE(none);
            CHECK(window_of(at, at.next_week).taken == 10);
            CHECK(booking_faults(at).empty());
            // Nobody looks into another school's block, or uses it.
            const auto theirs =
                at.read(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) { return blocks(tx, context, at.first); });
            REQUIRE(theirs.size() == 1);
            CHECK_FALSE(at.read(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return find_block(tx, context, at.second, theirs[0].block.id);
            }));
            CHECK_FALSE(at.write(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return give_back(tx, context, at.second, theirs[0].block.id);
            }));
        }
    }

    TEST_CASE("places without a name come back by themselves a day before, and not earlier") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(2)));
            at.hand_in_all(at.first);
            const auto block = order(at, at.first, at.next_week, 5);
            name_all(at, at.first, block);
            const auto day = window_of(at, at.next_week);
            const auto opens = instant({day.date, day.opens, Zone::wita});
            const auto run = [&] {
                return at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                    return booking::return_unnamed_places(tx, context, at.office);
                });
            };
            at.house.set_now(Instant{opens.seconds - 24 * 3600 - 60}.rfc3339_utc());
            CHECK(run() == 0);
            at.house.set_now(Instant{opens.seconds - 24 * 3600}.rfc3339_utc());
            CHECK(run() == 3);
            CHECK(run() == 0);
            CHECK(booking_faults(at).empty());
            // They rest for a moment, like every place that comes back, and are for everybody then.
            CHECK(window_of(at, at.next_week).online_quota == day.online_quota + 3);
            at.house.set_now(Instant{opens.seconds - 12 * 3600}.rfc3339_utc());
            at.write(at.house.system(),
                     [&](sql::Transaction& tx, const Context& context) { return booking::tend_waiting(tx, context, at.office).freed; });
            CHECK(window_of(at, at.next_week).taken == 2);
            // What came back is gone for the school.
            at.upload(at.first, csv({graduate(100)}));
            at.hand_in_all(at.first);
            CHECK_FALSE(at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                return name_pupils(tx, context, at.first, block, {});
            }));
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a place changes its name without a number coming twice") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(3)));
            at.hand_in_all(at.first);
            const auto block = order(at, at.first, at.next_week, 2);
            CHECK(name_all(at, at.first, block) == 2);
            const auto before = names(at, at.first, block);
            REQUIRE(at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                return unname_pupil(tx, context, at.first, block, before[0].graduate.id);
            }));
            CHECK(name_all(at, at.first, block) == 1);
            const auto after = names(at, at.first, block);
            REQUIRE(after.size() == 2);
            CHECK(after[1].ticket.number > before[1].ticket.number);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a day at the school is the school's alone") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const SchoolDay day{.school = at.first.id,
                                .place = "Aula SMK Negeri 1",
                                .date = *Date::parse("2026-03-12"),
                                .opens = {8 * 60},
                                .closes = {12 * 60},
                                .places = 40};
            const auto made =
                at.write(at.manager(), [&](sql::Transaction& tx, const Context& context) { return make_school_day(tx, context, day); });
            REQUIRE(made);
            CHECK(made->places == 40);
            CHECK_FALSE(at.write(at.teacher(at.first),
                                 [&](sql::Transaction& tx, const Context& context) { return make_school_day(tx, context, day); }));
            const auto seen = at.house.database().read(
                [&](sql::Transaction& tx) { return booking::windows(tx, at.house.anonymous(), at.office, "ak1", day.date, day.date); });
            CHECK(std::ranges::none_of(seen, [&](const booking::WindowView& one) { return one.window.id == made->window; }));
            const auto other = at.write(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return order_places(tx, context, at.second, made->window, 1);
            });
            CHECK_FALSE(other);
            at.upload(at.first, csv(graduates(3)));
            at.hand_in_all(at.first);
            CHECK(name_all(at, at.first, made->id) == 3);
            // It is not given back to everybody: there is nobody else it could go to.
            at.house.set_now("2026-03-11T10:00:00Z");
            CHECK(at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return booking::return_unnamed_places(tx, context, at.office);
            }) == 0);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a school that names somebody with a number of their own neither learns of it nor takes it away") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(1)));
            at.hand_in_all(at.first);
            at.upload(at.second, csv(graduates(1)));  // the same person
            at.hand_in_all(at.second);
            const auto block = order(at, at.first, at.next_week, 1);
            name_all(at, at.first, block);
            const auto mine = names(at, at.first, block).front();
            REQUIRE(at.write(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return confirm(tx, context, link_for(at, mine.graduate.id, confirm_purpose));
            }));
            const auto second_block = order(at, at.second, at.today, 1);
            CHECK(name_all(at, at.second, second_block) == 1);
            const auto other = names(at, at.second, second_block).front();
            CHECK(at.write(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return confirm(tx, context, link_for(at, other.graduate.id, confirm_purpose));
            }));
            CHECK(names(at, at.first, block).front().ticket.state == booking::TicketState::booked);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a pupil confirms by link or by coming, and nothing happens by opening it") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(3)));
            at.hand_in_all(at.first);
            const auto block = order(at, at.first, at.today, 3);
            name_all(at, at.first, block);
            const auto all = names(at, at.first, block);
            const auto token = link_for(at, all[0].graduate.id, confirm_purpose);
            const auto anybody = at.house.anonymous();
            const auto view = at.read(
                anybody, [&](sql::Transaction& tx, const Context& context) { return pupil_view(tx, context, confirm_purpose, token); });
            REQUIRE(view);
            CHECK(view->ticket->ticket.id == all[0].ticket.id);
            CHECK_FALSE(names(at, at.first, block)[0].confirmed);
            // The other purpose's token opens nothing here.
            CHECK_FALSE(at.write(anybody, [&](sql::Transaction& tx, const Context& context) {
                return confirm(tx, context, link_for(at, all[0].graduate.id, tracer_purpose));
            }));
            REQUIRE(at.write(anybody, [&](sql::Transaction& tx, const Context& context) { return confirm(tx, context, token); }));
            CHECK(names(at, at.first, block)[0].confirmed);
            // The second comes to the counter, the third gives the place back.
            REQUIRE(at.write(at.clerk(), [&](sql::Transaction& tx, const Context& context) {
                return booking::check_in(tx, context, all[1].ticket.id, booking::DayRule::booked_day_only);
            }));
            CHECK(names(at, at.first, block)[1].confirmed);
            REQUIRE(at.write(anybody, [&](sql::Transaction& tx, const Context& context) {
                return decline(tx, context, link_for(at, all[2].graduate.id, confirm_purpose));
            }));
            CHECK(names(at, at.first, block).size() == 2);
            CHECK_FALSE(
                at.write(anybody, [&](sql::Transaction& tx, const Context& context) { return confirm(tx, context, "no-token-at-all"); }));
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a smaller quota takes places without a name from schools first, tells them, and gives them back when it is undone") {
        for (const auto engine : test::engines()) {
            const Listening school_is_told;
            Town at(engine);  // thirty places, ten for schools
            at.upload(at.first, csv(graduates(2)));
            at.hand_in_all(at.first);
            const auto block = order(at, at.first, at.next_week, 10);
            CHECK(name_all(at, at.first, block) == 2);
            const auto places = [&] {
                return at.read(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                    return find_block(tx, context, at.first, block)->block.places;
                });
            };
            const auto told = [&] {
                return at.house.database().read([](sql::Transaction& tx) {
                    return tx.one("select count(*) from messages_message where text_code = 'partners.block_changed' and state <> 'failed'")
                        ->integer(0);
                });
            };
            const auto cut = [&](int quota) {
                return at.write(at.manager(), [&](sql::Transaction& tx, const Context& context) {
                    const auto day = booking::find_window(tx, at.next_week)->date;
                    const booking::ChangeWish wish{.office = at.office,
                                                   .from = day,
                                                   .to = day,
                                                   .windows = {{.window = at.next_week, .quota = quota}},
                                                   .reason = "SE 440/2026"};
                    const auto plan = booking::preview_change(tx, context, wish);
                    REQUIRE(plan);
                    const auto done = booking::apply_change(tx, context, wish, plan->plan);
                    REQUIRE(done);
                    return std::pair(done->change, plan->school_places);
                });
            };
            const auto before = window_of(at, at.next_week);
            const auto [change, given_up] = cut(15);  // half: of the eight without a name four stay
            CHECK(given_up == 4);
            CHECK(places() == 6);
            CHECK(window_of(at, at.next_week).taken == 6);
            CHECK(told() == 1);
            CHECK(booking_faults(at).empty());

            at.write(at.manager(), [&, id = change](sql::Transaction& tx, const Context& context) {
                const auto undo = booking::preview_undo(tx, context, id);
                REQUIRE(undo);
                REQUIRE(booking::undo_change(tx, context, id, undo->plan));
            });
            CHECK(places() == 10);
            const auto after = window_of(at, at.next_week);
            CHECK(after.taken == before.taken);
            CHECK(after.quota == before.quota);
            CHECK(after.last_number == before.last_number);
            CHECK(told() == 1);  // the first word had not left: it was taken back
            CHECK(booking_faults(at).empty());

            // The office says that schools keep their places: the same cut leaves them.
            at.write(at.manager(), [&](sql::Transaction& tx, const Context& context) {
                REQUIRE(office::set_parameter(tx, context, at.office, {"quota_cut_school_places", "none", "", *Date::parse("2026-03-03")}));
            });
            CHECK(cut(15).second == 0);
            CHECK(places() == 10);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("a day that closes takes every place without a name") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            order(at, at.first, at.next_week, 10);
            at.write(at.manager(), [&](sql::Transaction& tx, const Context& context) {
                const auto day = booking::find_window(tx, at.next_week)->date;
                auto wish = booking::closing_of(tx, context, at.office, day);
                wish.reason = "Libur daerah";
                const auto plan = booking::preview_change(tx, context, wish);
                REQUIRE(plan);
                CHECK(plan->school_places == 10);
                REQUIRE(booking::apply_change(tx, context, wish, plan->plan));
            });
            CHECK(window_of(at, at.next_week).taken == 0);
            CHECK(booking_faults(at).empty());
        }
    }

    TEST_CASE("the class list is a sheet with a slip for everybody, the same bytes each time") {
        ClassList list{.government = "PEMERINTAH KOTA BALIKPAPAN",
                       .department = "Dinas Ketenagakerjaan",
                       .address = "Jalan Jenderal Sudirman",
                       .school = "SMK Negeri 1",
                       .officer = "Ibu Ratna",
                       .day = "Kamis, 12 Maret 2026",
                       .hours = "08.00–12.00 WITA",
                       .place = "Aula",
                       .printed = "2026-03-03T09:00:00+08:00",
                       .pupils = {}};
        for (int number = 1; number <= 36; ++number)
            list.pupils.push_back({"A-0" + std::to_string(number), "Lulusan " + std::to_string(number), "Akuntansi", "K7MQ-3XHR",
                                   "http://127.0.0.1:8080/tiket/K7MQ3XHR", number % 2 == 0});
        const auto paper = print_class_list(list);
        CHECK(paper.starts_with("%PDF"));
        CHECK(paper == print_class_list(list));
        CHECK(paper.size() < 300'000);
    }
}
