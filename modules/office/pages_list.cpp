#include "modules/office/pages_list.hpp"

#include <algorithm>

#include "modules/office/actions_list.hpp"
#include "modules/office/pages_frame.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

constexpr std::size_t faults_shown = 500;

ListOutcome taken(const ListKind& kind, const Context& context, const Office& office, std::string_view bytes, Taking taking) {
    auto outcome = kind.take(context, office, bytes, taking);
    if (outcome.faults.size() > faults_shown) {
        outcome.faults_left_out = static_cast<int>(outcome.faults.size() - faults_shown);
        outcome.faults.resize(faults_shown);
    }
    return outcome;
}

void write_outcome(Markup& out, const Context& context, const ListOutcome& outcome) {
    html::table_open(out, context.t("Isi berkas"), {{context.t("Baris")}, {context.t("Jumlah"), true}});
    const auto row = [&](std::string_view what, int count) {
        out << "<tr><th scope=\"row\">"_html << what << "</th><td class=\"num\">"_html << number(count) << "</td></tr>"_html;
    };
    row(context.t("Dibaca"), outcome.rows);
    row(context.t("Baru"), outcome.added);
    row(context.t("Sudah tercatat"), outcome.known);
    for (const auto& [what, count] : outcome.notes)
        if (count > 0) row(what, count);
    html::table_close(out);
    if (outcome.faults.empty()) return;
    const auto all = static_cast<int>(outcome.faults.size()) + outcome.faults_left_out;
    html::details_open(out, fill(context.t("Catatan pada {n} baris"), {{"n", number(all)}}));
    out << "<ul>"_html;
    for (const auto& one : outcome.faults) out << "<li>"_html << one << "</li>"_html;
    if (outcome.faults_left_out > 0)
        out << "<li class=\"muted\">"_html << fill(context.t("dan {n} lagi"), {{"n", number(outcome.faults_left_out)}}) << "</li>"_html;
    out << "</ul>"_html;
    html::details_close(out);
}

void write_waiting(Markup& out, const Context& context, const ListKind& kind, const BroughtList& list, const Office& office) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Hasil percobaan") << "</h2><p>"_html << list.file_name
        << " <span class=\"muted\">"_html << date_and_clock(context.language, list.brought_at.in(office.zone)) << "</span><br>"_html
        << context.t("Belum ada yang dicatat.") << "</p>"_html;
    write_outcome(out, context, list.outcome);
    const auto decide = [&](std::string_view verb, std::string_view label, html::ButtonKind button) {
        html::form_open(out, context, std::string(kind.path) + "/" + std::string(verb));
        html::hidden(out, "daftar", list.id.text());
        html::button(out, label, button);
        html::form_close(out);
    };
    if (list.outcome.added > 0)
        decide("catat", fill(context.t("Catat {n} baris baru"), {{"n", number(list.outcome.added)}}), html::ButtonKind::primary);
    decide("buang", context.t("Buang berkas ini"), html::ButtonKind::secondary);
    out << "</section>"_html;
}

http::Response shown(const ListKind& kind, const Context& context, const Office& office, const Markup& out, int status) {
    auto frame = desk_frame(office, std::string(context.t(kind.title)), std::string(kind.path));
    frame.back_href = kind.back;
    return http::page(html::document(context, frame, out), status);
}

http::Response list_page(const ListKind& kind, const Context& context, const Office& office, const html::FormState& state,
                         int status = 200) {
    const auto waiting = context.platform.database.read([&](sql::Transaction& tx) { return waiting_list(tx, context, kind.code); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t(kind.title) << "</h1>"_html;
    if (waiting) write_waiting(out, context, kind, *waiting, office);
    out << "<section class=\"panel\">"_html;
    if (waiting) out << "<h2>"_html << context.t("Pilih berkas lain") << "</h2>"_html;
    html::form_open(out, context, kind.path, /*multipart=*/true);
    html::file_field(out, context,
                     {.name = "berkas",
                      .label = context.t("Berkas daftar"),
                      .hint = context.t(kind.hint),
                      .error = state.error("berkas"),
                      .upload = "/unggahan"},
                     kind.accept, /*camera=*/false);
    html::button(out, context.t("Periksa berkas"));
    html::form_close(out);
    out << "<p class=\"muted\">"_html << context.t("Berkas dicoba dulu: Anda melihat jumlah dan catatan tiap baris, lalu memutuskan.")
        << "</p></section>"_html;
    return shown(kind, context, office, out, status);
}

http::Response no_office(const Context& context) {
    return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                     context.t("Ke pengaturan"), "/atur");
}

struct Came {
    std::string name;
    std::string bytes;
    std::string trouble;
};

// In pieces where there is a script, else whole.
Came came_with(const http::Request& request, const Context& context) {
    if (const auto name = request.form.text("berkas-unggahan"); !name.empty()) {
        if (auto bytes = context.platform.files.take_partial(name)) return {"", std::move(*bytes), ""};
        return {"", "", std::string(context.t("Unggahan belum selesai, atau sudah tidak ada. Pilih berkasnya lagi."))};
    }
    const auto upload = std::ranges::find(request.uploads, "berkas", &http::Upload::field);
    if (upload == request.uploads.end() || upload->bytes.empty()) return {"", "", std::string(context.t("Pilih berkasnya dulu."))};
    return {upload->file_name, upload->bytes, ""};
}

}  // namespace

http::Response get_list_page(const ListKind& kind, const http::Request&, Context& context) {
    const auto office = own_office(context);
    return office ? list_page(kind, context, *office, {}) : no_office(context);
}

http::Response post_list_file(const ListKind& kind, const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    html::FormState state;
    auto came = came_with(request, context);
    if (!came.trouble.empty()) {
        state.refuse("berkas", came.trouble);
        return list_page(kind, context, *office, state, 422);
    }
    const auto trial = taken(kind, context, *office, came.bytes, Taking::trial);
    if (!trial.refusal.empty()) {
        state.refuse("berkas", trial.refusal);
        return list_page(kind, context, *office, state, 422);
    }
    bring_list(context, office->id, kind.code, came.name, came.bytes, trial);
    return http::see_other(std::string(kind.path));
}

http::Response post_list_yes(const ListKind& kind, const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    const auto id = ListId::parse(request.form.text("daftar")).value_or(ListId{});
    const auto bytes = claim_list(context, kind.code, id, "taken_in");
    if (!bytes) return http::see_other(std::string(kind.path));
    const auto outcome = taken(kind, context, *office, *bytes, Taking::real);
    Markup out;
    out << "<h1>"_html << context.t(kind.title) << "</h1>"_html;
    html::notice(out, html::Tone::good, fill(context.t("{n} baris dicatat"), {{"n", number(outcome.added)}}), outcome.refusal);
    write_outcome(out, context, outcome);
    html::link_button(out, context.t(kind.seen_there), kind.back);
    return shown(kind, context, *office, out, 200);
}

http::Response post_list_no(const ListKind& kind, const http::Request& request, Context& context) {
    const auto id = ListId::parse(request.form.text("daftar")).value_or(ListId{});
    (void)claim_list(context, kind.code, id, "put_away");
    return http::see_other(std::string(kind.path));
}

}  // namespace office
