#include "platform/crypto/vault.hpp"

#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/durable_file.hpp"

namespace crypto {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t key_id_bytes = 4;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
using Key = std::array<unsigned char, key_bytes>;

void ready() {
    static const bool done = [] {
        if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
        return true;
    }();
    (void)done;
}

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
std::string_view view(const unsigned char* bytes, std::size_t count) { return {reinterpret_cast<const char*>(bytes), count}; }

Key keyed_hash(const Key& key, std::string_view message) {
    Key out;
    crypto_generichash(out.data(), out.size(), raw(message), message.size(), key.data(), key.size());
    return out;
}

// Each use has its own key, so that what one leaks or lets an outsider ask for says nothing about another.
Key derive(const Key& root, std::string_view purpose) { return keyed_hash(root, "antarkerja/1/" + std::string(purpose)); }

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* one) const {
        free(one);
    }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using NumberContext = std::unique_ptr<BN_CTX, Freed<BN_CTX_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

template <class T>
T checked(T pointer) {
    if (!pointer) throw std::runtime_error("OpenSSL failed");
    return pointer;
}
void check(int answer) {
    if (answer != 1) throw std::runtime_error("OpenSSL failed");
}

struct Curve {
    Number order;
    Number half;  // s above this has a twin below it: only the lower one is a signature for us
};
const Curve& curve() {
    static const Curve one = [] {
        const Group group{checked(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1))};
        Curve made;
        made.order.reset(checked(BN_dup(EC_GROUP_get0_order(group.get()))));
        made.half.reset(checked(BN_new()));
        check(BN_rshift1(made.half.get(), made.order.get()));
        return made;
    }();
    return one;
}

struct SigningKey {
    PrivateKey key;
    std::string id;
    std::string spki;
    Instant since;
};

SigningKey signing_key(PrivateKey key, Instant since) {
    SigningKey made{std::move(key), {}, {}, since};
    unsigned char* der = nullptr;
    const int length = i2d_PUBKEY(made.key.get(), &der);
    if (length <= 0) throw std::runtime_error("OpenSSL failed");
    made.spki.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    made.id = text::hex(sha256(made.spki).substr(0, key_id_bytes));
    return made;
}

// A key from a number, for tests that must see the same key every time.
PrivateKey key_of_scalar(const Key& scalar) {
    const Group group{checked(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1))};
    const Number secret{checked(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr))};
    const Point point{checked(EC_POINT_new(group.get()))};
    check(EC_POINT_mul(group.get(), point.get(), secret.get(), nullptr, nullptr, nullptr));
    std::array<unsigned char, 65> encoded;
    if (EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(), encoded.size(), nullptr) !=
        encoded.size())
        throw std::runtime_error("OpenSSL failed");
    const Builder builder{checked(OSSL_PARAM_BLD_new())};
    check(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0));
    check(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get()));
    check(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()));
    const Parameters parameters{checked(OSSL_PARAM_BLD_to_param(builder.get()))};
    const KeyContext context{checked(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr))};
    check(EVP_PKEY_fromdata_init(context.get()));
    EVP_PKEY* key = nullptr;
    check(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()));
    return PrivateKey{key};
}

// Only the owner may read a key; a group-readable one is refused rather than repaired, because it may be known already.
std::optional<std::string> read_key_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) return {};
        throw std::runtime_error("cannot read key " + path + ": " + std::strerror(errno));
    }
    struct stat status {};
    std::string text(8192, '\0');
    const bool known = ::fstat(file, &status) == 0;
    const auto length = ::read(file, text.data(), text.size());
    ::close(file);
    if (!known || length < 0) throw std::runtime_error("cannot read key " + path);
    if (status.st_mode & 077) throw std::runtime_error("key " + path + " can be read by other users: chmod 600 it");
    text.resize(static_cast<std::size_t>(length));
    return text;
}

constexpr std::string_view root_heading = "antarkerja root key 1\n";

Key parse_root(const std::string& text, const std::string& path) {
    Key key;
    std::size_t length = 0;
    if (text.size() != root_heading.size() + 2 * key_bytes + 1 || !text.starts_with(root_heading) ||
        sodium_hex2bin(key.data(), key.size(), text.data() + root_heading.size(), 2 * key_bytes, nullptr, &length, nullptr) != 0 ||
        length != key_bytes)
        throw std::runtime_error("key " + path + " is broken: restore it from the backup of the keys");
    return key;
}

