#include <algorithm>
#include <map>

#include "modules/booking/pages_pieces.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/pages.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The manager's page: which counters there are, and who called whom out of order, with the reason.
namespace hall {

namespace {

constexpr int events_of_days = 14;

void write_counters(Markup& out, sql::Transaction& tx, const Context& context, const office::Office& office) {
    const auto list = counters(tx, office.id);
    if (list.empty()) {
        html::empty_state(out, context.t("Loket kantor ini akan tampil di sini."),
                          context.t("Sampai daftarnya diisi, setiap petugas memakai nomor yang ditulisnya sendiri."));
        return;
    }
    html::table_open(out, context.t("Loket"),
                     {{context.t("Nomor")}, {context.t("Layanan di loket ini")}, {context.t("Petugas sekarang")}, {context.t("Ubah")}});
    const auto services = office::services(tx, office.id);
    for (const auto& one : list) {
        std::string served;
        for (const auto& service : services) {
            if (one.services.empty() || std::ranges::find(one.services, service.code) == one.services.end()) continue;
            served += (served.empty() ? "" : ", ") + std::string(booking::name_of(context, service));
        }
        out << "<tr><th scope=\"row\">"_html << one.number << "</th><td>"_html
            << (one.services.empty() ? std::string(context.t("Semua layanan")) : served);
        if (one.step_free) out << " · "_html << context.t("Tanpa tangga");
        if (one.sign_language) out << " · "_html << context.t("Bahasa isyarat");
        if (!one.label.empty()) out << " · "_html << one.label;
        out << "</td><td>"_html << one.officer_name << "</td><td><a"_html;
        out.attribute("href"_html, "/atur/loket?loket=" + one.id.text());
        out << ">"_html << fill(context.t("Ubah loket {loket}"), {{"loket", one.number}}) << "</a></td></tr>"_html;
    }
    html::table_close(out);
}

void write_form(Markup& out, sql::Transaction& tx, const Context& context, const office::Office& office,
                const std::optional<Counter>& changed, const html::FormState& state) {
    const bool typed = !state.errors.empty();
    const Counter now = changed.value_or(Counter{});
    out << "<h2>"_html
        << (changed ? fill(context.t("Ubah loket {loket}"), {{"loket", now.number}}) : std::string(context.t("Tambah loket")))
        << "</h2>"_html;
    html::form_open(out, context, "/atur/loket");
    if (changed) html::hidden(out, "id", changed->id.text());
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor loket"),
                      .hint = context.t("Disebut saat memanggil: 2, atau 3A."),
                      .value = typed ? state.value("nomor") : now.number,
                      .error = state.error("nomor"),
                      .width = 5,
                      .max_length = 6});
    html::text_field(out, context,
                     {.name = "keterangan",
                      .label = context.t("Letaknya"),
                      .hint = context.t("Misalnya: lantai dasar, sebelah kiri."),
                      .value = typed ? state.value("keterangan") : now.label,
                      .max_length = 60,
                      .optional = true});
    std::vector<html::Option> options;
    for (const auto& service : office::services(tx, office.id)) {
        if (service.offered) options.push_back({service.code, std::string(booking::name_of(context, service)), ""});
    }
    html::checkboxes(out, context,
                     {.name = "layanan", .label = context.t("Layanan di loket ini"), .hint = context.t("Tanpa pilihan: semua layanan.")},
                     options, typed ? state.typed.all("layanan") : now.services);
    std::vector<std::string> has;
    if (typed)
        has = state.typed.all("punya");
    else {
        if (now.step_free) has.emplace_back("tanpa-tangga");
        if (now.sign_language) has.emplace_back("isyarat");
    }
    html::checkboxes(out, context, {.name = "punya", .label = context.t("Yang ada di loket ini")},
                     {{"tanpa-tangga", std::string(context.t("Dapat dicapai kursi roda, tanpa tangga")), ""},
                      {"isyarat", std::string(context.t("Petugasnya dapat berbahasa isyarat")), ""}},
                     has);
    html::button(out, context.t("Simpan loket"));
    if (changed) html::button(out, context.t("Hapus loket"), html::ButtonKind::warning, "", "hapus", "ya");
    html::form_close(out);
}

