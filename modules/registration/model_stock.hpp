#pragma once

#include <cstdint>
#include <string>

#include "modules/registration/model.hpp"

// Numbered blanks as the office counts them.
namespace registration {

struct BlankBatch {
    std::string first_serial;  // "A-000101"
    std::string last_serial;
    int blanks{};
    Date received_on;
    std::string note;
};

// A print without a blank.
struct OpenPrint {
    std::int64_t id{};
    CardId card;
    std::string number;
    std::string holder_name;
    int copy{};
    Instant printed_at;
    bool handed_over{};
};

// What is left of all that was received.
struct Shelf {
    int in_stock{};
    int issued{};
    int spoiled{};
    std::string next_serial;  // the lowest in stock
};

}  // namespace registration
