#include <algorithm>

#include "app/bench_each.hpp"
#include "modules/registration/card_code.hpp"
#include "modules/registration/card_layout.hpp"
#include "platform/clock/stopwatch.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/images/picture.hpp"

namespace bench {

namespace {

constexpr int usual_cards = 200;  // a run
constexpr std::size_t bytes_max = 40'000;

// A face has soft slopes and some grain; no person.
std::string portrait() {
    images::Picture picture{.width = 480, .height = 640, .rgb = {}};
    std::uint32_t grain = 1;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            for (int channel = 0; channel < 3; ++channel) {
                grain = grain * 1664525 + 1013904223;
                picture.rgb.push_back(static_cast<std::uint8_t>(60 + (x * y / 2400 + channel * 30) % 128 + static_cast<int>(grain >> 30)));
            }
    return images::encode_jpeg(picture);
}

registration::CardFace face(int number, const std::string& picture, const crypto::Vault& vault) {
    const auto digits = std::to_string(1'000'000 + number);
    registration::CardFace card;
    card.government = "PEMERINTAH KOTA BALIKPAPAN";
    card.department = "DINAS KETENAGAKERJAAN";
    card.office_address = "Jalan Contoh Nomor 1, Balikpapan";
    card.office_phone = "0542 000000";
    card.number = "64710303202" + digits;
    card.number_groups = {4, 8, 6};
    card.nik = "647101410706" + digits.substr(3);
    card.portrait = picture;
    card.name = "SARI CONTOH " + digits;
    card.birth = "Balikpapan, 1 Juli 2006";
    card.sex = "Perempuan";
    card.address = "Jl. Contoh No. " + digits + " RT 012";
    card.phone = "0812-5555-0123";
    card.valid_until = "3 Maret 2028";
    card.education = {{"SMK Negeri 1 Balikpapan", "Teknik Komputer", "2024"}};
    card.skills = {{"Merakit jaringan", "2024"}};
    card.issued = "Balikpapan, 3 Maret 2026";
    card.signatory_title = {"a.n. Kepala Dinas Ketenagakerjaan", "Pengantar Kerja Ahli Muda"};
    card.signatory_name = "Tirta Contoh, S.Sos.";
    card.signatory_rank = "Pembina";
    card.signatory_nip = "197001011995032001";
    card.report_due = {"3 September 2026", "3 Maret 2027", "3 September 2027"};
    card.territory = "Kota Balikpapan";
    card.created = "2026-03-03T01:00:00Z";
    const auto payload = registration::card_payload(vault.card_key_id(), {.card = number + 1,
                                                                          .number = card.number,
                                                                          .masked_name = "S*** C*****",
                                                                          .office_code = "balikpapan",
                                                                          .issued_on = *Date::of(2026, 3, 3),
                                                                          .valid_until = *Date::of(2028, 3, 3)});
    card.qr = "https://disnaker.contoh.example/verifikasi?kode=" + registration::card_code(payload, vault.sign_card(payload));
    return card;
}

}  // namespace

nlohmann::json cards(const Options& options) {
    const int count = options.rows > 0 ? options.rows : usual_cards;
    const auto picture = portrait();
    const auto vault = crypto::Vault::for_tests();
    const auto layout = registration::default_template();
    std::vector<Figures> measured;
    std::size_t largest = 0;
    bool equal = registration::render_card(layout, face(1, picture, *vault)) != registration::render_card(layout, face(2, picture, *vault));
    for (int round = 0; round < options.rounds; ++round) {
        std::vector<std::int64_t> took;
        const auto began = wall_clock::monotonic_us();
        for (int number = 0; number < count; ++number) {
            const auto asked = wall_clock::monotonic_us();
            const auto sheet = registration::render_card(layout, face(number, picture, *vault));
            took.push_back(wall_clock::monotonic_us() - asked);
            largest = std::max(largest, sheet.size());
            equal = equal && sheet.starts_with("%PDF-");
        }
        measured.push_back(figures_of(std::move(took), wall_clock::monotonic_us() - began));
    }
    return {{"rows", count}, {"equal", equal}, {"bytes", largest}, {"fits", largest <= bytes_max}, {"ours", to_json(median(measured))}};
}

}  // namespace bench
