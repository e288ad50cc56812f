#include "modules/vacancies/rules_lure.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace vacancies {

namespace {

using Words = std::span<const Word>;
using Place = std::optional<std::size_t>;

// A list of words as one text; "bayar*" is every word that begins so.
class List {
  public:
    explicit List(std::string_view words) {
        for (const auto& word : text::split(words, ' '))
            if (!word.empty()) words_.emplace_back(word);
    }
    bool has(std::string_view word) const {
        return std::ranges::any_of(words_, [&](const std::string& one) {
            return one.back() == '*' ? word.starts_with(std::string_view(one).substr(0, one.size() - 1)) : word == one;
        });
    }
    Place first_in(Words words) const {
        for (std::size_t at = 0; at < words.size(); ++at)
            if (has(words[at].text)) return at;
        return {};
    }
    bool is_in(Words words) const { return first_in(words).has_value(); }

  private:
    std::vector<std::string> words_;
};

Words around(Words words, std::size_t first, std::size_t count) { return words.subspan(first, std::min(count, words.size() - first)); }

// "Rp 150.000", "150rb", "2 juta", "500k", "seratus ribu", "50 dolar".
Place amount_in(Words words) {
    static const List units("rb ribu rbu k jt juta jutaan ratus dolar dollar usd million ringgit yuan");
    static const List signs("rp idr usd");
    static const List spelt("ribu juta sejuta jutaan ribuan");
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (spelt.has(words[at].text) && (at == 0 || !words[at - 1].is_number())) return at;
        if (!words[at].is_number()) continue;
        if (at > 0 && signs.has(words[at - 1].text)) return at;
        if (at + 1 == words.size()) continue;
        if (units.has(words[at + 1].text) || words[at + 1].text == "000") return at;
    }
    return {};
}

// "Tanpa biaya", "kami tidak pernah meminta", "awas penipuan": said to reassure, shortly before what it denies.
bool is_denied(Words words, std::size_t at, std::size_t reach = 5) {
    static const List lacking("tanpa bebas");
    static const List denials("tidak tak tdk nggak gak bukan jangan jgn dilarang waspada awas hati no not never without beware free");
    const auto first = at > reach ? at - reach : 0;
    const auto close = std::max(first, at > 2 ? at - 2 : 0);
    return denials.is_in(words.subspan(first, at - first)) || lacking.is_in(words.subspan(close, at - close));
}

// --- money ---

const List& wages() {
    static const List all(
        "gaji* digaji upah honor* salary bonus komisi insentif penghasilan pendapatan income omset omzet tunjangan lembur thr saku makan "
        "transport hadiah budget anggaran santunan plafon harga hasil* earn profit untung tagihan pelanggan customer nasabah pemasok "
        "supplier target budget");
    return all;
}

// An amount that is no wage: none is spoken of just before it, and no hour or month just after.
Place asked_amount(Words words) {
    static const List rates("per perhari perbulan perjam hari sehari bulan sebulan minggu seminggu jam shift harian bulanan ritase");
    for (std::size_t begin = 0; begin < words.size();) {
        const auto at = amount_in(words.subspan(begin));
        if (!at) return {};
        const auto here = begin + *at;
        const auto first = here > 4 ? here - 4 : 0;
        if (!wages().is_in(words.subspan(first, here - first)) && !rates.is_in(around(words, here + 1, 4))) return here;
        begin = here + 1;
    }
    return {};
}

// What somebody is asked for before, or in order that, they may work.
const List& hiring() {
    static const List all(
        "wawancara interview tes psikotes test training pelatihan kursus diklat seragam baju safety rompi apd id kartu mcu medical "
        "kesehatan vaksin sertifikat sertifikasi lisensi gada slot kursi lolos diterima pelamar peserta calon kandidat kak gan berkas "
        "penyalur* penempatan outsourcing akomodasi hotel tiket materai formulir rekening sepatu kit starter paket modul background check "
        "uniform rekrut* pendaftaran lamaran serius masuk member anggota keanggotaan membership ordal skck kontrak bergabung join daftar");
    return all;
}

