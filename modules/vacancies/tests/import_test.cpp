#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/vacancies/tests/fixture.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

int stored(Market& at) {
    return at.house.database().read([&](sql::Transaction& tx) { return tx.one("select count(*) from vacancies_vacancy")->number(0); });
}

}  // namespace

TEST_SUITE("vacancies import") {
    TEST_CASE("every row of a file is added, known or listed, and the same file again adds nothing") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const std::string file =
                "id\ttitle\tcompany\tlocation\n"
                "aaaaaa-1\tJuru las\tPT Baja Contoh\tBalikpapan\n"
                "aaaaaa-2\tKasir\tToko Baru\tBalikpapan\n"
                "aaaaaa-2\tKasir lagi\tToko Baru\tBalikpapan\n"  // the same number
                "aaaaaa-3\tKasir\tToko Baru\tBalikpapan\n"       // the same words
                "aaaaaa-4\t\tToko Baru\tBalikpapan\n"            // no title
                "aaaaaa-5\tQwxzy\tToko Baru\tAntah Berantah\n";  // no code for either
            const auto read = read_rows(file);
            REQUIRE(read);
            const auto trial = import_vacancies(at.house.system(), at.office, *read, DryRun::yes);
            CHECK(trial.added == 3);
            CHECK(stored(at) == 0);
            const auto done = import_vacancies(at.house.system(), at.office, *read, DryRun::no);
            CHECK(done.rows == 6);
            CHECK(done.added == 3);
            CHECK(done.known == 2);
            CHECK(done.listed == 1);
            CHECK(done.employers == 1);
            CHECK(done.without_place == 1);
            CHECK(stored(at) == 3);
            const auto again = import_vacancies(at.house.system(), at.office, *read, DryRun::no);
            CHECK(again.added == 0);
            CHECK(again.known == 5);
            const auto waits =
                at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return queue_counts(tx, context); });
            CHECK(waits.by_state.at("submitted") == 3);
            CHECK(waits.rows == 2);
            CHECK(waits.not_coded == 1);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("an officer codes a title once for all that are called so") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto file = read_rows(
                "title;company;location\nQwxzy Vbnm;PT A;Antah Berantah\nQWXZY VBNM;PT B;Balikpapan\nQwxzy Vbnm;PT C;antah "
                "berantah\nZzyx;PT A;Balikpapan\n");
            REQUIRE(file);
            REQUIRE(import_vacancies(at.house.system(), at.office, *file, DryRun::no).without_occupation == 4);
            const auto waiting = [&] {
                return at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return not_coded(tx, context, 10, 0); });
            };
            auto all = waiting();
            REQUIRE(all.size() == 3);
            CHECK(all.front().alike == 2);
            const auto& one = all.front().vacancy;
            CHECK_FALSE(at.write(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                return set_codes(tx, context, one.id, one.version, "7212", "64.71");
            }));
            CHECK_FALSE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return set_codes(tx, context, one.id, one.version, "9999", "");
            }));
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return set_codes(tx, context, one.id, one.version, "7212", "64.71");
            }));
            all = waiting();
            REQUIRE(all.size() == 1);
            CHECK(all.front().vacancy.title == "Zzyx");
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("an officer mends a row that said too little, or puts it away") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto read = read_rows("title;company\n;PT Baja Contoh\n;Lain\n");
            REQUIRE(read);
            import_vacancies(at.house.system(), at.office, *read, DryRun::no);
            const auto rows = at.read(
                at.officer(), [&](sql::Transaction& tx, const Context& context) { return listed_rows(tx, context, at.office, {}, 10, 0); });
            REQUIRE(rows.size() == 2);
            CHECK(at.read(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                        return listed_rows(tx, context, at.office, {}, 10, 0);
                    }).empty());
            const auto mended = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return mend_row(tx, context, rows[0].id, {{"title", "Juru las"}});
            });
            REQUIRE(mended);
            CHECK(mended->became_vacancy);
            CHECK_FALSE(at.write(at.other_officer(),
                                 [&](sql::Transaction& tx, const Context& context) { return drop_row(tx, context, rows[1].id); }));
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) { return drop_row(tx, context, rows[1].id); }));
            CHECK(stored(at) == 1);
        }
    }

    TEST_CASE("a company's own list: good rows are handed in, red ones wait for it alone") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto file =
                read_rows(template_csv() +
                          "Kasir,2,Balikpapan Kota,PKWT,4.000.000,Senin-Jumat 08.00-16.00,BPJS,SMA,1 tahun,,Melayani pembeli.,30,,\r\n"
                          "Sopir,x,Balikpapan Kota,PKWT,,Senin-Jumat,BPJS,SMA,,,Mengantar barang.,30,,\r\n");
            REQUIRE(file);
            REQUIRE(file->rows.size() == 3);
            const auto taken = take_in(at.company(at.firm), at.firm, *file);
            CHECK(taken.added == 2);
            CHECK(taken.faulty == 1);
            CHECK(take_in(at.company(at.firm), at.firm, *file).known == 2);
            const auto own = [&](const Context& who) {
                return at.read(who, [&](sql::Transaction& tx, const Context& context) {
                    return listed_rows(tx, context, at.office, at.firm.id, 10, 0);
                });
            };
            const auto rows = own(at.company(at.firm));
            REQUIRE(rows.size() == 2);  // the second upload brought it again
            CHECK(own(at.company(at.household)).empty());
            CHECK_FALSE(annotated_workbook(at.house.system(), rows).empty());
            const auto mended = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return mend_row(tx, context, rows[0].id, {{"openings", "1"}, {"wage", "4 juta"}});
            });
            REQUIRE(mended);
            CHECK(mended->became_vacancy);
            CHECK_FALSE(at.write(at.company(at.household),
                                 [&](sql::Transaction& tx, const Context& context) { return drop_row(tx, context, rows[1].id); }));
        }
    }

    TEST_CASE("an office may let clean rows of verified employers through at once") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto manager = at.house.staff({31}, at.office, {Permission::signed_in, Permission::manage_office});
            REQUIRE(at.write(manager, [&](sql::Transaction& tx, const Context& context) {
                return office::set_parameter(tx, context, at.office,
                                             {.name = "vacancy_imports_publish",
                                              .value = "on",
                                              .legal_basis = "",
                                              .valid_from = *Date::parse("2026-03-03"),
                                              .note = ""});
            }));
            const auto file = read_rows(
                "title;company;location;description\nKasir;PT Baja Contoh;Balikpapan;Melayani\nSopir;Toko "
                "Baru;Balikpapan;Mengantar\nSatpam;PT Baja Contoh;Balikpapan;Khusus pria\n");
            REQUIRE(file);
            const auto done = import_vacancies(at.house.system(), at.office, *file, DryRun::no);
            CHECK(done.added == 3);
            CHECK(done.published == 1);  // the others: an employer nobody verified, a condition nobody accepted
        }
    }

    TEST_CASE("broken files give rows or a reason, never a crash") {
        const std::vector<std::string> good = {
            "{\"id\":\"aaaaaa\",\"title\":\"Juru "
            "<b>las</"
            "b>\",\"company\":{\"name\":\"PT\"},\"skills\":[\"x\",[1,2,{}]],\"min_salary\":4000000,\"description_html\":\"<p>&amp;&#x41;</"
            "p>\"}\n{\"title\":1}\n",
            "id\ttitle\tcompany\tlocation\tquota\tsalary\n1\tKasir\t\"PT \"\"A\"\"\"\tKota Batu\t3\t4 - 5,5 juta\n",
            "Judul;Perusahaan;Lokasi;Gaji;Batas lamaran\nSopir;CV B;Cikarang, Bekasi;Rp4.000.000;31/12/2026\n"};
        std::uint32_t state = 20260303;
        const auto next = [&](std::uint32_t most) {
            state = state * 1664525U + 1013904223U;
            return (state >> 8) % most;
        };
        for (int round = 0; round < 3'000; ++round) {
            auto bytes = good[next(3)];
            for (std::uint32_t change = 1 + next(6); change > 0 && !bytes.empty(); --change) {
                const auto place = next(static_cast<std::uint32_t>(bytes.size()));
                switch (next(4)) {
                    case 0: bytes[place] = static_cast<char>(next(256)); break;
                    case 1: bytes.erase(place, 1 + next(8)); break;
                    case 2: bytes.insert(place, 1 + next(20), "<>&;,\"{}[]\n\t\0\xFF-9"[next(16)]); break;
                    case 3: bytes += bytes.substr(place); break;
                }
            }
            const auto file = read_rows(bytes);
            if (!file) continue;
            for (const auto& row : file->rows) {
                const auto one = vacancy_from(row, OfficeId{1}, *Date::parse("2026-03-03"), "64.71");
                if (!one.faults.empty()) continue;
                CHECK(one.vacancy.openings >= 1);
                CHECK(one.vacancy.wage_high >= one.vacancy.wage_low);
                CHECK(one.vacancy.valid_until >= one.vacancy.valid_from);
                CHECK(text::is_valid_utf8(one.vacancy.title + one.vacancy.description + one.vacancy.place_text + one.company));
            }
        }
    }

    TEST_CASE("every file of vacancies that is there comes in whole") {
        const char* folder = std::getenv("TEST_DATA");
        std::vector<std::filesystem::path> files;
        if (folder != nullptr && std::filesystem::is_directory(folder))
            for (const auto& one : std::filesystem::directory_iterator(folder))
                if (one.path().filename().string().starts_with("vacancies_")) files.push_back(one.path());
        if (files.empty()) {
            MESSAGE("skipped: TEST_DATA names no folder with files vacancies_*");
            return;
        }
        Market at(sql::Engine::sqlite);
        int added = 0;
        for (const auto& path : files) {
            const auto read = read_rows(bytes_of(path));
            REQUIRE_MESSAGE(read, path.string());
            const auto done = import_vacancies(at.house.system(), at.office, *read, DryRun::no);
            added += done.added;
            MESSAGE(path.filename().string() << ": " << done.rows << " rows, " << done.added << " added, " << done.known << " known, "
                                             << done.listed << " listed, " << done.without_occupation << " without occupation, "
                                             << done.without_place << " without place, " << done.held << " held");
            CHECK(done.rows == done.added + done.known + done.listed);
            CHECK(done.added > 0);
        }
        CHECK(stored(at) == added);
        const auto marked_up = at.house.database().read([](sql::Transaction& tx) {
            return tx
                .one(
                    "select count(*) from vacancies_vacancy where description like '%</%' or description like '%<p>%' or title like '%</%'")
                ->number(0);
        });
        CHECK(marked_up == 0);
        CHECK(at.faults().empty());
    }
}
