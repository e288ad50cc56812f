#include "modules/registration/store.hpp"
#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

constexpr std::string_view card_columns =
    "select id, office_id, application_id, seeker_id, number, state, approved_at, issued_on, valid_until, validity_basis,"
    " handed_over_at, last_report, blank_serial, inactive_reason, training, holder_name, approved_by, on_register, imported,"
    " version from registration_card";

CardRow card_from(const sql::Row& row) {
    CardRow found;
    auto& card = found.card;
    card.id = row.id<CardId>(0);
    card.office = row.id<OfficeId>(1);
    card.application = row.id<ApplicationId>(2);
    card.seeker = row.id<SeekerId>(3);
    card.number = row.text(4);
    card.state = card_state_of(row.text(5));
    card.approved_at = row.instant(6);
    card.issued_on = row.date(7);
    card.valid_until = row.date(8);
    card.validity_basis = row.text(9);
    card.handed_over_at = row.instant_or_none(10);
    card.last_report = row.date_or_none(11);
    card.blank_serial = row.text(12);
    card.inactive_reason = row.text(13);
    card.training = row.flag(14);
    found.holder_name = row.text(15);
    found.approved_by = row.text(16);
    found.on_register = row.flag(17);
    found.imported = row.flag(18);
    found.version = row.number(19);
    return found;
}

std::optional<CardRow> card_or_none(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return card_from(*row);
}

std::vector<CardRow> cards_from(const std::vector<sql::Row>& rows) {
    std::vector<CardRow> found;
    for (const auto& row : rows) found.push_back(card_from(row));
    return found;
}

template <class IdType>
std::optional<std::int64_t> id_or_none(IdType id) {
    if (!id) return {};
    return id.value;
}

std::optional<std::string> text_or_none(std::string_view text) {
    if (text.empty()) return {};
    return std::string(text);
}

}  // namespace

SeekerId seeker_of(sql::Transaction& tx, OfficeId office, std::string_view person_key, bool training, Instant now) {
    tx.run(
        "insert into registration_seeker (id, office_id, person_key, training, created_at)"
        " values (:id, :office, :person, :training, :now) on conflict (office_id, person_key, training) do nothing",
        {{"id", ids::next()}, {"office", office}, {"person", person_key}, {"training", training}, {"now", now}});
    // The row is locked, so that two approvals of one person come one after the other on both engines.
    const auto row = tx.one(
        "update registration_seeker set created_at = created_at where office_id = :office"
        " and person_key = :person and training = :training returning id",
        {{"office", office}, {"person", person_key}, {"training", training}});
    if (!row) throw sql::Failure("the register lost a seeker row");
    return row->id<SeekerId>(0);
}

std::optional<std::int64_t> next_number(sql::Transaction& tx, OfficeId office, std::string_view scope_key, std::int64_t first,
                                        std::int64_t most) {
    tx.run(
        "insert into registration_number_counter (office_id, scope_key, last) values (:office, :scope, :last)"
        " on conflict (office_id, scope_key) do nothing",
        {{"office", office}, {"scope", scope_key}, {"last", first - 1}});
    // Raised and read in one statement: two approvals never see the same last number.
    const auto row = tx.one(
        "update registration_number_counter set last = last + 1 where office_id = :office"
        " and scope_key = :scope and last < :most returning last",
        {{"office", office}, {"scope", scope_key}, {"most", most}});
    if (!row) return {};
    return row->integer(0);
}

