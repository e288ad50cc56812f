#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/model.hpp"
#include "modules/registration/papers.hpp"
#include "platform/context.hpp"

// How the office, its signatory and a day read on paper. Papers are Indonesian, whatever language a screen speaks.
namespace registration {

std::string day_words(Date day);                                    // "3 Maret 2026"
std::string place_and_day(const office::Office& office, Date day);  // "Balikpapan, 3 Maret 2026"
// "Plt. …", "a.n. …" and the title itself, one a line.
std::vector<std::string> title_lines(const office::Signatory& signatory);
Letterhead letterhead_of(const Context& context, const office::Office& office);  // reads the emblem's file
std::string full_address(const Answers& answers);
std::string sex_word(std::optional<Sex> sex);
std::string birth_words(const Answers& answers);
std::string level_word(std::string_view level);

}  // namespace registration
