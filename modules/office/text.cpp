#include "modules/office/actions.hpp"
#include "modules/office/rules.hpp"

namespace office {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_office: return msg("Kantor ini tidak ditemukan.");
        case Refusal::code_taken: return msg("Nama ini sudah dipakai. Pilih nama lain.");
        case Refusal::code_unfit: return msg("Pakai huruf kecil, angka, dan tanda hubung, misalnya kota-balikpapan.");
        case Refusal::field_missing: return msg("Bagian ini perlu diisi.");
        case Refusal::no_such_service: return msg("Pilih sekurangnya satu layanan dari daftar.");
        case Refusal::hours_reversed: return msg("Jam tutup harus sesudah jam buka.");
        case Refusal::no_weekday: return msg("Pilih sekurangnya satu hari.");
        case Refusal::quota_out_of_range: return msg("Isi angka dari 0 sampai 5.000.");
        case Refusal::share_out_of_range: return msg("Isi angka yang masuk akal: bagian-bagian tidak boleh melebihi 100 persen.");
        case Refusal::dates_reversed: return msg("Tanggal akhir harus sesudah tanggal mulai.");
        case Refusal::no_such_rule: return msg("Jadwal ini tidak ditemukan.");
        case Refusal::no_such_parameter: return msg("Ketentuan ini tidak dikenal.");
        case Refusal::parameter_value_unfit: return msg("Nilai ini tidak dapat dipakai untuk ketentuan ini.");
        case Refusal::legal_basis_missing: return msg("Tuliskan dasar hukumnya: peraturan, pasal, dan tanggalnya.");
        case Refusal::effect_in_the_past: return msg("Tanggal mulai berlaku tidak boleh sebelum hari ini.");
        case Refusal::template_unfit: return msg("Templat kartu ini tidak dapat dipakai.");
        case Refusal::changed_meanwhile: return msg("Orang lain baru saja mengubah halaman ini. Periksa isinya, lalu simpan lagi.");
        case Refusal::holiday_known: return msg("Tanggal ini sudah ada dalam daftar.");
        case Refusal::no_such_holiday: return msg("Tanggal ini tidak ada dalam daftar.");
        case Refusal::pattern_unfit:
            return msg("Pola ini tidak dapat dipakai. Pola perlu tepat satu {seq:…} dan hanya isian yang dikenal.");
        case Refusal::photos_out_of_range: return msg("Minta satu sampai tiga foto.");
        case Refusal::not_ready: return msg("Kantor belum dapat dibuka: lengkapi bagian yang masih kurang.");
        case Refusal::file_unreadable: return msg("Berkas ini tidak dapat dibaca. Pakai gambar PNG atau JPEG.");
    }
    return {};
}

std::string_view sentence(Lack lack) {
    switch (lack) {
        case Lack::address: return msg("Alamat kantor belum diisi");
        case Lack::privacy_contact: return msg("Narahubung pelindungan data belum diisi");
        case Lack::complaint_path: return msg("Jalur pengaduan belum diisi");
        case Lack::signatory: return msg("Belum ada yang menandatangani kartu hari ini");
        case Lack::service: return msg("Belum ada layanan yang dibuka");
        case Lack::hours: return msg("Belum ada jadwal");
    }
    return {};
}

}  // namespace office
