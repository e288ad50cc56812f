#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/pages_plan.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What a day can hold: quotas with their consequences shown first, windows stopped and opened again.
namespace booking {

namespace {

constexpr int days_a_page = 7;
constexpr int arrivals_shown_days = 30;
constexpr std::size_t small = 8 * 1024;

std::optional<office::Office> own_office(sql::Transaction& tx, const Context& context) {
    return office::find_office(tx, context.actor.office);
}

// --- the coming days ---

void write_state(Markup& out, const Context& context, const WindowView& view) {
    switch (view.state) {
        case WindowState::open: html::tag(out, html::Tone::good, context.t("Terbuka")); return;
        case WindowState::full: html::tag(out, html::Tone::warning, context.t("Penuh")); return;
        case WindowState::over: html::tag(out, html::Tone::info, context.t("Sudah lewat")); return;
        case WindowState::suspended: html::tag(out, html::Tone::danger, context.t("Dihentikan")); return;
        case WindowState::too_far: html::tag(out, html::Tone::info, context.t("Belum dibuka")); return;
    }
}

void write_service_choice(Markup& out, const Context& context, const std::vector<office::Service>& services, const std::string& chosen) {
    std::vector<html::Option> options;
    for (const auto& one : services) {
        if (one.offered) options.push_back({one.code, std::string(name_of(context, one)), ""});
    }
    out << "<form method=\"get\" action=\"/atur/kuota\">"_html;
    html::select(out, context, {.name = "layanan", .label = context.t("Layanan"), .value = chosen}, options);
    html::button(out, context.t("Tampilkan"), html::ButtonKind::secondary);
    out << "</form>"_html;
}

// The calendar says closed, and people hold numbers: the same plan as for any day, one step away.
void write_late_holidays(Markup& out, const Context& context, sql::Transaction& tx, const office::Office& office) {
    for (const auto& day : days_to_settle(tx, context, office.id)) {
        Markup body;
        body << "<p>"_html
             << fill(context.t("Kalender mengatakan tutup, tetapi {orang} orang punya nomor."), {{"orang", std::to_string(day.people)}})
             << "</p><p><a"_html;
        body.attribute("href"_html, "/atur/kuota/hari/" + day.date.iso() + "?tutup=ya");
        body << ">"_html << context.t("Lihat rencana pemindahan") << "</a></p>"_html;
        html::notice(out, html::Tone::warning, long_date(context.language, day.date), body);
    }
}

http::Response get_quotas(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        const auto today = context.local(office->zone).date;
        const auto from = std::clamp(Date::parse(request.query.text("mulai")).value_or(today), today, today + 366);
        const auto services = office::services(tx, office->id);
        const auto service = request.query.find("layanan").value_or("ak1");
        auto list = coming_windows(tx, context, office->id, from, from + (days_a_page - 1));
        std::erase_if(list, [&](const WindowView& one) { return one.window.service != service; });
        Markup out;
        out << "<div class=\"toolbar\"><h1>"_html << context.t("Kuota hari-hari mendatang") << "</h1><span class=\"end\">"_html;
        html::link_button(out, context.t("Perubahan yang berlaku"), "/atur/kuota/perubahan", html::ButtonKind::secondary);
        html::link_button(out, context.t("Layanan terbatas"), "/atur/terbatas", html::ButtonKind::secondary);
        html::link_button(out, context.t("Yang datang di hari lain"), "/atur/kuota/hari-lain", html::ButtonKind::secondary);
        out << "</span></div>"_html;
        write_late_holidays(out, context, tx, *office);
        write_service_choice(out, context, services, service);
        if (list.empty())
            html::empty_state(out, context.t("Jadwal yang sudah dibuka akan tampil di sini."),
                              context.t("Jadwal dibuat dari jam pelayanan kantor."));
        for (auto at = list.begin(); at != list.end();) {
            const auto date = at->window.date;
            const auto day = long_date(context.language, date);
            html::table_open(out, day,
                             {{context.t("Jam")},
                              {context.t("Layanan")},
                              {context.t("Terisi"), true},
                              {context.t("Kuota"), true},
                              {context.t("Keadaan")},
                              {context.t("Ubah")}});
            for (; at != list.end() && at->window.date == date; ++at) {
                const auto& window = at->window;
                out << "<tr><th scope=\"row\">"_html << hours_of(window) << "</th><td>"_html
                    << short_name(context, services, window.service);
                if (!window.name.empty()) out << " <span class=\"muted\">"_html << window.name << "</span>"_html;
                out << "</td><td class=\"num\">"_html << window.taken << "</td><td class=\"num\">"_html << window.quota << "</td><td>"_html;
                write_state(out, context, *at);
                out << "</td><td>"_html;
                if (at->state != WindowState::over) {
                    out << "<a"_html;
                    out.attribute("href"_html, "/atur/kuota/" + window.id.text());
                    out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << day << " "_html
                        << hours_of(window) << " "_html << short_name(context, services, window.service) << "</span></a>"_html;
                }
                out << "</td></tr>"_html;
            }
            html::table_close(out);
            out << "<p><a"_html;
            out.attribute("href"_html, "/atur/kuota/hari/" + date.iso());
            out << ">"_html << fill(context.t("Ubah atau tutup seluruh hari {hari}"), {{"hari", day_and_date(context.language, date)}})
                << "</a></p>"_html;
        }
        const auto at = [&](Date day) { return "/atur/kuota?layanan=" + service + "&mulai=" + day.iso(); };
        html::pagination(out, context, at(from + days_a_page), from > today ? at(std::max(today, from - days_a_page)) : "");
        return http::page(html::document(context, desk_frame(*office, std::string(context.t("Kuota")), "/atur/kuota"), out));
    });
}

