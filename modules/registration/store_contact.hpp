#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/model.hpp"
#include "modules/registration/model_contact.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

namespace registration::store {

std::optional<CardContact> contact_of(sql::Transaction& tx, const crypto::Vault& vault, CardId id);
void put_contact(sql::Transaction& tx, const crypto::Vault& vault, const Card& card, const CardContact& contact, Instant now,
                 std::string_view by);
void forget_contact(sql::Transaction& tx, CardId id);

struct DueRow {
    CardId card;
    std::string holder_name;
    std::string number;
    std::string village_code;
    Date due;
};
// Active cards without an application and without a telephone, due from `from` to `to`.
std::vector<DueRow> unreached(sql::Transaction& tx, OfficeId office, Date from, Date to, Date today, int limit);

}  // namespace registration::store
