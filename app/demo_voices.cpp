#include "app/demo_voices.hpp"

#include <array>
#include <stdexcept>

#include "modules/feedback/actions.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

namespace {

template <class T>
T expect(Result<T, feedback::Refusal> answer) {
    if (!answer) throw std::runtime_error("the demonstration: " + std::string(feedback::sentence(answer.error())));
    return std::move(*answer);
}

}  // namespace

void add_demo_voices(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "balikpapan");
        const auto today = context.local(office.zone).date;
        constexpr std::array<std::string_view, 3> services{"ak1", "ak1", "legalisation"};
        for (int number = 0; number < 84; ++number) {
            feedback::Ratings ratings{};
            for (std::size_t at = 0; at < ratings.size(); ++at)
                ratings[at] = 4 - (number + 3 * static_cast<int>(at)) % 5 / 3 - (number % 17 == 0 ? 1 : 0);
            const auto service = number % 40 == 0 ? std::string_view("company") : services[static_cast<std::size_t>(number) % 3];
            feedback::enter_paper_answer(tx, context, office.id, service, today - 3 * number, ratings);
        }
        const auto complain = [&](std::string_view service, std::string_view body, feedback::Contact who) {
            return expect(feedback::complain(
                              tx, context,
                              {.office = office.id, .service = std::string(service), .body = std::string(body), .contact = std::move(who)}))
                .id;
        };
        complain("ak1", "Saya menunggu dua jam pada hari Rabu malam, padahal nomor saya A-004.", {});
        const auto begun = complain("", "Kipas angin di ruang tunggu mati sejak minggu lalu.",
                                    {.name = "Warga Contoh", .phone = "081200000011", .email = ""});
        expect(feedback::begin_work(tx, context, begun));
        const auto answered = complain("legalisation", "Mohon loket legalisir dibuka juga pada hari Jumat.",
                                       {.name = "", .phone = "", .email = "warga@contoh.example"});
        expect(feedback::answer_complaint(
            tx, context, answered, "Terima kasih. Mulai bulan depan loket legalisir buka juga pada hari Jumat pukul 08.00 sampai 11.00."));
    });
}
