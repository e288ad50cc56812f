#include "app/demo_market.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/form.hpp"
#include "platform/sql/sql.hpp"

namespace {

template <class T, class E>
T expect(Result<T, E> answer, std::string_view what) {
    if (!answer) throw std::runtime_error("the demonstration could not be made: " + std::string(what));
    return std::move(*answer);
}

struct Job {
    int firm;  // in the order of demo_employers.cpp
    std::string_view title;
    std::string_view occupation;  // KBJI
    std::string_view education;
    int months;        // of experience
    int wage_percent;  // of the minimum wage
    std::string_view skills;
    std::string_view work;
};

constexpr Job balikpapan_jobs[] = {
    {0, "Juru las SMAW", "7212", "smk", 12, 125, "Las SMAW, membaca gambar teknik",
     "Mengelas rangka dan tangki baja di bengkel menurut gambar."},
    {0, "Juru las GTAW 6G", "7212", "smk", 36, 170, "Las GTAW, sertifikat 6G", "Mengelas pipa bertekanan dan memeriksa sambungannya."},
    {0, "Operator mesin bubut", "7223", "smk", 12, 115, "Mesin bubut, jangka sorong", "Membubut poros dan flens menurut ukuran."},
    {0, "Juru gambar teknik", "3118", "d3", 12, 120, "AutoCAD, gambar konstruksi", "Menggambar konstruksi baja dan daftar bahannya."},
    {0, "Staf administrasi produksi", "4110", "sma", 0, 102, "Spreadsheet, mengetik",
     "Mencatat hasil produksi dan menyusun laporan harian."},
    {0, "Pengawas mutu", "7543", "d3", 24, 135, "Pengukuran, uji tak rusak", "Memeriksa hasil las dan ukuran barang jadi."},
    {1, "Pemasang pipa", "7126", "smk", 24, 135, "Pipa baja, membaca isometrik", "Memasang dan menguji jalur pipa di kapal dan dermaga."},
    {1, "Juru ikat beban", "7215", "sma", 12, 118, "Rigging, isyarat tangan", "Mengikat dan mengarahkan beban derek."},
    {1, "Pemasang perancah", "7119", "sma", 12, 116, "Scaffolding, bekerja di ketinggian", "Memasang, memeriksa dan membongkar perancah."},
    {1, "Operator derek", "8343", "sma", 36, 160, "SIO crane", "Mengoperasikan derek menurut rencana angkat."},
    {1, "Petugas K3", "3257", "d3", 24, 140, "AK3 umum, inspeksi", "Memeriksa keselamatan kerja dan memandu pengarahan pagi."},
    {1, "Pengecat kapal", "7132", "smp", 6, 104, "Pengecatan semprot, sandblasting", "Membersihkan dan mengecat lambung kapal."},
    {1, "Teknisi listrik kapal", "7412", "smk", 24, 138, "Instalasi listrik, panel", "Memasang dan memperbaiki listrik di kapal."},
    {2, "Perawat", "2221", "profesi", 12, 130, "STR aktif, asuhan keperawatan", "Merawat pasien rawat inap dalam tiga regu."},
    {2, "Bidan", "2222", "d3", 12, 122, "STR aktif, pelayanan persalinan", "Melayani pemeriksaan kehamilan dan persalinan."},
    {2, "Apoteker", "2262", "profesi", 12, 165, "STRA, farmasi klinis", "Menyiapkan dan menjelaskan obat kepada pasien."},
    {2, "Petugas rekam medis", "4415", "d3", 0, 108, "Rekam medis, pengodean ICD-10", "Menata berkas dan mengode diagnosis."},
    {2, "Petugas kebersihan rumah sakit", "9112", "sd", 0, 100, "Kebersihan, pengendalian infeksi",
     "Membersihkan bangsal dan memilah limbah."},
    {3, "Resepsionis hotel", "4224", "smk", 6, 106, "Melayani tamu, bahasa Inggris", "Menerima tamu, mencatat kedatangan dan pembayaran."},
    {3, "Juru masak", "5120", "smk", 12, 115, "Masakan Nusantara, kebersihan dapur", "Menyiapkan sarapan dan jamuan."},
    {3, "Pramusaji", "5131", "sma", 0, 100, "Melayani tamu", "Menyajikan makanan dan menata ruang jamuan."},
    {3, "Tenaga tata graha", "5151", "sma", 0, 100, "Menata kamar", "Membersihkan dan menyiapkan kamar tamu."},
    {4, "Kasir restoran", "5230", "sma", 0, 100, "Mesin kasir, melayani pembeli", "Menerima pembayaran dan menutup kas harian."},
    {4, "Koki masakan laut", "3434", "smk", 36, 140, "Masakan laut, memimpin dapur", "Memimpin dapur dan menjaga mutu masakan."},
    {4, "Barista", "5132", "sma", 6, 103, "Mesin espreso", "Menyeduh kopi dan merawat mesin."},
    {5, "Pramuniaga", "5223", "sma", 0, 100, "Melayani pembeli, menata barang", "Membantu pembeli dan menata rak."},
    {5, "Kasir toko", "5230", "sma", 0, 101, "Mesin kasir, teliti", "Melayani pembayaran dan mencocokkan kas."},
    {5, "Kepala toko", "5222", "d3", 24, 145, "Memimpin regu, stok", "Memimpin toko, jadwal regu, dan persediaan."},
    {5, "Petugas gudang", "4321", "sma", 6, 104, "Stok gudang, pemindai", "Menerima, menyimpan dan mengirim barang."},
    {5, "Operator forklift", "8344", "sma", 12, 114, "SIO forklift", "Memindahkan palet di gudang dan memuat truk."},
    {5, "Staf pemasaran digital", "2431", "s1", 12, 126, "Media sosial, membuat isi", "Menyusun promosi toko di media sosial."},
    {6, "Mandor bangunan", "3123", "smk", 36, 140, "Membaca gambar, memimpin regu", "Memimpin pekerjaan lapangan dan melaporkan kemajuan."},
    {6, "Tukang batu", "7112", "sd", 12, 105, "Pasangan bata, plester", "Memasang bata dan plester rumah tinggal."},
    {6, "Tukang kayu", "7115", "sd", 12, 107, "Bekisting, kusen", "Membuat bekisting dan memasang kusen."},
    {6, "Estimator", "3112", "s1", 24, 150, "RAB, spreadsheet", "Menghitung kebutuhan bahan dan biaya pekerjaan."},
    {7, "Sopir truk", "8332", "smp", 24, 120, "SIM B2 umum", "Mengantar muatan ke Samarinda dan Penajam."},
    {7, "Mekanik diesel", "7231", "smk", 24, 125, "Mesin diesel, sistem rem", "Merawat dan memperbaiki truk."},
    {7, "Pengatur perjalanan", "4323", "sma", 12, 108, "Jadwal armada, peta", "Menyusun jadwal truk dan memantau perjalanan."},
    {8, "Operator instalasi air", "3132", "smk", 12, 118, "Pompa, dosis bahan kimia", "Menjalankan pompa dan mengatur pengolahan air."},
    {8, "Pembaca meter", "9623", "sma", 0, 100, "SIM C, teliti", "Membaca meter pelanggan dan melaporkan kebocoran."},
    {8, "Analis laboratorium air", "3111", "d3", 12, 126, "Analisis kimia, sampel", "Mengambil dan menguji contoh air."},
    {9, "Pengolah ikan", "7511", "sd", 0, 100, "Membersihkan ikan, rantai dingin", "Membersihkan, menyortir dan membekukan ikan."},
    {9, "Juru buku koperasi", "4311", "smk", 12, 104, "Pembukuan, spreadsheet", "Mencatat simpanan, pinjaman dan kas."},
    {10, "Pemrogram web", "2513", "s1", 12, 190, "TypeScript, SQL, Git", "Membangun layanan web dan menulis ujinya."},
    {10, "Analis data", "2511", "s1", 12, 180, "SQL, statistika, Python", "Menata dan menjelaskan data pelanggan."},
    {10, "Teknisi jaringan", "3513", "d3", 12, 135, "Jaringan, MikroTik", "Memasang dan merawat jaringan kantor pelanggan."},
    {11, "Mekanik sepeda motor", "7231", "smk", 6, 102, "Servis motor injeksi", "Merawat dan memperbaiki sepeda motor."},
};

constexpr Job serang_jobs[] = {
    {0, "Operator tungku", "8121", "smk", 12, 115, "Peleburan, K3", "Menjalankan tungku dan mencatat suhu."},
    {0, "Teknisi perawatan mesin", "7233", "smk", 24, 128, "Hidrolik, pneumatik", "Merawat dan memperbaiki mesin rol."},
    {0, "Teknisi listrik industri", "7412", "smk", 24, 130, "PLC, panel", "Merawat listrik dan kendali mesin."},
    {0, "Staf pengadaan", "3323", "s1", 12, 130, "Pembelian, perundingan", "Membeli bahan dan suku cadang."},
    {1, "Operator jahit sepatu", "8156", "smp", 0, 100, "Mesin jahit industri", "Menjahit bagian atas sepatu."},
    {1, "Operator potong", "8156", "smp", 0, 100, "Mesin potong, teliti", "Memotong bahan menurut pola."},
    {1, "Pemeriksa mutu sepatu", "7543", "sma", 6, 104, "Pemeriksaan mutu", "Memeriksa hasil jahit dan rekat."},
    {1, "Pengawas lini", "3122", "smk", 36, 135, "Memimpin regu, target", "Memimpin satu lini produksi."},
    {1, "Pengembang pola", "7532", "smk", 24, 128, "Pola alas kaki, CAD", "Membuat pola sepatu baru."},
    {2, "Operator panel kimia", "3133", "d3", 24, 145, "DCS, K3 kimia", "Mengawasi proses dari ruang kendali."},
    {2, "Analis kimia", "3111", "d3", 12, 132, "Titrasi, kromatografi", "Menguji bahan dan hasil."},
    {2, "Petugas pemadam pabrik", "5411", "sma", 12, 112, "Pemadaman, pertolongan pertama", "Berjaga dan memeriksa alat pemadam."},
    {3, "Operator pengemasan", "8183", "sma", 0, 100, "Mesin pengemas", "Menjalankan mesin pengemas makanan ringan."},
    {3, "Teknolog pangan", "2145", "s1", 12, 142, "HACCP, uji produk", "Menjaga mutu dan mencoba resep."},
    {3, "Petugas gudang bahan", "4321", "sma", 6, 102, "Stok, FIFO", "Menerima dan menyiapkan bahan baku."},
    {3, "Operator forklift", "8344", "sma", 12, 110, "SIO forklift", "Memindahkan palet dan memuat truk."},
    {4, "Sopir truk kontainer", "8332", "smp", 24, 118, "SIM B2 umum", "Mengantar kontainer dari pelabuhan."},
    {4, "Staf dokumen ekspor", "4323", "d3", 12, 115, "Dokumen ekspor, bahasa Inggris", "Menyiapkan dokumen kiriman."},
    {5, "Perawat klinik", "2221", "d3", 12, 105, "STR aktif", "Melayani pasien klinik."},
    {5, "Tenaga pendaftaran klinik", "4226", "sma", 0, 100, "Komputer, melayani", "Mendaftar pasien dan mengatur antrean."},
};

struct Town {
    std::string_view code;
    std::span<const Job> jobs;
    std::span<const std::string_view> places;
    std::int64_t minimum_wage;
    std::string_view decree;
    int count;
};

// What becomes of the n-th: most are open.
enum class Fate { open, waiting, asking, held, returned, paused, partly_filled, filled, over, cancelled };
Fate fate_of(int number) {
    switch (number % 24) {
        case 3: return Fate::waiting;
        case 7: return Fate::partly_filled;
        case 9: return Fate::asking;
        case 12: return Fate::paused;
        case 14: return Fate::filled;
        case 17: return Fate::over;
        case 19: return Fate::returned;
        case 21: return Fate::held;
        case 23: return Fate::cancelled;
        default: return Fate::open;
    }
}

std::string rounded(std::int64_t amount) { return std::to_string((amount + 25'000) / 50'000 * 50'000); }

vacancies::Typed form_of(const Job& job, int number, const Town& town, Fate fate) {
    const bool second = number >= static_cast<int>(town.jobs.size());
    auto title = std::string(job.title);
    if (second) title += number % 2 == 0 ? ", regu malam" : " (senior)";
    const auto wage = town.minimum_wage * (job.wage_percent + (second ? 8 : 0)) / 100;
    auto work = std::string(job.work) + " Teliti, jujur, dan dapat bekerja dalam regu.";
    if (fate == Fate::asking) work += " Usia maksimal 35 tahun.";
    if (fate == Fate::held) work += " Peserta membayar biaya seragam Rp 350.000.";
    constexpr std::array days{"30", "45", "60", "21"};
    vacancies::Typed typed{{"title", title},
                           {"occupation", std::string(job.occupation)},
                           {"openings", std::to_string(fate == Fate::partly_filled ? 4 : 1 + number * 7 % 6)},
                           {"place", std::string(town.places[static_cast<std::size_t>(number) % town.places.size()])},
                           {"education_min", std::string(job.education)},
                           {"experience_months", std::to_string(job.months + (second && number % 2 ? 12 : 0))},
                           {"skills", std::string(job.skills)},
                           {"wage", rounded(wage) + " - " + rounded(wage * 115 / 100)},
                           {"hours", number % 3 == 0   ? "Senin-Jumat 08.00-16.00"
                                     : number % 3 == 1 ? "Senin-Sabtu 07.30-15.30"
                                                       : "Tiga regu, 40 jam seminggu"},
                           {"contract", number % 5 == 0    ? "permanent"
                                        : number % 11 == 0 ? "apprenticeship"
                                                           : "fixed_term"},
                           {"description", work},
                           {"conditions", number % 2 == 0 ? "BPJS Ketenagakerjaan dan Kesehatan, makan siang, lembur dibayar."
                                                          : "BPJS Ketenagakerjaan dan Kesehatan, tunjangan transpor, cuti tahunan."},
                           {"days", days[static_cast<std::size_t>(number) % days.size()]},
                           {"open_to_disability", number % 4 == 0 ? "yes" : "no"}};
    if (fate == Fate::asking) typed.emplace_back("reason.age", "Pekerjaan angkat beban menurut penilaian risiko");
    return typed;
}

void add_town(const Context& context, const Town& town) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, town.code);
        auto officer = context;
        officer.actor.kind = ActorKind::system;
        officer.actor.office = office.id;
        const auto today = context.local(office.zone).date;
        auto manager = officer;
        manager.actor.kind = ActorKind::staff;
        manager.actor.permissions = {Permission::signed_in, Permission::manage_office};
        expect(office::set_parameter(tx, manager, office.id,
                                     {.name = "minimum_wage",
                                      .value = std::to_string(town.minimum_wage),
                                      .legal_basis = std::string(town.decree),
                                      .valid_from = today,
                                      .note = ""}),
               "the minimum wage");
        std::vector<employers::Employer> firms;
        for (auto& one : employers::employers(tx, officer, office.id, employers::EmployerState::verified))
            if (!one.head_office) firms.push_back(std::move(one));
        std::ranges::sort(firms, {}, &employers::Employer::id);  // as they were made
        for (int number = 0; number < town.count; ++number) {
            const auto& job = town.jobs[static_cast<std::size_t>(number) % town.jobs.size()];
            const auto fate = fate_of(number);
            const auto& firm = firms.at(static_cast<std::size_t>(job.firm));
            const int age = fate == Fate::over ? 62 : 1 + number * 5 % 12;  // days since it was reported
            auto then = officer;
            then.now = instant({today - age, TimeOfDay{9 * 60 + number % 60}, office.zone});
            vacancies::Vacancy base;
            base.office = office.id;
            base.employer = firm.id;
            base.source = number % 9 == 4 ? vacancies::Source::officer_visit : vacancies::Source::employer_portal;
            const auto read = vacancies::read_vacancy(form_of(job, number, town, fate), base, today - age, office.regency_code);
            if (!read.errors.empty())
                throw std::runtime_error("the demonstration could not be made: " + std::string(job.title) + ", " +
                                         read.errors.front().field);
            const auto made = expect(vacancies::submit(tx, then, read.vacancy), job.title);
            const auto id = made.id;
            if (fate == Fate::waiting || fate == Fate::asking || fate == Fate::held || made.state == vacancies::VacancyState::held)
                continue;
            if (fate == Fate::returned) {
                expect(vacancies::give_back(tx, then, id, made.version, "Tulis alat yang dipakai dan jam regu malamnya."), "a note");
                continue;
            }
            expect(vacancies::publish(tx, then, id, made.version, {}), job.title);
            const auto version = made.version + 1;
            switch (fate) {
                case Fate::paused: expect(vacancies::pause(tx, officer, id, version), "a pause"); break;
                case Fate::partly_filled: expect(vacancies::fill_heads(tx, officer, id, version, 1, 1), "two found"); break;
                case Fate::filled:
                    expect(vacancies::fill_heads(tx, officer, id, version, made.openings / 2, made.openings - made.openings / 2),
                           "all found");
                    break;
                case Fate::cancelled: expect(vacancies::close(tx, officer, id, version), "a cancelled one"); break;
                case Fate::open:
                case Fate::waiting:
                case Fate::asking:
                case Fate::held:
                case Fate::returned:
                case Fate::over: break;
            }
        }
        vacancies::expire(tx, officer, office.id, town.count);
    });
}

}  // namespace

void add_demo_market(const Context& context) {
    constexpr std::array<std::string_view, 6> around_balikpapan{"Balikpapan Kota",   "Balikpapan Selatan", "Balikpapan Utara",
                                                                "Balikpapan Tengah", "Balikpapan Timur",   "Balikpapan Barat"};
    constexpr std::array<std::string_view, 6> around_serang{"Cikande", "Kibin", "Bojonegara", "Ciruas", "Kragilan", "Kramatwatu"};
    // Minimum wages of 2026, rounded up to the rupiah.
    add_town(context, {"balikpapan", balikpapan_jobs, around_balikpapan, 3'856'695,
                       "Pengumuman Gubernur Kalimantan Timur 500.15.14.1/5096/DTKT.Srk-IV/2025", 80});
    add_town(context, {"kabupaten-serang", serang_jobs, around_serang, 5'178'522, "Keputusan Gubernur Banten 703/2025", 40});
}
