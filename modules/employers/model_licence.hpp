#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/employers/model.hpp"

namespace employers {

using LicenceId = Id<struct LicenceTag>;

// SIP3MI: that the company may place people abroad at all; SIP2MI: that it may recruit for one employer there.
enum class LicenceKind { company, recruitment };

struct Licence {
    LicenceId id;
    OfficeId office;
    EmployerId employer;
    LicenceKind kind{LicenceKind::company};
    std::string number;
    Date valid_until;
    std::string checked_where;  // "daftar P3MI Kemnaker, 3 Maret 2026"
    AccountId checked_by;
    Instant checked_at;
    std::optional<Instant> ended_at;  // withdrawn, or recorded wrongly
    std::string ended_note;
};

enum class LicenceRefusal {
    no_such_licence,
    number_missing,
    where_missing,
    text_unfit,
    day_over,
    known_already,
    has_tie,
};

}  // namespace employers
