#include "modules/registration/actions_contact.hpp"

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store_contact.hpp"

namespace registration {
namespace {

constexpr std::size_t number_end_length = 5;

std::string end_of(const std::string& number) {
    return number.size() <= number_end_length ? number : number.substr(number.size() - number_end_length);
}

}  // namespace

std::optional<CardContact> contact_of(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = store::find_card(tx, id);
    if (!row || !is_staff_of(context.actor, row->card.office, Permission::see_person)) return {};
    return store::contact_of(tx, context.platform.vault, id);
}

Result<Done, Refusal> save_contact(sql::Transaction& tx, const Context& context, CardId id, const CardContact& typed) {
    const auto row = store::find_card(tx, id);
    if (!row) return Refusal::no_such_card;
    if (!is_staff_of(context.actor, row->card.office, Permission::serve_visit)) return Refusal::not_yours;
    if (row->card.application) return Refusal::wrong_state;
    CardContact contact;
    if (!typed.phone.empty()) {
        const auto phone = Phone::parse(typed.phone);
        if (!phone) return Refusal::field_unfit;
        contact.phone = std::string(phone->reveal());
    }
    const auto address = text::clean_line(typed.address, 200);
    if (!address) return Refusal::field_unfit;
    contact.address = *address;
    if (!typed.village_code.empty()) {
        const auto area = reference::find_area(typed.village_code);
        if (!area || area->level != reference::AreaLevel::village) return Refusal::field_unfit;
        contact.village_code = typed.village_code;
    }
    if (contact.empty())
        store::forget_contact(tx, id);
    else
        store::put_contact(tx, context.platform.vault, row->card, contact, context.now, context.actor.audit_name());
    record(tx, context, row->card, "card.contact_noted",
           std::string("{\"phone\":") + (contact.phone.empty() ? "0" : "1") + ",\"village\":" + (contact.village_code.empty() ? "0" : "1") +
               "}");
    return Done{};
}

std::vector<Unreached> unreached(sql::Transaction& tx, const Context& context, OfficeId office, Date until, int limit) {
    std::vector<Unreached> found;
    if (!is_staff_of(context.actor, office, Permission::serve_visit)) return found;
    const auto today = today_at(tx, context, office);
    const int grace = office::parameter(tx, office, "report_grace_days", today).number();
    for (const auto& row : store::unreached(tx, office, today - grace, until, today, limit))
        found.push_back(
            {row.card, masked_name(row.holder_name), end_of(row.number), row.village_code, row.due, last_day_to_report(row.due, grace)});
    return found;
}

}  // namespace registration
