#include <algorithm>

#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/actions_own.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_compliance.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/employers/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The office's register of companies: who waits, who is who, and the call that makes sure.
namespace employers {

namespace {

constexpr std::size_t a_page = 50;

http::Response no_such_company(const Context& context) {
    return not_there(context, context.t("Perusahaan ini tidak ditemukan"), context.t(sentence(Refusal::no_such_employer)),
                     context.t("Ke daftar perusahaan"), "/atur/perusahaan");
}

std::string path_of(EmployerId id) { return "/atur/perusahaan/" + id.text(); }

// --- the list ---

std::string list_href(const http::Request& request, std::size_t from) {
    std::string href = "/atur/perusahaan?dari=" + std::to_string(from);
    for (const auto* name : {"keadaan", "cari"}) {
        const auto value = request.query.text(name);
        if (value.empty()) continue;
        href += std::string("&") + name + "=";
        constexpr char digits[] = "0123456789ABCDEF";
        for (const unsigned char c : value) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                href += static_cast<char>(c);
            else
                href += {'%', digits[c >> 4U], digits[c & 15U]};
        }
    }
    return href;
}

void write_search(Markup& out, const Context& context, const http::Request& request) {
    out << "<form method=\"get\" action=\"/atur/perusahaan\" role=\"search\"><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "cari",
                      .label = context.t("Cari"),
                      .hint = context.t("Awal kata nama, atau NIB"),
                      .value = request.query.text("cari"),
                      .max_length = 80});
    std::vector<html::Option> options{{"", std::string(context.t("Semua")), ""},
                                      {"menunggu", std::string(context.t("Menunggu petugas")), ""}};
    for (const auto one : all_states) options.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::select(out, context, {.name = "keadaan", .label = context.t("Keadaan"), .value = request.query.text("keadaan")}, options);
    out << "</div>"_html;
    html::button(out, context.t("Tampilkan"), html::ButtonKind::secondary);
    out << "</form>"_html;
}

void write_line(Markup& out, const Context& context, const Listed::Line& line) {
    const auto& one = line.employer;
    out << "<tr><th scope=\"row\"><a"_html;
    out.attribute("href"_html, path_of(one.id));
    out << ">"_html << one.name << "</a></th><td>"_html;
    write_state(out, context, one.state);
    if (line.waits_for_name) {
        out << " "_html;
        html::tag(out, html::Tone::warning, context.t("Nama baru"));
    }
    if (line.lookalikes > 0) {
        out << " "_html;
        html::tag(out, html::Tone::warning, fill(context.t("Mungkin sama dengan {n} lain"), {{"n", std::to_string(line.lookalikes)}}));
    }
    out << "</td><td>"_html << (one.nib.empty() ? std::string("–") : one.nib) << "</td><td>"_html << industry_words(one) << "</td><td>"_html
        << (one.account ? context.t("Ada") : context.t("Belum ada")) << "</td></tr>"_html;
}

