#include "modules/office/store_list.hpp"

#include <nlohmann/json.hpp>

namespace office::store {

namespace {

using nlohmann::json;

std::string text_of(const ListOutcome& one) {
    const json body{{"rows", one.rows},   {"added", one.added},   {"known", one.known},
                    {"notes", one.notes}, {"faults", one.faults}, {"left_out", one.faults_left_out}};
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

ListOutcome outcome_of(const std::string& text) {
    const auto body = json::parse(text);
    return {.refusal = "",
            .rows = body.at("rows").get<int>(),
            .added = body.at("added").get<int>(),
            .known = body.at("known").get<int>(),
            .notes = body.at("notes").get<std::vector<std::pair<std::string, int>>>(),
            .faults = body.at("faults").get<std::vector<std::string>>(),
            .faults_left_out = body.at("left_out").get<int>()};
}

}  // namespace

void put_list(sql::Transaction& tx, OfficeId office, const BroughtList& list, std::string_view by) {
    tx.run(
        "insert into office_list (id, office_id, kind, file, file_name, outcome, brought_by, brought_at)"
        " values (:id, :office, :kind, :file, :file_name, :outcome, :by, :at)"
        " on conflict (office_id, kind) do update set id = excluded.id, file = excluded.file, file_name = excluded.file_name,"
        " outcome = excluded.outcome, brought_by = excluded.brought_by, brought_at = excluded.brought_at",
        {{"id", list.id},
         {"office", office},
         {"kind", list.kind},
         {"file", list.file},
         {"file_name", list.file_name},
         {"outcome", text_of(list.outcome)},
         {"by", by},
         {"at", list.brought_at}});
}

std::optional<BroughtList> find_list(sql::Transaction& tx, OfficeId office, std::string_view kind) {
    const auto row =
        tx.one("select id, kind, file, file_name, outcome, brought_at from office_list where office_id = :office and kind = :kind",
               {{"office", office}, {"kind", kind}});
    if (!row) return {};
    return BroughtList{row->id<ListId>(0), row->text(1), row->text(2), row->text(3), outcome_of(row->text(4)), row->instant(5)};
}

bool remove_list(sql::Transaction& tx, ListId id) { return tx.run("delete from office_list where id = :id", {{"id", id}}) == 1; }

}  // namespace office::store
