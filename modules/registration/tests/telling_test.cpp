#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "modules/registration/actions_change.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/crypto/vault.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

constexpr std::string_view old_number = "+6281234567890";

struct Queued {
    std::string holder;
    std::string recipient;
    std::string filling;
};

std::vector<Queued> queued(Balikpapan& at) {
    return at.read([&](sql::Transaction& tx) {
        const auto& vault = at.house.platform().vault;
        std::vector<Queued> all;
        for (const auto& row : tx.all("select id, holder, recipient, filling from messages_message"
                                      " where text_code = 'registration.phone_changed' order by id"))
            all.push_back({row.text(1), vault.open_sealed({"messages_message.recipient", row.integer(0)}, row.text(2)),
                           vault.open_sealed({"messages_message.filling", row.integer(0)}, row.text(3))});
        return all;
    });
}

bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

Result<std::optional<Phone>, Refusal> change(Balikpapan& at, ApplicationId id, std::string_view number) {
    const auto clerk = at.clerk();
    return at.write([&](sql::Transaction& tx) { return change_phone(tx, clerk, id, Phone::parse(number).value()); });
}

}  // namespace

TEST_SUITE("registration telling") {
    TEST_CASE("a number that is changed at the counter is told to the old number, without a name or the new one") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto id = at.submitted().id;
            const auto told = change(at, id, "0813 1111 2222");
            REQUIRE(told);
            CHECK((*told)->reveal() == old_number);
            CHECK(at.file(id).answers.phone->reveal() == "+6281311112222");
            const auto messages = queued(at);
            REQUIRE(messages.size() == 1);
            CHECK(messages[0].holder == "application:" + id.text());
            CHECK(says(messages[0].recipient, old_number));
            CHECK(says(messages[0].filling, "3 Maret 2026"));
            for (const auto* secret : {"Sari", "6471014708959901", "81311112222"}) {
                CHECK_FALSE(says(messages[0].recipient, secret));
                CHECK_FALSE(says(messages[0].filling, secret));
            }
            // The next change is news for the number of now.
            REQUIRE(change(at, id, "0813 3333 4444"));
            REQUIRE(queued(at).size() == 2);
            CHECK(says(queued(at)[1].recipient, "+6281311112222"));
        }
    }

    TEST_CASE("the twin: nobody is told where the number stays, where it was refused, or where all was undone") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto id = at.submitted().id;
            const auto same = change(at, id, "+62 812-3456-7890");
            REQUIRE(same);
            CHECK_FALSE(same->has_value());
            const auto greeter = at.house.staff(AccountId{13}, at.office, {Permission::see_day_list});
            CHECK(why(at.write([&](sql::Transaction& tx) {
                      return change_phone(tx, greeter, id, Phone::parse("081311112222").value());
                  })) == Refusal::not_yours);
            const auto clerk = at.clerk();
            CHECK_THROWS(at.write([&](sql::Transaction& tx) {
                REQUIRE(change_phone(tx, clerk, id, Phone::parse("081311112222").value()));
                throw std::runtime_error("the power went");
                return 0;
            }));
            CHECK(at.file(id).answers.phone->reveal() == old_number);
            CHECK(queued(at).empty());
        }
    }

    TEST_CASE("no other page of the counter changes a number in silence") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.present();
            const auto clerk = at.clerk();
            const auto edit = [&](Typed typed) {
                return at.write([&](sql::Transaction& tx) { return edit_at_counter(tx, clerk, made.id, typed, {}); });
            };
            REQUIRE(edit({{"skills", "Las listrik"}, {"phone", "081234567890"}}));
            CHECK(queued(at).empty());
            REQUIRE(edit({{"phone", "081311112222"}}));
            CHECK(queued(at).size() == 1);
            const auto card = at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); });
            REQUIRE(card);
            const auto correct = [&](Typed typed) {
                return at.write([&](sql::Transaction& tx) { return change_data(tx, clerk, card->card, typed, "ganti nomor", {}); });
            };
            REQUIRE(correct({{"education.year", "2014"}}));
            CHECK(queued(at).size() == 1);
            REQUIRE(correct({{"phone", "081333334444"}}));
            REQUIRE(queued(at).size() == 2);
            CHECK(says(queued(at)[1].recipient, "+6281311112222"));
        }
    }

    TEST_CASE("a number that its holder corrects online is told to the old one, too; another correction is not") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto id = at.submitted().id;
            const auto clerk = at.clerk();
            const auto sari = at.holder(id);
            const auto correct = [&](std::string_view field, std::string value) {
                REQUIRE(at.write([&](sql::Transaction& tx) {
                    return ask_for_correction(tx, clerk, id, {{std::string(field), "other", "Mohon dicek"}}, {});
                }));
                REQUIRE(at.write([&](sql::Transaction& tx) { return resubmit(tx, sari, id, {{std::string(field), std::move(value)}}); }));
            };
            correct("education.year", "2014");
            CHECK(queued(at).empty());
            correct("phone", "081311112222");
            REQUIRE(queued(at).size() == 1);
            CHECK(says(queued(at)[0].recipient, old_number));
            CHECK_FALSE(says(queued(at)[0].filling, "81311112222"));
        }
    }

    TEST_CASE("the words name the office and the day, and nobody") {
        for (const auto& text : message_texts()) {
            if (text.code != "registration.phone_changed") continue;
            CHECK(says(text.body, "{kantor}"));
            CHECK(says(text.body, "{tanggal}"));
            CHECK(says(text.body, "KTP"));
            CHECK_FALSE(says(text.body, "{nama}"));
            return;
        }
        FAIL("registration.phone_changed has no words");
    }
}
