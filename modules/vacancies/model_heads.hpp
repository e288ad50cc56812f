#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/vacancies/model.hpp"

namespace vacancies {

using HeadsReportId = Id<struct HeadsReportTag>;

// Somebody said that heads were found, or are not looked for any more.
struct HeadsReport {
    HeadsReportId id;
    OfficeId office;
    VacancyId vacancy;
    int men{};
    int women{};
    int cancelled{};
    VacancyState before{VacancyState::published};
    bool ended{};  // the last head of the vacancy
    bool by_office{};
    AccountId made_by;
    Instant made_at;
    std::optional<Instant> take_back_until;  // none: as long as the vacancy has not ended
    bool stands{};                           // whoever waited there has been told
    std::optional<Instant> taken_back_at;
};

}  // namespace vacancies
