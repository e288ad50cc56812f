#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The day at the office: who comes, who is called, how a visit ends, and what is printed for a day without power.
namespace booking {

struct DayEntry {
    Ticket ticket;
    Date date;  // another one than asked for: came on another day than booked
    std::string window_name;
    TimeOfDay opens;
    TimeOfDay closes;
    std::string about;
    std::string counter;
};
std::vector<DayEntry> day_list(sql::Transaction& tx, const Context& context, OfficeId office, Date date);

// One of them, of any day of the own office.
std::optional<DayEntry> day_entry(sql::Transaction& tx, const Context& context, TicketId id);
// Who came on another day than booked, for the manager.
std::vector<DayEntry> other_day_arrivals(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to);
// The windows of a day, of every service, by hour.
std::vector<WindowView> day_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date date);

// Who is next, and who may call, is the hall's business.
Result<Ticket, Refusal> call(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view counter);
// `service`: the one that was given, when the visitor was sent on to another than the ticket's.
Result<Ticket, Refusal> close_visit(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view outcome,
                                    std::string_view service = "");
// Called, and waits on: did not answer, was called by mistake, or is sent on.
Result<Ticket, Refusal> wait_again(sql::Transaction& tx, const Context& context, TicketId ticket);
Result<Ticket, Refusal> mark_left(sql::Transaction& tx, const Context& context, TicketId ticket);
// Everybody still booked for that day becomes a no-show; gives how many.
int close_day(sql::Transaction& tx, const Context& context, OfficeId office, Date date);

// Keeps the next `count` numbers of a window for paper tickets.
struct PaperNumbers {
    int first{};
    int last{};
};
Result<PaperNumbers, Refusal> keep_paper_numbers(sql::Transaction& tx, const Context& context, WindowId window, int count);
std::vector<PaperNumbers> kept_paper_numbers(sql::Transaction& tx, const Context& context, WindowId window);
// Everything for one day on paper: keeps the office's number of paper numbers for each window of the AK-1 that has none
// kept yet and is still to come. Doing it twice keeps nothing more.
Result<int, Refusal> prepare_paper_day(sql::Transaction& tx, const Context& context, OfficeId office, Date date);
// A paper ticket of that range, with the times that were written on it.
struct LateEntry {
    WindowId window;
    int number{};
    registration::ApplicationId application;
    std::string name;
    TimeOfDay arrived;
    std::optional<TimeOfDay> served;
    std::string outcome;
};
Result<Ticket, Refusal> enter_late(sql::Transaction& tx, const Context& context, const LateEntry& entry);

}  // namespace booking
