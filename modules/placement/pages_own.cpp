#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/html/parts.hpp"
#include "platform/http/forms.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A person and their applications: one button to apply, the promised day, the answer, and where to go on.
namespace placement {
namespace {

constexpr std::size_t form_bytes = 16 * 1024;

http::Response no_such_vacancy(const Context& context) {
    return not_there(context, context.t("Lowongan ini tidak ada"),
                     context.t("Mungkin sudah berakhir. Lowongan lain ada di halaman pencarian."), context.t("Cari lowongan"), "/lowongan");
}

http::Response no_such_application(const Context& context) {
    return not_there(context, context.t("Lamaran ini tidak ada"), context.t("Buka dari daftar lamaran Anda, atau dari tautan dalam pesan."),
                     context.t("Ke lamaran saya"), "/lamaran");
}

void way(Markup& out, std::string_view icon, const std::string& href, std::string_view what) {
    out << "<li><a"_html;
    out.attribute("href"_html, href);
    out << ">"_html << html::icon(icon) << "<span>"_html << what << "</span></a></li>"_html;
}

// Where a person goes on after a no: what helps most first, and always somebody to talk to.
void write_help(Markup& out, const Context& context, const vacancies::Vacancy& vacancy, Reason reason, const std::string& office_code) {
    out << "<h2>"_html << context.t("Langkah berikutnya") << "</h2><ul class=\"ways\">"_html;
    const auto similar = [&] {
        way(out, "search", "/lowongan?q=" + http::percent_encoded(vacancy.title), context.t("Lihat lowongan yang mirip"));
    };
    const auto training = [&] {
        way(out, "graduation-cap", "/kantor/" + office_code + "/layanan/training", context.t("Cari pelatihan yang diperlukan"));
    };
    const auto profile = [&] { way(out, "user", "/profil-kerja", context.t("Perbaiki keinginan kerja di profil Anda")); };
    const auto help = first_help(reason);
    if (help == Help::training) training();
    if (help == Help::profile) profile();
    similar();
    way(out, "message-square", "/kantor/" + office_code + "/layanan/consultation_seeker", context.t("Bicara dengan petugas kantor"));
    if (help != Help::training) training();
    if (help != Help::profile) profile();
    out << "</ul>"_html;
}

void write_what_is_seen(Markup& out, const Context& context) {
    const auto line = [&](std::string_view icon, std::string_view words) {
        out << "<li>"_html << html::icon(icon) << "<span>"_html << words << "</span></li>"_html;
    };
    out << "<h2>"_html << context.t("Yang dilihat perusahaan") << "</h2><ul class=\"checks neutral\">"_html;
    line("circle-check", context.t("Sekarang: pendidikan, keterampilan, pengalaman, dan alasan kecocokan Anda."));
    line("clock", context.t("Nanti, setelah perusahaan mengundang dan Anda setuju: nama dan nomor ponsel."));
    line("circle-x", context.t("Tidak dikirim: NIK, foto, usia, agama, dan alamat."));
    out << "</ul>"_html;
}

// --- apply ---

http::Response open_file_first(const Context& context, const vacancies::Vacancy& vacancy) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, vacancy.office); });
    Markup out;
    out << "<h1>"_html << fill(context.t("Lamar {jabatan}"), {{"jabatan", vacancy.title}}) << "</h1><p class=\"lead\">"_html
        << about(context, vacancy) << "</p><p>"_html
        << context.t("Melamar memakai berkas AK-1 Anda, jadi tidak ada formulir lagi. Buka berkasnya dengan kode tiket dan tanggal lahir.")
        << "</p>"_html;
    html::link_button(out, context.t("Buka berkas saya"),
                      "/berkas?next=" + http::percent_encoded("/lamaran/baru?lowongan=" + vacancy.id.text()));
    if (office)
        html::link_button(out, context.t("Belum punya? Buat AK-1"), "/kantor/" + office->code + "/ak1", html::ButtonKind::secondary);
    auto frame = public_frame(std::string(context.t("Lamar")), "/lamaran/baru");
    const auto back = "/lowongan/" + vacancy.id.text();
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

