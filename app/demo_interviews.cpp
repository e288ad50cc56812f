#include "app/demo_interviews.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include "modules/interviews/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_introduced.hpp"
#include "platform/sql/sql.hpp"

namespace {

template <class T>
T expect(Result<T, interviews::Refusal> answer) {
    if (!answer) throw std::runtime_error("the demonstration: " + std::string(interviews::sentence(answer.error())));
    return std::move(*answer);
}

constexpr int days_ahead = 8;

}  // namespace

void add_demo_interviews(const Context& context) {
    auto officer = context;
    officer.actor.kind = ActorKind::system;
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "balikpapan");
        officer.actor.office = office.id;
        const auto companies = placement::companies_with_introduced(tx, officer);
        if (companies.empty()) return;
        interviews::InterviewDay day;
        day.date = context.local(office.zone).date + days_ahead;
        day.starts = {19 * 60};
        day.ends = {21 * 60};
        day.place = "Job Café Sahabat";
        const auto id = expect(interviews::create_day(tx, officer, day));
        for (const auto& one : companies)
            expect(interviews::add_company(
                tx, officer, {.id = {}, .day = id, .employer = one.employer, .lines = 1, .from = day.starts, .until = day.ends}));
    });
}
