#include "modules/identity/actions.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What was changed of a vacancy that everybody can read: as a table, as a history, and what is done about it.
namespace vacancies {

namespace {

html::Tone tone_of(ChangeState state) {
    switch (state) {
        case ChangeState::waiting: return html::Tone::warning;
        case ChangeState::shown: return html::Tone::good;
        case ChangeState::declined: return html::Tone::danger;
        case ChangeState::withdrawn:
        case ChangeState::lapsed: return html::Tone::info;
    }
    return html::Tone::info;
}

}  // namespace

std::string name_of(const Context& context, bool by_office, AccountId made_by) {
    const bool is_office = context.may(Permission::review_vacancy);
    if (by_office && !is_office) return std::string(context.t("Petugas kantor"));
    const auto account = context.platform.database.read([&](sql::Transaction& tx) { return identity::find_account(tx, made_by); });
    return account ? account->display_name : std::string(context.t("Program"));
}

Wanted wanted_of(const Context& context, const Vacancy& vacancy, Date today, std::string_view regency) {
    const auto change = context.platform.database.read([&](sql::Transaction& tx) { return waiting_change(tx, context, vacancy.id); });
    return change ? Wanted{proposed_by(*change, vacancy, today, regency), change->id} : Wanted{vacancy, {}};
}

void write_about_changes(Markup& out, const Context& context) {
    html::notice(out, html::Tone::info, context.t("Lowongan ini sedang tampil"),
                 context.t("Upah yang naik, jumlah orang, dan keterampilan langsung tampil. Yang lain dilihat petugas dulu, dan yang lama "
                           "tetap tampil. Pelamar diberi tahu bila upah, tempat, atau syarat kerja berubah."));
}

std::string_view word_of(Edited edited) {
    switch (edited) {
        case Edited::same: return "sama";
        case Edited::shown: return "tampil";
        case Edited::waits: return "menunggu";
    }
    return {};
}

void write_edited(Markup& out, const Context& context, std::string_view word) {
    if (word == word_of(Edited::shown)) html::notice(out, html::Tone::good, context.t("Perubahan tampil"), "");
    if (word == word_of(Edited::waits))
        html::notice(out, html::Tone::good, context.t("Perubahan dikirim ke petugas"),
                     context.t("Yang lama tetap tampil sampai diperiksa."));
    if (word == word_of(Edited::same)) html::notice(out, html::Tone::info, context.t("Tidak ada yang berubah"), "");
}

void write_fields(Markup& out, const Context& context, const std::vector<FieldChange>& fields) {
    html::table_open(out, context.t("Yang berubah"), {{context.t("Isian")}, {context.t("Sekarang")}, {context.t("Menjadi")}});
    for (const auto& one : fields)
        out << "<tr><th scope=\"row\">"_html << field_words(context, one.field) << "</th><td>"_html
            << value_words(context.language, one.field, one.before) << "</td><td>"_html
            << value_words(context.language, one.field, one.after) << "</td></tr>"_html;
    html::table_close(out);
}

void write_history(Markup& out, const Context& context, const std::vector<Change>& changes, Zone zone) {
    if (changes.empty()) return;
    html::details_open(out, fill(context.t("Riwayat perubahan ({n})"), {{"n", std::to_string(changes.size())}}));
    out << "<ul>"_html;
    for (const auto& one : changes) {
        out << "<li>"_html << date_and_clock(context.language, one.made_at.in(zone)) << ", "_html
            << name_of(context, one.by_office, one.made_by) << ": "_html << words_of(context.language, one.fields) << ". "_html;
        html::tag(out, tone_of(one.state), context.t(label(one.state)));
        if (!one.note.empty()) out << " <span class=\"muted\">"_html << one.note << "</span>"_html;
        out << "</li>"_html;
    }
    out << "</ul>"_html;
    html::details_close(out);
}

namespace {

http::Response post_withdraw(const http::Request& request, Context& context) {
    const auto path = "/perusahaan/lowongan/" + request.path_value(0);
    const auto id = ChangeId::parse(request.form.text("perubahan")).value_or(ChangeId{});
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return withdraw_change(tx, context, id); });
    return done ? http::see_other(path) : refused_page(context, done.error(), path);
}

}  // namespace

std::vector<http::Route> change_routes() {
    using enum http::Method;
    return {{post, "/perusahaan/lowongan/{vacancy}/tarik-perubahan", post_withdraw, Permission::employer, http::Rate::write}};
}

}  // namespace vacancies
