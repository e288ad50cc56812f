#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_sitemap.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_job_posting.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"
#include "platform/sql/sql.hpp"

// What everybody and every search engine reads: one vacancy, light, gone the minute it closes.
namespace vacancies {

namespace {

std::string share_text(const Context& context, const Vacancy& one) {
    auto said = one.title + ", " + one.employer_name + ", " + place_words(one) + ".";
    if (const auto wage = wage_words(context, one); !wage.empty()) said += " " + wage + ".";
    said += " " + fill(context.t("Dibuka sampai {hari}."), {{"hari", long_date(context.language, one.valid_until)}});
    return said + " " + context.platform.public_url + "/lowongan/" + one.id.text();
}

struct Shown {
    std::optional<Vacancy> vacancy;
    std::optional<employers::PublicEmployer> employer;
    std::optional<office::Office> office;
    Date today;
    bool lacks_licence{};  // work abroad, and its company may not place people there today
    Markup parts;
};

Shown shown_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        Shown shown;
        shown.vacancy = find_vacancy(tx, context, request.path_id<VacancyId>(0));
        if (!shown.vacancy || shown.vacancy->revision == 0) {
            shown.vacancy.reset();
            return shown;
        }
        shown.office = office::find_office(tx, shown.vacancy->office);
        shown.today = today_at(tx, context, shown.vacancy->office);
        shown.employer = employers::public_employer(tx, shown.vacancy->employer);
        shown.lacks_licence = is_open(shown.vacancy->state) && lacks_licence(tx, *shown.vacancy, shown.today);
        shown.parts = html::parts("vacancy", tx, context, shown.vacancy->id.value);
        return shown;
    });
}

std::string_view why_not(const Context& context, const Shown& shown) {
    if (shown.lacks_licence)
        return context.t(
            "{jabatan} tidak dapat dilamar sekarang: kantor tidak mencatat izin perusahaannya yang berlaku untuk menempatkan orang ke luar "
            "negeri. Jangan membayar atau menyerahkan paspor kepada siapa pun.");
    if (shown.vacancy->state == VacancyState::paused)
        return context.t("{jabatan} tidak menerima lamaran sekarang. Ada lowongan lain yang serupa.");
    return context.t("{jabatan} tidak menerima lamaran lagi. Ada lowongan lain yang serupa.");
}

http::Response get_vacancy(const http::Request& request, Context& context) {
    const auto shown = shown_at(request, context);
    if (!shown.vacancy || !shown.office)
        return not_there(context, context.t("Lowongan ini tidak ditemukan"),
                         context.t("Alamatnya mungkin salah ketik. Lihat lowongan yang sedang dibuka."), context.t("Cari lowongan"),
                         "/lowongan");
    const auto& one = *shown.vacancy;
    if (!is_public(one, shown.today) || !shown.employer || shown.lacks_licence) {
        const bool pauses = one.state == VacancyState::paused || shown.lacks_licence;
        return not_there(context, pauses ? context.t("Lowongan ini sedang dijeda") : context.t("Lowongan ini sudah ditutup"),
                         fill(why_not(context, shown), {{"jabatan", one.title}}), context.t("Lihat lowongan lain"), "/lowongan", 410)
            .with_header("Cache-Control", "no-store");
    }
    const auto path = "/lowongan/" + one.id.text();
    Markup out;
    out << "<h1>"_html << one.title << "</h1><p class=\"lead\">"_html << one.employer_name << "<br>"_html << html::icon("map-pin")
        << " "_html << place_words(one) << "</p>"_html;
    if (const auto wage = wage_words(context, one); !wage.empty()) out << "<p><strong>"_html << wage << "</strong></p>"_html;
    out << "<p>"_html
        << fill(context.t("Masih dicari {n} orang. Lamar sampai {hari}."),
                {{"n", number(context.language, one.open_heads())}, {"hari", long_date(context.language, one.valid_until)}})
        << "</p>"_html;
    if (context.actor.kind != ActorKind::staff) {  // who works here has no file to apply with
        out << "<p>"_html;
        html::link_button(out, context.t("Lamar"), "/lamaran/baru?lowongan=" + one.id.text());
        html::link_button(out, context.t("Apakah ini cocok untuk saya"), path + "/mengapa", html::ButtonKind::secondary);
        out << "</p>"_html;
    }
    out << shown.parts;
    write_content(out, context, one);
    for (const auto& asked : one.asked)
        out << "<p class=\"muted\">"_html
            << fill(context.t("{syarat} diminta karena: {alasan}"),
                    {{"syarat", std::string(context.t(label_of_condition(asked.kind)))}, {"alasan", asked.reason}})
            << "</p>"_html;
    html::notice(out, html::Tone::info, context.t("Melamar tidak dipungut biaya"),
                 context.t("Jangan membayar apa pun dan jangan menyerahkan ijazah atau paspor asli. Laporkan kepada kantor bila diminta."));
    html::details_open(out, context.t("Bagikan"));
    out << "<p class=\"prose\">"_html << share_text(context, one) << "</p>"_html;
    html::details_close(out);
    out << "<p class=\"muted\"><span class=\"unbroken\">"_html << one.receipt << "</span> · "_html << shown.office->name << "</p>"_html;
    out << job_posting(context.platform.public_url, one, shown.employer, shown.office->zone);
    html::Frame frame;
    frame.title = one.title + ", " + one.employer_name;
    frame.office_name = shown.office->name;
    frame.office_href = "/kantor/" + shown.office->code;
    frame.back_href = "/lowongan";
    frame.current_path = path;
    frame.indexable = true;
    return http::page(html::document(context, frame, out));
}

http::Response get_sitemap(const http::Request&, Context& context) {
    const auto pages = context.platform.database.read([&](sql::Transaction& tx) { return public_addresses(tx, context); });
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (const auto& page : pages)
        out += "<url><loc>" + context.platform.public_url + "/lowongan/" + page.id.text() + "</loc><lastmod>" +
               page.changed_at.rfc3339_utc() + "</lastmod></url>\n";
    return http::bytes(out + "</urlset>\n", "application/xml; charset=utf-8");
}

}  // namespace

std::vector<http::Route> public_routes() {
    using enum http::Method;
    return {{get, "/lowongan/{vacancy}", get_vacancy, Permission::anyone}, {get, "/sitemap.xml", get_sitemap, Permission::anyone}};
}

}  // namespace vacancies
