#include <doctest/doctest.h>

#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/office/actions_import.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/module.hpp"
#include "modules/office/number_template.hpp"
#include "modules/office/numbers.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/rules.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/http/server.hpp"
#include "platform/testing/testing.hpp"

using namespace office;

namespace {

// The cookie says who: "m12" a manager of office 12, "a" the installation's administrator.
Actor resolve(const http::Request& request, const Platform&, Instant) {
    const auto who = request.cookie("as");
    if (who.empty()) return {};
    Actor actor{
        .kind = ActorKind::staff, .account = {7}, .name = "Rina", .permissions = {Permission::manage_office}, .session_key = "session"};
    if (who == "a")
        actor.permissions.add(Permission::manage_installation);
    else
        actor.office = OfficeId::parse(who.substr(1)).value_or(OfficeId{});
    return actor;
}

// With the office's page even where another module answers for it.
http::Module whole() {
    auto made = module();
    const auto is_page = [](const http::Route& one) { return one.pattern == "/kantor/{code}"; };
    if (std::ranges::none_of(made.routes, is_page)) made.routes.push_back(office_page_routes().front());
    return made;
}

struct Desk {
    explicit Desk(sql::Engine engine = sql::Engine::sqlite) : house(engine) {}

    test::House house;
    http::Application application{house.platform(), {whole()}, resolve};
    std::string cookies;
    bool secure{};

    http::Response get(std::string path, std::string query = "") {
        http::Request request{.method = http::Method::get, .path = std::move(path), .address = "127.0.0.1", .secure = secure};
        request.query = *http::Fields::parse(query);
        request.headers.emplace_back("cookie", cookies);
        return application.serve(std::move(request));
    }
    http::Response post(std::string path, std::string_view form) {
        http::Request request{.method = http::Method::post, .path = std::move(path), .address = "127.0.0.1"};
        request.headers.emplace_back("cookie", cookies);
        request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        request.body = std::string(form) + (form.empty() ? "" : "&") + "_csrf=" + house.platform().vault.tag("csrf", "session");
        request.form = *http::Fields::parse(request.body);
        return application.serve(std::move(request));
    }

    http::Response upload(std::string path, std::initializer_list<std::pair<std::string, std::string>> fields, std::string_view field,
                          std::string_view bytes) {
        std::string body;
        const auto part = [&](std::string_view name, std::string_view more, std::string_view content) {
            body += "--batas\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"" + std::string(more) + "\r\n\r\n" +
                    std::string(content) + "\r\n";
        };
        for (const auto& [name, content] : fields) part(name, "", content);
        part("_csrf", "", house.platform().vault.tag("csrf", "session"));
        part(field, "; filename=\"daftar.csv\"", bytes);
        http::Request request{.method = http::Method::post, .path = std::move(path), .address = "127.0.0.1"};
        request.headers.emplace_back("cookie", cookies);
        request.headers.emplace_back("content-type", "multipart/form-data; boundary=batas");
        request.body = body + "--batas--\r\n";
        return application.serve(std::move(request));
    }

