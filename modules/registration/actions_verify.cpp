#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/numbers.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/crypto/vault.hpp"

namespace registration {
namespace {

constexpr std::string_view verification_path = "/verifikasi?kode=";

std::string end_of(std::string_view number) {
    constexpr std::size_t shown = 4;
    return std::string(number.substr(number.size() > shown ? number.size() - shown : 0));
}

Verified of_card(sql::Transaction& tx, const Context& context, const store::CardRow& row) {
    Verified found;
    const auto& card = row.card;
    const auto office = office::find_office(tx, card.office);
    if (office) {
        found.office_name = office->name;
        found.zone = office->zone;
    }
    const auto today = context.local(found.zone).date;
    found.verdict = verdict(card, today);
    // A card of the training mode is a picture of a card.
    if (card.training) found.verdict = Verdict::unknown;
    found.training = card.training;
    found.masked_name = masked_name(row.holder_name);
    found.number_end = end_of(card.number);
    found.issued_on = card.issued_on;
    found.valid_until = card.valid_until;
    found.last_report = card.last_report;
    found.not_yet_issued = is_active(card.state) && card.state != CardState::handed_over;
    return found;
}

}  // namespace

std::optional<store::CardRow> card_of_scanned_code(sql::Transaction& tx, std::int64_t code) {
    if (auto row = store::find_card(tx, CardId{code})) return row;
    const auto card = store::card_of_code(tx, code);
    if (!card) return {};
    return store::find_card(tx, *card);
}

std::optional<CardFactsFound> card_facts(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = store::find_card(tx, id);
    if (!row || !may_touch(context.actor, row->card.office, row->card.application, Permission::see_person)) return {};
    const auto office = office::find_office(tx, row->card.office);
    CardFacts facts;
    // The code's own number, not the card's: a sheet that was replaced carries an earlier one.
    facts.card = store::life_of(tx, id).code;
    facts.number = row->card.number;
    facts.masked_name = masked_name(row->holder_name);
    facts.office_code = office ? office->code : "";
    facts.issued_on = row->card.issued_on;
    facts.valid_until = row->card.valid_until;
    return CardFactsFound{std::move(facts), row->card.training};
}

std::string qr_text(const Platform& platform, const CardFacts& facts) {
    const auto payload = card_payload(platform.vault.card_key_id(), facts);
    return platform.public_url + std::string(verification_path) + card_code(payload, platform.vault.sign_card(payload));
}

Verified verify_code(sql::Transaction& tx, const Context& context, std::string_view typed) {
    const auto code = read_card_code(typed);
    if (!code || !context.platform.vault.verify_card(code->key_id, code->payload, code->signature)) return {};
    const auto row = card_of_scanned_code(tx, code->facts.card);
    // Signed by us and not in the register: it was never issued, or the register was lost.
    if (!row || row->card.number != code->facts.number) {
        Verified unknown;
        unknown.verdict = Verdict::unknown;
        return unknown;
    }
    auto found = of_card(tx, context, *row);
    // Lost, damaged or renewed since: a genuine sheet of a card that is now another sheet.
    if (store::life_of(tx, row->card.id).code != code->facts.card && found.verdict != Verdict::revoked && found.verdict != Verdict::unknown)
        found.verdict = Verdict::inactive;
    return found;
}

Verified verify_number(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view typed, std::optional<Date> issued_on,
                       Told told) {
    Verified found;
    found.verdict = Verdict::unknown;
    const auto number = text::clean_line(typed, 60);
    if (!number || number->empty()) return found;
    if (const auto row = store::find_card_by_number(tx, office, *number); row && !row->card.training) {
        found = of_card(tx, context, *row);
        if (told == Told::state) found.masked_name.clear();
        return found;
    }
    const auto scheme = office::number_scheme(tx, office);
    if (!scheme.cut_over) return found;
    const auto day = issued_on ? issued_on : office::day_in_number(scheme.pattern, *number);
    // Nobody may call a genuine old card unknown only because it was never typed in here.
    if (!day || *day < *scheme.cut_over) found.verdict = Verdict::before_this_system;
    return found;
}

std::vector<NotActive> not_active_cards(sql::Transaction& tx, const Context& context) {
    // Offices live in three zones: a card is listed until its last day is over in the last of them.
    const auto today = context.local(Zone::wib).date;
    std::vector<NotActive> cards;
    for (const auto& row : store::not_active_cards(tx, today)) cards.push_back({row.code, row.revoked});
    return cards;
}

std::string signed_card_list(const Context& context, const std::vector<NotActive>& cards) {
    const auto& vault = context.platform.vault;
    auto list = card_list_payload(vault.card_key_id(), context.now, cards);
    return list + vault.sign_card(list);
}

std::string keys_json(const Platform& platform) {
    auto keys = nlohmann::json::array();
    for (const auto& key : platform.vault.card_keys())
        keys.push_back({{"id", key.id}, {"spki", text::base64(key.public_spki)}, {"active", key.active}});
    return nlohmann::json{{"keys", std::move(keys)}}.dump();
}

}  // namespace registration
