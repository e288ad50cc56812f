#include "modules/employers/actions.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// An officer stands at a company, with a telephone in the hand: one short page, also for a firm that nobody knew.
namespace employers {

namespace {

struct Seen {
    office::Office office;
    Employer employer;
    bool has_tie{};  // this officer, to the company
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        Seen seen{std::move(*office), {}, false};
        seen.employer.office = seen.office.id;
        seen.employer.regency_code = seen.office.regency_code;
        seen.employer.source = "visit";
        if (request.path_value(0) == "baru") return seen;
        auto employer = find_employer(tx, context, request.path_id<EmployerId>(0));
        if (!employer || employer->office != seen.office.id) return {};
        seen.employer = std::move(*employer);
        seen.has_tie = has_tie(tx, context, seen.employer.id);
        return seen;
    });
}

http::Response no_such_company(const Context& context) {
    return not_there(context, context.t("Perusahaan ini tidak ditemukan"), context.t(sentence(Refusal::no_such_employer)),
                     context.t("Ke daftar perusahaan"), "/atur/perusahaan");
}

void write_form(Markup& out, const Context& context, const Seen& seen, const html::FormState& state, std::string_view path) {
    html::form_open(out, context, path);
    if (seen.employer.id) {
        out << "<p class=\"lead\">"_html << seen.employer.name << "</p>"_html;
    } else {
        write_company_fields(out, context, seen.employer, state, Form::door);
    }
    out << "<section class=\"panel\"><h2>"_html << context.t("Kunjungan") << "</h2><div class=\"columns\">"_html;
    html::date_field(out, context,
                     {.name = "hari",
                      .label = context.t("Hari kunjungan"),
                      .value = context.local(seen.office.zone).date.iso(),
                      .error = state.error("hari")},
                     state);
    html::text_field(out, context,
                     {.name = "bertemu",
                      .label = context.t("Bertemu dengan"),
                      .value = state.value("bertemu"),
                      .error = state.error("bertemu"),
                      .max_length = 100});
    html::text_field(out, context,
                     {.name = "mencari",
                      .label = context.t("Mencari berapa orang"),
                      .hint = context.t("Kosongkan bila tidak sedang mencari."),
                      .value = state.value("mencari"),
                      .error = state.error("mencari"),
                      .inputmode = "numeric",
                      .width = 4,
                      .max_length = 6,
                      .optional = true});
    html::date_field(
        out, context,
        {.name = "berikutnya", .label = context.t("Kunjungan berikutnya"), .error = state.error("berikutnya"), .optional = true}, state);
    out << "</div>"_html;
    html::text_area(out, context,
                    {.name = "catatan",
                     .label = context.t("Catatan"),
                     .value = state.value("catatan"),
                     .error = state.error("catatan"),
                     .max_length = 2000},
                    4);
    out << "</section>"_html;
    html::button(out, context.t("Simpan kunjungan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
}

http::Response visit_page(const Context& context, const Seen& seen, const html::FormState& state, int status = 200) {
    const auto path = "/atur/perusahaan/" + (seen.employer.id ? seen.employer.id.text() : "baru") + "/kunjungan";
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Catat kunjungan") << "</h1>"_html;
    if (seen.has_tie)
        write_tie(out, context);
    else
        write_form(out, context, seen, state, path);
    auto frame = desk_frame(seen.office, std::string(context.t("Catat kunjungan")), path);
    frame.back_href = seen.employer.id ? "/atur/perusahaan/" + seen.employer.id.text() : "/atur/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_visit(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    return seen ? visit_page(context, *seen, {}) : no_such_company(context);
}

std::optional<Date> typed_day(const Context& context, html::FormState& state, std::string_view name, bool needed) {
    const auto typed = html::typed_date(state.typed, name);
    const auto day = typed ? Date::parse(*typed) : std::nullopt;
    const bool is_empty = state.value(std::string(name) + "-day").empty() && state.value(std::string(name) + "-month").empty() &&
                          state.value(std::string(name) + "-year").empty();
    if (!day && (needed || !is_empty)) state.refuse(std::string(name), context.t("Tulis tanggal yang ada di kalender."));
    return day;
}

http::Response post_visit(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    html::FormState state{request.form, {}};
    auto employer = seen->employer;
    if (!employer.id) employer = typed_company(context, state, employer, Form::door);
    Visit visit;
    const auto today = context.local(seen->office.zone).date;
    const auto on = typed_day(context, state, "hari", true);
    visit.on = on.value_or(today);
    if (on && *on > today) state.refuse("hari", context.t("Tanggal ini belum terjadi."));
    visit.next_on = typed_day(context, state, "berikutnya", false);
    if (visit.next_on && *visit.next_on <= visit.on) state.refuse("berikutnya", context.t("Kunjungan berikutnya sesudah kunjungan ini."));
    visit.met = state.value("bertemu");
    visit.note = state.value("catatan");
    visit.heads_needed = state.value("mencari").empty() ? 0 : typed_number(state.value("mencari"));
    if (visit.heads_needed < 0) state.refuse("mencari", context.t("Tulis jumlahnya dengan angka."));
    if (visit.met.empty() && visit.note.empty()) state.refuse("bertemu", context.t("Tulis siapa yang ditemui, atau sebuah catatan."));
    if (!state.ok()) return visit_page(context, *seen, state, 422);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return record_visit(tx, context, employer, visit); });
    if (done) return http::see_other("/atur/perusahaan/" + done->text() + "?tersimpan=1");
    refuse(context, state, done.error());
    return visit_page(context, *seen, state, 422);
}

}  // namespace

std::vector<http::Route> visit_routes() {
    using enum http::Method;
    return {{get, "/atur/perusahaan/{company}/kunjungan", get_visit, Permission::review_vacancy},
            {post, "/atur/perusahaan/{company}/kunjungan", post_visit, Permission::review_vacancy, http::Rate::write}};
}

}  // namespace employers
