#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/pages.hpp"
#include "platform/assets/assets.hpp"
#include "platform/html/components.hpp"
#include "platform/http/forms.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Anybody checks a card: an employer with the QR, a clerk of another office with the number. Nothing here is for the person
// the card belongs to, so nothing is yellow, and no more is shown than an employer needs (UU 27/2022 ps. 16 ayat (2)).
namespace registration {
namespace {

constexpr std::string_view page_path = "/verifikasi";
constexpr std::size_t code_max = 2000;

struct Look {
    std::string_view tone;
    std::string_view icon;
    std::string_view word;
    std::string_view what_to_do;
};

Look look_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::valid:
            return {"good", "circle-check", msg("Asli dan berlaku"), msg("Cocokkan nama dan foto di kartu dengan KTP pemegangnya.")};
        case Verdict::expired:
            return {"warning", "clock", msg("Masa berlaku habis"), msg("Pemegangnya dapat memperpanjang di kantor penerbit.")};
        case Verdict::inactive:
            return {"warning", "triangle-alert", msg("Tidak aktif lagi"),
                    msg("Jangan pakai kartu ini. Keterangan ada di kantor penerbit.")};
        case Verdict::revoked:
            return {"danger", "circle-x", msg("Kartu dicabut"), msg("Jangan terima kartu ini. Keterangan ada di kantor penerbit.")};
        case Verdict::unknown:
            return {"warning", "circle-help", msg("Tidak dikenal"),
                    msg("Periksa lagi kantor dan nomornya. Bila sudah benar, tanyakan ke kantor penerbit.")};
        case Verdict::before_this_system:
            return {"warning", "hourglass", msg("Diterbitkan sebelum sistem ini"),
                    msg("Tanyakan ke kantor penerbit: buku daftarnya ada di sana.")};
        case Verdict::forged:
            return {"danger", "octagon-alert", msg("Palsu atau rusak"), msg("Jangan terima kartu ini. Tanyakan ke kantor penerbit.")};
    }
    return {};
}

void icon_template(Markup& out, std::string_view tone, std::string_view icon) {
    out << "<template"_html;
    out.attribute("data-icon"_html, tone);
    out << ">"_html << html::icon(icon) << "</template>"_html;
}

// Where the scripts answer without the server; see web/scripts/verify.entry.ts.
void device_part(Markup& out, bool is_answered) {
    out << "<div data-verify data-worker=\"/sw.js\" data-keys=\"/verifikasi/kunci.json\" data-list=\"/verifikasi/tidak-aktif.bin\""_html;
    out.attribute("data-scan"_html, assets::url("scan.js"));
    if (is_answered) out << " data-answered"_html;
    out << "></div>"_html;
    icon_template(out, "good", "circle-check");
    icon_template(out, "warning", "triangle-alert");
    icon_template(out, "danger", "octagon-alert");
}

html::Frame frame_of(const Context& context, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.current_path = std::move(path);
    frame.scripts = {"verify"};
    if (frame.title.empty()) frame.title = context.t("Periksa kartu AK-1");
    return frame;
}

void number_form(Markup& out, const Context& context, const std::vector<office::Office>& offices, const html::FormState& state) {
    out << "<h2>"_html << context.t("Ketik nomor kartu") << "</h2>"_html;
    out << "<form method=\"get\" action=\"/verifikasi/nomor\">"_html;
    if (context.language == Language::english) html::hidden(out, "lang", "en");
    std::vector<html::Option> options;
    if (offices.size() != 1) options.push_back({"", std::string(context.t("Pilih kantor")), ""});
    for (const auto& one : offices) options.push_back({one.code, one.name, ""});
    html::select(
        out, context,
        {.name = "kantor", .label = context.t("Kantor yang menerbitkan"), .value = state.value("kantor"), .error = state.error("kantor")},
        options);
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor pendaftaran"),
                      .hint = context.t("Persis seperti di kartu, dengan titik dan garisnya."),
                      .value = state.value("nomor"),
                      .error = state.error("nomor"),
                      .autocomplete = "off",
                      .width = 20,
                      .max_length = 60});
    html::date_field(out, context,
                     {.name = "terbit",
                      .label = context.t("Tanggal terbit"),
                      .hint = context.t("Membantu bila kartunya lama."),
                      .error = state.error("terbit"),
                      .optional = true},
                     state);
    html::button(out, context.t("Periksa nomor"), html::ButtonKind::secondary);
    out << "</form>"_html;
}

