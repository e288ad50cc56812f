#include "modules/booking/actions_moved.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"
#include "platform/sql/sql.hpp"

// What somebody sees whom an office moved: the new place, and three answers. The address comes by message, or the phone
// has opened the file; opening it changes nothing.
namespace booking {

namespace {

struct Seen {
    TicketView view;
    office::Office office;
    LocalTime now;
    std::optional<MovedView> moved;
    std::optional<ReturnView> earlier;
    std::optional<Context> holder;  // who may answer: by the file on this phone …
    std::string token;              // … or by the message's address
    bool may_answer() const { return holder || !token.empty(); }
};

std::optional<Seen> seen(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto view = ticket_view(tx, typed_code(request.path_value(0)));
    auto office = view ? office::find_office(tx, view->ticket.office) : std::nullopt;
    if (!office) return {};
    const auto id = view->ticket.id;
    auto holder = as_holder(tx, request, context, view->ticket.application);
    Seen made{.view = std::move(*view), .office = std::move(*office), .holder = std::move(holder)};
    made.now = context.local(made.office.zone);
    made.moved = moved_view(tx, context, id);
    made.earlier = return_view(tx, context, id);
    const auto token = request.method == http::Method::get ? request.query.text("t") : request.form.text("t");
    if (!token.empty() && links::open(context, moved_link, token) == id.value) made.token = token;
    return made;
}

std::string page_path(const Seen& seen) { return "/tiket/" + seen.view.ticket.code + "/pindah"; }
std::string with_token(const Seen& seen, std::string path) { return seen.token.empty() ? path : path + "?t=" + seen.token; }

http::Response no_such_ticket(const Context& context) {
    return not_there(context, context.t("Nomor antrean ini tidak ditemukan"),
                     context.t("Periksa kodenya: delapan huruf dan angka. Bila kode hilang, tunjukkan KTP di loket."),
                     context.t("Ke halaman awal"), "/");
}

void fact(Markup& out, std::string_view label, std::string_view value) {
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

void write_place(Markup& out, const Context& context, const Seen& seen, std::string_view title, const Window& window,
                 const std::string& label) {
    html::card_open(out, title, "");
    out << "<p class=\"card-number pass-number\">"_html << label << "</p><dl class=\"card-facts\">"_html;
    fact(out, context.t("Hari"), long_date(context.language, window.date));
    fact(out, context.t("Jam"), hours_of(window) + " " + std::string(name(seen.office.zone)));
    fact(out, context.t("Tempat"), window.place.empty() ? seen.office.name : window.place);
    out << "</dl>"_html;
    html::card_close(out);
}

// One button that is its own form.
void answer_button(Markup& out, const Context& context, const Seen& seen, const std::string& path, std::string_view label,
                   html::ButtonKind kind) {
    html::form_open(out, context, path);
    html::hidden(out, "t", seen.token);
    html::button(out, label, kind);
    html::form_close(out);
}

void write_earlier(Markup& out, const Context& context, const Seen& seen) {
    const auto& [offer, window, label] = *seen.earlier;
    out << "<h1>"_html << context.t("Ada tempat lebih awal untuk Anda") << "</h1><p class=\"lead\">"_html
        << fill(context.t("Disimpan untuk Anda sampai {sampai}."),
                {{"sampai", date_and_clock(context.language, offer.expires_at.in(seen.office.zone))}})
        << "</p>"_html;
    write_place(out, context, seen, context.t("Tempat yang ditawarkan"), window, label);
    const auto path = "/tiket/" + seen.view.ticket.code + "/tawaran";
    answer_button(out, context, seen, path + "/ambil", context.t("Ambil tempat ini"), html::ButtonKind::primary);
    answer_button(out, context, seen, path + "/tolak",
                  fill(context.t("Tetap di {hari}"), {{"hari", day_and_date(context.language, seen.view.window.date)}}),
                  html::ButtonKind::secondary);
}

void write_answered(Markup& out, const Context& context, const MovedView& moved) {
    switch (moved.answer) {
        case MoveAnswer::accepted:
            html::notice(out, html::Tone::good, context.t("Anda sudah setuju"), context.t("Tempat baru ini milik Anda."));
            return;
        case MoveAnswer::chose_again:
            html::notice(out, html::Tone::good, context.t("Anda memilih tempat ini"), context.t("Tempat ini milik Anda."));
            return;
        case MoveAnswer::waits:
            html::notice(
                out, html::Tone::good, context.t("Anda di daftar tunggu"),
                context.t(
                    "Tempat baru ini tetap milik Anda. Bila ada tempat lebih awal, kami menawarkannya lewat pesan dan di halaman ini."));
            return;
        case MoveAnswer::came_anyway:
        case MoveAnswer::none: return;
    }
}

void write_moved(Markup& out, const Context& context, const Seen& seen) {
    const auto& moved = *seen.moved;
    const auto& ticket = seen.view.ticket;
    if (moved.is_placed || moved.answer == MoveAnswer::chose_again) {
        out << "<h1>"_html << context.t("Tempat baru Anda") << "</h1><p class=\"lead\">"_html
            << fill(context.t("Kantor mengurangi kuota {hari}. Nomor {lama} diganti. Alasannya: {alasan}."),
                    {{"hari", long_date(context.language, moved.from.date)}, {"lama", moved.old_label}, {"alasan", moved.reason}})
            << "</p>"_html;
        write_place(out, context, seen, context.t("Tempat baru Anda"), seen.view.window, ticket.label());
    } else {
        out << "<h1>"_html << context.t("Nomor Anda menunggu hari baru") << "</h1><p class=\"lead\">"_html
            << fill(context.t("Kantor mengurangi kuota {hari}. Nomor {lama} tetap tercatat, dan Anda di depan semua orang di daftar "
                              "tunggu. Alasannya: {alasan}."),
                    {{"hari", long_date(context.language, moved.from.date)}, {"lama", moved.old_label}, {"alasan", moved.reason}})
            << "</p>"_html;
    }
    write_answered(out, context, moved);
    if (!moved.waiting_link.empty())
        html::link_button(out, context.t("Lihat tempat Anda di daftar tunggu"), "/tunggu/" + moved.waiting_link);
    if (!moved.may_answer) {
        out << "<p>"_html << context.t("Waktu untuk menjawab sudah lewat. Tempat ini tetap milik Anda.") << "</p>"_html;
        return;
    }
    const auto path = page_path(seen);
    if (moved.answer == MoveAnswer::none && moved.is_placed) {
        answer_button(out, context, seen, path + "/setuju", context.t("Setuju dengan tempat baru"), html::ButtonKind::primary);
        out << "<p>"_html
            << fill(context.t("Bila Anda tidak menjawab sampai {sampai}, tempat baru ini tetap milik Anda."),
                    {{"sampai", date_and_clock(context.language, moved.until.in(seen.office.zone))}})
            << "</p>"_html;
    }
    out << "<h2>"_html << context.t("Tidak cocok?") << "</h2>"_html;
    html::link_button(out, context.t("Pilih hari lain"), with_token(seen, path + "/pilih"), html::ButtonKind::secondary);
    if (moved.is_placed && (moved.answer == MoveAnswer::none || moved.answer == MoveAnswer::accepted))
        answer_button(out, context, seen, path + "/tunggu", context.t("Tunggu tempat lebih awal"), html::ButtonKind::secondary);
}

// Nobody knows yet who holds this phone.
void write_proof(Markup& out, const Context& context, const Seen& seen) {
    out << "<h1>"_html << context.t("Buka dulu berkas Anda") << "</h1><p class=\"lead\">"_html
        << (seen.view.ticket.application ? context.t("Jawaban hanya dapat diberikan oleh pemilik nomor. Buka berkas dengan kode dan "
                                                     "tanggal lahir, lalu kembali ke halaman tiket.")
                                         : context.t("Jawaban hanya dapat diberikan lewat tautan dalam pesan dari kantor, atau di loket."))
        << "</p>"_html;
    if (seen.view.ticket.application) html::link_button(out, context.t("Buka berkas saya"), "/berkas");
    html::link_button(out, context.t("Ke tiket saya"), "/tiket/" + seen.view.ticket.code, html::ButtonKind::secondary);
}

http::Response moved_page(const Context& context, const Seen& seen, std::optional<Refusal> why = {}) {
    Markup out;
    if (why) html::notice(out, html::Tone::warning, context.t("Belum diubah"), context.t(sentence(*why)));
    if (!seen.may_answer())
        write_proof(out, context, seen);
    else if (seen.earlier)
        write_earlier(out, context, seen);
    else if (seen.moved)
        write_moved(out, context, seen);
    auto frame = public_frame(seen.office, std::string(context.t("Nomor antrean dipindah")), page_path(seen));
    const auto back = "/tiket/" + seen.view.ticket.code;
    frame.back_href = back;
    return http::page(html::document(context, frame, out), why ? 409 : 200);
}

std::optional<Seen> asked_for(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
}

http::Response get_moved(const http::Request& request, Context& context) {
    const auto found = asked_for(request, context);
    if (!found) return no_such_ticket(context);
    if (!found->moved && !found->earlier) return http::see_other("/tiket/" + found->view.ticket.code);
    return moved_page(context, *found);
}

// Runs `verb(tx, context of the holder, ticket, proof)` and shows what came of it.
template <class Verb>
http::Response answer(const http::Request& request, const Context& context, Verb verb) {
    const auto found = asked_for(request, context);
    if (!found) return no_such_ticket(context);
    if (!found->may_answer()) return moved_page(context, *found);
    const auto& actor = found->holder ? *found->holder : context;
    const auto proof = found->holder ? Proof::actor : Proof::signed_link;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, actor, found->view.ticket.id, proof); });
    if (done) return http::see_other(with_token(*found, page_path(*found)));
    return moved_page(context, *found, done.error());
}

