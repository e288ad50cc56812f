#include "platform/html/journal_head.hpp"

#include <string>

#include "platform/html/components.hpp"

namespace html {

void journal_head(Markup& out, const Context& context, std::string_view line) {
    if (line.empty()) return;
    out << "<section class=\"journal-head\"><div>"_html << qr_svg(line, context.t("Sidik jurnal")) << "</div><div><h2>"_html
        << context.t("Sidik jurnal") << "</h2><p>"_html
        << context.t(
               "Di sinilah jurnal kantor berakhir, ditandatangani program. Simpan di luar kantor: jurnal yang ditulis ulang tidak cocok "
               "lagi dengannya.")
        << "</p><p><code>"_html << line << "</code></p></div></section>"_html;
}

}  // namespace html
