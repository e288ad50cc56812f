#pragma once

#include <vector>

#include "modules/vacancies/actions.hpp"

// For search engines.
namespace vacancies {

struct PublicAddress {
    VacancyId id;
    Instant changed_at;
};
// Of every office, newest first, as many as one sitemap may name.
std::vector<PublicAddress> public_addresses(sql::Transaction& tx, const Context& context);

}  // namespace vacancies
