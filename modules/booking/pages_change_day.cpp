#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/pages_plan.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The quotas of one day, changed together or closed: first what it would do to whom, then the decision.
namespace booking {

namespace {

constexpr std::size_t small = 64 * 1024;

struct Day {
    office::Office office;
    std::vector<office::Service> services;
    Date date;
    std::string service;              // "" = all of them
    std::vector<WindowView> windows;  // that are not over
    LocalTime now;
};

std::optional<Day> day_of(const http::Request& request, const Context& context) {
    const auto date = Date::parse(request.path_value(0));
    if (!date) return {};
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Day> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto& asked = request.method == http::Method::get ? request.query : request.form;
        Day day{.office = std::move(*office), .services = {}, .date = *date, .service = asked.text("layanan"), .windows = {}, .now = {}};
        day.now = context.local(day.office.zone);
        day.services = office::services(tx, day.office.id);
        day.windows = coming_windows(tx, context, day.office.id, *date, *date);
        std::erase_if(day.windows, [&](const WindowView& one) {
            return one.state == WindowState::over || (!day.service.empty() && one.window.service != day.service);
        });
        return day;
    });
}

http::Response no_such_day(const Context& context) {
    return not_there(context, context.t("Hari ini tidak ditemukan"), context.t("Pilih hari dari daftar kuota."),
                     context.t("Ke daftar kuota"), "/atur/kuota");
}

std::string path_of(const Day& day) { return "/atur/kuota/hari/" + day.date.iso(); }

http::Response day_page(const Context& context, const Day& day, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << long_date(context.language, day.date) << "</h1><p class=\"lead\">"_html
        << (day.service.empty() ? std::string(context.t("Semua layanan")) : short_name(context, day.services, day.service)) << "</p>"_html;
    if (day.windows.empty()) {
        html::empty_state(out, context.t("Jadwal hari ini akan tampil di sini."),
                          context.t("Hari ini tidak ada jadwal, atau semuanya sudah lewat."));
    } else {
        html::form_open(out, context, path_of(day));
        html::hidden(out, "layanan", day.service);
        out << "<section class=\"panel\"><h2>"_html << context.t("Kuota baru") << "</h2>"_html;
        for (const auto& [window, window_state] : day.windows) {
            const auto field = "kuota-" + window.id.text();
            const auto label = hours_of(window) + " · " + short_name(context, day.services, window.service) +
                               (window.name.empty() ? "" : " · " + window.name);
            html::text_field(out, context,
                             {.name = field,
                              .label = label,
                              .hint = fill(context.t("Sekarang {kuota}, terisi {terisi}."),
                                           {{"kuota", std::to_string(window.quota)}, {"terisi", std::to_string(window.taken)}}),
                              .value = state.typed.has(field) ? state.value(field) : std::to_string(window.quota),
                              .error = state.error(field),
                              .inputmode = "numeric",
                              .width = 5});
        }
        html::checkbox(out, context,
                       {.name = "tutup",
                        .label = context.t("Tutup seluruh hari ini (hari libur, listrik padam)"),
                        .hint = context.t("Semua orang dipindah; kuota di atas tidak dipakai."),
                        .value = "ya"},
                       state.value("tutup") == "ya");
        html::text_field(out, context,
                         {.name = "alasan",
                          .label = context.t("Alasan atau nomor keputusan"),
                          .hint = context.t("Dibaca orang yang dipindah."),
                          .value = state.value("alasan"),
                          .error = state.error("alasan"),
                          .max_length = 200});
        html::button(out, context.t("Lihat akibatnya"));
        out << "</section>"_html;
        html::form_close(out);
    }
    auto frame = desk_frame(day.office, std::string(context.t("Ubah satu hari")), path_of(day));
    frame.back_href = "/atur/kuota";
    return http::page(html::document(context, frame, out), status);
}

