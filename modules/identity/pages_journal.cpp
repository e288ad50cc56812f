#include <map>

#include "base/whole.hpp"
#include "modules/identity/actions.hpp"
#include "modules/identity/pages.hpp"
#include "modules/identity/pages_steps.hpp"
#include "platform/audit/audit.hpp"
#include "platform/sql/sql.hpp"

// Who did what, for managers and inspectors. Entries name records by id and fields by name; no person's data is in them.
namespace identity {

namespace {

constexpr int lines_a_page = 50;
constexpr int lines_searched = 4000;  // by one request, when only some verbs are wanted

struct JournalPage {
    std::vector<audit::Line> lines;
    std::int64_t next{};  // 0 = the end
};

JournalPage read_journal(sql::Transaction& tx, OfficeId office, std::int64_t before, std::string_view verb) {
    JournalPage page;
    int searched = 0;
    for (auto at = before; searched < lines_searched;) {
        const auto batch = audit::of_office(tx, office, at, verb.empty() ? lines_a_page + 1 : 500);
        if (batch.empty()) return page;
        for (const auto& line : batch) {
            if (static_cast<int>(page.lines.size()) == lines_a_page) {
                page.next = at;
                return page;
            }
            at = line.id;
            if (verb.empty() || line.verb.starts_with(verb)) page.lines.push_back(line);
        }
        searched += static_cast<int>(batch.size());
        page.next = at;
    }
    return page;
}

std::string actor_name(sql::Transaction& tx, const Context& context, const std::string& actor, std::map<std::string, std::string>& known) {
    constexpr std::string_view account = "account:";
    if (actor == "system") return std::string(context.t("Program"));
    if (actor == "anonymous") return std::string(context.t("Tanpa akun"));
    if (!actor.starts_with(account)) return actor;
    auto& name = known[actor];
    if (name.empty()) {
        const auto found = find_account(tx, AccountId::parse(std::string_view(actor).substr(account.size())).value_or(AccountId{}));
        name = found ? found->user_name : actor;
    }
    return name;
}

std::string verb_of(const http::Request& request) {
    auto verb = request.query.text("tindakan").substr(0, 60);
    for (const char c : verb)
        if (!((c >= 'a' && c <= 'z') || c == '_' || c == '.')) return {};
    return verb;
}

http::Response get_journal(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    const auto verb = verb_of(request);
    const auto before = text::whole<std::int64_t>(request.query.text("sebelum")).value_or(0);
    std::map<std::string, std::string> names;
    const auto zone = zone_of(context);
    const auto page = context.platform.database.read([&](sql::Transaction& tx) {
        auto read = read_journal(tx, context.actor.office, before, verb);
        for (auto& line : read.lines) line.actor = actor_name(tx, context, line.actor, names);
        return read;
    });

    Markup out;
    out << "<h1>"_html << context.t("Jurnal") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Semua yang dilakukan di kantor ini, terbaru di atas. Baris-barisnya dirantai: yang diubah atau dihapus belakangan akan "
               "ketahuan.")
        << "</p>"_html;
    html::post_button(out, context, "/jurnal/periksa", context.t("Periksa rantai jurnal"));
    out << "<form method=\"get\" action=\"/jurnal\"><div class=\"toolbar steps-row\">"_html;
    html::select(out, context, {.name = "tindakan", .label = context.t("Tampilkan"), .value = verb},
                 {{"", std::string(context.t("Semua tindakan")), ""},
                  {"account", std::string(context.t("Akun dan masuk")), ""},
                  {"office", std::string(context.t("Pengaturan kantor")), ""},
                  {"ticket", std::string(context.t("Nomor antrean")), ""},
                  {"window", std::string(context.t("Jadwal dan kuota")), ""},
                  {"application", std::string(context.t("Permohonan")), ""},
                  {"card", std::string(context.t("Kartu")), ""}});
    html::button(out, context.t("Tampilkan"), html::ButtonKind::secondary);
    out << "</div></form>"_html;
    if (page.lines.empty()) {
        html::empty_state(out, context.t("Belum ada catatan yang cocok."),
                          context.t("Setiap tindakan petugas akan tercatat di sini dengan sendirinya."));
    } else {
        html::table_open(
            out, context.t("Catatan jurnal"),
            {{context.t("Waktu")}, {context.t("Oleh")}, {context.t("Tindakan")}, {context.t("Catatan")}, {context.t("Rincian")}});
        for (const auto& line : page.lines)
            out << "<tr><td class=\"num\">"_html << short_time(context, line.at, zone) << "</td><td>"_html << line.actor
                << "</td><td><code>"_html << line.verb << "</code></td><td><code>"_html << line.subject << "</code></td><td><code>"_html
                << line.details << "</code></td></tr>"_html;
        html::table_close(out);
    }
    const auto next =
        page.next == 0 ? std::string() : "/jurnal?sebelum=" + std::to_string(page.next) + (verb.empty() ? "" : "&tindakan=" + verb);
    html::pagination(out, context, next, before == 0 ? "" : (verb.empty() ? "/jurnal" : "/jurnal?tindakan=" + verb));
    return desk_page(context, {.title = context.t("Jurnal"), .path = "/jurnal"}, out);
}

http::Response post_verify(const http::Request& request, Context& context) {
    at_office_at_hand(request, context);
    const auto report = audit::verify(context.platform.database, context.platform.vault);
    Markup out;
    out << "<h1>"_html << context.t("Pemeriksaan rantai jurnal") << "</h1>"_html;
    const auto counted =
        fill(context.t("{jumlah} catatan diperiksa pada {waktu}."),
             {{"jumlah", number(report.entries)}, {"waktu", date_and_clock(context.language, context.now.in(zone_of(context)))}});
    if (report.faults.empty())
        html::notice(out, html::Tone::good, context.t("Jurnal utuh"), counted);
    else {
        Markup body;
        body << "<p>"_html << counted << " "_html << context.t("Simpan halaman ini dan beri tahu pengelola sistem serta Inspektorat.")
             << "</p><ul>"_html;
        for (std::size_t at = 0; at < report.faults.size() && at < 20; ++at)
            body << "<li><code>"_html << report.faults[at] << "</code></li>"_html;
        body << "</ul>"_html;
        html::notice(out, html::Tone::danger, context.t("Jurnal pernah diubah"), body);
    }
    if (report.unsealed > 0)
        out << "<p class=\"muted\">"_html
            << fill(context.t("{jumlah} catatan terbaru sedang menunggu dirantai; itu biasa dan selesai dalam beberapa detik."),
                    {{"jumlah", number(report.unsealed)}})
            << "</p>"_html;
    html::link_button(out, context.t("Kembali ke jurnal"), "/jurnal", html::ButtonKind::secondary);
    return desk_page(context, {.title = context.t("Pemeriksaan rantai jurnal"), .path = "/jurnal", .back = "/jurnal"}, out);
}

}  // namespace

std::vector<http::Route> journal_routes() {
    return {{http::Method::get, "/jurnal", get_journal, Permission::see_audit},
            {http::Method::post, "/jurnal/periksa", post_verify, Permission::see_audit, http::Rate::write, 4096}};
}

}  // namespace identity