http::Response get_list(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    const auto typed = request.query.text("keadaan");
    const int from = std::max(0, typed_number(request.query.text("dari")));
    const Filter filter{.state = parse_state(typed),
                        .only_waiting = typed == "menunggu",
                        .words = request.query.text("cari"),
                        .from = static_cast<std::size_t>(from),
                        .limit = a_page};
    const auto [listed, due] = context.platform.database.read([&](sql::Transaction& tx) {
        const auto today = context.local(office->zone).date;
        return std::pair{list_employers(tx, context, office->id, filter), due_visits(tx, context, office->id, today + 7)};
    });
    Markup out;
    out << "<div class=\"toolbar\"><h1>"_html << context.t("Perusahaan") << "</h1><span class=\"end\">"_html;
    html::link_button(out, context.t("Belum lapor"), "/atur/belum-lapor", html::ButtonKind::secondary);
    out << " "_html;
    html::link_button(out, context.t("Catat kunjungan"), "/atur/perusahaan/baru/kunjungan", html::ButtonKind::secondary);
    out << " "_html;
    if (context.may(Permission::import_register)) {
        html::link_button(out, context.t("Perusahaan dari berkas"), "/atur/perusahaan/baru/impor", html::ButtonKind::secondary);
        out << " "_html;
    }
    html::link_button(out, context.t("Daftarkan perusahaan"), "/atur/perusahaan/baru");
    out << "</span></div>"_html;
    if (listed.waiting > 0 && !filter.only_waiting) {
        Markup link;
        link << "<a href=\"/atur/perusahaan?keadaan=menunggu\">"_html << context.t("Lihat yang menunggu") << "</a>"_html;
        html::notice(out, html::Tone::warning, fill(context.t("{n} perusahaan menunggu Anda"), {{"n", std::to_string(listed.waiting)}}),
                     link);
    }
    if (!due.empty()) {
        html::details_open(out, fill(context.t("{n} kunjungan dijanjikan sampai tujuh hari lagi"), {{"n", std::to_string(due.size())}}));
        out << "<ul>"_html;
        for (const auto& one : due) {
            out << "<li><a"_html;
            out.attribute("href"_html, path_of(one.employer) + "/kunjungan");
            out << ">"_html << one.name << "</a>, "_html << day_and_date(context.language, one.on) << "</li>"_html;
        }
        out << "</ul>"_html;
        html::details_close(out);
    }
    write_search(out, context, request);
    if (listed.lines.empty()) {
        const bool is_searched = !filter.words.empty() || filter.state || filter.only_waiting;
        html::empty_state(out,
                          is_searched ? context.t("Tidak ada perusahaan dengan pilihan ini.")
                                      : context.t("Perusahaan di wilayah kantor ini akan tampil di sini."),
                          is_searched ? context.t("Kosongkan pencarian untuk melihat semua.")
                                      : context.t("Perusahaan mendaftar sendiri, atau Anda mendaftarkannya saat kunjungan."));
    } else {
        html::table_open(
            out, fill(context.t("{n} perusahaan"), {{"n", number(static_cast<std::int64_t>(listed.found))}}),
            {{context.t("Nama")}, {context.t("Keadaan")}, {context.t("NIB")}, {context.t("Bidang usaha")}, {context.t("Akun")}});
        for (const auto& line : listed.lines) write_line(out, context, line);
        html::table_close(out);
        const auto next = filter.from + listed.lines.size();
        html::pagination(out, context, next < listed.found ? list_href(request, next) : "",
                         filter.from > 0 ? list_href(request, filter.from > a_page ? filter.from - a_page : 0) : "");
    }
    return http::page(html::document(context, desk_frame(*office, std::string(context.t("Perusahaan")), "/atur/perusahaan"), out));
}

// --- one company ---

struct Seen {
    office::Office office;
    Employer employer;
    std::optional<NameChange> change;
    std::vector<Employer> lookalikes;
    std::vector<Employer> branches;
    std::vector<Employer> head_offices;  // to choose from
    std::vector<Visit> visits;
    std::vector<Warning> warnings;
    Compliance compliance;
    std::optional<identity::Account> account;
    bool has_tie{};  // this officer said that they have one
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        Seen seen;
        seen.office = std::move(*office);
        if (request.path_value(0) == "baru") {
            seen.employer.office = seen.office.id;
            seen.employer.regency_code = seen.office.regency_code;
            return seen;
        }
        auto employer = find_employer(tx, context, request.path_id<EmployerId>(0));
        if (!employer || employer->office != seen.office.id) return {};
        seen.employer = std::move(*employer);
        seen.change = waiting_change(tx, context, seen.employer);
        auto asked = seen.employer;
        if (seen.change) asked.name = seen.change->name, asked.nib = seen.change->nib;
        seen.lookalikes = lookalikes(tx, context, asked);
        seen.branches = branches_of(tx, context, seen.employer.id);
        if (seen.employer.head_office)
            if (auto head = find_employer(tx, context, seen.employer.head_office)) seen.head_offices.push_back(std::move(*head));
        for (const auto& one : seen.lookalikes)
            if (!one.head_office && one.id != seen.employer.head_office && one.state != EmployerState::refused)
                seen.head_offices.push_back(one);
        for (const auto& one : employers_like(tx, context, seen.office.id, seen.employer.head_office_name))
            if (!one.head_office && one.id != seen.employer.id &&
                std::ranges::find(seen.head_offices, one.id, &Employer::id) == seen.head_offices.end())
                seen.head_offices.push_back(one);
        seen.visits = visits_of(tx, context, seen.employer);
        seen.warnings = warnings_of(tx, context, seen.employer);
        seen.compliance = compliance_of(tx, context, seen.employer);
        seen.account = identity::find_account(tx, seen.employer.account);
        seen.has_tie = has_tie(tx, context, seen.employer.id);
        return seen;
    });
}

