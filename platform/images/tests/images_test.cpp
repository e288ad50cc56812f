// jpeglib.h wants size_t and FILE to be known already.
#include <cstddef>
#include <cstdio>

#include <doctest/doctest.h>
#include <jpeglib.h>
#include <png.h>
#include <signal.h>

#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "platform/clock/clock.hpp"
#include "platform/images/images.hpp"
#include "platform/images/picture.hpp"
#include "platform/images/worker.hpp"

using images::Picture;
using images::Refusal;

namespace {

Picture painted(int width, int height, auto&& colour) {
    Picture picture{width, height, {}};
    picture.rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const std::uint32_t rgb = colour(x, y);
            picture.rgb.push_back(static_cast<std::uint8_t>(rgb >> 16));
            picture.rgb.push_back(static_cast<std::uint8_t>(rgb >> 8));
            picture.rgb.push_back(static_cast<std::uint8_t>(rgb));
        }
    return picture;
}

constexpr std::uint32_t red = 0xC81E1E, blue = 0x1E1EC8, green = 0x1EC81E, grey = 0xB4B4B4;

// Left upper quarter red, right upper blue, lower half green: shows every way of turning.
Picture flag(int width, int height) {
    return painted(width, height, [=](int x, int y) { return y >= height / 2 ? green : x < width / 2 ? red : blue; });
}

Picture noise(int width, int height) {
    std::mt19937 chance(1);
    return painted(width, height, [&](int, int) { return static_cast<std::uint32_t>(chance()) & 0xFFFFFFU; });
}

std::string jpeg_of(const Picture& picture, int quality = 92) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* buffer = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&jpeg, &buffer, &length);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row = const_cast<std::uint8_t*>(picture.rgb.data()) + std::size_t{jpeg.next_scanline} * jpeg.image_width * 3;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::string bytes(reinterpret_cast<char*>(buffer), length);
    std::free(buffer);
    return bytes;
}

// As a phone writes it: an APP1 segment with the orientation, and a place that must not survive.
std::string with_exif(const std::string& jpeg, int orientation) {
    std::string tiff("II*\0\x08\0\0\0\x02\0", 10);
    tiff += std::string("\x12\x01\x03\0\x01\0\0\0", 8) + static_cast<char>(orientation) + std::string("\0\0\0", 3);
    tiff += std::string("\x0e\x01\x02\0\x10\0\0\0\x26\0\0\0", 12);  // ImageDescription, 16 bytes at offset 38
    tiff += std::string("\0\0\0\0", 4) + std::string("GPS-6.2,106.8 \0\0", 16);
    const std::string body = std::string("Exif\0\0", 6) + tiff;
    const auto size = body.size() + 2;
    return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(size >> 8) + static_cast<char>(size & 255) + body + jpeg.substr(2);
}

std::string png_of(const Picture& picture) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(picture.width);
    png.height = static_cast<png_uint_32>(picture.height);
    png.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&png, nullptr, &size, 0, picture.rgb.data(), 0, nullptr);
    std::string bytes(size, '\0');
    png_image_write_to_memory(&png, bytes.data(), &size, 0, picture.rgb.data(), 0, nullptr);
    bytes.resize(size);
    return bytes;
}

std::string pdf_of(int pages, std::string_view extra = {}) {
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& text) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(offsets.size()) + " 0 obj\n" + text + "\nendobj\n";
    };
    std::string kids;
    for (int i = 0; i < pages; ++i) kids += std::to_string(3 + i) + " 0 R ";
    object("<< /Type /Catalog /Pages 2 0 R " + std::string(extra) + " >>");
    object("<< /Type /Pages /Kids [ " + kids + "] /Count " + std::to_string(pages) + " >>");
    const int content = 3 + pages;
    for (int i = 0; i < pages; ++i)
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + std::to_string(content) + " 0 R >>");
    object("<< /Length 31 >>\nstream\n1 0 0 rg 0 421 595 421 re f      \nendstream");
    const auto table = pdf.size();
    pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        const auto digits = std::to_string(offset);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer << /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

std::uint32_t colour_at(const Picture& picture, double x, double y) {
    const auto column = static_cast<std::size_t>(x * picture.width), row = static_cast<std::size_t>(y * picture.height);
    const auto* pixel = &picture.rgb[(row * static_cast<std::size_t>(picture.width) + column) * 3];
    return (std::uint32_t{pixel[0]} << 16) | (std::uint32_t{pixel[1]} << 8) | pixel[2];
}

bool near(std::uint32_t a, std::uint32_t b) {
    for (const int shift : {0, 8, 16})
        if (std::abs(static_cast<int>((a >> shift) & 255) - static_cast<int>((b >> shift) & 255)) > 24) return false;
    return true;
}

