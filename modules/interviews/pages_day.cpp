#include <algorithm>

#include "modules/interviews/actions.hpp"
#include "modules/interviews/actions_company.hpp"
#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_pieces.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/text.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// An officer makes a day of interviews: invites companies, has it arranged, looks, moves one by hand, publishes, prints.
namespace interviews {
namespace {

constexpr std::string_view base = "/rujuk/wawancara";
std::string path_of(DayId id) { return std::string(base) + "/" + id.text(); }

http::Response no_such_day(const Context& context) {
    return office::not_there(context, context.t("Hari wawancara ini tidak ada di kantor Anda"),
                             context.t("Pilih harinya dari daftar, atau buat yang baru."), context.t("Ke hari wawancara"), base);
}

// The field of a form that a refusal is about.
std::string_view field_of(Refusal why) {
    switch (why) {
        case Refusal::date_unfit: return "hari";
        case Refusal::hours_unfit: return "mulai";
        case Refusal::numbers_unfit: return "menit";
        case Refusal::place_missing: return "tempat";
        case Refusal::no_such_company:
        case Refusal::company_there: return "perusahaan";
        case Refusal::slot_taken:
        case Refusal::person_elsewhere:
        case Refusal::person_not_there:
        case Refusal::company_not_there:
        case Refusal::shared_taken:
        case Refusal::hour_has_come: return "jam";
        case Refusal::hour_not_come:
        case Refusal::no_such_day:
        case Refusal::no_such_meeting:
        case Refusal::has_interest:
        case Refusal::nobody_introduced:
        case Refusal::no_company:
        case Refusal::not_arranged:
        case Refusal::wrong_state:
        case Refusal::changed_meanwhile:
        case Refusal::wishes_unfit: return "langkah";
    }
    return "langkah";
}

constexpr int number_width = 3;
constexpr int time_width = 5;

struct Typed {
    std::string_view name;
    std::string_view label;
    std::string_view hint;
    std::string usual;
    int width{};
};
void write_field(Markup& out, const Context& context, const html::FormState& state, const Typed& field) {
    const auto name = std::string(field.name);
    html::text_field(out, context,
                     {.name = name,
                      .label = field.label,
                      .hint = field.hint,
                      .value = state.typed.has(name) ? state.value(name) : field.usual,
                      .error = state.error(name),
                      .inputmode = field.width == number_width ? "numeric" : "",
                      .width = field.width,
                      .max_length = 200});
}

// --- all days ---

void write_new_day(Markup& out, const Context& context, const html::FormState& state) {
    out << "<h2>"_html << context.t("Hari baru") << "</h2>"_html;
    html::form_open(out, context, base);
    html::date_field(out, context, {.name = "hari", .label = context.t("Tanggal"), .error = state.error("hari")}, state);
    out << "<div class=\"steps-row\">"_html;
    write_field(out, context, state, {"mulai", context.t("Mulai"), "", "13.00", time_width});
    write_field(out, context, state, {"selesai", context.t("Selesai"), "", "16.00", time_width});
    write_field(out, context, state, {"menit", context.t("Menit tiap wawancara"), "", "15", number_width});
    write_field(out, context, state, {"jeda", context.t("Jeda tiap orang, dalam giliran"), "", "1", number_width});
    write_field(out, context, state, {"paling", context.t("Wawancara tiap orang, paling banyak"), "", "3", number_width});
    out << "</div>"_html;
    html::radios(out, context,
                 {.name = "cara", .label = context.t("Bertemu"), .value = state.typed.has("cara") ? state.value("cara") : "tempat"},
                 {{"tempat", std::string(context.t("Di tempat")), ""}, {"daring", std::string(context.t("Daring")), ""}}, true);
    write_field(out, context, state,
                {"tempat", context.t("Tempat, atau cara masuk bila daring"), context.t("Orang dan perusahaan membacanya."), ""});
    html::details_open(out, context.t("Juru bahasa, ruang tenang, dan urutan pilihan"));
    write_field(out, context, state, {"juru", context.t("Juru bahasa isyarat yang ada sekaligus"), "", "0", number_width});
    write_field(out, context, state, {"ruang", context.t("Ruang tenang yang ada"), "", "0", number_width});
    html::radios(out, context,
                 {.name = "urutan",
                  .label = context.t("Siapa bertemu siapa"),
                  .value = state.typed.has("urutan") ? state.value("urutan") : "office"},
                 {{"office", std::string(context.t(label(Mode::office))), ""},
                  {"mutual", std::string(context.t(label(Mode::mutual))),
                   std::string(context.t("Sampai diumumkan, orang dan perusahaan mengatur urutannya di halaman masing-masing."))}});
    html::details_close(out);
    html::button(out, context.t("Buat hari wawancara"));
    html::form_close(out);
}

http::Response list_page(const Context& context, const html::FormState& state, int status = 200) {
    const auto office = office::own_office(context);
    if (!office) return no_such_day(context);
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return days(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Hari wawancara") << "</h1><p class=\"lead\">"_html
        << context.t("Beberapa perusahaan dan orang yang sudah dikenalkan bertemu pada satu hari, masing-masing dengan jamnya.")
        << "</p>"_html;
    if (all.empty())
        html::empty_state(out, context.t("Hari wawancara yang akan datang tampil di sini."), context.t("Buat yang pertama di bawah."));
    else {
        html::table_open(out, context.t("Yang akan datang, dan yang kehadirannya belum disimpan"),
                         {{context.t("Hari")},
                          {context.t("Perusahaan"), true},
                          {context.t("Terjadwal"), true},
                          {context.t("Menunggu"), true},
                          {context.t("Keadaan")}});
        for (const auto& line : all) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, path_of(line.day.id));
            out << ">"_html << when(context, line.day) << "</a><br><span class=\"muted\">"_html << where(context, line.day)
                << "</span></th><td class=\"num\">"_html << line.companies << "</td><td class=\"num\">"_html << line.placed
                << "</td><td class=\"num\">"_html << line.waiting << "</td><td>"_html;
            html::tag(out, tone_of(line.day.state), context.t(label(line.day.state)));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    write_new_day(out, context, state);
    return http::page(
        html::document(context, office::desk_frame(*office, std::string(context.t("Hari wawancara")), std::string(base)), out), status);
}

http::Response get_list(const http::Request&, Context& context) { return list_page(context, {}); }

http::Response post_day(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto& form = request.form;
    const auto day_typed = html::typed_date(form, "hari");
    const auto date = day_typed ? Date::parse(*day_typed) : std::nullopt;
    InterviewDay day;
    if (!date) state.refuse("hari", context.t(sentence(Refusal::date_unfit)));
    const auto time = [&](std::string_view field) {
        const auto typed = typed_time(form, field);
        if (!typed) state.refuse(std::string(field), context.t(sentence(Refusal::hours_unfit)));
        return typed.value_or(TimeOfDay{});
    };
    const auto number = [&](std::string_view field) {
        const auto typed = typed_number(form, field);
        if (!typed) state.refuse(std::string(field), context.t(sentence(Refusal::numbers_unfit)));
        return typed.value_or(0);
    };
    day.date = date.value_or(Date{});
    day.starts = time("mulai");
    day.ends = time("selesai");
    day.slot_minutes = number("menit");
    day.gap_slots = number("jeda");
    day.most_each = number("paling");
    day.is_online = form.text("cara") == "daring";
    day.place = form.text("tempat");
    day.interpreters = number("juru");
    day.quiet_rooms = number("ruang");
    day.mode = mode_of(form.text("urutan")).value_or(Mode::office);
    if (!state.ok()) return list_page(context, state, 422);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return create_day(tx, context, day); });
    if (made) return http::see_other(path_of(*made));
    state.refuse(std::string(field_of(made.error())), context.t(sentence(made.error())));
    return list_page(context, state, 422);
}

// --- one day ---

std::string name_of(const Board& board, registration::ApplicationId file) {
    const auto found = board.people.find(file);
    return found == board.people.end() ? "" : found->second;
}

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
    write_field(out, context, state, {"mulai", context.t("Mulai"), "", clock(board.plan.day.starts), time_width});
    write_field(out, context, state, {"selesai", context.t("Selesai"), "", clock(board.plan.day.ends), time_width});
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
    frame.back_href = base;
    frame.wide = true;
    return http::page(html::document(context, frame, out), status).with_header("Cache-Control", "no-store");
}

