#pragma once

#include "modules/matching/model_profile.hpp"
#include "modules/registration/model.hpp"

// A profile's beginnings and its limits. Pure.
namespace matching {

// From what a person told for the AK-1; nothing that could tell sex, religion or marital status is carried over.
Profile profile_from(const registration::Application& application, Date today);
// Too many, too long, not in a list: what no form of ours sends.
bool is_fit(const Profile& profile);
// One's own word cannot confirm a skill: keeps the evidence of a skill that stands as it was confirmed, otherwise `self`.
void keep_evidence(Profile& wanted, const Profile& before);

}  // namespace matching
