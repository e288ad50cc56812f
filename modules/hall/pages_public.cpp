#include <algorithm>

#include "modules/booking/actions.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_needs.hpp"
#include "modules/hall/actions_wait.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/pages_slip.hpp"
#include "modules/hall/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/assets/assets.hpp"
#include "platform/html/components.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What anybody may know of the hall: by which rules people are called, how many wait, how long it takes.
namespace hall {

namespace {

constexpr int promises_of_days = 30;

std::string minutes_said(const Context& context, int seconds) {
    if (seconds % 60 == 0 || seconds >= 600) return std::to_string((seconds + 30) / 60);
    if (seconds % 60 == 30) return std::to_string(seconds / 60) + (context.language == Language::english ? ".5" : ",5");
    return std::to_string((seconds + 30) / 60);
}

std::string range_said(const Context& context, const Outlook& outlook) {
    const auto low = minutes_said(context, outlook.low);
    const auto high = minutes_said(context, outlook.high);
    if (outlook.low <= 0 || low == high) return fill(context.t("paling lama {menit} menit"), {{"menit", high}});
    return fill(context.t("{dari} sampai {sampai} menit"), {{"dari", low}, {"sampai", high}});
}

std::string ahead_said(const Context& context, int ahead) {
    if (ahead == 0) return std::string(context.t("Anda berikutnya."));
    if (ahead == 1) return std::string(context.t("1 orang di depan Anda."));
    return fill(context.t("{jumlah} orang di depan Anda."), {{"jumlah", std::to_string(ahead)}});
}

// Where the office divides a window, so that the waiting room holds everybody: when to be there.
void write_slot(Markup& out, sql::Transaction& tx, const Context& context, booking::TicketId id) {
    const auto ticket = booking::find_ticket(tx, id);
    if (!ticket || ticket->state != booking::TicketState::booked) return;
    const auto window = booking::find_window(tx, ticket->window);
    if (!window) return;
    const auto rules = policy(tx, ticket->office, window->date);
    if (rules.slot_min <= 0) return;
    const auto slot = slot_of(*window, ticket->number, rules);
    out << "<p><strong>"_html
        << fill(context.t("Datanglah antara {dari} dan {sampai}."), {{"dari", clock(slot.from)}, {"sampai", clock(slot.to)}})
        << "</strong> "_html << context.t("Nomor Anda termasuk kelompok jam itu, agar ruang tunggu cukup untuk semua.") << "</p>"_html;
}

// On the ticket's card: people ahead and an honest range.
void write_ticket_part(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t subject) {
    const booking::TicketId ticket{subject};
    const auto place = find_place(tx, ticket);
    if (place && place->state == PlaceState::gone) return;
    const auto needs = needs_of(tx, context, ticket);
    if (std::ranges::find(needs, Need::large_print) != needs.end()) out << "<span class=\"large-print\" hidden></span>"_html;
    if (!place) return write_slot(out, tx, context, ticket);
    if (place->state == PlaceState::parked || place->state == PlaceState::skipped) {
        out << "<p><strong>"_html << context.t("Giliran Anda sedang disisihkan. Lapor ke loket bila sudah siap.") << "</strong></p>"_html;
        return;
    }
    if (place->state == PlaceState::held) {
        out << "<p><strong>"_html << context.t("Loket menunggu Anda kembali. Anda tidak perlu antre lagi.") << "</strong></p>"_html;
        return;
    }
    const auto seen = outlook(tx, context, ticket);
    if (!seen) return;
    out << "<p class=\"wait\" aria-live=\"polite\""_html;
    if (seen->ahead <= 3) out << " data-near"_html;
    out << "><strong>"_html << ahead_said(context, seen->ahead) << "</strong> "_html
        << fill(context.t("Kira-kira {menit} menit lagi; biasanya {rentang}."),
                {{"menit", minutes_said(context, std::max(60, seen->middle))}, {"rentang", range_said(context, *seen)}})
        << "</p><p>"_html
        << (seen->own_figures
                ? context.t("Delapan dari sepuluh orang dipanggil dalam rentang ini. Dihitung dari hari-hari kantor ini sendiri.")
                : context.t("Perkiraan awal: kantor ini belum punya cukup catatan waktu."))
        << "</p>"_html;
    if (const auto office = office::find_office(tx, place->office); office && !seen->inside)
        out << "<p><strong>"_html << outside_said(context, *seen, office->zone) << "</strong> "_html
            << context.t("Halaman ini memberi tahu saat Anda dapat masuk.") << "</p>"_html;
    if (seen->ahead > 3)
        out << "<p class=\"no-print\"><button type=\"button\" class=\"button button--secondary\" hidden data-tell-me=\"/giliran.js\">"_html
            << context.t("Beri tahu saya saat tinggal tiga orang") << "</button></p>"_html;
}

// --- /kantor/{code}/antrean ---

void write_policy(Markup& out, const Context& context, const Policy& policy) {
    out << "<h2>"_html << context.t("Aturan memanggil") << "</h2><ul>"_html;
    out << "<li>"_html
        << fill(context.t(
                    "Dari {jumlah} panggilan: {terjadwal} untuk yang sudah punya nomor, {langsung} untuk yang datang langsung, {prioritas} "
                    "untuk jalur prioritas, selama ada yang menunggu."),
                {{"jumlah", std::to_string(policy.booked + policy.walk_in + policy.priority)},
                 {"terjadwal", std::to_string(policy.booked)},
                 {"langsung", std::to_string(policy.walk_in)},
                 {"prioritas", std::to_string(policy.priority)}})
        << "</li><li>"_html
        << fill(context.t("Siapa pun didahului paling banyak oleh {jumlah} orang yang datang sesudahnya."),
                {{"jumlah", std::to_string(policy.overtaken_max)}})
        << "</li><li>"_html
        << (policy.booked_by_number ? context.t("Di dalam satu jadwal, nomor kecil dipanggil lebih dulu.")
                                    : context.t("Di dalam satu jadwal, yang datang lebih dulu dipanggil lebih dulu."))
        << "</li><li>"_html
        << fill(context.t("Terlambat lebih dari {menit} menit: Anda dipanggil bersama orang yang datang langsung."),
                {{"menit", std::to_string(policy.late_grace_min)}})
        << "</li>"_html;
    if (!policy.lanes.empty()) {
        std::string lanes;
        for (const auto lane : policy.lanes) {
            if (!lanes.empty()) lanes += ", ";
            switch (lane) {
                case Lane::pregnant: lanes += context.t("ibu hamil"); break;
                case Lane::elderly: lanes += context.t("lanjut usia"); break;
                case Lane::disability: lanes += context.t("penyandang disabilitas"); break;
                case Lane::illness: lanes += context.t("orang sakit"); break;
                case Lane::none: break;
            }
        }
        out << "<li>"_html
            << fill(context.t("Jalur prioritas: {jalur}. Cukup katakan kepada petugas; alasannya dihapus malam itu juga."),
                    {{"jalur", lanes}})
            << "</li>"_html;
    }
    if (policy.capacity > 0)
        out << "<li>"_html
            << fill(context.t("Ruang tunggu untuk {jumlah} orang. Bila penuh, Anda menunggu di luar; urutan Anda tidak berubah."),
                    {{"jumlah", std::to_string(policy.capacity)}})
            << "</li>"_html;
    out << "<li>"_html
        << context.t("Panggilan di luar urutan dan nomor yang dilewati dicatat dengan alasannya, dan diperiksa kepala kantor.")
        << "</li></ul>"_html;
}

http::Response get_queue(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = booking::office_at(tx, request);
        if (!office) return booking::no_such_office(context);
        const auto today = context.local(office->zone).date;
        Markup out;
        out << "<h1>"_html << context.t("Antrean hari ini") << "</h1>"_html;
        const auto line = line_up(tx, office->id, today);
        std::vector<html::Line> rows;
        for (const auto& service : office::services(tx, office->id)) {
            const auto waiting = std::ranges::count(line, service.code, &Place::service);
            if (!service.offered || waiting == 0) continue;
            const auto last = std::ranges::find(line.rbegin(), line.rend(), service.code, &Place::service);
            const auto seen = outlook(tx, context, last->ticket);
            auto said = fill(context.t("{jumlah} menunggu"), {{"jumlah", std::to_string(waiting)}});
            if (seen) said += ", " + range_said(context, *seen);
            rows.push_back({std::string(booking::name_of(context, service)), said, ""});
        }
        out << "<div"_html;
        out.attribute("data-events"_html, "/kantor/" + office->code + "/antrean/peristiwa");
        out << ">"_html;
        if (rows.empty()) {
            html::empty_state(out, context.t("Yang menunggu di ruang tunggu akan tampil di sini, tanpa nama."),
                              context.t("Sekarang tidak ada yang menunggu."));
        } else {
            out << "<h2>"_html << context.t("Yang menunggu sekarang, dan berapa lama bila datang sekarang") << "</h2>"_html;
            html::summary_list(out, context, rows);
        }
        out << "</div>"_html;
        if (const auto kept = promises(tx, office->id, today - promises_of_days); kept && kept->told >= 20) {
            out << "<p>"_html
                << fill(context.t("Dari {jumlah} perkiraan selama 30 hari terakhir, {persen} % menjadi kenyataan."),
                        {{"jumlah", number(kept->told)}, {"persen", std::to_string(100 * kept->kept / kept->told)}})
                << "</p>"_html;
        }
        write_policy(out, context, policy(tx, office->id, today));
        auto frame = booking::public_frame(*office, std::string(context.t("Antrean hari ini")), "/kantor/" + office->code + "/antrean");
        frame.back_href = "/kantor/" + office->code;
        frame.scripts = {"ticket"};
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_queue_events(const http::Request& request, Context& context) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return booking::office_at(tx, request); });
    return office ? http::events("hall:" + office->id.text()) : booking::no_such_office(context);
}

}  // namespace

