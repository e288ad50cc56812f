#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;

struct Hours {
    std::vector<Service> services;
    std::vector<WindowRule> rules;
    std::vector<WindowException> exceptions;
};

Hours hours_of(const Context& context, const Office& office) {
    const auto today = context.local(office.zone).date;
    return context.platform.database.read([&](sql::Transaction& tx) {
        return Hours{services(tx, office.id), window_rules(tx, office.id), window_exceptions(tx, office.id, today, today + 400)};
    });
}

std::string rule_path(const WindowRule& rule) { return "/atur/jadwal/" + (rule.id ? rule.id.text() : "baru"); }

http::Response get_hours(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto all = hours_of(context, *office);
    Markup out;
    out << "<p>"_html
        << context.t(
               "Jadwal adalah aturan: hari, jam, layanan, dan kuota. Dari aturan ini dibuat jadwal yang dapat dipilih orang, sampai batas "
               "hari ke depan.")
        << "</p>"_html;
    Markup rows;
    for (const auto& rule : all.rules) {
        if (rule.retired) continue;
        const auto exceptions = std::ranges::count(all.exceptions, rule.id, &WindowException::rule);
        rows << "<li><a"_html;
        rows.attribute("href"_html, rule_path(rule));
        rows << ">"_html << html::icon("clock") << "<span><strong>"_html
             << (rule.name.empty() ? std::string(context.t("Jam biasa")) : rule.name) << "</strong><br>"_html
             << sentence(context, rule, all.services);
        if (exceptions > 0)
            rows << "<br><span class=\"muted\">"_html
                 << fill(context.t("{jumlah} hari pengecualian"), {{"jumlah", std::to_string(exceptions)}}) << "</span>"_html;
        rows << "</span><span class=\"aside\">"_html
             << fill(context.t("{kuota} orang per layanan"), {{"kuota", std::to_string(rule.quota)}}) << "</span></a></li>"_html;
    }
    if (rows.empty())
        html::empty_state(out, context.t("Jadwal akan tampil di sini."), context.t("Tambah yang pertama: hari, jam, dan kuotanya."));
    else
        out << "<ul class=\"ways\">"_html << rows << "</ul>"_html;
    html::link_button(out, context.t("Tambah jadwal"), "/atur/jadwal/baru", html::ButtonKind::secondary);
    html::link_button(out, context.t("Tambah jadwal malam (Job Café)"), "/atur/jadwal/baru?contoh=malam", html::ButtonKind::secondary);
    out << "<p class=\"muted\">"_html << context.t("Sampai berapa hari ke depan nomor dapat diambil:")
        << " <a href=\"/atur/ketentuan/booking_days_ahead_max\">"_html << context.t("ketentuan") << "</a></p>"_html;
    return settings_page(request, context, {.office = *office, .step = Step::hours, .title = "", .back = ""}, out, {});
}

std::optional<WindowRule> rule_at(const http::Request& request, const Hours& all, const Office& office, Date today) {
    const auto wanted = request.path_value(0);
    if (wanted != "baru") {
        const auto found = std::ranges::find(all.rules, request.path_id<WindowRuleId>(0), &WindowRule::id);
        if (found == all.rules.end() || found->retired) return {};
        return *found;
    }
    WindowRule rule{
        .office = office.id, .weekdays = {1, 2, 3, 4, 5}, .opens = {8 * 60}, .closes = {15 * 60}, .valid_from = today, .quota = 50};
    const bool is_evening = request.query.text("contoh") == "malam";
    if (is_evening) {
        rule.name = "Job Café";
        rule.weekdays = {3, 5};
        rule.opens = {19 * 60};
        rule.closes = {21 * 60};
        rule.quota = 30;
    }
    for (const auto& one : all.services) {
        if (one.offered && !(is_evening && one.code == "dispute")) rule.services.push_back(one.code);
    }
    return rule;
}

