#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

namespace vacancies {

namespace {

using namespace lure;

// Who writes, about whom, where: weighed over the whole advert, since a family seldom says that it is one.
struct Weighed {
    int points{};
    int sure{};  // of relatives, homes and writers, not of tasks that a hotel has, too
    Place strongest;
    int weight{};  // of the strongest
    void add(int more, std::size_t at) {
        if (more > weight) {
            strongest = at;
            weight = more;
        }
        points += more;
    }
};

void weigh_relatives(Words words, Weighed& weighed) {
    static const List relatives(
        "anak anakku anakmu anak2 bayi bayiku putra putri putriku istri istriku suami suamiku ibu ibuku bapak ayah mama mamaku papa mertua "
        "nenek kakek oma opa eyang cucu cucuku bude pakde tante adik dd son daughter twins mother father kids kid boys husband wife cat "
        "kucing anjing orang keluarga rumah rumahku apartemenku villa vila kediaman garasi mobil");
    static const List whose("saya sy aku ku kami kita our my beliau gue");
    static const List whose_before("our my his her");
    static const List which("perempuan laki tua yatim pertama kecil");
    static const List kin(
        "istri istriku suami mertua nenek kakek oma opa eyang cucu bude pakde mama mamaku papa nyonya momong nyonyah majikan ekspat "
        "cucuku putriku anakku neneknya ibunya anaknya ayah bunda anak2 diplomat yaya mbah simbah");
    bool is_said = false;
    for (std::size_t at = 0; at < words.size() && !is_said; ++at) {
        if (!relatives.has(words[at].text)) continue;
        const bool is_ours = whose.has(word_at(words, at + 1)) || whose_before.is_in(before(words, at, 2)) ||
                             (whose.has(word_at(words, at + 2)) && which.has(word_at(words, at + 1)));
        // "Rumah makan kami", "keluarga kami di PT": institutions are weighed elsewhere
        if (is_ours) {
            weighed.add(3, at);
            is_said = true;
        }
    }
    if (const auto at = kin.first_in(words)) weighed.add(2, *at);
}

void weigh_homes(Words words, Weighed& weighed) {
    static const Phrase homes[] = {
        Phrase("kediaman|paviliun|serumah|nginap|nginep|menginap|apartemenku|rumahku"),
        Phrase("tidur|tinggal ?di dalam|dlm"),
        Phrase("tinggal|ikut|tidur ?bareng|bersama|di|sekamar kami|saya|bayi|rumah|dengan|bersama|bareng|keluarga|majikan"),
        Phrase("live|sleep in|out"),
        Phrase(
            "rumah ?pribadi|peninggalan|besar|gede|kecil|sendiri|lantai|type|tipe|sederhana|minimalis kami|saya|#|pribadi|tipe|kecil|gede"),
        Phrase("rumah # lantai|kamar"),
        Phrase("rumah bapak|ibu|majikan|beliau"),
        Phrase("family villa|home|house|residence"),
        Phrase("private chef|cook|driver|nurse|tutor"),
        Phrase("di|at|around|near|ke|dari ?tempat our|my|rumah|apartemen|tinggal|rumahnya|dirumah ?house|home|saya|kami|beliau"),
        Phrase("dirumah"),
        Phrase("our home|house|garden"),
        Phrase("kebun|villa|vila|taman pribadi|keluarga")};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : homes)
            if (phrase.length_at(words, at) > 0) return weighed.add(2, at);
}

void weigh_tasks(Words words, Weighed& weighed) {
    static const List roles(
        "art prt pembantu mbak mba mbok teteh bibi inem rewang momong momongan babysitter nanny suster pengasuh caregiver maid housekeeper "
        "helper bedinde sopir supir driver pengemudi mbak2 infal sus juru perawat asisten tukang tutor guru merawat menjaga jaga domestik "
        "chef");
    static const List tasks(
        "masak memasak masakin nyapu menyapu ngepel mengepel setrika menyetrika nyuci cuci mencuci menidurkan mandiin memandikan nyuapin "
        "menyuapi popok arisan beberes beresin nemenin menemani menemaninya antar nganter mengantar jemput kontrol pulang belanja laundry "
        "cleaning cooking dinner dinners tidy siram momong menggendong ngobrol umbah majikan newborn nyonya tensi nyetir menyetir");
    if (const auto at = roles.first_in(words)) weighed.add(1, *at);
    int counted = 0;
    for (std::size_t at = 0; at < words.size() && counted < 2; ++at)
        if (tasks.has(words[at].text)) {
            weighed.add(1, at);
            ++counted;
        }
}

// "Kami keluarga kecil", "saya butuh", "single mom", "langsung oleh keluarga".
void weigh_writers(Words words, Weighed& weighed) {
    static const Phrase writers[] = {
        Phrase("kami ?adalah|sebuah|ini ?orang keluarga|berdua|pasangan|tua"),
        Phrase("keluarga ?kami|yang kecil|muda|ekspat|muslim|bpk|bapak|ibu|kami|diplomat|berjumlah|pengusaha|di|#|pasien"),
        Phrase("retired|young|small ?korean|japanese|chinese couple|family|parents"),
        Phrase("first time parents"),
        Phrase("single mom|mother|dad"),
        Phrase("saya|aku|sy ?yang|sendiri|hanya|cuma butuh|cari|mencari|membutuhkan|perlu|sendiri"),
        Phrase("dari|oleh|langsung ?sama|oleh|dari|dengan keluarga|pemilik|user|pribadi|majikan|anaknya|perorangan"),
        Phrase("diskusi|bicara dengan anaknya|keluarga"),
        Phrase("perorangan|perseorangan"),
        Phrase("bapak|ibu|tuan|nyonya dan keluarga"),
        Phrase("seorang pensiunan|lansia|ibu|bapak ?yang membutuhkan|mencari|butuh"),
        Phrase("rumah tangga diplomat|ekspat|mencari|membutuhkan|butuh"),
        Phrase("milik pribadi"),
        Phrase("pemilik|owner|pengusaha|duda|janda ?villa|rumah|kebun|duda|janda cari|mencari|butuh|membutuhkan"),
        Phrase("langsung ?sama|dengan|ke|dgn|hub yang|yg punya"),
        Phrase("bukan penyalur|disewakan|yayasan|perusahaan")};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : writers)
            if (phrase.length_at(words, at) > 0) return weighed.add(2, at);
}

