#pragma once

#include <memory>

using PangoContext = struct _PangoContext;

// The one family that is shipped: Liberation Sans (regular, bold, italic), linked into the program. Fontconfig sees
// these files and no other, so that a sheet looks the same on every machine, also on one without fonts.
namespace pdf {

inline constexpr const char* font_family = "Liberation Sans";

// A context of this thread, made once and kept. Not to be handed to another thread.
PangoContext* text_context();

}  // namespace pdf
