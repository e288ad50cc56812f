#include "modules/registration/store_duplicates.hpp"

#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

std::vector<CardRow> cards_of(sql::Transaction& tx, const std::vector<sql::Row>& rows) {
    std::vector<CardRow> found;
    for (const auto& row : rows)
        if (auto card = find_card(tx, row.id<CardId>(0))) found.push_back(std::move(*card));
    return found;
}

PairRow pair_from(const sql::Row& row) {
    return {row.integer(0), row.id<OfficeId>(1), row.id<CardId>(2), row.id<CardId>(3), row.text(4), row.text(5), row.instant_or_none(6)};
}

std::optional<std::int64_t> value_or_null(SeekerId id) {
    if (!id) return {};
    return id.value;
}

constexpr std::string_view pair_columns = "select id, office_id, card_a, card_b, signs, state, decided_at from registration_duplicate";

}  // namespace

void set_traces(sql::Transaction& tx, const Card& card, const std::vector<std::pair<std::string, std::string>>& kinds_and_traces) {
    tx.run("delete from registration_person_trace where card_id = :id", {{"id", card.id}});
    for (const auto& [kind, trace] : kinds_and_traces)
        tx.run("insert into registration_person_trace (card_id, office_id, kind, trace) values (:card, :office, :kind, :trace)",
               {{"card", card.id}, {"office", card.office}, {"kind", kind}, {"trace", trace}});
    tx.run("update registration_card set compared = 0 where id = :id", {{"id", card.id}});
}

std::vector<CardId> uncompared(sql::Transaction& tx, OfficeId office, int limit) {
    std::vector<CardId> found;
    for (const auto& row :
         tx.all("select id from registration_card where office_id = :office and compared = 0 and training = 0 order by id limit :limit",
                {{"office", office}, {"limit", limit}}))
        found.push_back(row.id<CardId>(0));
    return found;
}

void set_compared(sql::Transaction& tx, CardId id) { tx.run("update registration_card set compared = 1 where id = :id", {{"id", id}}); }

std::vector<CardRow> untraced(sql::Transaction& tx, OfficeId office, int limit) {
    return cards_of(tx,
                    tx.all("select c.id from registration_card c where c.office_id = :office and c.training = 0"
                           " and not exists (select 1 from registration_person_trace t where t.card_id = c.id) order by c.id limit :limit",
                           {{"office", office}, {"limit", limit}}));
}

std::vector<CardRow> sharing_a_trace(sql::Transaction& tx, const Card& card, int limit) {
    std::optional<std::int64_t> seeker = value_or_null(card.seeker);
    return cards_of(
        tx,
        tx.all(
            "select distinct c.id from registration_person_trace mine"
            " join registration_person_trace theirs on theirs.office_id = mine.office_id and theirs.trace = mine.trace"
            " and theirs.card_id <> mine.card_id join registration_card c on c.id = theirs.card_id"
            " where mine.card_id = :id and c.training = 0 and c.state <> 'revoked' and c.inactive_reason not in ('replaced', 'duplicate')"
            " and (c.seeker_id is null or c.seeker_id <> coalesce(:seeker, 0))"
            " and not exists (select 1 from registration_duplicate d where (d.card_a = c.id and d.card_b = :id2)"
            " or (d.card_b = c.id and d.card_a = :id3)) order by c.id limit :limit",
            {{"id", card.id}, {"seeker", seeker}, {"id2", card.id}, {"id3", card.id}, {"limit", limit}}));
}

std::optional<Date> holder_birth_date(sql::Transaction& tx, CardId id) {
    const auto row = tx.one("select holder_birth_date from registration_card where id = :id", {{"id", id}});
    if (!row) return {};
    return row->date_or_none(0);
}

bool add_pair(sql::Transaction& tx, OfficeId office, CardId one, CardId other, std::string_view signs, Instant now) {
    const auto a = one < other ? one : other;
    const auto b = one < other ? other : one;
    return tx.run(
               "insert into registration_duplicate (id, office_id, card_a, card_b, signs, found_at) values (:id, :office, :a, :b, :signs, "
               ":now)"
               " on conflict (card_a, card_b) do nothing",
               {{"id", ids::next()}, {"office", office}, {"a", a}, {"b", b}, {"signs", signs}, {"now", now}}) == 1;
}

std::vector<PairRow> pairs(sql::Transaction& tx, OfficeId office, std::string_view state, int limit) {
    std::vector<PairRow> found;
    for (const auto& row :
         tx.all(std::string(pair_columns) + " where office_id = :office and state = :state order by coalesce(decided_at, found_at) desc,"
                                            " id desc limit :limit",
                {{"office", office}, {"state", state}, {"limit", limit}}))
        found.push_back(pair_from(row));
    return found;
}

