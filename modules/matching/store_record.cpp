#include "modules/matching/store_record.hpp"

#include <nlohmann/json.hpp>

#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"

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

}  // namespace

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

}  // namespace matching::store
