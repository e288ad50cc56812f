#include <algorithm>

#include "modules/employers/actions_own.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Anybody: a company registers itself. Nothing here tells whether a firm is known.
namespace employers {

namespace {

std::vector<office::Office> open_offices(const Context& context) {
    return context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
}

http::Response door_page(const Context& context, const std::vector<office::Office>& offices, const html::FormState& state,
                         std::string_view wanted) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Daftarkan perusahaan") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Isi satu halaman ini. Petugas menelepon untuk memastikan, lalu Anda mendapat akun untuk melaporkan lowongan. Tanpa biaya.")
        << "</p>"_html;
    html::form_open(out, context, "/perusahaan/daftar");
    if (offices.size() == 1) {
        html::hidden(out, "kantor", offices.front().code);
    } else {
        std::vector<html::Option> options{{"", std::string(context.t("Pilih kantor")), ""}};
        for (const auto& one : offices) options.push_back({one.code, one.name, ""});
        html::select(out, context,
                     {.name = "kantor",
                      .label = context.t("Kantor di wilayah tempat kerja"),
                      .value = state.typed.has("kantor") ? state.value("kantor") : std::string(wanted),
                      .error = state.error("kantor")},
                     options);
    }
    write_company_fields(out, context, {}, state, Form::door);
    out << "<p class=\"muted\">"_html
        << context.t("Nama dan bidang usaha tampil kepada umum setelah diperiksa. Alamat, nomor telepon, dan surel hanya dilihat petugas.")
        << "</p>"_html;
    html::button(out, context.t("Kirim pendaftaran"));
    html::form_close(out);
    html::Frame frame;
    frame.title = context.t("Daftarkan perusahaan");
    frame.back_href = "/";
    frame.current_path = "/perusahaan/daftar";
    frame.scripts = {"apply"};
    frame.indexable = true;
    return http::page(html::document(context, frame, out), state.ok() ? 200 : 422);
}

http::Response get_door(const http::Request& request, Context& context) {
    return door_page(context, open_offices(context), {}, request.query.text("kantor"));
}

http::Response post_door(const http::Request& request, Context& context) {
    const auto offices = open_offices(context);
    html::FormState state{request.form, {}};
    Employer known;
    const auto office = std::ranges::find(offices, state.value("kantor"), &office::Office::code);
    if (office == offices.end()) {
        state.refuse("kantor", context.t("Pilih kantor di wilayah tempat kerja."));
    } else {
        known.office = office->id;
        known.regency_code = office->regency_code;
    }
    const auto typed = typed_company(context, state, known, Form::door);
    if (!state.ok()) return door_page(context, offices, state, "");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return register_employer(tx, context, typed); });
    if (!done) {
        refuse(context, state, done.error());
        return door_page(context, offices, state, "");
    }
    return http::see_other("/perusahaan/daftar/terkirim?kantor=" + office->code);
}

// The same for everybody who sent the form.
http::Response get_sent(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, request.query.text("kantor"));
        const int days = office ? office::parameter(tx, office->id, "employer_check_days", context.local(office->zone).date).number() : 0;
        return std::pair{office, days};
    });
    const auto& [office, days] = found;
    if (!office) return http::see_other("/perusahaan/daftar");
    Markup out;
    out << "<h1>"_html << context.t("Pendaftaran terkirim") << "</h1><ol class=\"plan\"><li>"_html
        << fill(context.t("Petugas {kantor} menelepon nomor yang Anda tulis, paling lama dalam {n} hari kerja."),
                {{"kantor", office->name}, {"n", std::to_string(days)}})
        << "</li><li>"_html << context.t("Setelah pasti, Anda menerima tautan untuk membuat kata sandi.") << "</li><li>"_html
        << context.t("Lowongan yang Anda laporkan tampil kepada umum setelah itu.") << "</li></ol>"_html;
    if (!office->phone.empty())
        out << "<p>"_html << fill(context.t("Belum ditelepon? Hubungi kantor di {nomor}."), {{"nomor", office->phone}}) << "</p>"_html;
    html::link_button(out, context.t("Ke halaman kantor"), "/kantor/" + office->code, html::ButtonKind::secondary);
    html::Frame frame;
    frame.title = context.t("Pendaftaran terkirim");
    frame.current_path = "/perusahaan/daftar";
    frame.office_name = office->name;
    frame.office_href = "/kantor/" + office->code;
    return http::page(html::document(context, frame, out));
}

}  // namespace

std::vector<http::Route> door_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/daftar", get_door, Permission::anyone},
            {post, "/perusahaan/daftar", post_door, Permission::anyone, http::Rate::write},
            {get, "/perusahaan/daftar/terkirim", get_sent, Permission::anyone}};
}

}  // namespace employers
