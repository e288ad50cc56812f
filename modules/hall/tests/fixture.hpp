#pragma once

#include <string_view>

#include "modules/booking/tests/fixture.hpp"
#include "modules/hall/actions.hpp"

// The hall of Balikpapan on Tuesday 3 March 2026, 09.00 WITA, with people who have arrived and officers at counters.
namespace test {

struct WaitingHall : Hall {
    explicit WaitingHall(sql::Engine engine, int quota = 50);

    Context officer(std::int64_t account = 11) const;
    // Takes a number online, for today, and comes.
    booking::TicketId arrive(int person, booking::TicketChannel channel = booking::TicketChannel::online);
    void set_parameter(std::string_view name, std::string_view value);
    hall::Place place(booking::TicketId ticket);

    // One act of an officer, at a counter where the act has one.
    template <class Verb, class... Rest>
    auto act(const Context& context, Verb verb, Rest... rest) {
        return write(context, [&](sql::Transaction& tx, const Context& who) { return verb(tx, who, rest...); });
    }
    Result<hall::Place, hall::Refusal> call_next(const Context& context, std::string_view counter, std::string_view only_service = "");
};

}  // namespace test
