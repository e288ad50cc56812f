#include <string_view>

#include "modules/identity/model.hpp"
#include "platform/i18n/language.hpp"

namespace identity {

std::string_view sentence(Refusal why);
std::string_view code(Refusal why);
std::string_view label(Role role);

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::wrong_credentials: return msg("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.");
        case Refusal::too_many_attempts: return msg("Terlalu banyak percobaan. Tunggu sebentar, paling lama 15 menit, lalu coba lagi.");
        case Refusal::account_disabled: return msg("Akun ini sedang dinonaktifkan. Hubungi admin kantor Anda.");
        case Refusal::second_factor_needed: return msg("Kode dari aplikasi autentikator diperlukan.");
        case Refusal::second_factor_wrong: return msg("Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di ponsel Anda.");
        case Refusal::password_too_short: return msg("Kata sandi sekurangnya 8 karakter.");
        case Refusal::password_too_common: return msg("Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan.");
        case Refusal::password_wrong: return msg("Kata sandi Anda yang sekarang tidak cocok.");
        case Refusal::user_name_taken: return msg("Nama pengguna ini sudah dipakai. Pilih yang lain.");
        case Refusal::user_name_unfit: return msg("Pakai 3 sampai 40 huruf kecil, angka, titik, atau tanda hubung; mulai dengan huruf.");
        case Refusal::name_missing: return msg("Tuliskan nama lengkap.");
        case Refusal::role_missing: return msg("Pilih sekurangnya satu tugas.");
        case Refusal::role_not_yours: return msg("Hanya admin yang dapat memberi tugas ini.");
        case Refusal::link_unknown: return msg("Tautan ini sudah dipakai atau sudah lewat waktunya. Minta tautan baru.");
        case Refusal::last_admin: return msg("Ini admin terakhir. Tunjuk admin lain dahulu.");
        case Refusal::own_account: return msg("Akun Anda sendiri hanya dapat diubah di halaman Akun saya, atau oleh rekan lain.");
        case Refusal::no_such_account: return msg("Akun ini tidak ditemukan.");
        case Refusal::not_your_office: return msg("Akun ini milik kantor lain.");
        case Refusal::wrong_state: return msg("Akun ini sudah berubah. Muat ulang halaman, lalu periksa lagi.");
        case Refusal::session_over: return msg("Waktunya habis. Masuk lagi dari awal.");
    }
    return {};
}

std::string_view code(Refusal why) {
    switch (why) {
        case Refusal::wrong_credentials: return "wrong_credentials";
        case Refusal::too_many_attempts: return "too_many_attempts";
        case Refusal::account_disabled: return "account_disabled";
        case Refusal::second_factor_needed: return "second_factor_needed";
        case Refusal::second_factor_wrong: return "second_factor_wrong";
        case Refusal::password_too_short: return "password_too_short";
        case Refusal::password_too_common: return "password_too_common";
        case Refusal::password_wrong: return "password_wrong";
        case Refusal::user_name_taken: return "user_name_taken";
        case Refusal::user_name_unfit: return "user_name_unfit";
        case Refusal::name_missing: return "name_missing";
        case Refusal::role_missing: return "role_missing";
        case Refusal::role_not_yours: return "role_not_yours";
        case Refusal::link_unknown: return "link_unknown";
        case Refusal::last_admin: return "last_admin";
        case Refusal::own_account: return "own_account";
        case Refusal::no_such_account: return "no_such_account";
        case Refusal::not_your_office: return "not_your_office";
        case Refusal::wrong_state: return "wrong_state";
        case Refusal::session_over: return "session_over";
    }
    return {};
}

std::string_view label(Role role) {
    switch (role) {
        case Role::admin: return msg("Admin pemasangan");
        case Role::manager: return msg("Manajer kantor");
        case Role::clerk: return msg("Petugas loket");
        case Role::inspector: return msg("Pengawas (Inspektorat)");
        case Role::school: return msg("BKK sekolah");
        case Role::employer: return msg("Perusahaan");
    }
    return {};
}

}  // namespace identity
