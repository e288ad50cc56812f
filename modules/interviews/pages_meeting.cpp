#include <algorithm>

#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_desk.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// One meeting, that an officer moves, takes off or brings back by hand, and when its person can be there.
namespace interviews {
namespace {

void write_missed(Markup& out, const Context& context, const Board& board, const Appointment& one) {
    const auto& day = board.plan.day;
    const auto now = context.local(board.office.zone);
    if (day.state != DayState::published || day.invited || one.state != MeetingState::placed || now.date < day.date ||
        (now.date == day.date && now.time < begins(day, one.slot)))
        return;
    html::details_open(out, context.t("Orangnya tidak datang"));
    out << "<p>"_html
        << fill(context.t(
                    "Semua jam orang ini pada hari ini dilepas. Jam yang mulai sedikitnya {menit} menit lagi diberikan kepada cadangan; "
                    "yang lebih dekat hanya dengan tangan, kepada cadangan yang sudah ada di tempat."),
                {{"menit", std::to_string(notice_minutes(day))}})
        << "</p>"_html;
    html::post_button(out, context, path_of(day.id) + "/temu/" + one.id.text() + "/tidak-datang", context.t("Tandai tidak datang"),
                      html::ButtonKind::warning);
    html::details_close(out);
}

http::Response meeting_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto id = request.path_id<DayId>(0);
    const auto meeting_id = request.path_id<MeetingId>(1);
    const auto seen = read_board(context, id);
    if (!seen) return no_such_day(context);
    const auto& plan = seen->plan;
    const auto one = std::ranges::find(plan.meetings, meeting_id, &Appointment::id);
    if (one == plan.meetings.end()) return no_such_day(context);
    const auto& guest = *std::ranges::find(plan.guests, one->file, &Guest::file);
    const auto path = path_of(id) + "/temu/" + meeting_id.text();
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1 id=\"langkah\" tabindex=\"-1\">"_html << name_of(*seen, one->file) << "</h1><p class=\"lead\">"_html
        << seen->companies.at(one->company) << "</p><p>"_html;
    html::tag(out, tone_of(one->state), context.t(label(one->state)));
    if (one->slot >= 0) out << " "_html << hours(plan.day, one->slot);
    if (one->state == MeetingState::waiting) out << " "_html << context.t(explanation_of_waiting(one->why));
    out << "</p>"_html;
    const bool is_in_play = one->state == MeetingState::placed || one->state == MeetingState::waiting;
    if (seen->has_interest) {
        html::notice(out, html::Tone::warning, context.t("Rekan lain yang menyusun"), context.t(sentence(Refusal::has_interest)));
    } else if (is_in_play) {
        std::vector<html::Option> options{{"", std::string(context.t("Pilih jam")), ""}};
        for (int slot = 0; slot < slots_of(plan.day); ++slot)
            if (slot != one->slot && !spot_for(plan, meeting_id, slot, context.local(seen->office.zone)).refusal)
                options.push_back({std::to_string(slot), hours(plan.day, slot), ""});
        if (options.size() == 1) {
            out << "<p>"_html << context.t("Tidak ada jam lain yang cocok untuk keduanya.") << "</p>"_html;
        } else {
            html::form_open(out, context, path);
            html::select(out, context,
                         {.name = "jam",
                          .label = context.t("Jam yang cocok untuk keduanya"),
                          .value = state.value("jam"),
                          .error = state.error("jam")},
                         options);
            html::button(out, context.t("Pindahkan ke jam ini"));
            html::form_close(out);
        }
        html::post_button(out, context, path + "/lepas", context.t("Lepas dari jadwal"), html::ButtonKind::secondary);
        write_missed(out, context, *seen, *one);
    } else if (one->state != MeetingState::over) {
        html::post_button(out, context, path + "/kembali", context.t("Masukkan lagi"), html::ButtonKind::secondary);
    }
    if (!seen->has_interest) {
        out << "<h2>"_html << context.t("Kehadiran orang ini") << "</h2><p class=\"muted\">"_html
            << context.t("Setelah disimpan, semua jam orang ini dilepas; susun ulang untuk mengisinya.") << "</p>"_html;
        html::form_open(out, context, path + "/orang");
        out << "<div class=\"steps-row\">"_html;
        write_field(out, context, state, {"mulai", context.t("Dapat hadir dari"), "", clock(guest.from), time_width});
        write_field(out, context, state, {"selesai", context.t("sampai"), "", clock(guest.until), time_width});
        out << "</div>"_html;
        html::checkbox(out, context, {.name = "juru", .label = context.t("Memerlukan juru bahasa isyarat")},
                       (guest.needs & needs_interpreter) != 0);
        html::checkbox(out, context, {.name = "ruang", .label = context.t("Memerlukan ruang tenang")},
                       (guest.needs & needs_quiet_room) != 0);
        html::button(out, context.t("Simpan kehadiran"), html::ButtonKind::secondary);
        html::form_close(out);
    }
    auto frame = office::desk_frame(seen->office, std::string(context.t("Ubah wawancara")), path);
    const auto back = path_of(id);
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_meeting(const http::Request& request, Context& context) { return meeting_page(request, context, {}); }

http::Response answer_meeting(const http::Request& request, const Context& context, const Result<Done, Refusal>& done) {
    if (done) return http::see_other(path_of(request.path_id<DayId>(0)));
    if (done.error() == Refusal::no_such_day || done.error() == Refusal::no_such_meeting) return no_such_day(context);
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse(std::string(field_of(done.error())), context.t(sentence(done.error())));
    return meeting_page(request, context, state, 422);
}

http::Response post_meeting(const http::Request& request, Context& context) {
    const auto slot = typed_number(request.form, "jam");
    if (!slot) return answer_meeting(request, context, Refusal::company_not_there);
    return answer_meeting(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return move(tx, context, request.path_id<MeetingId>(1), *slot);
    }));
}

