#pragma once

#include <string>
#include <string_view>

#include "modules/registration/form.hpp"
#include "modules/registration/rules.hpp"
#include "platform/i18n/language.hpp"

// What people read about the register. Sentences without values are Indonesian and translated by the page.
namespace registration {

std::string_view sentence(Refusal why);  // also in actions.hpp, for other modules
std::string_view sentence(Unfit why);
std::string sentence(Language language, const Doubt& doubt);
std::string_view label(ApplicationState state);
std::string_view label(CardState state);
std::string_view sentence(Verdict verdict);
// "Tanggal lahir", for a field of the form; "education.2.year" reads like "education.year".
std::string_view field_label(std::string_view field);

// What a refusal is over HTTP; the one table for API and pages.
int status_of(Refusal why);

}  // namespace registration
