#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"

namespace identity::store {

std::optional<int> claim_try(sql::Transaction& tx, std::string_view key, int most, Instant now) {
    // The count starts anew only after a quiet quarter of an hour, so no window of that length holds more than the limit.
    // From the fifth try on, 1, 2, 4 … seconds must have passed since the one before; where the limit is generous (a shared
    // address) nobody waits.
    const auto row = tx.one(
        "insert into identity_attempt (key, tries, last_at) values (:key, 1, :now)"
        " on conflict (key) do update set"
        " tries = case when identity_attempt.last_at <= :quiet_since then 1 else identity_attempt.tries + 1 end, last_at = excluded.last_at"
        " where identity_attempt.last_at <= :quiet_since"
        " or (identity_attempt.tries < :most and (:waits = 0 or identity_attempt.tries < 4"
        " or identity_attempt.last_at + (case identity_attempt.tries when 4 then 1 when 5 then 2 when 6 then 4 when 7 then 8"
        " when 8 then 16 else 32 end) <= :now))"
        " returning tries",
        {{"key", key}, {"now", now}, {"quiet_since", now.seconds - quiet_s}, {"most", most}, {"waits", most <= tries_max}});
    if (!row) return {};
    return row->number(0);
}

void give_back_try(sql::Transaction& tx, std::string_view key) {
    tx.run("update identity_attempt set tries = tries - 1 where key = :key and tries > 0", {{"key", key}});
}

int forget_old_attempts(sql::Transaction& tx, Instant before) {
    return tx.run("delete from identity_attempt where last_at < :before", {{"before", before}});
}

}  // namespace identity::store
