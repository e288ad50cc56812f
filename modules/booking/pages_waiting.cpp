#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules_waiting.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

constexpr int days_to_choose = 60;

std::string_view word_of(PartOfDay part) {
    switch (part) {
        case PartOfDay::any: return msg("Kapan saja");
        case PartOfDay::morning: return msg("Pagi, sebelum 12.00");
        case PartOfDay::afternoon: return msg("Siang, 12.00 sampai 17.00");
        case PartOfDay::evening: return msg("Malam, sesudah 17.00");
    }
    return {};
}

// The page of one wish: whoever has its address may answer for it, without signing in.
std::string own_page(const Context& context, const office::Office& office, const Waiting& waiting) {
    return "/tunggu/" + waiting_link(context, waiting, office.zone);
}

// --- joining ---

struct Joining {
    const office::Office& office;
    const office::Service& service;
    std::string path;
    std::string back;
    std::vector<Date> days;  // on which the office serves
    bool asks_for_person{};  // no application behind it
    std::optional<Ticket> held;
};

std::vector<Date> days_served(sql::Transaction& tx, const Context& context, const office::Office& office, std::string_view service,
                              std::optional<Date> before) {
    const auto today = context.local(office.zone).date;
    std::vector<Date> days;
    for (const auto& [window, state] : windows(tx, context, office.id, service, today, today + days_to_choose)) {
        if (state == WindowState::over || state == WindowState::suspended || (before && window.date >= *before)) continue;
        if (days.empty() || days.back() != window.date) days.push_back(window.date);
    }
    return days;
}

std::vector<html::Option> as_options(const Context& context, const std::vector<Date>& days) {
    std::vector<html::Option> options;
    for (const auto day : days) options.push_back({day.iso(), long_date(context.language, day), ""});
    return options;
}

void write_how(Markup& out, const Context& context, int offer_minutes) {
    out << "<h2>"_html << context.t("Begini caranya") << "</h2><ul><li>"_html
        << context.t(
               "Tempat yang dibatalkan orang lain ditawarkan menurut urutan daftar. Tidak ada yang dapat membelinya atau memindahkannya.")
        << "</li><li>"_html
        << fill(context.t(
                    "Anda mendapat pesan dan punya waktu {menit} menit untuk menjawab. Malam hari (21.00 sampai 07.00) tidak dihitung."),
                {{"menit", number(offer_minutes)}})
        << "</li><li>"_html
        << context.t("Bila tidak dijawab, tempat itu ditawarkan kepada orang berikutnya. Anda tetap di daftar sampai tiga kali.")
        << "</li><li>"_html
        << context.t("Siapa yang bergabung kurang dari 30 menit sebelum sebuah tempat kembali diundi di antara sesama yang baru bergabung.")
        << "</li><li>"_html
        << context.t("Daftar tunggu tidak menjamin tempat. Di loket tetap ada nomor setiap hari layanan. Semuanya gratis.")
        << "</li></ul>"_html;
}

