#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/interviews/model.hpp"
#include "modules/interviews/rules_standby.hpp"
#include "platform/sql/sql.hpp"

// Days of interviews and what belongs to them. No rule and no access check stands here.
namespace interviews::store {

void add_day(sql::Transaction& tx, const InterviewDay& day, std::string_view by);
std::optional<InterviewDay> find_day(sql::Transaction& tx, DayId id);
// By date: from today on, and those since `since` whose attendance nobody has kept yet.
std::vector<InterviewDay> days_of(sql::Transaction& tx, OfficeId office, Date since, Date today, int limit);
// Once; false: it was kept already.
bool keep_attendance(sql::Transaction& tx, DayId id, int invited, int came);
Shows shows_of(sql::Transaction& tx, OfficeId office, Date before, int days);  // of the last days whose attendance was kept
// Nobody else changes the day until this transaction ends. False: it changed since `day` was read.
bool hold(sql::Transaction& tx, const InterviewDay& day, std::string_view by);
void set_arranged(sql::Transaction& tx, DayId id, Instant now);
void set_state(sql::Transaction& tx, DayId id, DayState state, Instant now);

bool add_company(sql::Transaction& tx, const Company& company, OfficeId office, std::string_view by);
std::vector<Company> companies(sql::Transaction& tx, DayId day);
// Days on which this company is, that are not over: published ones, and those on which it may still say whom it would rather meet.
std::vector<DayId> days_with(sql::Transaction& tx, employers::EmployerId employer, Date from);

void add_guest(sql::Transaction& tx, const InterviewDay& day, registration::ApplicationId file);  // there all day; known is fine
void set_guest(sql::Transaction& tx, DayId day, const Guest& guest);
void set_missed(sql::Transaction& tx, DayId day, registration::ApplicationId file, std::optional<Instant> at);
void set_told(sql::Transaction& tx, DayId day, registration::ApplicationId file, std::string_view told);
std::vector<Guest> guests(sql::Transaction& tx, DayId day);
std::vector<DayId> days_with(sql::Transaction& tx, registration::ApplicationId file, Date from);

// A person and a company that are not together on this day yet; known is fine.
void add_meeting(sql::Transaction& tx, const Appointment& meeting, OfficeId office);
std::optional<Appointment> find_meeting(sql::Transaction& tx, MeetingId id);
std::vector<Appointment> meetings(sql::Transaction& tx, DayId day);  // by id: who came first
// All of them at once: places are left before they are taken, so two may change places.
void keep(sql::Transaction& tx, const std::vector<Appointment>& before, const std::vector<Appointment>& after);

std::vector<Wish> wishes(sql::Transaction& tx, DayId day);
void set_wishes(sql::Transaction& tx, DayId day, registration::ApplicationId file, const std::vector<Wish>& wishes);
std::vector<Wish> ranks(sql::Transaction& tx, DayId day);
void set_ranks(sql::Transaction& tx, CompanyId company, const std::vector<Wish>& ranks);

std::vector<Elsewhere> elsewhere(sql::Transaction& tx, const InterviewDay& day);
// Nobody else gives these people a slot, on whatever day, until this transaction ends. `files` in ascending order: two that hold
// several then wait for each other in one direction only.
void hold_people(sql::Transaction& tx, const std::vector<registration::ApplicationId>& files);
std::vector<DayId> published_from(sql::Transaction& tx, Date from);

// A reading of a day's names that is not known yet: the first of this reader on that date, or of more people than before.
struct Reading {
    DayId day;
    OfficeId office;
    std::string reader;
    std::string_view what;  // day, print, sheet
    Date on;
    int people{};
};
bool is_known(sql::Transaction& tx, const Reading& reading);
bool keep_reading(sql::Transaction& tx, const Reading& reading);  // false: it was known

}  // namespace interviews::store
