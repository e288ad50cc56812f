#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/matching/model_profile.hpp"
#include "platform/sql/sql.hpp"

namespace crypto {
class Vault;
}

namespace matching::store {

std::optional<Profile> find_profile(sql::Transaction& tx, const crypto::Vault& vault, ProfileId id);
std::optional<Profile> find_profile(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, std::string_view person_key);
// False: somebody saved a version of the same number before, or there is one already.
bool save_profile(sql::Transaction& tx, const crypto::Vault& vault, Profile& profile, Instant now);
// All of it at once, whatever version was saved meanwhile. False: there was none, or the profile speaks for another file now.
bool end_consent(sql::Transaction& tx, Profile& profile, Instant now);
// Of every office, in order of revision.
std::vector<Profile> profiles_changed_after(sql::Transaction& tx, const crypto::Vault& vault, std::int64_t revision, int limit);

// Tells one database from another; 0 before the first profile or batch was written.
struct State {
    std::int64_t token{};
    std::int64_t profile_revision{};
};
State state(sql::Transaction& tx);
void begin_state(sql::Transaction& tx);

// As it stood; the words that `matching_profile_then` keeps.
void keep_profile(sql::Transaction& tx, const crypto::Vault& vault, const Profile& profile);
std::optional<Profile> profile_then(sql::Transaction& tx, const crypto::Vault& vault, ProfileId id, int version);

}  // namespace matching::store