void write_lookalikes(Markup& out, const Context& context, const Seen& seen) {
    if (seen.lookalikes.empty()) return;
    Markup list;
    list << "<ul>"_html;
    for (const auto& one : seen.lookalikes) {
        list << "<li><a"_html;
        list.attribute("href"_html, path_of(one.id));
        list << ">"_html << one.name << "</a> "_html;
        write_state(list, context, one.state);
        if (!one.nib.empty()) list << " <span class=\"muted\">NIB "_html << one.nib << "</span>"_html;
        list << "</li>"_html;
    }
    list << "</ul>"_html;
    html::notice(out, html::Tone::warning, context.t("Mungkin perusahaan yang sama"), list);
}

std::string typed_or(const html::FormState& state, std::string_view name, std::string kept) {
    return state.typed.has(name) ? state.value(name) : std::move(kept);
}

void decision_open(Markup& out, const Context& context, const Seen& seen, std::string_view verb) {
    html::form_open(out, context, path_of(seen.employer.id) + "/" + std::string(verb));
    html::hidden(out, "versi", std::to_string(seen.employer.version));
}

void write_call(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    out << "<section class=\"panel\" id=\"periksa\"><h2>"_html << context.t("Pastikan dengan telepon balik") << "</h2><p>"_html
        << context.t(
               "Telepon nomor yang Anda cari sendiri, misalnya dari papan nama atau situs resmi, dan tanyakan apakah perusahaan benar "
               "mendaftar.")
        << " "_html
        << fill(context.t("Pada pendaftaran tertulis {nama}, {nomor}."),
                {{"nama", seen.employer.contact_name}, {"nomor", phone_words(seen.employer.contact_phone)}})
        << "</p>"_html;
    decision_open(out, context, seen, "periksa");
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "siapa",
                      .label = context.t("Siapa yang menjawab"),
                      .hint = context.t("Nama dan bagiannya"),
                      .value = typed_or(state, "siapa", ""),
                      .error = state.error("siapa"),
                      .max_length = 100});
    html::text_field(out, context,
                     {.name = "dihubungi",
                      .label = context.t("Nomor yang ditelepon, atau tempat yang didatangi"),
                      .value = typed_or(state, "dihubungi", ""),
                      .error = state.error("dihubungi"),
                      .max_length = 120});
    out << "</div>"_html;
    html::button(out, context.t("Perusahaan ini benar: verifikasi"));
    html::form_close(out);
    html::details_open(out, context.t("Tidak dapat dipastikan, atau sudah terdaftar"));
    decision_open(out, context, seen, "tolak");
    html::text_field(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan penolakan"),
                      .value = typed_or(state, "alasan", ""),
                      .error = state.error("alasan"),
                      .max_length = 300});
    html::button(out, context.t("Tolak pendaftaran"), html::ButtonKind::warning);
    html::form_close(out);
    html::details_close(out);
    out << "</section>"_html;
}

void write_change(Markup& out, const Context& context, const Seen& seen) {
    if (!seen.change) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Nama atau NIB baru") << "</h2>"_html;
    html::summary_list(
        out, context,
        {{std::string(context.t("Sekarang")), seen.employer.name + (seen.employer.nib.empty() ? "" : ", NIB " + seen.employer.nib), ""},
         {std::string(context.t("Yang diminta")), seen.change->name + (seen.change->nib.empty() ? "" : ", NIB " + seen.change->nib), ""}});
    decision_open(out, context, seen, "nama");
    html::button(out, context.t("Pakai nama baru"), html::ButtonKind::primary, "", "jawaban", "pakai");
    out << " "_html;
    html::button(out, context.t("Tetap nama lama"), html::ButtonKind::secondary, "", "jawaban", "tetap");
    html::form_close(out);
    out << "</section>"_html;
}

