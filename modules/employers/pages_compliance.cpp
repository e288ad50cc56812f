#include "modules/employers/pages_compliance.hpp"

#include <algorithm>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/employers/papers.hpp"
#include "modules/employers/rules_warning.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"
#include "platform/sql/sql.hpp"

namespace employers {

namespace {

std::string percent_words(Language language, std::int64_t per_mille) {
    const auto said = per_mille % 10 == 0 ? number(language, per_mille / 10) : decimal(language, per_mille, 1);
    return said + "\u00a0%";  // never parts from its number
}

std::string share_words(const Context& context, const Share& share) {
    if (!share.is_known()) return std::string(context.t("Jumlah pekerja belum diisi"));
    auto said = fill(context.t("{n} dari {semua} pekerja ({bagian}); yang diminta {persen}, yaitu {orang} orang"),
                     {{"n", number(context.language, share.counted)},
                      {"semua", number(context.language, share.workers)},
                      {"bagian", percent_words(context.language, share.per_mille())},
                      {"persen", percent_words(context.language, share.percent * 10)},
                      {"orang", number(context.language, share.wanted())}});
    if (!share.is_whole()) {
        said += " ";
        said += share.rounding == Rounding::up ? context.t("(dibulatkan ke atas)") : context.t("(dibulatkan ke bawah)");
    }
    return said;
}

void fact(Markup& out, std::string_view name, std::string_view value, std::string_view basis) {
    out << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html << name
        << "</dt><dd class=\"govuk-summary-list__value\">"_html << value;
    if (!basis.empty()) out << "<br><span class=\"muted\">"_html << basis << "</span>"_html;
    out << "</dd></div>"_html;
}

}  // namespace

std::string level_words(int level) { return std::string(roman(level)); }

std::string source_words(const Context& context, const Signal& signal) {
    switch (signal.kind) {
        case Signal::Kind::noted: return signal.source;
        case Signal::Kind::visit:
            return fill(context.t("Kunjungan {hari}: mencari {n} orang; belum ada lowongan sejak itu"),
                        {{"hari", short_date(context.language, signal.seen_on)}, {"n", std::to_string(signal.count)}});
        case Signal::Kind::ended:
            return fill(context.t("{n} lowongan berakhir tanpa kabar terisi atau batal"), {{"n", std::to_string(signal.count)}});
    }
    return {};
}

void write_compliance(Markup& out, const Context& context, const Compliance& all, const office::Office& office) {
    out << "<dl class=\"govuk-summary-list\">"_html;
    auto told = all.reported.vacancies == 0
                    ? std::string(context.t("Belum ada"))
                    : fill(context.t("{n} lowongan untuk {orang} orang"), {{"n", number(context.language, all.reported.vacancies)},
                                                                           {"orang", number(context.language, all.reported.heads)}});
    if (all.reported.last_at)
        told += fill(context.t(", terakhir {hari}"), {{"hari", short_date(context.language, all.reported.last_at->in(office.zone).date)}});
    auto basis = std::string(context.t(all.vacancy_basis));
    if (all.report_days > 0) basis += "; " + fill(context.t("kantor meminta dalam {n} hari"), {{"n", std::to_string(all.report_days)}});
    fact(out, context.t("Lowongan dilaporkan"), told, basis);
    auto filled = fill(context.t("{n} orang"), {{"n", number(context.language, all.reported.filled)}});
    if (all.reported.ended_unreported > 0)
        filled += fill(context.t("; {n} lowongan berakhir tanpa kabar terisi atau batal"),
                       {{"n", number(context.language, all.reported.ended_unreported)}});
    fact(out, context.t("Lowongan terisi dilaporkan"), filled, context.t(all.filled_basis));
    fact(out, context.t("Pekerja penyandang disabilitas"), share_words(context, all.disability), context.t(all.disability_basis));
    if (all.local.percent > 0) fact(out, context.t("Pekerja warga setempat"), share_words(context, all.local), context.t(all.local_basis));
    out << "</dl>"_html;
}

void write_question(Markup& out, const Context& context, const Warning& warning) {
    const bool is_letter = warning.sent_at.has_value();
    out << "<h1>"_html
        << (is_letter ? fill(context.t("Peringatan tertulis {tingkat}"), {{"tingkat", level_words(warning.level)}})
                      : std::string(context.t("Pertanyaan kantor")))
        << "</h1><p>"_html;
    html::tag(out, warning.state == WarningState::sent ? html::Tone::warning : html::Tone::info, context.t(label(warning.state)));
    out << "</p>"_html;
    std::vector<html::Line> lines{{std::string(context.t("Tentang")), std::string(context.t(label(warning.matter))), ""},
                                  {std::string(context.t("Mengapa ditanyakan")), warning.source, ""}};
    if (warning.state == WarningState::draft)
        lines.push_back({std::string(context.t("Dijawab paling lambat")), long_date(context.language, warning.answer_until), ""});
    if (!warning.answer.empty()) lines.push_back({std::string(context.t("Jawaban perusahaan")), warning.answer, ""});
    if (is_letter) {
        lines.push_back({std::string(context.t("Nomor surat")), warning.letter_number, ""});
        lines.push_back({std::string(context.t("Dasar hukum")), warning.legal_basis, ""});
        lines.push_back({std::string(context.t("Berlaku sampai")), long_date(context.language, *warning.valid_until), ""});
    }
    if (!warning.closing_note.empty())
        lines.push_back(
            {std::string(context.t("Catatan petugas")),
             warning.closing_note == not_followed ? std::string(context.t("Dilanjutkan dengan tingkat berikutnya")) : warning.closing_note,
             ""});
    html::summary_list(out, context, lines);
}

}  // namespace employers
