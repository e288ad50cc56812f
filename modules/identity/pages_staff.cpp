#include <algorithm>

#include "modules/identity/access.hpp"
#include "modules/identity/actions.hpp"
#include "modules/identity/actions_staff.hpp"
#include "modules/identity/pages.hpp"
#include "modules/identity/pages_steps.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store_codes.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

namespace {

std::string roles_of(const Context& context, const Account& account) {
    std::string all;
    for (const auto role : account.roles) all += (all.empty() ? "" : ", ") + std::string(context.t(label(role)));
    return all;
}

void state_tag(Markup& out, const Context& context, const Account& account) {
    switch (account.state) {
        case AccountState::invited: html::tag(out, html::Tone::info, context.t("Diundang")); return;
        case AccountState::active:
            if (account.has_second_factor || account.second_factor_waived)
                html::tag(out, html::Tone::good, context.t("Aktif"));
            else
                html::tag(out, html::Tone::warning, context.t("Kunci kedua belum dipasang"));
            return;
        case AccountState::disabled: html::tag(out, html::Tone::danger, context.t("Nonaktif")); return;
    }
}

void role_boxes(Markup& out, const Context& context, const html::FormState& state, const std::vector<std::string>& chosen) {
    std::vector<html::Option> options;
    const auto offer = [&](Role role, std::string_view hint) {
        if (may_grant(context.actor.permissions, role))
            options.push_back({std::string(store::code(role)), std::string(context.t(label(role))), std::string(context.t(hint))});
    };
    offer(Role::clerk, msg("Melayani di loket: daftar hari ini, berkas, kartu."));
    offer(Role::manager, msg("Petugas loket, dan mengatur jadwal, kuota, serta akun petugas kantor."));
    offer(Role::inspector, msg("Membaca jurnal, tidak mengubah apa pun."));
    offer(Role::school, msg("Akun Bursa Kerja Khusus."));
    offer(Role::employer, msg("Akun pemberi kerja."));
    offer(Role::admin, msg("Mengurus pemasangan: semua kantor dan admin lain. Tidak membuka berkas pencari kerja."));
    html::checkboxes(out, context, {.name = "roles", .label = context.t("Tugas"), .error = state.error("roles")}, options, chosen);
}

std::vector<Role> typed_roles(const http::Request& request) {
    std::vector<Role> roles;
    for (const auto& one : request.form.all("roles"))
        if (const auto role = store::parse_role(one)) roles.push_back(*role);
    return roles;
}

// --- /petugas ---------------------------------------------------------------------------------------------------------

http::Response get_staff(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return staff(tx, context); });
    const auto zone = zone_of(context);
    Markup out;
    out << "<h1>"_html << context.t("Petugas") << "</h1>"_html;
    out << "<div class=\"toolbar\">"_html;
    html::link_button(out, context.t("Undang petugas"), "/petugas/undang");
    out << "</div>"_html;
    if (all.empty()) {
        html::empty_state(out, context.t("Akun petugas kantor ini akan tampil di sini."),
                          context.t("Mulai dengan mengundang seorang petugas."));
    } else {
        html::table_open(out, context.t("Akun petugas"),
                         {{context.t("Nama")},
                          {context.t("Nama pengguna")},
                          {context.t("Tugas")},
                          {context.t("Keadaan")},
                          {context.t("Terakhir dipakai")}});
        for (const auto& one : all) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, "/petugas/" + one.id.text());
            out << ">"_html << one.display_name << "</a></th><td>"_html << one.user_name << "</td><td>"_html << roles_of(context, one)
                << "</td><td>"_html;
            state_tag(out, context, one);
            out << "</td><td>"_html
                << (one.last_seen_at ? short_time(context, *one.last_seen_at, zone) : std::string(context.t("Belum pernah")))
                << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    return desk_page(context, {.title = context.t("Petugas"), .path = "/petugas"}, out);
}

// --- /petugas/undang --------------------------------------------------------------------------------------------------

http::Response invitation_form(const Context& context, const html::FormState& state) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Undang petugas") << "</h1><p>"_html
        << context.t("Anda mendapat tautan yang berlaku 72 jam. Serahkan tautan itu kepada orangnya; kata sandi dibuatnya sendiri.")
        << "</p>"_html;
    html::form_open(out, context, "/petugas/undang");
    name_fields(out, context, state, Whose::somebody_elses);
    role_boxes(out, context, state, state.typed.has("display_name") ? state.typed.all("roles") : std::vector<std::string>{"clerk"});
    html::button(out, context.t("Buat undangan"));
    html::form_close(out);
    return desk_page(
        context, {.title = context.t("Undang petugas"), .path = "/petugas/undang", .back = "/petugas", .status = state.ok() ? 200 : 422},
        out);
}

