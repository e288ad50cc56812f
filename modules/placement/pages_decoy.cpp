#include "modules/placement/actions_decoy.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The managers' page of invented people: what is planted, and who touched it.
namespace placement {
namespace {

void write_touches(Markup& out, const Context& context, const DecoyBoard& board, Zone zone) {
    out << "<h2>"_html << context.t("Siapa menyentuhnya") << "</h2>"_html;
    if (board.touches.empty()) {
        html::empty_state(out, context.t("Perusahaan yang menyentuh umpan akan tampil di sini."),
                          context.t("Belum ada. Yang membaca halaman dengan mata tidak melihat umpan."));
        return;
    }
    html::table_open(
        out, context.t("Terbaru lebih dulu"),
        {{context.t("Waktu")}, {context.t("Perusahaan")}, {context.t("Umpan")}, {context.t("Yang dilakukan")}, {context.t("Kali"), true}});
    for (const auto& one : board.touches)
        out << "<tr><td>"_html << date_and_clock(context.language, one.touch.last_at.in(zone)) << "</td><th scope=\"row\">"_html
            << one.company << "</th><td>"_html << one.label << "</td><td>"_html << context.t(label(one.touch.kind))
            << "</td><td class=\"num\">"_html << one.touch.times << "</td></tr>"_html;
    html::table_close(out);
    out << "<p class=\"muted\">"_html
        << context.t("Bahan untuk bertanya, bukan putusan: tanyakan dulu ke perusahaannya program apa yang membuka halaman.")
        << "</p>"_html;
}

void write_planted(Markup& out, const Context& context, const DecoyBoard& board, Zone zone) {
    for (const auto& one : board.decoys) {
        if (one.ended_at) continue;
        out << "<section class=\"panel\"><h2>"_html << one.label << " "_html;
        html::tag(out, html::Tone::warning, context.t("orang rekaan"));
        out << "</h2><p class=\"muted\">"_html
            << fill(context.t("Dipasang {hari}."), {{"hari", long_date(context.language, one.planted_at.in(zone).date)}}) << "</p>"_html;
        write_abilities(out, context, one.education, one.skills,
                        one.position.empty() ? std::vector<std::string>{} : std::vector{one.position});
        html::post_button(out, context, "/rujuk/umpan/" + one.id.text() + "/cabut", context.t("Cabut umpan"));
        out << "</section>"_html;
    }
}

http::Response board_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office)
        return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                         context.t("Ke pengaturan"), "/atur");
    const auto board = context.platform.database.read([&](sql::Transaction& tx) { return decoy_board(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("terpasang"))
        html::notice(out, html::Tone::good, context.t("Umpan terpasang"), context.t("Halaman perusahaan membawanya mulai sekarang."));
    out << "<h1>"_html << context.t("Umpan") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Orang rekaan yang tidak terlihat di halaman perusahaan. Program yang mengambil semua isi halaman menyentuhnya, dan Anda "
               "segera diberi tahu. Orang rekaan tidak pernah dihitung, dirujuk, atau ditawarkan.")
        << "</p>"_html;
    if (!board.has_address)
        html::notice(
            out, html::Tone::warning, context.t("Alarm belum punya alamat surel"),
            context.t("Isi alamatnya di aturan kantor. Sampai itu, alarm hanya tampil di sini, di Pengawasan, dan di daftar pesan."));
    write_touches(out, context, board, office->zone);
    write_planted(out, context, board, office->zone);
    out << "<section class=\"panel\"><h2>"_html << context.t("Pasang umpan") << "</h2>"_html;
    html::form_open(out, context, "/rujuk/umpan");
    const auto field = [&](std::string name, std::string_view label, std::string_view hint) {
        html::text_field(out, context,
                         {.name = name,
                          .label = label,
                          .hint = hint,
                          .value = state.value(name),
                          .error = state.error(name),
                          .autocomplete = "off",
                          .max_length = 120});
    };
    field("nama", context.t("Nama umpan"), context.t("Hanya manajer yang membacanya, misalnya Umpan 1."));
    field("pendidikan", context.t("Pendidikan"), context.t("Rekaan, misalnya SMK, Teknik Pengelasan."));
    field("keterampilan", context.t("Keterampilan"), context.t("Pisahkan dengan koma. Jangan tulis data orang yang sungguh ada."));
    field("pengalaman", context.t("Pengalaman"), context.t("Misalnya: Juru las, 3 tahun."));
    html::button(out, context.t("Pasang umpan"));
    html::form_close(out);
    out << "</section>"_html;
    return http::page(html::document(context, desk_frame(*office, std::string(context.t("Umpan")), "/rujuk/umpan"), out), status)
        .with_header("Cache-Control", "no-store");
}

http::Response get_board(const http::Request& request, Context& context) { return board_page(request, context, {}); }

http::Response post_board(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto name = state.value("nama"), education = state.value("pendidikan"), skills = state.value("keterampilan"),
               position = state.value("pengalaman");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return plant(tx, context, {name, education, skills, position});
    });
    if (done) return http::see_other("/rujuk/umpan?terpasang=1");
    state.refuse(done.error() == DecoyRefusal::education_missing ? "pendidikan" : "nama", context.t(sentence(done.error())));
    return board_page(request, context, state, 422);
}

http::Response post_taken_away(const http::Request& request, Context& context) {
    (void)context.platform.database.write([&](sql::Transaction& tx) { return take_away(tx, context, request.path_id<DecoyId>(0)); });
    return http::see_other("/rujuk/umpan");
}

}  // namespace

std::vector<http::Route> decoy_routes() {
    using enum http::Method;
    return {{get, "/rujuk/umpan", get_board, Permission::manage_office},
            {post, "/rujuk/umpan", post_board, Permission::manage_office, http::Rate::write},
            {post, "/rujuk/umpan/{decoy}/cabut", post_taken_away, Permission::manage_office, http::Rate::write}};
}

}  // namespace placement