http::Response get_day(const http::Request& request, Context& context) { return day_page(request, context, {}); }

http::Response refused(const http::Request& request, const Context& context, Refusal why, html::FormState state = {}) {
    if (why == Refusal::no_such_day) return no_such_day(context);
    state.refuse(std::string(field_of(why)), context.t(sentence(why)));
    return day_page(request, context, state, 422);
}

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
    return refused(request, context, done.error(), state);
}

http::Response post_arrange(const http::Request& request, Context& context) {
    const auto id = request.path_id<DayId>(0);
    const auto done = arrange(context, id);
    return done ? http::see_other(path_of(id) + "?disusun=1") : refused(request, context, done.error());
}

http::Response post_step(const http::Request& request, const Context& context,
                         Result<Done, Refusal> (*verb)(sql::Transaction&, const Context&, DayId), std::string_view told) {
    const auto id = request.path_id<DayId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, context, id); });
    return done ? http::see_other(path_of(id) + std::string(told)) : refused(request, context, done.error());
}
http::Response post_publish(const http::Request& request, Context& context) { return post_step(request, context, publish, "?diumumkan=1"); }
http::Response post_attendance(const http::Request& request, Context& context) { return post_step(request, context, close_attendance, ""); }
http::Response post_cancel(const http::Request& request, Context& context) { return post_step(request, context, cancel, ""); }

// --- one meeting ---

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
    if (!moved_up && moved_up.error() == Refusal::changed_meanwhile) return refused(request, context, moved_up.error());
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

// --- paper: one sheet a company, one a person ---

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

std::vector<http::Route> day_routes() {
    using enum http::Method;
    constexpr auto may = Permission::refer_seeker;
    constexpr auto write = http::Rate::write;
    return {{get, "/rujuk/wawancara", get_list, may},
            {post, "/rujuk/wawancara", post_day, may, write},
            {get, "/rujuk/wawancara/{day}", get_day, may},
            {get, "/rujuk/wawancara/{day}/cetak", get_print, may},
            {post, "/rujuk/wawancara/{day}/perusahaan", post_company, may, write},
            {post, "/rujuk/wawancara/{day}/susun", post_arrange, may, write},
            {post, "/rujuk/wawancara/{day}/umumkan", post_publish, may, write},
            {post, "/rujuk/wawancara/{day}/batal", post_cancel, may, write},
            {get, "/rujuk/wawancara/{day}/temu/{meeting}", get_meeting, may},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}", post_meeting, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/lepas", post_remove, may, write},
            {post, "/rujuk/wawancara/{day}/kehadiran", post_attendance, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/tidak-datang", post_missed, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/kembali", post_bring_back, may, write},
            {post, "/rujuk/wawancara/{day}/temu/{meeting}/orang", post_guest, may, write}};
}

}  // namespace interviews
