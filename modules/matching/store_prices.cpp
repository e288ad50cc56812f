#include "modules/matching/store_prices.hpp"

namespace matching::store {

using vacancies::VacancyId;

PricedAt priced_at(sql::Transaction& tx) {
    const auto row = tx.one("select priced_at, priced_revision from matching_state where id = 1");
    return row ? PricedAt{row->instant(0), row->integer(1)} : PricedAt{};
}

std::optional<std::int64_t> begin_prices(sql::Transaction& tx, Instant before, Instant now) {
    const auto row = tx.one(
        "update matching_state set price_version = price_version + 1, priced_at = :now where id = 1 and priced_at = :before returning "
        "price_version",
        {{"before", before}, {"now", now}});
    if (!row) return {};
    return row->integer(0);
}

void counted_openings(sql::Transaction& tx, std::int64_t vacancy_revision) {
    tx.run("update matching_state set priced_revision = :revision where id = 1 and priced_revision < :revision",
           {{"revision", vacancy_revision}});
}

std::vector<Moving> moving(sql::Transaction& tx) {
    std::vector<Moving> all;
    for (const auto& row : tx.all("select vacancy_id, batch_id, price, capacity - given_then, given, given - given_then from matching_price"
                                  " where capacity > given_then and (price > 0 or given > given_then) order by vacancy_id"))
        all.push_back({row.id<VacancyId>(0), row.id<BatchId>(1), row.number(2), row.number(3), row.number(4), row.number(5)});
    return all;
}

void move_price(sql::Transaction& tx, VacancyId vacancy, std::int32_t price, std::int64_t version) {
    tx.run("update matching_price set price = :price, version = :version where vacancy_id = :vacancy",
           {{"price", price}, {"version", version}, {"vacancy", vacancy}});
}

void note_given(sql::Transaction& tx, VacancyId vacancy, int given) {
    tx.run("update matching_price set given_then = :given where vacancy_id = :vacancy", {{"given", given}, {"vacancy", vacancy}});
}

void set_capacity(sql::Transaction& tx, VacancyId vacancy, int capacity) {
    tx.run(
        "update matching_price set capacity = case when given > :capacity then given else :capacity end where vacancy_id = :vacancy and "
        "capacity <> :capacity",
        {{"capacity", capacity}, {"vacancy", vacancy}});
}

void keep_price(sql::Transaction& tx, const PriceThen& one) {
    const auto of_pace = [&](std::int32_t Pace::*part) { return one.pace ? std::optional(std::int64_t{(*one.pace).*part}) : std::nullopt; };
    tx.run(
        "insert into matching_price_then (vacancy_id, version, batch_id, price, price_before, taken, expected, at)"
        " values (:vacancy, :version, :batch, :price, :before, :taken, :expected, :at)",
        {{"vacancy", one.vacancy},
         {"version", one.version},
         {"batch", one.batch},
         {"price", one.price},
         {"before", of_pace(&Pace::before)},
         {"taken", of_pace(&Pace::taken)},
         {"expected", of_pace(&Pace::expected)},
         {"at", one.at}});
}

std::optional<PriceThen> price_then(sql::Transaction& tx, VacancyId vacancy, std::int64_t version) {
    const auto row = tx.one(
        "select batch_id, price, price_before, taken, expected, at from matching_price_then where vacancy_id = :vacancy and version = "
        ":version",
        {{"vacancy", vacancy}, {"version", version}});
    if (!row) return {};
    PriceThen made{
        .vacancy = vacancy, .version = version, .batch = row->id<BatchId>(0), .price = row->number(1), .pace = {}, .at = row->instant(5)};
    if (!row->is_null(2)) made.pace = Pace{row->number(2), row->number(3), row->number(4)};
    return made;
}

int forget_prices(sql::Transaction& tx, Instant before) {
    return tx.run(
        "delete from matching_price_then where at < :before"
        " and not exists (select 1 from matching_record where matching_record.vacancy_id = matching_price_then.vacancy_id"
        " and matching_record.price_version = matching_price_then.version)"
        " and not exists (select 1 from matching_price where matching_price.vacancy_id = matching_price_then.vacancy_id"
        " and matching_price.version = matching_price_then.version)",
        {{"before", before}});
}

// --- what a person costs a company's list ---

void put_person_price(sql::Transaction& tx, BatchId batch, const PersonPrice& one) {
    tx.run(
        "insert into matching_person_price (profile_id, office_id, batch_id, price) values (:profile, :office, :batch, :price)"
        " on conflict (profile_id) do update set batch_id = excluded.batch_id, price = excluded.price",
        {{"profile", one.profile}, {"office", one.office}, {"batch", batch}, {"price", one.price}});
}

void drop_person_prices_but(sql::Transaction& tx, BatchId batch) {
    tx.run("delete from matching_person_price where batch_id <> :batch", {{"batch", batch}});
}

std::vector<PersonPrice> person_prices(sql::Transaction& tx, OfficeId office) {
    std::vector<PersonPrice> all;
    for (const auto& row :
         tx.all("select profile_id, price from matching_person_price where office_id = :office order by profile_id", {{"office", office}}))
        all.push_back({row.id<ProfileId>(0), office, row.number(1)});
    return all;
}

}  // namespace matching::store
