#include "modules/partners/actions.hpp"
#include "platform/i18n/language.hpp"

namespace partners {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_school: return msg("Sekolah ini tidak ada dalam daftar kantor Anda.");
        case Refusal::no_school_of_yours: return msg("Akun ini belum dihubungkan dengan sebuah BKK.");
        case Refusal::licence_over: return msg("Izin BKK ini tidak berlaku hari ini. Hubungi kantor untuk memperbaruinya.");
        case Refusal::field_missing: return msg("Masih ada isian yang kosong.");
        case Refusal::field_unfit: return msg("Ada isian yang tidak dapat dipakai.");
        case Refusal::licence_known: return msg("Nomor izin ini sudah dipakai BKK lain.");
        case Refusal::name_known: return msg("Sekolah dengan nama ini sudah terdaftar.");
        case Refusal::account_taken: return msg("Akun ini sudah bekerja untuk sekolah lain.");
        case Refusal::dates_reversed: return msg("Izin berakhir sebelum mulai.");
        case Refusal::changed_meanwhile: return msg("Orang lain baru saja mengubahnya. Periksa lagi, lalu simpan.");
        case Refusal::file_not_a_table: return msg("Berkas ini bukan XLSX atau CSV. Simpan ulang dari program lembar kerja, lalu unggah.");
        case Refusal::file_too_large: return msg("Berkas ini terlalu besar. Unggah paling besar 32 MB, tanpa gambar.");
        case Refusal::file_too_many_rows: return msg("Berkas ini lebih dari 50.000 baris. Bagi menjadi beberapa berkas.");
        case Refusal::file_broken:
            return msg("Berkas ini rusak atau dikemas dengan cara yang tidak wajar. Simpan ulang sebagai XLSX, lalu unggah.");
        case Refusal::file_empty: return msg("Berkas ini tidak berisi baris lulusan.");
        case Refusal::columns_missing: return msg("Judul kolom belum lengkap pada baris pertama.");
        case Refusal::nothing_ready: return msg("Belum ada baris yang siap dikirim.");
        case Refusal::no_such_graduate: return msg("Lulusan ini tidak ada dalam daftar Anda.");
        case Refusal::wrong_state: return msg("Langkah ini tidak cocok lagi dengan keadaannya.");
        case Refusal::no_such_block: return msg("Tempat yang dipesan ini tidak ditemukan.");
        case Refusal::no_room: return msg("Tempat untuk sekolah pada jadwal ini tidak cukup lagi.");
        case Refusal::window_not_open: return msg("Jadwal ini tidak dapat dipakai lagi.");
        case Refusal::link_over: return msg("Tautan ini tidak berlaku lagi.");
        case Refusal::month_unfit: return msg("Bulan ini belum dapat dilaporkan.");
        case Refusal::figures_unbalanced: return msg("Angkanya tidak seimbang: sisa tidak boleh kurang dari nol.");
    }
    return {};
}

std::string_view sentence(Unfit why) {
    switch (why) {
        case Unfit::missing: return msg("Wajib diisi.");
        case Unfit::nik_length: return msg("NIK terdiri dari 16 angka.");
        case Unfit::nik_unfit: return msg("NIK ini tidak mungkin: tanggal atau nomor urutnya tidak ada.");
        case Unfit::nik_rounded: return msg("Program lembar kerja membulatkan NIK ini. Ketik ulang 16 angkanya sebagai teks.");
        case Unfit::nik_twice: return msg("NIK ini sudah dipakai baris lain sekolah Anda.");
        case Unfit::no_such_date: return msg("Tanggal ini tidak ada. Tulis seperti 07-08-2008.");
        case Unfit::date_in_future: return msg("Tanggal ini belum terjadi.");
        case Unfit::sex_unfit: return msg("Tulis L atau P.");
        case Unfit::phone_unfit: return msg("Nomor HP ini tidak lengkap atau salah ketik.");
        case Unfit::village_unknown: return msg("Kelurahan atau desa ini tidak ditemukan. Lihat lembar Kelurahan.");
        case Unfit::village_several: return msg("Ada beberapa desa bernama ini. Tambah kecamatannya setelah koma.");
        case Unfit::occupation_unknown: return msg("Jabatan ini tidak dikenal. Tulis kata lain atau kode KBJI.");
        case Unfit::year_unfit: return msg("Tahun lulus ditulis empat angka.");
        case Unfit::purpose_unfit: return msg("Tulis Dalam negeri, Luar negeri atau Keduanya.");
        case Unfit::too_long: return msg("Isian ini terlalu panjang.");
        case Unfit::too_many: return msg("Terlalu banyak; tulis yang utama saja.");
        case Unfit::unprintable: return msg("Ada karakter yang tidak dapat dicetak. Ketik ulang.");
        case Unfit::formula: return msg("Sel ini berisi rumus. Tulis nilainya.");
    }
    return {};
}

std::string_view label(Licence licence) {
    switch (licence) {
        case Licence::valid: return msg("Izin berlaku");
        case Licence::ends_soon: return msg("Izin segera berakhir");
        case Licence::not_yet: return msg("Izin belum berlaku");
        case Licence::over: return msg("Izin berakhir");
    }
    return {};
}

std::string_view label(GraduateOutcome outcome) {
    switch (outcome) {
        case GraduateOutcome::placed: return msg("Bekerja, lewat BKK atau kantor");
        case GraduateOutcome::working: return msg("Bekerja, cari sendiri");
        case GraduateOutcome::self_employed: return msg("Wirausaha");
        case GraduateOutcome::studying: return msg("Melanjutkan sekolah");
        case GraduateOutcome::looking: return msg("Masih mencari kerja");
    }
    return {};
}

}  // namespace partners
