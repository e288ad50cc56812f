#include "modules/registration/rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/numbers.hpp"
#include "modules/registration/card_code.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/text.hpp"

using namespace registration;

namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

Typed complete() {
    return {{"nik", "6471014708959901"},
            {"name", "Sari"},
            {"birth_place", "Balikpapan"},
            {"birth_date", "1995-08-07"},
            {"sex", "P"},
            {"phone", "081234567890"},
            {"address", "Jl. Sudirman 12"},
            {"village_code", "64.71.01.1001"},
            {"education.level", "smk"},
            {"education.school", "SMKN 1"},
            {"education.year", "2013"},
            {"desired_occupations", "7212"},
            {"purpose", "domestic"}};
}

Read with(std::string field, std::string value) {
    return read_answers(merge(complete(), {{std::move(field), std::move(value)}}), day("2026-03-03"));
}

bool says(const Read& read, std::string_view field, Unfit why) {
    return std::find(read.errors.begin(), read.errors.end(), FieldError{std::string(field), why}) != read.errors.end();
}

Demands balikpapan() {
    Demands demands;
    demands.today = day("2026-03-03");
    demands.office_name = "Disnaker Balikpapan";
    demands.office_regency = "64.71";
    demands.minimum_age = 15;
    demands.guardian_below_age = 18;
    demands.papers = {{.kind = "diploma", .label = "Ijazah", .substitutes = {"SKL"}, .note = "", .shows = {}},
                      {.kind = "photo", .label = "Pasfoto", .substitutes = {}, .note = "", .shows = {}}};
    return demands;
}

bool doubts_about(const std::vector<Doubt>& found, std::string_view code) {
    return std::any_of(found.begin(), found.end(), [&](const Doubt& doubt) { return doubt.code == code; });
}

}  // namespace

