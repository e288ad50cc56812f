#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "modules/hall/model.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a person needs in the hall: recorded once, with consent, on the person's file; never why.
// UU 27/2022 ps. 4 ayat (2) counts health data among the specific ones: we keep the need, not the diagnosis.
namespace hall {

// Of the person behind this application; sealed in the record. Empty needs withdraw the profile. Before the office has seen the
// KTP a holder's file speaks for itself alone, whatever NIK was typed into it; staff record and read for the person.
Result<Done, Refusal> record_needs(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                   const std::vector<Need>& needs, bool consented);
std::vector<Need> needs_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application);
// Of whoever holds this number, also before arrival: what was said for today, otherwise what stands on the file.
std::vector<Need> needs_of(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
// The office has seen whose file it is: what was told with it is the person's from now on.
void take_over_needs(sql::Transaction& tx, const Context& context, registration::ApplicationId application);
void forget_needs(sql::Transaction& tx, registration::ApplicationId application);  // what was told with a file alone
// Of somebody who stands in the hall: for today, and on the person's file where there is one and the person consents.
enum class Remember { today_only, with_consent };
Result<Place, Refusal> record_needs_here(sql::Transaction& tx, const Context& context, booking::TicketId ticket,
                                         const std::vector<Need>& needs, Remember remember);

// Where the office measures temperature: who passes joins the line, who does not is set aside for the officer to speak to.
Result<Place, Refusal> screen(sql::Transaction& tx, const Context& context, booking::TicketId ticket, int tenths);
enum class Screened { not_yet, passed, sent_on };
Screened screened(sql::Transaction& tx, booking::TicketId ticket);

}  // namespace hall
