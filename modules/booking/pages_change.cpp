#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/pages_plan.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// One day as a whole, what was decided, the list for the gate, and taking a decision back.
namespace booking {

namespace {

constexpr std::size_t small = 64 * 1024;

std::string service_name(const Context& context, const std::vector<office::Service>& services, std::string_view code) {
    const auto found = std::ranges::find(services, code, &office::Service::code);
    if (code == "ak1") return "AK-1";
    return found == services.end() ? std::string(code) : std::string(name_of(context, *found));
}

// --- one day ---

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

std::optional<int> whole(std::string_view typed) {
    const auto text = text::trim(typed);
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

http::Response day_page(const Context& context, const Day& day, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << long_date(context.language, day.date) << "</h1><p class=\"lead\">"_html
        << (day.service.empty() ? std::string(context.t("Semua layanan")) : service_name(context, day.services, day.service))
        << "</p>"_html;
    if (day.windows.empty()) {
        html::empty_state(out, context.t("Jadwal hari ini akan tampil di sini."),
                          context.t("Hari ini tidak ada jadwal, atau semuanya sudah lewat."));
    } else {
        html::form_open(out, context, path_of(day));
        html::hidden(out, "layanan", day.service);
        out << "<section class=\"panel\"><h2>"_html << context.t("Kuota baru") << "</h2>"_html;
        for (const auto& [window, window_state] : day.windows) {
            const auto field = "kuota-" + window.id.text();
            const auto label = hours_of(window) + " · " + service_name(context, day.services, window.service) +
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
        const auto quota = state.typed.has(field) ? whole(state.value(field)) : std::optional(window.quota);
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

// --- what was decided ---

std::string days_of(const Context& context, const DayChange& change) {
    if (change.from == change.to) return long_date(context.language, change.from);
    return long_date(context.language, change.from) + " – " + long_date(context.language, change.to);
}

std::string_view word_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::quota: return msg("Kuota diubah");
        case ChangeKind::closed: return msg("Hari ditutup");
        case ChangeKind::limited: return msg("Layanan terbatas");
    }
    return {};
}

http::Response get_changes(const http::Request&, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return no_office_of_yours(context);
        const auto list = changes(tx, context, office->id, context.local(office->zone).date - 30);
        Markup out;
        out << "<h1>"_html << context.t("Perubahan kuota yang berlaku") << "</h1>"_html;
        if (list.empty()) {
            html::empty_state(out, context.t("Perubahan kuota akan tampil di sini, dengan jawaban orang yang dipindah."),
                              context.t("Ubah kuota sebuah hari di daftar kuota. Yang dibatalkan ada di jurnal."));
        } else {
            html::table_open(out, context.t("Perubahan kuota"),
                             {{context.t("Hari")}, {context.t("Perubahan")}, {context.t("Alasan")}, {context.t("Diputuskan")}});
            for (const auto& one : list) {
                out << "<tr><th scope=\"row\"><a"_html;
                out.attribute("href"_html, "/atur/kuota/perubahan/" + one.id.text());
                out << ">"_html << days_of(context, one) << "</a></th><td>"_html << context.t(word_of(one.kind)) << "</td><td>"_html
                    << one.reason << "</td><td>"_html << date_and_clock(context.language, one.decided_at.in(office->zone))
                    << "</td></tr>"_html;
            }
            html::table_close(out);
        }
        auto frame = desk_frame(*office, std::string(context.t("Perubahan kuota")), "/atur/kuota/perubahan");
        frame.back_href = "/atur/kuota";
        return http::page(html::document(context, frame, out));
    });
}

struct Decided {
    office::Office office;
    std::vector<office::Service> services;
    ChangeView view;
};

std::optional<Decided> decided(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Decided> {
        auto office = office::find_office(tx, context.actor.office);
        auto view = change_view(tx, context, request.path_id<ChangeId>(0));
        if (!office || !view) return {};
        auto services = office::services(tx, office->id);
        return Decided{std::move(*office), std::move(services), std::move(*view)};
    });
}

http::Response no_such_change(const Context& context) {
    return not_there(context, context.t("Perubahan kuota ini tidak ditemukan"), context.t("Mungkin sudah dibatalkan; jurnal menyimpannya."),
                     context.t("Ke daftar kuota"), "/atur/kuota");
}

std::string path_of(const DayChange& change) { return "/atur/kuota/perubahan/" + change.id.text(); }

void figure(Markup& out, std::string_view label, std::int64_t count) {
    out << "<div><dt>"_html << label << "</dt><dd>"_html << number(count) << "</dd></div>"_html;
}

void write_limits(Markup& out, const Context& context, const Decided& one) {
    const auto& limits = one.view.change.limits;
    if (one.view.change.kind != ChangeKind::limited) return;
    std::string off;
    for (const auto& service : limits.services_off) off += (off.empty() ? "" : ", ") + service_name(context, one.services, service);
    html::summary_list(out, context,
                       {{std::string(context.t("Kuota")), std::to_string(limits.percent) + "%", ""},
                        {std::string(context.t("Layanan yang dihentikan")), off.empty() ? "–" : off, ""},
                        {std::string(context.t("Pemeriksaan kesehatan saat datang")),
                         std::string(limits.screening ? context.t("Ya") : context.t("Tidak")), ""},
                        {std::string(context.t("Orang di ruang tunggu")), limits.seats ? std::to_string(limits.seats) : "–", ""},
                        {std::string(context.t("Pengumuman")), limits.notice.empty() ? "–" : limits.notice, ""}});
}

http::Response get_change(const http::Request& request, Context& context) {
    const auto found = decided(request, context);
    if (!found) return no_such_change(context);
    const auto& [office, services, seen] = *found;
    const auto& view = seen;
    const auto count = [&](MoveAnswer answer) {
        return std::ranges::count_if(view.people, [&](const ChangeView::Person& one) { return one.moved.answer == answer; });
    };
    const auto unplaced = std::ranges::count_if(view.people, [](const ChangeView::Person& one) { return !one.moved.to; });
    Markup out;
    out << "<h1>"_html << days_of(context, view.change) << "</h1><p class=\"lead\">"_html << context.t(word_of(view.change.kind))
        << " · "_html << view.change.reason << "</p>"_html;
    write_limits(out, context, *found);
    out << "<section class=\"panel\"><dl class=\"figures\">"_html;
    figure(out, context.t("Dipindah"), std::ssize(view.people) - unplaced);
    figure(out, context.t("Belum dapat tempat"), unplaced);
    figure(out, context.t("Setuju"), count(MoveAnswer::accepted));
    figure(out, context.t("Memilih hari lain"), count(MoveAnswer::chose_again));
    figure(out, context.t("Menunggu tempat lebih awal"), count(MoveAnswer::waits));
    figure(out, context.t("Datang pada hari lama"), count(MoveAnswer::came_anyway));
    out << "</dl>"_html;
    if (view.returns_open + view.returns_accepted > 0)
        out << "<p>"_html
            << fill(context.t("Tempat lebih awal yang ditawarkan: {terbuka} menunggu jawaban, {diambil} diambil."),
                    {{"terbuka", std::to_string(view.returns_open)}, {"diambil", std::to_string(view.returns_accepted)}})
            << "</p>"_html;
    if (!view.people.empty())
        out << "<p class=\"muted\">"_html
            << fill(context.t("Dapat dijawab sampai {sampai}."),
                    {{"sampai", date_and_clock(context.language, view.change.answer_until.in(office.zone))}})
            << "</p>"_html;
    out << "<div class=\"no-print\">"_html;
    if (!view.people.empty()) html::link_button(out, context.t("Daftar untuk gerbang"), path_of(view.change) + "/gerbang");
    if (view.can_be_undone)
        html::link_button(out, context.t("Batalkan perubahan ini"), path_of(view.change) + "/batal", html::ButtonKind::secondary);
    out << "</div></section>"_html;
    if (!view.windows.empty()) {
        html::table_open(out, context.t("Jadwal yang diubah"),
                         {{context.t("Hari")},
                          {context.t("Jam")},
                          {context.t("Layanan")},
                          {context.t("Dulu"), true},
                          {context.t("Kuota"), true},
                          {context.t("Terisi"), true}});
        for (const auto& [was, window] : view.windows) {
            out << "<tr><th scope=\"row\">"_html << day_and_date(context.language, window.date) << "</th><td>"_html << hours_of(window)
                << "</td><td>"_html << service_name(context, services, window.service) << "</td><td class=\"num\">"_html << was.old_quota
                << "</td><td class=\"num\">"_html;
            if (window.suspended)
                out << context.t("Tutup");
            else
                out << window.quota;
            out << "</td><td class=\"num\">"_html << window.taken << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    if (!view.people.empty()) {
        html::table_open(out, context.t("Yang dipindah"),
                         {{context.t("Nomor lama"), true},
                          {context.t("Nama")},
                          {context.t("Nomor sekarang"), true},
                          {context.t("Hari")},
                          {context.t("Jawaban")}});
        for (const auto& one : view.people) {
            out << "<tr><th scope=\"row\" class=\"num\">"_html << one.old_label() << "</th><td>"_html << one.ticket.holder_name
                << "</td><td class=\"num\">"_html << one.ticket.label() << "</td><td>"_html << day_and_date(context.language, one.now.date)
                << ", "_html << clock(one.now.opens) << "</td><td>"_html << context.t(booking::word_of(one.moved.answer))
                << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    auto frame = desk_frame(office, std::string(context.t("Perubahan kuota")), path_of(view.change));
    frame.back_href = "/atur/kuota/perubahan";
    return http::page(html::document(context, frame, out));
}

// Old number -> new day and number, for whoever stands at the gate: first name and an initial, nothing else.
http::Response get_gate_list(const http::Request& request, Context& context) {
    const auto found = decided(request, context);
    if (!found) return no_such_change(context);
    const auto& [office, services, view] = *found;
    const auto title = fill(context.t("Nomor yang dipindah dari {hari}"), {{"hari", days_of(context, view.change)}});
    Markup out;
    out << "<p class=\"letterhead\"><strong>"_html << office.government << "</strong><br>"_html << office.name << "<br>"_html
        << office.address << "</p><h1>"_html << title << "</h1><p class=\"lead\">"_html << view.change.reason
        << "</p><p class=\"no-print\"><button type=\"button\" class=\"button\" hidden data-print data-key=\"F2\">"_html
        << context.t("Cetak") << "<kbd>F2</kbd></button></p>"_html;
    if (view.people.empty())
        html::empty_state(out, context.t("Nomor yang dipindah akan tampil di sini."),
                          context.t("Perubahan ini tidak memindahkan siapa pun."));
    for (auto at = view.people.begin(); at != view.people.end();) {
        const auto window = at->from.id;
        html::table_open(out,
                         day_and_date(context.language, at->from.date) + ", " + hours_of(at->from) + " · " +
                             service_name(context, services, at->from.service),
                         {{context.t("Nomor lama"), true},
                          {context.t("Nama")},
                          {context.t("Hari baru")},
                          {context.t("Jam")},
                          {context.t("Nomor baru"), true}});
        for (; at != view.people.end() && at->from.id == window; ++at) {
            out << "<tr><th scope=\"row\" class=\"num\">"_html << at->old_label() << "</th><td>"_html << masked_name(at->ticket.holder_name)
                << "</td>"_html;
            if (!is_open(at->ticket.state)) {
                out << "<td colspan=\"3\">"_html << context.t(booking::word_of(at->ticket.state)) << "</td></tr>"_html;
            } else if (!at->moved.to && at->ticket.window == at->moved.from) {
                out << "<td colspan=\"3\">"_html << context.t("Belum ada tempat, didahulukan") << "</td></tr>"_html;
            } else {
                out << "<td>"_html << long_date(context.language, at->now.date) << "</td><td>"_html << hours_of(at->now)
                    << "</td><td class=\"num\">"_html << at->ticket.label() << "</td></tr>"_html;
            }
        }
        html::table_close(out);
    }
    auto frame = desk_frame(office, title, path_of(view.change) + "/gerbang");
    const auto back = path_of(view.change);
    frame.back_href = context.may(Permission::manage_quota) ? std::string_view(back) : std::string_view("/loket");
    return http::page(html::document(context, frame, out));
}

// --- taking it back ---

http::Response undo_page(const Context& context, const Decided& found, const UndoPreview& plan, const html::FormState& state,
                         int status = 200) {
    const auto& view = found.view;
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Batalkan perubahan ini?") << "</h1><p class=\"lead\">"_html << days_of(context, view.change)
        << " · "_html << view.change.reason << "</p><section class=\"panel\"><h2>"_html << context.t("Yang akan terjadi")
        << "</h2><dl class=\"figures\">"_html;
    figure(out, context.t("Kembali ke hari dan nomor lama"), std::ssize(plan.returns));
    figure(out, context.t("Tetap di tempatnya sekarang"), std::ssize(plan.keeps));
    figure(out, context.t("Jadwal dipulihkan"), plan.windows_restored);
    out << "</dl>"_html;
    if (!plan.keeps.empty())
        html::notice(out, html::Tone::info, context.t("Tidak semua kembali"),
                     context.t("Yang sudah menyetujui, memilih hari lain, atau datang tetap pada tempatnya sekarang."));
    if (plan.windows_over > 0)
        html::notice(
            out, html::Tone::info, context.t("Sebagian sudah lewat"),
            fill(context.t("{jumlah} jadwal sudah lewat dan tetap seperti tercatat."), {{"jumlah", std::to_string(plan.windows_over)}}));
    html::form_open(out, context, path_of(view.change) + "/batal");
    html::hidden(out, "rencana", plan.plan);
    html::button(out, context.t("Batalkan perubahan ini"), html::ButtonKind::warning, "", "ya", "1");
    html::link_button(out, context.t("Tidak jadi"), path_of(view.change), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
    if (!plan.keeps.empty()) {
        html::table_open(
            out, context.t("Yang tetap di tempatnya sekarang"),
            {{context.t("Nomor lama"), true}, {context.t("Nama")}, {context.t("Nomor sekarang"), true}, {context.t("Jawaban")}});
        for (const auto& one : plan.keeps) {
            out << "<tr><th scope=\"row\" class=\"num\">"_html << one.old_label() << "</th><td>"_html << one.ticket.holder_name
                << "</td><td class=\"num\">"_html << one.ticket.label() << "</td><td>"_html << context.t(booking::word_of(one.moved.answer))
                << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    auto frame = desk_frame(found.office, std::string(context.t("Batalkan perubahan")), path_of(view.change) + "/batal");
    const auto back = path_of(view.change);
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response cannot_undo(const Context& context, const Decided& found, Refusal why) {
    return not_there(context, context.t("Perubahan ini tidak dapat dibatalkan"), context.t(sentence(why)), context.t("Ke perubahan ini"),
                     path_of(found.view.change));
}

http::Response get_undo(const http::Request& request, Context& context) {
    const auto found = decided(request, context);
    if (!found) return no_such_change(context);
    const auto plan =
        context.platform.database.read([&](sql::Transaction& tx) { return preview_undo(tx, context, found->view.change.id); });
    if (!plan) return cannot_undo(context, *found, plan.error());
    return undo_page(context, *found, *plan, {});
}

http::Response post_undo(const http::Request& request, Context& context) {
    const auto found = decided(request, context);
    if (!found) return no_such_change(context);
    const auto id = found->view.change.id;
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return undo_change(tx, context, id, request.form.text("rencana")); });
    if (done) return http::see_other("/atur/kuota?mulai=" + found->view.change.from.iso());
    html::FormState state{request.form, {}};
    state.refuse("rencana", context.t(sentence(done.error())));
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_undo(tx, context, id); });
    if (!plan) return cannot_undo(context, *found, plan.error());
    return undo_page(context, *found, *plan, state, 409);
}

// --- "layanan terbatas" ---

struct Range {
    office::Office office;
    std::vector<office::Service> services;
    LocalTime now;
};

std::optional<Range> range_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Range> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        auto services = office::services(tx, office->id);
        const auto now = context.local(office->zone);
        return Range{std::move(*office), std::move(services), now};
    });
}

constexpr std::string_view limited_path = "/atur/terbatas";
constexpr int limited_days_max = 120;  // as far as windows are made

http::Response limited_page(const Context& context, const Range& range, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Layanan terbatas") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Satu keputusan untuk beberapa hari: kuota, layanan, pemeriksaan, ruang tunggu dan pengumuman. Dapat dibatalkan kapan saja.")
        << "</p>"_html;
    html::form_open(out, context, limited_path);
    out << "<section class=\"panel\">"_html;
    const bool fresh = state.typed.items().empty();
    html::date_field(
        out, context,
        {.name = "mulai", .label = context.t("Mulai"), .value = fresh ? (range.now.date + 1).iso() : "", .error = state.error("mulai")},
        state);
    html::date_field(
        out, context,
        {.name = "sampai", .label = context.t("Sampai"), .value = fresh ? (range.now.date + 14).iso() : "", .error = state.error("sampai")},
        state);
    html::text_field(out, context,
                     {.name = "persen",
                      .label = context.t("Kuota yang tersisa (persen)"),
                      .hint = context.t("100 = kuota tetap. Paling sedikit satu tempat tersisa di setiap jadwal."),
                      .value = fresh ? "50" : state.value("persen"),
                      .error = state.error("persen"),
                      .inputmode = "numeric",
                      .width = 3});
    std::vector<html::Option> options;
    for (const auto& service : range.services) {
        if (service.offered) options.push_back({service.code, std::string(name_of(context, service)), ""});
    }
    html::checkboxes(
        out, context,
        {.name = "layanan", .label = context.t("Layanan yang dihentikan"), .hint = context.t("Orang yang punya nomor di sana dipindah.")},
        options, state.typed.all("layanan"));
    html::checkbox(out, context, {.name = "periksa", .label = context.t("Pemeriksaan kesehatan saat datang (suhu badan)"), .value = "ya"},
                   state.value("periksa") == "ya");
    html::text_field(out, context,
                     {.name = "kursi",
                      .label = context.t("Orang di ruang tunggu paling banyak"),
                      .value = state.value("kursi"),
                      .error = state.error("kursi"),
                      .inputmode = "numeric",
                      .width = 4,
                      .optional = true});
    html::text_area(out, context,
                    {.name = "pengumuman",
                     .label = context.t("Pengumuman di halaman kantor"),
                     .value = state.value("pengumuman"),
                     .error = state.error("pengumuman"),
                     .max_length = 500,
                     .optional = true});
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
    auto frame = desk_frame(range.office, std::string(context.t("Layanan terbatas")), std::string(limited_path));
    frame.back_href = "/atur/kuota";
    return http::page(html::document(context, frame, out), status);
}

std::optional<ChangeWish> limited_wish(const Context& context, const Range& range, html::FormState& state) {
    const auto from = html::typed_date(state.typed, "mulai");
    const auto to = html::typed_date(state.typed, "sampai");
    const auto first = from ? Date::parse(*from) : std::nullopt;
    const auto last = to ? Date::parse(*to) : std::nullopt;
    if (!first || *first < range.now.date) state.refuse("mulai", context.t("Isi hari ini atau hari sesudahnya."));
    if (!last || (first && *last < *first) || (last && *last > range.now.date + limited_days_max))
        state.refuse("sampai", context.t("Isi hari terakhir: tidak sebelum hari mulai, paling jauh 120 hari ke depan."));
    Limits limits;
    const auto percent = whole(state.value("persen"));
    if (!percent || *percent < 0 || *percent > 100) state.refuse("persen", context.t("Isi angka dari 0 sampai 100."));
    limits.percent = percent.value_or(100);
    for (const auto& service : range.services) {
        const auto off = state.typed.all("layanan");
        if (std::ranges::find(off, service.code) != off.end()) limits.services_off.push_back(service.code);
    }
    limits.screening = state.value("periksa") == "ya";
    const auto seats = text::trim(state.value("kursi")).empty() ? std::optional(0) : whole(state.value("kursi"));
    if (!seats || *seats < 0 || *seats > 10'000) state.refuse("kursi", context.t("Isi angka dari 0 sampai 10.000."));
    limits.seats = seats.value_or(0);
    const auto notice = text::clean_lines(state.value("pengumuman"), 500);
    if (!notice) state.refuse("pengumuman", context.t("Pengumuman paling panjang 500 huruf."));
    limits.notice = notice.value_or("");
    const auto reason = text::clean_line(state.value("alasan"), 200).value_or("");
    if (reason.empty()) state.refuse("alasan", context.t(sentence(Refusal::reason_missing)));
    if (!state.ok()) return {};
    auto wish = context.platform.database.read(
        [&](sql::Transaction& tx) { return limited_service(tx, context, range.office.id, *first, *last, limits); });
    wish.reason = reason;
    return wish;
}

http::Response limited_plan_page(const Context& context, const Range& range, const html::FormState& state, const ChangePreview& plan,
                                 int status = 200) {
    PlanForm form{.preview_path = std::string(limited_path),
                  .apply_path = std::string(limited_path) + "/terapkan",
                  .back = std::string(limited_path),
                  .fields = {},
                  .search = state.value("cari")};
    for (const auto& [field, value] : state.typed.items()) {
        if (field != "cari" && field != "rencana" && field != "_csrf") form.fields.emplace_back(field, value);
    }
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Layanan terbatas") << "</h1><p class=\"lead\">"_html << state.value("alasan") << "</p><p>"_html
        << fill(context.t("{jumlah} jadwal berubah."), {{"jumlah", std::to_string(plan.windows.size())}}) << "</p>"_html;
    write_plan(out, context, plan, range.office.zone, form);
    auto frame = desk_frame(range.office, std::string(context.t("Layanan terbatas")), std::string(limited_path));
    frame.back_href = "/atur/kuota";
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_limited(const http::Request&, Context& context) {
    const auto range = range_of(context);
    return range ? limited_page(context, *range, {}) : no_office_of_yours(context);
}

http::Response post_limited(const http::Request& request, Context& context) {
    const auto range = range_of(context);
    if (!range) return no_office_of_yours(context);
    html::FormState state{request.form, {}};
    const auto wish = limited_wish(context, *range, state);
    if (!wish) return limited_page(context, *range, state, 422);
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, *wish); });
    if (!plan) {
        state.refuse("persen", context.t(sentence(plan.error())));
        return limited_page(context, *range, state, 422);
    }
    return limited_plan_page(context, *range, state, *plan);
}

