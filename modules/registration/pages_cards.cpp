#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_contact.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/pages_life.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A card from its number to the hand of its owner, and its end.
namespace registration {

namespace {

constexpr std::string_view printer_cookie = "pencetak";
constexpr std::int64_t printer_kept_s = 365LL * 24 * 3600;

struct DeskCard {
    Card card;
    office::Office office;
    std::string holder_name;
    int prints{};
    std::vector<office::Printer> printers;
    std::optional<PendingRevocation> pending;
    Date today;
    LifeOfCard life;

    std::string href(std::string_view rest = "") const {
        return "/loket/kartu/" + card.id.text() + (rest.empty() ? "" : "/" + std::string(rest));
    }
};

std::optional<DeskCard> desk_card(const Context& context, CardId id) {
    return context.platform.database.write([&](sql::Transaction& tx) -> std::optional<DeskCard> {
        auto card = find_card(tx, context, id);
        if (!card || card->office != context.actor.office) return {};
        DeskCard found;
        found.card = std::move(*card);
        found.office = office::find_office(tx, found.card.office).value();
        found.today = context.local(found.office.zone).date;
        found.prints = prints_of(tx, id);
        found.printers = office::printers(tx, found.office.id);
        found.pending = pending_revocation(tx, context, id);
        if (found.card.application) {
            const auto file = open_for_staff(tx, context, found.card.application, "print");
            if (file) found.holder_name = file->answers.name;
        } else {
            found.holder_name = holder_name_of(tx, context, id);
        }
        found.life = life_of_card(tx, context, found.card, found.office);
        return found;
    });
}

struct PrintForm {
    CardId card;
    int prints{};
    const std::vector<office::Printer>* printers{};
    std::string key;
    bool handed_over{};
    bool letter_required{};
};

void write_print_form(Markup& out, const Context& context, const PrintForm& form) {
    // In a tab of its own: there the browser shows the sheet and its print dialogue, here the next step waits.
    out << "<form class=\"post-button print-form\" method=\"post\" target=\"_blank\""_html;
    out.attribute("action"_html, "/loket/kartu/" + form.card.text() + "/cetak");
    out << ">"_html;
    html::hidden(out, "_csrf", http::csrf_token(context));
    if (form.printers->size() == 1) html::hidden(out, "pencetak", form.printers->front().id.text());
    if (form.printers->size() > 1) {
        std::vector<html::Option> options;
        for (const auto& one : *form.printers) options.push_back({one.id.text(), one.name, ""});
        html::select(out, context, {.name = "pencetak", .label = context.t("Pencetak")}, options);
    }
    if (form.prints > 0) {
        std::vector<html::Option> reasons = {{"", std::string(context.t("Pilih alasan")), ""}};
        for (const auto& one : reprint_reasons()) reasons.push_back({std::string(one.code), std::string(context.t(one.sentence)), ""});
        html::select(out, context, {.name = "alasan", .label = context.t("Alasan cetak ulang")}, reasons);
    }
    if (form.handed_over) {
        if (form.letter_required)
            html::text_field(out, context,
                             {.name = "surat",
                              .label = context.t("Nomor surat keterangan hilang"),
                              .hint = context.t("Wajib bila kartu hilang"),
                              .width = 20});
        out << "<p class=\"muted\">"_html << context.t("Kartu pengganti membuat kode kartu lama tidak aktif saat itu juga.") << "</p>"_html;
    }
    html::button(out, form.prints == 0 ? context.t("Cetak kartu") : context.t("Cetak ulang"),
                 form.prints == 0 ? html::ButtonKind::primary : html::ButtonKind::secondary, form.key);
    html::form_close(out);
}

void write_step(Markup& out, const Context& context, bool done, std::string_view word) {
    html::tag(out, done ? html::Tone::good : html::Tone::info, context.t(word));
    out << " "_html;
}

http::Response print_refused(const Context& context, CardId id, Refusal why, std::string_view reason) {
    const bool of_letter = why == Refusal::reason_missing && reason == "lost";
    return http::page(html::message_document(context, context.t("Kartu tidak dicetak"),
                                             of_letter ? context.t("Kantor ini meminta surat keterangan hilang. Tulis nomor suratnya.")
                                                       : context.t(desk_sentence(why)),
                                             context.t("Ke halaman kartu"), "/loket/kartu/" + id.text()),
                      page_status(why));
}

http::Response post_print(const http::Request& request, Context& context) {
    const auto id = request.path_id<CardId>(0);
    const auto printer = office::PrinterId::parse(request.form.text("pencetak"));
    const auto printed = context.platform.database.write([&](sql::Transaction& tx) -> Result<int, Refusal> {
        const auto card = find_card(tx, context, id);
        if (!card) return Refusal::no_such_card;
        // A card without the name of who signs it would have to be printed again.
        if (!office::signatory_on(tx, card->office, card->issued_on)) return Refusal::no_signatory;
        return print_card(tx, context, id, {printer, request.form.text("alasan"), text::trim(request.form.text("surat"))});
    });
    if (!printed) {
        if (printed.error() == Refusal::not_yours || printed.error() == Refusal::no_such_card) return no_such_card(context);
        return print_refused(context, id, printed.error(), request.form.text("alasan"));
    }
    auto address = "/loket/kartu/" + id.text() + "/kartu.pdf";
    if (printer) address += "?pencetak=" + printer->text();
    auto answer = http::see_other(address);
    if (printer) answer.cookies.push_back({std::string(printer_cookie), printer->text(), printer_kept_s});
    return answer;
}

http::Response get_card_sheet(const http::Request& request, Context& context) {
    const auto id = request.path_id<CardId>(0);
    const auto there = context.platform.database.read([&](sql::Transaction& tx) { return find_card(tx, context, id); });
    if (!there || there->office != context.actor.office) return no_such_card(context);
    auto made = render_card_pdf(context, id, office::PrinterId::parse(request.query.text("pencetak")));
    if (!made) return no_such_card(context);
    return inline_pdf(std::move(*made), "kartu-ak1.pdf");
}

std::string after(const http::Request& request, const Card& card) {
    if (request.form.text("kembali") == "cetak") return "/loket/cetak";
    if (request.form.text("kembali") == "kartu" || !card.application) return "/loket/kartu/" + card.id.text();
    return "/loket/berkas/" + card.application.text();
}

http::Response show_card(const http::Request& request, Context& context, CardId id, const html::FormState& state, int status = 200);

template <class Verb>
http::Response do_at_card(const http::Request& request, Context& context, Verb verb) {
    const auto id = request.path_id<CardId>(0);
    const auto card = context.platform.database.read([&](sql::Transaction& tx) { return find_card(tx, context, id); });
    if (!card || card->office != context.actor.office) return no_such_card(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, id); });
    if (done) return http::see_other(after(request, *card));
    html::FormState state{.typed = request.form, .errors = {}};
    const auto why = done.error();
    const std::string field = why == Refusal::blank_serial_missing || why == Refusal::blank_serial_used ? "seri"
                              : why == Refusal::proxy_not_allowed                                       ? "wakil"
                                                                                                        : "isi";
    state.refuse(field, context.t(desk_sentence(why)));
    if (request.form.text("kembali").empty() && card->application)
        return show_desk_file(request, context, card->application, std::move(state), page_status(why));
    return show_card(request, context, id, state, page_status(why));
}

