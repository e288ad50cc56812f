#include <array>

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_draw.hpp"
#include "modules/booking/actions_waiting.hpp"

namespace booking {

// The labels of outcomes in rules.cpp, which know no languages: so that they are translated.
[[maybe_unused]] constexpr std::array outcome_labels{msg("Kartu disetujui"),
                                                     msg("Perlu perbaikan"),
                                                     msg("Ditolak"),
                                                     msg("Pergi sebelum selesai"),
                                                     msg("Salinan dilegalisasi"),
                                                     msg("Kartu tidak sesuai"),
                                                     msg("Lainnya"),
                                                     msg("Diberi penjelasan"),
                                                     msg("Dicatat"),
                                                     msg("Berkas belum lengkap"),
                                                     msg("Dirujuk ke instansi lain"),
                                                     msg("Selesai dijawab"),
                                                     msg("Perlu tindak lanjut")};

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_window: return msg("Jadwal ini tidak ditemukan. Silakan pilih jadwal lain.");
        case Refusal::window_suspended: return msg("Layanan pada jadwal ini sedang dihentikan. Silakan pilih hari lain.");
        case Refusal::window_over: return msg("Jadwal ini sudah lewat. Silakan pilih hari lain.");
        case Refusal::too_far_ahead: return msg("Jadwal ini belum dibuka. Silakan pilih hari yang lebih dekat.");
        case Refusal::already_booked: return msg("Anda sudah punya nomor antrean yang masih berlaku.");
        case Refusal::quota_full: return msg("Kuota jadwal ini sudah penuh. Silakan pilih jadwal lain.");
        case Refusal::service_not_online: return msg("Nomor untuk layanan ini hanya diambil di loket.");
        case Refusal::application_not_ready:
            return msg("Permohonan ini belum dikirim atau sudah selesai. Buka berkas Anda untuk melanjutkan.");
        case Refusal::take_number_at_counter:
            return msg("Silakan ambil nomor di loket dengan KTP Anda. Tersedia nomor cadangan pada hari yang sama.");
        case Refusal::no_such_ticket: return msg("Nomor antrean ini tidak ditemukan.");
        case Refusal::not_yours: return msg("Nomor antrean ini bukan milik berkas yang sedang dibuka.");
        case Refusal::wrong_state: return msg("Nomor antrean ini tidak dapat diubah lagi.");
        case Refusal::not_today: return msg("Nomor ini untuk hari lain. Petugas dapat tetap menerimanya hari ini.");
        case Refusal::quota_unfit: return msg("Isi kuota dengan angka dari 0 sampai 5.000.");
        case Refusal::reason_missing: return msg("Tuliskan alasan atau nomor keputusannya.");
        case Refusal::plan_changed: return msg("Antrean berubah sejak rencana ini dibuat. Periksa rencana yang baru.");
        case Refusal::changed_meanwhile: return msg("Petugas lain baru saja mengubah nomor ini. Muat ulang daftarnya.");
        case Refusal::no_such_outcome: return msg("Pilih hasil layanan dari daftar.");
        case Refusal::field_missing: return msg("Isi nama dan nomor telepon Anda.");
        case Refusal::no_such_change: return msg("Perubahan kuota ini tidak ditemukan, atau sudah dibatalkan.");
        case Refusal::newer_change_first: return msg("Ada perubahan yang lebih baru pada jadwal yang sama. Batalkan yang itu dahulu.");
        case Refusal::answer_over: return msg("Waktu untuk menjawab sudah lewat. Tempat baru Anda tetap berlaku.");
    }
    return {};
}

std::string_view sentence(WaitingRefusal why) {
    switch (why) {
        case WaitingRefusal::no_such_service: return msg("Layanan ini tidak ada di kantor ini.");
        case WaitingRefusal::application_not_ready:
            return msg("Permohonan ini belum dikirim atau sudah selesai. Buka berkas Anda untuk melanjutkan.");
        case WaitingRefusal::dates_unfit:
            return msg("Pilih hari mulai hari ini, paling jauh 120 hari ke depan, dan tidak sesudah nomor Anda.");
        case WaitingRefusal::already_waiting: return msg("Anda sudah ada di daftar tunggu layanan ini.");
        case WaitingRefusal::take_number_at_counter:
            return msg("Silakan ambil nomor di loket dengan KTP Anda. Tersedia nomor cadangan pada hari yang sama.");
        case WaitingRefusal::field_missing: return msg("Isi nama dan nomor telepon Anda.");
        case WaitingRefusal::not_on_the_list: return msg("Nama Anda tidak ada di daftar tunggu ini.");
        case WaitingRefusal::offer_over: return msg("Waktu tawaran ini sudah habis. Anda tetap di daftar tunggu.");
        case WaitingRefusal::place_gone: return msg("Tempat ini tidak tersedia lagi karena kuota berubah. Anda tetap di daftar tunggu.");
    }
    return {};
}

std::string_view sentence(DrawRefusal why) {
    switch (why) {
        case DrawRefusal::no_such_draw: return msg("Undian ini tidak ditemukan.");
        case DrawRefusal::no_such_day: return msg("Tidak ada tempat daring pada hari itu. Pilih hari layanan lain.");
        case DrawRefusal::times_unfit:
            return msg(
                "Pendaftaran dibuka mulai sekarang, paling singkat satu jam, dan ditutup paling lambat sehari sebelum hari layanan.");
        case DrawRefusal::day_taken: return msg("Hari itu sudah punya undian.");
        case DrawRefusal::not_open: return msg("Pendaftaran undian ini belum dibuka atau sudah ditutup.");
        case DrawRefusal::already_entered: return msg("Anda sudah ikut undian ini.");
        case DrawRefusal::already_booked: return msg("Anda sudah punya nomor antrean yang masih berlaku.");
        case DrawRefusal::application_not_ready:
            return msg("Permohonan ini belum dikirim atau sudah selesai. Buka berkas Anda untuk melanjutkan.");
        case DrawRefusal::take_number_at_counter:
            return msg("Silakan ambil nomor di loket dengan KTP Anda. Tersedia nomor cadangan pada hari yang sama.");
        case DrawRefusal::reason_missing: return msg("Tuliskan alasan atau nomor keputusannya.");
        case DrawRefusal::too_early: return msg("Undian diadakan sesudah pendaftaran ditutup.");
    }
    return {};
}

}  // namespace booking
