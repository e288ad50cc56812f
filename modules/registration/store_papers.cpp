#include "modules/registration/store.hpp"
#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

constexpr std::string_view document_columns =
    "select d.id, d.application_id, d.kind, d.file, d.content_type, d.bytes, d.blurred, d.dark, d.added_at, s.seen_at,"
    " d.place, d.on_card"
    " from registration_document d left join registration_original_seen s"
    " on s.application_id = d.application_id and s.kind = d.kind";

Document document_from(const sql::Row& row) {
    return {row.id<DocumentId>(0), row.id<ApplicationId>(1), row.text(2),    row.text(3),
            row.text(4),           row.integer(5),           row.flag(6),    row.flag(7),
            row.instant(8),        row.instant_or_none(9),   row.number(10), row.flag(11)};
}

}  // namespace

void add_document(sql::Transaction& tx, const Document& document, OfficeId office) {
    tx.run(
        "insert into registration_document (id, application_id, office_id, kind, file, content_type, bytes, blurred, dark,"
        " added_at, place, on_card) values (:id, :application, :office, :kind, :file, :type, :bytes, :blurred, :dark, :now,"
        " :place, :on_card)",
        {{"id", document.id},
         {"application", document.application},
         {"office", office},
         {"kind", document.kind},
         {"file", document.file},
         {"type", document.content_type},
         {"bytes", document.bytes},
         {"blurred", document.blurred},
         {"dark", document.dark},
         {"now", document.added_at},
         {"place", document.place},
         {"on_card", document.on_card}});
}

std::vector<Document> documents(sql::Transaction& tx, ApplicationId id) {
    std::vector<Document> found;
    for (const auto& row :
         tx.all(std::string(document_columns) + " where d.application_id = :id and d.removed_at is null order by d.place, d.added_at, d.id",
                {{"id", id}}))
        found.push_back(document_from(row));
    return found;
}

std::optional<Document> find_document(sql::Transaction& tx, DocumentId id) {
    const auto row = tx.one(std::string(document_columns) + " where d.id = :id and d.removed_at is null", {{"id", id}});
    if (!row) return {};
    return document_from(*row);
}

void choose_photo(sql::Transaction& tx, ApplicationId id, DocumentId photo) {
    tx.run("update registration_document set on_card = 0 where application_id = :id and on_card = 1", {{"id", id}});
    tx.run("update registration_document set on_card = 1 where id = :photo", {{"photo", photo}});
}

void remove_document(sql::Transaction& tx, DocumentId id, Instant now) {
    tx.run("update registration_document set removed_at = :now where id = :id", {{"now", now}, {"id", id}});
}

void see_original(sql::Transaction& tx, ApplicationId id, std::string_view kind, Instant now, std::string_view by) {
    tx.run(
        "insert into registration_original_seen (application_id, kind, seen_at, seen_by, id) values (:id, :kind, :now, :by, :row)"
        " on conflict (application_id, kind) do nothing",
        {{"id", id}, {"kind", kind}, {"now", now}, {"by", by}, {"row", ids::next()}});
}

bool unsee_original(sql::Transaction& tx, ApplicationId id, std::string_view kind) {
    return tx.run("delete from registration_original_seen where application_id = :id and kind = :kind", {{"id", id}, {"kind", kind}}) == 1;
}

std::vector<std::string> originals_seen(sql::Transaction& tx, ApplicationId id) {
    std::vector<std::string> kinds;
    for (const auto& row :
         tx.all("select kind from registration_original_seen where application_id = :id order by seen_at, id, kind", {{"id", id}}))
        kinds.push_back(row.text(0));
    return kinds;
}

void add_mark(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const Mark& mark, Instant now,
              std::string_view by) {
    const auto id = ids::next();
    tx.run(
        "insert into registration_mark (id, application_id, office_id, field, code, note, made_at, made_by)"
        " values (:id, :application, :office, :field, :code, :note, :now, :by)",
        {{"id", id},
         {"application", application.id},
         {"office", application.office},
         {"field", mark.field},
         {"code", mark.code},
         {"note", mark.note.empty() ? std::string() : vault.seal({"registration_mark.note", id}, mark.note)},
         {"now", now},
         {"by", by}});
}

std::vector<Mark> open_marks(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    std::vector<Mark> found;
    for (const auto& row : tx.all("select id, field, code, note from registration_mark"
                                  " where application_id = :id and resolved_at is null order by id",
                                  {{"id", id}})) {
        const auto note = row.text(3);
        found.push_back(
            {row.text(1), row.text(2), note.empty() ? note : vault.open_sealed({"registration_mark.note", row.integer(0)}, note)});
    }
    return found;
}

void resolve_marks(sql::Transaction& tx, ApplicationId id, Instant now) {
    tx.run("update registration_mark set resolved_at = :now where application_id = :id and resolved_at is null",
           {{"now", now}, {"id", id}});
}

void add_session(sql::Transaction& tx, const Application& application, std::string_view token_hash, Instant now) {
    tx.run(
        "insert into registration_applicant_session (id, application_id, office_id, token_hash, created_at, last_seen_at)"
        " values (:id, :application, :office, :hash, :now, :now2)",
        {{"id", ids::next()},
         {"application", application.id},
         {"office", application.office},
         {"hash", token_hash},
         {"now", now},
         {"now2", now}});
}

