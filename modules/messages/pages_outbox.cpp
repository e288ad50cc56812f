#include <algorithm>

#include "base/phone.hpp"
#include "modules/messages/actions_outbox.hpp"
#include "modules/messages/pages.hpp"
#include "modules/messages/pages_pieces.hpp"
#include "modules/messages/text.hpp"
#include "platform/sql/sql.hpp"

// The outbox: what left by itself, and what a person at the counter must see to. List on the left, one message right.
namespace messages {

namespace {

constexpr int messages_a_page = 50;
constexpr int letters_at_once = 200;

struct ShelfName {
    Shelf shelf;
    std::string_view word;  // in the address
    std::string_view label;
};
constexpr ShelfName shelves[] = {
    {Shelf::for_people, "tangan", msg("Perlu Anda sampaikan")},
    {Shelf::failed, "gagal", msg("Gagal")},
    {Shelf::waiting, "menunggu", msg("Menunggu")},
    {Shelf::sent, "terkirim", msg("Terkirim")},
    {Shelf::delivered, "sampai", msg("Sampai")},
    {Shelf::all, "semua", msg("Semua")},
};

const ShelfName& shelf_of(std::string_view word) {
    const auto found = std::ranges::find(shelves, word, &ShelfName::word);
    return found == std::end(shelves) ? shelves[0] : *found;
}

std::string address(const ShelfName& shelf, MessageId message = {}, MessageId after = {}) {
    auto path = "/loket/pesan?rak=" + std::string(shelf.word);
    if (after) path += "&sesudah=" + after.text();
    if (message) path += "&pesan=" + message.text();
    return path;
}

int count_of(const Counts& all, Shelf shelf) {
    switch (shelf) {
        case Shelf::for_people: return all.for_people;
        case Shelf::waiting: return all.waiting;
        case Shelf::sent: return all.sent;
        case Shelf::delivered: return all.delivered;
        case Shelf::failed: return all.failed;
        case Shelf::all: return all.for_people + all.waiting + all.sent + all.delivered + all.failed;
    }
    return 0;
}

std::string name_shown(const Context& context, const Message& message) {
    if (message.row.wiped_at) return std::string(context.t("(isi sudah dihapus)"));
    return message.to.name.empty() ? std::string(context.t("(tanpa nama)")) : message.to.name;
}

void write_shelves(Markup& out, const Context& context, const Counts& all, const ShelfName& chosen) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Rak pesan"));
    out << ">"_html;
    for (const auto& one : shelves) {
        out << "<a"_html;
        out.attribute("href"_html, address(one));
        if (one.shelf == chosen.shelf) out << " aria-current=\"page\""_html;
        out << ">"_html << context.t(one.label) << " <span class=\"num\">"_html << count_of(all, one.shelf) << "</span></a>"_html;
    }
    out << "</nav>"_html;
}

void write_list(Markup& out, const Context& context, const ShelfName& shelf, const std::vector<Message>& list,
                const std::optional<Message>& chosen, MessageId after, Zone zone) {
    if (list.empty()) {
        html::empty_state(
            out, shelf.shelf == Shelf::for_people ? context.t("Tidak ada pesan yang perlu Anda sampaikan.") : context.t("Rak ini kosong."),
            shelf.shelf == Shelf::for_people
                ? context.t("Di sini tampil pesan untuk orang yang tidak dapat dihubungi lewat WhatsApp, SMS, atau surel.")
                : context.t("Pesan tampil di sini begitu ada yang perlu diberitahukan kepada seseorang."));
        return;
    }
    out << "<ul class=\"rows\">"_html;
    for (const auto& one : list) {
        out << "<li><a"_html;
        out.attribute("href"_html, address(shelf, one.row.id, after));
        if (chosen && chosen->row.id == one.row.id) out << " aria-current=\"true\""_html;
        out << "><span class=\"number\">"_html
            << html::icon(one.row.carrier == Carrier::mail    ? "mail"
                          : one.row.carrier == Carrier::paper ? "printer"
                                                              : "message-square")
            << "</span><span class=\"name\">"_html << name_shown(context, one) << "</span><span class=\"detail\">"_html << one.words.subject
            << " · " << when(context, one.row.queued_at, zone) << "</span>"_html;
        if (shelf.shelf == Shelf::all || shelf.shelf == Shelf::waiting) write_state(out, context, one.row);
        out << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

std::string masked_mail(const std::string& address) {
    const auto at = address.find('@');
    if (at == std::string::npos) return address;
    return address.substr(0, 1) + "****" + address.substr(at);
}

void write_message(Markup& out, const Context& context, const ShelfName& shelf, const Message& message, Zone zone) {
    const auto& row = message.row;
    out << "<div class=\"panel\"><h2>"_html << name_shown(context, message) << " "_html;
    write_state(out, context, row);
    out << "</h2>"_html;
    if (const auto why = failure_sentence(row.failure); !why.empty()) {
        Markup body;
        body << "<p>"_html << context.t(why);
        if (const auto blank = row.failure.find(' '); blank != std::string::npos)
            body << " <span class=\"muted\">("_html << row.failure.substr(blank + 1) << ")</span>"_html;
        body << "</p>"_html;
        html::notice(out, row.state == State::failed ? html::Tone::warning : html::Tone::info, context.t("Belum sampai"), body);
    }
    std::vector<html::Line> lines;
    const auto say = [&](std::string_view key, std::string value) {
        if (!value.empty()) lines.push_back({std::string(context.t(key)), std::move(value), ""});
    };
    const auto phone = Phone::parse(message.to.phone);
    say(msg("Ponsel"), phone ? phone->to_masked() : "");
    say(msg("Surel"), message.to.email.empty() ? "" : masked_mail(message.to.email));
    say(msg("Dibuat"), when(context, row.queued_at, zone));
    if (row.state == State::queued && row.carrier != Carrier::paper) say(msg("Dikirim pada"), when(context, row.next_attempt_at, zone));
    if (row.attempts > 0) say(msg("Percobaan"), std::to_string(row.attempts));
    if (row.carrier != Carrier::none && (row.carrier != Carrier::paper || row.sent_at))
        say(msg("Lewat"), std::string(context.t(label(row.carrier))));
    if (row.sent_at) say(msg("Terkirim"), when(context, *row.sent_at, zone));
    if (row.delivered_at) say(msg("Sampai"), when(context, *row.delivered_at, zone));
    html::summary_list(out, context, lines);
    if (!message.words.body.empty()) {
        out << "<h3>"_html << message.words.subject << "</h3><p>"_html;
        write_lines(out, message.words.body);
        out << "</p>"_html;
    }
    const bool may_act = (row.state == State::queued || row.state == State::failed) && row.failure != "withdrawn";
    if (!may_act) {
        out << "</div>"_html;
        return;
    }
    const auto own = "/loket/pesan/" + row.id.text();
    if (phone && !row.wiped_at) {
        out << "<p class=\"muted\">"_html
            << context.t("WhatsApp terbuka di komputer atau ponsel Anda dengan kata-kata ini. Kirim di sana, lalu tandai di sini.")
            << "</p>"_html
            << "<a class=\"button\" target=\"_blank\" rel=\"noopener noreferrer\" data-key=\"F6\""_html;
        out.attribute("href"_html, wa_me_address(message.to.phone, message.words.body));
        out << ">"_html << context.t("Buka di WhatsApp") << "<kbd>F6</kbd></a> "_html;
    }
    html::post_button(out, context, own + "/disampaikan?rak=" + std::string(shelf.word), context.t("Tandai sudah disampaikan"),
                      phone ? html::ButtonKind::secondary : html::ButtonKind::primary, "F8");
    if (!row.wiped_at) {
        out << " "_html;
        html::link_button(out, context.t("Cetak surat"), "/loket/pesan/cetak?pesan=" + row.id.text(), html::ButtonKind::secondary, "F2");
        out << " "_html;
        html::post_button(out, context, own + "/ulang?rak=" + std::string(shelf.word), context.t("Kirim ulang"));
    }
    out << "</div>"_html;
}

http::Response get_outbox(const http::Request& request, Context& context) {
    const auto& shelf = shelf_of(request.query.text("rak"));
    const auto after = MessageId::parse(request.query.text("sesudah")).value_or(MessageId{});
    const auto wanted = MessageId::parse(request.query.text("pesan"));
    // Opening a message shows whom it is for: noted as a reading.
    const auto chosen =
        wanted ? context.platform.database.write([&](sql::Transaction& tx) { return open_message(tx, context, *wanted); }) : std::nullopt;
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        auto list = outbox(tx, context, office->id, shelf.shelf, after, messages_a_page + 1);
        const bool has_more = list.size() > messages_a_page;
        if (has_more) list.pop_back();
        Markup out;
        if (request.query.has("selesai"))
            html::notice(out, html::Tone::good, context.t("Tercatat"), context.t("Pesan itu sudah pindah rak."));
        if (request.query.has("tetap"))
            html::notice(out, html::Tone::warning, context.t("Tidak ada yang berubah"), context.t(sentence(Refusal::wrong_state)));
        out << "<div class=\"toolbar\"><h1>"_html << context.t("Pesan keluar") << "</h1><span class=\"end\">"_html;
        if (context.may(Permission::manage_office)) {
            html::link_button(out, context.t("Atur pesan"), "/atur/pesan", html::ButtonKind::secondary);
            out << " "_html;
        }
        html::link_button(out, context.t("Cetak semua yang perlu disampaikan"), "/loket/pesan/cetak", html::ButtonKind::secondary);
        out << "</span></div>"_html;
        write_shelves(out, context, counts(tx, office->id), shelf);
        out << "<div class=\"split\"><div>"_html;
        write_list(out, context, shelf, list, chosen, after, office->zone);
        const auto next = has_more ? address(shelf, {}, list.back().row.id) : "";
        html::pagination(out, context, next, after ? address(shelf) : "");
        out << "</div><div>"_html;
        if (chosen)
            write_message(out, context, shelf, *chosen, office->zone);
        else if (!list.empty())
            html::empty_state(out, context.t("Pilih satu pesan di kiri."),
                              context.t("Isinya, jalurnya, dan apa yang dapat Anda lakukan tampil di sini."));
        out << "</div></div>"_html;
        return http::page(html::document(context, desk_frame(*office, std::string(context.t("Pesan keluar")), "/loket/pesan"), out));
    });
}

http::Response done(const http::Request& request, bool is_done) {
    return http::see_other(address(shelf_of(request.query.text("rak"))) + (is_done ? "&selesai=1" : "&tetap=1"));
}

http::Response post_again(const http::Request& request, Context& context) {
    const auto answer =
        context.platform.database.write([&](sql::Transaction& tx) { return send_again(tx, context, request.path_id<MessageId>(0)); });
    return done(request, answer.has_value());
}

http::Response post_told(const http::Request& request, Context& context) {
    const auto answer =
        context.platform.database.write([&](sql::Transaction& tx) { return mark_told(tx, context, request.path_id<MessageId>(0)); });
    return done(request, answer.has_value());
}

// --- paper ---

void write_letter(Markup& out, const Context& context, const office::Office& office, const Message& message) {
    out << "<section class=\"letter\"><p class=\"letterhead\"><strong>"_html << office.government << "</strong><br>"_html << office.name
        << "<br>"_html << office.address << "</p><p>"_html << long_date(message.row.language, context.local(office.zone).date)
        << "</p><p>"_html << translate(message.row.language, msg("Kepada Yth.")) << "<br><strong>"_html << name_shown(context, message)
        << "</strong></p><h2>"_html << message.words.subject << "</h2><p>"_html;
    write_lines(out, message.words.body);
    out << "</p></section>"_html;
}

http::Response get_letters(const http::Request& request, Context& context) {
    const auto wanted = MessageId::parse(request.query.text("pesan"));
    const bool as_list = request.query.text("bentuk") == "daftar";
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        std::vector<Message> list;
        if (wanted) {
            if (auto one = find_message(tx, context, *wanted)) list.push_back(std::move(*one));
        } else
            list = outbox(tx, context, office->id, Shelf::for_people, {}, letters_at_once);
        std::erase_if(list, [](const Message& one) {
            return one.row.wiped_at || (one.row.state != State::queued && one.row.state != State::failed);
        });
        const std::string title(as_list ? context.t("Daftar yang perlu disampaikan") : context.t("Surat pemberitahuan"));
        Markup out;
        out << "<div class=\"no-print\"><h1>"_html << title << "</h1>"_html;
        if (list.empty()) {
            html::empty_state(out, context.t("Tidak ada pesan yang perlu dicetak."),
                              context.t("Pesan yang tidak dapat dikirim lewat WhatsApp, SMS, atau surel akan tampil di sini."));
        } else {
            out << "<p>"_html
                << fill(context.t("{jumlah} pesan. Cetak dahulu; sesudah kertasnya keluar, tandai sudah dicetak."),
                        {{"jumlah", std::to_string(list.size())}})
                << "</p><div class=\"toolbar\"><button type=\"button\" class=\"button\" hidden data-print data-key=\"F2\">"_html
                << context.t("Cetak") << "<kbd>F2</kbd></button>"_html;
            if (!wanted)
                html::link_button(out, as_list ? context.t("Satu surat per orang") : context.t("Sebagai daftar"),
                                  as_list ? "/loket/pesan/cetak" : "/loket/pesan/cetak?bentuk=daftar", html::ButtonKind::secondary);
            html::form_open(out, context, "/loket/pesan/cetak");
            for (const auto& one : list) html::hidden(out, "pesan", one.row.id.text());
            html::button(out, context.t("Tandai sudah dicetak"), html::ButtonKind::secondary, "F8");
            html::form_close(out);
            out << "</div>"_html;
        }
        out << "</div>"_html;
        if (as_list && !list.empty()) {
            html::table_open(out, title, {{context.t("Nama")}, {context.t("Ponsel")}, {context.t("Pesan")}, {context.t("Disampaikan")}});
            for (const auto& one : list) {
                const auto phone = Phone::parse(one.to.phone);
                out << "<tr><th scope=\"row\">"_html << name_shown(context, one) << "</th><td>"_html << (phone ? phone->national() : "")
                    << "</td><td><strong>"_html << one.words.subject << "</strong><br>"_html;
                write_lines(out, one.words.body);
                out << "</td><td></td></tr>"_html;
            }
            html::table_close(out);
        } else {
            for (const auto& one : list) write_letter(out, context, *office, one);
        }
        auto frame = desk_frame(*office, title, "/loket/pesan/cetak");
        frame.back_href = "/loket/pesan";
        return http::page(html::document(context, frame, out));
    });
}

http::Response post_letters(const http::Request& request, Context& context) {
    std::vector<MessageId> ids;
    for (const auto& one : request.form.all("pesan"))
        if (const auto id = MessageId::parse(one); id && ids.size() < letters_at_once) ids.push_back(*id);
    const auto printed = context.platform.database.write([&](sql::Transaction& tx) { return mark_printed(tx, context, ids); });
    return http::see_other(address(shelves[0]) + (printed > 0 ? "&selesai=1" : "&tetap=1"));
}

}  // namespace

std::vector<http::Route> outbox_routes() {
    using enum http::Method;
    constexpr auto people = Permission::see_person;
    return {{get, "/loket/pesan", get_outbox, people},
            {get, "/loket/pesan/cetak", get_letters, people},
            {post, "/loket/pesan/cetak", post_letters, people, http::Rate::write},
            {post, "/loket/pesan/{message}/ulang", post_again, people, http::Rate::write},
            {post, "/loket/pesan/{message}/disampaikan", post_told, people, http::Rate::write}};
}

}  // namespace messages
