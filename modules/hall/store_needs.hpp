#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/hall/model.hpp"
#include "platform/sql/sql.hpp"

namespace hall::store {

struct Profile {
    std::int64_t id{};
    std::string needs_sealed;
};
std::optional<Profile> find_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key);
void put_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key, const Profile& profile, Instant now, AccountId by);
bool drop_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key);

void put_screening(sql::Transaction& tx, const Place& place, int tenths, bool passed, Instant now);
std::optional<bool> screening_passed(sql::Transaction& tx, booking::TicketId ticket);
int wipe_screening(sql::Transaction& tx, OfficeId office, Date before);  // the values; what came of them stays

}  // namespace hall::store
