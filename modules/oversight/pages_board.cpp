#include "modules/office/actions.hpp"
#include "modules/oversight/actions.hpp"
#include "modules/oversight/pages.hpp"
#include "modules/oversight/rules.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace oversight {

namespace {

constexpr int weeks_shown = 4;

std::string minutes(const Context& context, std::optional<int> value) {
    if (!value) return "–";
    return fill(context.t("{jumlah} menit"), {{"jumlah", number(*value)}});
}

http::Response get_board(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, request.path_value(0));
        if (!office || office->state != office::OfficeState::open) {
            return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan"),
                                                     context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."),
                                                     context.t("Lihat daftar kantor"), "/"),
                              404);
        }
        const auto promised = promised_minutes(tx, office->id, context.local(office->zone).date);
        const auto list = waiting_times(tx, context, office->id, weeks_shown);
        Markup out;
        out << "<h1>"_html << context.t("Waktu tunggu: janji dan kenyataan") << "</h1><p class=\"lead\">"_html
            << fill(context.t("Kantor ini berjanji: dipanggil dalam {jumlah} menit sejak tiba."), {{"jumlah", number(promised)}})
            << "</p>"_html;
        if (list.empty())
            html::empty_state(out, context.t("Waktu tunggu tiap minggu akan tampil di sini."),
                              context.t("Dihitung dari kedatangan sampai panggilan pertama di loket."));
        Date shown{};
        for (const auto& one : list) {
            if (one.week != shown) {
                if (shown.days != 0) html::table_close(out);
                shown = one.week;
                html::table_open(out, fill(context.t("Minggu mulai {hari}"), {{"hari", long_date(context.language, one.week)}}),
                                 {{context.t("Layanan")},
                                  {context.t("Setengahnya dalam"), true},
                                  {context.t("9 dari 10 dalam"), true},
                                  {context.t("Sesuai janji"), true}});
            }
            const auto service = office::find_service(tx, office->id, one.service);
            const auto name = !service
                                  ? one.service
                                  : (context.language == Language::english && !service->name_en.empty() ? service->name_en : service->name);
            out << "<tr><td>"_html << name << "</td>"_html;
            if (!one.median_min) {
                out << "<td colspan=\"3\">"_html
                    << fill(context.t("Kurang dari {jumlah} orang, tidak ditampilkan"), {{"jumlah", number(least_people)}})
                    << "</td></tr>"_html;
                continue;
            }
            out << "<td class=\"govuk-table__cell--numeric\">"_html << minutes(context, one.median_min)
                << "</td><td class=\"govuk-table__cell--numeric\">"_html << minutes(context, one.p90_min)
                << "</td><td class=\"govuk-table__cell--numeric\">"_html << number(*one.within_percent) << " %</td></tr>"_html;
        }
        if (shown.days != 0) html::table_close(out);
        out << "<p class=\"muted\">"_html
            << context.t("Dihitung dari kedatangan sampai panggilan pertama, untuk semua orang yang dipanggil.") << "</p>"_html;
        html::Frame frame;
        frame.title = std::string(context.t("Waktu tunggu"));
        frame.office_name = office->name;
        frame.office_href = "/kantor/" + office->code;
        frame.back_href = frame.office_href;
        frame.current_path = "/kantor/" + office->code + "/waktu-tunggu";
        frame.indexable = true;
        return http::page(html::document(context, frame, out));
    });
}

}  // namespace

std::vector<http::Route> board_routes() { return {{http::Method::get, "/kantor/{code}/waktu-tunggu", get_board, Permission::anyone}}; }

}  // namespace oversight
