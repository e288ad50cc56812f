#include <algorithm>
#include <cstdio>

#include "modules/office/actions.hpp"
#include "modules/oversight/actions.hpp"
#include "modules/oversight/pages.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

namespace oversight {

namespace {

constexpr std::size_t occurrences_shown = 200;

struct Seen {
    office::Office office;
    Report report;
    int days{};
};

int asked_days(const http::Request& request) {
    const auto typed = request.query.text("hari");
    for (const int days : {7, 30, 90}) {
        if (typed == std::to_string(days)) return days;
    }
    return 7;
}

std::optional<Seen> seen(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto office = office::find_office(tx, context.actor.office);
    if (!office) return {};
    const auto today = context.local(office->zone).date;
    const int days = asked_days(request);
    auto found = report(tx, context, office->id, today - (days - 1), today);
    return Seen{std::move(*office), std::move(found), days};
}

http::Response no_office(const Context& context) {
    return http::page(
        html::message_document(context, context.t("Akun ini tidak bekerja untuk sebuah kantor"),
                               context.t("Pengawasan dibuka oleh manajer atau inspektorat kantornya."), context.t("Ke halaman awal"), "/"),
        404);
}

std::string percent(double value) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", value);
    std::string said = text;
    std::ranges::replace(said, '.', ',');
    return said + " %";
}

html::Tone tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::usual: return html::Tone::good;
        case Verdict::unusual: return html::Tone::warning;
        case Verdict::too_few: return html::Tone::info;
    }
    return html::Tone::info;
}

void write_periods(Markup& out, const Context& context, int chosen) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Hari terakhir"));
    out << ">"_html;
    for (const int days : {7, 30, 90}) {
        out << "<a"_html;
        out.attribute("href"_html, "/pengawasan?hari=" + std::to_string(days));
        if (days == chosen) out << " aria-current=\"page\""_html;
        out << ">"_html << fill(context.t("{jumlah} hari"), {{"jumlah", number(days)}}) << "</a>"_html;
    }
    out << "</nav>"_html;
}

