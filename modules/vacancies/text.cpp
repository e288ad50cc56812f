#include "modules/vacancies/text.hpp"

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/form.hpp"
#include "modules/vacancies/model_accommodation.hpp"
#include "modules/vacancies/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

namespace vacancies {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy: return msg("Lowongan ini tidak ada di antara lowongan Anda.");
        case Refusal::no_employer_of_yours: return msg("Akun ini belum dihubungkan dengan sebuah perusahaan.");
        case Refusal::employer_not_verified:
            return msg("Perusahaan ini belum diverifikasi. Sebelum itu tidak ada lowongannya yang tayang.");
        case Refusal::field_unfit: return msg("Ada isian yang tidak dapat dipakai.");
        case Refusal::reason_missing:
            return msg("Syarat ini perlu alasan yang terletak pada pekerjaannya. Tulis alasannya, atau hapus syaratnya.");
        case Refusal::conditions_open: return msg("Masih ada syarat yang alasannya belum diterima.");
        case Refusal::note_missing: return msg("Tulis alasannya untuk perusahaan.");
        case Refusal::licence_missing:
            return msg("Pekerjaan di luar negeri tayang setelah izin penempatan perusahaannya tercatat dan berlaku.");
        case Refusal::has_tie: return msg("Anda pernah menyatakan punya kepentingan di perusahaan ini. Minta rekan lain.");
        case Refusal::wrong_state: return msg("Langkah ini tidak cocok lagi dengan keadaan lowongan.");
        case Refusal::changed_meanwhile: return msg("Orang lain baru saja mengubahnya. Periksa lagi, lalu ulangi.");
        case Refusal::day_over: return msg("Hari terakhir lowongan ini sudah lewat. Perpanjang dulu.");
        case Refusal::too_many_heads: return msg("Jumlahnya melebihi orang yang masih dicari.");
        case Refusal::fewer_than_found:
            return msg("Jumlah orang harus lebih dari yang sudah terisi atau dibatalkan. Bila tidak mencari lagi, tutup lowongannya.");
        case Refusal::too_long: return msg("Lowongan tayang paling lama 180 hari sejak hari ini.");
        case Refusal::file_not_a_table: return msg("Berkas ini bukan XLSX atau CSV. Simpan ulang dari program lembar kerja, lalu unggah.");
        case Refusal::file_too_large: return msg("Berkas ini terlalu besar. Unggah paling besar 32 MB, tanpa gambar.");
        case Refusal::file_too_many_rows: return msg("Berkas ini terlalu banyak barisnya. Bagi menjadi beberapa berkas.");
        case Refusal::file_broken:
            return msg("Berkas ini rusak atau dikemas dengan cara yang tidak wajar. Simpan ulang sebagai XLSX, lalu unggah.");
        case Refusal::file_empty: return msg("Berkas ini tidak berisi baris lowongan.");
        case Refusal::columns_missing: return msg("Kolom jabatan tidak ditemukan pada baris pertama.");
        case Refusal::no_such_row: return msg("Baris ini sudah tidak ada.");
        case Refusal::known_already: return msg("Lowongan yang sama sudah tercatat.");
        case Refusal::end_stands:
            return msg(
                "Laporan ini tidak dapat ditarik lagi: lowongan sudah ditutup dan pelamarnya diberi tahu. Bila masih mencari, salin "
                "ke lowongan baru.");
    }
    return {};
}

int status_of(Refusal why) {
    switch (why) {
        case Refusal::no_such_vacancy:
        case Refusal::no_such_row: return 404;
        case Refusal::no_employer_of_yours:
        case Refusal::has_tie: return 403;
        case Refusal::employer_not_verified:
        case Refusal::conditions_open:
        case Refusal::licence_missing:
        case Refusal::wrong_state:
        case Refusal::changed_meanwhile:
        case Refusal::too_many_heads:
        case Refusal::fewer_than_found:
        case Refusal::known_already:
        case Refusal::end_stands:
        case Refusal::day_over: return 409;
        case Refusal::field_unfit:
        case Refusal::reason_missing:
        case Refusal::note_missing:
        case Refusal::too_long:
        case Refusal::file_not_a_table:
        case Refusal::file_too_large:
        case Refusal::file_too_many_rows:
        case Refusal::file_broken:
        case Refusal::file_empty:
        case Refusal::columns_missing: return 422;
    }
    return 422;
}

