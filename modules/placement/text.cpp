#include "modules/placement/text.hpp"

#include "modules/placement/actions.hpp"
#include "platform/i18n/language.hpp"

namespace placement {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy: return msg("Lowongan ini tidak ada.");
        case Refusal::vacancy_not_open: return msg("Lowongan ini tidak menerima lamaran lagi. Lihat lowongan yang mirip.");
        case Refusal::file_not_ready: return msg("Kirim dulu berkas AK-1 Anda. Setelah itu Anda dapat melamar.");
        case Refusal::already_applied: return msg("Anda sudah melamar lowongan ini. Lihat keadaannya di Lamaran saya.");
        case Refusal::applications_full: return msg("Jumlah lamaran untuk lowongan ini sudah penuh. Lihat lowongan yang mirip.");
        case Refusal::note_too_long: return msg("Catatan terlalu panjang. Singkatkan sedikit.");
        case Refusal::consent_missing: return msg("Pastikan orangnya setuju dulu.");
        case Refusal::no_such_candidacy: return msg("Lamaran ini tidak ada.");
        case Refusal::wrong_state: return msg("Lamaran ini sudah berada di langkah lain. Muat ulang halaman ini.");
        case Refusal::changed_meanwhile: return msg("Seseorang baru saja mengubahnya. Muat ulang halaman ini, lalu ulangi.");
        case Refusal::reason_missing: return msg("Pilih alasannya.");
        case Refusal::not_introduced: return msg("Orangnya belum setuju dikenalkan. Undang dulu.");
        case Refusal::openings_taken: return msg("Semua tempat pada lowongan ini sudah terisi.");
        case Refusal::start_unfit: return msg("Tulis tanggal mulai bekerja: paling lama setahun yang lalu, paling jauh enam bulan lagi.");
        case Refusal::start_in_future: return msg("Hari mulai bekerja belum tiba.");
        case Refusal::end_unfit: return msg("Tulis hari terakhir bekerja: dari hari mulainya sampai hari ini.");
        case Refusal::not_your_company: return msg("Lowongan ini bukan milik perusahaan Anda.");
        case Refusal::has_interest: return msg("Anda pernah menyatakan punya kepentingan di perusahaan ini. Minta rekan lain.");
        case Refusal::nobody_chosen: return msg("Pilih sedikitnya satu orang.");
        case Refusal::too_many_chosen: return msg("Paling banyak lima puluh orang sekali kirim.");
        case Refusal::no_such_employer: return msg("Pilih perusahaan dari daftar.");
        case Refusal::words_missing: return msg("Tulis hubungan Anda dengan perusahaan itu.");
        case Refusal::no_such_placement: return msg("Catatan penempatan ini tidak ada.");
        case Refusal::evidence_missing: return msg("Pilih bukti yang Anda lihat.");
        case Refusal::too_early: return msg("Belum waktunya. Tanyakan lagi setelah masa itu lewat.");
        case Refusal::no_lines: return msg("Tempel atau pindai sedikitnya satu nomor kartu.");
        case Refusal::too_many_lines: return msg("Paling banyak lima puluh kartu sekali periksa.");
        case Refusal::contacts_used_up: return msg("Orang ini sudah sering dihubungi minggu ini. Coba minggu depan.");
        case Refusal::person_declines:
            return msg("Orang ini tidak ingin dicarikan perusahaan ini. Hanya ia sendiri yang dapat mengubahnya, di profil kerjanya.");
        case Refusal::has_work:
            return msg("Menurut catatan kantor Anda sudah bekerja. Bila mencari kerja lagi, laporkan itu atau ajukan AK-1 baru dulu.");
        case Refusal::checks_used_up: return msg("Batas pemeriksaan hari ini sudah tercapai. Lanjutkan besok, atau hubungi kantor.");
    }
    return "";
}

