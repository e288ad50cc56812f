#include <algorithm>
#include <optional>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_fairness.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_fairness.hpp"
#include "modules/matching/text_fairness.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/industries.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"
#include "platform/tables/tables.hpp"

// Whether groups fare alike, for the manager and the inspectorate: added up, never of fewer people than the smallest cell.
namespace matching {

namespace {

constexpr std::size_t form_max = 4 * 1024;
constexpr std::string_view board_path = "/atur/keadilan";
constexpr std::string_view csv_path = "/atur/keadilan.csv";

// Rounded down: it is a promise.
std::string nearness(const Context& context, const Batch& batch) {
    return decimal(context.language, static_cast<int>(10'000 * (1 - batch.gap())), 2) + " %";
}

html::Tone tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::too_few: return html::Tone::info;
        case Verdict::fine: return html::Tone::good;
        case Verdict::watch: return html::Tone::info;
        case Verdict::alarm: return html::Tone::warning;
    }
    return html::Tone::info;
}

// --- one row a measure ---

// What stands in the overview, in the order in which a manager asks.
constexpr std::array told_measures{Measure::exposure,    Measure::conditional, Measure::widening, Measure::wage,
                                   Measure::contract,    Measure::distance,    Measure::invited,  Measure::hired,
                                   Measure::relaxations, Measure::pins,        Measure::vetoes,   Measure::calibration};

// How far on the wrong side; the greatest stands for its measure.
int distance_of(const FairnessLine& line) {
    return line.measure == Measure::calibration ? line.value : is_worse_when_more(line.measure) ? line.ratio : -line.ratio;
}

const FairnessLine* worst(const FairnessBoard& board, Measure what) {
    const FairnessLine* found = nullptr;
    for (const auto& line : board.lines) {
        if (line.measure != what || line.scope != Scope::office || !line.is_compared()) continue;
        if (limit_of(what, line.grouping, board.limits) == 0) continue;
        if (found == nullptr || std::pair(line.verdict, distance_of(line)) > std::pair(found->verdict, distance_of(*found))) found = &line;
    }
    return found;
}

std::string limit_text(const Context& context, Measure what, int limit) {
    if (limit == 0) return "–";
    if (is_worse_when_more(what)) return fill(context.t("paling banyak {n}"), {{"n", percent_of(context.language, 1'000'000 / limit)}});
    return fill(context.t(what == Measure::calibration ? msg("paling banyak {n}") : msg("paling sedikit {n}")),
                {{"n", percent_of(context.language, limit)}});
}

std::string range_of(const Context& context, const FairnessLine& line) {
    const auto low = percent_of(context.language, line.low);
    return low.substr(0, low.find(' ')) + "–" + percent_of(context.language, line.high);
}

std::string range_text(const Context& context, const FairnessLine& line) {
    if (line.measure == Measure::calibration)
        return fill(context.t("kebetulan: sampai {n}"), {{"n", percent_of(context.language, line.high)}});
    return range_of(context, line);
}

std::string ratio_text(const Context& context, const FairnessLine& line) {
    return percent_of(context.language, line.measure == Measure::calibration ? line.value : line.ratio);
}

struct Row {
    std::string what;
    std::optional<Verdict> verdict;  // none: for information
    std::string value;
    std::string beside;
    std::string limit;
    std::string_view step;  // where to begin, when it is beyond its limit
};

void write_row(Markup& out, const Context& context, const Row& row) {
    out << "<tr><th scope=\"row\">"_html << row.what;
    if (row.verdict) {
        out << "<br>"_html;
        html::tag(out, tone_of(*row.verdict), context.t(label(*row.verdict)));
    }
    out << "</th><td><strong>"_html << row.value << "</strong>"_html;
    if (!row.beside.empty()) out << "<br><span class=\"muted\">"_html << row.beside << "</span>"_html;
    out << "</td>"_html;
    out << "<td>"_html << row.limit << "</td><td>"_html << row.step << "</td></tr>"_html;
}

Row row_of(const Context& context, const FairnessBoard& board, Measure what) {
    Row row{.what = std::string(context.t(label(what))),
            .verdict = {},
            .value = std::string(context.t("Belum dapat dibandingkan")),
            .beside = "",
            .limit = limit_text(context, what, limit_of(what, board.limits)),
            .step = {}};
    const auto* line = worst(board, what);
    if (line == nullptr) return row;
    row.verdict = line->verdict;
    row.value = ratio_text(context, *line);
    row.beside = label(context, line->grouping, line->group) + " · " + range_text(context, *line);
    if (line->verdict == Verdict::watch || line->verdict == Verdict::alarm) row.step = context.t(first_step(what));
    return row;
}

int covered_of(const FairnessBoard& board) {
    return board.vacancies == 0 ? 0 : static_cast<int>(std::int64_t{1000} * board.covered / board.vacancies);
}

// What is asked of all vacancies and people together: nobody is told apart.
std::vector<Row> market_rows(const Context& context, const FairnessBoard& board) {
    const auto row = [&](std::string what, bool is_beyond, std::string value, std::string beside, std::string limit,
                         std::string_view step) {
        return Row{std::move(what),  is_beyond ? Verdict::alarm : Verdict::fine,      std::move(value), std::move(beside),
                   std::move(limit), is_beyond ? context.t(step) : std::string_view{}};
    };
    const auto none = std::string(context.t("tidak ada"));
    const bool is_thin = board.vacancies > 0 && covered_of(board) < board.limits.coverage;
    return {row(fill(context.t("Tidak ada yang mendapat kurang dari {n} saran padahal ada"), {{"n", std::to_string(settings().floor)}}),
                board.zero_slot > 0, fill(context.t("{n} orang"), {{"n", number(context.language, board.zero_slot)}}), "", none,
                msg("Lihat lowongan yang penuh, lalu cari lowongan sejenis.")),
            row(std::string(context.t("Lowongan yang cocok bagi seseorang juga disarankan")), is_thin,
                board.vacancies == 0 ? "–" : percent_of(context.language, covered_of(board)), "",
                fill(context.t("paling sedikit {n}"), {{"n", percent_of(context.language, board.limits.coverage)}}),
                msg("Periksa kode jabatan, wilayah, dan syarat lowongan yang tidak disarankan.")),
            row(std::string(context.t("Lowongan di atas daya tampungnya")), board.over > 0, number(context.language, board.over),
                fill(context.t("yang paling penuh {n}"), {{"n", percent_of(context.language, board.most_load)}}), none,
                msg("Laporkan kepada pengelola program: ini tidak boleh terjadi.")),
            Row{.what = std::string(context.t("Ketimpangan beban lowongan (Gini)")),
                .verdict = {},
                .value = decimal(context.language, board.gini, 3),
                .beside = std::string(context.t("0 = merata; untuk diketahui")),
                .limit = "–",
                .step = {}}};
}

void write_overview(Markup& out, const Context& context, const FairnessBoard& board) {
    html::table_open(out, context.t("Semua ukuran, satu baris satu ukuran"),
                     {{context.t("Seharusnya")}, {context.t("Kelompok tertinggal")}, {context.t("Batas")}, {context.t("Mulai dari")}});
    for (const auto what : told_measures) write_row(out, context, row_of(context, board, what));
    for (const auto& row : market_rows(context, board)) write_row(out, context, row);
    html::table_close(out);
    out << "<p class=\"muted\">"_html
        << fill(context.t(
                    "Persen: dibandingkan dengan orang lain yang sependidikan, sebidang, dan sewilayah; di belakangnya batas bawah dan "
                    "atas 95 %. Tanda diberikan hanya bila batas atas di bawah batas dan paling sedikit {n} orang dibandingkan."),
                {{"n", std::to_string(board.limits.alarm_people)}})
        << "</p>"_html;
}

// --- what is beyond its limit, in plain words ---

std::string sentence(const Context& context, const FairnessView& view, const FairnessLine& line) {
    std::string who = std::string(context.t(label(line.grouping))) + ": " + label(context, line.grouping, line.group);
    if (line.scope == Scope::employer) who = view.companies.at(line.scope_name) + " · " + who;
    return fill("{ukuran} · {siapa}: {nilai} ({kisaran}).", {{"ukuran", std::string(context.t(short_label(line.measure)))},
                                                             {"siapa", who},
                                                             {"nilai", ratio_text(context, line)},
                                                             {"kisaran", range_text(context, line)}});
}

void write_alarms(Markup& out, const Context& context, const FairnessView& view) {
    const auto& board = *view.board;
    std::vector<std::string> ringing;
    for (const auto& line : board.lines)
        if (line.verdict == Verdict::alarm)
            ringing.push_back(sentence(context, view, line) + " " + std::string(context.t(first_step(line.measure))));
    for (const auto& row : market_rows(context, board))
        if (row.verdict == Verdict::alarm) ringing.push_back(row.what + ": " + row.value + ". " + std::string(row.step));
    if (!ringing.empty()) {
        Markup body;
        body << "<ul>"_html;
        for (const auto& one : ringing) body << "<li>"_html << one << "</li>"_html;
        body << "</ul>"_html;
        html::notice(out, html::Tone::warning, fill(context.t("{n} hal di luar batas"), {{"n", std::to_string(ringing.size())}}), body);
        return;
    }
    const bool is_judged =
        std::ranges::any_of(board.lines, [](const auto& one) { return one.verdict == Verdict::fine || one.verdict == Verdict::watch; });
    if (is_judged)
        html::notice(out, html::Tone::good, context.t("Tidak ada yang di luar batas"),
                     context.t("Yang mungkin kebetulan tetap disebut di bawah."));
    else
        html::notice(out, html::Tone::info, context.t("Belum cukup orang untuk dinilai"),
                     fill(context.t("Penilaian dimulai bila dua kelompok masing-masing berisi {n} orang yang dapat dibandingkan."),
                          {{"n", std::to_string(board.limits.alarm_people)}}));
}

void write_remedies(Markup& out, const Context& context) {
    out << "<h2>"_html << context.t("Yang dapat dilakukan, menurut urutannya") << "</h2><ol>"_html;
    for (const auto& one : remedies) out << "<li>"_html << context.t(one) << "</li>"_html;
    out << "</ol>"_html;
}

// --- by group ---

const FairnessLine* find(const FairnessBoard& board, Measure what, Grouping by, const std::string& group) {
    const auto found = std::ranges::find_if(board.lines, [&](const FairnessLine& one) {
        return one.scope == Scope::office && one.measure == what && one.grouping == by && one.group == group;
    });
    return found == board.lines.end() ? nullptr : &*found;
}

// By name; those that are not told of come last.
std::vector<const FairnessLine*> groups_of(const FairnessBoard& board, Grouping by) {
    std::vector<const FairnessLine*> all;
    for (const auto& line : board.lines)
        if (line.scope == Scope::office && line.grouping == by && line.measure == Measure::exposure) all.push_back(&line);
    std::ranges::stable_sort(all, {}, [](const FairnessLine* one) { return one->is_hidden(); });
    return all;
}

void write_ratio(Markup& out, const Context& context, const FairnessLine* line) {
    out << "<td class=\"num\">"_html;
    if (line == nullptr || !line->is_compared()) {
        out << "–</td>"_html;
        return;
    }
    if (line->verdict == Verdict::alarm) html::tag(out, html::Tone::warning, context.t("di luar batas"));
    out << percent_of(context.language, line->ratio) << "<br><span class=\"muted\">"_html << range_of(context, *line)
        << "</span></td>"_html;
}

void write_value(Markup& out, const Context& context, const FairnessLine* line) {
    out << "<td class=\"num\">"_html << (line == nullptr ? std::string("–") : value_of(context, *line)) << "</td>"_html;
}

void write_group_head(Markup& out, const Context& context, const FairnessBoard& board, const FairnessLine& group) {
    out << "<tr><th scope=\"row\">"_html << label(context, group.grouping, group.group) << "</th><td class=\"num\">"_html
        << (group.is_hidden() ? fill(context.t("tidak ditampilkan (kurang dari {n})"), {{"n", std::to_string(board.limits.min_cell)}})
                              : number(context.language, group.people))
        << "</td>"_html;
}

constexpr std::array side_by_side{Measure::data, Measure::score, Measure::conditional, Measure::invited, Measure::hired};
constexpr std::array own_figures{Measure::exposure, Measure::wage,        Measure::contract, Measure::distance,
                                 Measure::pins,     Measure::relaxations, Measure::vetoes};

template <class Measures, class Write>
void write_table(Markup& out, const Context& context, const FairnessBoard& board, Grouping by, std::string_view caption,
                 const Measures& measures, Write write) {
    std::vector<html::Column> columns{{context.t("Kelompok")}, {context.t("Orang"), true}};
    for (const auto what : measures) columns.push_back({context.t(short_label(what)), true});
    html::table_open(out, caption, columns);
    for (const auto* group : groups_of(board, by)) {
        write_group_head(out, context, board, *group);
        for (const auto what : measures) write(out, context, find(board, what, by, group->group));
        out << "</tr>"_html;
    }
    html::table_close(out);
}

// "Reflects what is there, and makes it no worse": said where a group's list can be told from what fits it.
void write_widening(Markup& out, const Context& context, const FairnessBoard& board, Grouping by) {
    std::string wider;
    bool is_known = false;
    for (const auto& line : board.lines) {
        if (line.measure != Measure::widening || line.grouping != by) continue;
        is_known = true;
        if (line.verdict == Verdict::alarm) wider += (wider.empty() ? "" : ", ") + label(context, by, line.group);
    }
    if (!is_known) {
        out << "<p class=\"muted\">"_html << context.t("Belum ada dua kelompok yang cukup besar untuk dibandingkan.") << "</p>"_html;
    } else if (wider.empty()) {
        out << "<p>"_html << context.t("Saran mencerminkan kecocokan yang ada dan tidak memperbesar selisihnya.") << "</p>"_html;
    } else {
        out << "<p>"_html << fill(context.t("Saran memperbesar selisih kecocokan bagi: {siapa}."), {{"siapa", wider}}) << "</p>"_html;
    }
}

void write_grouping(Markup& out, const Context& context, const FairnessBoard& board, Grouping by) {
    const auto name = std::string(context.t(label(by)));
    if (groups_of(board, by).size() < 2) {
        out << "<p class=\"muted\">"_html
            << fill(context.t("{kelompok}: belum ada dua kelompok yang cukup besar untuk dibandingkan."), {{"kelompok", name}})
            << "</p>"_html;
        return;
    }
    write_table(out, context, board, by, fill(context.t("{kelompok}: dibanding orang lain yang setara"), {{"kelompok", name}}),
                side_by_side, write_ratio);
    write_widening(out, context, board, by);
    html::details_open(out, context.t("Isi daftar dan campur tangan petugas"));
    write_table(out, context, board, by, fill(context.t("{kelompok}: isi daftar dan campur tangan petugas"), {{"kelompok", name}}),
                own_figures, write_value);
    html::details_close(out);
}

// --- companies and sectors ---

std::string name_of(const Context& context, const FairnessView& view, const FairnessLine& line) {
    if (line.scope == Scope::employer) return view.companies.at(line.scope_name);
    const auto sector = reference::find_industry(line.scope_name);
    return fill(context.t("Bidang usaha {nama}"), {{"nama", sector ? sector->title : line.scope_name}});
}

void write_company_table(Markup& out, const Context& context, const FairnessView& view, std::string_view caption,
                         const std::vector<const FairnessLine*>& lines) {
    html::table_open(
        out, caption,
        {{context.t("Perusahaan")}, {context.t("Kelompok")}, {context.t("Langkah")}, {context.t("Dibanding pelamar lain"), true}});
    for (const auto* line : lines) {
        out << "<tr><th scope=\"row\">"_html << name_of(context, view, *line) << "</th><td>"_html << context.t(label(line->grouping))
            << ": "_html << label(context, line->grouping, line->group) << "</td><td>"_html << context.t(short_label(line->measure))
            << "</td><td class=\"num\">"_html << percent_of(context.language, line->ratio) << "<br><span class=\"muted\">"_html
            << range_of(context, *line) << "</span></td></tr>"_html;
    }
    html::table_close(out);
}

void write_companies(Markup& out, const Context& context, const FairnessView& view) {
    const auto& board = *view.board;
    out << "<h2>"_html << context.t("Diundang dan diterima, menurut perusahaan") << "</h2>"_html;
    std::vector<const FairnessLine*> alarms;
    std::vector<const FairnessLine*> perhaps;
    int in_limits = 0;
    for (const auto& line : board.lines) {
        if (line.scope == Scope::office) continue;
        if (line.verdict == Verdict::alarm) alarms.push_back(&line);
        if (line.verdict == Verdict::watch) perhaps.push_back(&line);
        in_limits += line.verdict == Verdict::fine;
    }
    if (alarms.empty() && perhaps.empty() && in_limits == 0) {
        html::empty_state(
            out, fill(context.t("Baru {n} lamaran yang dijawab dalam dua belas bulan."), {{"n", number(context.language, board.decided)}}),
            fill(context.t("Perusahaan dibandingkan bila paling sedikit {n} lamaran dari tiap kelompok sudah dijawab."),
                 {{"n", std::to_string(board.limits.alarm_people)}}));
        return;
    }
    if (!alarms.empty())
        write_company_table(out, context, view, context.t("Di luar batas: kelompok terendah di tiap perusahaan dan bidang usaha"), alarms);
    out << "<p>"_html
        << fill(context.t("{n} perbandingan dalam batas, {lain} di luar batas tetapi mungkin kebetulan, {luar} di luar batas."),
                {{"n", number(context.language, in_limits)},
                 {"lain", number(context.language, std::ssize(perhaps))},
                 {"luar", number(context.language, std::ssize(alarms))}})
        << "</p>"_html;
    if (perhaps.empty()) return;
    html::details_open(out, context.t("Yang mungkin kebetulan"));
    write_company_table(out, context, view, context.t("Di luar batas, mungkin kebetulan: kelompok terendah"), perhaps);
    html::details_close(out);
}

void write_calibration(Markup& out, const Context& context, const FairnessBoard& board) {
    out << "<h2>"_html << context.t("Perkiraan dan kenyataan") << "</h2>"_html;
    std::vector<const FairnessLine*> told;
    for (const auto& line : board.lines)
        if (line.measure == Measure::calibration) told.push_back(&line);
    if (told.empty()) {
        html::empty_state(
            out, context.t("Di sini tampak seberapa jauh perkiraan diterima dari kenyataan, menurut kelompok."),
            fill(context.t("Perlu paling sedikit {n} lamaran yang dijawab untuk lowongan yang pernah disarankan. Sampai saat itu "
                           "angka perkiraan adalah tebakan ahli."),
                 {{"n", std::to_string(board.limits.alarm_people)}}));
        return;
    }
    html::table_open(out, context.t("Selisih rata-rata antara perkiraan dan kenyataan (ECE)"),
                     {{context.t("Kelompok")},
                      {context.t("Orang"), true},
                      {context.t("Selisih"), true},
                      {context.t("Karena kebetulan sampai"), true},
                      {context.t("Penilaian")}});
    for (const auto* line : told) {
        out << "<tr><th scope=\"row\">"_html << context.t(label(line->grouping)) << ": "_html << label(context, line->grouping, line->group)
            << "</th><td class=\"num\">"_html << number(context.language, line->people) << "</td><td class=\"num\">"_html
            << percent_of(context.language, line->value) << "</td><td class=\"num\">"_html << percent_of(context.language, line->high)
            << "</td><td>"_html;
        html::tag(out, tone_of(line->verdict), context.t(label(line->verdict)));
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

// --- the page ---

void write_facts(Markup& out, const Context& context, const office::Office& office, const FairnessView& view) {
    const auto& batch = *view.batch;
    const auto& board = *view.board;
    html::summary_list(out, context,
                       {{std::string(context.t("Saran terakhir dibagi")), date_and_clock(context.language, batch.at.in(office.zone)), ""},
                        {std::string(context.t("Orang kantor ini yang ikut")), number(context.language, board.people), ""},
                        {std::string(context.t("Pencari kerja dan lowongan yang dihitung")),
                         number(context.language, batch.seekers) + " · " + number(context.language, batch.vacancies), ""},
                        {std::string(context.t("Paling sedikit sedekat ini dengan yang terbaik")), nearness(context, batch), ""},
                        {std::string(context.t("Lamaran yang dijawab dalam dua belas bulan")), number(context.language, board.decided), ""},
                        {std::string(context.t("Disematkan, ditahan, dikesampingkan dalam 90 hari")),
                         std::to_string(view.pins) + " · " + std::to_string(view.vetoes) + " · " + std::to_string(view.relaxations), ""}});
}

void write_how(Markup& out, const Context& context, const FairnessBoard& board) {
    html::details_open(out, context.t("Cara menghitung"));
    out << "<ul>"_html;
    for (const auto& one :
         {std::string(context.t("Keterlihatan: jumlah 1 / log2(1 + urutan) dari saran setiap orang; dibanding kelompok tertinggi.")),
          std::string(context.t("Setara: rasio Mantel-Haenszel dalam lapisan pendidikan × bidang pekerjaan × kabupaten atau kota; menurut "
                                "pendidikan tanpa lapisan pendidikan; lamaran dalam perusahaan yang sama.")),
          std::string(context.t("Batas bawah dan atas: 200 kali undian ulang dengan kunci tetap; kelompok yang banyak dibandingkan diberi "
                                "batas yang lebih lebar.")),
          std::string(context.t("Data: bagian profil yang terisi. Kecocokan: sepuluh lowongan terbaik sebelum harga. Diundang, diterima: "
                                "lamaran sendiri yang sudah dijawab; yang ditarik tidak dihitung.")),
          std::string(context.t("Kebutuhan di tempat kerja dihitung hanya dengan izin saran; sebab atau diagnosis tidak disimpan.")),
          fill(context.t("Kelompok di bawah {jumlah} orang tidak ditampilkan, juga yang dapat dihitung dari selisihnya."),
               {{"jumlah", std::to_string(board.limits.min_cell)}})})
        out << "<li>"_html << one << "</li>"_html;
    out << "</ul>"_html;
    html::details_close(out);
}

std::string counted_at(const Context& context, const office::Office& office, const FairnessBoard& board) {
    return fill(context.t("Dihitung {waktu}"), {{"waktu", date_and_clock(context.language, board.at.in(office.zone))}});
}

void write_board(Markup& out, const Context& context, const office::Office& office, const FairnessView& view) {
    const auto& board = *view.board;
    write_alarms(out, context, view);
    write_overview(out, context, board);
    write_remedies(out, context);
    write_facts(out, context, office, view);
    out << "<h2>"_html << context.t("Menurut kelompok: data, kecocokan, saran, hasil") << "</h2>"_html;
    for (const auto by : all_groupings) write_grouping(out, context, board, by);
    write_companies(out, context, view);
    write_calibration(out, context, board);
    write_how(out, context, board);
}

http::Response get_board(const http::Request&, Context& context) {
    return context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        const auto view = fairness(tx, context);
        if (!office || !view) return no_file(context);
        Markup out;
        out << "<div class=\"letterhead\"><p><strong>"_html << office->government << "</strong><br><strong>"_html << office->name
            << "</strong></p></div><h1>"_html << context.t("Keadilan saran lowongan") << "</h1><p class=\"lead\">"_html
            << context.t("Jenis kelamin, umur, dan kecamatan tidak dihitung dalam saran. Di sini diukur apakah hasilnya tetap adil.")
            << "</p><p class=\"muted\">"_html << context.t(view->basis);
        if (view->board) out << "<br>"_html << counted_at(context, *office, *view->board);
        out << "</p><div class=\"toolbar no-print\">"_html;
        if (context.may(Permission::manage_office)) html::post_button(out, context, "/atur/keadilan/hitung", context.t("Hitung sekarang"));
        if (view->board) {
            html::link_button(out, context.t("Unduh (CSV)"), csv_path, html::ButtonKind::secondary);
            out << "<button type=\"button\" class=\"button button--secondary\" hidden data-print data-key=\"F2\">"_html
                << context.t("Cetak") << "<kbd>F2</kbd></button>"_html;
        }
        out << "</div>"_html;
        if (view->board && view->batch)
            write_board(out, context, *office, *view);
        else
            html::empty_state(
                out, context.t("Belum ada data. Setelah hitungan pertama, di sini tampak siapa yang terlihat dan siapa yang tidak."),
                context.t("Hitungan berjalan setiap malam pukul 02.00 WIB."));
        html::Frame frame;
        frame.title = std::string(context.t("Keadilan saran"));
        frame.density = html::Density::desk;
        frame.office_name = office->name;
        frame.scripts = {"desk"};
        frame.current_path = board_path;
        frame.wide = true;
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_csv(const http::Request&, Context& context) {
    const auto view = context.platform.database.write([&](sql::Transaction& tx) { return fairness(tx, context); });
    if (!view || !view->board) return no_file(context);
    std::vector<std::string> header;
    for (const auto& one : {msg("Ukuran"), msg("Menurut"), msg("Kelompok"), msg("Perusahaan"), msg("Orang"), msg("Nilai kelompok"),
                            msg("Dibanding yang lain"), msg("Batas bawah 95 %"), msg("Batas atas 95 %"), msg("Batas"), msg("Penilaian")})
        header.emplace_back(context.t(one));
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : view->board->lines) {
        const auto told = [&](std::string words) { return line.is_hidden() ? std::string() : words; };
        const auto compared = [&](int value) { return line.is_compared() ? percent_of(context.language, value) : std::string(); };
        rows.push_back({std::string(context.t(label(line.measure))), std::string(context.t(label(line.grouping))),
                        label(context, line.grouping, line.group), line.scope == Scope::office ? "" : name_of(context, *view, line),
                        line.is_hidden()
                            ? fill(context.t("tidak ditampilkan (kurang dari {n})"), {{"n", std::to_string(view->board->limits.min_cell)}})
                            : std::to_string(line.people),
                        told(value_of(context, line)), compared(line.ratio), compared(line.low), compared(line.high),
                        limit_text(context, line.measure, limit_of(line.measure, line.grouping, view->board->limits)),
                        line.is_compared() ? std::string(context.t(label(line.verdict))) : ""});
    }
    return http::bytes(tables::write_csv(header, rows), "text/csv; charset=utf-8", "keadilan-saran.csv");
}

http::Response post_run(const http::Request&, Context& context) {
    run_batch(context);
    measure_fairness(context);
    return http::see_other(std::string(board_path));
}

}  // namespace

std::vector<http::Route> fairness_routes() {
    using enum http::Method;
    return {{get, "/atur/keadilan", get_board, Permission::see_audit},
            {get, "/atur/keadilan.csv", get_csv, Permission::see_audit},
            {post, "/atur/keadilan/hitung", post_run, Permission::manage_office, http::Rate::write, form_max}};
}

}  // namespace matching
