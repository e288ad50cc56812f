#include "modules/matching/store_fit.hpp"

#include <nlohmann/json.hpp>

#include "modules/matching/rules_fit.hpp"
#include "platform/crypto/vault.hpp"

namespace matching::store {

namespace {

using nlohmann::json;
using vacancies::Vacancy;
using vacancies::VacancyId;

// What judging a pair reads of a vacancy, and nothing else.
std::string facts_of(const Vacancy& vacancy) {
    return json{{"occupation", vacancy.occupation},
                {"place", vacancy.place_code},
                {"contract", vacancies::code(vacancy.contract)},
                {"mode", vacancies::code(vacancy.mode)},
                {"wage", {vacancy.wage_low, vacancy.wage_high}},
                {"education", vacancy.education_min},
                {"majors", vacancy.majors},
                {"skills", vacancy.skills},
                {"certificates", vacancy.certificates},
                {"languages", vacancy.languages},
                {"experience", vacancy.experience_months},
                {"accommodations", vacancy.accommodations},
                {"title", vacancy.title},
                {"published", vacancy.published_at ? vacancy.published_at->seconds : 0},
                {"liked", vacancy.certificates_preferred}}
        .dump();
}

vacancies::WorkMode mode_of(std::string_view text) {
    for (const auto mode : {vacancies::WorkMode::on_site, vacancies::WorkMode::hybrid, vacancies::WorkMode::remote})
        if (vacancies::code(mode) == text) return mode;
    throw sql::Failure("matching_vacancy_then: mode " + std::string(text));
}

std::string_view code(Slot slot) {
    switch (slot) {
        case Slot::batch: return "batch";
        case Slot::open: return "open";
        case Slot::officer: return "officer";
        case Slot::explore: return "explore";
    }
    return "";
}
Slot slot_of(std::string_view text) {
    for (const auto slot : {Slot::batch, Slot::officer, Slot::explore})
        if (code(slot) == text) return slot;
    return Slot::open;
}
std::string_view code(OverrideKind kind) {
    switch (kind) {
        case OverrideKind::pin: return "pin";
        case OverrideKind::veto: return "veto";
        case OverrideKind::relax: return "relax";
    }
    return "";
}
OverrideKind kind_of(std::string_view text) {
    return text == "pin" ? OverrideKind::pin : text == "veto" ? OverrideKind::veto : OverrideKind::relax;
}

constexpr std::string_view record_columns =
    "select id, office_id, profile_id, profile_version, vacancy_id, vacancy_revision, weights, settings, relaxed, day, outcome, score, "
    "price, rank, slot,"
    " batch_id, at, price_version, propensity from matching_record ";
std::string select_record(std::string_view rest) { return std::string(record_columns) + std::string(rest); }

Record record_of(const sql::Row& row) {
    return {.id = row.id<RecordId>(0),
            .office = row.id<OfficeId>(1),
            .profile = row.id<ProfileId>(2),
            .profile_version = row.number(3),
            .vacancy = row.id<VacancyId>(4),
            .vacancy_revision = row.integer(5),
            .weights = row.text(6),
            .settings = row.text(7),
            .relaxed = row.text(8),
            .day = row.date(9),
            .outcome = row.text(10),
            .score = row.number(11),
            .price = row.number(12),
            .price_version = row.integer(17),
            .rank = row.number(13),
            .slot = slot_of(row.text(14)),
            .propensity = row.number(18),
            .batch = row.id<BatchId>(15),
            .at = row.instant(16)};
}

constexpr std::string_view objection_columns =
    "select id, office_id, profile_id, vacancy_id, words, answer, at, answered_at from matching_objection ";
std::string select_objection(std::string_view rest) { return std::string(objection_columns) + std::string(rest); }

Objection objection_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.integer(0);
    return {.id = {id},
            .office = row.id<OfficeId>(1),
            .profile = row.id<ProfileId>(2),
            .vacancy = row.id<VacancyId>(3),
            .words = vault.open_sealed({"matching_objection.words", id}, row.text(4)),
            .answer = vault.open_sealed({"matching_objection.answer", id}, row.text(5)),
            .at = row.instant(6),
            .is_answered = !row.is_null(7)};
}

}  // namespace

// --- records ---

