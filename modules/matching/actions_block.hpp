#pragma once

#include <set>
#include <vector>

#include "base/result.hpp"
#include "modules/matching/model_block.hpp"
#include "modules/matching/model_choice.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// A person blocks a firm: it is suggested to them no more and finds them no more, from this moment. What they sent stays, what
// they look for themselves is found as before. The firm is never told; nobody but the person blocks or unblocks.
namespace matching {

// The firm of this vacancy. Said twice is said once. With a profile of one's own, or a card.
Result<Block, FitRefusal> block_employer(sql::Transaction& tx, const Context& context, registration::ApplicationId file,
                                         vacancies::VacancyId vacancy);
Result<Done, FitRefusal> unblock_employer(sql::Transaction& tx, const Context& context, registration::ApplicationId file,
                                          employers::EmployerId employer);
std::vector<Block> blocked_employers(sql::Transaction& tx, const Context& context, registration::ApplicationId file);  // newest first

// Their vacancies, as far as one of these firms has them.
std::set<vacancies::VacancyId> vacancies_of(sql::Transaction& tx, const Context& context, const std::vector<Block>& blocks);

}  // namespace matching