std::string said(const Context& context, const WindowRule& rule, const WindowException& one) {
    return one.closed ? std::string(context.t("Tutup"))
                      : fill(context.t("Kuota {kuota}"), {{"kuota", std::to_string(one.quota.value_or(rule.quota))}});
}

std::vector<ShownDay> shown_days(const Context& context, const WindowRule& rule, const std::vector<WindowException>& exceptions) {
    std::vector<ShownDay> days;
    for (const auto& one : exceptions)
        if (one.rule == rule.id) days.push_back({one.date, said(context, rule, one) + ", " + one.reason});
    return days;
}

void write_exceptions(Markup& out, const Context& context, const WindowRule& rule, const Hours& all, const FormState& state) {
    out << "<div class=\"panel\"><h2>"_html << context.t("Pengecualian") << "</h2>"_html;
    std::vector<WindowException> mine;
    std::ranges::copy_if(all.exceptions, std::back_inserter(mine), [&](const WindowException& one) { return one.rule == rule.id; });
    if (mine.empty())
        out << "<p class=\"muted\">"_html << context.t("Tidak ada: jadwal berlaku setiap kali.") << "</p>"_html;
    else {
        html::table_open(out, context.t("Hari yang lain dari biasanya"),
                         {{context.t("Hari")}, {context.t("Berlaku")}, {context.t("Alasan")}, {context.t("Tindakan")}});
        for (const auto& one : mine) {
            out << "<tr><th scope=\"row\">"_html << day_and_date(context.language, one.date) << "</th><td>"_html << said(context, rule, one)
                << "</td><td>"_html << one.reason << "</td><td>"_html;
            html::form_open(out, context, rule_path(rule) + "/kecuali/" + one.date.iso() + "/hapus");
            write_day_marks(out, shown_days(context, rule, {one}));
            html::button(out, context.t("Hapus"), html::ButtonKind::secondary);
            html::form_close(out);
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    html::form_open(out, context, rule_path(rule) + "/kecuali");
    write_day_marks(out, shown_days(context, rule, mine));
    out << "<div class=\"columns\">"_html;
    html::date_field(out, context, {.name = "tanggal", .label = context.t("Tanggal"), .error = state.error("tanggal")}, state);
    html::text_field(out, context,
                     {.name = "kuota-hari",
                      .label = context.t("Kuota hari itu"),
                      .hint = context.t("Kosong: tutup"),
                      .value = state.value("kuota-hari"),
                      .error = state.error("kuota-hari"),
                      .inputmode = "numeric",
                      .width = 5,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan"),
                      .hint = context.t("Dibaca orang yang sudah mengambil nomor"),
                      .value = state.value("alasan"),
                      .error = state.error("alasan"),
                      .max_length = 160});
    out << "</div>"_html;
    html::button(out, context.t("Tambah pengecualian"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div>"_html;
}

std::vector<std::string> ticked(const FormState& state, std::string_view name, const std::vector<std::string>& kept) {
    return state.typed.has("nama") ? state.typed.all(name) : kept;
}

ShownValues shown_values(const Context& context, const WindowRule& rule, const std::vector<Service>& services) {
    const auto said = [&](std::string field, std::string_view label, std::string value) {
        return ShownValue{std::move(field), std::string(context.t(label)), std::move(value)};
    };
    std::vector<std::string> days;
    for (const int day : rule.weekdays) days.push_back(weekday_name(context.language, day));
    std::vector<std::string> names;
    for (const auto& one : services)
        if (std::ranges::find(rule.services, one.code) != rule.services.end()) names.push_back(one.name);
    return {said("nama", msg("Nama jadwal"), rule.name),
            said("tempat", msg("Tempat"), rule.place),
            said("hari", msg("Setiap"), text::join(days, ", ")),
            said("buka", msg("Buka pukul"), clock(rule.opens)),
            said("tutup", msg("Tutup pukul"), clock(rule.closes)),
            said("dari", msg("Berlaku dari"), long_date(context.language, rule.valid_from)),
            said("sampai", msg("Sampai"), rule.valid_to ? long_date(context.language, *rule.valid_to) : ""),
            said("layanan", msg("Layanan"), text::join(names, ", ")),
            said("kuota", msg("Kuota tiap layanan"), std::to_string(rule.quota)),
            said("bukan-daring", msg("Bagian hanya di loket (persen)"), std::to_string(rule.not_online_percent)),
            said("sekolah", msg("Bagian untuk sekolah (persen)"), std::to_string(rule.school_percent)),
            said("libur", msg("Buka juga pada hari libur"), yes_or_no(context, rule.open_on_holidays))};
}

http::Response show_rule(const http::Request& request, const Context& context, const Office& office, const WindowRule& rule,
                         const Hours& all, const FormState& state, int status) {
    Markup out;
    if (rule.id) out << "<p class=\"lead\">"_html << sentence(context, rule, all.services) << "</p>"_html;
    html::form_open(out, context, rule_path(rule));
    if (const auto kept_now = std::ranges::find(all.rules, rule.id, &WindowRule::id); rule.id && kept_now != all.rules.end())
        write_mark(out, shown_values(context, *kept_now, all.services));
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama jadwal"),
                      .hint = context.t("Misalnya Job Café Sahabat; kosong untuk jam biasa"),
                      .value = shown(state, "nama", rule.name),
                      .error = state.error("nama"),
                      .max_length = 80,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Tempat"),
                      .hint = context.t("Hanya bila bukan di kantor"),
                      .value = shown(state, "tempat", rule.place),
                      .error = state.error("tempat"),
                      .max_length = 120,
                      .optional = true});
    out << "</div><div class=\"days\">"_html;
    std::vector<html::Option> days;
    std::vector<std::string> kept_days;
    for (int day = 1; day <= 7; ++day) days.push_back({std::to_string(day), weekday_name(context.language, day), ""});
    for (const int day : rule.weekdays) kept_days.push_back(std::to_string(day));
    html::checkboxes(out, context, {.name = "hari", .label = context.t("Setiap"), .error = state.error("hari")}, days,
                     ticked(state, "hari", kept_days));
    out << "</div><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "buka",
                      .label = context.t("Buka pukul"),
                      .value = shown(state, "buka", clock(rule.opens)),
                      .error = state.error("buka"),
                      .inputmode = "decimal",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "tutup",
                      .label = context.t("Tutup pukul"),
                      .value = shown(state, "tutup", clock(rule.closes)),
                      .error = state.error("tutup"),
                      .inputmode = "decimal",
                      .width = 5});
    html::date_field(out, context,
                     {.name = "dari", .label = context.t("Berlaku dari"), .value = rule.valid_from.iso(), .error = state.error("dari")},
                     state);
    html::date_field(out, context,
                     {.name = "sampai",
                      .label = context.t("Sampai"),
                      .value = rule.valid_to ? rule.valid_to->iso() : "",
                      .error = state.error("sampai"),
                      .optional = true},
                     state);
    out << "</div>"_html;
    std::vector<html::Option> offered;
    for (const auto& one : all.services) {
        if (one.offered) offered.push_back({one.code, one.name, ""});
    }
    html::checkboxes(out, context,
                     {.name = "layanan",
                      .label = context.t("Layanan di jadwal ini"),
                      .hint = context.t("Lepas tanda pada yang dikecualikan. Tiap layanan punya kuota sendiri."),
                      .error = state.error("layanan")},
                     offered, ticked(state, "layanan", rule.services));
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "kuota",
                      .label = context.t("Kuota tiap layanan"),
                      .hint = context.t("Orang per jadwal"),
                      .value = shown(state, "kuota", std::to_string(rule.quota)),
                      .error = state.error("kuota"),
                      .inputmode = "numeric",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "bukan-daring",
                      .label = context.t("Bagian hanya di loket (persen)"),
                      .hint = context.t("Untuk orang tanpa ponsel"),
                      .value = shown(state, "bukan-daring", std::to_string(rule.not_online_percent)),
                      .error = state.error("bukan-daring"),
                      .inputmode = "numeric",
                      .width = 4});
    html::text_field(out, context,
                     {.name = "sekolah",
                      .label = context.t("Bagian untuk sekolah (persen)"),
                      .hint = context.t("Dipesan lewat BKK"),
                      .value = shown(state, "sekolah", std::to_string(rule.school_percent)),
                      .error = state.error("sekolah"),
                      .inputmode = "numeric",
                      .width = 4});
    out << "</div>"_html;
    html::checkbox(out, context, {.name = "libur", .label = context.t("Buka juga pada hari libur")},
                   is_ticked(state, "libur", rule.open_on_holidays));
    html::button(out, context.t("Simpan jadwal"));
    html::form_close(out);
    if (rule.id) {
        write_exceptions(out, context, rule, all, state);
        html::post_button(out, context, rule_path(rule) + "/akhiri", context.t("Hentikan jadwal ini"), html::ButtonKind::warning);
    }
    const std::string title = !rule.id            ? std::string(context.t("Jadwal baru"))
                              : rule.name.empty() ? std::string(context.t("Jam biasa"))
                                                  : rule.name;
    return settings_page(
        request, context,
        {.office = office, .step = Step::hours, .title = title, .back = "/atur/jadwal", .goes_on = false, .status = status}, out, state);
}

