#include "modules/registration/card_layout.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/images/images.hpp"
#include "platform/images/picture.hpp"
#include "platform/testing/paper.hpp"

using namespace registration;
using test::Paper;

namespace {

CardFace sari() {
    CardFace face;
    face.government = "PEMERINTAH KOTA BALIKPAPAN";
    face.department = "DINAS KETENAGAKERJAAN";
    face.office_address = "Jl. Marsma R. Iswahyudi No. 4";
    face.number = "647103032026000123";
    face.number_groups = {4, 8, 6};
    face.nik = "6471014107060001";
    face.name = "SARI FITRIYANI";
    face.birth = "Balikpapan, 1 Juli 2006";
    face.sex = "Perempuan";
    face.marital_status = "Belum Kawin";
    face.religion = "Katolik";
    face.address = "Jl. Jenderal Sudirman No. 117 RT 012";
    face.phone = "0812-5555-0123";
    face.valid_until = "3 Maret 2028";
    face.education = {{"SMK Negeri 1 Balikpapan", "Teknik Komputer", "2024"}};
    face.skills = {{"Merakit jaringan", "2024"}};
    face.issued = "Balikpapan, 3 Maret 2026";
    face.signatory_title = {"a.n. Kepala Dinas", "Pengantar Kerja"};
    face.signatory_name = "Nurhayati";
    face.territory = "Kota Balikpapan";
    face.created = "2026-03-03T01:00:00Z";
    return face;
}

Paper card_on_paper(const CardFace& face, const CardChoices& choices = {}, PrinterOffset offset = {}) {
    return Paper(render_card(default_template(choices), face, offset));
}

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE("card_layout") {
    TEST_CASE("Sari's card says on its front who she is, and on its back what she has to do") {
        const auto paper = card_on_paper(sari());
        CHECK(paper.is_valid());
        CHECK(says(paper.output("pdfinfo sheet.pdf"), "Pages:           2"));
        const auto front = paper.output("pdftotext -layout -l 1 sheet.pdf -");
        for (const auto* words :
             {"PEMERINTAH KOTA BALIKPAPAN", "DINAS KETENAGAKERJAAN", "Kartu AK/1", "KARTU TANDA BUKTI", "No. Pendaftaran Pencari Kerja",
              "SARI FITRIYANI", "Balikpapan, 1 Juli 2006", "Perempuan", "0812-5555-0123", "3 Maret 2028", "PENDIDIKAN FORMAL",
              "SMK Negeri 1 Balikpapan", "KETERAMPILAN", "Merakit jaringan", "Pengantar Kerja", "Nurhayati"})
            CHECK_MESSAGE(says(front, words), words);
        const auto back = paper.output("pdftotext -layout -f 2 sheet.pdf -");
        for (const auto* words : {"KETENTUAN", "berlaku di Kota Balikpapan", "berlaku 24 bulan", "setiap 6 bulan", "Pertama", "Ketiga",
                                  "Diterima kerja di", "Terhitung mulai tanggal"})
            CHECK_MESSAGE(says(back, words), words);
        CHECK_FALSE(says(back, "Keempat"));
    }

    TEST_CASE("religion and marital status are printed only where the office asks for them") {
        const auto usual = card_on_paper(sari()).text();
        CHECK_FALSE(says(usual, "Katolik"));
        CHECK_FALSE(says(usual, "Agama"));
        CHECK_FALSE(says(usual, "Belum Kawin"));
        const auto asked = card_on_paper(sari(), {.show_religion = true, .show_marital_status = true}).text();
        CHECK(says(asked, "Katolik"));
        CHECK(says(asked, "Belum Kawin"));
        // The switch holds also for a template whose fields name them.
        auto own = default_template({.show_religion = true, .show_marital_status = true});
        own.show_religion = false;
        CHECK_FALSE(says(Paper(render_card(own, sari())).text(), "Agama"));
    }

    TEST_CASE("some offices print a fourth report row") {
        CHECK(says(card_on_paper(sari(), {.report_rows = 4}).text(), "Keempat"));
        CHECK(card_on_paper(sari(), {.report_rows = 4}).is_valid());
    }

    TEST_CASE("a card fits A4 and F4") {
        CHECK(says(card_on_paper(sari()).output("pdfinfo sheet.pdf"), "841.89 x 595.276"));
        CHECK(says(card_on_paper(sari(), {.paper = CardPaper::f4}).output("pdfinfo sheet.pdf"), "935.433 x 609.449"));
    }

    TEST_CASE("the printer's offset moves both sides by what was entered") {
        const auto before = card_on_paper(sari());
        const auto after = card_on_paper(sari(), {}, {3, -1.5});
        for (const std::string word : {"FITRIYANI", "KETENTUAN", "Pertama", "PENDIDIKAN"}) {
            CHECK(after.x_of(word) - before.x_of(word) == doctest::Approx(3).epsilon(0.01));
            CHECK(after.y_of(word) - before.y_of(word) == doctest::Approx(-1.5).epsilon(0.01));
        }
    }

    TEST_CASE("a name of sixty letters and an address of three lines stay in their places") {
        auto face = sari();
        const auto before = card_on_paper(face);
        face.name = std::string(60, 'W');
        face.address = std::string(40, 'x') + " " + std::string(300, 'y');
        face.department = "DINAS TENAGA KERJA, TRANSMIGRASI, KOPERASI, USAHA KECIL DAN MENENGAH DAN PERDAGANGAN";
        face.signatory_name = "Prof. Dr. Ir. H. Muhammad Abdurrahman Wahiduddin Al-Banjari, S.T., M.T., M.Sc., Ph.D.";
        const auto after = card_on_paper(face);
        CHECK(after.is_valid());
        // What stands below has not moved.
        for (const std::string word : {"Perempuan", "0812-5555-0123", "PENDIDIKAN"})
            CHECK(after.y_of(word) == doctest::Approx(before.y_of(word)));
    }

    TEST_CASE("without a stored portrait there is an empty frame for one of 3 x 4") {
        CHECK(says(card_on_paper(sari()).text(), "Pasfoto"));
        auto glued = sari();
        glued.portrait = "not a picture";
        CHECK(says(card_on_paper(glued, {.glued_photo_box = true}).text(), "Pasfoto"));
    }

    TEST_CASE("the code on the card is read by a phone, and a duplicate says that it is one") {
        auto face = sari();
        face.qr = "http://127.0.0.1:8080/verifikasi?kode=" + std::string(180, 'k');
        face.duplicate = "DUPLIKAT 1";
        const auto paper = card_on_paper(face);
        CHECK(says(paper.text(), "DUPLIKAT 1"));
        CHECK(paper.run("pdftoppm -r 200 -l 1 -png sheet.pdf page") == 0);
        CHECK(paper.output("zbarimg -q --raw -Sdisable -Sqrcode.enable page-1.png").starts_with(face.qr));
        CHECK_FALSE(says(card_on_paper(face, {.show_qr = false}).text(), "Pindai"));
    }

    TEST_CASE("a reprint has the same bytes, and with its photo it stays below forty kilobytes") {
        const auto once = render_card(default_template(), sari());
        constexpr std::size_t largest_portrait = 10'500;  // of platform/images
        CHECK(once == render_card(default_template(), sari()));
        CHECK(once.size() + largest_portrait < 40'000);
    }

    TEST_CASE("a photo that is nothing but grain is printed on a card below forty kilobytes, too") {
        images::Picture grain{.width = 600, .height = 800, .rgb = {}};
        std::uint32_t chance = 1;
        for (int one = 0; one < grain.width * grain.height * 3; ++one) {
            chance = chance * 1664525 + 1013904223;
            grain.rgb.push_back(static_cast<std::uint8_t>(chance >> 24));
        }
        auto face = sari();
        const auto made = images::portrait(images::encode_jpeg(grain, 92));
        REQUIRE(made);
        face.portrait = made->bytes;
        face.qr = "https://disnaker.contoh.example/verifikasi?kode=" + std::string(180, 'k');
        face.report_due = {"3 September 2026", "3 Maret 2027", "3 September 2027"};
        CHECK(render_card(default_template(), face).size() < 40'000);
    }

    TEST_CASE("a line of the rules that needs an unknown territory is left out") {
        auto face = sari();
        face.territory.clear();
        face.valid_months = 12;
        const auto text = card_on_paper(face).text();
        CHECK_FALSE(says(text, "{"));
        CHECK_FALSE(says(text, "berlaku di"));
        CHECK(says(text, "berlaku 12 bulan"));
    }

    TEST_CASE("the shipped card fits A4, F4, card stock and an office's own size") {
        for (const auto paper : {CardPaper::a4, CardPaper::f4, CardPaper::card_stock}) {
            const auto card = default_template({.paper = paper, .report_rows = 4, .show_religion = true, .show_marital_status = true});
            CHECK(read_template(template_json(card)).has_value());
        }
        const auto own = on_paper(default_template(), {250, 140});
        CHECK(own.width_mm == 250);
        CHECK(read_template(template_json(own)).has_value());
        const auto paper = card_on_paper(sari(), {.paper = CardPaper::card_stock});
        CHECK(says(paper.output("pdfinfo sheet.pdf"), "595.276 x 419.528"));
        CHECK(says(paper.text(), "Siti Nurhaliza") == says(card_on_paper(sari()).text(), "Siti Nurhaliza"));
        CHECK(paper.run("pdftoppm -r 300 -l 1 -png sheet.pdf page") == 0);
        CHECK(paper.output("zbarimg -q --raw -Sdisable -Sqrcode.enable page-1.png").starts_with(sari().qr));
    }

    TEST_CASE("a template survives being stored") {
        const auto card = default_template({.report_rows = 4, .show_religion = true});
        const auto json = template_json(card);
        const auto read = read_template(json);
        REQUIRE_MESSAGE(read, (read ? std::string() : read.error().where));
        CHECK(template_json(*read) == json);
        CHECK(render_card(*read, sari()) == render_card(card, sari()));
    }

    TEST_CASE("a template with a mistake is refused with the place of the mistake") {
        const auto fault = [](std::string_view json) {
            const auto read = read_template(json);
            REQUIRE_FALSE(read);
            CHECK_FALSE(sentence(read.error().why).empty());
            return read.error();
        };
        CHECK(fault("").why == TemplateRefusal::not_readable);
        CHECK(fault("[]").why == TemplateRefusal::not_readable);
        CHECK(fault("{}").why == TemplateRefusal::value_missing);
        CHECK(fault(R"({"fields":[],"colour":1})").why == TemplateRefusal::unknown_word);
        CHECK(fault(R"({"fields":[],"report_rows":5})").why == TemplateRefusal::out_of_range);
        CHECK(fault(R"({"fields":[],"width_mm":1e9})").why == TemplateRefusal::out_of_range);
        CHECK(fault(R"({"fields":[{"kind":"text","key":"name","x_mm":290,"y_mm":10,"w_mm":20}]})").why == TemplateRefusal::off_the_paper);
        CHECK(fault(R"({"fields":[{"kind":"text","key":"mother","x_mm":10,"y_mm":10,"w_mm":20}]})").where == "fields[0].key");
        CHECK(fault(R"({"fields":[{"kind":"text","key":"name","w_mm":20},{"kind":"hologram"}]})").where == "fields[1].kind");
        CHECK(fault(R"({"fields":[{"kind":"image","key":"portrait","w_mm":30}]})").why == TemplateRefusal::value_missing);
        CHECK(fault("{\"fields\":" + std::string(100'000, '[')).why == TemplateRefusal::not_readable);
    }

    TEST_CASE("stock of an office's own carries only the values") {
        const auto read = read_template(
            R"({"width_mm":210,"height_mm":99,"fields":[{"kind":"text","key":"name","x_mm":40,"y_mm":30,"w_mm":80,"h_mm":5}]})");
        REQUIRE(read);
        const Paper paper(render_card(*read, sari()));
        CHECK(paper.x_of("SARI") == doctest::Approx(40).epsilon(0.01));
        CHECK_FALSE(says(paper.text(), "Nama"));
    }

    TEST_CASE("a practice card cannot be taken for a real one") {
        const auto real = render_card(default_template(), sari());
        const auto practice = render_card(default_template(), sari(), {}, Watermark::practice);
        CHECK(real != practice);
        CHECK(word_of(Watermark::practice) == "CONTOH");
        CHECK(Paper(practice).is_valid());
    }
}
