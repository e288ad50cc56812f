#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/sql/sql.hpp"

// Inside of platform/audit only: what a link of the chain is made of. README.md describes the bytes for verifiers of others.
namespace audit {

struct Link {
    std::int64_t office{};
    std::int64_t sequence{};
    std::int64_t id{};
    std::int64_t at{};
    std::string actor, verb, subject, details, request_id;
    std::string previous_hash;
};

inline constexpr std::string_view hash_before_the_first = "0000000000000000000000000000000000000000000000000000000000000000";
inline constexpr std::string_view link_columns =
    "office_id, sequence, id, at, actor, verb, subject, details, request_id, previous_hash, hash";
Link link_of(const sql::Row& row);  // of link_columns
std::string hash_of(const Link& link);

struct Head {
    std::int64_t sequence{};
    std::string hash;
};

struct SignedHead {
    std::int64_t office{};
    std::int64_t sequence{};
    std::string hash;
    std::int64_t at{};
    std::string signature;  // base64url
};
std::string signed_text(const SignedHead& head);

}  // namespace audit