// What an employee does with other people's money.
bool is_duty(Words words) {
    static const List duties(
        "membuat mengelola menghitung mencatat menjelaskan memproses mengurus menagih menyusun menginput merekap melayani memeriksa "
        "memverifikasi menerima mengontrol memantau mengawasi menganalisa menganalisis melakukan bertanggung menangani membantu "
        "mengatur menawarkan menjual input rekap handling manage managing prepare process record collect handle responsible");
    static const List payments("membayar menyiapkan menyediakan mengirim menyetor paying");
    static const List others("pasien pelanggan nasabah tamu siswa pembeli customer customers");
    if (words.empty()) return false;
    if (others.has(words.front().text)) return true;
    if (duties.has(words.front().text)) return true;
    return payments.has(words.front().text) && !asked_amount(words) && !hiring().is_in(words);
}

Place money_said(Words words) {
    static const List pays(
        "bayar membayar dibayar dbayar mengirim dibayarkan bayarkan bayarin bayarnya byr transfer ditransfer tf trf setor menyetor disetor "
        "setoran kirim "
        "kirimkan siapkan siapin menyiapkan sediakan menyediakan bawa membawa dibawa dikenakan dikenai dipungut dibebani dimintai diminta "
        "meminta minta ganti mengganti beli membeli tebus nebus menebus sewa topup isi melunasi lunasi pelunasan keluar keluarkan patungan "
        "cukup cuma hanya kena wajib pay paying paid send buy purchase remit wire cover charge charged");
    static const List fees(
        "adm* pendaftaran registrasi daftar deposit mahar iuran denda titipan jaminan pelicin dp investasi modal "
        "komitmen kesungguhan keseriusan pulsa materai formulir registration membership sumbangan setoran saldo ordal commitment");
    static const List costs(
        "biaya biayanya ongkos uang dana fee fees cost costs dp deposit modal jasa iuran reservasi tarif pungutan retribusi saldo");
    static const List borne("ditanggung tanggungan menanggung dibebankan dipikul");
    static const List bearers("pelamar peserta kandidat calon sendiri pribadi applicant candidate candidates kamu anda pekerja karyawan");
    static const List cut("potong dipotong potongan pemotongan");
    static const List own("own sendiri");
    static const List withheld("ditahan penahanan menahan");
    static const List back("refundable refund reimburse direimburse dikembalikan diganti kembali balik back");

    static const List first("sebelum dimuka dulu terlebih upfront refundable required wajib diwajibkan applies advance pelicin rokok");

    const auto cost = costs.first_in(words);
    const auto amount = asked_amount(words);
    const auto paid = pays.first_in(words);
    const auto fee = fees.first_in(words);
    const bool is_wage = wages().is_in(words);
    if (const auto at = borne.first_in(words); at && (cost || hiring().is_in(words)) && bearers.is_in(around(words, *at, 4))) return *at;
    if (const auto at = cut.first_in(words); at && (cost || amount_in(words)) && (hiring().is_in(words) || amount)) return *at;
    if (const auto at = withheld.first_in(words); at && is_wage && fee) return *at;
    if (is_duty(words)) return {};
    if (paid && amount) return *paid;
    if (paid && (cost || own.is_in(words)) && hiring().is_in(words) && !is_wage) return *paid;
    if (paid && fee && *fee > *paid && *fee - *paid <= 3 && !is_wage) return *paid;
    if (fee && amount && std::max(*fee, *amount) - std::min(*fee, *amount) <= 6) return *fee;
    if (cost && amount && hiring().is_in(words)) return *cost;
    if (back.is_in(words) && amount) return *amount;
    if (cost && first.is_in(words) && !is_wage) return *cost;
    return {};
}

// --- papers ---

