#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_import.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;
using reference::HolidayKind;

std::string kind_label(const Context& context, HolidayKind kind) {
    switch (kind) {
        case HolidayKind::national: return std::string(context.t("Libur nasional"));
        case HolidayKind::joint_leave: return std::string(context.t("Cuti bersama"));
        case HolidayKind::regional: return std::string(context.t("Libur daerah"));
        case HolidayKind::election: return std::string(context.t("Pemilihan umum"));
        case HolidayKind::office_closure: return std::string(context.t("Kantor tutup"));
    }
    return {};
}

int year_asked(const http::Request& request, const FormState& state, Date today) {
    const auto asked = Date::parse((request.query.has("tahun") ? request.query.text("tahun") : state.value("tahun")) + "-01-01");
    return asked ? asked->year() : today.year();
}

std::string week_path(int year) { return "/atur/hari?tahun=" + std::to_string(year); }

void year_links(Markup& out, const Context& context, int year, int this_year) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Tahun"));
    out << ">"_html;
    for (int one = std::min(this_year - 1, 2025); one <= this_year + 1; ++one) {
        if (one < this_year - 1 && one != 2025) continue;
        out << "<a"_html;
        out.attribute("href"_html, week_path(one));
        if (one == year) out << " aria-current=\"page\""_html;
        out << ">"_html << one << "</a>"_html;
    }
    out << "</nav>"_html;
}

// What the office itself says of days, as the page showed it.
std::vector<ShownDay> shown_days(const Context& context, const std::vector<reference::Holiday>& own) {
    std::vector<ShownDay> days;
    for (const auto& one : own)
        days.push_back({one.date, one.name + ", " + kind_label(context, one.kind) + (one.source.empty() ? "" : ", " + one.source) +
                                      (one.counts_as_working_day ? ", " + std::string(context.t("Masuk kerja")) : std::string())});
    return days;
}

// One row of the year: the shipped day or the office's own, and what the office makes of it.
void day_row(Markup& out, const Context& context, const reference::Holiday& day, const reference::Holiday* own, bool is_shipped, int year) {
    const bool worked = own && own->counts_as_working_day;
    const auto action = "/atur/hari/" + day.date.iso();
    out << "<tr><th scope=\"row\">"_html << day_and_date(context.language, day.date) << "</th><td>"_html;
    if (context.language == Language::english && !day.name_en.empty())
        out << day.name_en;
    else
        out << day.name;
    if (!day.source.empty()) out << "<br><span class=\"muted\">"_html << day.source << "</span>"_html;
    out << "</td><td>"_html << kind_label(context, day.kind) << "</td><td>"_html;
    if (worked)
        html::tag(out, html::Tone::warning, context.t("Masuk kerja"));
    else
        html::tag(out, html::Tone::good, context.t("Libur"));
    out << "</td><td>"_html;
    html::form_open(out, context, action);
    html::hidden(out, "tahun", std::to_string(year));
    write_day_marks(out, own ? shown_days(context, {*own}) : std::vector<ShownDay>{});
    if (own)
        html::button(out, is_shipped ? context.t("Kembalikan menjadi libur") : context.t("Hapus"), html::ButtonKind::secondary, "",
                     "perbuatan", "hapus");
    else
        html::button(out, context.t("Kantor tetap masuk"), html::ButtonKind::secondary, "", "perbuatan", "masuk");
    html::form_close(out);
    out << "</td></tr>"_html;
}