http::Response join_page(const Context& context, const Joining& joining, const html::FormState& state, std::string_view refusal,
                         int offer_minutes, int status) {
    Markup out;
    html::error_summary(out, context, state);
    if (!refusal.empty()) html::notice(out, html::Tone::warning, context.t("Anda belum masuk daftar tunggu"), refusal);
    out << "<h1>"_html << context.t("Masuk daftar tunggu") << "</h1><p class=\"lead\">"_html
        << (joining.held ? context.t("Anda tetap memegang nomor Anda. Bila ada tempat yang lebih cepat, kami menawarkannya kepada Anda.")
                         : context.t("Bila ada tempat yang kembali, kami menawarkannya kepada Anda."))
        << "</p>"_html;
    if (joining.days.empty()) {
        html::empty_state(out, context.t("Hari yang dapat ditunggu akan tampil di sini."),
                          context.t("Tidak ada hari layanan yang lebih cepat. Lihat jadwal, atau datang langsung ke loket."));
    } else {
        const auto options = as_options(context, joining.days);
        html::form_open(out, context, joining.path);
        if (joining.asks_for_person) {
            html::text_field(out, context,
                             {.name = "nama",
                              .label = context.t("Nama Anda"),
                              .value = state.value("nama"),
                              .error = state.error("nama"),
                              .autocomplete = "name",
                              .max_length = 100});
            html::text_field(out, context,
                             {.name = "telepon",
                              .label = context.t("Nomor telepon"),
                              .hint = context.t("Ke nomor ini tawaran dikirim."),
                              .value = state.value("telepon"),
                              .error = state.error("telepon"),
                              .type = "tel",
                              .inputmode = "tel",
                              .autocomplete = "tel",
                              .width = 20});
        }
        html::select(out, context,
                     {.name = "dari",
                      .label = context.t("Paling cepat"),
                      .value = state.value("dari").empty() ? joining.days.front().iso() : state.value("dari"),
                      .error = state.error("dari")},
                     options);
        html::select(out, context,
                     {.name = "sampai",
                      .label = context.t("Paling lambat"),
                      .value = state.value("sampai").empty() ? joining.days.back().iso() : state.value("sampai"),
                      .error = state.error("sampai")},
                     options);
        std::vector<html::Option> parts;
        for (const auto part : {PartOfDay::any, PartOfDay::morning, PartOfDay::afternoon, PartOfDay::evening})
            parts.push_back({std::string(code(part)), std::string(context.t(word_of(part))), ""});
        html::radios(out, context,
                     {.name = "waktu",
                      .label = context.t("Jam berapa Anda bisa datang?"),
                      .value = state.value("waktu").empty() ? "any" : state.value("waktu"),
                      .error = state.error("waktu")},
                     parts);
        html::button(out, context.t("Masuk daftar tunggu"));
        html::form_close(out);
        write_how(out, context, offer_minutes);
    }
    auto frame = public_frame(joining.office, std::string(context.t("Masuk daftar tunggu")), joining.path);
    frame.back_href = joining.back;
    return http::page(html::document(context, frame, out), status);
}

// What the form said, as a wish; faults stand in `state`.
std::optional<WaitingWish> wish_of(const Context& context, const Joining& joining, html::FormState& state) {
    const auto from = Date::parse(state.value("dari"));
    const auto to = Date::parse(state.value("sampai"));
    const auto part = parse_part_of_day(state.value("waktu"));
    WaitingWish wish;
    if (joining.asks_for_person) {
        const auto name = text::clean_line(state.value("nama"), 100);
        if (!name || name->empty()) state.refuse("nama", context.t("Isi nama Anda."));
        if (!Phone::parse(state.value("telepon")))
            state.refuse("telepon", context.t("Isi nomor telepon yang lengkap, misalnya 0812 3456 7890."));
        wish.name = name.value_or("");
        wish.phone_typed = state.value("telepon");
    }
    if (!from) state.refuse("dari", context.t("Pilih hari dari daftar."));
    if (!to) state.refuse("sampai", context.t("Pilih hari dari daftar."));
    if (from && to && *to < *from) state.refuse("sampai", context.t("Hari paling lambat tidak boleh sebelum hari paling cepat."));
    if (!part) state.refuse("waktu", context.t("Pilih jam kedatangan."));
    if (!state.ok()) return {};
    wish.office = joining.office.id;
    wish.service = joining.service.code;
    wish.from = *from;
    wish.to = *to;
    wish.part_of_day = *part;
    return wish;
}

// --- joining with a file ---

struct HeldFile {
    Context holder;
    registration::Outline file;
    office::Office office;
    office::Service service;
    std::optional<Ticket> ticket;
    std::optional<Waiting> waiting;
    std::vector<Date> days;
    int offer_minutes{};
};

std::optional<HeldFile> held_file(sql::Transaction& tx, const http::Request& request, const Context& context) {
    const auto id = request.path_id<registration::ApplicationId>(0);
    auto holder = as_holder(tx, request, context, id);
    if (!holder) return {};
    auto file = registration::find_outline(tx, id);
    auto office = file ? office::find_office(tx, file->office) : std::nullopt;
    auto service = office ? find_service(tx, office->id, "ak1") : std::nullopt;
    if (!service) return {};
    auto ticket = open_ticket_of(tx, id);
    std::optional<Date> before;
    if (ticket) {
        if (const auto window = find_window(tx, ticket->window)) before = window->date;
    }
    HeldFile held{.holder = std::move(*holder), .file = std::move(*file), .office = std::move(*office), .service = std::move(*service)};
    held.ticket = std::move(ticket);
    held.waiting = waiting_of(tx, id);
    held.days = days_served(tx, context, held.office, "ak1", before);
    held.offer_minutes = office::parameter(tx, held.office.id, "offer_minutes", context.local(held.office.zone).date).number();
    return held;
}

