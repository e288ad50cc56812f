#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/vacancies/actions.hpp"

// What an officer decides about what was reported.
namespace vacancies {

// The queue of an office; see store.hpp for its order.
struct QueuePart {
    std::string state;   // code; "" = all
    std::string source;  // code; "" = all
    VacancyId after;
    int limit{50};
};
std::vector<Vacancy> queue(sql::Transaction& tx, const Context& context, const QueuePart& part);
struct QueueCounts {
    std::map<std::string, int> by_state;
    int clean{};  // submitted, and nothing about them needs a look
    int not_coded{};
    int rows{};  // of files, that did not become a vacancy
};
QueueCounts queue_counts(sql::Transaction& tx, const Context& context);

// Of the office, today: rupiah a month; 0 = the office has entered none.
std::int64_t minimum_wage(sql::Transaction& tx, const Context& context, OfficeId office);

// The officer found each reason good enough, or wrote one where none was given: kind and reason.
using Reasons = std::vector<std::pair<std::string, std::string>>;
// Where its words sound like abroad: they are, and the company needs its permission; or the officer knows that they are not.
enum class Workplace { as_written, at_home };
Result<Done, Refusal> publish(sql::Transaction& tx, const Context& context, VacancyId id, int version, const Reasons& accepted,
                              Workplace workplace = Workplace::as_written);
Result<Done, Refusal> give_back(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view note);
Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view reason);

// Those among them that ask nothing, are held for nothing and whose employer is verified; the others stay.
struct PublishedMany {
    int published{};
    int employer_waits{};  // its employer is not verified
    int over{};            // its last day has passed
    int other{};
};
PublishedMany publish_many(sql::Transaction& tx, const Context& context, const std::vector<VacancyId>& ids);

// What the program could not code: one of each title, or place as written, and how many are like it.
struct NotCoded {
    Vacancy vacancy;
    int alike{};
    bool has_tie{};  // this officer, to its company: a colleague gives the code
};
std::vector<NotCoded> not_coded(sql::Transaction& tx, const Context& context, int limit, int offset);
// Also of those without a code that have the same title, or the same place as written; but of no company that this officer has a
// tie to.
Result<Done, Refusal> set_codes(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view occupation,
                                std::string_view place_code);

}  // namespace vacancies
