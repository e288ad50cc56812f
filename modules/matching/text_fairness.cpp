#include "modules/matching/text_fairness.hpp"

#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

namespace matching {

std::string_view label(Grouping by) {
    switch (by) {
        case Grouping::sex: return msg("Jenis kelamin");
        case Grouping::age: return msg("Umur");
        case Grouping::needs: return msg("Kebutuhan di tempat kerja");
        case Grouping::district: return msg("Kecamatan");
        case Grouping::centre: return msg("Jarak rumah ke pusat kabupaten atau kota");
        case Grouping::education: return msg("Pendidikan");
        case Grouping::situation: return msg("Pengalaman bekerja");
        case Grouping::school: return msg("Lulusan sekolah ber-BKK");
    }
    return "";
}

std::string label(const Context& context, Grouping by, const std::string& group) {
    const auto t = [&](std::string_view words) { return std::string(context.t(words)); };
    switch (by) {
        case Grouping::sex: return group == "P" ? t("Perempuan") : t("Laki-laki");
        case Grouping::age: return group;
        case Grouping::needs: return group == "yes" ? t("Ada kebutuhan") : t("Tanpa kebutuhan");
        case Grouping::district: {
            const auto area = reference::find_area(group);
            return area ? area->name : group;
        }
        case Grouping::centre: return group == "near" ? t("Paling dekat") : group == "middle" ? t("Di antaranya") : t("Paling jauh");
        case Grouping::education: {
            const auto* level = reference::find_education_level(group);
            return level == nullptr ? group : t(level->label);
        }
        case Grouping::situation:
            return group == "never_worked"       ? t("Pencari kerja pertama kali")
                   : group == "lost_or_left_job" ? t("Berhenti atau kehilangan pekerjaan")
                                                 : t("Masih bekerja");
        case Grouping::school:
            return group == "none" ? t("Bukan lewat BKK") : fill(context.t("Lewat BKK, lulus {tahun}"), {{"tahun", group}});
    }
    return group;
}

std::string_view label(Measure what) {
    switch (what) {
        case Measure::data: return msg("Profil sama lengkapnya");
        case Measure::score: return msg("Lowongan yang tersedia sama cocoknya");
        case Measure::exposure: return msg("Semua kelompok mendapat saran sama banyak");
        case Measure::conditional: return msg("Yang sependidikan, sebidang, dan sewilayah mendapat saran sama banyak");
        case Measure::widening: return msg("Saran tidak memperbesar selisih kecocokan");
        case Measure::wage: return msg("Upah yang disarankan sama");
        case Measure::contract: return msg("Saran dengan perjanjian kerja sama banyak");
        case Measure::distance: return msg("Saran sama dekat dari kecamatan sendiri");
        case Measure::pins: return msg("Petugas menyematkan lowongan sama sering");
        case Measure::relaxations: return msg("Petugas mengesampingkan syarat sama sering");
        case Measure::vetoes: return msg("Petugas menahan lowongan sama jarang");
        case Measure::invited: return msg("Yang melamar sama sering diundang");
        case Measure::hired: return msg("Yang melamar sama sering diterima");
        case Measure::calibration: return msg("Perkiraan diterima sesuai dengan kenyataan");
    }
    return "";
}

std::string_view short_label(Measure what) {
    switch (what) {
        case Measure::data: return msg("Data");
        case Measure::score: return msg("Kecocokan");
        case Measure::exposure: return msg("Keterlihatan");
        case Measure::conditional: return msg("Saran");
        case Measure::widening: return msg("Saran dibanding kecocokan");
        case Measure::wage: return msg("Upah tengah");
        case Measure::contract: return msg("Perjanjian kerja");
        case Measure::distance: return msg("Jarak");
        case Measure::pins: return msg("Disematkan");
        case Measure::relaxations: return msg("Syarat dikesampingkan");
        case Measure::vetoes: return msg("Saran ditahan");
        case Measure::invited: return msg("Diundang");
        case Measure::hired: return msg("Diterima bekerja");
        case Measure::calibration: return msg("Selisih perkiraan");
    }
    return "";
}

std::string_view label(Verdict verdict) {
    switch (verdict) {
        case Verdict::too_few: return msg("Belum cukup orang");
        case Verdict::fine: return msg("Dalam batas");
        case Verdict::watch: return msg("Di luar batas, mungkin kebetulan");
        case Verdict::alarm: return msg("Di luar batas");
    }
    return "";
}

std::string_view first_step(Measure what) {
    switch (what) {
        case Measure::data:
        case Measure::score:
        case Measure::exposure:
        case Measure::conditional: return msg("Periksa data kelompok itu: alamat, kode jabatan, keahlian yang belum dikenal.");
        case Measure::widening: return msg("Lihat lowongan yang penuh bagi kelompok itu, lalu perluas jangkauannya.");
        case Measure::wage: return msg("Lihat lowongan tanpa upah dan jabatan yang dicari kelompok itu.");
        case Measure::contract: return msg("Lihat jenis perjanjian yang diterima kelompok itu dalam profilnya.");
        case Measure::distance: return msg("Periksa alamat kelompok itu, lalu cari lowongan di dekatnya.");
        case Measure::pins:
        case Measure::relaxations:
        case Measure::vetoes: return msg("Baca alasan yang ditulis, bersama petugasnya.");
        case Measure::invited:
        case Measure::hired: return msg("Periksa syarat lowongannya, lalu bicarakan dengan perusahaan.");
        case Measure::calibration: return msg("Jangan dibaca sebagai ramalan; laporkan kepada pengelola program.");
    }
    return "";
}

const std::array<std::string_view, 5> remedies{
    msg("Perbaiki data: alamat dan wilayah, kode jabatan, kata keahlian yang belum dikenal."),
    msg("Perluas jangkauan: wilayah dan jabatan lain yang bersedia diambil, ditawarkan dalam konseling."),
    msg("Untuk kecamatan, kebutuhan di tempat kerja, dan yang kehilangan pekerjaan: kebijakan setempat, misalnya mendatangi kecamatan "
        "itu atau menyematkan lowongan."),
    msg("Untuk jenis kelamin dan umur tidak ada penambah otomatis: periksa kata dan syarat lowongan."),
    msg("Bila tetap di luar batas: keputusan pimpinan, ditulis dengan alasannya."),
};

std::string percent_of(Language language, int thousandths) { return decimal(language, thousandths, 1) + " %"; }

std::string value_of(const Context& context, const FairnessLine& line) {
    switch (line.measure) {
        case Measure::exposure:
        case Measure::conditional: return decimal(context.language, line.value, 3);
        case Measure::wage: return rupiah(context.language, std::int64_t{1000} * line.value);
        case Measure::distance: return decimal(context.language, line.value, 1) + " km";
        case Measure::data:
        case Measure::contract:
        case Measure::invited:
        case Measure::hired:
        case Measure::calibration: return percent_of(context.language, line.value);
        case Measure::pins:
        case Measure::relaxations:
        case Measure::vetoes: return fill(context.t("{n} per 1.000 orang"), {{"n", number(context.language, line.value)}});
        case Measure::score: return number(context.language, line.value);
        case Measure::widening: return percent_of(context.language, line.ratio);
    }
    return "";
}

}  // namespace matching
