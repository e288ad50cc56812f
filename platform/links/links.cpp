#include "platform/links/links.hpp"

#include "base/text.hpp"
#include "platform/crypto/vault.hpp"

namespace links {
namespace {

constexpr std::size_t subject_bytes = 8;
constexpr std::size_t minute_bytes = 4;
constexpr std::size_t payload_length = 16;  // 12 bytes
constexpr std::size_t tag_length = 22;      // 132 bits

void append_number(std::string& out, std::uint64_t number, std::size_t bytes) {
    for (std::size_t at = bytes; at-- > 0;) out += static_cast<char>(number >> (8 * at) & 0xff);
}

std::uint64_t number_at(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

std::string tag_over(const Context& context, std::string_view purpose, std::string_view payload) {
    // The purpose's length stands before it: no two pairs of purpose and payload read the same.
    const auto message = std::to_string(purpose.size()) + ":" + std::string(purpose) + std::string(payload);
    return context.platform.vault.tag("signed link", message).substr(0, tag_length);
}

}  // namespace

std::string sign(const Context& context, std::string_view purpose, std::int64_t subject, Instant until) {
    std::string bytes;
    append_number(bytes, static_cast<std::uint64_t>(subject), subject_bytes);
    append_number(bytes, static_cast<std::uint64_t>((until.seconds + 59) / 60), minute_bytes);
    const auto payload = text::base64url(bytes);
    return payload + tag_over(context, purpose, payload);
}

std::optional<std::int64_t> open(const Context& context, std::string_view purpose, std::string_view token) {
    if (token.size() != payload_length + tag_length) return {};
    const auto payload = token.substr(0, payload_length);
    if (!crypto::equal_in_constant_time(token.substr(payload_length), tag_over(context, purpose, payload))) return {};
    const auto bytes = text::from_base64url(payload);
    if (!bytes || bytes->size() != subject_bytes + minute_bytes) return {};
    const auto until_minute = number_at(std::string_view(*bytes).substr(subject_bytes));
    if (static_cast<std::int64_t>(until_minute) * 60 < context.now.seconds) return {};
    return static_cast<std::int64_t>(number_at(std::string_view(*bytes).substr(0, subject_bytes)));
}

}  // namespace links
