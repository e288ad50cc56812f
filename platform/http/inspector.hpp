#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace http {

// Reads along with the server library, byte by byte of each request's head, and refuses what proxies and parsers are
// known to disagree about: the library itself accepts a bare LF and a missing Host, and answers what it cannot parse
// with nothing at all. Pure; knows no sockets.
class Inspector {
  public:
    enum class Verdict {
        fine,
        malformed,        // 400
        too_large_head,   // 431
        too_long_target,  // 414
        too_large_body,   // 413
        length_required,  // 411: a chunked body
        unknown_method,   // 501
    };
    enum class Phase { between, head, body };

    static constexpr std::size_t head_max = 32 * 1024;
    static constexpr std::size_t target_max = 8 * 1024;
    static constexpr int fields_max = 100;
    static constexpr std::uint64_t body_max = 48 * 1024 * 1024;

    // The next bytes as they came. After a verdict other than fine nothing more may be fed.
    Verdict feed(std::string_view bytes);

    Phase phase() const { return phase_; }
    // True once after a head that asks for "100 Continue" before it sends the body.
    bool take_expects_continue();

  private:
    Verdict line(std::string_view text);
    Verdict request_line(std::string_view text);
    Verdict field(std::string_view text);
    Verdict end_of_head();

    Phase phase_{Phase::between};
    std::string unfinished_;
    std::size_t head_bytes_{};
    int lines_{};
    int hosts_{};
    int lengths_{};
    bool http_1_0_{};
    bool chunked_{};
    bool expects_continue_{};
    std::uint64_t length_{};
    std::uint64_t body_left_{};
};

}  // namespace http
