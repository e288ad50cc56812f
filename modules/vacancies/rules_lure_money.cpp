#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

namespace vacancies {

namespace {

using namespace lure;

const List& wages() {
    static const List all(
        "gaji* digaji upah honor* salary bonus komisi insentif penghasilan pendapatan income omset omzet tunjangan lembur thr saku makan "
        "transport hadiah budget anggaran santunan plafon harga hasil* earn profit untung tagihan pelanggan customer nasabah pemasok "
        "supplier target charge dapat dapet diupah dihargai raih premi kompensasi remunerasi");
    return all;
}

// An amount that is no wage: none is spoken of just before it, and no hour or month just after.
Place asked_amount(Words words) {
    // "Uang jalan", "uang makan": what an employee gets.
    static const List allowances(
        "jalan perjalanan makan saku duduk hadir kehadiran bensin lembur harian layar cuti transport transpor dinas lauk pulsa jasa");
    static const List rates("per perhari perbulan perjam hari sehari bulan sebulan minggu seminggu jam shift harian bulanan ritase");
    static const List money("uang");
    static const List heads("orang peserta kepala pelamar kandidat");
    for (std::size_t begin = 0; begin < words.size();) {
        const auto at = amount_in(words.subspan(begin));
        if (!at) return {};
        const auto here = begin + *at;
        const auto first = here > 4 ? here - 4 : 0;
        const auto said = words.subspan(first, here - first);
        const auto uang = money.first_in(said);
        if (word_at(words, here + 2) == "per" && heads.has(word_at(words, here + 3))) return here;  // "500 ribu per orang"
        static const List each("per tiap setiap");
        const bool is_rate = each.is_in(said.last(std::min<std::size_t>(said.size(), 3)));  // "per kuesioner Rp 60.000"
        const bool is_allowance = uang && allowances.has(word_at(said, *uang + 1));
        if (!is_allowance && !is_rate && !wages().is_in(said) && !rates.is_in(around(words, here + 1, 4))) return here;
        begin = here + 1;
    }
    return {};
}

// The employer bears it: "ditanggung perusahaan", "dibayar kantor", "paid by us".
bool is_paid_by_employer(Words words) {
    static const List bears(
        "ditanggung tanggung menanggung dibayar dibayarkan dibiayai biaya diganti disediakan diberikan dipinjamkan diurus perpanjang* "
        "covered provided paid dapat");
    static const List advance("dulu terlebih transfer talangi sendiri");
    if (advance.is_in(words)) return false;
    static const List payers("perusahaan kantor company pabrik kita vendor studio apotek bank employer pemerintah us");
    for (std::size_t at = 0; at < words.size(); ++at)
        if (bears.has(words[at].text) && payers.is_in(around(words, at + 1, 4))) return true;
    // "Bayar tiap Jumat": a payday.
    static const Phrase payday("bayar|dibayar|cair|pembayaran tiap|setiap senin|selasa|rabu|kamis|jumat|sabtu|minggu|akhir|tanggal|tgl");
    for (std::size_t at = 0; at < words.size(); ++at)
        if (payday.length_at(words, at) > 0) return true;
    static const List allowances("jalan perjalanan makan saku duduk hadir bensin lembur");
    for (std::size_t at = 0; at + 1 < words.size(); ++at)
        if (words[at].text == "uang" && allowances.has(words[at + 1].text)) return true;
    return false;
}

// Money of those whom the company serves or buys from, and no word of those who apply.
bool is_of_customers(Words words) {
    static const List customers(
        "pelanggan konsumen pembeli penyewa tamu nasabah siswa murid jamaah donatur pasien klien client clients customer customers "
        "vendor pemasok supplier pedagang penghuni debitur pengunjung warga penonton wisatawan penumpang pengantin donasi retribusi "
        "cicilan "
        "kredit kpr spp angsuran");
    static const List applicants(
        "pelamar calon kandidat peserta talent karyawan tiap setiap masing applicant applicants candidate candidates");
    return customers.is_in(words) && !applicants.is_in(words);
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
        "mengatur menawarkan menjual layani jaga catat hitung kelola cetak balas input rekap handling manage managing prepare process "
        "record collect handle responsible");
    static const List payments("membayar menyiapkan menyediakan mengirim menyetor paying");
    static const List others("pasien pelanggan nasabah tamu siswa pembeli customer customers");
    if (words.empty()) return false;
    if (others.has(words.front().text)) return true;
    if (duties.has(words.front().text)) return true;
    return payments.has(words.front().text) && !asked_amount(words) && !hiring().is_in(words);
}

// An amount, and a word of paying, of a price, of a pledge: whoever reads it is to bring money. Or it is said without an amount
// that those who come pay for what is the employer's.
Place charged(Words words) {
    static const List charges(
        "bayar membayar membayarkan bayarkan bayarin bayarannya pembayaran berbayar byr setor* menyetor* disetor* transfer* mentransfer "
        "ditransfer tf trf kirim kirimkan mengirim serahkan menyerahkan diserahkan titip* menitip* dititip* simpanan menyimpan jaminan "
        "penjamin menjamin* jaminkan deposit dp mahar nebus tebus menebus ditebus lunas* pelunasan melunasi biaya* ongkos* iuran "
        "kontribusi "
        "partisipasi sumbang* menyumbang infak infaq sedekah denda penalti langganan berlangganan beli membeli dibeli sewa menyewa "
        "mengganti saldo topup modal tarif harga seharga terima talangi talangan patungan menaruh naruh taruh ditaruh taro kena dikenai "
        "dikenakan dibebankan dibebani cicil dicicil nyicil mencicil pangkal muka pendaftaran administrasi adm registrasi potong dipotong "
        "dipungut dikumpulkan kumpulkan kumpulin sediakan menyediakan siapkan menyiapkan fee pay paid payment transferred deposited fund "
        "tanggung ditanggung menanggung pegangan pelicin lolos ordal komitmen commitment kesungguhan keseriusan penyertaan donasi uang "
        "dana");
    // What is the employer's to give, or a step of hiring.
    static const List of_hiring(
        "kelas orientasi training pelatihan pembekalan seleksi psikotes tes interview wawancara modul onboarding sertifikasi diksar diklat "
        "portofolio portfolio seragam kaos kostum apron pin kartu kesehatan medical mcu pemeriksaan penempatan penyaluran pemberangkatan "
        "keberangkatan");
    static const List bearers(
        "calon pelamar peserta kandidat masing talent kru crew anggota kurir sopir driver guru karyawan pekerja tenaga sendiri tiap setiap "
        "mekanik tutor spg");
    static const List borne("ditanggung menanggung dibebankan berbayar dibebani menebus mengganti melunasi");
    static const List wage("gaji gajinya gajian salary");
    static const List given("terima ditransfer diserahkan menyerahkan setor disetor serahkan potong dipotong");
    if (is_of_customers(words) || is_paid_by_employer(words)) return {};
    if (const auto at = charges.first_in(words); at && asked_amount(words)) return at;
    static const List dues("berlangganan langganan iuran sewa mengganti");
    if (const auto at = dues.first_in(words); at && bearers.is_in(words) && amount_in(words)) return at;
    if (const auto at = borne.first_in(words); at && of_hiring.is_in(words) && bearers.is_in(words)) return at;
    static const List at_a_price("berbayar");
    if (word_at(words, 0) == "kelas" && at_a_price.is_in(words)) return 0;
    static const List first_one("pertama");
    static const List us("kami kita yang");
    // "Satu bulan gaji pertama ditransfer ke kami"
    if (const auto at = wage.first_in(words); at && first_one.is_in(words) && given.is_in(words) && us.is_in(words)) return at;
    // "Nebus kontrak 3,5", "mahar 2,5", "bayarannya belakangan, 1,3": millions that go without saying.
    static const List bought("nebus tebus mahar ordal dp pelunasan bayarannya bayarnya kena beres bantu dibantu urus lolos");
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const bool is_decimal = words[at].is_number() && words[at].text.size() == 1 && words[at + 1].is_number() &&
                                words[at + 1].text.size() == 1 && words[at + 1].begin == words[at].end + 1;
        if (is_decimal && !wages().is_in(before(words, at, 4)))
            if (const auto by = bought.first_in(words)) return by;
    }
    return {};
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
        "komitmen kesungguhan keseriusan pulsa materai registration membership sumbangan setoran saldo ordal commitment");
    static const List costs(
        "biaya biayanya ongkos uang dana fee fees cost costs dp deposit modal jasa iuran reservasi tarif pungutan retribusi saldo");
    static const List borne("ditanggung tanggungan menanggung dibebankan dipikul");
    static const List bearers(
        "pelamar peserta kandidat calon sendiri pribadi applicant candidate candidates kamu anda pekerja karyawan masing talent kru");
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
    if (const auto at = charged(words)) return at;
    if (is_of_customers(words) || is_paid_by_employer(words)) return {};
    if (paid && amount) return *paid;
    if (paid && (cost || own.is_in(words)) && hiring().is_in(words) && !is_wage) return *paid;
    if (paid && fee && *fee > *paid && *fee - *paid <= 3 && !is_wage) return *paid;
    if (fee && amount && std::max(*fee, *amount) - std::min(*fee, *amount) <= 6) return *fee;
    if (cost && amount && hiring().is_in(words)) return *cost;
    if (const auto at = back.first_in(words); at && amount && !is_denied(words, *at, 2)) return *amount;
    if (cost && first.is_in(words) && !is_wage) return *cost;
    return {};
}

}  // namespace

std::optional<std::size_t> money_asked(std::span<const Word> advert) {
    return first_said(advert, [](Words sentence) -> Place {
        const auto at = money_said(sentence);
        return at && !is_denied(sentence, *at) && !is_warning(sentence) ? at : std::nullopt;
    });
}

bool is_money_duty(std::span<const Word> sentence) {
    return is_duty(sentence) || is_of_customers(sentence) || is_paid_by_employer(sentence);
}

bool is_warning_of_others(std::span<const Word> sentence) { return is_warning(sentence); }

}  // namespace vacancies