// The slip that is handed over: shown once, printable.
http::Response link_page(const Context& context, const Account& account, std::string_view link, bool is_invitation) {
    const auto until = Instant{context.now.seconds + (is_invitation ? invitation_s : password_reset_s)}.in(zone_of(context));
    Markup out;
    out << "<h1>"_html << (is_invitation ? context.t("Serahkan undangan ini") : context.t("Serahkan tautan kata sandi ini"))
        << "</h1><p class=\"lead\">"_html
        << context.t("Tautan ini tampil satu kali. Serahkan langsung kepada orangnya, di kertas atau pada layar ini; jangan lewat grup.")
        << "</p>"_html;
    html::card_open(out, is_invitation ? context.t("Undangan AntarKerja") : context.t("Kata sandi baru AntarKerja"));
    out << "<p class=\"card-next\">"_html << account.display_name << "</p>"_html << html::qr_svg(link, context.t("Kode QR dari tautan ini"))
        << "<p><code>"_html << link << "</code></p><dl class=\"card-facts\"><div><dt>"_html << context.t("Nama pengguna")
        << "</dt><dd>"_html << account.user_name << "</dd></div><div><dt>"_html << context.t("Berlaku sampai") << "</dt><dd>"_html
        << date_and_clock(context.language, until) << "</dd></div></dl>"_html;
    html::card_close(out);
    out << "<p class=\"muted\">"_html << context.t("Untuk mencetak, tekan Ctrl dan P.") << "</p>"_html;
    html::link_button(out, context.t("Kembali ke daftar petugas"), "/petugas");
    return desk_page(context, {.title = context.t("Tautan untuk petugas"), .path = "/petugas/undang", .back = "/petugas"}, out);
}

http::Response get_invite(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    return invitation_form(context, {});
}

http::Response post_invite(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto zone = zone_of(context);
    const auto invited = context.platform.database.write([&](sql::Transaction& tx) {
        return invite(tx, context,
                      {.office = context.actor.office,
                       .user_name = state.value("user"),
                       .display_name = state.value("display_name"),
                       .roles = typed_roles(request),
                       .zone = zone});
    });
    if (!invited) {
        const auto why = invited.error();
        const bool is_role = why == Refusal::role_missing || why == Refusal::role_not_yours;
        state.refuse(is_role ? "roles" : why == Refusal::name_missing ? "display_name" : "user", context.t(sentence(why)));
        return invitation_form(context, state);
    }
    const auto account = context.platform.database.read([&](sql::Transaction& tx) { return find_account(tx, invited->account); });
    return link_page(context, *account, invited->link, true);
}

// --- /petugas/{akun} --------------------------------------------------------------------------------------------------

std::optional<Account> seen_account(const http::Request& request, const Context& context) {
    const auto id = request.path_id<AccountId>(0);
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return staff(tx, context); });
    const auto found = std::ranges::find_if(all, [&](const Account& one) { return one.id == id; });
    if (found == all.end()) return {};
    return *found;
}

http::Response not_there(const Context& context) {
    return http::page(html::message_document(context, context.t("Akun ini tidak ditemukan"),
                                             context.t("Mungkin akun itu milik kantor lain."), context.t("Ke daftar petugas"), "/petugas"),
                      404);
}

