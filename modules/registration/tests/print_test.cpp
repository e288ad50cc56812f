#include <doctest/doctest.h>

#include "modules/registration/actions_papers.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/testing/paper.hpp"

using namespace registration;
using namespace registration::test_register;

TEST_SUITE("registration print") {
    TEST_CASE("an approved card comes out of the printer with its number, its holder and a code that verifies") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto decided = at.approved();
            const auto clerk = at.clerk();
            const auto pdf = render_card_pdf(clerk, decided.card);
            REQUIRE(pdf);
            const test::Paper paper(*pdf);
            const auto text = paper.text();
            for (const auto* words :
                 {"PEMERINTAH KOTA BALIKPAPAN", "DINAS KETENAGAKERJAAN", "Sari Dewi Lestari", "Balikpapan, 7 Agustus 1995",
                  "Balikpapan, 3 Maret 2026", "3 Maret 2028", "081234567890", "3 September 2026"})
                CHECK_MESSAGE(text.find(words) != std::string::npos, words);
            CHECK(text.find("DUPLIKAT") == std::string::npos);
            CHECK(paper.run("pdftoppm -r 300 -l 1 -png sheet.pdf page") == 0);
            auto code = paper.output("zbarimg -q --raw -Sdisable -Sqrcode.enable page-1.png");
            while (!code.empty() && code.back() == '\n') code.pop_back();
            const auto verified = at.read([&](sql::Transaction& tx) { return verify_code(tx, at.house.anonymous(), code); });
            CHECK(verified.number_end == decided.number.substr(decided.number.size() - 4));
            CHECK(verified.verdict != Verdict::forged);
        }
    }

    TEST_CASE("nobody prints a stranger's card, or one that was taken off the register") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto decided = at.approved();
            CHECK_FALSE(render_card_pdf(at.house.anonymous(), decided.card));
            CHECK_FALSE(render_card_pdf(at.holder(ApplicationId{1}), decided.card));
            CHECK_FALSE(render_card_pdf(at.clerk(), CardId{1}));
            const auto clerk = at.clerk();
            REQUIRE(at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, decided.card, "placed"); }));
            CHECK_FALSE(render_card_pdf(clerk, decided.card));
        }
    }

    TEST_CASE("a sheet printed again for somebody who holds the card says so") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto decided = at.approved();
            const auto clerk = at.clerk();
            const auto print = [&](std::string_view reason) {
                return at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, decided.card, {}, reason); });
            };
            REQUIRE(print(""));
            REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, decided.card, {"", ""}); }));
            REQUIRE(print("lost"));
            CHECK(test::Paper(render_card_pdf(clerk, decided.card).value()).text().find("DUPLIKAT 1") != std::string::npos);
        }
    }

    TEST_CASE("the counter's other sheets are made of what the register knows") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            CHECK_FALSE(render_waiting_cards(clerk, at.office, {}));
            CHECK_FALSE(render_signing_list(clerk, at.office));
            const auto first = at.approved();
            const auto second = at.approved("6471014708959902");
            const auto waiting = render_waiting_cards(clerk, at.office, {});
            REQUIRE(waiting);
            CHECK(test::Paper(*waiting).output("pdfinfo sheet.pdf").find("Pages:           4") != std::string::npos);
            for (const auto card : {first.card, second.card})
                REQUIRE(at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, card, {}, ""); }));
            CHECK_FALSE(render_waiting_cards(clerk, at.office, {}));
            const auto list = render_signing_list(clerk, at.office);
            REQUIRE(list);
            const auto listed = test::Paper(*list).text();
            CHECK(listed.find(first.number) != std::string::npos);
            CHECK(listed.find(second.number) != std::string::npos);
            CHECK(test::Paper(render_printer_test(clerk, at.office, {}).value()).is_valid());
            CHECK(test::Paper(render_blank_forms(clerk, at.office, 2).value()).is_valid());
            const auto stranger = at.house.anonymous();
            CHECK_FALSE(render_signing_list(stranger, at.office));
            CHECK_FALSE(render_printer_test(stranger, at.office, {}));
            CHECK_FALSE(render_blank_forms(stranger, at.office, 1));
        }
    }

    TEST_CASE("whoever is refused takes the reason and the way to object home on paper; AK/II is read before it is signed") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.present();
            const auto clerk = at.clerk();
            const auto intake = render_intake(clerk, made.id);
            REQUIRE(intake);
            const auto words = test::Paper(*intake).text();
            CHECK(words.find("Sari Dewi Lestari") != std::string::npos);
            CHECK(words.find("SMKN 1 Balikpapan") != std::string::npos);
            CHECK_FALSE(render_intake(at.house.anonymous(), made.id));
            CHECK_FALSE(render_refusal_letter(clerk, made.id));
            const auto& reason = refusal_reasons().front();
            REQUIRE(at.write([&](sql::Transaction& tx) { return refuse(tx, clerk, made.id, reason.code, "Catatan petugas", {}); }));
            const auto letter = render_refusal_letter(clerk, made.id);
            REQUIRE(letter);
            const auto text = test::Paper(*letter).output("pdftotext sheet.pdf -");
            CHECK(text.find("Sari Dewi Lestari") != std::string::npos);
            CHECK(text.find("Catatan petugas") != std::string::npos);
            CHECK(text.find("Dasar hukum") != std::string::npos);
            CHECK_FALSE(render_refusal_letter(at.house.anonymous(), made.id));
        }
    }
}
