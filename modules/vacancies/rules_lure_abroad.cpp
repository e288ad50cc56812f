#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

namespace vacancies {

namespace {

using namespace lure;

// Places abroad where people are sent to work.
Place foreign_in(Words words, std::size_t from = 0) {
    static const List names(
        "malaysia singapura singapore taiwan taipei taichung taoyuan kaohsiung tainan hongkong macau macao makau jepang japan osaka tokyo "
        "nagoya ibaraki hokkaido kyoto fukuoka yokohama korea seoul busan ulsan ansan incheon daegu arab saudi riyadh jeddah mekah mekkah "
        "makkah madinah dammam dubai sharjah uae uea emirat qatar doha kuwait bahrain oman muscat yordania jordan amman brunei kamboja "
        "cambodia myanmar laos vientiane thailand bangkok pattaya phuket filipina philippines manila cebu vietnam hanoi polandia poland "
        "warsawa warsaw jerman germany berlin leipzig dresden munich hamburg turki turkey istanbul ankara australia sydney melbourne perth "
        "brisbane darwin selandia zealand auckland kanada canada toronto amerika usa alaska inggris england london eropa europe italia "
        "spanyol barcelona portugal prancis belanda hungaria hungary rumania romania serbia bulgaria kroasia ceko slovakia slowakia "
        "lithuania latvia rusia russia georgia tbilisi mesir libya afrika maladewa maldives dili guangzhou shanghai beijing tiongkok "
        "johor penang selangor melaka sabah sarawak sibu kedah perak terengganu pahang kelantan tawau lahad kuching miri labuan sandakan "
        "genting cina china india yangon suriname fiji siprus cyprus malta yunani finlandia swedia norwegia ausbildung arubaito tokutei "
        "ginou kenshusei kaigo");
    static const Phrase several[] = {Phrase("hong kong"),
                                     Phrase("kuala lumpur"),
                                     Phrase("phnom penh"),
                                     Phrase("siem reap"),
                                     Phrase("shah alam"),
                                     Phrase("abu dhabi"),
                                     Phrase("ho chi minh"),
                                     Phrase("timor leste"),
                                     Phrase("papua nugini"),
                                     Phrase("papua new guinea"),
                                     Phrase("port moresby"),
                                     Phrase("cape town"),
                                     Phrase("negeri|negara jiran|orang|tujuan"),
                                     Phrase("jebel ali"),
                                     Phrase("sri lanka")};
    static const List perak_abroad("malaysia ipoh");
    // "Tanjung Perak", "Labuan Bajo", "Bahasa Inggris": home, or a language.
    for (std::size_t at = from; at < words.size(); ++at) {
        const auto& one = words[at].text;
        const auto next = word_at(words, at + 1);
        if (one == "perak" && !perak_abroad.is_in(words)) continue;
        if ((one == "labuan" && next == "bajo") || (one == "tanjung" && next == "perak")) continue;
        if (at > 0 && words[at - 1].text == "bahasa") continue;
        if (names.has(one)) return at;
        for (const auto& phrase : several)
            if (phrase.length_at(words, at) > 0) return at;
    }
    return {};
}

// "Restoran Jepang", "bahasa Korea": a country's name is an adjective, too; a town's is not.
bool is_town(std::string_view word) {
    static const List adjectives(
        "malaysia singapura singapore taiwan jepang japan korea arab saudi qatar kuwait brunei kamboja cambodia myanmar laos thailand "
        "filipina philippines vietnam polandia poland jerman germany turki turkey australia selandia zealand kanada canada amerika usa "
        "inggris england eropa europe italia spanyol portugal prancis belanda hungaria rusia russia mesir afrika india cina china tiongkok "
        "uae uea emirat georgia negeri negara swedia norwegia finlandia perak miri darwin perth cebu malta");
    return !adjectives.has(word);
}

// Where whoever hires there says so: the border towns of the scam compounds.
Place notorious_in(Words words) {
    static const List names("sihanoukville poipet myawaddy bavet laukkaing shwe kokang smach chinhaung");
    static const Phrase several[] = {Phrase("golden triangle"), Phrase("segitiga emas"), Phrase("mae sot|sai"),
                                     Phrase("kk park"),         Phrase("phnom penh"),    Phrase("chiang rai")};
    if (const auto at = names.first_in(words)) return at;
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : several)
            if (phrase.length_at(words, at) > 0) return at;
    return {};
}

// Customers, goods, guests and journeys there; or people who are advised, or have come back.
bool is_trade(Words words) {
    static const List trade(
        "ekspor impor export import buyer buyers pembeli klien client clients pasar market pemasok supplier wisata tour tur travel "
        "turnamen forwarder koordinasi prinsipal principal "
        "kunjungan investor merek brand produk pelanggan customers pengguna users nasabah jamaah siswa mahasiswa "
        "kursus kuliah studi beasiswa pengiriman kiriman kirim mengirim cargo kargo pameran delegasi tamu menjual "
        "wisatawan penumpang serves serving melayani menimbang ekspatriat purna mendampingi membantu penyuluhan penyuluh bahaya isu "
        "korban meliput rute kontainer pelatihan induk mitra menjembatani penerbit instruktur pelajar dinas perjalanan manasik embarkasi "
        "teknologi mesin masakan bahasa sastra budaya drama standar guru sensei pengajar mengajar grup group kebijakan bilateral analis "
        "lembaga sama");
    // "Tidak perlu bahasa" speaks of nobody's lessons.
    for (auto at = trade.first_in(words); at; at = trade.first_in(words)) {
        if (!is_denied(words, *at, 2)) return true;
        words = words.subspan(*at + 1);
    }
    return false;
}

bool is_at_home(Words words) {
    static const List homes(
        "jakarta bandung surabaya semarang yogyakarta jogja solo malang medan makassar batam denpasar bali palembang balikpapan samarinda "
        "banjarmasin pontianak bekasi depok tangerang bogor karawang cikarang cibitung cirebon tegal jepara kudus gresik sidoarjo lombok "
        "mataram kupang manado morowali lampung padang pekanbaru jambi bengkulu aceh papua ambon kendari palu ntb ntt sudirman kuningan "
        "scbd bsd purwokerto blitar ponorogo indramayu cimahi sleman cikupa indonesia");
    static const List stands("di in kantor penempatan berkantor cabang office domisili lokasi based remote hybrid nusa asrama");
    for (std::size_t at = 1; at < words.size(); ++at)
        if (homes.has(words[at].text) && stands.is_in(before(words, at, 2))) return true;
    return false;
}

// Places, money, journeys and hiring of Indonesians, weighed over the whole advert.
Place leads_abroad(Words advert) {
    static const List advised("meliput korban isu penyuluhan bahaya memeriksa menghapus purna pengaduan mendampingi");
    static const List there(
        "pelabuhan kawasan kebun ladang galangan camp di ke in nang neng at near dekat to negara penempatan lokasi ditempatkan around area "
        "seberang kota pabrik");
    static const List seat("penempatan lokasi ditempatkan tujuan domisili berdomisili placement berangkat diberangkatkan");
    static const List money("ringgit rm riyal dirham aed yen won dolar dollar usd euro euros dinar ntd nt kina baht sgd aud");
    static const List journey(
        "paspor passport visa permit terbang diterbangkan berangkat diberangkatkan keberangkatan mangkat brangkat flight fly fly ikamah "
        "nyebrang relocate rombongan tki tkw pmi majikan agen proses sponsor* disponsori kontrak asrama borongan galangan musim kapal "
        "ausbildung kaigo arubaito tiket gaji kerja dijemput izin ikamet");
    static const List hired("indonesian indonesians indo wni");
    static const List seeks("cari mencari dicari butuh dibutuhkan membutuhkan nyari hiring need needs buka membuka kebutuhan diperlukan");
    static const List from("dari from asal");
    // "Kerja di Taiwan tanpa bahasa": work, whatever else the sentence speaks of.
    static const List work("kerja bekerja kerjanya magang job jobs work working loker lowker lowongan dikirim");
    static const List clients(
        "sama dari nasabah pelanggan klien keluarga warga siswa pelajar customers clients ekspor produk mengajar pengajar");
    Place best;
    int points = 0;
    bool is_home = false;
    Place far;
    for (const auto& [first, words] : sentences_of(advert)) {
        if (const auto at = notorious_in(words); at && !advised.is_in(words)) return first + *at;
        is_home = is_home || (is_at_home(words) && !seat.is_in(words));
        for (auto at = foreign_in(words); at; at = foreign_in(words, *at + 1)) {
            const bool is_there = there.is_in(before(words, *at, 2));
            const bool is_from = *at > 0 && from.has(words[*at - 1].text);
            const bool is_work = work.is_in(before(words, *at, 4)) && !clients.is_in(words) && !advised.is_in(words);
            const bool is_seat = is_work || seat.is_in(before(words, *at, 3));
            const bool is_sought = seeks.is_in(words) || hired.is_in(words);
            // "Resto Jepang", "tamu dari Eropa"
            int here = is_seat ? 3 : (is_there ? 2 : 0);
            if (!is_seat && !is_there) here = money.is_in(words) || is_sought || words.size() <= 3 ? 1 : 0;
            if (is_sought && is_there) ++here;
            if (seeks.is_in(around(words, *at + 1, 2)) || (is_town(words[*at].text) && !is_from)) here = std::max(here, 2);
            if (is_from && !is_seat && !hired.is_in(words)) here = 0;
            if (is_trade(words) && !is_seat && !(is_sought && is_there && journey.is_in(advert) && !is_at_home(words))) here -= 3;
            if (here > 0 && !best) best = first + *at;
            points = std::max(points, here);
            if (first == 0 && !far && !is_trade(words)) far = *at;
        }
    }
    // A title alone is a place only in an advert that speaks of no customers, goods or languages.
    if (far && std::ranges::any_of(sentences_of(advert), [](const Sentence& one) { return is_trade(one.words); })) far.reset();
    if (!best && !far) return {};
    if (!best) best = far;
    if (points < 2 && journey.is_in(advert) && (points > 0 || far)) ++points;
    if (money.is_in(advert)) ++points;
    if (hired.is_in(advert)) ++points;
    if (is_home) points -= 2;
    return points >= 2 ? best : Place();
}

// "Mitra di luar negeri … diberangkatkan ke negara tujuan": no place is named.
Place sent_away(Words words) {
    static const Phrase said[] = {Phrase("luar negeri|negri|nagri"), Phrase("negara ?yang tujuan|penempatan"), Phrase("ln")};
    static const List leaves(
        "terbang berangkat diberangkatkan kerja bekerja penempatan visa loker lowker lowongan kontrak job jobs paspor dikirim");
    if (!leaves.is_in(words) || is_trade(words) || is_at_home(words)) return {};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : said)
            if (phrase.length_at(words, at) > 0) return at;
    return {};
}

