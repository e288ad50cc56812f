#include "modules/registration/actions_papers.hpp"

namespace registration {

std::optional<std::string> render_card_pdf(const Context& context, CardId id, std::optional<office::PrinterId>) { return render_card_pdf(context, id); }
std::optional<std::string> render_waiting_cards(const Context&, OfficeId, std::optional<office::PrinterId>) { return {}; }
std::optional<std::string> render_signing_list(const Context&, OfficeId) { return {}; }
std::optional<std::string> render_refusal_letter(const Context&, ApplicationId) { return {}; }
std::optional<std::string> render_intake(const Context&, ApplicationId) { return {}; }
std::optional<std::string> render_blank_forms(const Context&, OfficeId, int) { return {}; }
std::optional<std::string> render_printer_test(const Context&, OfficeId, std::optional<office::PrinterId>) { return {}; }

}  // namespace registration
