#pragma once

#include <string>
#include <vector>

#include "modules/search/form.hpp"
#include "platform/context.hpp"
#include "platform/html/html.hpp"
#include "platform/sql/sql.hpp"

// Distance on the page of the search: where it is measured from, what can be chosen.
namespace search {

// The district in which the reader lives, where their file is open; "" = not known.
std::string own_district(const Context& context);
std::string own_district(sql::Transaction& tx, const Context& context);

// What is measured from: the place that is searched, or else the reader's own district. May be "".
std::string centre_of(const SearchForm& form, const std::string& own_district);

// How many lie within each of distances_offered of the centre, all other filters as they are: exact, 0 included.
std::vector<std::size_t> counts_within(const SearchIndex& index, const SearchQuestion& question, const std::string& centre);

void write_distance_field(Markup& out, const Context& context, const SearchForm& form, const std::string& own_district,
                          const std::string& typed, const std::string& error);
// What the distances on the page mean, and the other order; nothing without a centre.
void write_distance_note(Markup& out, const Context& context, const SearchForm& form, const std::string& centre);

}  // namespace search