Place abroad_said(Words words) {
    static const List notorious("sihanoukville poipet myawaddy bavet laukkaing shwe kokang");
    static const List countries(
        "eropa europe malaysia singapura singapore taiwan taipei taichung kaohsiung hongkong jepang japan korea arab saudi dubai qatar "
        "doha kuwait "
        "brunei kamboja cambodia "
        "myanmar laos thailand filipina philippines vietnam polandia poland jerman germany turki turkey australia kanada canada rusia "
        "russia macau macao oman bahrain yordania selandia inggris hungaria serbia bulgaria rumania romania italia kroasia johor penang "
        "kuala kuching sabah sarawak serawak genting selangor melaka kl dili bangkok pattaya hanoi manila yangon belanda prancis spanyol "
        "portugal ceko slovakia hungary lithuania latvia mesir libya afrika amerika usa uae uea emirat zealand png riyadh jeddah mekah "
        "tokyo osaka seoul busan abu london sydney melbourne maladewa maldives");
    static const List goes(
        "visa turis pelancong ziarah terbang permit tki tkw pmi majikan ringgit riyal dirham dolar dollar nt yen won usd agen agent "
        "penempatan berangkat diberangkatkan ditempatkan bekerja kerja loker lowongan paspor ke gaji bergaji proses calo kontrak salary "
        "work working job jobs abroad overseas abk kapal pelaut cruise magang");
    static const List trade(
        "bahasa ekspor impor export import masakan restoran resto makanan buyer buyers pembeli klien client clients pasar market pemasok "
        "supplier wisata tour travel turnamen perjalanan dinas kunjungan investor asal merek brand produk mobil motor kosmetik pelanggan "
        "pengajar mengajar guru sensei kebijakan lainnya "
        "customer mitra partner siswa mahasiswa kursus studi beasiswa pengiriman kirim dokumen kantor pusat grup group pameran delegasi "
        "tamu "
        "tenses budaya drama idol sastra teknologi mesin standar");
    if (is_trade(words) || is_at_home(words)) return {};
    if (const auto at = notorious.first_in(words)) return at;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const auto& one = words[at].text;
        const auto& next = words[at + 1].text;
        if ((one == "golden" && next == "triangle") || (one == "segitiga" && next == "emas") || (one == "mae" && next == "sot")) return at;
    }
    if (trade.is_in(words)) return {};
    if (const auto at = countries.first_in(words)) {
        if (*at > 0 && (words[*at - 1].text == "dari" || words[*at - 1].text == "from")) return {};
        const bool is_place = *at > 0 && (words[*at - 1].text == "ke" || words[*at - 1].text == "di" || words[*at - 1].text == "in");
        const auto before = words.first(*at);
        const auto after = words.subspan(*at + 1);
        if (is_place || goes.is_in(before) || goes.is_in(after)) return at;
    }
    static const List leaves(
        "terbang berangkat diberangkatkan kerja bekerja penempatan visa loker gaji kontrak job jobs work working salary");
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& one = words[at].text;
        const bool is_out = one == "overseas" || one == "abroad" || one == "ln" ||
                            (one == "luar" && at + 1 < words.size() && words[at + 1].text == "negeri");
        if (is_out && leaves.is_in(words)) return at;
    }
    return {};
}

}  // namespace

std::optional<std::size_t> work_abroad(std::span<const Word> advert) {
    if (const auto at = leads_abroad(advert)) return at;
    if (const auto at = first_said(advert, sent_away)) return at;
    return first_said(advert, abroad_said);
}

bool is_trade_abroad(std::span<const Word> sentence) { return is_trade(sentence) || is_at_home(sentence); }

}  // namespace vacancies
