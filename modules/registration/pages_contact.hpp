#pragma once

#include "modules/registration/pages_life.hpp"

namespace registration {

// On the page of a card of an old register. Internal.
void write_contact_panel(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state);

}  // namespace registration
