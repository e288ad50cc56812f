#include "modules/messages/text.hpp"

#include "platform/i18n/language.hpp"

namespace messages {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_message: return msg("Pesan ini tidak ditemukan.");
        case Refusal::wrong_state: return msg("Pesan ini sedang dikirim atau sudah terkirim.");
        case Refusal::content_wiped: return msg("Isi pesan ini sudah dihapus sesuai masa simpannya, jadi tidak dapat dikirim lagi.");
        case Refusal::no_such_text: return msg("Kata-kata ini tidak dikenal.");
        case Refusal::name_missing: return msg("Isinya harus tetap memuat {bagian}.");
        case Refusal::name_unknown: return msg("{bagian} tidak dikenal. Pakai hanya yang tercantum di halaman ini.");
        case Refusal::words_missing: return msg("Judul dan isi perlu diisi.");
        case Refusal::words_too_long: return msg("Terlalu panjang. Judul sampai 120 huruf, isi sampai 1.500 huruf.");
        case Refusal::address_unfit:
            return msg("Isi nomor ponsel, misalnya 0812 3456 7890, atau alamat surel, misalnya nama@contoh.go.id.");
        case Refusal::host_unfit: return msg("Isi nama server saja, misalnya smtp.contoh.go.id.");
        case Refusal::port_unfit: return msg("Isi angka dari 1 sampai 65535, biasanya 587.");
        case Refusal::sender_unfit: return msg("Isi alamat surel, misalnya antrean@contoh.go.id.");
        case Refusal::url_unfit:
            return msg("Isi alamat https. Alamat http hanya boleh untuk server ini sendiri, misalnya http://127.0.0.1:9000/kirim.");
        case Refusal::secret_missing: return msg("Isi kunci bersama, sekurangnya 16 huruf atau angka.");
        case Refusal::changed_meanwhile: return msg("Orang lain baru saja mengubah halaman ini. Muat ulang, lalu ubah lagi.");
    }
    return "";
}

std::string_view label(State state) {
    switch (state) {
        case State::queued: return msg("Menunggu");
        case State::sending: return msg("Sedang dikirim");
        case State::sent: return msg("Terkirim");
        case State::delivered: return msg("Sampai");
        case State::failed: return msg("Gagal");
    }
    return "";
}

std::string_view label(Carrier carrier) {
    switch (carrier) {
        case Carrier::none: return "";
        case Carrier::gateway: return msg("WhatsApp atau SMS");
        case Carrier::mail: return msg("Surel");
        case Carrier::paper: return msg("Kertas");
        case Carrier::by_hand: return msg("Disampaikan petugas");
    }
    return "";
}

std::string_view failure_sentence(std::string_view failure) {
    const auto code = failure.substr(0, failure.find(' '));
    if (code == "refused") return msg("Nomor atau alamatnya ditolak: mungkin salah tulis atau tidak aktif lagi.");
    if (code == "unreachable") return msg("Jalur pengiriman belum menjawab. Program mencoba lagi sendiri.");
    if (code == "reported") return msg("Penyedia melaporkan pesan ini tidak sampai.");
    if (code == "too_late") return msg("Belum terkirim sampai lewat waktunya, jadi tidak dikirim lagi.");
    if (code == "withdrawn") return msg("Dibatalkan sebelum terkirim, karena isinya tidak berlaku lagi.");
    if (code == "not_collected") return msg("Tidak dicetak atau disampaikan selama masa simpannya.");
    if (code == "no_text") return msg("Kata-katanya tidak lagi dikenal oleh program.");
    return "";
}

}  // namespace messages
