#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "platform/html/components.hpp"
#include "platform/testing/testing.hpp"

// Every component on pages in build/gallery/, to be looked at; tests/journeys/scripts.test.mjs serves and checks them.
namespace {

using html::ButtonKind;
using html::Density;
using html::Frame;
using html::Tone;

void write(const std::string& name, std::string page) {
    const std::filesystem::path folder = std::filesystem::path(ANTARKERJA_SOURCE_DIR) / "build/gallery";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (name + ".html"), std::ios::binary) << page;
}

std::string ticket(const Context& context) {
    Markup out;
    out << "<h1>"_html
        << "Nomor Anda sudah ada"
        << "</h1>"_html;
    html::card_open(out, "Nomor antrean Anda");
    out << "<p class=\"card-number\">A-012</p><p class=\"card-next\">Datang hari Rabu pukul 19.00 membawa KTP dan "
           "ijazah asli.</p>"
           "<hr class=\"card-cut\"><dl class=\"card-facts\"><div><dt>Hari</dt><dd>Rabu, 25 November 2026</dd></div>"
           "<div><dt>Jam</dt><dd>19.00–19.30 WITA</dd></div><div><dt>Kode</dt><dd>K7MQ-3XHR</dd></div></dl>"_html;
    out << html::qr_svg("http://127.0.0.1:8080/antrean/K7MQ3XHR", "Kode QR antrean A-012");
    html::card_close(out);
    html::notice(out, Tone::info, "Kira-kira 6 orang sebelum Anda", "Halaman ini berubah sendiri. Tunggu sekitar 25 menit.");
    out << "<ul class=\"ways\"><li><a href=\"#a\">"_html << html::icon("calendar-days")
        << "Simpan ke kalender<span class=\"aside\">.ics</span></a></li>"
           "<li><a href=\"#b\">"_html
        << html::icon("list-checks") << "Yang harus dibawa</a></li></ul>"_html;
    html::post_button(out, context, "/antrean/batal", "Batalkan nomor ini", ButtonKind::warning);
    Frame frame;
    frame.title = "Nomor antrean A-012";
    frame.office_name = "Disnaker Kabupaten Contoh";
    frame.back_href = "/";
    frame.current_path = "/antrean";
    frame.scripts = {"ticket"};
    return html::document(context, frame, out);
}

std::string form(const Context& context) {
    html::FormState state;
    state.typed.add("lahir-day", "31");
    state.typed.add("lahir-month", "2");
    state.typed.add("lahir-year", "1999");
    state.refuse("nik", "NIK terdiri dari 16 angka; yang diketik 15");
    state.refuse("lahir", "Tanggal 31 Februari tidak ada");
    Markup out;
    html::error_summary(out, context, state);
    html::steps(out, context, 2, {"Data diri", "Pendidikan", "Foto dan ijazah", "Waktu datang"});
    out << "<h1>"_html
        << "Data diri Anda"
        << "</h1>"_html;
    html::form_open(out, context, "/ajukan", false, "", "gallery");
    html::text_field(out, context,
                     {.name = "nik",
                      .label = "NIK",
                      .hint = "16 angka pada KTP. Ketik saja, tanpa spasi.",
                      .value = "320101490398000",
                      .error = state.error("nik"),
                      .inputmode = "numeric",
                      .width = 20,
                      .max_length = 20});
    html::nik_offer(out, "nik", "lahir", "kelamin", "L", "P");
    html::text_field(
        out, context,
        {.name = "nama", .label = "Nama lengkap", .hint = "Persis seperti pada KTP", .value = "Siti Aminah", .autocomplete = "name"});
    html::date_field(
        out, context,
        {.name = "lahir", .label = "Tanggal lahir", .hint = "Contoh: 9 3 1998", .error = state.error("lahir"), .autocomplete = "bday"},
        state);
    html::radios(out, context, {.name = "kelamin", .label = "Jenis kelamin", .value = "P"},
                 {{"L", "Laki-laki", ""}, {"P", "Perempuan", ""}}, true);
    html::radios(out, context, {.name = "sama", .label = "Apakah nama pada ijazah sama persis dengan KTP?"},
                 {{"ya", "Ya, sama", ""}, {"tidak", "Tidak sama", "Bawa surat keterangan dari desa atau sekolah"}});
    html::text_field(out, context, {.name = "jabatan", .label = "Pekerjaan yang diinginkan", .suggestions = "/acuan/jabatan"});
    html::select(out, context, {.name = "pendidikan", .label = "Pendidikan terakhir", .value = "smk"},
                 {{"", "Pilih", ""}, {"sma", "SMA", ""}, {"smk", "SMK", ""}});
    html::checkboxes(out, context, {.name = "bahasa", .label = "Bahasa yang dikuasai", .optional = true},
                     {{"id", "Indonesia", ""}, {"en", "Inggris", ""}, {"ar", "Arab", ""}}, {"id"});
    html::file_field(
        out, context,
        {.name = "ijazah", .label = "Foto ijazah", .hint = "Semua sudut terlihat. Foto dikecilkan otomatis.", .upload = "/unggahan"},
        "image/*,application/pdf", false);
    html::text_area(out, context, {.name = "keterampilan", .label = "Keterampilan", .optional = true});
    html::checkbox(out, context, {.name = "orang-lain", .label = "Saya mengisi ini untuk orang lain"}, false);
    html::button(out, "Lanjut ke pendidikan");
    html::form_close(out);
    html::details_open(out, "Mengapa kami meminta NIK?");
    out << "<p>Supaya satu orang memegang satu kartu. NIK disimpan terkunci.</p>"_html;
    html::details_close(out);
    Frame frame;
    frame.title = "Data diri";
    frame.office_name = "Disnaker Kabupaten Contoh";
    frame.back_href = "/";
    frame.current_path = "/ajukan";
    frame.scripts = {"apply"};
    return html::document(context, frame, out);
}

