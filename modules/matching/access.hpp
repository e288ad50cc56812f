#pragma once

#include "modules/matching/model_profile.hpp"
#include "platform/context.hpp"

namespace matching {

bool is_holder(const Context& context, registration::ApplicationId application);
bool works_at(const Context& context, OfficeId office);
// Whoever typed a known NIK into a file of their own is not that person before the office has seen the KTP: such a file opens
// only the profile that was filled in with it. Staff open it by any file of the person.
bool may_open(const Context& context, const registration::Outline& file, const Profile& saved);

}  // namespace matching
