#include "modules/employers/pages_task.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/pages.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What the company's own page says is asked of it about its vacancies.
namespace vacancies {

namespace {

constexpr int tasks_max = 20;
constexpr int refused_shown_days = 14;

std::optional<employers::Task> task_of(const Context& context, const Vacancy& one, Date today, const std::string& filled_basis) {
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
                                   std::string(context.t(filled_basis))};
        case VacancyState::published:
        case VacancyState::paused:
            if (one.valid_until > today + reminded_days_before) return {};
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
    const auto filled_basis = office::parameter(tx, office, "duty_filled_basis", today).value;
    int left = tasks_max;
    for (const auto& one : all)
        if (const auto task = task_of(context, one, today, filled_basis); task && left-- > 0) employers::write_task(out, *task);
}

}  // namespace

void add_parts() { html::add_part(employers::task_place, write_tasks); }

}  // namespace vacancies
