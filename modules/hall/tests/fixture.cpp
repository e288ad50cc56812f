#include "modules/hall/tests/fixture.hpp"

#include <doctest/doctest.h>

#include "modules/booking/module.hpp"
#include "modules/hall/module.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/events.hpp"

namespace test {

WaitingHall::WaitingHall(sql::Engine engine, int quota) : Hall(engine, quota) { events::subscribe({booking::module(), hall::module()}); }

Context WaitingHall::officer(std::int64_t account) const {
    auto context = clerk(account);
    context.actor.name = "Petugas " + std::to_string(account);
    return context;
}

booking::TicketId WaitingHall::arrive(int person, booking::TicketChannel channel) {
    const auto application = apply(person);
    const auto ticket =
        write(channel == booking::TicketChannel::online ? seeker(application) : officer(),
              [&](sql::Transaction& tx, const Context& context) { return booking::take_place(tx, context, today, application, channel); });
    REQUIRE(ticket);
    REQUIRE(write(officer(), [&](sql::Transaction& tx, const Context& context) {
        return booking::check_in(tx, context, ticket->id, booking::DayRule::booked_day_only);
    }));
    return ticket->id;
}

void WaitingHall::set_parameter(std::string_view name, std::string_view value) {
    auto manager = officer(1);
    manager.actor.permissions.add(Permission::manage_office);
    REQUIRE(write(manager, [&](sql::Transaction& tx, const Context& context) {
        return office::set_parameter(tx, context, office,
                                     {std::string(name), std::string(value), "Keputusan uji", context.local(Zone::wita).date, ""});
    }));
}

hall::Place WaitingHall::place(booking::TicketId ticket) {
    return *read([&](sql::Transaction& tx) { return hall::find_place(tx, ticket); });
}

Result<hall::Place, hall::Refusal> WaitingHall::call_next(const Context& context, std::string_view counter, std::string_view only_service) {
    return write(context, [&](sql::Transaction& tx, const Context& who) {
        return hall::call_next(tx, who, hall::seat_at(tx, who, counter), only_service);
    });
}

}  // namespace test
