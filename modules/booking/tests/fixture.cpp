#include "modules/booking/tests/fixture.hpp"

#include <doctest/doctest.h>

#include "platform/clock/clock.hpp"

namespace test {

Hall::Hall(sql::Engine engine, int quota, int not_online_percent) : house(engine, "2026-03-03T01:00:00Z") {
    write(house.system(), [&](sql::Transaction& tx, const Context& context) {
        const auto day = context.local(Zone::wita).date;
        auto setup = office::usual_setup("64.71", day);
        setup.office.code = "balikpapan";
        setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        setup.office.address = "Jalan Jenderal Sudirman";
        setup.office.zone = Zone::wita;
        setup.office.state = office::OfficeState::open;
        setup.rules.front().quota = quota;
        setup.rules.front().not_online_percent = not_online_percent;
        office = *office::set_up(tx, context, setup);
        booking::make_windows(tx, context, office, day, day + 14);
        const auto list = booking::windows(tx, context, office, "ak1", day, day + 1);
        REQUIRE(list.size() == 2);
        today = list[0].window.id;
        tomorrow = list[1].window.id;
    });
    rest_at_most(0);
}

void Hall::rest_at_most(int minutes) {
    house.database().write([&](sql::Transaction& tx) {
        tx.run(
            "insert into office_parameter (id, office_id, name, value, legal_basis, valid_from, note, set_at)"
            " values (:id, :office, 'returned_place_minutes_max', :value, 'Kebijakan kantor', :day, '', :now)",
            {{"id", ids::next()},
             {"office", office},
             {"value", std::to_string(minutes)},
             {"day", house.now().in(Zone::wita).date},
             {"now", house.now()}});
    });
}

Context Hall::clerk(std::int64_t account) const {
    return house.staff({account}, office,
                       {Permission::check_in, Permission::serve_visit, Permission::decide_application, Permission::manage_quota});
}

Context Hall::seeker(registration::ApplicationId application) const {
    auto context = house.anonymous();
    context.actor.kind = ActorKind::applicant;
    context.actor.applicant = application.value;
    context.actor.permissions = {Permission::hold_application};
    return context;
}

registration::ApplicationId Hall::apply(int person, int with_nik_of) {
    const int number = with_nik_of ? with_nik_of : person;
    std::string serial = std::to_string(number);
    serial.insert(0, 4 - serial.size(), '0');
    registration::Answers answers;
    answers.nik = Nik::parse("647101070895" + serial);
    answers.name = "Pencari Kerja " + std::to_string(person);
    answers.birth_place = "Balikpapan";
    answers.birth_date = Date::parse("1995-08-07");
    answers.sex = Sex::male;
    answers.phone = Phone::parse("081234567890");
    answers.address = Personal("Jalan Merdeka 1");
    answers.village_code = "64.71.01.1001";
    answers.education = {{"smk", "Teknik Las", "SMKN 1 Balikpapan", 2013}};
    answers.desired_occupations = {"7212"};
    answers.purpose = registration::Purpose::domestic;
    const auto made = write(house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
        return registration::submit_application(tx, context, office, registration::Channel::online, answers);
    });
    REQUIRE(made);
    return made->id;
}

Result<booking::Ticket, booking::Refusal> Hall::take(registration::ApplicationId application, booking::WindowId window) {
    return write(seeker(application), [&](sql::Transaction& tx, const Context& context) {
        return booking::take_place(tx, context, window, application, booking::TicketChannel::online);
    });
}

}  // namespace test