    OfficeId open(std::string code, OfficeState state = OfficeState::open) {
        return *house.database().write([&](sql::Transaction& tx) {
            auto setup = usual_setup("64.71", *Date::parse("2026-03-01"));
            setup.office.code = std::move(code);
            setup.office.address = "Jalan Jenderal Sudirman 12";
            setup.office.privacy_contact = "Sekretariat";
            setup.office.state = state;
            return set_up(tx, house.system(), setup);
        });
    }
    void as_manager_of(OfficeId id) { cookies = "as=m" + id.text(); }
};

bool has(const http::Response& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
std::string location(const http::Response& page) {
    for (const auto& [name, value] : page.headers) {
        if (name == "Location") return value;
    }
    return {};
}

}  // namespace

TEST_CASE("a visitor reads what a service needs, how long it takes, and that it is free") {
    Desk desk;
    desk.open("balikpapan");
    CHECK(location(desk.get("/")) == "/kantor/balikpapan");
    const auto page = desk.get("/kantor/balikpapan");
    CHECK(page.status == 200);
    for (const auto* text :
         {"Gratis", "Standar pelayanan", "SP4N-LAPOR!", "Permenaker 18/2024", "Surat Keterangan Lulus", "/kantor/balikpapan/ak1"})
        CHECK_MESSAGE(has(page, text), text);
    CHECK(has(desk.get("/kantor/balikpapan/privasi"), "3x24 jam"));
    CHECK(has(desk.get("/kantor/balikpapan", "lang=en"), "Free of charge"));
}

TEST_CASE("an office that is being set up is shown to nobody") {
    Desk desk;
    desk.open("balikpapan", OfficeState::setting_up);
    CHECK(desk.get("/kantor/balikpapan").status == 404);
    CHECK(desk.get("/kantor/balikpapan/privasi").status == 404);
    CHECK(desk.get("/").status == 200);
    CHECK_FALSE(has(desk.get("/"), "Balikpapan"));
}

TEST_CASE("among many offices a person finds hers by the name of her province") {
    Desk desk;
    for (int number = 0; number < 8; ++number) desk.open("kantor-" + std::to_string(number));
    CHECK(has(desk.get("/", "q=kalimantan"), "/kantor/kantor-3"));
    CHECK_FALSE(has(desk.get("/", "q=papua"), "/kantor/kantor-3"));
}

TEST_CASE("two people at one profile: the second is told and keeps what was typed") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.as_manager_of(desk.open("balikpapan"));
        const std::string form = "versi=1&pengaduan=Loket&privasi=Sekretariat&alamat=";
        CHECK(desk.post("/atur/profil", form + "Jalan+Satu").status == 303);
        const auto late = desk.post("/atur/profil", form + "Jalan+Dua");
        CHECK(late.status == 409);
        CHECK(has(late, "Jalan Dua"));
        CHECK(has(late, "Orang lain baru saja mengubah"));
        CHECK(has(late, "name=\"versi\" value=\"2\""));
        CHECK(desk.post("/atur/profil", "versi=2&pengaduan=Loket&privasi=Sekretariat&alamat=Jalan+Dua").status == 303);
    }
}

namespace {

// The mark that a form carries.
std::string mark_in(const http::Response& page) {
    const std::string before = "name=\"terlihat\" value=\"";
    const auto at = page.body.find(before);
    if (at == std::string::npos) return {};
    const auto from = at + before.size();
    return page.body.substr(from, page.body.find('"', from) - from);
}

// Two managers open one page; the first saves, the second hears what changed, keeps what was typed, and may insist.
void expect_told(Desk& desk, const std::string& path, const std::string& first, const std::string& second, std::string_view told,
                 std::string_view kept) {
    const auto mark = mark_in(desk.get(path));
    CHECK_MESSAGE(!mark.empty(), path);
    CHECK_MESSAGE(desk.post(path, first + "&terlihat=" + mark).status == 303, path);
    const auto late = desk.post(path, second + "&terlihat=" + mark);
    CHECK_MESSAGE(late.status == 409, path);
    CHECK_MESSAGE(has(late, told), path);
    CHECK_MESSAGE(has(late, kept), path);
    CHECK_MESSAGE(mark_in(late) != mark, path);
    CHECK_MESSAGE(desk.post(path, second + "&terlihat=" + mark_in(late)).status == 303, path);
}

}  // namespace

