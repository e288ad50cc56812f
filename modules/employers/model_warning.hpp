#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/employers/model.hpp"

namespace employers {

using SignalId = Id<struct SignalTag>;
using WarningId = Id<struct WarningTag>;

// What a company owes the register: that it looks for somebody (Perpres 57/2023 art. 4), and that it found them (art. 6).
enum class Matter { vacancy, filled };

// Something that makes one ask. It says nothing about the company: the company may have an answer.
struct Signal {
    SignalId id;  // none: the register itself shows it, and it goes when the company reports
    EmployerId employer;
    std::string employer_name;
    Matter matter{Matter::vacancy};
    std::string source;  // where it was seen, as noted; of the register's own "" (see kind)
    enum class Kind { noted, visit, ended } kind{Kind::noted};
    int count{};  // people looked for (visit), vacancies that ran out (ended)
    Date seen_on;
    bool is_asked{};  // the company was asked and the matter is open
};

// draft > answered > sent > closed; draft, answered > withdrawn. README.md draws it.
enum class WarningState { draft, answered, sent, closed, withdrawn };

struct Warning {
    WarningId id;
    OfficeId office;
    EmployerId employer;
    Matter matter{Matter::vacancy};
    int level{1};  // I, II, III
    WarningState state{WarningState::draft};
    std::string source;
    Instant drafted_at;
    Date answer_until;
    std::string answer;
    std::string answered_by;
    std::optional<Instant> answered_at;
    std::string letter_number;
    std::string legal_basis;
    std::optional<Instant> sent_at;
    std::optional<Date> valid_until;
    std::string closing_note;
    int version{1};
};

enum class WarningRefusal {
    no_such_warning,
    source_missing,
    text_unfit,
    already_open,    // one a company and matter
    still_running,   // the one before is in force
    was_the_last,    // III was sent
    answer_awaited,  // the company still has time
    number_missing,
    number_known,
    has_tie,  // the officer said that they have one to the company
    wrong_state,
    changed_meanwhile,
};

}  // namespace employers
