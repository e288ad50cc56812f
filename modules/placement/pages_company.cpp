#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/placement/actions_decoy.hpp"
#include "modules/placement/actions_views.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/rules.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The company's desk: who came to which vacancy, and what it answers.
namespace placement {
namespace {

struct Desk {
    employers::Employer company;
    office::Office office;
    Date today;
};

std::optional<Desk> desk_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Desk> {
        auto company = company_of(tx, context);
        auto office = company ? office::find_office(tx, company->office) : std::nullopt;
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        return Desk{std::move(*company), std::move(*office), today};
    });
}

// As on the page of the company's vacancies; people apply to what was shown, so the other states stay quiet.
html::Tone tone_of(vacancies::VacancyState state) {
    using enum vacancies::VacancyState;
    if (state == published || state == filled) return html::Tone::good;
    return state == paused ? html::Tone::warning : html::Tone::info;
}

http::Response get_vacancies(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    const auto lines = context.platform.database.read([&](sql::Transaction& tx) { return company_vacancies(tx, context); });
    Markup out;
    out << "<h1>"_html << context.t("Lamaran") << "</h1>"_html;
    if (lines.empty()) {
        html::empty_state(out, context.t("Lowongan Anda dan orang yang melamar akan tampil di sini."),
                          context.t("Laporkan lowongan; setelah terbit, orang dapat melamar."));
        html::link_button(out, context.t("Laporkan lowongan"), "/perusahaan/lowongan");
    } else {
        html::table_open(out, context.t("Lamaran menurut lowongan"),
                         {{context.t("Lowongan")},
                          {context.t("Belum dijawab"), true},
                          {context.t("Baru"), true},
                          {context.t("Semua"), true},
                          {context.t("Jawab paling lambat")}});
        for (const auto& line : lines) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, "/perusahaan/lamaran/" + line.vacancy.id.text());
            out << ">"_html << line.vacancy.title << "</a> "_html;
            html::tag(out, tone_of(line.vacancy.state), context.t(vacancies::label(line.vacancy.state)));
            out << "</th><td class=\"num\">"_html << line.open << "</td><td class=\"num\">"_html << line.fresh
                << "</td><td class=\"num\">"_html << line.in_all << "</td><td>"_html;
            if (line.answer_by)
                out << short_date(context.language, *line.answer_by) << " <span class=\"muted\">"_html
                    << days_left(context, desk->today, *line.answer_by) << "</span>"_html;
            out << "</td></tr>"_html;
        }
        html::table_close(out);
        out << "<p class=\"muted\">"_html
            << context.t("Yang tidak dijawab sampai harinya ditutup dengan sopan oleh sistem, dan orangnya dibantu mencari yang lain.")
            << "</p>"_html;
    }
    return http::page(html::document(context, desk_frame(desk->office, std::string(context.t("Lamaran")), "/perusahaan/lamaran"), out));
}

// The day's count is used up: until when, what stays possible, whom to call.
void write_used_up(Markup& out, const Context& context, const Desk& desk, ViewKind kind, std::ptrdiff_t left_out) {
    const auto when = long_date(context.language, desk.today + 1);
    const auto said =
        kind == ViewKind::fitting
            ? context.t("{n} orang lagi terbuka mulai {hari}, pukul 00.00. Yang melamar dan yang sudah Anda buka tetap tampil.")
            : context.t("Nama dan nomor {n} orang terbuka mulai {hari}, pukul 00.00. Anda tetap dapat mencatat dan menjawab.");
    html::notice(out, html::Tone::info, context.t("Batas data orang untuk hari ini tercapai"),
                 fill(said, {{"n", number(left_out)}, {"hari", when}}) + " " +
                     fill(context.t("Perlu lebih banyak? Hubungi {kantor}{telepon}."),
                          {{"kantor", desk.office.name}, {"telepon", desk.office.phone.empty() ? "" : ", " + desk.office.phone}}));
}

std::vector<std::string> positions_of(const Decoy& one) {
    return one.position.empty() ? std::vector<std::string>{} : std::vector<std::string>{one.position};
}

