#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/employers/model.hpp"
#include "modules/identity/actions.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What an officer finds out and decides about companies of their office. `version` is the version that was read: of two who
// decide at the same time the second hears changed_meanwhile. Whoever has a tie to the company decides nothing here.
namespace employers {

// Others of the office that may be the same firm: same number, or a name that differs by a typing error at most.
std::vector<Employer> lookalikes(sql::Transaction& tx, const Context& context, const Employer& employer);
std::vector<Employer> branches_of(sql::Transaction& tx, const Context& context, EmployerId head_office);

Result<Done, Refusal> verify_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, const CallBack& call);
Result<Done, Refusal> refuse_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, std::string_view reason);
Result<Done, Refusal> suspend_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, std::string_view reason);
Result<Done, Refusal> resume_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version);

enum class Answer { accept, decline };
// Of a new name or number that waits.
Result<Done, Refusal> answer_change(sql::Transaction& tx, const Context& context, EmployerId id, int version, Answer answer);

// An account for a verified company. The link is told now and never again.
Result<identity::Invited, Refusal> invite_company(sql::Transaction& tx, const Context& context, EmployerId id, int version,
                                                  std::string_view user_name);
// A new link while nobody has used the account; the earlier one ends.
Result<identity::Invited, Refusal> renew_invitation(sql::Transaction& tx, const Context& context, EmployerId id, int version);

// The list of an office.
struct Filter {
    std::optional<EmployerState> state;
    bool only_waiting{};  // registrations and new names that wait for an officer
    std::string words;    // of the name, or a business number
    std::size_t from{};   // how many to pass over
    std::size_t limit{50};
};
struct Listed {
    struct Line {
        Employer employer;
        bool waits_for_name{};
        int lookalikes{};
    };
    std::vector<Line> lines;
    std::size_t found{};    // in all, with this filter
    std::size_t waiting{};  // in all, without it
};
Listed list_employers(sql::Transaction& tx, const Context& context, OfficeId office, const Filter& filter);

// --- visits ---
// Of a company that nobody knew: `employer.id` none makes it first.
Result<EmployerId, Refusal> record_visit(sql::Transaction& tx, const Context& context, const Employer& employer, const Visit& visit);
std::vector<Visit> visits_of(sql::Transaction& tx, const Context& context, const Employer& employer);
struct DueVisit {
    EmployerId employer;
    std::string name;
    Date on;
};
std::vector<DueVisit> due_visits(sql::Transaction& tx, const Context& context, OfficeId office, Date until);

}  // namespace employers
