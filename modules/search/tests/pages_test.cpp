#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "modules/messages/actions.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/search/actions.hpp"
#include "modules/search/jobs.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/module.hpp"
#include "modules/search/store.hpp"
#include "modules/search/tests/fixture.hpp"
#include "modules/search/text.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/module.hpp"
#include "platform/events.hpp"

// What people do with search: through the page, the API, the feeds, and what they keep.
using namespace search;
using placement::test_market::Market;
using search::test_market::get;
using search::test_market::says;

namespace {

SearchForm form(std::string words) { return {.words = std::move(words)}; }

std::size_t found(const Market& market, std::string_view words) {
    const auto context = market.house.anonymous();
    const auto index = live_search(context);
    return index->search(question_of(*index, {.words = std::string(words)}, context.now)).count;
}

}  // namespace

TEST_CASE("a vacancy is found as soon as it is published, and no longer once it is closed") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        auto context = market.house.system();
        follow_vacancies(context);  // from now on a copy is kept
        hear_changes(market.house.database());
        CHECK(found(market, "las") == 1);
        // In the very second of the question before.
        const auto second = market.published(market.employer, 1, 0);
        CHECK(found(market, "las") == 2);
        const auto change = [&](auto verb) {
            const auto version = market.seen(second).version;
            REQUIRE(market.write(market.officer(),
                                 [&](sql::Transaction& tx, const Context& officer) { return verb(tx, officer, second, version); }));
        };
        change(vacancies::pause);
        CHECK(found(market, "las") == 1);
        change(vacancies::resume);
        CHECK(found(market, "las") == 2);
        change([](auto&... given) { return vacancies::close(given...); });
        CHECK(found(market, "las") == 1);
        // Its last day ends with the office's day, at 16.00 UTC on 15 April.
        market.house.set_now("2026-04-15T15:59:59Z");
        CHECK(found(market, "las") == 1);
        market.house.set_now("2026-04-15T16:00:00Z");
        CHECK(found(market, "las") == 0);
    }
}

TEST_CASE("a server that nobody tells of commits finds what is new a second later") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        auto context = market.house.system();
        follow_vacancies(context);
        CHECK(found(market, "las") == 1);
        market.published(market.employer, 1, 0);
        CHECK(found(market, "las") == (engine == sql::Engine::sqlite ? 2 : 1));  // SQLite has one server: it counts its own commits
        market.house.set_now("2026-03-03T01:00:01Z");
        CHECK(found(market, "las") == 2);
    }
}

TEST_CASE("the copy that was followed is the one read from scratch") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        auto context = market.house.system();
        follow_vacancies(context);
        for (int second = 1; second <= 5; ++second) {
            const auto id = market.published(market.employer, second, 0);
            if (second % 2 == 0) {
                const auto version = market.seen(id).version;
                REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& officer) {
                    return vacancies::pause(tx, officer, id, version);
                }));
            }
            market.house.set_now("2026-03-03T01:00:0" + std::to_string(second) + "Z");
            const auto followed = live_search(market.house.anonymous());
            SearchIndex anew;
            std::vector<Entry> entries;
            market.house.platform().database.read([&](sql::Transaction& tx) {
                for (const auto& one : vacancies::changed_after(tx, context, 0, 100))
                    if (is_found(one)) entries.push_back(entry_of(one, Zone::wita));
            });
            anew = anew.with(entries, {});
            const auto ids = [&](const SearchIndex& index) {
                std::vector<std::int64_t> all;
                for (const auto& hit : index.search(question_of(index, form("juru las"), context.now)).best) all.push_back(hit.id);
                return all;
            };
            CHECK(ids(*followed) == ids(anew));
            CHECK(followed->size() == anew.size());
        }
    }
}

