#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What waits to be printed, signed and collected; thirty cards are cleared in one sitting by scanning them.
namespace registration {

namespace {

constexpr int cards_max = 200;
constexpr int blank_forms_max = 50;

struct PrintRoom {
    office::Office office;
    std::vector<CardLine> waiting;  // approved, not printed
    std::vector<CardLine> printed;  // printed or with the signatory
    std::vector<CardLine> ready;
    std::vector<office::Printer> printers;
    std::optional<office::Signatory> signatory;
    std::vector<PendingCard> revocations;
    Date today;
};

std::optional<PrintRoom> print_room(const Context& context) {
    auto office = own_office(context);
    if (!office) return {};
    PrintRoom room;
    room.office = std::move(*office);
    room.today = context.local(room.office.zone).date;
    context.platform.database.read([&](sql::Transaction& tx) {
        const auto in = [&](CardState state) {
            auto lines = cards_in_state(tx, context, room.office.id, state, cards_max);
            // Practice cards have a list of their own on /latihan.
            std::erase_if(lines, [](const CardLine& one) { return one.card.training; });
            return lines;
        };
        room.waiting = in(CardState::approved);
        room.printed = in(CardState::printed);
        for (auto& one : in(CardState::awaiting_signature)) room.printed.push_back(std::move(one));
        room.ready = in(CardState::ready);
        room.printers = office::printers(tx, room.office.id);
        room.signatory = office::signatory_on(tx, room.office.id, room.today);
        room.revocations = pending_revocations(tx, context, room.office.id);
    });
    return room;
}

// Of today the hour says enough.
std::string approved_on(const Context& context, const PrintRoom& room, const Card& card) {
    const auto local = card.approved_at.in(room.office.zone);
    if (local.date == room.today) return clock(local.time);
    return day_and_date(context.language, local.date) + ", " + clock(local.time);
}

void write_lines(Markup& out, const Context& context, const PrintRoom& room, std::string_view caption, const std::vector<CardLine>& lines) {
    html::table_open(out, caption,
                     {{context.t("Nomor pendaftaran")}, {context.t("Nama")}, {context.t("Disetujui")}, {context.t("Keadaan")}});
    for (const auto& one : lines) {
        out << "<tr><td class=\"num\"><a"_html;
        out.attribute("href"_html, "/loket/kartu/" + one.card.id.text());
        out << ">"_html << one.card.number << "</a></td><td>"_html << one.holder_name << "</td><td>"_html
            << approved_on(context, room, one.card) << "</td><td>"_html << context.t(label(one.card.state)) << "</td></tr>"_html;
    }
    html::table_close(out);
}

void write_signatory(Markup& out, const Context& context, const PrintRoom& room) {
    if (!room.signatory) {
        Markup body;
        body << "<p>"_html << context.t("Daftar dan kartu hari ini belum ada penanda tangannya.")
             << " <a href=\"/atur/penandatangan\">"_html << context.t("Isi pejabat penanda tangan") << "</a></p>"_html;
        html::notice(out, html::Tone::warning, context.t("Belum ada pejabat penanda tangan"), body);
        return;
    }
    out << "<p>"_html
        << fill(context.t("Penanda tangan hari ini: {nama}, {jabatan}"),
                {{"nama", room.signatory->name}, {"jabatan", room.signatory->title}})
        << "</p>"_html;
}

http::Response show_room(const http::Request& request, Context& context, const html::FormState& state, int status = 200) {
    const auto room = print_room(context);
    if (!room) return no_such_file(context);
    Markup out;
    html::error_summary(out, context, state);
    if (const auto cleared = request.query.text("bersih"); !cleared.empty())
        html::notice(out, html::Tone::good, fill(context.t("{nomor} sudah ditandatangani"), {{"nomor", cleared}}), "");
    out << "<h1>"_html << context.t("Cetak dan tanda tangan") << "</h1>"_html;
    write_signatory(out, context, *room);
    out << "<div class=\"side-by-side\"><section class=\"panel\"><h2>"_html
        << fill(context.t("Menunggu tanda tangan: {jumlah}"), {{"jumlah", std::to_string(room->printed.size())}}) << "</h2>"_html;
    html::form_open(out, context, "/loket/cetak/pindai");
    out << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"kartu\">"_html
        << context.t("Pindai QR atau tulis nomor kartu yang sudah ditandatangani")
        << "</label><input class=\"govuk-input scan\" type=\"text\" id=\"kartu\" name=\"kartu\" autocomplete=\"off\" data-scan></div>"_html;
    html::button(out, context.t("Sudah ditandatangani"), html::ButtonKind::primary);
    html::form_close(out);
    if (room->printed.empty()) {
        html::empty_state(out, context.t("Di sini tampil kartu yang sudah dicetak dan belum ditandatangani."),
                          context.t("Cetak kartu dari berkasnya, atau semua sekaligus di samping."));
    } else {
        out << "<div class=\"toolbar\">"_html;
        html::post_button(out, context, "/loket/cetak/semua",
                          fill(context.t("Semua {jumlah} sudah ditandatangani"), {{"jumlah", std::to_string(room->printed.size())}}),
                          html::ButtonKind::secondary, "F4");
        html::link_button(out, context.t("Daftar untuk pejabat (PDF)"), "/loket/cetak/daftar.pdf", html::ButtonKind::secondary, "F6");
        out << "</div>"_html;
        write_lines(out, context, *room, context.t("Menunggu tanda tangan"), room->printed);
    }
    out << "</section><div><section class=\"panel\"><h2>"_html
        << fill(context.t("Menunggu dicetak: {jumlah}"), {{"jumlah", std::to_string(room->waiting.size())}}) << "</h2>"_html;
    if (room->waiting.empty()) {
        html::empty_state(out, context.t("Di sini tampil kartu yang disetujui dan belum dicetak."),
                          context.t("Kartu dari hari ini biasanya langsung dicetak di loket."));
    } else {
        out << "<form method=\"post\" target=\"_blank\" action=\"/loket/cetak/cetak-semua\">"_html;
        html::hidden(out, "_csrf", http::csrf_token(context));
        html::button(out, fill(context.t("Cetak {jumlah} kartu"), {{"jumlah", std::to_string(room->waiting.size())}}),
                     html::ButtonKind::primary, "F7");
        html::form_close(out);
        write_lines(out, context, *room, context.t("Menunggu dicetak"), room->waiting);
    }
    out << "</section><section class=\"panel\"><h2>"_html
        << fill(context.t("Siap diambil: {jumlah}"), {{"jumlah", std::to_string(room->ready.size())}}) << "</h2>"_html;
    if (room->ready.empty())
        html::empty_state(out, context.t("Di sini tampil kartu yang sudah ditandatangani dan belum diambil."),
                          context.t("Serahkan dari berkasnya."));
    else
        write_lines(out, context, *room, context.t("Siap diambil"), room->ready);
    out << "</section>"_html;
    if (!room->revocations.empty()) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Pencabutan yang menunggu petugas kedua") << "</h2><ul>"_html;
        for (const auto& one : room->revocations) {
            out << "<li><a"_html;
            out.attribute("href"_html, "/loket/kartu/" + one.card.text());
            out << ">"_html << one.number << "</a>, "_html << one.holder_name << "</li>"_html;
        }
        out << "</ul></section>"_html;
    }
    out << "<section class=\"panel\"><h2>"_html << context.t("Lembar lain")
        << "</h2><ul><li><a target=\"_blank\" rel=\"noopener\" href=\"/loket/cetak/ak2-kosong.pdf?jumlah=10\">"_html
        << context.t("Formulir AK/II kosong, 10 lembar (PDF)") << "</a></li>"_html;
    for (const auto& one : room->printers) {
        out << "<li><a target=\"_blank\" rel=\"noopener\""_html;
        out.attribute("href"_html, "/loket/cetak/uji.pdf?pencetak=" + one.id.text());
        out << ">"_html << fill(context.t("Lembar uji milimeter, {pencetak} (PDF)"), {{"pencetak", one.name}}) << "</a></li>"_html;
    }
    if (room->printers.empty())
        out << "<li><a target=\"_blank\" rel=\"noopener\" href=\"/loket/cetak/uji.pdf\">"_html << context.t("Lembar uji milimeter (PDF)")
            << "</a></li>"_html;
    out << "</ul></section></div></div>"_html;
    auto frame = desk_frame(room->office, std::string(context.t("Cetak dan tanda tangan")), "/loket/cetak");
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_room(const http::Request& request, Context& context) { return show_room(request, context, {}); }

http::Response post_scan(const http::Request& request, Context& context) {
    const auto typed = request.form.text("kartu");
    std::string cleared;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        const auto card = find_scanned_card(tx, context, context.actor.office, typed);
        if (!card) return Refusal::no_such_card;
        cleared = card->number;
        return mark_ready(tx, context, card->id);
    });
    if (done) return http::see_other("/loket/cetak?bersih=" + cleared);
    html::FormState state;
    state.refuse("kartu", done.error() == Refusal::no_such_card
                              ? fill(context.t("“{kartu}” bukan kartu dari kantor ini."), {{"kartu", text::trim(typed).substr(0, 40)}})
                              : fill(context.t("Kartu {nomor}: belum dicetak, atau sudah ditandatangani."), {{"nomor", cleared}}));
    return show_room(request, context, state, page_status(done.error()));
}

