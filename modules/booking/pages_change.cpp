#include <algorithm>

#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/pages_plan.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What was decided about quotas, the list for the gate, and taking a decision back.
namespace booking {

namespace {

constexpr std::size_t small = 64 * 1024;

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
    for (const auto& service : limits.services_off) off += (off.empty() ? "" : ", ") + short_name(context, one.services, service);
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
                << "</td><td>"_html << short_name(context, services, window.service) << "</td><td class=\"num\">"_html << was.old_quota
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
                             short_name(context, services, at->from.service),
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

}  // namespace

std::vector<http::Route> change_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/atur/kuota/perubahan", get_changes, Permission::manage_quota},
            {get, "/atur/kuota/perubahan/{change}", get_change, Permission::manage_quota},
            {get, "/atur/kuota/perubahan/{change}/gerbang", get_gate_list, Permission::see_day_list},
            {get, "/atur/kuota/perubahan/{change}/batal", get_undo, Permission::manage_quota},
            {post, "/atur/kuota/perubahan/{change}/batal", post_undo, Permission::manage_quota, Rate::write, small}};
}

}  // namespace booking
