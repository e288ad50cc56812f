#include <algorithm>
#include <set>
#include <string>

#include "base/date.hpp"
#include "base/text.hpp"
#include "modules/identity/rules.hpp"

// What is tried first by whoever guesses. A word with digits and signs before or behind it counts as the word, and so do
// the usual disguises (p4ssw0rd): the list stays short and catches "Jakarta2026!" too.
namespace identity {

namespace {

constexpr std::string_view words =
    "password passwort passw pass admin administrator administrasi adminadmin root superuser user users test testing tester "
    "guest default welcome letmein login master access secret changeme qwerty qwertyuiop qwert asdf asdfgh asdfghjkl zxcvbn "
    "zxcvbnm qazwsx qazwsxedc iloveyou loveyou sunshine princess football baseball monkey dragon shadow superman batman "
    "michael jordan liverpool arsenal chelsea manchester barcelona realmadrid juventus google facebook instagram whatsapp "
    "youtube android samsung windows computer internet server database system sistem "
    "katasandi sandi kunci kuncirahasia rahasia rahasiaku rahasianegara masuk coba cobacoba percobaan contoh latihan "
    "indonesia indonesiaku indonesiaraya merdeka garuda pancasila nusantara bhineka bhinnekatunggalika proklamasi "
    "bismillah bismillahirrahmanirrahim alhamdulillah assalamualaikum allahuakbar subhanallah masyaallah insyaallah "
    "muhammad ramadhan ramadan lebaran sayang sayangku sayangkamu akusayangkamu akucintakamu cintaku cinta kamu akukamu "
    "kangen rindu mama papa mamah papah ibuku ayahku ibu bapak keluarga keluargaku anakku istriku suamiku bunda ayah "
    "jakarta surabaya bandung medan semarang makassar palembang denpasar bali yogyakarta jogja jogjakarta malang bogor "
    "depok tangerang bekasi serang banten cilegon balikpapan samarinda kalimantan sumatera sulawesi papua jawa jawatimur "
    "jawabarat jawatengah lampung padang pekanbaru batam pontianak banjarmasin manado ambon jayapura kupang mataram "
    "persib persija persebaya arema bonek viking timnas "
    "dinas disnaker disnakertrans ketenagakerjaan tenagakerja naker kemnaker kantor kantorku kota kabupaten pemda pemkot "
    "pemkab bupati walikota camat lurah pegawai petugas petugasloket loket operator bendahara sekretaris kepala kabid kasi "
    "pelayanan layanan antrean antrian antarkerja kartukuning kartuaka pencaker pencarikerja siapkerja karir karirhub "
    "lowongan kerja kerjakeras pengantarkerja manajer manager staf staff sekolah guru siswa bkk perusahaan "
    "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november "
    "desember satu duatiga satuduatiga satuduatigaempat abcd abcde abcdef abcdefg abcdefgh abcabc aabbcc "
    "gantengbanget cantik cantikbanget ganteng imut kucing anjing kelinci naga harimau macan singa bunga mawar melati "
    "doraemon naruto pokemon freefire mobilelegends mobilelegend pubg bangbang kpop blackpink bts exo "
    "akuadalah siapaaku terserah tidaktahu lupa lupasandi lupapassword gakboleh bolehdong ayomasuk bukapintu pintu rumah rumahku";

// Typed by letting a finger slide.
constexpr std::string_view runs[] = {"01234567890123456789",
                                     "98765432109876543210",
                                     "abcdefghijklmnopqrstuvwxyz",
                                     "zyxwvutsrqponmlkjihgfedcba",
                                     "qwertyuiopasdfghjklzxcvbnm",
                                     "poiuytrewqlkjhgfdsamnbvcxz",
                                     "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                                     "1q2w3e4r5t6y7u8i9o0p",
                                     "q1w2e3r4t5y6u7i8o9p0",
                                     "147258369147258369",
                                     "123321123321",
                                     "1a2b3c4d5e6f7g8h",
                                     "a1b2c3d4e5f6g7h8"};

const std::set<std::string, std::less<>>& known() {
    static const std::set<std::string, std::less<>> all = [] {
        std::set<std::string, std::less<>> made;
        for (auto& word : text::split(words, ' ')) made.insert(std::move(word));
        return made;
    }();
    return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

char undisguised(char c) {
    switch (c) {
        case '0': return 'o';
        case '1': return 'i';
        case '3': return 'e';
        case '4':
        case '@': return 'a';
        case '5':
        case '$': return 's';
        case '7': return 't';
        default: return c;
    }
}

std::string without_ends(std::string_view word) {
    while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
    while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
    return std::string(word);
}

// A birthday is on every form that the person has ever filled in: 17081945, 19450817.
bool is_day(std::string_view digits) {
    if (digits.size() != 8 || !std::ranges::all_of(digits, is_digit)) return false;
    const auto number = [&](std::size_t at, std::size_t count) { return std::stoi(std::string(digits.substr(at, count))); };
    const auto is_year = [](int year) { return year >= 1930 && year <= 2049; };
    return (is_year(number(4, 4)) && Date::of(number(4, 4), number(2, 2), number(0, 2))) ||
           (is_year(number(0, 4)) && Date::of(number(0, 4), number(4, 2), number(6, 2)));
}

}  // namespace

bool is_common_password(std::string_view password) {
    const auto lower = text::lower(password);
    if (std::set<char>(lower.begin(), lower.end()).size() <= 2) return true;
    if (is_day(lower)) return true;
    for (const auto run : runs)
        if (run.find(lower) != std::string_view::npos) return true;

    std::string letters;  // "rahasia negara" and "rahasia_negara" are one guess
    for (const char c : lower)
        if (c != ' ' && c != '_' && c != '-' && c != '.') letters += c;
    if (known().contains(without_ends(letters))) return true;
    std::string plain = without_ends(letters);
    std::ranges::transform(plain, plain.begin(), undisguised);
    if (known().contains(plain)) return true;
    std::ranges::transform(letters, letters.begin(), undisguised);
    return known().contains(letters) || known().contains(without_ends(letters));
}

}  // namespace identity