// Closed, or full: why, and where the like of it is found.
http::Response too_late(const Context& context, const vacancies::Vacancy& vacancy, Refusal why, int status) {
    return not_there(context, fill(context.t("{jabatan} tidak dapat dilamar"), {{"jabatan", vacancy.title}}), context.t(sentence(why)),
                     context.t("Lihat lowongan yang mirip"), "/lowongan?q=" + http::percent_encoded(vacancy.title), status);
}

// The application somebody has sent for it already; empty where there is none.
std::string own_application_href(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy) {
    for (const auto& own : own_candidacies(tx, context))
        if (own.candidacy.vacancy == vacancy) return "/lamaran/" + own.candidacy.id.text();
    return {};
}

http::Response apply_page(const Context& context, vacancies::VacancyId id, const html::FormState& state, int status = 200,
                          std::optional<Refusal> refused = {}) {
    struct Seen {
        std::optional<vacancies::Vacancy> vacancy;
        std::optional<Refusal> why;
        Date today;
        std::string own;  // what was sent for it before
    };
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        Seen made{vacancies::find_vacancy(tx, context, id), {}, {}, {}};
        if (!made.vacancy) return made;
        const auto office = office::find_office(tx, made.vacancy->office);
        made.today = context.local(office ? office->zone : Zone::wib).date;
        if (context.actor.kind == ActorKind::applicant)
            made.why = refusal_to_apply(tx, context, *made.vacancy);
        else if (!takes_applications(*made.vacancy, made.today))
            made.why = Refusal::vacancy_not_open;
        made.own = own_application_href(tx, context, id);
        return made;
    });
    if (!seen.vacancy) return no_such_vacancy(context);
    const auto& vacancy = *seen.vacancy;
    const auto why = refused ? refused : seen.why;
    if (why == Refusal::vacancy_not_open || why == Refusal::applications_full)
        return too_late(context, vacancy, *why, status == 200 ? 410 : status);
    if (context.actor.kind != ActorKind::applicant) return open_file_first(context, vacancy);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Lamar {jabatan}"), {{"jabatan", vacancy.title}}) << "</h1><p class=\"lead\">"_html
        << about(context, vacancy) << "</p>"_html;
    if (!seen.own.empty()) {
        html::notice(out, html::Tone::info, context.t("Sudah dilamar"), context.t(sentence(Refusal::already_applied)));
        html::link_button(out, context.t("Lihat lamaran saya"), seen.own);
    } else if (why) {
        html::notice(out, html::Tone::info, context.t("Belum dapat dilamar"), context.t(sentence(*why)));
        html::link_button(out, *why == Refusal::file_not_ready ? context.t("Buka berkas saya") : context.t("Ke lamaran saya"),
                          *why == Refusal::file_not_ready ? "/berkas" : "/lamaran");
    } else {
        out << "<p>"_html
            << fill(context.t("Anda mendapat jawaban paling lambat {hari}."),
                    {{"hari", long_date(context.language, promised_day(seen.today, vacancy.answer_days))}})
            << "</p>"_html;
        html::form_open(out, context, "/lamaran/baru");
        html::hidden(out, "lowongan", vacancy.id.text());
        write_what_is_seen(out, context);
        html::text_area(out, context,
                        {.name = "catatan",
                         .label = context.t("Catatan untuk perusahaan"),
                         .hint = context.t("Jangan tulis nama atau nomor ponsel di sini."),
                         .value = state.value("catatan"),
                         .error = state.error("catatan"),
                         .max_length = static_cast<int>(note_max),
                         .optional = true,
                         .spellcheck_off = false},
                        3);
        html::button(out, context.t("Kirim lamaran"));
        html::form_close(out);
    }
    auto frame = public_frame(std::string(context.t("Lamar")), "/lamaran/baru");
    const auto back = "/lowongan/" + vacancy.id.text();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_apply(const http::Request& request, Context& context) {
    return apply_page(context, vacancies::VacancyId::parse(request.query.text("lowongan")).value_or(vacancies::VacancyId{}), {});
}