// --- one window ---

struct Change {
    office::Office office;
    Window window;
    std::string service;
    std::optional<AskedQuota> asked;
};

std::optional<Change> change_of(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Change> {
        auto office = own_office(tx, context);
        auto window = find_window(tx, request.path_id<WindowId>(0));
        if (!office || !window || window->office != office->id) return {};
        auto asked = asked_quota(tx, context, window->id);
        auto service = short_name(context, office::services(tx, office->id), window->service);
        return Change{std::move(*office), std::move(*window), std::move(service), std::move(asked)};
    });
}

http::Response no_such_window(const Context& context) {
    return not_there(context, context.t("Jadwal ini tidak ditemukan"), context.t("Pilih jadwal dari daftar."), context.t("Ke daftar kuota"),
                     "/atur/kuota");
}

std::string path_of(const Window& window) { return "/atur/kuota/" + window.id.text(); }

PlanForm form_of(const Change& change, const html::FormState& state) {
    const auto path = path_of(change.window);
    return {.preview_path = path,
            .apply_path = path + "/terapkan",
            .back = path,
            .fields = {{"kuota", state.value("kuota")}, {"alasan", state.value("alasan")}, {"tahan", state.value("tahan")}},
            .search = state.value("cari")};
}

void write_form(Markup& out, const Context& context, const Change& change, const html::FormState& state) {
    const auto& window = change.window;
    out << "<section class=\"panel\"><h2>"_html << context.t("Ubah kuota") << "</h2>"_html;
    if (change.asked) {
        html::notice(out, html::Tone::info,
                     fill(context.t("Menunggu orang kedua: kuota {kuota}"), {{"kuota", std::to_string(change.asked->quota)}}),
                     change.asked->asked_by_me ? std::string(context.t("Minta rekan membuka halaman ini dan mengisi kuota yang sama."))
                                               : fill(context.t("Alasannya: {alasan}."), {{"alasan", change.asked->reason}}));
    }
    html::form_open(out, context, path_of(window));
    const auto asked = change.asked && !change.asked->asked_by_me ? change.asked->quota : window.quota;
    html::text_field(out, context,
                     {.name = "kuota",
                      .label = context.t("Kuota"),
                      .hint = fill(context.t("Sekarang {kuota}, terisi {terisi}."),
                                   {{"kuota", std::to_string(window.quota)}, {"terisi", std::to_string(window.taken)}}),
                      .value = state.typed.has("kuota") ? state.value("kuota") : std::to_string(asked),
                      .error = state.error("kuota"),
                      .inputmode = "numeric",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan atau nomor keputusan"),
                      .hint = context.t("Dibaca orang yang dipindah."),
                      .value = state.value("alasan"),
                      .error = state.error("alasan"),
                      .max_length = 200});
    html::text_field(out, context,
                     {.name = "tahan",
                      .label = context.t("Nomor yang tetap pada harinya"),
                      .hint = context.t("Misalnya ibu hamil atau penyandang disabilitas: 105, 230."),
                      .value = state.value("tahan"),
                      .width = 20,
                      .max_length = 500,
                      .optional = true});
    html::button(out, context.t("Lihat akibatnya"));
    html::form_close(out);
    out << "</section><section class=\"panel\"><h2>"_html
        << (window.suspended ? context.t("Jadwal ini sedang dihentikan") : context.t("Hentikan jadwal ini")) << "</h2>"_html;
    if (window.suspended) {
        out << "<p>"_html << window.suspended_reason << "</p>"_html;
        html::post_button(out, context, path_of(window) + "/buka", context.t("Buka lagi"));
    } else {
        html::form_open(out, context, path_of(window) + "/hentikan");
        html::text_field(out, context,
                         {.name = "sebab",
                          .label = context.t("Sebab"),
                          .hint = context.t("Dibaca semua orang, misalnya: listrik padam."),
                          .value = state.value("sebab"),
                          .error = state.error("sebab"),
                          .max_length = 200});
        html::button(out, context.t("Hentikan"), html::ButtonKind::warning);
        html::form_close(out);
    }
    out << "</section>"_html;
}

