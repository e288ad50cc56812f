#include "modules/matching/text_fit.hpp"

#include <charconv>

#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

namespace matching {

namespace {

std::int64_t number_in(std::string_view text) {
    std::int64_t number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string occupation_title(const Context& context, std::string_view code) {
    const auto found = reference::find_occupation(code);
    if (!found) return std::string(context.t("pekerjaan ini"));
    return context.language == Language::english ? found->title_en : found->title;
}

std::string months_in_words(const Context& context, std::string_view months) {
    const auto count = number_in(months);
    if (count >= 24) return fill(context.t("{jumlah} tahun"), {{"jumlah", std::to_string(count / 12)}});
    return fill(context.t("{jumlah} bulan"), {{"jumlah", std::to_string(count)}});
}

std::string education_label(const Context& context, std::string_view code) {
    const auto* level = reference::find_education_level(code);
    return level == nullptr ? std::string(code) : std::string(context.t(level->label));
}

std::string contract_label(const Context& context, std::string_view code) {
    const auto contract = parse_contract(code);
    return contract ? std::string(context.t(vacancies::label(*contract))) : std::string(code);
}

}  // namespace

std::string sentence(const Context& context, const Reason& reason, bool speaks_for, Told told) {
    const auto& detail = reason.detail;
    const bool is_own = told == Told::themselves;
    switch (reason.feature) {
        case Feature::occupation:
            return fill(speaks_for ? is_own ? context.t("Pekerjaannya sesuai dengan yang Anda cari atau pernah Anda lakukan: {jabatan}")
                                            : context.t("Pekerjaannya sesuai dengan yang dicari atau pernah dilakukan pelamar: {jabatan}")
                        : is_own ? context.t("Pekerjaannya agak lain dari yang Anda cari: {jabatan}")
                                   : context.t("Pekerjaannya agak lain dari yang dicari pelamar: {jabatan}"),
                        {{"jabatan", occupation_title(context, detail)}});
        case Feature::place:
            if (detail == "remote") return std::string(context.t("Dapat dikerjakan dari rumah"));
            return fill(speaks_for ? is_own ? context.t("Tempatnya dalam jangkauan Anda: {tempat}")
                                            : context.t("Tempatnya dalam jangkauan pelamar: {tempat}")
                        : is_own ? context.t("Tempatnya jauh dari rumah Anda: {tempat}")
                                   : context.t("Tempatnya jauh dari rumah pelamar: {tempat}"),
                        {{"tempat", reference::full_name(detail)}});
        case Feature::education:
            return std::string(speaks_for ? is_own ? context.t("Pendidikan Anda memenuhi yang diminta")
                                                   : context.t("Pendidikan pelamar memenuhi yang diminta")
                               : is_own ? context.t("Jurusan yang diminta lain dari jurusan Anda")
                                          : context.t("Jurusan yang diminta lain dari jurusan pelamar"));
        case Feature::experience:
            return speaks_for ? fill(is_own ? context.t("Pengalaman Anda {lama} di bidang ini")
                                            : context.t("Pengalaman pelamar {lama} di bidang ini"),
                                     {{"lama", months_in_words(context, detail)}})
                              : std::string(is_own ? context.t("Pengalaman yang diminta lebih lama dari yang Anda punya")
                                                   : context.t("Pengalaman yang diminta lebih lama dari yang pelamar punya"));
        case Feature::wage:
            return fill(speaks_for ? is_own ? context.t("Upahnya memenuhi harapan Anda: {upah}")
                                            : context.t("Upahnya memenuhi harapan pelamar: {upah}")
                        : is_own ? context.t("Upahnya di bawah harapan Anda: {upah}")
                                   : context.t("Upahnya di bawah harapan pelamar: {upah}"),
                        {{"upah", rupiah(context.language, number_in(detail))}});
        case Feature::kind:
            return std::string(speaks_for ? is_own ? context.t("Jenis kontraknya yang Anda inginkan")
                                                   : context.t("Jenis kontraknya yang diinginkan pelamar")
                               : is_own ? context.t("Jenis kontraknya lain dari yang Anda inginkan")
                                          : context.t("Jenis kontraknya lain dari yang diinginkan pelamar"));
        case Feature::skills:
            if (!speaks_for && detail.empty())
                return std::string(is_own ? context.t("Keterampilan yang diminta belum ada di profil Anda")
                                          : context.t("Keterampilan yang diminta belum ada di profil pelamar"));
            return fill(speaks_for ? is_own ? context.t("Anda menguasai yang diminta: {keterampilan}")
                                            : context.t("Pelamar menguasai yang diminta: {keterampilan}")
                        : is_own
                            ? context.t("Sebagian keterampilan yang diminta belum ada di profil Anda; yang sudah ada: {keterampilan}")
                            : context.t("Sebagian keterampilan yang diminta belum ada di profil pelamar; yang sudah ada: {keterampilan}"),
                        {{"keterampilan", detail}});
        case Feature::words:
            return fill(is_own ? context.t("Judulnya memuat kata dari profil Anda: {kata}")
                               : context.t("Judulnya memuat kata dari profil pelamar: {kata}"),
                        {{"kata", detail}});
        case Feature::liked:
            return fill(speaks_for ? is_own ? context.t("Anda punya sertifikat yang disukai: {nama}")
                                            : context.t("Pelamar punya sertifikat yang disukai: {nama}")
                                   : context.t("Sertifikat yang akan menambah nilai: {nama}"),
                        {{"nama", detail}});
        case Feature::fresh:
            if (number_in(detail) == 0) return std::string(context.t("Lowongan ini terbit hari ini"));
            return fill(context.t("Lowongan ini masih baru: terbit {jumlah} hari lalu"), {{"jumlah", detail}});
    }
    return {};
}

std::string sentence(const Context& context, const Failed& failed, Told told) {
    const bool is_own = told == Told::themselves;
    switch (failed.what) {
        case Hard::of_age: return std::string(context.t("Menurut undang-undang, pekerjaan ini untuk yang sudah berusia 18 tahun"));
        case Hard::education:
            return fill(context.t("Pendidikan yang diminta paling rendah {jenjang}"),
                        {{"jenjang", education_label(context, failed.detail)}});
        case Hard::certificate: return fill(context.t("Diminta sertifikat atau izin: {nama}"), {{"nama", failed.detail}});
        case Hard::language: return fill(context.t("Diminta bahasa: {nama}"), {{"nama", failed.detail}});
        case Hard::contract:
            return fill(is_own ? context.t("Jenis kontraknya tidak termasuk yang Anda terima: {kontrak}")
                               : context.t("Jenis kontraknya tidak termasuk yang diterima pelamar: {kontrak}"),
                        {{"kontrak", contract_label(context, failed.detail)}});
        case Hard::distance:
            return fill(is_own ? context.t("Tempatnya di luar jangkauan yang Anda tulis: {tempat}")
                               : context.t("Tempatnya di luar jangkauan yang ditulis pelamar: {tempat}"),
                        {{"tempat", reference::full_name(failed.detail)}});
        case Hard::accommodation:
            // What somebody needs is theirs to tell (UU 27/2022 art. 4 par. (2) b: health).
            if (!is_own) return std::string(context.t("Tempat kerja belum dapat menyediakan yang dibutuhkan pelamar"));
            return fill(context.t("Perusahaan belum dapat menyediakan yang Anda butuhkan: {kebutuhan}"),
                        {{"kebutuhan", std::string(context.t(label_of_need(failed.detail)))}});
        case Hard::occupation:
            return fill(is_own ? context.t("Bidangnya lain dari yang Anda cari: {jabatan}")
                               : context.t("Bidangnya lain dari yang dicari pelamar: {jabatan}"),
                        {{"jabatan", occupation_title(context, failed.detail)}});
    }
    return {};
}

std::string way_out(const Context& context, const Failed& failed) {
    switch (failed.what) {
        case Hard::of_age: return std::string(context.t("Sampai saat itu, magang terbuka bagi Anda."));
        case Hard::education:
            return std::string(context.t("Tanyakan pada pengantar kerja tentang pengakuan pengalaman, atau Paket B dan Paket C."));
        case Hard::certificate: return std::string(context.t("Sudah punya? Tambahkan di profil. Belum? Tanyakan pelatihannya di kantor."));
        case Hard::language: return std::string(context.t("Bila Anda menguasainya, tambahkan di profil."));
        case Hard::contract: return std::string(context.t("Bila Anda bersedia, tambahkan jenis kontrak ini di profil."));
        case Hard::distance: return std::string(context.t("Bila Anda bersedia menempuhnya atau pindah, ubah jangkauan di profil."));
        case Hard::accommodation: return std::string(context.t("Pengantar kerja dapat menanyakannya kepada perusahaan."));
        case Hard::occupation: return std::string(context.t("Bila Anda berminat, tambahkan bidang ini di profil."));
    }
    return {};
}

std::vector<messages::Text> message_texts() {
    return {{"matching.new_suggestions", msg("{jumlah} lowongan cocok untuk Anda"),
             msg("Halo {nama}, ada {jumlah} lowongan yang cocok untuk Anda dan belum Anda lihat. Alasannya ada di {tautan}")}};
}

std::string_view label(Band band) {
    switch (band) {
        case Band::strong: return msg("Sangat cocok");
        case Band::good: return msg("Cocok");
        case Band::possible: return msg("Mungkin cocok");
    }
    return "";
}

std::string_view label(Evidence evidence) {
    switch (evidence) {
        case Evidence::self: return msg("menurut sendiri");
        case Evidence::certificate: return msg("ada sertifikat");
        case Evidence::tested: return msg("sudah diuji");
        case Evidence::employer: return msg("dibenarkan perusahaan");
    }
    return "";
}

std::string_view label(Reach reach) {
    switch (reach) {
        case Reach::district: return msg("Kecamatan saya saja");
        case Reach::regency: return msg("Seluruh kabupaten atau kota saya");
        case Reach::province: return msg("Seluruh provinsi saya");
        case Reach::anywhere: return msg("Di mana saja");
    }
    return "";
}

std::string_view label(Travel travel) {
    switch (travel) {
        case Travel::none: return msg("Berjalan kaki atau bersepeda");
        case Travel::public_transport: return msg("Angkutan umum");
        case Travel::motorcycle: return msg("Sepeda motor");
        case Travel::car: return msg("Mobil");
    }
    return "";
}

std::string_view label_of_level(int level) {
    switch (level) {
        case 1: return msg("1 – baru mulai belajar");
        case 2: return msg("2 – bisa dengan bantuan");
        case 3: return msg("3 – bisa sendiri");
        case 4: return msg("4 – mahir");
        case 5: return msg("5 – bisa mengajari orang lain");
        default: return "";
    }
}

std::string_view label_of_need(std::string_view code) {
    if (code == "large_print") return msg("huruf besar");
    if (code == "sign_language") return msg("bahasa isyarat");
    if (code == "wheelchair") return msg("tempat yang dapat dicapai kursi roda");
    if (code == "companion") return msg("pendamping");
    return code;
}

std::string_view label(Hard what) {
    switch (what) {
        case Hard::of_age: return msg("Usia menurut undang-undang");
        case Hard::education: return msg("Pendidikan");
        case Hard::certificate: return msg("Sertifikat atau izin");
        case Hard::language: return msg("Bahasa");
        case Hard::contract: return msg("Jenis kontrak");
        case Hard::distance: return msg("Jarak");
        case Hard::accommodation: return msg("Akomodasi");
        case Hard::occupation: return msg("Bidang pekerjaan");
    }
    return "";
}

std::string_view label(OverrideKind kind) {
    switch (kind) {
        case OverrideKind::pin: return msg("Disematkan");
        case OverrideKind::veto: return msg("Ditahan");
        case OverrideKind::relax: return msg("Syarat dikesampingkan");
    }
    return "";
}

std::string_view sentence(FitRefusal why) {
    switch (why) {
        case FitRefusal::no_such_profile: return msg("Profil ini tidak ditemukan.");
        case FitRefusal::no_such_vacancy: return msg("Lowongan ini tidak terbuka lagi.");
        case FitRefusal::changed_meanwhile:
            return msg("Profil ini sudah diubah di tempat lain. Isian Anda ada di bawah; periksa lagi lalu simpan.");
        case FitRefusal::field_unfit: return msg("Ada isian yang terlalu panjang, terlalu banyak, atau tidak dikenal.");
        case FitRefusal::no_consent: return msg("Saran belum Anda nyalakan.");
        case FitRefusal::reason_missing: return msg("Tulis alasannya, paling panjang 300 huruf.");
        case FitRefusal::never_relaxed:
            return msg(
                "Syarat ini tidak dapat dikesampingkan: batas usia menurut undang-undang tidak pernah, sertifikat hanya oleh manajer.");
        case FitRefusal::there_already: return msg("Ini sudah dilakukan.");
        case FitRefusal::not_there: return msg("Tidak ada yang perlu dilakukan: syarat itu terpenuhi, atau sudah diakhiri.");
        case FitRefusal::words_missing: return msg("Tulis yang ingin Anda sampaikan, paling panjang 1.000 huruf.");
        case FitRefusal::file_withdrawn:
            return msg(
                "Berkas ini sudah ditarik, jadi izin tidak dapat diberikan lagi dengannya. Isian profil kerja Anda tetap tersimpan.");
        case FitRefusal::ask_at_counter:
            return msg(
                "Untuk membuka profil kerja dengan berkas ini, datanglah ke loket dengan KTP asli. Sesudah kartu terbit, profil terbuka.");
        case FitRefusal::profile_first: return msg("Isi profil kerja dulu: tanpa profil tidak ada yang disarankan kepada Anda.");
        case FitRefusal::has_tie: return msg("Anda pernah menyatakan punya kepentingan di perusahaan ini. Minta rekan lain.");
        case FitRefusal::has_work:
            return msg("Menurut catatan kantor Anda sudah bekerja. Bila mencari kerja lagi, laporkan itu atau ajukan AK-1 baru dulu.");
    }
    return "";
}

}  // namespace matching
