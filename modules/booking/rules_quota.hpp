#pragma once

#include <string_view>
#include <vector>

#include "modules/booking/model_change.hpp"

// What smaller quotas do to the people who hold numbers. Pure: the same facts always give the same plan.
namespace booking {

enum class DayPart { morning, afternoon, evening };
DayPart part_of(TimeOfDay opens);  // evening from 17.00: people who work come then

struct Holder {
    TicketId ticket;
    int number{};
    TicketState state{TicketState::booked};
    Protection protection{Protection::none};
};

struct Cut {  // one window and what it shall hold
    WindowId window;
    Date date;
    TimeOfDay opens;
    int quota{};
    int spent{};                  // places of visits that ended and of numbers outside this plan
    bool closes{};                // nobody stays who is not here already
    std::vector<Holder> holders;  // by number
};

struct Room {  // a window that is not cut
    WindowId window;
    Date date;
    TimeOfDay opens;
    int free{};
};

struct QuotaPolicy {
    int days_later_max{30};        // nobody is moved further than this
    int other_part_costs_days{2};  // the same part of the day, this many days later, is worth as much as another part
};

struct QuotaPlan {
    struct Keep {
        WindowId window;
        Holder holder;
        KeepRule rule{};
    };
    struct Move {
        WindowId from;
        Holder holder;
        WindowId to;
        Date date;
        MoveRule rule{};
    };
    struct Unplaced {
        WindowId from;
        Holder holder;
    };
    std::vector<Keep> keeps;
    std::vector<Move> moves;
    std::vector<Unplaced> unplaced;
};

// Who is here stays; then protected people, then the lowest numbers, up to the quota. The others go to the cheapest free
// places after their own (days later, plus the price of another part of the day), and take those in the order of their
// numbers: nobody of a class gets an earlier day than a lower number of it. Later quotas hold, the cut ones too.
QuotaPlan plan_quota(std::vector<Cut> cuts, std::vector<Room> rooms, const QuotaPolicy& policy);

// "Layanan terbatas": the part of a quota that is left, rounded down, at least one place where there was one.
int limited_quota(int quota, int percent);

// How many who come on the old day without having read anything are served: a share of those who were moved, rounded up.
int old_day_reserve(int moved, int percent);

}  // namespace booking
