#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "platform/html/components.hpp"
#include "platform/testing/testing.hpp"

namespace {

bool has(const Markup& out, std::string_view part) { return out.view().find(part) != std::string_view::npos; }

Context signed_in(const test::House& house) {
    auto context = house.anonymous();
    context.actor.session_key = "a session";
    return context;
}

}  // namespace

TEST_CASE("a field says its label, its hint and its error to those who cannot see it") {
    const test::House house;
    const auto context = house.anonymous();
    Markup out;
    html::text_field(out, context,
                     {.name = "nik", .label = "NIK", .hint = "16 angka", .value = "12", .error = "NIK terdiri dari 16 angka"});
    CHECK(has(out, "for=\"nik\""));
    CHECK(has(out, "id=\"nik\" name=\"nik\""));
    CHECK(has(out, "aria-describedby=\"nik-hint nik-error\""));
    CHECK(has(out, "id=\"nik-hint\""));
    CHECK(has(out, "id=\"nik-error\""));
    CHECK(has(out, "aria-invalid=\"true\""));
    CHECK(has(out, "value=\"12\""));
}

TEST_CASE("a field without hint and error points at neither") {
    const test::House house;
    Markup out;
    html::text_field(out, house.anonymous(), {.name = "nama", .label = "Nama"});
    CHECK_FALSE(has(out, "aria-describedby"));
    CHECK_FALSE(has(out, "aria-invalid"));
}

TEST_CASE("the error summary leads to the first control of each field") {
    const test::House house;
    const auto context = house.anonymous();
    html::FormState state;
    state.refuse("lahir", "Tanggal ini tidak ada");
    state.refuse("ijazah", "Pilih salah satu");
    Markup summary;
    html::error_summary(summary, context, state);
    CHECK(has(summary, "href=\"#lahir\""));
    CHECK(has(summary, "href=\"#ijazah\""));

    Markup controls;
    html::date_field(controls, context, {.name = "lahir", .label = "Lahir", .error = state.error("lahir")}, state);
    html::radios(controls, context, {.name = "ijazah", .label = "Sama?", .error = state.error("ijazah")},
                 {{"ya", "Ya", ""}, {"tidak", "Tidak", ""}});
    CHECK(has(controls, "id=\"lahir\" name=\"lahir-day\""));
    CHECK(has(controls, "id=\"ijazah\" name=\"ijazah\" value=\"ya\""));
    CHECK(has(controls, "id=\"ijazah-2\" name=\"ijazah\" value=\"tidak\""));
}

TEST_CASE("no errors, no summary") {
    const test::House house;
    Markup out;
    html::error_summary(out, house.anonymous(), {});
    CHECK(out.empty());
}

TEST_CASE("a wrong date is shown again as it was typed") {
    const test::House house;
    html::FormState state;
    state.typed.add("lahir-day", "31");
    state.typed.add("lahir-month", "2");
    state.typed.add("lahir-year", "1999");
    CHECK_FALSE(html::typed_date(state.typed, "lahir"));
    Markup out;
    html::date_field(out, house.anonymous(), {.name = "lahir", .label = "Lahir", .value = "2000-01-01"}, state);
    CHECK(has(out, "value=\"31\""));
    CHECK(has(out, "value=\"1999\""));
    CHECK_FALSE(has(out, "value=\"2000\""));
}

TEST_CASE("a date is read from its three boxes") {
    http::Fields typed;
    typed.add("d-day", " 9");
    typed.add("d-month", "03 ");
    typed.add("d-year", "1998");
    CHECK(html::typed_date(typed, "d") == "1998-03-09");
    CHECK_FALSE(html::typed_date(typed, "other"));
    http::Fields two_digit_year;
    two_digit_year.add("d-day", "9");
    two_digit_year.add("d-month", "3");
    two_digit_year.add("d-year", "98");
    CHECK_FALSE(html::typed_date(two_digit_year, "d"));
}

TEST_CASE("every posting form of a session carries its CSRF field") {
    const test::House house;
    const auto context = signed_in(house);
    Markup form;
    html::form_open(form, context, "/ajukan");
    CHECK(has(form, "name=\"_csrf\" value=\""));
    Markup button;
    html::post_button(button, context, "/keluar", "Keluar");
    CHECK(has(button, "name=\"_csrf\" value=\""));
    auto other = context;
    other.actor.session_key = "another session";
    Markup other_form;
    html::form_open(other_form, other, "/ajukan");
    CHECK(form.view() != other_form.view());
}

TEST_CASE("a text that begins with an empty line keeps it") {
    const test::House house;
    Markup out;
    html::text_area(out, house.anonymous(), {.name = "alasan", .label = "Alasan", .value = "\nsatu"});
    CHECK(has(out, ">\n\nsatu</textarea>"));
}