http::Response not_this_phone(const Context& context) {
    return not_there(context, context.t("Berkas ini belum dibuka di ponsel ini"),
                     context.t("Buka dengan kode delapan huruf dan tanggal lahir."), context.t("Buka berkas saya"), "/berkas");
}

Joining joining_of(const HeldFile& held) {
    const auto path = "/berkas/" + held.file.id.text();
    return {held.office, held.service, path + "/tunggu", held.ticket ? "/tiket/" + held.ticket->code : path + "/jadwal",
            held.days,   false,        held.ticket};
}

http::Response get_join(const http::Request& request, Context& context) {
    const auto held = context.platform.database.read([&](sql::Transaction& tx) { return held_file(tx, request, context); });
    if (!held) return not_this_phone(context);
    if (held->waiting) return http::see_other(own_page(context, held->office, *held->waiting));
    return join_page(context, joining_of(*held), {}, "", held->offer_minutes, 200);
}

http::Response post_join(const http::Request& request, Context& context) {
    const auto held = context.platform.database.read([&](sql::Transaction& tx) { return held_file(tx, request, context); });
    if (!held) return not_this_phone(context);
    const auto joining = joining_of(*held);
    html::FormState state{request.form, {}};
    auto wish = wish_of(context, joining, state);
    if (!wish) return join_page(context, joining, state, "", held->offer_minutes, 422);
    wish->application = held->file.id;
    const auto joined = context.platform.database.write([&](sql::Transaction& tx) { return join_waiting_list(tx, held->holder, *wish); });
    if (!joined && joined.error() != WaitingRefusal::already_waiting)
        return join_page(context, joining, state, context.t(sentence(joined.error())), held->offer_minutes, 409);
    const auto waiting = context.platform.database.read([&](sql::Transaction& tx) { return waiting_of(tx, held->file.id); });
    if (!waiting) return http::see_other(joining.path);
    return http::see_other(own_page(context, held->office, *waiting));
}

// --- joining with a name and a phone ---

struct Visited {
    office::Office office;
    office::Service service;
    std::vector<Date> days;
    int offer_minutes{};
};

std::optional<Visited> visited(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto office = office_at(tx, request);
    auto service = office ? find_service(tx, office->id, request.path_value(1)) : std::nullopt;
    if (!service || service->needs_application || !service->bookable_online) return {};
    auto days = days_served(tx, context, *office, service->code, {});
    const int minutes = office::parameter(tx, office->id, "offer_minutes", context.local(office->zone).date).number();
    return Visited{std::move(*office), std::move(*service), std::move(days), minutes};
}

Joining joining_of(const Visited& visit) {
    const auto path = "/kantor/" + visit.office.code + "/layanan/" + visit.service.code;
    return {visit.office, visit.service, path + "/tunggu", path, visit.days, true, {}};
}

http::Response get_visitor_join(const http::Request& request, Context& context) {
    const auto visit = context.platform.database.read([&](sql::Transaction& tx) { return visited(tx, request, context); });
    if (!visit) return no_such_office(context);
    return join_page(context, joining_of(*visit), {}, "", visit->offer_minutes, 200);
}

http::Response post_visitor_join(const http::Request& request, Context& context) {
    const auto visit = context.platform.database.read([&](sql::Transaction& tx) { return visited(tx, request, context); });
    if (!visit) return no_such_office(context);
    const auto joining = joining_of(*visit);
    html::FormState state{request.form, {}};
    const auto wish = wish_of(context, joining, state);
    if (!wish) return join_page(context, joining, state, "", visit->offer_minutes, 422);
    const auto joined = context.platform.database.write([&](sql::Transaction& tx) { return join_waiting_list(tx, context, *wish); });
    if (!joined) return join_page(context, joining, state, context.t(sentence(joined.error())), visit->offer_minutes, 409);
    const auto view = context.platform.database.read([&](sql::Transaction& tx) { return waiting_view(tx, context, *joined); });
    return http::see_other(own_page(context, visit->office, view->waiting));
}

