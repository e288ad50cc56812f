#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The rows of a school: red cells are corrected where they stand, good rows are handed in.
namespace partners {

namespace {

constexpr int faulty_a_page = 20;
constexpr int rows_a_page = 100;
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct View {
    std::string_view word;  // in the address
    std::optional<GraduateState> state;
    std::string_view label;
};
constexpr View views[] = {{"salah", GraduateState::faulty, msg("Perlu diperbaiki")},
                          {"siap", GraduateState::ready, msg("Siap dikirim")},
                          {"terkirim", GraduateState::sent, msg("Sudah dikirim")}};

const View& view_of(std::string_view word) {
    for (const auto& one : views)
        if (one.word == word) return one;
    return views[0];
}

std::string field_name(GraduateId id, Column column) { return "g" + id.text() + "-" + std::to_string(index_of(column)); }

struct Shown {
    Counts counts;
    std::vector<GraduateView> rows;
    int start{};
    bool more{};
};

Shown shown(const Context& context, const Desk& desk, const View& view, int start) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const int a_page = view.state == GraduateState::faulty ? faulty_a_page : rows_a_page;
        Shown made{counts(tx, context, desk.school), rows(tx, context, desk.school, view.state, a_page + 1, start), start, false};
        made.more = static_cast<int>(made.rows.size()) > a_page;
        if (made.more) made.rows.pop_back();
        return made;
    });
}

void write_tabs(Markup& out, const Context& context, const View& current, const Counts& counted) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Lulusan menurut keadaan"));
    out << ">"_html;
    const int numbers[] = {counted.faulty, counted.ready, counted.sent};
    for (std::size_t at = 0; at < std::size(views); ++at) {
        out << "<a"_html;
        out.attribute("href"_html, "/bkk/lulusan?lihat=" + std::string(views[at].word));
        if (&views[at] == &current) out << " aria-current=\"page\""_html;
        out << ">"_html << context.t(views[at].label) << " ("_html << number(numbers[at]) << ")</a>"_html;
    }
    out << "</nav>"_html;
}

std::string_view inputmode_of(Column column) {
    switch (column) {
        case Column::nik:
        case Column::year: return "numeric";
        case Column::phone:
        case Column::guardian_phone: return "tel";
        case Column::name:
        case Column::birth_place:
        case Column::birth_date:
        case Column::sex:
        case Column::address:
        case Column::village:
        case Column::major:
        case Column::occupation:
        case Column::skills:
        case Column::purpose:
        case Column::guardian_name: return "";
    }
    return "";
}

// Only what is red can be typed; the rest of the row stands beside it, so that the pupil is recognised.
void write_faulty(Markup& out, const Context& context, const Shown& list) {
    html::form_open(out, context, "/bkk/lulusan");
    html::hidden(out, "mulai", std::to_string(list.start));
    for (const auto& view : list.rows) {
        const auto& one = view.graduate;
        out << "<fieldset class=\"panel\"><legend><strong>"_html << (one.name.empty() ? std::string(context.t("Tanpa nama")) : one.name)
            << "</strong> <span class=\"muted\">"_html << fill(context.t("baris {n}"), {{"n", std::to_string(one.line)}})
            << "</span></legend><div class=\"columns\">"_html;
        for (const auto& fault : view.faults) {
            const auto& facts = facts_of(fault.column);
            html::text_field(out, context,
                             {.name = field_name(one.id, fault.column),
                              .label = facts.heading,
                              .hint = facts.example.empty() ? std::string_view() : facts.guidance,
                              .value = one.cells[index_of(fault.column)],
                              .error = std::string(context.t(sentence(fault.why))),
                              .inputmode = inputmode_of(fault.column),
                              .max_length = 300});
        }
        out << "</div><p class=\"muted\">"_html;
        std::string rest;
        for (const auto column : {Column::nik, Column::birth_date, Column::phone, Column::village, Column::major}) {
            const bool is_red = std::ranges::any_of(view.faults, [&](const Fault& fault) { return fault.column == column; });
            const auto& cell = one.cells[index_of(column)];
            if (!is_red && !cell.empty()) rest += (rest.empty() ? "" : " · ") + cell;
        }
        out << rest << "</p>"_html;
        html::button(out, context.t("Hapus baris ini"), html::ButtonKind::secondary, "", "hapus", one.id.text());
        out << "</fieldset>"_html;
    }
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Simpan perbaikan"), html::ButtonKind::primary, "Ctrl+Enter", "simpan", "1");
    out << "</div>"_html;
    html::form_close(out);
}

