#include "modules/employers/actions.hpp"
#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_compliance.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/employers/papers.hpp"
#include "modules/employers/rules_warning.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Who may not have reported, what they were asked and answered, and the letter that a person sends.
namespace employers {

namespace {

http::Response no_question(const Context& context) {
    return not_there(context, context.t("Pertanyaan ini tidak ditemukan"), context.t(sentence(WarningRefusal::no_such_warning)),
                     context.t("Ke daftar"), "/atur/belum-lapor");
}

std::string ask_href(const Signal& signal) {
    return "/atur/penjelasan/baru?perusahaan=" + signal.employer.text() + "&hal=" + std::string(code(signal.matter)) +
           (signal.id ? "&isyarat=" + signal.id.text() : std::string());
}

// --- the list ---

struct SignalLine {
    Signal signal;
    bool has_tie{};  // this officer, to the company
};

void write_signal_steps(Markup& out, const Context& context, const Signal& one, const html::FormState& state) {
    if (one.is_asked) {
        html::tag(out, html::Tone::info, context.t("Sudah ditanyakan"));
    } else {
        out << "<a"_html;
        out.attribute("href"_html, ask_href(one));
        out << ">"_html << context.t("Tanyakan") << "<span class=\"govuk-visually-hidden\"> "_html << one.employer_name
            << "</span></a>"_html;
    }
    if (!one.id) return;
    html::details_open(out, context.t("Selesai"));
    html::form_open(out, context, "/atur/isyarat/" + one.id.text() + "/selesai");
    const auto name = "catatan-" + one.id.text();
    html::text_field(
        out, context,
        {.name = name, .label = context.t("Mengapa selesai"), .value = state.value(name), .error = state.error(name), .max_length = 300});
    html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
    html::form_close(out);
    html::details_close(out);
}

void write_signals(Markup& out, const Context& context, const std::vector<SignalLine>& all, const html::FormState& state) {
    if (all.empty()) {
        html::empty_state(out, context.t("Perusahaan yang mungkin belum melapor akan tampil di sini, dengan sumbernya."),
                          context.t("Isyarat datang dari kunjungan, dari lowongan yang berakhir tanpa kabar, dan dari yang Anda catat."));
        return;
    }
    html::table_open(
        out, context.t("Isyarat"),
        {{context.t("Perusahaan")}, {context.t("Tentang")}, {context.t("Sumber")}, {context.t("Sejak")}, {context.t("Langkah")}});
    for (const auto& [one, has_tie] : all) {
        out << "<tr><th scope=\"row\"><a"_html;
        out.attribute("href"_html, "/atur/perusahaan/" + one.employer.text());
        out << ">"_html << one.employer_name << "</a></th><td>"_html << context.t(label(one.matter)) << "</td><td>"_html
            << source_words(context, one) << "</td><td>"_html << short_date(context.language, one.seen_on) << "</td><td>"_html;
        if (has_tie)
            html::tag(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"));
        else
            write_signal_steps(out, context, one, state);
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

void write_open(Markup& out, const Context& context, const std::vector<std::pair<Warning, std::string>>& open) {
    if (open.empty()) return;
    html::table_open(
        out, context.t("Pertanyaan dan peringatan yang belum selesai"),
        {{context.t("Perusahaan")}, {context.t("Tentang")}, {context.t("Tingkat")}, {context.t("Keadaan")}, {context.t("Sampai")}});
    for (const auto& [one, name] : open) {
        out << "<tr><th scope=\"row\"><a"_html;
        out.attribute("href"_html, "/atur/penjelasan/" + one.id.text());
        out << ">"_html << name << "</a></th><td>"_html << context.t(label(one.matter)) << "</td><td>"_html << level_words(one.level)
            << "</td><td>"_html;
        html::tag(out, one.state == WarningState::answered ? html::Tone::warning : html::Tone::info, context.t(label(one.state)));
        out << "</td><td>"_html << short_date(context.language, one.valid_until ? *one.valid_until : one.answer_until) << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response list_page(const Context& context, const office::Office& office, const html::FormState& state, std::string_view done,
                         int status = 200) {
    const auto [all, open, choices] = context.platform.database.read([&](sql::Transaction& tx) {
        std::vector<std::pair<Warning, std::string>> named;
        for (auto& one : open_warnings(tx, context, office.id)) {
            const auto employer = find_employer(tx, context, one.employer);
            named.emplace_back(std::move(one), employer ? employer->name : std::string());
        }
        auto found = employers_like(tx, context, office.id, state.value("perusahaan"));
        std::vector<SignalLine> lines;
        for (auto& one : signals(tx, context, office.id)) {
            const bool tied = has_tie(tx, context, one.employer);
            lines.push_back({std::move(one), tied});
        }
        return std::tuple{std::move(lines), std::move(named), std::move(found)};
    });
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << context.t("Belum lapor") << "</h1><p class=\"lead\">"_html
        << context.t("Isyarat bukan kesimpulan. Tanyakan dahulu; perusahaan menjawab, lalu Anda memutuskan.") << "</p>"_html;
    write_open(out, context, open);
    write_signals(out, context, all, state);
    out << "<section class=\"panel\"><h2>"_html << context.t("Catat isyarat") << "</h2>"_html;
    html::form_open(out, context, "/atur/belum-lapor");
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "perusahaan",
                      .label = context.t("Nama perusahaan"),
                      .hint = context.t("Awal kata namanya di daftar kantor, atau NIB"),
                      .value = state.value("perusahaan"),
                      .error = state.error("perusahaan"),
                      .max_length = 120});
    if (choices.size() > 1) {
        std::vector<html::Option> options{{"", std::string(context.t("Pilih")), ""}};
        for (const auto& one : choices) options.push_back({one.id.text(), one.name, ""});
        html::select(out, context, {.name = "pilihan", .label = context.t("Yang mana"), .value = state.value("pilihan")}, options);
    }
    html::select(out, context, {.name = "hal", .label = context.t("Tentang"), .value = state.value("hal")},
                 {{std::string(code(Matter::vacancy)), std::string(context.t(label(Matter::vacancy))), ""},
                  {std::string(code(Matter::filled)), std::string(context.t(label(Matter::filled))), ""}});
    html::text_field(out, context,
                     {.name = "sumber",
                      .label = context.t("Di mana terlihat"),
                      .hint = context.t("Misalnya: spanduk di gerbang, iklan dengan alamatnya"),
                      .value = state.value("sumber"),
                      .error = state.error("sumber"),
                      .max_length = 300});
    out << "</div>"_html;
    html::button(out, context.t("Simpan isyarat"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
    auto frame = desk_frame(office, std::string(context.t("Belum lapor")), "/atur/belum-lapor");
    frame.back_href = "/atur/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_list(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    return list_page(context, *office, {}, request.query.has("tersimpan") ? context.t("Tersimpan") : "");
}

http::Response post_signal(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    html::FormState state{request.form, {}};
    Signal seen;
    seen.matter = parse_matter(state.value("hal")).value_or(Matter::vacancy);
    seen.source = state.value("sumber");
    seen.seen_on = context.local(office->zone).date;
    const auto found = context.platform.database.read(
        [&](sql::Transaction& tx) { return employers_like(tx, context, office->id, state.value("perusahaan")); });
    const auto chosen = EmployerId::parse(state.value("pilihan"));
    if (chosen)
        seen.employer = *chosen;
    else if (found.size() == 1)
        seen.employer = found.front().id;
    else
        state.refuse("perusahaan", found.empty() ? context.t("Tidak ada perusahaan dengan nama ini.")
                                                 : context.t("Beberapa perusahaan cocok. Pilih yang mana."));
    if (!state.ok()) return list_page(context, *office, state, "", 422);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return note_signal(tx, context, seen); });
    if (done) return http::see_other("/atur/belum-lapor?tersimpan=1");
    state.refuse(done.error() == WarningRefusal::has_tie ? "perusahaan" : "sumber", context.t(sentence(done.error())));
    return list_page(context, *office, state, "", 422);
}

http::Response post_settle(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    const auto id = request.path_id<SignalId>(0);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return settle_signal(tx, context, id, request.form.text("catatan-" + id.text())); });
    if (done) return http::see_other("/atur/belum-lapor?tersimpan=1");
    html::FormState state{request.form, {}};
    state.refuse("catatan-" + id.text(), context.t(sentence(done.error())));
    return list_page(context, *office, state, "", 422);
}

// --- a question to one company ---

void write_question_form(Markup& out, const Context& context, const Employer& employer, const html::FormState& state) {
    html::form_open(out, context, "/atur/penjelasan/baru");
    html::hidden(out, "perusahaan", employer.id.text());
    html::radios(out, context,
                 {.name = "hal",
                  .label = context.t("Tentang"),
                  .value = state.value("hal").empty() ? std::string(code(Matter::vacancy)) : state.value("hal")},
                 {{std::string(code(Matter::vacancy)), std::string(context.t(label(Matter::vacancy))), ""},
                  {std::string(code(Matter::filled)), std::string(context.t(label(Matter::filled))), ""}});
    html::text_field(out, context,
                     {.name = "sumber",
                      .label = context.t("Mengapa ditanyakan"),
                      .hint = context.t("Perusahaan membaca kalimat ini; juga tercetak pada surat bila sampai ke sana."),
                      .value = state.value("sumber"),
                      .error = state.error("sumber"),
                      .max_length = 300});
    html::button(out, context.t("Simpan pertanyaan"));
    html::form_close(out);
    out << "<p class=\"muted\">"_html
        << (employer.account ? context.t("Pertanyaan tampil di halaman perusahaan itu.")
                             : context.t("Perusahaan ini belum punya akun: sampaikan pertanyaan sendiri, lalu catat jawabannya."))
        << "</p>"_html;
}

http::Response ask_page(const Context& context, const office::Office& office, const Employer& employer, const html::FormState& state,
                        int status = 200) {
    const bool is_tied = context.platform.database.read([&](sql::Transaction& tx) { return has_tie(tx, context, employer.id); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Tanyakan kepada perusahaan") << "</h1><p class=\"lead\">"_html << employer.name << "</p>"_html;
    if (is_tied)
        write_tie(out, context);
    else
        write_question_form(out, context, employer, state);
    auto frame = desk_frame(office, std::string(context.t("Tanyakan kepada perusahaan")), "/atur/penjelasan/baru");
    frame.back_href = "/atur/perusahaan/" + employer.id.text();
    return http::page(html::document(context, frame, out), status);
}

http::Response get_ask(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    const auto id = EmployerId::parse(request.query.text("perusahaan")).value_or(EmployerId{});
    const auto matter = request.query.text("hal");
    const auto signal = request.query.text("isyarat");
    html::FormState state;
    const auto employer = context.platform.database.read([&](sql::Transaction& tx) {
        auto found = find_employer(tx, context, id);
        if (!matter.empty())
            for (const auto& one : signals(tx, context, office->id))
                if (one.employer == id && code(one.matter) == matter && (signal.empty() ? !one.id : one.id.text() == signal)) {
                    state.typed.add("sumber", source_words(context, one));
                    break;
                }
        return found;
    });
    if (!employer) return no_question(context);
    state.typed.add("hal", matter);
    return ask_page(context, *office, *employer, state);
}

http::Response post_ask(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    html::FormState state{request.form, {}};
    const auto id = EmployerId::parse(state.value("perusahaan")).value_or(EmployerId{});
    const auto employer = context.platform.database.read([&](sql::Transaction& tx) { return find_employer(tx, context, id); });
    if (!employer) return no_question(context);
    const Question question{id, parse_matter(state.value("hal")).value_or(Matter::vacancy), state.value("sumber")};
    const auto asked = context.platform.database.write([&](sql::Transaction& tx) { return ask_company(tx, context, question); });
    if (asked) return http::see_other("/atur/penjelasan/" + asked->text());
    state.refuse("sumber", context.t(sentence(asked.error())));
    return ask_page(context, *office, *employer, state, 422);
}

struct Seen {
    office::Office office;
    Employer employer;
    Warning warning;
    bool has_tie{};  // this officer, to the company
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        auto warning = find_warning(tx, context, request.path_id<WarningId>(0));
        if (!office || !warning || warning->office != office->id) return {};
        auto employer = find_employer(tx, context, warning->employer);
        if (!employer) return {};
        const bool tied = has_tie(tx, context, employer->id);
        return Seen{std::move(*office), std::move(*employer), std::move(*warning), tied};
    });
}

void note_field(Markup& out, const Context& context, const html::FormState& state) {
    html::text_field(out, context,
                     {.name = "catatan",
                      .label = context.t("Catatan keputusan"),
                      .value = state.value("catatan"),
                      .error = state.error("catatan"),
                      .max_length = 300});
}

void step_open(Markup& out, const Context& context, const Seen& seen, std::string_view verb) {
    html::form_open(out, context, "/atur/penjelasan/" + seen.warning.id.text() + "/" + std::string(verb));
    html::hidden(out, "versi", std::to_string(seen.warning.version));
}

std::string time_to_answer(const Context& context, Date until, Date today) {
    const auto left = until == today ? std::string(context.t("Hari terakhirnya hari ini."))
                                     : fill(context.t("Sampai {tanggal}: {n} hari lagi."),
                                            {{"tanggal", long_date(context.language, until)}, {"n", std::to_string(until - today)}});
    return left + " " + std::string(context.t("Konsep surat dapat dilihat setelah perusahaan menjawab, atau setelah hari itu lewat."));
}

void write_steps(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    const auto& one = seen.warning;
    const bool is_undecided = one.state == WarningState::draft || one.state == WarningState::answered;
    if (is_undecided) {
        html::details_open(
            out, one.answer.empty() ? context.t("Perusahaan menjawab lewat telepon atau surat") : context.t("Perbaiki catatan jawaban"));
        step_open(out, context, seen, "jawaban");
        html::text_area(out, context,
                        {.name = "jawaban",
                         .label = context.t("Jawaban perusahaan"),
                         .value = state.typed.has("jawaban") ? state.value("jawaban") : one.answer,
                         .error = state.error("jawaban"),
                         .max_length = 2000},
                        4);
        html::button(out, context.t("Simpan jawaban"), html::ButtonKind::secondary);
        html::form_close(out);
        html::details_close(out);
        out << "<div class=\"side-by-side\"><section class=\"panel\"><h2>"_html << context.t("Penjelasan cukup") << "</h2>"_html;
        step_open(out, context, seen, "cukup");
        note_field(out, context, state);
        html::button(out, context.t("Tutup tanpa surat"), html::ButtonKind::secondary);
        html::form_close(out);
        out << "</section><section class=\"panel\"><h2>"_html
            << fill(context.t("Kirim peringatan tertulis {tingkat}"), {{"tingkat", level_words(one.level)}}) << "</h2>"_html;
        const auto today = context.local(seen.office.zone).date;
        if (const auto why = may_send(one, today)) {
            out << "<p>"_html << context.t(sentence(*why)) << "</p>"_html;
            if (*why == WarningRefusal::answer_awaited)
                out << "<p>"_html << time_to_answer(context, one.answer_until, today) << "</p>"_html;
        } else {
            out << "<p>"_html
                << context.t("Cetak surat, minta tanda tangan, kirim, lalu catat nomornya di sini. Tidak ada surat yang terkirim sendiri.")
                << "</p>"_html;
            step_open(out, context, seen, "kirim");
            html::text_field(out, context,
                             {.name = "nomor",
                              .label = context.t("Nomor surat"),
                              .value = state.value("nomor"),
                              .error = state.error("nomor"),
                              .max_length = 80});
            html::button(out, context.t("Surat sudah saya kirim"));
            html::form_close(out);
        }
        out << "</section></div>"_html;
    } else if (one.state == WarningState::sent) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Perusahaan sudah melapor") << "</h2>"_html;
        step_open(out, context, seen, "tutup");
        note_field(out, context, state);
        html::button(out, context.t("Selesaikan"), html::ButtonKind::secondary);
        html::form_close(out);
        out << "</section>"_html;
    }
}

http::Response one_page(const Context& context, const Seen& seen, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    write_question(out, context, seen.warning);
    out << "<p><a"_html;
    out.attribute("href"_html, "/atur/perusahaan/" + seen.employer.id.text());
    out << ">"_html << seen.employer.name << "</a></p>"_html;
    if (has_letter(seen.warning, context.local(seen.office.zone).date))
        html::link_button(out, seen.warning.sent_at ? context.t("Cetak surat") : context.t("Lihat konsep surat"),
                          "/atur/penjelasan/" + seen.warning.id.text() + "/surat.pdf", html::ButtonKind::secondary);
    if (seen.has_tie)
        write_tie(out, context);
    else
        write_steps(out, context, seen, state);
    auto frame = desk_frame(seen.office, std::string(context.t("Pertanyaan kantor")), "/atur/penjelasan/" + seen.warning.id.text());
    frame.back_href = "/atur/belum-lapor";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_one(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    return seen ? one_page(context, *seen, {}) : no_question(context);
}

template <class Verb>
http::Response decide(const http::Request& request, Context& context, std::string_view field, Verb verb) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_question(context);
    html::FormState state{request.form, {}};
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return verb(tx, seen->warning.id, typed_number(state.value("versi")), state.value(field)); });
    if (done) return http::see_other("/atur/penjelasan/" + seen->warning.id.text());
    state.refuse(std::string(field), context.t(sentence(done.error())));
    return one_page(context, *seen, state, done.error() == WarningRefusal::changed_meanwhile ? 409 : 422);
}

