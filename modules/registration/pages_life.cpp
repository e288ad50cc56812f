#include "modules/registration/pages_life.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_change.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_strike.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A card in its two years at the counter: found by a scan, reported, renewed, corrected, copied.
namespace registration {
namespace {

constexpr int found_max = 30;
constexpr int copies_max = 50;

std::string href(const Card& card, std::string_view rest) { return "/loket/kartu/" + card.id.text() + "/" + std::string(rest); }

std::optional<Date> day_in(const http::Fields& form, std::string_view field) {
    const auto typed = html::typed_date(form, field);
    return typed ? Date::parse(*typed) : std::nullopt;
}

bool says_a_day(const http::Fields& form, const std::string& field) {
    return !text::trim(form.text(field + "-day") + form.text(field + "-month") + form.text(field + "-year")).empty();
}

std::optional<Card> card_at_desk(const http::Request& request, const Context& context) {
    const auto id = request.path_id<CardId>(0);
    auto card = context.platform.database.read([&](sql::Transaction& tx) { return find_card(tx, context, id); });
    if (!card || card->office != context.actor.office) return {};
    return card;
}

std::vector<html::Option> old_card_options(const Context& context) {
    return {{"returned", std::string(context.t("Kartu lama dibawa dan ditarik")), ""},
            {"lost", std::string(context.t("Kartu lama hilang")), ""}};
}

}  // namespace

LifeOfCard life_of_card(sql::Transaction& tx, const Context& context, const Card& card, const office::Office& office) {
    LifeOfCard life;
    life.card = card;
    life.office = office;
    life.today = context.local(office.zone).date;
    life.due = report_due_of(tx, card.id);
    life.may_be_renewed = may_renew(tx, context, card);
    life.letter_required = office::parameter(tx, office.id, "loss_letter_required", life.today).is_on();
    return life;
}

void write_report_panel(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state) {
    const auto& card = life.card;
    const bool is_out = card.state == CardState::handed_over && life.today <= card.valid_until;
    const bool lapsed = card.state == CardState::inactive && card.inactive_reason == "lapsed";
    if ((!is_out && !lapsed) || !context.may(Permission::serve_visit)) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Lapor diri") << "</h2>"_html;
    if (life.due) {
        out << "<p>"_html;
        html::tag(out, *life.due < life.today ? html::Tone::warning : html::Tone::info,
                  *life.due < life.today ? context.t("Terlambat") : context.t("Akan datang"));
        out << " "_html << fill(context.t("Lapor paling lambat {tanggal}."), {{"tanggal", long_date(context.language, *life.due)}})
            << "</p>"_html;
    }
    html::form_open(out, context, href(card, "lapor"));
    html::hidden(out, "kembali", "kartu");
    std::vector<html::Option> options;
    for (const auto one : {ReportStatus::looking, ReportStatus::working, ReportStatus::placed, ReportStatus::moved})
        options.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    const auto chosen = state.value("keadaan");
    html::radios(
        out, context,
        {.name = "keadaan", .label = context.t("Keadaan"), .value = chosen.empty() ? "looking" : chosen, .error = state.error("keadaan")},
        options, true);
    html::date_field(out, context,
                     {.name = "lapor", .label = context.t("Tanggal lapor"), .value = life.today.iso(), .error = state.error("lapor")},
                     state);
    html::checkbox(out, context, {.name = "dicap", .label = context.t("Baris di kartu sudah diparaf dan dicap")},
                   state.value("dicap") == "1");
    html::details_open(out, context.t("Bekerja di mana"));
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Nama perusahaan atau usaha"),
                      .value = state.value("tempat"),
                      .error = state.error("tempat"),
                      .optional = true});
    html::date_field(out, context, {.name = "sejak", .label = context.t("Sejak kapan"), .error = state.error("sejak")}, state);
    html::details_close(out);
    html::button(out, context.t("Catat lapor diri"), html::ButtonKind::primary, "L");
    html::form_close(out);
    out << "</section>"_html;
}

