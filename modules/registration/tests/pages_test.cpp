#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "modules/reference/module.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"
#include "platform/http/forms.hpp"
#include "platform/http/server.hpp"
#include "platform/images/picture.hpp"
#include "platform/sql/sql.hpp"

using namespace registration;
using test_register::Balikpapan;

namespace {

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [one, value] : response.headers)
        if (one == name) return value;
    return {};
}

// A phone's browser without script: keeps cookies, sends forms with the token of the page it last read.
class Handset {
  public:
    explicit Handset(Balikpapan& balikpapan)
        : application_(balikpapan.house.platform(), {reference::module(), registration::module()}, registration::resolve_applicant) {}

    http::Response get(std::string_view target) {
        http::Request request;
        REQUIRE(http::read_target(request, target));
        return sent(std::move(request));
    }
    http::Response post(std::string_view target, const std::vector<std::pair<std::string, std::string>>& fields) {
        http::Request request;
        request.method = http::Method::post;
        REQUIRE(http::read_target(request, target));
        request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        request.body = "_csrf=" + http::percent_encoded(csrf);
        for (const auto& [name, value] : fields) request.body += "&" + http::percent_encoded(name) + "=" + http::percent_encoded(value);
        return sent(std::move(request));
    }
    http::Response post_bytes(std::string_view target, std::string bytes) {
        http::Request request;
        request.method = http::Method::post;
        REQUIRE(http::read_target(request, target));
        request.headers.emplace_back("content-type", "application/octet-stream");
        request.headers.emplace_back("x-csrf-token", csrf);
        request.body = std::move(bytes);
        return sent(std::move(request));
    }
    http::Response post_file(std::string_view target, const std::string& field, const std::string& bytes) {
        http::Request request;
        request.method = http::Method::post;
        REQUIRE(http::read_target(request, target));
        request.headers.emplace_back("content-type", "multipart/form-data; boundary=batas");
        request.body = "--batas\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf +
                       "\r\n--batas\r\nContent-Disposition: form-data; name=\"" + field +
                       "\"; filename=\"foto.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes + "\r\n--batas--\r\n";
        return sent(std::move(request));
    }

    std::string start() {
        get("/kantor/balikpapan/ak1");
        const auto begun = post("/kantor/balikpapan/ak1", {{"untuk", "sendiri"}});
        REQUIRE(begun.status == 303);
        const auto where = header(begun, "Location");
        REQUIRE(where.ends_with("/1"));
        get(where);
        return where.substr(0, where.size() - 2);
    }
    // Every stage as Sari fills it in; gives the address of her file.
    std::string fill_in() {
        const auto file = start();
        const auto step = [&](std::string_view rest, const std::vector<std::pair<std::string, std::string>>& fields,
                              std::string_view next) {
            const auto answer = post(file + std::string(rest), fields);
            CHECK(answer.status == 303);
            CHECK(header(answer, "Location") == file + std::string(next));
            get(header(answer, "Location"));
        };
        step("/1",
             {{"nik", "6471014708959901"},
              {"birth_place", "Balikpapan"},
              {"birth_date-day", "7"},
              {"birth_date-month", "8"},
              {"birth_date-year", "1995"},
              {"sex", "P"}},
             "/1/nama");
        step("/1/nama", {{"name", "Sari Dewi Lestari"}}, "/1/alamat");
        step("/1/alamat", {{"phone", "0812 3456 7890"}, {"address", "Jl. Jenderal Sudirman 12"}, {"village_code-found", "64.71.01.1001"}},
             "/2");
        step("/2",
             {{"education.level", "smk"},
              {"education.major", "Tata Busana"},
              {"education.school", "SMKN 4 Balikpapan"},
              {"education.year", "2013"}},
             "/2/ijazah");
        step("/2/ijazah", {{"diploma_name_same", "yes"}}, "/2/kerja");
        step("/2/kerja",
             {{"skills", "menjahit, obras"},
              {"skills-usual", "Memasak"},
              {"desired_occupations-found", "7212"},
              {"desired_place", "64.71"},
              {"purpose", "domestic"}},
             "/3");
        return file;
    }