namespace {

void write_office_part(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t subject) {
    const auto office = office::find_office(tx, OfficeId{subject});
    if (!office) return;
    out << "<p><a"_html;
    out.attribute("href"_html, "/kantor/" + office->code + "/antrean");
    out << ">"_html << context.t("Antrean hari ini dan aturan memanggil") << "</a></p>"_html;
}

void write_file_part(Markup& out, sql::Transaction&, const Context& context, std::int64_t subject) {
    out << "<li><a"_html;
    out.attribute("href"_html, "/berkas/" + std::to_string(subject) + "/kebutuhan");
    out << ">"_html << html::icon("users") << "<span>"_html << context.t("Kebutuhan Anda di kantor") << "</span></a></li>"_html;
}

// At the root, so that its scope reaches /tiket/; asked again each time, because it carries no version in its name.
http::Response get_notifier(const http::Request&, Context&) {
    const auto script = assets::find("web/notify.js");
    return http::bytes(script ? std::string(script->bytes) : "", "text/javascript; charset=utf-8").with_header("Cache-Control", "no-cache");
}

}  // namespace

void add_parts() {
    html::add_part("ticket", write_ticket_part);
    html::add_part("office", write_office_part);
    html::add_part("file", write_file_part);
}

std::vector<http::Route> public_routes() {
    using enum http::Method;
    return {{get, "/kantor/{code}/antrean", get_queue, Permission::anyone},
            {get, "/kantor/{code}/antrean/peristiwa", get_queue_events, Permission::anyone},
            {get, "/giliran.js", get_notifier, Permission::anyone}};
}

}  // namespace hall
