#include <nlohmann/json.hpp>

#include "modules/registration/module.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/http/server.hpp"

using namespace registration;
using namespace registration::test_register;
using nlohmann::json;

namespace {

// "Bearer clerk 11" stands for a signed-in member of staff; other tokens are applicants'.
OfficeId clerks_office;
Actor resolve(const http::Request& request, const Platform& platform, Instant now) {
    constexpr std::string_view clerk = "Bearer clerk ";
    const auto header = request.header("authorization");
    if (!header.starts_with(clerk)) return resolve_applicant(request, platform, now);
    Actor actor;
    actor.kind = ActorKind::staff;
    actor.account = AccountId::parse(header.substr(clerk.size())).value();
    actor.office = clerks_office;
    actor.permissions = clerk_permissions;
    actor.bearer = true;
    return actor;
}

class Api {
  public:
    explicit Api(sql::Engine engine) : at(engine), application(at.house.platform(), {module()}, resolve) { clerks_office = at.office; }

    struct Answer {
        int status{};
        json body;
    };
    Answer send(http::Method method, const std::string& path, const std::string& token, const json& body = nullptr,
                std::vector<std::pair<std::string, std::string>> headers = {}) {
        http::Request request;
        request.method = method;
        request.path = path;
        request.address = "127.0.0.1";
        request.headers = std::move(headers);
        if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
        if (!body.is_null()) {
            request.body = body.dump();
            request.headers.emplace_back("content-type", "application/json");
        }
        const auto response = application.serve(std::move(request));
        auto answer = json::parse(response.body, nullptr, false);
        return {response.status, answer.is_discarded() ? json(response.body) : answer};
    }
    Answer post(const std::string& path, const std::string& token, const json& body,
                std::vector<std::pair<std::string, std::string>> headers = {}) {
        return send(http::Method::post, path, token, body, std::move(headers));
    }

    static json sari() {
        return {{"office", "balikpapan"},
                {"nik", "6471014708959901"},
                {"name", "Sari Dewi Lestari"},
                {"birth_place", "Balikpapan"},
                {"birth_date", "1995-08-07"},
                {"sex", "P"},
                {"phone", "081234567890"},
                {"address", "Jl. Sudirman 12"},
                {"village_code", "64.71.01.1001"},
                {"education", {{"level", "smk"}, {"major", "TKR"}, {"school", "SMKN 1"}, {"year", 2013}}},
                {"skills", json::array()},
                {"desired_occupations", {"7212"}},
                {"purpose", "domestic"}};
    }

    Balikpapan at;
    http::Application application;
};

bool names(const json& problem, std::string_view field) {
    for (const auto& error : problem.at("errors"))
        if (error.at("field") == field) return true;
    return false;
}

}  // namespace

TEST_SUITE("registration api") {
    TEST_CASE("a stranger's form with mistakes is answered field by field") {
        Api api(sql::Engine::sqlite);
        auto body = Api::sari();
        body["nik"] = "647101470895990";
        body["birth_date"] = "1995-02-31";
        body.erase("skills");
        const auto answer = api.post("/api/v1/applications", "", body);
        CHECK(answer.status == 422);
        CHECK(answer.body.at("code") == "field_unfit");
        CHECK(names(answer.body, "nik"));
        CHECK(names(answer.body, "birth_date"));
        CHECK(names(answer.body, "skills"));
        body = Api::sari();
        body["office"] = "atlantis";
        CHECK(names(api.post("/api/v1/applications", "", body).body, "office"));
    }

    TEST_CASE("from an application to a revoked card over the wire") {
        for (const auto engine : test::engines()) {
            Api api(engine);
            const auto made = api.post("/api/v1/applications", "", Api::sari());
            REQUIRE(made.status == 201);
            const std::string id = made.body.at("id");
            const std::string token = made.body.at("token");
            CHECK(made.body.at("warnings").is_array());
            CHECK(api.send(http::Method::get, "/api/v1/applications/" + id, token).body.at("state") == "submitted");
            CHECK(api.send(http::Method::get, "/api/v1/applications/" + id, "").status >= 400);
            CHECK(api.send(http::Method::get, "/api/v1/applications/" + id, "clerk 11").status == 200);

            const auto path = "/api/v1/applications/" + id + "/decision";
            CHECK(api.post(path, token, {{"decision", "approve"}}).status >= 401);
            const auto early = api.post(path, "clerk 11", {{"decision", "approve"}});
            CHECK(early.status == 409);
            CHECK(early.body.at("code") == "not_checked_in");
            const auto clerk = api.at.clerk();
            const auto application = ApplicationId::parse(id).value();
            REQUIRE(api.at.write([&](sql::Transaction& tx) { return mark_present(tx, clerk, application); }));
            const auto stale = api.post(path, "clerk 11", {{"decision", "approve"}}, {{"if-match", "\"1\""}});
            CHECK(stale.status == 409);
            CHECK(stale.body.at("code") == "changed_meanwhile");
            const auto approved = api.post(path, "clerk 11", {{"decision", "approve"}}, {{"idempotency-key", "k-1"}});
            REQUIRE(approved.status == 200);
            CHECK(approved.body.at("state") == "approved");
            const auto again = api.post(path, "clerk 11", {{"decision", "approve"}}, {{"idempotency-key", "k-1"}});
            CHECK(again.status == 200);
            CHECK(again.body == approved.body);

            const auto issued = api.post("/api/v1/applications/" + id + "/card", "clerk 11", json::object());
            CHECK(issued.status == 201);
            CHECK(issued.body.at("valid_until").get<std::string>().size() == 10);
            const std::string card = approved.body.at("card").at("id");
            const auto revocation = "/api/v1/cards/" + card + "/revocation";
            CHECK(api.post(revocation, "clerk 11", {{"reason", "Data palsu"}}).status == 202);
            const auto same = api.post(revocation, "clerk 11", {{"reason", "Data palsu"}});
            CHECK(same.status == 409);
            CHECK(same.body.at("code") == "needs_other_person");
            CHECK(api.post(revocation, "clerk 12", {{"reason", "Data palsu"}}).status == 200);
        }
    }
}