std::string_view sentence(Unfit why) {
    switch (why) {
        case Unfit::missing: return msg("Isian ini wajib.");
        case Unfit::too_long: return msg("Isian ini terlalu panjang.");
        case Unfit::unprintable: return msg("Ada karakter yang tidak dapat dicetak. Ketik ulang.");
        case Unfit::number_unfit: return msg("Tulis angka saja.");
        case Unfit::out_of_range: return msg("Angka ini di luar batasnya.");
        case Unfit::not_in_list: return msg("Pilih dari daftar.");
        case Unfit::date_unfit: return msg("Tulis tanggal yang ada di kalender.");
        case Unfit::date_over: return msg("Tanggal ini sudah lewat.");
        case Unfit::wage_unfit: return msg("Tulis upah sebulan seperti 4.000.000 atau 4.000.000 - 5.500.000.");
        case Unfit::place_unknown: return msg("Tempat ini tidak ditemukan. Tulis kecamatan, kabupaten atau kota, lalu pilih dari saran.");
        case Unfit::ages_reversed: return msg("Usia tertinggi di bawah usia terendah.");
        case Unfit::split_unfit: return msg("Laki-laki dan perempuan bersama harus sama dengan jumlah orang.");
        case Unfit::reason_missing:
            return msg("Syarat ini perlu alasan yang terletak pada pekerjaannya. Tulis alasannya, atau hapus syaratnya.");
        case Unfit::employer_missing: return msg("Nama pemberi kerja tidak ada.");
        case Unfit::not_readable: return msg("Baris ini tidak dapat dibaca.");
    }
    return {};
}

std::string_view label(VacancyState state) {
    switch (state) {
        case VacancyState::draft: return msg("Konsep");
        case VacancyState::submitted: return msg("Menunggu diperiksa");
        case VacancyState::held: return msg("Ditahan");
        case VacancyState::returned: return msg("Dikembalikan");
        case VacancyState::refused: return msg("Ditolak");
        case VacancyState::published: return msg("Tayang");
        case VacancyState::paused: return msg("Dijeda");
        case VacancyState::filled: return msg("Terisi");
        case VacancyState::expired: return msg("Berakhir");
        case VacancyState::cancelled: return msg("Dibatalkan");
    }
    return {};
}

std::string_view label(Contract contract) {
    switch (contract) {
        case Contract::permanent: return msg("Tetap (PKWTT)");
        case Contract::fixed_term: return msg("Kontrak (PKWT)");
        case Contract::apprenticeship: return msg("Magang");
        case Contract::daily: return msg("Harian");
        case Contract::freelance: return msg("Kerja lepas");
    }
    return {};
}

std::string_view label(WorkMode mode) {
    switch (mode) {
        case WorkMode::on_site: return msg("Di tempat kerja");
        case WorkMode::hybrid: return msg("Sebagian dari rumah");
        case WorkMode::remote: return msg("Dari rumah");
    }
    return {};
}

std::string_view label(Source source) {
    switch (source) {
        case Source::employer_portal: return msg("Dilaporkan perusahaan");
        case Source::officer_visit: return msg("Dicatat petugas");
        case Source::imported: return msg("Dari berkas");
        case Source::job_fair: return msg("Bursa kerja");
        case Source::national: return msg("Sistem nasional");
    }
    return {};
}

