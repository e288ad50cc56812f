#pragma once

#include <string>
#include <string_view>

namespace crypto {

// HMAC-SHA-256 with a secret that another system shares (gateways); 64 hex digits. For our own tags see Vault::tag.
std::string hmac_sha256_hex(std::string_view secret, std::string_view message);

}  // namespace crypto
