#include "modules/registration/store_strike.hpp"

#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

constexpr std::string_view list_columns = "select id, office_id, day, state, made_at from registration_strike_list";

StrikeListRow list_from(const sql::Row& row) {
    return {row.id<StrikeListId>(0), row.id<OfficeId>(1), row.date(2), row.text(3) == "open", row.instant(4)};
}

std::string_view code_of(StrikeState state) {
    switch (state) {
        case StrikeState::proposed: return "proposed";
        case StrikeState::struck: return "struck";
        case StrikeState::undone: return "undone";
    }
    return {};
}

StrikeState state_from(std::string_view text) {
    if (text == "struck") return StrikeState::struck;
    if (text == "undone") return StrikeState::undone;
    return StrikeState::proposed;
}

}  // namespace

std::optional<StrikeListRow> open_list(sql::Transaction& tx, OfficeId office) {
    const auto row = tx.one(std::string(list_columns) + " where office_id = :office and state = 'open'", {{"office", office}});
    if (!row) return {};
    return list_from(*row);
}

std::optional<StrikeListRow> find_list(sql::Transaction& tx, StrikeListId id) {
    const auto row = tx.one(std::string(list_columns) + " where id = :id", {{"id", id}});
    if (!row) return {};
    return list_from(*row);
}

std::vector<StrikeListRow> lists(sql::Transaction& tx, OfficeId office, int limit) {
    std::vector<StrikeListRow> found;
    for (const auto& row : tx.all(std::string(list_columns) + " where office_id = :office order by id desc limit :limit",
                                  {{"office", office}, {"limit", limit}}))
        found.push_back(list_from(row));
    return found;
}

std::optional<StrikeListId> add_list(sql::Transaction& tx, OfficeId office, Date day, Instant now, std::string_view by) {
    const StrikeListId id{ids::next()};
    if (!tx.try_run("insert into registration_strike_list (id, office_id, day, made_at, made_by) values (:id, :office, :day, :now, :by)",
                    {{"id", id}, {"office", office}, {"day", day}, {"now", now}, {"by", by}}))
        return {};
    return id;
}

int fill_list(sql::Transaction& tx, StrikeListId id, OfficeId office, Date today, Date reported_before) {
    int count = tx.run(
        "insert into registration_strike_item (list_id, card_id, office_id, reason, due)"
        " select l.id, c.id, c.office_id, 'expired', c.valid_until from registration_card c join registration_strike_list l on l.id = :list"
        " where c.office_id = :office and c.on_register = 1 and c.training = 0 and c.valid_until < :today",
        {{"list", id}, {"office", office}, {"today", today}});
    count += tx.run(
        "insert into registration_strike_item (list_id, card_id, office_id, reason, due)"
        " select l.id, c.id, c.office_id, 'lapsed', c.report_due from registration_card c join registration_strike_list l on l.id = :list"
        " where c.office_id = :office and c.state = 'handed_over' and c.training = 0 and c.valid_until >= :today and c.report_due < "
        ":before",
        {{"list", id}, {"office", office}, {"today", today}, {"before", reported_before}});
    return count;
}

int due_of_old_register(sql::Transaction& tx, OfficeId office, Date today, Date reported_before) {
    const auto row = tx.one(
        "select count(*) from registration_card c where c.office_id = :office and c.imported = 1 and c.state = 'handed_over'"
        " and ((c.on_register = 1 and c.valid_until < :today) or (c.valid_until >= :today2 and c.report_due < :before))"
        " and not exists (select 1 from registration_strike_item i join registration_strike_list l on l.id = i.list_id"
        " where i.card_id = c.id and (l.state = 'closed' or l.state = 'open'))",
        {{"office", office}, {"today", today}, {"today2", today}, {"before", reported_before}});
    return row ? row->number(0) : 0;
}

bool close_list(sql::Transaction& tx, StrikeListId id, Instant now, std::string_view by) {
    return tx.run(
               "update registration_strike_list set state = 'closed', closed_at = :now, closed_by = :by where id = :id and state = 'open'",
               {{"now", now}, {"by", by}, {"id", id}}) == 1;
}

StrikeCounts counts(sql::Transaction& tx, StrikeListId id) {
    StrikeCounts found;
    for (const auto& row :
         tx.all("select state, reason, count(*) from registration_strike_item where list_id = :id group by state, reason", {{"id", id}})) {
        const int number = row.number(2);
        if (row.text(0) == "struck")
            found.struck += number;
        else if (row.text(0) == "undone")
            found.undone += number;
        else {
            found.proposed += number;
            (row.text(1) == "lapsed" ? found.lapsed : found.expired) += number;
        }
    }
    return found;
}

int stock(sql::Transaction& tx, OfficeId office) {
    const auto row = tx.one("select count(*) from registration_card where office_id = :office and on_register = 1 and training = 0",
                            {{"office", office}});
    return row ? row->number(0) : 0;
}

std::vector<StrikeItem> items(sql::Transaction& tx, StrikeListId id, const StrikeFilter& filter, int offset, int limit) {
    std::vector<StrikeItem> found;
    const auto before = filter.due_before ? filter.due_before->iso() : std::string("9999-12-31");
    for (const auto& row :
         tx.all("select i.card_id, c.number, c.holder_name, i.reason, i.due, i.state, i.struck_at from registration_strike_item i"
                " join registration_card c on c.id = i.card_id where i.list_id = :id and i.state = :state"
                " and (:reason = '' or i.reason = :reason2) and i.due < :before order by i.due, i.card_id limit :limit offset :offset",
                {{"id", id},
                 {"state", code_of(filter.state)},
                 {"reason", filter.reason},
                 {"reason2", filter.reason},
                 {"before", before},
                 {"limit", limit},
                 {"offset", offset}}))
        found.push_back(
            {row.id<CardId>(0), row.text(1), row.text(2), row.text(3), row.date(4), state_from(row.text(5)), row.instant_or_none(6)});
    return found;
}

std::optional<StrikeRow> find_item(sql::Transaction& tx, StrikeListId id, CardId card) {
    const auto row = tx.one(
        "select reason, due, state, version_after, before_at, before_on_register, struck_at from registration_strike_item where list_id = "
        ":list and card_id = :card",
        {{"list", id}, {"card", card}});
    if (!row) return {};
    return StrikeRow{row->text(0), row->date(1),           row->text(2), row->number(3), row->instant_or_none(4),
                     row->flag(5), row->instant_or_none(6)};
}

bool strike_item(sql::Transaction& tx, StrikeListId id, CardId card, const Before& before, Instant now, std::string_view by) {
    return tx.run(
               "update registration_strike_item set state = 'struck', version_after = :version, before_at = :at, before_on_register = :on, "
               "struck_at = :now, struck_by = :by, undone_at = null,"
               " undone_by = '' where list_id = :list and card_id = :card and state in ('proposed', 'undone')",
               {{"version", before.version_after},
                {"at", before.inactive_at},
                {"on", before.on_register},
                {"now", now},
                {"by", by},
                {"list", id},
                {"card", card}}) == 1;
}

bool undo_item(sql::Transaction& tx, StrikeListId id, CardId card, Instant now, std::string_view by) {
    return tx.run(
               "update registration_strike_item set state = 'undone', undone_at = :now, undone_by = :by"
               " where list_id = :list and card_id = :card and state = 'struck'",
               {{"now", now}, {"by", by}, {"list", id}, {"card", card}}) == 1;
}

}  // namespace registration::store