http::Response post_answer(const http::Request& request, Context& context) {
    return decide(request, context, "jawaban", [&](sql::Transaction& tx, WarningId id, int version, const std::string& text) {
        return answer_question(tx, context, id, version, text);
    });
}
http::Response post_enough(const http::Request& request, Context& context) {
    return decide(request, context, "catatan", [&](sql::Transaction& tx, WarningId id, int version, const std::string& text) {
        return withdraw_warning(tx, context, id, version, text);
    });
}
http::Response post_send(const http::Request& request, Context& context) {
    return decide(request, context, "nomor", [&](sql::Transaction& tx, WarningId id, int version, const std::string& text) {
        return send_warning(tx, context, id, version, text);
    });
}
http::Response post_close(const http::Request& request, Context& context) {
    return decide(request, context, "catatan", [&](sql::Transaction& tx, WarningId id, int version, const std::string& text) {
        return close_warning(tx, context, id, version, text);
    });
}

// "Balikpapan" of "Kota Balikpapan".
std::string town_of(std::string_view regency) {
    for (const std::string_view kind : {"Kota ", "Kabupaten "})
        if (regency.starts_with(kind)) regency.remove_prefix(kind.size());
    return std::string(regency);
}

// Letters name no weekday.
std::string letter_date(Date day) {
    const auto whole = long_date(Language::indonesian, day);
    return whole.substr(whole.find(", ") + 2);
}