TEST_CASE("on every page of settings the second of two managers hears what the first changed") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto office = desk.open("balikpapan");
        desk.as_manager_of(office);
        const std::string service =
            "dibuka=1&daring=1&huruf=D&syarat=Kartu&lama=Ditunggu&hasil=Salinan&dasar=Standar&nama=Legalisasi&menit=";
        expect_told(desk, "/atur/layanan/legalisation", service + "7", service + "9",
                    "Menit tiap orang: orang lain baru saja menyimpan “7”", "value=\"9\"");
        const std::string card = "pola=sendiri&pola-sendiri=%7Bseq%3A6%7D&mulai-lagi=global&berikutnya=";
        expect_told(desk, "/atur/kartu", card + "50", card + "60", "Nomor urut berikutnya: orang lain baru saja menyimpan “50”",
                    "value=\"60\"");
        const std::string papers = "jenis-1=ktp&wajib-1=1&unggah-1=1&nama-1=";
        expect_told(desk, "/atur/berkas", papers + "KTP+asli", papers + "KTP+elektronik",
                    "Berkas 1: orang lain baru saja menyimpan “KTP asli", "KTP elektronik");
        const std::string value = "dasar=Perda+1%2F2026&mulai-day=1&mulai-month=1&mulai-year=2099&simpan=1&nilai=";
        expect_told(desk, "/atur/ketentuan/card_validity_months", value + "12", value + "18", "12 bulan mulai", "value=\"18\"");
        const auto rule = desk.house.database().read([&](sql::Transaction& tx) { return window_rules(tx, office); }).front().id.text();
        const std::string hours =
            "hari=1&hari=2&buka=08.00&tutup=12.00&dari-day=1&dari-month=1&dari-year=2026&layanan=ak1&bukan-daring=20&sekolah=0&kuota=";
        expect_told(desk, "/atur/jadwal/" + rule, hours + "70", hours + "90", "Kuota tiap layanan: orang lain baru saja menyimpan “70”",
                    "value=\"90\"");
        CHECK(desk.post("/atur/pencetak", "nama=Loket+2&kanan=0&bawah=0").status == 303);
        const auto printer = desk.house.database().read([&](sql::Transaction& tx) { return printers(tx, office); }).front().id.text();
        const auto mark = mark_in(desk.get("/atur/pencetak", "ubah=" + printer));
        const auto move = [&](const std::string& right, const std::string& seen) {
            return desk.post("/atur/pencetak", "pencetak=" + printer + "&nama=Loket+2&bawah=0&kanan=" + right + "&terlihat=" + seen);
        };
        CHECK(move("1", mark).status == 303);
        const auto late = move("2", mark);
        CHECK(late.status == 409);
        CHECK(has(late, "Geser ke kanan (mm): orang lain baru saja menyimpan “1.0”"));
        CHECK(move("2", mark_in(late)).status == 303);
    }
}

TEST_CASE("two managers at holidays, exceptions and signatories: the second hears of the first, and only of the same day") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto office = desk.open("balikpapan");
        desk.as_manager_of(office);
        const auto day_mark = [](const http::Response& page) {
            constexpr std::string_view before = "name=\"terlihat-hari\" value=\"";
            const auto at = page.body.rfind(before) + before.size();  // the form that adds a day comes last
            return page.body.substr(at, page.body.find('"', at) - at);
        };
        const auto holiday = [&](const std::string& day, const std::string& name, const std::string& mark) {
            return desk.post("/atur/hari/tambah", "tahun=2026&jenis=regional&sumber=&tanggal-month=3&tanggal-year=2026&tanggal-day=" + day +
                                                      "&nama=" + name + "&terlihat-hari=" + mark);
        };
        const auto both_saw = day_mark(desk.get("/atur/hari"));
        CHECK(holiday("12", "Hari+Jadi", both_saw).status == 303);
        CHECK(holiday("13", "Hari+Lain", both_saw).status == 303);  // another day: nobody is in the way
        const auto late = holiday("12", "Pawai", both_saw);
        CHECK(late.status == 409);
        CHECK(has(late, "orang lain baru saja menyimpan “Hari Jadi"));
        CHECK(has(late, "value=\"Pawai\""));
        CHECK(holiday("12", "Pawai", day_mark(late)).status == 303);
        // Taking away what somebody else has changed meanwhile asks again.
        CHECK(desk.post("/atur/hari/2026-03-12", "tahun=2026&perbuatan=hapus&terlihat-hari=" + both_saw).status == 409);
        CHECK(desk.post("/atur/hari/2026-03-12", "tahun=2026&perbuatan=hapus&terlihat-hari=" + day_mark(desk.get("/atur/hari"))).status ==
              303);

        const auto rule = desk.house.database().read([&](sql::Transaction& tx) { return window_rules(tx, office); }).front().id.text();
        const auto path = "/atur/jadwal/" + rule;
        // A page is served by the machine's clock, and lists what lies ahead.
        const auto day = wall_clock::now().in(Zone::wita).date + 10;
        const auto exception = [&](const std::string& quota, const std::string& mark) {
            return desk.post(path + "/kecuali", "tanggal-day=" + std::to_string(day.day()) + "&tanggal-month=" +
                                                    std::to_string(day.month()) + "&tanggal-year=" + std::to_string(day.year()) +
                                                    "&alasan=Pelatihan&kuota-hari=" + quota + "&terlihat-hari=" + mark);
        };
        const auto seen = day_mark(desk.get(path));
        CHECK(exception("30", seen).status == 303);
        const auto second = exception("", seen);
        CHECK(second.status == 409);
        CHECK(has(second, "orang lain baru saja menyimpan “Kuota 30, Pelatihan”"));
        CHECK(desk.post(path + "/kecuali/" + day.iso() + "/hapus", "terlihat-hari=" + seen).status == 409);
        CHECK(exception("", day_mark(second)).status == 303);

        const std::string signatory = "jabatan=Kepala&sebagai=definitive&dari-day=1&dari-month=1&dari-year=2026&nama=";
        const auto list = mark_in(desk.get("/atur/penandatangan"));
        CHECK(desk.post("/atur/penandatangan", signatory + "Nurhayati&terlihat=" + list).status == 303);
        const auto twice = desk.post("/atur/penandatangan", signatory + "Nurhayati,+S.E.&terlihat=" + list);
        CHECK(twice.status == 409);
        CHECK(has(twice, "orang lain baru saja menyimpan"));
        CHECK(has(twice, "value=\"Nurhayati, S.E.\""));
        CHECK(desk.house.database().read([&](sql::Transaction& tx) {
            return std::ranges::count(signatories(tx, office), "Nurhayati, S.E.", &Signatory::name);
        }) == 0);
        CHECK(desk.post("/atur/penandatangan", signatory + "Nurhayati,+S.E.&terlihat=" + mark_in(twice)).status == 303);
    }
}

