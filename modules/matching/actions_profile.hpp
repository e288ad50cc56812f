#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "modules/matching/model_choice.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// One's own profile, on the phone or at the counter with a clerk's help.
namespace matching {

// The profile of the person behind this application; where there is none yet, one filled in from what they told for the
// AK-1 (version 0). For the person and for staff of the office who may see the person (then the reading is logged).
Result<Profile, FitRefusal> profile_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

// Saves `wanted` over the version that was read. Only a member of staff gives a skill another evidence than one's own word;
// what was confirmed before stays confirmed as long as skill and level stay. Consent is not touched: see set_consent.
Result<Profile, FitRefusal> save_profile(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                         const Profile& wanted);

// Why nothing can be agreed to with this file: it was withdrawn, or the register says that its holder works. Empty: it can.
std::optional<FitRefusal> obstacle_to_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

// Gives or withdraws each purpose. A withdrawal takes effect at once: slots are given back, nobody is shown. Nothing is given
// while there is an obstacle; taking back is always possible.
Result<Profile, FitRefusal> set_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                        const Consent& consent);

// The file is withdrawn: whoever looked for work with it is shown nothing, shown to nobody and told nothing. What they wrote
// stays for the day they come back.
void end_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId file);

// The profile of an application, without any right asked; for jobs and lists of this module.
std::optional<Profile> saved_profile(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

std::string_view sentence(FitRefusal why);

}  // namespace matching
