#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/interviews/model.hpp"
#include "platform/sql/sql.hpp"

// Days of interviews and what belongs to them. No rule and no access check stands here.
namespace interviews::store {

void add_day(sql::Transaction& tx, const InterviewDay& day, std::string_view by);
std::optional<InterviewDay> find_day(sql::Transaction& tx, DayId id);
std::vector<InterviewDay> days_of(sql::Transaction& tx, OfficeId office, Date from, int limit);  // by date
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
std::vector<DayId> published_from(sql::Transaction& tx, Date from);

}  // namespace interviews::store
