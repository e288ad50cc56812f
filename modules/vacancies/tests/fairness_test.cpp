#include "modules/vacancies/fairness.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

// "sex: pria, age: maksimal 25 tahun"; "" where nothing asks for a reason.
std::string said_of(std::string_view text) {
    std::string said;
    for (const auto& finding : vacancies::doubtful_conditions(text)) {
        if (!said.empty()) said += ", ";
        said += std::string(code(finding.condition)) + ": " + finding.text;
        CHECK(text.substr(finding.begin, finding.text.size()) == finding.text);
    }
    return said;
}

struct Case {
    std::string_view text;
    std::string_view said;
};

void check_all(const std::vector<Case>& cases) {
    for (const auto& one : cases) {
        CAPTURE(one.text);
        CHECK(said_of(one.text) == one.said);
    }
}

}  // namespace

TEST_CASE("a company that limits the age is asked for the reason") {
    check_all({
        {"dicari pria maksimal 25 tahun", "sex: pria, age: maksimal 25 tahun"},
        {"Usia 30–40 tahun.", "age: Usia 30–40 tahun"},
        {"• Usia minimal 30 Tahun.", "age: Usia minimal 30 Tahun"},
        {"2. Maximum age: 35 years old", "age: Maximum age: 35 years old"},
        {"- S1 usia max. 24 dan S2 usia max. 26", "age: usia max. 24, age: usia max. 26"},
        {"Umur antara 20 s/d 30 th", "age: Umur antara 20 s/d 30 th"},
        {"Candidate must be between 22 and 30 years old", "age: 22 and 30 years old"},
        {"Pria/Wanita Maks 35th", "age: Maks 35th"},
        {"Berusia di bawah 30 tahun", "age: Berusia di bawah 30 tahun"},
        {"Maksimal usia 45 tahun", "age: Maksimal usia 45 tahun"},
        {"Bekerja di bawah tekanan, max. 30 tahun", "age: max. 30 tahun"},
        {"Fresh graduates are welcome, max 25 y.o", "age: max 25 y.o"},
        {"Not older than 28 years", "age: older than 28 years"},
        {"ages 18 to 25 preferred", "age: ages 18 to 25"},
        {"17 tahun ke atas", "age: 17 tahun"},
    });
}

TEST_CASE("years that are nobody's age raise no question") {
    check_all({
        {"Pengalaman minimal 2 tahun di bidang yang sama", ""},
        {"Memiliki pengalaman kerja 20 tahun", ""},
        {"Berpengalaman maksimal 20 tahun", ""},
        {"Minimum 15 years of experience", ""},
        {"Lulusan maksimal 2 tahun", ""},
        {"kontrak 1 tahun, maksimal 2 tahun", ""},
        {"perusahaan berdiri 25 tahun", ""},
        {"Merawat anak usia 3 tahun", ""},
        {"Mengajar anak usia 15-18 tahun", ""},
        {"Memiliki SIM C minimal 1 tahun", ""},
        {"Kapasitas 20 - 25 ton", ""},
    });
}

TEST_CASE("a company that wants one sex is asked; one that names both is not") {
    check_all({
        {"Teknisi pria", "sex: pria"},
        {"Laki - laki", "sex: Laki - laki"},
        {"Diutamakan laki-laki", "sex: laki-laki"},
        {"Gender: Female", "sex: Female"},
        {"Dibutuhkan karyawati toko", "sex: karyawati"},
        {"Marketing executive wanita max 30 thn", "sex: wanita, age: max 30 thn"},
        {"Wanita maksimal 25 tahun, pria maksimal 30 tahun", "sex: Wanita, age: maksimal 25 tahun, sex: pria, age: maksimal 30 tahun"},
        {"Pria/Wanita", ""},
        {"Pria & Wanita", ""},
        {"Male/Female", ""},
        {"Kandidat laki-laki maupun perempuan, lulusan SMK", ""},
        {"Jenis Kelamin : Laki-laki / Perempuan", ""},
        {"Karyawan/karyawati", ""},
        {"pelayanan kesehatan reproduksi perempuan", ""},
        {"Menjual pakaian wanita", ""},
        {"Women empowerment programme", ""},
        {"putra daerah diutamakan", ""},
    });
}

TEST_CASE("looks, height, marriage and pregnancy are asked about in both languages") {
    check_all({
        {"Berpenampilan menarik dengan berat & tinggi badan proporsional",
         "looks: Berpenampilan menarik, height: berat & tinggi badan proporsional"},
        {"Female only, attractive appearance, max 27 years old, single",
         "sex: Female, looks: attractive appearance, age: max 27 years old, marital_status: single"},
        {"Wanita, lajang, tinggi badan minimal 160 cm, good looking",
         "sex: Wanita, marital_status: lajang, height: tinggi badan minimal 160 cm, looks: good looking"},
        {"Tidak bertato dan bertindik", "looks: Tidak bertato"},
        {"tinggi min 165cm", "height: tinggi min 165cm"},
        {"height 160 cm minimum", "height: height 160 cm"},
        {"Bersedia tidak menikah selama program magang", "marital_status: Bersedia tidak menikah"},
        {"Status belum menikah", "marital_status: Status belum menikah"},
        {"Khusus pria, belum menikah, tinggi minimal 165 cm", "sex: pria, marital_status: belum menikah, height: tinggi minimal 165 cm"},
        {"Belum menikah.", "marital_status: Belum menikah"},
        {"Sudah menikah", "marital_status: Sudah menikah"},
        {"Tidak sedang hamil", "pregnancy: Tidak sedang hamil"},
        {"Penampilan rapi dan sopan", ""},
        {"menarik minat pembeli, memiliki integritas tinggi", ""},
        {"Mengembangkan single page application", ""},
        {"Menikah/belum menikah", ""},
        {"Sudah atau belum menikah", ""},
        {"Belum/sudah menikah", ""},
        {"Belum menikah atau sudah menikah", ""},
        {"Single/married", ""},
    });
}

TEST_CASE("religion, ethnicity and disability are asked about where they limit the person, not the work") {
    check_all({
        {"Laki-laki, beragama Islam.", "sex: Laki-laki, religion: beragama Islam"},
        {"seeking passionate Muslim teachers", "religion: Muslim"},
        {"Bersedia melepas hijab", "religion: Bersedia melepas hijab"},
        {"agama: Islam", "religion: agama: Islam"},
        {"Non muslim, chinese preferred", "religion: Non muslim, ethnicity: chinese preferred"},
        {"Diutamakan suku Jawa", "ethnicity: suku Jawa"},
        {"Keturunan Tionghoa", "ethnicity: Keturunan Tionghoa"},
        {"Tidak cacat fisik, sehat jasmani", "disability: Tidak cacat fisik"},
        {"guru agama Islam", ""},
        {"Universitas Islam Negeri, jurusan pendidikan agama Islam", ""},
        {"Menjual busana muslim", ""},
        {"Menguasai bahasa Mandarin/Chinese", ""},
        {"menyediakan suku cadang", ""},
        {"memastikan produk tidak cacat", ""},
        {"Terbuka bagi penyandang disabilitas", ""},
    });
}

TEST_CASE("text of any kind is read without harm") {
    check_all({{"", ""},
               {" \n\t ", ""},
               {"\xEF\xBB\xBF", ""},
               {"\xE2\x80", ""},
               {"\xFFpria\xFE", ""},
               {std::string_view("pria\0wanita", 11), ""}});
    CHECK(vacancies::doubtful_conditions(std::string(100'000, '9')).empty());
    CHECK(vacancies::doubtful_conditions("usia " + std::string(5'000, '1') + " tahun").empty());
}
