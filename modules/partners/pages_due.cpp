#include <set>

#include "modules/partners/actions_due.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Which of the school's own graduates have to say that they still look for work, and the school says it for them.
namespace partners {

namespace {

constexpr std::string_view path = "/bkk/lapor";

std::set<std::int64_t> chosen_in(const http::Fields& form) {
    std::set<std::int64_t> chosen;
    for (const auto& typed : form.all("lulusan"))
        if (const auto id = GraduateId::parse(typed)) chosen.insert(id->value);
    return chosen;
}

void write_due(Markup& out, const Context& context, const Desk& desk, const registration::DueReport& report) {
    if (report.due < desk.today)
        html::tag(out, html::Tone::warning, context.t("Terlewat"));
    else if (report.due == desk.today)
        html::tag(out, html::Tone::info, context.t("Hari ini"));
    out << " "_html << long_date(context.language, report.due);
}

void write_list(Markup& out, const Context& context, const Desk& desk, const std::vector<DueGraduate>& due,
                const std::set<std::int64_t>& chosen) {
    html::table_open(
        out, context.t("Waktunya lapor"),
        {{context.t("Pilih")}, {context.t("Nama")}, {context.t("Jurusan")}, {context.t("Jatuh tempo")}, {context.t("Paling lambat")}});
    for (const auto& one : due) {
        const auto id = "lulusan-" + one.graduate.id.text();
        out << "<tr><td><input type=\"checkbox\" name=\"lulusan\" id=\""_html << id << "\" value=\""_html << one.graduate.id.text()
            << "\""_html;
        if (chosen.contains(one.graduate.id.value)) out << " checked"_html;
        out << "></td><th scope=\"row\"><label for=\""_html << id << "\">"_html << one.graduate.name << "</label></th><td>"_html
            << one.graduate.major << "</td><td>"_html;
        write_due(out, context, desk, one.report);
        out << "</td><td>"_html << long_date(context.language, one.report.last_day) << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response due_page(const Context& context, const Desk& desk, const html::FormState& state, std::string_view done, bool all,
                        int status = 200) {
    const auto due = context.platform.database.read([&](sql::Transaction& tx) { return due_reports(tx, context, desk.school); });
    auto chosen = chosen_in(state.typed);
    if (all)
        for (const auto& one : due) chosen.insert(one.graduate.id.value);
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, context.t("Masing-masing menerima pesan, dan dapat membetulkannya."));
    out << "<h1>"_html << context.t("Lapor diri lulusan") << "</h1><p>"_html
        << context.t(
               "Pemegang kartu AK-1 melapor setiap enam bulan. Sekolah boleh melaporkan lulusan yang dikirimnya sendiri: yang masih "
               "mencari "
               "kerja. Tanyakan dulu kepada orangnya.")
        << "</p>"_html;
    if (due.empty()) {
        html::empty_state(out, context.t("Lulusan yang waktunya lapor akan tampil di sini."),
                          context.t("Saat ini tidak ada. Mereka muncul beberapa hari sebelum jatuh tempo."));
    } else {
        html::form_open(out, context, path);
        if (!state.error("lulusan").empty())
            out << "<p class=\"govuk-error-message\" id=\"lulusan\">"_html << state.error("lulusan") << "</p>"_html;
        write_list(out, context, desk, due, chosen);
        out << "<div class=\"toolbar\">"_html;
        html::button(out, context.t("Laporkan yang dipilih: masih mencari kerja"), html::ButtonKind::primary, "Ctrl+Enter");
        html::link_button(out, fill(context.t("Pilih semua ({n})"), {{"n", number(static_cast<int>(due.size()))}}),
                          std::string(path) + "?semua=1", html::ButtonKind::secondary);
        out << "</div>"_html;
        html::form_close(out);
        out << "<p class=\"muted\">"_html
            << context.t("Yang sudah bekerja, kuliah, atau pindah tidak dilaporkan di sini: mereka memberi kabar sendiri.") << "</p>"_html;
    }
    auto frame = desk_frame(desk, std::string(context.t("Lapor diri lulusan")), std::string(path));
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_due(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    std::string done;
    if (const int reported = typed_number(request.query.text("lapor")); reported >= 0)
        done = fill(context.t("{n} lulusan sudah dilaporkan"), {{"n", number(reported)}});
    return due_page(context, *desk, {}, done, request.query.has("semua"));
}

http::Response post_due(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    html::FormState state{request.form, {}};
    std::vector<GraduateId> chosen;
    for (const auto id : chosen_in(request.form)) chosen.push_back({id});
    if (chosen.empty()) {
        state.refuse("lulusan", context.t("Pilih sedikitnya satu lulusan."));
        return due_page(context, *desk, state, "", false, 422);
    }
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return report_for(tx, context, desk->school, chosen); });
    if (done) return http::see_other(std::string(path) + "?lapor=" + std::to_string(done->reported));
    state.refuse("lulusan", context.t(sentence(done.error())));
    return due_page(context, *desk, state, "", false, 422);
}

}  // namespace

std::vector<http::Route> due_routes() {
    using enum http::Method;
    return {{get, path, get_due, Permission::school}, {post, path, post_due, Permission::school, http::Rate::write, 256 * 1024}};
}

}  // namespace partners
