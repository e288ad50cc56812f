#include "modules/identity/actions.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/pages.hpp"
#include "modules/identity/pages_steps.hpp"
#include "modules/identity/rules.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// Pages behind links that are good once. The key goes from the address into the form and from there nowhere.
namespace identity {

namespace {

std::string key_of(const http::Request& request) {
    auto key = request.form.has("kunci") ? request.form.text("kunci") : request.query.text("kunci");
    if (key.size() > 100) key.clear();
    return key;
}

std::optional<LinkOwner> owner_of(const http::Request& request, const Context& context, LinkKind kind) {
    const auto key = key_of(request);
    if (key.empty()) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return find_link(tx, context, kind, key); });
}

http::Response link_over(const Context& context, LinkKind kind) {
    std::string_view text;
    switch (kind) {
        case LinkKind::setup:
            text =
                msg("Tautan pemasangan hanya berlaku satu kali. Mulai ulang program di server untuk mendapat tautan baru, atau masuk jika "
                    "admin sudah ada.");
            break;
        case LinkKind::invitation:
        case LinkKind::password_reset:
            text = msg("Minta tautan baru kepada manajer atau admin kantor Anda. Jika kata sandi sudah dibuat, masuk saja.");
            break;
    }
    return http::page(html::message_document(context, context.t("Tautan ini tidak berlaku lagi"), context.t(text),
                                             context.t("Ke halaman masuk"), "/masuk"),
                      404);
}

http::Response shown(const Context& context, std::string_view title, std::string_view path, const Markup& out,
                     const html::FormState& state) {
    html::Frame frame;
    frame.title = std::string(title);
    frame.current_path = std::string(path);
    return http::page(html::document(context, frame, out), state.ok() ? 200 : 422);
}

// --- /pemasangan/mulai ------------------------------------------------------------------------------------------------

http::Response setup_page(const http::Request& request, const Context& context, const html::FormState& state) {
    Markup out;
    html::error_summary(out, context, state);
    html::steps(out, context, 1, {context.t("Kata sandi"), context.t("Ponsel"), context.t("Kode pemulihan")});
    out << "<h1>"_html << context.t("Selamat datang. Buat akun admin pertama") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Akun ini mengurus pemasangan: kantor, akun petugas, dan kunci. Setelah ini Anda mengatur kantor, kira-kira sepuluh menit.")
        << "</p>"_html;
    html::form_open(out, context, "/pemasangan/mulai");
    html::hidden(out, "kunci", key_of(request));
    name_fields(out, context, state, Whose::own);
    new_password_field(out, context, state);
    html::button(out, context.t("Buat akun admin"));
    html::form_close(out);
    return shown(context, context.t("Akun admin pertama"), "/pemasangan/mulai", out, state);
}

http::Response get_setup(const http::Request& request, Context& context) {
    if (!owner_of(request, context, LinkKind::setup)) return link_over(context, LinkKind::setup);
    return setup_page(request, context, {});
}

http::Response post_setup(const http::Request& request, Context& context) {
    if (!owner_of(request, context, LinkKind::setup)) return link_over(context, LinkKind::setup);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto user_name = parse_user_name(state.value("user"));
    if (state.value("display_name").empty()) state.refuse("display_name", context.t(sentence(Refusal::name_missing)));
    if (!user_name) state.refuse("user", context.t(sentence(Refusal::user_name_unfit)));
    check_new_password(context, state, user_name.value_or(""));
    if (!state.ok()) return setup_page(request, context, state);

    const auto hash = crypto::hash_password(state.value("new_password"), crypto::PasswordCost::staff);
    const auto opened = context.platform.database.write([&](sql::Transaction& tx) {
        return use_setup_link(tx, context, key_of(request), state.value("user"), state.value("display_name"), hash,
                              request.header("user-agent"));
    });
    if (opened) return go_on(*opened, "/atur/mulai");
    if (opened.error() == Refusal::link_unknown) return link_over(context, LinkKind::setup);
    state.refuse(opened.error() == Refusal::name_missing ? "display_name" : "user", context.t(sentence(opened.error())));
    return setup_page(request, context, state);
}

// --- /undangan, /sandi-baru -------------------------------------------------------------------------------------------

http::Response password_page(const http::Request& request, const Context& context, const LinkOwner& owner, const html::FormState& state) {
    const bool is_invitation = owner.kind == LinkKind::invitation;
    const std::string_view path = is_invitation ? "/undangan" : "/sandi-baru";
    const auto title = is_invitation ? context.t("Selamat datang. Buat kata sandi Anda") : context.t("Buat kata sandi baru");
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << title << "</h1>"_html;
    html::summary_list(out, context,
                       {{std::string(context.t("Nama")), owner.account->display_name, ""},
                        {std::string(context.t("Nama pengguna")), owner.account->user_name, ""}});
    html::form_open(out, context, path);
    html::hidden(out, "kunci", key_of(request));
    // For password keepers; nobody sees or changes it.
    out << "<input type=\"hidden\" name=\"user\" autocomplete=\"username\" value=\""_html << owner.account->user_name << "\">"_html;
    new_password_field(out, context, state);
    html::button(out, context.t("Simpan kata sandi"));
    html::form_close(out);
    return shown(context, title, path, out, state);
}

http::Response get_password(const http::Request& request, Context& context, LinkKind kind) {
    const auto owner = owner_of(request, context, kind);
    if (!owner) return link_over(context, kind);
    return password_page(request, context, *owner, {});
}

http::Response post_password(const http::Request& request, Context& context, LinkKind kind) {
    const auto owner = owner_of(request, context, kind);
    if (!owner) return link_over(context, kind);
    html::FormState state{.typed = request.form, .errors = {}};
    if (!check_new_password(context, state, owner->account->user_name)) return password_page(request, context, *owner, state);
    const auto hash = crypto::hash_password(state.value("new_password"), crypto::PasswordCost::staff);
    const auto opened = context.platform.database.write(
        [&](sql::Transaction& tx) { return use_password_link(tx, context, kind, key_of(request), hash, request.header("user-agent")); });
    if (!opened) return link_over(context, kind);
    return go_on(*opened, "");
}

http::Response get_invitation(const http::Request& request, Context& context) {
    return get_password(request, context, LinkKind::invitation);
}
http::Response post_invitation(const http::Request& request, Context& context) {
    return post_password(request, context, LinkKind::invitation);
}
http::Response get_reset(const http::Request& request, Context& context) {
    return get_password(request, context, LinkKind::password_reset);
}
http::Response post_reset(const http::Request& request, Context& context) {
    return post_password(request, context, LinkKind::password_reset);
}

}  // namespace

std::vector<http::Route> link_routes() {
    using http::Method;
    return {{Method::get, "/pemasangan/mulai", get_setup, Permission::anyone, http::Rate::login},
            {Method::post, "/pemasangan/mulai", post_setup, Permission::anyone, http::Rate::login, 8192},
            {Method::get, "/undangan", get_invitation, Permission::anyone, http::Rate::login},
            {Method::post, "/undangan", post_invitation, Permission::anyone, http::Rate::login, 8192},
            {Method::get, "/sandi-baru", get_reset, Permission::anyone, http::Rate::login},
            {Method::post, "/sandi-baru", post_reset, Permission::anyone, http::Rate::login, 8192}};
}

}  // namespace identity
