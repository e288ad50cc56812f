#include "platform/http/gate.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "platform/assets/assets.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/http/limits.hpp"
#include "platform/http/tests/small_office.hpp"
#include "platform/log/log.hpp"
#include "platform/testing/testing.hpp"

using namespace small_office;

namespace {

struct Gate {
    test::House house;
    http::Application application{house.platform(), {module()}, resolve};

    http::Response serve(http::Request request) const { return application.serve(std::move(request)); }
    std::string token(std::string_view session) const { return house.platform().vault.tag("csrf", session); }
};

using Headers = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_SUITE("gate") {
    TEST_CASE("a form with its own token is taken, without it nothing is written") {
        const Gate gate;
        const auto before = written();
        const Headers clerk{{"cookie", "sesi=petugas"}};
        CHECK(gate.serve(post("/catatan", "isi=halo", clerk)).status == 403);
        CHECK(gate.serve(post("/catatan", "isi=halo&_csrf=AAAA", clerk)).status == 403);
        CHECK(gate.serve(post("/catatan", "isi=halo&_csrf=" + gate.token("pelamar"), clerk)).status == 403);
        CHECK(gate.serve(post("/catatan", "isi=halo&_csrf=" + gate.token(""), {})).status == 403);
        CHECK(written() == before);
        // The twin: the same request with the right token.
        CHECK(gate.serve(post("/catatan", "isi=halo&_csrf=" + gate.token("petugas"), clerk)).status == 200);
        auto by_script = post("/catatan", "isi=halo", clerk);
        by_script.headers.emplace_back("x-csrf-token", gate.token("petugas"));
        CHECK(gate.serve(by_script).status == 200);
        CHECK(written() == before + 2);
    }

    TEST_CASE("somebody without an account gets tokens of their own with the first form") {
        const Gate gate;
        const auto page = gate.serve(get("/formulir"));
        const auto cookie = header(page, "Set-Cookie");
        REQUIRE(cookie.starts_with("visitor="));
        const auto visitor = cookie.substr(8, cookie.find(';') - 8);
        CHECK(cookie.find("HttpOnly; SameSite=Lax") != std::string::npos);
        CHECK(page.body.find(gate.token(visitor)) != std::string::npos);
        CHECK(gate.serve(post("/catatan", "_csrf=" + gate.token(visitor), {{"cookie", "visitor=" + visitor}})).status == 200);
        CHECK(gate.serve(post("/catatan", "_csrf=" + gate.token(visitor), {{"cookie", "visitor=other"}})).status == 403);
        CHECK(header(gate.serve(get("/")), "Set-Cookie").empty());
    }

    TEST_CASE("another site cannot send our forms, even with a stolen token") {
        const Gate gate;
        const auto form = "isi=halo&_csrf=" + gate.token("petugas");
        const auto from = [&](Headers headers) {
            headers.emplace_back("cookie", "sesi=petugas");
            return gate.serve(post("/catatan", form, headers)).status;
        };
        CHECK(from({{"origin", "http://jahat.test"}}) == 403);
        CHECK(from({{"origin", "null"}}) == 403);
        CHECK(from({{"sec-fetch-site", "cross-site"}}) == 403);
        CHECK(from({{"sec-fetch-site", "same-site"}}) == 403);
        CHECK(from({{"origin", "http://kantor.test"}}) == 200);
        CHECK(from({{"sec-fetch-site", "same-origin"}, {"origin", "http://kantor.test"}}) == 200);
        CHECK(from({}) == 200);
    }

    TEST_CASE("a form that comes after the session ended is not lost") {
        const Gate gate;
        const Headers own_page{{"sec-fetch-site", "same-origin"}, {"cookie", "visitor=abc"}};
        const auto signed_out = gate.serve(post("/meja", "alamat=Jl.+%3CMawar%3E&_csrf=old", own_page));
        CHECK(signed_out.status == 403);
        CHECK(signed_out.body.find("Jl. &lt;Mawar&gt;") != std::string::npos);
        CHECK(signed_out.body.find("/masuk") != std::string::npos);
        CHECK(signed_out.body.find("value=\"old\"") == std::string::npos);

        // Who holds a file has no password: they open it again.
        const auto forgotten = gate.serve(post("/berkas-saya", "alamat=Jl.+%3CMawar%3E&_csrf=old", own_page));
        CHECK(forgotten.status == 403);
        CHECK(forgotten.body.find("Jl. &lt;Mawar&gt;") != std::string::npos);
        CHECK(forgotten.body.find("href=\"/berkas\"") != std::string::npos);
        CHECK(header(gate.serve(post("/berkas-saya", "alamat=Melati", {{"origin", "http://jahat.test"}})), "Location").empty());

        const auto stale = gate.serve(post("/catatan", "alamat=Melati&_csrf=old", own_page));
        CHECK(stale.status == 403);
        CHECK(stale.body.find("Melati") != std::string::npos);
        CHECK(stale.body.find(gate.token("abc")) != std::string::npos);
        // Not for another site: it would make our page carry its text.
        CHECK(gate.serve(post("/catatan", "alamat=Melati", {{"origin", "http://jahat.test"}})).body.find("Melati") == std::string::npos);
    }

    TEST_CASE("nobody opens what their work does not need") {
        const Gate gate;
        const auto stranger = gate.serve(get("/meja?hari=2026-03-03"));
        CHECK(stranger.status == 303);
        CHECK(header(stranger, "Location") == "/masuk?next=%2Fmeja%3Fhari%3D2026-03-03");
        CHECK(header(gate.serve(get("/berkas-saya?hal=2")), "Location") == "/berkas?next=%2Fberkas-saya%3Fhal%3D2");
        CHECK(gate.serve(get("/meja", {{"cookie", "sesi=pelamar"}})).status == 403);
        CHECK(gate.serve(get("/meja", {{"cookie", "sesi=petugas"}})).body == "meja Bu Rina");

        const auto unknown = gate.serve(post("/api/v1/windows/1/bookings", "{}"));
        CHECK(unknown.status == 401);
        CHECK(unknown.content_type == "application/problem+json");
        CHECK(unknown.body.find("\"code\":\"sign_in_required\"") != std::string::npos);
        CHECK(header(unknown, "WWW-Authenticate") == "Bearer");
        CHECK(gate.serve(post("/api/v1/windows/1/bookings", "{}", {{"authorization", "Bearer petugas"}})).status == 200);
        // A session cookie opens the API too, but then a token must come along.
        CHECK(gate.serve(post("/api/v1/windows/1/bookings", "{}", {{"cookie", "sesi=petugas"}})).status == 403);
        CHECK(gate.serve(post("/api/v1/notes", "{}")).status == 200);
    }

    TEST_CASE("a flood from one address is slowed, its neighbours are not") {
        test::House house;
        Platform limited = house.platform();
        limited.limits = true;
        const http::Application application(limited, {module()}, resolve);
        const auto try_from = [&](const char* address) {
            auto request = post("/masuk", "_csrf=x", {{"cookie", "visitor=v"}});
            request.address = address;
            return application.serve(request);
        };
        for (int i = 0; i < http::allowance(http::Rate::login).burst; ++i) CHECK(try_from("192.0.2.9").status == 403);
        const auto refused = try_from("192.0.2.9");
        CHECK(refused.status == 429);
        CHECK(std::stoi(header(refused, "Retry-After")) >= 1);
        CHECK(try_from("192.0.2.10").status == 403);
        // The twin: with --limits off the same flood goes through.
        const Gate open;
        for (int i = 0; i < 2 * http::allowance(http::Rate::login).burst; ++i)
            CHECK(open.serve(post("/masuk", "_csrf=x", {{"cookie", "visitor=v"}})).status == 403);
    }

    TEST_CASE("a bucket refills with time, and one home's IPv6 addresses share one") {
        http::Limits limits;
        const auto burst = http::allowance(http::Rate::login).burst;
        for (int i = 0; i < burst; ++i) CHECK(limits.seconds_to_wait("2001:db8:1:2:a:b:c:" + std::to_string(i), http::Rate::login, 0) == 0);
        CHECK(limits.seconds_to_wait("2001:db8:1:2:ffff:1:1:1", http::Rate::login, 0) > 0);
        CHECK(limits.seconds_to_wait("2001:db8:1:3:ffff:1:1:1", http::Rate::login, 0) == 0);
        CHECK(limits.seconds_to_wait("2001:db8:1:2:ffff:1:1:1", http::Rate::login, 60'000) == 0);
        CHECK(limits.seconds_to_wait("2001:db8:1:2:ffff:1:1:1", http::Rate::page, 0) == 0);
    }

    TEST_CASE("every answer carries the headers that keep a browser in its place") {
        const Gate gate;
        log_line::quiet(true);
        for (const auto* target : {"/", "/formulir", "/meja", "/rusak", "/tanpa-catatan", "/langsung", "/tidak-ada", "/api/v1/none",
                                   "/healthz", "/readyz", "/metrics", "/openapi.json", "/robots.txt"}) {
            const auto response = gate.serve(get(target));
            CHECK_MESSAGE(header(response, "Content-Security-Policy").starts_with("default-src 'none'"), target);
            CHECK_MESSAGE(header(response, "Content-Security-Policy").find("unsafe") == std::string::npos, target);
            CHECK_MESSAGE(header(response, "X-Content-Type-Options") == "nosniff", target);
            CHECK_MESSAGE(header(response, "Referrer-Policy") == "same-origin", target);
            CHECK_MESSAGE(header(response, "Cross-Origin-Opener-Policy") == "same-origin", target);
            CHECK_MESSAGE(header(response, "Cross-Origin-Resource-Policy") == "same-origin", target);
            CHECK_MESSAGE(!header(response, "Permissions-Policy").empty(), target);
            CHECK_MESSAGE(!header(response, "Cache-Control").empty(), target);
            CHECK_MESSAGE(header(response, "Strict-Transport-Security").empty(), target);
        }
        log_line::quiet(false);
        auto secure = get("/formulir");
        secure.secure = true;
        const auto response = gate.serve(secure);
        CHECK_FALSE(header(response, "Strict-Transport-Security").empty());
        CHECK(header(response, "Set-Cookie").starts_with("__Host-visitor="));
        CHECK(header(response, "Set-Cookie").ends_with("; Secure"));
        // What was kept there is found there: the language that somebody chose.
        auto chooses = get("/formulir?lang=en");
        chooses.secure = true;
        const auto chosen = gate.serve(chooses);
        CHECK(std::ranges::any_of(chosen.headers, [](const auto& one) { return one.second.starts_with("__Host-lang=en;"); }));
        auto later = get("/formulir", {{"cookie", "__Host-lang=en"}});
        later.secure = true;
        CHECK(gate.serve(later).body.find("lang=\"en\"") != std::string::npos);
        auto planted = get("/formulir", {{"cookie", "lang=en"}});
        planted.secure = true;
        CHECK(gate.serve(planted).body.find("<html lang=\"en\"") == std::string::npos);
    }

    TEST_CASE("what fails is told with a number and without its cause") {
        const Gate gate;
        log_line::quiet(true);
        const auto broken = gate.serve(get("/rusak"));
        const auto no_record = gate.serve(get("/tanpa-catatan"));
        log_line::quiet(false);
        CHECK(broken.status == 500);
        CHECK(broken.body.find(header(broken, "X-Request-Id")) != std::string::npos);
        CHECK(broken.body.find("wheel") == std::string::npos);
        CHECK(no_record.status == 503);
        CHECK_FALSE(header(no_record, "Retry-After").empty());
        CHECK(no_record.body.find("disk") == std::string::npos);
    }

    TEST_CASE("what is too large, broken or asked the wrong way is said so") {
        const Gate gate;
        const Headers clerk{{"cookie", "sesi=petugas"}};
        CHECK(gate.serve(post("/catatan", "isi=" + std::string(3000, 'x'), clerk)).status == 413);
        CHECK(gate.serve(post("/catatan", "isi=%zz", clerk)).status == 400);
        CHECK(gate.serve(post("/api/v1/notes", std::string(200, 'x'))).status == 413);
        const auto wrong_way = gate.serve(post("/", ""));
        CHECK(wrong_way.status == 405);
        CHECK(header(wrong_way, "Allow") == "GET, HEAD");
        CHECK(gate.serve(get("/tidak-ada")).status == 404);
        const auto slashed = gate.serve(get("/formulir/?a=1"));
        CHECK(slashed.status == 308);
        CHECK(header(slashed, "Location") == "/formulir?a=1");
    }

    TEST_CASE("HEAD is GET without its body, and tells its length") {
        const Gate gate;
        auto head = get("/");
        head.head = true;
        const auto with_body = gate.serve(get("/"));
        const auto without = gate.serve(head);
        CHECK(without.status == 200);
        CHECK(without.body.empty());
        CHECK(header(without, "Content-Length") == std::to_string(with_body.body.size()));
        CHECK(header(without, "ETag") == header(with_body, "ETag"));
    }

    TEST_CASE("a public page that has not changed is not sent twice; a clerk's page is never kept") {
        const Gate gate;
        const auto first = gate.serve(get("/"));
        const auto tag = header(first, "ETag");
        REQUIRE_FALSE(tag.empty());
        const auto again = gate.serve(get("/", {{"if-none-match", tag}}));
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(gate.serve(get("/", {{"if-none-match", "W/\"1\""}})).status == 200);
        const auto desk = gate.serve(get("/meja", {{"cookie", "sesi=petugas"}}));
        CHECK(header(desk, "Cache-Control") == "no-store");
        CHECK(header(desk, "ETag").empty());
    }

    TEST_CASE("text is sent small to whoever can read it small") {
        const Gate gate;
        const auto plain = gate.serve(get("/"));
        const auto small = gate.serve(get("/", {{"accept-encoding", "br, gzip"}}));
        CHECK(header(small, "Content-Encoding") == "gzip");
        CHECK(small.body.size() < plain.body.size() / 3);
        CHECK(small.body.starts_with("\x1f\x8b"));
        CHECK(header(gate.serve(get("/", {{"accept-encoding", "gzip;q=0"}})), "Content-Encoding").empty());
        CHECK(header(gate.serve(get("/healthz", {{"accept-encoding", "gzip"}})), "Content-Encoding").empty());
    }

    TEST_CASE("the language is the reader's, and is remembered") {
        const Gate gate;
        CHECK(gate.serve(get("/")).body.find("<html lang=\"id\"") != std::string::npos);
        const auto english = gate.serve(get("/?lang=en"));
        CHECK(english.body.find("<html lang=\"en\"") != std::string::npos);
        CHECK(header(english, "Set-Cookie").starts_with("lang=en;"));
        CHECK(gate.serve(get("/", {{"cookie", "a=b; lang=en"}})).body.find("<html lang=\"en\"") != std::string::npos);
        CHECK(gate.serve(get("/?lang=xx")).body.find("<html lang=\"id\"") != std::string::npos);
    }

    TEST_CASE("the API describes itself from the route table") {
        const Gate gate;
        const auto text = gate.serve(get("/openapi.json")).body;
        CHECK(text.find("\"openapi\":\"3.1.0\"") != std::string::npos);
        CHECK(text.find("\"/api/v1/windows/{id}/bookings\"") != std::string::npos);
        CHECK(text.find("\"x-permission\":\"check_in\"") != std::string::npos);
        CHECK(text.find("/catatan") == std::string::npos);
    }

    TEST_CASE("a menu that leads nowhere stops the start") {
        const test::House house;
        auto lost = module();
        lost.menu.push_back({"Hilang", "/hilang", Permission::anyone});
        CHECK_THROWS_AS(http::Application(house.platform(), {lost}, resolve), std::runtime_error);
        auto twice = module();
        twice.name = "second";
        CHECK_THROWS_AS(http::Application(house.platform(), {module(), twice}, resolve), std::runtime_error);
    }

    TEST_CASE("files with their hash in the name are kept for a year; other names are not found") {
        const Gate gate;
        const auto address = assets::url("app.css");
        CHECK(gate.serve(get("/aset/app.css")).status == 404);
        if (!assets::find("web/app.css")) return;  // a build without front-end files
        const auto file = gate.serve(get(address, {{"accept-encoding", "gzip"}}));
        CHECK(file.status == 200);
        CHECK(header(file, "Cache-Control").find("immutable") != std::string::npos);
        CHECK(header(file, "Content-Encoding") == "gzip");
        CHECK(gate.serve(get(address, {{"if-none-match", header(file, "ETag")}})).status == 304);
    }
}
