#include <cstddef>
#include <optional>
#include <span>

#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/rules_lure_words.hpp"

namespace vacancies {

namespace {

using namespace lure;

// Papers of those whom the work serves, a copy, or an original that is only shown.
bool is_of_others(Words words) {
    static const List others(
        "siswa alumni nasabah pelanggan pasien debitur murid mahasiswa lulusan tamu penyewa konsumen jamaah klien client clients customer "
        "warga penghuni penumpang direksi ekspatriat pengunjung guest guests legalisasi melegalisasi blangko pengaduan peserta "
        "membiayai ditangani pinjaman angsuran");
    static const List applicants("calon karyawan pelamar kandidat bersedia wajib diserahkan bekerja selama kontrak jaminan");
    static const List lowly("pengaduan nasabah tamu penyewa konsumen jamaah klien warga debitur");
    static const List archives("arsip");
    static const List us("kami");
    if (lowly.is_in(words) || (archives.is_in(words) && !us.is_in(words))) return true;
    // "Lulusan SMA, ijazah ditinggal": here they are those who apply.
    const auto first = others.first_in(words);
    return first && !(applicants.is_in(words) && (word_at(words, *first) == "lulusan" || word_at(words, *first) == "siswa" ||
                                                  word_at(words, *first) == "alumni" || word_at(words, *first) == "peserta"));
}

bool is_shown_only(Words words) {
    static const List shows("diperlihatkan ditunjukkan dilihat diverifikasi dipindai memperlihatkan menunjukkan verified shown dicocokkan");
    static const List copies(
        "fotokopi fotocopy fotokopinya fotocopynya copy kopi fc fotocopian salinan salinannya scan legalisir dilegalisir foto photocopy");
    static const List originals("asli original originals aslinya jangan bukan");
    return shows.is_in(words) || (copies.is_in(words) && !originals.is_in(words));
}

// Whoever keeps, and for how long, tells a pledge from a formality.
Place kept(Words words) {
    static const List papers(
        "ijazah* ijasah* izasah* ijz sttb skhu ktp kk akta akte bpkb stnk paspor* passport* diploma certificate certificates surat buku "
        "sertifikat dokumen berkas document documents transkrip str sio kta atm ktm sim identitas id");
    static const List holds(
        "tahan ditahan menahan nahan penahanan dipegang pegang memegang megang pegangan dititip* titip* menitip* penitipan jaminan* jamin "
        "jaminkan menjamin* dijamin* ditinggal* tinggalkan meninggalkan ninggalin dipinjam dipercayakan taruh ditaruh menaruh naruh taro "
        "ditaro naro sandera disandera ditarik brankas lemari loker safe disita keep keeps kept retain retains retained held withheld "
        "surrender* hand hands handed tangan pegang disimpenin simpen disimpen nyimpen disimpan simpan menyimpan diamankan diamanin amanin "
        "amankan dikunci jaga2");
    static const List gives(
        "serahkan diserahkan menyerahkan penyerahan dikumpulkan mengumpulkan kumpulkan kumpulin dikumpulin diambil ambil setor disetor "
        "dibawa bawa submit submitted given stays ada berada masuk minta diminta");
    static const List until(
        "selama sampai hingga until balik dibalikin dikembalikan kembali diambil resign returned return kontrak keluar pulang berhenti "
        "penalti denda guarantee ikatan jaminan kabur dilepas dikasih dikasi");
    static const List originals("asli aslinya original originals ori real bukan");
    static const List keepers(
        "kantor agen agensi agency bos hrd manajemen management panti office company perusahaan yayasan ketua mandor koordinator klinik "
        "kapten captain juragan tekong majikan pemilik owner ibu pool mess nakhoda toko lembaga panitia kami kita saya sy kampus bengkel "
        "bank vendor");
    static const List people("ijazah* ijasah* izasah* ijz ktp sttb paspor* passport* diploma bpkb");
    const auto paper = papers.first_in(words);
    if (!paper) return {};
    const bool is_certain = people.is_in(words);
    const auto hold = holds.first_in(words);
    const auto give = gives.first_in(words);
    const bool is_kept = originals.is_in(words) || keepers.is_in(words);
    static const List hands_over("serahkan diserahkan menyerahkan penyerahan");
    static const List asked("bersedia wajib syarat harus siap");
    static const List warranties("mutu kualitas kesehatan sosial keamanan");
    static const List pledges("jaminan jaminkan menjaminkan dijaminkan agunan penjamin");
    if (give && is_certain && hands_over.has(words[*give].text) && asked.is_in(words)) return give;
    if (const auto pledge = pledges.first_in(words); pledge && until.is_in(words) && !warranties.has(word_at(words, *pledge + 1)))
        return pledge;
    if (hold && is_certain) return hold;
    if (hold && is_kept && (until.is_in(words) || originals.is_in(words))) return hold;
    if (give && until.is_in(words) && (is_certain ? is_kept : originals.is_in(words))) return give;
    if (give && keepers.is_in(words) && is_certain && originals.is_in(words)) return give;
    return {};
}

Place papers_said(Words words) {
    if (is_of_others(words) || is_shown_only(words)) return {};
    if (const auto at = kept(words)) return at;
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
    // "SIM asli dibawa saat bertugas": carried, and given to nobody.
    static const List carries("dibawa ambil diambil");
    const auto taken = takes.first_in(words);
    if (taken && carries.has(words[*taken].text) && !keepers.is_in(words) && !until.is_in(words)) return {};
    if (const auto at = taken; at && ((mine && (keepers.is_in(words) || until.is_in(words))) || is_original)) return at;
    return {};
}

// "Ijazah jangan yang fotokopi. Nanti masuk brankas kantor.": the second sentence names no paper.
Place kept_later(Words advert) {
    static const List papers("ijazah* ijasah* ktp paspor* passport* sttb diploma certificate");
    static const List safes(
        "brankas lemari disimpan ditahan dipegang ditinggal dititip* balik dikembalikan dibalikin retains keeps kept held");
    static const List keepers("kantor kami bos perusahaan kita owner company");
    Place last;
    for (const auto& [first, words] : sentences_of(advert)) {
        if (const auto at = safes.first_in(words); at && last && keepers.is_in(words) && !is_of_others(words) && !is_denied(words, *at, 2))
            return *last;
        const auto paper = papers.first_in(words);
        last = paper && !is_shown_only(words) && !is_of_others(words) ? Place(first + *paper) : Place();
    }
    return {};
}

}  // namespace

std::optional<std::size_t> papers_kept(std::span<const Word> advert) {
    const auto said = first_said(advert, [](Words sentence) -> Place {
        const auto at = papers_said(sentence);
        return at && !is_denied(sentence, *at, 2) && !is_warning(sentence) ? at : std::nullopt;
    });
    return said ? said : kept_later(advert);
}

bool is_papers_duty(std::span<const Word> sentence) { return is_of_others(sentence) || is_shown_only(sentence) || is_warning(sentence); }

}  // namespace vacancies