TEST_CASE("the page finds by a misspelt word, says how many each filter leaves, and helps when nothing is left") {
    Market market(sql::Engine::sqlite);
    const auto page = get(market, "/lowongan?q=welderr");
    CHECK(page.status == 200);
    CHECK(says(page, "Juru las"));
    CHECK(page.body.size() < 40'000);
    const auto by_place = get(market, "/lowongan?q=las&place=Balikpapan&education=smk&wage=4000000");
    CHECK(says(by_place, "1 lowongan"));
    CHECK(says(by_place, "/lowongan/" + market.vacancy.text()));
    const auto too_much = get(market, "/lowongan?q=las&wage=9000000");
    CHECK(says(by_place, "15 Apr 2026"));
    CHECK(says(too_much, "Tidak ada lowongan"));
    CHECK(says(too_much, "Tanpa “Upah mulai Rp\u00A09.000.000”"));
    CHECK(says(get(market, "/lowongan?q=las&place=64.72"), "Perluas ke"));
    const auto unknown = get(market, "/lowongan?place=Atlantis");
    CHECK(unknown.status == 422);
    CHECK(says(unknown, "Atlantis"));
    CHECK(get(market, "/lowongan?type=tetap&education=phd&cursor=x").status == 422);
    CHECK_FALSE(says(get(market, "/lowongan?q=%3Cscript%3Ealert(1)%3C/script%3E"), "<script>alert"));
}

TEST_CASE("who looks for a nurse sees nurses first, by whatever name, and who looks for maintenance sees that") {
    Market market(sql::Engine::sqlite);
    const auto publish = [&](std::string title, std::string description) {
        auto one = market.seen(market.vacancy);
        one.id = {};
        one.title = std::move(title);
        one.description = std::move(description);
        const auto handed_in = market.write(
            market.officer(), [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, one); });
        REQUIRE(handed_in);
        REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
            return vacancies::publish(tx, context, handed_in->id, handed_in->version, {});
        }));
    };
    publish("Teknisi Perawatan", "Perawatan mesin dan perawatan gedung, jadwal perawatan bulanan.");
    publish("Staf Perawatan Mesin", "Merawat mesin produksi.");
    publish("Perawat", "Merawat pasien rawat inap.");
    publish("Nurse (Intensive Care Unit) untuk rumah sakit swasta", "Pasien dewasa.");
    publish("Ners", "Bangsal anak.");
    const auto titles = [&](std::string_view words) {
        std::vector<std::string> all;
        const auto answer = nlohmann::json::parse(get(market, "/api/v1/vacancies?q=" + std::string(words)).body);
        for (const auto& item : answer["items"]) all.push_back(text::split(item["title"].get<std::string>(), '(').front());
        return all;
    };
    using Titles = std::vector<std::string>;
    const auto nurses_first = [&](const std::string& asked) {
        CAPTURE(asked);
        auto all = titles(asked);
        REQUIRE(all.size() == 5);  // what shares the root is found all the same
        std::ranges::sort(all.begin(), all.begin() + 3);
        CHECK(Titles(all.begin(), all.begin() + 3) == Titles{"Ners", "Nurse ", "Perawat"});
    };
    nurses_first("perawat");
    nurses_first("nurse");
    nurses_first("perawt");  // typed wrong
    CHECK(titles("perawat").front() == "Perawat");
    CHECK(titles("perawatan+mesin") == Titles{"Staf Perawatan Mesin", "Teknisi Perawatan"});
    const auto page = get(market, "/lowongan?q=perawat").body;
    CHECK(page.find("Perawat<") < page.find("Teknisi Perawatan<"));
    CHECK(page.find("Nurse (") < page.find("Teknisi Perawatan<"));
    CHECK(page.find("Teknisi Perawatan<") != std::string::npos);
}

