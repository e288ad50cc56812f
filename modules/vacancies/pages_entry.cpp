#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/actions_import.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_copy.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What an officer enters: a vacancy found on a visit, codes that the program could not find, rows of files that say too little.
namespace vacancies {

namespace {

constexpr int a_page = 20;

struct EmployerChoice {
    std::optional<employers::Employer> chosen;
    std::vector<employers::Employer> found;  // by what was typed
};

EmployerChoice choice_of(const Context& context, const Counter& counter, const http::Fields& typed) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        EmployerChoice choice;
        if (const auto id = employers::EmployerId::parse(typed.text("perusahaan"))) {
            choice.chosen = employers::find_employer(tx, context, *id);
            if (choice.chosen && choice.chosen->office != counter.office.id) choice.chosen.reset();
        } else if (const auto words = text::trim(typed.text("cari")); !words.empty()) {
            choice.found = employers::employers_like(tx, context, counter.office.id, words);
        }
        return choice;
    });
}

// First whose vacancy it is: one that is known, or a new one in four lines.
http::Response choose_page(const Context& context, const Counter& counter, const EmployerChoice& choice, const html::FormState& state,
                           int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Catat lowongan") << "</h1><section class=\"panel\"><h2>"_html
        << context.t("Pemberi kerja yang sudah terdaftar") << "</h2>"_html
        << "<form action=\"/tinjau/baru\" method=\"get\">"_html;
    html::text_field(out, context, {.name = "cari", .label = context.t("Nama atau NIB"), .value = state.value("cari"), .max_length = 120});
    html::button(out, context.t("Cari"), html::ButtonKind::secondary);
    out << "</form>"_html;
    if (!choice.found.empty()) {
        out << "<ul class=\"rows\">"_html;
        for (const auto& one : choice.found) {
            out << "<li><a"_html;
            out.attribute("href"_html, "/tinjau/baru?perusahaan=" + one.id.text());
            out << "><span class=\"name\">"_html << one.name << "</span><span class=\"detail\">"_html << one.address
                << "</span></a></li>"_html;
        }
        out << "</ul>"_html;
    } else if (!state.value("cari").empty()) {
        html::empty_state(out, context.t("Tidak ada perusahaan dengan nama itu."), context.t("Periksa ejaannya, atau daftarkan di bawah."));
    }
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Pemberi kerja baru") << "</h2>"_html;
    html::form_open(out, context, "/tinjau/baru/perusahaan");
    out << "<div class=\"columns\">"_html;
    const auto field = [&](std::string name, std::string_view label, int most) {
        html::text_field(out, context,
                         {.name = name, .label = label, .value = state.value(name), .error = state.error(name), .max_length = most});
    };
    field("nama", context.t("Nama pemberi kerja"), 120);
    field("alamat", context.t("Alamat"), 200);
    field("kontak", context.t("Orang yang dihubungi"), 100);
    html::text_field(out, context,
                     {.name = "hp",
                      .label = context.t("Nomor telepon"),
                      .value = state.value("hp"),
                      .error = state.error("hp"),
                      .type = "tel",
                      .inputmode = "tel",
                      .max_length = 24});
    out << "</div>"_html;
    html::button(out, context.t("Daftarkan dan lanjut"));
    html::form_close(out);
    out << "</section>"_html;
    auto frame = desk_frame(counter.office, std::string(context.t("Catat lowongan")), "/tinjau/baru");
    frame.back_href = "/tinjau";
    return http::page(html::document(context, frame, out), status);
}

