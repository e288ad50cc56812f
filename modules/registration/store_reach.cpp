#include "modules/registration/store_reach.hpp"

namespace registration::store {

std::optional<Reach> find_reach(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    const auto row = tx.one("select name, phone from registration_application where id = :id", {{"id", id}});
    if (!row) return {};
    const auto sealed = row->text(1);
    return Reach{row->text(0), sealed.empty() ? std::string() : vault.open_sealed({"registration_application.phone", id.value}, sealed)};
}

std::optional<Circumstances> find_circumstances(sql::Transaction& tx, ApplicationId id) {
    const auto row = tx.one("select birth_date, village_code from registration_application where id = :id", {{"id", id}});
    if (!row) return {};
    return Circumstances{row->date_or_none(0), row->text(1)};
}

}  // namespace registration::store
