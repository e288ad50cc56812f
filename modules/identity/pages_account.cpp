#include "modules/identity/actions.hpp"
#include "modules/identity/actions_account.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/pages.hpp"
#include "modules/identity/pages_steps.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

namespace {

std::string roles_of(const Context& context, const Account& account) {
    std::string all;
    for (const auto role : account.roles) all += (all.empty() ? "" : ", ") + std::string(context.t(label(role)));
    return all;
}

http::Response account_page(const http::Request& request, const Context& context, const html::FormState& state = {}) {
    struct Seen {
        Account account;
        std::vector<Session> sessions;
        std::optional<Session> this_one;
        int codes_left{};
    };
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        return Seen{*find_account(tx, context.actor.account), own_sessions(tx, context), find_session(tx, context, token_of(request).token),
                    recovery_codes_left(tx, context)};
    });
    const auto& account = seen.account;

    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("disimpan")) html::notice(out, html::Tone::good, context.t("Tersimpan"), "");
    out << "<h1>"_html << context.t("Akun saya") << "</h1>"_html;
    std::string second_factor(account.second_factor_waived ? context.t("Tidak dipakai pada demo") : context.t("Terpasang"));
    if (account.has_second_factor)
        second_factor += ", " + fill(context.t("{jumlah} kode pemulihan tersisa"), {{"jumlah", std::to_string(seen.codes_left)}});
    html::summary_list(out, context,
                       {{std::string(context.t("Nama")), account.display_name, ""},
                        {std::string(context.t("Nama pengguna")), account.user_name, ""},
                        {std::string(context.t("Tugas")), roles_of(context, account), ""},
                        {std::string(context.t("Kunci kedua")), second_factor, ""}});
    if (account.has_second_factor && seen.codes_left <= 2)
        html::notice(out, html::Tone::warning, context.t("Kode pemulihan hampir habis"),
                     context.t("Pasang ulang kunci kedua untuk mendapat sepuluh kode baru."));
    html::link_button(out, context.t("Pasang ulang kunci kedua"), "/akun/kunci-kedua", html::ButtonKind::secondary);

    out << "<h2>"_html << context.t("Ganti kata sandi") << "</h2>"_html;
    html::form_open(out, context, "/akun/sandi");
    password_field(out, context, state, context.t("Kata sandi sekarang"));
    new_password_field(out, context, state);
    html::button(out, context.t("Ganti kata sandi"));
    html::form_close(out);

    out << "<h2>"_html << context.t("Di mana akun ini terbuka") << "</h2>"_html;
    html::table_open(out, context.t("Sesi yang masih terbuka"),
                     {{context.t("Perangkat")}, {context.t("Masuk")}, {context.t("Terakhir dipakai")}, {context.t("Tindakan")}});
    for (const auto& one : seen.sessions) {
        out << "<tr><td>"_html << (one.device.empty() ? std::string(context.t("Tidak dikenal")) : one.device) << "</td><td>"_html
            << short_time(context, one.created_at, account.zone) << "</td><td>"_html << short_time(context, one.seen_at, account.zone)
            << "</td><td>"_html;
        if (seen.this_one && one.id == seen.this_one->id)
            html::tag(out, html::Tone::good, context.t("Perangkat ini"));
        else
            html::post_button(out, context, "/akun/sesi/" + one.id.text() + "/akhiri", context.t("Akhiri"));
        out << "</td></tr>"_html;
    }
    html::table_close(out);

    for (const auto role : account.roles)
        if (role == Role::admin) {
            html::details_open(out, context.t("Berhenti menjadi admin"));
            out << "<p>"_html << context.t("Admin terakhir tidak dapat berhenti: tunjuk admin lain dahulu di halaman Petugas.")
                << "</p>"_html;
            html::form_open(out, context, "/akun/berhenti-admin", false, "berhenti");
            html::button(out, context.t("Berhenti menjadi admin"), html::ButtonKind::warning);
            html::form_close(out);
            html::details_close(out);
        }
    return desk_page(context, {.title = context.t("Akun saya"), .path = "/akun", .status = state.ok() ? 200 : 422}, out);
}

http::Response get_account(const http::Request& request, Context& context) { return account_page(request, context); }

