#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_needs.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/rules.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What a person needs in the hall: told once, by themselves or at the counter. Never why.
namespace hall {

namespace {

constexpr std::size_t small = 4 * 1024;

std::vector<html::Option> options_of(const Context& context) {
    return {{std::string(code(Need::large_print)), std::string(context.t("Huruf besar di layar dan kertas")), ""},
            {std::string(code(Need::sign_language)), std::string(context.t("Petugas yang dapat berbahasa isyarat")), ""},
            {std::string(code(Need::wheelchair)), std::string(context.t("Loket yang dapat dicapai kursi roda")), ""},
            {std::string(code(Need::companion)), std::string(context.t("Pendamping ikut ke loket")), ""}};
}

std::vector<std::string> codes_of(const std::vector<Need>& needs) {
    std::vector<std::string> codes;
    for (const auto need : needs) codes.emplace_back(code(need));
    return codes;
}

std::vector<Need> needs_in(const http::Fields& form) {
    std::vector<Need> needs;
    for (const auto& one : form.all("kebutuhan")) {
        if (const auto need = parse_need(one); need && std::ranges::find(needs, *need) == needs.end()) needs.push_back(*need);
    }
    return needs;
}

void write_needs(Markup& out, const Context& context, const std::vector<std::string>& chosen) {
    html::checkboxes(out, context,
                     {.name = "kebutuhan",
                      .label = context.t("Apa yang dibutuhkan?"),
                      .hint = context.t("Cukup kebutuhannya. Sebab atau diagnosis tidak ditanyakan dan tidak disimpan.")},
                     options_of(context), chosen);
}

// --- the holder's own page ---

http::Response own_page(const http::Request& request, const Context& context, const html::FormState& state, bool saved, int status = 200) {
    const auto id = request.path_id<registration::ApplicationId>(0);
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto file = registration::find_outline(tx, id);
        if (!file || context.actor.kind != ActorKind::applicant || context.actor.applicant != id.value)
            return booking::not_there(context, context.t("Berkas ini belum dibuka di ponsel ini"),
                                      context.t("Buka dengan kode dan tanggal lahir."), context.t("Buka berkas"), "/berkas");
        const auto office = office::find_office(tx, file->office);
        if (!office) return booking::no_such_office(context);
        const auto path = "/berkas/" + id.text() + "/kebutuhan";
        Markup out;
        out << "<h1>"_html << context.t("Kebutuhan Anda di kantor") << "</h1>"_html;
        if (saved)
            html::notice(out, html::Tone::good, context.t("Tersimpan"), context.t("Berlaku untuk setiap kunjungan Anda berikutnya."));
        html::error_summary(out, context, state);
        out << "<p class=\"lead\">"_html << context.t("Katakan sekali saja. Tiket, panggilan, loket, dan cetakan menyesuaikan.")
            << "</p>"_html;
        html::form_open(out, context, path);
        write_needs(out, context, state.errors.empty() ? codes_of(needs_of(tx, context, id)) : state.typed.all("kebutuhan"));
        html::checkbox(out, context,
                       {.name = "setuju",
                        .label = context.t("Saya setuju kantor menyimpan kebutuhan ini di berkas saya sampai saya mencabutnya"),
                        .error = state.error("setuju")},
                       false);
        html::button(out, context.t("Simpan kebutuhan"));
        html::form_close(out);
        out << "<p class=\"muted\">"_html << context.t("Hapus semua centang lalu simpan untuk mencabutnya.") << "</p>"_html;
        auto frame = booking::public_frame(*office, std::string(context.t("Kebutuhan Anda di kantor")), path);
        frame.back_href = "/berkas/" + id.text();
        return http::page(html::document(context, frame, out), status);
    });
}

http::Response get_own(const http::Request& request, Context& context) {
    return own_page(request, context, {}, request.query.has("tersimpan"));
}

http::Response post_own(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto id = request.path_id<registration::ApplicationId>(0);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return record_needs(tx, context, id, needs_in(request.form), !state.value("setuju").empty()); });
    if (done) return http::see_other("/berkas/" + id.text() + "/kebutuhan?tersimpan=1");
    state.refuse("setuju", context.t(sentence(done.error())));
    return own_page(request, context, state, false, 422);
}

// --- at the counter ---

