#include "modules/matching/store_profile.hpp"

#include <nlohmann/json.hpp>

#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace matching::store {

namespace {

using nlohmann::json;

std::string to_text(const Profile& profile) {
    json skills = json::array();
    for (const auto& one : profile.skills) skills.push_back({{"name", one.name}, {"level", one.level}, {"evidence", code(one.evidence)}});
    json pasts = json::array();
    for (const auto& one : profile.experience)
        pasts.push_back({{"occupation", one.occupation}, {"employer", one.employer}, {"months", one.months}});
    json contracts = json::array();
    for (const auto one : profile.wishes.contracts) contracts.push_back(vacancies::code(one));
    return json{{"home", profile.home},
                {"education", profile.education},
                {"major", profile.major},
                {"experience", pasts},
                {"skills", skills},
                {"certificates", profile.certificates},
                {"languages", profile.languages},
                {"occupations", profile.wishes.occupations},
                {"reach", code(profile.wishes.reach)},
                {"kilometres", profile.wishes.kilometres},
                {"travel", code(profile.wishes.travel)},
                {"would_move", profile.wishes.would_move},
                {"wage", profile.wishes.wage},
                {"contracts", contracts},
                {"hours", profile.wishes.hours},
                {"needs", profile.needs},
                {"of_age_on", profile.of_age_on.iso()}}
        .dump();
}

void read_into(Profile& profile, const std::string& words) {
    const auto kept = json::parse(words);
    profile.home = kept.at("home").get<std::string>();
    profile.education = kept.at("education").get<std::string>();
    profile.major = kept.at("major").get<std::string>();
    for (const auto& one : kept.at("experience"))
        profile.experience.push_back(
            {one.at("occupation").get<std::string>(), one.at("employer").get<std::string>(), one.at("months").get<int>()});
    for (const auto& one : kept.at("skills"))
        profile.skills.push_back(
            {one.at("name").get<std::string>(), one.at("level").get<int>(), parse_evidence(one.at("evidence").get<std::string>()).value()});
    profile.certificates = kept.at("certificates").get<std::vector<std::string>>();
    profile.languages = kept.at("languages").get<std::vector<std::string>>();
    profile.wishes.occupations = kept.at("occupations").get<std::vector<std::string>>();
    profile.wishes.reach = parse_reach(kept.at("reach").get<std::string>()).value();
    profile.wishes.kilometres = kept.value("kilometres", 0);  // older ones were not asked
    profile.wishes.travel = parse_travel(kept.at("travel").get<std::string>()).value();
    profile.wishes.would_move = kept.at("would_move").get<bool>();
    profile.wishes.wage = kept.at("wage").get<std::int64_t>();
    for (const auto& one : kept.at("contracts")) profile.wishes.contracts.push_back(parse_contract(one.get<std::string>()).value());
    profile.wishes.hours = kept.at("hours").get<std::string>();
    profile.needs = kept.at("needs").get<std::vector<std::string>>();
    profile.of_age_on = Date::parse(kept.at("of_age_on").get<std::string>()).value();
}

constexpr std::string_view columns =
    "select id, office_id, person_key, application_id, sealed, suggestions, shown_masked, digest, by_staff, revision, version from "
    "matching_profile ";

Profile profile_of(const crypto::Vault& vault, const sql::Row& row) {
    Profile profile{.id = row.id<ProfileId>(0),
                    .office = row.id<OfficeId>(1),
                    .person_key = row.text(2),
                    .application = row.id<registration::ApplicationId>(3),
                    .consent = {row.flag(5), row.flag(6), row.flag(7)},
                    .by_staff = row.flag(8),
                    .revision = row.integer(9),
                    .version = row.number(10)};
    read_into(profile, vault.open_sealed({"matching_profile.sealed", profile.id.value}, row.text(4)));
    return profile;
}

std::string select(std::string_view rest) { return std::string(columns) + std::string(rest); }

std::int64_t next_revision(sql::Transaction& tx) {
    begin_state(tx);
    return tx.one("update matching_state set profile_revision = profile_revision + 1 where id = 1 returning profile_revision")->integer(0);
}

}  // namespace

std::optional<Profile> find_profile(sql::Transaction& tx, const crypto::Vault& vault, ProfileId id) {
    const auto row = tx.one(select("where id = :id"), {{"id", id}});
    if (!row) return {};
    return profile_of(vault, *row);
}

