#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "modules/booking/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/actions_places.hpp"
#include "modules/partners/actions_pupil.hpp"
#include "modules/partners/actions_reports.hpp"
#include "modules/partners/rules.hpp"
#include "platform/testing/testing.hpp"

// Balikpapan on Tuesday 3 March 2026, 09.00 WITA: an office that keeps a third of its places for schools, two schools with
// an account each, and their graduates.
namespace partners::test_school {

inline const std::vector<std::string> header{
    "NIK",     "Nama Lengkap", "Tempat Lahir",        "Tanggal Lahir", "L/P", "Nomor HP", "Alamat", "Kelurahan/Desa",
    "Jurusan", "Tahun Lulus",  "Jabatan yang Dicari", "Keterampilan"};
using Row = std::vector<std::string>;

// The n-th graduate: good in every cell.
inline Row graduate(int number) {
    auto serial = std::to_string(1 + number % 9999);
    serial.insert(0, 4 - serial.size(), '0');
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const int day = 1 + number % 28;
    const int month = 1 + number / 10'000;  // so that fifty thousand differ
    const bool woman = number % 2 == 0;
    return {"647101" + two(day + (woman ? 40 : 0)) + two(month) + "08" + serial,
            "Lulusan Ke " + std::to_string(number),
            "Balikpapan",
            two(day) + "-" + two(month) + "-2008",
            woman ? "P" : "L",
            "0812" + std::to_string(30'000'000 + number),
            "Jalan Contoh " + std::to_string(number),
            "64.71.01.1001",
            woman ? "Akuntansi" : "Teknik Kendaraan Ringan",
            "2025",
            "7231",
            "Tune up"};
}

inline std::string csv(const std::vector<Row>& rows, char separator = ';', const std::vector<std::string>& titles = header) {
    std::string made;
    const auto line = [&](const Row& cells) {
        for (std::size_t at = 0; at < cells.size(); ++at) made += (at == 0 ? "" : std::string(1, separator)) + "\"" + cells[at] + "\"";
        made += "\r\n";
    };
    line(titles);
    for (const auto& row : rows) line(row);
    return made;
}

inline std::vector<Row> graduates(int count) {
    std::vector<Row> rows;
    for (int number = 0; number < count; ++number) rows.push_back(graduate(number));
    return rows;
}

// --- workbooks that no kind program would write ---

inline std::uint32_t crc_of(const std::string& bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

// An archive of stored parts; `claimed` overstates the unpacked size of the last part.
inline std::string zip(const std::vector<std::pair<std::string, std::string>>& parts, std::uint32_t claimed = 0) {
    std::string made;
    std::string directory;
    const auto number = [](std::string& out, std::uint32_t value, int bytes) {
        for (int at = 0; at < bytes; ++at) out += static_cast<char>((value >> (8 * at)) & 0xFFU);
    };
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const auto& [name, content] = parts[at];
        const bool lies = claimed != 0 && at + 1 == parts.size();
        const auto offset = static_cast<std::uint32_t>(made.size());
        std::string head;
        number(head, 20, 2);
        number(head, 0, 2);
        number(head, lies ? 8 : 0, 2);
        number(head, 0, 4);
        number(head, crc_of(content), 4);
        number(head, static_cast<std::uint32_t>(content.size()), 4);
        number(head, lies ? claimed : static_cast<std::uint32_t>(content.size()), 4);
        number(head, static_cast<std::uint32_t>(name.size()), 2);
        number(head, 0, 2);
        made += "PK\x03\x04" + head + name + content;
        directory += "PK\x01\x02";
        number(directory, 20, 2);
        directory += head;
        number(directory, 0, 2);
        number(directory, 0, 4);
        number(directory, 0, 4);
        number(directory, offset, 4);
        directory += name;
    }
    const auto start = static_cast<std::uint32_t>(made.size());
    std::string end("PK\x05\x06");
    number(end, 0, 4);
    number(end, static_cast<std::uint32_t>(parts.size()), 2);
    number(end, static_cast<std::uint32_t>(parts.size()), 2);
    number(end, static_cast<std::uint32_t>(directory.size()), 4);
    number(end, start, 4);
    number(end, 0, 2);
    return made + directory + end;
}

// A workbook whose sheet holds this XML: rows, then what follows them.
inline std::vector<std::pair<std::string, std::string>> workbook(const std::string& rows, const std::string& after = "",
                                                                 const std::string& sheet_name = "Lulusan") {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    return {
        {"xl/workbook.xml",
         head + "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"" + sheet_name + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet><sheetData>" + rows + "</sheetData>" + after + "</worksheet>"}};
}

inline std::string cell(const std::string& reference, const std::string& text) {
    return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
inline std::string xml_row(int line, const Row& cells) {
    std::string made = "<row r=\"" + std::to_string(line) + "\">";
    for (std::size_t at = 0; at < cells.size(); ++at)
        made += cell(std::string(1, static_cast<char>('A' + at)) + std::to_string(line), cells[at]);
    return made + "</row>";
}

struct Town {
    explicit Town(sql::Engine engine) : house(engine, "2026-03-03T01:00:00Z") {
        const auto context = house.system();
        house.database().write([&](sql::Transaction& tx) {
            const auto day = context.local(Zone::wita).date;
            auto setup = office::usual_setup("64.71", day);
            setup.office.code = "balikpapan";
            setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
            setup.office.address = "Jalan Jenderal Sudirman";
            setup.office.zone = Zone::wita;
            setup.office.state = office::OfficeState::open;
            setup.rules.front().quota = 30;
            setup.rules.front().school_percent = 33;  // ten places of thirty
            setup.rules.front().not_online_percent = 0;
            office = *office::set_up(tx, context, setup);
            booking::make_windows(tx, context, office, day, day + 21);
            const auto list = booking::windows(tx, context, office, "ak1", day, day + 7);
            REQUIRE(list.size() >= 4);
            today = list[0].window.id;
            next_week = list[4].window.id;
            first = register_school(tx, context, "SMK Negeri 1 Balikpapan", "BKK/1/2025", {71});
            second = register_school(tx, context, "SMK Negeri 2 Balikpapan", "BKK/2/2025", {72});
        });
    }

    School register_school(sql::Transaction& tx, const Context& context, const std::string& name, const std::string& licence,
                           AccountId account) {
        School school;
        school.office = office;
        school.name = name;
        school.level = "smk";
        school.address = "Jalan Sekolah 1";
        school.licence_number = licence;
        school.licence_from = *Date::parse("2025-01-01");
        school.licence_until = *Date::parse("2029-12-31");
        school.officer_name = "Ibu Ratna";
        school.account = account;
        const auto saved = save_school(tx, context, school);
        REQUIRE(saved);
        return *find_school(tx, context, *saved);
    }

    Context teacher(const School& school) const { return house.staff(school.account, office, {Permission::signed_in, Permission::school}); }
    Context manager() const {
        return house.staff({5}, office, {Permission::manage_office, Permission::manage_quota, Permission::manage_staff});
    }
    Context clerk() const {
        return house.staff({11}, office,
                           {Permission::check_in, Permission::see_person, Permission::edit_application, Permission::decide_application});
    }

    template <class Work>
    auto write(const Context& context, Work work) {
        return house.database().write([&](sql::Transaction& tx) { return work(tx, context); });
    }
    template <class Work>
    auto read(const Context& context, Work work) {
        return house.database().read([&](sql::Transaction& tx) { return work(tx, context); });
    }

    Result<ReadList, Unreadable> list_of(const School& school, const std::string& bytes) {
        const auto context = teacher(school);
        return read_list(context, school, "64.71", bytes, "lulusan.csv", context.local(Zone::wita).date);
    }
    TakenIn upload(const School& school, const std::string& bytes) {
        const auto list = list_of(school, bytes);
        REQUIRE(list);
        const auto taken =
            write(teacher(school), [&](sql::Transaction& tx, const Context& context) { return take_in(tx, context, school, *list); });
        REQUIRE(taken);
        return *taken;
    }
    Refusal unreadable(const School& school, const std::string& bytes) {
        const auto list = list_of(school, bytes);
        REQUIRE_FALSE(list);
        return list.error().why;
    }
    int hand_in_all(const School& school) {
        const auto sent =
            write(teacher(school), [&](sql::Transaction& tx, const Context& context) { return hand_in(tx, context, school); });
        REQUIRE(sent);
        return *sent;
    }
    std::vector<GraduateView> rows_of(const School& school, std::optional<GraduateState> state = {}) {
        return read(teacher(school),
                    [&](sql::Transaction& tx, const Context& context) { return rows(tx, context, school, state, 100'000, 0); });
    }
    Counts counts_of(const School& school) {
        return read(teacher(school), [&](sql::Transaction& tx, const Context& context) { return counts(tx, context, school); });
    }
    std::int64_t applications() {
        return house.database().read(
            [](sql::Transaction& tx) { return tx.one("select count(*) from registration_application")->integer(0); });
    }
    std::vector<std::string> faults() {
        return house.database().read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
    }

    test::House house;
    OfficeId office;
    booking::WindowId today;
    booking::WindowId next_week;
    School first;
    School second;
};

}  // namespace partners::test_school
