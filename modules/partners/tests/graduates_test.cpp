#include <algorithm>
#include <stdexcept>

#include "modules/partners/actions_import.hpp"
#include "modules/partners/tests/fixture.hpp"
#include "modules/registration/actions_school.hpp"
#include "platform/clock/stopwatch.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/tables/tables.hpp"

using namespace partners;
using namespace partners::test_school;

TEST_SUITE("partners graduates") {
    TEST_CASE("a class comes in, its faults are fixed in place, and the good ones are in the office") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto rows = graduates(30);
            rows[3][0] = "6.47101E+15";
            rows[7][3] = "31-02-2008";
            rows[9][4] = "";
            const auto taken = at.upload(at.first, csv(rows));
            CHECK(taken.read == 30);
            CHECK(taken.added == 30);
            CHECK(taken.faulty == 3);
            CHECK(at.hand_in_all(at.first) == 27);
            CHECK(at.applications() == 27);
            const auto red = at.rows_of(at.first, GraduateState::faulty);
            REQUIRE(red.size() == 3);
            CHECK(red[0].faults == std::vector<Fault>{{Column::nik, Unfit::nik_rounded}});

            std::vector<CellFix> fixes{{red[0].graduate.id, Column::nik, graduate(3)[0]},
                                       {red[1].graduate.id, Column::birth_date, graduate(7)[3]},
                                       {red[2].graduate.id, Column::sex, "nanti"}};
            auto good = at.write(at.teacher(at.first),
                                 [&](sql::Transaction& tx, const Context& context) { return fix_cells(tx, context, at.first, fixes); });
            REQUIRE(good);
            CHECK(*good == 2);
            const auto left = at.rows_of(at.first, GraduateState::faulty);
            REQUIRE(left.size() == 1);
            CHECK(left[0].graduate.cells[index_of(Column::sex)] == "nanti");  // what was typed is kept
            CHECK(at.hand_in_all(at.first) == 2);
            CHECK(at.counts_of(at.first).sent == 29);

            const auto application = at.read(at.clerk(), [&](sql::Transaction& tx, const Context& context) {
                const auto id = registration::files_of_school(tx, at.office, at.first.id.value).front().id;
                return registration::find_application(tx, context, id).value();
            });
            CHECK(application.state == registration::ApplicationState::submitted);
            CHECK(application.channel == registration::Channel::school);
            CHECK_FALSE(application.present_at);  // the pupil still appears to sign
            const auto vouched =
                at.read(at.clerk(), [&](sql::Transaction& tx, const Context&) { return registration::vouching_of(tx, application.id); });
            REQUIRE(vouched);
            CHECK(vouched->school == at.first.name);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("the same file again changes nothing, and a corrected one doubles nobody") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto rows = graduates(12);
            rows[5][0] = "123";
            at.upload(at.first, csv(rows));
            at.hand_in_all(at.first);
            const auto again = at.upload(at.first, csv(rows, ','));
            CHECK(again.added == 0);
            CHECK(again.changed == 0);
            CHECK(again.unchanged == 12);

            // The file goes back and forth: the unfit NIK fits now, one address changed, the order is another.
            rows[5][0] = graduate(5)[0];
            rows[2][6] = "Jalan Baru 9";
            std::ranges::reverse(rows);
            const auto corrected = at.upload(at.first, csv(rows));
            CHECK(corrected.added == 0);
            CHECK(corrected.changed == 2);
            CHECK(at.rows_of(at.first).size() == 12);
            CHECK(at.hand_in_all(at.first) == 1);
            CHECK(at.applications() == 12);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("one NIK in two rows is one person and one red cell; a row written twice is one row") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto rows = graduates(3);
            rows[2][0] = rows[0][0];
            rows.push_back(rows[1]);
            const auto taken = at.upload(at.first, csv(rows));
            CHECK(taken.added == 3);
            CHECK(taken.repeated == 1);
            const auto red = at.rows_of(at.first, GraduateState::faulty);
            REQUIRE(red.size() == 1);
            CHECK(red[0].faults == std::vector<Fault>{{Column::nik, Unfit::nik_twice}});
            const auto stays = at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                return fix_cells(tx, context, at.first, {{red[0].graduate.id, Column::name, "Nama Lain"}});
            });
            CHECK(*stays == 0);
            const auto fixed = at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                return fix_cells(tx, context, at.first, {{red[0].graduate.id, Column::nik, graduate(2)[0]}});
            });
            CHECK(*fixed == 1);
            CHECK(at.hand_in_all(at.first) == 3);
        }
    }

    TEST_CASE("a school sees, changes and hands in only its own; an account without a school nothing") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(4)));
            CHECK(at.rows_of(at.second).empty());
            const auto id = at.rows_of(at.first).front().graduate.id;
            const auto theirs = at.teacher(at.second);
            // Even with the other school's object in hand.
            CHECK(at.read(theirs, [&](sql::Transaction& tx, const Context& context) {
                        return rows(tx, context, at.first, {}, 10, 0);
                    }).empty());
            const auto list = at.list_of(at.second, csv(graduates(1)));
            const auto refused = [&](auto work) { return !at.write(theirs, work); };
            CHECK(refused([&](sql::Transaction& tx, const Context& context) { return take_in(tx, context, at.first, *list); }));
            CHECK(refused([&](sql::Transaction& tx, const Context& context) { return hand_in(tx, context, at.first); }));
            CHECK(refused([&](sql::Transaction& tx, const Context& context) {
                return fix_cells(tx, context, at.second, {{id, Column::name, "X"}});
            }));
            CHECK(refused([&](sql::Transaction& tx, const Context& context) { return remove_row(tx, context, at.second, id); }));
            CHECK(refused([&](sql::Transaction& tx, const Context& context) { return remove_row(tx, context, at.first, id); }));
            // The twin: the owner may.
            CHECK(at.write(at.teacher(at.first),
                           [&](sql::Transaction& tx, const Context& context) { return remove_row(tx, context, at.first, id); }));
            CHECK_FALSE(at.read(at.house.staff({99}, at.office, {Permission::school}),
                                [&](sql::Transaction& tx, const Context& context) { return own_school(tx, context); }));
            CHECK(at.read(theirs, [&](sql::Transaction& tx, const Context& context) { return own_school(tx, context); })->id ==
                  at.second.id);
        }
    }

    TEST_CASE("a NIK that the office knows gets the same answer as any other") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(2)));
            at.hand_in_all(at.first);
            // The second school names the same people: nothing tells it that they are known.
            const auto taken = at.upload(at.second, csv(graduates(2)));
            CHECK(taken.added == 2);
            CHECK(taken.faulty == 0);
            CHECK(at.hand_in_all(at.second) == 2);
            CHECK(at.applications() == 4);
        }
    }

    TEST_CASE("once the pupil was at the counter, the school no longer changes the file") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto rows = graduates(2);
            at.upload(at.first, csv(rows));
            at.hand_in_all(at.first);
            const auto application = at.rows_of(at.first, GraduateState::sent).front().graduate.application;
            REQUIRE(at.write(at.clerk(), [&](sql::Transaction& tx, const Context& context) {
                return registration::mark_present(tx, context, application);
            }));
            rows[0][6] = "Jalan Lain 1";
            rows[1][6] = "Jalan Lain 2";
            const auto taken = at.upload(at.first, csv(rows));
            CHECK(taken.locked == std::vector<int>{2});
            CHECK(taken.changed == 1);
            rows[1][3] = "salah";
            CHECK(at.upload(at.first, csv(rows)).worse == std::vector<int>{3});
            CHECK(at.counts_of(at.first).sent == 2);
        }
    }

    TEST_CASE("a licence that is over opens no door, and one in force does") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto over = at.first;
            over.licence_until = *Date::parse("2026-03-02");
            REQUIRE(at.write(at.manager(), [&](sql::Transaction& tx, const Context& context) { return save_school(tx, context, over); }));
            const auto list = at.list_of(at.first, csv(graduates(1)));
            const auto taken = at.write(at.teacher(at.first),
                                        [&](sql::Transaction& tx, const Context& context) { return take_in(tx, context, over, *list); });
            REQUIRE_FALSE(taken);
            CHECK(taken.error() == Refusal::licence_over);
            CHECK(at.upload(at.second, csv(graduates(1))).added == 1);
        }
    }

    TEST_CASE("a power cut in the middle of an import leaves nothing of it") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto list = at.list_of(at.first, csv(graduates(40)));
            const auto cut = [&] {
                at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                    REQUIRE(take_in(tx, context, at.first, *list));
                    REQUIRE(hand_in(tx, context, at.first));
                    throw std::runtime_error("the power is gone");
                });
            };
            CHECK_THROWS(cut());
            CHECK(at.applications() == 0);
            CHECK(at.rows_of(at.first).empty());
            CHECK(at.upload(at.first, csv(graduates(40))).added == 40);
        }
    }

    TEST_CASE("the operator's import hands in what is good, names what is not, and tries without writing") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto rows = graduates(5);
            rows[1][0] = "1.23E+15";
            auto titles = header;
            titles.push_back("Sekolah");
            for (auto& row : rows) row.push_back("smk negeri 2 balikpapan");
            const auto file = csv(rows, ',', titles);
            const auto tried = import_graduates(at.house.system(), at.office, file, DryRun::yes);
            CHECK(tried.refusal == "");
            CHECK(tried.handed_in == 4);
            CHECK(at.applications() == 0);
            const auto done = import_graduates(at.house.system(), at.office, file, DryRun::no);
            CHECK(done.rows == 5);
            CHECK(done.handed_in == 4);
            REQUIRE(done.faults.size() == 1);
            CHECK(done.faults[0].line == 3);
            CHECK(at.counts_of(at.second).sent == 4);
            CHECK(at.counts_of(at.first).sent == 0);
            CHECK(import_graduates(at.house.system(), at.office, file, DryRun::no).unchanged == 5);
            CHECK_FALSE(import_graduates(at.house.system(), at.office, csv(graduates(1)), DryRun::no).refusal.empty());
        }
    }
}