void keep_vacancy(sql::Transaction& tx, const Vacancy& vacancy) {
    tx.run(
        "insert into matching_vacancy_then (vacancy_id, revision, facts, form) values (:id, :revision, :facts, 2)"
        " on conflict (vacancy_id, revision) do update set facts = excluded.facts, form = 2 where matching_vacancy_then.form < 2",
        {{"id", vacancy.id}, {"revision", vacancy.revision}, {"facts", facts_of(vacancy)}});
}

std::optional<Vacancy> vacancy_then(sql::Transaction& tx, VacancyId id, std::int64_t revision) {
    const auto row = tx.one("select facts from matching_vacancy_then where vacancy_id = :id and revision = :revision",
                            {{"id", id}, {"revision", revision}});
    if (!row) return {};
    const auto kept = json::parse(row->text(0));
    Vacancy vacancy;
    vacancy.id = id;
    vacancy.revision = revision;
    vacancy.occupation = kept.at("occupation").get<std::string>();
    vacancy.place_code = kept.at("place").get<std::string>();
    vacancy.contract = parse_contract(kept.at("contract").get<std::string>()).value();
    vacancy.mode = mode_of(kept.at("mode").get<std::string>());
    vacancy.wage_low = kept.at("wage").at(0).get<std::int64_t>();
    vacancy.wage_high = kept.at("wage").at(1).get<std::int64_t>();
    vacancy.education_min = kept.at("education").get<std::string>();
    vacancy.majors = kept.at("majors").get<std::vector<std::string>>();
    vacancy.skills = kept.at("skills").get<std::vector<std::string>>();
    vacancy.certificates = kept.at("certificates").get<std::vector<std::string>>();
    vacancy.languages = kept.at("languages").get<std::vector<std::string>>();
    vacancy.experience_months = kept.at("experience").get<int>();
    vacancy.accommodations = kept.at("accommodations").get<std::vector<std::string>>();
    // Of the second form on.
    vacancy.title = kept.value("title", "");
    if (const auto published = kept.value("published", std::int64_t{0}); published != 0) vacancy.published_at = Instant{published};
    vacancy.certificates_preferred = kept.value("liked", std::vector<std::string>{});
    return vacancy;
}

bool add_record(sql::Transaction& tx, const Record& one) {
    return tx.run(
               "insert into matching_record (id, office_id, profile_id, profile_version, vacancy_id, vacancy_revision, weights, settings, "
               "relaxed, day,"
               " outcome, score, price, price_version, rank, slot, propensity, batch_id, at) values (:id, :office, :profile, "
               ":profile_version, :vacancy, "
               ":vacancy_revision, :weights,"
               " :settings, :relaxed, :day, :outcome, :score, :price, :price_version, :rank, :slot, :propensity, :batch, :at)"
               " on conflict (profile_id, profile_version, vacancy_id, vacancy_revision, weights, relaxed) do nothing",
               {{"id", one.id},
                {"office", one.office},
                {"profile", one.profile},
                {"profile_version", one.profile_version},
                {"vacancy", one.vacancy},
                {"vacancy_revision", one.vacancy_revision},
                {"weights", one.weights},
                {"settings", one.settings},
                {"relaxed", one.relaxed},
                {"day", one.day},
                {"outcome", one.outcome},
                {"score", one.score},
                {"price", one.price},
                {"price_version", one.price_version},
                {"rank", one.rank},
                {"slot", code(one.slot)},
                {"propensity", one.propensity},
                {"batch", one.batch},
                {"at", one.at}}) == 1;
}

std::optional<Record> find_record(sql::Transaction& tx, RecordId id) {
    const auto row = tx.one(select_record("where id = :id"), {{"id", id}});
    if (!row) return {};
    return record_of(*row);
}

std::vector<Record> records_of(sql::Transaction& tx, ProfileId profile, int limit) {
    std::vector<Record> all;
    for (const auto& row :
         tx.all(select_record("where profile_id = :profile order by id desc limit :limit"), {{"profile", profile}, {"limit", limit}}))
        all.push_back(record_of(row));
    return all;
}

std::set<VacancyId> vacancies_shown(sql::Transaction& tx, ProfileId profile) {
    std::set<VacancyId> all;
    for (const auto& row : tx.all("select distinct vacancy_id from matching_record where profile_id = :profile", {{"profile", profile}}))
        all.insert(row.id<VacancyId>(0));
    return all;
}

