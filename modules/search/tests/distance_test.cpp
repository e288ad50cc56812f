#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "modules/placement/tests/fixture.hpp"
#include "modules/reference/actions.hpp"
#include "modules/search/actions.hpp"
#include "modules/search/distance.hpp"
#include "modules/search/form.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/tests/fixture.hpp"

// Vacancies by how far they are, against asking each vacancy.
using namespace search;
using placement::test_market::Market;
using search::test_market::get;
using search::test_market::says;

namespace {

ReadForm read(std::initializer_list<std::pair<std::string, std::string>> fields, std::string_view own_district = "") {
    http::Fields query;
    for (const auto& [name, value] : fields) query.add(name, value);
    return read_search_form(query, own_district);
}

using Why = SearchFault::Why;
Why only_fault(const ReadForm& read) {
    REQUIRE(read.faults.size() == 1);
    return read.faults.front().why;
}

// Districts, regencies and vacancies without a place, around Balikpapan and Serang and anywhere else.
std::vector<std::string> drawn_places(std::mt19937_64& random, std::size_t count) {
    std::vector<std::string> near;
    for (const auto province : {"64", "36", "31"})
        for (const auto& regency : reference::children(province)) {
            near.push_back(regency.code);
            for (const auto& district : reference::children(regency.code)) near.push_back(district.code);
        }
    near.emplace_back("64");
    near.emplace_back("");
    near.emplace_back("99.99");
    std::vector<std::string> places;
    while (places.size() < count) places.push_back(near[random() % near.size()]);
    return places;
}

}  // namespace

TEST_CASE("what lies within so many kilometres, its counts and its order are those of asking every vacancy") {
    std::mt19937_64 random(20'261'122);
    const auto places = drawn_places(random, 3000);
    std::vector<Entry> entries;
    for (std::size_t at = 0; at < places.size(); ++at) {
        Entry entry{.id = static_cast<std::int64_t>(at + 1), .title = at % 3 == 0 ? "juru las" : "kasir", .words = ""};
        entry.area = reference::area_number(places[at]);
        entry.posted = static_cast<std::uint32_t>(random() % 50);
        entries.push_back(std::move(entry));
    }
    const auto index = SearchIndex().with(std::span(entries).first(2000), {}).with(std::span(entries).subspan(2000), {});
    for (const auto* const centre : {"64.71.05", "64.71", "36.04.15", "64.72.03", "31.71", "64.02"}) {
        CAPTURE(centre);
        const auto kilometres = [&](std::int64_t id) {
            return reference::distance(centre, places[static_cast<std::size_t>(id - 1)]).kilometres;
        };
        std::map<std::uint16_t, std::uint32_t> rings;
        for (const auto& entry : entries) ++rings[ring_of(kilometres(entry.id))];
        SearchQuestion question{.words = {}, .limit = entries.size()};
        question.filters.near = reference::distances_from(reference::area_number(centre));
        question.facets = {Facet::distance};
        question.order = SearchQuestion::Order::nearest;
        const auto all = index.search(question);
        std::map<std::uint16_t, std::uint32_t> counted;
        for (const auto& [ring, vacancies] : all.facets[static_cast<std::size_t>(Facet::distance)]) counted[ring] = vacancies;
        CHECK(counted == rings);
        CHECK(std::ranges::is_sorted(all.best, {}, [&](const Hit& hit) { return kilometres(hit.id); }));
        for (const auto within : std::to_array<std::uint16_t>({5, 10, 25, 50, 100, 1000})) {
            question.filters.within = within;
            const auto found = index.search(question);
            CHECK(found.count ==
                  static_cast<std::size_t>(std::ranges::count_if(entries, [&](const Entry& one) { return kilometres(one.id) <= within; })));
            CHECK(std::ranges::all_of(found.best, [&](const Hit& hit) { return kilometres(hit.id) <= within; }));
            // Page by page, nearest first, it is the same list.
            auto piece = question;
            piece.limit = 97;
            std::vector<std::int64_t> ids;
            for (auto page = index.search(piece).best; !page.empty(); page = index.search(piece).best) {
                for (const auto& hit : page) ids.push_back(hit.id);
                piece.after = page.back();
            }
            CHECK(std::ranges::equal(ids, found.best, {}, {}, &Hit::id));
        }
        // Without a table nothing is near, rather than everything.
        question.filters.near.reset();
        CHECK(index.search(question).count == 0);
    }
}