TEST_CASE("what was refused is not behind a fold, and only that fold is open") {
    const test::House house;
    const auto context = house.anonymous();
    html::FormState state;
    state.refuse("alasan-2", "Tulis alasannya.");
    Markup out;
    for (const char* name : {"alasan-1", "alasan-2", "alasan-3"}) {
        html::details_open(out, name);
        html::text_field(out, context, {.name = name, .label = "Alasan", .error = state.error(name)});
        html::details_close(out);
    }
    const auto page = out.view();
    const auto open = page.find("<details open class=\"more\"><summary>alasan-2");
    CHECK(open != std::string_view::npos);
    CHECK(page.find("<details open", open + 1) == std::string_view::npos);
    CHECK(page.find("<details open") == open);
}

TEST_CASE("chosen boxes stay chosen") {
    const test::House house;
    Markup out;
    html::checkboxes(out, house.anonymous(), {.name = "bahasa", .label = "Bahasa"},
                     {{"id", "Indonesia", ""}, {"en", "Inggris", ""}, {"ar", "Arab", ""}}, {"en", "ar"});
    CHECK_FALSE(has(out, "value=\"id\" checked"));
    CHECK(has(out, "value=\"en\" checked"));
    CHECK(has(out, "value=\"ar\" checked"));
}

TEST_CASE("a page names its language, its way to the content and its other language") {
    const test::House house;
    auto context = house.anonymous();
    html::Frame frame;
    frame.title = "Ambil nomor <antrean>";
    frame.current_path = "/antrean";
    Markup main;
    main << "<h1>"_html
         << "Ambil nomor"
         << "</h1>"_html;
    const auto page = html::document(context, frame, main);
    CHECK(page.starts_with("<!DOCTYPE html><html lang=\"id\">"));
    CHECK(page.find("<title>Ambil nomor &lt;antrean&gt; – AntarKerja</title>") != std::string::npos);
    CHECK(page.find("href=\"#isi\"") != std::string::npos);
    CHECK(page.find("<main id=\"isi\"") != std::string::npos);
    CHECK(page.find("href=\"/antrean?lang=en\"") != std::string::npos);
    CHECK(page.size() < 3 * 1024);

    context.language = Language::english;
    const auto english = html::document(context, frame, main);
    CHECK(english.find("<html lang=\"en\"") != std::string::npos);
    CHECK(english.find("href=\"/antrean?lang=id\"") != std::string::npos);
}

TEST_CASE("the menu shows only what this person may open") {
    const test::House house;
    const auto context = house.staff({}, {}, {Permission::see_day_list});
    html::Frame frame;
    frame.density = html::Density::desk;
    frame.current_path = "/loket";
    frame.menu = {{"Hari ini", "/loket", Permission::see_day_list}, {"Atur kantor", "/kantor", Permission::manage_office}};
    const auto page = html::document(context, frame, {});
    CHECK(page.find("href=\"/loket\" aria-current=\"page\"") != std::string::npos);
    CHECK(page.find("/kantor") == std::string::npos);
}

TEST_CASE("the menu marks one section, the nearest, also on a page below it") {
    const test::House house;
    const auto context = house.staff({}, {}, {Permission::see_day_list});
    html::Frame frame;
    frame.density = html::Density::desk;
    frame.current_path = "/loket/cetak/3";
    frame.menu = {{"Hari ini", "/loket", Permission::see_day_list}, {"Cetak", "/loket/cetak", Permission::see_day_list}};
    const auto page = html::document(context, frame, {});
    CHECK(page.find("href=\"/loket/cetak\" aria-current=\"true\"") != std::string::npos);
    CHECK(page.find("href=\"/loket\" aria-current") == std::string::npos);
}

TEST_CASE("a page that leads back to a section is marked under it, whatever its address says") {
    const test::House house;
    const auto context = house.staff({}, {}, {Permission::manage_office});
    html::Frame frame;
    frame.density = html::Density::desk;
    frame.current_path = "/atur/belum-lapor";
    frame.back_href = "/atur/perusahaan";
    frame.menu = {{"Daftar perusahaan", "/atur/perusahaan", Permission::manage_office},
                  {"Atur kantor", "/atur", Permission::manage_office}};
    const auto page = html::document(context, frame, {});
    CHECK(page.find("href=\"/atur/perusahaan\" aria-current=\"true\"") != std::string::npos);
    CHECK(page.find("href=\"/atur\" aria-current") == std::string::npos);
}