void code_form(Markup& out, const Context& context) {
    html::details_open(out, context.t("Punya teks dari QR-nya?"));
    out << "<form method=\"get\" action=\"/verifikasi\">"_html;
    if (context.language == Language::english) html::hidden(out, "lang", "en");
    html::text_area(out, context,
                    {.name = "kode",
                     .label = context.t("Teks QR"),
                     .hint = context.t("Salin seluruhnya: satu huruf yang berubah dijawab palsu."),
                     .autocomplete = "off",
                     .max_length = static_cast<int>(code_max)});
    html::button(out, context.t("Periksa teks QR"), html::ButtonKind::secondary);
    out << "</form>"_html;
    html::details_close(out);
}

http::Response ask_page(const Context& context, const html::FormState& state) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Periksa kartu AK-1") << "</h1><p class=\"lead\">"_html
        << context.t("Pindai kode QR di kartu dengan kamera ponsel, atau ketik nomornya. Gratis, tanpa masuk.") << "</p>"_html;
    device_part(out, !state.ok());
    out << "<div data-verify-scan></div>"_html;
    number_form(out, context, offices, state);
    code_form(out, context);
    out << "<h2>"_html << context.t("Tanpa internet") << "</h2><p>"_html
        << context.t(
               "Setelah halaman ini dibuka sekali, kartu dengan QR dapat diperiksa di ponsel ini tanpa internet. Nomor tanpa QR "
               "memerlukan internet.")
        << "</p><h2>"_html << context.t("Yang ditampilkan") << "</h2><p>"_html
        << context.t("Hanya keadaan kartu, nama yang disamarkan, kantor, dan tanggalnya. Pemeriksaan tidak memberi tahu siapa pun.")
        << "</p>"_html;
    return http::page(html::document(context, frame_of(context, "", std::string(page_path)), out), state.ok() ? 200 : 422);
}

std::vector<html::Line> facts_of(const Context& context, const Verified& found) {
    std::vector<html::Line> lines;
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) lines.push_back({std::string(key), std::move(value), ""});
    };
    add(context.t("Nama (disamarkan)"), found.masked_name);
    if (!found.number_end.empty()) add(context.t("Nomor kartu"), "… " + found.number_end);
    add(context.t("Kantor penerbit"), found.office_name);
    if (found.issued_on) add(context.t("Diterbitkan"), long_date(context.language, *found.issued_on));
    if (found.valid_until) add(context.t("Berlaku sampai"), long_date(context.language, *found.valid_until));
    if (found.issued_on)
        add(context.t("Laporan terakhir"),
            found.last_report ? long_date(context.language, *found.last_report) : std::string(context.t("Belum ada")));
    add(context.t("Diperiksa"), date_and_clock(context.language, context.local(found.zone)));
    return lines;
}

// The address of this answer again, for the language switch. Only what a card's code is made of is repeated.
std::string address_of(const http::Request& request) {
    std::string address = request.path;
    char joint = '?';
    for (const auto& [name, value] : request.query.items()) {
        if (name == "lang" || value.empty()) continue;
        address += joint + http::percent_encoded(name) + "=" + http::percent_encoded(value);
        joint = '&';
    }
    return address;
}

