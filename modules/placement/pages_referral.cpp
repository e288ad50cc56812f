#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_exemption.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/http/forms.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// An officer looks who fits a vacancy, ticks them, and prints or sends the letters.
namespace placement {
namespace {

constexpr std::string_view consent_here = "di-sini";
constexpr std::string_view consent_by_message = "pesan";

http::Response no_such_vacancy(const Context& context) {
    return not_there(context, context.t("Lowongan ini tidak ada di kantor Anda"),
                     context.t("Cari perusahaannya, lalu pilih lowongan yang masih dibuka."), context.t("Ke rujukan"), "/rujuk");
}

enum class Scanner { none, takes_cards };
// One line to search by; the page answers under the same address.
void write_search(Markup& out, std::string_view path, std::string_view label, std::string_view typed, std::string_view press,
                  html::ButtonKind kind, Scanner scanner = Scanner::none) {
    out << "<form method=\"get\" class=\"panel\""_html;
    out.attribute("action"_html, path);
    out << "><div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"cari\">"_html << label
        << "</label><input type=\"text\" id=\"cari\" name=\"cari\" autocomplete=\"off\" class=\"govuk-input"_html;
    if (scanner == Scanner::takes_cards)
        out << " scan\" data-scan"_html;
    else
        out << "\""_html;
    out.attribute("value"_html, typed);
    out << "></div>"_html;
    html::button(out, press, kind, "F2");
    out << "</form>"_html;
}

// --- which vacancy ---

// Before the vacancies, of which there may be sixty.
void write_ways(Markup& out, const Context& context, int waiting) {
    out << "<nav class=\"pages\" aria-label=\""_html << context.t("Tentang rujukan") << "\"><a href=\"/rujuk/penempatan\">"_html
        << context.t("Penempatan") << "</a><a href=\"/rujuk/pengecualian\">"_html << context.t("Pengecualian aturan lokal")
        << (waiting > 0 ? " (" + number(waiting) + ")" : std::string()) << "</a><a href=\"/rujuk/kepentingan\">"_html
        << context.t("Kepentingan saya") << "</a></nav>"_html;
}

http::Response get_firms(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_vacancy(context);
    const auto typed = text::trim(request.query.text("cari"));
    const auto [firms, waiting] = context.platform.database.read([&](sql::Transaction& tx) {
        return std::pair{firms_like(tx, context, typed), waiting_exemptions(tx, context)};
    });
    Markup out;
    out << "<h1>"_html << context.t("Rujukan") << "</h1>"_html;
    write_ways(out, context, waiting);
    write_search(out, "/rujuk", context.t("Nama perusahaan"), typed, context.t("Cari lowongannya"), html::ButtonKind::primary);
    if (firms.empty())
        html::empty_state(
            out, context.t("Perusahaan dengan lowongan yang dibuka akan tampil di sini."),
            typed.empty() ? context.t("Tulis sebagian namanya.") : context.t("Tidak ada lowongan yang dibuka pada nama itu."));
    for (const auto& firm : firms) {
        html::table_open(out, firm.employer.name, {{context.t("Lowongan")}, {context.t("Orang"), true}, {context.t("Sampai")}});
        for (const auto& vacancy : firm.vacancies) {
            out << "<tr><th scope=\"row\">"_html;
            if (firm.has_interest) {
                out << vacancy.title << " "_html;
                html::tag(out, html::Tone::warning, context.t("Rekan lain yang merujuk"));
            } else {
                out << "<a"_html;
                out.attribute("href"_html, "/rujuk/" + vacancy.id.text());
                out << ">"_html << vacancy.title << "</a>"_html;
            }
            out << "</th><td class=\"num\">"_html << vacancy.open_heads() << "</td><td>"_html
                << short_date(context.language, vacancy.valid_until) << "</td></tr>"_html;
        }
        html::table_close(out);
        if (firm.views) {
            out << "<p class=\"muted\">"_html
                << fill(context.t("Hari ini membuka {n} orang yang cocok tanpa nama dan {m} nama dengan nomornya."),
                        {{"n", number(firm.views->fitting)}, {"m", number(firm.views->contacts)}})
                << " "_html;
            if (firm.views->used_up) html::tag(out, html::Tone::warning, context.t("Batas hari ini tercapai"));
            out << "</p>"_html;
        }
    }
    return http::page(html::document(context, desk_frame(*office, std::string(context.t("Rujukan")), "/rujuk"), out));
}

// --- who fits ---

void write_people(Markup& out, const Context& context, const std::vector<PersonToRefer>& people, std::string_view caption,
                  const html::FormState& state) {
    const auto chosen = state.typed.all("orang");
    html::table_open(out, caption, {{context.t("Rujuk")}, {context.t("Nama")}, {context.t("Pendidikan")}, {context.t("Alasan cocok")}});
    for (const auto& person : people) {
        out << "<tr><td>"_html;
        if (person.is_there) {
            out << context.t("sudah ada");
        } else if (person.declines) {
            out << context.t("tidak ingin");
        } else {
            out << "<input type=\"checkbox\" name=\"orang\" form=\"rujuk\""_html;
            out.attribute("value"_html, person.file.text());
            if (std::ranges::find(chosen, person.file.text()) != chosen.end()) out << " checked"_html;
            out.attribute("aria-label"_html, fill(context.t("Rujuk {nama}"), {{"nama", person.name}}));
            out << ">"_html;
        }
        out << "</td><th scope=\"row\">"_html << person.name;
        if (!person.card_number.empty()) out << "<br><span class=\"muted\">"_html << person.card_number << "</span>"_html;
        if (person.card_number.empty() && context.may(Permission::see_person)) {
            out << "<br><a"_html;
            out.attribute("href"_html, "/loket/berkas/" + person.file.text());
            out << ">"_html << context.t("Buka berkasnya") << "</a>"_html;
        }
        if (!person.is_local) {
            out << "<br>"_html;
            html::tag(out, html::Tone::info, context.t("luar daerah"));
        }
        out << "</th><td>"_html << person.education << "</td><td>"_html;
        if (person.declines && !person.is_there)
            out << context.t(sentence(Refusal::person_declines));
        else if (person.why.empty())
            out << "<span class=\"muted\">"_html << context.t("Profil kerja belum diisi.") << "</span>"_html;
        else
            write_why(out, context, person.why);
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

struct Seen {
    std::optional<vacancies::Vacancy> vacancy;
    std::vector<PersonToRefer> fitting;
    std::vector<PersonToRefer> named;
    std::vector<Candidacy> referred;
    Candidates came;
    bool has_interest{};
    Date today;
};

void write_letters(Markup& out, const Context& context, const Seen& seen, std::string_view newest) {
    std::vector<const Candidacy*> printable;
    for (const auto& one : seen.referred)
        if (is_name_shown(one)) printable.push_back(&one);
    if (printable.empty()) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Surat pengantar") << "</h2>"_html;
    const auto base = "/rujuk/" + seen.vacancy->id.text() + "/surat.pdf";
    if (!newest.empty())
        html::link_button(out, context.t("Cetak surat yang baru"), base + "?c=" + http::percent_encoded(newest), html::ButtonKind::primary,
                          "C");
    out << "<ul>"_html;
    for (const auto* one : printable) {
        out << "<li><a"_html;
        out.attribute("href"_html, base + "?c=" + one->id.text());
        out << ">"_html << one->letter << "</a> <span class=\"muted\">"_html << context.t(label(one->state, one->origin))
            << "</span></li>"_html;
    }
    out << "</ul></section>"_html;
}

http::Response people_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    const auto id = request.path_id<vacancies::VacancyId>(0);
    const auto typed = text::trim(request.query.has("cari") ? request.query.text("cari") : request.form.text("cari"));
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        Seen made;
        made.vacancy = vacancy_to_decide(tx, context, id);
        if (!made.vacancy) return made;
        made.has_interest = has_interest(tx, context, made.vacancy->employer);
        made.today = vacancies::today_at(tx, context, made.vacancy->office);
        made.referred = referred_to(tx, context, id);
        if (made.has_interest) return made;
        made.fitting = people_who_fit(tx, context, *made.vacancy);
        made.named = people_named(tx, context, *made.vacancy, typed);
        made.came = candidates(tx, context, id);
        return made;
    });
    if (!office || !seen.vacancy) return no_such_vacancy(context);
    const auto path = "/rujuk/" + id.text();
    Markup out;
    html::error_summary(out, context, state);
    const auto told = request.query.text("dirujuk");
    if (!told.empty())
        html::notice(out, html::Tone::good, context.t("Rujukan tersimpan"),
                     context.t("Orangnya sudah diberi tahu. Cetak suratnya, atau biarkan orangnya setuju lewat pesan."));
    write_done(out, context, request);
    out << "<h1 id=\"langkah\" tabindex=\"-1\">"_html << seen.vacancy->title << "</h1><p>"_html << about(context, *seen.vacancy)
        << ". "_html << fill(context.t("{n} tempat masih dibuka."), {{"n", std::to_string(seen.vacancy->open_heads())}}) << "</p>"_html;
    if (seen.has_interest) {
        html::notice(out, html::Tone::warning, context.t("Rekan lain yang merujuk"), context.t(sentence(Refusal::has_interest)));
    } else {
        write_letters(out, context, seen, told);
        write_search(out, path, context.t("Pindai kartu, atau tulis nomor atau nama"), typed, context.t("Cari orang"),
                     html::ButtonKind::secondary, Scanner::takes_cards);
        if (!typed.empty() && seen.named.empty())
            html::empty_state(out, context.t("Tidak ada orang dengan nama atau nomor itu."),
                              context.t("Periksa ejaannya, atau pindai kartunya."));
        if (!seen.named.empty()) write_people(out, context, seen.named, context.t("Yang ditemukan"), state);
        if (seen.fitting.empty())
            html::empty_state(out, context.t("Orang yang cocok dan setuju dicarikan akan tampil di sini."),
                              context.t("Orang yang sedang berdiri di loket dicari dengan kartu atau namanya."));
        else
            write_people(out, context, seen.fitting, context.t("Yang cocok dan setuju dicarikan"), state);
        if (std::ssize(seen.fitting) == people_shown_at_once)
            out << "<p class=\"muted\">"_html
                << fill(context.t("Paling banyak {n} orang tampil; yang lain menyusul setelah sebagian dirujuk."),
                        {{"n", number(people_shown_at_once)}})
                << "</p>"_html;
        html::form_open(out, context, path, false, "rujuk");
        if (!typed.empty()) html::hidden(out, "cari", typed);
        html::radios(out, context,
                     {.name = "setuju",
                      .label = context.t("Apakah orangnya setuju datanya diberikan ke perusahaan ini?"),
                      .value = state.value("setuju"),
                      .error = state.error("setuju")},
                     {{std::string(consent_here), std::string(context.t("Ya, saya sudah bertanya")),
                       std::string(context.t("Suratnya langsung dapat dicetak."))},
                      {std::string(consent_by_message), std::string(context.t("Tanyakan lewat pesan")),
                       std::string(context.t("Surat dibuat setelah orangnya setuju."))}});
        html::button(out, context.t("Rujuk yang dipilih"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
        if (!seen.came.views.empty()) {
            out << "<h2>"_html << context.t("Yang melamar atau sudah dirujuk") << "</h2>"_html;
            write_candidates(out, context, seen.came, state, path + "/hasil", seen.today);
        }
    }
    auto frame = desk_frame(*office, seen.vacancy->title, path);
    frame.back_href = "/rujuk";
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_people(const http::Request& request, Context& context) { return people_page(request, context, {}); }

http::Response post_people(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto consent = state.value("setuju");
    if (request.form.all("orang").empty()) state.refuse("langkah", context.t(sentence(Refusal::nobody_chosen)));
    if (consent != consent_here && consent != consent_by_message) state.refuse("setuju", context.t(sentence(Refusal::consent_missing)));
    if (!state.ok()) return people_page(request, context, state, 422);
    std::vector<registration::ApplicationId> files;
    for (const auto& one : request.form.all("orang"))
        if (const auto id = registration::ApplicationId::parse(one)) files.push_back(*id);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return refer(tx, context, request.path_id<vacancies::VacancyId>(0), files,
                     consent == consent_here ? Consent::asked_here : Consent::by_message);
    });
    if (!done) {
        state.refuse("langkah", context.t(sentence(done.error())));
        return people_page(request, context, state, status_of(done.error()));
    }
    std::vector<std::string> ids;
    for (const auto id : done->candidacies) ids.push_back(id.text());
    return http::see_other("/rujuk/" + request.path_value(0) + "?dirujuk=" + (ids.empty() ? "0" : text::join(ids, ",")));
}

http::Response post_result(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto next = take_step(request, context, state, "/rujuk/" + request.path_value(0));
    if (state.ok()) return http::see_other(next);
    return people_page(request, context, state, 422);
}

http::Response get_letters(const http::Request& request, Context& context) {
    std::vector<CandidacyId> ids;
    for (const auto& one : text::split(request.query.text("c"), ','))
        if (const auto id = CandidacyId::parse(one); id && ids.size() < static_cast<std::size_t>(referrals_a_time)) ids.push_back(*id);
    auto made = render_letters(context, ids);
    if (!made) return no_such_vacancy(context);
    return http::bytes(std::move(*made), "application/pdf", "surat-pengantar.pdf").with_header("Cache-Control", "no-store");
}

// Whoever holds the paper sees whether the office wrote it.
http::Response get_letter_behind(const http::Request& request, Context& context) {
    const auto view =
        context.platform.database.read([&](sql::Transaction& tx) { return letter_behind(tx, context, request.path_value(0)); });
    if (!view)
        return not_there(context, context.t("Surat ini tidak dikenal"),
                         context.t("Kodenya salah, atau sudah lama. Tanyakan ke kantor yang tertulis di surat."),
                         context.t("Ke halaman awal"), "/");
    Markup out;
    out << "<h1>"_html << context.t("Surat pengantar kerja") << "</h1>"_html;
    html::notice(out, html::Tone::good, context.t("Surat ini asli"), fill(context.t("Dibuat oleh {kantor}."), {{"kantor", view->office}}));
    html::summary_list(out, context,
                       {{std::string(context.t("Nomor")), view->number, ""},
                        {std::string(context.t("Tanggal")), long_date(context.language, view->made_on), ""},
                        {std::string(context.t("Nama (disamarkan)")), view->masked_name, ""},
                        {std::string(context.t("Perusahaan")), view->company, ""},
                        {std::string(context.t("Lowongan")), view->title, ""},
                        {std::string(context.t("Keadaan")), std::string(context.t(label(view->state, Origin::referred))), ""}});
    out << "<p>"_html << context.t("Perusahaan menjawab di halaman lamarannya, atau dengan lembar jawaban di bawah surat.") << "</p>"_html;
    return http::page(html::document(context, public_frame(std::string(context.t("Surat pengantar kerja")), "/surat"), out));
}

// --- ties to firms ---

http::Response interests_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office) return no_such_vacancy(context);
    struct Shown {
        std::vector<Interest> own;
        std::vector<employers::Employer> found;
    };
    const auto typed = text::trim(request.query.has("cari") ? request.query.text("cari") : request.form.text("cari"));
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        Shown made{own_interests(tx, context), {}};
        if (!typed.empty()) made.found = employers::employers_like(tx, context, office->id, typed);
        return made;
    });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Kepentingan di perusahaan") << "</h1><p>"_html
        << context.t(
               "Keluarga, saham, atau pekerjaan sampingan: nyatakan di sini. Setelah itu rekan lain yang merujuk dan memeriksa untuk "
               "perusahaan itu.")
        << "</p>"_html;
    if (!seen.own.empty()) {
        html::table_open(out, context.t("Yang Anda nyatakan"),
                         {{context.t("Perusahaan")}, {context.t("Hubungan")}, {context.t("Sejak")}, {""}});
        for (const auto& one : seen.own) {
            out << "<tr><th scope=\"row\">"_html << one.employer_name << "</th><td>"_html << one.words.reveal() << "</td><td>"_html
                << short_date(context.language, one.declared_at.in(office->zone).date) << "</td><td>"_html;
            html::post_button(out, context, "/rujuk/kepentingan/" + one.id.text() + "/selesai", context.t("Sudah tidak ada"));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    write_search(out, "/rujuk/kepentingan", context.t("Nama perusahaan"), typed, context.t("Cari perusahaan"), html::ButtonKind::secondary);
    if (!typed.empty() && seen.found.empty())
        html::empty_state(out, context.t("Perusahaan dengan nama itu akan tampil di sini."),
                          context.t("Tidak ada di kantor ini. Periksa ejaannya."));
    if (!seen.found.empty()) {
        html::form_open(out, context, "/rujuk/kepentingan");
        html::hidden(out, "cari", typed);
        std::vector<html::Option> options;
        for (const auto& one : seen.found) options.push_back({one.id.text(), one.name, ""});
        html::radios(out, context,
                     {.name = "perusahaan",
                      .label = context.t("Perusahaan"),
                      .value = state.value("perusahaan"),
                      .error = state.error("perusahaan")},
                     options);
        html::text_field(out, context,
                         {.name = "hubungan",
                          .label = context.t("Hubungan Anda"),
                          .hint = context.t("Misalnya: pemiliknya kakak saya"),
                          .value = state.value("hubungan"),
                          .error = state.error("hubungan"),
                          .max_length = 300});
        html::button(out, context.t("Nyatakan kepentingan"));
        html::form_close(out);
    }
    auto frame = desk_frame(*office, std::string(context.t("Kepentingan di perusahaan")), "/rujuk/kepentingan");
    frame.back_href = "/rujuk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_interests(const http::Request& request, Context& context) { return interests_page(request, context, {}); }

http::Response post_interest(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto employer = employers::EmployerId::parse(state.value("perusahaan")).value_or(employers::EmployerId{});
    if (!employer) state.refuse("perusahaan", context.t(sentence(Refusal::no_such_employer)));
    if (text::trim(state.value("hubungan")).empty()) state.refuse("hubungan", context.t(sentence(Refusal::words_missing)));
    if (!state.ok()) return interests_page(request, context, state, 422);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return declare_interest(tx, context, employer, state.value("hubungan")); });
    if (done) return http::see_other("/rujuk/kepentingan");
    state.refuse(done.error() == Refusal::words_missing ? "hubungan" : "perusahaan", context.t(sentence(done.error())));
    return interests_page(request, context, state, 422);
}

http::Response post_interest_ended(const http::Request& request, Context& context) {
    (void)context.platform.database.write([&](sql::Transaction& tx) { return end_interest(tx, context, request.path_id<InterestId>(0)); });
    return http::see_other("/rujuk/kepentingan");
}

}  // namespace

std::vector<http::Route> referral_routes() {
    using enum http::Method;
    constexpr auto officer = Permission::refer_seeker;
    return {{get, "/rujuk", get_firms, officer},
            {get, "/rujuk/{vacancy}", get_people, officer},
            {post, "/rujuk/{vacancy}", post_people, officer, http::Rate::write},
            {post, "/rujuk/{vacancy}/hasil", post_result, officer, http::Rate::write},
            {get, "/rujuk/{vacancy}/surat.pdf", get_letters, officer},
            {get, "/rujuk/kepentingan", get_interests, officer},
            {post, "/rujuk/kepentingan", post_interest, officer, http::Rate::write},
            {post, "/rujuk/kepentingan/{interest}/selesai", post_interest_ended, officer, http::Rate::write},
            {get, "/surat/{token}", get_letter_behind, Permission::anyone}};
}

}  // namespace placement