// --- the page of a wish ---

struct Seen {
    WaitingView view;
    office::Office office;
    std::optional<office::Service> service;
    std::optional<Ticket> ticket;  // that was taken through it, or is held meanwhile
    int offer_minutes{};
};

std::optional<Seen> seen(sql::Transaction& tx, const http::Request& request, const Context& context) {
    const auto id = links::open(context, waiting_purpose, request.path_value(0));
    if (!id) return {};
    auto view = waiting_view(tx, context, WaitingId{*id});
    auto office = view ? office::find_office(tx, view->waiting.office) : std::nullopt;
    if (!office) return {};
    Seen made{.view = std::move(*view), .office = std::move(*office)};
    const auto& waiting = made.view.waiting;
    made.service = find_service(tx, waiting.office, waiting.service);
    if (waiting.ticket)
        made.ticket = find_ticket(tx, waiting.ticket);
    else if (waiting.application)
        made.ticket = open_ticket_of(tx, waiting.application);
    made.offer_minutes = office::parameter(tx, made.office.id, "offer_minutes", context.local(made.office.zone).date).number();
    return made;
}

http::Response unknown_link(const Context& context) {
    return not_there(context, context.t("Tautan ini tidak berlaku lagi"),
                     context.t("Buka berkas Anda, atau ambil nomor pada jadwal yang masih kosong."), context.t("Ke halaman awal"), "/");
}

// The link proves whose wish it is.
Context as_waiting(const Context& context, const Waiting& waiting) {
    Context holder = context;
    if (waiting.application)
        holder.actor = {.kind = ActorKind::applicant,
                        .applicant = waiting.application.value,
                        .permissions = {Permission::hold_application},
                        .session_key = context.actor.session_key};
    return holder;
}

