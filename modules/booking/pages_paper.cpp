#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_paper_day.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A day without power: the list and the numbers on paper before it, their entry with the original times after it.
namespace booking {

namespace {

struct PaperDay {
    office::Office office;
    Date date;
    std::vector<office::Service> services;
    std::vector<DayEntry> list;
    struct Range {
        Window window;
        PaperNumbers numbers;
    };
    std::vector<Range> ranges;
};

std::optional<PaperDay> paper_day(const Context& context, std::string_view date) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<PaperDay> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        PaperDay day{.office = std::move(*office), .date = Date::parse(date).value_or(today)};
        day.services = office::services(tx, day.office.id);
        day.list = day_list(tx, context, day.office.id, day.date);
        for (const auto& [window, state] : day_windows(tx, context, day.office.id, day.date)) {
            for (const auto& numbers : kept_paper_numbers(tx, context, window.id)) day.ranges.push_back({window, numbers});
        }
        return day;
    });
}

const office::Service* service_of(const PaperDay& day, std::string_view code) {
    const auto found = std::ranges::find(day.services, code, &office::Service::code);
    return found == day.services.end() ? nullptr : &*found;
}

std::string name_in(const Context& context, const PaperDay& day, std::string_view code) {
    const auto* service = service_of(day, code);
    return service ? std::string(name_of(context, *service)) : std::string(code);
}

std::string label_of(const PaperDay& day, const Window& window, int number) {
    const auto* service = service_of(day, window.service);
    return Ticket{.number = number, .letter = service ? service->letter : 'A'}.label();
}

// Entered after the power came back: it stands on the list by now.
bool is_entered(const PaperDay& day, const Window& window, int number) {
    return std::ranges::any_of(day.list,
                               [&](const DayEntry& entry) { return entry.ticket.window == window.id && entry.ticket.number == number; });
}

// --- the printed list ---

void cell(Markup& out, std::string_view text) { out << "<td>"_html << text << "</td>"_html; }

http::Response get_print(const http::Request& request, Context& context) {
    const auto day = paper_day(context, request.query.text("tanggal"));
    if (!day) return no_office_of_yours(context);
    const auto title = fill(context.t("Daftar kunjungan {hari}"), {{"hari", long_date(context.language, day->date)}});
    Markup out;
    out << "<p class=\"letterhead\"><strong>"_html << day->office.government << "</strong><br>"_html << day->office.name << "<br>"_html
        << day->office.address << "</p><h1>"_html << title
        << "</h1><p class=\"no-print\"><button type=\"button\" class=\"button\" hidden data-print data-key=\"F2\">"_html
        << context.t("Cetak") << "<kbd>F2</kbd></button></p>"_html;
    html::table_open(out, title,
                     {{context.t("Nomor")},
                      {context.t("Jam")},
                      {context.t("Nama")},
                      {context.t("Layanan")},
                      {context.t("Kode")},
                      {context.t("Datang jam")},
                      {context.t("Dilayani jam")},
                      {context.t("Hasil")}});
    for (const auto& entry : day->list) {
        if (entry.ticket.state == TicketState::cancelled) continue;
        out << "<tr><th scope=\"row\" class=\"num\">"_html << entry.ticket.label() << "</th>"_html;
        cell(out, clock(entry.opens) + "–" + clock(entry.closes));
        cell(out, entry.ticket.holder_name);
        cell(out, name_in(context, *day, entry.ticket.service));
        cell(out, grouped(entry.ticket.code));
        out << "<td></td><td></td><td></td></tr>"_html;
    }
    for (const auto& [window, numbers] : day->ranges) {
        for (int number = numbers.first; number <= numbers.last; ++number) {
            if (is_entered(*day, window, number)) continue;
            out << "<tr><th scope=\"row\" class=\"num\">"_html << label_of(*day, window, number) << "</th>"_html;
            cell(out, hours_of(window));
            out << "<td></td>"_html;
            cell(out, name_in(context, *day, window.service));
            out << "<td></td><td></td><td></td><td></td></tr>"_html;
        }
    }
    html::table_close(out);
    auto frame = desk_frame(day->office, title, "/loket/hari/cetak?tanggal=" + day->date.iso());
    const auto back = "/loket/hari?siap=1&tanggal=" + day->date.iso();
    frame.back_href = back;
    return http::page(html::document(context, frame, out));
}

