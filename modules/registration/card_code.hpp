#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

// The code of a card's QR, format version 1:
//   1 byte   0x01
//   4 bytes  id of the signing key
//   8 bytes  id of the card, most significant byte first
//   then, each with its length in one byte before it, UTF-8: number, masked name, office code, issued YYYYMMDD,
//   expires YYYYMMDD
//   64 bytes ECDSA P-256 signature (r, s; low s) over everything before it
// all of it in base64url without padding, canonical. Whoever changes this writes a new version and keeps reading this one.
namespace registration {

struct CardFacts {
    std::int64_t card{};
    std::string number;
    std::string masked_name;
    std::string office_code;
    Date issued_on;
    Date valid_until;

    bool operator==(const CardFacts&) const = default;
};

// What is signed. `key_id`: 8 hex digits.
std::string card_payload(std::string_view key_id, const CardFacts& facts);
// Payload and its 64-byte signature as text.
std::string card_code(std::string_view payload, std::string_view signature);

struct CardCode {
    std::string key_id;
    CardFacts facts;
    std::string payload;
    std::string signature;
};
// Accepts the bare code or an address that ends in "kode=" and the code. Strict: one card and key have one text per
// signature. Says nothing about the signature.
std::optional<CardCode> read_card_code(std::string_view text);

// The list that phones keep for checks without the internet, format version 2:
//   1 byte   0x02
//   4 bytes  id of the signing key
//   8 bytes  when it was made: UTC seconds, most significant byte first
//   5 bytes for each card that must not be taken for valid, ascending: the first 39 bits of the SHA-256 over the card's
//            id (8 bytes, as in the code), then one bit: 1 = revoked, 0 = not active (replaced, placed, removed, lapsed, or
//            never handed over)
//   64 bytes ECDSA P-256 signature over everything before it; the first byte keeps it apart from a card's
// 100,000 cards are 500 kB. Of as many genuine cards one in five million meets another one's 39 bits.
struct NotActive {
    std::int64_t card{};
    bool revoked{};
};
std::string card_list_payload(std::string_view key_id, Instant made_at, const std::vector<NotActive>& cards);

}  // namespace registration