http::Response show_week(const http::Request& request, const Context& context, const Office& office, const FormState& state, int status) {
    const auto today = context.local(office.zone).date;
    const int year = year_asked(request, state, today);
    const auto own = context.platform.database.read([&](sql::Transaction& tx) { return own_holidays(tx, office.id); });
    Markup out;
    out << "<div class=\"panel\">"_html;
    html::form_open(out, context, "/atur/hari");
    html::hidden(out, "versi", std::to_string(office.version));
    html::radios(out, context,
                 {.name = "hari-kerja",
                  .label = context.t("Hari kerja dalam seminggu"),
                  .hint = context.t("Dipakai untuk menghitung tenggat. Jadwal layanan boleh buka di luar hari ini, misalnya Sabtu."),
                  .value = shown(state, "hari-kerja", std::to_string(office.week_days)),
                  .error = state.error("hari-kerja")},
                 {{"5", std::string(context.t("Lima hari, Senin sampai Jumat")), ""},
                  {"6", std::string(context.t("Enam hari, Senin sampai Sabtu")), ""}},
                 true);
    html::button(out, context.t("Simpan hari kerja"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div><h2>"_html << context.t("Hari libur") << "</h2>"_html;
    year_links(out, context, year, today.year());

    std::vector<reference::Holiday> shipped;
    for (const auto& one : reference::national_holidays()) {
        if (one.date.year() == year) shipped.push_back(one);
    }
    if (shipped.empty()) {
        html::notice(
            out, html::Tone::warning, fill(context.t("Hari libur {tahun} belum ada di sini"), {{"tahun", std::to_string(year)}}),
            context.t("Keputusan bersama tiga menteri untuk tahun itu belum disertakan. Tambahkan harinya di bawah begitu terbit."));
    }
    const auto own_on = [&](Date day) {
        const auto found = std::ranges::find(own, day, &reference::Holiday::date);
        return found == own.end() ? nullptr : &*found;
    };
    auto rows = shipped;
    for (const auto& one : own) {
        if (one.date.year() == year && std::ranges::find(shipped, one.date, &reference::Holiday::date) == shipped.end())
            rows.push_back(one);
    }
    std::ranges::stable_sort(rows, {}, &reference::Holiday::date);
    if (!rows.empty()) {
        html::table_open(
            out, fill(context.t("Hari libur {tahun}"), {{"tahun", std::to_string(year)}}),
            {{context.t("Hari")}, {context.t("Nama")}, {context.t("Jenis")}, {context.t("Di kantor ini")}, {context.t("Tindakan")}});
        for (const auto& one : rows) {
            const bool is_shipped = std::ranges::find(shipped, one.date, &reference::Holiday::date) != shipped.end();
            day_row(out, context, one, own_on(one.date), is_shipped, year);
        }
        html::table_close(out);
    }

    out << "<div class=\"side-by-side\"><div class=\"panel\"><h2>"_html << context.t("Tambah hari libur") << "</h2>"_html;
    html::form_open(out, context, "/atur/hari/tambah");
    html::hidden(out, "tahun", std::to_string(year));
    write_day_marks(out, shown_days(context, own));
    html::date_field(out, context, {.name = "tanggal", .label = context.t("Tanggal"), .error = state.error("tanggal")}, state);
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama hari libur"),
                      .value = state.value("nama"),
                      .error = state.error("nama"),
                      .max_length = 120});
    std::vector<html::Option> kinds;
    for (const auto one :
         {HolidayKind::regional, HolidayKind::office_closure, HolidayKind::national, HolidayKind::joint_leave, HolidayKind::election})
        kinds.push_back({std::string(code(one)), kind_label(context, one), ""});
    html::select(out, context,
                 {.name = "jenis", .label = context.t("Jenis"), .value = shown(state, "jenis", "regional"), .error = state.error("jenis")},
                 kinds);
    html::text_field(out, context,
                     {.name = "sumber",
                      .label = context.t("Keputusan atau surat"),
                      .hint = context.t("Nomor dan tanggalnya"),
                      .value = state.value("sumber"),
                      .error = state.error("sumber"),
                      .max_length = 160,
                      .optional = true});
    html::button(out, context.t("Tambah hari libur"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div><div class=\"panel\"><h2>"_html << context.t("Perubahan di tengah tahun") << "</h2><p>"_html
        << context.t(
               "Tambah atau ubah harinya saja. Jadwal dan tenggat menyesuaikan; orang yang sudah memegang nomor pada hari yang menjadi "
               "libur akan diberi tahu.")
        << "</p><h2>"_html << context.t("Impor daftar hari libur") << "</h2>"_html;
    html::form_open(out, context, "/atur/hari/impor", true);
    html::hidden(out, "tahun", std::to_string(year));
    write_day_marks(out, shown_days(context, own));
    html::file_field(
        out, context,
        {.name = "daftar",
         .label = context.t("Berkas CSV atau XLSX"),
         .hint = context.t(
             "Kolom: tanggal, nama, jenis, sumber. Jenis: libur_nasional, cuti_bersama, libur_daerah, pemilu, kantor_tutup, atau masuk."),
         .error = state.error("daftar")},
        ".csv,.xlsx", false);
    html::button(out, context.t("Impor daftar"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div></div>"_html;
    return settings_page(request, context,
                         {.office = office, .step = Step::week, .title = "", .back = "", .goes_on = true, .status = status}, out, state);
}

http::Response get_week(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_week(request, context, *office, {}, 200);
}

http::Response post_week(const http::Request& request, Context& context) {
    auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    office->week_days = static_cast<int>(number_of(context, state, "hari-kerja", 5, 6));
    office->version = static_cast<int>(number_of(context, state, "versi", 1, 1'000'000));
    if (state.ok()) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return save_profile(tx, context, *office); });
        if (done) return kept_here("/atur/hari");
        state.refuse("hari-kerja", context.t(sentence(done.error())));
    }
    return show_week(request, context, *office, state, 422);
}

http::Response post_day(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    reference::Holiday day;
    day.date = date_of(context, state, "tanggal", Presence::required).value_or(Date{});
    day.name = line_of(context, state, "nama", 120, Presence::required);
    day.source = line_of(context, state, "sumber", 160, Presence::may_be_empty);
    const auto kind = parse_holiday_kind(state.value("jenis"));
    if (!kind) state.refuse("jenis", context.t("Pilih dari daftar."));
    day.kind = kind.value_or(HolidayKind::regional);
    std::optional<Refusal> why;
    if (state.ok()) {
        why = keep_day_unless_changed(
            context, office->id, state, day.date, [&](sql::Transaction& tx) { return shown_days(context, own_holidays(tx, office->id)); },
            [&](sql::Transaction& tx) { return put_holiday(tx, context, office->id, day); });
        if (!why) return kept_here(week_path(day.date.year()));
        if (state.ok()) state.refuse("tanggal", context.t(sentence(*why)));
    }
    return show_week(request, context, *office, state, status_after(why));
}

// A listed day is worked after all, or what the office said about a day is taken back.
http::Response post_day_changed(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto date = Date::parse(request.path_value(0));
    if (!date) return http::see_other("/atur/hari");
    FormState state{.typed = request.form, .errors = {}};
    const auto why = keep_day_unless_changed(
        context, office->id, state, *date, [&](sql::Transaction& tx) { return shown_days(context, own_holidays(tx, office->id)); },
        [&](sql::Transaction& tx) -> Result<Done, Refusal> {
            if (request.form.text("perbuatan") == "hapus") return remove_holiday(tx, context, office->id, *date);
            const auto listed = reference::Calendar(reference::national_holidays()).on(*date);
            if (listed.empty()) return Refusal::no_such_holiday;
            auto day = listed.front();
            day.counts_as_working_day = true;
            return put_holiday(tx, context, office->id, day);
        });
    if (why == Refusal::changed_meanwhile) return show_week(request, context, *office, state, 409);
    return kept_here(week_path(date->year()));
}

http::Response post_import(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    const auto upload = std::ranges::find(request.uploads, "daftar", &http::Upload::field);
    if (upload == request.uploads.end() || upload->bytes.empty()) {
        state.refuse("daftar", context.t("Pilih berkasnya."));
        return show_week(request, context, *office, state, 422);
    }
    const auto list = read_holidays(context, upload->bytes);
    if (!list.faults.empty()) {
        state.refuse("daftar", context.t("Tidak ada yang disimpan. Perbaiki baris ini dalam berkasnya, lalu impor lagi."));
        for (std::size_t at = 0; at < std::min<std::size_t>(list.faults.size(), 20); ++at) state.refuse("daftar", list.faults[at]);
        return show_week(request, context, *office, state, 422);
    }
    const auto why = keep_file_unless_changed(
        context, office->id, state, "daftar", [&](sql::Transaction& tx) { return shown_days(context, own_holidays(tx, office->id)); },
        [&](sql::Transaction& tx) {
            std::vector<Date> dates;
            std::ranges::transform(new_holidays(tx, office->id, list), std::back_inserter(dates), &reference::Holiday::date);
            return dates;
        },
        [&](sql::Transaction& tx) { import_holidays(tx, context, office->id, list); });
    if (why) return show_week(request, context, *office, state, status_after(why));
    return kept_here(week_path(list.days.empty() ? context.local(office->zone).date.year() : list.days.front().date.year()));
}

}  // namespace

std::vector<http::Route> week_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    constexpr auto writes = http::Rate::write;
    return {{get, "/atur/hari", get_week, manage},
            {post, "/atur/hari", post_week, manage, writes},
            {post, "/atur/hari/tambah", post_day, manage, writes},
            {post, "/atur/hari/impor", post_import, manage, http::Rate::upload, 2 * 1024 * 1024},
            {post, "/atur/hari/{date}", post_day_changed, manage, writes}};
}

}  // namespace office
