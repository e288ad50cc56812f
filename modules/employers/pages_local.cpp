#include "modules/employers/actions_local.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The district's rule on local labour: its text, its figures, the day it takes effect. Off by default.
namespace employers {

namespace {

struct Seen {
    office::Office office;
    LocalRule rule;    // in force today
    LocalRule coming;  // the newest that was entered, for the form
    Date today;
};

std::optional<Seen> seen_at(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        auto rule = local_rule(tx, office->id, today);
        auto coming = local_rule(tx, office->id, today + 3650);
        return Seen{std::move(*office), std::move(rule), std::move(coming), today};
    });
}

std::string population_words(const Context& context, Population population) {
    return std::string(population == Population::province ? context.t("Provinsi ini") : context.t("Kabupaten atau kota ini"));
}

void write_rule(Markup& out, const Context& context, const LocalRule& rule) {
    html::summary_list(
        out, context,
        {{std::string(context.t("Bagian tenaga kerja setempat yang dituju")), std::to_string(rule.share_percent) + " %", ""},
         {std::string(context.t("Warga setempat dirujuk lebih dahulu selama")),
          fill(context.t("{n} hari sejak tayang"), {{"n", std::to_string(rule.first_days)}}), ""},
         {std::string(context.t("Yang disebut warga setempat: alamat KTP di")), population_words(context, rule.population), ""},
         {std::string(context.t("Pengecualian: keahlian tidak tersedia setempat")),
          std::string(rule.has_exemption ? context.t("Ya") : context.t("Tidak")), ""},
         {std::string(context.t("Dasar hukum")), rule.legal_basis, ""},
         {std::string(context.t("Berlaku sejak")), long_date(context.language, rule.valid_from), ""}});
}