http::Response post_remove(const http::Request& request, Context& context) {
    return answer_meeting(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return remove(tx, context, request.path_id<MeetingId>(1));
    }));
}

http::Response post_missed(const http::Request& request, Context& context) {
    const auto id = request.path_id<DayId>(0);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return mark_missed(tx, context, request.path_id<MeetingId>(1)); });
    if (!done) return answer_meeting(request, context, done);
    // Who waits moves up at once. The day after there is nothing left to arrange; where somebody was faster, the page says so.
    const auto moved_up = arrange(context, id);
    if (!moved_up && moved_up.error() == Refusal::changed_meanwhile) return day_refused(request, context, moved_up.error());
    return http::see_other(path_of(id) + "?tidak-datang=1");
}

http::Response post_bring_back(const http::Request& request, Context& context) {
    return answer_meeting(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return bring_back(tx, context, request.path_id<MeetingId>(1));
    }));
}

http::Response post_guest(const http::Request& request, Context& context) {
    const auto from = typed_time(request.form, "mulai");
    const auto until = typed_time(request.form, "selesai");
    if (!from || !until) return answer_meeting(request, context, Refusal::hours_unfit);
    const int needs = (request.form.has("juru") ? needs_interpreter : 0) | (request.form.has("ruang") ? needs_quiet_room : 0);
    return answer_meeting(request, context, context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        const auto shown = board(tx, context, request.path_id<DayId>(0));
        if (!shown) return Refusal::no_such_day;
        const auto one = std::ranges::find(shown->plan.meetings, request.path_id<MeetingId>(1), &Appointment::id);
        if (one == shown->plan.meetings.end()) return Refusal::no_such_meeting;
        return set_guest(tx, context, shown->plan.day.id, {.file = one->file, .from = *from, .until = *until, .needs = needs, .told = ""});
    }));
}

}  // namespace

std::vector<http::Route> meeting_routes() {
    using enum http::Method;
    constexpr auto may = Permission::refer_seeker;
    constexpr auto write = http::Rate::write;
    return {{get, "/rujuk/wawancara/{day}/temu/{meeting}", get_meeting, may},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}", post_meeting, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/lepas", post_remove, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/tidak-datang", post_missed, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/kembali", post_bring_back, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/orang", post_guest, may, write}};
}

}  // namespace interviews