void write_change_panels(Markup& out, const Context& context, const LifeOfCard& life, const html::FormState& state) {
    const auto& card = life.card;
    if (context.may(Permission::edit_application) && life.may_be_renewed) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Perpanjang") << "</h2><p class=\"muted\">"_html
            << context.t("Membuka berkas baru dengan isian lama. AK/II dibaca ulang, lalu disetujui seperti biasa.") << "</p>"_html;
        html::form_open(out, context, href(card, "perpanjang"));
        html::radios(out, context,
                     {.name = "lama", .label = context.t("Kartu lama"), .value = state.value("lama"), .error = state.error("lama")},
                     old_card_options(context));
        html::button(out, context.t("Perpanjang kartu"), html::ButtonKind::primary, "R");
        html::form_close(out);
        out << "</section>"_html;
    }
    if (context.may(Permission::edit_application) && card.application && card.state != CardState::revoked &&
        card.inactive_reason != "duplicate") {
        out << "<p>"_html;
        html::link_button(out, context.t("Ubah data"), href(card, "data"), html::ButtonKind::secondary, "E");
        out << "</p>"_html;
    }
    if (context.may(Permission::print_card) && verdict(card, life.today) == Verdict::valid) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Legalisasi salinan") << "</h2>"_html;
        html::form_open(out, context, href(card, "salinan"));
        html::text_field(out, context,
                         {.name = "lembar",
                          .label = context.t("Jumlah lembar"),
                          .value = state.value("lembar"),
                          .error = state.error("lembar"),
                          .inputmode = "numeric",
                          .width = 3});
        html::button(out, context.t("Catat dan cetak keterangan"), html::ButtonKind::secondary, "G");
        html::form_close(out);
        out << "</section>"_html;
    }
    if (context.may(Permission::edit_application)) {
        const auto known = context.platform.database.read([&](sql::Transaction& tx) { return previous_card(tx, context, card.id); });
        const bool is_wrong = !state.error("penerbit").empty() || !state.error("terbit").empty();
        if (is_wrong)
            out << "<section class=\"panel\"><h2>"_html << context.t("Kartu dari kantor lain") << "</h2>"_html;
        else
            html::details_open(out, known ? fill(context.t("Kartu dari kantor lain: {kantor}"), {{"kantor", known->issuer}})
                                          : std::string(context.t("Kartu dari kantor lain")));
        html::form_open(out, context, href(card, "kartu-lain"));
        const auto shown = [&](std::string_view field, const std::string& kept) {
            return state.typed.has(field) ? state.value(field) : kept;
        };
        html::text_field(out, context,
                         {.name = "penerbit",
                          .label = context.t("Kantor penerbit"),
                          .value = shown("penerbit", known ? known->issuer : ""),
                          .error = state.error("penerbit")});
        html::text_field(out, context,
                         {.name = "nomor-lain",
                          .label = context.t("Nomor pada kartunya"),
                          .value = shown("nomor-lain", known ? known->number : ""),
                          .optional = true});
        html::date_field(out, context,
                         {.name = "terbit",
                          .label = context.t("Tanggal terbit"),
                          .value = known && known->issued_on ? known->issued_on->iso() : "",
                          .error = state.error("terbit")},
                         state);
        html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
        html::form_close(out);
        if (is_wrong)
            out << "</section>"_html;
        else
            html::details_close(out);
    }
}