CardAdded add_card(sql::Transaction& tx, const NewCard& added) {
    const auto& card = added.card;
    const auto done = tx.try_run(
        "insert into registration_card (id, office_id, application_id, seeker_id, number, holder_name, holder_birth_date, state,"
        " approved_at, approved_by, issued_on, valid_until, validity_basis, handed_over_at, last_report, inactive_reason,"
        " on_register, imported, training) values (:id, :office, :application, :seeker, :number, :holder, :birth, :state,"
        " :approved_at, :approved_by, :issued_on, :valid_until, :basis, :handed, :report, :reason, :on_register, :imported,"
        " :training)",
        {{"id", card.id},
         {"office", card.office},
         {"application", id_or_none(card.application)},
         {"seeker", id_or_none(card.seeker)},
         {"number", card.number},
         {"holder", added.holder_name},
         {"birth", added.holder_birth_date},
         {"state", code(card.state)},
         {"approved_at", card.approved_at},
         {"approved_by", added.approved_by},
         {"issued_on", card.issued_on},
         {"valid_until", card.valid_until},
         {"basis", card.validity_basis},
         {"handed", card.handed_over_at},
         {"report", card.last_report},
         {"reason", card.inactive_reason},
         {"on_register", added.on_register},
         {"imported", added.imported},
         {"training", card.training}});
    return done ? CardAdded::yes : CardAdded::number_taken;
}

std::optional<CardRow> find_card(sql::Transaction& tx, CardId id) {
    return card_or_none(tx.one(std::string(card_columns) + " where id = :id", {{"id", id}}));
}

std::optional<CardRow> find_card_by_number(sql::Transaction& tx, OfficeId office, std::string_view number) {
    return card_or_none(
        tx.one(std::string(card_columns) + " where office_id = :office and number = :number", {{"office", office}, {"number", number}}));
}

std::vector<CardRow> cards_with_number(sql::Transaction& tx, std::string_view number) {
    return cards_from(
        tx.all(std::string(card_columns) + " where number = :number and training = 0 order by id limit 10", {{"number", number}}));
}

std::optional<CardRow> active_card_of(sql::Transaction& tx, SeekerId seeker) {
    return card_or_none(
        tx.one(std::string(card_columns) + " where seeker_id = :seeker and state <> 'inactive' and state <> 'revoked' limit 1",
               {{"seeker", seeker}}));
}

std::vector<CardRow> cards_in_state(sql::Transaction& tx, OfficeId office, CardState state, int limit) {
    return cards_from(tx.all(std::string(card_columns) + " where office_id = :office and state = :state"
                                                         " order by approved_at, id limit :limit",
                             {{"office", office}, {"state", code(state)}, {"limit", limit}}));
}

std::vector<CardRow> cards_named(sql::Transaction& tx, OfficeId office, std::string_view part, int limit) {
    return cards_from(
        tx.all(std::string(card_columns) + " where office_id = :office and lower(holder_name) like :like order by id desc limit :limit",
               {{"office", office}, {"like", "%" + std::string(part) + "%"}, {"limit", limit}}));
}

bool take_card_turn(sql::Transaction& tx, CardId id, int version) {
    return tx.run("update registration_card set version = version + 1 where id = :id and version = :version",
                  {{"id", id}, {"version", version}}) == 1;
}

void set_card_state(sql::Transaction& tx, CardId id, CardState state) {
    tx.run("update registration_card set state = :state where id = :id", {{"state", code(state)}, {"id", id}});
}

SerialKept set_handed_over(sql::Transaction& tx, CardId id, Instant now, std::string_view by, std::string_view proxy_name,
                           std::string_view blank_serial) {
    const auto done = tx.try_run(
        "update registration_card set state = 'handed_over', handed_over_at = :now, handed_over_by = :by,"
        " proxy_name = :proxy, blank_serial = :serial where id = :id",
        {{"now", now}, {"by", by}, {"proxy", proxy_name}, {"serial", text_or_none(blank_serial)}, {"id", id}});
    return done ? SerialKept::yes : SerialKept::used;
}

void set_inactive(sql::Transaction& tx, CardId id, CardState state, std::string_view reason, Instant now) {
    tx.run("update registration_card set state = :state, inactive_reason = :reason, inactive_at = :now where id = :id",
           {{"state", code(state)}, {"reason", reason}, {"now", now}, {"id", id}});
}

void set_last_report(sql::Transaction& tx, CardId id, Date day) {
    tx.run("update registration_card set last_report = :day where id = :id", {{"day", day}, {"id", id}});
}

