#include "base/text.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions_distance.hpp"
#include "modules/registration/actions.hpp"
#include "modules/search/text_distance.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"

namespace matching {

std::optional<Reader> reader_of(sql::Transaction& tx, const http::Request& request, const Context& context) {
    Reader reader;
    const bool is_desk = request.path.starts_with("/loket/");
    if (is_desk) {
        reader.application = request.path_id<registration::ApplicationId>(0);
        reader.is_staff = true;
        reader.base = "/loket/profil/" + reader.application.text();
    } else {
        if (context.actor.kind != ActorKind::applicant) return {};
        reader.application = {context.actor.applicant};
        reader.base = "/profil-kerja";
    }
    const auto file = registration::find_outline(tx, reader.application);
    if (!file || (is_desk && file->office != context.actor.office)) return {};
    const auto office = office::find_office(tx, file->office);
    if (!office) return {};
    reader.office = *office;
    return reader;
}

html::Frame frame_for(const Reader& reader, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = reader.is_staff ? html::Density::desk : html::Density::public_page;
    frame.office_name = reader.office.name;
    frame.office_href = reader.is_staff ? "/loket" : "/kantor/" + reader.office.code;
    frame.current_path = std::move(path);
    frame.scripts = {"apply"};
    return frame;
}

http::Response no_file(const Context& context) {
    return http::page(html::message_document(context, context.t("Berkas ini belum dibuka di ponsel ini"),
                                             context.t("Buka berkas Anda dengan kode dan tanggal lahir, lalu kembali ke halaman ini."),
                                             context.t("Buka berkas"), "/berkas"),
                      404);
}

http::Response nobody_yet(const Context& context, const Reader& reader, FitRefusal why) {
    const auto id = reader.application.text();
    if (why == FitRefusal::ask_at_counter)
        return http::page(html::message_document(context, context.t("Profil kerja dibuka di loket"), context.t(sentence(why)),
                                                 context.t("Pilih hari datang"), "/berkas/" + id + "/jadwal"),
                          403);
    if (why == FitRefusal::profile_first)
        return http::page(html::message_document(context, context.t("Isi profil kerja dulu"), context.t(sentence(why)),
                                                 context.t("Isi profil kerja"), "/profil-kerja"),
                          409);
    return http::page(
        html::message_document(context, context.t("Isi data diri dulu"),
                               context.t("Profil kerja disusun dari isian kartu AK-1. Isi data diri di sana, lalu kembali ke halaman ini."),
                               reader.is_staff ? context.t("Buka berkasnya") : context.t("Lanjutkan mengisi"),
                               reader.is_staff ? "/loket/berkas/" + id : "/berkas/" + id),
        404);
}

namespace {

// In kilometres only: those who stay in their district know the way.
std::string way_from(const Context& context, std::string_view home, const vacancies::Vacancy& vacancy) {
    const auto way = reference::distance(home, vacancy.place_code);
    if (vacancy.mode == vacancies::WorkMode::remote || !way.is_known() || way.kilometres == 0) return {};
    return fill(context.t(msg("{jarak} dari kecamatan Anda")), {{"jarak", search::distance_words(context, way)}});
}

}  // namespace

void write_facts(Markup& out, const Context& context, const vacancies::Vacancy& vacancy, std::string_view home) {
    out << "<p class=\"muted\">"_html << vacancy.employer_name;
    for (const auto& one : {vacancies::place_words(vacancy), way_from(context, home, vacancy), vacancies::wage_words(context, vacancy),
                            std::string(context.t(vacancies::label(vacancy.contract)))})
        if (!one.empty()) out << " · "_html << one;
    out << "</p>"_html;
}

void write_reasons(Markup& out, const Context& context, const Fit& fit, Told told) {
    const auto list = [&](std::string_view title, const std::vector<std::string>& sentences) {
        if (sentences.empty()) return;
        out << "<p class=\"reason-title\">"_html << title << "</p><ul>"_html;
        for (const auto& one : sentences) out << "<li>"_html << one << "</li>"_html;
        out << "</ul>"_html;
    };
    std::vector<std::string> good;
    for (const auto& one : fit.speaks_for) good.push_back(sentence(context, one, true, told));
    std::vector<std::string> bad;
    for (const auto& one : fit.speaks_against) bad.push_back(sentence(context, one, false, told));
    if (fit.asks_about_accommodation)
        bad.emplace_back(
            told == Told::themselves
                ? context.t("Perusahaan belum menulis apakah yang Anda butuhkan di tempat kerja tersedia; tanyakan lebih dulu")
                : context.t("Perusahaan belum menulis apakah yang dibutuhkan pelamar di tempat kerja tersedia; tanyakan lebih dulu"));
    list(context.t("Yang mendukung"), good);
    list(context.t("Yang kurang"), bad);
    if (!fit.to_learn.empty())
        out << "<p><span class=\"reason-title\">"_html << context.t("Yang dapat dipelajari") << "</span>: "_html
            << text::join(fit.to_learn, ", ") << "</p>"_html;
    if (fit.is_relaxed)
        out << "<p>"_html << context.t("Satu syarat dikesampingkan oleh pengantar kerja, dengan alasan yang tercatat.") << "</p>"_html;
}

}  // namespace matching
