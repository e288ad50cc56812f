#pragma once

#include <string>

#include "modules/employers/actions_compliance.hpp"
#include "modules/office/model.hpp"
#include "platform/html/html.hpp"

// What the company and the officer read in the same words.
namespace employers {

// Facts with their basis; no judgement.
void write_compliance(Markup& out, const Context& context, const Compliance& compliance, const office::Office& office);
// What the company was asked, what it answered, what was sent.
void write_question(Markup& out, const Context& context, const Warning& warning);
std::string level_words(int level);  // "I"
std::string source_words(const Context& context, const Signal& signal);

}  // namespace employers
