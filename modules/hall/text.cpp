#include "modules/hall/actions.hpp"

namespace hall {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_ticket: return msg("Nomor antrean ini tidak ditemukan.");
        case Refusal::no_such_counter: return msg("Loket ini tidak ada dalam daftar kantor. Pilih loket lain.");
        case Refusal::nobody_waits: return msg("Belum ada yang menunggu untuk loket ini.");
        case Refusal::not_in_the_hall: return msg("Orang ini belum tercatat hadir hari ini, atau sudah pergi.");
        case Refusal::wrong_state: return msg("Langkah ini tidak dapat dilakukan pada keadaan nomor ini sekarang.");
        case Refusal::changed_meanwhile: return msg("Loket lain baru saja mengubah nomor ini. Muat ulang daftarnya.");
        case Refusal::counter_busy: return msg("Masih ada nomor yang dipanggil ke loket ini. Selesaikan atau tahan dulu.");
        case Refusal::counter_elsewhere: return msg("Loket ini tidak melayani nomor tersebut.");
        case Refusal::counter_taken: return msg("Petugas lain sedang duduk di loket ini. Pilih loket lain.");
        case Refusal::number_taken: return msg("Nomor loket ini sudah dipakai.");
        case Refusal::number_unfit: return msg("Tulis nomor loket dengan huruf dan angka, paling banyak enam.");
        case Refusal::too_early: return msg("Nomor ini baru saja dipanggil. Tunggu sebentar sebelum memanggil lagi.");
        case Refusal::too_late: return msg("Panggilan hanya dapat dibatalkan dalam 10 detik.");
        case Refusal::reason_missing: return msg("Tuliskan alasannya, paling sedikit tiga huruf.");
        case Refusal::no_such_service: return msg("Pilih layanan lain dari daftar.");
        case Refusal::no_such_outcome: return msg("Pilih hasil layanan dari daftar.");
        case Refusal::no_such_lane: return msg("Jalur prioritas ini tidak dipakai di kantor ini.");
        case Refusal::consent_missing: return msg("Catat dulu persetujuan orangnya.");
        case Refusal::not_one_person:
            return msg("Kedua nomor ini tidak dapat digabung: pilih nomor yang dipesan untuk layanan ini hari ini, yang masih berlaku.");
        case Refusal::value_unfit: return msg("Isi suhu dengan angka, misalnya 36,7.");
    }
    return {};
}

}  // namespace hall
