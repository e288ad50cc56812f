#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What changes on a card that is out: it is renewed, its holder's data change, copies of it are certified. A sheet that was lost or
// damaged is replaced by print_card (actions_card.hpp).
namespace registration {

// --- renewal ---
enum class OldSheet { returned, lost };
// Opens a new file with the answers and the AK/II of the old one, present at the counter; it is corrected, read by the person
// and approved like any other. Approving it keeps the number or gives a new one, as the office has it (renewal_keeps_number).
// A renewal that is open already is given again.
Result<ApplicationId, Refusal> begin_renewal(sql::Transaction& tx, const Context& context, CardId id, OldSheet old_card);
// The same for a card of an old register, whose answers were typed at the counter just now.
Result<Done, Refusal> mark_as_renewal(sql::Transaction& tx, const Context& context, ApplicationId application, CardId id,
                                      OldSheet old_card);
struct Term {
    int term{};
    Date issued_on;
    Date valid_until;
};
std::vector<Term> past_terms(sql::Transaction& tx, const Context& context, CardId id);
bool may_renew(sql::Transaction& tx, const Context& context, const Card& card);

// --- data ---
struct Changed {
    std::vector<FieldError> errors;   // wrong values; nothing was changed
    std::vector<std::string> fields;  // what is different now
    bool nik_is_anothers{};           // in this office: one person twice, to be merged; nothing was changed
};
// New answers of an approved person, compared with the originals. The earlier ones stay as a version. A corrected NIK that
// belongs to somebody else in this office is not taken over: that is one person twice (duplicates).
Result<Changed, Refusal> change_data(sql::Transaction& tx, const Context& context, CardId id, const Typed& typed, std::string_view reason,
                                     std::optional<int> if_version);
struct DataChange {
    Instant at;
    std::string reason;
    std::vector<std::string> fields;
    Answers before;
    Answers after;
};
std::vector<DataChange> data_changes(sql::Transaction& tx, const Context& context, CardId id);  // newest first
// Fields whose values differ, in the order of the form.
std::vector<std::string> changed_fields(const Typed& before, const Typed& after);

// --- from elsewhere ---
struct PreviousCard {
    std::string issuer;
    std::string number;
    std::optional<Date> issued_on;
};
Result<Done, Refusal> keep_previous_card(sql::Transaction& tx, const Context& context, CardId id, const PreviousCard& previous);
std::optional<PreviousCard> previous_card(sql::Transaction& tx, const Context& context, CardId id);

// --- certified copies ---
struct Legalisation {
    std::int64_t id{};
    CardId card;
    std::string number;
    Date made_on;
    int copies{};
    std::string signatory;
    std::string card_number;
    std::string holder_name;
};
// Of a valid card only. Numbered per office and year.
Result<Legalisation, Refusal> legalise(sql::Transaction& tx, const Context& context, CardId id, int copies);
std::optional<Legalisation> find_legalisation(sql::Transaction& tx, const Context& context, std::int64_t id);
std::vector<Legalisation> legalisations_of(sql::Transaction& tx, const Context& context, CardId id);

}  // namespace registration
