#include "modules/registration/card_code.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "platform/crypto/vault.hpp"

namespace registration {
namespace {

constexpr char format_version = 1;
constexpr char list_version = 2;
constexpr std::size_t key_bytes = 4;
constexpr std::size_t id_bytes = 8;
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t longest_code = 1024;

std::string compact(Date day) {
    auto iso = day.iso();
    std::erase(iso, '-');
    return iso;
}

std::optional<Date> from_compact(std::string_view digits) {
    if (digits.size() != 8) return {};
    return Date::parse(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" + std::string(digits.substr(6, 2)));
}

void append_field(std::string& payload, std::string_view value) {
    constexpr std::size_t most = 255;
    if (value.size() > most) {
        value = value.substr(0, most);
        while (!text::is_valid_utf8(value)) value.remove_suffix(1);
    }
    payload += static_cast<char>(value.size());
    payload += value;
}

std::string raw_key_id(std::string_view hex) {
    std::string raw;
    for (std::size_t at = 0; at + 1 < hex.size() && raw.size() < key_bytes; at += 2) {
        unsigned byte = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, byte, 16);
        raw += static_cast<char>(byte);
    }
    raw.resize(key_bytes, '\0');
    return raw;
}

std::string big_endian(std::int64_t value) {
    std::string bytes;
    for (unsigned shift = 64; shift > 0; shift -= 8) bytes += static_cast<char>((static_cast<std::uint64_t>(value) >> (shift - 8)) & 0xFFU);
    return bytes;
}

class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    std::optional<std::string_view> take(std::size_t count) {
        if (rest_.size() < count) return {};
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::optional<std::string_view> take_field() {
        const auto length = take(1);
        if (!length) return {};
        return take(static_cast<unsigned char>(length->front()));
    }
    bool is_at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

}  // namespace

std::string card_payload(std::string_view key_id, const CardFacts& facts) {
    std::string payload(1, format_version);
    payload += raw_key_id(key_id);
    payload += big_endian(facts.card);
    append_field(payload, facts.number);
    append_field(payload, facts.masked_name);
    append_field(payload, facts.office_code);
    append_field(payload, compact(facts.issued_on));
    append_field(payload, compact(facts.valid_until));
    return payload;
}

std::string card_code(std::string_view payload, std::string_view signature) {
    return text::base64url(std::string(payload) + std::string(signature));
}

std::string card_list_payload(std::string_view key_id, Instant made_at, const std::vector<NotActive>& cards) {
    constexpr std::size_t entry_bytes = 5;
    std::vector<std::string> entries;
    entries.reserve(cards.size());
    for (const auto& one : cards) {
        auto entry = crypto::sha256(big_endian(one.card)).substr(0, entry_bytes);
        const auto last = static_cast<unsigned char>(entry.back());
        entry.back() = static_cast<char>((last & 0xFEU) | (one.revoked ? 1U : 0U));
        entries.push_back(std::move(entry));
    }
    // std::string compares as unsigned bytes: the order in which a phone searches.
    std::sort(entries.begin(), entries.end());
    std::string payload(1, list_version);
    payload += raw_key_id(key_id);
    payload += big_endian(made_at.seconds);
    for (const auto& entry : entries) payload += entry;
    return payload;
}

std::optional<CardCode> read_card_code(std::string_view typed) {
    while (!typed.empty() && (typed.back() == '\n' || typed.back() == '\r' || typed.back() == ' ')) typed.remove_suffix(1);
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    if (const auto at = typed.rfind("kode="); at != typed.npos) typed.remove_prefix(at + 5);
    if (typed.size() > longest_code) return {};
    const auto bytes = text::from_base64url(typed);
    if (!bytes || bytes->size() < 1 + key_bytes + id_bytes + signature_bytes) return {};

    CardCode found;
    found.payload = bytes->substr(0, bytes->size() - signature_bytes);
    found.signature = bytes->substr(bytes->size() - signature_bytes);
    Bytes rest(found.payload);
    if (rest.take(1)->front() != format_version) return {};
    found.key_id = text::hex(*rest.take(key_bytes));
    std::uint64_t id = 0;
    const auto id_text = rest.take(id_bytes);
    for (const char byte : *id_text) id = (id << 8U) | static_cast<unsigned char>(byte);
    found.facts.card = static_cast<std::int64_t>(id);
    std::array<std::string_view, 5> fields;
    for (auto& field : fields) {
        const auto taken = rest.take_field();
        if (!taken || !text::is_valid_utf8(*taken)) return {};
        field = *taken;
    }
    const auto issued_on = from_compact(fields[3]);
    const auto valid_until = from_compact(fields[4]);
    if (!rest.is_at_end() || !issued_on || !valid_until || found.facts.card <= 0) return {};
    found.facts.number = fields[0];
    found.facts.masked_name = fields[1];
    found.facts.office_code = fields[2];
    found.facts.issued_on = *issued_on;
    found.facts.valid_until = *valid_until;
    return found;
}

}  // namespace registration
