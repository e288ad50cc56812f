#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/model.hpp"

// What must be, what is doubtful, and which step follows which. Pure: no clock, no database.
namespace registration {

// What is not said yet; complete answers give nothing.
std::vector<FieldError> missing_fields(const Answers& answers);

// What an office asks for, as far as a doubt depends on it.
struct Demands {
    Date today;
    std::string office_name;
    std::string office_regency;  // "64.71"
    int minimum_age{};
    int guardian_below_age{};
    bool residence_refused{};  // default: warn and name the right office
    std::vector<office::DocumentRequirement> papers;
};

// A doubt with the values of its sentence. It blocks nothing: the clerk decides with the originals at hand.
struct Doubt {
    std::string field;
    std::string code;
    std::vector<std::pair<std::string, std::string>> values;
};
std::vector<Doubt> doubts(const Answers& answers, const std::vector<Document>& documents, const Demands& demands);

// The photo that the card shows: the chosen one, otherwise the first. None without a photo.
const Document* portrait_of(const std::vector<Document>& documents);

// --- which step follows which ---
bool may_edit_freely(ApplicationState state);  // draft
bool may_correct(ApplicationState state);      // needs_fix: marked fields only
bool may_be_decided(ApplicationState state);   // submitted, at_counter
bool may_be_marked_present(ApplicationState state);
bool may_be_withdrawn(ApplicationState state);  // by the person or by the KTP's owner
bool is_closed(ApplicationState state);         // approved, refused, withdrawn

// Whether the file speaks for the person whose NIK it bears. Anybody can type a NIK: before an officer approved the file with the
// KTP at hand it speaks for itself alone. Being checked in is not enough, what goes back for correction may get another NIK.
bool is_proved(ApplicationState state);

// Why this application cannot be approved; empty when it can.
std::optional<Refusal> approval_refusal(const Application& application, bool intake_saved);

bool may_be_printed(CardState state);
bool may_await_signature(CardState state);
bool may_be_ready(CardState state);
bool may_be_handed_over(CardState state);
bool is_active(CardState state);  // neither inactive nor revoked

// What the public reads of a card that is in the register.
Verdict verdict(const Card& card, Date today);

// "Budi S******"; a single word keeps two letters: "Su******". The number of stars tells nothing.
std::string masked_name(std::string_view name);

// The scope in which a number's sequence runs: "global", "2026", "2026-03", "2026-03-03".
std::string scope_key(std::string_view scope, Date day);

}  // namespace registration
