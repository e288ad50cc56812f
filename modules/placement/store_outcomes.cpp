#include "modules/placement/store_outcomes.hpp"

namespace placement::store {

std::vector<matching::Outcome> outcomes(sql::Transaction& tx, OfficeId office, Instant since) {
    std::vector<matching::Outcome> all;
    for (const auto& row :
         tx.all("select c.application_id, c.vacancy_id, c.employer_id, c.made_at,"
                " case when c.introduced_at is not null or exists (select 1 from placement_event e where e.candidacy_id = "
                "c.id and e.kind = 'invited' and e.placement_id is null) then 1 else 0 end,"
                " case when c.state = 'accepted' then 1 else 0 end from placement_candidacy c"
                " where c.office_id = :office and c.origin = 'applied' and c.answered_at >= :since"
                " and c.state in ('accepted', 'not_accepted', 'no_show', 'closed') and c.reason <> 'cancelled'"
                " order by c.id",
                {{"office", office}, {"since", since}}))
        all.push_back({.file = row.id<registration::ApplicationId>(0),
                       .vacancy = row.id<vacancies::VacancyId>(1),
                       .employer = row.id<employers::EmployerId>(2),
                       .applied_at = row.instant(3),
                       .invited = row.number(4) == 1,
                       .hired = row.number(5) == 1});
    return all;
}

}  // namespace placement::store