http::Response desk_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto id = request.path_id<booking::TicketId>(0);
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto place = find_place(tx, id);
        const auto ticket = booking::find_ticket(tx, id);
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return booking::no_office_of_yours(context);
        if (!place || !ticket || place->office != office->id)
            return booking::not_there(context, context.t("Nomor antrean ini tidak ditemukan"),
                                      context.t("Orangnya belum tercatat hadir hari ini."), context.t("Kembali ke daftar"), "/loket");
        Markup out;
        out << "<h1>"_html << fill(context.t("Kebutuhan {nomor}, {nama}"), {{"nomor", place->label}, {"nama", ticket->holder_name}})
            << "</h1>"_html;
        html::error_summary(out, context, state);
        const auto path = "/loket/tiket/" + id.text();
        html::form_open(out, context, path + "/kebutuhan");
        write_needs(out, context, codes_of(place->needs));
        if (ticket->application)
            html::checkbox(
                out, context,
                {.name = "setuju", .label = context.t("Orangnya setuju kebutuhan ini disimpan di berkasnya untuk kunjungan berikutnya")},
                false);
        html::button(out, context.t("Simpan kebutuhan"), html::ButtonKind::primary, "F4");
        html::form_close(out);
        out << "<p class=\"muted\">"_html << context.t("Tanpa persetujuan, kebutuhan ini hanya berlaku hari ini.") << "</p>"_html;
        if (policy(tx, office->id, place->date).screening) {
            const auto outcome = screened(tx, id);
            out << "<h2>"_html << context.t("Suhu badan") << "</h2>"_html;
            if (outcome == Screened::sent_on)
                html::notice(out, html::Tone::warning, context.t("Di atas batas"),
                             context.t("Orangnya disisihkan. Tawarkan nomor lain atau layanan daring."));
            if (outcome == Screened::passed)
                html::notice(out, html::Tone::good, context.t("Di bawah batas"), context.t("Orangnya masuk antrean."));
            html::form_open(out, context, path + "/suhu");
            html::text_field(out, context,
                             {.name = "suhu",
                              .label = context.t("Suhu badan dalam °C"),
                              .hint = context.t("Angkanya dihapus malam ini; yang disimpan hanya hasilnya."),
                              .value = state.value("suhu"),
                              .error = state.error("suhu"),
                              .inputmode = "decimal",
                              .width = 5,
                              .max_length = 5});
            html::button(out, context.t("Catat suhu"), html::ButtonKind::secondary);
            html::form_close(out);
        }
        html::link_button(out, context.t("Kembali ke daftar"), "/loket?nomor=" + id.text(), html::ButtonKind::secondary, "Alt+h");
        return http::page(
            html::document(context, booking::desk_frame(*office, std::string(context.t("Kebutuhan layanan")), path + "/kebutuhan"), out),
            status);
    });
}

http::Response get_desk(const http::Request& request, Context& context) { return desk_page(request, context, {}); }

http::Response post_desk(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto id = request.path_id<booking::TicketId>(0);
    const auto remember = state.value("setuju").empty() ? Remember::today_only : Remember::with_consent;
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return record_needs_here(tx, context, id, needs_in(request.form), remember); });
    if (done) return http::see_other("/loket?nomor=" + id.text());
    state.refuse("kebutuhan", context.t(sentence(done.error())));
    return desk_page(request, context, state, done.error() == Refusal::no_such_ticket ? 404 : 409);
}

// "36,7" or "36.7"
std::optional<int> tenths_of(std::string_view typed) {
    auto said = text::trim(typed);
    std::ranges::replace(said, ',', '.');
    const auto dot = said.find('.');
    int whole{};
    int tenth{};
    const auto end = dot == std::string::npos ? said.size() : dot;
    const auto [last, error] = std::from_chars(said.data(), said.data() + end, whole);
    if (error != std::errc{} || last != said.data() + end) return {};
    if (dot != std::string::npos) {
        if (said.size() != dot + 2 || said[dot + 1] < '0' || said[dot + 1] > '9') return {};
        tenth = said[dot + 1] - '0';
    }
    return whole * 10 + tenth;
}

http::Response post_screening(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto id = request.path_id<booking::TicketId>(0);
    const auto tenths = tenths_of(state.value("suhu"));
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Place, Refusal> {
        if (!tenths) return Refusal::value_unfit;
        return screen(tx, context, id, *tenths);
    });
    if (done && done->state == PlaceState::waiting) return http::see_other("/loket?nomor=" + id.text());
    if (done) return http::see_other("/loket/tiket/" + id.text() + "/kebutuhan");
    state.refuse("suhu", context.t(sentence(done.error())));
    return desk_page(request, context, state, done.error() == Refusal::no_such_ticket ? 404 : 422);
}

}  // namespace

std::vector<http::Route> needs_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/berkas/{id}/kebutuhan", get_own, Permission::hold_application},
            {post, "/berkas/{id}/kebutuhan", post_own, Permission::hold_application, Rate::write, small},
            {get, "/loket/tiket/{ticket}/kebutuhan", get_desk, Permission::check_in},
            {post, "/loket/tiket/{ticket}/kebutuhan", post_desk, Permission::check_in, Rate::write, small},
            {post, "/loket/tiket/{ticket}/suhu", post_screening, Permission::check_in, Rate::write, small}};
}

}  // namespace hall