TEST_CASE("a program gets the same answer with counts, page by page") {
    Market market(sql::Engine::sqlite);
    for (int i = 0; i < 4; ++i) market.published(market.employer, 1, 0);
    std::set<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 5; ++page) {
        const auto answer = nlohmann::json::parse(get(market, "/api/v1/vacancies?q=las&limit=1&cursor=" + cursor).body);
        CHECK(answer["total"] == 5);
        CHECK(answer["facets"]["province"][0]["count"] == 5);
        REQUIRE(answer["items"].size() == 1);
        CHECK(seen.insert(answer["items"][0]["id"].get<std::string>()).second);
        CHECK(answer["next"].is_null() == (page == 4));
        if (!answer["next"].is_null()) cursor = answer["next"].get<std::string>();
    }
    CHECK(get(market, "/api/v1/vacancies?place=99.99").status == 422);
    CHECK(get(market, "/api/v1/vacancies?cursor=abc").status == 422);
    CHECK(get(market, "/api/v1/vacancies?limit=0").status == 422);
    CHECK(get(market, "/api/v1/vacancies?facets=sex").status == 422);
    CHECK(nlohmann::json::parse(get(market, "/api/v1/vacancies?q=las+zzzzz&exact=1").body)["total"] == 0);
    CHECK(nlohmann::json::parse(get(market, "/api/v1/vacancies?q=las+zzzzz").body)["relaxed"] == true);
}

TEST_CASE("who follows the changes hears of new ones and of those that went") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const auto first = nlohmann::json::parse(get(market, "/api/v1/vacancies/changes").body);
        REQUIRE(first["changes"].size() == 1);
        CHECK(first["changes"][0]["vacancy"]["title"] == "Juru las");
        const auto version = market.seen(market.vacancy).version;
        REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
            return vacancies::close(tx, context, market.vacancy, version);
        }));
        const auto next =
            nlohmann::json::parse(get(market, "/api/v1/vacancies/changes?after=" + first["revision"].get<std::string>()).body);
        REQUIRE(next["changes"].size() == 1);
        CHECK(next["changes"][0]["removed"] == true);
        CHECK_FALSE(next["changes"][0].contains("vacancy"));
        CHECK(get(market, "/api/v1/vacancies/changes?after=x").status == 422);
    }
}

TEST_CASE("a feed reader and a calendar follow a search") {
    Market market(sql::Engine::sqlite);
    const auto feed = get(market, "/lowongan.rss?q=las");
    CHECK(feed.content_type.starts_with("application/rss+xml"));
    CHECK(says(feed, "<title>Juru las</title>"));
    CHECK(says(feed, "<pubDate>Tue, 03 Mar 2026 01:00:00 +0000</pubDate>"));
    CHECK_FALSE(says(get(market, "/lowongan.rss?q=koki"), "<item>"));
    // A reader of feeds has no cookie: the language goes with the address.
    auto english = market.house.anonymous();
    english.language = Language::english;
    CHECK(feed_href(english, "ics", form("las")) == "/lowongan.ics?q=las&lang=en");
    CHECK(feed_href(english, "rss", {}) == "/lowongan.rss?lang=en");
    CHECK(says(get(market, "/lowongan?q=las"), "/lowongan.ics?q=las\""));
    const auto calendar = get(market, "/lowongan.ics?q=las");
    CHECK(says(calendar, "DTSTART;VALUE=DATE:20260415"));
    CHECK(says(calendar, "Juru las"));
}

