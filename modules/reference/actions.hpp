#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/nik.hpp"
#include "modules/reference/calendar.hpp"
#include "modules/reference/model.hpp"

// What other modules may ask of the lists. They are built into the program: no transaction, no office. Each
// list is read at its first use and shared by all threads afterwards.
namespace reference {

// --- areas: the Kemendagri list ---
std::optional<Area> find_area(std::string_view code);
std::vector<Area> children(std::string_view code);  // "" gives the provinces
// "Gunung Sari Ilir, Balikpapan Tengah, Kota Balikpapan, Kalimantan Timur"; "" for an unknown code.
std::string full_name(std::string_view code);
// "64.71.01.1001" is in "64.71" and in itself.
bool is_within(std::string_view code, std::string_view ancestor);
// Villages by the beginnings of words of their own and their district's, regency's or province's name, in any
// order, best first. What follows a comma is looked for above the village only. `regency`: a code, or "" for
// the whole country.
std::vector<Area> find_villages(std::string_view query, std::string_view regency, std::size_t limit);
// Provinces, regencies, districts and villages by the same beginnings of words, wider ones first among equals.
std::vector<Area> find_places(std::string_view query, std::size_t limit);
// All areas that are called so, whatever the case of letters; in order of code.
std::vector<Area> areas_called(std::string_view name);
// For a regency ("91.01") or province ("54") code, or any code below it.
std::optional<RetiredArea> find_retired(std::string_view code);

// --- occupations: KBJI 2014 ---
std::optional<Occupation> find_occupation(std::string_view code);
// Unit groups for what a person calls their work, best first: words in any order, unfinished words, small
// typing errors, everyday names ("sopir", "SPG"), Indonesian and English.
std::vector<Occupation> find_occupations(std::string_view query, std::size_t limit);

// --- education ---
const std::vector<EducationLevel>& education_levels();
const EducationLevel* find_education_level(std::string_view code);

// --- holidays: the joint decrees of three ministers, shipped ---
const std::vector<Holiday>& national_holidays();

// --- NIK against what a person says; missing facts are not judged ---
std::vector<NikDoubt> nik_advice(const Nik& nik, std::optional<Date> birth_date, std::optional<Sex> sex);

}  // namespace reference