std::string messages(const Context& context) {
    Markup out;
    out << "<h1>"_html
        << "Periksa sebelum berangkat"
        << "</h1><p class=\"lead\">"_html
        << "Dua hal perlu dibereskan supaya Anda tidak pulang dengan tangan kosong."
        << "</p>"_html;
    html::notice(out, Tone::warning, "Nama berbeda dengan ijazah",
                 "Bawa surat keterangan beda nama dari desa. Tanpa itu kartu tidak dapat dicetak.");
    html::notice(out, Tone::danger, "Foto tidak dapat dipakai", "Wajah terlalu kecil. Ambil foto lagi dengan latar polos.");
    html::notice(out, Tone::good, "Alamat sesuai", "Kantor ini melayani kecamatan Anda.");
    html::notice(out, Tone::info, "Jam layanan", "Senin sampai Jumat, 08.00 sampai 15.00 WITA.");
    out << "<p>"_html;
    html::tag(out, Tone::good, "Berlaku");
    out << " "_html;
    html::tag(out, Tone::warning, "Masa habis");
    out << " "_html;
    html::tag(out, Tone::danger, "Dicabut");
    out << " "_html;
    html::tag(out, Tone::info, "Menunggu");
    out << "</p>"_html;
    html::summary_list(
        out, context,
        {{"Nama", "Siti Aminah", "/ubah/nama"}, {"Tanggal lahir", "9 Maret 1998", "/ubah/lahir"}, {"NIK", "3201••••••••0001", ""}});
    html::table_open(out, "Jadwal kosong", {{"Hari"}, {"Jam"}, {"Sisa", true}});
    out << "<tr><td>Rabu, 25 November 2026</td><td>19.00–21.00</td><td class=\"num\">12</td></tr>"
           "<tr><td>Kamis, 26 November 2026</td><td>08.00–12.00</td><td class=\"num\">3</td></tr>"_html;
    html::table_close(out);
    html::empty_state(out, "Belum ada lamaran", "Lamaran muncul di sini setelah Anda mengirimnya.");
    html::pagination(out, context, "/daftar?halaman=3", "/daftar?halaman=1");
    html::link_button(out, "Ambil nomor antrean", "/antrean");
    html::link_button(out, "Cetak daftar", "/cetak", ButtonKind::secondary);
    Frame frame;
    frame.title = "Periksa sebelum berangkat";
    frame.current_path = "/periksa";
    return html::document(context, frame, out);
}

