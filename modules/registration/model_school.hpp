#pragma once

#include <cstdint>
#include <string>

#include "modules/registration/model.hpp"

namespace registration {

struct Vouching {
    std::int64_t school_id{};  // as the register of schools numbers it: licences are renewed
    std::string school;
    std::string licence;  // of the school's job centre (BKK)
};

// How far the office is with the files of a school, by application; for lists without personal data.
struct SchoolFile {
    ApplicationId id;
    ApplicationState state{};
    bool present{};  // was at the counter with the KTP
    bool placed{};   // the office knows that the person works: the card left the register for that reason
};

// A card of a school's pupil whose six-monthly report is due.
struct DueReport {
    ApplicationId application;
    Card card;
    Date due;
    Date last_day;  // on which a report still keeps the card
};

}  // namespace registration
