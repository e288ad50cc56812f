#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

#include "platform/crypto/vault.hpp"

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "antarkerja-keys-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
        path = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string keys() const { return (path / "keys").string(); }
};

bool accepts(auto&& work) {
    try {
        work();
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

const crypto::FieldPlace phone{"registration_seeker.phone", 41};

}  // namespace

TEST_SUITE("crypto") {
    TEST_CASE("a sealed phone number opens where it was sealed, and nowhere else") {
        const auto vault = crypto::Vault::for_tests();
        const std::string sealed = vault->seal(phone, "081234567890");
        CHECK(sealed.find("0812") == std::string::npos);
        CHECK(vault->open_sealed(phone, sealed) == "081234567890");
        CHECK(sealed != vault->seal(phone, "081234567890"));
        CHECK_FALSE(accepts([&] { vault->open_sealed({"registration_seeker.phone", 42}, sealed); }));
        CHECK_FALSE(accepts([&] { vault->open_sealed({"registration_seeker.nik", 41}, sealed); }));
        CHECK(vault->seal(phone, "").empty());
        CHECK(vault->open_sealed(phone, "").empty());
    }

    TEST_CASE("no single altered character of a sealed value is accepted") {
        const auto vault = crypto::Vault::for_tests();
        const std::string sealed = vault->seal(phone, "081234567890");
        for (std::size_t at = 0; at < sealed.size(); ++at)
            for (const char other : {'A', 'b', '7', '_', '.', '='}) {
                if (sealed[at] == other) continue;
                auto altered = sealed;
                altered[at] = other;
                CHECK_FALSE(accepts([&] { vault->open_sealed(phone, altered); }));
            }
        for (std::size_t length = 1; length < sealed.size(); ++length)
            CHECK_FALSE(accepts([&] { vault->open_sealed(phone, sealed.substr(0, length)); }));
    }

    TEST_CASE("a sealed file is bound to its name and its bytes") {
        const auto vault = crypto::Vault::for_tests();
        const std::string sealed = vault->seal_bytes("a", std::string("one\0two", 7));
        CHECK(vault->open_bytes("a", sealed) == std::string("one\0two", 7));
        CHECK(vault->open_bytes("a", vault->seal_bytes("a", "")).empty());
        CHECK_FALSE(accepts([&] { vault->open_bytes("b", sealed); }));
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            auto altered = sealed;
            altered[at] = static_cast<char>(altered[at] ^ 1);
            CHECK_FALSE(accepts([&] { vault->open_bytes("a", altered); }));
        }
    }

    TEST_CASE("a person is found by NIK without the NIK being there") {
        const auto vault = crypto::Vault::for_tests();
        const auto index = vault->blind_index("nik", "6471010708959901");
        CHECK(index.size() == 32);
        CHECK(index == vault->blind_index("nik", "6471010708959901"));
        CHECK(index != vault->blind_index("nik", "6471010708959902"));
        CHECK(index != vault->blind_index("phone", "6471010708959901"));
        CHECK(vault->tag("csrf", "m") == vault->tag("csrf", "m"));
        CHECK(vault->tag("csrf", "m") != vault->tag("link", "m"));
        Folder folder;
        CHECK(index != crypto::Vault::open(folder.keys())->blind_index("nik", "6471010708959901"));
    }

    TEST_CASE("a card's signature holds for its text and key only") {
        const auto vault = crypto::Vault::for_tests();
        const auto id = vault->card_key_id();
        CHECK(id.size() == 8);
        CHECK(id == crypto::Vault::for_tests()->card_key_id());
        for (int i = 0; i < 50; ++i) {
            const std::string message = "AK1 " + std::to_string(i);
            const auto signature = vault->sign_card(message);
            CHECK(signature.size() == 64);
            CHECK(static_cast<unsigned char>(signature[32]) < 0x80);  // low s
            CHECK(vault->verify_card(id, message, signature));
            CHECK_FALSE(vault->verify_card(id, message + " ", signature));
            CHECK_FALSE(vault->verify_card("00000000", message, signature));
            CHECK_FALSE(vault->verify_card(id, message, signature + '\0'));
            CHECK_FALSE(vault->verify_card(id, message, signature.substr(0, 63)));
        }
        CHECK_FALSE(vault->verify_card(id, "m", std::string(64, '\0')));
        CHECK_FALSE(vault->verify_card(id, "m", std::string(64, '\xff')));
    }

    TEST_CASE("the twin of a signature, with the high s, is refused") {
        const auto vault = crypto::Vault::for_tests();
        const auto signature = vault->sign_card("m");
        // n - s by hand, n being the order of P-256 (FIPS 186-4, D.1.2.3).
        const std::string n(
            "\xff\xff\xff\xff\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"
            "\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x51",
            32);
        std::string twin = signature;
        int borrow = 0;
        for (int at = 31; at >= 0; --at) {
            const auto index = static_cast<std::size_t>(at);
            int digit = static_cast<unsigned char>(n[index]) - static_cast<unsigned char>(signature[32 + index]) - borrow;
            borrow = digit < 0 ? 1 : 0;
            twin[32 + index] = static_cast<char>(digit + 256 * borrow);
        }
        CHECK(vault->verify_card(vault->card_key_id(), "m", signature));
        CHECK_FALSE(vault->verify_card(vault->card_key_id(), "m", twin));
    }

    TEST_CASE("of 10,000 altered signatures none is accepted") {
        const auto vault = crypto::Vault::for_tests();
        const std::string message = "AK1|6471|2026-03-03|123";
        const auto signature = vault->sign_card(message);
        const auto id = vault->card_key_id();
        std::mt19937 chance(1);
        int accepted = 0;
        for (int i = 0; i < 10'000; ++i) {
            auto altered = signature;
            for (auto flips = 1 + chance() % 3; flips > 0; --flips) altered[chance() % 64] ^= static_cast<char>(1 + chance() % 255);
            if (altered != signature && vault->verify_card(id, message, altered)) ++accepted;
        }
        CHECK(accepted == 0);
        // The twin: the loop does meet a verifier that says yes.
        CHECK(vault->verify_card(id, message, signature));
    }

    TEST_CASE("others can verify a card with nothing but the public key that we publish") {
        const auto vault = crypto::Vault::for_tests();
        const auto key = vault->card_keys().at(0);
        CHECK(key.active);
        CHECK(key.id == crypto::sha256_hex(key.public_spki).substr(0, 8));
        const auto signature = vault->sign_card("m");

        // DER by hand: SEQUENCE { INTEGER r, INTEGER s }.
        const auto integer = [](std::string bytes) {
            while (bytes.size() > 1 && bytes[0] == 0 && !(bytes[1] & 0x80)) bytes.erase(0, 1);
            if (bytes[0] & 0x80) bytes.insert(0, 1, '\0');
            return std::string("\x02") + static_cast<char>(bytes.size()) + bytes;
        };
        const auto body = integer(signature.substr(0, 32)) + integer(signature.substr(32));
        const auto der = std::string("\x30") + static_cast<char>(body.size()) + body;

        const auto* at = reinterpret_cast<const unsigned char*>(key.public_spki.data());
        EVP_PKEY* published = d2i_PUBKEY(nullptr, &at, static_cast<long>(key.public_spki.size()));
        REQUIRE(published);
        EVP_MD_CTX* digest = EVP_MD_CTX_new();
        CHECK(EVP_DigestVerifyInit(digest, nullptr, EVP_sha256(), nullptr, published) == 1);
        CHECK(EVP_DigestVerify(digest, reinterpret_cast<const unsigned char*>(der.data()), der.size(),
                               reinterpret_cast<const unsigned char*>("m"), 1) == 1);
        EVP_MD_CTX_free(digest);
        EVP_PKEY_free(published);
    }

    TEST_CASE("a new card key signs, the old one still verifies, also after a restart") {
        Folder folder;
        std::string old_id, old_signature, new_id;
        {
            const auto vault = crypto::Vault::open(folder.keys());
            const auto other_process = crypto::Vault::open(folder.keys());
            old_id = vault->card_key_id();
            old_signature = vault->sign_card("m");
            vault->rotate_card_key();
            new_id = vault->card_key_id();
            CHECK(new_id != old_id);
            const auto signature = vault->sign_card("m");
            CHECK(vault->verify_card(new_id, "m", signature));
            CHECK(vault->verify_card(old_id, "m", old_signature));
            CHECK_FALSE(vault->verify_card(old_id, "m", signature));
            // A server that runs meanwhile learns the key that the terminal made.
            CHECK(other_process->verify_card(new_id, "m", signature));
            CHECK(other_process->card_key_id() == new_id);
        }
        const auto vault = crypto::Vault::open(folder.keys());
        CHECK(vault->card_key_id() == new_id);
        CHECK(vault->verify_card(old_id, "m", old_signature));
        const auto keys = vault->card_keys();
        REQUIRE(keys.size() == 2);
        CHECK(keys[0].active);
        CHECK_FALSE(keys[1].active);
        CHECK(keys[1].id == old_id);
        CHECK(keys[0].since.seconds > 1'700'000'000);
    }

    TEST_CASE("keys survive a restart and only their owner can read them") {
        Folder folder;
        const std::string sealed = crypto::Vault::open(folder.keys())->seal(phone, "0812");
        CHECK(crypto::Vault::open(folder.keys())->open_sealed(phone, sealed) == "0812");
        for (const auto& entry : std::filesystem::directory_iterator(folder.keys())) {
            struct stat status {};
            REQUIRE(::stat(entry.path().c_str(), &status) == 0);
            CHECK((status.st_mode & 0777) == 0600);
        }
        struct stat status {};
        REQUIRE(::stat(folder.keys().c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0700);
        CHECK_FALSE(accepts([&] { crypto::Vault::for_tests()->open_sealed(phone, sealed); }));
    }

    TEST_CASE("a lost, broken or open key file stops the start instead of making a new key") {
        Folder folder;
        crypto::Vault::open(folder.keys());
        const auto root = folder.keys() + "/root.key";
        std::filesystem::permissions(root, std::filesystem::perms(0644));
        CHECK_THROWS_WITH(crypto::Vault::open(folder.keys()), doctest::Contains("chmod 600"));
        std::filesystem::permissions(root, std::filesystem::perms(0600));
        std::filesystem::rename(root, root + ".away");
        CHECK_THROWS_WITH(crypto::Vault::open(folder.keys()), doctest::Contains("missing"));
        std::ofstream(root) << "antarkerja root key 1\nnot hex\n";
        std::filesystem::permissions(root, std::filesystem::perms(0600));
        CHECK_THROWS_WITH(crypto::Vault::open(folder.keys()), doctest::Contains("broken"));
        std::filesystem::rename(root + ".away", root);
        std::ofstream(folder.keys() + "/card-0001.pem") << "since 1\nnothing";
        CHECK_THROWS_WITH(crypto::Vault::open(folder.keys()), doctest::Contains("broken"));
    }

    TEST_CASE("the head of the audit chain is signed apart from the cards") {
        const auto vault = crypto::Vault::for_tests();
        const auto signature = vault->sign_audit_head("office 1, row 812, hash");
        CHECK(vault->verify_audit_head("office 1, row 812, hash", signature));
        CHECK_FALSE(vault->verify_audit_head("office 1, row 813, hash", signature));
        CHECK_FALSE(vault->verify_audit_head("office 1, row 812, hash", signature.substr(1)));
    }

    TEST_CASE("passwords: only the right one, and the hash names its cost") {
        const auto seeker = crypto::hash_password("kata sandi", crypto::PasswordCost::seeker);
        CHECK(seeker.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        CHECK(crypto::verify_password("kata sandi", seeker));
        CHECK_FALSE(crypto::verify_password("kata sandi ", seeker));
        CHECK_FALSE(crypto::verify_password("", seeker));
        CHECK(crypto::hash_password("x", crypto::PasswordCost::staff).starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
        CHECK_FALSE(crypto::verify_password("x", ""));
        CHECK_FALSE(crypto::verify_password("x", "$argon2id$nonsense"));
        CHECK_FALSE(crypto::verify_password("x", std::string(500, 'a')));
    }

    TEST_CASE("eight people who log in at once are all answered") {
        const auto hash = crypto::hash_password("p", crypto::PasswordCost::seeker);
        std::vector<std::jthread> crowd;
        std::atomic<int> right{0};
        for (int i = 0; i < 8; ++i) crowd.emplace_back([&] { right += crypto::verify_password("p", hash) ? 1 : 0; });
        crowd.clear();
        CHECK(right == 8);
    }

    TEST_CASE("a code from the authenticator is good for its step and one each way") {
        // RFC 6238, appendix B, SHA-1; the last six of the eight digits.
        const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        CHECK(crypto::matching_totp_step(secret, "287082", {59}) == 1);
        CHECK(crypto::matching_totp_step(secret, "081804", {1111111109}) == 37037036);
        CHECK(crypto::matching_totp_step(secret, "081 804", {1111111109 + 30}) == 37037036);
        CHECK(crypto::matching_totp_step(secret, "081804", {1111111109 - 30}) == 37037036);
        CHECK_FALSE(crypto::matching_totp_step(secret, "081804", {1111111109 + 61}));
        CHECK_FALSE(crypto::matching_totp_step(secret, "081805", {1111111109}));
        CHECK_FALSE(crypto::matching_totp_step(secret, "", {1111111109}));
        CHECK_FALSE(crypto::matching_totp_step(secret, "07081804", {1111111109}));
        CHECK_FALSE(crypto::matching_totp_step("not base32 1", "081804", {1111111109}));
        const auto fresh = crypto::new_totp_secret();
        CHECK(fresh.size() == 32);
        CHECK(fresh != crypto::new_totp_secret());
        CHECK(crypto::totp_uri("ABC", "sari@disnaker", "AntarKerja Kab. X") ==
              "otpauth://totp/AntarKerja%20Kab.%20X:sari%40disnaker?secret=ABC&issuer=AntarKerja%20Kab.%20X"
              "&algorithm=SHA1&digits=6&period=30");
    }

    TEST_CASE("a ticket code has no character that people confuse") {
        std::set<std::string> codes;
        for (int i = 0; i < 2000; ++i) {
            const auto code = crypto::random_code(8);
            CHECK(code.size() == 8);
            CHECK(code.find_first_of("0O1ILUV") == std::string::npos);
            codes.insert(code);
        }
        CHECK(codes.size() == 2000);
        CHECK(crypto::random_token().size() == 32);
        CHECK(crypto::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        CHECK(crypto::equal_in_constant_time("abc", "abc"));
        CHECK_FALSE(crypto::equal_in_constant_time("abc", "abd"));
        CHECK_FALSE(crypto::equal_in_constant_time("abc", "abcd"));
    }
}
