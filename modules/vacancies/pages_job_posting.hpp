#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "modules/employers/model.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/html/html.hpp"

// A vacancy as schema.org's JobPosting, for search engines. Pure: whatever was typed, it is valid JSON and cannot end its element.
namespace vacancies {

Markup job_posting(std::string_view public_url, const Vacancy& one, const std::optional<employers::PublicEmployer>& employer, Zone zone);

}  // namespace vacancies
