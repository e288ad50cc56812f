#include "modules/matching/store_block.hpp"

namespace matching::store {

namespace {

constexpr std::string_view columns = "select office_id, person_key, employer_id, employer_name, at from matching_block ";

std::vector<Block> all_of(const std::vector<sql::Row>& rows) {
    std::vector<Block> all;
    for (const auto& row : rows)
        all.push_back({row.id<OfficeId>(0), row.text(1), row.id<employers::EmployerId>(2), row.text(3), row.instant(4)});
    return all;
}

}  // namespace

bool add_block(sql::Transaction& tx, const Block& block) {
    return tx
        .try_run(
            "insert into matching_block (office_id, person_key, employer_id, employer_name, at) values (:office, :person, :employer, "
            ":name, :at)",
            {{"office", block.office},
             {"person", block.person_key},
             {"employer", block.employer},
             {"name", block.employer_name},
             {"at", block.at}})
        .has_value();
}

bool end_block(sql::Transaction& tx, OfficeId office, std::string_view person_key, employers::EmployerId employer) {
    return tx.run("delete from matching_block where office_id = :office and person_key = :person and employer_id = :employer",
                  {{"office", office}, {"person", person_key}, {"employer", employer}}) == 1;
}

std::vector<Block> blocks_of(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    static const auto query = std::string(columns) + "where office_id = :office and person_key = :person order by at desc, employer_id";
    return all_of(tx.all(query, {{"office", office}, {"person", person_key}}));
}

std::vector<Block> blocks(sql::Transaction& tx) {
    static const auto query = std::string(columns) + "order by office_id, person_key, employer_id";
    return all_of(tx.all(query));
}

bool has_block(sql::Transaction& tx, OfficeId office, std::string_view person_key, employers::EmployerId employer) {
    return tx
        .one("select 1 from matching_block where office_id = :office and person_key = :person and employer_id = :employer",
             {{"office", office}, {"person", person_key}, {"employer", employer}})
        .has_value();
}

std::set<std::string> blockers_of(sql::Transaction& tx, OfficeId office, employers::EmployerId employer) {
    std::set<std::string> keys;
    for (const auto& row : tx.all("select person_key from matching_block where office_id = :office and employer_id = :employer",
                                  {{"office", office}, {"employer", employer}}))
        keys.insert(row.text(0));
    return keys;
}

}  // namespace matching::store