void fact(Markup& out, std::string_view label, std::string_view value) {
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

std::string range_of(const Context& context, const Waiting& waiting) {
    if (waiting.from == waiting.to) return long_date(context.language, waiting.from);
    return fill(context.t("{dari} sampai {sampai}"),
                {{"dari", short_date(context.language, waiting.from)}, {"sampai", short_date(context.language, waiting.to)}});
}

void write_offer(Markup& out, const Context& context, const Seen& seen, const std::string& path) {
    const auto& [offer, window] = *seen.view.offered;
    out << "<h1>"_html << context.t("Ada tempat untuk Anda") << "</h1>"_html;
    html::card_open(
        out, fill(context.t("{nama}, tempat ini disimpan untuk Anda"), {{"nama", std::string(first_name(seen.view.waiting.holder_name))}}));
    out << "<p class=\"card-next\">"_html << long_date(context.language, window.date) << "</p><dl class=\"card-facts\">"_html;
    fact(out, context.t("Jam"), hours_of(window) + " " + std::string(name(seen.office.zone)));
    fact(out, context.t("Tempat"), window.place.empty() ? seen.office.name : window.place);
    if (seen.service) fact(out, context.t("Layanan"), name_of(context, *seen.service));
    fact(out, context.t("Jawab sebelum"), date_and_clock(context.language, offer.expires_at.in(seen.office.zone)));
    out << "</dl>"_html;
    html::card_close(out);
    if (seen.ticket)
        out << "<p>"_html
            << fill(context.t("Nomor {nomor} Anda pindah ke hari ini; tempat lama diberikan kepada orang lain."),
                    {{"nomor", seen.ticket->label()}})
            << "</p>"_html;
    html::form_open(out, context, path + "/ambil");
    html::hidden(out, "tawaran", offer.id.text());
    html::button(out, context.t("Ambil tempat ini"));
    html::form_close(out);
    html::form_open(out, context, path + "/tolak");
    html::hidden(out, "tawaran", offer.id.text());
    html::button(out, context.t("Lewati, saya tetap menunggu"), html::ButtonKind::secondary);
    html::form_close(out);
}

void write_waiting(Markup& out, const Context& context, const Seen& seen) {
    const auto& waiting = seen.view.waiting;
    out << "<h1>"_html << context.t("Anda di daftar tunggu") << "</h1>"_html;
    html::card_open(out, fill(context.t("{nama}, urutan Anda"), {{"nama", std::string(first_name(waiting.holder_name))}}));
    out << "<p class=\"card-number\">"_html << number(seen.view.people_before + 1) << "</p><p class=\"card-next\">"_html;
    if (seen.view.people_before == 0)
        out << context.t("Anda paling depan.");
    else if (seen.view.people_before == 1)
        out << context.t("1 orang di depan Anda.");
    else
        out << fill(context.t("{jumlah} orang di depan Anda."), {{"jumlah", number(seen.view.people_before)}});
    out << " "_html << context.t("Kami mengirim pesan bila ada tempat.") << "</p><dl class=\"card-facts\">"_html;
    if (seen.service) fact(out, context.t("Layanan"), name_of(context, *seen.service));
    fact(out, context.t("Hari"), range_of(context, waiting));
    fact(out, context.t("Jam"), context.t(word_of(waiting.part_of_day)));
    out << "</dl>"_html;
    html::card_close(out);
    if (!seen.view.settled)
        out << "<p class=\"muted\">"_html
            << context.t("Anda baru bergabung. Untuk tempat yang kembali dalam 30 menit ini, urutan sesama yang baru bergabung diundi.")
            << "</p>"_html;
}

void write_over(Markup& out, const Context& context, const Seen& seen) {
    const auto& waiting = seen.view.waiting;
    out << "<h1>"_html << context.t("Anda tidak lagi di daftar tunggu") << "</h1><p class=\"lead\">"_html
        << (waiting.state == WaitingState::left ? context.t("Anda keluar dari daftar, atau sudah mendapat tempat sendiri.")
                                                : context.t("Hari yang Anda tunggu sudah lewat, atau tiga tawaran tidak dijawab."))
        << "</p>"_html;
    if (seen.ticket) {
        html::link_button(out, fill(context.t("Lihat nomor {nomor}"), {{"nomor", seen.ticket->label()}}), "/tiket/" + seen.ticket->code);
    } else {
        html::link_button(out, context.t("Masuk daftar tunggu lagi"),
                          waiting.application ? "/berkas/" + waiting.application.text() + "/tunggu"
                                              : "/kantor/" + seen.office.code + "/layanan/" + waiting.service + "/tunggu");
    }
}

http::Response wish_page(const http::Request& request, const Context& context, std::string_view refusal) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return unknown_link(context);
    const auto& waiting = found->view.waiting;
    if (waiting.state == WaitingState::served && found->ticket) return http::see_other("/tiket/" + found->ticket->code);
    const auto path = "/tunggu/" + request.path_value(0);
    Markup out;
    if (!refusal.empty()) html::notice(out, html::Tone::warning, context.t("Tempat belum diambil"), refusal);
    if (waiting.state != WaitingState::waiting) {
        write_over(out, context, *found);
    } else {
        out << "<div"_html;
        out.attribute("data-events"_html, path + "/peristiwa");
        out << ">"_html;
        if (found->view.offered)
            write_offer(out, context, *found, path);
        else
            write_waiting(out, context, *found);
        out << "</div>"_html;
        write_how(out, context, found->offer_minutes);
        html::post_button(out, context, path + "/keluar", context.t("Keluar dari daftar tunggu"));
    }
    auto frame = public_frame(found->office, std::string(context.t("Daftar tunggu")), path);
    frame.scripts = {"ticket"};
    return http::page(html::document(context, frame, out), refusal.empty() ? 200 : 409);
}

http::Response get_wish(const http::Request& request, Context& context) { return wish_page(request, context, ""); }

http::Response get_events(const http::Request& request, Context& context) {
    const auto id = links::open(context, waiting_purpose, request.path_value(0));
    if (!id) return unknown_link(context);
    return http::events("waiting:" + std::to_string(*id));
}

http::Response post_accept(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return unknown_link(context);
    const auto offer = OfferId::parse(request.form.text("tawaran")).value_or(OfferId{});
    const auto holder = as_waiting(context, found->view.waiting);
    // The link proves this wish, so only its own offers.
    if (found->view.offered && found->view.offered->offer.id != offer)
        return wish_page(request, context, context.t(sentence(WaitingRefusal::offer_over)));
    if (!found->view.offered && found->view.waiting.state == WaitingState::waiting)
        return wish_page(request, context, context.t(sentence(WaitingRefusal::offer_over)));
    if (!found->view.offered) return wish_page(request, context, "");
    const auto ticket = context.platform.database.write([&](sql::Transaction& tx) { return accept_offer(tx, holder, offer); });
    if (!ticket) return wish_page(request, context, context.t(sentence(ticket.error())));
    return http::see_other("/tiket/" + ticket->code);
}

