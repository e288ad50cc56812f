#include "modules/office/parameters.hpp"

#include "base/text.hpp"
#include "base/whole.hpp"
#include "platform/i18n/language.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace office {

namespace {

constexpr std::string_view skm_grades = msg("Permenpan-RB 14/2017, lampiran: nilai interval konversi IKM dan mutu pelayanan");
constexpr std::string_view measured = msg("Kebijakan kantor; praktik pengukuran keadilan, bukan ketentuan");
constexpr std::string_view custom = msg("Kebijakan kantor; dasar hukum setempat belum diisi");

const ParameterDefinition definitions[] = {
    // Card text "berlaku 2 tahun" on the AK-1 forms in use; that Permenaker 18/2024 keeps it was not verified.
    {"card_validity_months", ParameterKind::number, msg("Masa berlaku kartu AK-1"), "24",
     msg("Permenaker 39/2016 dan praktik kartu AK-1; ketentuan dalam Permenaker 18/2024 belum diperiksa"), 1, 120, msg("bulan"), "", true},
    {"report_interval_months", ParameterKind::number, msg("Jarak lapor diri pencari kerja"), "6",
     msg("Ketentuan pada kartu AK-1 (lapor setiap 6 bulan); ketentuan dalam Permenaker 18/2024 belum diperiksa"), 1, 24, msg("bulan"), "",
     true},
    {"report_grace_days", ParameterKind::number, msg("Tenggang setelah tanggal lapor"), "30", custom, 0, 365, msg("hari"), "", true},
    {"report_reminder_days", ParameterKind::number, msg("Pengingat lapor pertama, sebelum tanggalnya"), "14", custom, 1, 60, msg("hari"),
     "", false},
    {"report_second_reminder_days", ParameterKind::number, msg("Pengingat lapor kedua, sebelum tanggalnya"), "3", custom, 1, 30,
     msg("hari"), "", false},
    {"report_reminder_on_the_day", ParameterKind::on_off, msg("Pengingat lapor pada harinya"), "on", custom, 0, 0, "", "", false},
    {"late_report_restores", ParameterKind::on_off, msg("Lapor terlambat memulihkan kartu yang gugur"), "on", custom, 0, 0, "", "", true},
    {"lapse_by_itself", ParameterKind::on_off, msg("Kartu gugur dengan sendirinya bila tidak lapor"), "off", custom, 0, 0, "", "", true},
    {"renewal_days_before", ParameterKind::number, msg("Perpanjangan dapat dimulai sebelum kartu berakhir"), "60", custom, 0, 365,
     msg("hari"), "", false},
    {"renewal_keeps_number", ParameterKind::on_off, msg("Perpanjangan memakai nomor pendaftaran yang sama"), "on",
     msg("Kebijakan kantor; sebagian kantor memberi nomor baru"), 0, 0, "", "", false},
    {"loss_letter_required", ParameterKind::on_off, msg("Kartu hilang perlu surat keterangan hilang"), "off", custom, 0, 0, "", "", true},
    {"undo_days", ParameterKind::number, msg("Penggabungan dan penghapusan dapat dibatalkan dalam"), "30", custom, 0, 365, msg("hari"), "",
     false},
    {"printed_report_rows", ParameterKind::choice, msg("Baris laporan pada kartu"), "3", custom, 0, 0, "", "3|4", false},
    {"minimum_age", ParameterKind::number, msg("Usia paling muda untuk AK-1"), "15",
     msg("Usia angkatan kerja dalam statistik (15 tahun); aturan kantor berbeda-beda"), 13, 21, msg("tahun"), "", true},
    {"guardian_below_age", ParameterKind::number, msg("Di bawah usia ini perlu wali"), "18",
     msg("UU 13/2003: anak adalah orang di bawah 18 tahun; UU 27/2022 ps. 25 tentang data anak"), 15, 21, msg("tahun"), "", true},
    {"residence_rule", ParameterKind::choice, msg("Alamat KTP di luar wilayah"), "warn", custom, 0, 0, "", "warn|refuse", true},
    {"booking_days_ahead_max", ParameterKind::number, msg("Nomor antrean dapat diambil sampai"), "30", custom, 1, 90, msg("hari ke depan"),
     "", false},
    {"counter_reserve", ParameterKind::number, msg("Cadangan di loket bagi yang tidak dapat mengambil nomor daring"), "5", custom, 0, 100,
     msg("nomor per jadwal"), "", false},
    {"returned_place_minutes_min", ParameterKind::number, msg("Tempat yang dibatalkan kembali paling cepat setelah"), "1", custom, 0, 60,
     msg("menit"), "", false},
    {"returned_place_minutes_max", ParameterKind::number,
     msg("Tempat yang dibatalkan kembali paling lambat setelah (0: segera dijual lagi)"), "30", custom, 0, 240, msg("menit"), "", false},
    {"offer_minutes", ParameterKind::number, msg("Tawaran dari daftar tunggu berlaku selama (malam tidak dihitung)"), "120", custom, 15,
     2880, msg("menit"), "", false},
    {"promised_wait_minutes", ParameterKind::number, msg("Janji layanan: dipanggil sejak tiba dalam"), "60",
     msg("UU 25/2009 ps. 21: standar pelayanan memuat jangka waktu; angka setempat belum diisi"), 5, 480, msg("menit"), "", false},
    {"no_show_limit", ParameterKind::number,
     msg("Setelah sekian kali tidak datang dalam 90 hari, nomor diambil di loket (0: tidak pernah)"), "3", custom, 0, 20, msg("kali"), "",
     false},
    {"no_show_pause_days", ParameterKind::number, msg("Lama nomor hanya dapat diambil di loket"), "14", custom, 1, 90, msg("hari"), "",
     false},
    {"card_shows_religion", ParameterKind::on_off, msg("Agama dicetak pada kartu (diambil dari KTP di loket)"), "off",
     msg("UU 27/2022 ps. 4: agama adalah data pribadi; tidak dicetak kecuali kantor memintanya"), 0, 0, "", "", true},
    {"card_shows_marital_status", ParameterKind::on_off, msg("Status perkawinan dicetak pada kartu (diambil dari KTP di loket)"), "off",
     msg("UU 27/2022 ps. 4: status perkawinan adalah data pribadi; tidak dicetak kecuali kantor memintanya"), 0, 0, "", "", true},
    {"glued_photo_box", ParameterKind::on_off, msg("Kotak foto kosong untuk foto tempel dan cap"), "off", custom, 0, 0, "", "", false},
    {"proxy_may_collect", ParameterKind::on_off, msg("Kartu boleh diambil orang lain dengan surat kuasa"), "off", custom, 0, 0, "", "",
     false},
    {"blank_serial_required", ParameterKind::on_off, msg("Nomor seri blangko wajib dicatat"), "off", custom, 0, 0, "", "", false},
    {"scans_deleted_after_days", ParameterKind::number, msg("Hasil pindai dihapus setelah permohonan diputuskan"), "30",
     msg("UU 27/2022 ps. 16 ayat (2): data dihapus bila tidak diperlukan; jadwal retensi kantor belum diisi"), 1, 730, msg("hari"), "",
     true},
    {"paper_numbers", ParameterKind::number, msg("Nomor kertas untuk hari tanpa listrik"), "10", custom, 0, 100,
     msg("nomor per jadwal AK-1"), "", false},
    {"raising_quota_needs_second_person", ParameterKind::on_off, msg("Menambah kuota perlu orang kedua"), "off", custom, 0, 0, "", "",
     false},
    // A quota that is cut for a day: who keeps it, who is moved how far, until when they may answer.
    {"quota_keeps_lanes", ParameterKind::on_off, msg("Saat kuota dikurangi, lansia dan penyandang kebutuhan khusus tetap pada harinya"),
     "on", msg("UU 25/2009 ps. 29 ayat (1): perlakuan khusus kepada anggota masyarakat tertentu"), 0, 0, "", "", false},
    {"quota_keeps_moved", ParameterKind::on_off, msg("Saat kuota dikurangi, yang pernah dipindah tidak dipindah lagi"), "on", custom, 0, 0,
     "", "", false},
    {"quota_keeps_travellers", ParameterKind::on_off, msg("Saat kuota dikurangi, warga dari kabupaten atau kota lain tetap pada harinya"),
     "off", custom, 0, 0, "", "", false},
    {"quota_cut_school_places", ParameterKind::choice, msg("Saat kuota dikurangi, tempat sekolah yang belum bernama"), "share", custom, 0,
     0, "", "share|all|none", false},
    {"quota_move_days_max", ParameterKind::number, msg("Orang yang dipindah mendapat hari paling jauh"), "30", custom, 1, 90,
     msg("hari sesudah hari lamanya"), "", false},
    {"quota_other_part_days", ParameterKind::number,
     msg("Pagi, siang, atau malam yang sama lebih baik daripada waktu lain yang lebih cepat"), "2", custom, 0, 30, msg("hari"), "", false},
    {"moved_answer_hours", ParameterKind::number, msg("Orang yang dipindah dapat menjawab selama"), "24", custom, 1, 168, msg("jam"), "",
     false},
    {"return_offer_hours", ParameterKind::number, msg("Tawaran tempat yang lebih awal disimpan selama"), "12", custom, 1, 72, msg("jam"),
     "", false},
    {"old_day_reserve_percent", ParameterKind::number, msg("Cadangan bagi orang yang belum tahu harinya dipindah"), "5", custom, 0, 100,
     msg("persen dari yang dipindah"), "", false},
    {"territorial_text", ParameterKind::choice, msg("Wilayah berlaku yang tercetak pada kartu"), "regency",
     msg("Praktik berbeda: ada yang berlaku di kabupaten/kota, ada yang nasional"), 0, 0, "", "regency|national", false},
    {"school_places_return_hours", ParameterKind::number, msg("Tempat sekolah yang belum bernama kembali untuk umum"), "24", custom, 1, 168,
     msg("jam sebelum jadwal"), "", false},
    {"school_licence_warning_days", ParameterKind::number, msg("Peringatan sebelum izin BKK berakhir"), "60", custom, 1, 365, msg("hari"),
     "", false},
    // Kepdirjen 131/2004 lets the licence of a job exchange fall after a year without reports; that it still holds was not verified.
    {"school_silent_months", ParameterKind::number, msg("BKK ditandai bila tidak melapor selama"), "12",
     msg("Kepdirjen PPTKDN 131/DPPTKDN/XI/2004; ketentuan dalam Permenaker 18/2024 belum diperiksa"), 1, 36, msg("bulan"), "", true},
    {"objection_days", ParameterKind::number, msg("Keberatan atas penolakan diajukan dalam"), "21",
     msg("UU 30/2014 ps. 77 ayat (1): keberatan paling lama 21 hari kerja sejak keputusan diumumkan"), 1, 90, msg("hari kerja"), "", true},
    // The hall: how people are called. UU 25/2009 ps. 29 asks for special treatment of certain people; the numbers are the office's.
    {"hall_ratio_booked", ParameterKind::number, msg("Giliran panggilan untuk yang sudah punya nomor"), "3", custom, 0, 20,
     msg("panggilan"), "", false},
    {"hall_ratio_walk_in", ParameterKind::number, msg("Giliran panggilan untuk yang datang langsung"), "2", custom, 0, 20, msg("panggilan"),
     "", false},
    {"hall_ratio_priority", ParameterKind::number, msg("Giliran panggilan untuk jalur prioritas"), "2",
     msg("UU 25/2009 ps. 29: pelayanan dengan perlakuan khusus; angkanya kebijakan kantor"), 0, 20, msg("panggilan"), "", false},
    {"hall_overtaken_max", ParameterKind::number, msg("Seseorang didahului paling banyak oleh"), "10", custom, 0, 200, msg("orang"), "",
     false},
    {"hall_booked_order", ParameterKind::choice, msg("Urutan di dalam satu jadwal"), "number", custom, 0, 0, "", "number|arrival", false},
    {"hall_lane_pregnant", ParameterKind::on_off, msg("Jalur prioritas bagi ibu hamil"), "on",
     msg("UU 25/2009 ps. 29: pelayanan dengan perlakuan khusus"), 0, 0, "", "", false},
    {"hall_lane_elderly", ParameterKind::on_off, msg("Jalur prioritas bagi lanjut usia"), "on", msg("UU 25/2009 ps. 29; UU 13/1998 ps. 5"),
     0, 0, "", "", false},
    {"hall_lane_disability", ParameterKind::on_off, msg("Jalur prioritas bagi penyandang disabilitas"), "on",
     msg("UU 25/2009 ps. 29; UU 8/2016 ps. 19"), 0, 0, "", "", false},
    {"hall_lane_illness", ParameterKind::on_off, msg("Jalur prioritas bagi orang sakit"), "off", custom, 0, 0, "", "", false},
    {"hall_recall_delay", ParameterKind::number, msg("Jarak paling pendek antara dua panggilan nomor yang sama"), "20", custom, 0, 300,
     msg("detik"), "", false},
    {"hall_late_grace", ParameterKind::number, msg("Boleh terlambat dari jam nomornya"), "15", custom, 0, 240, msg("menit"), "", false},
    {"hall_no_show_grace", ParameterKind::number, msg("Dianggap tidak datang sesudah jamnya lewat (0: saat hari berakhir)"), "60", custom,
     0, 480, msg("menit"), "", false},
    {"hall_capacity", ParameterKind::number, msg("Orang di ruang tunggu pada saat yang sama (0: tanpa batas)"), "0", custom, 0, 5000,
     msg("orang"), "", false},
    {"hall_slot_minutes", ParameterKind::number, msg("Jam datang dibagi tiap (0: sepanjang jadwal)"), "0", custom, 0, 240, msg("menit"), "",
     false},
    {"hall_screening", ParameterKind::on_off, msg("Suhu badan diukur saat hadir"), "off", custom, 0, 0, "", "", true},
    {"hall_screening_max", ParameterKind::number, msg("Suhu paling tinggi untuk masuk (persepuluh derajat)"), "375", custom, 350, 420,
     msg("persepuluh °C"), "", true},
    {"survey_open_days", ParameterKind::number, msg("Survei kepuasan terbuka setelah kunjungan selama"), "14", custom, 1, 90, msg("hari"),
     "", false},
    {"survey_hidden_below", ParameterKind::number, msg("Hasil survei disembunyikan bila yang mengisi kurang dari"), "5", custom, 2, 50,
     msg("orang"), "", false},
    {"survey_grade_a_from", ParameterKind::number, msg("Survei: mutu pelayanan A mulai dari indeks (perseratus)"), "8831", skm_grades, 2501,
     10000, msg("perseratus"), "", true},
    {"survey_grade_b_from", ParameterKind::number, msg("Survei: mutu pelayanan B mulai dari indeks (perseratus)"), "7661", skm_grades, 2501,
     10000, msg("perseratus"), "", true},
    {"survey_grade_c_from", ParameterKind::number, msg("Survei: mutu pelayanan C mulai dari indeks (perseratus)"), "6500", skm_grades, 2501,
     10000, msg("perseratus"), "", true},
    {"complaint_days", ParameterKind::number, msg("Pengaduan dijawab dalam"), "14",
     msg("UU 25/2009 tentang penanganan pengaduan; tenggat dalam peraturan pelaksananya belum diperiksa"), 1, 60, msg("hari kerja"), "",
     true},
    // Companies and what the law asks of them.
    {"employer_check_days", ParameterKind::number, msg("Perusahaan yang mendaftar ditelepon dalam"), "3", custom, 1, 30, msg("hari kerja"),
     "", false},
    {"disability_percent_public", ParameterKind::number, msg("Pekerja penyandang disabilitas: pemerintah, BUMN, BUMD"), "2",
     msg("UU 8/2016 ps. 53 ayat (1): paling sedikit 2 % dari jumlah pegawai atau pekerja"), 0, 20, msg("persen"), "", true},
    {"disability_percent_private", ParameterKind::number, msg("Pekerja penyandang disabilitas: perusahaan swasta"), "1",
     msg("UU 8/2016 ps. 53 ayat (2): paling sedikit 1 % dari jumlah pegawai atau pekerja"), 0, 20, msg("persen"), "", true},
    {"disability_rounding", ParameterKind::choice, msg("Bagian pekerja penyandang disabilitas yang bukan bilangan bulat"), "up",
     msg("UU 8/2016 ps. 53: paling sedikit; lebih sedikit orang tidak memenuhinya. Cara membulatkan tidak disebut"), 0, 0, "", "up|down",
     true},
    // No text read names a number of days for reporting a vacancy: 0 = the office has set none.
    {"vacancy_report_days", ParameterKind::number, msg("Lowongan dilaporkan dalam (0: kantor belum menetapkan)"), "0", custom, 0, 90,
     msg("hari"), "", true},
    // Read in the text of Perpres 57/2023: art. 4 (report), 6 (report what was filled), 17 (written warning). Permenaker 18/2024
    // art. 75 is about the director general; which article gives the regent's or mayor's warning was not read.
    {"duty_vacancy_basis", ParameterKind::text, msg("Dasar hukum: lowongan dilaporkan"), msg("Perpres 57/2023 ps. 4"),
     msg("Perpres 57/2023 ps. 4: pemberi kerja melaporkan lowongan, tanpa biaya"), 0, 0, "", "", true},
    {"duty_filled_basis", ParameterKind::text, msg("Dasar hukum: lowongan terisi dilaporkan"), msg("Perpres 57/2023 ps. 6"),
     msg("Perpres 57/2023 ps. 6: lowongan yang terisi juga dilaporkan"), 0, 0, "", "", true},
    // Read: Permenaker 18/2024 art. 4 par. (4), the circular. UU 13/2003 was not.
    {"conditions_basis", ParameterKind::text, msg("Dasar hukum: syarat lowongan yang perlu alasan"),
     msg("UU 13/2003 ps. 5 dan 6, Permenaker 18/2024 ps. 4 ayat (4), SE Menaker M/6/HK.04/V/2025"),
     msg("Permenaker 18/2024 ps. 4 ayat (4): adil dan setara; SE Menaker M/6/HK.04/V/2025: syarat usia, penampilan, status perkawinan, "
         "tinggi badan; UU 13/2003 ps. 5 dan 6 belum diperiksa"),
     0, 0, "", "", true},
    {"advice_fairness_basis", ParameterKind::text, msg("Dasar hukum: saran lowongan memperlakukan orang setara"),
     msg("UU 13/2003 ps. 5, Permenaker 18/2024 ps. 4 ayat (4)"),
     msg("Permenaker 18/2024 ps. 4 ayat (4): menurut kompetensi, tanpa membedakan; UU 13/2003 ps. 5 belum diperiksa"), 0, 0, "", "", true},
    // No text of the law read names a share: four fifths is the practice of measuring adverse impact.
    {"advice_fairness_percent", ParameterKind::number, msg("Papan keadilan memberi tanda bila kelompok terendah di bawah"), "80",
     msg("Kebijakan kantor; aturan empat perlima yang lazim dalam pengukuran, bukan ketentuan"), 50, 100, msg("persen dari yang tertinggi"),
     "", true},
    {"advice_conditional_percent", ParameterKind::number,
     msg("Papan keadilan: di antara yang sependidikan, sebidang, dan sewilayah, memberi tanda bila di bawah"), "90", measured, 50, 100,
     msg("persen dari yang lain"), "", true},
    {"advice_quality_gap_percent", ParameterKind::number, msg("Papan keadilan: selisih mutu saran antarkelompok paling banyak"), "3",
     measured, 1, 50, msg("persen"), "", true},
    {"advice_outcome_percent", ParameterKind::number, msg("Papan keadilan: diundang dan diterima, memberi tanda bila kelompok di bawah"),
     "80", measured, 50, 100, msg("persen dari yang lain"), "", true},
    {"advice_calibration_percent", ParameterKind::number, msg("Papan keadilan: perkiraan diterima boleh meleset paling banyak"), "5",
     measured, 1, 50, msg("persen"), "", true},
    {"advice_coverage_percent", ParameterKind::number, msg("Papan keadilan: lowongan yang disarankan kepada seseorang paling sedikit"),
     "98", measured, 50, 100, msg("persen"), "", true},
    {"advice_alarm_people", ParameterKind::number, msg("Papan keadilan: tanda diberikan mulai dari"), "30", measured, 30, 500, msg("orang"),
     "", true},
    // Art. 4 par. (2) of UU 27/2022 counts health among the special data: an office may ask for larger cells, never smaller ones.
    {"advice_min_cell", ParameterKind::number, msg("Papan keadilan: kelompok yang lebih kecil tidak ditampilkan"), "10",
     msg("UU 27/2022 ps. 4 ayat (2): data kesehatan adalah data spesifik; angka sepuluh adalah praktik statistik, bukan ketentuan"), 10, 30,
     msg("orang"), "", true},
    // No text of the law read names a share: the office says what it expects before its own days have shown it.
    {"interview_show_percent", ParameterKind::number,
     msg("Hari wawancara: yang biasanya datang dari yang punya jam (0: tanpa saran cadangan)"), "0",
     msg("Kebijakan kantor dari pengalamannya; bukan ketentuan"), 0, 100, msg("persen"), "", true},
    {"interview_show_people", ParameterKind::number, msg("Hari wawancara: perkiraan itu dihitung sebanyak"), "20",
     msg("Kebijakan kantor; praktik statistik, bukan ketentuan"), 1, 500, msg("orang"), "", true},
    {"warning_basis", ParameterKind::text, msg("Dasar hukum: peringatan tertulis"), msg("Perpres 57/2023 ps. 17"),
     msg("Perpres 57/2023 ps. 17; Permenaker 18/2024 ps. 75 memuat peringatan Direktur Jenderal, pasal bagi bupati/wali kota belum "
         "diperiksa: kantor melengkapinya"),
     0, 0, "", "", true},
    {"employer_warning_levels", ParameterKind::number, msg("Banyaknya tingkat peringatan tertulis"), "3",
     msg("Kebijakan kantor; jumlah tingkat tidak ditemukan dalam ketentuan yang dibaca"), 1, 3, msg("tingkat"), "", true},
    {"employer_answer_days", ParameterKind::number, msg("Perusahaan menjawab permintaan penjelasan dalam"), "14", custom, 3, 60,
     msg("hari"), "", true},
    {"employer_warning_days", ParameterKind::number, msg("Satu peringatan tertulis berlaku"), "30",
     msg("Permenaker 18/2024 ps. 75: paling lama 1 bulan bagi peringatan Direktur Jenderal; pasal bagi bupati/wali kota belum diperiksa"),
     1, 30, msg("hari"), "", true},
    // The local rule: off until the office has one. It orders referrals; it never hides a vacancy and never refuses anybody.
    {"local_rule", ParameterKind::on_off, msg("Aturan lokal: warga setempat didahulukan dalam rujukan"), "off", custom, 0, 0, "", "", true},
    {"local_share_percent", ParameterKind::number, msg("Bagian tenaga kerja setempat yang dituju"), "0", custom, 0, 100, msg("persen"), "",
     true},
    {"local_first_days", ParameterKind::number, msg("Warga setempat dirujuk lebih dahulu selama"), "0", custom, 0, 90,
     msg("hari sejak tayang"), "", true},
    {"local_population", ParameterKind::choice, msg("Yang disebut warga setempat: alamat KTP di"), "regency", custom, 0, 0, "",
     "regency|province", true},
    {"local_exemption", ParameterKind::on_off, msg("Pengecualian: keahlian tidak tersedia setempat"), "on", custom, 0, 0, "", "", true},
    // The wage of the district for a month (UMK) is set each year by the governor: the office enters it with the decree.
    {"minimum_wage", ParameterKind::number, msg("Upah minimum kabupaten atau kota sebulan (0: belum diisi)"), "0",
     msg("PP 36/2021 tentang Pengupahan: ditetapkan gubernur tiap tahun; angka setempat belum diisi"), 0, 50'000'000, msg("rupiah"), "",
     true},
    // The articles were not read: the office checks the text before it is shown.
    {"overseas_licence_basis", ParameterKind::text, msg("Dasar hukum izin penempatan ke luar negeri, seperti dibaca perusahaan"),
     "UU 18/2017 tentang Pelindungan Pekerja Migran Indonesia: penempatan hanya oleh P3MI berizin (SIP3MI) dengan izin perekrutan (SIP2MI)",
     msg("UU 18/2017; pasalnya belum diperiksa, kantor melengkapinya"), 0, 0, "", "", true},
    {"vacancy_imports_publish", ParameterKind::on_off,
     msg("Lowongan dari berkas tayang tanpa diperiksa satu per satu, bila pemberi kerjanya terverifikasi"), "off", custom, 0, 0, "", "",
     false},
    {"vacancy_changes_publish", ParameterKind::on_off,
     msg("Perubahan lowongan yang sudah tayang langsung tampil, bila tidak ada syarat yang perlu alasan"), "off", custom, 0, 0, "", "",
     false},
    {"journal_head_mail", ParameterKind::text,
     msg("Sidik jurnal dikirim tiap malam ke surel (misalnya Inspektorat; kosong: tidak dikirim)"), "", custom, 0, 0, "", "", false},
    {"messages_quiet_from", ParameterKind::number, msg("Pesan tidak dikirim mulai pukul"), "20", custom, 0, 23, msg("(jam setempat)"), "",
     false},
    {"messages_quiet_until", ParameterKind::number, msg("Pesan dikirim lagi mulai pukul"), "7", custom, 0, 23, msg("(jam setempat)"), "",
     false},
    {"messages_by_gateway", ParameterKind::on_off, msg("Pesan dikirim lewat WhatsApp atau SMS"), "on", custom, 0, 0, "", "", false},
    {"messages_by_mail", ParameterKind::on_off, msg("Pesan dikirim lewat surel"), "on", custom, 0, 0, "", "", false},
    {"messages_first_by", ParameterKind::choice, msg("Jalur yang dicoba lebih dahulu"), "gateway", custom, 0, 0, "", "gateway|mail", false},
    {"messages_content_days", ParameterKind::number, msg("Isi pesan dihapus setelah"), "30",
     msg("UU 27/2022 ps. 16 ayat (2): data dihapus bila tidak diperlukan; jadwal retensi kantor belum diisi"), 1, 365, msg("hari"), "",
     true},
    {"applications_a_vacancy", ParameterKind::number, msg("Lamaran untuk satu lowongan paling banyak (0: tanpa batas)"), "0", custom, 0,
     5000, msg("lamaran"), "", false},
    {"explore_percent", ParameterKind::number, msg("Saran yang mencoba lowongan sedikit di bawah daftar (0: tidak pernah)"), "5", custom, 0,
     20, msg("persen dari saran"), "", false},
    {"contacts_a_week", ParameterKind::number, msg("Perusahaan boleh menawari satu orang paling banyak (0: tanpa batas)"), "5", custom, 0,
     50, msg("kali seminggu"), "", false},
    {"people_views_a_day", ParameterKind::number, msg("Orang yang cocok, tanpa nama, yang boleh dibuka satu perusahaan paling banyak"),
     "200", msg("UU 27/2022 ps. 16 ayat (2): data diproses terbatas dan sesuai tujuannya; angkanya pilihan kantor"), 10, 5000,
     msg("orang sehari"), "", true},
    {"contact_views_a_day", ParameterKind::number, msg("Nama dan nomor orang yang setuju, yang boleh dibuka satu perusahaan paling banyak"),
     "200", msg("UU 27/2022 ps. 16 ayat (2): data diproses terbatas dan sesuai tujuannya; angkanya pilihan kantor"), 10, 5000,
     msg("orang sehari"), "", true},
    {"alarm_mail", ParameterKind::text, msg("Surel yang segera diberi tahu bila umpan tersentuh (kosong: tidak dikirim)"), "",
     msg("UU 27/2022 ps. 39: mencegah data pribadi diakses secara tidak sah"), 0, 0, "", "", false},
    {"placement_confirmed_after", ParameterKind::number, msg("Penempatan dipastikan lagi setelah"), "3", custom, 1, 12, msg("bulan"), "",
     false},
    {"referral_number_pattern", ParameterKind::text, msg("Pola nomor surat pengantar"), "SP/{seq:4}/{year}", custom, 0, 0, "", "", false},
};

}  // namespace

std::span<const ParameterDefinition> parameter_definitions() { return definitions; }

const ParameterDefinition* find_definition(std::string_view name) {
    for (const auto& one : definitions) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

bool fits(const ParameterDefinition& definition, std::string_view value) {
    switch (definition.kind) {
        case ParameterKind::number: {
            const auto number = text::whole(value);
            return number && *number >= definition.minimum && *number <= definition.maximum;
        }
        case ParameterKind::on_off: return value == "on" || value == "off";
        case ParameterKind::choice:
            for (const auto& choice : text::split(definition.choices, '|')) {
                if (choice == value) return true;
            }
            return false;
        case ParameterKind::text:
            if (definition.name == "journal_head_mail" || definition.name == "alarm_mail")
                return value.empty() || outgoing::is_mail_address(value);
            return text::clean_lines(value, 2000).has_value();
    }
    return false;
}

}  // namespace office