TEST_CASE("the twin: a form without its mark writes over what somebody else saved") {
    Desk desk;
    desk.as_manager_of(desk.open("balikpapan"));
    const std::string service = "dibuka=1&daring=1&huruf=D&syarat=Kartu&lama=Ditunggu&hasil=Salinan&dasar=Standar&nama=Legalisasi&menit=";
    CHECK(desk.post("/atur/layanan/legalisation", service + "7").status == 303);
    CHECK(desk.post("/atur/layanan/legalisation", service + "9").status == 303);
}

TEST_CASE("a shorter validity needs its text, is said in a sentence first, and then stands with its day") {
    Desk desk;
    desk.as_manager_of(desk.open("balikpapan"));
    const std::string path = "/atur/ketentuan/card_validity_months";
    const auto without = desk.post(path, "nilai=12&mulai-day=01&mulai-month=04&mulai-year=2099&dasar=&pratinjau=1");
    CHECK(without.status == 422);
    CHECK(has(without, "dasar-error"));
    CHECK(desk.post(path, "nilai=12&mulai-day=01&mulai-month=03&mulai-year=2026&dasar=Perda+1/2026&simpan=1").status == 422);
    CHECK(desk.post(path, "nilai=0&mulai-day=01&mulai-month=04&mulai-year=2099&dasar=Perda+1/2026&simpan=1").status == 422);
    const auto preview = desk.post(path, "nilai=12&mulai-day=01&mulai-month=04&mulai-year=2099&dasar=Perda+1/2026&pratinjau=1");
    CHECK(has(preview, "Kartu yang disetujui mulai Rabu, 1 April 2099 berlaku 12 bulan."));
    CHECK_FALSE(has(desk.get(path), "Perda 1/2026"));
    CHECK(desk.post(path, "nilai=12&mulai-day=01&mulai-month=04&mulai-year=2099&dasar=Perda+1/2026&simpan=1").status == 303);
    const auto page = desk.get(path);
    CHECK(has(page, "Perda 1/2026"));
    CHECK(has(page, "24 bulan"));
}

