#include "modules/employers/store_warning.hpp"

#include "modules/employers/rules_warning.hpp"
#include "platform/sql/select.hpp"

namespace employers::store {

namespace {

constexpr std::string_view columns =
    "id, office_id, employer_id, matter, level, state, source, drafted_at, answer_until, answer, answered_by, answered_at, letter_number,"
    " legal_basis, sent_at, valid_until, closing_note, version";

Warning warning_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.id<WarningId>(0);
    return {.id = id,
            .office = row.id<OfficeId>(1),
            .employer = row.id<EmployerId>(2),
            .matter = *parse_matter(row.text(3)),
            .level = row.number(4),
            .state = *parse_warning_state(row.text(5)),
            .source = row.text(6),
            .drafted_at = row.instant(7),
            .answer_until = row.date(8),
            .answer = row.text(9).empty() ? "" : vault.open_sealed({"employers_warning.answer", id.value}, row.text(9)),
            .answered_by = row.text(10),
            .answered_at = row.instant_or_none(11),
            .letter_number = row.text(12),
            .legal_basis = row.text(13),
            .sent_at = row.instant_or_none(14),
            .valid_until = row.date_or_none(15),
            .closing_note = row.text(16),
            .version = row.number(17)};
}

std::string select_warning(std::string_view tail) { return sql::select(columns, "employers_warning", tail); }

std::vector<Warning> warnings(const crypto::Vault& vault, const std::vector<sql::Row>& rows) {
    std::vector<Warning> made;
    for (const auto& row : rows) made.push_back(warning_of(vault, row));
    return made;
}

// Whether the matter is open already; asked for the list of signals.
constexpr std::string_view is_asked = "exists (select 1 from employers_warning w where w.employer_id = e.id and w.matter = ";

}  // namespace

void add_signal(sql::Transaction& tx, OfficeId office, const Signal& signal, std::string_view by, Instant now) {
    tx.run(
        "insert into employers_signal (id, office_id, employer_id, matter, source, seen_on, noted_by, noted_at)"
        " values (:id, :office, :employer, :matter, :source, :seen, :by, :now)",
        {{"id", signal.id},
         {"office", office},
         {"employer", signal.employer},
         {"matter", code(signal.matter)},
         {"source", signal.source},
         {"seen", signal.seen_on},
         {"by", by},
         {"now", now}});
}

bool settle_signal(sql::Transaction& tx, OfficeId office, SignalId id, std::string_view note, std::string_view by, Instant now) {
    return tx.run(
               "update employers_signal set settled_at = :now, settled_note = :note, settled_by = :by where id = :id and office_id = "
               ":office"
               " and settled_at is null",
               {{"id", id}, {"office", office}, {"note", note}, {"by", by}, {"now", now}}) == 1;
}

std::optional<EmployerId> employer_of_signal(sql::Transaction& tx, OfficeId office, SignalId id) {
    const auto row =
        tx.one("select employer_id from employers_signal where id = :id and office_id = :office", {{"id", id}, {"office", office}});
    if (!row) return {};
    return row->id<EmployerId>(0);
}

std::vector<Signal> noted_signals(sql::Transaction& tx, OfficeId office) {
    static const auto query = "select s.id, e.id, e.name, s.matter, s.source, s.seen_on, case when " + std::string(is_asked) +
                              "s.matter and w.state in ('draft', 'answered', 'sent')) then 1 else 0 end"
                              " from employers_signal s join employers_employer e on e.id = s.employer_id"
                              " where s.office_id = :office and s.settled_at is null and e.state <> 'refused' order by s.seen_on, s.id";
    std::vector<Signal> all;
    for (const auto& row : tx.all(query, {{"office", office}}))
        all.push_back({.id = row.id<SignalId>(0),
                       .employer = row.id<EmployerId>(1),
                       .employer_name = row.text(2),
                       .matter = *parse_matter(row.text(3)),
                       .source = row.text(4),
                       .kind = Signal::Kind::noted,
                       .seen_on = row.date(5),
                       .is_asked = row.flag(6)});
    return all;
}

