#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/partners/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The register of schools with a job centre. What a school does stands in actions_*.hpp of this module.
namespace partners {

std::vector<School> schools(sql::Transaction& tx, const Context& context, OfficeId office);
std::optional<School> find_school(sql::Transaction& tx, const Context& context, SchoolId id);
// The school that the actor's account works for.
std::optional<School> own_school(sql::Transaction& tx, const Context& context);

struct SchoolView {
    School school;
    Licence licence{};
    int graduates{};
    int sent{};
    std::string last_report;  // month; "" = none yet
    int silent_months{};
    bool silent{};  // longer than the office allows
};
std::vector<SchoolView> school_views(sql::Transaction& tx, const Context& context, OfficeId office);
Licence licence_of(sql::Transaction& tx, const Context& context, const School& school);
Date today_at(sql::Transaction& tx, const Context& context, OfficeId office);

// id none: a new one. `typed.account` links the account that works for it.
Result<SchoolId, Refusal> save_school(sql::Transaction& tx, const Context& context, const School& typed);

std::string_view sentence(Refusal why);
std::string_view label(Licence licence);
std::string_view label(GraduateOutcome outcome);
std::string_view sentence(Unfit why);

// For `antarkerja check`.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace partners
