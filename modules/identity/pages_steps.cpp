#include "modules/identity/pages_steps.hpp"

#include "modules/identity/actions.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

namespace {}  // namespace

http::Response desk_page(const Context& context, const DeskPage& page, const Markup& out) {
    html::Frame frame;
    frame.title = std::string(page.title);
    frame.density = html::Density::desk;
    frame.back_href = page.back;
    frame.current_path = page.path;
    return http::page(html::document(context, frame, out), page.status);
}

void at_office_at_hand(const http::Request& request, Context& context) {
    if (context.actor.office || !context.may(Permission::manage_installation)) return;
    context.actor.office = OfficeId::parse(request.cookie("kantor")).value_or(OfficeId{});
}

Zone zone_of(const Context& context) {
    const auto account = context.platform.database.read([&](sql::Transaction& tx) { return find_account(tx, context.actor.account); });
    return account ? account->zone : Zone::wib;
}

std::string short_time(const Context& context, Instant at, Zone zone) {
    const auto local = at.in(zone);
    return short_date(context.language, local.date) + ", " + clock(local.time);
}

std::string start_path(const PermissionSet& permissions) {
    if (permissions.has(Permission::manage_office)) return "/atur";
    if (permissions.has(Permission::see_day_list)) return "/loket";
    if (permissions.has(Permission::review_vacancy)) return "/tinjau";
    if (permissions.has(Permission::employer)) return "/perusahaan";
    if (permissions.has(Permission::school)) return "/bkk";
    if (permissions.has(Permission::manage_installation)) return "/pemasangan/kantor";
    if (permissions.has(Permission::see_audit)) return "/pengawasan";
    return "/akun";
}

std::string with_next(std::string_view path, std::string_view next) {
    std::string target(path);
    if (next.empty()) return target;
    target += "?next=";
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char letter : next) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '/' ||
                              byte == '-' || byte == '_' || byte == '.';
        if (is_plain)
            target += letter;
        else
            (target += '%', target += digits[byte >> 4], target += digits[byte & 15]);
    }
    return target;
}

http::Response with_session(http::Response response, const Opened& opened) {
    // Until the browser is closed: nothing is remembered on a counter's computer.
    return std::move(response).with_cookie({std::string(session_cookie), opened.token, 0});
}

http::Response go_on(const Opened& opened, std::string_view next) {
    switch (opened.stage) {
        case Stage::code: return with_session(http::see_other(with_next("/masuk/kode", next)), opened);
        case Stage::enrolment: return with_session(http::see_other(with_next("/masuk/langkah-kedua", next)), opened);
        case Stage::complete: break;
    }
    return with_session(http::see_other(next.empty() ? start_path(opened.permissions) : std::string(next)), opened);
}

void show_enrolment(Markup& out, const Context& context, const Enrolment& enrolment) {
    std::string grouped;
    for (std::size_t at = 0; at < enrolment.secret.size(); ++at) {
        if (at > 0 && at % 4 == 0) grouped += ' ';
        grouped += enrolment.secret[at];
    }
    out << "<ol><li>"_html
        << context.t("Buka aplikasi autentikator di ponsel Anda: Aegis, Google Authenticator, Microsoft Authenticator, atau yang lain.")
        << "</li><li>"_html << context.t("Pindai kode ini dengan aplikasi itu.")
        << html::qr_svg(enrolment.uri, context.t("Kode QR untuk aplikasi autentikator")) << "</li><li>"_html
        << context.t("Tulis di bawah ini enam angka yang muncul.") << "</li></ol>"_html;
    html::details_open(out, context.t("Tidak bisa memindai?"));
    out << "<p>"_html << context.t("Ketik kunci ini di aplikasi, jenis: berdasarkan waktu.") << "</p><p><code>"_html << grouped
        << "</code></p>"_html;
    html::details_close(out);
}

