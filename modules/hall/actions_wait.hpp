#pragma once

#include <optional>

#include "modules/hall/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// How long people wait, and whether what they were told came true.
namespace hall {

// Takes the days that are over into what the office's own days have taught. Idempotent.
void learn_waits(sql::Transaction& tx, OfficeId office, Date today);

struct Promises {  // of the ranges that were shown on arrival
    int told{};
    int kept{};
};
std::optional<Promises> promises(sql::Transaction& tx, OfficeId office, Date from);

// Tells who has three people ahead now, once: a message where there is a phone or an address.
bool somebody_is_near(sql::Transaction& tx, OfficeId office, Date date);  // and has not been told
void tell_who_is_near(sql::Transaction& tx, const Context& context, OfficeId office, Date date);

}  // namespace hall