http::Response post_signed(const http::Request& request, Context& context) {
    return do_at_card(request, context, [&](sql::Transaction& tx, CardId id) { return mark_ready(tx, context, id); });
}

http::Response post_to_signatory(const http::Request& request, Context& context) {
    return do_at_card(request, context, [&](sql::Transaction& tx, CardId id) { return await_signature(tx, context, id); });
}

http::Response post_hand_over(const http::Request& request, Context& context) {
    const HandOver how{request.form.text("seri"), request.form.text("wakil")};
    return do_at_card(request, context, [&](sql::Transaction& tx, CardId id) { return hand_over(tx, context, id, how); });
}

http::Response post_revocation(const http::Request& request, Context& context) {
    return do_at_card(request, context,
                      [&](sql::Transaction& tx, CardId id) { return revoke(tx, context, id, request.form.text("alasan-cabut")); });
}

http::Response post_removal(const http::Request& request, Context& context) {
    return do_at_card(request, context,
                      [&](sql::Transaction& tx, CardId id) { return take_off(tx, context, id, request.form.text("sebab")); });
}

http::Response post_reinstatement(const http::Request& request, Context& context) {
    return do_at_card(request, context, [&](sql::Transaction& tx, CardId id) { return reinstate(tx, context, id); });
}

void write_facts(Markup& out, const Context& context, const DeskCard& card) {
    const auto fact = [&](std::string_view what, std::string value) {
        if (!value.empty()) out << "<div><dt>"_html << what << "</dt><dd>"_html << value << "</dd></div>"_html;
    };
    out << "<dl class=\"facts\">"_html;
    fact(context.t("Keadaan"), std::string(context.t(label(card.card.state))));
    fact(context.t("Disetujui"), long_date(context.language, card.card.issued_on));
    fact(context.t("Berlaku sampai"), long_date(context.language, card.card.valid_until));
    fact(context.t("Dicetak"), fill(context.t("{jumlah} kali"), {{"jumlah", std::to_string(card.prints)}}));
    fact(context.t("Nomor seri blangko"), card.card.blank_serial);
    fact(context.t("Lapor terakhir"), card.card.last_report ? long_date(context.language, *card.card.last_report) : "");
    fact(context.t("Dasar masa berlaku"), card.card.validity_basis);
    out << "</dl>"_html;
}

