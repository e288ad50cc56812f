#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/search/model.hpp"
#include "platform/sql/sql.hpp"

namespace search::store {

// Tells one record from another to whoever keeps a copy of it; 0 until it was given.
std::int64_t search_token(sql::Transaction& tx);
void give_search_token(sql::Transaction& tx);

// False, and nothing is written, when the person has the same already or as many as there are places.
bool add(sql::Transaction& tx, const SavedSearch& saved);
std::vector<SavedSearch> saved_of(sql::Transaction& tx, registration::ApplicationId application);
std::optional<SavedSearch> find(sql::Transaction& tx, SavedSearchId id);
void set_digest(sql::Transaction& tx, SavedSearchId id, std::optional<Instant> consented_at);
void set_seen(sql::Transaction& tx, SavedSearchId id, Instant seen_at);
void remove(sql::Transaction& tx, SavedSearchId id);
void remove_all(sql::Transaction& tx, registration::ApplicationId application);
// Whose digest is wanted, by application; those after `after`.
std::vector<SavedSearch> with_digest(sql::Transaction& tx, registration::ApplicationId after, int limit);

}  // namespace search::store