http::Response entry_page(const Context& context, const Counter& counter, const employers::Employer& employer, const Vacancy& vacancy,
                          const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Catat lowongan") << "</h1><p class=\"lead\">"_html << employer.name << " "_html;
    const bool verified = employer.state == employers::EmployerState::verified;
    html::tag(out, verified ? html::Tone::good : html::Tone::warning,
              verified ? context.t("Terverifikasi") : context.t("Belum diverifikasi"));
    out << "</p>"_html;
    const auto beginning = beginning_of(context, employer, state.typed);
    write_beginning(out, context, beginning, "/tinjau/baru?perusahaan=" + employer.id.text());
    html::form_open(out, context, "/tinjau/baru");
    html::hidden(out, "perusahaan", employer.id.text());
    write_chosen(out, beginning);
    write_questions(out, context, state, {vacancy.asked, counter.office.regency_code, "/lowongan/periksa-syarat"});
    html::button(out, context.t("Catat lowongan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    auto frame = desk_frame(counter.office, std::string(context.t("Catat lowongan")), "/tinjau/baru");
    frame.back_href = "/tinjau";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_entry(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    const auto choice = choice_of(context, *counter, request.query);
    if (!choice.chosen) return choose_page(context, *counter, choice, html::FormState{request.query, {}});
    const auto beginning = beginning_of(context, *choice.chosen, request.query);
    return entry_page(context, *counter, *choice.chosen, beginning.shown, state_of(beginning, request.query));
}

http::Response post_employer(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    employers::Employer employer;
    employer.office = counter->office.id;
    employer.name = request.form.text("nama");
    employer.address = request.form.text("alamat");
    employer.contact_name = request.form.text("kontak");
    employer.contact_phone = request.form.text("hp");
    employer.regency_code = counter->office.regency_code;
    employer.source = "visit";
    const auto made =
        context.platform.database.write([&](sql::Transaction& tx) { return employers::save_employer(tx, context, employer); });
    if (made) return http::see_other("/tinjau/baru?perusahaan=" + made->text());
    html::FormState state{request.form, {}};
    const std::pair<std::string, std::string_view> required[] = {{"nama", context.t("Nama pemberi kerja")},
                                                                 {"alamat", context.t("Alamat")},
                                                                 {"kontak", context.t("Orang yang dihubungi")},
                                                                 {"hp", context.t("Nomor telepon")}};
    for (const auto& [field, label] : required)
        if (text::trim(state.value(field)).empty())
            state.refuse(field, std::string(label) + ": " + std::string(context.t(sentence(Unfit::missing))));
    if (!text::trim(state.value("hp")).empty() && !Phone::parse(state.value("hp")))
        state.refuse("hp", context.t("Nomor telepon ini tidak lengkap atau salah ketik."));
    if (state.ok()) state.refuse("nama", context.t(employers::sentence(made.error())));
    return choose_page(context, *counter, {}, state, 422);
}

http::Response post_entry(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    const auto choice = choice_of(context, *counter, request.form);
    if (!choice.chosen) return choose_page(context, *counter, choice, {}, 422);
    auto base = beginning_of(context, *choice.chosen, request.form).base;
    base.source = Source::officer_visit;
    auto read = read_vacancy(typed_in(request.form), base, counter->today, counter->office.regency_code);
    html::FormState state{request.form, {}};
    refuse_fields(state, context, read.errors);
    if (!state.ok()) return entry_page(context, *counter, *choice.chosen, read.vacancy, state, 422);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return submit_once(tx, context, read.vacancy); });
    if (made) return http::see_other("/tinjau/" + made->id.text());
    state.refuse("title", context.t(sentence(made.error())));
    return entry_page(context, *counter, *choice.chosen, read.vacancy, state, status_of(made.error()));
}

// --- codes ---

void write_coding_form(Markup& out, const Context& context, const Vacancy& one, std::string_view near) {
    html::form_open(out, context, "/tinjau/kode/" + one.id.text());
    html::hidden(out, "versi", std::to_string(one.version));
    out << "<div class=\"columns\">"_html;
    if (one.occupation.empty()) {
        html::Field field;
        field.name = "jabatan" + one.id.text();
        field.label = context.t("Jabatan menurut KBJI");
        field.suggestions = "/acuan/jabatan";
        html::text_field(out, context, field);
    }
    if (one.place_code.empty()) {
        const auto address = "/lowongan/acuan/tempat?dekat=" + std::string(near);
        html::Field field;
        field.name = "tempat" + one.id.text();
        field.label = context.t("Tempat kerja");
        field.suggestions = address;
        html::text_field(out, context, field);
    }
    out << "</div>"_html;
    html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
    html::form_close(out);
}

void write_coding(Markup& out, const Context& context, const NotCoded& coded, std::string_view near) {
    const auto& one = coded.vacancy;
    out << "<section class=\"panel\"><h2><a"_html;
    out.attribute("href"_html, "/tinjau/" + one.id.text());
    out << ">"_html << one.title << "</a></h2><p class=\"muted\">"_html << one.employer_name << (one.place_text.empty() ? "" : " · ")
        << one.place_text;
    if (coded.alike > 1) out << " · "_html << fill(context.t("{n} lowongan seperti ini sekaligus"), {{"n", number(coded.alike)}});
    out << "</p>"_html;
    if (coded.has_tie)
        write_tie(out, context);
    else
        write_coding_form(out, context, one, near);
    out << "</section>"_html;
}

void write_row(Markup& out, const Context& context, const ListedRow& row) {
    out << "<section class=\"panel\"><h2>"_html << fill(context.t("Baris {n}"), {{"n", std::to_string(row.line)}}) << "</h2>"_html;
    std::string rest;
    for (const auto& [field, cell] : row.cells)
        if (field != "title" && field != "company" && rest.size() < 400) rest += (rest.empty() ? "" : " · ") + cell;
    out << "<p class=\"muted\">"_html << rest << "</p>"_html;
    html::form_open(out, context, "/tinjau/baris/" + row.id.text());
    out << "<div class=\"columns\">"_html;
    for (const std::string_view field : {"title", "company"}) {
        const auto fault = std::ranges::find_if(row.faults, [&](const FieldError& one) { return one.field == field; });
        const auto name = std::string(field) + row.id.text();
        html::text_field(out, context,
                         {.name = name,
                          .label = context.t(field_label(field)),
                          .value = first(row.cells, field),
                          .error = fault == row.faults.end() ? std::string() : std::string(context.t(sentence(fault->why))),
                          .max_length = 200});
    }
    out << "</div>"_html;
    html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
    html::button(out, context.t("Hapus baris ini"), html::ButtonKind::secondary, "", "hapus", "1");
    html::form_close(out);
    out << "</section>"_html;
}

http::Response get_coding(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    const int start = std::max(0, typed_number(request.query.text("mulai")));
    struct Shown {
        std::vector<NotCoded> vacancies;
        std::vector<ListedRow> rows;
        QueueCounts counts;
    };
    const auto shown = context.platform.database.read([&](sql::Transaction& tx) {
        return Shown{not_coded(tx, context, a_page, start), listed_rows(tx, context, counter->office.id, {}, a_page, start),
                     queue_counts(tx, context)};
    });
    Markup out;
    out << "<h1>"_html << context.t("Belum berkode") << "</h1><p>"_html
        << context.t("Jabatan atau tempat dari berkas yang tidak dikenali. Dengan kodenya, lowongan ini ditemukan pencari kerja.")
        << "</p>"_html;
    if (request.query.has("gagal")) html::notice(out, html::Tone::warning, context.t("Pilih dari saran yang muncul saat mengetik."), "");
    if (shown.vacancies.empty() && shown.rows.empty())
        html::empty_state(out, context.t("Lowongan tanpa kode dan baris berkas yang tidak lengkap akan tampil di sini."),
                          context.t("Sekarang tidak ada."));
    for (const auto& one : shown.vacancies) write_coding(out, context, one, counter->office.regency_code);
    if (!shown.rows.empty()) {
        out << "<h2>"_html << fill(context.t("{n} baris berkas tidak lengkap"), {{"n", number(shown.counts.rows)}}) << "</h2>"_html;
        for (const auto& row : shown.rows) write_row(out, context, row);
    }
    const bool more = shown.vacancies.size() == static_cast<std::size_t>(a_page) || shown.counts.rows > start + a_page;
    if (start > 0 || more)
        html::pagination(out, context, more ? "/tinjau/kode?mulai=" + std::to_string(start + a_page) : std::string(),
                         start > 0 ? "/tinjau/kode?mulai=" + std::to_string(std::max(0, start - a_page)) : std::string());
    auto frame = desk_frame(counter->office, std::string(context.t("Belum berkode")), "/tinjau/kode");
    frame.back_href = "/tinjau";
    return http::page(html::document(context, frame, out));
}

http::Response post_coding(const http::Request& request, Context& context) {
    const auto id = request.path_id<VacancyId>(0);
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    // A choice from the list, or what the words lead to when no script ran.
    auto occupation = request.form.text("jabatan" + id.text() + "-kode");
    if (const auto typed = request.form.text("jabatan" + id.text()); occupation.empty() && !typed.empty())
        if (const auto found = reference::find_occupations(typed, 1); !found.empty()) occupation = found.front().code;
    auto place = request.form.text("tempat" + id.text() + "-kode");
    if (const auto typed = request.form.text("tempat" + id.text()); place.empty() && !typed.empty()) {
        Vacancy looked_up;
        looked_up.openings = 1;
        place = read_vacancy({{"place", typed}}, looked_up, counter->today, counter->office.regency_code).vacancy.place_code;
    }
    if (occupation.empty() && place.empty()) return http::see_other("/tinjau/kode?gagal=1");
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return set_codes(tx, context, id, typed_number(request.form.text("versi")), occupation, place); });
    if (!done) return refused_page(context, done.error(), "/tinjau/kode");
    return http::see_other("/tinjau/kode");
}

http::Response post_row(const http::Request& request, Context& context) {
    const auto id = request.path_id<RowId>(0);
    if (request.form.has("hapus")) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return drop_row(tx, context, id); });
        return done ? http::see_other("/tinjau/kode") : refused_page(context, done.error(), "/tinjau/kode");
    }
    const Typed typed{{"title", request.form.text("title" + id.text())}, {"company", request.form.text("company" + id.text())}};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return mend_row(tx, context, id, typed); });
    return done ? http::see_other("/tinjau/kode") : refused_page(context, done.error(), "/tinjau/kode");
}

}  // namespace

std::vector<http::Route> entry_routes() {
    using enum http::Method;
    return {{get, "/tinjau/baru", get_entry, Permission::review_vacancy},
            {post, "/tinjau/baru", post_entry, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/baru/perusahaan", post_employer, Permission::review_vacancy, http::Rate::write},
            {get, "/tinjau/kode", get_coding, Permission::review_vacancy},
            {post, "/tinjau/kode/{vacancy}", post_coding, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/baris/{row}", post_row, Permission::review_vacancy, http::Rate::write}};
}

}  // namespace vacancies