http::Response change_page(const Context& context, const Change& change, const html::FormState& state, const ChangePreview* plan = nullptr,
                           int status = 200) {
    const auto& window = change.window;
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << long_date(context.language, window.date) << ", "_html << hours_of(window) << "</h1><p class=\"lead\">"_html
        << change.service << (window.name.empty() ? "" : " · " + window.name) << "</p>"_html;
    if (plan)
        write_plan(out, context, *plan, change.office.zone, form_of(change, state));
    else
        write_form(out, context, change, state);
    auto frame = desk_frame(change.office, std::string(context.t("Ubah kuota")), path_of(window));
    frame.back_href = "/atur/kuota";
    frame.wide = plan != nullptr;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_change(const http::Request& request, Context& context) {
    const auto change = change_of(request, context);
    return change ? change_page(context, *change, {request.query, {}}) : no_such_window(context);
}

int typed_quota(const html::FormState& state) { return text::whole(text::trim(state.value("kuota"))).value_or(-1); }

std::string reason_in(const html::FormState& state, std::string_view field) {
    return text::clean_line(state.value(field), 200).value_or("");
}

ChangeWish wish_of(const Change& change, const html::FormState& state) {
    return {.office = change.office.id,
            .from = change.window.date,
            .to = change.window.date,
            .windows = {{.window = change.window.id, .quota = typed_quota(state), .keep = typed_numbers(state.value("tahan"))}},
            .reason = reason_in(state, "alasan")};
}

http::Response post_preview(const http::Request& request, Context& context) {
    const auto change = change_of(request, context);
    if (!change) return no_such_window(context);
    html::FormState state{request.form, {}};
    const auto wish = wish_of(*change, state);
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, wish); });
    if (!plan) state.refuse("kuota", context.t(sentence(plan.error())));
    if (wish.reason.empty()) state.refuse("alasan", context.t(sentence(Refusal::reason_missing)));
    if (!state.ok()) return change_page(context, *change, state, nullptr, 422);
    return change_page(context, *change, state, &*plan);
}