std::string card_path(const std::string& directory, std::size_t number) {
    std::array<char, 24> name;
    std::snprintf(name.data(), name.size(), "/card-%04zu.pem", number);
    return directory + name.data();
}

// The line before the PEM block; every reader of PEM skips it.
constexpr std::string_view since_mark = "since ";

SigningKey parse_card_key(const std::string& text, const std::string& path) {
    Instant since;
    const auto line_end = text.find('\n');
    bool fine = text.starts_with(since_mark) && line_end != std::string::npos;
    if (fine) {
        const char* end = text.data() + line_end;
        const auto [last, error] = std::from_chars(text.data() + since_mark.size(), end, since.seconds);
        fine = error == std::errc{} && last == end;
    }
    const Memory memory{checked(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())))};
    PrivateKey key{PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr)};
    std::array<char, 32> group{};
    if (!fine || !key || EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) != 1 ||
        std::string_view(group.data()) != "prime256v1")
        throw std::runtime_error("key " + path + " is broken: restore it from the backup of the keys");
    return signing_key(std::move(key), since);
}

std::string new_card_key_text() {
    const PrivateKey key{checked(EVP_EC_gen("prime256v1"))};
    const Memory memory{checked(BIO_new(BIO_s_secmem()))};
    check(PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr));
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return std::string(since_mark) + std::to_string(wall_clock::now().seconds) + "\n" + std::string(data, static_cast<std::size_t>(length));
}

}  // namespace

struct Vault::Keys {
    Key root{};
    Key field{};
    Key file{};
    std::string field_id;  // of the root: tells "another installation's key" from "altered"
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> audit_secret{};
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> audit_public{};

    std::string directory;  // empty: nothing is written
    mutable std::shared_mutex card_lock;
    mutable std::vector<SigningKey> card;  // oldest first

    explicit Keys(const Key& root_key) : root(root_key), field(derive(root, "field")), file(derive(root, "file")) {
        const Key id = derive(root, "id");
        field_id = text::hex(view(id.data(), key_id_bytes));
        const Key seed = derive(root, "audit head");
        crypto_sign_seed_keypair(audit_public.data(), audit_secret.data(), seed.data());
    }
    ~Keys() {
        sodium_memzero(root.data(), root.size());
        sodium_memzero(field.data(), field.size());
        sodium_memzero(file.data(), file.size());
        sodium_memzero(audit_secret.data(), audit_secret.size());
    }

    // Keys that another process (`rotate-key` on the terminal) has made since. Costs one look at the folder.
    void read_new_card_keys() const {
        if (directory.empty()) return;
        std::size_t known;
        {
            const std::shared_lock lock(card_lock);
            known = card.size();
        }
        if (::access(card_path(directory, known + 1).c_str(), F_OK) != 0) return;
        const std::unique_lock lock(card_lock);
        for (;;) {
            const std::string path = card_path(directory, card.size() + 1);
            const auto text = read_key_file(path);
            if (!text) return;
            card.push_back(parse_card_key(*text, path));
        }
    }

    void add_card_key() {
        if (directory.empty()) {
            const std::unique_lock lock(card_lock);
            const auto number = static_cast<std::int64_t>(card.size());
            card.push_back(signing_key(key_of_scalar(derive(root, "card " + std::to_string(number))), {number}));
            return;
        }
        std::size_t number;
        {
            const std::shared_lock lock(card_lock);
            number = card.size() + 1;
        }
        // When somebody else was quicker, theirs is the new key.
        durable::write_file(card_path(directory, number), new_card_key_text(), durable::Existing::keep);
        read_new_card_keys();
    }

