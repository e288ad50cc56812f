#pragma once

#include "modules/registration/actions_life.hpp"
#include "modules/registration/pages_desk.hpp"

// What the page of a card shows of the card's life. Internal.
namespace registration {

struct LifeOfCard {
    Card card;
    office::Office office;
    Date today;
    std::optional<Date> due;
    bool may_be_renewed{};
    bool letter_required{};
};
LifeOfCard life_of_card(sql::Transaction& tx, const Context& context, const Card& card, const office::Office& office);

// Report, renewal, data, copies, the card from elsewhere: one panel each, as far as this member of staff may.
void write_report_panel(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state);
void write_change_panels(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state);
// The card's page with what was just refused.
http::Response show_card_page(const http::Request& request, Context& context, CardId id, const html::FormState& state, int status);
// Reports, terms, changes of data, copies: what has been, newest first.
void write_history(Markup& out, const Context& context, const LifeOfCard& life);

}  // namespace registration