void write_account(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    if (seen.employer.state != EmployerState::verified) return;
    out << "<section class=\"panel\" id=\"akun\"><h2>"_html << context.t("Akun perusahaan") << "</h2>"_html;
    if (seen.account) {
        const bool is_unused = seen.account->state == identity::AccountState::invited;
        out << "<p>"_html
            << fill(is_unused ? context.t("Undangan untuk akun {nama} belum dipakai.")
                              : context.t("Akun {nama} bekerja untuk perusahaan ini. Kata sandi baru dibuat manajer di halaman Petugas."),
                    {{"nama", seen.account->user_name}})
            << "</p>"_html;
        if (is_unused) {
            decision_open(out, context, seen, "undangan");
            html::button(out, context.t("Buat undangan baru"), html::ButtonKind::secondary);
            html::form_close(out);
        }
        out << "</section>"_html;
        return;
    }
    out << "<p>"_html << context.t("Anda mendapat tautan yang berlaku 72 jam. Serahkan kepada orang yang tadi menjawab telepon.")
        << "</p>"_html;
    decision_open(out, context, seen, "akun");
    html::text_field(out, context,
                     {.name = "pengguna",
                      .label = context.t("Nama pengguna"),
                      .hint = context.t("Huruf kecil dan angka, misalnya bajamuda"),
                      .value = typed_or(state, "pengguna", firm_key(seen.employer.name).substr(0, 24)),
                      .error = state.error("pengguna"),
                      .width = 20,
                      .max_length = 40});
    html::button(out, context.t("Buat undangan"));
    html::form_close(out);
    out << "</section>"_html;
}

void write_suspension(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    if (seen.employer.state == EmployerState::suspended) {
        html::notice(out, html::Tone::danger, context.t("Perusahaan ini ditangguhkan"), seen.employer.refusal_reason);
        decision_open(out, context, seen, "pulihkan");
        html::button(out, context.t("Pulihkan perusahaan"), html::ButtonKind::secondary);
        html::form_close(out);
    } else if (seen.employer.state == EmployerState::verified) {
        html::details_open(out, context.t("Tangguhkan perusahaan ini"));
        decision_open(out, context, seen, "tangguhkan");
        html::text_field(out, context,
                         {.name = "alasan",
                          .label = context.t("Alasan"),
                          .hint = context.t("Perusahaan membacanya. Lowongannya tidak tampil selama ditangguhkan."),
                          .value = typed_or(state, "alasan", ""),
                          .error = state.error("alasan"),
                          .max_length = 300});
        html::button(out, context.t("Tangguhkan"), html::ButtonKind::warning);
        html::form_close(out);
        html::details_close(out);
    }
}

void write_visits(Markup& out, const Context& context, const Seen& seen) {
    out << "<h2>"_html << context.t("Kunjungan") << "</h2>"_html;
    if (seen.visits.empty()) {
        out << "<p class=\"muted\">"_html << context.t("Belum ada kunjungan yang dicatat.") << "</p>"_html;
    } else {
        html::table_open(
            out, context.t("Kunjungan"),
            {{context.t("Hari")}, {context.t("Bertemu")}, {context.t("Catatan")}, {context.t("Mencari"), true}, {context.t("Berikutnya")}});
        for (const auto& visit : seen.visits)
            out << "<tr><th scope=\"row\">"_html << short_date(context.language, visit.on) << "</th><td>"_html << visit.met
                << "</td><td>"_html << visit.note << "</td><td class=\"num\">"_html << visit.heads_needed << "</td><td>"_html
                << (visit.next_on ? short_date(context.language, *visit.next_on) : std::string("–")) << "</td></tr>"_html;
        html::table_close(out);
    }
    if (!seen.has_tie)
        html::link_button(out, context.t("Catat kunjungan"), path_of(seen.employer.id) + "/kunjungan", html::ButtonKind::secondary);
}

void write_warnings(Markup& out, const Context& context, const Seen& seen) {
    if (seen.warnings.empty()) return;
    out << "<h3>"_html << context.t("Pertanyaan dan peringatan") << "</h3><ul>"_html;
    for (const auto& one : seen.warnings) {
        out << "<li><a"_html;
        out.attribute("href"_html, "/atur/penjelasan/" + one.id.text());
        out << ">"_html << context.t(label(one.matter)) << ", "_html
            << fill(context.t("tingkat {tingkat}"), {{"tingkat", level_words(one.level)}}) << "</a> "_html;
        html::tag(out, html::Tone::info, context.t(label(one.state)));
        out << "</li>"_html;
    }
    out << "</ul>"_html;
}

void write_head_office(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    if (seen.head_offices.empty()) return;
    std::vector<html::Option> options{{"", std::string(context.t("Tidak dihubungkan")), ""}};
    for (const auto& one : seen.head_offices) options.push_back({one.id.text(), one.name, ""});
    html::select(out, context,
                 {.name = "kantor_pusat",
                  .label = context.t("Cabang dari"),
                  .hint = context.t("Perusahaan di daftar kantor ini"),
                  .value = typed_or(state, "kantor_pusat", seen.employer.head_office ? seen.employer.head_office.text() : ""),
                  .error = state.error("kantor_pusat")},
                 options);
}

