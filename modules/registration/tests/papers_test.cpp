#include "modules/registration/papers.hpp"

#include <doctest/doctest.h>

#include <string>

#include "platform/testing/paper.hpp"

using namespace registration;
using test::Paper;

namespace {

Letterhead balikpapan() {
    return {"", "PEMERINTAH KOTA BALIKPAPAN", "DINAS KETENAGAKERJAAN", "Jl. Jenderal Sudirman 1, Balikpapan", "Telp. (0542) 876543"};
}

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

int pages_of(const Paper& paper) {
    const auto info = paper.output("pdfinfo sheet.pdf");
    return std::stoi(info.substr(info.find("Pages:") + 6));
}

}  // namespace

TEST_SUITE("papers") {
    TEST_CASE("a line of the test sheet stands where the ruler finds it, moved by the printer's offset") {
        const Paper straight(render_test_sheet({}));
        const Paper moved(render_test_sheet({2.5, -1}));
        CHECK(straight.is_valid());
        CHECK(says(moved.text(), "X 2,5 mm, Y -1,0 mm"));
        CHECK(moved.x_of("uji") - straight.x_of("uji") == doctest::Approx(2.5).epsilon(0.01));
        CHECK(moved.y_of("uji") - straight.y_of("uji") == doctest::Approx(-1).epsilon(0.01));
    }

    TEST_CASE("on a day without power AK/II is a form to write on; filled in it is there to be read") {
        IntakeSheet sheet;
        sheet.letterhead = balikpapan();
        const Paper blank(render_intake(sheet));
        CHECK(blank.is_valid());
        for (const auto* words : {"AK/II", "Nama lengkap", "Pengalaman kerja", "Laki-laki", "Petugas Antar Kerja", "sudah saya baca"})
            CHECK_MESSAGE(says(blank.output("pdftotext sheet.pdf -"), words), words);
        CHECK(pages_of(blank) == 1);
        CHECK(pages_of(Paper(render_intake(sheet, Watermark::none, 3))) == 3);
        sheet.name = std::string(60, 'W');
        sheet.sex = "Perempuan";
        sheet.address = std::string(400, 'y');
        sheet.experience.assign(30, {"PT Maju Bersama", "Teknisi", "2019", "2024"});
        sheet.education.assign(6, {"SMK", "SMKN 1 Balikpapan", "Teknik Kendaraan Ringan", "2013"});
        const Paper filled(render_intake(sheet));
        CHECK(filled.is_valid());
        CHECK(pages_of(filled) >= 2);
        CHECK(says(filled.text(), "PT Maju Bersama"));
        CHECK_FALSE(says(filled.text(), "Laki-laki"));
    }

    TEST_CASE("a list of two hundred people has its head and its number on every page") {
        ListSheet list;
        list.letterhead = balikpapan();
        list.title = "DAFTAR HADIR";
        list.subtitle = "Selasa, 3 Maret 2026";
        list.columns = {"Nomor antrean", "Nama", "Tanda tangan"};
        list.shares = {1, 3, 2};
        for (int i = 1; i <= 200; ++i) list.rows.push_back({"A-" + std::to_string(i), "Pencari Kerja " + std::to_string(i), ""});
        list.rows[10][1] = std::string(500, 'W');
        list.rows[11].clear();
        list.row_mm = 8;
        const Paper paper(render_list(list));
        CHECK(paper.is_valid());
        const int pages = pages_of(paper);
        CHECK(pages > 5);
        for (int page = 1; page <= pages; ++page) {
            const auto number = std::to_string(page);
            const auto text = paper.output("pdftotext -f " + number + " -l " + number + " sheet.pdf -");
            CHECK(says(text, "Nama"));
            CHECK(says(text, "Halaman " + number + " dari " + std::to_string(pages)));
        }
        CHECK(says(paper.text(), "A-200"));
        list.rows.clear();
        CHECK(pages_of(Paper(render_list(list))) == 1);
        const Paper with_forms(render_list_and_forms(list, {}, 3));
        CHECK(pages_of(with_forms) == 4);
        CHECK(says(with_forms.output("pdftotext -f 1 -l 1 sheet.pdf -"), "Halaman 1 dari 1"));
        CHECK(says(with_forms.output("pdftotext -f 4 -l 4 sheet.pdf -"), "Nomor HP"));
    }

    TEST_CASE("a refusal says why, on what ground, and how to object") {
        RefusalSheet sheet;
        sheet.letterhead = balikpapan();
        sheet.place_and_date = "Balikpapan, 3 Maret 2026";
        sheet.number = "560/12/AK1/2026";
        sheet.name = "Sari Dewi Lestari";
        sheet.application_code = "K7QW29MP";
        sheet.reason = "Alamat KTP di luar wilayah layanan kantor ini.";
        sheet.legal_basis = "Peraturan Daerah Nomor 1 Tahun 2020 Pasal 5";
        sheet.objection = "Keberatan diajukan tertulis ke kantor ini paling lambat 21 hari kerja sejak surat ini diterima.";
        sheet.signatory_title = {"a.n. Kepala Dinas", "Pengantar Kerja"};
        sheet.signatory_name = "Nurhayati";
        const Paper paper(render_refusal(sheet));
        CHECK(paper.is_valid());
        const auto text = paper.output("pdftotext sheet.pdf -");
        for (const auto* words :
             {"560/12/AK1/2026", "Sari Dewi Lestari", "K7QW29MP", "Alamat KTP", "Nomor 1 Tahun 2020", "21 hari kerja", "Nurhayati"})
            CHECK_MESSAGE(says(text, words), words);
        CHECK_FALSE(says(text, "NIP"));
        CHECK(render_refusal(sheet) == render_refusal(sheet));
    }
}
