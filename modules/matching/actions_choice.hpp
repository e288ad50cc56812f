#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/matching/model_choice.hpp"
#include "modules/matching/rules_points.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a person is suggested, why, and what people may say about it.
namespace matching {

// The best by score less price, with the batch's slots first in line; keeps a record of each and counts whom it was shown
// to. In a write: what is shown is counted.
Result<Suggestions, FitRefusal> suggest(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

// Why not me: any public vacancy, with everything that is not met.
struct WhyNot {
    vacancies::Vacancy vacancy;
    Fit fit;
    int shown_to{};
    int applicants{};
    bool is_vetoed{};
    bool is_blocked{};  // the person blocked its firm
};
Result<WhyNot, FitRefusal> why_not(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                   vacancies::VacancyId vacancy);

// Computes a record again from what it was made of; the bytes that `outcome` must hold.
std::optional<std::string> explain(sql::Transaction& tx, const Context& context, RecordId id);
std::string outcome_of(const Fit& fit, const Weights& weights);

// --- the counsellor ---
// Pins, holds back or sets a condition aside, with a reason, for 90 days. A certificate is set aside by a manager only, the
// legal age by nobody.
Result<OverrideId, FitRefusal> override_fit(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                            const Override& wanted);
Result<Done, FitRefusal> end_override(sql::Transaction& tx, const Context& context, OverrideId id);
std::vector<Override> overrides_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

// --- objections ---
Result<ObjectionId, FitRefusal> object(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                       vacancies::VacancyId vacancy, std::string_view words);
std::vector<Objection> objections(sql::Transaction& tx, const Context& context, bool answered);
std::vector<Objection> own_objections(sql::Transaction& tx, const Context& context);
Result<Done, FitRefusal> answer(sql::Transaction& tx, const Context& context, ObjectionId id, std::string_view words);

constexpr int words_max = 1000;
constexpr int reason_max = 300;

}  // namespace matching
