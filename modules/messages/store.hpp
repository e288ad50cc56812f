#pragma once

#include <string>
#include <string_view>

#include "modules/messages/model.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace messages::store {

std::string_view code(State state);
std::string_view code(Carrier carrier);

struct Row {
    MessageId id;
    OfficeId office;
    std::string text_code;
    std::string about;
    std::string occasion;
    std::string holder;
    Language language{Language::indonesian};
    std::string recipient;  // sealed
    std::string filling;    // sealed
    Instant next_attempt_at;
    Instant queued_at;
};
// False: queued already.
bool add(sql::Transaction& tx, const Row& row);
int withdraw(sql::Transaction& tx, std::string_view text_code, std::string_view about);

}  // namespace messages::store