// P5: every skip and every call out of order, by officer, with the reason.
void write_exceptions(Markup& out, sql::Transaction& tx, const Context& context, const office::Office& office) {
    const auto today = context.local(office.zone).date;
    Markup rows;
    std::map<std::string, int> each;
    auto list = events(tx, context, office.id, today - events_of_days, today);
    std::ranges::reverse(list);
    for (const auto& one : list) {
        std::string_view what;
        if (one.act == Act::called_out_of_order)
            what = context.t("Dipanggil di luar urutan");
        else if (one.act == Act::skipped)
            what = context.t("Dilewati");
        else if (one.act == Act::sent_home)
            what = context.t("Dipulangkan");
        else
            continue;
        ++each[one.account_name];
        rows << "<tr><td>"_html << day_and_date(context.language, one.date) << ", "_html << clock(one.at.in(office.zone).time)
             << "</td><td>"_html << one.account_name << "</td><td>"_html << one.label << "</td><td>"_html << what << "</td><td>"_html
             << one.reason << "</td><td class=\"num\">"_html << one.passed << "</td></tr>"_html;
    }
    out << "<h2>"_html << context.t("Di luar urutan, 14 hari terakhir") << "</h2>"_html;
    if (rows.empty()) {
        html::empty_state(
            out, context.t("Panggilan di luar urutan dan nomor yang dilewati akan tampil di sini, dengan alasan dan nama petugas."),
            context.t("Selama 14 hari ini tidak ada."));
        return;
    }
    out << "<ul>"_html;
    for (const auto& [name, count] : each) out << "<li>"_html << name << ": "_html << count << "</li>"_html;
    out << "</ul>"_html;
    html::table_open(out, context.t("Di luar urutan"),
                     {{context.t("Waktu")},
                      {context.t("Petugas")},
                      {context.t("Nomor")},
                      {context.t("Langkah")},
                      {context.t("Alasan")},
                      {context.t("Didahului"), true}});
    out << rows;
    html::table_close(out);
}

http::Response counters_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return booking::no_office_of_yours(context);
        const auto asked = CounterId::parse(state.typed.has("id") ? state.value("id") : request.query.text("loket"));
        std::optional<Counter> changed;
        for (const auto& one : counters(tx, office->id)) {
            if (asked && one.id == *asked) changed = one;
        }
        Markup out;
        out << "<h1>"_html << context.t("Loket") << "</h1>"_html;
        html::error_summary(out, context, state);
        write_counters(out, tx, context, *office);
        write_form(out, tx, context, *office, changed, state);
        write_exceptions(out, tx, context, *office);
        return http::page(html::document(context, booking::desk_frame(*office, std::string(context.t("Loket")), "/atur/loket"), out),
                          status);
    });
}

http::Response get_counters(const http::Request& request, Context& context) { return counters_page(request, context, {}); }

http::Response post_counters(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto id = CounterId::parse(state.value("id")).value_or(CounterId{});
    const auto has = state.typed.all("punya");
    const Counter counter{.id = id,
                          .number = state.value("nomor"),
                          .label = state.value("keterangan"),
                          .services = state.typed.all("layanan"),
                          .step_free = std::ranges::find(has, "tanpa-tangga") != has.end(),
                          .sign_language = std::ranges::find(has, "isyarat") != has.end()};
    std::optional<Refusal> why;
    if (state.value("hapus") == "ya") {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return retire_counter(tx, context, id); });
        if (!done) why = done.error();
    } else {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return save_counter(tx, context, counter); });
        if (!done) why = done.error();
    }
    if (!why) return http::see_other("/atur/loket");
    state.refuse("nomor", context.t(sentence(*why)));
    return counters_page(request, context, state, 422);
}

}  // namespace

std::vector<http::Route> counter_routes() {
    using enum http::Method;
    return {{get, "/atur/loket", get_counters, Permission::manage_office},
            {post, "/atur/loket", post_counters, Permission::manage_office, http::Rate::write, 8 * 1024}};
}

}  // namespace hall