http::Response post_all_signed(const http::Request& request, Context& context) {
    const auto room = print_room(context);
    if (!room) return no_such_file(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        for (const auto& one : room->printed) {
            const auto ready = mark_ready(tx, context, one.card.id);
            // Somebody else cleared it in the meantime: that is what was wanted.
            if (!ready && ready.error() != Refusal::wrong_state) return ready.error();
        }
        return Done{};
    });
    if (done) return http::see_other("/loket/cetak");
    html::FormState state;
    state.refuse("isi", context.t(desk_sentence(done.error())));
    return show_room(request, context, state, page_status(done.error()));
}

http::Response nothing_to_print(const Context& context) {
    return http::page(
        html::message_document(context, context.t("Tidak ada yang dicetak"), context.t("Lembar ini kosong atau belum bisa dibuat."),
                               context.t("Ke cetak dan tanda tangan"), "/loket/cetak"),
        404);
}

http::Response post_print_all(const http::Request&, Context& context) {
    const auto room = print_room(context);
    if (!room) return no_such_file(context);
    if (!room->signatory)
        return http::page(html::message_document(context, context.t("Kartu tidak dicetak"), context.t(desk_sentence(Refusal::no_signatory)),
                                                 context.t("Isi pejabat penanda tangan"), "/atur/penandatangan"),
                          409);
    const auto printer = room->printers.size() == 1 ? std::optional(room->printers.front().id) : std::nullopt;
    auto made = render_waiting_cards(context, room->office.id, printer);
    if (!made) return nothing_to_print(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        for (const auto& one : room->waiting) {
            const auto printed = mark_printed(tx, context, one.card.id, printer, "");
            if (!printed && printed.error() != Refusal::reason_missing) return printed.error();
        }
        return Done{};
    });
    if (!done) return nothing_to_print(context);
    return inline_pdf(std::move(*made), "kartu-ak1.pdf");
}