void write_revocation(Markup& out, const Context& context, const DeskCard& card, const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Cabut kartu") << "</h2>"_html;
    if (card.pending) {
        out << "<p>"_html
            << fill(context.t("Diminta {waktu} dengan alasan: {alasan}"),
                    {{"waktu", date_and_clock(context.language, card.pending->requested_at.in(card.office.zone))},
                     {"alasan", card.pending->reason}})
            << "</p>"_html;
        if (card.pending->requested_by == context.actor.audit_name()) {
            out << "<p class=\"muted\">"_html << context.t("Pencabutan berlaku setelah petugas lain menguatkannya.")
                << "</p></section>"_html;
            return;
        }
    } else {
        out << "<p class=\"muted\">"_html << context.t("Untuk kartu palsu atau data yang tidak benar. Petugas lain harus menguatkan.")
            << "</p>"_html;
    }
    html::form_open(out, context, card.href("cabut"));
    html::hidden(out, "kembali", "kartu");
    if (!card.pending)
        html::text_area(out, context,
                        {.name = "alasan-cabut",
                         .label = context.t("Alasan"),
                         .hint = context.t("Tidak pernah tampil kepada umum"),
                         .value = state.value("alasan-cabut"),
                         .error = state.error("alasan-cabut"),
                         .max_length = 500},
                        2);
    html::button(out, card.pending ? context.t("Kuatkan pencabutan") : context.t("Minta pencabutan"), html::ButtonKind::warning,
                 card.pending ? "Y" : "");
    html::form_close(out);
    out << "</section>"_html;
}

http::Response show_card(const http::Request& request, Context& context, CardId id, const html::FormState& state, int status) {
    const auto card = desk_card(context, id);
    if (!card) return no_such_card(context);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << card->holder_name << "</h1>"_html;
    html::card_open(out, context.t("Nomor pendaftaran"));
    out << "<p class=\"card-number\">"_html << card->card.number << "</p>"_html;
    html::card_close(out);
    write_facts(out, context, *card);
    out << "<div class=\"side-by-side\"><div>"_html;
    if (may_be_printed(card->card.state) && context.may(Permission::print_card)) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Cetak") << "</h2>"_html;
        write_print_form(out, context,
                         {id, card->prints, &card->printers, "C", card->card.handed_over_at.has_value(), card->life.letter_required});
        out << "</section>"_html;
    }
    write_report_panel(out, context, card->life, state);
    out << "</div><div>"_html;
    write_contact_panel(out, context, card->life, state);
    write_change_panels(out, context, card->life, state);
    if (is_active(card->card.state) && context.may(Permission::decide_application)) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Keluarkan dari daftar") << "</h2>"_html;
        html::form_open(out, context, card->href("keluarkan"));
        html::hidden(out, "kembali", "kartu");
        std::vector<html::Option> reasons = {{"", std::string(context.t("Pilih alasan")), ""}};
        for (const auto& one : removal_reasons()) reasons.push_back({std::string(one.code), std::string(context.t(one.sentence)), ""});
        html::select(out, context, {.name = "sebab", .label = context.t("Alasan"), .value = state.value("sebab")}, reasons);
        html::button(out, context.t("Keluarkan dari daftar"), html::ButtonKind::warning);
        html::form_close(out);
        out << "</section>"_html;
    }
    if (card->card.state == CardState::inactive && card->card.handed_over_at && context.may(Permission::decide_application)) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Masukkan kembali ke daftar") << "</h2>"_html;
        html::form_open(out, context, card->href("kembalikan"));
        html::hidden(out, "kembali", "kartu");
        html::button(out, context.t("Masukkan kembali ke daftar"), html::ButtonKind::secondary);
        html::form_close(out);
        out << "</section>"_html;
    }
    if (card->card.state != CardState::revoked &&
        (context.may(Permission::request_revocation) || context.may(Permission::confirm_revocation)))
        write_revocation(out, context, *card, state);
    out << "</div></div>"_html;
    write_history(out, context, card->life);
    auto frame = desk_frame(card->office, card->holder_name, request.path, card->card.training);
    const auto back = card->card.application ? "/loket/berkas/" + card->card.application.text() : std::string("/loket/cetak");
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_card(const http::Request& request, Context& context) {
    return show_card(request, context, request.path_id<CardId>(0), {});
}

}  // namespace

http::Response show_card_page(const http::Request& request, Context& context, CardId id, const html::FormState& state, int status) {
    return show_card(request, context, id, state, status);
}

