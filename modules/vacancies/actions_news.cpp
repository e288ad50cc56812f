#include "modules/vacancies/actions_news.hpp"

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/store.hpp"
#include "platform/i18n/language.hpp"

namespace vacancies {

namespace {

constexpr std::string_view list_path = "/perusahaan/lowongan";

employers::News about(const Vacancy& vacancy, std::string_view text) {
    return {.text = text,
            .occasion = std::to_string(vacancy.version),
            .values = {{"jabatan", vacancy.title}, {"nomor", vacancy.receipt}, {"catatan", vacancy.note_of_officer}},
            .about = "vacancy:" + vacancy.id.text(),
            .path = std::string(list_path) + "/" + vacancy.id.text()};
}

employers::News about_licence(const LicenceNews& news, std::string_view text) {
    return {.text = text,
            .occasion = news.licence.text(),
            .values = {{"jumlah", std::to_string(news.count)}, {"jabatan", news.title}},
            .path = std::string(list_path)};
}

}  // namespace

void tell_decision(sql::Transaction& tx, const Context& context, const Vacancy& vacancy) {
    switch (vacancy.state) {
        case VacancyState::returned: return employers::tell_desk(tx, context, vacancy.employer, about(vacancy, "vacancies.returned"));
        case VacancyState::refused: return employers::tell_desk(tx, context, vacancy.employer, about(vacancy, "vacancies.refused"));
        case VacancyState::published:
            return employers::tell_desk(tx, context, vacancy.employer,
                                        {.text = "vacancies.published",
                                         .occasion = today_at(tx, context, vacancy.office).iso(),
                                         .values = {{"jabatan", vacancy.title}},
                                         .path = std::string(list_path)});
        case VacancyState::draft:
        case VacancyState::submitted:
        case VacancyState::held:
        case VacancyState::paused:
        case VacancyState::filled:
        case VacancyState::expired:
        case VacancyState::cancelled: return;
    }
}

void tell_change_decided(sql::Transaction& tx, const Context& context, const Change& change) {
    const auto vacancy = store::find(tx, context.platform.vault, change.vacancy, store::WithContact::no);
    if (!vacancy) return;
    auto news = about(*vacancy, change.state == ChangeState::shown ? "vacancies.change_shown" : "vacancies.change_declined");
    news.occasion = change.id.text();
    news.values = {{"jabatan", vacancy->title}, {"catatan", change.note}};
    employers::tell_desk(tx, context, vacancy->employer, std::move(news));
}

void tell_ended(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const Ended& ended, Date today) {
    const auto basis = office::parameter(tx, ended.office, "duty_filled_basis", today).value;
    employers::tell_desk(tx, context, employer,
                         {.text = "vacancies.ended",
                          .occasion = today.iso(),
                          .values = {{"jumlah", std::to_string(ended.count)}, {"jabatan", ended.title}, {"dasar", basis}},
                          .path = std::string(list_path)});
}

void tell_licence_over(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const LicenceNews& news) {
    employers::tell_desk(tx, context, employer, about_licence(news, "vacancies.licence_over"));
}

void tell_licence_back(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const LicenceNews& news) {
    employers::tell_desk(tx, context, employer, about_licence(news, "vacancies.licence_back"));
}

void remind_closing(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto day = today_at(tx, context, office) + reminded_days_before;
    for (const auto& one : store::ending_on(tx, office, day)) {
        const auto employer = employers::find_employer(tx, context, one.employer);
        if (!employer) continue;
        employers::tell_desk(tx, context, one.employer,
                             {.text = "vacancies.closing_soon",
                              .occasion = day.iso(),
                              .values = {{"jumlah", std::to_string(one.count)},
                                         {"jabatan", one.title},
                                         {"tanggal", long_date(employers::language_of(*employer), day)}},
                              .path = std::string(list_path)});
    }
}

}  // namespace vacancies