std::vector<Signal> visit_signals(sql::Transaction& tx, OfficeId office, Zone zone) {
    static const auto query = "select e.id, e.name, v.heads_needed, v.visited_on, r.last_at, case when " + std::string(is_asked) +
                              "'vacancy' and w.state in ('draft', 'answered', 'sent')) then 1 else 0 end"
                              " from employers_visit v join employers_employer e on e.id = v.employer_id"
                              " left join employers_reported r on r.employer_id = e.id"
                              " where v.office_id = :office and v.heads_needed > 0 and e.state <> 'refused'"
                              " and not exists (select 1 from employers_visit l where l.employer_id = v.employer_id"
                              " and (l.visited_on > v.visited_on or (l.visited_on = v.visited_on and l.id > v.id)))"
                              " order by v.visited_on, e.id";
    std::vector<Signal> all;
    for (const auto& row : tx.all(query, {{"office", office}})) {
        const auto last = row.instant_or_none(4);
        if (last && last->in(zone).date >= row.date(3)) continue;
        all.push_back({.id = {},
                       .employer = row.id<EmployerId>(0),
                       .employer_name = row.text(1),
                       .matter = Matter::vacancy,
                       .source = "",
                       .kind = Signal::Kind::visit,
                       .count = row.number(2),
                       .seen_on = row.date(3),
                       .is_asked = row.flag(5)});
    }
    return all;
}

std::vector<Signal> ended_signals(sql::Transaction& tx, OfficeId office, Zone zone) {
    static const auto query =
        "select e.id, e.name, r.ended_unreported, r.changed_at, case when " + std::string(is_asked) +
        "'filled' and w.state in ('draft', 'answered', 'sent')) then 1 else 0 end"
        " from employers_reported r join employers_employer e on e.id = r.employer_id"
        " where r.office_id = :office and r.ended_unreported > 0 and e.state <> 'refused' order by r.changed_at, e.id";
    std::vector<Signal> all;
    for (const auto& row : tx.all(query, {{"office", office}}))
        all.push_back({.id = {},
                       .employer = row.id<EmployerId>(0),
                       .employer_name = row.text(1),
                       .matter = Matter::filled,
                       .source = "",
                       .kind = Signal::Kind::ended,
                       .count = row.number(2),
                       .seen_on = row.instant(3).in(zone).date,
                       .is_asked = row.flag(4)});
    return all;
}

WarningKept add_warning(sql::Transaction& tx, const Warning& warning, std::string_view by) {
    const auto added = tx.try_run(
        "insert into employers_warning (id, office_id, employer_id, matter, level, state, source, drafted_by, drafted_at, answer_until)"
        " values (:id, :office, :employer, :matter, :level, 'draft', :source, :by, :now, :until)",
        {{"id", warning.id},
         {"office", warning.office},
         {"employer", warning.employer},
         {"matter", code(warning.matter)},
         {"level", warning.level},
         {"source", warning.source},
         {"by", by},
         {"now", warning.drafted_at},
         {"until", warning.answer_until}});
    return added ? WarningKept::yes : WarningKept::already_open;
}

WarningKept change_warning(sql::Transaction& tx, const crypto::Vault& vault, const Warning& warning, const WarningStep& step) {
    const auto changed = tx.try_run(
        "update employers_warning set state = :state, answer = :answer, answered_by = :answered_by, answered_at = :answered_at,"
        " letter_number = :number, legal_basis = :basis, sent_by = case when :state = 'sent' then :by else sent_by end,"
        " sent_at = :sent_at, valid_until = :valid_until, closing_note = :note, closed_at = :closed_at,"
        " closed_by = case when :state in ('closed', 'withdrawn') then :by else closed_by end, version = version + 1"
        " where id = :id and version = :version",
        {{"id", warning.id},
         {"state", code(warning.state)},
         {"answer", vault.seal({"employers_warning.answer", warning.id.value}, warning.answer)},
         {"answered_by", warning.answered_by},
         {"answered_at", warning.answered_at},
         {"number", warning.letter_number},
         {"basis", warning.legal_basis},
         {"by", step.by},
         {"sent_at", warning.sent_at},
         {"valid_until", warning.valid_until},
         {"note", warning.closing_note},
         {"closed_at", step.closed_at},
         {"version", warning.version}});
    if (!changed) return WarningKept::number_known;
    return *changed == 0 ? WarningKept::changed_meanwhile : WarningKept::yes;
}

std::optional<Warning> find_warning(sql::Transaction& tx, const crypto::Vault& vault, WarningId id) {
    static const auto query = select_warning("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return warning_of(vault, *row);
}

std::vector<Warning> warnings_of(sql::Transaction& tx, const crypto::Vault& vault, EmployerId employer) {
    static const auto query = select_warning("where employer_id = :employer order by drafted_at, id");
    return warnings(vault, tx.all(query, {{"employer", employer}}));
}

std::vector<Warning> open_warnings(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office) {
    static const auto query =
        select_warning("where office_id = :office and state in ('draft', 'answered', 'sent') order by drafted_at, id");
    return warnings(vault, tx.all(query, {{"office", office}}));
}

}  // namespace employers::store