TEST_CASE("a feed with a filter that cannot be used says so, as the page does, and follows no other search") {
    Market market(sql::Engine::sqlite);
    for (const std::string wrong :
         {"distance=10", "place=64&distance=10", "place=64.71&distance=dekat", "place=64.71&distance=0", "place=64.71&sort=wage",
          "place=Atlantis", "place=99.99", "occupation=las", "education=s9", "wage=banyak", "wage=-1", "type=selamanya", "mode=bulan",
          "difabel=mungkin", "place=%01", "q=las%E2%80%AE"}) {
        CAPTURE(wrong);
        const auto field = wrong.substr(wrong.rfind('&') == std::string::npos ? 0 : wrong.rfind('&') + 1);
        for (const auto* const feed : {"/lowongan.rss?", "/lowongan.ics?"}) {
            const auto answer = get(market, feed + wrong);
            CHECK(answer.status == 422);
            CHECK(answer.content_type == "text/plain; charset=utf-8");
            CHECK(answer.body.starts_with("Saringan “" + field.substr(0, field.find('=')) + "” tidak dapat dipakai. "));
            CHECK(std::ranges::count(answer.body, '\n') == 1);
        }
        CHECK(get(market, "/lowongan?" + wrong).status == 422);
        CHECK(get(market, "/api/v1/vacancies?" + wrong).status == 422);
    }
    for (const std::string right :
         {"q=las", "difabel=0", "distance=&place=", "place=64.71&distance=1000&sort=distance", "wage=4.000.000"}) {
        CAPTURE(right);
        CHECK(get(market, "/lowongan.rss?" + right).status == 200);
        CHECK(get(market, "/lowongan.ics?" + right).status == 200);
    }
    // The stream of all changes knows no filter, and says so.
    CHECK(get(market, "/api/v1/vacancies/changes?place=64.71").status == 422);
    CHECK(get(market, "/api/v1/vacancies/changes?after=0").status == 200);
}

TEST_CASE("when its last day ends, a vacancy is gone from every page, list, feed and message") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const std::string id = market.vacancy.text();
        const auto page = [&](std::string_view pattern) {
            http::Request request;
            request.method = http::Method::get;
            request.path = "/lowongan/" + id;
            request.path_values = {id};
            const auto routes = vacancies::module().routes;
            const auto route = std::ranges::find(routes, pattern, &http::Route::pattern);
            REQUIRE(route != routes.end());
            auto context = market.house.anonymous();
            return route->handler(request, context);
        };
        const auto sari = market.person(market.file(1));
        const auto saved = market.write(
            sari, [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, form("las"), Digest::wanted); });
        REQUIRE(saved);
        market.house.database().write([&](sql::Transaction& tx) { store::set_seen(tx, *saved, {0}); });
        const auto told = [&] {
            const auto context = market.house.anonymous();
            return market.house.database().read(
                [&](sql::Transaction& tx) { return new_ones(*live_search(context), *store::find(tx, *saved), context.now, 5).count; });
        };
        const auto is_there = [&](bool expected) {
            CHECK(found(market, "las") == (expected ? 1 : 0));
            CHECK(nlohmann::json::parse(get(market, "/api/v1/vacancies?q=las").body)["total"] == (expected ? 1 : 0));
            CHECK(nlohmann::json::parse(get(market, "/api/v1/vacancies/changes").body)["changes"][0].contains("removed") != expected);
            CHECK(says(get(market, "/lowongan?q=las"), "/lowongan/" + id) == expected);
            CHECK(says(get(market, "/lowongan.rss?q=las"), "<item>") == expected);
            CHECK(says(get(market, "/lowongan.ics?q=las"), "BEGIN:VEVENT") == expected);
            CHECK(says(page("/sitemap.xml"), "/lowongan/" + id) == expected);
            const auto own = page("/lowongan/{vacancy}");
            CHECK(own.status == (expected ? 200 : 410));
            CHECK(says(own, "JobPosting") == expected);
            CHECK(told() == (expected ? 1 : 0));
        };
        const auto kept = [&](std::string_view seconds) {
            const auto feed = get(market, "/lowongan.rss?q=las");
            return std::ranges::any_of(feed.headers, [&](const auto& one) {
                return one.first == "Cache-Control" && one.second == "public, max-age=" + std::string(seconds);
            });
        };
        // The office's day ends at 16.00 UTC; the state says published until a job looks.
        market.house.set_now("2026-04-15T15:00:00Z");
        is_there(true);
        CHECK(kept("300"));
        market.house.set_now("2026-04-15T15:59:59Z");
        is_there(true);
        CHECK(kept("1"));  // nobody's copy outlives it
        market.house.set_now("2026-04-15T16:00:00Z");
        CHECK(market.seen(market.vacancy).state == vacancies::VacancyState::published);
        is_there(false);
    }
}

