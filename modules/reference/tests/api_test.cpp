#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "modules/reference/module.hpp"
#include "platform/testing/testing.hpp"

namespace {

nlohmann::json ask(std::string_view pattern, std::initializer_list<std::pair<std::string, std::string>> query,
                   Language language = Language::indonesian) {
    test::House house;
    auto context = house.anonymous();
    context.language = language;
    http::Request request;
    for (const auto& [name, value] : query) request.query.add(name, value);
    for (const auto& route : reference::module().routes) {
        if (route.pattern != pattern) continue;
        CHECK(route.permission == Permission::anyone);
        const auto response = route.handler(request, context);
        CHECK(response.status == 200);
        return nlohmann::json::parse(response.body);
    }
    FAIL("no such route");
    return {};
}

}  // namespace

TEST_CASE("a seeker who types half a job name is shown unit groups in the page's language") {
    CHECK(ask("/acuan/jabatan", {{"q", "juru las"}})[0] == R"({"label":"Pekerja Pengelasan","value":"7212"})"_json);
    CHECK(ask("/acuan/jabatan", {{"q", "juru las"}}, Language::english)[0]["label"] == "Welders and flamecutters");
    CHECK(ask("/acuan/jabatan", {{"q", "operator"}}).size() == 10);
}

TEST_CASE("a seeker who types half a village's name is shown whole paths within the regency") {
    const auto villages = ask("/acuan/wilayah", {{"q", "gunung sari il"}, {"regency", "64.71"}});
    REQUIRE(villages.size() == 1);
    CHECK(villages[0]["value"] == "64.71.04.1002");
    CHECK(villages[0]["label"] == "Gunung Sari Ilir, Balikpapan Tengah, Kota Balikpapan, Kalimantan Timur");
}

TEST_CASE("one letter, nothing and nonsense are answered with an empty list") {
    const auto places = ask("/acuan/tempat", {{"q", "balikp sel"}});
    REQUIRE(!places.empty());
    CHECK(places[0]["value"] == "64.71.05");
    CHECK(places[0]["label"] == "Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur");
    for (const auto pattern : {"/acuan/jabatan", "/acuan/tempat", "/acuan/wilayah"}) {
        CHECK(ask(pattern, {}).empty());
        CHECK(ask(pattern, {{"q", "a"}}).empty());
        CHECK(ask(pattern, {{"q", "<script>"}}).is_array());
        CHECK(ask(pattern, {{"q", std::string(5000, 'a')}}).empty());
        CHECK(ask(pattern, {{"q", "a\nb"}}).empty());
    }
}
