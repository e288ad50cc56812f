#pragma once

#include "platform/context.hpp"

namespace vacancies {
// What has passed its last day closes at the office's midnight.
void close_over(Context& context);
// Work abroad pauses when its company's permission is over.
void follow_licences(Context& context);
// Companies hear of vacancies that end soon.
void remind_companies(Context& context);
}  // namespace vacancies
