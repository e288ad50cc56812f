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
    std::string path;
    int x = barcodes::quiet_zone;
    bool bar = true;
    for (const int width : widths) {
        if (bar)
            path +=
                "M" + std::to_string(x) + " 0h" + std::to_string(width) + "v" + std::to_string(height) + "h-" + std::to_string(width) + "z";
        x += width;
        bar = !bar;
    }
    out << "<svg class=\"lines\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "_html << whole << " "_html << height
        << "\" width=\""_html << whole * 2 << "\" height=\"80\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\""_html;
    out.attribute("aria-label"_html, accessible_label);
    out << "><path fill=\"#fff\" d=\"M0 0h"_html << whole << "v"_html << height << "h-"_html << whole << "z\"/><path d=\""_html << path
        << "\"/></svg>"_html;
    return out;
}

}  // namespace html