http::Response post_apply(const http::Request& request, Context& context) {
    const auto id = vacancies::VacancyId::parse(request.form.text("lowongan")).value_or(vacancies::VacancyId{});
    if (context.actor.kind != ActorKind::applicant) return apply_page(context, id, {});
    html::FormState state{.typed = request.form, .errors = {}};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return apply(tx, context, id, state.value("catatan")); });
    if (done) return http::see_other("/lamaran/" + done->id.text() + "?baru=1");
    if (done.error() == Refusal::no_such_vacancy) return no_such_vacancy(context);
    // Pressed twice, or in two tabs: it was sent, and that is what they see.
    if (done.error() == Refusal::already_applied) {
        const auto own = context.platform.database.read([&](sql::Transaction& tx) { return own_application_href(tx, context, id); });
        if (!own.empty()) return http::see_other(own + "?baru=1");
    }
    if (done.error() != Refusal::note_too_long) return apply_page(context, id, {}, status_of(done.error()), done.error());
    state.refuse("catatan", context.t(sentence(done.error())));
    return apply_page(context, id, state, 422);
}

// --- one's own ---

http::Response get_list(const http::Request&, Context& context) {
    if (context.actor.kind != ActorKind::applicant) return http::see_other("/berkas");
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return own_candidacies(tx, context); });
    Markup out;
    out << "<h1>"_html << context.t("Lamaran saya") << "</h1>"_html;
    if (all.empty()) {
        html::empty_state(out, context.t("Lamaran Anda dan jawabannya akan tampil di sini."),
                          context.t("Buka sebuah lowongan, lalu tekan Lamar."));
        html::link_button(out, context.t("Cari lowongan"), "/lowongan");
    } else {
        out << "<ul class=\"ways\">"_html;
        for (const auto& one : all) {
            const auto& candidacy = one.candidacy;
            out << "<li><a"_html;
            out.attribute("href"_html, "/lamaran/" + candidacy.id.text());
            out << ">"_html << html::icon("briefcase") << "<span>"_html << one.vacancy.title << "<span class=\"slot-where\">"_html
                << one.vacancy.employer_name << "</span><span class=\"slot-where\">"_html;
            html::tag(out, tone_of(candidacy.state), context.t(label(candidacy.state, candidacy.origin)));
            if (is_open(candidacy.state))
                out << " "_html
                    << fill(context.t("Dijawab paling lambat {hari}"), {{"hari", long_date(context.language, candidacy.answer_by)}});
            out << "</span></span></a></li>"_html;
        }
        out << "</ul>"_html;
    }
    auto frame = public_frame(std::string(context.t("Lamaran saya")), "/lamaran");
    const auto back = "/berkas/" + std::to_string(context.actor.applicant);
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

void write_ticket(Markup& out, const Context& context, const OwnCandidacy& own) {
    const auto& candidacy = own.candidacy;
    html::card_open(out, context.t("Lamaran Anda"));
    out << "<p class=\"card-next\">"_html << own.vacancy.title << "</p><p>"_html << about(context, own.vacancy)
        << "</p><dl class=\"card-facts\"><div><dt>"_html << context.t("Keadaan") << "</dt><dd>"_html
        << context.t(label(candidacy.state, candidacy.origin)) << "</dd></div>"_html;
    if (is_open(candidacy.state))
        out << "<div><dt>"_html
            << (candidacy.state == CandidacyState::invited ? context.t("Jawab sebelum") : context.t("Dijawab paling lambat"))
            << "</dt><dd>"_html << long_date(context.language, candidacy.answer_by) << "</dd></div>"_html;
    if (!candidacy.letter.empty())
        out << "<div><dt>"_html << context.t("Surat pengantar") << "</dt><dd>"_html << candidacy.letter << "</dd></div>"_html;
    out << "</dl>"_html;
    html::card_close(out);
}

