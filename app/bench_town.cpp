#include "app/bench_town.hpp"

#include <algorithm>
#include <stdexcept>

#include "modules/booking/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/sql/migrations.hpp"

namespace bench {

namespace {

constexpr int batch = 250;  // applications a transaction

template <class T, class E>
T expect(Result<T, E> answer, const char* what) {
    if (!answer) throw std::runtime_error(std::string("the town could not be made: ") + what);
    return std::move(*answer);
}

registration::Answers person(int number) {
    const auto birth = *Date::of(1970, 1, 1) + number % 9000;
    const auto digits = [](int value, std::size_t width) {
        const auto text = std::to_string(value);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    registration::Answers answers;
    answers.nik = Nik::parse("647101" + digits(birth.day(), 2) + digits(birth.month(), 2) + digits(birth.year() % 100, 2) +
                             digits(1 + number / 9000, 4));
    answers.name = "Sari Contoh " + std::to_string(number);
    answers.diploma_name_same = true;
    answers.birth_place = "Balikpapan";
    answers.birth_date = birth;
    answers.sex = Sex::male;
    answers.phone = Phone::parse("0812" + std::to_string(40000000 + number));
    answers.address = Personal("Jalan Contoh Nomor " + std::to_string(number + 1) + " RT 001");
    answers.village_code = "64.71.01.1001";
    answers.education = {{"smk", "Teknik Pengelasan", "SMK Negeri 1", 2015}};
    answers.skills = {"Mengelas SMAW"};
    answers.desired_occupations = {"7212"};
    answers.desired_place = "anywhere";
    answers.purpose = registration::Purpose::domestic;
    answers.situation = registration::EmploymentSituation::never_worked;
    return answers;
}

}  // namespace

Town::Town(const std::string& data) {
    Config config;
    config.data = data;
    open_ = open_installation(config, Folder::made_if_missing);
    sql::migrate(*open_.database);
    const auto context = open_.as_system();
    office_ = open_.database->write([&](sql::Transaction& tx) {
        const auto today = context.local(Zone::wita).date;
        auto setup = office::usual_setup("64.71", today);
        setup.office.code = "balikpapan";
        setup.office.name = "Dinas Ketenagakerjaan Kota Balikpapan";
        setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        setup.office.zone = Zone::wita;
        setup.office.address = "Jalan Contoh Nomor 1, Balikpapan";
        setup.office.state = office::OfficeState::open;
        setup.rules = {{.name = "",
                        .weekdays = {1, 2, 3, 4, 5, 6, 7},
                        .opens = {8 * 60},
                        .closes = {12 * 60},
                        .valid_from = today,
                        .services = {"ak1"},
                        .quota = 30,
                        .open_on_holidays = true}};
        const auto made = expect(office::set_up(tx, context, setup), "office");
        booking::make_windows(tx, context, made, today, today + 40);
        return made;
    });
}

std::vector<Town::Holder> Town::apply(int people) {
    std::vector<Holder> holders;
    auto context = open_.as_system();
    context.actor = {};
    while (static_cast<int>(holders.size()) < people) {
        const int now = std::min(batch, people - static_cast<int>(holders.size()));
        open_.database->write([&](sql::Transaction& tx) {
            for (int one = 0; one < now; ++one) {
                const auto made =
                    expect(registration::submit_application(tx, context, office_, registration::Channel::online, person(people_++)),
                           "application");
                holders.push_back({made.id, made.token, registration::find_outline(tx, made.id)->code});
            }
        });
    }
    return holders;
}

booking::WindowId Town::window_of(int days_ahead) const {
    const auto context = open_.as_system();
    const auto day = context.local(Zone::wita).date + days_ahead;
    return open_.database->read([&](sql::Transaction& tx) {
        const auto found = booking::windows(tx, context, office_, "ak1", day, day);
        if (found.empty()) throw std::runtime_error("the town has no window on that day");
        return found.front().window.id;
    });
}

booking::WindowId Town::window(int days_ahead, int places) {
    const auto id = window_of(days_ahead);
    open_.database->write([&](sql::Transaction& tx) {
        // Larger than an office may set.
        return tx.run("update booking_window set quota = :places, online_quota = :places_online where id = :id",
                      {{"places", places}, {"places_online", places}, {"id", id}});
    });
    return id;
}

}  // namespace bench
