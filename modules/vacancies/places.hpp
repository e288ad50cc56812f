#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/reference/model.hpp"

// From a place as people write it ("KAB. SLEMAN", "Cikarang, Bekasi", "Jakarta Raya") to its Kemendagri code.
namespace vacancies {

// Of a district, a regency, or a province where no more is told; "" when it is not certain. A bare name that a city and a regency
// share means the city; a district's name counts when only one is called so, or when it lies near `regency`.
std::string find_place(std::string_view written, std::string_view regency);
// The name beside the code must not contradict it: other lists use the same digits for other places.
std::string find_place_by_code(std::string_view digits, std::string_view written, std::string_view regency);
// Regencies and districts by the beginnings of their words, for a typeahead; those near `regency` first.
std::vector<reference::Area> places_like(std::string_view query, std::string_view regency, std::size_t limit);

}  // namespace vacancies
