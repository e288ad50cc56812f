#include "platform/testing/testing.hpp"

#include <stdexcept>

#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"
#include "platform/testing/scratch.hpp"

namespace test {
namespace {

// "2026-03-03T01:00:00Z"
Instant parse(std::string_view utc) {
    const auto date = Date::parse(utc.substr(0, 10));
    const auto time = date && utc.size() == 20 ? TimeOfDay::parse(utc.substr(11, 5)) : std::nullopt;
    if (!time) throw std::invalid_argument("no UTC time: " + std::string(utc));
    const int seconds = (utc[17] - '0') * 10 + (utc[18] - '0');
    return {std::int64_t{date->days} * 86400 + time->minutes * 60 + seconds};
}

}  // namespace

struct House::Inside {
    Inside(sql::Engine engine, std::string_view now_utc)
        : database(engine),
          vault(crypto::Vault::for_tests()),
          files(files::Store::in_memory(*vault)),
          platform{.database = *database, .vault = *vault, .files = *files, .public_url = "http://127.0.0.1:8080", .limits = false},
          now(parse(now_utc)) {}

    Context context(Actor actor) const {
        return {.platform = platform, .actor = std::move(actor), .now = now, .request_id = "test", .address = "127.0.0.1"};
    }

    ScratchDatabase database;
    std::unique_ptr<crypto::Vault> vault;
    std::unique_ptr<files::Store> files;
    Platform platform;
    Instant now;
};

House::House(sql::Engine engine, std::string_view now_utc) : inside_(std::make_unique<Inside>(engine, now_utc)) {}
House::~House() = default;

const Platform& House::platform() const { return inside_->platform; }
void House::set_now(std::string_view utc) { inside_->now = parse(utc); }
Instant House::now() const { return inside_->now; }

Context House::anonymous() const { return inside_->context({}); }
Context House::system() const { return inside_->context({.kind = ActorKind::system}); }

Context House::staff(AccountId account, OfficeId office, PermissionSet permissions) const {
    return inside_->context({.kind = ActorKind::staff,
                             .account = account,
                             .office = office,
                             .name = "Petugas Uji",
                             .permissions = permissions,
                             .session_key = "test-session"});
}

}  // namespace test
