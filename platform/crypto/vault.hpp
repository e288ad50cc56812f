#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/personal.hpp"

// Keys and what is done with them. Keys live in DIR/keys (0600), never in the database: a stolen database file or
// backup shows no NIK, phone, address or document.
namespace crypto {

// Where a field lives: part of what is authenticated, so a ciphertext moved to another row or column is refused.
struct FieldPlace {
    std::string_view table_column;  // "registration_seeker.phone"
    std::int64_t row{};
};

enum class PasswordCost { seeker, staff };  // Argon2id 19 MiB/t2 and 64 MiB/t3 (OWASP password storage)

class Vault {
  public:
    // Reads the keys in `directory` (DIR/keys itself), making them at the first start. Throws std::runtime_error with
    // one clear line when a key file is there but unreadable, broken or open to other users of the machine.
    static std::unique_ptr<Vault> open(const std::string& directory);
    // Fixed keys for tests; never writes.
    static std::unique_ptr<Vault> for_tests();
    ~Vault();

    // XChaCha20-Poly1305, text: the key's id, a dot, base64url. An empty text stays empty: only a value is sealed.
    std::string seal(FieldPlace place, std::string_view plain) const;
    // Throws std::runtime_error when the text was altered or belongs elsewhere.
    std::string open_sealed(FieldPlace place, std::string_view sealed) const;
    // Files: the same, raw bytes in and out, bound to `name`.
    std::string seal_bytes(std::string_view name, std::string_view plain) const;
    std::string open_bytes(std::string_view name, std::string_view sealed) const;

    // Keyed hash for exact search ("who has this NIK?"); 32 hex digits. `purpose` separates columns.
    std::string blind_index(std::string_view purpose, std::string_view value) const;
    // A keyed tag over a message (CSRF tokens, signed links), base64url.
    std::string tag(std::string_view purpose, std::string_view message) const;

    // ECDSA P-256 over SHA-256, 64 bytes r||s with low s: exactly one signature text per signature.
    std::string sign_card(std::string_view message) const;
    std::string card_key_id() const;  // 8 characters
    struct CardKey {
        std::string id;
        std::string public_spki;  // DER, for WebCrypto
        bool active{};
        Instant since;
    };
    std::vector<CardKey> card_keys() const;  // newest first; old ones still verify
    bool verify_card(std::string_view key_id, std::string_view message, std::string_view signature) const;
    void rotate_card_key();

    // Ed25519, for the head of the audit chain.
    std::string sign_audit_head(std::string_view message) const;
    bool verify_audit_head(std::string_view message, std::string_view signature) const;

  private:
    struct Keys;
    explicit Vault(std::unique_ptr<Keys> keys);
    std::unique_ptr<Keys> keys_;
};

std::string hash_password(std::string_view password, PasswordCost cost);  // slow on purpose; at most two at once
bool verify_password(std::string_view password, std::string_view hash);
std::string sha256_hex(std::string_view bytes);
std::string sha256(std::string_view bytes);  // 32 raw bytes
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string random_bytes(std::size_t count);
std::string random_token();           // 192 bits, base64url
std::string random_code(int length);  // from an alphabet without 0/O, 1/I/L, U/V: "K7MQ-…" is grouped by the page

// TOTP (RFC 6238): 6 digits, 30 s, one step of grace each way.
std::string new_totp_secret();  // base32
// The time step that matched, or empty. A caller refuses steps that are not newer than the last one used.
std::optional<std::int64_t> matching_totp_step(std::string_view secret, std::string_view code, Instant now);
std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer);

}  // namespace crypto