http::Response post_accept(const http::Request& request, Context& context) { return answer(request, context, accept_move); }
http::Response post_wait(const http::Request& request, Context& context) { return answer(request, context, wait_for_earlier); }
http::Response post_take(const http::Request& request, Context& context) {
    return answer(request, context,
                  [](auto& tx, const Context& actor, TicketId id, Proof proof) { return accept_return(tx, actor, id, proof); });
}
http::Response post_decline(const http::Request& request, Context& context) { return answer(request, context, decline_return); }

http::Response choice_page(const http::Request& request, const Context& context, std::optional<Refusal> why) {
    const auto found = asked_for(request, context);
    if (!found) return no_such_ticket(context);
    if (!found->may_answer() || !found->moved || !found->moved->may_answer) return moved_page(context, *found, why);
    const auto list =
        context.platform.database.read([&](sql::Transaction& tx) { return windows_to_choose(tx, context, found->view.ticket); });
    Markup out;
    if (why) html::notice(out, html::Tone::warning, context.t("Belum diubah"), context.t(sentence(*why)));
    out << "<h1>"_html << context.t("Kapan Anda datang?") << "</h1><p class=\"lead\">"_html
        << context.t("Tempat baru Anda tetap disimpan sampai Anda memilih yang lain.") << "</p>"_html;
    const auto path = page_path(*found) + "/pilih";
    html::form_open(out, context, path);
    html::hidden(out, "t", found->token);
    write_days(out, context, list, found->now.date, path + "/");
    html::form_close(out);
    if (list.empty())
        html::empty_state(out, context.t("Waktu yang masih kosong akan tampil di sini."),
                          context.t("Semua jadwal sedang penuh. Tempat baru Anda tetap milik Anda."));
    auto frame = public_frame(found->office, std::string(context.t("Pilih hari lain")), path);
    const auto back = with_token(*found, page_path(*found));
    frame.back_href = back;
    return http::page(html::document(context, frame, out), why ? 409 : 200);
}

