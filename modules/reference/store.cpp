#include "modules/reference/store.hpp"

namespace reference::store {

std::vector<Addition> additions(sql::Transaction& tx) {
    std::vector<Addition> all;
    for (const auto& row : tx.all("select list, code, line from reference_addition order by list, code"))
        all.push_back({row.text(0), row.text(1), row.text(2)});
    return all;
}

void put_addition(sql::Transaction& tx, const Addition& addition, Instant now) {
    tx.run(
        "insert into reference_addition (list, code, line, added_at) values (:list, :code, :line, :now)"
        " on conflict (list, code) do update set line = excluded.line, added_at = excluded.added_at",
        {{"list", addition.list}, {"code", addition.code}, {"line", addition.line}, {"now", now}});
}

}  // namespace reference::store
