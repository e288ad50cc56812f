#include "modules/identity/actions.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/pages.hpp"
#include "modules/identity/pages_steps.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

namespace {

std::string next_of(const http::Request& request) {
    const auto typed = request.form.has("next") ? request.form.text("next") : request.query.text("next");
    return local_path(typed);
}

int status_of(Refusal why) { return why == Refusal::too_many_attempts ? 429 : 422; }

// --- /masuk -----------------------------------------------------------------------------------------------------------

http::Response sign_in_page(const Context& context, const html::FormState& state, std::string_view next, int status,
                            std::string_view good_news = "") {
    Markup out;
    html::error_summary(out, context, state);
    if (!good_news.empty()) html::notice(out, html::Tone::good, good_news, "");
    out << "<h1>"_html << context.t("Masuk untuk petugas") << "</h1>"_html;
    html::form_open(out, context, "/masuk");
    html::hidden(out, "next", next);
    html::text_field(out, context,
                     {.name = "user",
                      .label = context.t("Nama pengguna"),
                      .value = state.value("user"),
                      .error = state.error("user"),
                      .autocomplete = "username",
                      .width = 20,
                      .max_length = 60});
    password_field(out, context, state, context.t("Kata sandi"));
    html::button(out, context.t("Masuk"));
    html::form_close(out);
    html::details_open(out, context.t("Tidak bisa masuk?"));
    out << "<p>"_html
        << context.t(
               "Lupa kata sandi, atau ponsel hilang: minta manajer atau admin kantor Anda membuat tautan baru. Jika Anda "
               "masih punya kertas kode pemulihan, pakai satu kode di langkah kedua.")
        << "</p>"_html;
    html::details_close(out);
    html::notice(out, html::Tone::info, context.t("Pencari kerja tidak perlu masuk"),
                 context.t("Berkas Anda dibuka dengan kode tiket dan tanggal lahir, dari halaman depan."));
    html::Frame frame;
    frame.title = context.t("Masuk untuk petugas");
    frame.current_path = "/masuk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_sign_in(const http::Request& request, Context& context) {
    const auto next = next_of(request);
    if (context.actor.kind == ActorKind::staff) return http::see_other(next.empty() ? start_path(context.actor.permissions) : next);
    html::FormState state;
    const auto good_news = request.query.has("keluar") ? context.t("Anda sudah keluar.") : std::string_view{};
    return sign_in_page(context, state, next, 200, good_news);
}

http::Response post_sign_in(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto next = next_of(request);
    const auto user = state.value("user");
    const auto password = state.value("password");
    if (user.empty()) state.refuse("user", context.t("Tuliskan nama pengguna Anda."));
    if (password.empty()) state.refuse("password", context.t("Tuliskan kata sandi Anda."));
    if (!state.ok()) return sign_in_page(context, state, next, 422);

    const auto opened =
        sign_in(context,
                {.user = user, .password = password, .code = "", .kind = SessionKind::browser, .user_agent = request.header("user-agent")});
    if (!opened) {
        state.refuse("user", context.t(sentence(opened.error())));
        return sign_in_page(context, state, next, status_of(opened.error()));
    }
    // The session that was there before, if any, is not the one that goes on (session fixation).
    context.platform.database.write([&](sql::Transaction& tx) { sign_out(tx, context, token_of(request).token); });
    return go_on(*opened, next);
}

// --- /masuk/kode ------------------------------------------------------------------------------------------------------

http::Response code_page(const Context& context, const html::FormState& state, std::string_view next, int status) {
    Markup out;
    html::error_summary(out, context, state);
    html::form_open(out, context, "/masuk/kode");
    html::hidden(out, "next", next);
    html::text_field(
        out, context,
        {.name = "code",
         .label = context.t("Kode dari ponsel Anda"),
         .hint = context.t("Enam angka dari aplikasi autentikator. Ponsel tidak ada? Tulis satu kode pemulihan dari kertas Anda."),
         .error = state.error("code"),
         .autocomplete = "one-time-code",
         .width = 10,
         .max_length = 20,
         .label_is_heading = true});
    html::button(out, context.t("Lanjut"));
    html::form_close(out);
    out << "<p><a href=\"/masuk\">"_html << context.t("Masuk dengan akun lain") << "</a></p>"_html;
    html::Frame frame;
    frame.title = context.t("Kode dari ponsel Anda");
    frame.current_path = "/masuk/kode";
    return http::page(html::document(context, frame, out), status);
}

std::optional<Session> on_its_way(const http::Request& request, const Context& context, Stage stage) {
    auto session = context.platform.database.read([&](sql::Transaction& tx) { return find_session(tx, context, token_of(request).token); });
    if (session && session->stage != stage) return {};
    return session;
}

http::Response get_code(const http::Request& request, Context& context) {
    const auto next = next_of(request);
    if (!on_its_way(request, context, Stage::code)) return http::see_other(with_next("/masuk", next));
    return code_page(context, {}, next, 200);
}

http::Response post_code(const http::Request& request, Context& context) {
    html::FormState state;
    const auto next = next_of(request);
    const auto opened = prove_second_factor(context, token_of(request).token, request.form.text("code"), request.header("user-agent"));
    if (opened) return go_on(*opened, next);
    if (opened.error() == Refusal::session_over) {
        state.refuse("user", context.t(sentence(opened.error())));
        return sign_in_page(context, state, next, 422);
    }
    state.refuse("code", context.t(sentence(opened.error())));
    return code_page(context, state, next, status_of(opened.error()));
}

// --- /masuk/langkah-kedua ---------------------------------------------------------------------------------------------

http::Response enrolment_page(const Context& context, const Account& account, const Enrolment& enrolment, const html::FormState& state,
                              std::string_view next, int status) {
    Markup out;
    html::error_summary(out, context, state);
    html::steps(out, context, 2, {context.t("Kata sandi"), context.t("Ponsel"), context.t("Kode pemulihan")});
    out << "<h1>"_html << context.t("Pasang kunci kedua di ponsel Anda") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Akun petugas membuka data banyak orang. Karena itu, selain kata sandi, setiap kali masuk diperlukan kode dari ponsel Anda.")
        << "</p>"_html;
    show_enrolment(out, context, enrolment);
    html::form_open(out, context, "/masuk/langkah-kedua");
    html::hidden(out, "next", next);
    html::hidden(out, "kunci", enrolment.sealed);
    code_field(out, context, state);
    html::button(out, context.t("Pasang kunci kedua"));
    html::form_close(out);
    html::Frame frame;
    frame.title = context.t("Pasang kunci kedua");
    frame.current_path = "/masuk/langkah-kedua";
    frame.office_name = account.display_name;
    return http::page(html::document(context, frame, out), status);
}

std::optional<Account> account_of(const Context& context, const std::optional<Session>& session) {
    if (!session) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return find_account(tx, session->account); });
}

