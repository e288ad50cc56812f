#include <doctest/doctest.h>

#include <algorithm>

#include "modules/registration/card_code.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/crypto/vault.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

constexpr std::size_t head = 13;
constexpr std::size_t entry_bytes = 5;
constexpr std::size_t signature_bytes = 64;

// 'r' revoked, 'i' not active, '-' not on the list: as a phone reads it.
char listed(std::string_view list, CardId card) {
    const auto alone = card_list_payload("00000000", {}, {{card.value, false}}).substr(head);
    for (std::size_t at = head; at + signature_bytes < list.size(); at += entry_bytes) {
        const auto entry = list.substr(at, entry_bytes);
        if (entry.substr(0, 4) != alone.substr(0, 4) || ((entry[4] ^ alone[4]) & 0xFE) != 0) continue;
        return (entry[4] & 1) != 0 ? 'r' : 'i';
    }
    return '-';
}

std::string list_of(Balikpapan& at) {
    const auto context = at.house.anonymous();
    return signed_card_list(context, at.read([&](sql::Transaction& tx) { return not_active_cards(tx, context); }));
}

}  // namespace

TEST_SUITE("card list") {
    TEST_CASE("a phone without a line knows revoked, replaced and never handed over cards from one that holds") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto card_of = [&](const std::string& nik) { return at.approved(nik).card; };
            const auto give = [&](CardId id) {
                REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, id, {"", ""}); }));
                return id;
            };
            const auto held = give(card_of("6471014708959901"));
            const auto replaced = give(card_of("6471014708959902"));
            const auto next = give(card_of("6471014708959902"));
            const auto placed = give(card_of("6471014708959903"));
            REQUIRE(at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, placed, "placed"); }));
            const auto revoked = give(card_of("6471014708959904"));
            for (const std::int64_t account : {11, 12})
                REQUIRE(at.write([&](sql::Transaction& tx) { return revoke(tx, at.clerk(account), revoked, "salah orang"); }));
            const auto printed = card_of("6471014708959905");

            const auto list = list_of(at);
            CHECK(listed(list, held) == '-');
            CHECK(listed(list, next) == '-');
            CHECK(listed(list, replaced) == 'i');
            CHECK(listed(list, placed) == 'i');
            CHECK(listed(list, printed) == 'i');
            CHECK(listed(list, revoked) == 'r');
            const auto& vault = at.house.platform().vault;
            CHECK(vault.verify_card(vault.card_key_id(), list.substr(0, list.size() - signature_bytes),
                                    list.substr(list.size() - signature_bytes)));

            // After its last day a card is expired by the date it carries; the list stays short. Revoked stays revoked.
            at.house.set_now("2028-04-01T01:00:00Z");
            const auto later = list_of(at);
            CHECK(listed(later, replaced) == '-');
            CHECK(listed(later, revoked) == 'r');
        }
    }

    TEST_CASE("the list of a hundred thousand cards is half a megabyte, in the order in which it is searched") {
        std::vector<NotActive> cards;
        for (std::int64_t card = 1; card <= 100'000; ++card) cards.push_back({card * 7919, card % 3 == 0});
        const auto list = card_list_payload("01020304", {1}, cards);
        CHECK(list.size() == head + 100'000 * entry_bytes);
        std::vector<std::string> entries;
        for (std::size_t at = head; at < list.size(); at += entry_bytes) entries.push_back(list.substr(at, entry_bytes));
        CHECK(std::is_sorted(entries.begin(), entries.end()));
        for (auto& one : entries) one[4] = static_cast<char>(one[4] & 0xFE);
        CHECK(std::adjacent_find(entries.begin(), entries.end()) == entries.end());
        CHECK(listed(list + std::string(signature_bytes, 'x'), CardId{7919 * 3}) == 'r');
        CHECK(listed(list + std::string(signature_bytes, 'x'), CardId{7919}) == 'i');
    }

    TEST_CASE("a list is no card, and a card is no list") {
        const auto list = card_list_payload("01020304", {1}, {{1, true}});
        CHECK_FALSE(read_card_code(card_code(list, std::string(signature_bytes, 'x'))));
    }
}
