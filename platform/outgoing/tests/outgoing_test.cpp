#include "platform/outgoing/outgoing.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "base/text.hpp"
#include "platform/crypto/hmac.hpp"

using namespace outgoing;

namespace {

// One conversation on loopback, held by `talk`.
class Sink {
  public:
    explicit Sink(std::function<void(int)> talk) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(listener_, 4) == 0);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this, talk] {
            const int one = ::accept(listener_, nullptr, nullptr);
            if (one < 0) return;
            talk(one);
            ::close(one);
        });
    }
    ~Sink() {
        ::shutdown(listener_, SHUT_RDWR);
        ::close(listener_);
        thread_.join();
    }
    int port{};

  private:
    int listener_;
    std::thread thread_;
};

void say(int peer, const std::string& words) { (void)!::send(peer, words.data(), words.size(), MSG_NOSIGNAL); }

std::string hear_until(int peer, std::string& rest, const std::string& end) {
    while (rest.find(end) == std::string::npos) {
        char bytes[4096];
        const auto count = ::recv(peer, bytes, sizeof bytes, 0);
        if (count <= 0) return std::exchange(rest, "");
        rest.append(bytes, static_cast<std::size_t>(count));
    }
    const auto at = rest.find(end) + end.size();
    auto heard = rest.substr(0, at);
    rest.erase(0, at);
    return heard;
}

struct Post {
    std::string envelope;
    std::string data;
};

// A small mail server: refuses mailboxes that begin with "gone", puts off those that begin with "busy".
std::function<void(int)> post_office(Post& got, std::string after_data = "250 taken\r\n") {
    return [&got, after_data](int peer) {
        std::string rest;
        say(peer, "220 sink\r\n");
        for (;;) {
            const auto line = hear_until(peer, rest, "\r\n");
            if (line.empty()) return;
            got.envelope += line;
            if (line.starts_with("EHLO"))
                say(peer, "250 sink\r\n");
            else if (line.starts_with("RCPT TO:<gone"))
                say(peer, "550 no such mailbox\r\n");
            else if (line.starts_with("RCPT TO:<busy"))
                say(peer, "450 try again\r\n");
            else if (line.starts_with("DATA")) {
                say(peer, "354 go on\r\n");
                got.data = hear_until(peer, rest, "\r\n.\r\n");
                say(peer, after_data);
            } else if (line.starts_with("QUIT")) {
                say(peer, "221 bye\r\n");
                return;
            } else
                say(peer, "250 fine\r\n");
        }
    };
}

MailServer server_at(int port) {
    return {
        .host = "127.0.0.1", .port = port, .security = MailSecurity::none, .user = "", .password = "", .from = "antrean@disnaker.example"};
}

Mail to(const std::string& address) {
    return {.to = address,
            .to_name = "Sari Wulandari",
            .from_name = "Dinas Ketenagakerjaan Kota Balikpapan",
            .subject = "Nomor Anda dipindah – Kamis",
            .text = "Halo Sari,\n.titik di depan\nkafé",
            .message_id = "42.mail.0.abc@disnaker.example",
            .date = {1772499600}};
}

std::function<void(int)> web(std::string& got, const std::string& answer) {
    return [&got, answer](int peer) {
        std::string rest;
        got = hear_until(peer, rest, "\r\n\r\n");
        const auto at = got.find("Content-Length: ");
        const auto length = at == std::string::npos ? 0U : static_cast<std::size_t>(std::stoul(got.substr(at + 16)));
        while (rest.size() < length) {
            char bytes[4096];
            const auto count = ::recv(peer, bytes, sizeof bytes, 0);
            if (count <= 0) break;
            rest.append(bytes, static_cast<std::size_t>(count));
        }
        got += rest;
        say(peer, answer);
    };
}