// "Plt. Kepala Dinas", or in whose name somebody signs.
void write_signatory(WarningLetter& letter, const office::Signatory& signatory) {
    letter.signatory_title = signatory.title;
    switch (signatory.capacity) {
        case office::Capacity::definitive: break;
        case office::Capacity::acting: letter.signatory_title = "Plt. " + signatory.title; break;
        case office::Capacity::daily_acting: letter.signatory_title = "Plh. " + signatory.title; break;
        case office::Capacity::on_behalf: letter.signatory_capacity = "a.n. " + signatory.principal_title; break;
        case office::Capacity::for_attention: letter.signatory_capacity = "u.b. " + signatory.principal_title; break;
    }
    letter.signatory_name = signatory.name;
    letter.signatory_rank = signatory.rank;
    letter.signatory_nip = signatory.nip;
}

http::Response get_letter(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_question(context);
    const auto& one = seen->warning;
    if (!has_letter(one, context.local(seen->office.zone).date)) return http::see_other("/atur/penjelasan/" + one.id.text());
    const auto written = one.sent_at.value_or(context.now).in(seen->office.zone);
    const auto [signatory, days, basis] = context.platform.database.read([&](sql::Transaction& tx) {
        return std::tuple{office::signatory_on(tx, seen->office.id, written.date),
                          office::parameter(tx, seen->office.id, "employer_warning_days", written.date).number(),
                          one.legal_basis.empty() ? legal_basis(tx, seen->office.id, one.matter, written.date) : one.legal_basis};
    });
    const auto regency = reference::find_area(seen->office.regency_code);
    WarningLetter letter{.government = seen->office.government,
                         .department = seen->office.name,
                         .address = seen->office.address,
                         .place = regency ? town_of(regency->name) : "",
                         .day = letter_date(written.date),
                         .number = one.letter_number,
                         .level = level_words(one.level),
                         .company = seen->employer.name,
                         .company_address = seen->employer.address,
                         .matter = one.matter == Matter::vacancy ? "kewajiban melaporkan lowongan pekerjaan"
                                                                 : "kewajiban melaporkan lowongan pekerjaan yang telah terisi",
                         .source = one.source,
                         .answer = one.answer,
                         .answer_until = letter_date(one.answer_until),
                         .legal_basis = basis,
                         .valid_until = letter_date(one.valid_until.value_or(written.date + days)),
                         .made = one.sent_at.value_or(one.drafted_at).rfc3339(seen->office.zone),
                         .is_draft = !one.sent_at};
    if (signatory) write_signatory(letter, *signatory);
    return http::bytes(print_warning(letter), "application/pdf", "peringatan-" + one.id.text() + ".pdf");
}

}  // namespace

std::vector<http::Route> reporting_routes() {
    using enum http::Method;
    constexpr auto review = Permission::review_vacancy;
    return {{get, "/atur/belum-lapor", get_list, review},
            {post, "/atur/belum-lapor", post_signal, review, http::Rate::write},
            {post, "/atur/isyarat/{signal}/selesai", post_settle, review, http::Rate::write},
            {get, "/atur/penjelasan/baru", get_ask, review},
            {post, "/atur/penjelasan/baru", post_ask, review, http::Rate::write},
            {get, "/atur/penjelasan/{warning}", get_one, review},
            {get, "/atur/penjelasan/{warning}/surat.pdf", get_letter, review},
            {post, "/atur/penjelasan/{warning}/jawaban", post_answer, review, http::Rate::write},
            {post, "/atur/penjelasan/{warning}/cukup", post_enough, review, http::Rate::write},
            {post, "/atur/penjelasan/{warning}/kirim", post_send, review, http::Rate::write},
            {post, "/atur/penjelasan/{warning}/tutup", post_close, review, http::Rate::write}};
}

}  // namespace employers