void write_card_steps(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state) {
    const auto& card = *file.card;
    const auto path = "/loket/kartu/" + card.id.text();
    html::card_open(out, context.t("Nomor pendaftaran"));
    out << "<p class=\"card-number\" id=\"nomor\">"_html << card.number << "</p><p class=\"card-next\">"_html;
    switch (card.state) {
        case CardState::approved: out << context.t("Cetak kartunya, lalu minta orangnya menandatangani."); break;
        case CardState::printed: out << context.t("Kartu menunggu tanda tangan orangnya dan pejabat."); break;
        case CardState::awaiting_signature: out << context.t("Kartu ada pada pejabat penanda tangan."); break;
        case CardState::ready: out << context.t("Kartu siap diserahkan."); break;
        case CardState::handed_over: out << context.t("Kartu sudah di tangan orangnya."); break;
        case CardState::inactive: out << context.t("Kartu ini tidak aktif lagi."); break;
        case CardState::revoked: out << context.t("Kartu ini dicabut."); break;
    }
    out << "</p>"_html;
    html::card_close(out);
    if (!file.signatory_known && is_active(card.state)) {
        Markup body;
        body << "<p>"_html << context.t("Kartu hari ini belum ada penanda tangannya.") << " <a href=\"/atur/penandatangan\">"_html
             << context.t("Isi pejabat penanda tangan") << "</a></p>"_html;
        html::notice(out, html::Tone::warning, context.t("Belum ada pejabat penanda tangan"), body);
    }
    out << "<p class=\"toolbar\">"_html;
    write_step(out, context, file.prints > 0, msg("Dicetak"));
    write_step(out, context, card.state == CardState::ready || card.state == CardState::handed_over, msg("Ditandatangani"));
    write_step(out, context, card.state == CardState::handed_over, msg("Diserahkan"));
    out << "</p><div class=\"toolbar steps-row\">"_html;
    if (may_be_printed(card.state) && context.may(Permission::print_card))
        write_print_form(out, context, {card.id, file.prints, &file.printers, "C"});
    // Always there, also before the print: the print opens in another tab and this page need not be loaded again.
    if (may_be_handed_over(card.state) && card.state != CardState::ready && context.may(Permission::print_card))
        html::post_button(out, context, path + "/ditandatangani", context.t("Sudah ditandatangani"), html::ButtonKind::primary, "D");
    if (card.state == CardState::printed && context.may(Permission::print_card))
        html::post_button(out, context, path + "/ke-pejabat", context.t("Kirim ke pejabat"), html::ButtonKind::secondary, "J");
    if (may_be_handed_over(card.state) && context.may(Permission::hand_over_card)) {
        out << "<form class=\"post-button\" method=\"post\""_html;
        out.attribute("action"_html, path + "/serahkan");
        out << ">"_html;
        html::hidden(out, "_csrf", http::csrf_token(context));
        if (file.serial_required)
            html::text_field(out, context,
                             {.name = "seri",
                              .label = context.t("Nomor seri blangko"),
                              .value = state.value("seri"),
                              .error = state.error("seri"),
                              .width = 10});
        if (file.proxy_allowed)
            html::text_field(out, context,
                             {.name = "wakil",
                              .label = context.t("Nama wakil"),
                              .hint = context.t("Kosongkan jika diserahkan kepada orangnya"),
                              .value = state.value("wakil"),
                              .error = state.error("wakil"),
                              .width = 20});
        html::button(out, context.t("Serahkan kartu"),
                     card.state == CardState::ready ? html::ButtonKind::primary : html::ButtonKind::secondary, "A");
        html::form_close(out);
    }
    html::link_button(out, context.t("Orang berikutnya"), "/loket", html::ButtonKind::secondary, "N");
    html::link_button(out, context.t("Kartu ini"), path, html::ButtonKind::secondary, "U");
    html::link_button(out, "SIAPKerja", file.href("siapkerja"), html::ButtonKind::secondary, "I");
    out << "</div>"_html;
}

std::vector<http::Route> card_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {
        {get, "/loket/kartu/{card}", get_card, Permission::see_person},
        {get, "/loket/kartu/{card}/kartu.pdf", get_card_sheet, Permission::print_card},
        {post, "/loket/kartu/{card}/cetak", post_print, Permission::print_card, Rate::write, small},
        {post, "/loket/kartu/{card}/ke-pejabat", post_to_signatory, Permission::print_card, Rate::write, small},
        {post, "/loket/kartu/{card}/ditandatangani", post_signed, Permission::print_card, Rate::write, small},
        {post, "/loket/kartu/{card}/serahkan", post_hand_over, Permission::hand_over_card, Rate::write, small},
        {post, "/loket/kartu/{card}/cabut", post_revocation, Permission::request_revocation, Rate::write, small},
        {post, "/loket/kartu/{card}/keluarkan", post_removal, Permission::decide_application, Rate::write, small},
        {post, "/loket/kartu/{card}/kembalikan", post_reinstatement, Permission::decide_application, Rate::write, small},
    };
}

}  // namespace registration
