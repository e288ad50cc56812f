#include "base/text.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/text_fit.hpp"
#include "modules/search/pages_distance.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

// What fits this person, with reasons; and why another vacancy does not.
namespace matching {

namespace {

constexpr std::size_t form_max = 8 * 1024;

std::string why_href(vacancies::VacancyId id) { return "/lowongan/" + id.text() + "/mengapa"; }

html::Tone tone_of(Band band) {
    switch (band) {
        case Band::strong: return html::Tone::good;
        case Band::good: return html::Tone::info;
        case Band::possible: return html::Tone::warning;
    }
    return html::Tone::info;
}

// About the others: the truth, whatever it does to one's courage. Who applied is one thing, who was shown it another.
void write_competition(Markup& out, const Context& context, const vacancies::Vacancy& vacancy, int applicants, int shown_to) {
    const int places = std::max(1, vacancy.open_heads());
    const int each = applicants_a_place(applicants, places);
    const auto say = [&](std::string_view words) {
        return fill(words, {{"jumlah", number(context.language, applicants)},
                            {"orang", number(context.language, places)},
                            {"banding", number(context.language, each)}});
    };
    out << "<p class=\"muted\">"_html;
    if (applicants == 0)
        out << say(context.t("Belum ada orang lain yang melamar; dicari {orang} orang."));
    else if (places == 1)
        out << say(context.t("{jumlah} orang lain sedang melamar untuk satu tempat."));
    else if (each <= 1)
        out << say(
            context.t("{jumlah} orang lain sedang melamar untuk {orang} tempat: sekitar satu orang atau kurang untuk setiap tempat."));
    else
        out << say(context.t("{jumlah} orang lain sedang melamar untuk {orang} tempat: sekitar {banding} orang untuk setiap tempat."));
    out << " "_html;
    if (shown_to <= 1)
        out << context.t("Anda termasuk yang pertama mendapat saran ini.");
    else
        out << fill(context.t("Saran ini sampai kepada {jumlah} orang; tidak semuanya melamar."),
                    {{"jumlah", number(context.language, shown_to)}});
    out << "</p>"_html;
}

void write_title(Markup& out, const vacancies::Vacancy& vacancy) {
    out << "<h2><a"_html;
    out.attribute("href"_html, "/lowongan/" + vacancy.id.text());
    out << ">"_html << vacancy.title << "</a></h2>"_html;
}

void write_suggestion(Markup& out, const Context& context, const Suggestion& one, std::string_view home) {
    out << "<article class=\"suggestion\">"_html;
    write_title(out, one.vacancy);
    html::tag(out, tone_of(one.fit.band), context.t(label(one.fit.band)));
    if (one.slot == Slot::officer) html::tag(out, html::Tone::info, context.t("Dipilih pengantar kerja untuk Anda"));
    if (one.slot == Slot::explore) html::tag(out, html::Tone::info, context.t("Baru dicoba untuk Anda"));
    write_facts(out, context, one.vacancy, home);
    write_reasons(out, context, one.fit);
    write_competition(out, context, one.vacancy, one.applicants, one.shown_to);
    out << "<p><a"_html;
    out.attribute("href"_html, why_href(one.vacancy.id));
    out << ">"_html << fill(context.t("Rincian dan keberatan untuk {judul}"), {{"judul", one.vacancy.title}}) << "</a></p>"_html;
    write_block_link(out, context, one.vacancy);
    out << "</article>"_html;
}

void write_near(Markup& out, const Context& context, const std::vector<Suggestion>& near, std::string_view home) {
    if (near.empty()) return;
    out << "<section><h2>"_html << context.t("Selangkah lagi") << "</h2><p>"_html
        << context.t("Tepat satu syarat yang belum terpenuhi. Lowongan ini tidak tercampur dengan saran di atas.") << "</p>"_html;
    for (const auto& one : near) {
        out << "<article class=\"suggestion\"><h3><a"_html;
        out.attribute("href"_html, why_href(one.vacancy.id));
        out << ">"_html << one.vacancy.title << "</a></h3>"_html;
        write_facts(out, context, one.vacancy, home);
        out << "<p>"_html << sentence(context, one.fit.failed.front()) << "</p><p class=\"muted\">"_html
            << way_out(context, one.fit.failed.front()) << "</p></article>"_html;
    }
    out << "</section>"_html;
}

void write_off(Markup& out, const Context& context) {
    html::notice(out, html::Tone::info, context.t("Saran belum dinyalakan"),
                 context.t("Bila Anda mengizinkan, kami menghitung lowongan yang cocok dan menunjukkan alasannya. Tanpa itu Anda tetap "
                           "dapat mencari dan melamar semuanya."));
    html::link_button(out, context.t("Atur izin"), "/profil-kerja/izin");
    html::link_button(out, context.t("Cari lowongan sendiri"), "/lowongan", html::ButtonKind::secondary);
}

void write_switches(Markup& out, const Context& context) {
    html::details_open(out, context.t("Bagaimana saran ini dibuat, dan cara mematikannya"));
    out << "<p>"_html
        << context.t(
               "Dihitung dari profil kerja Anda saja: pekerjaan, jarak, pendidikan, pengalaman, keterampilan, upah, dan jenis kontrak. "
               "Nama, jenis kelamin, umur, agama, dan status "
               "perkawinan tidak pernah dihitung. Bila banyak orang cocok untuk lowongan yang sama, saran dibagi supaya tidak semua "
               "berebut.")
        << "</p><p>"_html
        << context.t(
               "Sesekali satu saran diundi dari lowongan yang nilainya hampir sama, supaya lowongan yang jarang terlihat juga "
               "mendapat kesempatan. Syaratnya tetap Anda penuhi; saran itu ditandai.")
        << "</p>"_html;
    html::post_button(out, context, "/saran/matikan", context.t("Matikan saran untuk saya"), html::ButtonKind::warning);
    html::details_close(out);
}

http::Response get_suggestions(const http::Request& request, Context& context) {
    const auto reader = context.platform.database.read([&](sql::Transaction& tx) { return reader_of(tx, request, context); });
    if (!reader) return no_file(context);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return suggest(tx, context, reader->application); });
    Markup out;
    out << "<h1>"_html << context.t("Lowongan yang cocok untuk Anda") << "</h1>"_html;
    if (!made) {
        if (made.error() == FitRefusal::no_consent) {
            write_off(out, context);
        } else {
            html::empty_state(out, context.t("Di sini nanti ada lowongan yang cocok, masing-masing dengan alasannya."),
                              context.t("Isi dulu profil kerja Anda; lima langkah pendek."));
            html::link_button(out, context.t("Isi profil kerja"), "/profil-kerja");
        }
    } else {
        if (made->shown.empty())
            html::empty_state(out, context.t("Belum ada lowongan terbuka yang memenuhi semua syarat Anda."),
                              context.t("Perluas jangkauan atau jenis pekerjaan di profil, atau cari sendiri. Kami menghitung lagi setiap "
                                        "kali Anda membuka halaman ini."));
        const auto home = search::own_district(context);
        for (const auto& one : made->shown) write_suggestion(out, context, one, home);
        write_near(out, context, made->one_step_away, home);
        out << "<p>"_html;
        html::link_button(out, context.t("Cari lowongan lain"), "/lowongan", html::ButtonKind::secondary);
        html::link_button(out, context.t("Ubah profil kerja"), "/profil-kerja", html::ButtonKind::secondary);
        out << "</p>"_html;
        write_switches(out, context);
    }
    auto frame = frame_for(*reader, std::string(context.t("Saran lowongan")), "/saran");
    frame.back_href = "/berkas";
    return http::page(html::document(context, frame, out));
}