TEST_CASE("a distance is around a place, in whole kilometres; anything else is said") {
    CHECK(read({{"place", "64.71"}, {"distance", "25"}}).form.distance == 25);
    CHECK(read({{"place", "64.71.05"}, {"distance", "25"}, {"sort", "distance"}}).form.nearest_first);
    CHECK(only_fault(read({{"distance", "25"}})) == Why::needs_place);
    CHECK(only_fault(read({{"sort", "distance"}})) == Why::needs_place);
    CHECK(only_fault(read({{"place", "64"}, {"distance", "25"}})) == Why::place_too_wide);
    for (const auto* const typed : {"0", "-5", "1001", "dekat", "2.5", "5km", "99999999999"})
        CHECK(only_fault(read({{"place", "64.71"}, {"distance", typed}})) == Why::not_kilometres);
    CHECK(only_fault(read({{"place", "64.71"}, {"sort", "wage"}})) == Why::not_in_list);
    // An unknown place is one mistake, not two.
    CHECK(read({{"place", "Atlantis"}, {"distance", "25"}}).faults.size() == 1);
    CHECK(read({{"distance", "25"}}, "64.71.05").form.place == "64.71.05");
    CHECK(read({{"place", "64.72"}, {"distance", "25"}}, "64.71.05").form.place == "64.72");
    CHECK(read({}, "64.71.05").form.place.empty());
    const SearchForm form{.words = "", .place = "64.71.05", .distance = 25, .nearest_first = true};
    CHECK(address_of(form) == "?place=64.71.05&distance=25&sort=distance");
}

TEST_CASE("a seeker sees how far it is, chooses how far is near enough, and other programs the same") {
    for (const auto engine : test::engines()) {
        Market market(engine);  // its vacancy is in Balikpapan Timur
        const auto near = get(market, "/lowongan?q=las&place=64.71.05&distance=10");
        CHECK(near.status == 200);
        CHECK(says(near, "/lowongan/" + market.vacancy.text()));
        CHECK(says(near, "± 10 km"));
        CHECK(says(near, "Jarak diukur lurus dari Balikpapan Selatan"));
        CHECK(says(near, "Jarak: sampai 10 km"));
        const auto too_near = get(market, "/lowongan?q=las&place=64.71.05&distance=5");
        CHECK_FALSE(says(too_near, "/lowongan/" + market.vacancy.text()));
        CHECK(says(too_near, "distance=10"));  // the next one that has some
        CHECK(says(get(market, "/lowongan?place=64.72.03&distance=100"), "kira-kira "));
        CHECK(get(market, "/lowongan?distance=10").status == 422);
        CHECK(get(market, "/lowongan?place=64.71&distance=dekat").status == 422);

        const auto file = market.file(1, true, "64.71.05.1002");
        CHECK(says(get(market, "/lowongan", file), "Jarak dari Balikpapan Selatan"));
        CHECK(says(get(market, "/lowongan?distance=10", file), "/lowongan/" + market.vacancy.text()));
        CHECK_FALSE(says(get(market, "/lowongan"), "Jarak dari"));

        const auto answer =
            nlohmann::json::parse(get(market, "/api/v1/vacancies?place=64.71.05&distance=10&sort=distance&facets=distance").body);
        CHECK(answer["total"] == 1);
        CHECK(answer["items"][0]["distance_km"] == 10);
        CHECK(answer["items"][0]["distance_is_rough"] == false);
        CHECK(answer["facets"]["distance"] == nlohmann::json::parse(R"([{"code": "10", "count": 1}])"));
        CHECK(nlohmann::json::parse(get(market, "/api/v1/vacancies?place=64.71.05&distance=9").body)["total"] == 0);
        for (const auto* const refused : {"distance=10", "place=64&distance=10", "place=64.71&distance=dekat", "place=64.71&distance=0",
                                          "sort=distance", "place=64.71&sort=wage", "facets=distance"})
            CHECK(get(market, std::string("/api/v1/vacancies?") + refused).status == 422);
        CHECK(says(get(market, "/lowongan.rss?place=64.71.05&distance=10"), "<item>"));
        CHECK_FALSE(says(get(market, "/lowongan.rss?place=64.71.05&distance=5"), "<item>"));
        CHECK(says(get(market, "/lowongan.ics?place=64.71.05&distance=10"), "BEGIN:VEVENT"));
    }
}

TEST_CASE("a kept search keeps its distance") {
    for (const auto engine : test::engines()) {
        Market market(engine);
        const auto file = market.file(1);
        const auto keep = [&](int distance) {
            REQUIRE(market.write(market.person(file), [&](sql::Transaction& tx, const Context& context) {
                return save_search(tx, context, {.words = "", .place = "64.71.05", .distance = distance}, Digest::not_wanted);
            }));
        };
        keep(5);
        keep(10);
        market.house.set_now("2026-03-03T02:00:00Z");
        market.published(market.employer, 1, 0);
        const auto index = live_search(market.house.system());
        std::map<std::string, std::size_t> fresh;
        for (const auto& saved :
             market.read(market.person(file), [](sql::Transaction&tx, const Context&context) { return own_searches(tx, context); }))
            fresh[saved.address] = new_ones(*index, saved, market.house.system().now, 3).count;
        CHECK(fresh == std::map<std::string, std::size_t>{{"?place=64.71.05&distance=5", 0}, {"?place=64.71.05&distance=10", 1}});
    }
}
