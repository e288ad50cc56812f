#include "modules/employers/rules.hpp"

#include <doctest/doctest.h>

#include "modules/reference/industries.hpp"

using namespace employers;

namespace {

Employer typed() {
    Employer one;
    one.name = " PT  Baja Muda ";
    one.address = "Jalan Soekarno-Hatta 12";
    one.contact_name = "Ibu Rina";
    one.contact_phone = "0812-3456-7890";
    return one;
}

std::vector<Fault> faults_of(void (*change)(Employer&)) {
    auto one = typed();
    change(one);
    return tidy(one);
}

bool alike(std::string_view a, std::string_view b) { return looks_alike({firm_key(a), ""}, {firm_key(b), ""}); }

}  // namespace

TEST_SUITE("employers rules") {
    TEST_CASE("what a company types is brought into one form") {
        auto one = typed();
        one.nib = "1234 5678 90123";
        one.kbli = "25920";
        one.website = "baja.example";
        CHECK(tidy(one).empty());
        CHECK(one.name == "PT Baja Muda");
        CHECK(one.nib == "1234567890123");
        CHECK(one.kbli_version == "2020");
        CHECK(one.contact_phone == "+6281234567890");
        CHECK(one.website == "https://baja.example");
    }

    TEST_CASE("a household without number, industry or e-mail is an employer like any other") {
        CHECK(faults_of([](Employer& one) { one.ownership = Ownership::individual; }).empty());
    }

    TEST_CASE("what is missing or wrong is told at its field") {
        CHECK(faults_of([](Employer& one) { one.name = " "; }) == std::vector<Fault>{{Field::name, Unfit::missing}});
        CHECK(faults_of([](Employer& one) { one.nib = "12345"; }) == std::vector<Fault>{{Field::nib, Unfit::nib_digits}});
        CHECK(faults_of([](Employer& one) { one.kbli = "99999"; }) == std::vector<Fault>{{Field::kbli, Unfit::kbli_unknown}});
        CHECK(faults_of([](Employer& one) { one.contact_phone = "12"; }) == std::vector<Fault>{{Field::contact_phone, Unfit::phone}});
        CHECK(faults_of([](Employer& one) { one.contact_email = "rina"; }) == std::vector<Fault>{{Field::contact_email, Unfit::email}});
        CHECK(faults_of([](Employer& one) { one.regency_code = "99.99"; }) == std::vector<Fault>{{Field::regency, Unfit::regency_unknown}});
        CHECK(faults_of([](Employer& one) { one.workers = 3, one.workers_local = 4; }) ==
              std::vector<Fault>{{Field::workers_local, Unfit::more_than_workers}});
        CHECK(faults_of([](Employer& one) { one.website = "javascript:alert(1)"; }) ==
              std::vector<Fault>{{Field::website, Unfit::website}});
    }

    TEST_CASE("a code of the list of 2025 is taken as it is, one of 2020 must be in the list") {
        auto one = typed();
        one.kbli = "99999";
        one.kbli_version = "2025";
        CHECK(tidy(one).empty());
        one.kbli_version = "2031";
        CHECK(tidy(one) == std::vector<Fault>{{Field::kbli, Unfit::kbli_version}});
    }

    TEST_CASE("one firm in several spellings is noticed, two firms are not mixed up") {
        CHECK(alike("PT Baja Muda", "P.T. BAJA MUDA, Tbk."));
        CHECK(alike("CV Sumber Rejeki", "CV. Sumber Rezeki"));
        CHECK(alike("Sumber Rejeki", "PT Sumber Rejeki (Persero)"));
        CHECK_FALSE(alike("PT Abadi", "PT Abadan"));
        CHECK_FALSE(alike("PT Sinar Mas", "PT Sinar Mulia Abadi"));
        CHECK(firm_key("PT") == "pt");
        CHECK(looks_alike({"satu", "1234567890123"}, {"duabelas", "1234567890123"}));
    }

    TEST_CASE("a search asks for beginnings of words, in any order, or the whole number") {
        CHECK(fits_search("PT Baja Muda", "", "muda ba"));
        CHECK_FALSE(fits_search("PT Baja Muda", "", "uda"));
        CHECK(fits_search("PT Baja Muda", "1234567890123", "1234-5678-90123"));
        CHECK(fits_search("PT Baja Muda", "", ""));
    }

    TEST_CASE("the share the law wants is counted in whole people") {
        // "At least 1 %" of 80 people is one person: nobody would be less than that.
        const Share small{80, 0, 1};
        CHECK(small.wanted() == 1);
        CHECK_FALSE(small.is_reached());
        CHECK(Share{100, 1, 1}.wanted() == 1);
        CHECK(Share{101, 1, 1}.wanted() == 2);
        CHECK_FALSE(Share{101, 1, 1}.is_reached());
        CHECK(Share{80, 0, 0}.wanted() == 0);
        CHECK(Share{}.wanted() == 0);
        // An office that reads it otherwise counts whole people only.
        CHECK(Share{80, 0, 1, Rounding::down}.is_reached());
        const Share large{450, 4, 1};
        CHECK(large.wanted() == 5);
        CHECK_FALSE(large.is_reached());
        CHECK(Share{450, 4, 1, Rounding::down}.wanted() == 4);
        CHECK(large.per_mille() == 8);
        CHECK_FALSE(Share{}.is_known());
        CHECK(is_public_body(Ownership::state_company));
        CHECK_FALSE(is_public_body(Ownership::private_company));
        CHECK(size_of(4) == Size::micro);
        CHECK(size_of(100) == Size::large);
    }

    TEST_CASE("every code reads back") {
        for (const auto one : all_states) CHECK(parse_state(code(one)) == one);
        for (const auto one : all_ownerships) CHECK(parse_ownership(code(one)) == one);
        for (const auto one : all_sizes) CHECK(parse_size(code(one)) == one);
        CHECK_FALSE(parse_state("nothing"));
    }

    TEST_CASE("an industry is found by what people call it, and by its code") {
        REQUIRE(reference::find_industry("C"));
        CHECK(reference::find_industry("25")->section == 'C');
        const auto codes = [](std::string_view typed) {
            std::vector<std::string> all;
            for (const auto& one : reference::find_industries(typed, 10)) all.push_back(one.code);
            return all;
        };
        CHECK(codes("restoran").front() == "56101");
        const auto by_code = codes("5610");
        CHECK(by_code.front() == "56101");
        CHECK(codes("xyzzy").empty());
        CHECK(codes("").empty());
    }
}
