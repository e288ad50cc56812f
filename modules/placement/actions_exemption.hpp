#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/placement/model_exemption.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The way around the district's local rule: "nobody here has this skill". An officer answers with the count of people who fit
// at that moment; granted, the vacancy's referrals are in the order of fit alone.
namespace placement {

// By the vacancy's company, while a rule with this way out is in force and the vacancy is open.
Result<ExemptionId, ExemptionRefusal> ask_exemption(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy,
                                                    std::string_view reason);
// By an officer; the count is taken here, not typed.
Result<Done, ExemptionRefusal> answer_exemption(sql::Transaction& tx, const Context& context, ExemptionId id, ExemptionState answer,
                                                std::string_view note);

bool is_exempt(sql::Transaction& tx, vacancies::VacancyId vacancy);

// For the company: its open vacancies with what was asked for them. Empty where no rule has this way out.
struct ExemptionLine {
    vacancies::Vacancy vacancy;
    std::optional<Exemption> exemption;  // the newest
};
std::vector<ExemptionLine> own_exemptions(sql::Transaction& tx, const Context& context);
// For officers, those that wait first, with the count of now.
struct AskedExemption {
    Exemption exemption;
    std::string title;
    std::string company;
    int supply{};
    bool has_interest{};  // this officer has a tie to the company: a colleague answers
};
std::vector<AskedExemption> asked_exemptions(sql::Transaction& tx, const Context& context);
int waiting_exemptions(sql::Transaction& tx, const Context& context);

std::string_view sentence(ExemptionRefusal why);
std::string_view label(ExemptionState state);

}  // namespace placement
