#include "base/text.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// One person twice: a list for the clerk, two cards side by side, what a merge would do, and the way back.
namespace registration {
namespace {

constexpr int lines_max = 100;

std::string pair_href(std::int64_t id, std::string_view rest = "") { return "/loket/ganda/" + std::to_string(id) + std::string(rest); }

std::string signs_text(const Context& context, const std::vector<std::string>& signs) {
    std::vector<std::string> words;
    for (const auto& one : signs) words.emplace_back(context.t(sign_label(one)));
    return text::join(words, ", ");
}

void write_lines(Markup& out, const Context& context, std::string_view caption, const std::vector<DuplicateLine>& lines) {
    html::table_open(out, caption,
                     {{context.t("Pendaftar pertama")}, {context.t("Pendaftar kedua")}, {context.t("Yang sama")}, {context.t("Tindakan")}});
    for (const auto& one : lines)
        out << "<tr><td>"_html << one.name_a << "<br><span class=\"muted num\">"_html << one.number_a << "</span></td><td>"_html
            << one.name_b << "<br><span class=\"muted num\">"_html << one.number_b << "</span></td><td>"_html
            << signs_text(context, one.signs) << "</td><td><a href=\""_html << pair_href(one.id) << "\">"_html << context.t("Periksa")
            << "<span class=\"govuk-visually-hidden\"> "_html << one.name_a << "</span></a></td></tr>"_html;
    html::table_close(out);
}

http::Response get_list(const http::Request&, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    std::vector<DuplicateLine> open;
    std::vector<DuplicateLine> merged;
    context.platform.database.read([&](sql::Transaction& tx) {
        open = duplicates(tx, context, office->id, DuplicateState::open, lines_max);
        merged = duplicates(tx, context, office->id, DuplicateState::merged, lines_max);
    });
    Markup out;
    out << "<h1>"_html << context.t("Data ganda") << "</h1><p>"_html
        << context.t("Orang yang mungkin tercatat dua kali: nama terdengar sama, lahir pada hari yang sama atau teleponnya sama.")
        << "</p>"_html;
    if (open.empty())
        html::empty_state(out, context.t("Di sini tampil pendaftar yang mungkin satu orang."),
                          context.t("Dicari setiap jam; sekarang tidak ada."));
    else
        write_lines(out, context, context.t("Untuk diperiksa"), open);
    html::post_button(out, context, "/loket/ganda/cari", context.t("Cari sekarang"), html::ButtonKind::secondary, "F4");
    if (!merged.empty()) {
        out << "<h2>"_html << context.t("Sudah digabung") << "</h2>"_html;
        write_lines(out, context, context.t("Sudah digabung"), merged);
    }
    auto frame = desk_frame(*office, std::string(context.t("Data ganda")), "/loket/ganda");
    frame.back_href = "/loket/kartu";
    return http::page(html::document(context, frame, out));
}

http::Response post_search(const http::Request&, Context& context) {
    constexpr int looked_at_most = 300;
    const auto office = context.actor.office;
    context.platform.database.write([&](sql::Transaction& tx) { look_for_duplicates(tx, context, office, looked_at_most); });
    return http::see_other("/loket/ganda");
}

void write_side(Markup& out, const Context& context, const Duplicate& pair, const DuplicateCard& one, std::string_view key) {
    out << "<section class=\"panel\"><h2>"_html << one.holder_name << "</h2><dl class=\"facts\">"_html;
    const auto fact = [&](std::string_view what, std::string_view value) {
        if (!value.empty()) out << "<div><dt>"_html << what << "</dt><dd>"_html << value << "</dd></div>"_html;
    };
    fact(context.t("Nomor pendaftaran"), one.card.number);
    fact(context.t("Keadaan"), context.t(label(one.card.state)));
    fact(context.t("Tanggal lahir"), one.birth_date ? long_date(context.language, *one.birth_date) : "");
    fact(context.t("NIK"), one.nik);
    fact(context.t("Nomor telepon"), one.phone);
    fact(context.t("Terbit"), short_date(context.language, one.card.issued_on));
    fact(context.t("Berlaku sampai"), short_date(context.language, one.card.valid_until));
    fact(context.t("Lapor terakhir"), one.card.last_report ? short_date(context.language, *one.card.last_report) : "");
    fact(context.t("Asal"), one.has_file ? context.t("permohonan di sistem ini") : context.t("register lama"));
    fact(context.t("Dihitung dalam persediaan"), one.on_register ? context.t("ya") : context.t("tidak"));
    out << "</dl>"_html;
    html::link_button(out, context.t("Lihat kartunya"), "/loket/kartu/" + one.card.id.text(), html::ButtonKind::secondary);
    if (pair.state == DuplicateState::open)
        html::link_button(out, context.t("Pertahankan yang ini"), pair_href(pair.id, "?pertahankan=" + one.card.id.text()),
                          html::ButtonKind::primary, key);
    out << "</section>"_html;
}

// What the first of two people asked for, and what the reader may do about it.
void write_wish(Markup& out, const Context& context, const Duplicate& pair, const MergeWish& wish) {
    const auto& stays = wish.kept == pair.a.card.id ? pair.a : pair.b;
    Markup body;
    body << "<p>"_html
         << fill(context.t("Kartu {nomor} atas nama {nama} dipertahankan, kartu yang lain menjadi tidak aktif."),
                 {{"nomor", stays.card.number}, {"nama", stays.holder_name}})
         << "</p>"_html;
    if (wish.is_mine) body << "<p>"_html << context.t("Anda yang memintanya. Petugas lain perlu memeriksa dan menyetujui.") << "</p>"_html;
    html::notice(out, html::Tone::info, context.t("Penggabungan menunggu persetujuan"), body);
    if (!wish.is_mine) {
        html::form_open(out, context, pair_href(pair.id, "/gabung"));
        html::hidden(out, "pertahankan", wish.kept.text());
        html::button(out, context.t("Setujui penggabungan"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    html::post_button(out, context, pair_href(pair.id, "/tarik"), context.t("Tarik permintaan"), html::ButtonKind::secondary);
}

http::Response pair_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    const auto id = CardId::parse(request.path_value(0));
    if (!office || !id) return no_such_card(context);
    std::optional<Date> until;
    std::optional<MergeWish> wish;
    const auto pair = context.platform.database.write([&](sql::Transaction& tx) {
        auto found = find_duplicate(tx, context, id->value);
        until = merge_undo_until(tx, context, id->value);
        wish = merge_wish(tx, context, id->value);
        return found;
    });
    if (!pair) return no_such_card(context);
    const auto kept = CardId::parse(request.form.has("pertahankan") ? request.form.text("pertahankan") : request.query.text("pertahankan"));
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Apakah ini satu orang?") << "</h1><p>"_html
        << fill(context.t("Yang sama: {tanda}."), {{"tanda", signs_text(context, pair->signs)}}) << "</p>"_html;
    if (pair->state == DuplicateState::merged) {
        html::notice(out, html::Tone::good, context.t("Sudah digabung"),
                     until && context.local(office->zone).date <= *until
                         ? fill(context.t("Dapat dibatalkan sampai {tanggal}."), {{"tanggal", long_date(context.language, *until)}})
                         : std::string(context.t("Batas waktu untuk membatalkan sudah lewat.")));
        if (until && context.local(office->zone).date <= *until)
            html::post_button(out, context, pair_href(pair->id, "/batal"), context.t("Batalkan penggabungan"), html::ButtonKind::warning,
                              "Y");
    }
    if (pair->state == DuplicateState::different)
        html::notice(out, html::Tone::info, context.t("Dua orang yang berbeda"), context.t("Pasangan ini tidak ditampilkan lagi."));
    if (pair->state == DuplicateState::open && wish) write_wish(out, context, *pair, *wish);
    if (pair->state == DuplicateState::open && kept && !(wish && wish->kept == *kept)) {
        const auto preview =
            context.platform.database.read([&](sql::Transaction& tx) { return preview_merge(tx, context, pair->id, *kept); });
        if (preview) {
            const auto& stays = preview->kept == pair->a.card.id ? pair->a : pair->b;
            const auto& goes = preview->kept == pair->a.card.id ? pair->b : pair->a;
            Markup body;
            body << "<ul><li>"_html
                 << fill(context.t("Kartu {nomor} atas nama {nama} tetap seperti sekarang."),
                         {{"nomor", stays.card.number}, {"nama", stays.holder_name}})
                 << "</li><li>"_html
                 << fill(context.t("Kartu {nomor} menjadi tidak aktif; riwayat dan berkasnya tetap dapat dibaca."),
                         {{"nomor", goes.card.number}})
                 << "</li><li>"_html
                 << (preview->leaves_stock
                         ? context.t("Persediaan pencari kerja berkurang satu sebagai koreksi, bukan sebagai penghapusan.")
                         : context.t("Persediaan pencari kerja tidak berubah."))
                 << "</li></ul>"_html;
            html::notice(out, html::Tone::info, context.t("Yang akan terjadi"), body);
            html::form_open(out, context, pair_href(pair->id, "/gabung"));
            html::hidden(out, "pertahankan", preview->kept.text());
            html::button(out, context.t("Minta penggabungan"), html::ButtonKind::primary, wish ? "" : "Ctrl+Enter");
            html::form_close(out);
        } else {
            html::notice(out, html::Tone::warning, context.t("Tidak dapat digabung begini"),
                         preview.error() == Refusal::wrong_state
                             ? context.t("Pertahankan kartu yang masih aktif dan dihitung dalam register.")
                             : context.t(desk_sentence(preview.error())));
        }
    }
    out << "<div class=\"side-by-side\">"_html;
    write_side(out, context, *pair, pair->a, "1");
    write_side(out, context, *pair, pair->b, "2");
    out << "</div>"_html;
    if (pair->state == DuplicateState::open)
        html::post_button(out, context, pair_href(pair->id, "/beda"), context.t("Ini dua orang yang berbeda"), html::ButtonKind::secondary,
                          "0");
    auto frame = desk_frame(*office, std::string(context.t("Data ganda")), request.path);
    frame.back_href = "/loket/ganda";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_pair(const http::Request& request, Context& context) { return pair_page(request, context, {}); }

template <class Verb>
http::Response decide(const http::Request& request, Context& context, std::string where, Verb verb) {
    const auto id = CardId::parse(request.path_value(0));
    if (!id) return no_such_card(context);
    const auto pair = context.platform.database.write([&](sql::Transaction& tx) { return find_duplicate(tx, context, id->value); });
    if (!pair || pair->a.card.office != context.actor.office) return no_such_card(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, id->value); });
    if (done) return http::see_other(where.empty() ? pair_href(id->value) : where);
    html::FormState state{request.form, {}};
    state.refuse("main", done.error() == Refusal::changed_meanwhile
                             ? context.t("Kartunya sudah diubah, atau pasangan ini sudah diputuskan. Periksa lagi di bawah.")
                         : done.error() == Refusal::needs_other_person ? context.t("Penggabungan harus disetujui oleh petugas lain.")
                         : done.error() == Refusal::wrong_state
                             ? context.t("Tidak dapat dilakukan lagi. Periksa keadaan kedua kartu di bawah.")
                             : context.t(desk_sentence(done.error())));
    return pair_page(request, context, state, page_status(done.error()));
}

http::Response post_merge(const http::Request& request, Context& context) {
    return decide(request, context, "", [&](sql::Transaction& tx, std::int64_t id) {
        return merge(tx, context, id, CardId::parse(request.form.text("pertahankan")).value_or(CardId{}));
    });
}
http::Response post_withdraw(const http::Request& request, Context& context) {
    return decide(request, context, "", [&](sql::Transaction& tx, std::int64_t id) { return withdraw_merge_wish(tx, context, id); });
}
http::Response post_undo(const http::Request& request, Context& context) {
    return decide(request, context, "", [&](sql::Transaction& tx, std::int64_t id) { return undo_merge(tx, context, id); });
}
http::Response post_different(const http::Request& request, Context& context) {
    return decide(request, context, "/loket/ganda",
                  [&](sql::Transaction& tx, std::int64_t id) { return mark_as_different(tx, context, id); });
}

}  // namespace

std::vector<http::Route> duplicate_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr auto decide_them = Permission::decide_application;
    constexpr std::size_t small = 16 * 1024;
    return {{get, "/loket/ganda", get_list, decide_them},
            {post, "/loket/ganda/cari", post_search, decide_them, Rate::write, small},
            {get, "/loket/ganda/{pair}", get_pair, decide_them},
            {post, "/loket/ganda/{pair}/gabung", post_merge, decide_them, Rate::write, small},
            {post, "/loket/ganda/{pair}/tarik", post_withdraw, decide_them, Rate::write, small},
            {post, "/loket/ganda/{pair}/batal", post_undo, decide_them, Rate::write, small},
            {post, "/loket/ganda/{pair}/beda", post_different, decide_them, Rate::write, small}};
}

}  // namespace registration
