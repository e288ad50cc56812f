#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Somebody stands at the counter without a number: one for today, on one screen.
namespace booking {

namespace {

struct WalkIn {
    office::Office office;
    std::vector<office::Service> services;
    std::vector<WindowView> windows;            // of today, not over, for this kind of person
    std::optional<registration::Outline> file;  // of an AK-1
};

std::optional<WalkIn> walk_in(const Context& context, std::string_view application) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<WalkIn> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        WalkIn made{.office = std::move(*office)};
        made.services = office::services(tx, made.office.id);
        if (const auto id = registration::ApplicationId::parse(application)) {
            made.file = registration::find_outline(tx, *id);
            if (made.file && made.file->office != made.office.id) made.file.reset();
        }
        for (auto& view : day_windows(tx, context, made.office.id, context.local(made.office.zone).date)) {
            const bool for_files = view.window.service == "ak1";
            if (view.state == WindowState::over || view.window.suspended || for_files != made.file.has_value()) continue;
            made.windows.push_back(std::move(view));
        }
        return made;
    });
}

// The day's places first, then those kept for people whom the register made us refuse online.
std::vector<html::Option> places(const Context& context, const WalkIn& walk_in) {
    std::vector<html::Option> options;
    const auto said = [&](const Window& window) {
        const auto service = std::ranges::find(walk_in.services, window.service, &office::Service::code);
        return hours_of(window) + ", " + (service == walk_in.services.end() ? window.service : std::string(name_of(context, *service)));
    };
    for (const auto& [window, state] : walk_in.windows) {
        const int left = window.quota - window.taken;
        if (left > 0)
            options.push_back(
                {window.id.text(), said(window) + ", " + fill(context.t("{jumlah} tempat lagi"), {{"jumlah", number(left)}}), ""});
    }
    for (const auto& [window, state] : walk_in.windows) {
        const int left = window.reserve - window.reserve_taken;
        if (left > 0)
            options.push_back({window.id.text() + "-cadangan",
                               said(window) + ", " + fill(context.t("cadangan: {jumlah}"), {{"jumlah", number(left)}}), ""});
    }
    return options;
}

http::Response walk_in_page(const Context& context, const WalkIn& walk_in, const html::FormState& state, std::string_view notice = "",
                            int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    if (!notice.empty()) html::notice(out, html::Tone::warning, context.t("Nomor belum diambil"), notice);
    out << "<h1>"_html << context.t("Nomor tanpa janji, untuk hari ini") << "</h1>"_html;
    const auto options = places(context, walk_in);
    if (options.empty()) {
        html::empty_state(out, context.t("Jadwal hari ini yang masih ada tempat akan tampil di sini."),
                          context.t("Kepala kantor dapat menambah kuota hari ini."));
    } else {
        html::form_open(out, context, "/loket/nomor");
        if (walk_in.file) {
            html::hidden(out, "permohonan", walk_in.file->id.text());
            out << "<p class=\"lead\"><strong>"_html << walk_in.file->name << "</strong>, AK-1</p>"_html;
        } else {
            html::text_field(out, context,
                             {.name = "nama",
                              .label = context.t("Nama"),
                              .value = state.value("nama"),
                              .error = state.error("nama"),
                              .width = 20,
                              .max_length = 100});
        }
        html::select(
            out, context,
            {.name = "jadwal", .label = context.t("Layanan dan jam"), .value = state.value("jadwal"), .error = state.error("jadwal")},
            options);
        if (!walk_in.file) {
            html::text_field(out, context,
                             {.name = "perihal",
                              .label = context.t("Perihal"),
                              .value = state.value("perihal"),
                              .error = state.error("perihal"),
                              .max_length = 200,
                              .optional = true});
            phone_field(out, context, state, "", Asked::may_tell);
        }
        html::button(out, context.t("Beri nomor"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    if (!walk_in.file) {
        out << "<p>"_html << context.t("Untuk AK-1, isi berkasnya dulu:") << " <a href=\"/loket/baru\">"_html << context.t("Berkas baru")
            << "</a></p>"_html;
    }
    auto frame = desk_frame(walk_in.office, std::string(context.t("Nomor tanpa janji")), "/loket/nomor");
    frame.back_href = "/loket";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_walk_in(const http::Request& request, Context& context) {
    const auto made = walk_in(context, request.query.text("permohonan"));
    if (!made) return no_office_of_yours(context);
    if (made->file) {
        const auto ticket = context.platform.database.read([&](sql::Transaction& tx) { return open_ticket_of(tx, made->file->id); });
        if (ticket) return http::see_other("/loket?nomor=" + ticket->id.text());
    }
    return walk_in_page(context, *made, {});
}

http::Response post_walk_in(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto made = walk_in(context, state.value("permohonan"));
    if (!made) return no_office_of_yours(context);
    auto chosen = state.value("jadwal");
    const bool reserve = chosen.ends_with("-cadangan");
    if (reserve) chosen.resize(chosen.size() - std::string_view("-cadangan").size());
    const auto window = WindowId::parse(chosen);
    const bool offered = window && std::ranges::any_of(made->windows, [&](const WindowView& one) { return one.window.id == *window; });
    if (!offered) state.refuse("jadwal", context.t("Pilih jadwal dari daftar."));
    const auto name = text::clean_line(state.value("nama"), 100);
    if (!made->file && (!name || name->empty())) state.refuse("nama", context.t("Isi nama orangnya."));
    if (!text::clean_line(state.value("perihal"), 200))
        state.refuse("perihal", context.t("Tulis paling panjang 200 huruf, dalam satu baris."));
    if (!state.value("telepon").empty() && !Phone::parse(state.value("telepon")))
        state.refuse("telepon", context.t("Isi nomor telepon yang lengkap, misalnya 0812 3456 7890."));
    if (!state.ok()) return walk_in_page(context, *made, state, "", 422);

    const auto channel = reserve ? TicketChannel::reserve : TicketChannel::counter;
    // The person stands here: the number and the arrival are one act.
    const auto ticket = context.platform.database.write([&](sql::Transaction& tx) -> Result<Ticket, Refusal> {
        auto taken = made->file
                         ? take_place(tx, context, *window, made->file->id, channel)
                         : take_place_for_visitor(tx, context, *window, {*name, state.value("telepon"), state.value("perihal")}, channel);
        if (!taken) return taken;
        return check_in(tx, context, taken->id, DayRule::booked_day_only);
    });
    if (ticket) return http::see_other("/loket?nomor=" + ticket->id.text());
    return walk_in_page(context, *made, state, context.t(sentence(ticket.error())), 409);
}

}  // namespace

std::vector<http::Route> walk_in_routes() {
    using enum http::Method;
    return {{get, "/loket/nomor", get_walk_in, Permission::check_in},
            {post, "/loket/nomor", post_walk_in, Permission::check_in, http::Rate::write, 16 * 1024}};
}

}  // namespace booking
