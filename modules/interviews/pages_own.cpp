#include <algorithm>

#include "modules/interviews/actions_own.hpp"
#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_pieces.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/rules_standby.hpp"
#include "modules/interviews/text.hpp"
#include "platform/calendar_files/ical.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A person reads when they meet whom, says that they cannot come, or whom they would rather meet.
namespace interviews {
namespace {

constexpr std::string_view base = "/wawancara";

void write_meeting(Markup& out, const Context& context, const OwnDay& own, const OwnMeeting& one) {
    const auto& meeting = one.meeting;
    const auto path = std::string(base) + "/" + meeting.id.text();
    if (meeting.state == MeetingState::placed) {
        html::card_open(out, one.company);
        out << "<p class=\"card-next\">"_html << hours(own.day, meeting.slot) << "</p><p>"_html << one.title
            << "</p><dl class=\"card-facts\"><div><dt>"_html << context.t("Tempat") << "</dt><dd>"_html << where(context, own.day)
            << "</dd></div><div><dt>"_html << context.t("Meja") << "</dt><dd>"_html << meeting.line + 1 << "</dd></div></dl>"_html;
        html::card_close(out);
        html::link_button(out, context.t("Simpan di kalender"), path + ".ics", html::ButtonKind::secondary);
    } else {
        out << "<p><strong>"_html << one.company << "</strong> "_html << one.title << "<br>"_html;
        html::tag(out, tone_of(meeting.state), context.t(label(meeting.state)));
        if (stands_by(meeting))
            out << " "_html
                << fill(context.t("Anda cadangan: belum punya jam dan tidak wajib datang. Bila ada yang kosong, kami memberi tahu Anda, "
                                  "biasanya sedikitnya {menit} menit sebelumnya. Lamaran Anda tetap berlaku."),
                        {{"menit", std::to_string(notice_minutes(own.day))}});
        else if (meeting.state == MeetingState::waiting)
            out << " "_html << context.t("Pada hari ini tidak ada jam untuk ini. Lamaran Anda tetap berlaku.");
        out << "</p>"_html;
    }
    if (meeting.state == MeetingState::cannot_come) return;
    html::details_open(out, fill(context.t("Tidak dapat datang ke {perusahaan}"), {{"perusahaan", one.company}}));
    out << "<p>"_html << context.t("Jamnya diberikan kepada orang lain. Lamaran Anda tetap berlaku.") << "</p>"_html;
    html::post_button(out, context, path + "/tidak-bisa", context.t("Saya tidak dapat datang"), html::ButtonKind::warning);
    html::details_close(out);
}

void write_wishes(Markup& out, const Context& context, const OwnDay& own, const html::FormState& state) {
    out << "<p>"_html << context.t("Urutkan perusahaan yang ingin Anda temui, yang paling diinginkan di atas.");
    if (own.day.most_each == 1)
        out << " "_html << context.t("Urutan yang sebenarnya paling baik bagi Anda: menukarnya tidak menguntungkan.");
    out << "</p>"_html;
    html::form_open(out, context, std::string(base) + "/" + own.day.id.text() + "/pilihan");
    std::vector<html::Option> options;
    for (const auto& one : own.meetings) options.push_back({one.meeting.company.text(), one.company, ""});
    for (std::size_t at = 0; at < own.meetings.size(); ++at) {
        const auto field = own.day.id.text() + "-" + std::to_string(at + 1);
        html::select(out, context,
                     {.name = field,
                      .label = fill(context.t("Pilihan {n}"), {{"n", std::to_string(at + 1)}}),
                      .value = state.typed.has(field) ? state.value(field) : own.meetings[at].meeting.company.text(),
                      .error = state.error(field)},
                     options);
    }
    html::button(out, context.t("Simpan urutan"));
    html::form_close(out);
}

http::Response own_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return own_days(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("tersimpan"))
        html::notice(out, html::Tone::good, context.t("Urutan tersimpan"), context.t("Anda dapat mengubahnya sampai jadwal diumumkan."));
    out << "<h1>"_html << context.t("Wawancara saya") << "</h1>"_html;
    if (all.empty())
        html::empty_state(out, context.t("Jam wawancara Anda akan tampil di sini."),
                          context.t("Kantor memberi tahu Anda bila perusahaan yang Anda setujui hadir pada hari wawancara."));
    for (const auto& own : all) {
        out << "<h2>"_html << long_date(context.language, own.day.date) << "</h2><p>"_html << own.office.name << "<br>"_html
            << where(context, own.day) << "</p>"_html;
        if (own.day.state == DayState::draft) {
            write_wishes(out, context, own, state);
            continue;
        }
        for (const auto& one : own.meetings) write_meeting(out, context, own, one);
    }
    html::Frame frame;
    frame.title = context.t("Wawancara saya");
    frame.current_path = base;
    const auto back = "/berkas/" + std::to_string(context.actor.applicant);
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_own(const http::Request& request, Context& context) { return own_page(request, context, {}); }

http::Response no_such_meeting(const Context& context) {
    return office::not_there(context, context.t("Wawancara ini tidak ada"), context.t("Buka dari daftar wawancara Anda."),
                             context.t("Ke wawancara saya"), base);
}

http::Response post_cannot_come(const http::Request& request, Context& context) {
    // Twice, or too late: the page says what the state is now.
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return say_cannot_come(tx, context, request.path_id<MeetingId>(0)); });
    return !done && done.error() == Refusal::no_such_meeting ? no_such_meeting(context) : http::see_other(std::string(base));
}

