#include "platform/pdf/pdf.hpp"

#include <cairo/cairo.h>
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

#include "platform/pdf/printable.hpp"
#include "platform/testing/paper.hpp"

namespace {

using test::Paper;

constexpr const char* when = "2026-03-03T01:00:00Z";

std::string emblem() {
    std::string png;
    auto* pixels = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 64, 64);
    auto* cairo = cairo_create(pixels);
    cairo_set_source_rgb(cairo, 0, 0.4, 0);
    cairo_arc(cairo, 32, 32, 30, 0, 7);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    cairo_surface_write_to_png_stream(
        pixels,
        [](void* into, const unsigned char* bytes, unsigned length) {
            static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(bytes), length);
            return CAIRO_STATUS_SUCCESS;
        },
        &png);
    cairo_surface_destroy(pixels);
    return png;
}

// Whether a picture in PPM has a pixel that is neither black nor white nor grey.
bool has_colour(const std::string& ppm) {
    for (std::size_t i = 15; i + 2 < ppm.size(); i += 3)
        if (ppm[i] != ppm[i + 1]) return true;
    return false;
}

}  // namespace

TEST_SUITE("pdf") {
    TEST_CASE("Sari can copy her name out of her card") {
        pdf::Document sheet(pdf::a4, "Kartu AK-1", when);
        sheet.text(20, 20, 100, "Sari Fitriyani, efektif dan difficult — Ñuñez Đặng");
        Paper paper(std::move(sheet).finish());
        CHECK(paper.is_valid());
        CHECK(paper.text().find("Sari Fitriyani, efektif dan difficult — Ñuñez Đặng") != std::string::npos);
        CHECK(paper.output("pdffonts sheet.pdf").find("LiberationSans") != std::string::npos);
    }

    TEST_CASE("a printer that pulls paper askew is corrected by exactly what the clerk entered") {
        const auto sheet_at = [](double x, double y) {
            pdf::Document sheet(pdf::a4, "Uji", when);
            sheet.shift(x, y);
            sheet.text(20, 30, 100, "Kiri");
            return Paper(std::move(sheet).finish());
        };
        const auto before = sheet_at(0, 0);
        const auto after = sheet_at(5, -2);
        CHECK(before.x_of("Kiri") == doctest::Approx(20).epsilon(0.01));
        CHECK(after.x_of("Kiri") - before.x_of("Kiri") == doctest::Approx(5).epsilon(0.01));
        CHECK(after.y_of("Kiri") - before.y_of("Kiri") == doctest::Approx(-2).epsilon(0.01));
    }

    TEST_CASE("an employer's phone reads the QR from paper") {
        const std::string signed_text = "AK1:" + std::string(220, 'K') + ".0123456789-_abc";
        pdf::Document sheet(pdf::a4, "Uji", when);
        sheet.qr(20, 20, 26, signed_text);
        Paper paper(std::move(sheet).finish());
        CHECK(paper.run("pdftoppm -r 300 -png sheet.pdf page") == 0);
        CHECK(paper.output("zbarimg -q --raw -Sdisable -Sqrcode.enable page-1.png").starts_with(signed_text));
    }

    TEST_CASE("a reprint of the same card is the same file") {
        const auto make = [] {
            pdf::Document sheet(pdf::a4, "Kartu", when);
            sheet.text(20, 20, 100, "Budi", {.bold = true});
            sheet.image(20, 40, 20, 20, emblem());
            sheet.qr(60, 40, 20, "abc");
            return std::move(sheet).finish();
        };
        const auto first = make();
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));
        CHECK(first == make());
        std::string other;
        std::thread([&] { other = make(); }).join();
        CHECK(first == other);
    }

    TEST_CASE("nothing that people type breaks the sheet") {
        const std::string nasty[] = {
            "",
            std::string("nol\0di tengah", 13),
            "\xFF\xFE\xC0\x80\xED\xA0\x80\xF5\x80\x80\x80 putus \xE2\x82",
            "\x01\x02\x1B[31m\x7F\xC2\x9F",
            "\xE2\x80\xAEterbalik\xE2\x80\xAC",
            "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
            "👩‍👩‍👧‍👦 🇮🇩 田中さん كتاب עברית ภาษาไทย ꦗꦮ",
            "(a\\)b<<>>endobj endstream %%EOF /Type",
            "\xEF\xBB\xBF\xEF\xBF\xBE\xF4\x8F\xBF\xBF",
            std::string(60, 'W'),
            std::string(200'000, 'x'),
            std::string(5'000, '\n'),
            "<b>&amp;</b> %s %n {} ${x}",
        };
        for (const auto& one : nasty) {
            pdf::Document sheet(pdf::a4, one, one);
            sheet.text(20, 20, 60, one);
            sheet.text(20, 60, 60, one, {.size_pt = 11, .bold = true, .max_lines = 2});
            sheet.boxes(20, 120, 5, 0.5, one, 9, {4, 8});
            sheet.watermark(one);
            sheet.text(20, 200, 60, "Utuh");
            Paper paper(std::move(sheet).finish());
            CHECK(paper.is_valid());
            CHECK(paper.text().find("Utuh") != std::string::npos);
        }
    }

    TEST_CASE("text that is no text becomes replacement characters, never a hole in the rules") {
        CHECK(pdf::printable("a\x80z") == "a\xEF\xBF\xBDz");
        CHECK(pdf::printable("a\tb\nc\r") == "a b\nc ");
        CHECK(pdf::printable("\xE2\x80\xAE"
                             "Sari") == "Sari");
    }

    TEST_CASE("a long address ends in an ellipsis after two lines") {
        pdf::Document sheet(pdf::a4, "Uji", when);
        const std::string address =
            "Jalan Jenderal Sudirman Gang Haji Abdul Muthalib Nomor 117 RT 012 RW 003\nKelurahan "
            "Damai Bahagia, Kecamatan Balikpapan Kota Tengah";
        const pdf::TextStyle two{.size_pt = 9, .max_lines = 2};
        CHECK(sheet.text_height(40, address, two) == doctest::Approx(2 * 9 * 1.2 * 25.4 / 72));
        CHECK(sheet.text(20, 20, 40, address, two) == doctest::Approx(2 * 9 * 1.2 * 25.4 / 72));
        CHECK(sheet.text_height(40, address) > 3 * 9 * 1.2 * 25.4 / 72);
        CHECK(Paper(std::move(sheet).finish()).is_valid());
    }

    TEST_CASE("a practice card says CONTOH on every page, a real one nowhere") {
        for (const bool practice : {true, false}) {
            pdf::Document sheet(pdf::a4, "Uji", when);
            if (practice) sheet.watermark("CONTOH");
            sheet.text(20, 20, 60, "Depan");
            sheet.next_page();
            sheet.text(20, 20, 60, "Belakang");
            Paper paper(std::move(sheet).finish());
            for (const std::string page : {"1", "2"})
                CHECK(has_colour(paper.output("pdftoppm -r 20 -f " + page + " -l " + page + " sheet.pdf")) == practice);
        }
    }

    TEST_CASE("a picture that is none is refused and the sheet stays whole") {
        pdf::Document sheet(pdf::a4, "Uji", when);
        CHECK(sheet.image(20, 20, 20, 20, emblem()));
        CHECK_FALSE(sheet.image(20, 20, 20, 20, "bukan gambar"));
        CHECK_FALSE(sheet.image(20, 20, 20, 20, ""));
        CHECK_FALSE(sheet.image(20, 20, 20, 20, emblem().substr(0, 60)));
        CHECK_FALSE(sheet.image(20, 20, 20, 20, "\xFF\xD8\xFF\xC0"));
        auto bomb = emblem();
        bomb[16] = '\x7F';
        CHECK_FALSE(sheet.image(20, 20, 20, 20, bomb));
        CHECK(Paper(std::move(sheet).finish()).is_valid());
    }

    TEST_CASE("text longer than a QR can hold is refused by the machine") {
        pdf::Document sheet(pdf::a4, "Uji", when);
        CHECK_THROWS(sheet.qr(20, 20, 26, std::string(8'000, 'x')));
        CHECK(Paper(std::move(sheet).finish()).is_valid());
    }
}
