#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_exemption.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// "The skill is not available here": asked by a company, answered by an officer who sees how many fit.
namespace placement {

namespace {

html::Tone tone_of(ExemptionState state) {
    switch (state) {
        case ExemptionState::asked: return html::Tone::warning;
        case ExemptionState::granted: return html::Tone::good;
        case ExemptionState::declined: return html::Tone::info;
    }
    return html::Tone::info;
}

// Of the way out itself, as the office entered it with the rule.
void write_basis(Markup& out, const Context& context, const office::Office& office) {
    const auto rule = context.platform.database.read(
        [&](sql::Transaction& tx) { return office::parameter(tx, office.id, "local_exemption", context.local(office.zone).date); });
    out << "<p class=\"muted\">"_html << context.t(rule.legal_basis) << "</p>"_html;
}

// --- the company ---

void write_own(Markup& out, const Context& context, const ExemptionLine& line, const html::FormState& state) {
    const auto id = line.vacancy.id.text();
    out << "<section class=\"panel\"><h2>"_html << line.vacancy.title << "</h2>"_html;
    if (line.exemption) {
        out << "<p>"_html;
        html::tag(out, tone_of(line.exemption->state), context.t(label(line.exemption->state)));
        out << " "_html << line.exemption->reason << "</p>"_html;
        if (line.exemption->supply)
            out << "<p>"_html
                << fill(context.t("Saat dijawab, {n} pencari kerja kantor ini cocok."), {{"n", number(*line.exemption->supply)}})
                << " "_html << line.exemption->note << "</p>"_html;
    }
    if (!line.exemption || line.exemption->state == ExemptionState::declined) {
        html::form_open(out, context, "/perusahaan/pengecualian/" + id);
        html::text_field(out, context,
                         {.name = "alasan-" + id,
                          .label = context.t("Keahlian apa yang tidak tersedia, dan bagaimana Anda sudah mencarinya"),
                          .value = state.value("alasan-" + id),
                          .error = state.error("alasan-" + id),
                          .max_length = 300});
        html::button(out, context.t("Minta pengecualian"), html::ButtonKind::secondary);
        html::form_close(out);
    }
    out << "</section>"_html;
}

http::Response own_page(const Context& context, const html::FormState& state, bool is_sent, int status = 200) {
    const auto office = own_office(context);
    if (!office) return no_company(context);
    const auto lines = context.platform.database.read([&](sql::Transaction& tx) { return own_exemptions(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    if (is_sent)
        html::notice(out, html::Tone::good, context.t("Permintaan terkirim"),
                     context.t("Petugas melihat berapa pencari kerja yang cocok, lalu menjawab di sini."));
    out << "<h1>"_html << context.t("Pengecualian aturan lokal") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Aturan lokal hanya mengurutkan rujukan petugas. Bila keahlian tidak tersedia setempat, urutannya menurut kecocokan saja.")
        << "</p>"_html;
    write_basis(out, context, *office);
    if (lines.empty())
        html::empty_state(out, context.t("Lowongan yang dapat dikecualikan akan tampil di sini."),
                          context.t("Hanya lowongan yang sedang tayang, selama aturan lokal berlaku."));
    for (const auto& line : lines) write_own(out, context, line, state);
    auto frame = desk_frame(*office, std::string(context.t("Pengecualian aturan lokal")), "/perusahaan/pengecualian");
    frame.back_href = "/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_own(const http::Request& request, Context& context) { return own_page(context, {}, request.query.has("terkirim")); }

http::Response post_own(const http::Request& request, Context& context) {
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto field = "alasan-" + id.text();
    html::FormState state{.typed = request.form, .errors = {}};
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return ask_exemption(tx, context, id, state.value(field)); });
    if (done) return http::see_other("/perusahaan/pengecualian?terkirim=1");
    state.refuse(field, context.t(sentence(done.error())));
    return own_page(context, state, false, 422);
}

// --- the officer ---

void write_asked(Markup& out, const Context& context, const AskedExemption& one, const html::FormState& state) {
    const auto id = one.exemption.id.text();
    out << "<section class=\"panel\"><h2>"_html << one.title << "</h2><p>"_html << one.company << " "_html;
    html::tag(out, tone_of(one.exemption.state), context.t(label(one.exemption.state)));
    out << "</p><p>"_html << one.exemption.reason << "</p><p><strong>"_html
        << fill(one.exemption.supply ? context.t("Saat dijawab, {n} pencari kerja kantor ini cocok.")
                                     : context.t("Saat ini {n} pencari kerja kantor ini cocok."),
                {{"n", number(one.supply)}})
        << "</strong> "_html << one.exemption.note << "</p>"_html;
    if (one.exemption.state == ExemptionState::asked && one.has_interest) {
        html::notice(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"), context.t(sentence(Refusal::has_interest)));
    } else if (one.exemption.state == ExemptionState::asked) {
        html::form_open(out, context, "/rujuk/pengecualian/" + id);
        html::text_field(out, context,
                         {.name = "catatan-" + id,
                          .label = context.t("Alasan keputusan"),
                          .hint = context.t("Perusahaan membacanya."),
                          .value = state.value("catatan-" + id),
                          .error = state.error("catatan-" + id),
                          .max_length = 300});
        html::button(out, context.t("Kecualikan"), html::ButtonKind::primary, "", "jawaban", "ya");
        out << " "_html;
        html::button(out, context.t("Tidak dikecualikan"), html::ButtonKind::secondary, "", "jawaban", "tidak");
        html::form_close(out);
    }
    out << "</section>"_html;
}

http::Response asked_page(const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office)
        return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                         context.t("Ke pengaturan"), "/atur");
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return asked_exemptions(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Pengecualian aturan lokal") << "</h1>"_html;
    write_basis(out, context, *office);
    if (all.empty())
        html::empty_state(out, context.t("Permintaan perusahaan akan tampil di sini."),
                          context.t("Perusahaan meminta pengecualian bila keahlian tidak tersedia setempat."));
    for (const auto& one : all) write_asked(out, context, one, state);
    auto frame = desk_frame(*office, std::string(context.t("Pengecualian aturan lokal")), "/rujuk/pengecualian");
    frame.back_href = "/rujuk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_asked(const http::Request&, Context& context) { return asked_page(context, {}); }

http::Response post_asked(const http::Request& request, Context& context) {
    const auto id = request.path_id<ExemptionId>(0);
    const auto field = "catatan-" + id.text();
    html::FormState state{.typed = request.form, .errors = {}};
    const auto answer = state.value("jawaban") == "ya" ? ExemptionState::granted : ExemptionState::declined;
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return answer_exemption(tx, context, id, answer, state.value(field)); });
    if (done) return http::see_other("/rujuk/pengecualian");
    state.refuse(field, context.t(sentence(done.error())));
    return asked_page(context, state, 422);
}

}  // namespace

std::vector<http::Route> exemption_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/pengecualian", get_own, Permission::employer},
            {post, "/perusahaan/pengecualian/{vacancy}", post_own, Permission::employer, http::Rate::write},
            {get, "/rujuk/pengecualian", get_asked, Permission::refer_seeker},
            {post, "/rujuk/pengecualian/{exemption}", post_asked, Permission::refer_seeker, http::Rate::write}};
}

}  // namespace placement
