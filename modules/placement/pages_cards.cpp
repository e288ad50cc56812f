#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/placement/actions_cards.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Fifty cards on HR's table, one sheet that says which of them are valid.
namespace placement {
namespace {

using registration::Verdict;

constexpr std::size_t pasted_bytes = 128 * 1024;

// The same four words for every card; why a card is inactive is between its holder and the office.
std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::valid: return msg("Berlaku");
        case Verdict::expired: return msg("Habis masanya");
        case Verdict::inactive:
        case Verdict::revoked: return msg("Tidak aktif");
        case Verdict::unknown:
        case Verdict::before_this_system:
        case Verdict::forged: return msg("Tidak dikenal");
    }
    return "";
}

html::Tone tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::valid: return html::Tone::good;
        case Verdict::expired:
        case Verdict::inactive: return html::Tone::warning;
        case Verdict::revoked:
        case Verdict::forged: return html::Tone::danger;
        case Verdict::unknown:
        case Verdict::before_this_system: return html::Tone::info;
    }
    return html::Tone::info;
}

void write_sheet(Markup& out, const Context& context, const Sheet& sheet) {
    const auto valid = std::ranges::count(sheet.cards, Verdict::valid, &CheckedCard::verdict);
    out << "<h2>"_html
        << fill(context.t("{n} dari {semua} kartu berlaku"), {{"n", std::to_string(valid)}, {"semua", std::to_string(sheet.cards.size())}})
        << "</h2><p>"_html << sheet.company << " · "_html << date_and_clock(context.language, context.local(sheet.zone)) << "</p>"_html;
    html::table_open(out, context.t("Lembar keabsahan kartu AK-1"),
                     {{"No.", true},
                      {context.t("Kartu")},
                      {context.t("Keadaan")},
                      {context.t("Nama (disamarkan)")},
                      {context.t("Berlaku sampai")},
                      {context.t("Kantor penerbit")}});
    int position = 0;
    for (const auto& card : sheet.cards) {
        out << "<tr><td class=\"num\">"_html << ++position << "</td><td>"_html << card.shown << "</td><td>"_html;
        html::tag(out, tone_of(card.verdict), context.t(word_of(card.verdict)));
        out << "</td><td>"_html << card.masked_name << "</td><td>"_html
            << (card.valid_until ? short_date(context.language, *card.valid_until) : "") << "</td><td>"_html << card.office_name
            << "</td></tr>"_html;
    }
    html::table_close(out);
    out << "<p class=\"muted\">"_html
        << context.t("Diperiksa pada register kantor. Cocokkan nama dan foto di kartu dengan KTP pemegangnya.")
        << "</p><button type=\"button\" class=\"button button--secondary no-print\" hidden data-print data-key=\"F2\">"_html
        << context.t("Cetak lembar") << "<kbd>F2</kbd></button>"_html;
}

http::Response cards_page(const Context& context, const html::FormState& state, const Sheet& sheet, int status = 200) {
    const auto office = own_office(context);
    const bool has_company = context.platform.database.read([&](sql::Transaction& tx) { return company_of(tx, context).has_value(); });
    if (!office || !has_company) return no_company(context);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Periksa kartu AK-1") << "</h1>"_html;
    if (!sheet.cards.empty()) write_sheet(out, context, sheet);
    out << "<div class=\"no-print\">"_html;
    html::form_open(out, context, "/perusahaan/kartu");
    html::text_area(
        out, context,
        {.name = "kartu",
         .label = context.t("Nomor kartu atau teks QR, satu per baris"),
         .hint = context.t("Tempel dari daftar, atau letakkan kursor di sini dan pindai satu per satu. Paling banyak lima puluh."),
         .value = sheet.cards.empty() ? state.value("kartu") : std::string(),
         .error = state.error("kartu"),
         .autocomplete = "off"},
        10);
    html::button(out, context.t("Periksa kartu"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "<p class=\"muted\">"_html << context.t("Yang tampil hanya keadaan kartu dan nama yang disamarkan. Setiap pemeriksaan dicatat.")
        << "</p></div>"_html;
    return http::page(html::document(context, desk_frame(*office, std::string(context.t("Periksa kartu AK-1")), "/perusahaan/kartu"), out),
                      status)
        .with_header("Cache-Control", "no-store");
}

http::Response get_cards(const http::Request&, Context& context) { return cards_page(context, {}, {}); }

http::Response post_cards(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto lines =
        context.platform.database.write([&](sql::Transaction& tx) { return begin_check(tx, context, state.value("kartu")); });
    if (!lines) {
        state.refuse("kartu", context.t(sentence(lines.error())));
        return cards_page(context, state, {}, status_of(lines.error()));
    }
    const auto sheet = context.platform.database.read([&](sql::Transaction& tx) { return checked_sheet(tx, context, *lines); });
    return cards_page(context, state, sheet);
}

}  // namespace

std::vector<http::Route> card_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/kartu", get_cards, Permission::employer},
            {post, "/perusahaan/kartu", post_cards, Permission::employer, http::Rate::write, pasted_bytes}};
}

}  // namespace placement
