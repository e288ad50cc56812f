#include "platform/html/html.hpp"

#include <array>

namespace html {

namespace {

constexpr auto needs_escape = [] {
    std::array<bool, 256> table{};
    for (const char one : {'&', '<', '>', '"', '\'', '`', '\0'}) table[static_cast<unsigned char>(one)] = true;
    return table;
}();

}  // namespace

Markup& Markup::attribute(Literal name, std::string_view value) {
    if (value.empty()) return *this;
    bytes_ += ' ';
    bytes_ += name.text();
    bytes_ += "=\"";
    escape(value);
    bytes_ += '"';
    return *this;
}

void Markup::escape(std::string_view text) {
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape[static_cast<unsigned char>(text[at])]) continue;
        std::string_view entity;
        switch (text[at]) {
            case '&': entity = "&amp;"; break;
            case '<': entity = "&lt;"; break;
            case '>': entity = "&gt;"; break;
            case '"': entity = "&quot;"; break;
            case '\'': entity = "&#39;"; break;
            case '`': entity = "&#96;"; break;
            case '\0': entity = "\xEF\xBF\xBD"; break;  // a NUL is a parse error in HTML
            default: continue;
        }
        bytes_ += text.substr(kept, at - kept);
        bytes_ += entity;
        kept = at + 1;
    }
    bytes_ += text.substr(kept);
}

}  // namespace html
