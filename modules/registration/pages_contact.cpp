#include "modules/registration/pages_contact.hpp"

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_contact.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// People of an old register: how they are reached, and the lists that hang in the village for those who are not.
namespace registration {
namespace {

constexpr std::string_view list_path = "/loket/pengingat";
constexpr int lines_max = 2000;
constexpr int usual_days = 30;

int days_in(const http::Request& request) {
    const auto typed = request.query.text("hari");
    for (const int days : {14, usual_days, 90})
        if (typed == std::to_string(days)) return days;
    return usual_days;
}

std::string village_title(const Context& context, std::string_view code) {
    return code.empty() ? std::string(context.t("Kelurahan belum tercatat")) : reference::full_name(code);
}

void write_village(Markup& out, const Context& context, const office::Office& office, const std::vector<Unreached>& lines, std::size_t from,
                   std::size_t to) {
    const auto title = village_title(context, lines[from].village_code);
    out << "<section class=\"poster\">"_html;
    write_letterhead(out, office);
    out << "<h2>"_html << title << "</h2><p>"_html
        << context.t("Pemegang kartu AK-1 di bawah ini waktunya lapor. Datang ke kantor dengan kartu dan KTP; gratis.") << "</p>"_html;
    html::table_open(out, context.t("Waktunya lapor"),
                     {{context.t("Nomor kartu berakhir")},
                      {context.t("Nama")},
                      {context.t("Jatuh tempo")},
                      {context.t("Paling lambat")},
                      {context.t("Kartu")}});
    for (auto at = from; at < to; ++at) {
        const auto& one = lines[at];
        out << "<tr><th scope=\"row\">… "_html << one.number_end << "</th><td>"_html << one.masked_name << "</td><td>"_html
            << long_date(context.language, one.due) << "</td><td>"_html << long_date(context.language, one.last_day)
            << "</td><td class=\"no-print-cell\"><a href=\"/loket/kartu/"_html << one.card.text() << "\">"_html << context.t("Isi kontak")
            << "<span class=\"govuk-visually-hidden\"> "_html << one.number_end << "</span></a></td></tr>"_html;
    }
    html::table_close(out);
    out << "</section>"_html;
}

http::Response get_list(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    const int days = days_in(request);
    const auto today = context.local(office->zone).date;
    const auto lines =
        context.platform.database.read([&](sql::Transaction& tx) { return unreached(tx, context, office->id, today + days, lines_max); });
    Markup out;
    out << "<h1 class=\"no-print\">"_html << context.t("Pengingat di papan kelurahan") << "</h1><p class=\"no-print\">"_html
        << context.t(
               "Kartu register lama tanpa nomor ponsel tidak dapat diingatkan. Cetak daftar tiap kelurahan untuk papan pengumuman; namanya "
               "disamarkan. Nomor ponsel yang dicatat di loket memulai pengingat.")
        << "</p><nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Waktu lapor dalam"));
    out << ">"_html;
    for (const int choice : {14, usual_days, 90}) {
        out << "<a href=\""_html << (std::string(list_path) + "?hari=" + std::to_string(choice)) << "\""_html;
        if (choice == days) out << " aria-current=\"page\""_html;
        out << ">"_html << fill(context.t("{jumlah} hari"), {{"jumlah", std::to_string(choice)}}) << "</a>"_html;
    }
    out << "</nav>"_html;
    if (!lines.empty())
        out << "<p class=\"no-print\"><button type=\"button\" class=\"button\" hidden data-print data-key=\"F2\">"_html
            << context.t("Cetak") << "<kbd>F2</kbd></button></p>"_html;
    if (lines.empty())
        html::empty_state(out, context.t("Di sini tampil pemegang kartu lama yang waktunya lapor dan belum dapat dihubungi."),
                          context.t("Saat ini tidak ada."));
    for (std::size_t from = 0; from < lines.size();) {
        auto to = from;
        while (to < lines.size() && lines[to].village_code == lines[from].village_code) ++to;
        write_village(out, context, *office, lines, from, to);
        from = to;
    }
    auto frame = desk_frame(*office, std::string(context.t("Pengingat di papan kelurahan")), std::string(list_path));
    frame.back_href = "/loket/kartu";
    return http::page(html::document(context, frame, out));
}

http::Response post_contact(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto id = request.path_id<CardId>(0);
    const auto card = context.platform.database.read([&](sql::Transaction& tx) { return find_card(tx, context, id); });
    if (!office || !card || card->office != office->id) return no_such_card(context);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto typed = typed_from_form(request.form, office->regency_code);
    CardContact contact{.phone = text::trim(request.form.text("phone")),
                        .address = text::trim(request.form.text("address")),
                        .village_code = first(typed, "village_code")};
    if (!contact.phone.empty() && !Phone::parse(contact.phone)) state.refuse("phone", context.t(sentence(Unfit::phone_unfit)));
    if (!contact.village_code.empty() && !reference::find_area(contact.village_code))
        state.refuse("village_code", context.t(sentence(Unfit::not_in_list)));
    if (!state.ok()) return show_card_page(request, context, id, state, 422);
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) { return save_contact(tx, context, id, contact); });
    if (saved) return http::see_other("/loket/kartu/" + id.text() + "#kontak");
    state.refuse("phone", context.t(desk_sentence(saved.error())));
    return show_card_page(request, context, id, state, page_status(saved.error()));
}

}  // namespace

void write_contact_panel(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state) {
    if (life.card.application || !context.may(Permission::serve_visit)) return;
    const auto kept =
        context.platform.database.read([&](sql::Transaction& tx) { return contact_of(tx, context, life.card.id); }).value_or(CardContact{});
    const auto shown = [&](std::string_view field, const std::string& value) {
        return state.typed.has("phone") ? state.value(field) : value;
    };
    out << "<section class=\"panel\" id=\"kontak\"><h2>"_html << context.t("Kontak") << "</h2><p class=\"muted\">"_html
        << context.t(
               "Kartu register lama. Dengan nomor ponsel pemegangnya diingatkan; tanpa ponsel tetapi dengan alamat, suratnya menunggu "
               "di pesan keluar.")
        << "</p>"_html;
    html::form_open(out, context, "/loket/kartu/" + life.card.id.text() + "/kontak");
    html::text_field(out, context,
                     {.name = "phone",
                      .label = context.t("Nomor ponsel"),
                      .value = shown("phone", kept.phone),
                      .error = state.error("phone"),
                      .inputmode = "tel",
                      .optional = true});
    html::text_field(out, context,
                     {.name = "address",
                      .label = context.t("Alamat"),
                      .value = shown("address", kept.address),
                      .error = state.error("address"),
                      .max_length = 200,
                      .optional = true});
    const auto villages = "/acuan/wilayah?regency=" + life.office.regency_code;
    html::text_field(out, context,
                     {.name = "village_code",
                      .label = context.t("Kelurahan atau desa"),
                      .value = shown("village_code", kept.village_code.empty() ? "" : reference::full_name(kept.village_code)),
                      .error = state.error("village_code"),
                      .optional = true,
                      .suggestions = villages,
                      .chosen = state.typed.has("phone") ? state.value("village_code-kode") : kept.village_code});
    html::button(out, context.t("Simpan kontak"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

std::vector<http::Route> contact_routes() {
    using enum http::Method;
    constexpr auto serve = Permission::serve_visit;
    return {{get, list_path, get_list, serve}, {post, "/loket/kartu/{card}/kontak", post_contact, serve, http::Rate::write}};
}

}  // namespace registration
