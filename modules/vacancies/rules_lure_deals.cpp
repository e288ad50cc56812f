#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

// Who is told to do what, whatever the sum: the seeker pays, gives secrets away, recruits others, keeps somebody company.
namespace vacancies {

namespace {

using namespace lure;

const List& seekers() {
    static const List all(
        "pelamar peserta kandidat calon karyawan pekerja driver kurir kru crew tenaga anda kamu kalian kak applicant applicants candidate "
        "candidates you");
    return all;
}

// "Silakan melakukan pembayaran", "peserta bayar dulu", "cukup bayar": the reader is the one who pays.
Place seeker_pays(Words words) {
    static const List pays("bayar membayar byr pembayaran setor menyetor transfer tf trf melunasi menanggung pay");
    static const List gives("menitipkan titip titipkan menyerahkan serahkan menyetorkan mengumpulkan kumpulkan menaruh");
    static const List money("uang dana deposit biaya duit");
    static const List takings("kas hasil penjualan setoran muka gaji pajak tagihan belanja nota struk kasir omzet");
    static const List requests("silakan silahkan please");
    static const List commands("silakan silahkan mohon harap segera please wajib harus cukup cuma cuman hanya tinggal");
    static const List served("pelanggan nasabah pembeli tamu siswa pasien konsumen customer customers klien supplier vendor donatur");
    if (served.is_in(words)) return {};
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool is_payment = pays.has(words[at].text);
        if (!is_payment && !gives.has(words[at].text)) continue;
        auto ahead = before(words, at, 3);
        // "Biaya rumah sakit peserta, membayar klaim": a comma ends who does it.
        if (words[at].starts_part) ahead = {};
        for (std::size_t one = ahead.size(); one > 1; --one)
            if (ahead[one - 1].starts_part) {
                ahead = ahead.subspan(one - 1);
                break;
            }
        const auto behind = around(words, at + 1, 3);
        const bool is_told = seekers().is_in(ahead) || commands.is_in(ahead);
        if (!is_told || takings.is_in(behind)) continue;
        if (is_payment && (seekers().is_in(ahead) || requests.is_in(ahead))) return at;
        if (is_payment ? amount_in(around(words, at + 1, 5)).has_value() : money.is_in(behind)) return at;
    }
    return {};
}

// "Gaji dipotong sampai lunas", "gaji dua bulan pertama untuk agen", "biaya dibayar setengah di muka".
Place wage_goes_back(Words words) {
    static const List wages("gaji upah gajian salary honor");
    static const List cut("dipotong potong pemotongan deducted");
    static const List owed("lunas utang hutang talangan impas");
    static const List beside("utk untuk buat milik ke");
    static const List takers("agen agent yayasan penyalur koordinator sponsor mandor calo");
    static const List costs("biaya dana");
    static const List given("dibayar dibayarkan bayar ditransfer");
    static const Phrase ahead_of_work[] = {Phrase("di muka|depan"), Phrase("dimuka|didepan")};
    static const List due("bpjs pph jht pajak koperasi");
    const auto wage = wages.first_in(words);
    if (wage && cut.is_in(words) && owed.is_in(words) && !due.is_in(words)) return wage;
    if (wage)
        for (std::size_t at = *wage; at + 1 < words.size(); ++at)
            if (beside.has(words[at].text) && takers.has(words[at + 1].text)) return wage;
    const auto cost = costs.first_in(words);
    if (!wage && cost && given.is_in(words))
        for (std::size_t at = *cost; at < words.size(); ++at)
            for (const auto& phrase : ahead_of_work)
                if (phrase.length_at(words, at) > 0) return cost;
    return {};
}

// One's own money goes in and comes back with more.
Place money_in_and_out(Words words) {
    static const Phrase puts[] = {Phrase("top up"), Phrase("topup"), Phrase("isi saldo"), Phrase("saldo ?anda|kamu ?di isi|diisi"),
                                  Phrase("setor|titip|pakai modal|dana|saldo")};
    static const List returns("balik kembali cair withdraw profit komisi bonus untung cuan imbal level misi tugas");
    static const List advertises("iklan ads google meta facebook tiktok kampanye campaign");
    if (!returns.is_in(words) || advertises.is_in(words)) return {};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : puts)
            if (phrase.length_at(words, at) > 0) return at;
    return {};
}

