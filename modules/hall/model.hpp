#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/booking/model.hpp"

namespace hall {

using CounterId = Id<struct CounterTag>;
using EventId = Id<struct HallEventTag>;

// A counter (loket): what is said aloud, what it serves, who sits there. One officer may sit at several.
struct Counter {
    CounterId id;
    OfficeId office;
    std::string number;                 // "2", "3A": said when calling
    std::string label;                  // "Lantai dasar, kiri"; may be empty
    std::vector<std::string> services;  // codes; empty = every service
    bool step_free{};                   // reached by wheelchair: ground floor, no step
    bool sign_language{};               // somebody here signs
    AccountId officer;                  // none = nobody sits there
    std::string officer_name;
    std::optional<Instant> since;

    bool serves(std::string_view service) const;
};

// The three kinds of which the office says in which ratio they are called.
enum class Line { booked, walk_in, priority };
// Why somebody stands in the priority line. Pregnancy and illness are wiped at the day's end with the others: what is left
// is the line alone.
enum class Lane { none, pregnant, elderly, disability, illness };
// What a person needs, never why. Recorded once, with consent; honoured by ticket, counter and print.
enum class Need { large_print, sign_language, wheelchair, companion };

// waiting > called > gone ; called > held (stays with its counter) > called ; waiting, called > parked | skipped > waiting.
// README.md draws it.
enum class PlaceState { waiting, called, held, parked, skipped, gone };

// Where a person stands in the hall today: one row for each ticket that has arrived. Names stay in booking: what is here may
// stand on a television.
struct Place {
    booking::TicketId ticket;
    OfficeId office;
    Date date;            // the day of arrival
    std::string service;  // served now; another one than the ticket's after a transfer
    std::string label;    // "A-023"
    Line line{Line::walk_in};
    Lane lane{Lane::none};
    std::vector<Need> needs;
    std::int64_t turn{};     // the order inside its line
    int ahead{};             // of the same service, on arrival
    std::int64_t arrival{};  // the how many-eth to arrive that day; kept by a transfer, a pause or a skip
    Instant arrived_at;
    PlaceState state{PlaceState::waiting};
    CounterId counter;
    std::string counter_number;
    std::optional<Instant> called_at;     // first
    std::optional<Instant> announced_at;  // called or recalled, last
    int announcements{};                  // of the present call: 1 = called, 2 = recalled once …
    int overtaken{};                      // called before it although they came later
    int overtaken_max{};                  // never more than this: Policy::overtaken_max on arrival
    int jumped{};                         // the same by an officer's own choice, with a reason the manager reads
    std::optional<Instant> gone_at;
    AccountId called_by;
    bool is_inside{};  // counted in the hall; otherwise it was full, and they wait outside with the same place
};

// What somebody did in the hall; rows are only ever added. Oversight and the estimates read them.
enum class Act {
    arrived,
    called,
    called_out_of_order,
    recalled,
    call_undone,
    held,
    resumed,
    parked,
    skipped,
    brought_back,
    transferred,
    waits_again,  // called, did not answer, waits on
    finished,
    left,
    sent_home,  // the counter closed while the person waited
    day_over,
    lane_given,
    screened,
    counter_opened,
    counter_closed,
    merged,  // the same person held another number; reason: that number
};
struct HallEvent {
    EventId id;
    OfficeId office;
    Date date;
    Act act{Act::arrived};
    booking::TicketId ticket;
    std::string label;
    std::string service;
    CounterId counter;
    AccountId account;
    std::string account_name;
    std::string reason;
    int passed{};  // how many who came earlier were still waiting
    Instant at;
};

// How the office orders its hall; every number is a parameter of the office and stands on its public page.
struct Policy {
    int booked{3};  // of booked + walk_in + priority calls, so many go to each line, while somebody stands in it
    int walk_in{2};
    int priority{2};
    int overtaken_max{10};        // nobody is overtaken by more people than this
    bool booked_by_number{true};  // inside a window: by number, otherwise by arrival
    int recall_delay_s{20};
    int late_grace_min{15};    // booked and later than this after the time slot: joins the walk-in line
    int no_show_grace_min{0};  // 0 = only when the day is over
    int capacity{0};           // people in the hall at once; 0 = as many as come
    int slot_min{0};           // booked people are asked to come in slots of so many minutes; 0 = any time of the window
    std::vector<Lane> lanes{Lane::pregnant, Lane::elderly, Lane::disability};
    bool screening{};  // temperature at check-in
    int screening_max_tenths{375};
};

// What a waiting person is told. Seconds, rounded as a person says them; `low` to `high` holds the true wait for at least
// eight people in ten.
struct Outlook {
    int ahead{};  // of the same service, called before
    int low{};
    int middle{};        // p50
    int high{};          // p90
    bool own_figures{};  // from this office's own days, not from its plan value
    bool inside{true};   // there was room: may wait inside
    Instant come_at;     // outside: when to come back
};

enum class Refusal {
    no_such_ticket,
    no_such_counter,
    nobody_waits,
    not_in_the_hall,  // has not arrived, or is gone
    wrong_state,
    changed_meanwhile,  // another counter was faster
    counter_busy,       // somebody is called here already
    counter_elsewhere,  // the counter does not serve this service, or does not fit the person's needs
    counter_taken,      // somebody else sits there
    number_taken,
    number_unfit,
    too_early,  // recall before its delay
    too_late,   // undo after ten seconds
    reason_missing,
    no_such_service,
    no_such_outcome,
    no_such_lane,
    consent_missing,
    value_unfit,
    not_one_person,  // two numbers that cannot be one person's
};

constexpr int undo_within_s = 10;

}  // namespace hall