http::Response get_rule(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto all = hours_of(context, *office);
    const auto rule = rule_at(request, all, *office, context.local(office->zone).date);
    if (!rule) return http::see_other("/atur/jadwal");
    return show_rule(request, context, *office, *rule, all, {}, 200);
}

std::string_view field_of(Refusal why) {
    switch (why) {
        case Refusal::no_weekday: return "hari";
        case Refusal::hours_reversed: return "tutup";
        case Refusal::dates_reversed: return "sampai";
        case Refusal::no_such_service: return "layanan";
        case Refusal::quota_out_of_range: return "kuota";
        case Refusal::share_out_of_range: return "bukan-daring";
        default: return "nama";
    }
}

TimeOfDay time_of(const Context& context, FormState& state, std::string_view name) {
    const auto time = TimeOfDay::parse(text::trim(state.value(name)));
    if (!time) state.refuse(std::string(name), context.t("Tulis jamnya seperti 08.00."));
    return time.value_or(TimeOfDay{});
}

http::Response post_rule(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto all = hours_of(context, *office);
    auto rule = rule_at(request, all, *office, context.local(office->zone).date);
    if (!rule) return http::see_other("/atur/jadwal");
    FormState state{.typed = request.form, .errors = {}};
    std::optional<Refusal> why;
    rule->name = line_of(context, state, "nama", 80, Presence::may_be_empty);
    rule->place = line_of(context, state, "tempat", 120, Presence::may_be_empty);
    rule->weekdays.clear();
    for (const auto& day : request.form.all("hari")) {
        if (day.size() == 1 && day[0] >= '1' && day[0] <= '7') rule->weekdays.push_back(day[0] - '0');
    }
    rule->services = request.form.all("layanan");
    rule->opens = time_of(context, state, "buka");
    rule->closes = time_of(context, state, "tutup");
    rule->valid_from = date_of(context, state, "dari", Presence::required).value_or(Date{});
    rule->valid_to = date_of(context, state, "sampai", Presence::may_be_empty);
    rule->quota = static_cast<int>(number_of(context, state, "kuota", 0, 5000));
    rule->not_online_percent = static_cast<int>(number_of(context, state, "bukan-daring", 0, 100));
    rule->school_percent = static_cast<int>(number_of(context, state, "sekolah", 0, 100));
    rule->open_on_holidays = request.form.has("libur");
    if (state.ok()) {
        const auto now = [&](sql::Transaction& tx) {
            const auto rules = window_rules(tx, office->id);
            const auto kept_now = std::ranges::find(rules, rule->id, &WindowRule::id);
            return rule->id && kept_now != rules.end() ? shown_values(context, *kept_now, all.services) : ShownValues{};
        };
        why = keep_unless_changed(context, office->id, state, now,
                                  [&](sql::Transaction& tx) { return save_window_rule(tx, context, *rule); });
        if (!why) return kept_here("/atur/jadwal");
        if (state.ok()) state.refuse(std::string(field_of(*why)), context.t(sentence(*why)));
    }
    return show_rule(request, context, *office, *rule, why == Refusal::changed_meanwhile ? hours_of(context, *office) : all, state,
                     status_after(why));
}

