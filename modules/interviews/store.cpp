#include "modules/interviews/store.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "modules/interviews/rules_plan.hpp"
#include "platform/sql/sql.hpp"

namespace interviews::store {
namespace {

template <class E>
E known(std::optional<E> read, const std::string& text) {
    if (!read) throw std::runtime_error("interviews: " + text);
    return *read;
}

std::string select_day(std::string_view rest) {
    return "select id, office_id, day, starts_at, ends_at, slot_minutes, gap_slots, most_each, mode, is_online, place, interpreters,"
           " quiet_rooms, state, lottery, made_at, arranged_at, published_at, version, invited, came from interviews_day " +
           std::string(rest);
}

InterviewDay day_of_row(const sql::Row& row) {
    return {.id = row.id<DayId>(0),
            .office = row.id<OfficeId>(1),
            .date = row.date(2),
            .starts = row.time(3),
            .ends = row.time(4),
            .slot_minutes = row.number(5),
            .gap_slots = row.number(6),
            .most_each = row.number(7),
            .mode = known(mode_of(row.text(8)), row.text(8)),
            .is_online = row.flag(9),
            .place = row.text(10),
            .interpreters = row.number(11),
            .quiet_rooms = row.number(12),
            .state = known(day_state_of(row.text(13)), row.text(13)),
            .lottery = row.integer(14),
            .made_at = row.instant(15),
            .arranged_at = row.instant_or_none(16),
            .published_at = row.instant_or_none(17),
            .version = row.number(18),
            .invited = row.is_null(19) ? std::nullopt : std::optional(row.number(19)),
            .came = row.is_null(20) ? std::nullopt : std::optional(row.number(20))};
}

std::string select_meeting(std::string_view rest) {
    return "select id, day_id, company_id, application_id, candidacy_id, state, slot, line, why from interviews_meeting " +
           std::string(rest);
}

Appointment meeting_of_row(const sql::Row& row) {
    return {.id = row.id<MeetingId>(0),
            .day = row.id<DayId>(1),
            .company = row.id<CompanyId>(2),
            .file = row.id<registration::ApplicationId>(3),
            .candidacy = row.id<placement::CandidacyId>(4),
            .state = known(meeting_state_of(row.text(5)), row.text(5)),
            .slot = row.is_null(6) ? -1 : row.number(6),
            .line = row.is_null(7) ? -1 : row.number(7),
            .why = row.text(8)};
}

// Days `d` that are published, or still ask both sides.
std::string select_days_to_come(std::string_view with) {
    return "select d.id from " + std::string(with) +
           " and d.day >= :since and (d.state = 'published' or (d.state = 'draft' and d.mode = 'mutual'))"
           " order by d.day, d.starts_at, d.id";
}

std::vector<DayId> day_ids(const std::vector<sql::Row>& rows) {
    std::vector<DayId> ids;
    for (const auto& row : rows) ids.push_back(row.id<DayId>(0));
    return ids;
}

std::vector<Wish> wishes_of(const std::vector<sql::Row>& rows) {
    std::vector<Wish> all;
    for (const auto& row : rows) all.push_back({row.id<registration::ApplicationId>(0), row.id<CompanyId>(1), row.number(2)});
    return all;
}

void write(sql::Transaction& tx, const Appointment& one) {
    const bool has_place = one.slot >= 0;
    tx.run("update interviews_meeting set state = :state, slot = :slot, line = :line, why = :why where id = :id",
           {{"id", one.id},
            {"state", code(one.state)},
            {"slot", has_place ? std::optional(one.slot) : std::nullopt},
            {"line", has_place ? std::optional(one.line) : std::nullopt},
            {"why", one.why}});
}

}  // namespace

void add_day(sql::Transaction& tx, const InterviewDay& day, std::string_view by) {
    tx.run(
        "insert into interviews_day (id, office_id, day, starts_at, ends_at, slot_minutes, gap_slots, most_each, mode, is_online, place,"
        " interpreters, quiet_rooms, state, lottery, decided_by, made_at) values (:id, :office, :day, :starts, :ends, :minutes, :gap, "
        ":most,"
        " :mode, :online, :place, :interpreters, :rooms, 'draft', :lottery, :by, :now)",
        {{"id", day.id},
         {"office", day.office},
         {"day", day.date},
         {"starts", day.starts},
         {"ends", day.ends},
         {"minutes", day.slot_minutes},
         {"gap", day.gap_slots},
         {"most", day.most_each},
         {"mode", code(day.mode)},
         {"online", day.is_online ? 1 : 0},
         {"place", day.place},
         {"interpreters", day.interpreters},
         {"rooms", day.quiet_rooms},
         {"lottery", day.lottery},
         {"by", by},
         {"now", day.made_at}});
}

std::optional<InterviewDay> find_day(sql::Transaction& tx, DayId id) {
    static const auto query = select_day("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return day_of_row(*row);
}

std::vector<InterviewDay> days_of(sql::Transaction& tx, OfficeId office, Date since, Date today, int limit) {
    static const auto query = select_day(
        "where office_id = :office and day >= :since and (day >= :today or (state = 'published' and invited is null))"
        " order by day, starts_at, id limit :limit");
    std::vector<InterviewDay> all;
    for (const auto& row : tx.all(query, {{"office", office}, {"since", since}, {"today", today}, {"limit", limit}}))
        all.push_back(day_of_row(row));
    return all;
}

bool keep_attendance(sql::Transaction& tx, DayId id, int invited, int came) {
    return tx.run("update interviews_day set invited = :invited, came = :came where id = :id and invited is null",
                  {{"id", id}, {"invited", invited}, {"came", came}}) == 1;
}

Shows shows_of(sql::Transaction& tx, OfficeId office, Date before, int days) {
    Shows seen;
    for (const auto& row : tx.all("select invited, came from interviews_day where office_id = :office and day < :before"
                                  " and invited is not null order by day desc, id desc limit :days",
                                  {{"office", office}, {"before", before}, {"days", days}})) {
        ++seen.days;
        seen.invited += row.number(0);
        seen.came += row.number(1);
    }
    return seen;
}

bool hold(sql::Transaction& tx, const InterviewDay& day, std::string_view by) {
    return tx.run("update interviews_day set version = version + 1, decided_by = :by where id = :id and version = :version",
                  {{"id", day.id}, {"version", day.version}, {"by", by}}) == 1;
}

void set_arranged(sql::Transaction& tx, DayId id, Instant now) {
    tx.run("update interviews_day set arranged_at = :now where id = :id", {{"id", id}, {"now", now}});
}

void set_state(sql::Transaction& tx, DayId id, DayState state, Instant now) {
    tx.run(
        "update interviews_day set state = :state, published_at = case when :state = 'published' then :now else published_at end"
        " where id = :id",
        {{"id", id}, {"state", code(state)}, {"now", now}});
}

bool add_company(sql::Transaction& tx, const Company& company, OfficeId office, std::string_view by) {
    return tx
        .try_run(
            "insert into interviews_company (id, day_id, office_id, employer_id, lines, from_time, until_time, decided_by)"
            " values (:id, :day, :office, :employer, :lines, :from, :until, :by)",
            {{"id", company.id},
             {"day", company.day},
             {"office", office},
             {"employer", company.employer},
             {"lines", company.lines},
             {"from", company.from},
             {"until", company.until},
             {"by", by}})
        .has_value();
}

std::vector<Company> companies(sql::Transaction& tx, DayId day) {
    std::vector<Company> all;
    for (const auto& row :
         tx.all("select id, day_id, employer_id, lines, from_time, until_time from interviews_company where day_id = :day order by id",
                {{"day", day}}))
        all.push_back({row.id<CompanyId>(0), row.id<DayId>(1), row.id<employers::EmployerId>(2), row.number(3), row.time(4), row.time(5)});
    return all;
}

std::vector<DayId> days_with(sql::Transaction& tx, employers::EmployerId employer, Date from) {
    static const auto query =
        select_days_to_come("interviews_company c join interviews_day d on d.id = c.day_id where c.employer_id = :employer");
    return day_ids(tx.all(query, {{"employer", employer}, {"since", from}}));
}

void add_guest(sql::Transaction& tx, const InterviewDay& day, registration::ApplicationId file) {
    tx.run(
        "insert into interviews_guest (day_id, application_id, office_id, from_time, until_time, needs)"
        " values (:day, :file, :office, :from, :until, 0) on conflict (day_id, application_id) do nothing",
        {{"day", day.id}, {"file", file}, {"office", day.office}, {"from", day.starts}, {"until", day.ends}});
}

void set_guest(sql::Transaction& tx, DayId day, const Guest& guest) {
    tx.run(
        "update interviews_guest set from_time = :from, until_time = :until, needs = :needs where day_id = :day and application_id = :file",
        {{"day", day}, {"file", guest.file}, {"from", guest.from}, {"until", guest.until}, {"needs", guest.needs}});
}

void set_missed(sql::Transaction& tx, DayId day, registration::ApplicationId file, std::optional<Instant> at) {
    tx.run("update interviews_guest set missed_at = :at where day_id = :day and application_id = :file",
           {{"day", day}, {"file", file}, {"at", at ? std::optional(at->seconds) : std::nullopt}});
}

void set_told(sql::Transaction& tx, DayId day, registration::ApplicationId file, std::string_view told) {
    tx.run("update interviews_guest set told = :told where day_id = :day and application_id = :file",
           {{"day", day}, {"file", file}, {"told", told}});
}

std::vector<Guest> guests(sql::Transaction& tx, DayId day) {
    std::vector<Guest> all;
    for (const auto& row :
         tx.all("select application_id, from_time, until_time, needs, told, missed_at from interviews_guest where day_id = :day order by "
                "application_id",
                {{"day", day}}))
        all.push_back({row.id<registration::ApplicationId>(0), row.time(1), row.time(2), row.number(3), row.text(4), !row.is_null(5)});
    return all;
}

std::vector<DayId> days_with(sql::Transaction& tx, registration::ApplicationId file, Date from) {
    static const auto query =
        select_days_to_come("interviews_guest g join interviews_day d on d.id = g.day_id where g.application_id = :file");
    return day_ids(tx.all(query, {{"file", file}, {"since", from}}));
}

void add_meeting(sql::Transaction& tx, const Appointment& one, OfficeId office) {
    tx.run(
        "insert into interviews_meeting (id, day_id, office_id, company_id, application_id, candidacy_id, state)"
        " values (:id, :day, :office, :company, :file, :candidacy, 'waiting') on conflict (day_id, company_id, application_id) do nothing",
        {{"id", one.id}, {"day", one.day}, {"office", office}, {"company", one.company}, {"file", one.file}, {"candidacy", one.candidacy}});
}

std::optional<Appointment> find_meeting(sql::Transaction& tx, MeetingId id) {
    static const auto query = select_meeting("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return meeting_of_row(*row);
}

std::vector<Appointment> meetings(sql::Transaction& tx, DayId day) {
    static const auto query = select_meeting("where day_id = :day order by id");
    std::vector<Appointment> all;
    for (const auto& row : tx.all(query, {{"day", day}})) all.push_back(meeting_of_row(row));
    return all;
}

void keep(sql::Transaction& tx, const std::vector<Appointment>& before, const std::vector<Appointment>& after) {
    const auto is_other = [&](std::size_t at) {
        return before[at].state != after[at].state || before[at].slot != after[at].slot || before[at].line != after[at].line ||
               before[at].why != after[at].why;
    };
    for (std::size_t at = 0; at < after.size(); ++at) {
        if (!is_other(at) || before[at].slot < 0) continue;
        auto left = after[at];
        if (left.state == MeetingState::placed) left.state = MeetingState::waiting;
        left.slot = left.line = -1;
        write(tx, left);
    }
    std::vector<std::size_t> taken;
    for (std::size_t at = 0; at < after.size(); ++at)
        if (is_other(at) && (before[at].slot < 0 || after[at].slot >= 0)) taken.push_back(at);
    // Whoever gives a slot holds the person: always in this order, so nobody waits in a circle.
    std::ranges::stable_sort(taken, {}, [&](std::size_t at) { return after[at].file; });
    for (const auto at : taken) write(tx, after[at]);
}

std::vector<Wish> wishes(sql::Transaction& tx, DayId day) {
    return wishes_of(
        tx.all("select application_id, company_id, place from interviews_wish where day_id = :day order by application_id, place",
               {{"day", day}}));
}

void set_wishes(sql::Transaction& tx, DayId day, registration::ApplicationId file, const std::vector<Wish>& wishes) {
    tx.run("delete from interviews_wish where day_id = :day and application_id = :file", {{"day", day}, {"file", file}});
    for (const auto& one : wishes)
        tx.run("insert into interviews_wish (day_id, application_id, company_id, place) values (:day, :file, :company, :place)",
               {{"day", day}, {"file", file}, {"company", one.company}, {"place", one.place}});
}

std::vector<Wish> ranks(sql::Transaction& tx, DayId day) {
    return wishes_of(
        tx.all("select r.application_id, r.company_id, r.rank from interviews_rank r"
               " join interviews_company c on c.id = r.company_id where c.day_id = :day order by r.company_id, r.application_id",
               {{"day", day}}));
}

void set_ranks(sql::Transaction& tx, CompanyId company, const std::vector<Wish>& ranks) {
    tx.run("delete from interviews_rank where company_id = :company", {{"company", company}});
    for (const auto& one : ranks)
        tx.run("insert into interviews_rank (company_id, application_id, rank) values (:company, :file, :rank)",
               {{"company", company}, {"file", one.file}, {"rank", one.place}});
}

std::vector<Elsewhere> elsewhere(sql::Transaction& tx, const InterviewDay& day) {
    std::vector<Elsewhere> all;
    for (const auto& row :
         tx.all("select m.application_id, d.starts_at + m.slot * d.slot_minutes, d.starts_at + (m.slot + 1) * d.slot_minutes"
                " from interviews_meeting m join interviews_day d on d.id = m.day_id where d.day = :date and d.id <> :day and m.slot is "
                "not null"
                " and m.application_id in (select application_id from interviews_guest where day_id = :day) order by m.id",
                {{"date", day.date}, {"day", day.id}}))
        all.push_back({row.id<registration::ApplicationId>(0), row.time(1), row.time(2)});
    return all;
}

void hold_people(sql::Transaction& tx, const std::vector<registration::ApplicationId>& files) {
    for (const auto file : files)
        tx.run(
            "insert into interviews_person (application_id, held) values (:file, 1)"
            " on conflict (application_id) do update set held = interviews_person.held + 1",
            {{"file", file}});
}

bool is_known(sql::Transaction& tx, const Reading& one) {
    return tx
        .one(
            "select 1 from interviews_reading where day_id = :day and reader = :reader and what = :what and read_on = :on"
            " and people >= :people",
            {{"day", one.day}, {"reader", one.reader}, {"what", one.what}, {"on", one.on}, {"people", one.people}})
        .has_value();
}

bool keep_reading(sql::Transaction& tx, const Reading& one) {
    return tx.run(
               "insert into interviews_reading (day_id, reader, what, office_id, read_on, people)"
               " values (:day, :reader, :what, :office, :on, :people) on conflict (day_id, reader, what) do update"
               " set read_on = excluded.read_on, people = excluded.people"
               " where interviews_reading.read_on <> excluded.read_on or interviews_reading.people < excluded.people",
               {{"day", one.day},
                {"reader", one.reader},
                {"what", one.what},
                {"office", one.office},
                {"on", one.on},
                {"people", one.people}}) == 1;
}

std::vector<DayId> published_from(sql::Transaction& tx, Date from) {
    return day_ids(tx.all("select id from interviews_day where state = 'published' and day >= :since", {{"since", from}}));
}

}  // namespace interviews::store
