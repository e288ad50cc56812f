#include "modules/matching/store_slot.hpp"

namespace matching::store {

namespace {

using vacancies::VacancyId;

}  // namespace

void add_batch(sql::Transaction& tx, const Batch& batch, std::string_view weights, std::string_view settings) {
    tx.run(
        "insert into matching_batch (id, at, weights, settings, seekers, vacancies, pairs, value, bound, sweeps, with_nothing)"
        " values (:id, :at, :weights, :settings, :seekers, :vacancies, :pairs, :value, :bound, :sweeps, :nothing)",
        {{"id", batch.id},
         {"at", batch.at},
         {"weights", weights},
         {"settings", settings},
         {"seekers", batch.seekers},
         {"vacancies", batch.vacancies},
         {"pairs", batch.pairs},
         {"value", batch.value},
         {"bound", batch.bound},
         {"sweeps", batch.sweeps},
         {"nothing", batch.with_nothing}});
}

std::optional<Batch> newest_batch(sql::Transaction& tx) {
    const auto row = tx.one(
        "select id, at, seekers, vacancies, pairs, value, bound, sweeps, with_nothing from matching_batch order by at desc, id desc limit "
        "1");
    if (!row) return {};
    return Batch{.id = row->id<BatchId>(0),
                 .at = row->instant(1),
                 .seekers = row->number(2),
                 .vacancies = row->number(3),
                 .pairs = row->integer(4),
                 .value = row->integer(5),
                 .bound = row->integer(6),
                 .sweeps = row->number(7),
                 .with_nothing = row->number(8)};
}

std::optional<Price> find_price(sql::Transaction& tx, VacancyId vacancy) {
    const auto row =
        tx.one("select price, capacity, given, version from matching_price where vacancy_id = :vacancy", {{"vacancy", vacancy}});
    if (!row) return {};
    return Price{row->number(0), row->number(1), row->number(2), row->integer(3)};
}

std::vector<Priced> prices(sql::Transaction& tx) {
    std::vector<Priced> all;
    for (const auto& row : tx.all("select vacancy_id, price, capacity, given, version from matching_price order by vacancy_id"))
        all.push_back({row.id<VacancyId>(0), {row.number(1), row.number(2), row.number(3), row.integer(4)}});
    return all;
}

std::vector<Priced> scarce(sql::Transaction& tx) {
    std::vector<Priced> all;
    for (const auto& row :
         tx.all("select vacancy_id, price, capacity, given, version from matching_price where price > 0 or given >= capacity order by "
                "vacancy_id"))
        all.push_back({row.id<VacancyId>(0), {row.number(1), row.number(2), row.number(3), row.integer(4)}});
    return all;
}

void begin_price(sql::Transaction& tx, OfficeId office, VacancyId vacancy, int capacity) {
    tx.run(
        "insert into matching_price (vacancy_id, office_id, batch_id, price, capacity, given) values (:vacancy, :office, 0, 0, :capacity, "
        "0)"
        " on conflict (vacancy_id) do nothing",
        {{"vacancy", vacancy}, {"office", office}, {"capacity", capacity}});
}

void put_price(sql::Transaction& tx, BatchId batch, OfficeId office, VacancyId vacancy, const Price& price) {
    tx.run(
        "insert into matching_price (vacancy_id, office_id, batch_id, price, capacity, given, version, given_then) values (:vacancy, "
        ":office, :batch, :price, :capacity, :given, :version, :given)"
        " on conflict (vacancy_id) do update set batch_id = excluded.batch_id, price = excluded.price, capacity = excluded.capacity,"
        " given = excluded.given, version = excluded.version, given_then = excluded.given_then",
        {{"vacancy", vacancy},
         {"office", office},
         {"batch", batch},
         {"price", price.price},
         {"capacity", price.capacity},
         {"given", price.given},
         {"version", price.version}});
}

void drop_prices_but(sql::Transaction& tx, BatchId batch) {
    tx.run("delete from matching_price where batch_id <> :batch", {{"batch", batch}});
}

void close_price(sql::Transaction& tx, VacancyId vacancy) {
    tx.run("update matching_price set capacity = given where vacancy_id = :vacancy", {{"vacancy", vacancy}});
    tx.run("delete from matching_slot where vacancy_id = :vacancy and seen_at is null", {{"vacancy", vacancy}});
}

std::vector<Held> slots_of(sql::Transaction& tx, ProfileId profile) {
    std::vector<Held> all;
    for (const auto& row : tx.all("select vacancy_id, seen_at, batch_id from matching_slot where profile_id = :profile order by vacancy_id",
                                  {{"profile", profile}}))
        all.push_back({row.id<VacancyId>(0), !row.is_null(1), row.id<BatchId>(2)});
    return all;
}

// The row of the price is the lock: two people who want the last place ask one after the other.
bool take_slot(sql::Transaction& tx, const Profile& profile, VacancyId vacancy, int rank, Instant now) {
    const auto left =
        tx.one("update matching_price set given = given + 1 where vacancy_id = :vacancy and given < capacity returning batch_id",
               {{"vacancy", vacancy}});
    if (!left) return false;
    const int made = tx.run(
        "insert into matching_slot (profile_id, vacancy_id, office_id, batch_id, seen_at, rank) values (:profile, :vacancy, :office, "
        ":batch, :now, :rank)"
        " on conflict (profile_id, vacancy_id) do nothing",
        {{"profile", profile.id},
         {"vacancy", vacancy},
         {"office", profile.office},
         {"batch", left->integer(0)},
         {"now", now},
         {"rank", rank}});
    if (made == 1) return true;
    tx.run("update matching_price set given = given - 1 where vacancy_id = :vacancy", {{"vacancy", vacancy}});
    return false;
}

void give_slot(sql::Transaction& tx, BatchId batch, OfficeId office, ProfileId profile, VacancyId vacancy) {
    tx.run(
        "insert into matching_slot (profile_id, vacancy_id, office_id, batch_id, seen_at, rank) values (:profile, :vacancy, :office, "
        ":batch, null, 0)"
        " on conflict (profile_id, vacancy_id) do update set batch_id = excluded.batch_id",
        {{"profile", profile}, {"vacancy", vacancy}, {"office", office}, {"batch", batch}});
}

void return_slot(sql::Transaction& tx, ProfileId profile, VacancyId vacancy) {
    if (tx.run("delete from matching_slot where profile_id = :profile and vacancy_id = :vacancy",
               {{"profile", profile}, {"vacancy", vacancy}}) == 1)
        tx.run("update matching_price set given = given - 1 where given > 0 and vacancy_id = :vacancy", {{"vacancy", vacancy}});
}

void return_slots(sql::Transaction& tx, ProfileId profile) {
    for (const auto& held : slots_of(tx, profile)) return_slot(tx, profile, held.vacancy);
}

void mark_seen(sql::Transaction& tx, ProfileId profile, VacancyId vacancy, int rank, Instant now) {
    tx.run(
        "update matching_slot set seen_at = :now, rank = :rank where profile_id = :profile and vacancy_id = :vacancy and seen_at is null",
        {{"profile", profile}, {"vacancy", vacancy}, {"rank", rank}, {"now", now}});
}

void drop_unseen_slots(sql::Transaction& tx, BatchId before) {
    tx.run("delete from matching_slot where batch_id <> :batch and seen_at is null", {{"batch", before}});
}

void drop_slots_without_price(sql::Transaction& tx) {
    tx.run(
        "delete from matching_slot where not exists (select 1 from matching_price where matching_price.vacancy_id = "
        "matching_slot.vacancy_id)");
}

std::vector<std::pair<VacancyId, int>> slot_counts(sql::Transaction& tx) {
    std::vector<std::pair<VacancyId, int>> all;
    for (const auto& row : tx.all("select vacancy_id, count(*) from matching_slot group by vacancy_id order by vacancy_id"))
        all.emplace_back(row.id<VacancyId>(0), row.number(1));
    return all;
}

namespace {
std::vector<SlotRow> slot_rows(const std::vector<sql::Row>& rows) {
    std::vector<SlotRow> all;
    for (const auto& row : rows) all.push_back({row.id<ProfileId>(0), row.id<VacancyId>(1), row.number(2), !row.is_null(3)});
    return all;
}
}  // namespace

std::vector<SlotRow> slots(sql::Transaction& tx, OfficeId office) {
    return slot_rows(
        tx.all("select profile_id, vacancy_id, rank, seen_at from matching_slot where office_id = :office order by profile_id, vacancy_id",
               {{"office", office}}));
}

std::vector<SlotRow> seen_slots(sql::Transaction& tx) {
    return slot_rows(tx.all(
        "select profile_id, vacancy_id, rank, seen_at from matching_slot where seen_at is not null order by profile_id, vacancy_id"));
}

}  // namespace matching::store