http::Response post_rule_end(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto id = request.path_id<WindowRuleId>(0);
    static_cast<void>(
        context.platform.database.write([&](sql::Transaction& tx) { return retire_window_rule(tx, context, office->id, id); }));
    return kept_here("/atur/jadwal");
}

http::Response post_exception(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto all = hours_of(context, *office);
    const auto rule = rule_at(request, all, *office, context.local(office->zone).date);
    if (!rule || !rule->id) return http::see_other("/atur/jadwal");
    FormState state{.typed = request.form, .errors = {}};
    WindowException one{.rule = rule->id, .date = date_of(context, state, "tanggal", Presence::required).value_or(Date{}), .reason = ""};
    one.reason = line_of(context, state, "alasan", 160, Presence::required);
    one.closed = text::trim(state.value("kuota-hari")).empty();
    if (!one.closed) one.quota = static_cast<int>(number_of(context, state, "kuota-hari", 0, 5000));
    std::optional<Refusal> why;
    if (state.ok()) {
        why = keep_day_unless_changed(
            context, office->id, state, one.date,
            [&](sql::Transaction& tx) { return shown_days(context, *rule, window_exceptions(tx, office->id, one.date, one.date)); },
            [&](sql::Transaction& tx) { return save_exception(tx, context, office->id, one); });
        if (!why) return kept_here(rule_path(*rule));
        if (state.ok()) state.refuse("tanggal", context.t(sentence(*why)));
    }
    return show_rule(request, context, *office, *rule, why == Refusal::changed_meanwhile ? hours_of(context, *office) : all, state,
                     status_after(why));
}