void write_officers(Markup& out, const Context& context, const Report& report) {
    for (const auto measure : all_measures) {
        const auto at = static_cast<std::size_t>(measure);
        const bool any = std::ranges::any_of(report.officers, [&](const Officer& one) { return one.by_measure[at].rate.of > 0; });
        if (!any) continue;
        const auto& first = report.officers.front().by_measure[at];
        html::table_open(out, context.t(label(measure)),
                         {{context.t("Petugas")},
                          {context.t("Jumlah"), true},
                          {context.t("Dari"), true},
                          {context.t("Bagian"), true},
                          {context.t("Penilaian")}});
        for (const auto& officer : report.officers) {
            const auto& judged = officer.by_measure[at];
            if (judged.rate.of == 0) continue;
            out << "<tr><td>"_html << officer.name << "</td><td class=\"govuk-table__cell--numeric\">"_html << number(judged.rate.count)
                << "</td><td class=\"govuk-table__cell--numeric\">"_html << number(judged.rate.of)
                << "</td><td class=\"govuk-table__cell--numeric\">"_html << percent(judged.rate.percent()) << "</td><td>"_html;
            html::tag(out, tone_of(judged.verdict), context.t(label(judged.verdict)));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
        out << "<p class=\"muted\">"_html
            << fill(context.t("Median {median}, simpangan median {simpangan}."),
                    {{"median", percent(first.median)}, {"simpangan", percent(first.spread)}})
            << "</p>"_html;
    }
}

void write_occurrences(Markup& out, const Context& context, const Seen& seen) {
    const auto& list = seen.report.occurrences;
    out << "<h2>"_html << context.t("Kejadian dan alasannya") << "</h2>"_html;
    if (list.empty()) {
        html::empty_state(out, context.t("Panggilan di luar urutan, yang dilewati, dan cetak ulang akan tampil di sini."),
                          context.t("Dalam waktu ini tidak ada."));
        return;
    }
    html::table_open(out, context.t("Terbaru lebih dulu"),
                     {{context.t("Waktu")},
                      {context.t("Kejadian")},
                      {context.t("Petugas")},
                      {context.t("Nomor")},
                      {context.t("Dilangkahi"), true},
                      {context.t("Alasan")}});
    for (std::size_t at = 0; at < std::min(list.size(), occurrences_shown); ++at) {
        const auto& one = list[at];
        out << "<tr><td>"_html << date_and_clock(context.language, one.at.in(seen.office.zone)) << "</td><td>"_html
            << context.t(label(one.measure)) << "</td><td>"_html << one.officer << "</td><td>"_html
            << (one.label.empty() ? one.subject : one.label) << "</td><td class=\"govuk-table__cell--numeric\">"_html
            << (one.passed ? number(one.passed) : std::string("–")) << "</td><td>"_html
            << (one.reason.empty() ? std::string("–") : one.reason) << "</td></tr>"_html;
    }
    html::table_close(out);
    if (list.size() > occurrences_shown)
        out << "<p class=\"muted\">"_html
            << fill(context.t("{jumlah} kejadian; semuanya ada di berkas CSV."),
                    {{"jumlah", number(static_cast<std::int64_t>(list.size()))}})
            << "</p>"_html;
}

void write_quota(Markup& out, const Context& context, const Seen& seen) {
    const auto& report = seen.report;
    out << "<h2>"_html << context.t("Kuota dan cadangan") << "</h2><p>"_html
        << fill(context.t("Nomor cadangan terpakai {terpakai} dari {semua}."),
                {{"terpakai", number(report.reserve_taken)}, {"semua", number(report.reserve)}})
        << "</p>"_html;
    if (report.quota_changes.empty()) return;
    html::table_open(out, context.t("Perubahan kuota"), {{context.t("Waktu")}, {context.t("Petugas")}, {context.t("Isi")}});
    for (const auto& one : report.quota_changes) {
        out << "<tr><td>"_html << date_and_clock(context.language, one.at.in(seen.office.zone)) << "</td><td>"_html << one.officer
            << "</td><td><code>"_html << one.details << "</code></td></tr>"_html;
    }
    html::table_close(out);
}

void write_alarms(Markup& out, const Context& context, const Seen& seen) {
    const auto& list = seen.report.alarms;
    if (list.empty()) return;
    html::notice(
        out, html::Tone::danger, context.t("Umpan tersentuh"),
        context.t("Sebuah akun membuka orang rekaan yang tidak terlihat di halaman. Mungkin sebuah program mengumpulkan data orang."));
    html::table_open(out, context.t("Umpan tersentuh"),
                     {{context.t("Waktu")}, {context.t("Akun perusahaan")}, {context.t("Isi")}, {context.t("Catatan")}});
    for (const auto& one : list)
        out << "<tr><td>"_html << date_and_clock(context.language, one.at.in(seen.office.zone)) << "</td><td>"_html << one.account
            << "</td><td>"_html << (one.by_invitation ? context.t("mengundang orang rekaan") : context.t("membuka alamat orang rekaan"))
            << "</td><td><code>"_html << one.subject << "</code></td></tr>"_html;
    html::table_close(out);
    if (context.may(Permission::manage_office))
        out << "<p><a href=\"/rujuk/umpan\">"_html << context.t("Lihat perusahaannya dan umpannya") << "</a></p>"_html;
}

void write_used_up(Markup& out, const Context& context, const Seen& seen) {
    const auto& list = seen.report.used_up;
    out << "<h2>"_html << context.t("Perusahaan dan data orang") << "</h2>"_html;
    if (list.empty()) {
        html::empty_state(out, context.t("Perusahaan yang membuka data orang sampai batas harian akan tampil di sini."),
                          context.t("Dalam waktu ini tidak ada perusahaan yang mencapai batas harian data orang."));
        return;
    }
    html::table_open(out, context.t("Batas harian tercapai"), {{context.t("Waktu")}, {context.t("Akun perusahaan")}, {context.t("Isi")}});
    for (const auto& one : list)
        out << "<tr><td>"_html << date_and_clock(context.language, one.at.in(seen.office.zone)) << "</td><td>"_html << one.account
            << "</td><td>"_html
            << fill(one.by_name ? context.t("{n} nama dengan nomornya") : context.t("{n} orang yang cocok, tanpa nama"),
                    {{"n", number(one.most)}})
            << "</td></tr>"_html;
    html::table_close(out);
}

http::Response get_overview(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto found = seen(tx, request, context);
        if (!found) return no_office(context);
        const auto& report = found->report;
        Markup out;
        out << "<h1>"_html << context.t("Pengawasan") << "</h1><p class=\"lead\">"_html
            << context.t(
                   "Apa yang perlu diketahui pimpinan dan inspektorat. Penilaian membandingkan petugas dengan rekan-rekannya: bahan untuk "
                   "bertanya, bukan putusan.")
            << "</p>"_html;
        write_periods(out, context, found->days);
        if (report.journal_cut)
            html::notice(out, html::Tone::warning, context.t("Jurnal terlalu panjang untuk waktu ini"),
                         context.t("Pilih waktu yang lebih pendek agar hitungannya lengkap."));
        write_alarms(out, context, *found);
        out << "<h2>"_html << context.t("Petugas") << "</h2>"_html;
        if (report.officers.empty())
            html::empty_state(out, context.t("Hitungan tiap petugas akan tampil di sini."),
                              context.t("Belum ada panggilan, cetak, atau kedatangan dalam waktu ini."));
        else
            write_officers(out, context, report);
        write_occurrences(out, context, *found);
        write_used_up(out, context, *found);
        write_quota(out, context, *found);
        out << "<h2>"_html << context.t("Jurnal") << "</h2><p>"_html;
        if (report.last_entry)
            out << fill(context.t("Baris terakhir {waktu}. Setiap baris terikat pada baris sebelumnya."),
                        {{"waktu", date_and_clock(context.language, report.last_entry->in(found->office.zone))}});
        else
            out << context.t("Jurnal masih kosong.");
        out << " <a href=\"/jurnal\">"_html << context.t("Buka jurnal") << "</a></p>"_html;
        html::post_button(out, context, "/jurnal/periksa", context.t("Periksa keutuhan jurnal"));
        const auto days = std::to_string(found->days);
        html::link_button(out, context.t("Unduh petugas (CSV)"), "/pengawasan/petugas.csv?hari=" + days, html::ButtonKind::secondary);
        html::link_button(out, context.t("Unduh kejadian (CSV)"), "/pengawasan/kejadian.csv?hari=" + days, html::ButtonKind::secondary);

        html::Frame frame;
        frame.title = std::string(context.t("Pengawasan"));
        frame.density = html::Density::desk;
        frame.office_name = found->office.name;
        frame.office_href = "/pengawasan";
        frame.scripts = {"desk"};
        frame.current_path = "/pengawasan";
        frame.wide = true;
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_officers_csv(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return no_office(context);
    std::vector<std::vector<std::string>> rows;
    for (const auto& officer : found->report.officers) {
        for (const auto measure : all_measures) {
            const auto& judged = officer.by_measure[static_cast<std::size_t>(measure)];
            if (judged.rate.of == 0) continue;
            rows.push_back({officer.name, std::string(context.t(label(measure))), std::to_string(judged.rate.count),
                            std::to_string(judged.rate.of), percent(judged.rate.percent()), percent(judged.median), percent(judged.spread),
                            std::string(context.t(label(judged.verdict)))});
        }
    }
    const std::vector<std::string> header{std::string(context.t("Petugas")),          std::string(context.t("Kejadian")),
                                          std::string(context.t("Jumlah")),           std::string(context.t("Dari")),
                                          std::string(context.t("Bagian")),           std::string(context.t("Median")),
                                          std::string(context.t("Simpangan median")), std::string(context.t("Penilaian"))};
    return http::bytes(tables::write_csv(header, rows), "text/csv; charset=utf-8", "pengawasan-petugas.csv");
}

http::Response get_occurrences_csv(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context); });
    if (!found) return no_office(context);
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : found->report.occurrences) {
        rows.push_back({one.at.rfc3339(found->office.zone), std::string(context.t(label(one.measure))), one.officer, one.subject, one.label,
                        std::to_string(one.passed), one.reason});
    }
    const std::vector<std::string> header{std::string(context.t("Waktu")),   std::string(context.t("Kejadian")),
                                          std::string(context.t("Petugas")), std::string(context.t("Catatan")),
                                          std::string(context.t("Nomor")),   std::string(context.t("Dilangkahi")),
                                          std::string(context.t("Alasan"))};
    return http::bytes(tables::write_csv(header, rows), "text/csv; charset=utf-8", "pengawasan-kejadian.csv");
}

}  // namespace

std::vector<http::Route> overview_routes() {
    using enum http::Method;
    return {{get, "/pengawasan", get_overview, Permission::see_audit},
            {get, "/pengawasan/petugas.csv", get_officers_csv, Permission::see_audit},
            {get, "/pengawasan/kejadian.csv", get_occurrences_csv, Permission::see_audit}};
}

}  // namespace oversight