Place papers_said(Words words) {
    static const List own("ijazah* ijasah* ijz paspor* passport* diploma ktp");
    static const List other(
        "sim stnk atm tabungan sertifikat dokumen document documents certificate certificates akta akte kk bpkb nikah surat skck phone");
    static const List keeps(
        "tahan ditahan menahan penahanan tertahan dipegang pegang memegang dititipkan menitipkan titip dititip titipkan penitipan jaminan "
        "dijaminkan menjaminkan jaminkan agunan diagunkan ditinggal meninggalkan tinggalkan ditinggalkan tebus ditebus disita menyita "
        "dikunci gadai digadaikan brankas diamankan kept "
        "held retained withheld surrendered surrender withhold retain confiscated confiscate locked");
    static const List takes(
        "simpan disimpan diserahkan menyerahkan serahkan penyerahan dikumpulkan mengumpulkan kumpulkan diambil dibawa keep hold collect "
        "collected deposit deposited submitted leave left handed hand take taken taruh ditaruh ambil pegangan setor disetor disetorkan "
        "diberikan berikan dilepas "
        "sandera disandera penjamin pengikat ikatan remain remains stay stays lodged bond");
    static const List originals("asli original originals aslinya");
    static const List keepers(
        "perusahaan hrd kantor kami agen agency company manajemen employer us arrival bos pabrik majikan leader mandor tim ketua");
    static const List copies("fotokopi fotocopy fotokopinya copy kopi salinan scan legalisir foto");

    static const List others("siswa alumni nasabah pelanggan pasien debitur murid mahasiswa");
    static const List firmly("ditahan penahanan dipegang dijaminkan");
    static const List until("sampai selama hingga dikembalikan kontrak resign returned until berakhir selesai keluar");

    if (copies.is_in(words) && !originals.is_in(words)) return {};
    const auto mine = own.first_in(words);
    const auto paper = mine ? mine : other.first_in(words);
    if (!paper) return {};
    if (others.is_in(words)) return {};
    const bool is_original = originals.is_in(words) || firmly.is_in(words);
    if (const auto at = keeps.first_in(words); at && (mine || is_original)) return at;
    if (const auto at = takes.first_in(words); at && ((mine && (keepers.is_in(words) || until.is_in(words))) || is_original)) return at;
    return {};
}

// --- abroad ---

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
    if (const auto at = notorious.first_in(words)) return at;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const auto& one = words[at].text;
        const auto& next = words[at + 1].text;
        if ((one == "golden" && next == "triangle") || (one == "segitiga" && next == "emas") || (one == "mae" && next == "sot")) return at;
    }
    if (trade.is_in(words)) return {};
    if (const auto at = countries.first_in(words)) {
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

// --- pay ---

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
    const bool is_easy = easy.is_in(words) || at_home || unskilled;
    const bool is_quick = quick.is_in(words);
    if (is_easy && (most >= 10'000 || (is_quick && most >= 300 && most < 100'000) || (is_quick && most >= 1000)))
        return amount_in(words).value_or(0);
    static const List hours("jam hour hours");
    if (hours.is_in(words) && (most >= 10'000 || (is_easy && most >= 100 && most < 10'000))) return amount_in(words).value_or(0);
    if (at_home && is_quick && most > 0) return amount_in(words).value_or(0);
    return {};
}

// --- a household ---

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

std::optional<std::size_t> money_asked(Words sentence) {
    const auto at = money_said(sentence);
    return at && !is_denied(sentence, *at) ? at : std::nullopt;
}

bool is_money_duty(Words sentence) { return is_duty(sentence); }

std::optional<std::size_t> papers_kept(Words sentence) {
    const auto at = papers_said(sentence);
    return at && !is_denied(sentence, *at, 2) ? at : std::nullopt;
}

std::optional<std::size_t> work_abroad(Words sentence) { return abroad_said(sentence); }

std::optional<std::size_t> unreal_pay(Words sentence) { return pay_said(sentence); }

std::optional<std::size_t> household(Words sentence) { return household_said(sentence); }

}  // namespace vacancies