std::string_view code(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy: return "no_such_vacancy";
        case Refusal::vacancy_not_open: return "vacancy_not_open";
        case Refusal::file_not_ready: return "application_not_submitted";
        case Refusal::already_applied: return "already_applied";
        case Refusal::applications_full: return "applications_full";
        case Refusal::note_too_long: return "field_unfit";
        case Refusal::consent_missing: return "consent_missing";
        case Refusal::no_such_candidacy: return "no_such_application";
        case Refusal::wrong_state: return "wrong_state";
        case Refusal::changed_meanwhile: return "changed_meanwhile";
        case Refusal::reason_missing: return "reason_missing";
        case Refusal::not_introduced: return "not_introduced";
        case Refusal::openings_taken: return "openings_taken";
        case Refusal::start_unfit: return "start_unfit";
        case Refusal::start_in_future: return "start_in_future";
        case Refusal::end_unfit: return "end_unfit";
        case Refusal::not_your_company: return "not_yours";
        case Refusal::has_interest: return "has_interest";
        case Refusal::nobody_chosen: return "nobody_chosen";
        case Refusal::too_many_chosen: return "too_many_chosen";
        case Refusal::no_such_employer: return "no_such_employer";
        case Refusal::words_missing: return "words_missing";
        case Refusal::no_such_placement: return "no_such_placement";
        case Refusal::evidence_missing: return "evidence_missing";
        case Refusal::too_early: return "too_early";
        case Refusal::no_lines: return "no_lines";
        case Refusal::too_many_lines: return "too_many_lines";
        case Refusal::checks_used_up: return "checks_used_up";
        case Refusal::contacts_used_up: return "contacts_used_up";
        case Refusal::person_declines: return "person_declines";
        case Refusal::has_work: return "has_work";
    }
    return "";
}

int status_of(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy:
        case Refusal::no_such_candidacy:
        case Refusal::no_such_placement:
        case Refusal::not_your_company: return 404;
        case Refusal::vacancy_not_open:
        case Refusal::file_not_ready:
        case Refusal::already_applied:
        case Refusal::applications_full:
        case Refusal::wrong_state:
        case Refusal::changed_meanwhile:
        case Refusal::not_introduced:
        case Refusal::contacts_used_up:
        case Refusal::person_declines:
        case Refusal::has_work:
        case Refusal::openings_taken: return 409;
        case Refusal::has_interest: return 403;
        case Refusal::checks_used_up: return 429;
        case Refusal::note_too_long:
        case Refusal::consent_missing:
        case Refusal::reason_missing:
        case Refusal::start_unfit:
        case Refusal::start_in_future:
        case Refusal::end_unfit:
        case Refusal::nobody_chosen:
        case Refusal::too_many_chosen:
        case Refusal::no_such_employer:
        case Refusal::words_missing:
        case Refusal::evidence_missing:
        case Refusal::too_early:
        case Refusal::no_lines:
        case Refusal::too_many_lines: return 422;
    }
    return 422;
}

std::string_view label(CandidacyState state, Origin origin) {
    switch (state) {
        case CandidacyState::sent: return msg("Terkirim");
        case CandidacyState::invited: return msg("Diundang");
        case CandidacyState::introduced: return origin == Origin::referred ? msg("Dirujuk") : msg("Dikenalkan");
        case CandidacyState::interviewed: return msg("Sudah wawancara");
        case CandidacyState::accepted: return msg("Diterima bekerja");
        case CandidacyState::not_accepted: return msg("Belum cocok");
        case CandidacyState::no_show: return msg("Tidak datang");
        case CandidacyState::withdrawn: return msg("Ditarik");
        case CandidacyState::closed: return msg("Ditutup");
    }
    return "";
}

std::string_view explanation(CandidacyState state) {
    switch (state) {
        case CandidacyState::sent: return msg("Perusahaan melihat kecocokan Anda tanpa nama. Anda tidak perlu melakukan apa-apa.");
        case CandidacyState::invited:
            return msg("Perusahaan ingin bertemu Anda. Setujui, dan perusahaan melihat nama serta nomor ponsel Anda.");
        case CandidacyState::introduced: return msg("Perusahaan mengenal Anda dan akan menghubungi Anda.");
        case CandidacyState::interviewed: return msg("Wawancara sudah selesai. Perusahaan menjawab paling lambat pada hari di atas.");
        case CandidacyState::accepted: return msg("Anda diterima. Simpan surat atau kontrak kerjanya.");
        case CandidacyState::not_accepted: return msg("Kali ini belum. Di bawah ada langkah berikutnya.");
        case CandidacyState::no_show: return msg("Perusahaan mencatat Anda tidak datang. Bila itu keliru, hubungi kantor.");
        case CandidacyState::withdrawn: return msg("Anda menarik lamaran ini. Perusahaan tidak melihat nama Anda.");
        case CandidacyState::closed: return msg("Lamaran ini ditutup. Di bawah ada langkah berikutnya.");
    }
    return "";
}

