#include "platform/outgoing/outgoing.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>

#include "base/text.hpp"
#include "platform/crypto/hmac.hpp"

namespace outgoing {
namespace {

constexpr long connect_ms = 5'000;
constexpr long whole_ms = 20'000;
constexpr std::size_t answer_max = 64 * 1024;
constexpr std::size_t encoded_line = 76;  // RFC 2045 6.8

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void append(List& list, const std::string& line) {
    auto* grown = curl_slist_append(list.get(), line.c_str());
    if (!grown) throw std::bad_alloc();
    (void)list.release();
    list.reset(grown);
}

std::size_t swallow(char*, std::size_t size, std::size_t count, void* left) {
    auto& room = *static_cast<std::size_t*>(left);
    const auto bytes = size * count;
    if (bytes > room) return 0;  // a receiver that answers with a book is not one of ours
    room -= bytes;
    return bytes;
}

struct Unsent {
    std::string bytes;
    std::size_t at{};
};
std::size_t hand_over(char* to, std::size_t size, std::size_t count, void* from) {
    auto& unsent = *static_cast<Unsent*>(from);
    const auto bytes = std::min(size * count, unsent.bytes.size() - unsent.at);
    std::memcpy(to, unsent.bytes.data() + unsent.at, bytes);
    unsent.at += bytes;
    return bytes;
}

// Never to the link-local network (where clouds keep their secrets), to everybody at once, or to nobody. Asked after the
// name is resolved, so that a name that changes its mind gains nothing.
bool may_be_called(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        const auto ip = ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr);
        return (ip >> 24) != 0 && (ip >> 16) != 0xa9fe && (ip >> 28) < 0xe;
    }
    if (address->sa_family == AF_INET6) {
        const auto& ip = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&ip))
            return ip.s6_addr[12] != 0 && !(ip.s6_addr[12] == 0xa9 && ip.s6_addr[13] == 0xfe) && ip.s6_addr[12] < 0xe0;
        return !IN6_IS_ADDR_LINKLOCAL(&ip) && !IN6_IS_ADDR_MULTICAST(&ip) && !IN6_IS_ADDR_UNSPECIFIED(&ip);
    }
    return false;
}

bool is_loopback(const sockaddr* address) {
    if (address->sa_family == AF_INET) return ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr) >> 24 == 127;
    return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
}

enum class Reach { loopback_only, anywhere_sensible };

curl_socket_t open_socket(void* reach, curlsocktype, curl_sockaddr* address) {
    const bool may = *static_cast<Reach*>(reach) == Reach::loopback_only ? is_loopback(&address->addr) : may_be_called(&address->addr);
    if (!may) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Curl new_handle(Reach& reach, std::size_t& room) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    Curl curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) throw std::bad_alloc();
    auto* handle = curl.get();
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // not from the environment
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, whole_ms);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &reach);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, swallow);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &room);
    return curl;
}

// CURLcode in words that name no address.
std::string word(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return "unknown host";
        case CURLE_COULDNT_CONNECT: return "no connection";
        case CURLE_OPERATION_TIMEDOUT: return "timeout";
        case CURLE_PEER_FAILED_VERIFICATION: return "certificate not trusted";
        case CURLE_SSL_CONNECT_ERROR: return "no encrypted connection";
        case CURLE_USE_SSL_FAILED: return "no encryption offered";
        case CURLE_LOGIN_DENIED: return "sign-in denied";
        default: return "curl " + std::to_string(static_cast<int>(code));
    }
}

bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char one) { return one >= 0x20 && one < 0x7f; });
}

// RFC 2047: what is not plain ASCII goes as base64 of whole characters, in pieces of at most 75.
std::string header_text(std::string_view text) {
    if (is_plain_ascii(text) && text.find("=?") == std::string_view::npos) return std::string(text);
    constexpr std::size_t piece_bytes = 45;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(at + piece_bytes, text.size());
        while (end < text.size() && end > at && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
        if (end == at) end = std::min(at + piece_bytes, text.size());
        std::string piece(text.substr(at, end - at));
        std::ranges::replace_if(
            piece, [](char one) { return one == '\r' || one == '\n' || one == '\0'; }, ' ');
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + text::base64(piece) + "?=";
        at = end;
    }
    return out;
}

std::string mailbox(std::string_view name, const std::string& address) {
    if (name.empty()) return "<" + address + ">";
    // A phrase with specials needs quotes; encoded words never have any.
    auto shown = header_text(name);
    if (shown == name) {
        std::string quoted = "\"";
        for (const char one : name) {
            if (one == '"' || one == '\\') quoted += '\\';
            quoted += one;
        }
        shown = quoted + "\"";
    }
    return shown + " <" + address + ">";
}

// "Tue, 03 Mar 2026 01:00:00 +0000"
std::string mail_date(Instant at) {
    static constexpr std::array<const char*, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto utc = at.rfc3339_utc();  // 2026-03-03T01:00:00Z
    const auto date = *Date::parse(utc.substr(0, 10));
    return std::string(days[static_cast<std::size_t>(date.weekday() - 1)]) + ", " + utc.substr(8, 2) + " " +
           months[static_cast<std::size_t>(date.month() - 1)] + " " + utc.substr(0, 4) + " " + utc.substr(11, 8) + " +0000";
}

bool is_on_loopback(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1"; }

}  // namespace