void write_ready(Markup& out, const Context& context, const Shown& list, const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << fill(context.t("Kirim {n} lulusan ke kantor"), {{"n", number(list.counts.ready)}})
        << "</h2><p>"_html
        << context.t(
               "Setelah dikirim, permohonan AK-1 mereka ada di kantor. Mereka tetap datang sendiri dengan KTP untuk menandatangani "
               "kartunya.")
        << "</p>"_html;
    html::form_open(out, context, "/bkk/kirim");
    html::checkboxes(out, context, {.name = "jamin", .label = context.t("Pernyataan sekolah"), .error = state.error("jamin")},
                     {{"ya", std::string(context.t("Ijazah atau SKL mereka benar, dan mereka tahu didaftarkan.")), ""}},
                     state.typed.all("jamin"));
    html::button(out, context.t("Kirim ke kantor"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "</section>"_html;
    html::table_open(out, context.t("Siap dikirim"),
                     {{context.t("Baris"), true}, {context.t("Nama")}, {context.t("L/P")}, {context.t("Jurusan")}});
    for (const auto& view : list.rows)
        out << "<tr><td class=\"num\">"_html << view.graduate.line << "</td><th scope=\"row\">"_html << view.graduate.name
            << "</th><td>"_html << view.graduate.sex << "</td><td>"_html << view.graduate.major << "</td></tr>"_html;
    html::table_close(out);
}

void write_sent(Markup& out, const Context& context, const Desk& desk, const Shown& list) {
    html::table_open(out, context.t("Sudah dikirim"),
                     {{context.t("Nama")},
                      {context.t("L/P")},
                      {context.t("Jurusan")},
                      {context.t("Dikirim")},
                      {context.t("Konfirmasi")},
                      {context.t("Kabar")}});
    for (const auto& view : list.rows) {
        const auto& one = view.graduate;
        out << "<tr><th scope=\"row\">"_html << one.name << "</th><td>"_html << one.sex << "</td><td>"_html << one.major << "</td><td>"_html
            << (one.sent_at ? short_date(context.language, one.sent_at->in(desk.office.zone).date) : "") << "</td><td>"_html;
        if (one.confirmed_at)
            html::tag(out, html::Tone::good, context.t("Sudah"));
        else if (one.declined_at)
            html::tag(out, html::Tone::danger, context.t("Tidak jadi"));
        else
            html::tag(out, html::Tone::info, context.t("Belum"));
        out << "</td><td>"_html << (one.outcome ? context.t(label(*one.outcome)) : std::string_view()) << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response list_page(const Context& context, const Desk& desk, const View& view, int start, const html::FormState& state,
                         std::string_view done, int status = 200) {
    const auto list = shown(context, desk, view, start);
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << context.t("Lulusan") << "</h1>"_html;
    write_tabs(out, context, view, list.counts);
    if (list.rows.empty()) {
        if (view.state == GraduateState::faulty)
            html::empty_state(out, context.t("Baris yang perlu diperbaiki akan tampil di sini."), context.t("Sekarang tidak ada."));
        else if (view.state == GraduateState::ready)
            html::empty_state(out, context.t("Lulusan yang siap dikirim akan tampil di sini."),
                              context.t("Unggah daftar, atau perbaiki yang merah dulu."));
        else
            html::empty_state(out, context.t("Lulusan yang sudah dikirim akan tampil di sini."),
                              context.t("Kirim dari bagian Siap dikirim."));
        if (view.state == GraduateState::faulty && list.counts.ready > 0)
            html::link_button(out, context.t("Lanjut ke yang siap dikirim"), "/bkk/lulusan?lihat=siap");
        if (view.state == GraduateState::ready && list.counts.sent > 0) html::link_button(out, context.t("Pesan tempat"), "/bkk/tempat");
    } else if (view.state == GraduateState::faulty) {
        out << "<p>"_html << context.t("Ketik ulang sel merah di sini, atau kerjakan di lembar kerja:")
            << " <a href=\"/bkk/lulusan/perbaikan.xlsx\">"_html << context.t("unduh berkas dengan sel merahnya") << "</a>.</p>"_html;
        write_faulty(out, context, list);
    } else if (view.state == GraduateState::ready) {
        write_ready(out, context, list, state);
    } else {
        write_sent(out, context, desk, list);
        html::link_button(out, context.t("Pesan tempat dan cetak daftar kelas"), "/bkk/tempat");
    }
    const auto at = [&](int first) { return "/bkk/lulusan?lihat=" + std::string(view.word) + "&mulai=" + std::to_string(first); };
    const int a_page = view.state == GraduateState::faulty ? faulty_a_page : rows_a_page;
    if (list.more || start > 0)
        html::pagination(out, context, list.more ? at(start + a_page) : "", start > 0 ? at(std::max(0, start - a_page)) : "");
    if (list.counts.faulty + list.counts.ready > 0 && view.state != GraduateState::sent) {
        html::details_open(out, context.t("Hapus semua yang belum dikirim"));
        out << "<p>"_html << context.t("Yang sudah dikirim tetap ada. Unggah lagi kapan saja.") << "</p>"_html;
        html::post_button(out, context, "/bkk/lulusan/hapus", context.t("Hapus semua yang belum dikirim"), html::ButtonKind::warning);
        html::details_close(out);
    }
    auto frame = desk_frame(desk, std::string(context.t("Lulusan")), "/bkk/lulusan");
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_list(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    std::string done;
    if (const int read = typed_number(request.query.text("masuk")); read > 0)
        done = fill(context.t("{n} baris dibaca dan diperiksa"), {{"n", number(read)}});
    if (const int good = typed_number(request.query.text("baik")); good > 0)
        done = fill(context.t("{n} baris sekarang benar"), {{"n", number(good)}});
    if (const int sent = typed_number(request.query.text("kirim")); sent > 0)
        done = fill(context.t("{n} lulusan sudah ada di kantor"), {{"n", number(sent)}});
    return list_page(context, *desk, view_of(request.query.text("lihat")), std::max(0, typed_number(request.query.text("mulai"))), {},
                     done);
}

// "g123-4": row 123, column 4.
std::optional<CellFix> fix_of(const std::string& name, const std::string& value) {
    if (name.size() < 4 || name[0] != 'g') return {};
    const auto dash = name.find('-');
    if (dash == std::string::npos) return {};
    const auto id = GraduateId::parse(std::string_view(name).substr(1, dash - 1));
    const int column = typed_number(std::string_view(name).substr(dash + 1));
    if (!id || column < 0 || column >= static_cast<int>(column_count)) return {};
    return CellFix{*id, columns()[static_cast<std::size_t>(column)].column, value};
}

http::Response post_list(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const int start = std::max(0, typed_number(request.form.text("mulai")));
    if (const auto id = GraduateId::parse(request.form.text("hapus"))) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return remove_row(tx, context, desk->school, *id); });
        if (!done)
            return not_there(context, context.t("Baris ini tidak ada"), context.t(sentence(done.error())), context.t("Ke daftar lulusan"),
                             "/bkk/lulusan");
        return http::see_other("/bkk/lulusan?lihat=salah&mulai=" + std::to_string(start));
    }
    std::vector<CellFix> fixes;
    for (const auto& [name, value] : request.form.items())
        if (auto fix = fix_of(name, value)) fixes.push_back(std::move(*fix));
    if (fixes.empty()) return http::see_other("/bkk/lulusan?lihat=salah");
    const auto good = context.platform.database.write([&](sql::Transaction& tx) { return fix_cells(tx, context, desk->school, fixes); });
    if (!good)
        return not_there(context, context.t("Perbaikan belum disimpan"), context.t(sentence(good.error())), context.t("Ke daftar lulusan"),
                         "/bkk/lulusan");

    // What is still red stays on the page with what was typed.
    const auto list = shown(context, *desk, views[0], start);
    html::FormState state;
    for (const auto& view : list.rows)
        for (const auto& fault : view.faults)
            if (std::ranges::any_of(fixes,
                                    [&](const CellFix& fix) { return fix.graduate == view.graduate.id && fix.column == fault.column; }))
                state.refuse(field_name(view.graduate.id, fault.column), view.graduate.name + ", " +
                                                                             std::string(facts_of(fault.column).heading) + ": " +
                                                                             std::string(context.t(sentence(fault.why))));
    const auto done = fill(context.t("{n} baris sekarang benar"), {{"n", number(*good)}});
    if (!state.ok()) return list_page(context, *desk, views[0], start, state, *good > 0 ? done : "", 422);
    const auto next = list.counts.faulty > 0 ? "salah" : "siap";
    return http::see_other("/bkk/lulusan?lihat=" + std::string(next) + "&baik=" + std::to_string(*good));
}

http::Response post_remove(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto removed = context.platform.database.write([&](sql::Transaction& tx) { return remove_unsent(tx, context, desk->school); });
    if (!removed) return no_school_page(context);
    return http::see_other("/bkk");
}

http::Response post_hand_in(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    html::FormState state{request.form, {}};
    if (!request.form.has("jamin")) {
        state.refuse("jamin", context.t("Sekolah perlu menyatakan bahwa ijazah atau SKL mereka benar."));
        return list_page(context, *desk, views[1], 0, state, "", 422);
    }
    const auto sent = context.platform.database.write([&](sql::Transaction& tx) { return hand_in(tx, context, desk->school); });
    if (sent) return http::see_other("/bkk/lulusan?lihat=terkirim&kirim=" + std::to_string(*sent));
    state.refuse("jamin", context.t(sentence(sent.error())));
    return list_page(context, *desk, views[1], 0, state, "", 422);
}

http::Response get_annotated(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    auto all = context.platform.database.read([&](sql::Transaction& tx) {
        auto made = rows(tx, context, desk->school, GraduateState::faulty, rows_in_a_file_max, 0);
        for (auto& one : rows(tx, context, desk->school, GraduateState::ready, rows_in_a_file_max, 0)) made.push_back(std::move(one));
        return made;
    });
    return http::bytes(annotated_workbook(context, all), std::string(xlsx), "lulusan-perlu-diperbaiki.xlsx");
}

}  // namespace

std::vector<http::Route> graduate_routes() {
    using enum http::Method;
    return {{get, "/bkk/lulusan", get_list, Permission::school},
            {post, "/bkk/lulusan", post_list, Permission::school, http::Rate::write, 512 * 1024},
            {post, "/bkk/lulusan/hapus", post_remove, Permission::school, http::Rate::write},
            {get, "/bkk/lulusan/perbaikan.xlsx", get_annotated, Permission::school},
            {post, "/bkk/kirim", post_hand_in, Permission::school, http::Rate::write}};
}

}  // namespace partners
