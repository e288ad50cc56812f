#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "platform/i18n/language.hpp"

// What was reported of a vacancy's heads, and the way back from a wrong tap.
namespace vacancies {

namespace {

std::string words_of(const Context& context, const HeadsReport& report) {
    std::string words;
    const auto add = [&](int count, std::string_view sentence) {
        if (count > 0) words += (words.empty() ? "" : ", ") + fill(sentence, {{"n", number(count)}});
    };
    add(report.men, context.t("terisi {n} laki-laki"));
    add(report.women, context.t("terisi {n} perempuan"));
    if (may_be_edited(report.before))
        words = context.t("ditarik kembali sebelum tayang");
    else
        add(report.cancelled, context.t("batal {n} orang"));
    return words;
}

void write_button(Markup& out, const Context& context, const Vacancy& vacancy, const HeadsReport& report, std::string_view base,
                  Standing standing, std::string_view label) {
    out << "<div class=\"post-button\">"_html;
    html::form_open(out, context, std::string(base) + "/" + vacancy.id.text() + "/tarik-laporan");
    html::hidden(out, "versi", std::to_string(vacancy.version));
    html::hidden(out, "laporan", report.id.text());
    if (standing == Standing::list) html::hidden(out, "dari", "daftar");
    html::button(out, label, html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div>"_html;
}

std::string clock_words(const Context& context, Instant at, Zone zone) {
    const auto local = at.in(zone);
    return local.date == context.local(zone).date ? clock(local.time) : date_and_clock(context.language, local);
}

}  // namespace

const HeadsReport* fresh_of(const Vacancy& vacancy, const std::vector<HeadsReport>& reports, Instant now) {
    for (const auto& one : reports) {
        if (one.taken_back_at) continue;
        const bool is_fresh = one.made_at.seconds >= now.seconds - take_back_minutes * 60;
        return is_fresh && may_be_taken_back(one, vacancy, reports, now) ? &one : nullptr;
    }
    return nullptr;
}

void write_fresh(Markup& out, const Context& context, const Vacancy& vacancy, const HeadsReport* report, std::string_view base, Zone zone,
                 Standing standing) {
    if (report == nullptr) return;
    Markup body;
    body << "<p>"_html;
    if (!report->ended)
        body << context.t("Dapat ditarik selama lowongan belum ditutup.");
    else if (may_be_edited(report->before))
        body << fill(context.t("Dapat ditarik sampai pukul {jam}."), {{"jam", clock_words(context, *report->take_back_until, zone)}});
    else
        body << fill(
            context.t("Lowongan sudah tidak tampil. Dapat ditarik sampai pukul {jam}; sesudah itu pelamar yang menunggu diberi tahu."),
            {{"jam", clock_words(context, *report->take_back_until, zone)}});
    body << "</p>"_html;
    write_button(body, context, vacancy, *report, base, standing, context.t("Salah ketuk, tarik laporan"));
    html::notice(out, html::Tone::good, fill(context.t("Tercatat: {laporan}"), {{"laporan", words_of(context, *report)}}), body);
}

void write_heads(Markup& out, const Context& context, const Vacancy& vacancy, const std::vector<HeadsReport>& reports,
                 std::string_view base, Zone zone, TakeBack way) {
    if (reports.empty()) return;
    html::details_open(out, fill(context.t("Laporan terisi dan batal ({n})"), {{"n", std::to_string(reports.size())}}));
    if (is_over(vacancy.state) && !take_back_until(vacancy, reports, context.now))
        out << "<p>"_html << context.t(sentence(Refusal::end_stands)) << "</p>"_html;
    out << "<ul>"_html;
    for (const auto& one : reports) {
        out << "<li>"_html << date_and_clock(context.language, one.made_at.in(zone)) << ", "_html
            << name_of(context, one.by_office, one.made_by) << ": "_html << words_of(context, one) << ". "_html;
        if (one.taken_back_at)
            html::tag(out, html::Tone::info,
                      fill(context.t("Ditarik pukul {jam}"), {{"jam", clock_words(context, *one.taken_back_at, zone)}}));
        else if (way == TakeBack::offered && may_be_taken_back(one, vacancy, reports, context.now))
            write_button(out, context, vacancy, one, base, Standing::own_page, context.t("Tarik laporan ini"));
        out << "</li>"_html;
    }
    out << "</ul>"_html;
    html::details_close(out);
}

}  // namespace vacancies