http::Response post_wishes(const http::Request& request, Context& context) {
    const auto id = request.path_id<DayId>(0);
    html::FormState state{.typed = request.form, .errors = {}};
    std::vector<CompanyId> order;
    for (int at = 1; request.form.has(id.text() + "-" + std::to_string(at)); ++at)
        order.push_back(CompanyId::parse(request.form.text(id.text() + "-" + std::to_string(at))).value_or(CompanyId{}));
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return wish(tx, context, id, order); });
    if (done) return http::see_other(std::string(base) + "?tersimpan=1");
    if (done.error() == Refusal::no_such_day) return no_such_meeting(context);
    state.refuse(id.text() + "-1", context.t(sentence(done.error())));
    return own_page(request, context, state, 422);
}

http::Response get_calendar(const http::Request& request, Context& context) {
    const auto& name = request.path_value(0);
    const auto id = name.ends_with(".ics") ? MeetingId::parse(std::string_view(name).substr(0, name.size() - 4)) : std::nullopt;
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return own_days(tx, context); });
    for (const auto& own : all)
        for (const auto& one : own.meetings) {
            if (one.meeting.id != id || one.meeting.state != MeetingState::placed || own.day.state != DayState::published) continue;
            const ical::Appointment appointment{
                .uid = "interview-" + one.meeting.id.text() + "@antarkerja",
                .sequence = own.day.version,
                .state = ical::State::confirmed,
                .title = fill(context.t("Wawancara dengan {perusahaan}"), {{"perusahaan", one.company}}),
                .place = own.day.place,
                .description = one.title,
                .organiser = own.office.name,
                .organiser_address = own.office.email.empty() ? context.platform.public_url : "mailto:" + own.office.email,
                .url = context.platform.public_url + std::string(base),
                .start = instant({own.day.date, begins(own.day, one.meeting.slot), own.office.zone}),
                .end = instant({own.day.date, begins(own.day, one.meeting.slot + 1), own.office.zone}),
                .stamp = context.now,
                .zone = own.office.zone};
            return http::bytes(ical::appointment_ics(appointment), "text/calendar; charset=utf-8", "wawancara.ics");
        }
    return no_such_meeting(context);
}

void write_file_part(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t) {
    if (own_days(tx, context).empty()) return;
    out << "<li><a href=\"/wawancara\">"_html << html::icon("calendar-days") << "<span>"_html << context.t("Wawancara saya")
        << "</span></a></li>"_html;
}

}  // namespace

void show_parts() { html::add_part("file", write_file_part); }

std::vector<http::Route> own_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    constexpr auto write = http::Rate::write;
    return {{get, "/wawancara", get_own, own},
            {get, "/wawancara/{meeting}", get_calendar, own},
            {post, "/wawancara/{meeting}/tidak-bisa", post_cannot_come, own, write},
            {post, "/wawancara/{day}/pilihan", post_wishes, own, write}};
}

}  // namespace interviews
