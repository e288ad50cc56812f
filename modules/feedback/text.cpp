#include "modules/feedback/actions.hpp"
#include "platform/i18n/language.hpp"

namespace feedback {

std::string_view sentence(Refusal why) {
    switch (why) {
        case Refusal::no_such_ticket: return msg("Kode ini tidak dikenal. Periksa delapan huruf dan angkanya.");
        case Refusal::visit_not_over: return msg("Survei dibuka setelah kunjungan Anda selesai.");
        case Refusal::survey_over: return msg("Waktu mengisi survei untuk kunjungan ini sudah lewat.");
        case Refusal::answered_already: return msg("Survei untuk kunjungan ini sudah diisi. Terima kasih.");
        case Refusal::rating_missing: return msg("Pilih satu jawaban.");
        case Refusal::words_missing: return msg("Ceritakan apa yang terjadi.");
        case Refusal::words_too_long: return msg("Terlalu panjang. Singkatkan sedikit.");
        case Refusal::contact_unfit: return msg("Nomor ponsel atau alamat surelnya tidak lengkap. Perbaiki, atau kosongkan.");
        case Refusal::no_such_complaint: return msg("Nomor dan kode ini tidak cocok. Periksa tanda terima Anda.");
        case Refusal::wrong_state: return msg("Pengaduan ini sudah dijawab.");
    }
    return "";
}

// Permenpan-RB 14/2017, annex, "unsur Survei Kepuasan Masyarakat".
std::string_view label(Element element) {
    switch (element) {
        case Element::requirements: return msg("Persyaratan");
        case Element::procedure: return msg("Sistem, mekanisme, dan prosedur");
        case Element::time: return msg("Waktu penyelesaian");
        case Element::cost: return msg("Biaya atau tarif");
        case Element::product: return msg("Produk spesifikasi jenis pelayanan");
        case Element::competence: return msg("Kompetensi pelaksana");
        case Element::behaviour: return msg("Perilaku pelaksana");
        case Element::complaints: return msg("Penanganan pengaduan, saran, dan masukan");
        case Element::facilities: return msg("Sarana dan prasarana");
    }
    return "";
}

std::string_view question(Element element) {
    switch (element) {
        case Element::requirements: return msg("Apakah syarat yang diminta sesuai dengan layanannya?");
        case Element::procedure: return msg("Apakah langkah-langkahnya mudah?");
        case Element::time: return msg("Apakah pelayanannya cepat?");
        case Element::cost: return msg("Apakah biayanya wajar?");
        case Element::product: return msg("Apakah yang Anda terima sesuai dengan yang dijanjikan?");
        case Element::competence: return msg("Apakah petugasnya mampu?");
        case Element::behaviour: return msg("Apakah petugasnya sopan dan ramah?");
        case Element::complaints: return msg("Bagaimana pengaduan dan saran ditangani?");
        case Element::facilities: return msg("Bagaimana ruang dan perlengkapannya?");
    }
    return "";
}

std::string_view rating_label(Element element, int rating) {
    const auto pick = [&](std::string_view one, std::string_view two, std::string_view three, std::string_view four) {
        return rating <= 1 ? one : rating == 2 ? two : rating == 3 ? three : four;
    };
    switch (element) {
        case Element::requirements:
        case Element::product: return pick(msg("Tidak sesuai"), msg("Kurang sesuai"), msg("Sesuai"), msg("Sangat sesuai"));
        case Element::procedure: return pick(msg("Tidak mudah"), msg("Kurang mudah"), msg("Mudah"), msg("Sangat mudah"));
        case Element::time: return pick(msg("Tidak cepat"), msg("Kurang cepat"), msg("Cepat"), msg("Sangat cepat"));
        case Element::cost: return pick(msg("Sangat mahal"), msg("Cukup mahal"), msg("Murah"), msg("Gratis"));
        case Element::competence: return pick(msg("Tidak mampu"), msg("Kurang mampu"), msg("Mampu"), msg("Sangat mampu"));
        case Element::behaviour:
            return pick(msg("Tidak sopan dan ramah"), msg("Kurang sopan dan ramah"), msg("Sopan dan ramah"), msg("Sangat sopan dan ramah"));
        case Element::complaints:
            return pick(msg("Tidak ada"), msg("Ada, tetapi tidak berfungsi"), msg("Berfungsi, kurang maksimal"),
                        msg("Dikelola dengan baik"));
        case Element::facilities: return pick(msg("Buruk"), msg("Cukup"), msg("Baik"), msg("Sangat baik"));
    }
    return "";
}

std::string_view label(ComplaintState state) {
    switch (state) {
        case ComplaintState::received: return msg("Diterima");
        case ComplaintState::in_progress: return msg("Sedang ditangani");
        case ComplaintState::answered: return msg("Sudah dijawab");
    }
    return "";
}

std::string_view label(Grade grade) {
    switch (grade) {
        case Grade::a: return msg("Sangat baik");
        case Grade::b: return msg("Baik");
        case Grade::c: return msg("Kurang baik");
        case Grade::d: return msg("Tidak baik");
    }
    return "";
}

char letter(Grade grade) {
    switch (grade) {
        case Grade::a: return 'A';
        case Grade::b: return 'B';
        case Grade::c: return 'C';
        case Grade::d: return 'D';
    }
    return '?';
}

}  // namespace feedback
