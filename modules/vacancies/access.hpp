#pragma once

#include "modules/vacancies/model.hpp"
#include "platform/context.hpp"

namespace vacancies {

// The office's own people who look at vacancies; the program itself (import, demonstration).
bool reviews(const Context& context, OfficeId office);
// An account of a company; which one is the register's to say.
bool is_company(const Context& context);

}  // namespace vacancies