    std::string seal(const Key& key, std::string_view associated, std::string_view plain) const {
        std::string out(nonce_bytes + plain.size() + tag_bytes, '\0');
        randombytes_buf(out.data(), nonce_bytes);
        crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + nonce_bytes, nullptr, raw(plain), plain.size(), raw(associated),
                                                   associated.size(), nullptr, raw(out), key.data());
        return out;
    }

    std::optional<std::string> open(const Key& key, std::string_view associated, std::string_view sealed) const {
        if (sealed.size() < nonce_bytes + tag_bytes) return {};
        const auto body = sealed.substr(nonce_bytes);
        std::string plain(body.size() - tag_bytes, '\0');
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(body), body.size(), raw(associated),
                                                       associated.size(), raw(sealed), key.data()) != 0)
            return {};
        return plain;
    }

    std::string field_associated(FieldPlace place) const {
        std::string associated = field_id + '\n';
        associated += place.table_column;
        return associated + '\n' + std::to_string(place.row);
    }
    std::string file_associated(std::string_view name) const {
        std::string text = field_id + '\n';
        text += name;
        return text;
    }
};

Vault::Vault(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Vault::~Vault() = default;

std::unique_ptr<Vault> Vault::open(const std::string& directory) {
    ready();
    durable::make_folder(directory);
    const std::string root_path = directory + "/root.key";
    auto content = read_key_file(root_path);
    if (!content) {
        // A folder with card keys had a root key once: a new one would make every sealed value unreadable for good.
        if (::access(card_path(directory, 1).c_str(), F_OK) == 0)
            throw std::runtime_error("key " + root_path + " is missing: restore it from the backup of the keys");
        durable::write_file(root_path, std::string(root_heading) + text::hex(random_bytes(key_bytes)) + "\n", durable::Existing::keep);
        content = read_key_file(root_path);
        if (!content) throw std::runtime_error("cannot read key " + root_path);
    }
    auto keys = std::make_unique<Keys>(parse_root(*content, root_path));
    keys->directory = directory;
    keys->read_new_card_keys();
    if (keys->card.empty()) keys->add_card_key();
    if (keys->card.empty()) throw std::runtime_error("cannot make the first card key in " + directory);
    return std::unique_ptr<Vault>(new Vault(std::move(keys)));
}

std::unique_ptr<Vault> Vault::for_tests() {
    ready();
    Key root;
    root.fill(7);
    auto keys = std::make_unique<Keys>(root);
    keys->add_card_key();
    return std::unique_ptr<Vault>(new Vault(std::move(keys)));
}

std::string Vault::seal(FieldPlace place, std::string_view plain) const {
    if (plain.empty()) return {};
    return keys_->field_id + "." + text::base64url(keys_->seal(keys_->field, keys_->field_associated(place), plain));
}

std::string Vault::open_sealed(FieldPlace place, std::string_view sealed) const {
    if (sealed.empty()) return {};
    const auto where = std::string(place.table_column) + ", row " + std::to_string(place.row);
    const auto& id = keys_->field_id;
    if (sealed.size() <= id.size() || sealed[id.size()] != '.') throw std::runtime_error("a sealed value is broken: " + where);
    if (!sealed.starts_with(id)) throw std::runtime_error("a value was sealed with another root key: " + where);
    const auto bytes = text::from_base64url(sealed.substr(id.size() + 1));
    auto plain = bytes ? keys_->open(keys_->field, keys_->field_associated(place), *bytes) : std::nullopt;
    if (!plain) throw std::runtime_error("a sealed value was altered or moved: " + where);
    return std::move(*plain);
}

std::string Vault::seal_bytes(std::string_view name, std::string_view plain) const {
    return keys_->field_id + keys_->seal(keys_->file, keys_->file_associated(name), plain);
}

std::string Vault::open_bytes(std::string_view name, std::string_view sealed) const {
    const auto& id = keys_->field_id;
    if (!sealed.starts_with(id)) throw std::runtime_error("a file was sealed with another root key");
    auto plain = keys_->open(keys_->file, keys_->file_associated(name), sealed.substr(id.size()));
    if (!plain) throw std::runtime_error("a sealed file was altered or moved");
    return std::move(*plain);
}

std::string Vault::blind_index(std::string_view purpose, std::string_view value) const {
    const Key hash = keyed_hash(derive(keys_->root, "index/" + std::string(purpose)), value);
    return text::hex(view(hash.data(), 16));
}

std::string Vault::tag(std::string_view purpose, std::string_view message) const {
    const Key hash = keyed_hash(derive(keys_->root, "tag/" + std::string(purpose)), message);
    return text::base64url(view(hash.data(), 24));
}

std::string Vault::sign_card(std::string_view message) const {
    keys_->read_new_card_keys();
    const std::shared_lock lock(keys_->card_lock);
    EVP_PKEY* key = keys_->card.back().key.get();
    const Digest digest{checked(EVP_MD_CTX_new())};
    check(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key));
    std::array<unsigned char, 80> der;
    std::size_t length = der.size();
    check(EVP_DigestSign(digest.get(), der.data(), &length, raw(message), message.size()));
    const unsigned char* at = der.data();
    const Signature signature{checked(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length)))};
    Number s{checked(BN_dup(ECDSA_SIG_get0_s(signature.get())))};
    if (BN_cmp(s.get(), curve().half.get()) > 0) check(BN_sub(s.get(), curve().order.get(), s.get()));
    std::string out(64, '\0');
    if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw(out), 32) != 32 || BN_bn2binpad(s.get(), raw(out) + 32, 32) != 32)
        throw std::runtime_error("OpenSSL failed");
    return out;
}