http::Response post_apply(const http::Request& request, Context& context) {
    const auto change = change_of(request, context);
    if (!change) return no_such_window(context);
    html::FormState state{request.form, {}};
    const auto wish = wish_of(*change, state);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return apply_change(tx, context, wish, state.value("rencana")); });
    if (done) {
        const bool waits = done->outcome == QuotaOutcome::waits_for_second_person;
        return http::see_other(waits ? path_of(change->window) : "/atur/kuota/perubahan/" + done->change.text());
    }
    state.refuse("kuota", context.t(sentence(done.error())));
    // What changed meanwhile is shown at once: the same wish, the new plan.
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, wish); });
    const bool can_go_on = plan && done.error() == Refusal::plan_changed;
    return change_page(context, *change, state, can_go_on ? &*plan : nullptr, can_go_on ? 409 : 422);
}

http::Response post_suspend(const http::Request& request, Context& context) {
    const auto change = change_of(request, context);
    if (!change) return no_such_window(context);
    html::FormState state{request.form, {}};
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return suspend_window(tx, context, change->window.id, reason_in(state, "sebab")); });
    if (done) return http::see_other(path_of(change->window));
    state.refuse("sebab", context.t(sentence(done.error())));
    return change_page(context, *change, state, nullptr, 422);
}

http::Response post_resume(const http::Request& request, Context& context) {
    const auto change = change_of(request, context);
    if (!change) return no_such_window(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return resume_window(tx, context, change->window.id); });
    if (!done) return no_such_window(context);
    return http::see_other(path_of(change->window));
}

// --- who was received on another day than booked ---

http::Response get_other_day_arrivals(const http::Request&, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        const auto today = context.local(office->zone).date;
        const auto list = other_day_arrivals(tx, context, office->id, today - arrivals_shown_days, today);
        Markup out;
        out << "<h1>"_html << context.t("Diterima pada hari lain, 30 hari terakhir") << "</h1>"_html;
        if (list.empty()) {
            html::empty_state(out, context.t("Orang yang datang pada hari lain dari nomornya akan tampil di sini."),
                              context.t("Petugas menerimanya di daftar kunjungan."));
        } else {
            html::table_open(out, context.t("Diterima pada hari lain"),
                             {{context.t("Diterima")},
                              {context.t("Nomor")},
                              {context.t("Nama")},
                              {context.t("Nomornya untuk")},
                              {context.t("Keadaan")}});
            for (const auto& entry : list) {
                out << "<tr><td>"_html
                    << (entry.ticket.checked_in_at ? date_and_clock(context.language, entry.ticket.checked_in_at->in(office->zone)) : "")
                    << "</td><th scope=\"row\">"_html << entry.ticket.label() << "</th><td>"_html << entry.ticket.holder_name
                    << "</td><td>"_html << long_date(context.language, entry.date) << "</td><td>"_html;
                html::tag(out, tone_of(entry.ticket.state), context.t(word_of(entry.ticket.state)));
                out << "</td></tr>"_html;
            }
            html::table_close(out);
        }
        auto frame = desk_frame(*office, std::string(context.t("Diterima pada hari lain")), "/atur/kuota/hari-lain");
        frame.back_href = "/atur/kuota";
        return http::page(html::document(context, frame, out));
    });
}

}  // namespace

std::vector<http::Route> quota_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/atur/kuota", get_quotas, Permission::manage_quota},
            {get, "/atur/kuota/hari-lain", get_other_day_arrivals, Permission::manage_quota},
            {get, "/atur/kuota/{window}", get_change, Permission::manage_quota},
            {post, "/atur/kuota/{window}", post_preview, Permission::manage_quota, Rate::write, small},
            {post, "/atur/kuota/{window}/terapkan", post_apply, Permission::manage_quota, Rate::write, small},
            {post, "/atur/kuota/{window}/hentikan", post_suspend, Permission::manage_quota, Rate::write, small},
            {post, "/atur/kuota/{window}/buka", post_resume, Permission::manage_quota, Rate::write, small}};
}

}  // namespace booking