http::Response company_page(const Context& context, const Seen& seen, const html::FormState& state, std::string_view done,
                            int status = 200) {
    const auto& one = seen.employer;
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << (one.id ? one.name : std::string(context.t("Perusahaan baru"))) << "</h1>"_html;
    if (one.id) {
        out << "<p>"_html;
        write_state(out, context, one.state);
        out << "</p>"_html;
        if (one.verified_at)
            out << "<p class=\"muted\">"_html
                << fill(context.t("Dipastikan {hari}: {siapa}"),
                        {{"hari", short_date(context.language, one.verified_at->in(seen.office.zone).date)},
                         {"siapa", one.verified_by_call}})
                << "</p>"_html;
        if (one.state == EmployerState::refused) html::notice(out, html::Tone::danger, context.t("Ditolak"), one.refusal_reason);
        write_lookalikes(out, context, seen);
        if (seen.has_tie) {
            write_tie(out, context);
        } else {
            if (one.state == EmployerState::submitted) write_call(out, context, seen, state);
            write_change(out, context, seen);
            write_account(out, context, seen, state);
        }
        out << "<h2>"_html << context.t("Laporan dan bagian pekerja") << "</h2>"_html;
        write_compliance(out, context, seen.compliance, seen.office);
        write_warnings(out, context, seen);
        if (!seen.has_tie) {
            html::link_button(out, context.t("Tanyakan kepada perusahaan"), "/atur/penjelasan/baru?perusahaan=" + one.id.text(),
                              html::ButtonKind::secondary);
            out << " "_html;
        }
        html::link_button(out, context.t("Izin penempatan ke luar negeri"), path_of(one.id) + "/izin", html::ButtonKind::secondary);
        write_visits(out, context, seen);
        if (!seen.branches.empty()) {
            out << "<h2>"_html << context.t("Cabang perusahaan ini") << "</h2><ul>"_html;
            for (const auto& branch : seen.branches) {
                out << "<li><a"_html;
                out.attribute("href"_html, path_of(branch.id));
                out << ">"_html << branch.name << "</a></li>"_html;
            }
            out << "</ul>"_html;
        }
        out << "<h2>"_html << context.t("Data perusahaan") << "</h2>"_html;
    }
    html::form_open(out, context, one.id ? path_of(one.id) : "/atur/perusahaan/baru");
    html::hidden(out, "versi", std::to_string(one.version));
    // Whoever has a tie reads what is known, and changes none of it.
    if (seen.has_tie) out << "<fieldset disabled class=\"govuk-fieldset\">"_html;
    write_company_fields(out, context, one, state, Form::officer);
    write_head_office(out, context, seen, state);
    if (seen.has_tie)
        out << "</fieldset>"_html;
    else
        html::button(out, one.id ? context.t("Simpan") : context.t("Daftarkan perusahaan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    if (one.id && !seen.has_tie) write_suspension(out, context, seen, state);
    auto frame = desk_frame(seen.office, one.id ? one.name : std::string(context.t("Perusahaan baru")),
                            one.id ? path_of(one.id) : "/atur/perusahaan/baru");
    frame.back_href = "/atur/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_company(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    return company_page(context, *seen, {}, request.query.has("tersimpan") ? context.t("Tersimpan") : "");
}

http::Response post_company(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_company(context);
    html::FormState state{request.form, {}};
    auto known = seen->employer;
    known.head_office = EmployerId::parse(state.value("kantor_pusat")).value_or(EmployerId{});
    auto typed = typed_company(context, state, known, Form::officer);
    if (typed.id) typed.version = typed_number(state.value("versi"));
    if (!state.ok()) return company_page(context, *seen, state, "", 422);
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) { return save_employer(tx, context, typed); });
    if (saved) return http::see_other(path_of(*saved) + "?tersimpan=1");
    refuse(context, state, saved.error());
    return company_page(context, *seen, state, "", saved.error() == Refusal::changed_meanwhile ? 409 : 422);
}