http::Response post_apply_limited(const http::Request& request, Context& context) {
    const auto range = range_of(context);
    if (!range) return no_office_of_yours(context);
    html::FormState state{request.form, {}};
    const auto wish = limited_wish(context, *range, state);
    if (!wish) return limited_page(context, *range, state, 422);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return apply_change(tx, context, *wish, state.value("rencana")); });
    if (done) return http::see_other("/atur/kuota/perubahan/" + done->change.text());
    state.refuse("persen", context.t(sentence(done.error())));
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, *wish); });
    if (!plan) return limited_page(context, *range, state, 422);
    return limited_plan_page(context, *range, state, *plan, 409);
}

}  // namespace

std::vector<http::Route> change_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/atur/kuota/hari/{date}", get_day, Permission::manage_quota},
            {post, "/atur/kuota/hari/{date}", post_day, Permission::manage_quota, Rate::write, small},
            {post, "/atur/kuota/hari/{date}/terapkan", post_apply_day, Permission::manage_quota, Rate::write, small},
            {get, "/atur/kuota/perubahan", get_changes, Permission::manage_quota},
            {get, "/atur/kuota/perubahan/{change}", get_change, Permission::manage_quota},
            {get, "/atur/kuota/perubahan/{change}/gerbang", get_gate_list, Permission::see_day_list},
            {get, "/atur/kuota/perubahan/{change}/batal", get_undo, Permission::manage_quota},
            {post, "/atur/kuota/perubahan/{change}/batal", post_undo, Permission::manage_quota, Rate::write, small},
            {get, "/atur/terbatas", get_limited, Permission::manage_quota},
            {post, "/atur/terbatas", post_limited, Permission::manage_quota, Rate::write, small},
            {post, "/atur/terbatas/terapkan", post_apply_limited, Permission::manage_quota, Rate::write, small}};
}

}  // namespace booking
