#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/search/form.hpp"
#include "modules/search/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Searches that somebody comes back to. Only the holder of the application reaches them.
namespace search {

std::string_view sentence(SearchRefusal why);

enum class Digest { wanted, not_wanted };
Result<SavedSearchId, SearchRefusal> save_search(sql::Transaction& tx, const Context& context, const SearchForm& form, Digest digest);
// Not with a file that was withdrawn: nothing is kept and told with it.
bool keeps_searches(sql::Transaction& tx, const Context& context);
std::vector<SavedSearch> own_searches(sql::Transaction& tx, const Context& context);
Result<Done, SearchRefusal> change_digest(sql::Transaction& tx, const Context& context, SavedSearchId id, Digest digest);
Result<Done, SearchRefusal> mark_seen(sql::Transaction& tx, const Context& context, SavedSearchId id);
Result<Done, SearchRefusal> forget_search(sql::Transaction& tx, const Context& context, SavedSearchId id);
// Of a file that its owner took back: nothing is looked for and told any more.
void forget_searches(sql::Transaction& tx, const Context& context, registration::ApplicationId file);

// How many were published for this search since the holder last looked, and the best of them.
Found new_ones(const SearchIndex& index, const SavedSearch& saved, Instant now, std::size_t limit);

// One message a day and person about what is new in the searches whose digest is wanted. Gives how many were queued.
int queue_digests(sql::Transaction& tx, const Context& context, const SearchIndex& index);

}  // namespace search