ChangeWish wish_of(const Day& day, html::FormState& state, const Context& context) {
    ChangeWish wish{.office = day.office.id, .kind = ChangeKind::quota, .from = day.date, .to = day.date};
    const bool closes = state.value("tutup") == "ya";
    if (closes) wish.kind = ChangeKind::closed;
    wish.reason = text::clean_line(state.value("alasan"), 200).value_or("");
    if (wish.reason.empty()) state.refuse("alasan", context.t(sentence(Refusal::reason_missing)));
    for (const auto& [window, window_state] : day.windows) {
        const auto field = "kuota-" + window.id.text();
        const auto quota = state.typed.has(field) ? text::whole(text::trim(state.value(field))) : std::optional(window.quota);
        if (!closes && (!quota || *quota < 0 || *quota > quota_max)) {
            state.refuse(field, context.t(sentence(Refusal::quota_unfit)));
            continue;
        }
        if (closes && window.suspended && window.taken + window.reserve_taken == 0) continue;
        // What stays as it is stands in no plan.
        if (closes || *quota != window.quota)
            wish.windows.push_back({.window = window.id, .quota = closes ? window.quota : *quota, .closes = closes});
    }
    if (state.ok() && wish.windows.empty() && !day.windows.empty())
        state.refuse("kuota-" + day.windows.front().window.id.text(),
                     context.t("Ubah paling sedikit satu kuota, atau tutup seluruh hari."));
    return wish;
}

PlanForm form_of(const Day& day, const html::FormState& state) {
    PlanForm form{.preview_path = path_of(day),
                  .apply_path = path_of(day) + "/terapkan",
                  .back = path_of(day) + "?layanan=" + day.service,
                  .fields = {},
                  .search = state.value("cari")};
    form.fields = {{"layanan", day.service}, {"alasan", state.value("alasan")}, {"tutup", state.value("tutup")}};
    for (const auto& [window, window_state] : day.windows) {
        const auto field = "kuota-" + window.id.text();
        if (state.typed.has(field)) form.fields.emplace_back(field, state.value(field));
    }
    return form;
}

http::Response plan_page(const Context& context, const Day& day, const html::FormState& state, const ChangePreview& plan,
                         int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << long_date(context.language, day.date) << "</h1><p class=\"lead\">"_html << state.value("alasan") << "</p>"_html;
    write_plan(out, context, plan, day.office.zone, form_of(day, state));
    auto frame = desk_frame(day.office, std::string(context.t("Ubah satu hari")), path_of(day));
    frame.back_href = "/atur/kuota";
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_day(const http::Request& request, Context& context) {
    const auto day = day_of(request, context);
    if (!day) return no_such_day(context);
    html::FormState state{request.query, {}};
    // A late public holiday comes with its name.
    return day_page(context, *day, state);
}

http::Response post_day(const http::Request& request, Context& context) {
    const auto day = day_of(request, context);
    if (!day) return no_such_day(context);
    html::FormState state{request.form, {}};
    const auto wish = wish_of(*day, state, context);
    if (!state.ok()) return day_page(context, *day, state, 422);
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, wish); });
    if (!plan) {
        state.refuse("alasan", context.t(sentence(plan.error())));
        return day_page(context, *day, state, 422);
    }
    return plan_page(context, *day, state, *plan);
}

http::Response post_apply_day(const http::Request& request, Context& context) {
    const auto day = day_of(request, context);
    if (!day) return no_such_day(context);
    html::FormState state{request.form, {}};
    const auto wish = wish_of(*day, state, context);
    if (!state.ok()) return day_page(context, *day, state, 422);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return apply_change(tx, context, wish, state.value("rencana")); });
    if (done && done->outcome == QuotaOutcome::waits_for_second_person)
        return http::see_other("/atur/kuota/" + wish.windows.front().window.text());
    if (done) return http::see_other("/atur/kuota/perubahan/" + done->change.text());
    state.refuse("alasan", context.t(sentence(done.error())));
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, wish); });
    if (!plan) return day_page(context, *day, state, 422);
    return plan_page(context, *day, state, *plan, 409);
}

}  // namespace

std::vector<http::Route> change_day_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/atur/kuota/hari/{date}", get_day, Permission::manage_quota},
            {post, "/atur/kuota/hari/{date}", post_day, Permission::manage_quota, Rate::write, small},
            {post, "/atur/kuota/hari/{date}/terapkan", post_apply_day, Permission::manage_quota, Rate::write, small}};
}

}  // namespace booking