// A passport or a bank account opens to whoever has these.
Place secrets_asked(Words words) {
    static const List secrets("otp cvv mbanking token sandi password pin");
    static const List asks("kirim kirimkan lampirkan serahkan berikan kasih kasi infokan sebutkan minta pegang share send");
    static const List supports("reset pengguna user users server jaringan lupa seragam logo emas");
    if (supports.is_in(words)) return {};
    if (const auto at = secrets.first_in(words); at && asks.is_in(words)) return at;
    static const Phrase said[] = {Phrase("selfie ?foto ?sambil ?dgn|dengan|pegang|memegang ktp"), Phrase("kartu atm|kredit|debit"),
                                  Phrase("m banking"),
                                  Phrase("pakai|pake|atas|menggunakan ?nama data|nama|ktp|identitas anda|kamu|kalian")};
    static const List borrowed("pinjol paylater dompet rekening akun pinjaman kredit cicilan");
    for (std::size_t at = 0; at < words.size(); ++at)
        for (std::size_t one = 0; one < std::size(said); ++one)
            if (said[one].length_at(words, at) > 0 && (one == 0 || (one == 3 ? borrowed : asks).is_in(words))) return at;
    return {};
}

// Something is pledged so that one may work.
Place pledged(Words words) {
    static const List hands("menyerahkan serahkan diserahkan menjaminkan dijaminkan menitipkan");
    static const Phrase said[] = {Phrase("sebagai|sbg|buat|untuk|utk agunan|jaminan|pegangan ?kerja")};
    if (!hands.is_in(words)) return {};
    for (std::size_t at = 0; at < words.size(); ++at)
        if (said[0].length_at(words, at) > 0) return at;
    return {};
}

// A visitor's papers for a worker.
Place as_a_visitor(Words words) {
    static const Phrase said("visa|paspor|passport|jalur|masuk ?pakai|sebagai|as|a kunjungan|turis|tourist|wisata|umroh|umrah|ziarah");
    static const List serves(
        "urus mengurus layani melayani handle pelanggan jamaah customer klien rombongan paket tour tur wisatawan expat");
    if (serves.is_in(words)) return {};
    for (std::size_t at = 0; at < words.size(); ++at)
        if (said.length_at(words, at) > 1) return at;
    return {};
}

// Those below bring what those above earn; a gain is fixed before anything is earned.
Place scheme(Words words) {
    static const List below("downline downlines upline mlm duos");
    static const Phrase said[] = {Phrase("rekrut|ajak|cari|bawa|undang ?minimal|min dua|tiga|empat|lima|# orang|org|teman|member|kawan"),
                                  Phrase("profit|imbal|return|keuntungan|cuan ?hasil tetap|pasti|harian|perhari|dijamin|fix"),
                                  Phrase("presentasi|peluang|kesempatan bisnis|usaha ?jaringan|kami"), Phrase("passive|pasif income")};
    static const List gains("bonus komisi income penghasilan dapat untung fee");
    static const List own("franchise waralaba");
    static const List known("kenalan titip dana saldo modal deposit member kenalanmu investor");
    if (const auto at = below.first_in(words)) return at;
    for (std::size_t at = 0; at < words.size(); ++at)
        for (std::size_t one = 0; one < std::size(said); ++one) {
            if (said[one].length_at(words, at) < 2) continue;
            if ((one == 1 ? known.is_in(words) : gains.is_in(words)) || one == 3) return own.is_in(words) ? Place() : at;
        }
    return {};
}