// Does it, then shows the company again.
template <class Verb>
http::Response decide(const http::Request& request, Context& context, Verb verb) {
    const auto seen = seen_at(request, context);
    if (!seen || !seen->employer.id) return no_such_company(context);
    html::FormState state{request.form, {}};
    const int version = typed_number(state.value("versi"));
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, seen->employer.id, version, state); });
    if (done) return http::see_other(path_of(seen->employer.id) + "?tersimpan=1");
    refuse(context, state, done.error());
    return company_page(context, *seen, state, "", done.error() == Refusal::changed_meanwhile ? 409 : 422);
}

http::Response post_verify(const http::Request& request, Context& context) {
    return decide(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState& state) {
        return verify_employer(tx, context, id, version, {state.value("siapa"), state.value("dihubungi")});
    });
}
http::Response post_refuse(const http::Request& request, Context& context) {
    return decide(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState& state) {
        return refuse_employer(tx, context, id, version, state.value("alasan"));
    });
}
http::Response post_suspend(const http::Request& request, Context& context) {
    return decide(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState& state) {
        return suspend_employer(tx, context, id, version, state.value("alasan"));
    });
}
http::Response post_resume(const http::Request& request, Context& context) {
    return decide(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState&) {
        return resume_employer(tx, context, id, version);
    });
}
http::Response post_name(const http::Request& request, Context& context) {
    return decide(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState& state) {
        return answer_change(tx, context, id, version, state.value("jawaban") == "pakai" ? Answer::accept : Answer::decline);
    });
}

// The slip that is handed over: shown once, printable.
http::Response link_page(const Context& context, const Seen& seen, const std::string& link, const std::string& user_name) {
    Markup out;
    out << "<h1>"_html << context.t("Serahkan undangan ini") << "</h1><p class=\"lead\">"_html
        << context.t("Tautan ini tampil satu kali dan berlaku 72 jam. Kirim ke nomor yang tadi Anda telepon, atau serahkan cetakannya.")
        << "</p>"_html;
    html::card_open(out, context.t("Undangan AntarKerja"));
    out << "<p class=\"card-next\">"_html << seen.employer.name << "</p>"_html << html::qr_svg(link, context.t("Kode QR dari tautan ini"))
        << "<p><code>"_html << link << "</code></p><dl class=\"card-facts\"><div><dt>"_html << context.t("Nama pengguna")
        << "</dt><dd>"_html << user_name << "</dd></div></dl>"_html;
    html::card_close(out);
    html::link_button(out, context.t("Kembali ke perusahaan"), path_of(seen.employer.id), html::ButtonKind::secondary);
    auto frame = desk_frame(seen.office, std::string(context.t("Undangan perusahaan")), path_of(seen.employer.id));
    frame.back_href = "/atur/perusahaan";
    return http::page(html::document(context, frame, out));
}

template <class Verb>
http::Response invite(const http::Request& request, Context& context, Verb verb) {
    const auto seen = seen_at(request, context);
    if (!seen || !seen->employer.id) return no_such_company(context);
    html::FormState state{request.form, {}};
    const auto invited = context.platform.database.write(
        [&](sql::Transaction& tx) { return verb(tx, seen->employer.id, typed_number(state.value("versi")), state); });
    if (!invited) {
        refuse(context, state, invited.error());
        return company_page(context, *seen, state, "", invited.error() == Refusal::changed_meanwhile ? 409 : 422);
    }
    const auto account = context.platform.database.read([&](sql::Transaction& tx) { return identity::find_account(tx, invited->account); });
    return link_page(context, *seen, invited->link, account ? account->user_name : "");
}

http::Response post_account(const http::Request& request, Context& context) {
    return invite(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState& state) {
        return invite_company(tx, context, id, version, state.value("pengguna"));
    });
}
http::Response post_invitation(const http::Request& request, Context& context) {
    return invite(request, context, [&](sql::Transaction& tx, EmployerId id, int version, const html::FormState&) {
        return renew_invitation(tx, context, id, version);
    });
}

}  // namespace

std::vector<http::Route> register_routes() {
    using enum http::Method;
    constexpr auto review = Permission::review_vacancy;
    return {{get, "/atur/perusahaan", get_list, review},
            {get, "/atur/perusahaan/{company}", get_company, review},
            {post, "/atur/perusahaan/{company}", post_company, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/periksa", post_verify, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/tolak", post_refuse, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/tangguhkan", post_suspend, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/pulihkan", post_resume, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/nama", post_name, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/akun", post_account, review, http::Rate::write},
            {post, "/atur/perusahaan/{company}/undangan", post_invitation, review, http::Rate::write}};
}

}  // namespace employers