// --- the same as one PDF: list, numbers kept for paper, blank forms ---

// As many forms as there are numbers without a person, and a few for those who come without one.
constexpr int spare_forms = 5;

http::Response get_pdf(const http::Request& request, Context& context) {
    const auto day = paper_day(context, request.query.text("tanggal"));
    if (!day) return no_office_of_yours(context);
    // Papers are Indonesian, whatever language the screen speaks.
    auto on_paper = context;
    on_paper.language = Language::indonesian;
    const auto short_name = [&](const std::string& service) {
        return service == "ak1" ? std::string("AK-1") : name_in(on_paper, *day, service);
    };
    registration::DayOnPaper sheet{.title = "DAFTAR KUNJUNGAN",
                                   .subtitle = long_date(Language::indonesian, day->date),
                                   .columns = {"Nomor", "Jam", "Nama", "Layanan", "Kode", "Datang jam", "Dilayani jam", "Hasil"},
                                   .shares = {1.1, 1.6, 3.2, 2, 1.8, 1.1, 1.2, 1.7},
                                   .rows = {},
                                   .blank_forms = spare_forms};
    for (const auto& entry : day->list) {
        if (entry.ticket.state == TicketState::cancelled) continue;
        sheet.rows.push_back({entry.ticket.label(), clock(entry.opens) + "–" + clock(entry.closes), entry.ticket.holder_name,
                              short_name(entry.ticket.service), grouped(entry.ticket.code), "", "", ""});
    }
    for (const auto& [window, numbers] : day->ranges) {
        for (int number = numbers.first; number <= numbers.last; ++number) {
            if (is_entered(*day, window, number)) continue;
            sheet.rows.push_back({label_of(*day, window, number), hours_of(window), "", short_name(window.service), "", "", "", ""});
            sheet.blank_forms += window.service == "ak1";
        }
    }
    auto made = registration::render_day_on_paper(context, day->office.id, sheet);
    if (!made) return no_office_of_yours(context);
    return http::bytes(std::move(*made), "application/pdf")
        .with_header("Content-Disposition", "inline; filename=\"daftar-" + day->date.iso() + ".pdf\"")
        .with_header("Cache-Control", "private, no-store");
}

http::Response post_prepared(const http::Request& request, Context& context) {
    const auto date = Date::parse(request.form.text("tanggal"));
    const auto kept = context.platform.database.write([&](sql::Transaction& tx) -> Result<int, Refusal> {
        if (!date) return Refusal::no_such_window;
        return prepare_paper_day(tx, context, context.actor.office, *date);
    });
    if (kept) return http::see_other("/loket/hari/kertas.pdf?tanggal=" + date->iso());
    return http::page(html::message_document(context, context.t("Nomor kertas belum disisihkan"), context.t(sentence(kept.error())),
                                             context.t("Kembali ke daftar"), "/loket"),
                      422);
}

http::Response post_numbers(const http::Request& request, Context& context) {
    const auto window = WindowId::parse(request.form.text("jadwal"));
    const int count = text::whole(text::trim(request.form.text("jumlah"))).value_or(0);
    const auto kept = context.platform.database.write(
        [&](sql::Transaction& tx) { return keep_paper_numbers(tx, context, window.value_or(WindowId{}), count); });
    const auto date = Date::parse(request.form.text("tanggal"));
    if (kept && date) return http::see_other("/loket/hari/cetak?tanggal=" + date->iso());
    return http::page(
        html::message_document(context, context.t("Nomor kertas belum disisihkan"),
                               kept ? context.t("Harinya tidak terbaca.") : context.t("Isi dari 1 sampai 1.000 nomor untuk satu jadwal."),
                               context.t("Kembali ke daftar"), "/loket"),
        422);
}