TEST_CASE("an administrator makes an office, walks through its steps, and cannot open it while something is missing") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.cookies = "as=a";
        CHECK(location(desk.get("/atur")) == "/pemasangan/kantor");
        CHECK(desk.post("/pemasangan/kantor", "wilayah=Nirwana&wilayah-kode=").status == 422);
        const auto made = desk.post("/pemasangan/kantor", "wilayah=kota+balikpapan&wilayah-kode=");
        REQUIRE(made.status == 303);
        REQUIRE(made.cookies.size() == 1);
        const auto chosen = "kantor=" + made.cookies.front().value;
        desk.cookies += "; " + chosen;
        CHECK(location(desk.get("/atur/mulai")) == "/atur/wilayah");
        desk.secure = true;  // by https the browser knows the office under another name, which alone is believed
        desk.cookies = "__Host-as=a; " + chosen;
        CHECK(location(desk.get("/atur/mulai")) == "/pemasangan/kantor");
        desk.cookies = "__Host-as=a; __Host-" + chosen;
        CHECK(location(desk.get("/atur/mulai")) == "/atur/wilayah");
        desk.secure = false;
        desk.cookies = "as=a; " + chosen;
        const auto region = desk.get("/atur/wilayah");
        CHECK(has(region, "PEMERINTAH KOTA BALIKPAPAN"));
        CHECK(has(region, "value=\"WITA\" checked"));
        CHECK(location(desk.post("/atur/wilayah", "versi=1&wilayah-kode=64.71&nama=Disnaker&pemerintah=PEMERINTAH+KOTA&zona=WITA")) ==
              "/atur/profil");
        CHECK(location(desk.get("/atur/mulai")) == "/atur/profil");
        CHECK(desk.post("/atur/buka", "").status == 422);
        CHECK(location(desk.post("/atur/profil", "versi=2&alamat=Jalan+Satu&pengaduan=Loket&privasi=Sekretariat")) ==
              "/atur/penandatangan");
        CHECK(desk.post("/atur/penandatangan", "nama=Tirta&jabatan=Kepala+Dinas&sebagai=on_behalf&dari-day=01&dari-month=01&dari-year=2026")
                  .status == 422);
        CHECK(
            desk.post("/atur/penandatangan", "nama=Tirta&jabatan=Kepala+Dinas&sebagai=definitive&dari-day=01&dari-month=01&dari-year=2026")
                .status == 303);
        CHECK(location(desk.post("/atur/lanjut/signatories", "")) == "/atur/hari");
        CHECK(location(desk.post("/atur/buka", "")) == "/atur?dibuka=1");
        desk.cookies.clear();
        CHECK(location(desk.get("/")) == "/kantor/kota-balikpapan");
    }
}

TEST_CASE("evening hours in one form: every Wednesday and Friday, all services except disputes") {
    Desk desk;
    const auto id = desk.open("balikpapan");
    desk.as_manager_of(id);
    const std::string form =
        "nama=Job+Caf%C3%A9&tempat=&dari-day=04&dari-month=03&dari-year=2026&sampai-day=31&sampai-month=12&sampai-year=2099&kuota=30&bukan-"
        "daring=0&sekolah=0"
        "&layanan=ak1&layanan=consultation_seeker&layanan=consultation_company&layanan=legalisation&layanan=company";
    CHECK(has(desk.post("/atur/jadwal/baru", form + "&hari=3&buka=21:00&tutup=19:00"), "tutup-error"));
    CHECK(has(desk.post("/atur/jadwal/baru", form + "&buka=19:00&tutup=21:00"), "hari-error"));
    CHECK(desk.post("/atur/jadwal/baru", form + "&hari=3&hari=5&buka=19:00&tutup=21:00").status == 303);
    const auto page = desk.get("/atur/jadwal");
    CHECK(has(page,
              "Setiap Rabu dan Jumat 19.00–21.00, semua layanan kecuali Pengaduan dan perselisihan hubungan industrial, dari 4 Mar 2026 "
              "sampai 31 Des 2099"));
    CHECK(has(desk.get("/kantor/balikpapan"), "Setiap Rabu dan Jumat 19.00–21.00"));
}

