#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "modules/employers/model.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/model_block.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

// What nobody is suggested although it fits, for everybody at once: an officer holds it back, they applied or were asked
// there, or they have blocked the firm. Read once, asked person by person; of what is open.
class HeldBack {
  public:
    HeldBack(sql::Transaction& tx, const Context& context, const Snapshot& open);
    std::set<vacancies::VacancyId> of(const Profile& person);

  private:
    const std::set<vacancies::VacancyId>& of_firm(const Block& block);

    sql::Transaction& tx_;
    const Context& context_;
    const Snapshot& open_;
    std::map<ProfileId, std::vector<vacancies::VacancyId>> vetoed_;
    std::map<registration::ApplicationId, std::vector<vacancies::VacancyId>> standing_;
    std::map<std::pair<OfficeId, std::string>, std::vector<Block>> blocked_;
    std::map<employers::EmployerId, std::set<vacancies::VacancyId>> by_firm_;
};

}  // namespace matching
