#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/registration/actions_strike.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What would be struck off: the manager sees it, approves a part, and takes a part back.
namespace registration {
namespace {

constexpr std::string_view page_path = "/atur/usulan";
constexpr int lines_a_page = 100;

std::string list_href(StrikeListId id, std::string_view rest = "") { return std::string(page_path) + "/" + id.text() + std::string(rest); }

std::string_view reason_word(std::string_view code) {
    if (code == "expired") return msg("Masa berlaku habis");
    const auto* known = find_removal_reason(code);
    return known ? known->sentence : code;
}

http::Response frame_of(const Context& context, const office::Office& office, const Markup& out, std::string_view title,
                        std::string_view back, int status = 200) {
    auto frame = desk_frame(office, std::string(title), std::string(page_path));
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_lists(const http::Request&, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    std::vector<StrikeList> lists;
    int waiting = 0;
    context.platform.database.read([&](sql::Transaction& tx) {
        lists = strike_lists(tx, context, office->id);
        waiting = waiting_for_proposal(tx, context, office->id);
    });
    const bool has_open = std::ranges::any_of(lists, &StrikeList::open);
    Markup out;
    out << "<h1>"_html << context.t("Usulan penghapusan") << "</h1><p>"_html
        << context.t(
               "Siapa yang tidak lapor, dan kartu yang masa berlakunya habis, diusulkan di sini. Tidak ada yang dihapus sebelum Anda "
               "menyetujuinya, dan persetujuan dapat dibatalkan.")
        << "</p>"_html;
    if (waiting > 0)
        html::notice(out, html::Tone::info, context.t("Register lama menunggu"),
                     fill(context.t("{jumlah} kartu dari register lama sudah lewat tanggal lapor atau masa berlakunya."),
                          {{"jumlah", number(waiting)}}));
    if (!has_open) html::post_button(out, context, page_path, context.t("Buat usulan hari ini"), html::ButtonKind::primary, "F4");
    if (lists.empty()) {
        html::empty_state(out, context.t("Di sini tampil setiap usulan dan apa yang disetujui."),
                          context.t("Belum pernah ada usulan di kantor ini."));
    } else {
        html::table_open(out, context.t("Usulan"),
                         {{context.t("Tanggal")},
                          {context.t("Keadaan")},
                          {context.t("Diusulkan"), true},
                          {context.t("Dihapuskan"), true},
                          {context.t("Dibatalkan"), true}});
        for (const auto& one : lists)
            out << "<tr><td><a href=\""_html << list_href(one.id) << "\">"_html << long_date(context.language, one.day)
                << "</a></td><td>"_html << (one.open ? context.t("Terbuka") : context.t("Ditutup")) << "</td><td class=\"num\">"_html
                << number(one.counts.proposed) << "</td><td class=\"num\">"_html << number(one.counts.struck)
                << "</td><td class=\"num\">"_html << number(one.counts.undone) << "</td></tr>"_html;
        html::table_close(out);
    }
    return frame_of(context, *office, out, context.t("Usulan penghapusan"), "/loket/kartu");
}

http::Response post_propose(const http::Request&, Context& context) {
    const auto office = context.actor.office;
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return propose_strikes(tx, context, office); });
    return http::see_other(made ? list_href(*made) : std::string(page_path));
}

StrikeFilter filter_of(const http::Fields& typed, StrikeState state) {
    StrikeFilter filter;
    filter.state = state;
    const auto reason = typed.text("alasan");
    if (reason == "lapsed" || reason == "expired") filter.reason = reason;
    const auto day = html::typed_date(typed, "sebelum");
    filter.due_before = day ? Date::parse(*day) : std::nullopt;
    return filter;
}

void write_items(Markup& out, const Context& context, const std::vector<StrikeItem>& items, std::string_view caption,
                 std::string_view prefix, const html::FormState& state) {
    const auto chosen = state.typed.all("kartu");
    html::table_open(
        out, caption,
        {{context.t("Pilih")}, {context.t("Nomor pendaftaran")}, {context.t("Nama")}, {context.t("Alasan")}, {context.t("Jatuh tempo")}});
    for (const auto& one : items) {
        const auto id = std::string(prefix) + one.card.text();
        out << "<tr><td><input type=\"checkbox\" name=\"kartu\" id=\""_html << id << "\" value=\""_html << one.card.text() << "\""_html;
        if (std::ranges::find(chosen, one.card.text()) != chosen.end()) out << " checked"_html;
        out << "><label class=\"govuk-visually-hidden\" for=\""_html << id << "\">"_html << one.holder_name
            << "</label></td><td><a href=\"/loket/kartu/"_html << one.card.text() << "\">"_html << one.number << "</a></td><td>"_html
            << one.holder_name << "</td><td>"_html << context.t(reason_word(one.reason)) << "</td><td>"_html
            << short_date(context.language, one.due) << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response list_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    const auto id = request.path_id<StrikeListId>(0);
    if (!office) return no_such_file(context);
    const int page = std::clamp(text::whole(request.query.text("halaman")).value_or(0), 0, 10'000);
    std::optional<StrikeList> list;
    std::vector<StrikeItem> proposed;
    std::vector<StrikeItem> struck;
    context.platform.database.read([&](sql::Transaction& tx) {
        list = find_strike_list(tx, context, id);
        if (!list) return;
        proposed = strike_items(tx, context, id, {StrikeState::proposed, "", {}}, page * lines_a_page, lines_a_page);
        struck = strike_items(tx, context, id, {StrikeState::struck, "", {}}, page * lines_a_page, lines_a_page);
    });
    if (!list) return no_such_card(context);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Usulan {tanggal}"), {{"tanggal", long_date(context.language, list->day)}}) << "</h1>"_html;
    if (const auto done = request.query.text("selesai"); !done.empty())
        html::notice(
            out, html::Tone::good, fill(context.t("{jumlah} kartu diproses"), {{"jumlah", done}}),
            request.query.text("sisa") == "0" || request.query.text("sisa").empty()
                ? std::string()
                : fill(context.t("{jumlah} tidak disentuh, karena keadaannya sudah berubah."), {{"jumlah", request.query.text("sisa")}}));
    out << "<dl class=\"figures\">"_html;
    const auto figure = [&](std::string_view what, int value) {
        out << "<div><dt>"_html << what << "</dt><dd>"_html << number(value) << "</dd></div>"_html;
    };
    figure(context.t("Tidak melapor"), list->counts.lapsed);
    figure(context.t("Masa berlaku habis"), list->counts.expired);
    figure(context.t("Sudah dihapuskan"), list->counts.struck);
    figure(context.t("Terdaftar sekarang"), list->stock);
    figure(context.t("Terdaftar bila semua disetujui"), list->stock - list->counts.proposed);
    out << "</dl>"_html;
    if (list->open && list->counts.proposed > 0) {
        out << "<section class=\"panel\"><h2>"_html << context.t("Setujui sebagian sekaligus") << "</h2>"_html;
        html::form_open(out, context, list_href(list->id, "/setujui-bagian"));
        html::radios(out, context,
                     {.name = "alasan", .label = context.t("Alasan"), .value = state.value("alasan"), .error = state.error("alasan")},
                     {{"lapsed", std::string(context.t("Tidak melapor")), ""},
                      {"expired", std::string(context.t("Masa berlaku habis")), ""},
                      {"semua", std::string(context.t("Keduanya")), ""}},
                     true);
        html::date_field(out, context,
                         {.name = "sebelum",
                          .label = context.t("Jatuh tempo sebelum"),
                          .hint = context.t("Kosongkan untuk semua tanggal"),
                          .error = state.error("sebelum")},
                         state);
        html::button(out, context.t("Setujui bagian ini"), html::ButtonKind::warning);
        html::form_close(out);
        out << "</section>"_html;
    }
    out << "<h2>"_html << fill(context.t("Diusulkan: {jumlah}"), {{"jumlah", number(list->counts.proposed)}}) << "</h2>"_html;
    if (proposed.empty())
        html::empty_state(out, context.t("Di sini tampil kartu yang diusulkan dihapus."), context.t("Tidak ada lagi dalam usulan ini."));
    else {
        html::form_open(out, context, list_href(list->id, "/setujui"));
        write_items(out, context, proposed, context.t("Diusulkan"), "usul-", state);
        if (list->open) html::button(out, context.t("Hapuskan yang dipilih"), html::ButtonKind::primary, "F7");
        html::form_close(out);
    }
    if (!struck.empty()) {
        out << "<h2>"_html << fill(context.t("Sudah dihapuskan: {jumlah}"), {{"jumlah", number(list->counts.struck)}}) << "</h2>"_html;
        html::form_open(out, context, list_href(list->id, "/batal"));
        write_items(out, context, struck, context.t("Sudah dihapuskan"), "hapus-", state);
        html::button(out, context.t("Batalkan yang dipilih"), html::ButtonKind::secondary, "F8");
        html::button(out, context.t("Batalkan semua"), html::ButtonKind::secondary, "", "semua", "1");
        html::form_close(out);
    }
    const auto turn = [&](int to) { return list_href(list->id, "?halaman=" + std::to_string(to)); };
    const bool has_next = static_cast<int>(std::max(proposed.size(), struck.size())) == lines_a_page;
    const auto next = has_next ? turn(page + 1) : std::string();
    const auto previous = page > 0 ? turn(page - 1) : std::string();
    html::pagination(out, context, next, previous);
    if (list->open) {
        out << "<p class=\"muted\">"_html
            << context.t(
                   "Yang tidak disetujui tetap terdaftar. Setelah usulan ditutup, hari biasa berlaku untuk yang jatuh tempo kemudian.")
            << "</p>"_html;
        html::post_button(out, context, list_href(list->id, "/tutup"), context.t("Tutup usulan"), html::ButtonKind::secondary, "F9");
    }
    return frame_of(context, *office, out, context.t("Usulan penghapusan"), page_path, status);
}

http::Response get_list(const http::Request& request, Context& context) { return list_page(request, context, {}); }

bool is_own_list(const Context& context, StrikeListId id) {
    return context.platform.database.read([&](sql::Transaction& tx) { return find_strike_list(tx, context, id).has_value(); });
}

http::Response after(const http::Request& request, const Context& context, StrikeListId id, const Result<StrikeDone, Refusal>& done) {
    if (done) return http::see_other(list_href(id, "?selesai=" + std::to_string(done->done) + "&sisa=" + std::to_string(done->left)));
    html::FormState state{request.form, {}};
    state.refuse("main", context.t(desk_sentence(done.error())));
    return list_page(request, context, state, page_status(done.error()));
}

std::vector<CardId> chosen(const http::Request& request) {
    std::vector<CardId> cards;
    for (const auto& one : request.form.all("kartu"))
        if (const auto id = CardId::parse(one)) cards.push_back(*id);
    return cards;
}

http::Response post_approve(const http::Request& request, Context& context) {
    const auto id = request.path_id<StrikeListId>(0);
    if (!is_own_list(context, id)) return no_such_card(context);
    const auto cards = chosen(request);
    if (cards.empty()) {
        html::FormState state{request.form, {}};
        state.refuse("main", context.t("Pilih dulu kartunya."));
        return list_page(request, context, state, 422);
    }
    return after(request, context, id,
                 context.platform.database.write([&](sql::Transaction& tx) { return approve_strikes(tx, context, id, cards); }));
}

http::Response post_part(const http::Request& request, Context& context) {
    const auto id = request.path_id<StrikeListId>(0);
    if (!is_own_list(context, id)) return no_such_card(context);
    html::FormState state{request.form, {}};
    if (request.form.text("alasan").empty()) state.refuse("alasan", context.t("Pilih salah satu."));
    const bool has_date =
        !text::trim(request.form.text("sebelum-day") + request.form.text("sebelum-month") + request.form.text("sebelum-year")).empty();
    const auto filter = filter_of(request.form, StrikeState::proposed);
    if (has_date && !filter.due_before) state.refuse("sebelum", context.t(sentence(Unfit::no_such_date)));
    if (!state.ok()) return list_page(request, context, state, 422);
    return after(request, context, id, approve_part(context, id, filter));
}

http::Response post_undo(const http::Request& request, Context& context) {
    const auto id = request.path_id<StrikeListId>(0);
    if (!is_own_list(context, id)) return no_such_card(context);
    if (request.form.has("semua")) return after(request, context, id, undo_part(context, id, {}));
    const auto cards = chosen(request);
    if (cards.empty()) {
        html::FormState state{request.form, {}};
        state.refuse("main", context.t("Pilih dulu kartunya."));
        return list_page(request, context, state, 422);
    }
    return after(request, context, id,
                 context.platform.database.write([&](sql::Transaction& tx) { return undo_strikes(tx, context, id, cards); }));
}

http::Response post_close(const http::Request& request, Context& context) {
    const auto id = request.path_id<StrikeListId>(0);
    if (!is_own_list(context, id)) return no_such_card(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return close_strike_list(tx, context, id); });
    if (done) return http::see_other(std::string(page_path));
    html::FormState state{request.form, {}};
    state.refuse("main", context.t(desk_sentence(done.error())));
    return list_page(request, context, state, page_status(done.error()));
}

}  // namespace

std::vector<http::Route> strike_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr auto decide = Permission::import_register;
    constexpr std::size_t small = 64 * 1024;
    return {{get, page_path, get_lists, decide},
            {post, page_path, post_propose, decide, Rate::write, small},
            {get, "/atur/usulan/{list}", get_list, decide},
            {post, "/atur/usulan/{list}/setujui", post_approve, decide, Rate::write, small},
            {post, "/atur/usulan/{list}/setujui-bagian", post_part, decide, Rate::write, small},
            {post, "/atur/usulan/{list}/batal", post_undo, decide, Rate::write, small},
            {post, "/atur/usulan/{list}/tutup", post_close, decide, Rate::write, small}};
}

}  // namespace registration
