#include "modules/registration/actions_card.hpp"

namespace registration {

std::optional<std::string> render_card_pdf(const Context&, CardId) { return {}; }

}  // namespace registration
