#include <qrencode.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "platform/html/components.hpp"

namespace html {

namespace {

constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004 6.3.8

struct Drawing {
    int width{};
    Markup path;  // digits and letters of our own
};

Drawing drawn(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1),
                                                               &QRcode_free);
    if (!code) throw std::runtime_error("a QR code cannot hold this text");

    Drawing drawing{.width = code->width, .path = {}};
    std::string path;
    for (int row = 0; row < drawing.width; ++row) {
        const unsigned char* modules = code->data + row * drawing.width;
        for (int column = 0; column < drawing.width;) {
            if ((modules[column] & 1) == 0) {
                ++column;
                continue;
            }
            int run = 1;
            while (column + run < drawing.width && (modules[column + run] & 1) != 0) ++run;
            path += "M" + std::to_string(column + quiet_zone) + " " + std::to_string(row + quiet_zone) + "h" + std::to_string(run) +
                    "v1h-" + std::to_string(run) + "z";
            column += run;
        }
    }
    drawing.path = Markup::trusted(std::move(path));
    return drawing;
}

// Choosing the mask costs more than the rest of a page, and a hall of people looks at the same tickets all morning.
std::shared_ptr<const Drawing> kept_drawing(const std::string& text) {
    constexpr std::size_t most_kept = 1000;  // about 3 kB each
    static std::mutex mutex;
    static std::unordered_map<std::string, std::shared_ptr<const Drawing>> kept;
    {
        const std::lock_guard lock(mutex);
        if (const auto found = kept.find(text); found != kept.end()) return found->second;
    }
    auto drawing = std::make_shared<const Drawing>(drawn(text));
    const std::lock_guard lock(mutex);
    if (kept.size() >= most_kept) kept.clear();
    kept.emplace(text, drawing);
    return drawing;
}

}  // namespace

Markup qr_svg(std::string_view text, std::string_view accessible_label) {
    const auto drawing = kept_drawing(std::string(text));
    const int side = drawing->width + 2 * quiet_zone;
    Markup out;
    out << "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "_html << side << " "_html << side
        << "\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\""_html;
    out.attribute("aria-label"_html, accessible_label);
    out << "><path fill=\"#fff\" d=\"M0 0h"_html << side << "v"_html << side << "h-"_html << side << "z\"/><path d=\""_html << drawing->path
        << "\"/></svg>"_html;
    return out;
}

}  // namespace html
