#include <nlohmann/json.hpp>

#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "platform/clock/clock.hpp"

namespace partners::store {

namespace {

constexpr std::string_view columns_read =
    "id, school_id, office_id, state, twin, line, name, sex, major, application_id, sent_at, confirmed_at, declined_at, outcome,"
    " outcome_at, asked_at";

Graduate graduate_of(const sql::Row& row) {
    return {.id = row.id<GraduateId>(0),
            .school = row.id<SchoolId>(1),
            .office = row.id<OfficeId>(2),
            .state = parse_state(row.text(3)).value_or(GraduateState::faulty),
            .twin = row.flag(4),
            .line = row.number(5),
            .cells = {},
            .name = row.text(6),
            .sex = row.text(7),
            .major = row.text(8),
            .application = row.id<registration::ApplicationId>(9),
            .sent_at = row.instant_or_none(10),
            .confirmed_at = row.instant_or_none(11),
            .declined_at = row.instant_or_none(12),
            .outcome = parse_outcome(row.text(13)),
            .outcome_at = row.instant_or_none(14),
            .asked_at = row.instant_or_none(15)};
}

Cells cells_of(const crypto::Vault& vault, GraduateId id, const std::string& sealed) {
    Cells cells;
    const auto list = nlohmann::json::parse(vault.open_sealed({"partners_graduate.cells", id.value}, sealed));
    for (std::size_t at = 0; at < cells.size() && at < list.size(); ++at) cells[at] = list[at].get<std::string>();
    return cells;
}

// What both statements write of a graduate.
std::vector<sql::Param> columns_of(const crypto::Vault& vault, const NewGraduate& row) {
    const auto& graduate = row.graduate;
    return {{"id", graduate.id},
            {"row_key", row.row_key},
            {"twin", graduate.twin},
            {"line", graduate.line},
            {"cells", vault.seal({"partners_graduate.cells", graduate.id.value}, cells_json(graduate.cells))},
            {"digest", row.digest},
            {"name", graduate.name},
            {"sex", graduate.sex},
            {"major", graduate.major},
            {"state", code(graduate.state)}};
}

}  // namespace

std::string cells_json(const Cells& cells) { return nlohmann::json(cells).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

std::string digest_of(const crypto::Vault& vault, const Cells& cells) { return vault.blind_index("partners.cells", cells_json(cells)); }

void add_graduate(sql::Transaction& tx, const crypto::Vault& vault, const NewGraduate& row, Instant now) {
    auto values = columns_of(vault, row);
    values.insert(values.end(), {{"office", row.graduate.office}, {"school", row.graduate.school}, {"now", now}});
    tx.run(
        "insert into partners_graduate (id, office_id, school_id, row_key, twin, line, cells, digest, name, sex, major, state, made_at)"
        " values (:id, :office, :school, :row_key, :twin, :line, :cells, :digest, :name, :sex, :major, :state, :now)",
        values);
}

void change_graduate(sql::Transaction& tx, const crypto::Vault& vault, const NewGraduate& row) {
    tx.run(
        "update partners_graduate set row_key = :row_key, twin = :twin, line = :line, cells = :cells, digest = :digest, name = :name,"
        " sex = :sex, major = :major, state = case when state = 'sent' then state else :state end where id = :id",
        columns_of(vault, row));
}

void set_line(sql::Transaction& tx, GraduateId id, int line) {
    tx.run("update partners_graduate set line = :line where id = :id", {{"id", id}, {"line", line}});
}

std::map<std::string, Known> known_rows(sql::Transaction& tx, SchoolId school) {
    std::map<std::string, Known> rows;
    for (const auto& row : tx.all("select row_key, id, state, digest, application_id, confirmed_at, line from partners_graduate"
                                  " where school_id = :school",
                                  {{"school", school}}))
        rows.emplace(row.text(0), Known{row.id<GraduateId>(1), parse_state(row.text(2)).value_or(GraduateState::faulty), row.text(3),
                                        row.id<registration::ApplicationId>(4), !row.is_null(5), row.number(6)});
    return rows;
}

std::optional<Graduate> find_graduate(sql::Transaction& tx, const crypto::Vault& vault, GraduateId id) {
    static const auto query = "select " + std::string(columns_read) + ", cells from partners_graduate where id = :id";
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    auto graduate = graduate_of(*row);
    graduate.cells = cells_of(vault, id, row->text(16));
    return graduate;
}

std::optional<Graduate> find_by_application(sql::Transaction& tx, registration::ApplicationId application) {
    if (!application) return {};
    static const auto query = "select " + std::string(columns_read) + " from partners_graduate where application_id = :application";
    const auto row = tx.one(query, {{"application", application}});
    if (!row) return {};
    return graduate_of(*row);
}

std::vector<Graduate> graduates(sql::Transaction& tx, const crypto::Vault& vault, SchoolId school, std::optional<GraduateState> state,
                                WithCells cells, int limit, int offset) {
    static const auto query = "select " + std::string(columns_read) +
                              ", cells from partners_graduate where school_id = :school and (:state = '' or state = :state)"
                              " order by line, id limit :limit_rows offset :offset_rows";
    std::vector<Graduate> found;
    for (const auto& row : tx.all(
             query,
             {{"school", school}, {"state", state ? code(*state) : std::string_view()}, {"limit_rows", limit}, {"offset_rows", offset}})) {
        auto graduate = graduate_of(row);
        if (cells == WithCells::yes) graduate.cells = cells_of(vault, graduate.id, row.text(16));
        found.push_back(std::move(graduate));
    }
    return found;
}

Counts counts(sql::Transaction& tx, SchoolId school) {
    Counts counted;
    for (const auto& row :
         tx.all("select state, count(*) from partners_graduate where school_id = :school group by state", {{"school", school}})) {
        if (row.text(0) == "faulty") counted.faulty = row.number(1);
        if (row.text(0) == "ready") counted.ready = row.number(1);
        if (row.text(0) == "sent") counted.sent = row.number(1);
    }
    return counted;
}

bool remove_unsent(sql::Transaction& tx, GraduateId id) {
    return tx.run("delete from partners_graduate where id = :id and state <> 'sent'", {{"id", id}}) == 1;
}

int remove_all_unsent(sql::Transaction& tx, SchoolId school) {
    return tx.run("delete from partners_graduate where school_id = :school and state <> 'sent'", {{"school", school}});
}

void set_sent(sql::Transaction& tx, GraduateId id, registration::ApplicationId application, Instant now) {
    tx.run("update partners_graduate set state = 'sent', application_id = :application, sent_at = :now where id = :id and state = 'ready'",
           {{"id", id}, {"application", application}, {"now", now}});
}

void set_confirmed(sql::Transaction& tx, GraduateId id, Instant now) {
    tx.run("update partners_graduate set confirmed_at = :now, declined_at = null where id = :id", {{"id", id}, {"now", now}});
}

void set_declined(sql::Transaction& tx, GraduateId id, Instant now) {
    tx.run("update partners_graduate set declined_at = :now, confirmed_at = null where id = :id", {{"id", id}, {"now", now}});
}

void set_outcome(sql::Transaction& tx, GraduateId id, GraduateOutcome outcome, Instant now) {
    tx.run("update partners_graduate set outcome = :outcome, outcome_at = :now where id = :id and state = 'sent'",
           {{"id", id}, {"outcome", code(outcome)}, {"now", now}});
}

void set_asked(sql::Transaction& tx, GraduateId id, Instant now) {
    tx.run("update partners_graduate set asked_at = :now where id = :id", {{"id", id}, {"now", now}});
}

void add_upload(sql::Transaction& tx, const School& school, const Upload& upload, std::string_view by) {
    tx.run(
        "insert into partners_upload (id, office_id, school_id, file_name, sha256, rows_read, added, changed, faulty, uploaded_at,"
        " uploaded_by) values (:id, :office, :school, :file_name, :sha256, :rows_read, :added, :changed, :faulty, :now, :by)",
        {{"id", ids::next()},
         {"office", school.office},
         {"school", school.id},
         {"file_name", upload.file_name},
         {"sha256", upload.sha256},
         {"rows_read", upload.rows_read},
         {"added", upload.added},
         {"changed", upload.changed},
         {"faulty", upload.faulty},
         {"now", upload.uploaded_at},
         {"by", by}});
}

std::vector<Upload> uploads(sql::Transaction& tx, SchoolId school, int limit) {
    std::vector<Upload> found;
    for (const auto& row : tx.all("select file_name, sha256, rows_read, added, changed, faulty, uploaded_at from partners_upload"
                                  " where school_id = :school order by uploaded_at desc, id desc limit :limit_rows",
                                  {{"school", school}, {"limit_rows", limit}}))
        found.push_back({row.text(0), row.text(1), row.number(2), row.number(3), row.number(4), row.number(5), row.instant(6)});
    return found;
}

}  // namespace partners::store
