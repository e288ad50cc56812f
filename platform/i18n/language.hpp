#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"

enum class Language { indonesian, english };

// The translation of an Indonesian sentence from text/en.po; the sentence itself where there is none.
std::string_view translate(Language language, std::string_view indonesian);

// Marks a sentence that is translated later, where the reader is known. Extracted like Context::t.
constexpr std::string_view msg(std::string_view indonesian) { return indonesian; }

// Puts values into the {names} of a sentence.
std::string fill(std::string_view sentence, std::initializer_list<std::pair<std::string_view, std::string>> values);

std::string_view code(Language language);  // "id", "en"

// "Rabu, 25 November 2026" / "Wednesday, 25 November 2026"
std::string long_date(Language language, Date date);
std::string short_date(Language language, Date date);            // "25 Nov 2026"
std::string day_and_date(Language language, Date date);          // "Rab, 25 Nov"
std::string clock(TimeOfDay time);                               // "19.00"
std::string date_and_clock(Language language, LocalTime local);  // "Rabu, 25 November 2026, 19.00 WITA"
std::string weekday_name(Language language, int weekday);        // 1 = Senin
std::string month_name(Language language, int month);
std::string number(std::int64_t value);  // "3.500.000"
std::string rupiah(std::int64_t value);  // "Rp 3.500.000"; no line ends within it