int institutions_in(Words words) {
    static const List institutions(
        "pt cv yayasan klinik hotel resort sekolah sd smp tk daycare tpa panti toko resto restoran kantor perusahaan agensi agency lembaga "
        "puskesmas rs rsud rsia bpjs karyawan karyawati tamu pelanggan penyewa shift vendor umk umr ump proyek kapal koperasi dinas studio "
        "gerai outlet cabang konter salon bengkel pabrik pool bus travel desa rw perumahan gedung siswa murid konsumen klien nasabah "
        "produksi donatur program pesantren asrama spa mal mall gym sanggar bank kampus museum kafe");
    static const List houses("makan sakit produksi");  // "rumah makan" is no home
    static const List passing("ke anak sepulang maupun pulang kerja dari kontrol punya bukan jadi tanpa ada dekat uang makan untuk diam");
    int count = 0;
    for (std::size_t at = 0; at < words.size(); ++at)
        if (word_at(words, at) == "rumah" && houses.has(word_at(words, at + 1)))
            ++count;
        else if (institutions.has(words[at].text) && !(at > 0 && passing.has(words[at - 1].text)))
            ++count;
    return count;
}

Place home_of_a_family(Words advert) {
    Weighed all;
    int institutions = 0;
    for (const auto& [first, words] : sentences_of(advert)) {
        Weighed here;
        weigh_relatives(words, here);
        weigh_writers(words, here);
        weigh_homes(words, here);
        here.sure = here.points;
        weigh_tasks(words, here);
        constexpr int most = 5;  // that one sentence counts for
        if (here.strongest) all.add(std::min(here.points, most), first + *here.strongest);
        all.sure += here.sure;
        institutions += institutions_in(words);
    }
    constexpr int enough = 4;
    constexpr int sure_enough = 2;
    constexpr std::size_t short_advert = 40;
    const bool is_sure = all.sure >= sure_enough + (advert.size() > short_advert ? 1 : 0);
    return is_sure && all.points - 2 * std::min(institutions, 3) >= enough ? all.strongest : Place();
}