std::optional<PairRow> find_pair(sql::Transaction& tx, std::int64_t id) {
    const auto row = tx.one(std::string(pair_columns) + " where id = :id", {{"id", id}});
    if (!row) return {};
    return pair_from(*row);
}

int open_pairs(sql::Transaction& tx, OfficeId office) {
    const auto row =
        tx.one("select count(*) from registration_duplicate where office_id = :office and state = 'open'", {{"office", office}});
    return row ? row->number(0) : 0;
}

bool decide_pair(sql::Transaction& tx, std::int64_t id, std::string_view from, std::string_view to, Instant now, std::string_view by) {
    return tx.run("update registration_duplicate set state = :to, decided_at = :now, decided_by = :by where id = :id and state = :from",
                  {{"to", to}, {"now", now}, {"by", by}, {"id", id}, {"from", from}}) == 1;
}

void put_wish(sql::Transaction& tx, std::int64_t pair, OfficeId office, const MergeWish& wish) {
    tx.run(
        "insert into registration_merge_wish (duplicate_id, office_id, kept_card, asked_by, asked_at) values (:pair, :office, :kept, :by, "
        ":now)"
        " on conflict (duplicate_id) do update set kept_card = excluded.kept_card, asked_by = excluded.asked_by, asked_at = "
        "excluded.asked_at",
        {{"pair", pair}, {"office", office}, {"kept", wish.kept}, {"by", wish.asked_by}, {"now", wish.asked_at}});
}

std::optional<MergeWish> find_wish(sql::Transaction& tx, std::int64_t pair) {
    const auto row =
        tx.one("select kept_card, asked_by, asked_at from registration_merge_wish where duplicate_id = :pair", {{"pair", pair}});
    if (!row) return {};
    return MergeWish{row->id<CardId>(0), row->text(1), row->instant(2)};
}

bool agree_to_wish(sql::Transaction& tx, std::int64_t pair, CardId kept, std::string_view by) {
    return tx.run("delete from registration_merge_wish where duplicate_id = :pair and kept_card = :kept and asked_by <> :by",
                  {{"pair", pair}, {"kept", kept}, {"by", by}}) == 1;
}

void drop_wish(sql::Transaction& tx, std::int64_t pair) {
    tx.run("delete from registration_merge_wish where duplicate_id = :pair", {{"pair", pair}});
}

bool add_merge(sql::Transaction& tx, std::int64_t pair, OfficeId office, const MergeRow& row, std::string_view by) {
    return tx
        .try_run(
            "insert into registration_merge (id, duplicate_id, office_id, kept_card, merged_card, before_state, before_reason, before_at,"
            " before_on_register, before_seeker, version_after, merged_at, merged_by) values (:id, :pair, :office, :kept,"
            " :merged, :state, :reason, :at, :on, :seeker, :version, :now, :by)",
            {{"id", ids::next()},
             {"pair", pair},
             {"office", office},
             {"kept", row.kept},
             {"merged", row.merged},
             {"state", code(row.before_state)},
             {"reason", row.before_reason},
             {"at", row.before_at},
             {"on", row.before_on_register},
             {"seeker", value_or_null(row.before_seeker)},
             {"version", row.version_after},
             {"now", row.merged_at},
             {"by", by}})
        .has_value();
}

std::optional<MergeRow> find_merge(sql::Transaction& tx, std::int64_t pair) {
    const auto row = tx.one(
        "select id, kept_card, merged_card, before_state, before_reason, before_at, before_on_register, before_seeker,"
        " version_after, merged_at from registration_merge where duplicate_id = :pair and undone_at is null",
        {{"pair", pair}});
    if (!row) return {};
    return MergeRow{row->integer(0), row->id<CardId>(1),      row->id<CardId>(2), card_state_of(row->text(3)),
                    row->text(4),    row->instant_or_none(5), row->flag(6),       row->id<SeekerId>(7),
                    row->number(8),  row->instant(9)};
}

bool undo_merge(sql::Transaction& tx, std::int64_t id, Instant now, std::string_view by) {
    return tx.run("update registration_merge set undone_at = :now, undone_by = :by where id = :id and undone_at is null",
                  {{"now", now}, {"by", by}, {"id", id}}) == 1;
}

void set_seeker(sql::Transaction& tx, CardId id, SeekerId seeker) {
    tx.run("update registration_card set seeker_id = :seeker where id = :id", {{"seeker", value_or_null(seeker)}, {"id", id}});
}

void put_back(sql::Transaction& tx, CardId id, CardState state, std::string_view reason, std::optional<Instant> inactive_at,
              bool on_register) {
    tx.run("update registration_card set state = :state, inactive_reason = :reason, inactive_at = :at, on_register = :on where id = :id",
           {{"state", code(state)}, {"reason", reason}, {"at", inactive_at}, {"on", on_register}, {"id", id}});
}

}  // namespace registration::store
