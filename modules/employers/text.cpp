#include "modules/employers/actions.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/rules.hpp"
#include "platform/i18n/language.hpp"

namespace employers {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_employer: return msg("Perusahaan ini tidak ada dalam daftar kantor Anda.");
        case Refusal::no_employer_of_yours: return msg("Akun ini belum dihubungkan dengan sebuah perusahaan.");
        case Refusal::field_missing: return msg("Masih ada isian yang kosong.");
        case Refusal::field_unfit: return msg("Ada isian yang tidak dapat dipakai.");
        case Refusal::nib_known: return msg("Kantor pusat lain yang terverifikasi sudah memakai NIB ini.");
        case Refusal::head_office_unfit: return msg("Kantor pusat ini tidak dapat dipilih.");
        case Refusal::account_taken: return msg("Akun ini sudah bekerja untuk perusahaan lain.");
        case Refusal::user_name_taken: return msg("Nama pengguna ini sudah dipakai.");
        case Refusal::user_name_unfit: return msg("Nama pengguna memakai huruf kecil, angka, titik, atau tanda hubung.");
        case Refusal::call_back_missing: return msg("Catat siapa yang menjawab dan nomor atau tempatnya.");
        case Refusal::reason_missing: return msg("Tulis alasannya.");
        case Refusal::has_tie: return msg("Anda pernah menyatakan punya kepentingan di perusahaan ini. Minta rekan lain.");
        case Refusal::wrong_state: return msg("Langkah ini tidak cocok lagi dengan keadaannya.");
        case Refusal::changed_meanwhile: return msg("Orang lain baru saja mengubahnya. Periksa lagi, lalu simpan.");
    }
    return {};
}

std::string_view label(EmployerState state) {
    switch (state) {
        case EmployerState::submitted: return msg("Menunggu pemeriksaan");
        case EmployerState::verified: return msg("Terverifikasi");
        case EmployerState::refused: return msg("Ditolak");
        case EmployerState::suspended: return msg("Ditangguhkan");
    }
    return {};
}

std::string_view label(Ownership ownership) {
    switch (ownership) {
        case Ownership::government: return msg("Instansi pemerintah");
        case Ownership::state_company: return msg("BUMN atau BUMD");
        case Ownership::cooperative: return msg("Koperasi");
        case Ownership::private_company: return msg("Perusahaan swasta");
        case Ownership::other_body: return msg("Badan usaha lain");
        case Ownership::individual: return msg("Perorangan");
    }
    return {};
}

std::string_view label(Size size) {
    switch (size) {
        case Size::micro: return msg("Mikro: 1 sampai 4 orang");
        case Size::small: return msg("Kecil: 5 sampai 19 orang");
        case Size::medium: return msg("Menengah: 20 sampai 99 orang");
        case Size::large: return msg("Besar: 100 orang atau lebih");
    }
    return {};
}

std::string_view sentence(WarningRefusal why) {
    switch (why) {
        case WarningRefusal::no_such_warning: return msg("Permintaan penjelasan ini tidak ditemukan.");
        case WarningRefusal::source_missing: return msg("Isian ini wajib.");
        case WarningRefusal::text_unfit: return msg("Isian ini terlalu panjang atau memuat karakter yang tidak dapat dicetak.");
        case WarningRefusal::already_open: return msg("Hal ini sudah ditanyakan dan belum selesai.");
        case WarningRefusal::still_running: return msg("Peringatan sebelumnya masih berlaku.");
        case WarningRefusal::was_the_last: return msg("Peringatan III sudah dikirim. Langkah berikutnya di luar aplikasi ini.");
        case WarningRefusal::answer_awaited: return msg("Perusahaan masih punya waktu untuk menjawab.");
        case WarningRefusal::number_missing: return msg("Tulis nomor surat dari buku agenda.");
        case WarningRefusal::number_known: return msg("Nomor surat ini sudah dipakai.");
        case WarningRefusal::has_tie: return sentence(Refusal::has_tie);
        case WarningRefusal::wrong_state: return msg("Langkah ini tidak cocok lagi dengan keadaannya.");
        case WarningRefusal::changed_meanwhile: return msg("Orang lain baru saja mengubahnya. Periksa lagi, lalu simpan.");
    }
    return {};
}

std::string_view label(Matter matter) {
    switch (matter) {
        case Matter::vacancy: return msg("Laporan lowongan");
        case Matter::filled: return msg("Laporan lowongan terisi");
    }
    return {};
}

std::string_view label(WarningState state) {
    switch (state) {
        case WarningState::draft: return msg("Menunggu jawaban perusahaan");
        case WarningState::answered: return msg("Dijawab, menunggu keputusan");
        case WarningState::sent: return msg("Peringatan dikirim");
        case WarningState::closed: return msg("Selesai");
        case WarningState::withdrawn: return msg("Penjelasan cukup");
    }
    return {};
}

}  // namespace employers