std::string_view label_of_condition(std::string_view kind) {
    if (kind == "age") return msg("Usia");
    if (kind == "sex") return msg("Jenis kelamin");
    if (kind == "looks") return msg("Penampilan");
    if (kind == "marital_status") return msg("Status perkawinan");
    if (kind == "height") return msg("Tinggi atau berat badan");
    if (kind == "religion") return msg("Agama");
    if (kind == "ethnicity") return msg("Suku atau warna kulit");
    if (kind == "disability") return msg("Disabilitas");
    if (kind == "pregnancy") return msg("Kehamilan");
    return kind;
}

std::string_view label_of_accommodation(std::string_view code) {
    if (code == "wheelchair") return msg("Dapat dicapai dengan kursi roda");
    if (code == "sign_language") return msg("Ada yang memakai bahasa isyarat");
    if (code == "large_print") return msg("Tulisan besar atau pembaca layar");
    if (code == "companion") return msg("Pendamping boleh ikut");
    return code;
}

std::string_view sentence_of_hold(std::string_view held_because) {
    if (held_because == "fee") return msg("Lowongan ini tampak meminta uang dari pelamar. Melamar dan ditempatkan tidak dipungut biaya.");
    if (held_because == "passport_kept") return msg("Lowongan ini tampak menahan paspor, ijazah, atau surat lain milik pekerja.");
    if (held_because == "unreal_pay") return msg("Upahnya tampak terlalu besar untuk pekerjaannya.");
    if (held_because == "resembles_lure") return msg("Bahasanya mirip lowongan yang menipu. Baca seluruhnya sebelum diputuskan.");
    if (held_because == "private_employer") return msg("Pemberi kerjanya tampak perorangan atau rumah tangga.");
    if (held_because == "overseas_unlicensed") return msg("Pekerjaannya tampak di luar negeri. Periksa izin perusahaan penempatannya.");
    if (held_because == "employer_suspended") return msg("Perusahaannya sedang dibekukan.");
    if (held_because == licence_lapsed)
        return msg(
            "Izin penempatan ke luar negeri yang tercatat tidak berlaku lagi. Setelah izin baru dicatat, lowongan dapat tayang lagi.");
    return held_because;
}

std::string_view field_label(std::string_view field) {
    if (field == "title") return msg("Jabatan");
    if (field == "occupation") return msg("Jabatan menurut KBJI");
    if (field == "openings") return msg("Jumlah orang");
    if (field == "openings_men") return msg("Laki-laki");
    if (field == "openings_women") return msg("Perempuan");
    if (field == "place") return msg("Tempat kerja");
    if (field == "education_min") return msg("Pendidikan paling rendah");
    if (field == "experience_months") return msg("Pengalaman");
    if (field == "skills") return msg("Keterampilan");
    if (field == "wage") return msg("Upah sebulan");
    if (field == "hours") return msg("Jam kerja");
    if (field == "contract") return msg("Ikatan kerja");
    if (field == "description") return msg("Uraian pekerjaan dan syarat");
    if (field == "conditions") return msg("Syarat kerja dan fasilitas");
    if (field == "days") return msg("Dibuka selama");
    if (field == "valid_until") return msg("Dibuka sampai");
    if (field == "age_min") return msg("Usia terendah");
    if (field == "age_max") return msg("Usia tertinggi");
    if (field == "mode") return msg("Cara bekerja");
    if (field == "majors") return msg("Jurusan");
    if (field == "certificates") return msg("Sertifikat");
    if (field == "certificates_preferred") return msg("Sertifikat yang disukai");
    if (field == "languages") return msg("Bahasa");
    if (field == "accommodations") return msg("Akomodasi bagi penyandang disabilitas");
    if (field == "open_to_disability") return msg("Terbuka bagi penyandang disabilitas");
    if (field == "address") return msg("Alamat tempat kerja");
    if (field == "how_to_apply") return msg("Cara melamar");
    if (field == "contact") return msg("Kontak untuk petugas");
    if (field == "answer_days") return msg("Jawaban kepada pelamar dalam");
    if (field == "applications_max") return msg("Lamaran paling banyak");
    if (field == "company") return msg("Pemberi kerja");
    return field;
}