void write_asking(Markup& out, const Context& context, const std::string& path, const std::string& person) {
    html::form_open(out, context, path + "/undang");
    html::hidden(out, "orang", person);
    html::button(out, context.t("Undang"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "<p><a"_html;
    out.attribute("href"_html, path + "/orang/" + person);
    out << ">"_html << context.t("Buka lembar orang ini") << "</a></p>"_html;
}

// Somebody whom the company may ask; who it is stays unknown until they agree.
void write_fitting(Markup& out, const Context& context, const Fitting& fitting, const std::vector<Decoy>& decoys, const Desk& desk,
                   const std::string& path) {
    const auto& people = fitting.people;
    if (people.empty() && fitting.closed.empty()) return;
    out << "<h2>"_html << context.t("Orang yang cocok dan setuju dicarikan") << "</h2><p class=\"muted\">"_html
        << context.t("Belum melamar. Undang, dan namanya terlihat setelah orangnya setuju.") << "</p>"_html;
    if (!fitting.closed.empty()) write_used_up(out, context, desk, ViewKind::fitting, std::ssize(fitting.closed));
    if (fitting.is_cut)
        out << "<p>"_html
            << fill(context.t("{n} yang paling cocok dapat tampil; yang lain menyusul setelah sebagian diundang."),
                    {{"n", number(people_shown_at_once)}})
            << "</p>"_html;
    if (people.empty()) return;
    out << "<div class=\"side-by-side\">"_html;
    for (const auto& person : people) {
        out << "<section class=\"panel\">"_html;
        write_why(out, context, person.why);
        write_abilities(out, context, person.education, person.skills, person.positions);
        write_asking(out, context, path, person.file.text());
        out << "</section>"_html;
    }
    // Invented people: no eye and no screen reader meets them, neither does the keyboard. A program that follows every address does.
    for (const auto& one : decoys) {
        out << "<section class=\"panel\" hidden>"_html;
        write_abilities(out, context, one.education, one.skills, positions_of(one));
        write_asking(out, context, path, one.id.text());
        out << "</section>"_html;
    }
    out << "</div>"_html;
}

http::Response vacancy_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto seen = look_at(context, id);
    if (!seen.vacancy)
        return not_there(context, context.t("Lowongan ini tidak ada"), context.t(sentence(Refusal::not_your_company)),
                         context.t("Ke daftar lamaran"), "/perusahaan/lamaran");
    const auto path = "/perusahaan/lamaran/" + id.text();
    Markup out;
    html::error_summary(out, context, state);
    write_done(out, context, request);
    out << "<h1 id=\"langkah\" tabindex=\"-1\">"_html << seen.vacancy->title << "</h1><p>"_html
        << fill(context.t("{terisi} dari {jumlah} tempat terisi."),
                {{"terisi", std::to_string(seen.vacancy->filled())}, {"jumlah", std::to_string(seen.vacancy->openings)}})
        << " "_html << about(context, *seen.vacancy) << "</p>"_html;
    if (!seen.candidates.closed.empty()) write_used_up(out, context, *desk, ViewKind::contact, std::ssize(seen.candidates.closed));
    write_candidates(out, context, seen.candidates, state, path, desk->today);
    const auto decoys = context.platform.database.read([&](sql::Transaction& tx) { return planted(tx, context); });
    write_fitting(out, context, seen.fitting, decoys, *desk, path);
    auto frame = desk_frame(desk->office, seen.vacancy->title, path);
    frame.back_href = "/perusahaan/lamaran";
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_vacancy(const http::Request& request, Context& context) { return vacancy_page(request, context, {}); }

http::Response post_vacancy(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto next = take_step(request, context, state, "/perusahaan/lamaran/" + request.path_value(0));
    if (state.ok()) return http::see_other(next);
    return vacancy_page(request, context, state, 422);
}

http::Response post_approach(const http::Request& request, Context& context) {
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto file = registration::ApplicationId::parse(request.form.text("orang")).value_or(registration::ApplicationId{});
    // First by itself: a refusal takes back what stands in its transaction, and the alarm stays.
    (void)touch_decoy(context, file.value, TouchKind::invitation);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return approach(tx, context, id, file); });
    if (done) return http::see_other("/perusahaan/lamaran/" + id.text() + "?undang=1");
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse("langkah", context.t(sentence(done.error())));
    return vacancy_page(request, context, state, 422);
}

// One of those who fit, to print or to show at the next desk.
http::Response get_person(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto file = request.path_id<registration::ApplicationId>(1);
    const auto path = "/perusahaan/lamaran/" + id.text();
    const auto decoy = touch_decoy(context, file.value, TouchKind::sheet);
    const auto seen = look_at(context, id);
    const auto found = std::ranges::find(seen.fitting.people, file, &FittingPerson::file);
    if (!seen.vacancy || (!decoy && found == seen.fitting.people.end()))
        return not_there(context, context.t("Orang ini tidak ada di daftar Anda"),
                         context.t("Mungkin ia sudah diundang, sudah bekerja, atau menarik persetujuannya."),
                         context.t("Ke daftar lamaran"), seen.vacancy ? path : std::string("/perusahaan/lamaran"));
    Markup out;
    out << "<h1>"_html << seen.vacancy->title << "</h1><section class=\"panel\">"_html;
    if (decoy) {
        write_abilities(out, context, decoy->education, decoy->skills, positions_of(*decoy));
    } else {
        write_why(out, context, found->why);
        write_abilities(out, context, found->education, found->skills, found->positions);
    }
    html::form_open(out, context, path + "/undang");
    html::hidden(out, "orang", file.text());
    html::button(out, context.t("Undang"));
    html::form_close(out);
    out << "</section><p class=\"muted\">"_html << context.t("Belum melamar. Undang, dan namanya terlihat setelah orangnya setuju.")
        << "</p>"_html;
    auto frame = desk_frame(desk->office, seen.vacancy->title, path);
    frame.back_href = path;
    return http::page(html::document(context, frame, out)).with_header("Cache-Control", "no-store");
}

}  // namespace

std::vector<http::Route> company_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/lamaran", get_vacancies, Permission::employer},
            {get, "/perusahaan/lamaran/{vacancy}", get_vacancy, Permission::employer},
            {get, "/perusahaan/lamaran/{vacancy}/orang/{person}", get_person, Permission::employer},
            {post, "/perusahaan/lamaran/{vacancy}", post_vacancy, Permission::employer, http::Rate::write},
            {post, "/perusahaan/lamaran/{vacancy}/undang", post_approach, Permission::employer, http::Rate::write}};
}

}  // namespace placement