void code_field(Markup& out, const Context& context, const html::FormState& state) {
    html::text_field(out, context,
                     {.name = "code",
                      .label = context.t("Enam angka dari ponsel"),
                      .error = state.error("code"),
                      .inputmode = "numeric",
                      .autocomplete = "one-time-code",
                      .width = 10,
                      .max_length = 10});
}

http::Response recovery_codes_page(const Context& context, const Account& account, const std::vector<std::string>& codes,
                                   std::string_view go_on_to) {
    Markup out;
    html::steps(out, context, 3, {context.t("Kata sandi"), context.t("Ponsel"), context.t("Kode pemulihan")});
    out << "<h1>"_html << context.t("Cetak atau tulis kode pemulihan Anda") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Jika ponsel hilang, satu kode di bawah ini menggantikan kode ponsel satu kali. Simpan kertasnya di tempat terkunci. "
               "Halaman ini tidak dapat dibuka lagi.")
        << "</p>"_html;
    html::card_open(out, context.t("Kode pemulihan"));
    out << "<p class=\"card-next\">AntarKerja · "_html << account.user_name << "</p><ol>"_html;
    for (const auto& one : codes) out << "<li><code class=\"card-code\">"_html << one << "</code></li>"_html;
    out << "</ol><p>"_html << context.t("Setiap kode berlaku satu kali.") << "</p>"_html;
    html::card_close(out);
    out << "<p class=\"muted\">"_html << context.t("Untuk mencetak, tekan Ctrl dan P.") << "</p>"_html;
    html::link_button(out, context.t("Sudah saya simpan, lanjut"), go_on_to);
    html::Frame frame;
    frame.title = context.t("Kode pemulihan");
    frame.current_path = "/akun";
    return http::page(html::document(context, frame, out));
}

void name_fields(Markup& out, const Context& context, const html::FormState& state, Whose whose) {
    const bool own = whose == Whose::own;
    html::text_field(out, context,
                     {.name = "display_name",
                      .label = own ? context.t("Nama lengkap Anda") : context.t("Nama lengkap"),
                      .value = state.value("display_name"),
                      .error = state.error("display_name"),
                      .autocomplete = own ? "name" : "off",
                      .max_length = 80});
    html::text_field(out, context,
                     {.name = "user",
                      .label = context.t("Nama pengguna"),
                      .hint = context.t("Untuk masuk. Huruf kecil, angka, titik, atau tanda hubung, misalnya ratna.w"),
                      .value = state.value("user"),
                      .error = state.error("user"),
                      .autocomplete = own ? "username" : "off",
                      .width = 20,
                      .max_length = 40});
}

void password_field(Markup& out, const Context& context, const html::FormState& state, std::string_view label) {
    html::text_field(out, context,
                     {.name = "password",
                      .label = label,
                      .error = state.error("password"),
                      .type = "password",
                      .autocomplete = "current-password",
                      .width = 20});
}

void new_password_field(Markup& out, const Context& context, const html::FormState& state) {
    html::text_field(out, context,
                     {.name = "new_password",
                      .label = context.t("Kata sandi baru"),
                      .hint = context.t("Sekurangnya 8 karakter. Beberapa kata yang tidak berhubungan mudah diingat dan sukar ditebak."),
                      .error = state.error("new_password"),
                      .type = "password",
                      .autocomplete = "new-password",
                      .width = 20});
    html::text_field(out, context,
                     {.name = "new_password_again",
                      .label = context.t("Kata sandi baru, sekali lagi"),
                      .error = state.error("new_password_again"),
                      .type = "password",
                      .autocomplete = "new-password",
                      .width = 20});
}

bool check_new_password(const Context& context, html::FormState& state, std::string_view user_name) {
    const auto password = state.value("new_password");
    if (const auto why = refusal_of_password(password, user_name)) {
        state.refuse("new_password", context.t(sentence(*why)));
        return false;
    }
    if (password != state.value("new_password_again")) {
        state.refuse("new_password_again", context.t("Kedua kata sandi tidak sama."));
        return false;
    }
    return true;
}

}  // namespace identity
