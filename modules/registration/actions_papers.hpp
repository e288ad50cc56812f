#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/actions_card.hpp"

// Paper of the counter. All of it is slow: call it outside a transaction. Empty: not there, or not for this person.
// What belongs to the training mode carries CONTOH on every page.
namespace registration {

// The card with this printer's own offset.
std::optional<std::string> render_card_pdf(const Context& context, CardId id, std::optional<office::PrinterId> printer);
// Every card that waits to be printed, one after the other.
std::optional<std::string> render_waiting_cards(const Context& context, OfficeId office, std::optional<office::PrinterId> printer);
// What the signatory gets with the cards: numbers and names.
std::optional<std::string> render_signing_list(const Context& context, OfficeId office);
std::optional<std::string> render_refusal_letter(const Context& context, ApplicationId id);
std::optional<std::string> render_intake(const Context& context, ApplicationId id);
std::optional<std::string> render_blank_forms(const Context& context, OfficeId office, int count);
std::optional<std::string> render_printer_test(const Context& context, OfficeId office, std::optional<office::PrinterId> printer);

}  // namespace registration