bool Vault::verify_card(std::string_view key_id, std::string_view message, std::string_view signature) const {
    if (signature.size() != 64 || key_id.size() != 2 * key_id_bytes) return false;
    Number r{checked(BN_bin2bn(raw(signature), 32, nullptr))};
    Number s{checked(BN_bin2bn(raw(signature) + 32, 32, nullptr))};
    if (BN_is_zero(r.get()) || BN_is_zero(s.get()) || BN_cmp(r.get(), curve().order.get()) >= 0 || BN_cmp(s.get(), curve().half.get()) > 0)
        return false;

    keys_->read_new_card_keys();
    const std::shared_lock lock(keys_->card_lock);
    EVP_PKEY* key = nullptr;
    for (const auto& one : keys_->card)
        if (one.id == key_id) key = one.key.get();
    if (!key) return false;

    const Signature parts{checked(ECDSA_SIG_new())};
    check(ECDSA_SIG_set0(parts.get(), r.get(), s.get()));
    r.release();
    s.release();
    std::array<unsigned char, 80> der;
    unsigned char* at = der.data();
    const int length = i2d_ECDSA_SIG(parts.get(), &at);
    if (length <= 0) return false;
    const Digest digest{checked(EVP_MD_CTX_new())};
    check(EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key));
    return EVP_DigestVerify(digest.get(), der.data(), static_cast<std::size_t>(length), raw(message), message.size()) == 1;
}

std::string Vault::card_key_id() const {
    keys_->read_new_card_keys();
    const std::shared_lock lock(keys_->card_lock);
    return keys_->card.back().id;
}

std::vector<Vault::CardKey> Vault::card_keys() const {
    keys_->read_new_card_keys();
    const std::shared_lock lock(keys_->card_lock);
    std::vector<CardKey> list;
    for (auto one = keys_->card.rbegin(); one != keys_->card.rend(); ++one) list.push_back({one->id, one->spki, list.empty(), one->since});
    return list;
}

void Vault::rotate_card_key() {
    keys_->read_new_card_keys();
    keys_->add_card_key();
}

std::string Vault::sign_audit_head(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(raw(signature), nullptr, raw(message), message.size(), keys_->audit_secret.data());
    return signature;
}

bool Vault::verify_audit_head(std::string_view message, std::string_view signature) const {
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(raw(signature), raw(message), message.size(), keys_->audit_public.data()) == 0;
}

std::string sha256(std::string_view bytes) {
    // OpenSSL's: it uses the processor's own instructions, libsodium's does not. Looked up once: SHA256() would search
    // for it anew for each text, which takes longer than a short text does.
    static const std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> method(checked(EVP_MD_fetch(nullptr, "SHA256", nullptr)));
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    check(EVP_Digest(bytes.data(), bytes.size(), raw(hash), nullptr, method.get(), nullptr));
    return hash;
}

std::string sha256_hex(std::string_view bytes) { return text::hex(sha256(bytes)); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
    ready();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token() { return text::base64url(random_bytes(24)); }

std::string random_code(int length) {
    ready();
    static constexpr std::string_view alphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ";
    std::string code;
    for (int i = 0; i < length; ++i) code += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return code;
}

}  // namespace crypto
