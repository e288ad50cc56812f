#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "modules/booking/model.hpp"

namespace booking {

using BlockId = Id<struct BlockTag>;

struct Block {
    BlockId id;
    OfficeId office;
    WindowId window;
    std::int64_t holder{};
    std::string holder_name;
    int places{};
    int named{};
    Instant made_at;
    std::optional<Instant> returned_at;  // what was not named by then went back to everybody
    int returned{};
};

}  // namespace booking