TEST_CASE("who has many entries opens them in parts, who has few sees all of them in a row") {
    const test::House house;
    const auto context = house.staff({}, {}, {Permission::manage_office});
    html::Frame frame;
    frame.density = html::Density::desk;
    frame.current_path = "/b";
    frame.menu = {{"Hari ini", "/hari", Permission::manage_office}};
    for (const auto* path : {"/a", "/b", "/c"}) frame.menu.push_back({"Baris", path, Permission::manage_office, "Lowongan"});
    frame.menu.push_back({"Jurnal", "/jurnal", Permission::see_audit, "Laporan"});
    frame.menu.push_back({"Survei", "/survei", Permission::manage_office, "Laporan"});
    CHECK(html::document(context, frame, {}).find("<details") == std::string::npos);

    for (const auto* path : {"/d", "/e"}) frame.menu.push_back({"Baris", path, Permission::manage_office, "Pengaturan"});
    const auto page = html::document(context, frame, {});
    CHECK(page.find("<summary aria-current=\"true\">Lowongan</summary>") != std::string::npos);
    CHECK(page.find("<summary>Pengaturan</summary>") != std::string::npos);
    CHECK(page.find("Laporan") == std::string::npos);  // one entry is no part
    CHECK(page.find("<li><a href=\"/survei\">") != std::string::npos);
    CHECK(page.find("<a href=\"/b\" aria-current=\"page\">") != std::string::npos);
}

TEST_CASE("on a phone every cell of a wide table names its column; a table that fits is left alone") {
    Markup wide;
    html::table_open(wide, "Lowongan", {{"Nama & tempat"}, {"Orang", true}, {"Masuk"}, {""}});
    wide << "<tr><th scope=\"row\">Juru las</th><td class=\"num\">4</td><td>20 Nov</td><td>x</td></tr>"
            "<tr><td colspan=\"2\">Dua</td><td>21 Nov</td></tr>"_html;
    html::table_close(wide);
    CHECK(has(wide, "<table class=\"table stack\">"));
    CHECK(
        has(wide,
            "<th scope=\"row\">Juru las</th><td data-label=\"Orang\" class=\"num\">4</td><td data-label=\"Masuk\">20 Nov</td><td>x</td>"));
    CHECK(has(wide, "<td colspan=\"2\">Dua</td><td data-label=\"Masuk\">21 Nov</td>"));

    Markup small;
    html::table_open(small, "Isi", {{"Baris"}, {"L", true}, {"P", true}});
    small << "<tr><td>Satu</td><td>1</td><td>2</td></tr>"_html;
    html::table_close(small);
    CHECK(has(small, "<table class=\"table fits\">"));
    CHECK(has(small, "<tr><td>Satu</td><td>1</td><td>2</td></tr>"));
}

TEST_CASE("a table within a cell keeps its own columns") {
    Markup out;
    html::table_open(out, "Luar", {{"A"}, {"B"}, {"C"}});
    out << "<tr><td>1</td><td>"_html;
    html::table_open(out, "Dalam", {{"X"}, {"Y"}, {"Z"}});
    out << "<tr><td>2</td><td>3</td><td>4</td></tr>"_html;
    html::table_close(out);
    out << "</td><td>5</td></tr>"_html;
    html::table_close(out);
    CHECK(has(out, "<td data-label=\"Y\">3</td>"));
    CHECK(has(out, "<td data-label=\"C\">5</td>"));
    CHECK(!has(out, "class=\"table\">"));
}

TEST_CASE("no page carries an inline script or style") {
    const test::House house;
    const auto context = signed_in(house);
    html::Frame frame;
    frame.scripts = {"apply"};
    Markup main;
    html::steps(main, context, 2, {"Data diri", "Pendidikan", "Foto", "Waktu"});
    html::file_field(main, context, {.name = "foto", .label = "Foto", .upload = "/unggahan"}, "image/*", true);
    html::nik_offer(main, "nik", "lahir", "kelamin", "L", "P");
    main << html::qr_svg("https://example.test/verifikasi?kode=abc", "Kode QR");
    const auto page = html::document(context, frame, main);
    CHECK(page.find("style=") == std::string::npos);
    CHECK(page.find("<style") == std::string::npos);
    CHECK(page.find("<script>") == std::string::npos);
    CHECK(page.find(" on") == std::string::npos);
}

TEST_CASE("a QR code has a quiet zone of four modules on every side") {
    const auto code = html::qr_svg("A", "Kode QR");
    CHECK(has(code, "viewBox=\"0 0 29 29\""));  // 21 modules of version 1, and 8
    CHECK(has(code, "M4 4h7v1h-7z"));           // the finder pattern's first row
    CHECK(has(code, "aria-label=\"Kode QR\""));
}

TEST_CASE("a portrait says how small it should travel, and works as a plain file too") {
    const test::House house;
    Markup out;
    html::file_field(out, house.anonymous(), {.name = "potret", .label = "Pas foto", .max_length = 120'000, .upload = "/unggahan"},
                     "image/*", true);
    CHECK(has(out, "type=\"file\""));
    CHECK(has(out, "name=\"potret\""));
    CHECK(has(out, "data-upload=\"/unggahan\""));
    CHECK(has(out, "data-limit=\"120000\""));
    CHECK(has(out, "data-camera"));
}
