#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/messages/pages.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_own.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/html/components.hpp"
#include "platform/html/parts.hpp"
#include "platform/sql/sql.hpp"

// After the application was sent: where it stands, what to correct, the rest of AK/II, who looked at it.
namespace registration {
namespace {

// --- /berkas: whose file? ---

std::string cookie_of(const http::Request& request) { return request.cookie(file_cookie); }

void way(Markup& out, std::string_view icon, std::string_view href, std::string_view label, std::string_view aside = "") {
    out << "<li><a href=\""_html << href << "\">"_html << html::icon(icon) << "<span>"_html << label << "</span>"_html;
    if (!aside.empty()) out << "<span class=\"aside\">"_html << aside << "</span>"_html;
    out << "</a></li>"_html;
}

// Where somebody wanted to go who had no file open; an address of ours, or none.
std::string next_of(const http::Request& request) {
    const auto next = request.method == http::Method::post ? request.form.text("next") : request.query.text("next");
    constexpr std::size_t longest = 200;
    const bool is_ours = next.size() > 1 && next.size() < longest && next[0] == '/' && next[1] != '/' &&
                         std::ranges::all_of(next, [](char one) { return one > ' ' && one <= '~' && one != '\\'; });
    return is_ours ? next : std::string();
}

http::Response files_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto files =
        context.platform.database.read([&](sql::Transaction& tx) { return files_on_phone(tx, context, cookie_of(request)); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Berkas saya") << "</h1>"_html;
    if (!files.empty()) {
        out << "<h2>"_html << context.t("Di ponsel ini") << "</h2><ul class=\"ways\">"_html;
        for (const auto& one : files) {
            const auto name = one.name.empty() ? std::string(context.t("Belum ada nama")) : one.name;
            way(out, "user", "/berkas/" + one.id.text(), name, context.t(label(one.state)));
        }
        out << "</ul>"_html;
    }
    out << "<h2>"_html << context.t("Buka dengan kode tiket") << "</h2>"_html;
    html::form_open(out, context, "/berkas");
    if (const auto next = next_of(request); !next.empty()) html::hidden(out, "next", next);
    html::text_field(out, context,
                     {.name = "kode",
                      .label = context.t("Kode tiket"),
                      .hint = context.t("8 huruf dan angka pada tiket Anda"),
                      .value = state.value("kode"),
                      .error = state.error("kode"),
                      .autocomplete = "off",
                      .width = 10});
    html::date_field(out, context,
                     {.name = "lahir",
                      .label = context.t("Tanggal lahir"),
                      .hint = context.t("Contoh: 7 8 1995"),
                      .error = state.error("lahir"),
                      .autocomplete = "bday"},
                     state);
    html::button(out, context.t("Buka berkas"));
    html::form_close(out);
    out << "<p class=\"muted\">"_html
        << context.t("Kode hilang atau nomor telepon berganti? Datang ke loket dengan KTP: kode baru diberikan saat itu juga.")
        << "</p><p>"_html << context.t("Belum punya berkas?") << " <a href=\"/\">"_html << context.t("Pilih kantor, lalu ajukan kartu AK-1")
        << "</a></p>"_html;
    html::Frame frame;
    frame.title = context.t("Berkas saya");
    frame.current_path = "/berkas";
    frame.back_href = "/";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_files(const http::Request& request, Context& context) { return files_page(request, context, {}); }

http::Response post_files(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto code = text::trim(request.form.text("kode"));
    const auto typed = html::typed_date(request.form, "lahir");
    const auto born = typed ? Date::parse(*typed) : std::nullopt;
    if (code.empty()) state.refuse("kode", context.t("Tulis kode pada tiket Anda."));
    if (!born) state.refuse("lahir", context.t(sentence(Unfit::no_such_date)));
    if (!state.ok()) return files_page(request, context, state, 422);
    // The count stays when the answer is no, so it is a transaction of its own.
    context.platform.database.write([&](sql::Transaction& tx) { count_attempt(tx, context, code); });
    const auto token = context.platform.database.write([&](sql::Transaction& tx) { return open_file(tx, context, code, *born); });
    if (!token) {
        state.refuse("kode", context.t(sentence(token.error())));
        return files_page(request, context, state, token.error() == Refusal::too_many_attempts ? 429 : 422);
    }
    const auto files = context.platform.database.read([&](sql::Transaction& tx) { return files_on_phone(tx, context, *token); });
    const auto where = files.empty() ? std::string("/berkas") : "/berkas/" + files.front().id.text();
    const auto next = next_of(request);
    return http::see_other(next.empty() ? where : next).with_cookie(file_on_this_phone(request, *token));
}

http::Response post_close(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    auto cookie = cookie_of(request);
    const auto files = context.platform.database.read([&](sql::Transaction& tx) { return files_on_phone(tx, context, cookie); });
    for (const auto& one : files)
        if (one.id == id) cookie = cookie_without(cookie, one.token);
    constexpr std::int64_t cookie_kept_s = 60LL * 24 * 3600;
    return http::see_other("/berkas").with_cookie({std::string(file_cookie), cookie, cookie_kept_s});
}

// --- /berkas/{id}: where it stands ---

void write_marks(Markup& out, const Context& context, const std::vector<Mark>& marks) {
    out << "<ul>"_html;
    for (const auto& mark : marks) {
        const auto* reason = find_mark_reason(mark.code);
        out << "<li><strong>"_html << context.t(field_label(mark.field)) << "</strong>: "_html
            << (reason != nullptr ? context.t(reason->sentence) : std::string_view(mark.code));
        if (!mark.note.empty()) out << " "_html << mark.note;
        out << "</li>"_html;
    }
    out << "</ul>"_html;
}

void write_ticket(Markup& out, const Context& context, const Own& own) {
    html::card_open(out, context.t("Kode berkas Anda"));
    out << "<p class=\"card-code\">"_html << own.application.code << "</p><p class=\"card-next\">"_html
        << context.t("Kode ini dan tanggal lahir Anda membuka berkas ini di ponsel mana pun.") << "</p>"_html;
    html::card_close(out);
}

void fact(Markup& out, std::string_view name, std::string_view value) {
    out << "<div><dt>"_html << name << "</dt><dd>"_html << value << "</dd></div>"_html;
}

void write_card(Markup& out, const Context& context, const Own& own, const Card& card, const ReportView& report,
                const std::vector<Date>& days) {
    html::card_open(out, context.t("Kartu AK-1 Anda"));
    out << "<p class=\"card-number\">"_html << card.number << "</p><dl class=\"card-facts\">"_html;
    fact(out, context.t("Keadaan"), context.t(label(card.state)));
    fact(out, context.t("Berlaku sampai"), short_date(context.language, card.valid_until));
    out << "</dl><p class=\"card-next\">"_html;
    if (card.state == CardState::handed_over)
        out << context.t("Bawa kartu ini saat melamar. Siapa pun dapat memeriksa keasliannya.");
    else if (card.state == CardState::ready)
        out << context.t("Kartu siap diambil di kantor dengan KTP.");
    else if (card.state == CardState::inactive || card.state == CardState::revoked)
        out << context.t("Tanyakan di loket bila menurut Anda ini keliru.");
    else
        out << context.t("Tunggu di kantor: kartu dicetak, lalu ditandatangani.");
    out << "</p>"_html;
    html::card_close(out);
    if (report.may_restore) {
        html::notice(out, html::Tone::warning, context.t("Kartu Anda tidak aktif"),
                     context.t("Masih mencari kerja? Kartu aktif lagi dengan satu laporan."));
        html::link_button(out, context.t("Lapor dan aktifkan lagi"), own.href("/lapor"));
        return;
    }
    if (card.state != CardState::handed_over) return;
    if (own.today > card.valid_until) {
        html::notice(out, html::Tone::info, context.t("Masa berlaku kartu ini sudah habis"),
                     context.t("Perpanjang di kantor dengan KTP dan kartu lama. Tidak dipungut biaya."));
        return;
    }
    out << "<h2>"_html << context.t("Lapor berkala") << "</h2>"_html;
    if (report.due) {
        out << "<p>"_html
            << fill(context.t("Lapor berikutnya paling lambat {tanggal}."), {{"tanggal", long_date(context.language, *report.due)}})
            << "</p>"_html;
        html::link_button(out, context.t("Lapor sekarang"), own.href("/lapor"),
                          *report.due <= own.today + 14 ? html::ButtonKind::primary : html::ButtonKind::secondary);
    } else {
        out << "<p>"_html << context.t("Tidak ada laporan lagi sampai kartu berakhir. Kabari bila sudah bekerja atau pindah.")
            << "</p>"_html;
        html::link_button(out, context.t("Kabari kantor"), own.href("/lapor"), html::ButtonKind::secondary);
    }
    if (days.empty()) return;
    html::details_open(out, context.t("Semua tanggal lapor kartu ini"));
    out << "<ul>"_html;
    for (const auto day : days) {
        out << "<li>"_html << long_date(context.language, day);
        if (report.due ? day < *report.due : true)
            out << " ("_html << context.t("selesai") << ")"_html;
        else if (day < own.today)
            out << " ("_html << context.t("sudah lewat") << ")"_html;
        out << "</li>"_html;
    }
    out << "</ul>"_html;
    html::details_close(out);
}

void write_refusal(Markup& out, const Context& context, const RefusalLetter& letter) {
    Markup body;
    body << "<p>"_html << context.t(letter.reason) << "</p>"_html;
    if (!letter.note.empty()) body << "<p>"_html << letter.note << "</p>"_html;
    body << "<p>"_html << context.t("Dasar hukum:") << " "_html << context.t(letter.legal_basis) << "</p>"_html;
    html::notice(out, html::Tone::danger, context.t("Permohonan ditolak"), body);
    out << "<h2>"_html << context.t("Bila Anda tidak setuju") << "</h2><p>"_html
        << objection_text(context.language, letter.objection_days, letter.objection_basis) << "</p>"_html;
    if (!letter.number.empty())
        out << "<p class=\"muted\">"_html << fill(context.t("Surat nomor {nomor}"), {{"nomor", letter.number}}) << "</p>"_html;
}

void write_errands(Markup& out, const Context& context, const Own& own) {
    const auto state = own.application.state;
    out << "<h2>"_html << context.t("Lainnya") << "</h2><ul class=\"ways\">"_html;
    if (!is_closed(state) && state != ApplicationState::draft)
        way(out, "briefcase", own.href("/ak2"), context.t("Tambah pengalaman, bahasa, dan harapan upah"), context.t("selagi menunggu"));
    if (state != ApplicationState::draft) way(out, "file-text", own.href("/data"), context.t("Isian saya"));
    way(out, "users", own.href("/jejak"), context.t("Siapa yang membuka data saya"));
    if (may_be_withdrawn(state)) way(out, "x", own.href("/tarik"), context.t("Tarik permohonan"));
    out << context.platform.database.read([&](sql::Transaction& tx) { return html::parts("file", tx, context, own.application.id.value); });
    way(out, "user", "/berkas", context.t("Berkas orang lain di ponsel ini"));
    out << "</ul>"_html;
    html::post_button(out, context, own.href("/keluar"), context.t("Keluar dari berkas ini"));
}

http::Response get_file(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    Markup out;
    html::draft_done(out, "berkas-" + own.application.id.text() + "-perbaiki");
    html::draft_done(out, "berkas-" + own.application.id.text() + "-ak2");
    const auto& name = own.application.answers.name;
    out << "<h1>"_html << (name.empty() ? std::string(context.t("Berkas Anda")) : name) << "</h1>"_html;
    switch (own.application.state) {
        case ApplicationState::draft: {
            const auto open =
                context.platform.database.read([&](sql::Transaction& tx) { return open_errors(tx, context, own.application.id); });
            html::notice(out, html::Tone::info, context.t("Belum dikirim"),
                         context.t("Isian Anda tersimpan. Lanjutkan dari tempat Anda berhenti."));
            html::link_button(out, open.empty() ? context.t("Periksa dan kirim") : context.t("Lanjutkan mengisi"),
                              next_stage_href(own, open));
            break;
        }
        case ApplicationState::submitted:
            html::notice(out, html::Tone::good, context.t("Permohonan sudah diterima"),
                         context.t("Langkah berikutnya: pilih hari datang, lalu bawa dokumen asli ke kantor."));
            html::link_button(out, context.t("Pilih atau lihat jadwal datang"), own.href("/jadwal"));
            write_ticket(out, context, own);
            break;
        case ApplicationState::needs_fix: {
            const auto marks =
                context.platform.database.read([&](sql::Transaction& tx) { return marks_of(tx, context, own.application.id); });
            Markup body;
            write_marks(body, context, marks);
            html::notice(out, html::Tone::warning, context.t("Petugas meminta perbaikan"), body);
            out << "<p>"_html << context.t("Nomor antrean dan tiket Anda tetap.") << "</p>"_html;
            html::link_button(out, context.t("Perbaiki sekarang"), own.href("/perbaiki"));
            write_ticket(out, context, own);
            break;
        }
        case ApplicationState::at_counter:
            html::notice(out, html::Tone::good, context.t("Anda tercatat hadir"),
                         context.t("Duduk dekat loket dan siapkan dokumen asli. Nomor Anda akan dipanggil."));
            html::link_button(out, context.t("Lihat nomor antrean"), "/tiket/" + own.application.code);
            break;
        case ApplicationState::approved: {
            const auto card =
                context.platform.database.read([&](sql::Transaction& tx) { return find_card(tx, context, own.application.card); });
            const auto report =
                context.platform.database.read([&](sql::Transaction& tx) { return own_report_view(tx, context, own.application.card); });
            if (!card || !report) {
                html::notice(out, html::Tone::info, context.t("Kartu ini sudah diperpanjang"),
                             context.t("Buka dengan kode yang baru, atau tanyakan di loket dengan KTP."));
                break;
            }
            const int interval = context.platform.database.read([&](sql::Transaction& tx) {
                return office::parameter(tx, own.office.id, "report_interval_months", card->issued_on).number();
            });
            write_card(out, context, own, *card, *report, report_days(card->issued_on, card->valid_until, interval));
            break;
        }
        case ApplicationState::refused: {
            const auto letter =
                context.platform.database.read([&](sql::Transaction& tx) { return refusal_letter(tx, context, own.application.id); });
            if (letter) write_refusal(out, context, *letter);
            break;
        }
        case ApplicationState::withdrawn:
            html::notice(out, html::Tone::info, context.t("Permohonan ini sudah ditarik"),
                         context.t("Anda boleh mengajukan yang baru kapan saja."));
            html::link_button(out, context.t("Ajukan lagi"), "/kantor/" + own.office.code + "/ak1");
            break;
    }
    context.platform.database.read(
        [&](sql::Transaction& tx) { messages::write_told(out, context, tx, "application:" + own.application.id.text(), own.office.zone); });
    write_errands(out, context, own);
    auto frame = own_frame(own, context.t("Berkas saya"), own.href());
    frame.back_href = "/berkas";
    frame.scripts = {"apply"};
    return http::page(html::document(context, frame, out));
}

http::Response get_data(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    Markup out;
    out << "<h1>"_html << context.t("Isian saya") << "</h1><p>"_html
        << context.t("Ada yang keliru? Katakan di loket: petugas membetulkannya dengan dokumen asli di tangan.") << "</p>"_html;
    write_summary(out, context, own, false);
    for (const auto& one : own.papers) write_thumbnails(out, context, own, one.kind, false);
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Isian saya"), own.href("/data"));
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

// --- correcting what the clerk marked ---

std::vector<std::string> fields_of(const std::vector<Mark>& marks) {
    std::vector<std::string> fields;
    const auto add = [&](std::string field) {
        if (std::ranges::find(fields, field) == fields.end()) fields.push_back(std::move(field));
    };
    for (const auto& mark : marks) {
        if (mark.field != "education")
            add(mark.field);
        else
            for (const auto part : {"level", "major", "school", "year"}) add("education." + std::string(part));
    }
    return fields;
}

http::Response correction_page(const Context& context, const Own& own, const std::vector<Mark>& marks, const html::FormState& state,
                               int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Perbaiki isian") << "</h1><p>"_html
        << context.t("Hanya yang diminta petugas. Nomor antrean Anda tetap.") << "</p>"_html;
    Markup body;
    write_marks(body, context, marks);
    html::notice(out, html::Tone::warning, context.t("Catatan petugas"), body);
    html::form_open(out, context, own.href("/perbaiki"), true, "", "berkas-" + own.application.id.text() + "-perbaiki");
    for (const auto& field : fields_of(marks)) write_question(out, context, own, state, field);
    html::button(out, context.t("Kirim perbaikan"));
    html::form_close(out);
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Perbaiki isian"), own.href("/perbaiki"));
    frame.back_href = back;
    frame.scripts = {"apply"};
    return http::page(html::document(context, frame, out), status);
}

http::Response get_correction(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    if (own.application.state != ApplicationState::needs_fix) return http::see_other(own.href());
    const auto marks = context.platform.database.read([&](sql::Transaction& tx) { return marks_of(tx, context, own.application.id); });
    return correction_page(context, own, marks, state_of(own.typed));
}

http::Response post_correction(const http::Request& request, Context& context) {
    auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    auto& own = *opened.own;
    if (own.application.state != ApplicationState::needs_fix) return http::see_other(own.href());
    const auto marks = context.platform.database.read([&](sql::Transaction& tx) { return marks_of(tx, context, own.application.id); });
    const auto typed = typed_in(context, own, request.form, fields_of(marks));
    own.typed = merge(own.typed, typed);
    auto state = state_of(own.typed);
    const int status = take_papers(request, context, own, state);
    // What was sent is with the file, whatever is said of the other fields: the page shows it back.
    const auto again = [&](int with_status) {
        own.documents = context.platform.database.read([&](sql::Transaction& tx) { return documents_of(tx, context, own.application.id); });
        return correction_page(context, own, marks, state, with_status);
    };
    if (!state.ok()) return again(status);
    const auto saved =
        context.platform.database.write([&](sql::Transaction& tx) { return resubmit(tx, context, own.application.id, typed); });
    if (!saved) {
        const auto fields = fields_of(marks);
        state.refuse(fields.empty() ? "main" : fields.front(), context.t(sentence(saved.error())));
        return again(saved.error() == Refusal::changed_meanwhile ? 409 : 422);
    }
    refuse_fields(state, context, saved->errors);
    if (!state.ok()) return again(422);
    return http::see_other(own.href());
}

// --- the rest of AK/II ---

constexpr int experience_rows = 3;

int year_in(const http::Fields& form, const std::string& name, html::FormState& state, const Context& context) {
    const auto typed = text::trim(form.text(name));
    if (typed.empty()) return 0;
    const auto value = text::whole(typed);
    if (value && *value >= 1950 && *value <= 2199) return *value;
    state.refuse(name, context.t("Tulis tahun dengan empat angka, atau kosongkan."));
    return 0;
}

std::int64_t rupiah_in(const http::Fields& form, html::FormState& state, const Context& context) {
    std::string digits;
    // Copied from a page, the sum has a space at which no line ends: two bytes.
    for (const char c : form.text("wage_wish")) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '.' && c != ' ' && c != 'R' && c != 'p' && c != '\xC2' && c != '\xA0')
            digits += 'x';
    }
    if (digits.empty()) return 0;
    const auto value = text::whole<std::int64_t>(digits);
    if (value && *value <= 1'000'000'000) return *value;
    state.refuse("wage_wish", context.t("Tulis upah dalam rupiah, misalnya 3.500.000."));
    return 0;
}

html::FormState state_of_intake(const Intake& intake) {
    html::FormState state;
    for (std::size_t at = 0; at < intake.experience.size(); ++at) {
        const auto& one = intake.experience[at];
        const auto number = std::to_string(at + 1);
        state.typed.add("employer-" + number, one.employer);
        state.typed.add("position-" + number, one.position);
        if (one.from_year != 0) state.typed.add("from-" + number, std::to_string(one.from_year));
        if (one.to_year != 0) state.typed.add("to-" + number, std::to_string(one.to_year));
    }
    state.typed.add("languages", text::join(intake.languages, ", "));
    if (intake.wage_wish != 0) state.typed.add("wage_wish", number(intake.wage_wish));
    state.typed.add("place_wish", intake.place_wish);
    return state;
}

http::Response intake_page(const Context& context, const Own& own, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Pengalaman dan harapan") << "</h1><p>"_html
        << context.t("Semua boleh dikosongkan. Yang Anda isi sekarang tidak perlu ditanyakan lagi di loket.") << "</p>"_html;
    html::form_open(out, context, own.href("/ak2"), false, "", "berkas-" + own.application.id.text() + "-ak2");
    const auto ask = [&](const std::string& name, std::string_view label_text, int width, std::string_view mode = "",
                         std::string_view hint = "") {
        html::text_field(out, context,
                         {.name = name,
                          .label = label_text,
                          .hint = hint,
                          .value = state.value(name),
                          .error = state.error(name),
                          .inputmode = mode,
                          .width = width});
    };
    for (int row = 1; row <= experience_rows; ++row) {
        const auto number = std::to_string(row);
        out << "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend\">"_html
            << fill(context.t("Pekerjaan {nomor}"), {{"nomor", number}}) << "</legend>"_html;
        ask("employer-" + number, context.t("Nama tempat kerja"), 0);
        ask("position-" + number, context.t("Sebagai apa"), 0);
        ask("from-" + number, context.t("Dari tahun"), 4, "numeric");
        ask("to-" + number, context.t("Sampai tahun"), 4, "numeric", context.t("Kosongkan bila masih bekerja di sana."));
        out << "</fieldset>"_html;
    }
    ask("languages", context.t("Bahasa yang dikuasai"), 0, "", context.t("Pisahkan dengan koma."));
    ask("wage_wish", context.t("Upah yang diharapkan sebulan (rupiah)"), 10, "numeric", context.t("Contoh: 3.500.000"));
    ask("place_wish", context.t("Tempat kerja yang diharapkan"), 0);
    html::button(out, context.t("Simpan"));
    html::form_close(out);
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Pengalaman dan harapan"), own.href("/ak2"));
    frame.back_href = back;
    frame.scripts = {"apply"};
    return http::page(html::document(context, frame, out), status);
}

http::Response get_intake(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (is_closed(opened.own->application.state)) return http::see_other(opened.own->href());
    return intake_page(context, *opened.own, state_of_intake(opened.own->application.intake));
}

http::Response post_intake(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    html::FormState state{request.form, {}};
    Intake intake;
    for (int row = 1; row <= experience_rows; ++row) {
        const auto number = std::to_string(row);
        Experience one{request.form.text("employer-" + number), request.form.text("position-" + number),
                       year_in(request.form, "from-" + number, state, context), year_in(request.form, "to-" + number, state, context)};
        if (one.to_year != 0 && one.from_year > one.to_year)
            state.refuse("to-" + number, context.t("Tahun berakhir lebih awal daripada tahun mulai."));
        intake.experience.push_back(std::move(one));
    }
    for (const auto& part : text::split(request.form.text("languages"), ','))
        if (auto language = text::squeeze(part); !language.empty()) intake.languages.push_back(std::move(language));
    intake.wage_wish = rupiah_in(request.form, state, context);
    intake.place_wish = request.form.text("place_wish");
    if (!state.ok()) return intake_page(context, own, state, 422);
    const auto saved =
        context.platform.database.write([&](sql::Transaction& tx) { return save_intake(tx, context, own.application.id, intake); });
    if (!saved) {
        state.refuse("employer-1", context.t(sentence(saved.error())));
        return intake_page(context, own, state, saved.error() == Refusal::changed_meanwhile ? 409 : 422);
    }
    return http::see_other(own.href());
}

// --- who looked, and taking it back ---

std::string_view purpose_label(std::string_view purpose) {
    if (purpose == "counter") return msg("Melayani Anda di loket");
    if (purpose == "decision") return msg("Memeriksa permohonan Anda");
    if (purpose == "print") return msg("Mencetak kartu Anda");
    return msg("Pelayanan lain");
}

http::Response get_readings(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    const auto lines = context.platform.database.read(
        [&](sql::Transaction& tx) { return audit::reads_of(tx, "registration_application:" + own.application.id.text()); });
    Markup out;
    out << "<h1>"_html << context.t("Siapa yang membuka data saya") << "</h1>"_html;
    if (lines.empty()) {
        html::empty_state(out, context.t("Belum ada petugas yang membuka data Anda."),
                          context.t("Setiap pembukaan tercatat di sini dengan sendirinya."));
    } else {
        html::table_open(out, context.t("Pembukaan data"), {{context.t("Waktu")}, {context.t("Untuk apa")}, {context.t("Oleh")}});
        for (const auto& line : lines) {
            out << "<tr><td>"_html << date_and_clock(context.language, line.at.in(own.office.zone)) << "</td><td>"_html
                << context.t(purpose_label(line.verb)) << "</td><td>"_html
                << (line.actor.starts_with("account:") ? fill(context.t("Petugas nomor {nomor}"), {{"nomor", line.actor.substr(8)}})
                                                       : line.actor)
                << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "<p class=\"muted\">"_html << context.t("Ada yang tidak Anda kenali? Sebutkan nomor petugas dan waktunya kepada kantor.")
        << "</p>"_html;
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Siapa yang membuka data saya"), own.href("/jejak"));
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

http::Response withdraw_page(const Context& context, const Own& own, std::string_view trouble, int status = 200) {
    Markup out;
    out << "<h1>"_html << context.t("Tarik permohonan ini?") << "</h1>"_html;
    if (!trouble.empty()) html::notice(out, html::Tone::danger, context.t("Belum ditarik"), trouble);
    out << "<p>"_html << context.t("Nomor antrean Anda dilepas untuk orang lain. Anda boleh mengajukan lagi kapan saja.") << "</p>"_html;
    html::post_button(out, context, own.href("/tarik"), context.t("Tarik permohonan"), html::ButtonKind::warning);
    out << " "_html;
    html::link_button(out, context.t("Tidak jadi"), own.href(), html::ButtonKind::secondary);
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Tarik permohonan"), own.href("/tarik"));
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_withdraw(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (!may_be_withdrawn(opened.own->application.state)) return http::see_other(opened.own->href());
    return withdraw_page(context, *opened.own, "");
}

http::Response post_withdraw(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    if (!may_be_withdrawn(own.application.state)) return http::see_other(own.href());
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return withdraw(tx, context, own.application.id); });
    if (!done) return withdraw_page(context, own, context.t(sentence(done.error())), 409);
    return http::see_other(own.href());
}

}  // namespace

std::vector<http::Route> file_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    // Papers to be sent again travel whole where there is no script.
    constexpr std::size_t whole_papers = 46 * 1024 * 1024;
    return {
        {get, "/berkas", get_files, Permission::anyone},
        {post, "/berkas", post_files, Permission::anyone, http::Rate::login},
        {get, "/berkas/{id}", get_file, own},
        {post, "/berkas/{id}/keluar", post_close, own, http::Rate::write},
        {get, "/berkas/{id}/data", get_data, own},
        {get, "/berkas/{id}/perbaiki", get_correction, own},
        {post, "/berkas/{id}/perbaiki", post_correction, own, http::Rate::upload, whole_papers},
        {get, "/berkas/{id}/ak2", get_intake, own},
        {post, "/berkas/{id}/ak2", post_intake, own, http::Rate::write},
        {get, "/berkas/{id}/jejak", get_readings, own},
        {get, "/berkas/{id}/tarik", get_withdraw, own},
        {post, "/berkas/{id}/tarik", post_withdraw, own, http::Rate::write},
    };
}

}  // namespace registration