http::Response rule_page(const Context& context, const Seen& seen, const html::FormState& state, std::string_view done, int status = 200) {
    const bool is_typed = state.typed.has("dasar");
    const auto& kept = seen.coming;
    const auto shown = [&](std::string_view name, std::string value) { return is_typed ? state.value(name) : std::move(value); };
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << context.t("Aturan lokal") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Aturan ini hanya mengurutkan rujukan. Lowongan tetap tampil bagi semua orang, dan tidak ada pelamar luar daerah yang "
               "ditolak karenanya.")
        << "</p>"_html;
    if (seen.rule.is_on) {
        out << "<h2>"_html << context.t("Berlaku hari ini") << "</h2>"_html;
        write_rule(out, context, seen.rule);
    } else {
        html::notice(out, html::Tone::info, context.t("Tidak ada aturan lokal yang berlaku hari ini"),
                     context.t("Warga setempat dan luar daerah dirujuk menurut kecocokan saja."));
    }
    if (kept.is_on && kept.valid_from > seen.today) {
        out << "<h2>"_html << context.t("Berlaku nanti") << "</h2>"_html;
        write_rule(out, context, kept);
    }
    out << "<section class=\"panel\"><h2>"_html << context.t("Tetapkan aturan") << "</h2>"_html;
    html::form_open(out, context, "/atur/aturan-lokal");
    html::radios(out, context,
                 {.name = "berlaku", .label = context.t("Aturan lokal"), .value = shown("berlaku", kept.is_on ? "ya" : "tidak")},
                 {{"tidak", std::string(context.t("Tidak dipakai")), ""}, {"ya", std::string(context.t("Dipakai")), ""}}, true);
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "bagian",
                      .label = context.t("Bagian tenaga kerja setempat yang dituju"),
                      .hint = context.t("persen"),
                      .value = shown("bagian", std::to_string(kept.share_percent)),
                      .error = state.error("bagian"),
                      .inputmode = "numeric",
                      .width = 3,
                      .max_length = 3});
    html::text_field(out, context,
                     {.name = "hari",
                      .label = context.t("Warga setempat dirujuk lebih dahulu selama"),
                      .hint = context.t("hari sejak tayang"),
                      .value = shown("hari", std::to_string(kept.first_days)),
                      .error = state.error("hari"),
                      .inputmode = "numeric",
                      .width = 3,
                      .max_length = 3});
    html::select(out, context,
                 {.name = "warga",
                  .label = context.t("Yang disebut warga setempat: alamat KTP di"),
                  .value = shown("warga", kept.population == Population::province ? "province" : "regency")},
                 {{"regency", population_words(context, Population::regency), ""},
                  {"province", population_words(context, Population::province), ""}});
    html::date_field(out, context,
                     {.name = "mulai", .label = context.t("Berlaku mulai"), .value = seen.today.iso(), .error = state.error("mulai")},
                     state);
    out << "</div>"_html;
    html::checkbox(out, context,
                   {.name = "pengecualian", .label = context.t("Perusahaan dapat menunjukkan bahwa keahlian tidak tersedia setempat")},
                   is_typed ? state.typed.has("pengecualian") : kept.has_exemption);
    html::text_field(out, context,
                     {.name = "dasar",
                      .label = context.t("Dasar hukum"),
                      .hint = context.t("Nomor dan tahun perda atau peraturan kepala daerah, dengan pasalnya"),
                      .value = shown("dasar", kept.is_on ? kept.legal_basis : ""),
                      .error = state.error("dasar"),
                      .max_length = 300});
    html::button(out, context.t("Tetapkan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "</section>"_html;
    auto frame = desk_frame(seen.office, std::string(context.t("Aturan lokal")), "/atur/aturan-lokal");
    frame.back_href = "/atur";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_rule(const http::Request& request, Context& context) {
    const auto seen = seen_at(context);
    if (!seen) return no_office(context);
    return rule_page(context, *seen, {}, request.query.has("tersimpan") ? context.t("Tersimpan") : "");
}

http::Response post_rule(const http::Request& request, Context& context) {
    const auto seen = seen_at(context);
    if (!seen) return no_office(context);
    html::FormState state{request.form, {}};
    LocalRule rule{.is_on = state.value("berlaku") == "ya",
                   .share_percent = typed_number(state.value("bagian")),
                   .first_days = typed_number(state.value("hari")),
                   .population = state.value("warga") == "province" ? Population::province : Population::regency,
                   .has_exemption = state.typed.has("pengecualian"),
                   .legal_basis = state.value("dasar"),
                   .valid_from = seen->today};
    if (rule.share_percent < 0 || rule.share_percent > 100) state.refuse("bagian", context.t("Tulis angka dari 0 sampai 100."));
    if (rule.first_days < 0 || rule.first_days > 90) state.refuse("hari", context.t("Tulis angka dari 0 sampai 90."));
    const auto typed = html::typed_date(request.form, "mulai");
    const auto from = typed ? Date::parse(*typed) : std::nullopt;
    if (!from)
        state.refuse("mulai", context.t("Tulis tanggal yang ada di kalender."));
    else if (*from < seen->today)
        state.refuse("mulai", context.t("Tanggal ini sudah lewat."));
    rule.valid_from = from.value_or(seen->today);
    if (rule.legal_basis.empty()) state.refuse("dasar", context.t("Isian ini wajib."));
    if (!state.ok()) return rule_page(context, *seen, state, "", 422);
    const auto set =
        context.platform.database.write([&](sql::Transaction& tx) { return set_local_rule(tx, context, seen->office.id, rule); });
    if (set) return http::see_other("/atur/aturan-lokal?tersimpan=1");
    state.refuse("dasar", context.t(office::sentence(set.error())));
    return rule_page(context, *seen, state, "", 422);
}

}  // namespace

std::vector<http::Route> local_routes() {
    using enum http::Method;
    return {{get, "/atur/aturan-lokal", get_rule, Permission::manage_office},
            {post, "/atur/aturan-lokal", post_rule, Permission::manage_office, http::Rate::write}};
}

}  // namespace employers
