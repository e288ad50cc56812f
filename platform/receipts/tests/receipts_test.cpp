#include "platform/receipts/receipts.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

using namespace receipts;

namespace {

using namespace std::string_literals;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A printer on this machine: keeps what it was sent, or never answers.
struct TestPrinter {
    int socket{::socket(AF_INET, SOCK_STREAM, 0)};
    int port{};
    TestPrinter() {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&place), size) == 0);
        REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&place), &size) == 0);
        port = ntohs(place.sin_port);
    }
    ~TestPrinter() { ::close(socket); }
    std::string printed() const {
        const int line = ::accept(socket, nullptr, nullptr);
        std::string all;
        char piece[4096];
        for (auto size = ::read(line, piece, sizeof piece); size > 0; size = ::read(line, piece, sizeof piece))
            all.append(piece, static_cast<std::size_t>(size));
        ::close(line);
        return all;
    }
};

}  // namespace

TEST_CASE("a slip begins with a reset and the Latin code page, and ends with a cut") {
    Slip slip(Paper::mm80);
    slip.line("Nomor antrean Anda");
    const auto bytes = std::move(slip).finish();
    CHECK(bytes.starts_with("\x1b@\x1bt\x10"s));
    CHECK(
        bytes.ends_with("\x1b"
                        "d\x01\x1dVB\x03"s));
    CHECK(contains(bytes, "Nomor antrean Anda\n"));
}

TEST_CASE("the number is written bold and four times as large, and what follows is small again") {
    Slip slip(Paper::mm58);
    slip.line("A-023", {.size = Size::huge, .bold = true});
    const auto bytes = std::move(slip).finish();
    CHECK(contains(bytes,
                   "\x1b"
                   "E\x01\x1d!\x33"
                   "A-023\n\x1b"
                   "E\0\x1d!\0"s));
}

TEST_CASE("a long line breaks at words, and a word longer than the paper still comes out whole") {
    Slip slip(Paper::mm58);
    slip.line("Dinas Ketenagakerjaan Kota Balikpapan, Jalan Jenderal Sudirman");
    slip.line(std::string(40, 'x'));
    const auto bytes = std::move(slip).finish();
    CHECK(contains(bytes, "Dinas Ketenagakerjaan Kota\nBalikpapan, Jalan Jenderal\nSudirman\n"));
    CHECK(contains(bytes, std::string(32, 'x') + "\n" + std::string(8, 'x') + "\n"));
}

TEST_CASE("letters that the printer lacks are written with the nearest ones, commands in a name are dropped") {
    CHECK(in_code_page("08.00–12.00") == "08.00-12.00");
    CHECK(in_code_page("“José” …") == "\"Jos\xe9\" ...");
    CHECK(in_code_page("a\x1b@b\x1dVc\nd") == "a@bVcd");
    CHECK(in_code_page("日") == "?");
    CHECK(in_code_page("\xff") == "?");
}

TEST_CASE("the square code is stored with its length and printed by the printer itself") {
    Slip slip(Paper::mm80);
    slip.qr("http://127.0.0.1/tiket/K7MQ3XHR");
    const auto bytes = std::move(slip).finish();
    CHECK(contains(bytes,
                   "\x1d(k\x04\0"
                   "1A2\0"s));
    CHECK(contains(bytes,
                   "\x1d(k\x22\0"
                   "1P0http://127.0.0.1/tiket/K7MQ3XHR"s));  // 31 characters and three
    CHECK(contains(bytes,
                   "\x1d(k\x03\0"
                   "1Q0"s));
}

TEST_CASE("the line code is in set B, of two dots a module so that it fits 58 mm") {
    Slip slip(Paper::mm58);
    slip.code128("K7MQ3XHR");
    const auto bytes = std::move(slip).finish();
    CHECK(contains(bytes, "\x1dw\x02"s));
    CHECK(contains(bytes, "\x1dk\x49\x0a{BK7MQ3XHR\n"s));
}

TEST_CASE("a printer is looked for in the office's own network only") {
    CHECK(parse_address("192.168.1.50")->text() == "192.168.1.50:9100");
    CHECK(parse_address("10.0.0.7:9101")->text() == "10.0.0.7:9101");
    CHECK(parse_address("172.31.255.1:9100"));
    CHECK(parse_address("[::1]:9100")->text() == "[::1]:9100");
    CHECK(parse_address("[fd00::5]"));
    for (const auto* typed : {"8.8.8.8:9100", "172.32.0.1", "169.254.169.254", "0.0.0.0:9100", "printer.example:9100", "192.168.1.50:80",
                              "192.168.1.50:70000", "192.168.1.50:91x", "[2001:db8::1]:9100", "[::ffff:8.8.8.8]:9100", "", ":9100"})
        CHECK_MESSAGE(!parse_address(typed), typed);
}

TEST_CASE("a slip arrives whole at a printer on the network") {
    const TestPrinter printer;
    REQUIRE(::listen(printer.socket, 1) == 0);
    std::string printed;
    std::thread paper([&] { printed = printer.printed(); });
    CHECK(send({"127.0.0.1", printer.port}, "slip") == Delivery::printed);
    paper.join();
    CHECK(printed == "slip");
}

TEST_CASE("a broken printer costs one short wait and is then left alone") {
    const TestPrinter printer;  // bound, but nobody listens: refused at once
    CHECK(send({"127.0.0.1", printer.port}, "slip") == Delivery::unreachable);
    REQUIRE(::listen(printer.socket, 1) == 0);
    CHECK(send({"127.0.0.1", printer.port}, "slip") == Delivery::unreachable);  // still its half minute

    const TestPrinter full;  // accepts nothing and reads nothing
    REQUIRE(::listen(full.socket, 1) == 0);
    const auto before = std::chrono::steady_clock::now();
    CHECK(send({"127.0.0.1", full.port}, std::string(16 * 1024 * 1024, 'x'), 300) == Delivery::unreachable);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
}

TEST_CASE("without a printer the last two hundred slips lie in a folder, under plain names only") {
    const auto folder = std::filesystem::temp_directory_path() / ("antarkerja_slips_" + std::to_string(::getpid()));
    keep_slips_in(folder.string());
    CHECK(keep_slip("A-001.bin", "satu"));
    CHECK_FALSE(keep_slip("../A-001", "x"));
    CHECK_FALSE(keep_slip(".x", "x"));
    for (int i = 0; i < 210; ++i) CHECK(keep_slip("B-" + std::to_string(i) + ".bin", "x"));
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder / "slip")) ++count;
    CHECK(count == 200);
    keep_slips_in("");
    CHECK_FALSE(keep_slip("A-002.bin", "x"));
    std::filesystem::remove_all(folder);
}