TEST_CASE("nobody is told in the evening what may be over in the morning") {
    Market market(sql::Engine::sqlite);
    messages::use_texts(message_texts());
    const auto file = market.file(1);
    REQUIRE(market.write(market.person(file), [&](sql::Transaction& tx, const Context& holder) {
        return save_search(tx, holder, form("las"), Digest::wanted);
    }));
    const auto told_at = [&](const char* now) {
        market.house.set_now(now);
        market.published(market.employer, 1, 0);
        auto context = market.house.system();
        tell_new_vacancies(context);
        return market.read(market.house.system(), [&](sql::Transaction& tx, const Context& reader) {
            return std::ssize(messages::told(tx, reader, "application:" + file.text()));
        });
    };
    const auto before = told_at("2026-03-04T00:59:00Z");  // 07.59 WIB
    CHECK(told_at("2026-03-04T11:00:00Z") == before);     // 18.00 WIB
    CHECK(told_at("2026-03-05T01:00:00Z") == before + 1);
}

TEST_CASE("a person keeps ten searches, each once, and nobody else reaches them") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const auto sari = market.person(market.file(1));
        const auto budi = market.person(market.file(2, false));
        const auto save = [&](const Context& context, const SearchForm& search, Digest digest = Digest::not_wanted) {
            return market.write(context,
                                [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, search, digest); });
        };
        const auto first = save(sari, form("las"));
        REQUIRE(first);
        CHECK(placement::test_market::why(save(sari, form("las"))) == SearchRefusal::already_saved);
        const auto told = save(sari, form("las"), Digest::wanted);
        REQUIRE(told);
        CHECK(*told == *first);
        CHECK(market.read(sari, [](sql::Transaction& tx, const Context& holder) { return own_searches(tx, holder).front().digest_since; }));
        CHECK(placement::test_market::why(save(sari, form("las"), Digest::wanted)) == SearchRefusal::already_saved);
        CHECK(placement::test_market::why(save(sari, {})) == SearchRefusal::nothing_asked);
        CHECK(placement::test_market::why(save(market.house.anonymous(), form("las"))) == SearchRefusal::no_such_search);
        for (int i = 1; i < saved_searches_max; ++i) REQUIRE(save(sari, form("kata" + std::to_string(i))));
        CHECK(placement::test_market::why(save(sari, form("satu lagi"))) == SearchRefusal::too_many);
        REQUIRE(save(budi, form("las")));

        const auto forget = [&](const Context& context) {
            return market.write(context, [&](sql::Transaction& tx, const Context& holder) { return forget_search(tx, holder, *first); });
        };
        CHECK(placement::test_market::why(forget(budi)) == SearchRefusal::no_such_search);
        CHECK(placement::test_market::why(market.write(budi, [&](sql::Transaction& tx, const Context& holder) {
                  return change_digest(tx, holder, *first, Digest::wanted);
              })) == SearchRefusal::no_such_search);
        REQUIRE(forget(sari));
        REQUIRE(save(sari, form("satu lagi")));
        CHECK(market.read(budi, [](sql::Transaction& tx, const Context& holder) { return own_searches(tx, holder); }).size() == 1);
    }
}

