#include <liboath/oath.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <semaphore>
#include <stdexcept>

#include "platform/crypto/vault.hpp"

namespace crypto {
namespace {

// Each hash takes its 19 or 64 MiB: a crowd at the login page waits here instead of filling the memory.
std::counting_semaphore<2> hashing{2};

struct HashingSlot {
    HashingSlot() { hashing.acquire(); }
    ~HashingSlot() { hashing.release(); }
    HashingSlot(const HashingSlot&) = delete;
    HashingSlot& operator=(const HashingSlot&) = delete;
};

constexpr std::size_t mebibyte = 1024 * 1024;
constexpr std::int64_t totp_period = 30;

void oath_ready() {
    static const bool done = [] {
        if (sodium_init() < 0 || oath_init() != OATH_OK) throw std::runtime_error("liboath cannot start");
        return true;
    }();
    (void)done;
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
            byte == '_' || byte == '~') {
            out += character;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    unsigned long long passes = 0;
    std::size_t memory = 0;
    switch (cost) {
        case PasswordCost::seeker: passes = 2, memory = 19 * mebibyte; break;
        case PasswordCost::staff: passes = 3, memory = 64 * mebibyte; break;
    }
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const HashingSlot slot;
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    return hash.data();
}

bool verify_password(std::string_view password, std::string_view hash) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    const std::string kept(hash);
    const HashingSlot slot;
    return crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
}

std::string new_totp_secret() {
    oath_ready();
    const std::string secret = random_bytes(20);  // as long as SHA-1's output (RFC 4226, 4 R6)
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(secret.data(), secret.size(), &text, &length) != OATH_OK) throw std::runtime_error("liboath failed");
    std::string out(text, length);
    std::free(text);
    return out;
}

std::optional<std::int64_t> matching_totp_step(std::string_view secret, std::string_view code, Instant now) {
    oath_ready();
    std::string digits;
    for (const char character : code)
        if (character != ' ') digits += character;
    if (digits.size() != 6 || digits.find_first_not_of("0123456789") != std::string::npos) return {};

    char* key = nullptr;
    std::size_t length = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &key, &length) != OATH_OK) return {};
    std::optional<std::int64_t> matched;
    // A phone's clock may be one step off either way (RFC 6238, 6). All steps are computed: time tells nothing.
    for (std::int64_t step = now.seconds / totp_period - 1; step <= now.seconds / totp_period + 1; ++step) {
        if (step < 0) continue;
        std::array<char, 8> expected{};
        if (oath_totp_generate(key, length, static_cast<std::time_t>(step * totp_period), totp_period, 0, 6, expected.data()) == OATH_OK &&
            equal_in_constant_time(std::string_view(expected.data(), 6), digits))
            matched = step;
    }
    std::free(key);
    return matched;
}

std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + percent_encoded(secret) +
           "&issuer=" + percent_encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace crypto
