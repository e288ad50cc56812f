#include "modules/matching/store_counsel.hpp"

#include "platform/crypto/vault.hpp"

namespace matching::store {

namespace {

using vacancies::VacancyId;

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

std::optional<VacancyId> vacancy_of_override(sql::Transaction& tx, OfficeId office, OverrideId id) {
    const auto row =
        tx.one("select vacancy_id from matching_override where id = :id and office_id = :office", {{"id", id}, {"office", office}});
    if (!row) return {};
    return row->id<VacancyId>(0);
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

}  // namespace matching::store
