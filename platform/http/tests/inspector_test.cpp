#include "platform/http/inspector.hpp"

#include <doctest/doctest.h>

using http::Inspector;
using Verdict = http::Inspector::Verdict;

namespace {

Verdict verdict_on(std::string_view bytes) { return Inspector().feed(bytes); }

// The same bytes one by one, as a slow line brings them.
Verdict dripped(std::string_view bytes) {
    Inspector inspector;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        if (const auto verdict = inspector.feed(bytes.substr(i, 1)); verdict != Verdict::fine) return verdict;
    return Verdict::fine;
}

struct Case {
    std::string bytes;
    Verdict verdict;
};

}  // namespace

TEST_SUITE("inspector") {
    TEST_CASE("after a form was sent, the pages that follow on the same line are read as they are") {
        const std::string get = "GET / HTTP/1.1\r\nHost: kantor.go.id\r\n\r\n";
        Inspector inspector;
        CHECK(inspector.feed("POST / HTTP/1.1\r\nHost: kantor.go.id\r\nContent-Length: 3\r\n\r\nabc") == Verdict::fine);
        for (int page = 0; page < 3; ++page) {
            CHECK(inspector.feed(get) == Verdict::fine);
            CHECK(inspector.phase() == Inspector::Phase::between);
        }
    }

    TEST_CASE("what parsers and proxies disagree about is refused, however it arrives") {
        const std::string host = "Host: kantor.go.id\r\n";
        const Case cases[] = {
            {"GET / HTTP/1.1\r\n" + host + "\r\n", Verdict::fine},
            {"\r\nGET / HTTP/1.1\r\n" + host + "\r\n", Verdict::fine},
            {"GET / HTTP/1.0\r\n\r\n", Verdict::fine},
            {"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", Verdict::fine},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n" + host + "\r\n", Verdict::fine},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n\n\n", Verdict::fine},  // a body may hold anything
            {"GET / HTTP/1.1\n" + host + "\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\nHost: a\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + "\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\nHost:\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + host + "\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + "X : y\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + " folded\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + "nonsense\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/1.1\r\n" + host + std::string("X: a\0b\r\n\r\n", 10), Verdict::malformed},
            {"GET  / HTTP/1.1\r\n" + host + "\r\n", Verdict::malformed},
            {"GET /\r\n\r\n", Verdict::malformed},
            {"GET / HTTP/2.0\r\n\r\n", Verdict::malformed},
            {"GET kartu HTTP/1.1\r\n" + host + "\r\n", Verdict::malformed},
            {"TRACE / HTTP/1.1\r\n" + host + "\r\n", Verdict::unknown_method},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", Verdict::malformed},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", Verdict::malformed},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\n", Verdict::malformed},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", Verdict::malformed},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 50331649\r\n\r\n", Verdict::too_large_body},
            {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", Verdict::length_required},
            {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", Verdict::malformed},
            {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", Verdict::malformed},
            {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", Verdict::too_long_target},
            {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(40'000, 'a') + "\r\n\r\n", Verdict::too_large_head},
        };
        for (const auto& one : cases) {
            CHECK_MESSAGE(verdict_on(one.bytes) == one.verdict, one.bytes.substr(0, 120));
            CHECK_MESSAGE(dripped(one.bytes) == one.verdict, one.bytes.substr(0, 120));
        }
        std::string fields;
        for (int i = 0; i < 101; ++i) fields += "X: y\r\n";
        CHECK(verdict_on("GET / HTTP/1.1\r\n" + host + fields + "\r\n") == Verdict::too_large_head);
    }

    TEST_CASE("a body counts as received only when its last byte is there") {
        Inspector inspector;
        CHECK(inspector.phase() == Inspector::Phase::between);
        inspector.feed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-");
        CHECK(inspector.phase() == Inspector::Phase::head);
        inspector.feed("Length: 4\r\n\r\n");
        CHECK(inspector.phase() == Inspector::Phase::body);
        CHECK(inspector.take_expects_continue());
        CHECK_FALSE(inspector.take_expects_continue());
        inspector.feed("abc");
        CHECK(inspector.phase() == Inspector::Phase::body);
        inspector.feed("d");
        CHECK(inspector.phase() == Inspector::Phase::between);
    }
}
