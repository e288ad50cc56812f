#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/actions.hpp"
#include "modules/registration/model_school.hpp"

// Applications that a school hands in for its graduates. The school vouches for the diploma and for nothing else: who the
// person is, the KTP says at the counter, where they appear and sign themselves.
namespace registration {

struct HandedIn {
    ApplicationId id;
    std::string code;
};
// Submitted, channel school. The same answer for a NIK that is already known.
Result<HandedIn, Refusal> submit_for_school(sql::Transaction& tx, const Context& context, OfficeId office, const Answers& answers,
                                            const Vouching& vouching);
// The school corrects what it handed in, while nobody else has touched the file; wrong_state afterwards.
Result<Done, Refusal> correct_for_school(sql::Transaction& tx, const Context& context, ApplicationId id, const Answers& answers);

// Who vouches for this person's diploma; for the counter.
std::optional<Vouching> vouching_of(sql::Transaction& tx, ApplicationId id);

std::vector<SchoolFile> files_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school);

// Active cards made from what this school handed in, from the day on which people are first reminded until they lapse;
// the oldest due date first. A card renewed by its holder is no longer the school's to report.
std::vector<DueReport> reports_due_of_school(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t school);

}  // namespace registration
