#include "modules/registration/text.hpp"

namespace registration {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_application: return msg("Permohonan ini tidak ditemukan.");
        case Refusal::not_yours: return msg("Berkas ini bukan milik Anda.");
        case Refusal::field_missing: return msg("Ada isian yang belum lengkap.");
        case Refusal::field_unfit: return msg("Ada isian yang perlu diperbaiki.");
        case Refusal::wrong_state: return msg("Langkah ini tidak bisa dilakukan pada keadaan berkas sekarang.");
        case Refusal::not_checked_in: return msg("Pemohon belum tercatat hadir dengan KTP.");
        case Refusal::changed_meanwhile: return msg("Berkas ini baru saja diubah orang lain. Muat ulang, lalu periksa lagi.");
        case Refusal::reason_missing: return msg("Tuliskan alasannya.");
        case Refusal::no_such_reason: return msg("Alasan ini tidak ada dalam daftar.");
        case Refusal::intake_unread: return msg("AK/II belum dibaca dan dibenarkan oleh pemohon.");
        case Refusal::no_signatory: return msg("Belum ada pejabat penanda tangan untuk tanggal ini.");
        case Refusal::number_exhausted: return msg("Nomor pendaftaran dalam urutan ini sudah habis. Hubungi pengelola kantor.");
        case Refusal::blank_serial_missing: return msg("Nomor seri blanko wajib diisi.");
        case Refusal::blank_serial_used: return msg("Nomor seri blanko ini sudah dipakai, atau tidak ada dalam persediaan.");
        case Refusal::no_such_card: return msg("Kartu ini tidak ditemukan.");
        case Refusal::needs_other_person: return msg("Pencabutan harus dikuatkan oleh petugas lain.");
        case Refusal::already_revoked: return msg("Kartu ini sudah dicabut.");
        case Refusal::proxy_not_allowed: return msg("Kantor ini tidak menyerahkan kartu kepada wakil.");
        case Refusal::code_or_birth_date_wrong: return msg("Kode atau tanggal lahir tidak cocok. Periksa tiket Anda, lalu coba lagi.");
        case Refusal::too_many_attempts: return msg("Terlalu banyak percobaan. Tunggu 15 menit, atau tanyakan di loket dengan KTP.");
        case Refusal::file_not_accepted: return msg("Berkas ini tidak dapat dibaca. Kirim foto JPG, PNG, atau PDF.");
        case Refusal::too_many_files: return msg("Jumlah dokumen sudah paling banyak. Hapus yang tidak perlu.");
        case Refusal::take_number_at_counter: return msg("Ambil nomor di loket dengan membawa KTP Anda.");
    }
    return {};
}

std::string_view sentence(Unfit why) {
    switch (why) {
        case Unfit::missing: return msg("Wajib diisi.");
        case Unfit::nik_length: return msg("NIK terdiri dari 16 angka. Lihat di KTP Anda.");
        case Unfit::nik_unfit: return msg("NIK ini tidak mungkin benar. Periksa setiap angkanya di KTP.");
        case Unfit::no_such_date: return msg("Tanggal ini tidak ada di kalender.");
        case Unfit::date_in_future: return msg("Tanggal ini belum terjadi.");
        case Unfit::date_too_early: return msg("Tanggal ini terlalu lama.");
        case Unfit::too_long: return msg("Isian ini terlalu panjang.");
        case Unfit::control_characters: return msg("Isian ini memuat karakter yang tidak dapat dicetak.");
        case Unfit::not_in_list: return msg("Pilih dari daftar.");
        case Unfit::phone_unfit: return msg("Nomor telepon ini tidak lengkap. Contoh: 0812 3456 7890.");
        case Unfit::year_unfit: return msg("Tahun lulus antara 1950 dan tahun depan.");
        case Unfit::too_many: return msg("Terlalu banyak pilihan.");
    }
    return {};
}

namespace {

std::string with(Language language, std::string_view indonesian, const Doubt& doubt) {
    std::string filled(translate(language, indonesian));
    for (const auto& [name, value] : doubt.values) filled = fill(filled, {{name, value}});
    return filled;
}

}  // namespace

std::string sentence(Language language, const Doubt& doubt) {
    const auto say = [&](std::string_view indonesian) { return with(language, indonesian, doubt); };
    if (doubt.code == "name_differs")
        return say(msg("Nama di ijazah berbeda dengan KTP. Bawa surat keterangan beda nama dari kelurahan atau sekolah."));
    if (doubt.code == "nik_birth_date")
        return say(msg("Tanggal lahir berbeda dengan NIK. Jika KTP memang begitu, bawa KTP asli; petugas akan mencocokkan."));
    if (doubt.code == "nik_sex")
        return say(msg("Jenis kelamin berbeda dengan NIK. Jika KTP memang begitu, bawa KTP asli; petugas akan mencocokkan."));
    if (doubt.code == "nik_area_unknown")
        return say(msg("Kode wilayah dalam NIK tidak dikenal. Periksa enam angka pertama; KTP asli akan dilihat di loket."));
    if (doubt.code == "below_minimum_age")
        return say(msg("Kantor ini melayani pencari kerja mulai usia {age} tahun. Tanyakan dulu sebelum berangkat."));
    if (doubt.code == "guardian_needed")
        return say(msg("Anda belum berusia {age} tahun. Isi nama orang tua atau wali, dan datang bersama mereka."));
    if (doubt.code == "residence_elsewhere") {
        for (const auto& [name, value] : doubt.values)
            if (name == "refused")
                return say(
                    msg("{office} hanya melayani warga wilayahnya. Alamat Anda di {regency}: daftar di kantor ketenagakerjaan {regency}, "
                        "atau bawa surat domisili."));
        return say(
            msg("Alamat Anda di {regency}. Kantor yang tepat adalah dinas ketenagakerjaan {regency}; di {office} bawa surat keterangan "
                "domisili."));
    }
    if (doubt.code == "graduation_implausible")
        return say(msg("Tahun lulus {year} tidak biasa untuk tanggal lahir Anda. Cocokkan dengan ijazah."));
    if (doubt.code == "photo_unfit")
        return say(msg("Foto tampak buram atau gelap. Foto ulang di tempat terang, atau difoto petugas di loket."));
    if (doubt.code == "photos_fewer") return say(msg("Baru {sent} dari {asked} foto. Kirim yang lain, atau bawa ke loket."));
    if (doubt.code == "photo_missing") return say(msg("Foto belum ada. Kirim foto, atau bawa pas foto ke loket."));
    if (doubt.code == "diploma_missing") {
        if (!doubt.values.empty()) return say(msg("Ijazah belum ada. Kantor ini juga menerima: {papers}."));
        return say(msg("Ijazah belum ada. Kirim fotonya, atau bawa aslinya ke loket."));
    }
    if (doubt.code == "document_missing") return say(msg("{paper} belum ada. Kirim fotonya, atau bawa aslinya ke loket."));
    return {};
}

