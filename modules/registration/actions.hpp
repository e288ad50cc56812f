#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

// What booking and the program's edge may ask of the register. The verbs of the seeker, the counter and the card stand
// in actions_*.hpp of this module.
namespace registration {

// The applicant whose token (Bearer, or the cookie of an opened file) came with this request; anonymous otherwise.
Actor resolve_applicant(const http::Request& request, const Platform& platform, Instant now);

std::optional<Application> find_application(sql::Transaction& tx, const Context& context, ApplicationId id);
std::optional<Application> find_application_by_code(sql::Transaction& tx, const Context& context, std::string_view code);

// One indexed read, nothing decrypted.
std::optional<Outline> find_outline(sql::Transaction& tx, ApplicationId id);

struct Made {
    ApplicationId id;
    std::string token;  // opens this application only; told once, kept as a hash
    std::vector<Warning> warnings;
};
// A complete application in one step: API, counter, school, demonstration. Gives the same answer for a NIK that is
// already known: what follows happens at the counter against the KTP.
Result<Made, Refusal> submit_application(sql::Transaction& tx, const Context& context, OfficeId office, Channel channel,
                                         const Answers& answers);

// A clerk saw the person and the KTP today. Idempotent on one day.
Result<Done, Refusal> mark_present(sql::Transaction& tx, const Context& context, ApplicationId id);

struct Decided {
    CardId card;
    std::string number;
};
// Allocates the number and creates the card row in the same transaction; without a check-in: not_checked_in.
Result<Decided, Refusal> approve(sql::Transaction& tx, const Context& context, ApplicationId id, std::optional<int> if_version);
Result<Done, Refusal> ask_for_correction(sql::Transaction& tx, const Context& context, ApplicationId id, const std::vector<Mark>& marks,
                                         std::optional<int> if_version);
Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view reason_code,
                             std::string_view note, std::optional<int> if_version);

std::string_view sentence(Refusal why);

// Announced topic: "application:ID" when a live page about it should look again.
// Published events (subject: application id): registration.approved, registration.refused, registration.correction_asked,
// registration.withdrawn, registration.card_handed_over; registration.card_revoked (subject: card id).

}  // namespace registration
