#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/actions.hpp"
#include "modules/registration/form.hpp"

// What a clerk does with a file. approve, refuse, ask_for_correction and mark_present stand in actions.hpp.
namespace registration {

// One line of a list: no value is opened for it.
struct ApplicationLine {
    ApplicationId id;
    std::string code;
    std::string name;
    ApplicationState state{ApplicationState::submitted};
    Instant submitted_at;
    std::optional<Instant> present_at;
    CardId card;
    bool training{};
};
// Newest first. `state` "" for all; `name` as somebody says it.
std::vector<ApplicationLine> applications(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view state,
                                          std::string_view name, int limit);
// Files under one NIK, for the counter: a reading that is logged.
std::vector<ApplicationId> applications_of_nik(sql::Transaction& tx, const Context& context, OfficeId office, const Nik& nik);

// Opens a person's file for a member of staff and logs the reading; `purpose` is a code: "counter", "decision", "print".
// Call it in a writing transaction.
Result<Application, Refusal> open_for_staff(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view purpose);

// A walk-in: the whole form at once, with the person and the KTP at the counter.
Result<Made, Refusal> take_in_walk_in(sql::Transaction& tx, const Context& context, OfficeId office, const Answers& answers);
// The clerk corrects answers against the originals. Wrong values come back and nothing is changed. Resolves all marks.
struct Edited {
    std::vector<FieldError> errors;
};
Result<Edited, Refusal> edit_at_counter(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed,
                                        std::optional<int> if_version);
// One key per original seen; seeing it twice changes nothing.
Result<Done, Refusal> see_original(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view kind);
// Takes one such mark back, while the file is undecided; what was marked by mistake is written down too.
Result<Done, Refusal> unsee_original(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view kind);
std::vector<std::string> originals_seen(sql::Transaction& tx, ApplicationId id);  // the last one seen last

// The interview was written down by a clerk and the person has not read it yet.
bool waits_for_reading(sql::Transaction& tx, const Application& application);

// Other open files under the same NIK in this office.
std::vector<ApplicationLine> rivals_of(sql::Transaction& tx, const Context& context, const Application& application);
// This file belongs to the person whose KTP lies on the counter. Other open files under the same NIK are withdrawn and
// logged; their owners were told nothing and lose nothing that was theirs. Gives how many.
Result<int, Refusal> take_over(sql::Transaction& tx, const Context& context, ApplicationId id);

Result<Done, Refusal> keep_external_reference(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view reference);
// A changed number is settled against the KTP. A message goes to the old one; gives it where there was one to tell.
Result<std::optional<Phone>, Refusal> change_phone(sql::Transaction& tx, const Context& context, ApplicationId id, const Phone& phone);

}  // namespace registration
