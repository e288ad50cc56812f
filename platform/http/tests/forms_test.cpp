#include "platform/http/forms.hpp"

#include <doctest/doctest.h>

#include <random>

using http::Fields;
using http::Upload;

namespace {

struct Read {
    bool fine{};
    Fields form;
    std::vector<Upload> uploads;
};

Read multipart(std::string_view body, std::string_view boundary = "B") {
    Read read;
    read.fine = http::read_multipart(body, boundary, read.form, read.uploads);
    return read;
}

std::string part(std::string_view head, std::string_view content) {
    return "--B\r\n" + std::string(head) + "\r\n\r\n" + std::string(content) + "\r\n";
}

}  // namespace

TEST_SUITE("forms") {
    TEST_CASE("what was typed arrives as it was typed") {
        const auto fields = Fields::parse("nama=Sari+Dewi&alamat=Jl.%20Mawar%20%26%20Melati&skill=las&skill=bubut&kosong=&tanpa");
        REQUIRE(fields);
        CHECK(fields->text("nama") == "Sari Dewi");
        CHECK(fields->text("alamat") == "Jl. Mawar & Melati");
        CHECK(fields->all("skill") == std::vector<std::string>{"las", "bubut"});
        CHECK(fields->has("kosong"));
        CHECK(fields->has("tanpa"));
        CHECK_FALSE(fields->has("lain"));
    }

    TEST_CASE("a broken escape, a NUL or bytes that are no text are refused, never guessed") {
        for (const auto* broken : {"a=%", "a=%4", "a=%zz", "%=1", "a=%00", "a=%ff", "a=%c3", "a=%ed%a0%80", "a=%c0%af"})
            CHECK_MESSAGE(!Fields::parse(broken), broken);
        for (const auto* fine : {"", "&&", "=", "a=%25", "a=%e2%82%ac", "a=b=c"}) CHECK_MESSAGE(Fields::parse(fine), fine);
    }

    TEST_CASE("an address is decoded once, and never grows a slash") {
        const auto path = [](std::string_view target) {
            http::Request request;
            return http::read_target(request, target) ? request.path : "(refused)";
        };
        CHECK(path("/kartu/12?x=1") == "/kartu/12");
        CHECK(path("http://kantor.go.id/kartu") == "/kartu");
        CHECK(path("http://kantor.go.id") == "/");
        CHECK(path("/%2541") == "/%41");
        CHECK(path("/nama%20panjang") == "/nama panjang");
        for (const auto* bad : {"", "kartu", "*", "/a%2fb", "/a%2Fb", "/a%5cb", "/%00", "/%0a", "/%ff", "/%", "/a?x=%zz"})
            CHECK_MESSAGE(path(bad) == "(refused)", bad);
    }

    TEST_CASE("a form with a photo arrives whole") {
        const auto read = multipart(part("Content-Disposition: form-data; name=\"nama\"", "Sari") +
                                    part("Content-Disposition: form-data; name=\"foto\"; filename=\"ijazah \\\"asli\\\".jpg\"\r\n"
                                         "Content-Type: image/jpeg",
                                         std::string("\xff\xd8\0\r\n--Cukan", 12)) +
                                    "--B--\r\n");
        REQUIRE(read.fine);
        CHECK(read.form.text("nama") == "Sari");
        REQUIRE(read.uploads.size() == 1);
        CHECK(read.uploads[0].field == "foto");
        CHECK(read.uploads[0].file_name == "ijazah \"asli\".jpg");
    }

    TEST_CASE("a file field left empty is no upload") {
        const auto read = multipart(part("Content-Disposition: form-data; name=\"foto\"; "
                                         "filename=\"\"\r\nContent-Type: application/octet-stream",
                                         "") +
                                    "--B--");
        REQUIRE(read.fine);
        CHECK(read.uploads.empty());
    }

    TEST_CASE("a broken multipart form is refused") {
        const std::string good = part("Content-Disposition: form-data; name=\"a\"", "1");
        REQUIRE(multipart(good + "--B--").fine);
        const std::string broken[] = {
            "",
            "--B",
            "--B\r\n",
            good,                                                           // cut before its end
            good + "--B",                                                   // no end mark
            "x" + good + "--B--",                                           // something before the first boundary
            "--B\nContent-Disposition: form-data; name=\"a\"\n\n1\n--B--",  // bare line feeds
            part("Content-Disposition: form-data", "1") + "--B--",          // no name
            part("Content-Disposition: form-data; name=\"\"", "1") + "--B--",
            part("Content-Disposition: form-data; name=\"a", "1") + "--B--",
            part("Content-Disposition: attachment; name=\"a\"", "1") + "--B--",
            part("Content-Type: text/plain", "1") + "--B--",
            part("no colon here", "1") + "--B--",
            part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") + "--B--",
            part("Content-Disposition: form-data; name=\"a\"", std::string("\0", 1)) + "--B--",
            part("Content-Disposition: form-data; name=\"a\"", "\xff\xfe") + "--B--",
            part("Content-Disposition: form-data; name=\"a\"\r\nX: " + std::string(5000, 'x'), "1") + "--B--",
        };
        for (const auto& one : broken) CHECK_MESSAGE(!multipart(one).fine, one);
        std::string many;
        for (int i = 0; i < 300; ++i) many += good;
        CHECK_FALSE(multipart(many + "--B--").fine);
    }

    TEST_CASE("no damage to a form's bytes makes the reader fail") {
        const std::string good = part("Content-Disposition: form-data; name=\"a\"", "1") +
                                 part("Content-Disposition: form-data; name=\"f\"; filename=\"x\"", "abc") + "--B--\r\n";
        std::mt19937 dice(7);
        int still_fine = 0;
        for (int round = 0; round < 20'000; ++round) {
            auto body = good;
            for (auto hits = 1 + dice() % 3; hits > 0; --hits) {
                const auto at = dice() % body.size();
                switch (dice() % 3) {
                    case 0: body[at] = static_cast<char>(dice()); break;
                    case 1: body.erase(at, 1 + dice() % 5); break;
                    default: body.insert(at, 1, "\r\n-B\";="[dice() % 7]); break;
                }
                if (body.empty()) body = "-";
            }
            still_fine += multipart(body).fine ? 1 : 0;
        }
        CHECK(still_fine > 0);
        CHECK(still_fine < 20'000);
    }

    TEST_CASE("the content type says how a body is read") {
        http::Request request;
        request.headers = {{"content-type", "application/x-www-form-urlencoded; charset=UTF-8"}};
        request.body = "a=1";
        CHECK(http::read_form(request));
        CHECK(request.form.text("a") == "1");

        http::Request json;
        json.headers = {{"content-type", "application/json"}};
        json.body = "{\"a\":1}";
        CHECK(http::read_form(json));
        CHECK(json.body == "{\"a\":1}");

        http::Request unnamed;
        unnamed.headers = {{"content-type", "multipart/form-data"}};
        unnamed.body = "--B--";
        CHECK_FALSE(http::read_form(unnamed));
    }
}
