#include <qrencode.h>

#include <memory>
#include <stdexcept>

#include "platform/html/components.hpp"

namespace html {

Markup qr_svg(std::string_view text, std::string_view accessible_label) {
    constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004 6.3.8
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) throw std::runtime_error("a QR code cannot hold this text");

    const int width = code->width;
    std::string path;
    for (int row = 0; row < width; ++row) {
        const unsigned char* modules = code->data + row * width;
        for (int column = 0; column < width;) {
            if ((modules[column] & 1) == 0) {
                ++column;
                continue;
            }
            int run = 1;
            while (column + run < width && (modules[column + run] & 1) != 0) ++run;
            path += "M" + std::to_string(column + quiet_zone) + " " + std::to_string(row + quiet_zone) + "h" +
                    std::to_string(run) + "v1h-" + std::to_string(run) + "z";
            column += run;
        }
    }
    const int side = width + 2 * quiet_zone;
    Markup out;
    out << "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "_html << side << " "_html
        << side << "\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\""_html;
    out.attribute("aria-label"_html, accessible_label);
    out << "><path fill=\"#fff\" d=\"M0 0h"_html << side << "v"_html << side << "h-"_html << side
        << "z\"/><path d=\""_html << path << "\"/></svg>"_html;
    return out;
}

}  // namespace html
