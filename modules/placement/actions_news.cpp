#include "modules/placement/actions_news.hpp"

#include "modules/placement/gate.hpp"
#include "modules/placement/store.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "platform/i18n/language.hpp"

namespace placement {

void tell_of_change(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    const auto fields = vacancies::news_for_applicants(tx, id);
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (fields.empty() || !vacancy) return;
    const auto news = vacancies::words_of(Language::indonesian, fields);
    for (const auto& candidacy : store::waiting_at(tx, context.platform.vault, id))
        tell(tx, context, candidacy, "placement.vacancy_changed", {{"perubahan", news}}, "revision:" + std::to_string(vacancy->revision));
}

}  // namespace placement
