#include "modules/interviews/text.hpp"

#include "modules/interviews/actions.hpp"
#include "platform/i18n/language.hpp"

namespace interviews {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_day: return msg("Hari wawancara ini tidak ada.");
        case Refusal::no_such_company: return msg("Pilih perusahaan dari daftar.");
        case Refusal::no_such_meeting: return msg("Wawancara ini tidak ada.");
        case Refusal::has_interest: return msg("Anda pernah menyatakan punya kepentingan di salah satu perusahaannya. Minta rekan lain.");
        case Refusal::date_unfit: return msg("Pilih hari ini atau hari sesudahnya, paling jauh satu tahun.");
        case Refusal::hours_unfit: return msg("Tulis jam yang berurutan dan di dalam hari itu, misalnya 13.00 dan 16.00.");
        case Refusal::numbers_unfit: return msg("Tulis angka yang masuk akal.");
        case Refusal::place_missing: return msg("Tulis tempatnya, atau cara masuk bila daring.");
        case Refusal::company_there: return msg("Perusahaan ini sudah diundang pada hari itu.");
        case Refusal::nobody_introduced: return msg("Belum ada orang yang dikenalkan kepada perusahaan-perusahaan ini.");
        case Refusal::no_company: return msg("Undang dulu sedikitnya satu perusahaan.");
        case Refusal::not_arranged: return msg("Susun jadwalnya dulu.");
        case Refusal::wrong_state: return msg("Ini tidak dapat diubah lagi. Muat ulang halaman ini.");
        case Refusal::slot_taken: return msg("Semua meja perusahaan itu terisi pada jam ini. Pilih jam lain.");
        case Refusal::person_elsewhere: return msg("Orangnya punya wawancara lain pada jam ini, atau terlalu dekat. Pilih jam lain.");
        case Refusal::person_not_there: return msg("Orangnya tidak dapat hadir pada jam ini. Pilih jam lain.");
        case Refusal::company_not_there: return msg("Perusahaannya tidak hadir pada jam ini. Pilih jam lain.");
        case Refusal::shared_taken: return msg("Juru bahasa atau ruang tenang sudah terpakai pada jam ini. Pilih jam lain.");
        case Refusal::hour_has_come: return msg("Jam ini sudah tiba. Pilih jam lain.");
        case Refusal::hour_not_come: return msg("Jamnya belum tiba. Tunggu sampai jamnya lewat.");
        case Refusal::changed_meanwhile: return msg("Seseorang baru saja mengubahnya. Muat ulang halaman ini, lalu ulangi.");
        case Refusal::wishes_unfit: return msg("Pilih setiap perusahaan tepat satu kali.");
    }
    return "";
}

std::string_view label(DayState state) {
    switch (state) {
        case DayState::draft: return msg("rancangan");
        case DayState::published: return msg("diumumkan");
        case DayState::cancelled: return msg("dibatalkan");
    }
    return "";
}

std::string_view label(MeetingState state) {
    switch (state) {
        case MeetingState::waiting: return msg("menunggu");
        case MeetingState::placed: return msg("terjadwal");
        case MeetingState::cannot_come: return msg("tidak dapat datang");
        case MeetingState::removed: return msg("dilepas petugas");
        case MeetingState::over: return msg("tidak lagi dikenalkan");
    }
    return "";
}

std::string_view label(Mode mode) {
    switch (mode) {
        case Mode::office: return msg("Yang paling lama menunggu didahulukan");
        case Mode::mutual: return msg("Kedua pihak mengurutkan pilihannya");
    }
    return "";
}

std::string_view explanation_of_waiting(std::string_view why) {
    if (why == "never_there") return msg("Orang dan perusahaan tidak pernah hadir pada jam yang sama.");
    if (why == "no_shared") return msg("Juru bahasa atau ruang tenang yang diperlukan tidak ada pada hari ini.");
    if (why == "company_full") return msg("Semua meja perusahaan terisi selama orangnya dapat hadir.");
    if (why == "person_busy") return msg("Wawancara lain orang ini, dengan jedanya, mengisi jam yang tersisa.");
    if (why == "shared_taken") return msg("Juru bahasa atau ruang tenang terpakai pada jam yang tersisa.");
    if (why == "no_way") return msg("Setiap jam terhalang salah satu: meja, wawancara lain, atau ruang.");
    if (why == "enough") return msg("Orang ini sudah punya wawancara sebanyak yang dibolehkan.");
    if (why == "not_agreed") return msg("Menurut urutan kedua pihak, yang lain lebih didahulukan.");
    return msg("Belum disusun.");
}

}  // namespace interviews