    std::string csrf;
    std::string cookies;

  private:
    http::Response sent(http::Request request) {
        request.address = "127.0.0.9";
        if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
        auto response = application_.serve(std::move(request));
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            const auto pair = value.substr(0, value.find(';'));
            const auto key = pair.substr(0, pair.find('=') + 1);
            std::string kept;
            for (const auto& one : text_parts(cookies))
                if (!one.starts_with(key)) kept += one + "; ";
            cookies = kept + pair;
        }
        static const std::regex token("name=\"_csrf\" value=\"([^\"]+)\"");
        if (std::smatch found; std::regex_search(response.body, found, token)) csrf = found[1];
        return response;
    }
    static std::vector<std::string> text_parts(const std::string& cookies) {
        std::vector<std::string> parts;
        std::size_t at = 0;
        while (at < cookies.size()) {
            const auto end = std::min(cookies.find("; ", at), cookies.size());
            if (end > at) parts.push_back(cookies.substr(at, end - at));
            at = end + 2;
        }
        return parts;
    }

    http::Application application_;
};

bool says(const http::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE("pages of the application") {
    TEST_CASE("Sari comes from the office's page to a sent application without script") {
        for (const auto engine : test::engines()) {
            Balikpapan office(engine);
            Handset phone(office);
            const auto file = phone.fill_in();
            const auto check = phone.get(file + "/periksa");
            CHECK(check.status == 200);
            CHECK(says(check, "menjahit, obras, Memasak") != says(check, "Memasak, menjahit, obras"));
            CHECK(says(check, "Yang harus Anda bawa"));
            CHECK(says(check, "Kirim permohonan"));
            const auto sent = phone.post(file + "/kirim", {});
            CHECK(sent.status == 303);
            CHECK(header(sent, "Location") == file + "/jadwal");
            // The same button pressed twice, and a stage opened from the history: her file, not an error.
            CHECK(header(phone.post(file + "/kirim", {}), "Location") == file);
            CHECK(header(phone.get(file + "/1"), "Location") == file);
            CHECK(says(phone.get(file), "Permohonan sudah diterima"));
        }
    }

    TEST_CASE("a first card asks for at most sixteen typed answers") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.fill_in();
        std::set<std::string> typed;
        static const std::regex control("<(?:input|textarea)[^>]*>");
        static const std::regex name("name=\"([^\"]+)\"");
        for (const auto* rest : {"/1", "/1/nama", "/1/alamat", "/2", "/2/ijazah", "/2/kerja", "/3"}) {
            const auto page = phone.get(file + rest);
            REQUIRE(page.status == 200);
            for (std::sregex_iterator one(page.body.begin(), page.body.end(), control), end; one != end; ++one) {
                const auto tag = one->str();
                const bool is_tapped = tag.find("type=\"radio\"") != tag.npos || tag.find("type=\"checkbox\"") != tag.npos ||
                                       tag.find("type=\"hidden\"") != tag.npos || tag.find("type=\"file\"") != tag.npos;
                if (is_tapped) continue;
                std::smatch found;
                REQUIRE(std::regex_search(tag, found, name));
                typed.insert(found[1]);
            }
        }
        MESSAGE(typed.size() << " typed controls");
        CHECK(typed.size() <= 16);
        CHECK(typed.count("nik") == 1);
    }

    TEST_CASE("what was typed stays, wrong as it is, with the reason at the field") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.start();
        const auto answer = phone.post(file + "/1", {{"nik", "647101470895990"},
                                                     {"birth_place", "Balikpapan"},
                                                     {"birth_date-day", "31"},
                                                     {"birth_date-month", "2"},
                                                     {"birth_date-year", "1995"}});
        CHECK(answer.status == 422);
        CHECK(says(answer, "NIK terdiri dari 16 angka"));
        CHECK(says(answer, "Tanggal ini tidak ada di kalender"));
        CHECK(says(answer, "value=\"647101470895990\""));
        CHECK(says(answer, "value=\"31\""));
        // Another day, from the start of the file: still there.
        const auto again = phone.get(file + "/1");
        CHECK(says(again, "value=\"647101470895990\""));
        CHECK(says(again, "value=\"31\""));
        CHECK(says(phone.get(file), "Lanjutkan mengisi"));
        CHECK(says(phone.get(file + "/periksa"), "Masih perlu diisi"));
        CHECK(phone.post(file + "/kirim", {}).status == 422);
    }

    TEST_CASE("a village or an occupation in own words is answered with a list to choose from") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.start();
        const auto village =
            phone.post(file + "/1/alamat", {{"phone", "081234567890"}, {"address", "Jl. Mawar"}, {"village_code", "gunung"}});
        CHECK(village.status == 422);
        CHECK(says(village, "name=\"village_code-found\""));
        const auto work = phone.post(file + "/2/kerja", {{"desired_occupations", "sopir"}, {"purpose", "domestic"}});
        CHECK(work.status == 422);
        CHECK(says(work, "name=\"desired_occupations-found\""));
        // A code that stayed behind while the words were changed does not count.
        const auto stale = phone.post(
            file + "/1/alamat",
            {{"phone", "081234567890"}, {"address", "Jl. Mawar"}, {"village_code", "gunung"}, {"village_code-kode", "64.71.01.1001"}});
        CHECK(stale.status == 422);
    }

    TEST_CASE("somebody else's file is not there") {
        Balikpapan office(sql::Engine::sqlite);
        Handset sari(office);
        const auto file = sari.fill_in();
        Handset stranger(office);
        CHECK(header(stranger.get(file), "Location") == "/berkas");
        const auto own = stranger.start();
        CHECK(own != file);
        for (const auto* rest : {"", "/1", "/periksa", "/data", "/jejak", "/ak2", "/tarik"}) CHECK(stranger.get(file + rest).status == 404);
        CHECK(stranger.post(file + "/1/nama", {{"name", "Orang Lain"}}).status == 404);
        CHECK(stranger.post(file + "/kirim", {}).status == 404);
        CHECK(sari.get(file + "/periksa").status == 200);
    }

    TEST_CASE("two people on one phone: both files open, each keeps its own") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto first = phone.start();
        phone.post(first + "/1/nama", {{"name", "Ibu Rahma"}});
        const auto second = phone.start();
        CHECK(says(phone.get("/berkas"), "Ibu Rahma"));
        const auto detour = phone.get(first);
        CHECK(header(detour, "Location") == first);
        CHECK(says(phone.get(first), "Ibu Rahma"));
        // A form of the other file that was still open in another tab.
        CHECK(header(phone.post(second + "/1/nama", {{"name", "Andi"}}), "Location") == second + "/1/alamat");
        CHECK(says(phone.get("/berkas"), "Andi"));
        CHECK(header(phone.post(first + "/keluar", {}), "Location") == "/berkas");
        CHECK_FALSE(says(phone.get("/berkas"), "Ibu Rahma"));
    }

    TEST_CASE("ticket code and birth date open the file; any wrong pair is one answer") {
        Balikpapan office(sql::Engine::sqlite);
        Handset sari(office);
        const auto file = sari.fill_in();
        sari.post(file + "/kirim", {});
        const auto id = ApplicationId::parse(file.substr(8)).value();
        const auto code = office.file(id).code;
        Handset other(office);
        other.get("/berkas");
        const auto open = [&](const std::string& typed, const std::string& day) {
            return other.post("/berkas", {{"kode", typed}, {"lahir-day", day}, {"lahir-month", "8"}, {"lahir-year", "1995"}});
        };
        const auto wrong_day = open(code, "8");
        const auto wrong_code = open("ZZZZZZZZ", "7");
        CHECK(wrong_day.status == 422);
        CHECK(wrong_code.status == 422);
        CHECK(says(wrong_day, "Kode atau tanggal lahir tidak cocok"));
        CHECK(says(wrong_code, "Kode atau tanggal lahir tidak cocok"));
        CHECK(header(open(code, "7"), "Location") == file);
        CHECK(other.get(file).status == 200);
        for (int attempt = 0; attempt < 6; ++attempt) open(code, "9");
        CHECK(open(code, "7").status == 429);
    }

    TEST_CASE("an upload that was cut goes on where it was") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        phone.start();
        const std::string bytes(600 * 1024, 'x');
        const auto begun = phone.post("/unggahan", {{"kind", "document.ktp"}, {"size", std::to_string(bytes.size())}});
        CHECK(begun.status == 200);
        const auto at = begun.body.find("\"id\":\"") + 6;
        const auto upload = "/unggahan/" + begun.body.substr(at, begun.body.find('"', at) - at);
        CHECK(says(phone.post_bytes(upload + "?offset=0", bytes.substr(0, 300 * 1024)), "\"received\":307200"));
        CHECK(phone.post_bytes(upload + "?offset=0", bytes.substr(0, 1000)).status == 409);
        CHECK(says(phone.get(upload), "\"received\":307200"));
        CHECK(says(phone.post_bytes(upload + "?offset=307200", bytes.substr(300 * 1024)), "\"received\":614400"));
        CHECK(phone.post("/unggahan", {{"kind", "document.ktp"}, {"size", "41943040"}}).status == 413);
        CHECK(phone.get("/unggahan/tidakada").status == 404);
        Handset stranger(office);
        CHECK(header(stranger.get(upload), "Location").starts_with("/berkas?next="));
    }

    TEST_CASE("a photo of 40 MB is answered at its field") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.start();
        const auto answer = phone.post_file(file + "/3", "document.photo", std::string(40 * 1024 * 1024, 'x'));
        CHECK(answer.status == 413);
        CHECK(says(answer, "Berkas ini 40 MB, paling besar 10 MB"));
        CHECK(says(answer, "id=\"document.photo-error\""));
    }

    TEST_CASE("naughty strings are kept and shown unharmed") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.start();
        CHECK(phone.post(file + "/1/nama", {{"name", "<script>alert('x')</script> \"O'Brien\" & Söhne 田中"}}).status == 303);
        const auto page = phone.get(file + "/1/nama");
        CHECK_FALSE(says(page, "<script>alert"));
        CHECK(says(page, "&lt;script&gt;alert("));
        CHECK(says(page, "田中"));
        const auto refused = phone.post(file + "/1/nama", {{"name", "Sari\x07"}});
        CHECK(refused.status == 422);
        CHECK(says(refused, "karakter yang tidak dapat dicetak"));
    }

    TEST_CASE("only what the clerk marked is asked again, and only that changes") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.fill_in();
        phone.post(file + "/kirim", {});
        const auto id = ApplicationId::parse(file.substr(8)).value();
        const auto clerk = office.clerk();
        REQUIRE(office
                    .write([&](sql::Transaction& tx) {
                        return ask_for_correction(tx, clerk, id, {{"birth_place", "differs_from_ktp", "Di KTP: Samarinda"}}, {});
                    })
                    .has_value());
        CHECK(says(phone.get(file), "Di KTP: Samarinda"));
        const auto page = phone.get(file + "/perbaiki");
        CHECK(says(page, "name=\"birth_place\""));
        CHECK_FALSE(says(page, "name=\"name\""));
        CHECK(phone.post(file + "/perbaiki", {{"birth_place", ""}, {"name", "Nama Lain"}}).status == 422);
        CHECK(header(phone.post(file + "/perbaiki", {{"birth_place", "Samarinda"}, {"name", "Nama Lain"}}), "Location") == file);
        CHECK(office.file(id).answers.birth_place == "Samarinda");
        CHECK(office.file(id).answers.name == "Sari Dewi Lestari");
        CHECK(office.file(id).state == ApplicationState::submitted);
    }

    TEST_CASE("a photo sent with a correction stays, and is shown, when another field is refused") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.fill_in();
        phone.post(file + "/kirim", {});
        const auto id = ApplicationId::parse(file.substr(8)).value();
        const auto clerk = office.clerk();
        REQUIRE(office
                    .write([&](sql::Transaction& tx) {
                        return ask_for_correction(
                            tx, clerk, id, {{"birth_place", "differs_from_ktp", "Di KTP: Samarinda"}, {"document.photo", "unreadable", ""}},
                            {});
                    })
                    .has_value());
        CHECK_FALSE(says(phone.get(file + "/perbaiki"), "/kecil\""));
        const auto refused =
            phone.post_file(file + "/perbaiki", "document.photo",
                            images::encode_jpeg({.width = 30, .height = 40, .rgb = std::vector<std::uint8_t>(30 * 40 * 3, 150)}));
        CHECK(refused.status == 422);
        CHECK(says(refused, "/kecil\""));
        CHECK(says(refused, "Ganti: "));
    }

    TEST_CASE("while waiting she tells her experience; a wrong year keeps the rest") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.fill_in();
        phone.post(file + "/kirim", {});
        const auto wrong = phone.post(file + "/ak2", {{"employer-1", "Toko Jaya"}, {"position-1", "Kasir"}, {"from-1", "20x5"}});
        CHECK(wrong.status == 422);
        CHECK(says(wrong, "Toko Jaya"));
        CHECK(phone
                  .post(file + "/ak2", {{"employer-1", "Toko Jaya"},
                                        {"position-1", "Kasir"},
                                        {"from-1", "2015"},
                                        {"to-1", "2018"},
                                        {"languages", "Indonesia, Inggris"},
                                        {"wage_wish", "Rp\u00A03.500.000"}})
                  .status == 303);
        const auto page = phone.get(file + "/ak2");
        CHECK(says(page, "Toko Jaya"));
        CHECK(says(page, "3.500.000"));
        CHECK(says(phone.get(file + "/jejak"), "Belum ada petugas"));
        CHECK(header(phone.post(file + "/tarik", {}), "Location") == file);
        CHECK(says(phone.get(file), "sudah ditarik"));
    }

    TEST_CASE("every page of the application has its English") {
        Balikpapan office(sql::Engine::sqlite);
        Handset phone(office);
        const auto file = phone.fill_in();
        CHECK(says(phone.get(file + "/periksa?lang=en"), "Check before sending"));
        CHECK(says(phone.get(file + "/1?lang=en"), "lang=\"en\""));
    }

    TEST_CASE("a link in a message reports with one button, without signing in and without script; reading it changes nothing") {
        for (const auto engine : test::engines()) {
            Balikpapan balikpapan(engine);
            const auto clerk = balikpapan.clerk();
            const auto card = balikpapan.approved().card;
            REQUIRE(balikpapan.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {"", ""}); }));
            const auto known = *balikpapan.read([&](sql::Transaction& tx) { return find_card(tx, clerk, card); });
            const auto link = report_link(clerk, known).substr(balikpapan.house.platform().public_url.size());
            const auto reports = [&] { return balikpapan.read([&](sql::Transaction& tx) { return reports_of(tx, clerk, card); }); };
            Handset phone(balikpapan);
            const auto shown = phone.get(link);
            CHECK(shown.status == 200);
            CHECK(shown.body.find("Kartu AK-1 Sari<") != std::string::npos);
            CHECK(shown.body.find("Lestari") == std::string::npos);  // the first name only: telephones are shared
            CHECK(shown.body.find(known.number) == std::string::npos);
            CHECK(reports().empty());
            CHECK(phone.post(link, {{"keadaan", "looking"}}).status == 303);
            CHECK(phone.post(link, {{"keadaan", "looking"}}).status == 303);
            CHECK(reports().size() == 1);
            CHECK(phone.get(link).body.find("sudah tercatat") != std::string::npos);
            CHECK(phone.post(link, {{"keadaan", "placed"}}).status == 422);
            CHECK(
                phone
                    .post(
                        link,
                        {{"keadaan", "working"}, {"tempat", "PT Maju"}, {"sejak-day", "31"}, {"sejak-month", "2"}, {"sejak-year", "2026"}})
                    .status == 422);
            CHECK(phone.post(link, {{"keadaan", "working"}, {"tempat", "PT Maju"}}).status == 303);
            CHECK(phone.get(link).body.find("Terima kasih") != std::string::npos);
            CHECK(phone.get("/lapor/" + std::string(38, 'A')).status == 404);
            CHECK(phone.post("/lapor/" + std::string(38, 'A'), {{"keadaan", "looking"}}).status == 404);
        }
    }
}
