#pragma once

#include "platform/context.hpp"

namespace search {

// Every second: the copy of the vacancies follows the record, so that no reader waits for it.
void follow_vacancies(Context& context);
// Every hour, by day: what is new in the searches whose holders want to know.
void tell_new_vacancies(Context& context);

}  // namespace search