http::Response post_decline(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return unknown_link(context);
    if (found->view.offered) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) {
            return decline_offer(tx, as_waiting(context, found->view.waiting), found->view.offered->offer.id);
        });
        static_cast<void>(done);  // refused when its time ran out meanwhile: the page says what is now
    }
    return http::see_other("/tunggu/" + request.path_value(0));
}

http::Response post_leave(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return unknown_link(context);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return leave_waiting_list(tx, as_waiting(context, found->view.waiting), found->view.waiting.id); });
    static_cast<void>(done);
    return http::see_other("/tunggu/" + request.path_value(0));
}

// --- staff: who waits ---

http::Response get_list(const http::Request&, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return no_office_of_yours(context);
        const auto list = waiting_list(tx, context, office->id);
        Markup out;
        out << "<h1>"_html << context.t("Daftar tunggu") << "</h1>"_html;
        if (list.empty()) {
            html::empty_state(out, context.t("Orang yang menunggu tempat akan tampil di sini."),
                              context.t("Mereka masuk dari halaman jadwal bila hari yang mereka inginkan penuh."));
        } else {
            html::table_open(out, context.t("Menurut layanan dan urutan bergabung"),
                             {{context.t("Nama")},
                              {context.t("Layanan")},
                              {context.t("Hari")},
                              {context.t("Jam")},
                              {context.t("Bergabung")},
                              {context.t("Tawaran")}});
            for (const auto& view : list) {
                const auto& waiting = view.waiting;
                const auto service = find_service(tx, office->id, waiting.service);
                out << "<tr><td>"_html << waiting.holder_name;
                if (waiting.goes_first)
                    out << "<br><span class=\"muted\">"_html << context.t("Didahulukan: kuota dikurangi") << "</span>"_html;
                out << "</td><td>"_html << (service ? name_of(context, *service) : std::string_view(waiting.service)) << "</td><td>"_html
                    << range_of(context, waiting) << "</td><td>"_html << context.t(word_of(waiting.part_of_day)) << "</td><td>"_html
                    << date_and_clock(context.language, waiting.joined_at.in(office->zone)) << "</td><td>"_html;
                if (view.offered)
                    out << fill(context.t("{hari}, jawab sebelum {batas}"),
                                {{"hari", day_and_date(context.language, view.offered->window.date)},
                                 {"batas", clock(view.offered->offer.expires_at.in(office->zone).time)}});
                else
                    out << context.t("Belum ada");
                out << "</td></tr>"_html;
            }
            html::table_close(out);
        }
        auto frame = desk_frame(*office, std::string(context.t("Daftar tunggu")), "/loket/tunggu");
        frame.wide = true;
        return http::page(html::document(context, frame, out));
    });
}

}  // namespace

std::vector<http::Route> waiting_routes() {
    using enum http::Method;
    return {{get, "/berkas/{id}/tunggu", get_join, Permission::hold_application},
            {post, "/berkas/{id}/tunggu", post_join, Permission::hold_application, http::Rate::write, 16 * 1024},
            {get, "/kantor/{code}/layanan/{service}/tunggu", get_visitor_join, Permission::anyone},
            {post, "/kantor/{code}/layanan/{service}/tunggu", post_visitor_join, Permission::anyone, http::Rate::write, 16 * 1024},
            {get, "/tunggu/{token}", get_wish, Permission::anyone},
            {get, "/tunggu/{token}/peristiwa", get_events, Permission::anyone},
            {post, "/tunggu/{token}/ambil", post_accept, Permission::anyone, http::Rate::write},
            {post, "/tunggu/{token}/tolak", post_decline, Permission::anyone, http::Rate::write},
            {post, "/tunggu/{token}/keluar", post_leave, Permission::anyone, http::Rate::write},
            {get, "/loket/tunggu", get_list, Permission::see_day_list}};
}

}  // namespace booking
