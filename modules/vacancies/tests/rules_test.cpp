#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "modules/vacancies/form.hpp"
#include "modules/vacancies/intake.hpp"
#include "modules/vacancies/places.hpp"
#include "modules/vacancies/plain_text.hpp"
#include "modules/vacancies/rules.hpp"

using namespace vacancies;

namespace {

std::string held(const std::string& words, const std::string& place = "") {
    Vacancy vacancy;
    vacancy.title = "Lowongan";
    vacancy.description = words;
    vacancy.place_text = place;
    return reason_to_hold(vacancy, {});
}

const Date today = *Date::parse("2026-03-03");

FileRow row(const Typed& cells) {
    FileRow made;
    made.line = 2;
    made.cells = cells;
    return made;
}

}  // namespace

TEST_SUITE("vacancies rules") {
    TEST_CASE("a vacancy that takes money from the seeker is held") {
        for (const std::string words :
             {"Calon karyawan membayar biaya pelatihan Rp 500.000", "Ada uang jaminan 1 juta", "biaya administrasi 150 ribu",
              "gaji pertama dipotong untuk seragam, potongan gaji pertama sebagai jaminan", "Registration fee IDR 200.000",
              "You pay a refundable deposit", "setor uang sebelum mulai", "biaya pendaftaran ditransfer"})
            CHECK_MESSAGE(held(words) == "fee", words);
        for (const std::string words :
             {"Tanpa biaya pendaftaran", "Perekrutan ini tidak dipungut biaya administrasi", "We never ask for a registration fee",
              "Biaya pelatihan ditanggung perusahaan", "Waspada penipuan: kami tidak meminta uang jaminan", "Membuat iklan berbayar",
              "Memahami biaya produksi", "Menghitung harga pokok dan biaya"})
            CHECK_MESSAGE(held(words).empty(), words);
    }

    TEST_CASE("papers kept, private persons and work abroad are held, and their look-alikes are not") {
        CHECK(held("Paspor akan ditahan perusahaan selama kontrak") == "passport_kept");
        CHECK(held("Ijazah asli ditahan") == "passport_kept");
        CHECK(held("bersedia menitipkan ijazah") == "passport_kept");
        CHECK(held("Your passport will be kept by the agency") == "passport_kept");
        CHECK(held("Ijazah tidak ditahan").empty());
        CHECK(held("Fotokopi ijazah dan KTP").empty());
        CHECK(held("Penempatan Malaysia, gaji ringgit") == "overseas_unlicensed");
        CHECK(held("bekerja di luar negeri") == "overseas_unlicensed");
        CHECK(held("Operator", "Kuala Lumpur, Malaysia") == "overseas_unlicensed");
        CHECK(held("Menguasai bahasa Jepang").empty());
        CHECK(held("Koki restoran Korea").empty());
        CHECK(held("Menjual ke pembeli luar negeri").empty());
        CHECK(held("Dicari asisten rumah tangga") == "private_employer");
        CHECK(held("asisten pribadi direktur").empty());
        Vacancy vacancy;
        employers::Employer person;
        person.ownership = employers::Ownership::individual;
        CHECK(reason_to_hold(vacancy, person) == "private_employer");
        // Who looks at one reason sees the others, too.
        vacancy.description = "Penempatan Malaysia. Paspor disimpan perusahaan. Biaya pendaftaran dari pelamar.";
        std::string all;
        for (const auto& one : holds_of(vacancy, person)) all += one.reason + ": " + one.words + "; ";
        CHECK(all ==
              "fee: Biaya pendaftaran; passport_kept: Paspor disimpan; overseas_unlicensed: Penempatan Malaysia; private_employer: ; ");
    }

    TEST_CASE("a level of education is read as people call it, of several the lowest") {
        CHECK(read_education("SMA/SMK sederajat") == "sma");
        CHECK(read_education("Sarjana") == "s1");
        CHECK(read_education("Diploma, Sarjana") == "d3");
        CHECK(read_education("Diploma III") == "d3");
        CHECK(read_education("S1") == "s1");
        CHECK(read_education("Pendidikan minimal D3") == "d3");
        CHECK(read_education("s2") == "s2");
        CHECK(read_education("SMP") == "smp");
        CHECK(read_education("apa saja boleh").empty());
    }

    TEST_CASE("a place is found as people write it") {
        const std::vector<std::pair<std::string, std::string>> written = {
            {"KAB. SLEMAN", "34.04"},
            {"KOTA ADM. JAKARTA BARAT", "31.73"},
            {"Kota Batu", "35.79"},
            {"Jakarta Raya", "31"},
            {"Tangerang", "36.71"},
            {"Kabupaten Tangerang", "36.03"},
            {"Kecamatan Tangerang", "36.71.01"},
            {"Cikarang", "32.16"},
            {"Cikarang Selatan", "32.16.19"},
            {"Balikpapan Selatan", "64.71.05"},
            {"DI Yogyakarta", "34"},
            {"Yogyakarta", "34.71"},
            {"Kab. Pangkajene Kepulauan", "73.10"},
            {"Bekasi, Jawa Barat", "32.75"},
            {"Jayamukti, Cikarang Pusat, Kabupaten Bekasi, Jawa Barat, Indonesia", "32.16.20"},
            {"Lombok", "52"},
            {"Remote", ""},
            {"", ""},
            {"Indonesia", ""}};
        for (const auto& [text, code] : written) CHECK_MESSAGE(find_place(text, "64.71") == code, text);
        CHECK(find_place_by_code("3216202005", "Jayamukti, Cikarang Pusat, Kabupaten Bekasi", "") == "32.16.20");
        CHECK(find_place_by_code("3404", "KAB. SLEMAN", "") == "34.04");
        CHECK(find_place_by_code("3404", "Kota Surabaya", "") == "35.78");  // another list's code
        CHECK(find_place_by_code("", "Kota Surabaya", "") == "35.78");
        CHECK(places_like("balik sel", "64.71", 5).size() <= 5);
        REQUIRE_FALSE(places_like("balikpapan s", "64.71", 5).empty());
        CHECK(places_like("balikpapan s", "64.71", 5).front().code == "64.71.05");
    }

    TEST_CASE("HTML becomes what a reader would see, whatever comes in") {
        CHECK(plain_text("<p>Satu</p><ul><li>Dua &amp; tiga</li><li>Empat</li></ul>") == "Satu\n- Dua & tiga\n- Empat");
        CHECK(plain_text("a < b dan 5<6") == "a < b dan 5<6");
        CHECK(plain_text("x<script>alert('<p>')</script>y") == "xy");
        CHECK(plain_text("<style>p{}</style>teks") == "teks");
        CHECK(plain_text("<p onclick='x>y'>aman</p>") == "aman");
        CHECK(plain_text("&lt;script&gt;") == "<script>");
        CHECK(plain_text("&#x41;&#66;&#0;&#xD800;&#99999999999;") == "AB\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
        CHECK(plain_text("a<!-- b --><br/>c") == "a\nc");
        CHECK(plain_text("tidak ditutup <p") == "tidak ditutup <p");
        CHECK(plain_text("\xFF\xFE bytes \x01\xE2\x80\xAE") == "bytes");
        CHECK(plain_text(std::string(100'000, '<')).size() == 100'000);
        CHECK(plain_line("satu<br>dua", 6) == "satu d");
    }

    TEST_CASE("a foreign row is read leniently, and lacks nothing but title and employer") {
        const auto one = vacancy_from(row({{"reference", "a031f591-d0d6"},
                                           {"title", "<b>Juru las</b>"},
                                           {"company", "PT. Contoh"},
                                           {"place_digits", "3404"},
                                           {"place", "KAB. SLEMAN"},
                                           {"openings", "4"},
                                           {"education_min", "Diploma, Sarjana"},
                                           {"wage_low", "4000000"},
                                           {"wage_high", "5000000"},
                                           {"sex", "male"},
                                           {"valid_until", "2026-11-14 23:59:59"}}),
                                      OfficeId{1}, today, "64.71");
        CHECK(one.faults.empty());
        CHECK(one.vacancy.title == "Juru las");
        CHECK(one.vacancy.place_code == "34.04");
        CHECK(one.vacancy.openings == 4);
        CHECK(one.vacancy.education_min == "d3");
        CHECK(one.vacancy.wage_high == 5'000'000);
        CHECK(one.vacancy.valid_until == *Date::parse("2026-11-14"));
        CHECK(one.vacancy.occupation == "7212");
        REQUIRE(one.vacancy.asked.size() == 1);
        CHECK(one.vacancy.asked.front().kind == "sex");
        CHECK(vacancy_from(row({{"title", "x"}}), OfficeId{1}, today, "").faults.front().why == Unfit::employer_missing);
        CHECK(vacancy_from(row({{"company", "x"}}), OfficeId{1}, today, "").faults.front().why == Unfit::missing);
        const auto open_end =
            vacancy_from(row({{"title", "x"}, {"company", "y"}, {"valid_until", "Sampai terisi"}}), OfficeId{1}, today, "");
        CHECK(open_end.vacancy.valid_until > today);
        CHECK(open_end.vacancy.description == "Batas lamaran: Sampai terisi");
        CHECK(company_key("PT. Maju Jaya, Tbk") == company_key("Maju Jaya PT"));
    }

    TEST_CASE("a column is known by its core, and a name that is known whole goes first") {
        const auto file = read_rows(
            "No;Posisi Pekerjaan;Nama Perusahaan*;Tgl. Tutup (wajib);Gaji (Rp);Kategori Pekerjaan;Judul;Catatan\n"
            "1;Operator;PT A;31/12/2026;4500000;Gudang;Operator Forklift;x\n");
        REQUIRE(file);
        REQUIRE(file->rows.size() == 1);
        const auto& cells = file->rows[0].cells;
        CHECK(first(cells, "title") == "Operator Forklift");
        CHECK(first(cells, "company") == "PT A");
        CHECK(first(cells, "valid_until") == "31/12/2026");
        CHECK(first(cells, "wage") == "4500000");
        CHECK(first(cells, "category") == "Gudang");
        CHECK(file->ignored == std::vector<std::string>{"No", "Posisi Pekerjaan", "Catatan"});
        REQUIRE(read_rows("Posisi Pekerjaan,Instansi\nKasir,Toko A\n"));
    }

    TEST_CASE("files of all shapes give rows") {
        const auto count = [](const std::string& bytes) {
            const auto file = read_rows(bytes);
            return file ? static_cast<int>(file->rows.size()) : -1 - static_cast<int>(file.error());
        };
        CHECK(count("{\"title\":\"a\",\"company\":{\"name\":\"b\"}}\n{broken\n\n{\"title\":\"c\"}\n") == 3);
        CHECK(count("[{\"title\":\"a\"},{\"title\":\"b\"},7]") == 3);
        CHECK(count("{\"data\":[{\"judul\":\"a\"}]}") == 1);
        CHECK(count("title\tcompany\na\tb\nc\td\n") == 2);
        CHECK(count("Judul Lowongan;Nama Perusahaan\na;b\n") == 1);
        CHECK(count("nama;kelas\na;b\n") < 0);
        CHECK(count("") < 0);
        CHECK(count("   \n") < 0);
        CHECK(count(std::string(5'000, '[')) == 1);  // too deep: one unreadable row, no crash
        const auto file = read_rows("{\"title\":\"a\",\"company\":{\"name\":\"b\"},\"skills\":[\"x\",\"y\"],\"extra\":1}\n{broken\n");
        REQUIRE(file);
        CHECK(first(file->rows[0].cells, "company") == "b");
        CHECK(first(file->rows[0].cells, "skills") == "x, y");
        CHECK_FALSE(file->rows[1].readable);
        CHECK(file->ignored == std::vector<std::string>{"extra"});
    }

    TEST_CASE("the form asks for what the law wants told") {
        const auto read = read_vacancy({{"title", ""},
                                        {"openings", ""},
                                        {"place", ""},
                                        {"education_min", ""},
                                        {"wage", ""},
                                        {"hours", ""},
                                        {"description", ""},
                                        {"conditions", ""}},
                                       Vacancy{}, today, "64.71");
        std::vector<std::string> fields;
        for (const auto& one : read.errors) fields.push_back(one.field);
        // From the top of the screen down.
        CHECK(fields ==
              std::vector<std::string>{"title", "openings", "place", "wage", "hours", "conditions", "education_min", "description"});
    }

    TEST_CASE("heads are asked as a total; a split and an age need a reason") {
        const auto asked = [](const Typed& more) {
            Typed typed{{"title", "Juru las"}, {"openings", "3"}};
            typed.insert(typed.end(), more.begin(), more.end());
            std::vector<std::string> kinds;
            for (const auto& one : read_vacancy(typed, Vacancy{}, today, "64.71").vacancy.asked) kinds.push_back(one.kind);
            return kinds;
        };
        CHECK(asked({}).empty());
        CHECK(asked({{"openings_men", "2"}, {"openings_women", "1"}}) == std::vector<std::string>{"sex"});
        CHECK(asked({{"age_max", "30"}}) == std::vector<std::string>{"age"});
        const auto split = read_vacancy({{"openings", "3"}, {"openings_men", "2"}}, Vacancy{}, today, "64.71");
        bool told = false;
        for (const auto& one : split.errors) told = told || one.why == Unfit::split_unfit;
        CHECK(told);
    }

    TEST_CASE("a wage below the minimum is seen, an unknown one is not judged") {
        Vacancy one;
        CHECK_FALSE(is_below(one, 3'856'694));
        one.wage_low = one.wage_high = 3'000'000;
        CHECK(is_below(one, 3'856'694));
        CHECK_FALSE(is_below(one, 0));
    }
}