TEST_SUITE("partners torture") {
    TEST_CASE("formula cells are never run; their kept value counts, and one without a value is red") {
        Town at(sql::Engine::sqlite);
        auto with_value = graduate(0);
        auto without = graduate(1);
        std::string rows = xml_row(1, header) + "<row r=\"2\">";
        for (std::size_t at_cell = 0; at_cell < with_value.size(); ++at_cell) {
            const std::string place = std::string(1, static_cast<char>('A' + at_cell)) + "2";
            rows += at_cell == 1 ? "<c r=\"" + place + "\" t=\"str\"><f>CONCATENATE(\"a\")</f><v>Nama Dari Rumus</v></c>"
                                 : cell(place, with_value[at_cell]);
        }
        rows += "</row><row r=\"3\">";
        for (std::size_t at_cell = 0; at_cell < without.size(); ++at_cell) {
            const std::string place = std::string(1, static_cast<char>('A' + at_cell)) + "3";
            rows += at_cell == 1 ? "<c r=\"" + place + "\"><f>WEBSERVICE(\"http://x\")</f></c>" : cell(place, without[at_cell]);
        }
        rows += "</row>";
        const auto list = at.list_of(at.first, zip(workbook(rows)));
        REQUIRE(list);
        CHECK(list->formulas == 2);
        CHECK(list->rows.at(0).good);
        CHECK(list->rows.at(0).name == "Nama Dari Rumus");
        CHECK(list->rows.at(1).faults == std::vector<Fault>{{Column::name, Unfit::formula}});
        CHECK(at.list_of(at.first, csv({[] {
                             auto row = graduate(2);
                             row[1] = "=cmd|' /C calc'!A0";
                             return row;
                         }()}))
                  ->rows.at(0)
                  .faults == std::vector<Fault>{{Column::name, Unfit::formula}});
    }

    TEST_CASE("a NIK kept as a number says so, however the program rounded it") {
        Town at(sql::Engine::sqlite);
        for (const std::string value : {"6.47101430108E+15", "6.4710143010800E15", "1.23E+15"}) {
            auto row = graduate(2);
            std::string rows = xml_row(1, header) + "<row r=\"2\"><c r=\"A2\"><v>" + value + "</v></c>";
            for (std::size_t at_cell = 1; at_cell < row.size(); ++at_cell)
                rows += cell(std::string(1, static_cast<char>('A' + at_cell)) + "2", row[at_cell]);
            const auto list = at.list_of(at.first, zip(workbook(rows + "</row>")));
            REQUIRE(list);
            CHECK(list->rows.at(0).faults == std::vector<Fault>{{Column::nik, Unfit::nik_rounded}});
        }
    }

    TEST_CASE("merged cells are named by their line, and what they hide is red") {
        Town at(sql::Engine::sqlite);
        auto hidden = graduate(1);
        hidden[8] = "";
        const auto list = at.list_of(at.first, zip(workbook(xml_row(1, header) + xml_row(2, graduate(0)) + xml_row(3, hidden),
                                                            "<mergeCells count=\"1\"><mergeCell ref=\"I2:I3\"/></mergeCells>")));
        REQUIRE(list);
        CHECK(list->merged_lines == std::vector<int>{3});
        CHECK(list->rows.at(1).faults == std::vector<Fault>{{Column::major, Unfit::missing}});
    }

    TEST_CASE("another sheet in front, a title row or no table at all are told by what is missing") {
        Town at(sql::Engine::sqlite);
        const auto wrong =
            at.list_of(at.first, zip(workbook(xml_row(1, {"Kolom", "Cara mengisi"}) + xml_row(2, {"NIK", "16 angka"}), "", "Petunjuk")));
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().why == Refusal::columns_missing);
        CHECK(wrong.error().sheet == "Petunjuk");
        CHECK(wrong.error().columns.front() == "NIK");
        CHECK(at.unreadable(at.first, zip(workbook(xml_row(1, {"DAFTAR LULUSAN SMK"}) + xml_row(2, header)))) == Refusal::columns_missing);
        CHECK(at.unreadable(at.first, csv({})) == Refusal::file_empty);
        CHECK(at.unreadable(at.first, "") == Refusal::file_empty);
        CHECK(at.unreadable(at.first, std::string("\x7f"
                                                  "ELF\0\0\0\0",
                                                  8)) == Refusal::file_not_a_table);
        std::string utf16("\xFF\xFE");
        for (const char c : csv(graduates(1))) utf16 += std::string(1, c) + '\0';
        const auto unicode_text = at.list_of(at.first, utf16);
        REQUIRE(unicode_text);
        CHECK(unicode_text->rows.size() == 1);
    }

    TEST_CASE("a bomb, a torn archive and one that lies about its size are refused whole") {
        Town at(sql::Engine::sqlite);
        auto parts = workbook(xml_row(1, header));
        parts.back().second = std::string(2000, 'x');
        CHECK(at.unreadable(at.first, zip(parts, 1'500'000'000)) == Refusal::file_broken);
        const auto whole = zip(workbook(xml_row(1, header) + xml_row(2, graduate(0))));
        CHECK(at.unreadable(at.first, whole.substr(0, whole.size() / 2)) == Refusal::file_broken);
        CHECK(at.unreadable(at.first, zip({{"word/document.xml", "<w/>"}})) == Refusal::file_not_a_table);
        auto entities = workbook(xml_row(1, header));
        entities.back().second = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>";
        CHECK(at.unreadable(at.first, zip(entities)) == Refusal::file_broken);
        CHECK(at.unreadable(at.first, csv(graduates(50'001))) == Refusal::file_too_many_rows);
        CHECK(at.unreadable(at.first, std::string(33 * 1024 * 1024, ',')) == Refusal::file_too_large);
        CHECK(at.rows_of(at.first).empty());
    }

    TEST_CASE("separators, encodings and line ends of many programs give the same rows") {
        Town at(sql::Engine::sqlite);
        auto row = graduate(4);
        row[1] = "Zo\xC3\xAB Andriani";
        const auto wanted = at.list_of(at.first, csv({row}))->rows.at(0).digest;
        CHECK(at.list_of(at.first, csv({row}, ','))->rows.at(0).digest == wanted);
        CHECK(at.list_of(at.first, csv({row}, '\t'))->rows.at(0).digest == wanted);
        CHECK(at.list_of(at.first, "\xEF\xBB\xBF" + csv({row}))->rows.at(0).digest == wanted);
        auto latin = row;
        latin[1] = "Zo\xEB Andriani";
        CHECK(at.list_of(at.first, csv({latin}))->rows.at(0).digest == wanted);
    }

    TEST_CASE("the file that goes back says in red and in words what is wrong, and comes in again") {
        Town at(sql::Engine::sqlite);
        auto rows = graduates(3);
        rows[1][0] = "123";
        at.upload(at.first, csv(rows));
        const auto book = annotated_workbook(at.teacher(at.first), at.rows_of(at.first));
        const auto sheet = tables::read(book);
        REQUIRE(sheet);
        CHECK(sheet->name == "Lulusan");
        CHECK(sheet->header.back() == "Perlu diperbaiki");
        CHECK(sheet->rows.at(1).back() == "NIK: NIK terdiri dari 16 angka.");
        CHECK(sheet->rows.at(0).at(0) == graduate(0)[0]);
        CHECK(at.upload(at.first, book).unchanged == 3);
        const auto empty = tables::read(template_workbook("64.71"));
        REQUIRE(empty);
        CHECK(find_places(empty->header).missing.empty());
        CHECK(at.unreadable(at.first, template_csv()) == Refusal::file_empty);
    }

    TEST_CASE("five hundred rows are checked within two seconds, fifty thousand within ten") {
        // What the processors spent: other work on the machine does not count against the school's file.
        struct Spent {
            std::int64_t wall{wall_clock::monotonic_us()};
            std::int64_t work{wall_clock::worked_us()};
            std::int64_t wall_ms() const { return (wall_clock::monotonic_us() - wall) / 1000; }
            std::int64_t work_ms() const { return (wall_clock::worked_us() - work) / 1000; }
        };
        Town at(sql::Engine::sqlite);
        const Spent small;
        const auto list = at.list_of(at.first, csv(graduates(500)));
        const auto small_ms = small.work_ms();
        REQUIRE(list);
        CHECK(list->rows.size() == 500);
        CHECK(small_ms < 2'000);

        const auto book = tables::write_xlsx("Lulusan", header, graduates(50'000));
        const Spent large;
        const auto all = at.list_of(at.second, book);
        const auto check_ms = large.work_ms();
        const auto check_wall = large.wall_ms();
        REQUIRE(all);
        CHECK(all->rows.size() == 50'000);
        CHECK(std::ranges::all_of(all->rows, [](const ReadRow& row) { return row.good; }));
        const Spent kept;
        const auto taken = at.write(at.teacher(at.second),
                                    [&](sql::Transaction& tx, const Context& context) { return take_in(tx, context, at.second, *all); });
        REQUIRE(taken);
        const auto keep_ms = kept.work_ms();
        CHECK(check_ms + keep_ms < 10'000);
        MESSAGE("500 rows: ", small_ms, " ms; 50,000 rows: check ", check_ms, " ms (wall ", check_wall, "), keep ", keep_ms, " ms");
    }
}
