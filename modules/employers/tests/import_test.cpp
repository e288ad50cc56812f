#include "modules/employers/actions_import.hpp"

#include "modules/employers/rules_import.hpp"
#include "modules/employers/tests/fixture.hpp"

using namespace employers;
using namespace employers::test_market;

namespace {

const std::string list =
    "Nama Perusahaan;NIB;Kode KBLI;Kepemilikan;Jumlah Tenaga Kerja;Alamat;Narahubung;No. Telp;Email\n"
    "PT Baja Muda;1234 5678 90123;25111;Swasta;1.250 orang;Jalan Contoh 1;Ibu Rina;0542-765432;hrd@baja.example\n"
    "CV Kopi Pagi;123;99999;;;;;;\n"
    ";;;;;;;;\n"
    ";2222333344445;;;;Jalan Contoh 2;;;\n"
    "P.T. BAJA MUDA Tbk;;;;;;;;\n"
    "Ibu Wati;;;Perorangan;2;Pasar Klandasan;Ibu Wati;bukan nomor;\n";

struct Office : Town {
    using Town::Town;
    ImportReport take(const std::string& bytes, DryRun dry_run = DryRun::no) const {
        return import_employers(house.system(), office, bytes, dry_run);
    }
};

bool tells(const ImportReport& report, int line, std::string_view part) {
    for (const auto& fault : report.faults)
        if (fault.line == line && (fault.column + " " + fault.sentence).find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_SUITE("employers import") {
    TEST_CASE("a list comes in whole: what is unfit is left empty and told, what looks alike is told, nothing is verified") {
        for (const auto engine : test::engines()) {
            Office at(engine);
            const auto trial = at.take(list, DryRun::yes);
            CHECK(trial.added == 4);
            CHECK(at.all().empty());
            const auto report = at.take(list);
            CHECK(report.refusal.empty());
            CHECK(report.added == 4);
            CHECK(tells(report, 3, "nib"));
            CHECK(tells(report, 3, "tidak ada dalam daftar bidang usaha"));
            CHECK(tells(report, 5, "baris ini dilewati"));
            CHECK(tells(report, 6, "namanya sama dengan PT Baja Muda pada baris 2"));
            CHECK(tells(report, 7, "bukan nomor telepon"));
            REQUIRE(at.all().size() == 4);
            for (const auto& one : at.all()) {
                CHECK(one.state == EmployerState::submitted);
                CHECK(one.source == "import");
            }
            const auto found = at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers_like(tx, context, at.office, "1234567890123");
            });
            REQUIRE(found.size() == 1);
            CHECK(found[0].workers == 1250);
            CHECK(found[0].size == Size::large);
            CHECK(found[0].contact_phone == "+62542765432");

            const auto again = at.take(list);
            CHECK(again.added == 0);
            CHECK(again.unchanged == 4);
            CHECK(at.all().size() == 4);
        }
    }

    TEST_CASE("another office's words for the columns are understood") {
        for (const auto engine : test::engines()) {
            Office at(engine);
            const auto report = at.take(
                "Nama Usaha;No Induk Berusaha;Alamat Kantor;Jumlah Karyawan;Nomor HP;E-mail\n"
                "PT Sinar Laut;1234567890123;Jl. Mulawarman 1;25;0812-5555-0123;hr@sinar.example\n");
            CHECK(report.added == 1);
            REQUIRE(at.all().size() == 1);
            const auto one = at.all().front();
            CHECK(one.nib == "1234567890123");
            CHECK(one.address == "Jl. Mulawarman 1");
            CHECK(one.workers == 25);
            CHECK(one.contact_email == "hr@sinar.example");
        }
    }

    TEST_CASE("a file that is no list of companies changes nothing and says why") {
        Office at(sql::Engine::sqlite);
        CHECK(at.take("Kelas;Siswa\nXII;Sari\n").refusal.find("nama perusahaan") != std::string::npos);
        CHECK_FALSE(at.take("").refusal.empty());
        CHECK_FALSE(at.take(std::string("\x00\x01\x02", 3)).refusal.empty());
        CHECK(import_employers(at.other_officer(), at.office, list, DryRun::no).refusal == "Kantor ini tidak ada.");
        CHECK(at.all().empty());
    }

    TEST_CASE("no cell of a row can hurt: long, broken and strange ones are left empty") {
        const auto places = find_places({"nama", "pekerja", "disabilitas", "kbli", "web", "telp"});
        const auto row = read_row(places, {"PT Satu", "sepuluh", "4", std::string(400, 'x'), "javascript:alert(1)", "\xff\xfe"}, "64.71");
        CHECK(row.has_name);
        CHECK(row.employer.workers == 0);
        CHECK(row.employer.workers_disabled == 0);
        CHECK(row.employer.kbli.empty());
        CHECK(row.employer.website.empty());
        CHECK(row.employer.regency_code == "64.71");
        CHECK(row.faults.size() >= 4);
        CHECK_FALSE(read_row(places, {std::string(200, 'x'), "", "", "", "", ""}, "64.71").has_name);
    }
}
