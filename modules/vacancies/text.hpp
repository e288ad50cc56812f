#pragma once

#include <string>
#include <string_view>

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/model_change.hpp"
#include "platform/i18n/language.hpp"

// What people read about vacancies. Sentences without values are Indonesian and translated by the page.
namespace vacancies {

std::string_view sentence(Unfit why);
// "Upah sebulan", for a field of form.hpp; a reason reads "Alasan: usia".
std::string_view field_label(std::string_view field);
std::string field_words(const Context& context, std::string_view field);
std::string field_words(Language language, std::string_view field);
std::string_view label_of_accommodation(std::string_view code);
std::string_view sentence_of_hold(std::string_view held_because);
// A value of a form's field as people read it: the codes of lists become their labels.
std::string value_words(Language language, std::string_view field, const std::string& value);
std::string_view label(ChangeState state);
std::string experience_words(Language language, int months);

}  // namespace vacancies
