#include "modules/employers/actions.hpp"
#include "modules/employers/actions_licence.hpp"
#include "modules/employers/pages_task.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/rules.hpp"
#include "platform/html/components.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What pages of the register of employers say about vacancies.
namespace vacancies {

namespace {

constexpr int tasks_max = 20;
constexpr int refused_shown_days = 14;

struct Known {
    Date today;
    std::string filled_basis;
    bool has_licence{};  // to place people abroad
};

std::optional<employers::Task> task_of(const Context& context, const Vacancy& one, const Known& known) {
    const auto path = "/perusahaan/lowongan/" + one.id.text();
    const auto titled = [&](std::string_view sentence) { return fill(sentence, {{"jabatan", one.title}}); };
    const bool is_recent = one.closed_at && context.now.seconds - one.closed_at->seconds < refused_shown_days * 86'400;
    switch (one.state) {
        case VacancyState::returned:
            return employers::Task{path + "/ubah", "pencil", titled(context.t("Perbaiki {jabatan}")), one.note_of_officer};
        case VacancyState::refused:
            if (!is_recent) return {};
            return employers::Task{path, "file-text", titled(context.t("Baca mengapa {jabatan} ditolak")), one.note_of_officer};
        case VacancyState::expired:
            if (one.filled() > 0 || one.source == Source::imported) return {};
            return employers::Task{path, "circle-check", titled(context.t("Laporkan {jabatan}: terisi atau batal")),
                                   std::string(context.t(known.filled_basis))};
        case VacancyState::published:
        case VacancyState::paused:
            if (one.held_because == licence_lapsed)
                return employers::Task{
                    path, "file-text",
                    titled(known.has_licence ? context.t("Tayangkan lagi {jabatan}") : context.t("Perbarui izin untuk {jabatan}")),
                    std::string(known.has_licence ? context.t("izin penempatan ke luar negeri sudah dicatat")
                                                  : context.t("tunjukkan izin yang baru kepada kantor"))};
            if (one.valid_until > known.today + reminded_days_before) return {};
            return employers::Task{path, "calendar-days", titled(context.t("Perpanjang atau tutup {jabatan}")),
                                   fill(context.t("berakhir {hari}"), {{"hari", long_date(context.language, one.valid_until)}})};
        case VacancyState::draft:
        case VacancyState::submitted:
        case VacancyState::held:
        case VacancyState::filled:
        case VacancyState::cancelled: break;
    }
    return {};
}

void write_tasks(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t employer) {
    const auto all = vacancies_of(tx, context, employers::EmployerId{employer});
    if (all.empty()) return;
    const auto office = all.front().office;
    const auto today = today_at(tx, context, office);
    const Known known{today, office::parameter(tx, office, "duty_filled_basis", today).value,
                      employers::licence_in_force(tx, all.front().employer, today).has_value()};
    int left = tasks_max;
    for (const auto& one : all)
        if (const auto task = task_of(context, one, known); task && left-- > 0) employers::write_task(out, *task);
}

// On the page of a company's permissions: what paused for the want of one, and the tap that shows it again.
void write_paused(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t employer) {
    const auto all = paused_for_licence(tx, context, employers::EmployerId{employer});
    if (all.empty()) return;
    const bool has_licence = employers::licence_in_force(tx, all.front().employer, today_at(tx, context, all.front().office)).has_value();
    out << "<section class=\"panel\"><h2>"_html << context.t("Lowongan luar negeri yang dijeda") << "</h2><p>"_html
        << (has_licence ? context.t("Izinnya sudah dicatat. Lowongan ini dapat tayang lagi.")
                        : context.t("Lowongan ini tayang lagi setelah izin yang berlaku dicatat."))
        << "</p>"_html;
    const bool is_tied = employers::has_tie(tx, context, all.front().employer);  // the page says so
    for (const auto& one : all) {
        const auto path = "/tinjau/" + one.id.text();
        out << "<div class=\"toolbar\"><span><a"_html;
        out.attribute("href"_html, path);
        out << ">"_html << one.title << "</a> <span class=\"muted unbroken\">"_html << one.receipt << "</span></span>"_html;
        if (has_licence && !is_tied) {
            out << "<div class=\"post-button\">"_html;
            html::form_open(out, context, path + "/lanjut");
            html::hidden(out, "versi", std::to_string(one.version));
            html::button(out, context.t("Tayangkan lagi"), html::ButtonKind::secondary);
            html::form_close(out);
            out << "</div>"_html;
        }
        out << "</div>"_html;
    }
    out << "</section>"_html;
}

}  // namespace

void add_parts() {
    html::add_part(employers::task_place, write_tasks);
    html::add_part(employers::licence_place, write_paused);
}

}  // namespace vacancies
