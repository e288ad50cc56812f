#include <nlohmann/json.hpp>

#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"

// Rows of files that wait for a person.
namespace vacancies::store {

namespace {

using nlohmann::json;

constexpr std::string_view columns = "select id, office_id, employer_id, line, cells, faults from vacancies_row ";

ListedRow row_of(const crypto::Vault& vault, const sql::Row& row) {
    ListedRow made;
    made.id = row.id<RowId>(0);
    made.office = row.id<OfficeId>(1);
    made.employer = row.id<employers::EmployerId>(2);
    made.line = row.number(3);
    for (const auto& one : json::parse(vault.open_sealed({"vacancies_row.cells", made.id.value}, row.text(4))))
        made.cells.emplace_back(one.at(0).get<std::string>(), one.at(1).get<std::string>());
    for (const auto& one : json::parse(row.text(5))) {
        const auto why = parse_unfit(one.at(1).get<std::string>());
        made.faults.push_back({one.at(0).get<std::string>(), why.value_or(Unfit::not_readable)});
    }
    return made;
}

std::optional<std::int64_t> owner(employers::EmployerId employer) {
    if (!employer) return {};
    return employer.value;
}

}  // namespace

void add_row(sql::Transaction& tx, const crypto::Vault& vault, const ListedRow& row, Instant now, std::string_view by) {
    auto cells = json::array();
    for (const auto& [field, text] : row.cells) cells.push_back({field, text});
    auto faults = json::array();
    for (const auto& fault : row.faults) faults.push_back({fault.field, code(fault.why)});
    tx.run(
        "insert into vacancies_row (id, office_id, employer_id, line, cells, faults, made_at, by_account)"
        " values (:id, :office, :employer, :line, :cells, :faults, :now, :by)",
        {{"id", row.id},
         {"office", row.office},
         {"employer", owner(row.employer)},
         {"line", row.line},
         {"cells", vault.seal({"vacancies_row.cells", row.id.value}, cells.dump())},
         {"faults", faults.dump()},
         {"now", now},
         {"by", by}});
}

std::vector<ListedRow> rows(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, employers::EmployerId employer, int limit,
                            int offset) {
    static const auto of_office =
        std::string(columns) + "where office_id = :office and employer_id is null order by id limit :limit offset :offset";
    static const auto of_employer =
        std::string(columns) + "where employer_id = :employer and office_id = :office order by line, id limit :limit offset :offset";
    std::vector<ListedRow> made;
    const auto found = employer ? tx.all(of_employer, {{"employer", employer}, {"office", office}, {"limit", limit}, {"offset", offset}})
                                : tx.all(of_office, {{"office", office}, {"limit", limit}, {"offset", offset}});
    for (const auto& row : found) made.push_back(row_of(vault, row));
    return made;
}

int count_rows(sql::Transaction& tx, OfficeId office, employers::EmployerId employer) {
    const auto row =
        employer ? tx.one("select count(*) from vacancies_row where employer_id = :employer and office_id = :office",
                          {{"employer", employer}, {"office", office}})
                 : tx.one("select count(*) from vacancies_row where employer_id is null and office_id = :office", {{"office", office}});
    return row->number(0);
}

std::optional<ListedRow> find_row(sql::Transaction& tx, const crypto::Vault& vault, RowId id) {
    const auto row = tx.one(std::string(columns) + "where id = :id", {{"id", id}});
    if (!row) return {};
    return row_of(vault, *row);
}

bool remove_row(sql::Transaction& tx, RowId id) { return tx.run("delete from vacancies_row where id = :id", {{"id", id}}) == 1; }

int remove_rows(sql::Transaction& tx, OfficeId office, employers::EmployerId employer) {
    if (!employer) return tx.run("delete from vacancies_row where office_id = :office and employer_id is null", {{"office", office}});
    return tx.run("delete from vacancies_row where office_id = :office and employer_id = :employer",
                  {{"office", office}, {"employer", employer}});
}

}  // namespace vacancies::store
