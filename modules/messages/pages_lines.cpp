
#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/messages/actions_settings.hpp"
#include "modules/messages/pages.hpp"
#include "platform/html/components.hpp"
#include "platform/sql/sql.hpp"

// Where mail and gateway are: for the installation's administrator only. An address that an office could set would let
// it send our server to its neighbours.
namespace messages {

namespace {

using html::FormState;

std::string_view word_of(outgoing::MailSecurity security) {
    switch (security) {
        case outgoing::MailSecurity::none: return "none";
        case outgoing::MailSecurity::starttls: return "starttls";
        case outgoing::MailSecurity::tls: return "tls";
    }
    return "";
}

std::string shown_or(const FormState& state, std::string_view name, std::string_view kept) {
    return state.typed.has(name) ? state.typed.text(name) : std::string(kept);
}

void write_mail(Markup& out, const Context& context, const FormState& state, const outgoing::MailServer& mail) {
    out << "<div class=\"panel\"><h2>"_html << context.t("Surel (SMTP)") << "</h2>"_html;
    html::text_field(out, context,
                     {.name = "host",
                      .label = context.t("Nama server"),
                      .hint = context.t("Kosongkan jika tidak memakai surel"),
                      .value = shown_or(state, "host", mail.host),
                      .error = state.error("host"),
                      .max_length = 253,
                      .optional = true});
    html::radios(out, context,
                 {.name = "keamanan", .label = context.t("Sambungan"), .value = shown_or(state, "keamanan", word_of(mail.security))},
                 {{"starttls", std::string(context.t("STARTTLS, biasanya port 587")), ""},
                  {"tls", std::string(context.t("TLS sejak awal, biasanya port 465")), ""},
                  {"none", std::string(context.t("Tanpa enkripsi, hanya untuk server surel di mesin ini")), ""}});
    html::text_field(out, context,
                     {.name = "port",
                      .label = context.t("Port"),
                      .value = shown_or(state, "port", std::to_string(mail.port)),
                      .error = state.error("port"),
                      .inputmode = "numeric",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "from",
                      .label = context.t("Alamat pengirim"),
                      .hint = context.t("Nama yang tampil adalah nama kantor masing-masing"),
                      .value = shown_or(state, "from", mail.from),
                      .error = state.error("from"),
                      .type = "email",
                      .max_length = 254,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "user",
                      .label = context.t("Nama pengguna di server itu"),
                      .value = shown_or(state, "user", mail.user),
                      .error = state.error("user"),
                      .autocomplete = "off",
                      .max_length = 200,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "password",
                      .label = context.t("Kata sandi"),
                      .hint = mail.password.empty() ? std::string_view() : context.t("Sudah tersimpan. Kosongkan jika tidak berubah."),
                      .error = state.error("password"),
                      .type = "password",
                      .autocomplete = "off",
                      .max_length = 200,
                      .optional = true});
    out << "</div>"_html;
}

void write_gateway(Markup& out, const Context& context, const FormState& state, const outgoing::Webhook& gateway) {
    out << "<div class=\"panel\"><h2>"_html << context.t("WhatsApp atau SMS (gateway)") << "</h2>"_html;
    html::text_field(out, context,
                     {.name = "url",
                      .label = context.t("Alamat gateway"),
                      .hint = context.t("Kosongkan jika tidak memakai gateway. Program mengirim JSON ke alamat ini."),
                      .value = shown_or(state, "url", gateway.url),
                      .error = state.error("url"),
                      .max_length = 500,
                      .optional = true});
    html::text_field(
        out, context,
        {.name = "secret",
         .label = context.t("Kunci bersama"),
         .hint = gateway.secret.empty() ? context.t("Sekurangnya 16 huruf atau angka. Dipakai untuk tanda tangan HMAC di kedua arah.")
                                        : context.t("Sudah tersimpan. Kosongkan jika tidak berubah."),
         .error = state.error("secret"),
         .type = "password",
         .autocomplete = "off",
         .max_length = 200,
         .optional = true});
    out << "<p>"_html << context.t("Gateway melaporkan pesan yang sampai atau gagal ke alamat ini:") << "<br><code>"_html
        << context.platform.public_url << "/api/v1/messages/reports</code></p><p class=\"muted\">"_html
        << context.t("Bentuk JSON dan tanda tangannya dijelaskan dalam docs/install.md.") << "</p></div>"_html;
}

http::Response page(const Context& context, const FormState& state, int status, bool was_saved) {
    const auto kept = context.platform.database.read([&](sql::Transaction& tx) { return lines(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    if (was_saved)
        html::notice(out, html::Tone::good, context.t("Tersimpan"), context.t("Setiap kantor dapat mencobanya di halaman pesannya."));
    out << "<h1>"_html << context.t("Jalur pesan") << "</h1><p>"_html
        << context.t(
               "Server surel dan gateway untuk semua kantor di pemasangan ini. Tanpa keduanya program tetap bekerja: pesan dicetak atau "
               "disampaikan petugas.")
        << "</p>"_html;
    html::form_open(out, context, "/pemasangan/pesan");
    html::hidden(out, "versi", shown_or(state, "versi", std::to_string(kept.version)));
    out << "<div class=\"side-by-side\">"_html;
    write_mail(out, context, state, kept.mail);
    write_gateway(out, context, state, kept.gateway);
    out << "</div>"_html;
    html::button(out, context.t("Simpan jalur"));
    html::form_close(out);
    html::Frame frame;
    frame.title = std::string(context.t("Jalur pesan"));
    frame.density = html::Density::desk;
    frame.scripts = {"desk"};
    frame.current_path = "/pemasangan/pesan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_lines(const http::Request& request, Context& context) { return page(context, {}, 200, request.query.has("disimpan")); }

int number_in(const std::string& typed) { return text::whole(text::trim(typed)).value_or(0); }

http::Response post_lines(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    const auto typed = [&](std::string_view name) { return text::clean_line(state.value(name), 500).value_or(""); };
    const auto security = typed("keamanan");
    Lines wanted{.mail = {.host = typed("host"),
                          .port = number_in(typed("port")),
                          .security = security == "none"  ? outgoing::MailSecurity::none
                                      : security == "tls" ? outgoing::MailSecurity::tls
                                                          : outgoing::MailSecurity::starttls,
                          .user = typed("user"),
                          .password = state.value("password"),
                          .from = typed("from")},
                 .gateway = {.url = typed("url"), .secret = state.value("secret")},
                 .version = number_in(typed("versi"))};
    const auto answer = context.platform.database.write([&](sql::Transaction& tx) { return save_lines(tx, context, wanted); });
    if (answer) return http::see_other("/pemasangan/pesan?disimpan=1");
    state.refuse(std::string(answer.error().field), context.t(sentence(answer.error().why)));
    return page(context, state, 422, false);
}

}  // namespace

std::vector<http::Route> lines_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_installation;
    return {{get, "/pemasangan/pesan", get_lines, manage}, {post, "/pemasangan/pesan", post_lines, manage, http::Rate::write}};
}

}  // namespace messages