std::string desk(const Context& context) {
    Markup out;
    out << "<div class=\"split\"><div><h1>"_html
        << "Hari ini"
        << "</h1><form class=\"toolbar\" method=\"get\" action=\"/loket\">"
           "<label class=\"govuk-visually-hidden\" for=\"pindai\">Pindai atau ketik kode</label>"
           "<input class=\"govuk-input scan\" id=\"pindai\" name=\"kode\" data-scan placeholder=\"Pindai atau ketik "
           "kode\"></form>"
           "<ol class=\"rows\" data-list>"_html;
    const std::pair<const char*, const char*> people[] = {{"A-009", "I Gede Putra Wirawan"},
                                                          {"A-010", "Siti Aminah"},
                                                          {"A-011", "Yohana Maria Lende"},
                                                          {"A-012", "Budi"},
                                                          {"B-003", "Muhammad Rizky Ramadhan Al-Farisi Nasution"}};
    int row = 0;
    for (const auto& [number, name] : people) {
        out << "<li><a href=\"/loket/"_html << number << "\""_html;
        if (row == 1) out << " aria-current=\"true\""_html;
        out << "><span class=\"number\">"_html << number << "</span><span class=\"name\">"_html << name
            << "</span><span class=\"detail\">"_html << (row == 4 ? "Konsultasi" : "Kartu AK-1, 19.00") << "</span>"_html;
        html::tag(out,
                  row == 0   ? Tone::good
                  : row == 1 ? Tone::info
                             : Tone::warning,
                  row == 0   ? "Selesai"
                  : row == 1 ? "Dilayani"
                             : "Hadir");
        out << "</a></li>"_html;
        ++row;
    }
    out << "</ol></div><div><h1>"_html
        << "A-010 Siti Aminah"
        << "</h1>"_html;
    out << "<div class=\"panel\"><dl class=\"facts\"><div><dt>NIK</dt><dd "
           "class=\"num\">3201014903980001</dd></div><div><dt>Lahir</dt><dd>Bogor, 9 Maret 1998</dd></div>"
           "<div><dt>Alamat</dt><dd>Jl. Kenanga 12, Dauh Puri</dd></div><div><dt>Pendidikan</dt><dd>SMK Perhotelan, 2016</dd></div><div><dt>Telepon</dt><dd>0812-3456-7890</dd></div><div><dt>Kartu lama</dt><dd>Tidak ada</dd></div></dl></div>"_html;
    html::notice(out, Tone::warning, "Nama berbeda", "Ijazah: Siti Aminah binti Hasan. Minta surat beda nama.");
    html::form_open(out, context, "/loket/periksa");
    out << "<div class=\"side-by-side\"><div class=\"panel\">"_html;
    html::checkboxes(out, context, {.name = "asli", .label = "Asli sudah dilihat"},
                     {{"ktp", "KTP", ""}, {"ijazah", "Ijazah SMK 2016", ""}, {"foto", "Pas foto", ""}}, {"ktp"});
    out << "</div><div class=\"panel\">"_html;
    html::text_field(out, context, {.name = "upah", .label = "Upah yang diharapkan", .inputmode = "numeric", .width = 10});
    html::select(out, context, {.name = "tempat", .label = "Mau bekerja di"}, {{"1", "Kabupaten ini", ""}, {"2", "Seluruh provinsi", ""}});
    out << "</div></div><div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, "Setujui dan cetak", ButtonKind::primary, "F9");
    html::button(out, "Tandai untuk diperbaiki", ButtonKind::secondary, "F6");
    html::button(out, "Tolak tertulis", ButtonKind::warning, "F7");
    html::link_button(out, "Panggil berikutnya", "#x", ButtonKind::secondary, "F4");
    out << "</div>"_html;
    html::form_close(out);
    out << "</div></div>"_html;
    Frame frame;
    frame.title = "A-010 Siti Aminah";
    frame.density = Density::desk;
    frame.wide = true;
    frame.office_name = "Disnaker Kabupaten Contoh";
    frame.current_path = "/loket";
    frame.menu = {{"Hari ini", "/loket", Permission::see_day_list},
                  {"Berkas", "/berkas", Permission::see_person},
                  {"Tanda tangan", "/tanda-tangan", Permission::print_card},
                  {"Atur kantor", "/kantor", Permission::manage_office}};
    frame.scripts = {"desk"};
    return html::document(context, frame, out);
}

std::string board(const Context& context) {
    Markup out;
    out << "<div class=\"board-called new\"><p class=\"board-number\">A-012</p><p class=\"board-counter\">Loket "
           "2</p></div>"
           "<ol class=\"board-before\"><li>A-011<span>Loket 1</span></li><li>B-003<span>Loket 3</span></li><li>A-010<span>Loket 2</span></li></ol>"_html;
    Frame frame;
    frame.title = "Papan antrean";
    frame.density = Density::board;
    return html::document(context, frame, out);
}

}  // namespace

TEST_CASE("every component can be looked at in the gallery") {
    const test::House house;
    auto person = house.anonymous();
    person.actor.session_key = "gallery";
    auto officer = house.staff({}, {}, {Permission::see_day_list, Permission::see_person, Permission::print_card});
    officer.actor.name = "Made Sukerta";
    officer.actor.session_key = "gallery";
    write("ticket", ticket(person));
    write("form", form(person));
    write("messages", messages(person));
    write("message", html::message_document(person, "Halaman ini tidak ada", "Alamatnya mungkin salah ketik, atau nomor sudah dibatalkan.",
                                            "Ke halaman awal", "/", "req-7f3a"));
    write("desk", desk(officer));
    write("board", board(person));
    CHECK(form(person).size() < 18 * 1024);
}
