#pragma once

#include <string>
#include <vector>

#include "modules/booking/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/testing/testing.hpp"

// Balikpapan on Tuesday 3 March 2026, 09.00 WITA: day hours with few places, and the people who come.
namespace test {

struct Hall {
    explicit Hall(sql::Engine engine, int quota = 5, int not_online_percent = 0);

    template <class Work>
    auto write(const Context& context, Work work) {
        return house.database().write([&](sql::Transaction& tx) { return work(tx, context); });
    }
    template <class Work>
    auto read(Work work) {
        return house.database().read([&](sql::Transaction& tx) { return work(tx); });
    }

    Context clerk(std::int64_t account = 11) const;
    Context seeker(registration::ApplicationId application) const;
    // The n-th person's application; `with_nik_of` gives it somebody else's NIK.
    registration::ApplicationId apply(int person, int with_nik_of = 0);
    Result<booking::Ticket, booking::Refusal> take(registration::ApplicationId application, booking::WindowId window);

    // How long a returned place rests at most; 0 = it is for sale at once, as this office begins.
    void rest_at_most(int minutes);

    House house;
    OfficeId office;
    booking::WindowId today;
    booking::WindowId tomorrow;
};

}  // namespace test