http::Response post_exception_away(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto rule = rule_at(request, hours_of(context, *office), *office, context.local(office->zone).date);
    const auto date = Date::parse(request.path_value(1));
    if (!rule || !rule->id || !date) return http::see_other("/atur/jadwal");
    FormState state{.typed = request.form, .errors = {}};
    const auto why = keep_day_unless_changed(
        context, office->id, state, *date,
        [&](sql::Transaction& tx) { return shown_days(context, *rule, window_exceptions(tx, office->id, *date, *date)); },
        [&](sql::Transaction& tx) { return remove_exception(tx, context, office->id, rule->id, *date); });
    if (why == Refusal::changed_meanwhile) return show_rule(request, context, *office, *rule, hours_of(context, *office), state, 409);
    return http::see_other(rule_path(*rule));
}

}  // namespace

std::vector<http::Route> hours_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    constexpr auto writes = http::Rate::write;
    return {{get, "/atur/jadwal", get_hours, manage},
            {get, "/atur/jadwal/{rule}", get_rule, manage},
            {post, "/atur/jadwal/{rule}", post_rule, manage, writes},
            {post, "/atur/jadwal/{rule}/akhiri", post_rule_end, manage, writes},
            {post, "/atur/jadwal/{rule}/kecuali", post_exception, manage, writes},
            {post, "/atur/jadwal/{rule}/kecuali/{date}/hapus", post_exception_away, manage, writes}};
}

}  // namespace office
