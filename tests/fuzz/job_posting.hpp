#pragma once

#include <string>
#include <string_view>

#include "modules/vacancies/model.hpp"

// What a reader of the public page may rely on in its JobPosting, whatever was typed. Asked by the test and by the fuzzer.
namespace fuzz {

// The first promise that does not hold; "" = all hold.
std::string broken_promise(std::string_view element, const vacancies::Vacancy& one, std::string_view public_url);

// A vacancy whose texts are these bytes: fields parted by NUL, in an order of their own; numbers come from the first bytes.
vacancies::Vacancy vacancy_of(std::string_view bytes);
std::string website_of(std::string_view bytes);  // of its company

}  // namespace fuzz