http::Response get_choice(const http::Request& request, Context& context) { return choice_page(request, context, {}); }
http::Response post_nothing(const http::Request& request, Context& context) {
    return choice_page(request, context, Refusal::no_such_window);
}

http::Response post_choice(const http::Request& request, Context& context) {
    const auto window = request.path_id<WindowId>(1);
    std::optional<Refusal> why;
    auto response = answer(request, context, [&](auto& tx, const Context& actor, TicketId id, Proof proof) {
        auto chosen = choose_again(tx, actor, id, window, proof);
        if (!chosen) why = chosen.error();
        return chosen;
    });
    return why ? choice_page(request, context, why) : std::move(response);
}

}  // namespace

std::vector<http::Route> moved_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/tiket/{code}/pindah", get_moved, Permission::anyone},
            {post, "/tiket/{code}/pindah/setuju", post_accept, Permission::anyone, Rate::write},
            {post, "/tiket/{code}/pindah/tunggu", post_wait, Permission::anyone, Rate::write},
            {get, "/tiket/{code}/pindah/pilih", get_choice, Permission::anyone},
            {post, "/tiket/{code}/pindah/pilih", post_nothing, Permission::anyone, Rate::write},
            {post, "/tiket/{code}/pindah/pilih/{window}", post_choice, Permission::anyone, Rate::write},
            {post, "/tiket/{code}/tawaran/ambil", post_take, Permission::anyone, Rate::write},
            {post, "/tiket/{code}/tawaran/tolak", post_decline, Permission::anyone, Rate::write}};
}

}  // namespace booking
