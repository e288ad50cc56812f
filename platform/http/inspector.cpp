#include "platform/http/inspector.hpp"

#include <algorithm>
#include <array>

namespace http {
namespace {

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
               marks.find(letter) != std::string_view::npos;
    });
}

bool same(std::string_view a, std::string_view lower) {
    return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
               return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
           });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// A name, an IPv4 address or [IPv6], and a port. Never a user, a path or a list.
bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 255) return false;
    std::string_view port;
    if (host.front() == '[') {
        const auto end = host.find(']');
        if (end == std::string_view::npos || end < 3) return false;
        for (const char letter : host.substr(1, end - 1))
            if (std::string_view("0123456789abcdefABCDEF:.").find(letter) == std::string_view::npos) return false;
        port = host.substr(end + 1);
    } else {
        const auto colon = host.find(':');
        const auto name = host.substr(0, colon);
        if (name.empty()) return false;
        for (const char letter : name)
            if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
                  letter == '.' || letter == '-' || letter == '_'))
                return false;
        if (colon != std::string_view::npos) port = host.substr(colon);
    }
    if (port.empty()) return true;
    port.remove_prefix(1);
    return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Inspector::Verdict Inspector::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        if (phase_ == Phase::body) {
            const auto taken = std::min<std::uint64_t>(body_left_, bytes.size());
            bytes.remove_prefix(static_cast<std::size_t>(taken));
            body_left_ -= taken;
            if (body_left_ == 0) phase_ = Phase::between;
            continue;
        }
        phase_ = Phase::head;
        const auto end = bytes.find('\n');
        const auto taken = end == std::string_view::npos ? bytes.size() : end + 1;
        head_bytes_ += taken;
        if (head_bytes_ > head_max) return lines_ == 0 ? Verdict::too_long_target : Verdict::too_large_head;
        if (end == std::string_view::npos) {
            unfinished_ += bytes;
            return Verdict::fine;
        }
        Verdict verdict;
        if (unfinished_.empty()) {
            verdict = line(bytes.substr(0, end));
        } else {
            unfinished_ += bytes.substr(0, end);
            verdict = line(unfinished_);
            unfinished_.clear();
        }
        if (verdict != Verdict::fine) return verdict;
        bytes.remove_prefix(taken);
    }
    return Verdict::fine;
}

bool Inspector::take_expects_continue() {
    const bool now = expects_continue_ && phase_ == Phase::body && body_left_ == length_;
    if (now) expects_continue_ = false;
    return now;
}

Inspector::Verdict Inspector::line(std::string_view text) {
    // RFC 9112 2.2 lets a server accept a bare LF; two parsers that differ here can be made to see two requests.
    if (!text.ends_with('\r')) return Verdict::malformed;
    text.remove_suffix(1);
    for (const char letter : text)
        if ((static_cast<unsigned char>(letter) < 0x20 && letter != '\t') || letter == 0x7f) return Verdict::malformed;
    if (lines_ == 0) {
        if (text.empty()) return head_bytes_ > 4 ? Verdict::malformed : Verdict::fine;  // one stray line end is forgiven
        ++lines_;
        return request_line(text);
    }
    if (text.empty()) return end_of_head();
    if (++lines_ > fields_max + 1) return Verdict::too_large_head;
    return field(text);
}

Inspector::Verdict Inspector::request_line(std::string_view text) {
    const auto first = text.find(' ');
    const auto last = text.rfind(' ');
    if (first == std::string_view::npos || last <= first) return Verdict::malformed;
    const auto method = text.substr(0, first);
    const auto target = text.substr(first + 1, last - first - 1);
    const auto version = text.substr(last + 1);
    if (!is_token(method) || target.empty()) return Verdict::malformed;
    for (const char letter : target)
        if (letter == ' ' || letter == '\t' || static_cast<unsigned char>(letter) >= 0x80) return Verdict::malformed;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return Verdict::malformed;
    http_1_0_ = version == "HTTP/1.0";
    if (target.size() > target_max) return Verdict::too_long_target;
    constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    if (std::find(known.begin(), known.end(), method) == known.end()) return Verdict::unknown_method;
    if (target.front() != '/' && !target.starts_with("http://") && !target.starts_with("https://") && target != "*")
        return Verdict::malformed;
    return Verdict::fine;
}

Inspector::Verdict Inspector::field(std::string_view text) {
    const auto colon = text.find(':');
    // A line that begins with a blank (folding) or a blank before the colon fails here: neither is a token.
    if (colon == std::string_view::npos || !is_token(text.substr(0, colon))) return Verdict::malformed;
    const auto name = text.substr(0, colon);
    const auto value = trimmed(text.substr(colon + 1));
    if (same(name, "host")) {
        if (++hosts_ > 1 || !is_host(value)) return Verdict::malformed;
    } else if (same(name, "content-length")) {
        if (++lengths_ > 1 || value.empty() || value.size() > 18) return Verdict::malformed;
        length_ = 0;
        for (const char digit : value) {
            if (digit < '0' || digit > '9') return Verdict::malformed;
            length_ = length_ * 10 + static_cast<std::uint64_t>(digit - '0');
        }
    } else if (same(name, "transfer-encoding")) {
        if (chunked_ || http_1_0_ || !same(value, "chunked")) return Verdict::malformed;
        chunked_ = true;
    } else if (same(name, "expect")) {
        expects_continue_ = same(value, "100-continue");
    }
    return Verdict::fine;
}

Inspector::Verdict Inspector::end_of_head() {
    if (hosts_ == 0 && !http_1_0_) return Verdict::malformed;
    if (chunked_ && lengths_ > 0) return Verdict::malformed;
    if (chunked_) return Verdict::length_required;
    if (lengths_ == 0) length_ = 0;  // what stands there is the length of the request before
    if (length_ > body_max) return Verdict::too_large_body;
    body_left_ = length_;
    phase_ = body_left_ > 0 ? Phase::body : Phase::between;
    if (body_left_ == 0) expects_continue_ = false;
    head_bytes_ = 0;
    lines_ = hosts_ = lengths_ = 0;
    http_1_0_ = chunked_ = false;
    if (phase_ == Phase::between) length_ = 0;
    return Verdict::fine;
}

}  // namespace http