http::Response post_password(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto account = context.platform.database.read([&](sql::Transaction& tx) { return find_account(tx, context.actor.account); });
    if (!check_new_password(context, state, account ? account->user_name : "")) return account_page(request, context, state);
    if (const auto proved = prove_own_password(context, state.value("password")); !proved) {
        state.refuse("password", context.t(sentence(proved.error())));
        return account_page(request, context, state);
    }
    const auto hash = crypto::hash_password(state.value("new_password"), crypto::PasswordCost::staff);
    const auto changed = context.platform.database.write(
        [&](sql::Transaction& tx) { return change_password(tx, context, token_of(request).token, hash, request.header("user-agent")); });
    if (!changed) return http::see_other("/masuk");
    return with_session(http::see_other("/akun?disimpan=1"), *changed);
}

// --- /akun/kunci-kedua ------------------------------------------------------------------------------------------------

http::Response second_factor_page(const Context& context, const Enrolment& enrolment, const html::FormState& state) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Pasang ulang kunci kedua") << "</h1><p>"_html
        << context.t("Untuk ponsel baru, atau bila kode pemulihan habis. Kode lama dan sesi di perangkat lain berakhir.") << "</p>"_html;
    show_enrolment(out, context, enrolment);
    html::form_open(out, context, "/akun/kunci-kedua");
    html::hidden(out, "kunci", enrolment.sealed);
    code_field(out, context, state);
    password_field(out, context, state, context.t("Kata sandi sekarang"));
    html::button(out, context.t("Pasang kunci kedua"));
    html::form_close(out);
    return desk_page(
        context,
        {.title = context.t("Pasang ulang kunci kedua"), .path = "/akun/kunci-kedua", .back = "/akun", .status = state.ok() ? 200 : 422},
        out);
}

std::optional<Account> own_account(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return find_account(tx, context.actor.account); });
}

http::Response get_second_factor(const http::Request&, Context& context) {
    return second_factor_page(context, begin_enrolment(context, *own_account(context)), {});
}

http::Response post_second_factor(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto account = *own_account(context);
    const auto sealed = state.value("kunci");
    const auto again = continue_enrolment(context, account, sealed);
    const auto shown_again = [&] { return second_factor_page(context, again ? *again : begin_enrolment(context, account), state); };
    if (const auto proved = prove_own_password(context, state.value("password")); !proved) {
        state.refuse("password", context.t(sentence(proved.error())));
        return shown_again();
    }
    const auto replaced = context.platform.database.write([&](sql::Transaction& tx) {
        return replace_second_factor(tx, context, token_of(request).token, sealed, state.value("code"), request.header("user-agent"));
    });
    if (!replaced) {
        state.refuse("code", context.t(sentence(replaced.error())));
        return shown_again();
    }
    return with_session(recovery_codes_page(context, account, replaced->recovery_codes, "/akun"), replaced->session);
}

http::Response post_end_session(const http::Request& request, Context& context) {
    (void)context.platform.database.write([&](sql::Transaction& tx) { return end_session(tx, context, request.path_id<SessionId>(0)); });
    return http::see_other("/akun?disimpan=1");  // one that is over already is over
}

http::Response post_leave(const http::Request& request, Context& context) {
    const auto left = context.platform.database.write([&](sql::Transaction& tx) { return give_up_administration(tx, context); });
    if (left) return http::see_other("/akun?disimpan=1");
    html::FormState state;
    state.refuse("berhenti", context.t(sentence(left.error())));
    return account_page(request, context, state);
}

}  // namespace

std::vector<http::Route> account_routes() {
    using http::Method;
    return {{Method::get, "/akun", get_account, Permission::signed_in},
            {Method::post, "/akun/sandi", post_password, Permission::signed_in, http::Rate::login, 8192},
            {Method::get, "/akun/kunci-kedua", get_second_factor, Permission::signed_in},
            {Method::post, "/akun/kunci-kedua", post_second_factor, Permission::signed_in, http::Rate::login, 8192},
            {Method::post, "/akun/sesi/{sesi}/akhiri", post_end_session, Permission::signed_in, http::Rate::write, 4096},
            {Method::post, "/akun/berhenti-admin", post_leave, Permission::signed_in, http::Rate::write, 4096}};
}

}  // namespace identity