http::Response answer_page(const http::Request& request, const Context& context, const Verified& found) {
    const auto look = look_of(found.verdict);
    std::string_view said;  // where the word alone would mislead
    std::string_view what_to_do = context.t(look.what_to_do);
    if (found.not_yet_issued) {
        said = context.t("Kartu ini belum diserahkan oleh kantor penerbit.");
        what_to_do = context.t("Kartu berlaku setelah ditandatangani dan diserahkan kepada pemegangnya.");
    }
    if (found.training) said = context.t("Kartu ini contoh untuk latihan petugas, bukan kartu.");
    const auto word = found.not_yet_issued ? context.t("Belum aktif") : context.t(look.word);
    Markup out;
    out << "<p class=\"muted\">"_html << context.t("Pemeriksaan kartu AK-1") << "</p><section"_html;
    out.attribute("class"_html, "verdict verdict-" + std::string(look.tone));
    out.attribute("data-verdict"_html, code(found.verdict));
    out << ">"_html << html::icon(look.icon) << "<div><h1 class=\"verdict-word\">"_html << word << "</h1>"_html;
    if (!said.empty()) out << "<p><strong>"_html << said << "</strong></p>"_html;
    out << "<p>"_html << what_to_do << "</p></div></section>"_html;
    // Of a forged or unknown card there is nothing to tell.
    if (found.issued_on) html::summary_list(out, context, facts_of(context, found));
    html::link_button(out, context.t("Periksa kartu lain"), page_path, html::ButtonKind::secondary);
    device_part(out, true);
    return http::page(html::document(context, frame_of(context, std::string(word), address_of(request)), out));
}

http::Response get_verify(const http::Request& request, Context& context) {
    const auto typed = request.query.find("kode");
    if (!typed) return ask_page(context, {});
    const auto code = text::trim(*typed);
    if (code.empty()) return ask_page(context, {});
    Verified found;  // forged: what is longer than any code is none
    if (code.size() <= code_max)
        found = context.platform.database.read([&](sql::Transaction& tx) { return verify_code(tx, context, code); });
    return answer_page(request, context, found);
}

http::Response get_verify_number(const http::Request& request, Context& context) {
    html::FormState state;
    state.typed = request.query;
    const auto number = text::clean_line(state.value("nomor"), 60).value_or("");
    const auto office =
        context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, state.value("kantor")); });
    std::optional<Date> issued_on;
    if (!office || office->state != office::OfficeState::open) state.refuse("kantor", context.t("Pilih kantor yang tercetak di kartu."));
    if (number.empty()) state.refuse("nomor", context.t("Ketik nomor seperti di kartu, paling panjang 60 huruf."));
    const bool has_date = !(state.value("terbit-day") + state.value("terbit-month") + state.value("terbit-year")).empty();
    if (has_date) {
        if (const auto day = html::typed_date(state.typed, "terbit")) issued_on = Date::parse(*day);
        if (!issued_on) state.refuse("terbit", context.t("Tanggal ini tidak ada. Contoh: 25 11 2024."));
    }
    if (!state.ok()) return ask_page(context, state);
    return answer_page(request, context, context.platform.database.read([&](sql::Transaction& tx) {
        return verify_number(tx, context, office->id, number, issued_on);
    }));
}

http::Response get_keys(const http::Request&, Context& context) {
    return http::json(keys_json(context.platform)).with_header("Cache-Control", "no-cache");
}

http::Response get_list(const http::Request&, Context& context) {
    const auto cards = context.platform.database.read([&](sql::Transaction& tx) { return not_active_cards(tx, context); });
    return http::bytes(signed_card_list(context, cards), "application/octet-stream").with_header("Cache-Control", "no-cache");
}

// At the root, so that its scope reaches /verifikasi; asked again each time, because an old one would keep an old page.
http::Response get_worker(const http::Request&, Context&) {
    const auto script = assets::find("web/sw.js");
    if (!script) return http::bytes("", "text/javascript; charset=utf-8");
    return http::bytes(std::string(script->bytes), "text/javascript; charset=utf-8")
        .with_header("Cache-Control", "no-cache")
        .with_header("Service-Worker-Allowed", "/");
}

}  // namespace

std::vector<http::Route> verify_routes() {
    using enum http::Method;
    // Numbers run in order: whoever tries them one after the other is slowed down like somebody who guesses passwords.
    return {{get, page_path, get_verify, Permission::anyone},
            {get, "/verifikasi/nomor", get_verify_number, Permission::anyone, http::Rate::login},
            {get, "/verifikasi/kunci.json", get_keys, Permission::anyone},
            http::public_page("/verifikasi/tidak-aktif.bin", get_list),
            {get, "/sw.js", get_worker, Permission::anyone}};
}

}  // namespace registration
