#pragma once

#include <vector>

#include "modules/partners/actions.hpp"
#include "modules/registration/actions_school.hpp"

// The six-monthly report that a school makes for its own graduates: "still looking", for many in one go.
namespace partners {

struct DueGraduate {
    Graduate graduate;
    registration::DueReport report;
};
// Only those whom this school handed in and who did not say no to it.
std::vector<DueGraduate> due_reports(sql::Transaction& tx, const Context& context, const School& school);

struct ReportedFor {
    int reported{};
    int not_due{};  // meanwhile reported by themselves, or off the register
};
// Somebody else's pupil among them: no_such_graduate, and nothing is written. Each person is told, with a link to put right
// what is wrong.
Result<ReportedFor, Refusal> report_for(sql::Transaction& tx, const Context& context, const School& school,
                                        const std::vector<GraduateId>& chosen);

}  // namespace partners