TEST_SUITE("registration rules") {
    TEST_CASE("what people mistype is told at the field, and nothing else is") {
        CHECK(with("name", "Sari").errors.empty());
        CHECK(says(with("nik", "647101470895990"), "nik", Unfit::nik_length));
        CHECK(says(with("nik", "6471014708950000"), "nik", Unfit::nik_unfit));
        CHECK(says(with("birth_date", "1995-02-31"), "birth_date", Unfit::no_such_date));
        CHECK(says(with("birth_date", "2026-03-04"), "birth_date", Unfit::date_in_future));
        CHECK(says(with("phone", "12"), "phone", Unfit::phone_unfit));
        CHECK(says(with("village_code", "64.71.01.9999"), "village_code", Unfit::not_in_list));
        CHECK(says(with("village_code", "64.71"), "village_code", Unfit::not_in_list));
        CHECK(says(with("education.level", "s9"), "education.level", Unfit::not_in_list));
        CHECK(says(with("education.year", "1949"), "education.year", Unfit::year_unfit));
        CHECK(with("education.year", "2027").errors.empty());
        CHECK(says(with("education.year", "2028"), "education.year", Unfit::year_unfit));
        CHECK(says(with("purpose", "moon"), "purpose", Unfit::not_in_list));
        CHECK(says(with("sex", "X"), "sex", Unfit::not_in_list));
        CHECK(says(with("desired_occupations", "9999"), "desired_occupations", Unfit::not_in_list));
        CHECK(says(with("name", std::string("Sa\x01ri")), "name", Unfit::control_characters));
        CHECK(says(with("name", std::string(101, 'a')), "name", Unfit::too_long));
    }

    TEST_CASE("a name of one word and sixty letters is a name") {
        const auto read = with("name", std::string(60, 'N'));
        CHECK(read.errors.empty());
        CHECK(read.answers.name.size() == 60);
    }

    TEST_CASE("twenty skills fit, the twenty-first is told") {
        Typed skills;
        for (int count = 0; count < 21; ++count) skills.emplace_back("skills", "Keterampilan " + std::to_string(count));
        CHECK(says(read_answers(merge(complete(), skills), day("2026-03-03")), "skills", Unfit::too_many));
        skills.pop_back();
        CHECK(read_answers(merge(complete(), skills), day("2026-03-03")).errors.empty());
    }

    TEST_CASE("a complete form misses nothing; an empty one is told every field") {
        CHECK(missing_fields(read_answers(complete(), day("2026-03-03")).answers).empty());
        CHECK(missing_fields({}).size() == 11);
        CHECK(missing_fields(with("education.level", "none").answers).empty());
    }

    TEST_CASE("what was answered can be typed again") {
        const auto answers = read_answers(complete(), day("2026-03-03")).answers;
        const auto again = read_answers(typed_from(answers), day("2026-03-03"));
        CHECK(again.errors.empty());
        CHECK(typed_from(again.answers) == typed_from(answers));
    }

    TEST_CASE("the pre-check says before travelling what would be asked at the counter") {
        auto answers = read_answers(complete(), day("2026-03-03")).answers;
        std::vector<Document> papers(2);
        papers[0].kind = "diploma";
        papers[1].kind = "photo";
        papers[1].file = "foto";
        CHECK(doubts(answers, papers, balikpapan()).empty());

        answers.diploma_name_same = false;
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "name_differs"));
        answers.sex = Sex::male;
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "nik_sex"));
        answers.birth_date = day("1995-08-08");
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "nik_birth_date"));
        answers.birth_date = day("2009-01-01");
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "guardian_needed"));
        answers.guardian_name = "Ibu Wati";
        CHECK_FALSE(doubts_about(doubts(answers, papers, balikpapan()), "guardian_needed"));
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "graduation_implausible"));
        answers.birth_date = day("2012-01-01");
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "below_minimum_age"));

        auto demands = balikpapan();
        demands.office_regency = "36.04";
        demands.office_name = "Disnaker Serang";
        const auto elsewhere = doubts(answers, papers, demands);
        CHECK(doubts_about(elsewhere, "residence_elsewhere"));
        for (const auto& doubt : elsewhere)
            if (doubt.code == "residence_elsewhere") CHECK(sentence(Language::indonesian, doubt).find("Balikpapan") != std::string::npos);

        papers[1].dark = true;
        CHECK(doubts_about(doubts(answers, papers, balikpapan()), "photo_unfit"));
        const auto nothing = doubts(answers, {}, balikpapan());
        CHECK(doubts_about(nothing, "photo_missing"));
        CHECK(doubts_about(nothing, "diploma_missing"));
        for (const auto& doubt : nothing) {
            CHECK_FALSE(sentence(Language::indonesian, doubt).empty());
            CHECK(sentence(Language::indonesian, doubt).find('{') == std::string::npos);
        }
    }

    TEST_CASE("a card shows in public the first word of a name at most") {
        CHECK(masked_name("Budi Santoso") == "Budi S******");
        CHECK(masked_name("Suharto") == "Su******");
        CHECK(masked_name("Ni Made Ayu Lestari") == "Ni M******");
        CHECK(masked_name("") == "******");
        CHECK(text::is_valid_utf8(masked_name("Éloïse Ñandú")));
    }

    TEST_CASE("a card is valid once it is handed over, through its last day") {
        Card card;
        card.valid_until = day("2028-03-03");
        card.state = CardState::ready;
        CHECK(verdict(card, day("2026-03-04")) == Verdict::inactive);
        card.state = CardState::handed_over;
        CHECK(verdict(card, day("2028-03-03")) == Verdict::valid);
        CHECK(verdict(card, day("2028-03-04")) == Verdict::expired);
        card.state = CardState::revoked;
        CHECK(verdict(card, day("2026-03-04")) == Verdict::revoked);
    }

    TEST_CASE("the four number layouts in use") {
        office::NumberParts parts{.region4 = "6471",
                                  .nik4 = "6401",
                                  .office = "balikpapan",
                                  .date = day("2026-03-03"),
                                  .birth_date = day("1995-08-07"),
                                  .sequence = 42};
        CHECK(office::number_from("{region4}{date:DDMMYYYY}{seq:6}", parts) == "647103032026000042");
        CHECK(office::number_from("{nik4}{seq:5}{birth_date:DDMMYY}", parts) == "640100042070895");
        CHECK(office::number_from("{region4}{seq:5}{date:DDMMYYYY}", parts) == "64710004203032026");
        CHECK(office::number_from("{seq:4}/AK-1/{year}", parts) == "0042/AK-1/2026");
        CHECK(office::largest_sequence("{region4}{seq:5}{date:DDMMYYYY}") == 99'999);
        CHECK(office::day_in_number("{region4}{date:DDMMYYYY}{seq:6}", "647103032026000042") == day("2026-03-03"));
        CHECK(office::day_in_number("{region4}{seq:5}{date:DDMMYYYY}", "64710004203032026") == day("2026-03-03"));
        CHECK_FALSE(office::day_in_number("{nik4}{seq:5}{birth_date:DDMMYY}", "640100042070895"));
    }

    TEST_CASE("sequences run by office, year, month or day") {
        CHECK(scope_key("global", day("2026-03-03")) == "global");
        CHECK(scope_key("year", day("2026-03-03")) == "2026");
        CHECK(scope_key("month", day("2026-03-03")) == "2026-03");
        CHECK(scope_key("day", day("2026-03-03")) == "2026-03-03");
    }

    TEST_CASE("a card's code reads back, and no changed letter of it") {
        const CardFacts facts{123456789, "647103032026000042", "Budi S******", "balikpapan", day("2026-03-03"), day("2028-03-03")};
        const auto code = card_code(card_payload("0badcafe", facts), std::string(64, 'x'));
        const auto found = read_card_code("https://contoh.go.id/verifikasi?kode=" + code + "\n");
        REQUIRE(found);
        CHECK(found->facts == facts);
        CHECK(found->key_id == "0badcafe");
        CHECK(read_card_code(code)->payload == found->payload);
        CHECK_FALSE(read_card_code(""));
        CHECK_FALSE(read_card_code(code.substr(0, code.size() - 1)));
        CHECK_FALSE(read_card_code(code + "A"));
        CHECK_FALSE(read_card_code(code + "="));
        for (std::size_t at = 0; at < code.size(); ++at) {
            auto changed = code;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            const auto read = read_card_code(changed);
            CHECK((!read || read->payload != found->payload || read->signature != found->signature));
        }
    }

    TEST_CASE("every reason has a sentence, and every refusal its law") {
        for (const auto& reason : refusal_reasons()) {
            CHECK_FALSE(reason.sentence.empty());
            CHECK_FALSE(reason.legal_basis.empty());
        }
        CHECK(find_refusal_reason("other"));
        CHECK_FALSE(find_refusal_reason("because"));
        CHECK(is_field("education.2.year"));
        CHECK(is_field("document.diploma"));
        CHECK_FALSE(is_field("education.9.year"));
        CHECK_FALSE(is_field("password"));
    }
}