std::optional<Session> find_session(sql::Transaction& tx, std::string_view token_hash) {
    const auto row = tx.one(
        "select s.application_id, s.office_id, a.name from registration_applicant_session s"
        " join registration_application a on a.id = s.application_id where s.token_hash = :hash",
        {{"hash", token_hash}});
    if (!row) return {};
    return Session{row->id<ApplicationId>(0), row->id<OfficeId>(1), row->text(2)};
}

void remove_sessions(sql::Transaction& tx, ApplicationId id) {
    tx.run("delete from registration_applicant_session where application_id = :id", {{"id", id}});
}

void remove_sessions_before(sql::Transaction& tx, Instant last_seen) {
    tx.run("delete from registration_applicant_session where last_seen_at < :before", {{"before", last_seen}});
}

int count_attempt(sql::Transaction& tx, std::string_view key, Instant period_start) {
    const auto row = tx.one(
        "insert into registration_attempt (attempt_key, period_start, attempts) values (:key, :start, 1)"
        " on conflict (attempt_key) do update set"
        " attempts = case when registration_attempt.period_start = excluded.period_start"
        " then registration_attempt.attempts + 1 else 1 end,"
        " period_start = excluded.period_start returning attempts",
        {{"key", key}, {"start", period_start}});
    return row ? row->number(0) : 0;
}

int attempts(sql::Transaction& tx, std::string_view key, Instant period_start) {
    const auto row = tx.one("select attempts from registration_attempt where attempt_key = :key and period_start = :start",
                            {{"key", key}, {"start", period_start}});
    return row ? row->number(0) : 0;
}

void remove_attempts_before(sql::Transaction& tx, Instant period_start) {
    tx.run("delete from registration_attempt where period_start < :before", {{"before", period_start}});
}

std::vector<ScansDue> scans_due(sql::Transaction& tx, OfficeId office, Instant seen_before, int limit) {
    std::vector<ScansDue> due;
    // The portrait stays as long as the card: it is printed again with every copy.
    for (const auto& row :
         tx.all("select a.id from registration_application a where a.office_id = :office"
                " and a.state in ('approved', 'refused', 'withdrawn') and a.scans_deleted_at is null and coalesce(a.decided_at, "
                "a.updated_at) < :before"
                " and exists (select 1 from registration_document d where d.application_id = a.id and d.removed_at is null"
                " and d.kind <> 'photo') order by a.id limit :limit",
                {{"office", office}, {"before", seen_before}, {"limit", limit}})) {
        ScansDue one{row.id<ApplicationId>(0), {}};
        for (const auto& file : tx.all("select file from registration_document where application_id = :id"
                                       " and removed_at is null and kind <> 'photo' and file <> ''",
                                       {{"id", one.application}}))
            one.files.push_back(file.text(0));
        due.push_back(std::move(one));
    }
    return due;
}

void forget_scans(sql::Transaction& tx, ApplicationId id, Instant now) {
    tx.run("update registration_document set file = '' where application_id = :id and kind <> 'photo'", {{"id", id}});
    tx.run("update registration_application set scans_deleted_at = :now where id = :id", {{"now", now}, {"id", id}});
}

std::vector<RemovedFile> removed_files(sql::Transaction& tx, int limit) {
    std::vector<RemovedFile> found;
    for (const auto& row : tx.all("select id, file from registration_document where removed_at is not null and file <> ''"
                                  " and not exists (select 1 from registration_document other where other.file = registration_document.file"
                                  " and other.removed_at is null) order by id limit :limit",
                                  {{"limit", limit}}))
        found.push_back({row.id<DocumentId>(0), row.text(1)});
    return found;
}

void forget_file(sql::Transaction& tx, DocumentId id) { tx.run("update registration_document set file = '' where id = :id", {{"id", id}}); }

std::vector<ApplicationId> stale_drafts(sql::Transaction& tx, Instant touched_before, int limit) {
    std::vector<ApplicationId> found;
    for (const auto& row : tx.all("select id from registration_application where state = 'draft' and updated_at < :before"
                                  " order by id limit :limit",
                                  {{"before", touched_before}, {"limit", limit}}))
        found.push_back(row.id<ApplicationId>(0));
    return found;
}

std::vector<std::string> remove_draft(sql::Transaction& tx, ApplicationId id) {
    std::vector<std::string> files;
    for (const auto& row : tx.all("select file from registration_document where application_id = :id and file <> ''", {{"id", id}}))
        files.push_back(row.text(0));
    for (const auto* table : {"registration_applicant_session", "registration_document", "registration_education", "registration_skill",
                              "registration_desired_occupation", "registration_experience", "registration_language",
                              "registration_original_seen", "registration_mark"})
        tx.run("delete from " + std::string(table) + " where application_id = :id", {{"id", id}});
    tx.run("delete from registration_application where id = :id and state = 'draft'", {{"id", id}});
    return files;
}

}  // namespace registration::store