// --- later entry ---

std::vector<html::Option> range_options(const Context& context, const PaperDay& day) {
    std::vector<html::Option> options;
    for (const auto& [window, numbers] : day.ranges) {
        const auto value = window.id.text();
        if (std::ranges::any_of(options, [&](const html::Option& one) { return one.value == value; })) continue;
        options.push_back({value, hours_of(window) + ", " + name_in(context, day, window.service), ""});
    }
    return options;
}

std::vector<html::Option> outcome_options(const Context& context, const PaperDay& day) {
    std::vector<html::Option> options{{"", std::string(context.t("Belum selesai")), ""}};
    for (const auto& [window, numbers] : day.ranges) {
        if (window.service == "ak1") continue;  // closes with the decision
        for (const auto& one : outcomes(window.service)) {
            const std::string value(one.code);
            if (std::ranges::any_of(options, [&](const html::Option& seen) { return seen.value == value; })) continue;
            options.push_back({value, std::string(context.t(one.label)), ""});
        }
    }
    return options;
}

http::Response late_page(const Context& context, const PaperDay& day, const html::FormState& state, std::string_view notice,
                         html::Tone tone, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    if (!notice.empty()) html::notice(out, tone, notice, "");
    out << "<h1>"_html << fill(context.t("Nomor kertas {hari}"), {{"hari", long_date(context.language, day.date)}}) << "</h1>"_html;
    if (day.ranges.empty()) {
        html::empty_state(out, context.t("Nomor yang disisihkan untuk kertas akan tampil di sini."),
                          context.t("Sisihkan nomor pada halaman hari itu, sebelum hari tanpa listrik."));
    } else {
        out << "<p class=\"muted\">"_html;
        for (const auto& [window, numbers] : day.ranges)
            out << label_of(day, window, numbers.first) << "–"_html << label_of(day, window, numbers.last) << " "_html;
        out << "</p>"_html;
        html::form_open(out, context, "/loket/susulan");
        html::hidden(out, "tanggal", day.date.iso());
        out << "<div class=\"columns\">"_html;
        html::select(out, context,
                     {.name = "jadwal", .label = context.t("Jadwal"), .value = state.value("jadwal"), .error = state.error("jadwal")},
                     range_options(context, day));
        html::text_field(out, context,
                         {.name = "nomor",
                          .label = context.t("Nomor di kertas"),
                          .value = state.value("nomor"),
                          .error = state.error("nomor"),
                          .inputmode = "numeric",
                          .width = 4});
        html::text_field(
            out, context,
            {.name = "nama", .label = context.t("Nama"), .value = state.value("nama"), .error = state.error("nama"), .max_length = 100});
        html::text_field(out, context,
                         {.name = "kode",
                          .label = context.t("Kode berkas AK-1"),
                          .value = state.value("kode"),
                          .error = state.error("kode"),
                          .width = 10,
                          .optional = true});
        html::text_field(out, context,
                         {.name = "datang",
                          .label = context.t("Datang jam"),
                          .hint = context.t("Misalnya 09.15"),
                          .value = state.value("datang"),
                          .error = state.error("datang"),
                          .width = 5});
        html::text_field(out, context,
                         {.name = "dilayani",
                          .label = context.t("Dilayani jam"),
                          .value = state.value("dilayani"),
                          .error = state.error("dilayani"),
                          .width = 5,
                          .optional = true});
        html::select(out, context, {.name = "hasil", .label = context.t("Hasil"), .value = state.value("hasil")},
                     outcome_options(context, day));
        out << "</div>"_html;
        html::button(out, context.t("Simpan, lalu nomor berikutnya"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    auto frame = desk_frame(day.office, std::string(context.t("Nomor kertas")), "/loket/susulan?tanggal=" + day.date.iso());
    const auto back = "/loket/hari?siap=1&tanggal=" + day.date.iso();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_late(const http::Request& request, Context& context) {
    const auto day = paper_day(context, request.query.text("tanggal"));
    if (!day) return no_office_of_yours(context);
    const auto saved = text::clean_line(request.query.text("tersimpan"), 12).value_or("");
    return late_page(context, *day, {}, saved.empty() ? "" : fill(context.t("Nomor {nomor} sudah masuk"), {{"nomor", saved}}),
                     html::Tone::good);
}

// "09.15" as it is written here, "09:15" as machines write it.
std::optional<TimeOfDay> typed_time(std::string typed) {
    typed = text::trim(typed);
    std::ranges::replace(typed, '.', ':');
    if (typed.size() == 4) typed.insert(0, "0");
    return TimeOfDay::parse(typed);
}

http::Response post_late(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto day = paper_day(context, state.value("tanggal"));
    if (!day) return no_office_of_yours(context);
    LateEntry entry;
    entry.window = WindowId::parse(state.value("jadwal")).value_or(WindowId{});
    auto typed = state.value("nomor");
    if (const auto dash = typed.find('-'); dash != std::string::npos) typed.erase(0, dash + 1);
    entry.number = text::whole(text::trim(typed)).value_or(0);
    if (entry.number < 1) state.refuse("nomor", context.t("Isi nomor yang tertulis di kertas."));
    entry.name = text::clean_line(state.value("nama"), 100).value_or("");
    if (entry.name.empty()) state.refuse("nama", context.t("Isi nama orangnya."));
    const auto arrived = typed_time(state.value("datang"));
    if (!arrived) state.refuse("datang", context.t("Isi jam seperti 09.15."));
    const auto served = typed_time(state.value("dilayani"));
    if (!served && !state.value("dilayani").empty()) state.refuse("dilayani", context.t("Isi jam seperti 09.15."));
    if (arrived && served && *served < *arrived) state.refuse("dilayani", context.t("Jam dilayani tidak lebih awal dari jam datang."));
    if (!state.value("kode").empty()) {
        const auto file = context.platform.database.read(
            [&](sql::Transaction& tx) { return registration::find_application_by_code(tx, context, typed_code(state.value("kode"))); });
        if (file && file->office == day->office.id)
            entry.application = file->id;
        else
            state.refuse("kode", context.t("Berkas dengan kode ini tidak ada di kantor ini."));
    }
    if (!state.ok()) return late_page(context, *day, state, "", html::Tone::warning, 422);
    entry.arrived = *arrived;
    entry.served = served;
    entry.outcome = state.value("hasil");
    const auto ticket = context.platform.database.write([&](sql::Transaction& tx) { return enter_late(tx, context, entry); });
    if (ticket) return http::see_other("/loket/susulan?tanggal=" + day->date.iso() + "&tersimpan=" + ticket->label());
    if (ticket.error() == Refusal::no_such_ticket)
        state.refuse("nomor", context.t("Nomor ini tidak disisihkan untuk kertas pada jadwal ini."));
    else if (ticket.error() == Refusal::already_booked)
        state.refuse("nomor", context.t("Nomor ini sudah dimasukkan, atau orangnya masih punya nomor lain."));
    else
        state.refuse("jadwal", context.t(sentence(ticket.error())));
    return late_page(context, *day, state, "", html::Tone::warning, 422);
}

}  // namespace

std::vector<http::Route> paper_routes() {
    using enum http::Method;
    return {{get, "/loket/hari/cetak", get_print, Permission::see_day_list},
            {get, "/loket/hari/kertas.pdf", get_pdf, Permission::see_day_list},
            {post, "/loket/hari/siapkan", post_prepared, Permission::check_in, http::Rate::write},
            {post, "/loket/hari/kertas", post_numbers, Permission::check_in, http::Rate::write},
            {get, "/loket/susulan", get_late, Permission::edit_application},
            {post, "/loket/susulan", post_late, Permission::edit_application, http::Rate::write, 16 * 1024}};
}

}  // namespace booking
