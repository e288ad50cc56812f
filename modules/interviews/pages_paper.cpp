#include <algorithm>

#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_desk.hpp"
#include "platform/i18n/language.hpp"

// Paper: one sheet a company, one a person.
namespace interviews {
namespace {

void write_letterhead(Markup& out, const office::Office& office) {
    out << "<p class=\"letterhead\"><strong>"_html << office.government << "</strong><br>"_html << office.name << "<br>"_html
        << office.address << "</p>"_html;
}

http::Response get_print(const http::Request& request, Context& context) {
    const auto id = request.path_id<DayId>(0);
    const auto seen = read_papers(context, id);
    if (!seen) return no_such_day(context);
    const auto& plan = seen->board.plan;
    Markup out;
    out << "<h1 class=\"no-print\">"_html << context.t("Lembar cetak") << "</h1><p class=\"no-print\">"_html
        << context.t("Satu lembar tiap perusahaan, lalu satu tiap orang. Cetak dengan Ctrl+P.") << "</p>"_html;
    for (const auto& sheet : seen->sheets) {
        out << "<section class=\"letter\">"_html;
        write_letterhead(out, seen->board.office);
        out << "<h2>"_html << sheet.name << "</h2><p>"_html << when(context, plan.day) << "<br>"_html << where(context, plan.day)
            << "</p>"_html;
        write_sheet(out, context, sheet);
        out << "</section>"_html;
    }
    for (const auto& guest : plan.guests) {
        std::vector<const Appointment*> own;
        for (const auto& one : plan.meetings)
            if (one.file == guest.file && one.state == MeetingState::placed) own.push_back(&one);
        if (own.empty()) continue;
        std::ranges::sort(own, {}, &Appointment::slot);
        out << "<section class=\"letter\">"_html;
        write_letterhead(out, seen->board.office);
        out << "<h2>"_html << name_of(seen->board, guest.file) << "</h2><p>"_html << when(context, plan.day) << "<br>"_html
            << where(context, plan.day) << "</p>"_html;
        const auto caption = fill(context.t("Wawancara {nama}"), {{"nama", name_of(seen->board, guest.file)}});
        html::table_open(out, caption, {{context.t("Jam")}, {context.t("Perusahaan")}, {context.t("Meja"), true}});
        for (const auto* one : own)
            out << "<tr><th scope=\"row\">"_html << hours(plan.day, one->slot) << "</th><td>"_html << seen->board.companies.at(one->company)
                << "</td><td class=\"num\">"_html << one->line + 1 << "</td></tr>"_html;
        html::table_close(out);
        out << "<p>"_html << context.t("Datang sepuluh menit lebih awal dengan KTP. Layanan ini gratis.") << "</p></section>"_html;
    }
    auto frame = office::desk_frame(seen->board.office, std::string(context.t("Lembar cetak")), path_of(id) + "/cetak");
    const auto back = path_of(id);
    frame.back_href = back;
    return http::page(html::document(context, frame, out)).with_header("Cache-Control", "no-store");
}

}  // namespace

std::vector<http::Route> paper_routes() {
    using enum http::Method;
    constexpr auto may = Permission::refer_seeker;
    return {{get, "/rujuk/wawancara/{day}/cetak", get_print, may}};
}

}  // namespace interviews