void write_history(Markup& out, const Context& context, const LifeOfCard& life) {
    const auto& card = life.card;
    struct Past {
        std::vector<ReportLine> reports;
        std::vector<Term> terms;
        std::vector<Legalisation> copies;
        int changes{};
    } past;
    context.platform.database.read([&](sql::Transaction& tx) {
        past.reports = reports_of(tx, context, card.id);
        past.terms = past_terms(tx, context, card.id);
        past.copies = legalisations_of(tx, context, card.id);
        past.changes = static_cast<int>(data_changes(tx, context, card.id).size());
    });
    if (past.reports.empty() && past.terms.empty() && past.copies.empty() && past.changes == 0) return;
    out << "<h2>"_html << context.t("Riwayat kartu") << "</h2>"_html;
    if (!past.reports.empty()) {
        html::table_open(
            out, context.t("Laporan"),
            {{context.t("Tanggal")}, {context.t("Keadaan")}, {context.t("Cara")}, {context.t("Untuk")}, {context.t("Cap di kartu")}});
        for (const auto& one : past.reports) {
            out << "<tr><td>"_html << short_date(context.language, one.reported_on) << "</td><td>"_html << context.t(label(one.status));
            if (!one.employer.empty()) out << ", "_html << one.employer;
            if (one.since) out << ", "_html << fill(context.t("sejak {tanggal}"), {{"tanggal", short_date(context.language, *one.since)}});
            if (one.restored) {
                out << " "_html;
                html::tag(out, html::Tone::good, context.t("aktif lagi"));
            }
            out << "</td><td>"_html << context.t(label(one.channel)) << "</td><td>"_html
                << (one.covers ? short_date(context.language, *one.covers) : "") << "</td><td>"_html;
            if (one.paper_stamped)
                out << context.t("sudah");
            else if (one.status == ReportStatus::looking && context.may(Permission::serve_visit))
                html::post_button(out, context, href(card, "lapor/" + std::to_string(one.id) + "/cap"), context.t("Catat cap"));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    if (past.changes > 0)
        out << "<p><a href=\""_html << href(card, "data") << "\">"_html
            << fill(context.t("Perubahan data: {jumlah}"), {{"jumlah", std::to_string(past.changes)}}) << "</a></p>"_html;
    if (!past.terms.empty()) {
        html::table_open(out, context.t("Masa berlaku sebelumnya"), {{context.t("Masa")}, {context.t("Terbit")}, {context.t("Sampai")}});
        for (const auto& one : past.terms)
            out << "<tr><td>"_html << one.term << "</td><td>"_html << short_date(context.language, one.issued_on) << "</td><td>"_html
                << short_date(context.language, one.valid_until) << "</td></tr>"_html;
        html::table_close(out);
    }
    if (!past.copies.empty()) {
        html::table_open(out, context.t("Salinan yang dilegalisasi"),
                         {{context.t("Nomor")}, {context.t("Tanggal")}, {context.t("Lembar"), true}});
        for (const auto& one : past.copies)
            out << "<tr><td><a href=\"/loket/salinan/"_html << std::to_string(one.id) << "\">"_html << one.number << "</a></td><td>"_html
                << short_date(context.language, one.made_on) << "</td><td class=\"num\">"_html << one.copies << "</td></tr>"_html;
        html::table_close(out);
    }
}

namespace {

// --- /loket/kartu: found by scan, number or name ---

http::Response search_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    const auto typed = text::trim(request.query.text("cari"));
    std::vector<CardLine> lines;
    int doubles = 0;
    int waiting = 0;
    context.platform.database.read([&](sql::Transaction& tx) {
        if (!typed.empty()) lines = cards_named(tx, context, office->id, typed, found_max);
        doubles = open_duplicates(tx, office->id);
        waiting = waiting_for_proposal(tx, context, office->id);
    });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Kartu") << "</h1><form method=\"get\" action=\"/loket/kartu\" class=\"panel\">"_html;
    out << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"cari\">"_html
        << context.t("Pindai QR, atau tulis nomor kartu atau nama")
        << "</label><input class=\"govuk-input scan\" type=\"text\" id=\"cari\" name=\"cari\" autocomplete=\"off\" data-scan"_html;
    out.attribute("value"_html, typed);
    out << "></div>"_html;
    html::button(out, context.t("Cari kartu"), html::ButtonKind::primary, "F2");
    out << "</form>"_html;
    if (!typed.empty() && lines.empty())
        html::empty_state(out, context.t("Tidak ada kartu dengan nomor atau nama itu di kantor ini."),
                          context.t("Periksa ejaannya, atau pindai QR di kartunya."));
    if (!lines.empty()) {
        html::table_open(out, context.t("Kartu yang ditemukan"),
                         {{context.t("Nomor pendaftaran")}, {context.t("Nama")}, {context.t("Berlaku sampai")}, {context.t("Keadaan")}});
        for (const auto& one : lines)
            out << "<tr><td class=\"num\"><a href=\"/loket/kartu/"_html << one.card.id.text() << "\">"_html << one.card.number
                << "</a></td><td>"_html << one.holder_name << "</td><td>"_html << short_date(context.language, one.card.valid_until)
                << "</td><td>"_html << context.t(label(one.card.state)) << "</td></tr>"_html;
        html::table_close(out);
    }
    out << "<ul class=\"ways\">"_html;
    const auto way = [&](std::string_view icon, std::string_view where, std::string_view what, std::string_view aside) {
        out << "<li><a href=\""_html << where << "\">"_html << html::icon(icon) << "<span>"_html << what << "</span>"_html;
        if (!aside.empty()) out << "<span class=\"aside\">"_html << aside << "</span>"_html;
        out << "</a></li>"_html;
    };
    if (context.may(Permission::decide_application))
        way("users", "/loket/ganda", context.t("Data ganda"),
            doubles > 0 ? fill(context.t("{jumlah} untuk diperiksa"), {{"jumlah", number(doubles)}}) : std::string(context.t("tidak ada")));
    if (context.may(Permission::serve_visit)) way("bell-ring", "/loket/pengingat", context.t("Pengingat di papan kelurahan"), "");
    if (context.may(Permission::print_card)) way("inbox", "/loket/blangko", context.t("Blangko dan tutup hari"), "");
    if (context.may(Permission::import_register))
        way("list-checks", "/atur/usulan", context.t("Usulan penghapusan"),
            waiting > 0 ? fill(context.t("{jumlah} menunggu"), {{"jumlah", number(waiting)}}) : std::string());
    out << "</ul>"_html;
    auto frame = desk_frame(*office, std::string(context.t("Kartu")), "/loket/kartu");
    return http::page(html::document(context, frame, out), status);
}

http::Response get_search(const http::Request& request, Context& context) {
    const auto typed = request.query.text("cari");
    if (!text::trim(typed).empty()) {
        const auto card = context.platform.database.read(
            [&](sql::Transaction& tx) { return find_scanned_card(tx, context, context.actor.office, typed); });
        if (card) return http::see_other("/loket/kartu/" + card->id.text());
    }
    return search_page(request, context, {});
}

// --- renewal ---

http::Response back_to_card(const http::Request& request, Context& context, const Card& card, std::string_view field,
                            std::string_view sentence, int status) {
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse(std::string(field), sentence);
    return show_card_page(request, context, card.id, state, status);
}

http::Response post_renewal(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    if (!card) return no_such_card(context);
    const auto typed = request.form.text("lama");
    if (typed != "returned" && typed != "lost")
        return back_to_card(request, context, *card, "lama", context.t("Pilih apakah kartu lama dibawa."), 422);
    // A card of the old register has no answers yet: they are typed on the walk-in form.
    if (!card->application) return http::see_other("/loket/baru?perpanjang=" + card->id.text() + "&lama=" + typed);
    const auto begun = context.platform.database.write(
        [&](sql::Transaction& tx) { return begin_renewal(tx, context, card->id, typed == "lost" ? OldSheet::lost : OldSheet::returned); });
    if (begun) return http::see_other("/loket/berkas/" + begun->text());
    const bool too_early = begun.error() == Refusal::wrong_state && card->state == CardState::handed_over;
    return back_to_card(
        request, context, *card, "lama",
        too_early ? context.t("Kartu ini masih lama berlakunya. Belum waktunya diperpanjang.") : context.t(desk_sentence(begun.error())),
        page_status(begun.error()));
}

// --- data ---

void write_diff(Markup& out, const Context& context, const DataChange& change, Zone zone) {
    html::table_open(out, date_and_clock(context.language, change.at.in(zone)),
                     {{context.t("Isian")}, {context.t("Sebelum")}, {context.t("Sesudah")}});
    const auto before = typed_from(change.before);
    const auto after = typed_from(change.after);
    for (const auto& field : change.fields) {
        const auto value = [&](const Answers& answers, const Typed& typed) {
            auto shown = shown_answer(context, answers, field);
            return shown.empty() ? text::join(all(typed, field), ", ") : shown;
        };
        out << "<tr><th scope=\"row\">"_html << context.t(field_label(field)) << "</th><td>"_html << value(change.before, before)
            << "</td><td><strong>"_html << value(change.after, after) << "</strong></td></tr>"_html;
    }
    html::table_close(out);
    if (!change.reason.empty()) out << "<p class=\"muted\">"_html << change.reason << "</p>"_html;
}

http::Response data_page(const http::Request& request, Context& context, const Card& card, const html::FormState* typed, int status = 200) {
    const auto file = desk_file(context, card.application, "data_change");
    if (!file) return no_such_file(context);
    const auto changes = context.platform.database.read([&](sql::Transaction& tx) { return data_changes(tx, context, card.id); });
    const auto state = typed ? *typed : state_from(typed_from(file->application.answers));
    Markup out;
    if (typed) html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Ubah data {nama}"), {{"nama", file->application.answers.name}}) << "</h1>"_html;
    if (request.query.has("tersimpan") && !changes.empty()) {
        html::notice(out, html::Tone::good, context.t("Data tersimpan"), context.t("Isian sebelumnya tetap tercatat di bawah."));
        if (card.state == CardState::handed_over) {
            out << "<form class=\"post-button\" method=\"post\" target=\"_blank\" action=\"/loket/kartu/"_html << card.id.text()
                << "/cetak\">"_html;
            html::hidden(out, "_csrf", http::csrf_token(context));
            html::hidden(out, "alasan", "data_changed");
            html::button(out, context.t("Cetak ulang dengan data baru"), html::ButtonKind::primary, "C");
            html::form_close(out);
            out << "<p class=\"muted\">"_html
                << context.t("Kode pada kartu lama tidak aktif lagi sejak kartu dicetak ulang. Tarik kartu lamanya.") << "</p>"_html;
        }
    } else {
        out << "<p class=\"muted\">"_html << context.t("Cocokkan dengan dokumen asli. Isian lama tidak dihapus.") << "</p>"_html;
    }
    html::form_open(out, context, href(card, "data"));
    html::hidden(out, "versi", std::to_string(file->application.version));
    FormOptions options{
        .office = file->office, .religion = file->religion_printed, .marital_status = file->marital_status_printed, .guardian = true};
    write_answer_form(out, context, options, state);
    html::text_field(out, context,
                     {.name = "sebab",
                      .label = context.t("Sebab perubahan"),
                      .hint = context.t("Misalnya: lulus kuliah, menikah, pindah rumah"),
                      .value = typed ? request.form.text("sebab") : "",
                      .error = state.error("sebab"),
                      .max_length = 200,
                      .optional = true});
    html::button(out, context.t("Simpan perubahan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "<h2>"_html << context.t("Perubahan sebelumnya") << "</h2>"_html;
    if (changes.empty())
        html::empty_state(out, context.t("Di sini tampil isian sebelum dan sesudah setiap perubahan."),
                          context.t("Belum ada perubahan sejak kartu disetujui."));
    for (const auto& one : changes) write_diff(out, context, one, file->office.zone);
    auto frame = desk_frame(file->office, std::string(context.t("Ubah data")), request.path, card.training);
    const auto back = "/loket/kartu/" + card.id.text();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_data(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    if (!card || !card->application) return no_such_card(context);
    return data_page(request, context, *card, nullptr);
}

http::Response post_data(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    const auto office = own_office(context);
    if (!card || !card->application || !office) return no_such_card(context);
    const auto typed = typed_from_form(request.form, office->regency_code);
    auto state = state_from(typed);
    const auto version = text::whole(request.form.text("versi"));
    const auto changed = context.platform.database.write(
        [&](sql::Transaction& tx) { return change_data(tx, context, card->id, typed, request.form.text("sebab"), version); });
    if (!changed) {
        state.refuse("main", context.t(desk_sentence(changed.error())));
        return data_page(request, context, *card, &state, page_status(changed.error()));
    }
    refuse_unfit(state, context, changed->errors);
    if (changed->nik_is_anothers)
        state.refuse("nik", context.t("NIK ini sudah terdaftar atas orang lain di kantor ini. Periksa daftar data ganda."));
    if (!state.ok()) return data_page(request, context, *card, &state, 422);
    return http::see_other(href(*card, "data") + (changed->fields.empty() ? "" : "?tersimpan=1"));
}

// --- copies ---

http::Response post_copies(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    if (!card) return no_such_card(context);
    const auto copies = text::whole(text::trim(request.form.text("lembar")));
    if (!copies || *copies < 1 || *copies > copies_max)
        return back_to_card(request, context, *card, "lembar", context.t("Tulis jumlah lembar, 1 sampai 50."), 422);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return legalise(tx, context, card->id, *copies); });
    if (made) return http::see_other("/loket/salinan/" + std::to_string(made->id));
    return back_to_card(request, context, *card, "lembar", context.t(desk_sentence(made.error())), page_status(made.error()));
}

http::Response get_copies(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto id = CardId::parse(request.path_value(0));
    if (!office || !id) return no_such_card(context);
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return find_legalisation(tx, context, id->value); });
    if (!found) return no_such_card(context);
    Markup out;
    write_letterhead(out, *office);
    out << "<h1>"_html << context.t("Keterangan legalisasi") << "</h1><p>"_html << context.t("Salinan sesuai dengan aslinya.")
        << "</p>"_html;
    html::summary_list(out, context,
                       {{std::string(context.t("Nomor legalisasi")), found->number, ""},
                        {std::string(context.t("Kartu AK-1")), found->card_number, ""},
                        {std::string(context.t("Nama")), found->holder_name, ""},
                        {std::string(context.t("Tanggal")), long_date(context.language, found->made_on), ""},
                        {std::string(context.t("Jumlah lembar")), std::to_string(found->copies), ""},
                        {std::string(context.t("Pejabat")), found->signatory, ""},
                        {std::string(context.t("Petugas")), context.actor.name, ""}});
    out << "<div class=\"signature\"><p>"_html << context.t("Tanda tangan dan cap") << "</p><p><strong>"_html << found->signatory
        << "</strong></p></div>"_html;
    out << "<p class=\"no-print\"><button type=\"button\" class=\"button\" hidden data-print data-key=\"F2\">"_html << context.t("Cetak")
        << "<kbd>F2</kbd></button></p>"_html;
    auto frame = desk_frame(*office, std::string(context.t("Keterangan legalisasi")), request.path);
    const auto back = "/loket/kartu/" + found->card.text();
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

// --- from elsewhere, and the stamp ---

http::Response post_previous(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    if (!card) return no_such_card(context);
    PreviousCard previous{request.form.text("penerbit"), request.form.text("nomor-lain"), day_in(request.form, "terbit")};
    if (text::trim(previous.issuer).empty())
        return back_to_card(request, context, *card, "penerbit", context.t(sentence(Unfit::missing)), 422);
    if (!previous.issued_on && says_a_day(request.form, "terbit"))
        return back_to_card(request, context, *card, "terbit", context.t(sentence(Unfit::no_such_date)), 422);
    const auto kept =
        context.platform.database.write([&](sql::Transaction& tx) { return keep_previous_card(tx, context, card->id, previous); });
    if (kept) return http::see_other("/loket/kartu/" + card->id.text());
    return back_to_card(request, context, *card, kept.error() == Refusal::field_unfit ? "terbit" : "penerbit",
                        context.t(desk_sentence(kept.error())), page_status(kept.error()));
}

http::Response post_stamp(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    const auto report = CardId::parse(request.path_value(1));
    if (!card || !report) return no_such_card(context);
    const auto kept =
        context.platform.database.write([&](sql::Transaction& tx) { return stamp_report(tx, context, card->id, report->value); });
    if (!kept) return back_to_card(request, context, *card, "main", context.t(desk_sentence(kept.error())), page_status(kept.error()));
    return http::see_other("/loket/kartu/" + card->id.text());
}

http::Response post_report(const http::Request& request, Context& context) {
    const auto card = card_at_desk(request, context);
    if (!card) return no_such_card(context);
    html::FormState state{.typed = request.form, .errors = {}};
    Report report;
    report.status = report_status_of(request.form.text("keadaan")).value_or(ReportStatus::looking);
    report.on = day_in(request.form, "lapor");
    if (!report.on) state.refuse("lapor", context.t(sentence(Unfit::no_such_date)));
    report.paper_stamped = request.form.text("dicap") == "1";
    if (report.status != ReportStatus::looking) {
        report.employer = request.form.text("tempat");
        report.since = day_in(request.form, "sejak");
        if (!report.since && says_a_day(request.form, "sejak")) state.refuse("sejak", context.t(sentence(Unfit::no_such_date)));
    }
    if (!state.ok()) return show_card_page(request, context, card->id, state, 422);
    const auto kept =
        context.platform.database.write([&](sql::Transaction& tx) { return report_at_counter(tx, context, card->id, report); });
    if (kept) return http::see_other("/loket/kartu/" + card->id.text());
    const auto sentence_for = [&]() -> std::string_view {
        if (kept.error() == Refusal::field_unfit) return msg("Tanggal lapor antara hari terbit kartu dan hari ini.");
        if (kept.error() == Refusal::wrong_state && card->inactive_reason == "lapsed")
            return msg("Kartu ini sudah gugur karena tidak lapor. Perpanjang di kantor dengan KTP dan kartu lama.");
        return desk_sentence(kept.error());
    };
    return back_to_card(request, context, *card, "lapor", context.t(sentence_for()), page_status(kept.error()));
}

}  // namespace

std::vector<http::Route> life_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{get, "/loket/kartu", get_search, Permission::see_day_list},
            {post, "/loket/kartu/{card}/lapor", post_report, Permission::serve_visit, Rate::write, small},
            {post, "/loket/kartu/{card}/lapor/{report}/cap", post_stamp, Permission::serve_visit, Rate::write, small},
            {post, "/loket/kartu/{card}/perpanjang", post_renewal, Permission::edit_application, Rate::write, small},
            {get, "/loket/kartu/{card}/data", get_data, Permission::edit_application},
            {post, "/loket/kartu/{card}/data", post_data, Permission::edit_application, Rate::write, small},
            {post, "/loket/kartu/{card}/salinan", post_copies, Permission::print_card, Rate::write, small},
            {get, "/loket/salinan/{id}", get_copies, Permission::print_card},
            {post, "/loket/kartu/{card}/kartu-lain", post_previous, Permission::edit_application, Rate::write, small}};
}

}  // namespace registration