TEST_CASE("who takes their file back is looked for no more") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const std::vector<http::Module> all{module()};
        events::subscribe(all);
        const auto file = market.file(1);
        const auto sari = market.person(file);
        const auto kept = [&] {
            return market.house.database().read(
                [](sql::Transaction& tx) { return tx.one("select count(*) from search_saved")->number(0); });
        };
        for (const auto* words : {"las", "juru"})
            REQUIRE(market.write(
                sari, [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, form(words), Digest::wanted); }));
        const auto other = market.person(market.file(2, false));
        REQUIRE(market.write(
            other, [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, form("las"), Digest::not_wanted); }));
        CHECK(kept() == 3);
        REQUIRE(market.write(sari, [&](sql::Transaction& tx, const Context& holder) { return registration::withdraw(tx, holder, file); }));
        CHECK(kept() == 1);
        // Nor by an old link: what she asks for now is refused, and the page says why.
        for (const auto digest : {Digest::wanted, Digest::not_wanted})
            CHECK(placement::test_market::why(market.write(sari, [&](sql::Transaction& tx, const Context& holder) {
                      return save_search(tx, holder, form("las"), digest);
                  })) == SearchRefusal::file_withdrawn);
        CHECK(says(get(market, "/lowongan/tersimpan", file), "Berkas Anda sudah ditarik"));
        CHECK(kept() == 1);
        events::subscribe({});
    }
}

TEST_CASE("with a withdrawn file no digest is switched on; the database refuses it, too, and switching off stays possible") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const auto file = market.file(1);
        const auto sari = market.person(file);
        const auto saved = market.write(
            sari, [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, form("las"), Digest::not_wanted); });
        REQUIRE(saved);
        const auto digest = [&](Digest wanted) {
            return market.write(sari,
                                [&](sql::Transaction& tx, const Context& holder) { return change_digest(tx, holder, *saved, wanted); });
        };
        REQUIRE(digest(Digest::wanted));
        // Nobody listens here: the search is left behind.
        REQUIRE(market.write(sari, [&](sql::Transaction& tx, const Context& holder) { return registration::withdraw(tx, holder, file); }));
        CHECK(digest(Digest::not_wanted));
        CHECK(placement::test_market::why(digest(Digest::wanted)) == SearchRefusal::file_withdrawn);
        const auto states = [&](std::string_view statement) {
            market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                tx.run(std::string(statement), {{"file", file}});
            });
        };
        CHECK_THROWS(states("update search_saved set digest_since = 1 where application_id = :file"));
        CHECK_THROWS(
            states("insert into search_saved (id, office_id, application_id, place, address, digest_since, made_at, seen_at) "
                   "select 7, office_id, application_id, 2, '?q=juru', null, 1, 1 from search_saved where application_id = :file"));
        states("update search_saved set seen_at = 1 where application_id = :file");
    }
}

TEST_CASE("who agreed is told once a day of what is new, and who did not is not") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        messages::use_texts(message_texts());
        const auto file = market.file(1);
        const auto sari = market.person(file);
        const auto save = [&](std::string words, Digest digest) {
            const auto saved = market.write(
                sari, [&](sql::Transaction& tx, const Context& holder) { return save_search(tx, holder, form(std::move(words)), digest); });
            REQUIRE(saved);
            return *saved;
        };
        const auto asked = save("las", Digest::wanted);
        save("juru", Digest::not_wanted);
        const auto tell = [&] {
            const auto context = market.house.system();
            const auto index = live_search(context);
            return market.write(context, [&](sql::Transaction& tx, const Context& system) { return queue_digests(tx, system, *index); });
        };
        market.house.set_now("2026-03-04T02:00:00Z");
        CHECK(tell() == 0);  // nothing was published since
        market.published(market.employer, 1, 0);
        CHECK(tell() == 1);
        market.house.set_now("2026-03-04T03:00:00Z");
        market.published(market.employer, 1, 0);
        CHECK(tell() == 0);  // told today already
        market.house.set_now("2026-03-05T03:00:00Z");
        market.published(market.employer, 1, 0);
        REQUIRE(market.write(
            sari, [&](sql::Transaction& tx, const Context& holder) { return change_digest(tx, holder, asked, Digest::not_wanted); }));
        CHECK(tell() == 0);  // withdrawn
        const auto told = market.read(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
            return messages::told(tx, context, "application:" + file.text());
        });
        CHECK(std::ranges::count_if(told, [](const auto& one) { return one.subject.find("lowongan baru") != std::string::npos; }) == 1);
    }
}
