#include "modules/registration/actions_training.hpp"

#include <cstdio>

#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace registration {

namespace {

constexpr int code_length = 8;

// What the cases stand on: places of this office and of another one.
struct Places {
    std::string here;       // a village of the office's regency
    std::string elsewhere;  // a village of another regency
    Date today;
};

std::string first_village(std::string_view regency) {
    for (const auto& district : reference::children(regency))
        for (const auto& village : reference::children(district.code)) return village.code;
    return {};
}

Places places_of(const office::Office& office, Date today) {
    Places places{first_village(office.regency_code), "", today};
    for (const auto& regency : reference::children(office.regency_code.substr(0, 2))) {
        if (regency.code == office.regency_code) continue;
        places.elsewhere = first_village(regency.code);
        if (!places.elsewhere.empty()) break;
    }
    if (places.elsewhere.empty()) places.elsewhere = first_village(office.regency_code == "31.71" ? "31.72" : "31.71");
    return places;
}

// A NIK as it would have been given: area of the village, birth date, sex. The serial tells invented people apart.
std::string nik(std::string_view village, Date birth, bool woman, int serial) {
    std::string area;
    for (const char c : village.substr(0, 8))
        if (c != '.') area += c;
    char rest[16];
    std::snprintf(rest, sizeof rest, "%02d%02d%02d%04d", birth.day() + (woman ? 40 : 0), birth.month(), birth.year() % 100, serial);
    return area + rest;
}

Typed ordinary(const Places& places, std::string_view name, Date birth, bool woman, int serial) {
    return {{"nik", nik(places.here, birth, woman, serial)},
            {"name", std::string(name)},
            {"diploma_name_same", "yes"},
            {"birth_place", "Contoh"},
            {"birth_date", birth.iso()},
            {"sex", woman ? "P" : "L"},
            {"phone", "0812 0000 " + std::to_string(1000 + serial)},
            {"address", "Jalan Latihan Nomor " + std::to_string(serial) + " RT 01"},
            {"village_code", places.here},
            {"education.level", "smk"},
            {"education.major", "Teknik Kendaraan Ringan"},
            {"education.school", "SMK Contoh"},
            {"education.year", std::to_string(birth.year() + 18)},
            {"skills", "Las"},
            {"desired_occupations", "7212"},
            {"purpose", "domestic"},
            {"employment_situation", "never_worked"},
            {"desired_place", "anywhere"}};
}

void put(Typed& typed, std::string field, std::string value) { typed = merge(typed, {{std::move(field), std::move(value)}}); }

// The person of one case; `position` as in training_cases().
Typed person(std::size_t position, const Places& places) {
    const auto years_ago = [&](int years, int days = 40) { return places.today.plus_months(-12 * years) - days; };
    const int serial = static_cast<int>(position) + 1;
    const auto someone = [&](std::string_view name, int age, bool woman) { return ordinary(places, name, years_ago(age), woman, serial); };
    Typed typed;
    switch (position) {
        case 0: return someone("Latihan Ayu Pertiwi", 22, true);
        case 1:
            typed = someone("Latihan Muhammad Rizky", 21, false);
            put(typed, "diploma_name_same", "no");
            return typed;
        case 2: return someone("Latihan Tanpa Ijazah", 19, false);
        case 3:
            typed = someone("Latihan Dewi Enam Belas", 16, true);
            put(typed, "education.level", "smp");
            put(typed, "education.major", "");
            put(typed, "education.year", std::to_string(places.today.year() - 1));
            return typed;
        case 4:
            typed = someone("Latihan Bima Empat Belas", 14, false);
            put(typed, "education.level", "sd");
            put(typed, "education.major", "");
            put(typed, "education.year", std::to_string(places.today.year() - 2));
            return typed;
        case 5:
            typed = someone("Latihan Warga Sebelah", 25, false);
            put(typed, "village_code", places.elsewhere);
            return typed;
        case 6:
            typed = someone("Latihan Tanggal Beda", 23, true);
            put(typed, "birth_date", years_ago(23, 41).iso());
            return typed;
        case 7:
            typed = someone("Latihan Kelamin Beda", 24, true);
            put(typed, "sex", "L");
            return typed;
        case 8: return someone("Latihansatukatapanjangsekaliuntukmengujikolomnamapadakartuya", 26, true);
        case 9: return ordinary(places, "Latihan Kembar Satu", years_ago(20), true, 101);
        case 10: return ordinary(places, "Latihan Kembar Dua", years_ago(20), true, 102);
        case 11: return ordinary(places, "Latihan Pemilik KTP", years_ago(27), false, 111);
        case 12: return ordinary(places, "Latihan Pemakai NIK Orang", years_ago(27), false, 111);
        case 13:
            typed = someone("Latihan Lulus Terlalu Muda", 22, false);
            put(typed, "education.year", std::to_string(places.today.year() - 14));
            return typed;
        case 14:
            typed = someone("Latihan Wilayah Lama", 45, false);
            put(typed, "nik", "999999" + first(typed, "nik").substr(6));
            return typed;
        case 15:
            typed = someone("Latihan Diisikan Kakak", 30, true);
            put(typed, "filled_in_by", "Latihan Kakak");
            return typed;
        case 16:
            typed = someone("Latihan Ke Luar Negeri", 28, true);
            put(typed, "purpose", "abroad");
            return typed;
        case 17:
            typed = someone("Latihan O'Neill-D'Souza, S.Pd.", 33, true);
            put(typed, "education.level", "s1");
            put(typed, "education.year", std::to_string(places.today.year() - 10));
            put(typed, "education.school", "Universitas Contoh dengan Nama yang Panjang Sekali di Kota yang Jauh Juga");
            return typed;
        case 18:
            typed = someone("Latihan Tujuh Belas", 17, false);
            put(typed, "education.year", std::to_string(places.today.year()));
            put(typed, "guardian_name", "Latihan Ibu");
            put(typed, "guardian_phone", "0813 0000 0000");
            return typed;
        default:
            typed = someone("Latihan Kartu Palsu", 35, false);
            put(typed, "employment_situation", "employed_looking");
            return typed;
    }
}

}  // namespace

