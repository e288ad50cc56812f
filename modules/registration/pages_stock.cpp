
#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/registration/actions_stock.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/html/journal_head.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Blanks: what is on the shelf, what the day used, and the difference explained before everybody goes home.
namespace registration {
namespace {

constexpr std::string_view page_path = "/loket/blangko";

std::string at_day(Date day) { return std::string(page_path) + "?hari=" + day.iso(); }

std::vector<html::Option> outcomes(const Context& context, bool may_be_issued) {
    std::vector<html::Option> options;
    if (may_be_issued)
        options.push_back({"issued", std::string(context.t("Dipakai untuk kartu ini")), ""});
    else
        options.push_back({"", std::string(context.t("Pilih alasan")), ""});
    for (const auto& one : spoil_reasons()) options.push_back({std::string(one.code), std::string(context.t(one.sentence)), ""});
    return options;
}

void write_day(Markup& out, const Context& context, const BlankDay& day, bool keeps_stock, const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << long_date(context.language, day.day) << "</h2><dl class=\"figures\">"_html;
    const auto figure = [&](std::string_view what, int value) {
        out << "<div><dt>"_html << what << "</dt><dd>"_html << number(value) << "</dd></div>"_html;
    };
    figure(context.t("Dicetak"), day.prints);
    figure(context.t("Terpakai"), day.issued);
    figure(context.t("Rusak"), day.spoiled);
    figure(context.t("Selisih"), day.difference);
    out << "</dl>"_html;
    if (day.unprinted_spoiled > 0)
        out << "<p class=\"muted\">"_html
            << fill(context.t("Rusak sebelum dicetak: {jumlah}"), {{"jumlah", std::to_string(day.unprinted_spoiled)}}) << "</p>"_html;
    if (day.closed) {
        html::notice(out, day.difference == 0 ? html::Tone::good : html::Tone::warning, context.t("Hari ini sudah ditutup"),
                     day.explanation.empty() ? std::string(context.t("Tidak ada selisih."))
                                             : fill(context.t("Selisih: {sebab}"), {{"sebab", day.explanation}}));
    } else if (!keeps_stock) {
        html::empty_state(out, context.t("Di sini tampil hitungan blangko setiap hari."),
                          context.t("Terima dulu blangko dengan nomor serinya, di bawah."));
    } else {
        out << "<div class=\"no-print\">"_html;
        html::form_open(out, context, "/loket/blangko/tutup");
        html::hidden(out, "hari", day.day.iso());
        html::hidden(out, "selisih", std::to_string(day.difference));
        if (day.difference != 0)
            html::text_field(out, context,
                             {.name = "sebab",
                              .label = context.t("Sebab selisih"),
                              .hint = context.t("Misalnya: tiga kartu belum diserahkan"),
                              .value = state.value("sebab"),
                              .error = state.error("sebab"),
                              .max_length = 300});
        html::button(out, context.t("Tutup hari ini"), html::ButtonKind::primary, "F4");
        html::form_close(out);
        out << "</div>"_html;
    }
    out << "</section>"_html;
}

// What makes the difference: each print with the serial that is still missing.
void write_open_prints(Markup& out, const Context& context, const office::Office& office, const BlankDay& day, const Shelf& on_shelf,
                       const html::FormState& state) {
    out << "<h2>"_html << fill(context.t("Cetakan tanpa nomor blangko: {jumlah}"), {{"jumlah", std::to_string(day.open.size())}})
        << "</h2>"_html;
    if (day.open.empty()) {
        html::empty_state(out, context.t("Setiap cetakan hari ini sudah ada nomor blangkonya."),
                          context.t("Hitungan habis: tidak ada yang perlu dijelaskan."));
        return;
    }
    html::table_open(out, context.t("Cetakan tanpa nomor blangko"),
                     {{context.t("Jam")}, {context.t("Kartu")}, {context.t("Nama")}, {context.t("Keadaan")}, {context.t("Lembar")}});
    const auto wrong = state.value("cetakan");
    for (const auto& one : day.open) {
        const auto id = std::to_string(one.id);
        out << "<tr><td>"_html << clock(one.printed_at.in(office.zone).time) << "</td><td><a href=\"/loket/kartu/"_html << one.card.text()
            << "\">"_html << one.number << "</a></td><td>"_html << one.holder_name << "</td><td>"_html
            << (one.handed_over ? context.t("diserahkan") : context.t("belum diserahkan")) << "</td><td>"_html;
        html::form_open(out, context, "/loket/blangko/catat");
        html::hidden(out, "hari", day.day.iso());
        html::hidden(out, "cetakan", id);
        out << "<div class=\"steps-row no-print\">"_html;
        const bool is_this = wrong == id;
        html::text_field(out, context,
                         {.name = "seri-" + id,
                          .label = context.t("Nomor seri"),
                          .value = is_this ? state.value("seri-" + id)
                                           : (one.id == day.open.front().id && wrong.empty() ? on_shelf.next_serial : std::string()),
                          .error = state.error("seri-" + id),
                          .autocomplete = "off",
                          .width = 10});
        html::select(out, context,
                     {.name = "hasil-" + id, .label = context.t("Lembar ini"), .value = is_this ? state.value("hasil-" + id) : ""},
                     outcomes(context, true));
        html::button(out, context.t("Catat"), html::ButtonKind::secondary, one.id == day.open.front().id ? "S" : "");
        out << "</div>"_html;
        html::form_close(out);
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

void write_shelf(Markup& out, const Context& context, Date today, const Shelf& on_shelf, const std::vector<BlankBatch>& batches,
                 const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Persediaan") << "</h2><dl class=\"figures\"><div><dt>"_html
        << context.t("Di rak") << "</dt><dd>"_html << number(on_shelf.in_stock) << "</dd></div></dl>"_html;
    if (!on_shelf.next_serial.empty())
        out << "<p>"_html << fill(context.t("Berikutnya: {seri}"), {{"seri", on_shelf.next_serial}}) << "</p>"_html;
    if (on_shelf.in_stock > 0) {
        html::details_open(out, context.t("Blangko rusak sebelum dicetak"));
        html::form_open(out, context, "/loket/blangko/rusak");
        html::text_field(out, context,
                         {.name = "seri-rusak",
                          .label = context.t("Nomor seri"),
                          .value = state.value("seri-rusak"),
                          .error = state.error("seri-rusak"),
                          .autocomplete = "off",
                          .width = 10});
        html::select(out, context,
                     {.name = "alasan-rusak",
                      .label = context.t("Alasan"),
                      .value = state.value("alasan-rusak"),
                      .error = state.error("alasan-rusak")},
                     outcomes(context, false));
        html::button(out, context.t("Catat rusak"), html::ButtonKind::secondary);
        html::form_close(out);
        html::details_close(out);
    }
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Terima blangko") << "</h2>"_html;
    html::form_open(out, context, "/loket/blangko/terima");
    html::text_field(out, context,
                     {.name = "pertama",
                      .label = context.t("Nomor seri pertama"),
                      .hint = context.t("Seperti tercetak, misalnya A-000101"),
                      .value = state.value("pertama"),
                      .error = state.error("pertama"),
                      .autocomplete = "off",
                      .width = 20});
    html::text_field(out, context,
                     {.name = "terakhir",
                      .label = context.t("Nomor seri terakhir"),
                      .value = state.value("terakhir"),
                      .error = state.error("terakhir"),
                      .autocomplete = "off",
                      .width = 20});
    html::date_field(out, context,
                     {.name = "diterima", .label = context.t("Tanggal diterima"), .value = today.iso(), .error = state.error("diterima")},
                     state);
    html::text_field(
        out, context,
        {.name = "catatan", .label = context.t("Catatan"), .value = state.value("catatan"), .max_length = 200, .optional = true});
    html::button(out, context.t("Terima blangko"), html::ButtonKind::secondary);
    html::form_close(out);
    if (!batches.empty()) {
        html::table_open(out, context.t("Blangko yang diterima"),
                         {{context.t("Tanggal")}, {context.t("Nomor seri")}, {context.t("Lembar"), true}});
        for (const auto& one : batches)
            out << "<tr><td>"_html << short_date(context.language, one.received_on) << "</td><td>"_html << one.first_serial << " – "_html
                << one.last_serial << "</td><td class=\"num\">"_html << number(one.blanks) << "</td></tr>"_html;
        html::table_close(out);
    }
    out << "</section>"_html;
}

http::Response stock_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    const auto today = context.local(office->zone).date;
    const auto asked = Date::parse(request.form.has("hari") ? request.form.text("hari") : request.query.text("hari")).value_or(today);
    const auto day = asked > today ? today : asked;
    BlankDay counted;
    Shelf on_shelf;
    std::vector<BlankBatch> batches;
    std::vector<Date> open;
    std::string journal;
    context.platform.database.read([&](sql::Transaction& tx) {
        counted = blank_day(tx, context, office->id, day);
        on_shelf = shelf(tx, context, office->id);
        batches = blank_batches(tx, context, office->id);
        journal = audit::newest_head(tx, office->id);
        open = unclosed_days(tx, context, office->id, today);
    });
    Markup out;
    html::error_summary(out, context, state);
    write_letterhead(out, *office);
    out << "<h1>"_html << context.t("Blangko dan tutup hari") << "</h1>"_html;
    if (!open.empty()) {
        Markup body;
        body << "<p>"_html;
        for (const auto one : open)
            body << "<a href=\""_html << at_day(one) << "\">"_html << long_date(context.language, one) << "</a> "_html;
        body << "</p>"_html;
        out << "<div class=\"no-print\">"_html;
        html::notice(out, html::Tone::warning, context.t("Hari yang belum ditutup"), body);
        out << "</div>"_html;
    }
    out << "<div class=\"side-by-side\"><div>"_html;
    write_day(out, context, counted, !batches.empty(), state);
    out << "</div><div class=\"no-print\">"_html;
    write_shelf(out, context, today, on_shelf, batches, state);
    out << "</div></div>"_html;
    if (!batches.empty()) write_open_prints(out, context, *office, counted, on_shelf, state);
    html::journal_head(out, context, journal);
    auto frame = desk_frame(*office, std::string(context.t("Blangko dan tutup hari")), std::string(page_path));
    frame.back_href = "/loket/kartu";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_stock(const http::Request& request, Context& context) { return stock_page(request, context, {}); }

http::Response post_receive(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    BlankBatch batch;
    batch.first_serial = text::trim(request.form.text("pertama"));
    batch.last_serial = text::trim(request.form.text("terakhir"));
    batch.note = request.form.text("catatan");
    const auto typed = html::typed_date(request.form, "diterima");
    const auto day = typed ? Date::parse(*typed) : std::nullopt;
    if (batch.first_serial.empty()) state.refuse("pertama", context.t(sentence(Unfit::missing)));
    if (!day) state.refuse("diterima", context.t(sentence(Unfit::no_such_date)));
    if (!state.ok()) return stock_page(request, context, state, 422);
    batch.received_on = *day;
    const auto office = context.actor.office;
    const auto received = context.platform.database.write([&](sql::Transaction& tx) { return receive_blanks(tx, context, office, batch); });
    if (received) return http::see_other(std::string(page_path));
    state.refuse("pertama", received.error() == Refusal::field_unfit
                                ? context.t("Huruf di depan harus sama dan panjang nomornya sama; paling banyak 5.000 lembar sekaligus. "
                                            "Tanggalnya tidak boleh besok.")
                            : received.error() == Refusal::blank_serial_used
                                ? context.t("Sebagian nomor seri ini sudah tercatat. Periksa nomor pertama dan terakhir.")
                                : context.t(desk_sentence(received.error())));
    return stock_page(request, context, state, page_status(received.error()));
}

http::Response post_note(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto office = context.actor.office;
    const auto print = CardId::parse(request.form.text("cetakan"));
    const auto day = Date::parse(request.form.text("hari"));
    if (!print || !day) return http::see_other(std::string(page_path));
    const auto field = "seri-" + print->text();
    const auto serial = request.form.text(field);
    const auto outcome = request.form.text("hasil-" + print->text());
    const auto noted = context.platform.database.write([&](sql::Transaction& tx) {
        return outcome == "issued" ? issue_blank(tx, context, office, print->value, serial)
                                   : spoil_blank(tx, context, office, serial, print->value, outcome);
    });
    if (noted) return http::see_other(at_day(*day));
    state.refuse(field, context.t(desk_sentence(noted.error())));
    return stock_page(request, context, state, page_status(noted.error()));
}

http::Response post_spoiled(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto office = context.actor.office;
    const auto noted = context.platform.database.write([&](sql::Transaction& tx) {
        return spoil_blank(tx, context, office, request.form.text("seri-rusak"), {}, request.form.text("alasan-rusak"));
    });
    if (noted) return http::see_other(std::string(page_path));
    const bool of_reason = noted.error() == Refusal::reason_missing || noted.error() == Refusal::no_such_reason;
    state.refuse(of_reason ? "alasan-rusak" : "seri-rusak", context.t(desk_sentence(noted.error())));
    return stock_page(request, context, state, page_status(noted.error()));
}

http::Response post_close(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto day = Date::parse(request.form.text("hari"));
    if (!day) return http::see_other(std::string(page_path));
    const int seen = text::whole(request.form.text("selisih")).value_or(0);
    const auto office = context.actor.office;
    const auto closed = context.platform.database.write(
        [&](sql::Transaction& tx) { return close_blank_day(tx, context, office, *day, seen, request.form.text("sebab")); });
    if (closed) return http::see_other(at_day(*day));
    state.refuse("sebab", closed.error() == Refusal::changed_meanwhile ? context.t("Hitungan baru saja berubah. Periksa lagi, lalu tutup.")
                                                                       : context.t(desk_sentence(closed.error())));
    return stock_page(request, context, state, page_status(closed.error()));
}

}  // namespace

std::vector<http::Route> stock_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr auto print = Permission::print_card;
    constexpr std::size_t small = 64 * 1024;
    return {{get, page_path, get_stock, print},
            {post, "/loket/blangko/terima", post_receive, print, Rate::write, small},
            {post, "/loket/blangko/catat", post_note, print, Rate::write, small},
            {post, "/loket/blangko/rusak", post_spoiled, print, Rate::write, small},
            {post, "/loket/blangko/tutup", post_close, print, Rate::write, small}};
}

}  // namespace registration
