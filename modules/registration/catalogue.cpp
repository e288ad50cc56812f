#include "modules/registration/catalogue.hpp"

#include <algorithm>

#include "platform/i18n/language.hpp"

namespace registration {
namespace {

template <class List>
auto* find_in(const List& list, std::string_view code) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.code == code; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<RefusalReason>& refusal_reasons() {
    static const std::vector<RefusalReason> list = {
        {"requirements_unmet", msg("Persyaratan pendaftaran belum lengkap sampai batas waktu."),
         msg("Standar pelayanan kantor (UU 25/2009 tentang Pelayanan Publik, Pasal 20 dan 21)"), true},
        {"identity_unproven", msg("Identitas pemohon tidak dapat dibuktikan dengan KTP-el atau surat pengganti yang sah."),
         msg("UU 24/2013 tentang Administrasi Kependudukan, Pasal 63 dan 64"), false},
        {"residence_elsewhere", msg("Pemohon berdomisili di luar wilayah kerja kantor ini."),
         msg("Ketentuan domisili kantor; pembagian urusan ketenagakerjaan, UU 23/2014, lampiran"), true},
        {"below_minimum_age", msg("Pemohon belum mencapai usia paling rendah yang berlaku di kantor ini."),
         msg("Ketentuan usia kantor; UU 13/2003 tentang Ketenagakerjaan, Pasal 68 dan 69"), false},
        {"not_a_citizen", msg("Kartu AK-1 diperuntukkan bagi pencari kerja warga negara Indonesia."),
         msg("UU 13/2003 tentang Ketenagakerjaan, Pasal 31 sampai 34"), false},
        {"false_data", msg("Data atau dokumen yang diajukan tidak benar."),
         msg("UU 30/2014 tentang Administrasi Pemerintahan, Pasal 10; ketentuan kantor"), true},
        {"duplicate", msg("Permohonan yang sama sudah diproses di kantor ini."), msg("Standar pelayanan kantor"), false},
        {"other", msg("Alasan lain, diuraikan di bawah ini."), msg("UU 30/2014 tentang Administrasi Pemerintahan, Pasal 55"), true},
    };
    return list;
}

const RefusalReason* find_refusal_reason(std::string_view code) { return find_in(refusal_reasons(), code); }

std::string objection_text(Language language, int working_days, std::string_view legal_basis) {
    return fill(translate(language, msg("Anda dapat mengajukan keberatan tertulis kepada kantor ini paling lama {hari} hari kerja sejak "
                                        "keputusan diumumkan, atau mengadu lewat SP4N-LAPOR! atau Ombudsman. Dasar: {dasar}.")),
                {{"hari", std::to_string(working_days)}, {"dasar", std::string(translate(language, legal_basis))}});
}

const std::vector<MarkReason>& mark_reasons() {
    static const std::vector<MarkReason> list = {
        {"differs_from_ktp", msg("Berbeda dengan KTP.")},
        {"differs_from_diploma", msg("Berbeda dengan ijazah.")},
        {"unreadable", msg("Tidak terbaca. Foto ulang di tempat terang.")},
        {"missing", msg("Belum ada.")},
        {"incomplete", msg("Belum lengkap.")},
        {"wrong_document", msg("Bukan dokumen yang diminta.")},
        {"photo_unfit", msg("Foto belum memenuhi ketentuan.")},
        {"other", msg("Lihat catatan petugas.")},
    };
    return list;
}

const MarkReason* find_mark_reason(std::string_view code) { return find_in(mark_reasons(), code); }

const std::vector<RemovalReason>& removal_reasons() {
    static const std::vector<RemovalReason> list = {
        {"lapsed", msg("Tidak melapor")},
        {"placed", msg("Ditempatkan melalui kantor")},
        {"found_work", msg("Mendapat kerja sendiri")},
        {"moved", msg("Pindah domisili")},
        {"died", msg("Meninggal dunia")},
        {"withdrew", msg("Permintaan sendiri")},
        {"duplicate", msg("Tercatat ganda")},
        {"error", msg("Salah catat")},
    };
    return list;
}

const RemovalReason* find_removal_reason(std::string_view code) { return find_in(removal_reasons(), code); }

const std::vector<MarkReason>& reprint_reasons() {
    static const std::vector<MarkReason> list = {
        {"spoiled", msg("Hasil cetak rusak")},
        {"lost", msg("Kartu hilang")},
        {"damaged", msg("Kartu rusak")},
        {"data_changed", msg("Data berubah")},
    };
    return list;
}

bool is_reprint_reason(std::string_view code) { return find_in(reprint_reasons(), code) != nullptr; }

}  // namespace registration
