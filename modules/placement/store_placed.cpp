#include "modules/placement/store_placed.hpp"

#include <stdexcept>

#include "modules/placement/rules.hpp"
#include "platform/clock/clock.hpp"

namespace placement::store {
namespace {

constexpr std::string_view columns =
    "select id, office_id, candidacy_id, application_id, vacancy_id, employer_id, employer_name, occupation, industry, contract, wage_low, "
    "wage_high,"
    " channel, origin, evidence, start_on, state, reported_by, reported_at, verified_by, verified_at, confirmed_on, ended_on, version"
    " from placement_placement ";

std::string select(std::string_view rest) { return std::string(columns) + std::string(rest); }

template <class IdType>
std::optional<std::int64_t> or_none(IdType id) {
    return id ? std::optional(id.value) : std::nullopt;
}

template <class E>
E known(std::optional<E> read, std::string_view column, const std::string& text) {
    if (!read) throw std::runtime_error("placement_placement." + std::string(column) + ": " + text);
    return *read;
}

Placement placement_of_row(const sql::Row& row) {
    return {.id = row.id<PlacementId>(0),
            .office = row.id<OfficeId>(1),
            .candidacy = row.id<CandidacyId>(2),
            .file = row.id<registration::ApplicationId>(3),
            .vacancy = row.id<vacancies::VacancyId>(4),
            .employer = row.id<employers::EmployerId>(5),
            .employer_name = row.text(6),
            .occupation = row.text(7),
            .industry = row.text(8),
            .contract = row.text(9),
            .wage_low = row.integer(10),
            .wage_high = row.integer(11),
            .channel = known(channel_of(row.text(12)), "channel", row.text(12)),
            .origin = known(match_origin_of(row.text(13)), "origin", row.text(13)),
            .evidence = known(evidence_of(row.text(14)), "evidence", row.text(14)),
            .start_on = row.date(15),
            .state = known(placement_state_of(row.text(16)), "state", row.text(16)),
            .reported_by = row.text(17),
            .reported_at = row.instant(18),
            .verified_by = row.text(19),
            .verified_at = row.instant_or_none(20),
            .confirmed_on = row.date_or_none(21),
            .ended_on = row.date_or_none(22),
            .version = row.number(23)};
}

std::vector<Placement> all_of(const std::vector<sql::Row>& rows) {
    std::vector<Placement> all;
    for (const auto& row : rows) all.push_back(placement_of_row(row));
    return all;
}

}  // namespace

void add_placement(sql::Transaction& tx, const Placement& placement) {
    tx.run(
        "insert into placement_placement (id, office_id, candidacy_id, application_id, vacancy_id, employer_id, employer_name, occupation, "
        "industry,"
        " contract, wage_low, wage_high, channel, origin, evidence, start_on, state, reported_by, reported_at)"
        " values (:id, :office, :candidacy, :file, :vacancy, :employer, :employer_name, :occupation, :industry, :contract, :wage_low, "
        ":wage_high,"
        " :channel, :origin, :evidence, :start_on, 'reported', :reported_by, :reported_at)",
        {{"id", placement.id},
         {"office", placement.office},
         {"candidacy", or_none(placement.candidacy)},
         {"file", placement.file},
         {"vacancy", or_none(placement.vacancy)},
         {"employer", or_none(placement.employer)},
         {"employer_name", placement.employer_name},
         {"occupation", placement.occupation},
         {"industry", placement.industry},
         {"contract", placement.contract},
         {"wage_low", placement.wage_low},
         {"wage_high", placement.wage_high},
         {"channel", code(placement.channel)},
         {"origin", code(placement.origin)},
         {"evidence", code(placement.evidence)},
         {"start_on", placement.start_on},
         {"reported_by", placement.reported_by},
         {"reported_at", placement.reported_at}});
}

std::optional<Placement> find_placement(sql::Transaction& tx, PlacementId id) {
    const auto row = tx.one(select("where id = :id"), {{"id", id}});
    if (!row) return {};
    return placement_of_row(*row);
}

std::optional<Placement> placement_of(sql::Transaction& tx, CandidacyId candidacy) {
    const auto row = tx.one(select("where candidacy_id = :candidacy"), {{"candidacy", candidacy}});
    if (!row) return {};
    return placement_of_row(*row);
}

std::vector<Placement> placements(sql::Transaction& tx, OfficeId office, PlacementState state, int limit) {
    return all_of(tx.all(select("where office_id = :office and state = :state order by start_on, id limit :limit"),
                         {{"office", office}, {"state", code(state)}, {"limit", limit}}));
}

std::vector<Placement> placements_of(sql::Transaction& tx, registration::ApplicationId file) {
    return all_of(tx.all(select("where application_id = :file order by id desc"), {{"file", file}}));
}

bool verify(sql::Transaction& tx, const Placement& placement, PlacementState to, AccountId by, std::string_view by_name, Instant now) {
    return tx.run(
               "update placement_placement set state = :state, verified_by = :by_name, verified_at = :now, evidence = :evidence, version = "
               "version + 1"
               " where id = :id and version = :version and state = 'reported' and not exists (select 1 from placement_interest i"
               " where i.account_id = :by and i.employer_id = placement_placement.employer_id and i.ended_at is null)",
               {{"state", code(to)},
                {"by_name", by_name},
                {"now", now},
                {"evidence", code(placement.evidence)},
                {"id", placement.id},
                {"version", placement.version},
                {"by", by}}) == 1;
}

bool confirm(sql::Transaction& tx, const Placement& placement, Date on) {
    return tx.run(
               "update placement_placement set state = 'confirmed', confirmed_on = :on, version = version + 1"
               " where id = :id and version = :version and state = 'placed'",
               {{"on", on}, {"id", placement.id}, {"version", placement.version}}) == 1;
}

bool end(sql::Transaction& tx, const Placement& placement, Date on) {
    return tx.run(
               "update placement_placement set state = 'ended', ended_on = :on, version = version + 1"
               " where id = :id and version = :version and state in ('placed', 'confirmed')",
               {{"on", on}, {"id", placement.id}, {"version", placement.version}}) == 1;
}

void add_event(sql::Transaction& tx, const Event& event, Instant now, std::string_view by) {
    tx.run(
        "insert into placement_event (id, office_id, candidacy_id, placement_id, vacancy_id, employer_id, application_id, kind, reason, "
        "effective_on,"
        " recorded_at, recorded_by, age, sex, education, occupation, industry, channel, origin, training)"
        " values (:id, :office, :candidacy, :placement, :vacancy, :employer, :file, :kind, :reason, :effective, :now, :by, :age, :sex, "
        ":education,"
        " :occupation, :industry, :channel, :origin, :training)",
        {{"id", ids::next()},
         {"office", event.office},
         {"candidacy", or_none(event.candidacy)},
         {"placement", or_none(event.placement)},
         {"vacancy", or_none(event.vacancy)},
         {"employer", or_none(event.employer)},
         {"file", event.file},
         {"kind", event.kind},
         {"reason", event.reason},
         {"effective", event.effective_on},
         {"now", now},
         {"by", by},
         {"age", event.age},
         {"sex", event.sex},
         {"education", event.education},
         {"occupation", event.occupation},
         {"industry", event.industry},
         {"channel", event.channel},
         {"origin", event.origin},
         {"training", event.training ? 1 : 0}});
}

std::vector<Event> events_of(sql::Transaction& tx, registration::ApplicationId file) {
    std::vector<Event> all;
    for (const auto& row : tx.all(
             "select office_id, candidacy_id, placement_id, vacancy_id, employer_id, application_id, kind, reason, effective_on, age, sex,"
             " education, occupation, industry, channel, origin, training from placement_event where application_id = :file order by id",
             {{"file", file}}))
        all.push_back({row.id<OfficeId>(0), row.id<CandidacyId>(1), row.id<PlacementId>(2), row.id<vacancies::VacancyId>(3),
                       row.id<employers::EmployerId>(4), row.id<registration::ApplicationId>(5), row.text(6), row.text(7), row.date(8),
                       row.number(9), row.text(10), row.text(11), row.text(12), row.text(13), row.text(14), row.text(15), row.flag(16)});
    return all;
}

}  // namespace placement::store
