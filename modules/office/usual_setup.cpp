#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"

namespace office {

namespace {

// Kept as the office may change it; translated where it is shown unchanged.
std::string shipped(std::string_view sentence) { return std::string(sentence); }

// What offices ask for, after the service standards that were read (KTP, last diploma or its substitutes, photo).
std::vector<DocumentRequirement> usual_documents() {
    return {
        {.kind = "ktp",
         .label = shipped(msg("KTP-el")),
         .mandatory = true,
         .upload = true,
         .substitutes = {shipped(msg("Surat keterangan perekaman KTP-el dari Disdukcapil"))},
         .note = "",
         .position = 1,
         .shows = {}},
        {.kind = "diploma",
         .label = shipped(msg("Ijazah terakhir")),
         .mandatory = true,
         .upload = true,
         .substitutes = {shipped(msg("Surat Keterangan Lulus (SKL)")),
                         shipped(msg("Surat keterangan pengganti ijazah dari sekolah atau Dinas Pendidikan"))},
         .note = "",
         .position = 2,
         .shows = {}},
        {.kind = "photo",
         .label = shipped(msg("Pasfoto 3x4")),
         .mandatory = true,
         .upload = true,
         .substitutes = {shipped(msg("Difoto di loket"))},
         .note = shipped(msg("Wajah terlihat jelas, menghadap ke depan")),
         .position = 3,
         .shows = {}},
        {.kind = "certificate",
         .label = shipped(msg("Sertifikat keterampilan atau surat pengalaman kerja")),
         .mandatory = false,
         .upload = true,
         .substitutes = {},
         .note = shipped(msg("Bila ada")),
         .position = 4,
         .shows = {}},
    };
}

std::vector<Service> usual_services() {
    return {
        {.code = "ak1",
         .name = "Kartu Tanda Bukti Pendaftaran Pencari Kerja (AK-1)",
         .name_en = "Job-seeker registration card (AK-1)",
         .letter = 'A',
         .needs_application = true,
         .requirements = shipped(msg("KTP-el asli")) + "\n" + shipped(msg("Ijazah terakhir asli atau penggantinya")) + "\n" +
                         shipped(msg("Pasfoto 3x4, atau difoto di loket")),
         .time_promise = shipped(msg("Satu hari kerja; kartu yang berkasnya lengkap selesai pada kunjungan yang sama")),
         .legal_basis = "Permenaker 18/2024 tentang Penempatan Tenaga Kerja Dalam Negeri",
         .product = shipped(msg("Kartu AK-1 bertanda tangan, dengan kode QR yang dapat diperiksa siapa saja")),
         .minutes_each = 10},
        {.code = "consultation_seeker",
         .name = "Konsultasi pencari kerja",
         .name_en = "Consultation for job seekers",
         .letter = 'B',
         .requirements = shipped(msg("Tidak ada")),
         .time_promise = shipped(msg("Sekitar 30 menit")),
         .legal_basis = "Permenaker 18/2024",
         .product = shipped(msg("Saran dan langkah berikutnya")),
         .minutes_each = 30},
        {.code = "consultation_company",
         .name = "Konsultasi perusahaan",
         .name_en = "Consultation for companies",
         .letter = 'C',
         .requirements = shipped(msg("Nama perusahaan")),
         .time_promise = shipped(msg("Sekitar 30 menit")),
         .legal_basis = "Perpres 57/2023",
         .product = shipped(msg("Saran dan langkah berikutnya")),
         .minutes_each = 30},
        {.code = "legalisation",
         .name = "Legalisasi salinan kartu AK-1",
         .name_en = "Certified copies of the AK-1 card",
         .letter = 'D',
         .requirements = shipped(msg("Kartu AK-1 asli")) + "\n" + shipped(msg("Salinan yang akan dilegalisasi")),
         .time_promise = shipped(msg("Ditunggu")),
         .legal_basis = shipped(msg("Standar pelayanan kantor")),
         .product = shipped(msg("Salinan yang dilegalisasi")),
         .minutes_each = 5},
        {.code = "company",
         .name = "Urusan perusahaan",
         .name_en = "Company matters",
         .letter = 'E',
         .requirements = shipped(msg("Surat atau data perusahaan sesuai keperluan")),
         .time_promise = shipped(msg("Sesuai keperluan")),
         .legal_basis = "Perpres 57/2023; UU 7/1981",
         .product = shipped(msg("Tanda terima atau penjelasan")),
         .minutes_each = 20},
        {.code = "dispute",
         .name = "Pengaduan dan perselisihan hubungan industrial",
         .name_en = "Industrial disputes",
         .letter = 'F',
         .bookable_online = true,
         .requirements = shipped(msg("Bukti perundingan bipartit bila sudah ada")),
         .time_promise = shipped(msg("Sesuai UU 2/2004")),
         .legal_basis = "UU 2/2004; Permenakertrans 17/2014",
         .product = shipped(msg("Pencatatan atau penjelasan")),
         .minutes_each = 45},
    };
}

}  // namespace

Setup usual_setup(std::string_view regency_code, Date today) {
    Setup setup;
    const auto regency = reference::find_area(regency_code);
    setup.office.regency_code = std::string(regency_code);
    if (regency) {
        setup.office.name = "Dinas Ketenagakerjaan " + regency->name;
        setup.office.government = text::upper("Pemerintah " + regency->name);
        setup.office.code = address_code(regency->name);
    }
    setup.office.zone = zone_of(regency_code);
    setup.office.complaint_path = "Loket pengaduan kantor, atau SP4N-LAPOR! (lapor.go.id)";
    setup.services = usual_services();
    setup.documents = usual_documents();
    std::vector<std::string> every_service;
    for (const auto& service : setup.services) every_service.push_back(service.code);
    setup.rules = {{.name = "",
                    .place = "",
                    .weekdays = {1, 2, 3, 4, 5},
                    .opens = {8 * 60},
                    .closes = {15 * 60},
                    .valid_from = today,
                    .services = every_service,
                    .quota = 50,
                    .not_online_percent = 20}};
    return setup;
}

}  // namespace office