http::Response post_off(const http::Request& request, Context& context) {
    const auto reader = context.platform.database.read([&](sql::Transaction& tx) { return reader_of(tx, request, context); });
    if (!reader) return no_file(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Profile, FitRefusal> {
        const auto profile = saved_profile(tx, context, reader->application);
        if (!profile) return FitRefusal::no_such_profile;
        auto consent = profile->consent;
        consent.suggestions = false;
        consent.digest = false;
        return set_consent(tx, context, reader->application, consent);
    });
    return http::see_other(done ? "/saran" : "/profil-kerja");
}

// --- why not me ---

void write_verdict(Markup& out, const Context& context, const WhyNot& why) {
    if (why.is_blocked) {
        html::notice(out, html::Tone::info, fill(context.t("Anda memblokir {perusahaan}"), {{"perusahaan", why.vacancy.employer_name}}),
                     context.t("Karena itu tidak disarankan kepada Anda. Buka blokirnya di Profil kerja bila berubah pikiran."));
    } else if (why.is_vetoed) {
        html::notice(out, html::Tone::info, context.t("Ditahan oleh pengantar kerja"),
                     context.t("Lowongan ini untuk sementara tidak disarankan kepada Anda. Tanyakan alasannya di kantor, atau sampaikan "
                               "keberatan di bawah."));
    } else if (why.fit.failed.empty()) {
        html::notice(out, html::Tone::good, context.t("Semua syarat Anda penuhi"),
                     fill(context.t("{penilaian} menurut profil Anda."), {{"penilaian", std::string(context.t(label(why.fit.band)))}}));
    } else {
        Markup body;
        body << "<ul>"_html;
        for (const auto& one : why.fit.failed)
            body << "<li>"_html << sentence(context, one) << " – "_html << way_out(context, one) << "</li>"_html;
        body << "</ul><p>"_html << context.t("Anda tetap boleh melamar; ini hanya alasan mengapa tidak disarankan.") << "</p>"_html;
        html::notice(out, html::Tone::warning, context.t("Yang belum terpenuhi"), body);
    }
}

