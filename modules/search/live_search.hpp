#pragma once

#include <memory>

#include "modules/search/index.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/context.hpp"

// The published vacancies of the record, ready to be searched. Each process has a copy and follows the record's
// revisions, so any number of processes give the same answers.
namespace search {

// As the record stands: what a commit changed is found by the next question, in the process that wrote and, from a few
// milliseconds later, in all that hear_changes; within a second in any other. Whoever holds it searches in peace while the
// next one is made.
std::shared_ptr<const SearchIndex> live_search(const Context& context);

// Once, before the server runs: from now on the commits of every server on this database are heard.
void hear_changes(sql::Database& database);

// What is searched and shown of a vacancy; `zone`: of its office, whose day it ends with.
Entry entry_of(const vacancies::Vacancy& vacancy, Zone zone);
bool is_found(const vacancies::Vacancy& vacancy);

// For measurements: this one is searched from now on, whatever the record says.
void search_only(std::shared_ptr<const SearchIndex> index);

}  // namespace search
