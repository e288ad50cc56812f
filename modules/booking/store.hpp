#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/model.hpp"
#include "platform/sql/sql.hpp"

// All SQL of booking.
namespace booking::store {

std::optional<Window> find_window(sql::Transaction& tx, WindowId id);
std::vector<Window> windows(sql::Transaction& tx, OfficeId office, std::string_view service, Date from, Date to);
// The same with only what a list of times shows: no reserve, no last number.
std::vector<Window> listed(sql::Transaction& tx, OfficeId office, std::string_view service, Date from, Date to);
std::vector<Window> windows_of_day(sql::Transaction& tx, OfficeId office, Date date);
std::vector<Window> windows_of_rules(sql::Transaction& tx, OfficeId office, Date from);  // every service, from a day on
// False when the rule's window of that day and service is there already.
bool add(sql::Transaction& tx, const Window& window);
// Takes over what the rule says now; hours, name and place always, the quota unless it was set by hand for the day.
void follow_rule(sql::Transaction& tx, const Window& window);
void set_quota(sql::Transaction& tx, WindowId id, int quota, int online_quota);
void suspend(sql::Transaction& tx, WindowId id, bool suspended, std::string_view reason);

// Takes one place of the channel's part and gives its number; empty when none is left or the window is suspended.
// One guarded statement: two callers may both have seen the last place.
std::optional<int> claim_place(sql::Transaction& tx, WindowId id, TicketChannel channel);
// For a ticket that an office moves here: only the whole quota counts.
std::optional<int> claim_moved_place(sql::Transaction& tx, WindowId id, TicketChannel channel);
void release_place(sql::Transaction& tx, WindowId id, TicketChannel channel);
// Raises last_number by `count` and gives the new value: numbers for paper tickets.
int keep_numbers(sql::Transaction& tx, WindowId id, int count);

// A ticket with what only the store and its module need.
struct Row {
    Ticket ticket;
    Date date;
    std::string person_key;
    std::string about;
    std::string counter;
    int sequence{};  // grows with every change: iCalendar SEQUENCE
};
// False when a unique key says that the person, or the application, holds an open ticket already.
bool add(sql::Transaction& tx, const Row& row, std::string_view phone_sealed);
std::optional<Row> find(sql::Transaction& tx, TicketId id);
std::optional<Row> find_by_code(sql::Transaction& tx, std::string_view code);  // the newest
std::optional<Row> open_of_application(sql::Transaction& tx, registration::ApplicationId application);
std::optional<Row> last_of_application(sql::Transaction& tx, registration::ApplicationId application);
std::optional<Row> open_of_person(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key);
std::vector<Row> of_day(sql::Transaction& tx, OfficeId office, Date date);
std::vector<Row> open_of_window(sql::Transaction& tx, WindowId window);  // by number
std::optional<std::string> phone_sealed(sql::Transaction& tx, TicketId id);

struct Change {
    TicketState to{};
    std::optional<Instant> checked_in_at;
    std::optional<Instant> called_at;
    std::optional<Instant> closed_at;
    std::optional<std::string> counter;
    std::optional<std::string> outcome;
    bool other_day{};
};
// False when the ticket is no longer in `from`: somebody was faster.
bool change(sql::Transaction& tx, TicketId id, TicketState from, const Change& change);
// Ends it as cancelled; the row as it is now, nothing when it is no longer in `from`. An office may have moved the ticket since
// it was read: the place to give back is the one in this row.
std::optional<Row> cancel(sql::Transaction& tx, TicketId id, TicketState from, Instant now, std::string_view outcome = "");
// A nameless number gets the name and the file of this one; false when it has a name already.
bool give_name(sql::Transaction& tx, TicketId id, const Row& of);
// False when it is no longer booked where `row` says.
bool move(sql::Transaction& tx, const Row& row, const Window& to, int number, std::string_view reason, std::int64_t move_id, Instant now);
struct Moved {
    int number{};
    Date date;
    std::string reason;
};
std::optional<Moved> last_move(sql::Transaction& tx, TicketId id);
// Who came on another day than booked, by the time of arrival.
std::vector<Row> arrived_on_other_day(sql::Transaction& tx, OfficeId office, Instant from, Instant before);

void add_paper_range(sql::Transaction& tx, std::int64_t id, const Window& window, int first, int last, Instant now);
struct PaperRange {
    WindowId window;
    int first{};
    int last{};
};
std::vector<PaperRange> paper_ranges(sql::Transaction& tx, OfficeId office, WindowId window);
bool add_late(sql::Transaction& tx, const Row& row);

struct QuotaRequest {
    int quota{};
    std::string reason;
    AccountId asked_by;
};
std::optional<QuotaRequest> quota_request(sql::Transaction& tx, WindowId window);
void put_quota_request(sql::Transaction& tx, WindowId window, const QuotaRequest& request, Instant now);
void drop_quota_request(sql::Transaction& tx, WindowId window);

// Invariants as rows that break them; each row names what is wrong.
std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace booking::store
