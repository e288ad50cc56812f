#include "modules/search/store.hpp"

#include "platform/clock/clock.hpp"

namespace search::store {

namespace {

constexpr std::string_view columns = "select id, office_id, application_id, address, digest_since, made_at, seen_at from search_saved ";

SavedSearch saved_of(const sql::Row& row) {
    return {.id = row.id<SavedSearchId>(0),
            .office = row.id<OfficeId>(1),
            .application = row.id<registration::ApplicationId>(2),
            .address = row.text(3),
            .digest_since = row.instant_or_none(4),
            .made_at = row.instant(5),
            .seen_at = row.instant(6)};
}

std::vector<SavedSearch> all_of(const std::vector<sql::Row>& rows) {
    std::vector<SavedSearch> all;
    for (const auto& row : rows) all.push_back(saved_of(row));
    return all;
}

}  // namespace

std::int64_t search_token(sql::Transaction& tx) {
    const auto row = tx.one("select token from search_copy where one = 1 limit 1");
    return row ? row->integer(0) : 0;
}

void give_search_token(sql::Transaction& tx) {
    tx.try_run("insert into search_copy (one, token) values (1, :token)", {{"token", ids::next()}});
}

bool add(sql::Transaction& tx, const SavedSearch& saved) {
    const auto taken =
        tx.all("select place from search_saved where application_id = :application order by place", {{"application", saved.application}});
    int place = 1;
    for (const auto& row : taken)
        if (row.number(0) == place) ++place;
    if (place > saved_searches_max) return false;
    return tx
        .try_run(
            "insert into search_saved (id, office_id, application_id, place, address, digest_since, made_at, seen_at) "
            "values (:id, :office, :application, :place, :address, :digest, :made, :seen)",
            {{"id", saved.id},
             {"office", saved.office},
             {"application", saved.application},
             {"place", place},
             {"address", saved.address},
             {"digest", saved.digest_since},
             {"made", saved.made_at},
             {"seen", saved.seen_at}})
        .has_value();
}

std::vector<SavedSearch> saved_of(sql::Transaction& tx, registration::ApplicationId application) {
    return all_of(tx.all(std::string(columns) + "where application_id = :application order by made_at desc, id desc",
                         {{"application", application}}));
}

std::optional<SavedSearch> find(sql::Transaction& tx, SavedSearchId id) {
    const auto row = tx.one(std::string(columns) + "where id = :id", {{"id", id}});
    if (!row) return {};
    return saved_of(*row);
}

void set_digest(sql::Transaction& tx, SavedSearchId id, std::optional<Instant> consented_at) {
    tx.run("update search_saved set digest_since = :since where id = :id", {{"since", consented_at}, {"id", id}});
}

void set_seen(sql::Transaction& tx, SavedSearchId id, Instant seen_at) {
    tx.run("update search_saved set seen_at = :seen where id = :id", {{"seen", seen_at}, {"id", id}});
}

void remove(sql::Transaction& tx, SavedSearchId id) { tx.run("delete from search_saved where id = :id", {{"id", id}}); }

void remove_all(sql::Transaction& tx, registration::ApplicationId application) {
    tx.run("delete from search_saved where application_id = :application", {{"application", application}});
}

std::vector<SavedSearch> with_digest(sql::Transaction& tx, registration::ApplicationId after, int limit) {
    return all_of(
        tx.all(std::string(columns) + "where digest_since is not null and application_id > :after order by application_id, id limit :limit",
               {{"after", after}, {"limit", limit}}));
}

}  // namespace search::store