http::Response own_page(const Context& context, const Context& holder, CandidacyId id, const std::string& path, bool is_new, bool by_link) {
    struct Seen {
        std::optional<OwnCandidacy> own;
        std::string office_code;
    };
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        Seen made{own_candidacy(tx, holder, id), ""};
        const auto office = made.own ? office::find_office(tx, made.own->candidacy.office) : std::nullopt;
        if (office) made.office_code = office->code;
        return made;
    });
    if (!seen.own) return no_such_application(context);
    const auto& candidacy = seen.own->candidacy;
    Markup out;
    if (is_new && candidacy.state == CandidacyState::sent)
        html::notice(
            out, html::Tone::good, context.t("Lamaran sudah dikirim"),
            fill(context.t("Anda mendapat jawaban paling lambat {hari}."), {{"hari", long_date(context.language, candidacy.answer_by)}}));
    out << "<h1>"_html << context.t(label(candidacy.state, candidacy.origin)) << "</h1><p class=\"lead\">"_html
        << context.t(explanation(candidacy.state)) << "</p>"_html;
    if (candidacy.reason) html::notice(out, html::Tone::info, context.t(label(*candidacy.reason)), context.t(sentence(*candidacy.reason)));
    write_ticket(out, context, *seen.own);
    if (may_agree(candidacy) && seen.own->has_work) {
        Markup body;
        body << "<p>"_html << context.t(sentence(Refusal::has_work)) << "</p>"_html;
        html::link_button(body, context.t("Lapor mencari kerja lagi"), "/berkas/" + candidacy.file.text() + "/lapor",
                          html::ButtonKind::secondary);
        html::link_button(body, context.t("Ajukan AK-1 lagi"), "/kantor/" + seen.office_code + "/ak1", html::ButtonKind::secondary);
        html::notice(out, html::Tone::warning, context.t("Anda tercatat sudah bekerja"), body);
        html::post_button(out, context, path + "/tarik", context.t("Tidak, terima kasih"), html::ButtonKind::secondary);
    } else if (may_agree(candidacy)) {
        html::post_button(out, context, path + "/setuju", context.t("Setuju, kenalkan saya"), html::ButtonKind::primary);
        html::post_button(out, context, path + "/tarik", context.t("Tidak, terima kasih"), html::ButtonKind::secondary);
    }
    if (!candidacy.letter.empty() && is_name_shown(candidacy) && is_open(candidacy.state))
        html::link_button(out, context.t("Unduh surat pengantar"), path + "/surat.pdf");
    if (candidacy.reason) write_help(out, context, seen.own->vacancy, *candidacy.reason, seen.office_code);
    if (is_open(candidacy.state)) {
        if (!seen.own->why.empty()) {
            out << "<h2>"_html << context.t("Mengapa cocok") << "</h2>"_html;
            write_why(out, context, seen.own->why);
        }
        if (candidacy.state == CandidacyState::sent || candidacy.state == CandidacyState::invited) write_what_is_seen(out, context);
        if (!may_agree(candidacy)) {
            html::details_open(out, context.t("Tarik lamaran"));
            out << "<p>"_html << context.t("Perusahaan tidak melihat data Anda lagi. Lowongan yang sama tidak dapat dilamar dua kali.")
                << "</p>"_html;
            html::post_button(out, context, path + "/tarik", context.t("Tarik lamaran ini"), html::ButtonKind::warning);
            html::details_close(out);
        }
    }
    out << "<p><a"_html;
    out.attribute("href"_html, "/lowongan/" + candidacy.vacancy.text());
    out << ">"_html << context.t("Baca lowongannya lagi") << "</a></p>"_html;
    auto frame = public_frame(std::string(context.t("Lamaran Anda")), path);
    if (!by_link) frame.back_href = "/lamaran";
    return http::page(html::document(context, frame, out)).with_header("Cache-Control", "no-store");
}

using Verb = Result<Done, Refusal> (*)(sql::Transaction&, const Context&, CandidacyId);

http::Response get_own(const http::Request& request, Context& context) {
    const auto id = request.path_id<CandidacyId>(0);
    return own_page(context, context, id, "/lamaran/" + id.text(), request.query.has("baru"), false);
}