std::string_view label(ApplicationState state) {
    switch (state) {
        case ApplicationState::draft: return msg("Draf");
        case ApplicationState::submitted: return msg("Diajukan");
        case ApplicationState::needs_fix: return msg("Perlu perbaikan");
        case ApplicationState::at_counter: return msg("Di loket");
        case ApplicationState::approved: return msg("Disetujui");
        case ApplicationState::refused: return msg("Ditolak");
        case ApplicationState::withdrawn: return msg("Ditarik");
    }
    return {};
}

std::string_view label(CardState state) {
    switch (state) {
        case CardState::approved: return msg("Siap dicetak");
        case CardState::printed: return msg("Dicetak");
        case CardState::awaiting_signature: return msg("Menunggu tanda tangan");
        case CardState::ready: return msg("Siap diambil");
        case CardState::handed_over: return msg("Diserahkan");
        case CardState::inactive: return msg("Tidak aktif lagi");
        case CardState::revoked: return msg("Dicabut");
    }
    return {};
}

std::string_view sentence(Verdict verdict) {
    switch (verdict) {
        case Verdict::valid: return msg("Kartu ini asli dan berlaku.");
        case Verdict::expired: return msg("Kartu ini asli, tetapi masa berlakunya sudah habis.");
        case Verdict::inactive: return msg("Kartu ini tidak aktif lagi.");
        case Verdict::revoked: return msg("Kartu ini dicabut.");
        case Verdict::unknown: return msg("Kartu ini tidak dikenal.");
        case Verdict::before_this_system: return msg("Kartu ini terbit sebelum sistem ini. Tanyakan kepada kantor penerbit.");
        case Verdict::forged: return msg("Kode ini tidak asli.");
    }
    return {};
}

std::string_view field_label(std::string_view field) {
    if (field == "nik") return msg("NIK");
    if (field == "name") return msg("Nama lengkap");
    if (field == "diploma_name_same") return msg("Nama di ijazah sama dengan KTP");
    if (field == "birth_place") return msg("Tempat lahir");
    if (field == "birth_date") return msg("Tanggal lahir");
    if (field == "sex") return msg("Jenis kelamin");
    if (field == "phone") return msg("Nomor telepon");
    if (field == "address") return msg("Alamat");
    if (field == "village_code") return msg("Kelurahan atau desa");
    if (field == "skills") return msg("Keterampilan");
    if (field == "desired_occupations") return msg("Jabatan yang diinginkan");
    if (field == "desired_place") return msg("Tempat kerja yang diinginkan");
    if (field == "purpose") return msg("Tujuan kartu");
    if (field == "employment_situation") return msg("Keadaan sekarang");
    if (field == "religion") return msg("Agama");
    if (field == "marital_status") return msg("Status perkawinan");
    if (field == "guardian_name") return msg("Nama orang tua atau wali");
    if (field == "guardian_phone") return msg("Telepon orang tua atau wali");
    if (field == "filled_in_by") return msg("Diisikan oleh");
    if (field.starts_with("education.")) {
        if (field.ends_with("level")) return msg("Pendidikan terakhir");
        if (field.ends_with("major")) return msg("Jurusan");
        if (field.ends_with("school")) return msg("Nama sekolah");
        return msg("Tahun lulus");
    }
    if (field == "document.ktp") return msg("Foto KTP");
    if (field == "document.diploma") return msg("Ijazah");
    if (field == "document.photo") return msg("Pas foto");
    if (field.starts_with("document.")) return msg("Dokumen");
    return field;
}

int status_of(Refusal why) {
    switch (why) {
        case Refusal::no_such_application:
        case Refusal::no_such_card: return 404;
        case Refusal::not_yours: return 403;
        case Refusal::field_missing:
        case Refusal::field_unfit:
        case Refusal::reason_missing:
        case Refusal::no_such_reason:
        case Refusal::blank_serial_missing:
        case Refusal::file_not_accepted: return 422;
        case Refusal::too_many_attempts: return 429;
        case Refusal::code_or_birth_date_wrong: return 403;
        case Refusal::wrong_state:
        case Refusal::not_checked_in:
        case Refusal::changed_meanwhile:
        case Refusal::intake_unread:
        case Refusal::no_signatory:
        case Refusal::number_exhausted:
        case Refusal::blank_serial_used:
        case Refusal::needs_other_person:
        case Refusal::already_revoked:
        case Refusal::proxy_not_allowed:
        case Refusal::too_many_files:
        case Refusal::take_number_at_counter: return 409;
    }
    return 409;
}

}  // namespace registration
