#pragma once

#include <string>

#include "modules/search/form.hpp"
#include "platform/context.hpp"

// What people read about distances.
namespace search {

// "± 12 km"; "kira-kira 25 km" where one end is known by its regency only; "" = not known.
std::string distance_words(const Context& context, reference::Distance distance);
// Of one vacancy in a table of distances; not known without a table.
reference::Distance distance_of(const reference::Distances* near, const Segment& segment, Segment::Position at);
std::string sentence(const Context& context, const SearchFault& fault);
// The same code in an answer of the API.
std::string_view code(SearchFault::Why why);

}  // namespace search
