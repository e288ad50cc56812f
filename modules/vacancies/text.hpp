#pragma once

#include <string>
#include <string_view>

#include "modules/vacancies/actions.hpp"

// What people read about vacancies. Sentences without values are Indonesian and translated by the page.
namespace vacancies {

std::string_view sentence(Unfit why);
// "Upah sebulan", for a field of form.hpp; a reason reads "Alasan: usia".
std::string_view field_label(std::string_view field);
std::string field_words(const Context& context, std::string_view field);
std::string_view label_of_accommodation(std::string_view code);
std::string_view sentence_of_hold(std::string_view held_because);
std::string experience_words(const Context& context, int months);

}  // namespace vacancies
