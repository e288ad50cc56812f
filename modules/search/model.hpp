#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/registration/model.hpp"

namespace search {

using SavedSearchId = Id<struct SavedSearchTag>;

// A search that somebody wants to come back to. Without signing in, the address of the search does the same.
struct SavedSearch {
    SavedSearchId id;
    OfficeId office;
    registration::ApplicationId application;
    std::string address;                  // "?q=las&place=64.71", as search_form.hpp writes it
    std::optional<Instant> digest_since;  // consent to be told of new ones (UU 27/2022 art. 20 par. (2) a); none = not told
    Instant made_at;
    Instant seen_at;  // vacancies published later are new
};

inline constexpr int saved_searches_max = 10;

enum class SearchRefusal { too_many, already_saved, nothing_asked, no_such_search, file_withdrawn };

}  // namespace search