std::optional<Profile> find_profile(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, std::string_view person_key) {
    const auto row =
        tx.one(select("where office_id = :office and person_key = :person_key"), {{"office", office}, {"person_key", person_key}});
    if (!row) return {};
    return profile_of(vault, *row);
}

bool save_profile(sql::Transaction& tx, const crypto::Vault& vault, Profile& profile, Instant now) {
    const auto expected = profile.version;
    if (expected == 0) profile.id = {ids::next()};
    const auto revision = next_revision(tx);
    const auto sealed = vault.seal({"matching_profile.sealed", profile.id.value}, to_text(profile));
    const auto flag = [](bool on) { return on ? 1 : 0; };
    const std::vector<sql::Param> values{{"id", profile.id},
                                         {"office", profile.office},
                                         {"person_key", profile.person_key},
                                         {"application", profile.application},
                                         {"sealed", sealed},
                                         {"suggestions", flag(profile.consent.suggestions)},
                                         {"shown", flag(profile.consent.shown_masked)},
                                         {"digest", flag(profile.consent.digest)},
                                         {"by_staff", flag(profile.by_staff)},
                                         {"revision", revision},
                                         {"expected", expected},
                                         {"now", now}};
    const auto changed =
        expected == 0
            ? tx.try_run(
                  "insert into matching_profile (id, office_id, person_key, application_id, sealed, suggestions, shown_masked,"
                  " digest, by_staff, revision, version, changed_at) values (:id, :office, :person_key, :application, :sealed,"
                  " :suggestions, :shown, :digest, :by_staff, :revision, :expected + 1, :now)",
                  values)
            : tx.try_run(
                  "update matching_profile set application_id = :application, sealed = :sealed, suggestions = :suggestions,"
                  " shown_masked = :shown, digest = :digest, by_staff = :by_staff, revision = :revision, version = version + 1,"
                  " changed_at = :now where id = :id and office_id = :office and person_key = :person_key and version = :expected",
                  values);
    if (!changed || *changed == 0) return false;
    profile.revision = revision;
    profile.version = expected + 1;
    return true;
}

bool end_consent(sql::Transaction& tx, Profile& profile, Instant now) {
    if (profile.consent == Consent{}) return false;
    const auto revision = next_revision(tx);
    const auto row = tx.one(
        "update matching_profile set suggestions = 0, shown_masked = 0, digest = 0, revision = :revision, version = version + 1,"
        " changed_at = :now where id = :id and application_id = :application returning version",
        {{"id", profile.id}, {"application", profile.application}, {"revision", revision}, {"now", now}});
    if (!row) return false;
    profile.consent = {};
    profile.revision = revision;
    profile.version = row->number(0);
    return true;
}

std::vector<Profile> profiles_changed_after(sql::Transaction& tx, const crypto::Vault& vault, std::int64_t revision, int limit) {
    std::vector<Profile> all;
    for (const auto& row :
         tx.all(select("where revision > :revision order by revision limit :limit"), {{"revision", revision}, {"limit", limit}}))
        all.push_back(profile_of(vault, row));
    return all;
}

State state(sql::Transaction& tx) {
    const auto row = tx.one("select token, profile_revision from matching_state where id = 1");
    return row ? State{row->integer(0), row->integer(1)} : State{};
}

void begin_state(sql::Transaction& tx) {
    tx.run("insert into matching_state (id, token, profile_revision) values (1, :token, 0) on conflict (id) do nothing",
           {{"token", ids::next()}});
}

void keep_profile(sql::Transaction& tx, const crypto::Vault& vault, const Profile& profile) {
    tx.run(
        "insert into matching_profile_then (profile_id, version, office_id, sealed) values (:id, :version, :office, :sealed)"
        " on conflict (profile_id, version) do nothing",
        {{"id", profile.id},
         {"version", profile.version},
         {"office", profile.office},
         {"sealed", vault.seal({"matching_profile_then.sealed", profile.id.value}, to_text(profile))}});
}

std::optional<Profile> profile_then(sql::Transaction& tx, const crypto::Vault& vault, ProfileId id, int version) {
    const auto row = tx.one("select office_id, sealed from matching_profile_then where profile_id = :id and version = :version",
                            {{"id", id}, {"version", version}});
    if (!row) return {};
    Profile profile{.id = id, .office = row->id<OfficeId>(0), .version = version};
    read_into(profile, vault.open_sealed({"matching_profile_then.sealed", id.value}, row->text(1)));
    return profile;
}

}  // namespace matching::store