http::Response get_enrolment(const http::Request& request, Context& context) {
    const auto next = next_of(request);
    const auto account = account_of(context, on_its_way(request, context, Stage::enrolment));
    if (!account) return http::see_other(with_next("/masuk", next));
    return enrolment_page(context, *account, begin_enrolment(context, *account), {}, next, 200);
}

http::Response post_enrolment(const http::Request& request, Context& context) {
    const auto next = next_of(request);
    const auto token = token_of(request).token;
    const auto account = account_of(context, on_its_way(request, context, Stage::enrolment));
    if (!account) return http::see_other(with_next("/masuk", next));
    const auto sealed = request.form.text("kunci");
    const auto enrolled = context.platform.database.write([&](sql::Transaction& tx) {
        return finish_enrolment(tx, context, token, sealed, request.form.text("code"), request.header("user-agent"));
    });
    if (!enrolled) {
        html::FormState state;
        state.refuse("code", context.t(sentence(enrolled.error())));
        // The same secret again: the telephone has it already.
        const auto again = continue_enrolment(context, *account, sealed);
        return enrolment_page(context, *account, again ? *again : begin_enrolment(context, *account), state, next, 422);
    }
    return with_session(
        recovery_codes_page(context, *account, enrolled->recovery_codes, next.empty() ? start_path(enrolled->session.permissions) : next),
        enrolled->session);
}

// --- /keluar ----------------------------------------------------------------------------------------------------------

http::Response post_sign_out(const http::Request& request, Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { sign_out(tx, context, token_of(request).token); });
    return http::see_other("/masuk?keluar=1").with_cookie({std::string(session_cookie), "", 0});
}

}  // namespace

std::vector<http::Route> sign_in_routes() {
    using http::Method;
    return {{Method::get, "/masuk", get_sign_in, Permission::anyone},
            {Method::post, "/masuk", post_sign_in, Permission::anyone, http::Rate::login, 8192},
            {Method::get, "/masuk/kode", get_code, Permission::anyone},
            {Method::post, "/masuk/kode", post_code, Permission::anyone, http::Rate::login, 8192},
            {Method::get, "/masuk/langkah-kedua", get_enrolment, Permission::anyone},
            {Method::post, "/masuk/langkah-kedua", post_enrolment, Permission::anyone, http::Rate::login, 8192},
            {Method::post, "/keluar", post_sign_out, Permission::anyone, http::Rate::write, 8192}};
}

}  // namespace identity