void set_on_register(sql::Transaction& tx, CardId id, bool on) {
    tx.run("update registration_card set on_register = :on where id = :id", {{"on", on}, {"id", id}});
}

int add_print(sql::Transaction& tx, const Card& card, Instant now, std::string_view by, std::optional<std::int64_t> printer,
              std::string_view reason) {
    const auto before = tx.one("select count(*) from registration_print where card_id = :id", {{"id", card.id}});
    const int copy = 1 + (before ? before->number(0) : 0);
    tx.run(
        "insert into registration_print (id, card_id, office_id, copy, printed_at, printed_by, printer_id, reason, term)"
        " values (:id, :card, :office, :copy, :now, :by, :printer, :reason,"
        " (select term from registration_card where id = :card2))",
        {{"id", ids::next()},
         {"card", card.id},
         {"office", card.office},
         {"copy", copy},
         {"now", now},
         {"by", by},
         {"printer", printer},
         {"reason", reason},
         {"card2", card.id}});
    return copy;
}

int prints_of(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select count(*) from registration_print p join registration_card c on c.id = p.card_id"
        " where p.card_id = :id and p.term = c.term",
        {{"id", id}});
    return row ? row->number(0) : 0;
}

std::vector<CardRow> expired_on_register(sql::Transaction& tx, OfficeId office, Date today, int limit) {
    return cards_from(tx.all(std::string(card_columns) + " where office_id = :office and on_register = 1 and valid_until < :today"
                                                         " and (imported = 0 or exists (select 1 from registration_strike_list l"
                                                         " where l.office_id = registration_card.office_id and l.state = 'closed'"
                                                         " and l.id > registration_card.id and l.day < registration_card.valid_until))"
                                                         " order by valid_until, id limit :limit",
                             {{"office", office}, {"today", today}, {"limit", limit}}));
}

std::optional<RevocationRequest> find_revocation_request(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select reason, requested_by, requested_at, confirmed_by from registration_revocation_request"
        " where card_id = :id",
        {{"id", id}});
    if (!row) return {};
    return RevocationRequest{row->text(0), row->text(1), row->instant(2), !row->text(3).empty()};
}

std::vector<CardId> pending_revocations(sql::Transaction& tx, OfficeId office) {
    std::vector<CardId> found;
    for (const auto& row : tx.all("select card_id from registration_revocation_request where office_id = :office"
                                  " and confirmed_by = '' order by requested_at",
                                  {{"office", office}}))
        found.push_back(row.id<CardId>(0));
    return found;
}

void add_revocation_request(sql::Transaction& tx, const Card& card, std::string_view reason, std::string_view by, Instant now) {
    tx.run(
        "insert into registration_revocation_request (id, card_id, office_id, reason, requested_by, requested_at)"
        " values (:id, :card, :office, :reason, :by, :now)",
        {{"id", ids::next()}, {"card", card.id}, {"office", card.office}, {"reason", reason}, {"by", by}, {"now", now}});
}

bool confirm_revocation(sql::Transaction& tx, CardId id, std::string_view by, Instant now) {
    return tx.run(
               "update registration_revocation_request set confirmed_by = :by, confirmed_at = :now where card_id = :id"
               " and confirmed_by = '' and requested_by <> :by2",
               {{"by", by}, {"now", now}, {"id", id}, {"by2", by}}) == 1;
}

std::vector<NotActiveRow> not_active_cards(sql::Transaction& tx, Date today) {
    std::vector<NotActiveRow> found;
    const auto collect = [&](std::string_view query) {
        for (const auto& row : tx.all(query, {{"today", today}})) found.push_back({row.integer(0), row.text(1) == "revoked"});
    };
    collect(
        "select id, state from registration_card where (state <> 'handed_over' or training = 1)"
        " and imported = 0 and (state = 'revoked' or valid_until >= :today)");
    collect(
        "select distinct c.id, c.state from registration_card_code d join registration_card c on c.id = d.card_id"
        " where c.state = 'handed_over' and c.training = 0 and c.valid_until >= :today");
    collect(
        "select d.id, c.state from registration_card_code d join registration_card c on c.id = d.card_id"
        " where (c.state <> 'handed_over' or c.training = 1 or d.id <> c.code_id)"
        " and (c.state = 'revoked' or c.valid_until >= :today)");
    return found;
}