Place household_said(Words words) {
    static const List domestic("prt maid housemaid babysitter nanny suster momong ngasuh ngemong rewang infal");
    static const List helps(
        "pembantu pengasuh perawat sopir supir driver tukang juru koki penjaga helper asisten guru baby sitter mbak art cuci setrika kebun "
        "masak bibi gosok satpam pengurus mengasuh menjaga jaga merawat bersih");
    static const List family(
        "keluarga rumahan majikan nginep nginap menginap live household cucu momong menetap family serumah nenek kakek oma opa dirumah");
    static const List institutions(
        "yayasan klinik hotel daycare tpa panti sekolah paud rumahsakit rs sakit pt cv perusahaan agen lembaga toko restoran apotek "
        "kapal bus travel perumahan proyek");
    static const List homes("milik rumah villa vila");
    static const List whose("kami saya our my");
    static const List who("perorangan perseorangan individu");
    static const List seeks("cari mencari butuh membutuhkan dibutuhkan dari lowongan dicari");
    const bool is_institution = institutions.is_in(words);
    const bool seeks_or_helps = seeks.is_in(words) || helps.is_in(words);
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& one = words[at].text;
        const auto next = at + 1 < words.size() ? std::string_view(words[at + 1].text) : std::string_view{};
        const auto third = at + 2 < words.size() ? std::string_view(words[at + 2].text) : std::string_view{};
        const bool helps_here = helps.is_in(words) || domestic.is_in(words);
        if (domestic.has(one) && next != "cart" && !is_institution) return at;
        if (one == "art" && !is_institution && (words.size() <= 2 || (at > 0 && seeks.has(words[at - 1].text)))) return at;
        if (one == "rumah" && next == "tangga" && helps_here && !is_institution) return at;
        const bool ends_there = at + 2 >= words.size() || words[at + 2].starts_part || whose.has(third) || family.has(third);
        if (one == "di" && next == "rumah" && helps_here && !is_institution && ends_there) return at;
        if (one == "tinggal" && (next == "dalam" || third == "dalam") && helps_here) return at;
        if (one == "pulang" && next == "pergi" && helps.is_in(words)) return at;
        if (one == "rumah" && helps_here && (whose.has(next) || at + 1 == words.size()) && !is_institution) return at;
        static const List served("makan karaoke restoran resto film wisata masakan kamar");
        if (family.has(one) && at > 0 && served.has(words[at - 1].text)) continue;
        if (family.has(one) && helps_here && !is_institution) return at;
        if ((one == "anak" || one == "bayi" || one == "ibu" || one == "ayah" || one == "tua") && whose.has(next) && helps_here) return at;
        if (who.has(one) && (seeks.is_in(words.first(at)) || seeks.has(next)) && !is_institution) return at;
        if (one == "pribadi" && at > 0 && words[at - 1].text == "dari") return at;
        if (one == "pribadi" && at > 0 && homes.has(words[at - 1].text) && seeks_or_helps) return at;
        if (one == "private" && (next == "family" || next == "home" || next == "house")) return at;
        if ((one == "our" || one == "my") && (next == "home" || next == "house") && helps_here) return at;
    }
    return {};
}

}  // namespace

std::optional<std::size_t> household(std::span<const Word> advert) {
    if (const auto at = first_said(advert, household_said)) return at;
    return home_of_a_family(advert);
}

}  // namespace vacancies
