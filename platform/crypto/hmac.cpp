#include "platform/crypto/hmac.hpp"

#include <sodium.h>

#include "base/text.hpp"

namespace crypto {

std::string hmac_sha256_hex(std::string_view secret, std::string_view message) {
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
    crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
    crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
    std::string tag(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(tag.data()));
    sodium_memzero(&state, sizeof state);
    return text::hex(tag);
}

}  // namespace crypto