const std::vector<TrainingCase>& training_cases() {
    static const std::vector<TrainingCase> cases = {
        {msg("Berkas bersih"), msg("Lihat semua dokumen asli, setujui, cetak, tanda tangan, serahkan. Hitung tombolnya.")},
        {msg("Nama di ijazah berbeda"), msg("Minta surat keterangan beda nama, atau setujui jika suratnya ada.")},
        {msg("Tidak ada ijazah"), msg("Lihat pengganti yang diterima kantor Anda. Tanpa pengganti: perlu perbaikan.")},
        {msg("Enam belas tahun tanpa wali"), msg("Minta orang tua atau wali datang, lalu isi namanya.")},
        {msg("Di bawah usia"), msg("Tolak tertulis, dengan alasan usia.")},
        {msg("KTP daerah lain"), msg("Sebut kantor yang tepat; ikuti ketentuan domisili kantor Anda.")},
        {msg("Tanggal lahir berbeda dengan NIK"), msg("Yang berlaku adalah yang tertulis di KTP. NIK tidak pernah diganti.")},
        {msg("Jenis kelamin berbeda dengan NIK"), msg("Cocokkan dengan KTP. Betulkan isian jika salah ketik.")},
        {msg("Nama satu kata, enam puluh huruf"), msg("Jangan dipotong. Lihat kartunya sebelum diserahkan.")},
        {msg("Kembar, yang pertama"), msg("Orang berbeda: NIK berbeda satu angka.")},
        {msg("Kembar, yang kedua"), msg("Orang berbeda: jangan dianggap tercatat ganda.")},
        {msg("NIK dipakai orang lain"), msg("KTP di meja milik orang ini: tarik berkas yang lain.")},
        {msg("Berkas pemakai NIK"), msg("Orangnya tidak punya KTP itu: jangan disetujui.")},
        {msg("Tahun lulus tidak biasa"), msg("Cocokkan dengan ijazah, lalu betulkan isian.")},
        {msg("Kode wilayah NIK tidak dikenal"), msg("Hitung angka NIK di KTP. Salah ketik dibetulkan di tempat.")},
        {msg("Diisikan orang lain"), msg("Boleh. Kehadiran dan tanda tangan tetap milik orangnya.")},
        {msg("Untuk bekerja di luar negeri"), msg("Tujuan kartu tercatat; syaratnya sama.")},
        {msg("Gelar dan tanda baca pada nama"), msg("Tulis nama seperti di KTP, tanpa gelar jika KTP tanpa gelar.")},
        {msg("Tujuh belas tahun dengan wali"), msg("Wali sudah tercatat: periksa orangnya, lalu setujui.")},
        {msg("Kartu palsu"), msg("Setujui dan serahkan, lalu minta pencabutan. Petugas kedua menguatkan.")},
    };
    return cases;
}

std::vector<TrainingFile> training_files(sql::Transaction& tx, const Context& context, OfficeId office) {
    std::vector<TrainingFile> files;
    if (!is_staff_of(context.actor, office, Permission::edit_application)) return files;
    const auto& cases = training_cases();
    for (const auto id : store::training_applications(tx, office, static_cast<int>(cases.size()))) {
        auto application = store::find_application(tx, context.platform.vault, id);
        if (!application) continue;
        files.push_back({&cases[files.size()],
                         {id, application->code, application->answers.name, application->state, application->created_at,
                          application->present_at, application->card, true}});
    }
    return files;
}

Result<Done, Refusal> start_training(sql::Transaction& tx, const Context& context, OfficeId office_id) {
    if (!is_staff_of(context.actor, office_id, Permission::edit_application)) return Refusal::not_yours;
    const auto office = office::find_office(tx, office_id);
    if (!office) return Refusal::no_such_application;
    store::put_training_away(tx, office_id, context.now);
    const auto places = places_of(*office, context.local(office->zone).date);
    for (std::size_t position = 0; position < training_cases().size(); ++position) {
        const auto typed = person(position, places);
        Application application;
        application.id = ApplicationId{ids::next()};
        application.office = office_id;
        application.channel = Channel::counter;
        application.state = ApplicationState::submitted;
        application.created_at = context.now;
        application.submitted_at = context.now;
        application.training = true;
        application.answers = read_answers(typed, places.today).answers;
        if (application.answers.nik) application.person_key = context.platform.vault.blind_index("nik", application.answers.nik->reveal());
        do application.code = crypto::random_code(code_length);
        while (!store::add_application(tx, context.platform.vault, application, {}));
        store::save_answers(tx, context.platform.vault, application, context.now);
    }
    audit::record(tx, context, {office_id, "training.started", "office:" + office_id.text(), ""});
    return Done{};
}

}  // namespace registration
