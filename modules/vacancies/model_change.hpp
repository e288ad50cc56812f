#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/vacancies/model.hpp"

namespace vacancies {

// Announced with every commit that changes what a reader of published vacancies must see.
constexpr std::string_view changed_topic = "vacancies";

using ChangeId = Id<struct ChangeTag>;

// waiting > shown | declined | withdrawn | lapsed; what nobody has to look at begins as shown. Lapsed: the vacancy ended first.
enum class ChangeState { waiting, shown, declined, withdrawn, lapsed };

struct FieldChange {
    std::string field;   // of form.hpp
    std::string before;  // as the form shows it
    std::string after;

    bool operator==(const FieldChange&) const = default;
};

// What somebody changed of a vacancy that everybody can read.
struct Change {
    ChangeId id;
    OfficeId office;
    VacancyId vacancy;
    ChangeState state{ChangeState::waiting};
    std::vector<FieldChange> fields;
    std::vector<std::pair<std::string, std::string>> typed;  // form.hpp: all that the vacancy says with it
    std::string held_because;                                // as in Vacancy
    bool by_office{};
    AccountId made_by;
    Instant made_at;
    AccountId decided_by;  // none: nobody had to look
    std::optional<Instant> decided_at;
    std::string note;  // why it was declined
};

}  // namespace vacancies