std::vector<VacancyId> tried_since(sql::Transaction& tx, ProfileId profile, BatchId batch) {
    std::vector<VacancyId> all;
    for (const auto& row : tx.all("select vacancy_id from matching_record where profile_id = :profile and batch_id = :batch and slot = "
                                  "'explore' order by rank, id",
                                  {{"profile", profile}, {"batch", batch}}))
        all.push_back(row.id<VacancyId>(0));
    return all;
}

std::vector<Record> records_after(sql::Transaction& tx, RecordId after, int limit) {
    std::vector<Record> all;
    for (const auto& row : tx.all(select_record("where id > :after order by id limit :limit"), {{"after", after}, {"limit", limit}}))
        all.push_back(record_of(row));
    return all;
}

int forget_records(sql::Transaction& tx, Instant before) {
    const int gone = tx.run("delete from matching_record where at < :before", {{"before", before}});
    if (gone == 0) return 0;
    tx.run(
        "delete from matching_profile_then where not exists (select 1 from matching_record where matching_record.profile_id ="
        " matching_profile_then.profile_id and matching_record.profile_version = matching_profile_then.version)");
    tx.run(
        "delete from matching_vacancy_then where not exists (select 1 from matching_record where matching_record.vacancy_id ="
        " matching_vacancy_then.vacancy_id and matching_record.vacancy_revision = matching_vacancy_then.revision)");
    return gone;
}

// --- prices and slots ---

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

void return_slots(sql::Transaction& tx, ProfileId profile) {
    tx.run(
        "update matching_price set given = given - 1 where given > 0 and vacancy_id in (select vacancy_id from matching_slot where "
        "profile_id = :profile)",
        {{"profile", profile}});
    tx.run("delete from matching_slot where profile_id = :profile", {{"profile", profile}});
}

void return_slot(sql::Transaction& tx, ProfileId profile, VacancyId vacancy) {
    if (tx.run("delete from matching_slot where profile_id = :profile and vacancy_id = :vacancy",
               {{"profile", profile}, {"vacancy", vacancy}}) == 1)
        tx.run("update matching_price set given = given - 1 where given > 0 and vacancy_id = :vacancy", {{"vacancy", vacancy}});
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

// --- the counsellor's word ---

namespace {

constexpr std::string_view override_columns =
    "select id, office_id, profile_id, vacancy_id, kind, item, reason, by_account, at, until from matching_override where ";
std::string select_override(std::string_view rest) { return std::string(override_columns) + std::string(rest); }

std::vector<Override> overrides_in(const std::vector<sql::Row>& rows) {
    std::vector<Override> all;
    for (const auto& row : rows)
        all.push_back({.id = row.id<OverrideId>(0),
                       .office = row.id<OfficeId>(1),
                       .profile = row.id<ProfileId>(2),
                       .vacancy = row.id<VacancyId>(3),
                       .kind = kind_of(row.text(4)),
                       .item = row.text(5),
                       .reason = row.text(6),
                       .by = row.id<AccountId>(7),
                       .at = row.instant(8),
                       .until = row.instant(9)});
    return all;
}

}  // namespace

bool add_override(sql::Transaction& tx, const Override& one) {
    return tx
        .try_run(
            "insert into matching_override (id, office_id, profile_id, vacancy_id, kind, item, reason, by_account, at, until)"
            " values (:id, :office, :profile, :vacancy, :kind, :item, :reason, :by_account, :at, :until)",
            {{"id", one.id},
             {"office", one.office},
             {"profile", one.profile},
             {"vacancy", one.vacancy},
             {"kind", code(one.kind)},
             {"item", one.item},
             {"reason", one.reason},
             {"by_account", one.by},
             {"at", one.at},
             {"until", one.until}})
        .has_value();
}

bool end_override(sql::Transaction& tx, OfficeId office, OverrideId id, Instant now) {
    return tx.run("update matching_override set ended_at = :now where id = :id and office_id = :office and ended_at is null",
                  {{"id", id}, {"office", office}, {"now", now}}) == 1;
}

std::vector<Override> overrides_of(sql::Transaction& tx, ProfileId profile, Instant now) {
    return overrides_in(tx.all(select_override("profile_id = :profile and ended_at is null and until > :now order by id"),
                               {{"profile", profile}, {"now", now}}));
}

std::vector<Override> overrides_for(sql::Transaction& tx, VacancyId vacancy, Instant now) {
    return overrides_in(tx.all(select_override("vacancy_id = :vacancy and ended_at is null and until > :now order by id"),
                               {{"vacancy", vacancy}, {"now", now}}));
}

std::vector<Override> vetoes(sql::Transaction& tx, Instant now) {
    return overrides_in(tx.all(select_override("kind = 'veto' and ended_at is null and until > :now order by id"), {{"now", now}}));
}

std::vector<Word> words_since(sql::Transaction& tx, OfficeId office, Instant since) {
    std::vector<Word> all;
    for (const auto& row : tx.all("select profile_id, kind from matching_override where office_id = :office and at >= :since order by id",
                                  {{"office", office}, {"since", since}}))
        all.push_back({row.id<ProfileId>(0), kind_of(row.text(1))});
    return all;
}

// --- objections ---

void add_objection(sql::Transaction& tx, const crypto::Vault& vault, const Objection& one) {
    tx.run(
        "insert into matching_objection (id, office_id, profile_id, vacancy_id, words, answer, at, answered_by) values (:id, :office, "
        ":profile, :vacancy, :words, '', :at, 0)",
        {{"id", one.id},
         {"office", one.office},
         {"profile", one.profile},
         {"vacancy", one.vacancy},
         {"words", vault.seal({"matching_objection.words", one.id.value}, one.words)},
         {"at", one.at}});
}

std::optional<Objection> find_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id) {
    const auto row = tx.one(select_objection("where id = :id"), {{"id", id}});
    if (!row) return {};
    return objection_of(vault, *row);
}