void write_addends(Markup& out, const Context& context, const Points& points) {
    const auto row = [&](std::string_view name, Addend value) {
        out << "<tr><th scope=\"row\">"_html << name << "</th><td class=\"num\">"_html << int{value.chance}
            << "</td><td class=\"num\">"_html << int{value.wish} << "</td></tr>"_html;
    };
    html::details_open(out, context.t("Hitungannya, poin demi poin"));
    html::table_open(out, context.t("Poin untuk lowongan ini"),
                     {{context.t("Hal")}, {context.t("Peluang diterima"), true}, {context.t("Sesuai keinginan"), true}});
    row(context.t("Pekerjaan"), points.occupation);
    row(context.t("Tempat"), points.place);
    row(context.t("Pendidikan dan jurusan"), points.education + points.study);
    row(context.t("Pengalaman"), points.experience);
    row(context.t("Upah"), points.wage);
    row(context.t("Jenis kontrak"), points.kind);
    row(context.t("Keterampilan"), points.skills);
    row(context.t("Kata di judul"), points.words);
    row(context.t("Sertifikat yang disukai"), points.liked);
    row(context.t("Baru terbit"), points.fresh);
    row(context.t("Jumlah"), points.sum());
    html::table_close(out);
    html::details_close(out);
}

http::Response why_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto id = request.path_id<vacancies::VacancyId>(0);
        const auto reader = reader_of(tx, request, context);
        if (!reader) return no_file(context);
        const auto why = why_not(tx, context, reader->application, id);
        if (!why) {
            return http::page(
                html::message_document(context, context.t("Lowongan ini tidak terbuka lagi"),
                                       context.t("Mungkin sudah terisi atau ditarik."), context.t("Cari lowongan lain"), "/lowongan"),
                404);
        }
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << fill(context.t("Anda dan lowongan {judul}"), {{"judul", why->vacancy.title}}) << "</h1>"_html;
        write_facts(out, context, why->vacancy, search::own_district(tx, context));
        if (request.query.has("terkirim"))
            html::notice(out, html::Tone::good, context.t("Keberatan Anda sudah sampai"),
                         context.t("Pengantar kerja membacanya dan menjawab di halaman ini."));
        write_verdict(out, context, *why);
        write_reasons(out, context, why->fit);
        write_competition(out, context, why->vacancy, why->applicants, why->shown_to);
        write_addends(out, context, why->fit.points);
        for (const auto& one : own_objections(tx, context)) {
            if (one.vacancy != id) continue;
            html::notice(out, html::Tone::info,
                         one.is_answered ? context.t("Jawaban pengantar kerja") : context.t("Keberatan Anda belum dijawab"),
                         one.is_answered ? one.answer : one.words);
        }
        html::details_open(out, context.t("Laporkan atau ajukan keberatan"));
        const auto path = why_href(id);
        html::form_open(out, context, path);
        html::text_area(out, context,
                        {.name = "kata",
                         .label = context.t("Apa yang menurut Anda salah?"),
                         .hint = context.t("Dibaca pengantar kerja, bukan mesin dan bukan perusahaan."),
                         .value = state.value("kata"),
                         .error = state.error("kata"),
                         .max_length = words_max});
        html::button(out, context.t("Kirim keberatan"), html::ButtonKind::secondary);
        html::form_close(out);
        html::details_close(out);
        html::link_button(out, context.t("Lihat lowongannya"), "/lowongan/" + id.text());
        html::link_button(out, context.t("Ubah profil kerja"), "/profil-kerja", html::ButtonKind::secondary);
        if (!why->is_blocked) write_block_link(out, context, why->vacancy);
        auto frame = frame_for(*reader, std::string(context.t("Mengapa lowongan ini")), path);
        frame.back_href = "/saran";
        return http::page(html::document(context, frame, out), status);
    });
}

http::Response get_why(const http::Request& request, Context& context) { return why_page(request, context, {}); }

http::Response post_objection(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto reader = context.platform.database.read([&](sql::Transaction& tx) { return reader_of(tx, request, context); });
    if (!reader) return no_file(context);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return object(tx, context, reader->application, id, state.value("kata")); });
    if (done) return http::see_other(why_href(id) + "?terkirim=1");
    state.refuse("kata", context.t(sentence(done.error())));
    return why_page(request, context, state, 422);
}

}  // namespace

std::vector<http::Route> suggestion_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/saran", get_suggestions, Permission::hold_application},
            {post, "/saran/matikan", post_off, Permission::hold_application, Rate::write, form_max},
            {get, "/lowongan/{id}/mengapa", get_why, Permission::hold_application},
            {post, "/lowongan/{id}/mengapa", post_objection, Permission::hold_application, Rate::write, form_max}};
}

}  // namespace matching