TEST_CASE("the manager of another office finds nothing of ours to change") {
    Desk desk;
    const auto ours = desk.open("balikpapan");
    const auto theirs = desk.open("paser");
    const auto rule = desk.house.database().read([&](sql::Transaction& tx) { return window_rules(tx, ours).front().id; });
    desk.as_manager_of(theirs);
    CHECK(location(desk.get("/atur/jadwal/" + rule.text())) == "/atur/jadwal");
    desk.post("/atur/jadwal/" + rule.text() + "/akhiri", "");
    desk.house.database().read([&](sql::Transaction& tx) { CHECK_FALSE(window_rules(tx, ours).front().retired); });
    desk.as_manager_of(ours);
    desk.post("/atur/jadwal/" + rule.text() + "/akhiri", "");
    desk.house.database().read([&](sql::Transaction& tx) {
        const auto rules = window_rules(tx, ours);
        CHECK((rules.empty() || rules.front().retired));
    });
}

TEST_CASE("joint leave that is worked counts as a working day, and can be taken back") {
    Desk desk;
    const auto id = desk.open("balikpapan");
    desk.as_manager_of(id);
    const auto day = *Date::parse("2026-05-15");
    const auto works = [&] {
        return desk.house.database().read([&](sql::Transaction& tx) { return calendar(tx, id).is_working_day(day, {}); });
    };
    CHECK_FALSE(works());
    desk.post("/atur/hari/2026-05-15", "perbuatan=masuk");
    CHECK(works());
    desk.post("/atur/hari/2026-05-15", "perbuatan=hapus");
    CHECK_FALSE(works());
    CHECK(desk.post("/atur/hari/tambah", "tanggal-day=31&tanggal-month=03&tanggal-year=2026&nama=HUT+Kota&jenis=regional&sumber=SE+1")
              .status == 303);
    CHECK(has(desk.get("/atur/hari", "tahun=2026"), "HUT Kota"));
    CHECK(desk.post("/atur/hari/tambah", "tanggal-day=31&tanggal-month=02&tanggal-year=2026&nama=HUT&jenis=regional").status == 422);
}

TEST_CASE("a list of holidays is taken whole or, with one fault, not at all") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.open("balikpapan");
        const auto context = desk.house.system();
        const auto broken =
            read_holidays(context, "Tanggal;Nama;Jenis\n2027-02-30;HUT Kota;libur_daerah\n2027-02-10;HUT Kota;pesta\n2027-02-11;;\n");
        REQUIRE(broken.faults.size() == 3);
        CHECK(broken.faults.front() == "baris 2: tanggal 2027-02-30 tidak ada");
        CHECK(read_holidays(context, "apa saja").faults.size() == 1);
        const auto list = read_holidays(
            context,
            "tanggal,nama,jenis,sumber\n2027-02-10,HUT Kota,Libur daerah,SE 1\n2026-08-17,Proklamasi Kemerdekaan,libur_nasional,\n");
        REQUIRE(list.faults.empty());
        const auto take = [&] {
            return desk.house.database().write([&](sql::Transaction& tx) { return import_holidays(tx, context, id, list); });
        };
        const auto trial =
            desk.house.database().write([&](sql::Transaction& tx) { return import_holidays(tx, context, id, list, ImportMode::trial); });
        CHECK(trial.added == 1);
        desk.house.database().read([&](sql::Transaction& tx) { CHECK(own_holidays(tx, id).empty()); });
        const auto first = take();
        CHECK(first.added == 1);
        CHECK(first.unchanged == 1);
        CHECK(take().added == 0);
        desk.house.database().read([&](sql::Transaction& tx) { CHECK(own_holidays(tx, id).size() == 1); });
    }
}

