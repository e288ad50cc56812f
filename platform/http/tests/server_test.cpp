#include "platform/http/server.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "platform/http/streams.hpp"
#include "platform/http/tests/small_office.hpp"
#include "platform/testing/testing.hpp"

namespace {

using Clock = std::chrono::steady_clock;

// A server on a port of its own, for as long as the test runs.
struct Served {
    test::House house;
    http::Application application{house.platform(), {small_office::module()}, small_office::resolve};
    http::Server server{application, {.listen_address = "127.0.0.1", .port = 0, .workers = 4}};
    int port{};
    std::thread thread;

    Served() {
        std::promise<int> ready;
        thread = std::thread([&] { server.run([&](int on) { ready.set_value(on); }); });
        port = ready.get_future().get();
    }
    ~Served() { end(); }
    void end() {
        if (!thread.joinable()) return;
        server.stop();
        thread.join();
    }
};

class Line {
  public:
    explicit Line(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
    }
    ~Line() { ::close(socket_); }
    bool say(std::string_view bytes) {
        return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }
    // Everything until `wanted` has come, the other side ends, or the time is over.
    std::string hear(std::string_view wanted, int timeout_ms = 3000) {
        const auto until = Clock::now() + std::chrono::milliseconds(timeout_ms);
        while (heard_.find(wanted) == std::string::npos && !ended_) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
            pollfd one{socket_, POLLIN, 0};
            if (left <= 0 || ::poll(&one, 1, static_cast<int>(left)) <= 0) break;
            char buffer[4096];
            const auto size = ::recv(socket_, buffer, sizeof buffer, 0);
            if (size <= 0)
                ended_ = true;
            else
                heard_.append(buffer, static_cast<std::size_t>(size));
        }
        return heard_;
    }
    bool ended() const { return ended_; }
    void forget() { heard_.clear(); }

  private:
    int socket_;
    std::string heard_;
    bool ended_{};
};

