#include <nlohmann/json.hpp>
#include <tuple>

#include "base/written_wage.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_copy.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/places.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The company reports a vacancy in one screen and sees what became of it.
namespace vacancies {

namespace {

constexpr std::string_view live_check = "/lowongan/periksa-syarat";
constexpr std::string_view own_base = "/perusahaan/lowongan";
constexpr std::string_view new_address = "/perusahaan/lowongan/baru";

http::Response form_page(const Context& context, const Desk& desk, const Vacancy& vacancy, const html::FormState& state,
                         ChangeId waits = {}, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    const bool is_new = !vacancy.id;
    const bool is_change = is_open(vacancy.state);
    const auto title = is_new ? context.t("Laporkan lowongan") : is_change ? context.t("Ubah lowongan") : context.t("Perbaiki lowongan");
    out << "<h1>"_html << title << "</h1>"_html;
    if (is_change) write_about_changes(out, context);
    if (vacancy.state == VacancyState::returned && !vacancy.note_of_officer.empty())
        html::notice(out, html::Tone::warning, context.t("Catatan petugas"), vacancy.note_of_officer);
    const auto beginning = is_new ? beginning_of(context, desk.employer, state.typed) : Beginning{};
    write_beginning(out, context, beginning, new_address);
    html::form_open(out, context, is_new ? std::string(new_address) : "/perusahaan/lowongan/" + vacancy.id.text() + "/ubah");
    write_chosen(out, beginning);
    if (!is_new) html::hidden(out, "versi", std::to_string(vacancy.version));
    if (is_change) html::hidden(out, "perubahan", waits.text());
    write_questions(out, context, state, {vacancy.asked, desk.employer.regency_code, live_check, is_change ? Days::left : Days::asked});
    html::button(out,
                 is_new      ? context.t("Kirim lowongan")
                 : is_change ? context.t("Simpan perubahan")
                             : context.t("Kirim lagi"),
                 html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    auto frame = desk_frame(desk.office, std::string(title), std::string(new_address));
    frame.back_href = is_new ? "/perusahaan/lowongan" : "/perusahaan/lowongan/" + vacancy.id.text();
    return http::page(html::document(context, frame, out), status);
}

http::Response get_new(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto beginning = beginning_of(context, desk->employer, request.query);
    return form_page(context, *desk, beginning.shown, state_of(beginning, request.query));
}

http::Response hand_in(const http::Request& request, Context& context, const Desk& desk, const Vacancy& base) {
    auto read = read_vacancy(typed_in(request.form), base, desk.today, desk.employer.regency_code);
    html::FormState state{request.form, {}};
    refuse_fields(state, context, read.errors);
    const auto waits = ChangeId::parse(request.form.text("perubahan")).value_or(ChangeId{});
    if (!state.ok()) return form_page(context, desk, read.vacancy, state, waits, 422);
    if (is_open(base.state)) {
        const auto edited = context.platform.database.write([&](sql::Transaction& tx) { return edit(tx, context, read.vacancy, waits); });
        if (edited) return http::see_other("/perusahaan/lowongan/" + base.id.text() + "?ubah=" + std::string(word_of(*edited)));
        state.refuse("title", context.t(sentence(edited.error())));
        return form_page(context, desk, read.vacancy, state, waits, status_of(edited.error()));
    }
    const auto made = context.platform.database.write(
        [&](sql::Transaction& tx) { return base.id ? submit(tx, context, read.vacancy) : submit_once(tx, context, read.vacancy); });
    if (made) return http::see_other("/perusahaan/lowongan/" + made->id.text() + "?terkirim=1");
    state.refuse("title", context.t(sentence(made.error())));
    return form_page(context, desk, read.vacancy, state, waits, status_of(made.error()));
}

http::Response post_new(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    return hand_in(request, context, *desk, beginning_of(context, desk->employer, request.form).base);
}

// --- one vacancy ---

std::optional<Vacancy> own_vacancy(const http::Request& request, const Context& context, const Desk& desk) {
    auto vacancy =
        context.platform.database.read([&](sql::Transaction& tx) { return find_vacancy(tx, context, request.path_id<VacancyId>(0)); });
    if (vacancy && vacancy->employer != desk.employer.id) vacancy.reset();
    return vacancy;
}

http::Response no_such_vacancy(const Context& context) { return refused_page(context, Refusal::no_such_vacancy, "/perusahaan/lowongan"); }

// From the office's rule pack.
std::string basis_at(const Context& context, const Desk& desk, std::string_view name) {
    const auto rule =
        context.platform.database.read([&](sql::Transaction& tx) { return office::parameter(tx, desk.office.id, name, desk.today); });
    return std::string(context.t(rule.value));
}

void write_waiting(Markup& out, const Context& context, const Change& change, const std::string& path) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Perubahan menunggu petugas") << "</h2><p>"_html
        << (change.held_because.empty() ? context.t("Sampai petugas melihatnya, yang lama tetap tampil.")
                                        : context.t(sentence_of_hold(change.held_because)))
        << "</p>"_html;
    write_fields(out, context, change.fields);
    html::form_open(out, context, path + "/tarik-perubahan");
    html::hidden(out, "perubahan", change.id.text());
    html::button(out, context.t("Tarik perubahan"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

std::string what_ends_pause(const Context& context, const Desk& desk, const Vacancy& vacancy) {
    if (vacancy.held_because == employer_suspended) return std::string(context.t(sentence_of_hold(vacancy.held_because)));
    const bool lacks =
        vacancy.overseas && context.platform.database.read([&](sql::Transaction& tx) { return lacks_licence(tx, vacancy, desk.today); });
    if (lacks)
        return fill(context.t("Izin penempatan ke luar negeri yang tercatat tidak berlaku lagi. Tunjukkan izin yang baru kepada {kantor}; "
                              "setelah dicatat, tayangkan lagi di sini."),
                    {{"kantor", desk.office.name}});
    return std::string(context.t("Tayangkan lagi kapan saja."));
}

void write_what_next(Markup& out, const Context& context, const Desk& desk, const Vacancy& vacancy) {
    const bool verified = desk.employer.state == employers::EmployerState::verified;
    switch (vacancy.state) {
        case VacancyState::draft: break;
        case VacancyState::submitted:
            html::notice(out, html::Tone::info, context.t("Menunggu petugas"),
                         verified ? context.t("Petugas memeriksanya, lalu lowongan tayang.")
                                  : context.t("Lowongan tayang setelah perusahaan Anda diverifikasi dan petugas memeriksanya."));
            break;
        case VacancyState::held:
            html::notice(out, html::Tone::info, context.t("Petugas memeriksanya lebih dahulu"),
                         context.t("Ubah kata-katanya bila bukan itu maksudnya, atau tunggu petugas."));
            write_holds(out, context, vacancy, desk.employer, vacancy.held_because);
            break;
        case VacancyState::returned:
            html::notice(out, html::Tone::warning, context.t("Dikembalikan untuk diperbaiki"), vacancy.note_of_officer);
            break;
        case VacancyState::refused:
            html::notice(out, html::Tone::danger, context.t("Lowongan ini ditolak"), vacancy.note_of_officer);
            out << "<p>"_html << context.t("Tidak sependapat?") << " <a href=\"/kantor/"_html << desk.office.code << "/pengaduan\">"_html
                << context.t("Ajukan keberatan") << "</a>, "_html;
            write_unbroken(out, fill(context.t("dan sebut nomor {nomor}."), {{"nomor", vacancy.receipt}}), vacancy.receipt);
            out << "</p>"_html;
            break;
        case VacancyState::published: break;
        case VacancyState::paused:
            html::notice(out, html::Tone::warning, context.t("Tidak tampil sementara"), what_ends_pause(context, desk, vacancy));
            break;
        case VacancyState::filled:
            html::notice(out, html::Tone::good,
                         vacancy.cancelled > 0 ? context.t("Lowongan ini sudah ditutup") : context.t("Semua sudah terisi"),
                         fill(context.t("Terima kasih. Laporan terisi sudah tercatat ({dasar})."),
                              {{"dasar", basis_at(context, desk, "duty_filled_basis")}}));
            break;
        case VacancyState::expired:
            html::notice(out, html::Tone::info, context.t("Hari terakhirnya sudah lewat"),
                         context.t("Laporkan yang terisi, atau perpanjang bila masih mencari."));
            break;
        case VacancyState::cancelled:
            html::notice(out, html::Tone::info, context.t("Dibatalkan"), context.t("Tidak ada orang yang dicari lagi untuk lowongan ini."));
            break;
    }
}

void write_handed_in(Markup& out, const Context& context, const Vacancy& vacancy) {
    Markup body;
    body << "<p class=\"notice-title\">"_html;
    write_unbroken(body, fill(context.t("Lowongan diterima, nomor {nomor}"), {{"nomor", vacancy.receipt}}), vacancy.receipt);
    body << "</p><p>"_html << context.t("Simpan nomor ini. Tanda terimanya dapat dicetak.") << "</p>"_html;
    html::notice(out, html::Tone::good, "", body);
}

http::Response get_one(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto found = own_vacancy(request, context, *desk);
    if (!found) return no_such_vacancy(context);
    const auto& vacancy = *found;
    const auto path = "/perusahaan/lowongan/" + vacancy.id.text();
    Markup out;
    if (request.query.has("terkirim")) write_handed_in(out, context, vacancy);
    write_edited(out, context, request.query.text("ubah"));
    out << "<h1>"_html << vacancy.title << "</h1><p>"_html;
    write_state(out, context, vacancy);
    out << " <span class=\"muted\">"_html;
    write_unbroken(out, vacancy.receipt, vacancy.receipt);
    out << " · "_html << heads_words(context, vacancy) << "</span></p>"_html;
    const auto [least, changes, reports] = context.platform.database.read([&](sql::Transaction& tx) {
        return std::tuple{minimum_wage(tx, context, desk->office.id), changes_of(tx, context, vacancy.id),
                          heads_reports(tx, context, vacancy.id)};
    });
    write_fresh(out, context, vacancy, fresh_of(vacancy, reports, context.now), own_base, desk->office.zone);
    write_what_next(out, context, *desk, vacancy);
    for (const auto& one : changes)
        if (one.state == ChangeState::waiting) write_waiting(out, context, one, path);
    if (may_be_edited(vacancy.state) && is_below(vacancy, least))
        html::notice(out, html::Tone::warning, fill(context.t("Upah minimum {upah}"), {{"upah", rupiah(least)}}),
                     context.t("Upah yang Anda tulis di bawahnya. Boleh bila bukan kerja penuh; petugas akan melihatnya."));
    write_life(out, context, vacancy, own_base);
    out << "<p>"_html;
    if (may_be_edited(vacancy.state) || is_open(vacancy.state)) {
        html::link_button(out, is_open(vacancy.state) ? context.t("Ubah lowongan") : context.t("Perbaiki"), path + "/ubah",
                          html::ButtonKind::secondary);
        html::link_button(out, context.t("Tambah rincian"), path + "/rincian", html::ButtonKind::secondary);
    }
    html::link_button(out, context.t("Salin ke lowongan baru"), copy_address(new_address, vacancy.id), html::ButtonKind::secondary);
    html::link_button(out, context.t("Tanda terima"), path + "/tanda-terima", html::ButtonKind::secondary);
    if (is_public(vacancy, desk->today))
        html::link_button(out, context.t("Lihat halaman lowongan"), "/lowongan/" + vacancy.id.text(), html::ButtonKind::secondary);
    out << "</p><section class=\"panel\">"_html;
    write_content(out, context, vacancy);
    for (const auto& one : vacancy.asked)
        html::notice(out, one.accepted ? html::Tone::good : html::Tone::warning, field_words(context, "reason." + one.kind),
                     one.text + " — " + one.reason);
    out << "</section>"_html;
    write_heads(out, context, vacancy, reports, own_base, desk->office.zone, TakeBack::offered);
    write_history(out, context, changes, desk->office.zone);
    auto frame = desk_frame(desk->office, vacancy.title, path);
    frame.back_href = "/perusahaan/lowongan";
    return http::page(html::document(context, frame, out));
}

http::Response get_edit(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto vacancy = own_vacancy(request, context, *desk);
    if (!vacancy) return no_such_vacancy(context);
    if (!may_be_edited(vacancy->state) && !is_open(vacancy->state)) return http::see_other("/perusahaan/lowongan/" + vacancy->id.text());
    const auto [wanted, waits] = wanted_of(context, *vacancy, desk->today, desk->employer.regency_code);
    return form_page(context, *desk, wanted, state_from(typed_from(wanted)), waits);
}

http::Response post_edit(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto vacancy = own_vacancy(request, context, *desk);
    if (!vacancy) return no_such_vacancy(context);
    auto base = wanted_of(context, *vacancy, desk->today, desk->employer.regency_code).vacancy;
    base.version = typed_number(request.form.text("versi"));
    return hand_in(request, context, *desk, base);
}

http::Response get_receipt(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto vacancy = own_vacancy(request, context, *desk);
    if (!vacancy || vacancy->receipt.empty()) return no_such_vacancy(context);
    const auto zone = desk->office.zone;
    Markup out;
    out << "<p>"_html << desk->office.government << "<br><strong>"_html << desk->office.name << "</strong><br>"_html << desk->office.address
        << "</p><h1>"_html << context.t("Tanda terima laporan lowongan") << "</h1>"_html;
    html::card_open(out, context.t("Nomor laporan"));
    out << "<p class=\"card-code\">"_html << vacancy->receipt << "</p>"_html;
    html::card_close(out);
    std::vector<html::Line> lines{{std::string(context.t("Pemberi kerja")), vacancy->employer_name, ""},
                                  {std::string(context.t("Jabatan")), vacancy->title, ""},
                                  {std::string(context.t("Jumlah orang")), number(vacancy->openings), ""},
                                  {std::string(context.t("Tempat kerja")), place_words(*vacancy), ""},
                                  {std::string(context.t("Upah")), wage_words(context, *vacancy), ""},
                                  {std::string(context.t("Dibuka sampai")), long_date(context.language, vacancy->valid_until), ""}};
    if (vacancy->submitted_at)
        lines.push_back({std::string(context.t("Diterima")), date_and_clock(context.language, vacancy->submitted_at->in(zone)), ""});
    lines.push_back({std::string(context.t("Keadaan")), std::string(context.t(label(vacancy->state))), ""});
    html::summary_list(out, context, lines);
    out << "<p class=\"muted\">"_html
        << fill(context.t("Laporan lowongan menurut {dasar}. Tidak dipungut biaya."),
                {{"dasar", basis_at(context, *desk, "duty_vacancy_basis")}})
        << "</p><button type=\"button\" class=\"button button--secondary no-print\" hidden data-print data-key=\"F2\">"_html
        << context.t("Cetak tanda terima") << "<kbd>F2</kbd></button>"_html;
    auto frame = desk_frame(desk->office, std::string(context.t("Tanda terima laporan lowongan")), "/perusahaan/lowongan");
    frame.back_href = "/perusahaan/lowongan/" + vacancy->id.text();
    return http::page(html::document(context, frame, out));
}

// --- the list ---

void write_row(Markup& out, const Context& context, const Vacancy& vacancy, const HeadsReport* fresh, Zone zone) {
    out << "<section class=\"panel\"><h2><a"_html;
    out.attribute("href"_html, "/perusahaan/lowongan/" + vacancy.id.text());
    out << ">"_html << vacancy.title << "</a></h2><p>"_html;
    write_state(out, context, vacancy);
    out << " <span class=\"muted\">"_html;
    write_unbroken(out, vacancy.receipt, vacancy.receipt);
    out << " · "_html << heads_words(context, vacancy) << " · "_html
        << fill(context.t("sampai {hari}"), {{"hari", short_date(context.language, vacancy.valid_until)}}) << "</span></p>"_html;
    if (!vacancy.note_of_officer.empty()) out << "<p>"_html << vacancy.note_of_officer << "</p>"_html;
    write_fresh(out, context, vacancy, fresh, own_base, zone, Standing::list);
    write_life(out, context, vacancy, own_base, Standing::list);
    out << "<p><a"_html;
    out.attribute("href"_html, copy_address(new_address, vacancy.id));
    out << ">"_html << context.t("Salin ke lowongan baru") << "<span class=\"govuk-visually-hidden\"> "_html << vacancy.title
        << "</span></a></p></section>"_html;
}

http::Response get_list(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto [all, fresh] = context.platform.database.read([&](sql::Transaction& tx) {
        auto vacancies = vacancies_of(tx, context, desk->employer.id);
        auto reports = fresh_reports(tx, context, vacancies);
        return std::pair{std::move(vacancies), std::move(reports)};
    });
    Markup out;
    out << "<div class=\"toolbar\"><h1>"_html << context.t("Lowongan") << "</h1><span class=\"end\">"_html;
    html::link_button(out, context.t("Laporkan lowongan"), new_address);
    html::link_button(out, context.t("Banyak sekaligus"), "/perusahaan/lowongan/impor", html::ButtonKind::secondary);
    out << "</span></div>"_html;
    if (desk->employer.state != employers::EmployerState::verified)
        html::notice(out, html::Tone::warning, context.t("Perusahaan belum diverifikasi"),
                     context.t("Lowongan boleh dilaporkan sekarang dan tayang setelah petugas memverifikasi perusahaan Anda."));
    if (all.empty())
        html::empty_state(out, context.t("Lowongan Anda akan tampil di sini."),
                          context.t("Laporkan yang pertama: satu halaman, sekitar lima menit."));
    for (const auto& one : all) {
        const auto report = fresh.find(one.id);
        write_row(out, context, one, report == fresh.end() ? nullptr : &report->second, desk->office.zone);
    }
    auto frame = desk_frame(desk->office, std::string(context.t("Lowongan")), "/perusahaan/lowongan");
    frame.back_href = "/perusahaan";
    return http::page(html::document(context, frame, out));
}

// --- while somebody types ---

// What in these words needs a reason, and whether they would be held. Nothing is kept.
http::Response post_check(const http::Request& request, Context& context) {
    Vacancy vacancy;
    vacancy.title = request.form.text("title");
    vacancy.description = request.form.text("description").substr(0, 4 * text_max);
    vacancy.conditions = request.form.text("conditions").substr(0, 4 * text_max);
    vacancy.hours = request.form.text("hours");
    if (const auto wage = written_wage(request.form.text("wage"))) std::tie(vacancy.wage_low, vacancy.wage_high) = *wage;
    auto asked = nlohmann::json::array();
    for (const auto& one : conditions_of(vacancy))
        asked.push_back({{"kind", one.kind},
                         {"label", field_words(context, "reason." + one.kind)},
                         {"hint", fill(context.t("Tertulis: {kata}"), {{"kata", one.text}})}});
    auto notes = nlohmann::json::array();
    for (const auto& one : holds_of(vacancy, {}))
        notes.push_back(std::string(context.t(sentence_of_hold(one.reason))) + " " +
                        fill(context.t("Tertulis: {kata}"), {{"kata", one.words}}));
    const auto least =
        context.platform.database.read([&](sql::Transaction& tx) { return minimum_wage(tx, context, context.actor.office); });
    if (is_below(vacancy, least))
        notes.push_back(fill(context.t("Upahnya di bawah upah minimum ({upah}). Boleh bila bukan kerja penuh; petugas akan melihatnya."),
                             {{"upah", rupiah(least)}}));
    const nlohmann::json answer{
        {"asked", asked}, {"notes", notes}, {"title", context.t("Syarat yang perlu alasan")}, {"text", why_reasons(context)}};
    return http::json(answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)).with_header("Cache-Control", "no-store");
}

http::Response get_places(const http::Request& request, Context&) {
    auto found = nlohmann::json::array();
    for (const auto& area : places_like(request.query.text("q"), request.query.text("dekat"), 12))
        found.push_back({{"value", area.code}, {"label", reference::full_name(area.code)}});
    return http::json(found.dump()).with_header("Cache-Control", "public, max-age=86400");
}

}  // namespace

std::vector<http::Route> company_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/lowongan", get_list, Permission::employer},
            {get, "/perusahaan/lowongan/baru", get_new, Permission::employer},
            {post, "/perusahaan/lowongan/baru", post_new, Permission::employer, http::Rate::write},
            {get, "/perusahaan/lowongan/{vacancy}", get_one, Permission::employer},
            {get, "/perusahaan/lowongan/{vacancy}/ubah", get_edit, Permission::employer},
            {post, "/perusahaan/lowongan/{vacancy}/ubah", post_edit, Permission::employer, http::Rate::write},
            {get, "/perusahaan/lowongan/{vacancy}/tanda-terima", get_receipt, Permission::employer},
            {post, "/lowongan/periksa-syarat", post_check, Permission::signed_in},
            {get, "/lowongan/acuan/tempat", get_places, Permission::anyone}};
}

}  // namespace vacancies
