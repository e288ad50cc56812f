#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

// The file that this phone holds, with the office it goes to.
struct Held {
    Context holder;
    registration::Outline file;
    office::Office office;
};

std::optional<Held> held_file(sql::Transaction& tx, const http::Request& request, const Context& context) {
    const auto id = request.path_id<registration::ApplicationId>(0);
    auto holder = as_holder(tx, request, context, id);
    if (!holder) return {};
    auto file = registration::find_outline(tx, id);
    if (!file) return {};
    auto office = office::find_office(tx, file->office);
    if (!office) return {};
    return Held{std::move(*holder), std::move(*file), std::move(*office)};
}

http::Response not_this_phone(const Context& context) {
    return not_there(context, context.t("Berkas ini belum dibuka di ponsel ini"),
                     context.t("Buka dengan kode delapan huruf dan tanggal lahir."), context.t("Buka berkas saya"), "/berkas");
}

void write_refusal(Markup& out, const Context& context, const office::Office& office, Refusal why, const std::vector<WindowView>& list,
                   std::string_view choose) {
    if (why == Refusal::take_number_at_counter) {
        write_at_the_counter(out, context, office);
        return;
    }
    Markup body;
    body << "<p>"_html << context.t(sentence(why)) << "</p>"_html;
    if (const auto free = first_free(list)) {
        body << "<p><button class=\"button button--secondary\""_html;
        body.attribute("formaction"_html, std::string(choose) + free->id.text());
        body << ">"_html
             << fill(context.t("Ambil {hari}, {jam}"), {{"hari", day_and_date(context.language, free->date)}, {"jam", hours_of(*free)}})
             << "</button></p>"_html;
    }
    html::notice(out, html::Tone::warning, context.t("Nomor belum diambil"), body);
}

http::Response choice_page(const http::Request& request, const Context& context, std::optional<Refusal> why) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto held = held_file(tx, request, context);
        if (!held) return not_this_phone(context);
        if (const auto ticket = open_ticket_of(tx, held->file.id)) return http::see_other("/tiket/" + ticket->code);
        const auto file_path = "/berkas/" + held->file.id.text();
        if (held->file.state == registration::ApplicationState::draft) return http::see_other(file_path);
        const auto today = context.local(held->office.zone).date;
        const auto ahead = office::parameter(tx, held->office.id, "booking_days_ahead_max", today).number();
        const auto list = windows(tx, context, held->office.id, "ak1", today, today + ahead);
        const auto path = file_path + "/jadwal";
        const auto choose = path + "/";

        Markup out;
        out << "<h1>"_html << context.t("Kapan Anda datang?") << "</h1><p class=\"lead\">"_html
            << context.t("Pilih satu waktu. Anda langsung mendapat nomor antrean.") << "</p>"_html;
        html::form_open(out, context, path);
        if (why) write_refusal(out, context, held->office, *why, list, choose);
        write_days(out, context, list, today, choose);
        html::form_close(out);
        if (!first_free(list)) {
            html::empty_state(out, context.t("Waktu yang masih kosong akan tampil di sini."),
                              context.t("Semua jadwal sedang penuh. Coba lagi besok, atau datang langsung ke loket."));
            write_at_the_counter(out, context, held->office);
        }
        write_coming_draws(out, context, tx, held->office, held->file.id);
        if (!list.empty()) {
            out << "<p><a"_html;
            out.attribute("href"_html, file_path + "/tunggu");
            out << ">"_html << context.t("Hari yang Anda inginkan penuh? Masuk daftar tunggu") << "</a></p>"_html;
        }
        out << "<p class=\"muted\">"_html << fill(context.t("Jam setempat ({zona})."), {{"zona", std::string(name(held->office.zone))}})
            << "</p>"_html;
        auto frame = public_frame(held->office, std::string(context.t("Pilih jadwal")), path);
        frame.back_href = file_path;
        return http::page(html::document(context, frame, out), why ? 409 : 200);
    });
}

http::Response get_choice(const http::Request& request, Context& context) { return choice_page(request, context, {}); }

http::Response post_choice(const http::Request& request, Context& context) {
    const auto window = request.path_id<WindowId>(1);
    const auto held = context.platform.database.read([&](sql::Transaction& tx) { return held_file(tx, request, context); });
    if (!held) return not_this_phone(context);
    const auto ticket = context.platform.database.write(
        [&](sql::Transaction& tx) { return take_place(tx, held->holder, window, held->file.id, TicketChannel::online); });
    if (ticket) return http::see_other("/tiket/" + ticket->code);
    return choice_page(request, context, ticket.error());
}

// Somebody pressed a button of a browser that does not know formaction: the list again.
http::Response post_nothing(const http::Request& request, Context& context) {
    return choice_page(request, context, Refusal::no_such_window);
}

}  // namespace

std::vector<http::Route> choice_routes() {
    using enum http::Method;
    return {{get, "/berkas/{id}/jadwal", get_choice, Permission::hold_application},
            {post, "/berkas/{id}/jadwal", post_nothing, Permission::hold_application, http::Rate::write},
            {post, "/berkas/{id}/jadwal/{window}", post_choice, Permission::hold_application, http::Rate::write}};
}

}  // namespace booking