std::vector<Objection> objections(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, bool answered, int limit) {
    std::vector<Objection> all;
    const auto rows = answered
                          ? tx.all(select_objection("where office_id = :office and answered_at is not null order by id desc limit :limit"),
                                   {{"office", office}, {"limit", limit}})
                          : tx.all(select_objection("where office_id = :office and answered_at is null order by id limit :limit"),
                                   {{"office", office}, {"limit", limit}});
    for (const auto& row : rows) all.push_back(objection_of(vault, row));
    return all;
}

std::vector<Objection> objections_of(sql::Transaction& tx, const crypto::Vault& vault, ProfileId profile) {
    std::vector<Objection> all;
    for (const auto& row : tx.all(select_objection("where profile_id = :profile order by id desc limit 20"), {{"profile", profile}}))
        all.push_back(objection_of(vault, row));
    return all;
}

bool answer_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id, std::string_view answer, AccountId by,
                      Instant now) {
    return tx.run(
               "update matching_objection set answer = :answer, answered_at = :now, answered_by = :by_account where id = :id and "
               "answered_at is null",
               {{"answer", vault.seal({"matching_objection.answer", id.value}, answer)}, {"now", now}, {"by_account", by}, {"id", id}}) ==
           1;
}

void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (const auto& row : tx.all("select p.vacancy_id, p.given, count(s.vacancy_id) from matching_price p left join matching_slot s on "
                                  "s.vacancy_id = p.vacancy_id"
                                  " group by p.vacancy_id, p.given having count(s.vacancy_id) > p.given order by p.vacancy_id limit 20"))
        faults.push_back("matching_price " + row.text(0) + ": " + row.text(2) + " people hold a place of " + row.text(1) + " given");
    for (const auto& row :
         tx.all("select r.id from matching_record r where not exists (select 1 from matching_profile_then p where p.profile_id = "
                "r.profile_id and"
                " p.version = r.profile_version) or not exists (select 1 from matching_vacancy_then v where v.vacancy_id = r.vacancy_id and"
                " v.revision = r.vacancy_revision) order by r.id limit 20"))
        faults.push_back("matching_record " + row.text(0) + " cannot be computed again");
    for (const auto& row : tx.all("select r.id from matching_record r where r.price > 0 and r.price_version > 0 and not exists (select 1 "
                                  "from matching_price_then p where p.vacancy_id = r.vacancy_id and p.version = r.price_version and "
                                  "p.price = r.price) order by r.id limit 20"))
        faults.push_back("matching_record " + row.text(0) + " has a price that was never asked");
    for (const auto& row : tx.all("select id from matching_override where kind = 'relax' and item = 'of_age'"))
        faults.push_back("matching_override " + row.text(0) + " sets the legal age aside");
}

}  // namespace matching::store
