#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/card_code.hpp"

// The card from its approval to its end, and what anybody may ask about it.
namespace registration {

std::optional<Card> find_card(sql::Transaction& tx, const Context& context, CardId id);
// The register says that its holder works: placed, or what they reported themselves. For rules of other modules; no right is asked.
bool holder_works(sql::Transaction& tx, CardId id);
struct CardLine {
    Card card;
    std::string holder_name;
    int prints{};
};
// Oldest first: the signing list, what is ready to be collected.
std::vector<CardLine> cards_in_state(sql::Transaction& tx, const Context& context, OfficeId office, CardState state, int limit);
int prints_of(sql::Transaction& tx, CardId id);
// What a scanner or a clerk typed: the QR's text or the number. Of this office only.
std::optional<Card> find_scanned_card(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view typed);

std::string holder_name_of(sql::Transaction& tx, const Context& context, CardId id);
// By a part of the holder's name, also of cards of an old register; newest first.
std::vector<CardLine> cards_named(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view name, int limit);

// --- steps ---
// Counts a print. The first needs no reason; a reprint needs one of reprint_reasons(). Gives the copy's number.
struct Printing {
    std::optional<office::PrinterId> printer;
    std::string reason;
    std::string letter;  // of a loss, where the office asks for one
};
Result<int, Refusal> print_card(sql::Transaction& tx, const Context& context, CardId id, const Printing& how);
Result<int, Refusal> mark_printed(sql::Transaction& tx, const Context& context, CardId id, std::optional<office::PrinterId> printer,
                                  std::string_view reason);
Result<Done, Refusal> await_signature(sql::Transaction& tx, const Context& context, CardId id);
Result<Done, Refusal> mark_ready(sql::Transaction& tx, const Context& context, CardId id);  // the signatory signed it
struct HandOver {
    std::string blank_serial;
    std::string proxy_name;  // "" = to the person
};
Result<Done, Refusal> hand_over(sql::Transaction& tx, const Context& context, CardId id, const HandOver& how);
// Both signatures are there and the person has the card: all steps at once. For the API and for small counters.
struct Issued {
    CardId card;
    std::string number;
    Date valid_until;
};
Result<Issued, Refusal> issue_card(sql::Transaction& tx, const Context& context, ApplicationId application, std::string_view blank_serial);

// --- ends ---
enum class Revocation { pending, done };
// The first member of staff asks, another one confirms; the same person again: needs_other_person.
Result<Revocation, Refusal> revoke(sql::Transaction& tx, const Context& context, CardId id, std::string_view reason);
struct PendingRevocation {
    std::string reason;
    std::string requested_by;  // as Actor::audit_name
    Instant requested_at;
};
std::optional<PendingRevocation> pending_revocation(sql::Transaction& tx, const Context& context, CardId id);
// What waits for a second person.
struct PendingCard {
    CardId card;
    std::string number;
    std::string holder_name;
};
std::vector<PendingCard> pending_revocations(sql::Transaction& tx, const Context& context, OfficeId office);
// Takes the person off the register: a reason of removal_reasons(). Public answer: inactive, without the reason.
Result<Done, Refusal> take_off(sql::Transaction& tx, const Context& context, CardId id, std::string_view reason);
Result<Done, Refusal> reinstate(sql::Transaction& tx, const Context& context, CardId id);
Result<Done, Refusal> keep_report(sql::Transaction& tx, const Context& context, CardId id, Date day);  // six-monthly report

// --- verification ---
// What the QR code carries: an address that ends in /verifikasi?kode=CODE. Signs: call it outside a transaction.
struct CardFactsFound {
    CardFacts facts;
    bool training{};
};
std::optional<CardFactsFound> card_facts(sql::Transaction& tx, const Context& context, CardId id);
std::string qr_text(const Platform& platform, const CardFacts& facts);

struct Verified {
    Verdict verdict{Verdict::forged};
    std::string masked_name;
    std::string number_end;  // last four characters
    std::string office_name;
    Zone zone{Zone::wib};  // of the office: whose day counts
    std::optional<Date> issued_on;
    std::optional<Date> valid_until;
    std::optional<Date> last_report;
    bool not_yet_issued{};  // printed, but not handed over by the office
    bool training{};        // of the training mode: never a valid card
};
// Takes a code or the whole address that the QR carries.
Verified verify_code(sql::Transaction& tx, const Context& context, std::string_view code);
// A number typed from the card. An office's older cards that were not imported answer before_this_system, never unknown. Numbers run
// in order and can be read off anybody's card: the public hears no name; whoever is known, counted and limited hears the masked one.
enum class Told { state, masked_name };
Verified verify_number(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view number,
                       std::optional<Date> issued_on, Told told = Told::state);
// For pages that verify without a line: the signed list of card_code.hpp, and {"keys":[{"id","spki","active"}]}.
// Read it in a transaction, sign it outside.
std::vector<NotActive> not_active_cards(sql::Transaction& tx, const Context& context);
std::string signed_card_list(const Context& context, const std::vector<NotActive>& cards);
std::string keys_json(const Platform& platform);

// The card on paper. Slow: call it outside a transaction. Empty: no such card, or not for this person.
std::optional<std::string> render_card_pdf(const Context& context, CardId id);

}  // namespace registration