void add_ledger_row(sql::Transaction& tx, const LedgerRow& row, Instant now, std::string_view by) {
    tx.run(
        "insert into registration_ledger (id, office_id, seeker_id, card_id, kind, reason, effective_on, recorded_at,"
        " recorded_by, age, sex, education, major, occupation, purpose, channel, training) values (:id, :office, :seeker,"
        " :card, :kind, :reason, :day, :now, :by, :age, :sex, :education, :major, :occupation, :purpose, :channel, :training)",
        {{"id", ids::next()},
         {"office", row.office},
         {"seeker", row.seeker},
         {"card", row.card},
         {"kind", row.kind},
         {"reason", row.reason},
         {"day", row.effective_on},
         {"now", now},
         {"by", by},
         {"age", row.age},
         {"sex", row.sex},
         {"education", row.education},
         {"major", row.major},
         {"occupation", row.occupation},
         {"purpose", row.purpose},
         {"channel", row.channel},
         {"training", row.training}});
}

std::vector<LedgerRow> ledger_of(sql::Transaction& tx, SeekerId seeker) {
    std::vector<LedgerRow> rows;
    for (const auto& row : tx.all("select office_id, seeker_id, card_id, kind, reason, effective_on, age, sex, education, major,"
                                  " occupation, purpose, channel, training from registration_ledger where seeker_id = :seeker"
                                  " order by recorded_at, id",
                                  {{"seeker", seeker}}))
        rows.push_back({row.id<OfficeId>(0), row.id<SeekerId>(1), row.id<CardId>(2), row.text(3), row.text(4), row.date(5), row.number(6),
                        row.text(7), row.text(8), row.text(9), row.text(10), row.text(11), row.text(12), row.flag(13)});
    return rows;
}

void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults) {
    const auto collect = [&](std::string_view query, std::string_view fault) {
        for (const auto& row : tx.all(query)) faults.push_back(std::string(fault) + " " + row.text(0));
    };
    collect("select min(id) from registration_card group by office_id, number having count(*) > 1",
            "registration: a number was given twice, card");
    collect(
        "select seeker_id from registration_card where seeker_id is not null and state <> 'inactive' and state <> 'revoked'"
        " group by seeker_id having count(*) > 1",
        "registration: more than one active card, seeker");
    collect(
        "select c.id from registration_card c left join registration_application a on a.id = c.application_id"
        " where c.imported = 0 and (a.id is null or a.state <> 'approved' or a.card_id <> c.id)",
        "registration: a card without its approved application, card");
    collect(
        "select a.id from registration_application a left join registration_card c on c.id = a.card_id"
        " where a.state = 'approved' and c.id is null",
        "registration: an approved application without a card, application");
    collect("select id from registration_application where state = 'approved' and present_at is null",
            "registration: approved without a check-in, application");
    collect(
        "select c.id from registration_card c left join registration_revocation_request r on r.card_id = c.id"
        " where c.state = 'revoked' and (r.id is null or r.confirmed_by = '' or r.confirmed_by = r.requested_by)",
        "registration: revoked without a second person, card");
    collect(
        "select c.id from registration_card c left join registration_ledger l on l.card_id = c.id"
        " group by c.id, c.on_register having coalesce(sum(case when l.kind in ('registered', 'reinstated') then 1"
        " when l.kind in ('removed', 'placed') then -1 when l.reason = 'merged' then -1 when l.kind = 'corrected' then 1 else 0 end), 0) "
        "<> c.on_register",
        "registration: the ledger and the register disagree, card");
    collect("select c.id from registration_card c where c.on_register = 1 and c.state in ('inactive', 'revoked')",
            "registration: counted although no longer active, card");
}

}  // namespace registration::store