std::string field_words(Language language, std::string_view field) {
    constexpr std::string_view reason = "reason.";
    if (!field.starts_with(reason)) return std::string(translate(language, field_label(field)));
    return fill(translate(language, msg("Alasan: {syarat}")),
                {{"syarat", std::string(translate(language, label_of_condition(field.substr(reason.size()))))}});
}

std::string field_words(const Context& context, std::string_view field) { return field_words(context.language, field); }

std::string value_words(Language language, std::string_view field, const std::string& value) {
    const auto said = [&](std::string_view indonesian) { return std::string(translate(language, indonesian)); };
    if (value.empty()) return said(msg("Tidak ada"));
    if (field == "education_min") {
        const auto* level = reference::find_education_level(value);
        return level != nullptr ? said(level->label) : value;
    }
    if (field == "contract") {
        const auto contract = parse_contract(value);
        return contract ? said(label(*contract)) : value;
    }
    if (field == "mode") {
        const auto mode = parse_mode(value);
        return mode ? said(label(*mode)) : value;
    }
    if (field == "wage") return "Rp\u00A0" + value;
    if (field == "experience_months") return experience_words(language, std::stoi(value));
    if (field == "open_to_disability") return said(value == "yes" ? msg("Ya") : msg("Tidak"));
    if (field == "accommodations") {
        std::string all;
        for (const auto& one : read_list(value, accommodation_codes.size()))
            all += (all.empty() ? "" : ", ") + said(label_of_accommodation(one));
        return all;
    }
    return value;
}

std::string words_of(Language language, const std::vector<FieldChange>& fields) {
    constexpr std::size_t said_max = 80;  // longer texts are read where they stand
    std::string all;
    for (const auto& one : fields) {
        auto before = value_words(language, one.field, one.before);
        auto after = value_words(language, one.field, one.after);
        const bool is_short = text::length(before) <= said_max && text::length(after) <= said_max;
        const auto isian = field_words(language, one.field);
        all += (all.empty() ? "" : "; ") + (is_short ? fill(translate(language, msg("{isian}: {lama} menjadi {baru}")),
                                                            {{"isian", isian}, {"lama", std::move(before)}, {"baru", std::move(after)}})
                                                     : fill(translate(language, msg("{isian} diubah")), {{"isian", isian}}));
    }
    return all;
}

std::string_view label(ChangeState state) {
    switch (state) {
        case ChangeState::waiting: return msg("Menunggu petugas");
        case ChangeState::shown: return msg("Tampil");
        case ChangeState::declined: return msg("Tidak diterima");
        case ChangeState::withdrawn: return msg("Ditarik");
        case ChangeState::lapsed: return msg("Gugur karena lowongannya berakhir");
    }
    return {};
}

std::string wage_words(const Context& context, const Vacancy& vacancy) {
    if (vacancy.wage_low == 0 && vacancy.wage_high == 0) return {};
    auto amount = rupiah(context.language, vacancy.wage_low);
    if (vacancy.wage_high > vacancy.wage_low) amount += "–" + number(context.language, vacancy.wage_high);
    return fill(context.t("{upah} sebulan"), {{"upah", amount}});
}

std::string place_words(const Vacancy& vacancy) {
    if (vacancy.place_code.empty()) return vacancy.place_text;
    const auto area = reference::find_area(vacancy.place_code);
    if (!area) return vacancy.place_text;
    if (area->level != reference::AreaLevel::district) return area->name;
    const auto regency = reference::find_area(vacancy.place_code.substr(0, 5));
    return area->name + (regency ? ", " + regency->name : "");
}

std::string experience_words(Language language, int months) {
    if (months == 0) return std::string(translate(language, msg("Tanpa pengalaman")));
    if (months % 12 == 0) return fill(translate(language, msg("{n} tahun")), {{"n", std::to_string(months / 12)}});
    return fill(translate(language, msg("{n} bulan")), {{"n", std::to_string(months)}});
}

}  // namespace vacancies