Picture read_back(const images::Made& made) {
    auto picture = images::decode(made.bytes, {});
    REQUIRE(picture);
    CHECK(picture->width == made.width);
    CHECK(picture->height == made.height);
    return std::move(*picture);
}

std::optional<Refusal> refusal_of(const Result<images::Made, Refusal>& result) {
    if (result) return {};
    return result.error();
}

}  // namespace

TEST_SUITE("images") {
    TEST_CASE("a phone photo of several MB comes out upright, small and without its place") {
        const auto photo = with_exif(jpeg_of(noise(3000, 2000), 90), 6);
        REQUIRE(photo.size() > 3 * 1024 * 1024);
        REQUIRE(photo.find("GPS-6.2") != std::string::npos);
        const auto made = images::remake(photo, 1600);
        REQUIRE(made);
        CHECK(made->kind == images::Kind::jpeg);
        CHECK(made->height == 1600);
        CHECK(made->width == 1067);
        CHECK(made->bytes.find("GPS") == std::string::npos);
        CHECK(made->bytes.find("Exif") == std::string::npos);
    }

    TEST_CASE("each of the eight ways to hold a camera comes out upright") {
        // Where red, blue and green lie in a picture that was stored with this orientation.
        const double corners[8][4] = {{.25, .25, .75, .25}, {.75, .25, .25, .25}, {.75, .75, .25, .75}, {.25, .75, .75, .75},
                                      {.25, .25, .25, .75}, {.75, .25, .75, .75}, {.75, .75, .75, .25}, {.25, .75, .25, .25}};
        for (int orientation = 1; orientation <= 8; ++orientation) {
            CAPTURE(orientation);
            const auto made = images::remake(with_exif(jpeg_of(flag(400, 300)), orientation), 400);
            REQUIRE(made);
            const auto picture = read_back(*made);
            CHECK(picture.width == (orientation >= 5 ? 300 : 400));
            const auto* at = corners[orientation - 1];
            CHECK(near(colour_at(picture, at[0], at[1]), red));
            CHECK(near(colour_at(picture, at[2], at[3]), blue));
        }
    }

    TEST_CASE("a small picture is not blown up, a large PNG becomes a JPEG") {
        const auto small = images::remake(jpeg_of(flag(120, 90)), 1600);
        REQUIRE(small);
        CHECK(small->width == 120);
        const auto png = images::remake(png_of(flag(1000, 500)), 400);
        REQUIRE(png);
        CHECK(png->kind == images::Kind::jpeg);
        CHECK(png->width == 400);
        CHECK(png->height == 200);
        CHECK(near(colour_at(read_back(*png), .25, .25), red));
    }

    TEST_CASE("a portrait is 3 x 4 cm at 300 dots an inch, from the middle and a little above") {
        // Five rows of colour in a tall photo: the crop takes 2/5 of what is lost from the top.
        const auto tall = images::portrait(jpeg_of(painted(600, 1600, [](int, int y) { return y < 320 ? red : green; })));
        REQUIRE(tall);
        CHECK(tall->width == 354);
        CHECK(tall->height == 472);
        CHECK(near(colour_at(read_back(*tall), .5, .02), green));
        const auto wide = images::portrait(with_exif(jpeg_of(flag(1200, 600)), 1));
        REQUIRE(wide);
        const auto picture = read_back(*wide);
        CHECK(near(colour_at(picture, .1, .2), red));
        CHECK(near(colour_at(picture, .9, .2), blue));
        CHECK(near(colour_at(picture, .5, .9), green));
        CHECK(tall->bytes.size() <= 10'500);
        const auto tiny = images::portrait(png_of(flag(30, 40)));
        REQUIRE(tiny);
        CHECK(tiny->width == 354);
    }

    TEST_CASE("a photo that is nothing but grain becomes smaller until a card with it stays below forty kilobytes") {
        for (const auto& bytes : {png_of(noise(480, 640)), jpeg_of(noise(1200, 1600)), png_of(noise(354, 472))}) {
            const auto made = images::portrait(bytes);
            REQUIRE(made);
            CHECK(made->bytes.size() <= 10'500);
            CHECK(made->width <= 354);
            CHECK(made->width * 4 == doctest::Approx(made->height * 3).epsilon(0.01));
        }
        CHECK(images::portrait(png_of(noise(480, 640)))->width < 354);
        // Quality alone does not do it: this is why there is a second step.
        CHECK(images::encode_jpeg(images::printed(noise(480, 640)), 20).size() > 10'500);
    }

    TEST_CASE("a dark, a shaken and a red-backed photo get their hints, a good one none") {
        const auto face = [](std::uint32_t background, int darker, int check) {
            return painted(600, 800, [=](int x, int y) {
                const int dx = x - 300, dy = y - 400;
                if (dx * dx + dy * dy > 200 * 200) return background;
                const std::uint32_t light = ((x / check + y / check) % 2 ? 220U : 120U) / static_cast<unsigned>(darker);
                return light << 16 | light << 8 | light;
            });
        };
        const auto good = images::portrait(jpeg_of(face(grey, 1, 8)));
        REQUIRE(good);
        CHECK_FALSE(good->dark);
        CHECK_FALSE(good->blurred);
        CHECK_FALSE(good->red_background);
        const auto studio = images::portrait(jpeg_of(face(red, 1, 8)));
        REQUIRE(studio);
        CHECK(studio->red_background);
        CHECK_FALSE(studio->dark);
        const auto night = images::portrait(jpeg_of(face(0x202020, 4, 8)));
        REQUIRE(night);
        CHECK(night->dark);
        const auto shaken = images::portrait(jpeg_of(painted(600, 800, [](int x, int y) {
            const auto light = static_cast<std::uint32_t>(100 + x / 10 + y / 10);
            return light << 16 | light << 8 | light;
        })));
        REQUIRE(shaken);
        CHECK(shaken->blurred);
    }

    TEST_CASE("what is no picture is refused by its content, whatever it is called") {
        for (const std::string bytes :
             {"", "GIF89a\x01\0\x01", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
              "<!doctype html><script>alert(1)</script>", "PK\x03\x04", "RIFF....WEBPVP8 ", "MZ", " %PDF-1.4", "\xff\xd8"}) {
            CHECK(refusal_of(images::remake(bytes, 800)) == Refusal::not_a_picture);
            CHECK(refusal_of(images::portrait(bytes)) == Refusal::not_a_picture);
        }
        CHECK(refusal_of(images::portrait(pdf_of(1))) == Refusal::not_a_picture);
        CHECK(refusal_of(images::preview(jpeg_of(flag(10, 10)), 100)) == Refusal::not_a_picture);
    }

    TEST_CASE("a picture that is a web page or an archive as well comes out as a picture only") {
        const std::string tail = "<script>alert(1)</script>PK\x03\x04payload";
        for (const auto& picture : {jpeg_of(flag(64, 64)), png_of(flag(64, 64))}) {
            const auto made = images::remake(picture + tail, 800);
            REQUIRE(made);
            CHECK(made->bytes.find("script") == std::string::npos);
            CHECK(made->bytes.find("payload") == std::string::npos);
        }
        const auto jpeg = jpeg_of(flag(64, 64));
        const std::string comment = "<html><script>x</script>";
        const auto in_comment =
            jpeg.substr(0, 2) + "\xff\xfe" + std::string(1, '\0') + static_cast<char>(comment.size() + 2) + comment + jpeg.substr(2);
        const auto made = images::remake(in_comment, 800);
        REQUIRE(made);
        CHECK(made->bytes.find("script") == std::string::npos);
        CHECK(refusal_of(images::remake("\xff\xd8\xff<html><script>alert(1)</script>", 800)) == Refusal::unreadable);
        CHECK(refusal_of(images::remake("\x89PNG\r\n\x1a\n<svg onload=alert(1)>", 800)) == Refusal::unreadable);
    }

    TEST_CASE("a picture cut off on its way is refused, not kept half grey") {
        for (const auto& bytes : {jpeg_of(noise(300, 300)), png_of(noise(300, 300))})
            for (const double part : {.01, .3, .6, .95}) {
                const auto cut = bytes.substr(0, static_cast<std::size_t>(static_cast<double>(bytes.size()) * part));
                CHECK(refusal_of(images::remake(cut, 800)) == Refusal::unreadable);
            }
    }

    TEST_CASE("more than 10 MB or 40 million pixels is refused") {
        CHECK(refusal_of(images::remake("\xff\xd8\xff" + std::string(40 * 1024 * 1024, 'x'), 800)) == Refusal::too_large);
        CHECK(refusal_of(images::portrait("\xff\xd8\xff" + std::string(40 * 1024 * 1024, 'x'))) == Refusal::too_large);
        // A small file that claims 60,000 x 60,000: SOF0 is rewritten, the scan stays tiny.
        auto jpeg = jpeg_of(flag(16, 16));
        const auto frame = jpeg.find("\xff\xc0");
        REQUIRE(frame != std::string::npos);
        jpeg.replace(frame + 5, 4, "\xea\x60\xea\x60");
        CHECK(refusal_of(images::remake(jpeg, 800)) == Refusal::too_many_pixels);
        auto png = png_of(flag(16, 16));
        png.replace(16, 8, std::string("\0\0\xea\x60\0\0\xea\x60", 8));
        const auto refusal = refusal_of(images::remake(png, 800));
        CHECK((refusal == Refusal::too_many_pixels || refusal == Refusal::unreadable));
    }

    TEST_CASE("a picture of just under 40 million pixels is made, within time and memory") {
        const auto large = painted(7200, 5500, [](int x, int y) { return (x / 40 + y / 40) % 2 ? red : grey; });
        const auto jpeg = images::remake(jpeg_of(large, 60), 2000);
        REQUIRE(jpeg);
        CHECK(jpeg->width == 2000);
        const auto png = images::remake(png_of(large), 2000);
        REQUIRE(png);
        CHECK(png->height == 1528);
    }

    TEST_CASE("a scanned PDF is checked and kept, its first page is shown") {
        const auto pdf = pdf_of(3);
        const auto made = images::remake(pdf, 800);
        REQUIRE(made);
        CHECK(made->kind == images::Kind::pdf);
        CHECK(made->pages == 3);
        CHECK(made->bytes == pdf);
        const auto page = images::preview(pdf, 800);
        REQUIRE(page);
        CHECK(page->kind == images::Kind::jpeg);
        CHECK(page->height == 800);
        const auto picture = read_back(*page);
        CHECK(near(colour_at(picture, .5, .25), 0xFF0000));
        CHECK(near(colour_at(picture, .5, .75), 0xFFFFFF));
    }

    TEST_CASE("a PDF that is long, locked, active, broken or something else as well is refused") {
        CHECK(images::remake(pdf_of(20), 800));
        CHECK(refusal_of(images::remake(pdf_of(21), 800)) == Refusal::too_large);
        CHECK(refusal_of(images::remake(pdf_of(1, "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), 800)) == Refusal::unreadable);
        // The name is written so that only a parser of PDF sees it.
        CHECK(refusal_of(images::remake(pdf_of(1, "/Names << /J#61vaScript << /Names [(a) << /S /J#61vaScript /JS (x) >>] >> >>"), 800)) ==
              Refusal::unreadable);
        CHECK(refusal_of(images::remake("%PDF-1.4\nnothing\n%%EOF\n", 800)) == Refusal::unreadable);
        CHECK(refusal_of(images::preview("%PDF-1.4\nnothing\n%%EOF\n", 800)) == Refusal::unreadable);
        CHECK(refusal_of(images::remake(pdf_of(1).substr(0, 200), 800)) == Refusal::unreadable);
        CHECK(refusal_of(images::remake(pdf_of(1) + "PK\x03\x04" + std::string(5000, 'z'), 800)) == Refusal::unreadable);
        CHECK(refusal_of(images::remake("<html>" + pdf_of(1), 800)) == Refusal::not_a_picture);
    }

    TEST_CASE("of 300 damaged pictures and papers each is made anew or refused") {
        std::mt19937 chance(7);
        const std::string sound[] = {with_exif(jpeg_of(flag(80, 60)), 6), png_of(flag(80, 60)), pdf_of(2)};
        for (int i = 0; i < 300; ++i) {
            auto bytes = sound[i % 3];
            for (auto flips = 1 + chance() % 8; flips > 0; --flips) bytes[8 + chance() % (bytes.size() - 8)] = static_cast<char>(chance());
            const auto made = images::remake(bytes, 100);
            if (made && made->kind == images::Kind::jpeg) CHECK(made->bytes != bytes);
        }
    }

    TEST_CASE("the child is killed when it opens a file or a socket, spins, or eats memory") {
        const auto probe = [](std::string_view what) {
            return images::run_child({.task = images::Task::probe, .bytes = what.size()}, what);
        };
        using How = images::Ended::How;
        for (const char* what : {"open", "socket"}) {
            const auto ended = probe(what);
            CHECK(ended.how == How::killed);
            CHECK(ended.code == SIGSYS);
            CHECK(ended.output.empty());
        }
        const auto spun = probe("spin");
        CHECK(spun.how != How::exited);
        const auto memory = probe("memory");
        CHECK(memory.how == How::exited);
        CHECK(memory.code == 4);
        // The twin: a child that tries nothing of it ends in peace.
        const auto quiet = probe("nothing");
        CHECK(quiet.how == How::exited);
        CHECK(quiet.code == 0);
        CHECK(quiet.output.size() == sizeof(images::Answer));
    }

    TEST_CASE("a child that takes too long is ended, and nobody waits for it") {
        const std::string_view what = "spin";
        const auto begun = wall_clock::monotonic_ms();
        const auto ended = images::run_child({.task = images::Task::probe, .bytes = what.size()}, what, 200);
        CHECK(ended.how == images::Ended::How::timed_out);
        CHECK(wall_clock::monotonic_ms() - begun < 1500);
    }

    TEST_CASE("six people upload at the same time") {
        const auto photo = jpeg_of(flag(800, 600));
        std::vector<std::jthread> people;
        std::vector<int> widths(6);
        for (auto& width : widths)
            people.emplace_back([&] {
                const auto made = images::remake(photo, 400);
                width = made ? made->width : 0;
            });
        people.clear();
        CHECK(widths == std::vector<int>(6, 400));
    }
}