http::Response one_page(const http::Request& request, const Context& context, const Account& account, const html::FormState& state) {
    const std::string path = "/petugas/" + account.id.text();
    const bool is_own = account.id == context.actor.account;
    const bool is_managed = !is_own && may_manage(context.actor.permissions, context.actor.office, account);
    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("disimpan")) html::notice(out, html::Tone::good, context.t("Tersimpan"), "");
    out << "<h1>"_html << account.display_name << " "_html;
    state_tag(out, context, account);
    out << "</h1>"_html;
    html::summary_list(out, context,
                       {{std::string(context.t("Nama pengguna")), account.user_name, ""},
                        {std::string(context.t("Tugas")), roles_of(context, account), ""},
                        {std::string(context.t("Terakhir dipakai")),
                         account.last_seen_at ? date_and_clock(context.language, account.last_seen_at->in(zone_of(context)))
                                              : std::string(context.t("Belum pernah")),
                         ""}});
    if (is_own) {
        html::notice(out, html::Tone::info, context.t("Ini akun Anda sendiri"),
                     context.t("Kata sandi dan kunci kedua Anda ubah di halaman Akun saya; tugas hanya oleh rekan lain."));
        html::link_button(out, context.t("Ke akun saya"), "/akun", html::ButtonKind::secondary);
    } else if (!is_managed) {
        html::notice(out, html::Tone::info, context.t("Akun admin hanya diurus oleh admin lain"), "");
    } else {
        std::vector<std::string> chosen;
        for (const auto role : account.roles) chosen.emplace_back(store::code(role));
        html::form_open(out, context, path + "/tugas");
        role_boxes(out, context, state, chosen);
        html::button(out, context.t("Simpan tugas"));
        html::form_close(out);

        out << "<h2>"_html << context.t("Bila tidak bisa masuk") << "</h2><div class=\"toolbar\">"_html;
        switch (account.state) {
            case AccountState::invited: html::post_button(out, context, path + "/tautan", context.t("Buat undangan baru")); break;
            case AccountState::active:
                html::post_button(out, context, path + "/tautan", context.t("Buat tautan kata sandi baru"));
                if (account.has_second_factor)
                    html::post_button(out, context, path + "/kunci-kedua", context.t("Hapus kunci kedua (ponsel hilang)"));
                break;
            case AccountState::disabled: break;
        }
        out << "</div>"_html;
        if (account.has_second_factor)
            out << "<p class=\"muted\">"_html
                << context.t("Pastikan dahulu bahwa orang yang meminta memang pemilik akun: lihat wajahnya, jangan percaya pesan.")
                << "</p>"_html;

        out << "<h2>"_html << context.t("Bila tidak bertugas lagi") << "</h2>"_html;
        html::form_open(out, context, path + (account.state == AccountState::disabled ? "/aktifkan" : "/nonaktifkan"), false, "keadaan");
        if (account.state == AccountState::disabled)
            html::button(out, context.t("Aktifkan akun"), html::ButtonKind::secondary);
        else
            html::button(out, context.t("Nonaktifkan akun"), html::ButtonKind::warning);
        html::form_close(out);
    }
    return desk_page(context, {.title = account.display_name, .path = path, .back = "/petugas", .status = state.ok() ? 200 : 422}, out);
}

http::Response get_one(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    const auto account = seen_account(request, context);
    if (!account) return not_there(context);
    return one_page(request, context, *account, {});
}

// Does it, then shows the account again; a refusal stands at `field`.
template <class Verb>
http::Response change(const http::Request& request, Context& context, std::string_view field, Verb verb) {
    at_office_at_hand(request, context);
    const auto account = seen_account(request, context);
    if (!account) return not_there(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, account->id); });
    if (done) return http::see_other("/petugas/" + account->id.text() + "?disimpan=1");
    html::FormState state;
    state.refuse(std::string(field), context.t(sentence(done.error())));
    return one_page(request, context, *account, state);
}

http::Response post_roles(const http::Request& request, Context& context) {
    return change(request, context, "roles",
                  [&](sql::Transaction& tx, AccountId id) { return change_roles(tx, context, id, typed_roles(request)); });
}
http::Response post_second_factor(const http::Request& request, Context& context) {
    return change(request, context, "isi", [&](sql::Transaction& tx, AccountId id) { return reset_second_factor(tx, context, id); });
}
http::Response post_disable(const http::Request& request, Context& context) {
    return change(request, context, "keadaan", [&](sql::Transaction& tx, AccountId id) { return disable_account(tx, context, id); });
}
http::Response post_enable(const http::Request& request, Context& context) {
    return change(request, context, "keadaan", [&](sql::Transaction& tx, AccountId id) { return enable_account(tx, context, id); });
}

http::Response post_link(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    const auto account = seen_account(request, context);
    if (!account) return not_there(context);
    const auto link = context.platform.database.write([&](sql::Transaction& tx) { return renew_link(tx, context, account->id); });
    if (link) return link_page(context, *account, *link, account->state == AccountState::invited);
    html::FormState state;
    state.refuse("isi", context.t(sentence(link.error())));
    return one_page(request, context, *account, state);
}

}  // namespace

std::vector<http::Route> staff_routes() {
    using http::Method;
    constexpr auto staff_only = Permission::manage_staff;
    return {{Method::get, "/petugas", get_staff, staff_only},
            {Method::get, "/petugas/undang", get_invite, staff_only},
            {Method::post, "/petugas/undang", post_invite, staff_only, http::Rate::write, 8192},
            {Method::get, "/petugas/{akun}", get_one, staff_only},
            {Method::post, "/petugas/{akun}/tugas", post_roles, staff_only, http::Rate::write, 8192},
            {Method::post, "/petugas/{akun}/tautan", post_link, staff_only, http::Rate::write, 4096},
            {Method::post, "/petugas/{akun}/kunci-kedua", post_second_factor, staff_only, http::Rate::write, 4096},
            {Method::post, "/petugas/{akun}/nonaktifkan", post_disable, staff_only, http::Rate::write, 4096},
            {Method::post, "/petugas/{akun}/aktifkan", post_enable, staff_only, http::Rate::write, 4096}};
}

}  // namespace identity