http::Response post_own(const http::Request& request, Context& context, Verb verb) {
    const auto id = request.path_id<CandidacyId>(0);
    // Twice, or too late: the page says what the state is now.
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, context, id); });
    if (!done && done.error() == Refusal::no_such_candidacy) return no_such_application(context);
    return http::see_other("/lamaran/" + id.text());
}

http::Response post_agree(const http::Request& request, Context& context) { return post_own(request, context, agree); }
http::Response post_withdraw(const http::Request& request, Context& context) { return post_own(request, context, withdraw); }

// --- by a link in a message ---

std::optional<Linked> linked(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return open_link(tx, context, request.path_value(0)); });
}

http::Response get_linked(const http::Request& request, Context& context) {
    const auto link = linked(request, context);
    if (!link) return no_such_application(context);
    return own_page(context, link->context, link->id, "/jawab/" + request.path_value(0), false, true);
}

http::Response letter(const Context& context, const Context& holder, CandidacyId id) {
    auto made = render_letters(holder, {id});
    if (!made) return no_such_application(context);
    return http::bytes(std::move(*made), "application/pdf", "surat-pengantar.pdf").with_header("Cache-Control", "no-store");
}

http::Response get_own_letter(const http::Request& request, Context& context) {
    return letter(context, context, request.path_id<CandidacyId>(0));
}

http::Response get_linked_letter(const http::Request& request, Context& context) {
    const auto link = linked(request, context);
    return link ? letter(context, link->context, link->id) : no_such_application(context);
}

http::Response post_linked(const http::Request& request, Context& context, Verb verb) {
    const auto link = linked(request, context);
    if (!link) return no_such_application(context);
    (void)context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, link->context, link->id); });
    return http::see_other("/jawab/" + request.path_value(0));
}

http::Response post_linked_agree(const http::Request& request, Context& context) { return post_linked(request, context, agree); }
http::Response post_linked_withdraw(const http::Request& request, Context& context) { return post_linked(request, context, withdraw); }

// --- on pages of others ---

void write_vacancy_part(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t subject) {
    const auto vacancy = vacancies::find_vacancy(tx, context, vacancies::VacancyId{subject});
    if (!vacancy || !takes_applications(*vacancy, vacancies::today_at(tx, context, vacancy->office))) return;
    if (context.actor.kind == ActorKind::staff) {
        if (context.may(Permission::refer_seeker) && context.actor.office == vacancy->office)
            html::link_button(out, context.t("Rujuk orang"), "/rujuk/" + vacancy->id.text());
        return;
    }
    if (const auto own = own_application_href(tx, context, vacancy->id); !own.empty())
        html::link_button(out, context.t("Lihat lamaran saya"), own, html::ButtonKind::secondary);
}

void write_file_part(Markup& out, sql::Transaction&, const Context& context, std::int64_t) {
    way(out, "briefcase", "/lamaran", context.t("Lamaran saya"));
}

}  // namespace

void show_parts() {
    html::add_part("vacancy", write_vacancy_part);
    html::add_part("file", write_file_part);
}

std::vector<http::Route> own_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    constexpr auto write = http::Rate::write;
    return {{get, "/lamaran", get_list, own},
            {get, "/lamaran/baru", get_apply, Permission::anyone},
            {post, "/lamaran/baru", post_apply, own, write, form_bytes},
            {get, "/lamaran/{candidacy}", get_own, own},
            {get, "/lamaran/{candidacy}/surat.pdf", get_own_letter, own},
            {post, "/lamaran/{candidacy}/setuju", post_agree, own, write, form_bytes},
            {post, "/lamaran/{candidacy}/tarik", post_withdraw, own, write, form_bytes},
            {get, "/jawab/{token}", get_linked, Permission::anyone},
            {get, "/jawab/{token}/surat.pdf", get_linked_letter, Permission::anyone},
            {post, "/jawab/{token}/setuju", post_linked_agree, Permission::anyone, write, form_bytes},
            {post, "/jawab/{token}/tarik", post_linked_withdraw, Permission::anyone, write, form_bytes}};
}

}  // namespace placement