std::string_view label(Reason reason) {
    switch (reason) {
        case Reason::other_closer: return msg("Ada yang lebih cocok");
        case Reason::skill: return msg("Keterampilan belum sesuai");
        case Reason::certificate: return msg("Perlu sertifikat atau izin");
        case Reason::experience: return msg("Pengalaman belum cukup");
        case Reason::education: return msg("Pendidikan belum sesuai");
        case Reason::hours: return msg("Jam kerja tidak cocok");
        case Reason::distance: return msg("Tempat kerja terlalu jauh");
        case Reason::wage: return msg("Upah yang diharapkan belum bisa dipenuhi");
        case Reason::filled: return msg("Semua tempat terisi");
        case Reason::cancelled: return msg("Lowongan berakhir");
        case Reason::unanswered: return msg("Tidak dijawab sampai harinya");
        case Reason::invitation_unanswered: return msg("Undangan tidak dijawab");
    }
    return "";
}

std::string_view sentence(Reason reason) {
    switch (reason) {
        case Reason::other_closer:
            return msg("Perusahaan memilih pelamar yang pengalamannya lebih dekat dengan pekerjaan ini. Kemampuan Anda tetap berharga.");
        case Reason::skill:
            return msg("Pekerjaan ini memerlukan keterampilan yang belum ada di profil Anda. Keterampilan itu dapat dipelajari.");
        case Reason::certificate:
            return msg(
                "Pekerjaan ini memerlukan sertifikat atau izin yang belum Anda miliki. Kantor dapat menunjukkan cara memperolehnya.");
        case Reason::experience:
            return msg("Perusahaan mencari orang yang sudah lebih lama mengerjakan pekerjaan ini. Ada lowongan yang menerima pemula.");
        case Reason::education: return msg("Perusahaan mencari jenjang atau jurusan pendidikan yang lain untuk pekerjaan ini.");
        case Reason::hours: return msg("Jam kerjanya tidak cocok dengan waktu yang Anda sebutkan.");
        case Reason::distance: return msg("Tempat kerjanya terlalu jauh dari tempat tinggal Anda.");
        case Reason::wage: return msg("Perusahaan belum dapat memenuhi upah yang Anda harapkan.");
        case Reason::filled: return msg("Semua tempat sudah terisi. Ini bukan penilaian atas diri Anda.");
        case Reason::cancelled: return msg("Lowongan ini sudah berakhir. Ini bukan karena Anda.");
        case Reason::unanswered: return msg("Perusahaan tidak menjawab sampai hari yang dijanjikan. Ini bukan penilaian atas diri Anda.");
        case Reason::invitation_unanswered:
            return msg("Undangan perusahaan belum Anda jawab sampai harinya. Anda boleh melamar lowongan lain kapan saja.");
    }
    return "";
}

Help first_help(Reason reason) {
    switch (reason) {
        case Reason::skill:
        case Reason::certificate: return Help::training;
        case Reason::education:
        case Reason::experience: return Help::counselling;
        case Reason::hours:
        case Reason::distance:
        case Reason::wage: return Help::profile;
        case Reason::other_closer:
        case Reason::filled:
        case Reason::cancelled:
        case Reason::unanswered:
        case Reason::invitation_unanswered: return Help::similar;
    }
    return Help::similar;
}

std::string_view label(PlacementState state) {
    switch (state) {
        case PlacementState::reported: return msg("Menunggu diperiksa");
        case PlacementState::placed: return msg("Bekerja");
        case PlacementState::confirmed: return msg("Masih bekerja setelah tiga bulan");
        case PlacementState::ended: return msg("Berakhir");
        case PlacementState::refused: return msg("Tidak terbukti");
    }
    return "";
}

std::string_view label(Channel channel) {
    switch (channel) {
        case Channel::local: return msg("Antar kerja lokal (AKL)");
        case Channel::interregional: return msg("Antar kerja antar daerah (AKAD)");
        case Channel::overseas: return msg("Antar kerja antar negara (AKAN)");
    }
    return "";
}

std::string_view label(MatchOrigin origin) {
    switch (origin) {
        case MatchOrigin::referral: return msg("Rujukan petugas");
        case MatchOrigin::portal: return msg("Lamaran lewat layanan ini");
        case MatchOrigin::job_fair: return msg("Bursa kerja");
        case MatchOrigin::school: return msg("BKK");
        case MatchOrigin::self_found: return msg("Dicari sendiri");
    }
    return "";
}

std::string_view label(Evidence evidence) {
    switch (evidence) {
        case Evidence::company_report: return msg("Laporan perusahaan");
        case Evidence::contract: return msg("Kontrak kerja");
        case Evidence::company_letter: return msg("Surat perusahaan");
        case Evidence::person_statement: return msg("Pernyataan pekerja");
    }
    return "";
}

}  // namespace placement