// The calls of a hall: as many as the test has made.
std::atomic<int> calls{0};
std::vector<http::NumberedEvent> calls_after(const Platform&, std::string_view topic, std::int64_t after) {
    std::vector<http::NumberedEvent> events;
    if (topic == "dipanggil:1")
        for (std::int64_t number = after + 1; number <= calls; ++number)
            events.push_back({number, "{\"nomor\":" + std::to_string(number) + "}"});
    return events;
}
int count(std::string_view text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_SUITE("server") {
    TEST_CASE("one line serves many questions, and HEAD sends no body") {
        Served served;
        Line line(served.port);
        for (int i = 0; i < 3; ++i) {
            line.say("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            CHECK(contains(line.hear("ok\n"), "HTTP/1.1 200 OK"));
            line.forget();
        }
        line.say("HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto head = line.hear("\r\n\r\n");
        CHECK(contains(head, "Content-Length: 3\r\n"));
        CHECK(head.ends_with("\r\n\r\n"));
    }

    TEST_CASE("what the library would swallow or drop is refused in words") {
        Served served;
        const auto answer = [&](std::string_view raw) {
            Line line(served.port);
            line.say(raw);
            auto heard = line.hear("]}");
            CHECK(contains(heard, "Content-Security-Policy"));
            line.hear("never", 3000);
            CHECK(line.ended());
            return heard.substr(0, 12);
        };
        CHECK(answer("GET /healthz HTTP/1.1\nHost: a\n\n") == "HTTP/1.1 400");
        CHECK(answer("GET /healthz HTTP/1.1\r\n\r\n") == "HTTP/1.1 400");
        CHECK(answer("GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n") == "HTTP/1.1 400");
        CHECK(answer("POST /catatan HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n") == "HTTP/1.1 413");
        CHECK(answer("POST /catatan HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") == "HTTP/1.1 411");
    }

    TEST_CASE("somebody who drips bytes is cut, and nobody else waits for them") {
        Served served;
        Line slow(served.port);
        slow.say("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        const auto started = Clock::now();
        while (!slow.ended() && Clock::now() - started < std::chrono::seconds(15)) {
            slow.say("y");
            slow.hear("never", 500);
            Line quick(served.port);
            quick.say("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            CHECK(contains(quick.hear("ok\n", 500), "200 OK"));
        }
        CHECK(slow.ended());
        CHECK(Clock::now() - started > std::chrono::seconds(8));
    }

    TEST_CASE("a live page hears at once that something changed") {
        Served served;
        Line live(served.port);
        live.say("GET /langsung HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto hello = live.hear("event: hello");
        CHECK(contains(hello, "Content-Type: text/event-stream"));
        CHECK(contains(hello, "event: hello"));
        served.server.announce("lain");
        CHECK_FALSE(contains(live.hear("event: changed", 300), "event: changed"));
        served.server.announce("antrean");
        CHECK(contains(live.hear("event: changed", 1000), "event: changed"));
        CHECK(contains(live.hear(": .", 7000), ": ."));
    }

    TEST_CASE("who comes back after a cut line hears at once that something changed meanwhile, and only then") {
        Served served;
        const auto id_in = [](const std::string& heard) {
            const auto at = heard.find("id: ") + 4;
            return heard.substr(at, heard.find('\n', at) - at);
        };
        const auto back = [&](const std::string& id) {
            Line line(served.port);
            line.say("GET /langsung HTTP/1.1\r\nHost: a\r\nLast-Event-ID: " + id + "\r\n\r\n");
            return line.hear("event: changed", 300);
        };
        std::string id;
        {
            Line live(served.port);
            live.say("GET /langsung HTTP/1.1\r\nHost: a\r\n\r\n");
            id = id_in(live.hear("event: hello"));
        }
        served.server.announce("lain");
        CHECK_FALSE(contains(back(id), "event: changed"));
        served.server.announce("antrean");
        const auto heard = back(id);
        CHECK(contains(heard, "event: changed"));
        CHECK_FALSE(contains(back(id_in(heard)), "event: changed"));
        CHECK(contains(back("another-run.7"), "event: changed"));
        CHECK(contains(back("nonsense"), "event: changed"));
    }

    TEST_CASE("a board hears every call once and in order, also those it missed") {
        calls = 0;
        http::set_event_source("dipanggil:", calls_after);
        Served served;
        Line board(served.port);
        board.say("GET /dipanggil HTTP/1.1\r\nHost: a\r\n\r\n");
        board.hear("event: hello");
        for (int i = 1; i <= 50; ++i) {
            calls = i;
            served.server.announce("dipanggil:1");
        }
        const auto heard = board.hear("\"nomor\":50}", 2000);
        CHECK(count(heard, "\"nomor\":") == 50);
        for (int i = 1; i < 50; ++i)
            CHECK(heard.find("id: " + std::to_string(i) + "\ndata") < heard.find("id: " + std::to_string(i + 1) + "\ndata"));

        calls = 53;  // while nobody of the second board listened
        Line back(served.port);
        back.say("GET /dipanggil HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 50\r\n\r\n");
        const auto missed = back.hear("\"nomor\":53}", 2000);
        CHECK(count(missed, "\"nomor\":") == 3);
        CHECK_FALSE(contains(missed, "\"nomor\":50}"));
        served.server.announce("dipanggil:1");
        board.hear("\"nomor\":53}", 2000);
        CHECK_FALSE(contains(back.hear("never", 200).substr(missed.size()), "nomor"));
    }

    TEST_CASE("a thousand live pages hear the same change") {
        Served served;
        std::vector<std::unique_ptr<Line>> all;
        for (int i = 0; i < 1000; ++i) {
            all.push_back(std::make_unique<Line>(served.port));
            all.back()->say("GET /langsung HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        int hellos = 0;
        for (auto& one : all) hellos += contains(one->hear("event: hello", 10'000), "event: hello") ? 1 : 0;
        CHECK(hellos == 1000);
        served.server.announce("antrean");
        int changes = 0;
        for (auto& one : all) changes += contains(one->hear("event: changed", 10'000), "event: changed") ? 1 : 0;
        CHECK(changes == 1000);
        for (std::size_t i = 0; i < 500; ++i) all[i].reset();  // half of them close their page
        served.server.announce("antrean");
        all.back()->forget();
        CHECK(contains(all.back()->hear("event: changed"), "event: changed"));
    }

    TEST_CASE("stopping answers what was asked before it ends") {
        Served served;
        Line line(served.port);
        Line live(served.port);
        live.say("GET /langsung HTTP/1.1\r\nHost: a\r\n\r\n");
        live.hear("event: hello");
        line.say("GET /lambat HTTP/1.1\r\nHost: a\r\n\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const auto started = Clock::now();
        served.end();
        CHECK(Clock::now() - started < std::chrono::seconds(5));
        CHECK(contains(line.hear("selesai"), "selesai"));
    }
}
