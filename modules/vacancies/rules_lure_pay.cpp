#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

namespace vacancies {

namespace {

using namespace lure;

// The reward in rupiah a month, by what stands beside the sum; a reward per piece or per minute counts for itself.
int level_of(Words words, const Amount& amount, bool is_many) {
    static const List days("hari perhari harian sehari day daily malam semalam semalem malamnya");
    static const List weeks("minggu perminggu mingguan seminggu pekan sepekan week weekly weekend");
    static const List hours("jam perjam hour hourly");
    static const List pieces(
        "menit minutes task tugas klik review halaman lembar paket transaksi tarikan kali sekali jalan verifikasi order box lusin angket "
        "soal story sesi amplop video dokumen foto akun");
    const auto pieces_near = pieces.is_in(around(words, amount.first + amount.count, 4)) || pieces.is_in(before(words, amount.first, 4));
    // "Tiga video seminggu, gaji 5 juta": after a comma it is said of something else.
    auto near_after = around(words, amount.first + amount.count, 4);
    for (std::size_t at = 0; at < near_after.size(); ++at)
        if (near_after[at].starts_part) near_after = near_after.first(at);
    auto near_before = before(words, amount.first, 4);
    for (std::size_t at = near_before.size(); at > 0; --at)
        if (words[amount.first].starts_part || near_before[at - 1].starts_part) {
            near_before = words[amount.first].starts_part ? Words{} : near_before.subspan(at - 1);
            break;
        }
    const auto is_near = [&](const List& list) { return list.is_in(near_after) || list.is_in(near_before); };
    std::int64_t monthly = amount.thousands;
    static const List often("sehari hari semakin unlimited terus");
    const int again = often.is_in(words) || is_many ? 1 : 0;
    if (pieces_near && monthly >= 30) return (monthly >= 400 ? 3 : (monthly >= 100 ? 2 : 1)) + again;
    if (is_near(days))
        monthly *= 25;
    else if (is_near(weeks))
        monthly *= 4;
    else if (is_near(hours))
        monthly *= 80;
    return monthly >= 20'000 ? 3 : (monthly >= 10'000 ? 2 : (monthly >= 7'000 ? 1 : 0));
}

// "30 menit", "2 jam", "setengah jam", "sepuluh jam sepekan", "dua malam seminggu": little time for a wage.
bool is_little_time(Words words) {
    static const List small("1 2 3 4 satu dua tiga setengah sepuluh");
    static const List work("kerja bekerja hanya cuma cukup sehari seminggu hari sepekan doang cuman dalam perhari jaga sebar waktu");
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto next = word_at(words, at + 1);
        const bool is_short =
            words[at].is_number() && (words[at].text.size() == 1 || (words[at].text.size() == 2 && words[at].text < "60"));
        if ((next == "menit" || next == "minutes") && (is_short || small.has(words[at].text))) return true;
        if ((next == "jam" || next == "malam" || next == "hour" || next == "hours") && small.has(words[at].text) && work.is_in(words))
            return true;
    }
    return false;
}

bool is_nothing_needed(Words words) {
    static const List lacking("tanpa tidak tak ga gak nggak no without bukan belum ndak gausah usah");
    static const List needs(
        "pengalaman skill keahlian ijazah pendidikan interview wawancara tes seleksi target deadline experience skills boss modal keluar "
        "jualan jualannya diploma pernah kerja mensyaratkan mengajar bertemu keras ngapa");
    for (std::size_t at = 0; at < words.size(); ++at)
        if (lacking.has(words[at].text) && needs.is_in(around(words, at + 1, 4))) return true;
    return false;
}

// How little is asked: one point for each way of saying so, wherever in the advert.
int ease_of(Words advert) {
    static const List classes[] = {
        List("hp handphone smartphone jempol gadget genggaman ponsel laptop rebahan tiduran tidur duduk"),
        List(
            "klik like likes follow subscribe nonton menonton review rating bintang share bagikan tap copy paste screenshot menyalin nulis "
            "tulis lipat nempel menempel bungkus membungkus tautan tombol absen survei angket captcha ketik mengetik komentar sebar pesan "
            "temani ngobrol "
            "menekan salin"),
        List("cukup cuma cuman hanya tinggal doang aja just only simple gampang mudah santai ringan easy sederhana bermodal"),
        List("siapa siapapun pelajar pensiunan irt bunda mahasiswa sd smp semua apa ibu housewives students beruntung"),
        List("rahasia usah dibuka tanya nanya ribet dimatikan omong"),
        List("withdraw cair dana ovo otomatis kapan terus langsung unlimited tunai jutaan member dijamin bukti"),
        List("rumah rumahan kosan sambilan sampingan part freelance remote online home fleksibel bebas")};
    int ease = 0;
    for (const auto& one : classes) ease += one.is_in(advert) ? 1 : 0;
    static const List secret("rahasia nanya tanya dibuka omong dimatikan");
    ease += secret.is_in(advert) ? 1 : 0;
    bool is_little = false;
    bool is_open = false;
    for (const auto& [first, words] : sentences_of(advert)) {
        is_little = is_little || is_little_time(words);
        is_open = is_open || is_nothing_needed(words);
    }
    return ease + (is_little ? 2 : 0) + (is_open ? 2 : 0);
}

// Skilled or heavy work is paid for.
int effort_of(Words advert) {
    static const List effort(
        "pengalaman berpengalaman experience sertifikat lisensi bersertifikat ant sio sim str spesialis dokter masa pendidikan kantor "
        "lembur lulusan degree bpjs komisi thr portofolio manajer");
    int count = 0;
    for (const auto& [first, words] : sentences_of(advert))
        if (!is_nothing_needed(words))
            for (const auto& word : words) count += effort.has(word.text) ? 1 : 0;
    return std::min(count, 2);
}

// A person's bank account, phone or name lent for money; betting; what nobody may ask about.
Place misused(Words words) {
    static const List accounts("rekening akun account paylater nama alamat wajah");
    static const List lent("sewa sewakan menyewa disewa pinjam pinjem meminjam dipinjam dipakai nganggur minjem forward terima diterima");
    static const List paid("dapat dapet fee upah bayaran komisi dibayar cuan payments transaksi penghasilan joki");
    static const List betting("judol slot togel kasino casino betting taruhan judi jackpot");
    static const List runs("admin operator cs deposit withdraw promosi promosiin customer telemarketing kerja dealer gaji");
    static const List duties("memeriksa menghapus memblokir meliput mencegah meneliti fraud moderator");
    if (duties.is_in(words)) return {};
    if (const auto at = accounts.first_in(words); at && lent.is_in(words) && paid.is_in(words)) return at;
    if (const auto at = betting.first_in(words); at && runs.is_in(words)) return at;
    static const Phrase promises[] = {Phrase("tanpa|tak|tidak batas|terbatas"),
                                      Phrase("bukan mimpi"),
                                      Phrase("setara|sekelas gaji|manajer|direktur ?manajer"),
                                      Phrase("financial|finansial freedom|bebas"),
                                      Phrase("jadi|pulang ?jadi jutawan"),
                                      Phrase("gaji|penghasilan dua|tiga digit"),
                                      Phrase("saldo ?antar akun"),
                                      Phrase("profit ?harian ?# ?# dijamin"),
                                      Phrase("uang dikembalikan ?dan komisi|bonus"),
                                      Phrase("ajak dua|# orang|teman"),
                                      Phrase("jangan ?banyak ?di tanya|dibuka"),
                                      Phrase("duit|uang|saldo langsung masuk|cair")};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : promises)
            if (const auto count = phrase.length_at(words, at); count > 1) return at;
    return {};
}

Place paid_for_nothing(Words advert) {
    const int ease = ease_of(advert) - effort_of(advert);
    static const List tasks("task tugas order");
    static const List daily("hari sehari");
    static const List sales("belanja pelanggan nasabah omzet penjualan investasi");
    const bool is_many = tasks.is_in(advert) && daily.is_in(advert);
    for (const auto& [first, words] : sentences_of(advert)) {
        if (sales.is_in(words) && ease < 4) continue;
        for (const auto& amount : amounts_in(words)) {
            const int level = level_of(words, amount, is_many);
            if ((level > 0 && ease > 1 && level + ease >= 4) || (level > 3 && ease > 0)) return first + amount.first;
        }
    }
    return {};
}

int number_of(std::string_view word) {
    int number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

// In thousands of rupiah; 0 where nothing is said.
int most_said(Words words) {
    static const List millions("juta jt jutaan million");
    static const List thousands("rb ribu rbu k");
    static const List foreign("dolar dollar usd");
    int most = 0;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const auto& next = words[at + 1].text;
        if ((words[at].text == "puluhan" || words[at].text == "ratusan" || words[at].text == "belasan") && millions.has(next))
            most = 10'000;
        if (words[at].text == "jutaan") most = std::max(most, 1000);
        if (!words[at].is_number() || words[at].text.size() > 4) continue;
        const int number = number_of(words[at].text);
        const bool is_double = at + 2 < words.size() && words[at + 2].text == "000";
        if (millions.has(next) || (next == "000" && is_double))
            most = std::max(most, number * 1000);
        else if (thousands.has(next) || next == "000")
            most = std::max(most, number);
        else if (foreign.has(next))
            most = std::max(most, number * 15);
    }
    return most;
}

// Much for next to no work: ten million a month or three hundred thousand a day, and nothing needed for it.
Place pay_said(Words words) {
    static const List promises("fantastis fantastic kaya tajir passive pasif finansial unlimited");
    static const List money("income penghasilan pendapatan gaji bonus komisi profit cuan hasilkan earn earning dapat untung cair dibayar");
    static const List easy(
        "hp handphone smartphone tiduran rebahan santai ringan mudah gampang captcha like likes share link menonton nonton klik video "
        "duduk "
        "iklan scroll follow subscribe review ketik mengetik sampingan easy simple modal bermodal melipat lem online part paruh freelance "
        "telegram pelajar irt pemula sd smp rating belanja tugas");
    static const List quick("sehari seminggu hari minggu day week daily perhari jam hour");
    static const List learnt("kantor pelatihan shift");
    if (learnt.is_in(words)) return {};
    const auto paid = money.first_in(words);
    if (const auto at = promises.first_in(words); at && paid) return at;
    bool at_home = false;
    bool unskilled = false;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const auto& one = words[at].text;
        const auto& next = words[at + 1].text;
        if (paid && ((one == "tak" && next == "terbatas") || (one == "tanpa" && next == "batas") || (one == "sesuka" && next == "hati")))
            return at;
        at_home = at_home || ((one == "dari" || one == "di" || one == "from") && (next == "rumah" || next == "home"));
        unskilled = unskilled || (one == "tanpa" && (next == "pengalaman" || next == "keahlian" || next == "skill" || next == "ijazah")) ||
                    (one == "no" && (next == "experience" || next == "skill" || next == "skills"));
    }
    const int most = most_said(words);
    // "Tiga video seminggu, gaji 5 juta"
    const auto sum = amount_in(words);
    if (sum && *sum > 0 && words[*sum - 1].text == "gaji" && words[*sum - 1].starts_part && most < 10'000) return {};
    const bool is_easy = easy.is_in(words) || at_home || unskilled;
    const bool is_quick = quick.is_in(words);
    if (is_easy && (most >= 10'000 || (is_quick && most >= 300 && most < 100'000) || (is_quick && most >= 1000)))
        return amount_in(words).value_or(0);
    static const List hours("jam hour hours");
    if (hours.is_in(words) && (most >= 10'000 || (is_easy && most >= 100 && most < 10'000))) return amount_in(words).value_or(0);
    if (at_home && is_quick && most > 0) return amount_in(words).value_or(0);
    return {};
}

}  // namespace

std::optional<std::size_t> unreal_pay(std::span<const Word> advert) {
    if (const auto at = first_said(advert, misused)) return at;
    if (const auto at = paid_for_nothing(advert)) return at;
    return first_said(advert, pay_said);
}

}  // namespace vacancies
