#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/model_accommodation.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What a report may tell besides its twelve answers: papers, ways of working, what the workplace provides, and limits that need
// a reason. For the company and for the office: the address says whose desk it is.
namespace vacancies {

namespace {

struct Seen {
    Vacancy vacancy;
    office::Office office;
    Date today;
    std::string path;  // of the vacancy's own page
    Wanted wanted;
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    const bool is_office = request.path.starts_with("/tinjau/");
    auto path = (is_office ? "/tinjau/" : "/perusahaan/lowongan/") + request.path_value(0);
    const auto own = is_office ? std::nullopt : desk_of(context);
    auto seen = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto vacancy = find_vacancy(tx, context, request.path_id<VacancyId>(0));
        if (!vacancy) return {};
        const bool is_theirs = is_office ? vacancy->office == context.actor.office : own && own->employer.id == vacancy->employer;
        auto office = office::find_office(tx, vacancy->office);
        if (!is_theirs || !office) return {};
        const auto today = context.local(office->zone).date;
        return Seen{std::move(*vacancy), std::move(*office), today, std::move(path), {}};
    });
    if (seen) seen->wanted = wanted_of(context, seen->vacancy, seen->today, seen->office.regency_code);
    return seen;
}

bool may_be_changed(VacancyState state) { return may_be_edited(state) || is_open(state); }

