#include <algorithm>

#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_desk.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// One day: an officer invites companies, has it arranged, looks, publishes, keeps who came.
namespace interviews {
namespace {

std::vector<const Appointment*> meetings_of(const Board& board, CompanyId company, MeetingState state) {
    std::vector<const Appointment*> all;
    for (const auto& one : board.plan.meetings)
        if (one.company == company && one.state == state) all.push_back(&one);
    std::ranges::stable_sort(all, {}, [](const Appointment* one) { return std::pair(one->slot, one->line); });
    return all;
}

void write_change_link(Markup& out, const Context& context, const Board& board, const Appointment& one, std::string_view words) {
    if (board.has_interest || board.plan.day.state == DayState::cancelled) {
        out << words;
        return;
    }
    out << "<a"_html;
    out.attribute("href"_html, path_of(board.plan.day.id) + "/temu/" + one.id.text());
    out.attribute("aria-label"_html, fill(context.t("Ubah wawancara {nama}"), {{"nama", std::string(words)}}));
    out << ">"_html << words << "</a>"_html;
}

void write_companies(Markup& out, const Context& context, const Board& board) {
    const auto& day = board.plan.day;
    out << "<h2>"_html << context.t("Menurut perusahaan") << "</h2><div class=\"side-by-side\">"_html;
    for (const auto& company : board.plan.companies) {
        const auto placed = meetings_of(board, company.id, MeetingState::placed);
        const auto caption = board.companies.at(company.id) + " · " +
                             fill(context.t("{n} meja, {dari}–{sampai}"),
                                  {{"n", std::to_string(company.lines)}, {"dari", clock(company.from)}, {"sampai", clock(company.until)}});
        html::table_open(out, caption, {{context.t("Jam")}, {context.t("Meja"), true}, {context.t("Nama")}});
        if (placed.empty()) out << "<tr><td colspan=\"3\">"_html << context.t("Belum ada yang terjadwal.") << "</td></tr>"_html;
        for (const auto* one : placed) {
            out << "<tr><th scope=\"row\">"_html << hours(day, one->slot) << "</th><td class=\"num\">"_html << one->line + 1
                << "</td><td>"_html;
            write_change_link(out, context, board, *one, name_of(board, one->file));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "</div>"_html;
}

void write_people(Markup& out, const Context& context, const Board& board) {
    const auto& plan = board.plan;
    html::table_open(out, context.t("Menurut orang"), {{context.t("Nama")}, {context.t("Wawancara")}});
    for (const auto& guest : plan.guests) {
        std::vector<const Appointment*> own;
        for (const auto& one : plan.meetings)
            if (one.file == guest.file) own.push_back(&one);
        std::ranges::stable_sort(own, {}, &Appointment::slot);
        out << "<tr><th scope=\"row\">"_html << name_of(board, guest.file);
        if ((guest.needs & needs_interpreter) != 0)
            out << "<br><span class=\"muted\">"_html << context.t("juru bahasa isyarat") << "</span>"_html;
        if ((guest.needs & needs_quiet_room) != 0) out << "<br><span class=\"muted\">"_html << context.t("ruang tenang") << "</span>"_html;
        if (guest.from > plan.day.starts || guest.until < plan.day.ends)
            out << "<br><span class=\"muted\">"_html
                << fill(context.t("hanya {dari}–{sampai}"), {{"dari", clock(guest.from)}, {"sampai", clock(guest.until)}})
                << "</span>"_html;
        if (guest.is_missed) {
            out << "<br>"_html;
            html::tag(out, html::Tone::warning, context.t("tidak datang"));
        }
        out << "</th><td>"_html;
        for (const auto* one : own)
            if (one->state == MeetingState::placed)
                out << "<strong>"_html << hours(plan.day, one->slot) << "</strong> "_html << board.companies.at(one->company)
                    << "<br>"_html;
        for (const auto* one : own) {
            if (one->state == MeetingState::placed) continue;
            write_change_link(out, context, board, *one, board.companies.at(one->company));
            out << " "_html;
            if (one->state == MeetingState::waiting)
                out << "<br><span class=\"muted\">"_html << context.t(explanation_of_waiting(one->why)) << "</span>"_html;
            else
                html::tag(out, tone_of(one->state), context.t(label(one->state)));
            out << "<br>"_html;
        }
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

// Beyond the lines: how many on standby make up for those who do not come. Nobody is called to a slot that is taken.
void write_reserves(Markup& out, const Context& context, const Board& board) {
    if (board.reserves.empty() || board.plan.day.invited) return;
    out << "<h2>"_html << context.t("Cadangan") << "</h2><ul>"_html;
    for (const auto& one : board.reserves) {
        out << "<li><strong>"_html << board.companies.at(one.company) << "</strong>: "_html
            << fill(context.t("Dari {n} yang diundang biasanya {m} datang; siapkan {k} cadangan."),
                    {{"n", std::to_string(one.placed)}, {"m", std::to_string(one.advice.come)}, {"k", std::to_string(one.advice.standby)}})
            << " "_html;
        const int missing = one.advice.standby - one.have;
        if (missing <= 0)
            out << fill(context.t("Sudah ada {n}."), {{"n", std::to_string(one.have)}});
        else
            out << fill(context.t("Baru ada {n}; kenalkan {k} orang lagi."),
                        {{"n", std::to_string(one.have)}, {"k", std::to_string(missing)}});
        out << "</li>"_html;
    }
    out << "</ul><p class=\"muted\">"_html
        << fill(context.t("Dihitung dari {n} hari wawancara kantor ini: {m} punya jam, {k} datang; dan dari perkiraan kantor, {p} persen."),
                {{"n", std::to_string(board.shows.days)},
                 {"m", std::to_string(board.shows.invited)},
                 {"k", std::to_string(board.shows.came)},
                 {"p", std::to_string(board.prior.percent)}})
        << " "_html << context.t("Cadangan tidak wajib datang. Tidak ada dua orang pada jam dan meja yang sama.") << "</p>"_html;
}

void write_attendance(Markup& out, const Context& context, const Board& board) {
    const auto& plan = board.plan;
    if (plan.day.state != DayState::published) return;
    if (plan.day.invited) {
        out << "<h2>"_html << context.t("Kehadiran") << "</h2><p>"_html
            << fill(context.t("{n} orang punya jam, {m} datang."),
                    {{"n", std::to_string(*plan.day.invited)}, {"m", std::to_string(plan.day.came.value_or(0))}})
            << "</p>"_html;
        return;
    }
    const auto seen = attendance_of(plan);
    if (board.has_interest || seen.invited == 0 || !has_last_begun(plan, context.local(board.office.zone))) return;
    out << "<h2>"_html << context.t("Kehadiran") << "</h2><p>"_html
        << fill(context.t("{n} orang punya jam, {m} ditandai tidak datang. Tandai yang lain yang tidak datang lewat jamnya, lalu simpan."),
                {{"n", std::to_string(seen.invited)}, {"m", std::to_string(seen.invited - seen.came)}})
        << " "_html << context.t("Yang disimpan hanya dua jumlah itu, untuk saran cadangan hari berikutnya.") << "</p>"_html;
    html::post_button(out, context, path_of(plan.day.id) + "/kehadiran", context.t("Selebihnya datang, simpan kehadiran"),
                      html::ButtonKind::secondary);
}

void write_invite(Markup& out, const Context& context, const Board& board, const html::FormState& state) {
    out << "<h2>"_html << context.t("Undang perusahaan") << "</h2>"_html;
    if (board.to_add.empty() && !board.plan.companies.empty()) {
        out << "<p>"_html << context.t("Semua perusahaan yang punya orang untuk ditemui sudah diundang.") << "</p>"_html;
        return;
    }
    if (board.to_add.empty()) {
        html::empty_state(out, context.t("Perusahaan yang sudah setuju bertemu orang tampil di sini."),
                          context.t("Rujuk orang ke lowongannya, atau tunggu perusahaan mengundang pelamar."));
        return;
    }
    html::form_open(out, context, path_of(board.plan.day.id) + "/perusahaan");
    std::vector<html::Option> options{{"", std::string(context.t("Pilih perusahaan")), ""}};
    for (const auto& [id, name] : board.to_add) options.push_back({id.text(), name, ""});
    html::select(out, context,
                 {.name = "perusahaan",
                  .label = context.t("Perusahaan, dengan jumlah orang yang dikenalkan"),
                  .value = state.value("perusahaan"),
                  .error = state.error("perusahaan")},
                 options);
    out << "<div class=\"steps-row\">"_html;
    write_field(out, context, state, {"meja", context.t("Meja"), "", "1", number_width});
    write_field(out, context, state, {"mulai", context.t("Jam mulai"), "", clock(board.plan.day.starts), time_width});
    write_field(out, context, state, {"selesai", context.t("Jam selesai"), "", clock(board.plan.day.ends), time_width});
    out << "</div>"_html;
    html::button(out, context.t("Undang perusahaan"), html::ButtonKind::secondary);
    html::form_close(out);
}

void write_steps(Markup& out, const Context& context, const Board& board) {
    const auto& plan = board.plan;
    const auto path = path_of(plan.day.id);
    const bool has_placed = std::ranges::find(plan.meetings, MeetingState::placed, &Appointment::state) != plan.meetings.end();
    out << "<div class=\"toolbar\">"_html;
    if (!plan.companies.empty())
        html::post_button(out, context, path + "/susun", plan.day.arranged_at ? context.t("Susun ulang") : context.t("Susun jadwal"),
                          plan.day.arranged_at ? html::ButtonKind::secondary : html::ButtonKind::primary);
    if (plan.day.state == DayState::draft && has_placed)
        html::post_button(out, context, path + "/umumkan", context.t("Umumkan jadwal"), html::ButtonKind::primary);
    if (has_placed) html::link_button(out, context.t("Lembar cetak"), path + "/cetak", html::ButtonKind::secondary);
    out << "</div>"_html;
    if (plan.day.state == DayState::published)
        out << "<p class=\"muted\">"_html
            << context.t(
                   "Susun ulang mengisi jam yang kosong. Yang mulai dalam dua giliran berikutnya tidak bergeser, dan orang "
                   "yang jamnya berubah diberi tahu.")
            << "</p>"_html;
}

http::Response day_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto id = request.path_id<DayId>(0);
    const auto seen = read_board(context, id);
    if (!seen) return no_such_day(context);
    const auto& plan = seen->plan;
    const auto count = [&](MeetingState wanted) { return std::to_string(std::ranges::count(plan.meetings, wanted, &Appointment::state)); };
    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("disusun"))
        html::notice(out, html::Tone::good, context.t("Jadwal tersusun"),
                     fill(context.t("{n} wawancara terjadwal, {m} menunggu dengan alasannya."),
                          {{"n", count(MeetingState::placed)}, {"m", count(MeetingState::waiting)}}));
    if (request.query.has("tidak-datang"))
        html::notice(out, html::Tone::good, context.t("Ditandai tidak datang"),
                     context.t("Semua jamnya hari itu dilepas. Yang masih dapat diisi diberikan kepada cadangan, dan mereka diberi tahu."));
    if (request.query.has("diumumkan"))
        html::notice(out, html::Tone::good, context.t("Jadwal diumumkan"), context.t("Setiap orang diberi tahu jamnya."));
    out << "<h1 id=\"langkah\" tabindex=\"-1\">"_html << when(context, plan.day) << "</h1><p>"_html;
    html::tag(out, tone_of(plan.day.state), context.t(label(plan.day.state)));
    out << " "_html << where(context, plan.day) << "</p><p class=\"muted\">"_html
        << fill(context.t("{menit} menit tiap wawancara, jeda {jeda} giliran, paling banyak {n} tiap orang."),
                {{"menit", std::to_string(plan.day.slot_minutes)},
                 {"jeda", std::to_string(plan.day.gap_slots)},
                 {"n", std::to_string(plan.day.most_each)}})
        << " "_html << context.t(label(plan.day.mode)) << ".</p>"_html;
    const bool is_open = plan.day.state != DayState::cancelled && context.local(seen->office.zone).date <= plan.day.date;
    if (seen->has_interest)
        html::notice(out, html::Tone::warning, context.t("Rekan lain yang menyusun"), context.t(sentence(Refusal::has_interest)));
    else if (is_open)
        write_steps(out, context, *seen);
    write_attendance(out, context, *seen);
    // While people can still be introduced: not once the day is about to begin.
    if (is_open && frozen_until(plan.day, context.local(seen->office.zone)) == 0) write_reserves(out, context, *seen);
    if (plan.companies.empty())
        html::empty_state(out, context.t("Perusahaan yang diundang dan jadwalnya akan tampil di sini."),
                          context.t("Undang yang pertama di bawah."));
    else
        write_companies(out, context, *seen);
    if (!plan.guests.empty()) write_people(out, context, *seen);
    if (!seen->has_interest && is_open) {
        write_invite(out, context, *seen, state);
        html::details_open(out, context.t("Batalkan hari ini"));
        out << "<p>"_html << context.t("Semua jam dilepas, dan orang yang sudah punya jam diberi tahu.") << "</p>"_html;
        html::post_button(out, context, path_of(id) + "/batal", context.t("Batalkan hari wawancara"), html::ButtonKind::warning);
        html::details_close(out);
    }
    auto frame = office::desk_frame(seen->office, std::string(context.t("Hari wawancara")), path_of(id));
    frame.back_href = days_path;
    frame.wide = true;
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_day(const http::Request& request, Context& context) { return day_page(request, context, {}); }

}  // namespace

http::Response day_refused(const http::Request& request, const Context& context, Refusal why, html::FormState state) {
    if (why == Refusal::no_such_day) return no_such_day(context);
    state.refuse(std::string(field_of(why)), context.t(sentence(why)));
    return day_page(request, context, state, 422);
}

namespace {

http::Response post_company(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    Company company;
    company.day = request.path_id<DayId>(0);
    company.employer = employers::EmployerId::parse(request.form.text("perusahaan")).value_or(employers::EmployerId{});
    company.lines = typed_number(request.form, "meja").value_or(0);
    company.from = typed_time(request.form, "mulai").value_or(TimeOfDay{});
    company.until = typed_time(request.form, "selesai").value_or(TimeOfDay{});
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return add_company(tx, context, company); });
    if (done) return http::see_other(path_of(company.day));
    if (done.error() == Refusal::numbers_unfit) {
        state.refuse("meja", context.t(sentence(done.error())));
        return day_page(request, context, state, 422);
    }
    return day_refused(request, context, done.error(), state);
}

http::Response post_arrange(const http::Request& request, Context& context) {
    const auto id = request.path_id<DayId>(0);
    const auto done = arrange(context, id);
    return done ? http::see_other(path_of(id) + "?disusun=1") : day_refused(request, context, done.error());
}

http::Response post_step(const http::Request& request, const Context& context,
                         Result<Done, Refusal> (*verb)(sql::Transaction&, const Context&, DayId), std::string_view told) {
    const auto id = request.path_id<DayId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, context, id); });
    return done ? http::see_other(path_of(id) + std::string(told)) : day_refused(request, context, done.error());
}
http::Response post_publish(const http::Request& request, Context& context) { return post_step(request, context, publish, "?diumumkan=1"); }
http::Response post_attendance(const http::Request& request, Context& context) { return post_step(request, context, close_attendance, ""); }
http::Response post_cancel(const http::Request& request, Context& context) { return post_step(request, context, cancel, ""); }

}  // namespace

std::vector<http::Route> day_routes() {
    using enum http::Method;
    constexpr auto may = Permission::refer_seeker;
    constexpr auto write = http::Rate::write;
    return {{get, "/rujuk/wawancara/{day}", get_day, may},
            {post, "/rujuk/wawancara/{day}/perusahaan", post_company, may, write},
            {post, "/rujuk/wawancara/{day}/susun", post_arrange, may, write},
            {post, "/rujuk/wawancara/{day}/umumkan", post_publish, may, write},
            {post, "/rujuk/wawancara/{day}/batal", post_cancel, may, write},
            {post, "/rujuk/wawancara/{day}/kehadiran", post_attendance, may, write}};
}

}  // namespace interviews