http::Response sheet(const Context& context, std::optional<std::string> made, std::string_view name) {
    if (!made) return nothing_to_print(context);
    return inline_pdf(std::move(*made), name);
}

http::Response get_signing_list(const http::Request&, Context& context) {
    return sheet(context, render_signing_list(context, context.actor.office), "daftar-tanda-tangan.pdf");
}

http::Response get_test_sheet(const http::Request& request, Context& context) {
    return sheet(context, render_printer_test(context, context.actor.office, office::PrinterId::parse(request.query.text("pencetak"))),
                 "lembar-uji.pdf");
}

http::Response get_blank_forms(const http::Request& request, Context& context) {
    const auto asked = Id<struct CountTag>::parse(request.query.text("jumlah"));
    const int count = asked ? static_cast<int>(std::clamp<std::int64_t>(asked->value, 1, blank_forms_max)) : 1;
    return sheet(context, render_blank_forms(context, context.actor.office, count), "ak2-kosong.pdf");
}

}  // namespace

std::vector<http::Route> print_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {
        {get, "/loket/cetak", get_room, Permission::print_card},
        {post, "/loket/cetak/pindai", post_scan, Permission::print_card, Rate::write, small},
        {post, "/loket/cetak/semua", post_all_signed, Permission::print_card, Rate::write, small},
        {post, "/loket/cetak/cetak-semua", post_print_all, Permission::print_card, Rate::write, small},
        {get, "/loket/cetak/daftar.pdf", get_signing_list, Permission::print_card},
        {get, "/loket/cetak/uji.pdf", get_test_sheet, Permission::print_card},
        {get, "/loket/cetak/ak2-kosong.pdf", get_blank_forms, Permission::print_card},
    };
}

}  // namespace registration