std::string http(const std::string& status, const std::string& body = "") {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("a mail arrives as it was written, with its name and its sender's") {
    Post got;
    {
        const Sink sink(post_office(got));
        const auto answer = send(server_at(sink.port), to("sari@example.com"));
        CHECK(answer.outcome == Outcome::accepted);
    }
    CHECK(got.envelope.find("MAIL FROM:<antrean@disnaker.example>") != std::string::npos);
    CHECK(got.envelope.find("RCPT TO:<sari@example.com>") != std::string::npos);
    CHECK(got.data.find("Message-ID: <42.mail.0.abc@disnaker.example>\r\n") != std::string::npos);
    CHECK(got.data.find("To: \"Sari Wulandari\" <sari@example.com>\r\n") != std::string::npos);
    CHECK(got.data.find("Date: Tue, 03 Mar 2026 01:00:00 +0000\r\n") != std::string::npos);
    CHECK(got.data.find("Subject: =?UTF-8?B?" + text::base64("Nomor Anda dipindah – Kamis") + "?=\r\n") != std::string::npos);
    CHECK(got.data.find(text::base64("Halo Sari,\r\n.titik di depan\r\nkafé")) != std::string::npos);
}

TEST_CASE("a mailbox that is gone is an answer; a busy or silent server is none") {
    Post got;
    {
        const Sink sink(post_office(got));
        const auto answer = send(server_at(sink.port), to("gone@example.com"));
        CHECK(answer.outcome == Outcome::refused);
        CHECK(answer.why == "smtp 550");
    }
    {
        const Sink sink(post_office(got));
        CHECK(send(server_at(sink.port), to("busy@example.com")).outcome == Outcome::later);
    }
    {
        const Sink sink(post_office(got, "554 it looks like spam\r\n"));
        CHECK(send(server_at(sink.port), to("sari@example.com")).outcome == Outcome::refused);
    }
    int free_port = 0;
    {
        const Sink sink([](int) {});
        free_port = sink.port;
        CHECK(send(server_at(free_port), to("sari@example.com")).outcome == Outcome::unreachable);
    }
    CHECK(send(server_at(free_port), to("sari@example.com")).outcome == Outcome::unreachable);
}

TEST_CASE("nobody smuggles a second recipient or header into a mail") {
    for (const auto* address : {"a@example.com\r\nRCPT TO:<b@example.com>", "a@example.com>", "a b@example.com", "a@example",
                                "@example.com", "a@b@c.d", "", "a@example..com"})
        CHECK_FALSE(is_mail_address(address));
    CHECK(is_mail_address("sari.w+kerja@smk-1.sch.id"));
    auto mail = to("sari@example.com");
    mail.to_name = "Sari\r\nBcc: b@example.com";
    mail.subject = "Halo\r\nBcc: b@example.com";
    const auto sent = rfc5322(server_at(25), mail);
    CHECK(sent.find("\nBcc:") == std::string::npos);
    mail.to = "sari@example.com\r\nX: y";
    CHECK(send(server_at(9), mail).outcome == Outcome::refused);
}

TEST_CASE("the gateway can tell that a message is ours, and drops what it has already") {
    std::string got;
    const Instant now{1772499600};
    const std::string body = R"({"to":"+6281234567890"})";
    {
        const Sink sink(web(got, http("202 Accepted", "{}")));
        const Webhook hook{.url = "http://127.0.0.1:" + std::to_string(sink.port) + "/kirim", .secret = "0123456789abcdef"};
        CHECK(post(hook, body, "42.gateway.0.tag", now).outcome == Outcome::accepted);
    }
    CHECK(got.starts_with("POST /kirim HTTP/1.1\r\n"));
    CHECK(got.find("Idempotency-Key: 42.gateway.0.tag\r\n") != std::string::npos);
    CHECK(got.find("X-AntarKerja-Signature: sha256=" + crypto::hmac_sha256_hex("0123456789abcdef", "1772499600." + body) + "\r\n") !=
          std::string::npos);
    CHECK(got.ends_with(body));
    {
        const Sink sink(web(got, http("409 Conflict")));
        const Webhook hook{.url = "http://127.0.0.1:" + std::to_string(sink.port) + "/kirim", .secret = "0123456789abcdef"};
        CHECK(post(hook, body, "42.gateway.0.tag", now).outcome == Outcome::accepted);
    }
}

TEST_CASE("a gateway's no is final, its trouble is not, and it leads us nowhere else") {
    const auto answer_to = [](const std::string& reply) {
        std::string got;
        const Sink sink(web(got, reply));
        return post({.url = "http://127.0.0.1:" + std::to_string(sink.port) + "/kirim", .secret = "0123456789abcdef"}, "{}", "key", {0});
    };
    CHECK(answer_to(http("400 Bad Request")).outcome == Outcome::refused);
    CHECK(answer_to(http("422 Unprocessable")).outcome == Outcome::refused);
    CHECK(answer_to(http("401 Unauthorized")).outcome == Outcome::unreachable);
    CHECK(answer_to(http("429 Slow")).outcome == Outcome::unreachable);
    CHECK(answer_to(http("503 Later")).outcome == Outcome::unreachable);
    CHECK(answer_to("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n").outcome ==
          Outcome::unreachable);
    CHECK(answer_to("nonsense").outcome == Outcome::unreachable);
}

TEST_CASE("plain http goes to this machine only, and nothing goes to the cloud's secrets") {
    CHECK(is_webhook_url("https://gateway.example/kirim"));
    CHECK(is_webhook_url("http://127.0.0.1:9000/kirim"));
    CHECK(is_webhook_url("http://localhost:9000"));
    for (const auto* url : {"http://gateway.example/kirim", "ftp://127.0.0.1/", "file:///etc/passwd",
                            "https://user:password@gateway.example/", "https://gateway.example /", "gopher://127.0.0.1", "", "https://",
                            "http://127.0.0.1.example.com/", "https://gateway.example:99999999/"})
        CHECK_FALSE(is_webhook_url(url));
    const auto answer = post({.url = "https://169.254.169.254/latest", .secret = "0123456789abcdef"}, "{}", "key", {0});
    CHECK(answer.outcome == Outcome::unreachable);
    CHECK(answer.why == "no connection");
}

TEST_CASE("HMAC agrees with RFC 4231") {
    CHECK(crypto::hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