// Threats, shame and what is forbidden as the work itself.
Place wrong_by_itself(Words words) {
    static const Phrase said[] = {Phrase("sebar|menyebar|sebarkan data|kontak|aib|foto"),
                                  Phrase("kantor|usaha|pinjol|pekerjaan ilegal|illegal"), Phrase("posisi apa aja|saja")};
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto& phrase : said)
            if (phrase.length_at(words, at) > 0) return at;
    return {};
}

// Nobody is to be met or spoken with before one begins.
Place by_chat_alone(Words advert) {
    static const Phrase chats[] = {Phrase("wa|whatsapp|telegram|tele|chat saja|aja|only|doang"),
                                   Phrase("only|hanya|cuma ?via|lewat|by|on telegram|wa|whatsapp|tele|chat"),
                                   Phrase("tidak|tdk|ga|gak|nggak|no terima|menerima ?telp telp|telepon|call|calls")};
    static const Phrase skips[] = {Phrase("tanpa|no|ga|gak|tidak|tdk ?ada|perlu|usah tes|test|interview|wawancara|seleksi")};
    bool skipped = false;
    Place chat;
    for (std::size_t at = 0; at < advert.size(); ++at) {
        for (const auto& phrase : chats)
            if (!chat && phrase.length_at(advert, at) > 1) chat = at;
        for (const auto& phrase : skips) skipped = skipped || phrase.length_at(advert, at) > 1;
    }
    return skipped ? chat : Place();
}

// A woman, or somebody young, is wanted to keep another company; a body is to be seen before the work.
Place company_wanted(Words advert) {
    static const List accompany("temani nemenin menemani temenin nemani mendampingi dampingi pacar");
    static const List who("wanita cewek cewe perempuan gadis ladies muda cantik lady girl girls");
    static const List whom("tamu om bapak bos boss duda pengusaha karaoke perjalanan minum klien");
    static const List wards("lansia anak pasien siswa rombongan grup group wisata nenek orangtua belajar");
    static const Phrase body[] = {Phrase("plus plus"),
                                  Phrase("plus 2"),
                                  Phrase("foto ?sesi ?pakai|pake bikini|seksi|sexy|telanjang"),
                                  Phrase("baju bebas ?makin ?berani|seksi"),
                                  Phrase("karaoke ladies"),
                                  Phrase("ladies karaoke|open|companion"),
                                  Phrase("lc karaoke|club|pub"),
                                  Phrase("karaoke|club lc|pemandu")};
    for (std::size_t at = 0; at < advert.size(); ++at)
        for (const auto& phrase : body)
            if (phrase.length_at(advert, at) > 1) return at;
    if (wards.is_in(advert) || !who.is_in(advert) || !whom.is_in(advert)) return {};
    return accompany.first_in(advert);
}

Place undenied(Words sentence, Place at) { return at && !is_denied(sentence, *at) && !is_warning(sentence) ? at : Place(); }

}  // namespace

std::optional<std::size_t> seeker_pays_whom(std::span<const Word> advert) {
    return first_said(advert, [](Words sentence) -> Place {
        for (const auto says : std::array{seeker_pays, wage_goes_back, money_in_and_out})
            if (const auto at = undenied(sentence, says(sentence))) return at;
        return {};
    });
}

std::optional<std::size_t> identity_taken(std::span<const Word> advert) {
    return first_said(advert, [](Words sentence) -> Place {
        for (const auto says : std::array{secrets_asked, pledged})
            if (const auto at = undenied(sentence, says(sentence))) return at;
        return {};
    });
}

std::optional<std::size_t> visitor_as_worker(std::span<const Word> advert) {
    return first_said(advert, [](Words sentence) { return undenied(sentence, as_a_visitor(sentence)); });
}

std::optional<std::size_t> no_honest_work(std::span<const Word> advert) {
    const auto said = first_said(advert, [](Words sentence) -> Place {
        for (const auto says : std::array{scheme, wrong_by_itself})
            if (const auto at = undenied(sentence, says(sentence))) return at;
        return {};
    });
    return said ? said : by_chat_alone(advert);
}

std::optional<std::size_t> company_for_a_person(std::span<const Word> advert) { return company_wanted(advert); }

}  // namespace vacancies
