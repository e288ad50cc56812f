#include "modules/employers/actions.hpp"
#include "modules/employers/actions_licence.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/employers/pages_task.hpp"
#include "modules/employers/rules_licence.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Whether a company may place people abroad, as an officer found it.
namespace employers {

namespace {

struct Seen {
    office::Office office;
    Employer employer;
    std::vector<Licence> licences;
    std::string basis;
    Date today;
    bool has_tie{};  // this officer, to the company
    Markup parts;
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        auto employer = find_employer(tx, context, request.path_id<EmployerId>(0));
        if (!office || !employer || employer->office != office->id) return {};
        const auto today = context.local(office->zone).date;
        auto licences = licences_of(tx, context, *employer);
        auto basis = office::parameter(tx, office->id, "overseas_licence_basis", today).value;
        const auto employer_id = employer->id;
        auto parts = html::parts(licence_place, tx, context, employer->id.value);
        return Seen{
            std::move(*office), std::move(*employer), std::move(licences), std::move(basis), today, has_tie(tx, context, employer_id),
            std::move(parts)};
    });
}

std::string path_of(const Seen& seen) { return "/atur/perusahaan/" + seen.employer.id.text() + "/izin"; }

http::Response no_such_company(const Context& context) {
    return not_there(context, context.t("Perusahaan ini tidak ditemukan"), context.t(sentence(Refusal::no_such_employer)),
                     context.t("Ke daftar perusahaan"), "/atur/perusahaan");
}

void write_state(Markup& out, const Context& context, const Licence& one, Date today) {
    if (one.ended_at)
        html::tag(out, html::Tone::danger, context.t("Tidak berlaku lagi"));
    else if (one.valid_until < today)
        html::tag(out, html::Tone::warning, context.t("Sudah lewat"));
    else
        html::tag(out, html::Tone::good, context.t("Berlaku"));
}

void write_list(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    if (seen.licences.empty()) {
        html::empty_state(out, context.t("Izin yang Anda periksa akan tampil di sini."),
                          context.t("Tanpa izin yang berlaku, lowongan luar negeri perusahaan ini tidak tayang."));
        return;
    }
    html::table_open(
        out, context.t("Izin penempatan ke luar negeri"),
        {{context.t("Nomor")}, {context.t("Jenis")}, {context.t("Berlaku sampai")}, {context.t("Diperiksa di")}, {context.t("Keadaan")}});
    for (const auto& one : seen.licences) {
        out << "<tr><th scope=\"row\">"_html << one.number << "</th><td>"_html << context.t(label(one.kind)) << "</td><td>"_html
            << short_date(context.language, one.valid_until) << "</td><td>"_html << one.checked_where << ", "_html
            << short_date(context.language, one.checked_at.in(seen.office.zone).date) << "</td><td>"_html;
        write_state(out, context, one, seen.today);
        if (one.ended_at) {
            out << " <span class=\"muted\">"_html << one.ended_note << "</span>"_html;
        } else if (!seen.has_tie) {
            const auto name = "alasan-" + one.id.text();
            html::details_open(out, context.t("Cabut catatan ini"));
            html::form_open(out, context, path_of(seen) + "/" + one.id.text() + "/cabut");
            html::text_field(
                out, context,
                {.name = name, .label = context.t("Alasan"), .value = state.value(name), .error = state.error(name), .max_length = 200});
            html::button(out, context.t("Cabut"), html::ButtonKind::warning);
            html::form_close(out);
            html::details_close(out);
        }
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

void write_new(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Catat izin yang Anda periksa") << "</h2>"_html;
    html::form_open(out, context, path_of(seen));
    html::radios(out, context,
                 {.name = "jenis",
                  .label = context.t("Jenis izin"),
                  .value = state.typed.has("jenis") ? state.value("jenis") : std::string(code(LicenceKind::company))},
                 {{std::string(code(LicenceKind::company)), std::string(context.t(label(LicenceKind::company))), ""},
                  {std::string(code(LicenceKind::recruitment)), std::string(context.t(label(LicenceKind::recruitment))), ""}});
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor izin"),
                      .value = state.value("nomor"),
                      .error = state.error("nomor"),
                      .max_length = 80});
    html::date_field(out, context, {.name = "sampai", .label = context.t("Berlaku sampai"), .error = state.error("sampai")}, state);
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Di mana Anda memeriksanya"),
                      .hint = context.t("Misalnya: daftar P3MI di situs kementerian, salinan surat"),
                      .value = state.value("tempat"),
                      .error = state.error("tempat"),
                      .max_length = 200});
    html::button(out, context.t("Simpan izin"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "</section>"_html;
}

http::Response licence_page(const Context& context, const Seen& seen, const html::FormState& state, std::string_view done,
                            int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << context.t("Izin penempatan ke luar negeri") << "</h1><p class=\"lead\">"_html << seen.employer.name
        << "</p><p>"_html << seen.basis << "</p>"_html;
    if (seen.has_tie) write_tie(out, context);
    out << seen.parts;
    write_list(out, context, seen, state);
    if (!seen.has_tie) write_new(out, context, seen, state);
    auto frame = desk_frame(seen.office, std::string(context.t("Izin penempatan ke luar negeri")), path_of(seen));
    frame.back_href = "/atur/perusahaan/" + seen.employer.id.text();
    return http::page(html::document(context, frame, out), status);
}

http::Response get_licences(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    return licence_page(context, *seen, {}, request.query.has("tersimpan") ? context.t("Tersimpan") : "");
}

http::Response refused(const Context& context, const Seen& seen, html::FormState state, std::string field, LicenceRefusal why) {
    state.refuse(std::move(field), context.t(sentence(why)));
    return licence_page(context, seen, state, "", why == LicenceRefusal::has_tie ? 403 : 422);
}

std::string field_of(LicenceRefusal why) {
    return why == LicenceRefusal::where_missing ? "tempat" : why == LicenceRefusal::day_over ? "sampai" : "nomor";
}

http::Response post_licence(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    html::FormState state{request.form, {}};
    const auto typed = html::typed_date(request.form, "sampai");
    const auto until = typed ? Date::parse(*typed) : std::nullopt;
    if (!until) {
        state.refuse("sampai", context.t("Tulis tanggal yang ada di kalender."));
        return licence_page(context, *seen, state, "", 422);
    }
    Licence found;
    found.employer = seen->employer.id;
    found.kind = parse_licence_kind(state.value("jenis")).value_or(LicenceKind::company);
    found.number = state.value("nomor");
    found.valid_until = *until;
    found.checked_where = state.value("tempat");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return record_licence(tx, context, found); });
    if (done) return http::see_other(path_of(*seen) + "?tersimpan=1");
    return refused(context, *seen, std::move(state), field_of(done.error()), done.error());
}

http::Response post_end(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    const auto id = request.path_id<LicenceId>(1);
    const auto field = "alasan-" + id.text();
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return end_licence(tx, context, id, request.form.text(field)); });
    if (done) return http::see_other(path_of(*seen) + "?tersimpan=1");
    return refused(context, *seen, {request.form, {}}, field, done.error());
}

}  // namespace

std::vector<http::Route> licence_routes() {
    using enum http::Method;
    constexpr auto review = Permission::review_vacancy;
    return {{get, "/atur/perusahaan/{company}/izin", get_licences, review},
            {post, "/atur/perusahaan/{company}/izin", post_licence, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/izin/{licence}/cabut", post_end, review, http::Rate::write}};
}

}  // namespace employers