http::Response details_page(const Context& context, const Seen& seen, const Vacancy& shown, const html::FormState& state,
                            int status = 200) {
    Markup out;
    const auto field = [&](std::string_view name, std::string_view hint = "") {
        html::Field made;
        made.name = name;
        made.label = context.t(field_label(name));
        made.hint = hint;
        made.value = state.value(name);
        made.error = state.error(name);
        made.optional = true;
        return made;
    };
    const auto figure = [&](std::string_view name, std::string_view hint = "") {
        auto made = field(name, hint);
        made.inputmode = "numeric";
        made.width = 5;
        html::text_field(out, context, made);
    };
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Rincian lowongan") << "</h1><p class=\"lead\">"_html << seen.vacancy.title << "</p>"_html;
    if (is_open(seen.vacancy.state)) write_about_changes(out, context);
    html::form_open(out, context, seen.path + "/rincian");
    html::hidden(out, "versi", std::to_string(seen.vacancy.version));
    html::hidden(out, "perubahan", seen.wanted.waits.text());
    out << "<section class=\"panel\"><h2>"_html << context.t("Yang harus dimiliki") << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context, field("certificates", context.t("Misalnya SIM B2, SIO forklift")));
    html::text_field(out, context, field("majors", context.t("Misalnya Teknik Mesin, Akuntansi")));
    html::text_field(out, context, field("languages", context.t("Misalnya Inggris, Mandarin")));
    html::text_field(out, context, field("certificates_preferred", context.t("Nilai tambah saja, bukan syarat; misalnya K3 Umum")));
    out << "</div></section><section class=\"panel\"><h2>"_html << context.t("Tempat dan cara bekerja")
        << "</h2><div class=\"columns\">"_html;
    std::vector<html::Option> modes;
    for (const auto mode : {WorkMode::on_site, WorkMode::hybrid, WorkMode::remote})
        modes.push_back({std::string(code(mode)), std::string(context.t(label(mode))), ""});
    auto mode_field = field("mode");
    mode_field.optional = false;
    html::select(out, context, mode_field, modes);
    html::text_field(out, context, field("address"));
    out << "</div>"_html;
    html::checkbox(out, context, {.name = "open_to_disability", .label = context.t(field_label("open_to_disability"))},
                   shown.open_to_disability);
    std::vector<html::Option> provided;
    for (const std::string_view one : accommodation_codes)
        provided.push_back({std::string(one), std::string(context.t(label_of_accommodation(one))), ""});
    html::checkboxes(out, context, {.name = "accommodations", .label = context.t("Yang dapat disediakan di tempat kerja")}, provided,
                     shown.accommodations);
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Batas yang perlu alasan") << "</h2><p>"_html
        << context.t("Kosongkan bila pekerjaannya tidak memerlukannya. Setiap batas di sini diperiksa petugas.")
        << "</p><div class=\"columns\">"_html;
    figure("age_min");
    figure("age_max");
    figure("openings_men");
    figure("openings_women");
    out << "</div>"_html;
    for (const auto& one : shown.asked) {
        write_reason(out, context, state, one);
    }
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Lamaran") << "</h2><div class=\"columns\">"_html;
    figure("answer_days", context.t("Hari; sesudah itu pelamar mendapat jawaban otomatis"));
    figure("applications_max", context.t("Kosong: menurut aturan kantor"));
    out << "</div>"_html;
    html::text_area(out, context, field("how_to_apply", context.t("Kosong: lewat layanan ini")), 3);
    out << "</section>"_html;
    html::button(out, context.t("Simpan rincian"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    auto frame = desk_frame(seen.office, std::string(context.t("Rincian lowongan")), seen.path + "/rincian");
    frame.back_href = seen.path;
    return http::page(html::document(context, frame, out), status);
}

http::Response no_such_vacancy(const http::Request& request, const Context& context) {
    return refused_page(context, Refusal::no_such_vacancy, request.path.starts_with("/tinjau/") ? "/tinjau" : "/perusahaan/lowongan");
}

http::Response get_details(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_vacancy(request, context);
    if (!may_be_changed(seen->vacancy.state)) return http::see_other(seen->path);
    return details_page(context, *seen, seen->wanted.vacancy, state_from(typed_details(seen->wanted.vacancy)));
}

http::Response post_details(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_vacancy(request, context);
    Typed typed;
    for (const auto& [name, value] : request.form.items())
        if (name != "accommodations" && name != "open_to_disability") typed.emplace_back(name, value);
    // A box that is not ticked is not sent.
    typed.emplace_back("open_to_disability", request.form.has("open_to_disability") ? "yes" : "no");
    std::vector<std::string> provided;
    for (const auto& one : request.form.all("accommodations"))
        if (std::ranges::find(accommodation_codes, one) != accommodation_codes.end()) provided.push_back(one);
    typed.emplace_back("accommodations", text::join(provided, ","));
    auto base = seen->wanted.vacancy;
    base.version = typed_number(request.form.text("versi"));
    const auto read = read_vacancy(typed, base, seen->today, seen->office.regency_code);
    html::FormState state{request.form, {}};
    refuse_fields(state, context, read.errors);
    if (!state.ok()) return details_page(context, *seen, read.vacancy, state, 422);
    const auto refused = [&](Refusal why) {
        state.refuse("certificates", context.t(sentence(why)));
        return details_page(context, *seen, read.vacancy, state, status_of(why));
    };
    if (is_open(base.state)) {
        const auto waits = ChangeId::parse(request.form.text("perubahan")).value_or(ChangeId{});
        const auto edited = context.platform.database.write([&](sql::Transaction& tx) { return edit(tx, context, read.vacancy, waits); });
        return edited ? http::see_other(seen->path + "?ubah=" + std::string(word_of(*edited))) : refused(edited.error());
    }
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) { return submit(tx, context, read.vacancy); });
    return saved ? http::see_other(seen->path) : refused(saved.error());
}

}  // namespace

std::vector<http::Route> details_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/lowongan/{vacancy}/rincian", get_details, Permission::employer},
            {post, "/perusahaan/lowongan/{vacancy}/rincian", post_details, Permission::employer, http::Rate::write},
            {get, "/tinjau/{vacancy}/rincian", get_details, Permission::review_vacancy},
            {post, "/tinjau/{vacancy}/rincian", post_details, Permission::review_vacancy, http::Rate::write}};
}

}  // namespace vacancies
