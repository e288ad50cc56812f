#include "platform/html/barcode.hpp"

#include <string>

#include "platform/barcodes/code128.hpp"

namespace html {

Markup code128_svg(std::string_view text, std::string_view accessible_label) {
    Markup out;
    const auto widths = barcodes::code128(text);
    if (widths.empty()) return out;
    constexpr int height = 40;
    const int whole = barcodes::modules(widths) + 2 * barcodes::quiet_zone;
    out << "<svg class=\"lines\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "_html << whole << " "_html << height
        << "\" width=\""_html << whole * 2 << "\" height=\"80\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\""_html;
    out.attribute("aria-label"_html, accessible_label);
    out << "><path fill=\"#fff\" d=\"M0 0h"_html << whole << "v"_html << height << "h-"_html << whole << "z\"/><path d=\""_html;
    int x = barcodes::quiet_zone;
    bool bar = true;
    for (const int width : widths) {
        if (bar) out << "M"_html << x << " 0h"_html << width << "v"_html << height << "h-"_html << width << "z"_html;
        x += width;
        bar = !bar;
    }
    out << "\"/></svg>"_html;
    return out;
}

}  // namespace html