std::string rfc5322(const MailServer& server, const Mail& mail) {
    std::string out = "Date: " + mail_date(mail.date) + "\r\nFrom: " + mailbox(mail.from_name, server.from) +
                      "\r\nTo: " + mailbox(mail.to_name, mail.to) + "\r\nSubject: " + header_text(mail.subject) + "\r\nMessage-ID: <" +
                      mail.message_id +
                      ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
                      "Auto-Submitted: auto-generated\r\n\r\n";
    std::string lines;
    for (const char one : mail.text) {
        if (one == '\n') lines += '\r';
        lines += one;
    }
    const auto encoded = text::base64(lines);
    for (std::size_t at = 0; at < encoded.size(); at += encoded_line) out += encoded.substr(at, encoded_line) + "\r\n";
    return out;
}

Answer send(const MailServer& server, const Mail& mail) {
    if (!is_mail_address(mail.to)) return {Outcome::refused, "no mail address"};
    if (!is_mail_address(server.from) || !is_host_name(server.host)) return {Outcome::unreachable, "mail server not set up"};
    // A password and people's words go unencrypted to this machine only.
    auto reach = server.security == MailSecurity::none ? Reach::loopback_only : Reach::anywhere_sensible;
    std::size_t room = answer_max;
    const auto curl = new_handle(reach, room);
    auto* handle = curl.get();
    const auto url =
        std::string(server.security == MailSecurity::tls ? "smtps://" : "smtp://") + server.host + ":" + std::to_string(server.port);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    if (server.security != MailSecurity::none) curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!server.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.c_str());
    }
    const auto from = "<" + server.from + ">";
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
    List to(nullptr, curl_slist_free_all);
    append(to, "<" + mail.to + ">");
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to.get());
    Unsent unsent{.bytes = rfc5322(server, mail)};
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, hand_over);
    curl_easy_setopt(handle, CURLOPT_READDATA, &unsent);

    const auto code = curl_easy_perform(handle);
    if (code == CURLE_OK) return {Outcome::accepted, ""};
    long reply = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
    // 5xx about this mail is an answer; about the sign-in it is the operator's mistake and tells nothing about the person.
    const bool is_about_the_mail = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
    if (reply >= 500 && reply < 600 && is_about_the_mail) return {Outcome::refused, "smtp " + std::to_string(reply)};
    if (reply >= 400 && reply < 500 && is_about_the_mail && reply != 421) return {Outcome::later, "smtp " + std::to_string(reply)};
    return {Outcome::unreachable, reply >= 400 ? "smtp " + std::to_string(reply) : word(code)};
}

std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body) {
    return "sha256=" + crypto::hmac_sha256_hex(secret, std::string(timestamp) + "." + std::string(body));
}

Answer post(const Webhook& hook, std::string_view json, std::string_view idempotency_key, Instant now) {
    if (!is_webhook_url(hook.url)) return {Outcome::unreachable, "gateway not set up"};
    const bool is_encrypted = hook.url.starts_with("https://");
    auto reach = is_encrypted ? Reach::anywhere_sensible : Reach::loopback_only;
    std::size_t room = answer_max;
    const auto curl = new_handle(reach, room);
    auto* handle = curl.get();
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, is_encrypted ? "https" : "http");
    curl_easy_setopt(handle, CURLOPT_URL, hook.url.c_str());
    const auto timestamp = std::to_string(now.seconds);
    List headers(nullptr, curl_slist_free_all);
    append(headers, "Content-Type: application/json");
    append(headers, "Expect:");
    append(headers, "Idempotency-Key: " + std::string(idempotency_key));
    append(headers, "X-AntarKerja-Timestamp: " + timestamp);
    append(headers, "X-AntarKerja-Signature: " + signature(hook.secret, timestamp, json));
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json.size()));
    curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, json.data());

    const auto code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && status >= 200)) return {Outcome::unreachable, word(code)};
    const auto why = "http " + std::to_string(status);
    if (status >= 200 && status < 300) return {Outcome::accepted, ""};
    if (status == 409) return {Outcome::accepted, ""};  // it has this key already
    if (status == 408 || status == 425) return {Outcome::later, why};
    // These say nothing about the message: wrong secret, wrong path, too fast.
    static constexpr std::array about_the_line{401L, 403L, 404L, 405L, 407L, 421L, 429L};
    if (status >= 400 && status < 500 && std::ranges::find(about_the_line, status) == about_the_line.end()) return {Outcome::refused, why};
    return {Outcome::unreachable, why};
}

bool is_host_name(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.front() == '-' || text.front() == '.') return false;
    return std::ranges::all_of(text, [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-' || one == '.';
    });
}

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
    const auto name = text.substr(0, at);
    const auto host = text.substr(at + 1);
    const auto is_plain = [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
               std::string_view(".!#$%&'*+/=?^_`{|}~-").find(one) != std::string_view::npos;
    };
    return std::ranges::all_of(name, is_plain) && is_host_name(host) && host.find('.') != std::string_view::npos && host.back() != '.' &&
           host.find("..") == std::string_view::npos;
}

bool is_webhook_url(std::string_view text) {
    if (text.size() > 500 || !is_plain_ascii(text) || text.find_first_of(" \"<>\\^`{|}@#") != std::string_view::npos) return false;
    const bool is_encrypted = text.starts_with("https://");
    if (!is_encrypted && !text.starts_with("http://")) return false;
    text.remove_prefix(is_encrypted ? 8 : 7);
    auto host = text.substr(0, text.find_first_of("/?"));
    if (const auto colon = host.rfind(':'); colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        const auto port = host.substr(colon + 1);
        if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, [](char one) { return one >= '0' && one <= '9'; })) return false;
        host = host.substr(0, colon);
    }
    if (!is_encrypted) return is_on_loopback(host);
    return host == "[::1]" || is_host_name(host);
}

}  // namespace outgoing