TEST_CASE("who imports a list of holidays hears what somebody else changed on its days, and may insist") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto office = desk.open("balikpapan");
        desk.as_manager_of(office);
        const auto marks = [](const http::Response& page) {
            constexpr std::string_view before = "name=\"terlihat-hari\" value=\"";
            const auto at = page.body.rfind(before) + before.size();  // the form of the list comes last
            return page.body.substr(at, page.body.find('"', at) - at);
        };
        const auto import = [&](std::string_view rows, const std::string& seen) {
            return desk.upload("/atur/hari/impor", {{"tahun", "2026"}, {"terlihat-hari", seen}}, "daftar",
                               "tanggal,nama,jenis,sumber\n" + std::string(rows));
        };
        const auto on = [&](std::string_view date) -> std::string {
            const auto days = desk.house.database().read([&](sql::Transaction& tx) { return own_holidays(tx, office); });
            const auto found = std::ranges::find(days, *Date::parse(date), &reference::Holiday::date);
            return found == days.end() ? "" : found->name;
        };
        const auto both_saw = marks(desk.get("/atur/hari"));
        CHECK(desk.post("/atur/hari/tambah",
                        "tanggal-day=12&tanggal-month=3&tanggal-year=2026&nama=Hari+Jadi&jenis=regional&terlihat-hari=" + both_saw)
                  .status == 303);
        const auto late = import("2026-03-12,Pawai,libur_daerah,SE 1\n2026-03-13,Kirab,libur_daerah,SE 1\n", both_saw);
        CHECK(late.status == 409);
        CHECK(has(late, "sekarang “Hari Jadi"));
        CHECK(on("2026-03-12") == "Hari Jadi");
        CHECK(on("2026-03-13").empty());  // all of it or nothing
        // Days that nobody touched are in nobody's way, nor is a day that says the same already.
        CHECK(import("2026-03-14,Kirab,libur_daerah,SE 1\n2026-03-12,Hari Jadi,libur_daerah,\n", both_saw).status == 303);
        // Having read it, the same file again.
        CHECK(import("2026-03-12,Pawai,libur_daerah,SE 1\n", marks(late)).status == 303);
        CHECK(on("2026-03-12") == "Pawai");
        // Whoever still has the page from before the list at hand hears of the list.
        CHECK(desk.post("/atur/hari/tambah",
                        "tanggal-day=14&tanggal-month=3&tanggal-year=2026&nama=Lomba&jenis=regional&terlihat-hari=" + both_saw)
                  .status == 409);
        CHECK(on("2026-03-14") == "Kirab");
        // A day that was taken away meanwhile.
        const auto seen = marks(desk.get("/atur/hari"));
        CHECK(desk.post("/atur/hari/2026-03-14", "tahun=2026&perbuatan=hapus&terlihat-hari=" + seen).status == 303);
        CHECK(has(import("2026-03-14,Karnaval,libur_daerah,\n", seen), "2026: dihapus"));
        CHECK(on("2026-03-14").empty());
        // The twin: without the marks the list writes over what the other one did.
        CHECK(desk.upload("/atur/hari/impor", {{"tahun", "2026"}}, "daftar", "tanggal,nama,jenis\n2026-03-14,Karnaval,libur_daerah\n")
                  .status == 303);
        CHECK(on("2026-03-14") == "Karnaval");
    }
}

TEST_CASE("the four number layouts and an office's own") {
    const auto day = *Date::parse("2026-03-03");
    CHECK(example_number("{region4}{date:DDMMYYYY}{seq:6}", "64.71", "k", day, 12) == "647103032026000012");
    CHECK(example_number("{nik4}{seq:5}{birth_date:DDMMYY}", "64.71", "k", day, 12) == "647100012170801");
    CHECK(example_number("{region4}{seq:5}{date:DDMMYYYY}", "64.71", "k", day, 12) == "64710001203032026");
    CHECK(example_number("AK-{year}/{seq:4}", "64.71", "k", day, 12) == "AK-2026/0012");
    for (const auto* unfit : {"", "{seq:4}{seq:4}", "{seq}", "{seq:0}", "{nik}{seq:4}", "{seq:4", "no number", "<{seq:4}"})
        CHECK_FALSE(read_number_template(unfit, "global"));
}

TEST_CASE("clocks follow the province") {
    CHECK(zone_of("64.71") == Zone::wita);
    CHECK(zone_of("61.71") == Zone::wib);
    CHECK(zone_of("31.71") == Zone::wib);
    CHECK(zone_of("51.71") == Zone::wita);
    CHECK(zone_of("96.71") == Zone::wit);
    CHECK(address_code("Kota Balikpapan") == "kota-balikpapan");
}
