#include "modules/vacancies/fairness.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "modules/vacancies/words.hpp"

namespace vacancies {

namespace {

using Words = std::span<const Word>;

struct Found {
    ConditionKind condition;
    std::size_t first{};  // words
    std::size_t count{};
};

// --- phrases that say the same wherever they stand ---

struct Said {
    ConditionKind condition;
    Phrase phrase;
};

const std::vector<Said>& phrases() {
    using enum ConditionKind;
    // Longer ones first: the first that stands at a word wins.
    static const std::vector<Said> all = {
        {age, Phrase("u #")},
        {age, Phrase("kelahiran|lahir ?tahun ?maksimal|minimal|setelah|di|antara ?atas ?tahun #")},
        {age, Phrase("gen|generasi z|milenial|muda")},
        {age, Phrase("under|below|over|above|younger ?than|older ?than ?age|the ?of # ?years ?old ?only")},
        {age, Phrase("no older|younger|more than ?the ?age ?of #")},
        {age, Phrase("no|not older|younger|more than ?the ?age ?of twenty|thirty|forty|fifty")},
        {age, Phrase("young candidates|applicants|people|talents|energetic ?only")},
        {age, Phrase("muda ?dan enerjik|energik|dinamis")},
        {age, Phrase("masih|berusia|usia muda")},
        {age, Phrase("belum|tidak ?sampai|genap ?berusia|berumur # tahun|thn|th")},
        {age, Phrase("umur|usia|berumur|berusia|umurnya|usianya ?tidak|maksimal|max|di|kurang|paling ?lebih|bawah|tua ?dari "
                     "dua|tiga|empat|lima puluh")},
        {age, Phrase("sudah|udah|udh|yang kepala tiga|empat|lima")},
        {age, Phrase("young ?and energetic|enthusiastic|vibrant")},
        {age, Phrase("young ?and dynamic|fresh|cheerful only|candidates|people|person|applicants")},
        {age, Phrase("tidak|belum lebih|melebihi ?dari # tahun|thn|th")},
        {sex, Phrase("only men|women|males|females|ladies|gentlemen")},
        {sex, Phrase("khusus|hanya|dicari|dibutuhkan|butuh|cari ?seorang gadis|putri|bapak|mbak")},
        {sex, Phrase("salesgirl|salesgirls|lady|ladies|girls ?only|wanted|needed|preferred")},
        {sex, Phrase("no|not ?for ?suitable ?for women|woman|men|female|females|male|males|ladies")},
        {sex, Phrase("gentleman|gentlemen")},
        {sex, Phrase("dicari|dibutuhkan|butuh|cari|khusus ?# orang putri|putra")},
        {sex, Phrase("lamaran|pelamar|khusus|hanya ?dari|untuk|bagi ?para kaum hawa|adam")},
        {sex, Phrase("karyawan|staf|staff|pegawai|pelamar|admin|kasir|pramuniaga putri|putra")},
        {sex, Phrase("lowongan|loker|posisi|pekerjaan|khusus|cocok ?ini ?khusus untuk|bagi ?para kaum|bapak|ibu|mbak|mas "
                     "hawa|adam|bapak|ibu|mbak|mas")},
        {sex, Phrase("need|needs|want|wanted|wants|hiring|seeking ?a ?# ?young ?strong men|women|man|woman|ladies|guys|girls|boys")},
        {looks, Phrase("foto|photo ?seluruh|full badan|body|tubuh")},
        {looks, Phrase("body|bb|berat ?badan ideal|proporsional|proportional")},
        {looks, Phrase("penampilan|berpenampilan ?yang|sangat|fisik|good menarik|looking|cantik|atraktif")},
        {looks, Phrase("good|nice looking")},
        {looks, Phrase("camera face")},
        {looks, Phrase("good|excellent appearance")},
        {looks, Phrase("yang|yg gemuk|gendut|kurus|pendek|jelek")},
        {looks,
         Phrase("wajah|berwajah|paras|muka|tampang|rupa ?yang ?cukup menawan|oke|ok|rupawan|cakep|ganteng|bening|kinclong|enak|segar")},
        {looks, Phrase("goodlooking|cantik|ganteng|tampan|rupawan|fotogenik|photogenic|langsing")},
        {looks, Phrase("wajah|berwajah|paras|muka ?yang menarik|cantik|tampan")},
        {looks, Phrase("?physically attractive ?physical appearance|looking|looks|look|face|female|male|woman|lady")},
        {looks, Phrase("physically attractive")},
        {looks, Phrase("kulit putih|cerah|terang|kuning")},
        {looks, Phrase("berkulit putih|cerah|terang|bersih")},
        {looks, Phrase("warna kulit")},
        {looks, Phrase("fair skin|skinned")},
        {looks, Phrase("tidak ?sedang ?memiliki|punya|mempunyai bertato|bertindik|tato|tindik|tatoan|gemuk|berkacamata")},
        {looks, Phrase("no visible ?tattoo|tattoos|piercing|piercings")},
        {looks, Phrase("no tattoo|tattoos|piercing|piercings")},
        {looks, Phrase("postur|badan|tubuh|berbadan ?tubuh|badan ?yang ideal|proporsional|proportional|atletis|tegap")},
        {looks, Phrase("enak|sedap dipandang ?mata")},
        {looks, Phrase("yang menarik|cantik|tampan diutamakan")},
        {looks, Phrase("wajah|muka|gigi|senyum ?yang bersih|manis|rapi|menawan|menarik|segar")},
        {looks, Phrase("tidak|bebas ?berwajah ?dari berjerawat|jerawat|gendut|gemuk|overweight|chubby|ompong")},
        {looks,
         Phrase(
             "attractive|charming|beautiful|handsome|pretty|slim face|appearance|looks|figure|body|person|woman|man|girl|lady|female|male|"
             "candidates|applicants")},
        {looks, Phrase("must ?be|look attractive|beautiful|handsome|pretty|slim|presentable|charming")},
        {looks,
         Phrase("penampilan|berpenampilan|tampilan ?yang ?harus ?sangat|cukup cantik|modis|elegan|oke|ok|fashionable|memikat|memesona")},
        {looks, Phrase("bertubuh|tubuh|badan|body ?yang langsing|ramping|goals|bagus|slim")},
        {looks, Phrase("kulit bersih|mulus|glowing|halus")},
        {looks, Phrase("pleasant|pleasing looks|appearance|looking")},
        {height, Phrase("tb|bb bb|tb proporsional|ideal|seimbang")},
        {height, Phrase("minimal|minimum|min|maksimal|maks # cm untuk|bagi|utk wanita|pria|perempuan|laki|putra|putri")},
        {height, Phrase("berat ?badan|dan|atau ?dan tinggi badan ?yang|harus ?proporsional|ideal|seimbang")},
        {height, Phrase("tinggi ?badan dan|atau|serta ?berat badan ?yang|harus ?proporsional|ideal|seimbang")},
        {height, Phrase("tinggi berat badan ?proporsional|ideal|seimbang")},
        {looks, Phrase("berat badan ?maksimal|maks|max|minimal|min|yang|harus ?proporsional|ideal|seimbang|# ?kg")},
        {height, Phrase("tinggi badan ?minimal|minimum|min|maksimal|maks|diatas|di ?atas|bawah ?# ?cm|m|sentimeter|meter")},
        {height, Phrase("tinggi ?minimal|minimum|min|maksimal|di|diatas|atas ?atas # cm|sentimeter")},
        {height, Phrase("tb|bb minimal|min|# ?# ?cm")},
        {height, Phrase("minimum|min|minimal|maximum height ?of|is ?# ?cm|m|ft|feet")},
        {height, Phrase("height ?of|is|at|above|requirement|proportional ?least|to ?minimum|min|minimal|weight ?of # ?cm|m|ft|feet")},
        {height, Phrase("height ?and weight proportional|proportionate")},
        {height,
         Phrase("tinggi ?badan ?kira|sekitar|setidaknya|harus|lebih|kurang|paling|tidak ?lebih|kurang|dari|sedikit|rendah ?dari # ?cm")},
        {height, Phrase("tinggi ?bdn|badan # ?cm ke|keatas ?atas")},
        {height, Phrase("t b # ?cm")},
        {height, Phrase("# cm ke|keatas|up|plus ?atas")},
        {height, Phrase("at ?least|above|over|below|under ?least # cm|ft|feet ?tall")},
        {height, Phrase("tall|taller ?than|candidates|applicants|only # ?cm")},
        {height, Phrase("tb|tinggi # ?cm")},
        {height, Phrase("# cm tall|height|tinggi")},
        {marital_status, Phrase("?bersedia|bersedia ?untuk|dan tidak|belum|blm ?akan|pernah|boleh menikah|kawin|nikah|berkeluarga")},
        {marital_status, Phrase("siap|bersedia|sanggup|komitmen ?untuk tidak|belum ?akan menikah|kawin|nikah")},
        {marital_status, Phrase("dilarang|larangan menikah|kawin|nikah")},
        {marital_status,
         Phrase("masih|status|berstatus|diutamakan|khusus|yang gadis|perawan|bujang|bujangan|lajang|jomblo|single|sendiri")},
        {marital_status, Phrase("single|unmarried candidates|applicants|women|men|woman|man|female|male|lady|girl|people")},
        {marital_status, Phrase("married candidates|applicants|women|men|people ?need ?will|are|may|not ?not")},
        {marital_status, Phrase("belum|tidak|tanpa ?punya|memiliki|mempunyai|ada anak|tanggungan")},
        {marital_status, Phrase("tidak|belum ?sedang terikat|dalam ?ikatan perkawinan|pernikahan")},
        {marital_status, Phrase("no|without children|kids")},
        {marital_status, Phrase("sudah|telah menikah|kawin|berkeluarga")},
        {marital_status, Phrase("?status lajang|bujang")},
        {marital_status,
         Phrase("status|marital ?status ?harus|pernikahan|perkawinan|must ?be ?belum menikah|kawin|nikah|single|married|lajang|unmarried")},
        {marital_status, Phrase("jomblo|singel|jomlo")},
        {marital_status, Phrase("gadis|perawan")},
        {marital_status, Phrase("janda|duda")},
        {marital_status, Phrase("unmarried")},
        {marital_status, Phrase("not|never|must|should ?be ?yet married|single")},
        {marital_status, Phrase("single|married only|preferred|status")},
        {pregnancy, Phrase("?bersedia tidak|belum ?sedang|dalam ?keadaan|boleh hamil|mengandung")},
        {pregnancy, Phrase("bersedia|siap ?untuk tidak ?akan hamil|mengandung")},
        {pregnancy, Phrase("not planning ?to ?a|get|become pregnancy|pregnant|baby|child|children|marry")},
        {pregnancy, Phrase("no pregnancy|pregnant")},
        {pregnancy, Phrase("menunda kehamilan|hamil")},
        {pregnancy, Phrase("not ?be ?currently pregnant")},
        {religion, Phrase("seorang|penganut|pemeluk islam|muslim|kristen|katolik|hindu|buddha|budha|konghucu|nasrani")},
        {religion, Phrase("beragama islam|muslim|kristen|katolik|protestan|hindu|buddha|budha|konghucu|nasrani")},
        {religion,
         Phrase("diutamakan|khusus|wajib|hanya|prioritas|untuk|harus islam|kristen|katolik|protestan|hindu|buddha|budha|konghucu")},
        {religion, Phrase("islam|kristen|katolik|protestan|hindu|buddha|christian|catholic|hindu|buddhist|moslem|muslim "
                          "only|preferred|diutamakan|saja")},
        {religion, Phrase("rajin|taat|tekun sholat|solat|salat|beribadah|ibadah|mengaji|gereja")},
        {religion, Phrase("agama islam|kristen|katolik|protestan|hindu|buddha|budha|konghucu")},
        {religion, Phrase("khusus|hanya|diutamakan|wajib|harus|untuk|bagi|seorang muslim|muslimah|nasrani|kristiani|umat")},
        {religion, Phrase("muslim|muslimah|nasrani|kristiani saja|diutamakan|only|preferred|taat|yang")},
        {religion, Phrase("only|must|should|prefer ?be ?a christian|christians|muslim|muslims|catholic|catholics|hindu|buddhist")},
        {religion, Phrase("berhijab|berjilbab|berkerudung")},
        {religion, Phrase("kristen|katolik|protestan|islam|hindu|buddha|christian|catholic|muslim|hindu|buddhist "
                          "taat|candidates|applicants|staff|worker|workers")},
        {religion, Phrase("aktif|melayani ?kegiatan ?di gereja|masjid|vihara|pura")},
        {religion, Phrase("religion islam|muslim|christian|catholic|hindu|buddhist")},
        {religion, Phrase("non muslim|moslem|islam")},
        {religion, Phrase("nonmuslim|seiman|seagama")},
        {religion, Phrase("bisa|mampu|lancar ?untuk membaca|baca alquran|quran|al ?quran|qur")},
        {religion, Phrase("sholat|solat|salat lima|5 waktu")},
        {religion, Phrase("syariat|syariah islam ?dengan")},
        {religion, Phrase("?bersedia|wajib|harus|tidak ?tidak ?lepas|melepas|memakai|mengenakan|menggunakan|pakai|berpakaian "
                          "berhijab|berjilbab|berkerudung|bercadar")},
        {religion,
         Phrase(
             "bersedia|wajib|harus|tidak|lepas|melepas ?lepas|melepas|memakai|mengenakan|menggunakan|pakai hijab|jilbab|kerudung|cadar")},
        {religion, Phrase("wearing|wear ?a hijab|headscarf")},
        {ethnicity,
         Phrase("suku|etnis|bersuku ?asli "
                "jawa|sunda|batak|melayu|dayak|bugis|banjar|madura|minang|padang|tionghoa|bali|ambon|papua|betawi|chinese|arab|aceh")},
        {ethnicity,
         Phrase("bukan|khusus|hanya|diutamakan ?orang timur|jawa|sunda|batak|dayak|bugis|madura|minang|padang|papua|ambon|flores|"
                "melayu|aceh|cina")},
        {ethnicity,
         Phrase("asal|orang|suku|warga jawa|sunda|batak|dayak|bugis|madura|minang|padang|papua|ambon|flores|melayu|aceh|nias|timor "
                "?mohon ?maaf tidak|jangan|skip|belum")},
        {ethnicity, Phrase("bersuku|beretnis ?yang tertentu|jawa|sunda|batak|dayak|bugis|madura|minang|melayu|nias|betawi|tionghoa")},
        {ethnicity, Phrase("khusus|hanya|diutamakan ?untuk|bagi putra|putri|warga daerah ?asli")},
        {ethnicity, Phrase("native dayak|javanese|sundanese|batak|malay|balinese ?only|preferred")},
        {ethnicity, Phrase("wni keturunan")},
        {ethnicity,
         Phrase("etnis|suku|ras|keturunan ?yang ?apa tertentu|diutamakan|tionghoa|cina|arab|india|chinese|melayu|jawa|sunda|batak")},
        {ethnicity, Phrase("asli ?orang|suku jawa|sunda|batak|dayak|bugis|madura|minang|betawi|banjar|aceh|bali|melayu")},
        {ethnicity, Phrase("diutamakan|khusus|hanya|prioritas|tidak|bukan ?menerima ?orang|warga|dari|asal|asli "
                           "tionghoa|chinese|cina|jawa|sunda|"
                           "batak|dayak|bugis|madura|minang|betawi|banjar|papua|ambon|flores|timor|ntt|bali|melayu|nias|manado")},
        {ethnicity, Phrase("javanese|sundanese|batak|malay|balinese|chinese|papuan|dayak|madurese|bugis "
                           "only|preferred|candidates|applicants|people|race|descent")},
        {ethnicity, Phrase("orang|suku jawa|sunda|batak|dayak|bugis|madura|minang|betawi|banjar|papua|bali|melayu saja|aja|only")},
        {ethnicity, Phrase("ras|race kaukasia|caucasian|melayu|asia|asian|eropa")},
        {ethnicity, Phrase("suku bangsa|asli|tertentu")},
        {ethnicity, Phrase("keturunan|warga ?keturunan tionghoa|chinese|cina|china|arab|india|pribumi|asing|jawa")},
        {ethnicity, Phrase("pribumi|wni ?keturunan pribumi|chinese|tionghoa")},
        {ethnicity, Phrase("pribumi|nonpribumi")},
        {ethnicity, Phrase("chinese|tionghoa|javanese|indian|caucasian|native descent|ethnic|ethnicity|only|preferred|keturunan")},
        {disability, Phrase("tidak|tanpa ?memiliki|ada|mempunyai cacat fisik|tubuh|badan|mental|anggota|jasmani")},
        {disability, Phrase("tidak|bukan ?termasuk|sedang penyandang ?disabilitas|cacat")},
        {disability, Phrase("tidak|bukan ?menerima disabilitas|difabel")},
        {disability, Phrase("tidak|bukan ?bisa|dapat menerima|terima ?pelamar|kandidat ?penyandang disabilitas|difabel|cacat")},
        {disability, Phrase("penyandang ?disabilitas|cacat|difabel tidak|jangan|dilarang ?dapat|bisa ?diterima|melamar")},
        {disability, Phrase("cacat|difabel|disabilitas ?fisik ?mohon|harap ?maaf tidak|jangan ?dapat|bisa diterima|melamar")},
        {disability, Phrase("tidak|bukan|non|tanpa ?memakai|menggunakan|seorang|pengguna "
                            "tunarungu|tunanetra|tunadaksa|kursi|tuli|bisu|pincang|gagap|tongkat")},
        {disability,
         Phrase("pendengaran|penglihatan|mata|anggota|organ ?dan|tubuh|badan ?penglihatan|pendengaran ?harus normal|lengkap|sempurna")},
        {disability, Phrase("no|not|without|free ?from|of|a|any|suitable ?for ?the "
                            "wheelchair|disability|disabilities|disabled|handicap|handicapped|deaf|blind|impairment")},
        {disability, Phrase("disabled|handicapped ?people|applicants|candidates|persons cannot|not|need ?accepted|apply|not")},
        {disability, Phrase("normal ?secara fisik|jasmani ?dan ?mental")},
        {disability, Phrase("tdk|tak|nggak|tidak cacat")},
        {disability, Phrase("tidak|tdk|tak|bukan|bebas ?dari|penderita tuna rungu|wicara|netra|daksa|grahita")},
        {disability, Phrase("tidak|tanpa|tdk ?memiliki|ada|punya|mempunyai keterbatasan|kekurangan|hambatan|kelainan|gangguan ?secara "
                            "fisik|mental|tubuh|penglihatan|pendengaran|gerak")},
        {disability, Phrase("tidak|belum|tdk ?bisa|dapat|akan menerima ?pelamar|kandidat penyandang|disabilitas|difabel")},
        {disability, Phrase("tidak|bukan|tanpa berkebutuhan|kebutuhan khusus")},
        {disability, Phrase("bebas ?dari cacat")},
        {disability, Phrase("tidak|bukan|tanpa tuli|bisu|lumpuh|pincang")},
        {disability, Phrase("non disabilitas|difabel|disabled")},
        {disability, Phrase("nondisabilitas|nondifabel")},
        {disability, Phrase("tidak ?boleh|sedang memakai|menggunakan|pakai alat bantu ?dengar")},
        {disability, Phrase("tanpa ?memiliki|ada kekurangan|kelainan|gangguan fisik")},
        {disability, Phrase("tidak memiliki|ada kekurangan|kelainan|gangguan fisik")},
        {disability, Phrase("fisik|tubuh|jasmani ?dan|tubuh normal|sempurna")},
        {disability, Phrase("no|without ?physical disability|disabilities|handicap|defect|defects")},
        {disability, Phrase("not ?be disabled|handicapped")},
        {disability, Phrase("able bodied")},
    };
    return all;
}

// "Menikah/belum menikah" limits nobody either; "belum menikah" alone does.
bool names_both_statuses(Words words, std::size_t at) {
    static const std::array<Phrase, 5> both = {
        Phrase("?sudah|status menikah|kawin|married|berkeluarga atau|or|dan|maupun|belum|single|lajang|unmarried ?belum "
               "?menikah|kawin|married"),
        Phrase("single|lajang|unmarried ?atau|or|dan|maupun ?sudah menikah|married|kawin"),
        Phrase("belum menikah|kawin|berkeluarga ?atau|dan|maupun ?sudah menikah|kawin|berkeluarga|married"),
        Phrase("belum ?atau|dan|maupun sudah ?menikah|kawin|berkeluarga"),
        Phrase("sudah|telah ?atau|dan|maupun belum ?menikah|kawin|berkeluarga"),
    };
    for (std::size_t first = at >= 3 ? at - 3 : 0; first <= at; ++first) {
        for (const auto& phrase : both)
            if (const auto count = phrase.length_at(words, first); count > 1 && first + count > at) return true;
    }
    return false;
}

// "Guru agama Islam", "merias wajah", "good looking website": said of the work, not of who does it.
bool is_of_the_work(Words words, std::size_t at, std::size_t count) {
    static constexpr std::array<std::string_view, 24> works{"konten",  "tampilan", "kue",        "foto",       "dekorasi", "kemasan",
                                                            "guru",    "pengajar", "pendidikan", "pelajaran",  "merias",   "rias",
                                                            "merawat", "desain",   "ui",         "penyamakan", "membuat",  "produk",
                                                            "mapel",   "website",  "mengajar",   "mata",       "materi",   "kurikulum"};
    static constexpr std::array<std::string_view, 16> things{"portfolio", "portofolio", "code",    "report", "layout", "sintetis",
                                                             "imitasi",   "sapi",       "website", "web",    "design", "desain",
                                                             "ui",        "product",    "produk",  "food"};
    const auto last = at + count;
    return (at > 0 && !words[at].starts_sentence && is_one_of(words[at - 1].text, works)) ||
           (at > 1 && !words[at].starts_sentence && !words[at - 1].starts_sentence && words[at - 1].text == "yang" &&
            is_one_of(words[at - 2].text, works)) ||
           (last < words.size() && !words[last].starts_sentence && is_one_of(words[last].text, things));
}

// "Tinggi badan tidak menjadi syarat", "age is not a factor": said that nothing of it counts.
bool says_it_does_not_count(Words words, std::size_t at) {
    static const Phrase said[] = {
        Phrase(
            "tidak|bukan|tak|tdk|nggak|bkn ?lagi menjadi|jadi|dibatasi|membatasi|dilihat|dipermasalahkan|dinilai|mempermasalahkan|penting|"
            "masalah|menilai ?sebagai ?syarat|masalah|halangan|pertimbangan"),
        Phrase("bukan|tanpa ?ada syarat|batasan|halangan|masalah|pertimbangan"),
        Phrase("is|are|does|do not ?a factor|matter|considered|limited"), Phrase("regardless of"),
        Phrase("bebas|semua|segala ?jenis usia|umur|gender|agama|suku|kelamin")};
    std::size_t first = at;
    while (first > 0 && !words[first].starts_sentence) --first;
    for (std::size_t one = first; one < words.size() && (one == first || !words[one].starts_sentence); ++one)
        for (const auto& phrase : said)
            if (phrase.length_at(words, one) > 1) return true;
    return false;
}

// "Boleh berhijab", "dipersilakan berhijab": leave is given, nothing is asked. "Tidak boleh" asks.
bool is_allowed(Words words, std::size_t at) {
    static constexpr std::array<std::string_view, 7> leaves{"boleh", "dipersilakan", "diperbolehkan", "diizinkan", "silakan",
                                                            "bebas", "may"};
    static constexpr std::array<std::string_view, 5> denials{"tidak", "belum", "bukan", "not", "jangan"};
    if (at == 0 || words[at].starts_sentence || !is_one_of(words[at - 1].text, leaves)) return false;
    return at < 2 || words[at - 1].starts_sentence || !is_one_of(words[at - 2].text, denials);
}

void add_phrases(Words words, std::vector<Found>& found) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (const auto& [condition, phrase] : phrases()) {
            const auto count = phrase.length_at(words, at);
            if (count == 0) continue;
            const bool limits = !(condition == ConditionKind::religion && is_allowed(words, at)) &&
                                (words[at].text == "beragama" || !is_of_the_work(words, at, count)) &&
                                (condition != ConditionKind::marital_status || !names_both_statuses(words, at));
            if (limits) found.push_back({condition, at, count});
            at += count - 1;
            break;
        }
    }
}

// --- single words that need a look at their neighbours ---

std::string_view word_at(Words words, std::size_t at) { return at < words.size() ? std::string_view(words[at].text) : std::string_view{}; }

// The word `back` places before, in the same sentence.
std::string_view before(Words words, std::size_t at, std::size_t back = 1) {
    for (std::size_t i = 0; i < back; ++i) {
        if (at == 0 || words[at].starts_sentence) return {};
        --at;
    }
    return words[at].text;
}
std::string_view after(Words words, std::size_t at, std::size_t ahead = 1) {
    for (std::size_t i = 0; i < ahead; ++i) {
        if (++at >= words.size() || words[at].starts_sentence) return {};
    }
    return words[at].text;
}

// "Karyawan" and "waiter" speak of men only beside their counterpart, so they end a pair and start no finding.
constexpr std::array<std::string_view, 14> men = {"pria", "laki", "lelaki", "cowok", "cowo",     "male",   "males",
                                                  "men",  "man",  "ikhwan", "boy",   "karyawan", "waiter", "mahasiswa"};
constexpr std::array<std::string_view, 17> women = {"wanita", "perempuan", "cewek",     "cewe",     "female",   "females",
                                                    "women",  "woman",     "akhwat",    "gadis",    "ladies",   "lady",
                                                    "girl",   "girls",     "karyawati", "waitress", "mahasiswi"};
constexpr std::array<std::string_view, 10> between_both = {"dan", "atau",  "maupun", "ataupun", "or",
                                                           "and", "serta", "laki",   "juga",    "both"};
// "pakaian wanita" and "kesehatan perempuan" speak of the work, not of who may do it.
constexpr std::array<std::string_view, 64> things_of_one_sex = {
    "bangsal",   "ruang",     "kecantikan", "kebaya",   "jas",          "gamis",        "rambut", "model",     "dompet",     "jaket",
    "ganti",     "pengantin", "pakaian",    "busana",   "fashion",      "sepatu",       "tas",    "baju",      "produk",     "toilet",
    "asrama",    "kos",       "kost",       "celana",   "parfum",       "kosmetik",     "kaos",   "aksesoris", "kesehatan",  "reproduksi",
    "hak",       "pasien",    "pelanggan",  "konsumen", "pemberdayaan", "perlindungan", "lapas",  "rutan",     "organisasi", "penyakit",
    "perawatan", "salon",     "kamar",      "mandi",    "majalah",      "olahraga",     "sepak",  "bola",      "liga",       "tim",
    "koperasi",  "komunitas", "kelompok",   "bidang",   "korban",       "kekerasan",    "for",    "kebutuhan", "anak",       "jam",
    "ibu",       "siswa",     "santri",     "kaum"};
constexpr std::array<std::string_view, 12> english_things_of_one_sex = {
    "fashion", "wear", "clothing", "shoes", "empowerment", "health", "s", "apparel", "power", "products", "section", "footwear"};
constexpr std::array<std::string_view, 9> say_who = {"only", "preferred", "diutamakan", "candidate", "candidates",
                                                     "saja", "kandidat",  "applicants", "staff"};

// Of these a sex is said with a word between, too; of those who work with them it is said after a comma.
constexpr std::array<std::string_view, 16> goods = {"pakaian", "busana", "fashion", "sepatu", "tas",   "baju",    "celana", "toilet",
                                                    "asrama",  "kos",    "kost",    "salon",  "kamar", "bangsal", "jaket",  "kaos"};

bool is_man(std::string_view word) { return is_one_of(word, men); }
bool is_woman(std::string_view word) { return is_one_of(word, women); }

// Both sexes side by side, on either side of the word: "Pria/Wanita", "laki-laki maupun perempuan".
bool names_both(Words words, std::size_t at) {
    const bool man = is_man(words[at].text);
    const auto other = [&](std::string_view word) { return man ? is_woman(word) : is_man(word); };
    for (std::size_t ahead = 1; ahead <= 3; ++ahead) {
        const auto word = after(words, at, ahead);
        if (other(word)) return true;
        if (word.empty() || !is_one_of(word, between_both)) break;
    }
    for (std::size_t back = 1; back <= 3; ++back) {
        const auto word = before(words, at, back);
        if (other(word)) return true;
        if (word.empty() || !is_one_of(word, between_both)) break;
    }
    return false;
}

void add_sex(Words words, std::vector<Found>& found) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at].text;
        if (!is_man(word) && !is_woman(word)) continue;
        const std::size_t count = word == "laki" && after(words, at) == "laki" ? 2 : 1;
        const auto last = at + count - 1;
        // "Man", "ladies", "karyawan" are in too many other words' company: only where the next word says who may come.
        const bool vague = word == "man" || word == "men" || word == "boy" || word == "women" || word == "ladies" || word == "karyawan" ||
                           word == "waiter" || word == "mahasiswa" || word == "mahasiswi";
        const bool wanted = !vague || is_one_of(after(words, last), say_who);
        // "Sepatu safety pria", "salon khusus wanita", "kamar tamu pria": the thing's word stands one further.
        const bool is_things = is_one_of(before(words, at), things_of_one_sex) ||
                               (at > 1 && !words[at].starts_part && !words[at - 1].starts_part && is_one_of(before(words, at, 2), goods));
        if (wanted && !names_both(words, at) && !names_both(words, last) && !is_things &&
            !is_one_of(after(words, last), english_things_of_one_sex))
            found.push_back({ConditionKind::sex, at, count});
        at = last;
    }
}

// "Papan reklame tinggi 5 m", "segmen pasar kami perempuan 18-35 tahun": of things, of customers.
bool is_of_something_else(Words words, const Found& one) {
    constexpr std::array<std::string_view, 33> things{
        "rak",  "plafon", "meja", "tembok",   "dinding", "pohon",    "kapal",  "gelombang", "papan", "pagar", "lemari",
        "kain", "kasur",  "kaca", "lebar",    "panjang", "reklame",  "air",    "kusen",     "pintu", "tiang", "kabel",
        "pipa", "layar",  "tv",   "diameter", "menara",  "bangunan", "gedung", "tanaman",   "jarak", "ban",   "kertas"};
    constexpr std::array<std::string_view, 6> markets{"segmen", "audiens", "pembaca", "pasar", "konsumen", "pelanggan"};
    const bool is_height = one.condition == ConditionKind::height;
    if (!is_height && one.condition != ConditionKind::sex && one.condition != ConditionKind::age) return false;
    std::size_t first = one.first;
    while (first > 0 && !words[first].starts_sentence) --first;
    for (std::size_t at = first; at < words.size() && (at == first || !words[at].starts_sentence); ++at)
        if (is_height ? is_one_of(words[at].text, things) : (at < one.first && is_one_of(words[at].text, markets))) return true;
    return false;
}

// "Minimal 165 cm", "tinggi minimal 1,7 meter": a body's height.
void add_height(Words words, std::vector<Found>& found) {
    constexpr std::array<std::string_view, 10> limits{"minimal", "min",    "minimum",    "tinggi", "tingginya",
                                                      "tb",      "height", "minimalnya", "least",  "sekitar"};
    constexpr int low = 140;
    constexpr int high = 199;
    for (std::size_t at = 1; at < words.size(); ++at) {
        const auto& word = words[at].text;
        if (!words[at].is_number() || words[at].starts_sentence) continue;
        const auto next = after(words, at);
        const bool has_unit = next == "cm" || next == "sentimeter";
        const bool is_body = word.size() == 3 && word >= std::to_string(low) && word <= std::to_string(high);
        const bool is_meters = word == "1" && next.size() <= 2 && !next.empty() && next.front() >= '4' && next.front() <= '9' &&
                               (after(words, at, 2) == "m" || after(words, at, 2) == "meter");
        std::size_t limit = 0;
        for (std::size_t back = 1; back <= 3 && limit == 0; ++back)
            if (is_one_of(before(words, at, back), limits)) limit = back;
        const bool is_tall = limit > 0 && (is_meters || (is_body && (has_unit || before(words, at, limit).starts_with("t") ||
                                                                     before(words, at, limit + 1).starts_with("tinggi"))));
        if (!is_tall) continue;
        found.push_back({ConditionKind::height, at - limit, limit + (is_meters ? 3U : (has_unit ? 2U : 1U))});
    }
}

constexpr std::array<std::string_view, 9> believers = {"muslim",    "muslimah", "muslimin", "moslem", "nasrani",
                                                       "kristiani", "ikhwan",   "akhwat",   "muslims"};
constexpr std::array<std::string_view, 28> things_of_believers = {
    "rombongan", "tamu",     "pasien", "pelanggan", "busana",   "fashion", "baju",     "pakaian",    "gamis",  "hijab",
    "komunitas", "pasar",    "wear",   "clothing",  "friendly", "market",  "keluarga", "masyarakat", "wisata", "wisatawan",
    "umat",      "konsumen", "produk", "brand",     "anak",     "toko",    "modest",   "jamaah"};

void add_believers(Words words, std::vector<Found>& found) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!is_one_of(words[at].text, believers)) continue;
        if (is_one_of(before(words, at), things_of_believers) || is_one_of(after(words, at), things_of_believers)) continue;
        found.push_back({ConditionKind::religion, at, 1});
    }
    // "Agama: Islam", "agama Kristen" as a condition; not the teacher of it, nor the ministry.
    constexpr std::array<std::string_view, 16> faiths = {"islam",     "kristen",  "katolik", "protestan", "hindu", "buddha",
                                                         "budha",     "konghucu", "muslim",  "apapun",    "apa",   "nasrani",
                                                         "christian", "catholic", "bebas",   "tertentu"};
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (words[at].text != "agama" || !words[at].starts_part) continue;
        const auto faith = after(words, at);
        if (!is_one_of(faith, faiths) || faith == "apapun" || faith == "apa" || faith == "bebas") continue;
        found.push_back({ConditionKind::religion, at, 2});
    }
}

// "Single" alone in its part of a list: "Pria, single, maks. 30 tahun". Elsewhere it is "single page application".
void add_single(Words words, std::vector<Found>& found) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at].text != "single" && words[at].text != "married" && words[at].text != "menikah") continue;
        const bool alone = words[at].starts_part && (at + 1 == words.size() || words[at + 1].starts_part || words[at + 1].text == "status");
        if (alone && !names_both_statuses(words, at)) found.push_back({ConditionKind::marital_status, at, 1});
    }
}

// "Slim, pretty": alone in its part of a list.
void add_alone(Words words, std::vector<Found>& found) {
    static constexpr std::array<std::string_view, 5> looks{"slim", "pretty", "handsome", "beautiful", "gorgeous"};
    for (std::size_t at = 0; at < words.size(); ++at)
        if (is_one_of(words[at].text, looks) && words[at].starts_part && (at + 1 == words.size() || words[at + 1].starts_part))
            found.push_back({ConditionKind::looks, at, 1});
}

// Words as they are written in haste: a phrase knows the whole ones.
void spell_out(std::vector<Word>& words) {
    struct Short {
        std::string_view written;
        std::string_view whole;
    };
    static constexpr std::array<Short, 18> all{{{"tdk", "tidak"},
                                                {"gak", "tidak"},
                                                {"ga", "tidak"},
                                                {"nggak", "tidak"},
                                                {"dr", "dari"},
                                                {"yg", "yang"},
                                                {"utk", "untuk"},
                                                {"dgn", "dengan"},
                                                {"blm", "belum"},
                                                {"sdh", "sudah"},
                                                {"udh", "sudah"},
                                                {"jgn", "jangan"},
                                                {"dlm", "dalam"},
                                                {"hrs", "harus"},
                                                {"krn", "karena"},
                                                {"slm", "selama"},
                                                {"org", "orang"},
                                                {"pny", "punya"}}};
    for (auto& word : words)
        if (const auto one = std::ranges::find(all, word.text, &Short::written); one != all.end()) word.text = one->whole;
}

// --- age ---

constexpr std::array<std::string_view, 9> age_words = {"usia", "umur", "berusia", "berumur", "age", "aged", "ages", "umurnya", "usianya"};
constexpr std::array<std::string_view, 52> age_glue = {
    "max",     "maks",    "maksimal", "maximal", "maximum", "minimal", "min",   "minimum", "antara", "between", "di",
    "bawah",   "dibawah", "atas",     "diatas",  "below",   "under",   "over",  "above",   "up",     "to",      "dari",
    "mulai",   "tidak",   "lebih",    "kurang",  "paling",  "tua",     "muda",  "rendah",  "is",     "of",      "range",
    "rentang", "batas",   "from",     "jgn",     "jangan",  "lewat",   "belum", "genap",   "sampai", "not",     "more",
    "than",    "no",      "older",    "younger", "sekitar", "tinggi",  "limit", "must"};
constexpr std::array<std::string_view, 13> limits = {"max",     "maks",    "maksimal", "maximal", "maximum", "minimal", "min",
                                                     "minimum", "dibawah", "under",    "below",   "bawah",   "over"};
constexpr std::array<std::string_view, 10> years = {"tahun", "th", "thn", "years", "year", "yrs", "yo", "thun", "tahunan", "y"};
constexpr std::array<std::string_view, 9> ranges = {"sampai", "hingga", "s", "d", "sd", "to", "until", "and", "dan"};
// Years of these are not years of life.
constexpr std::array<std::string_view, 24> other_years = {
    "pengalaman", "berpengalaman", "experience", "experiences", "kontrak", "contract",    "lulus",      "lulusan",
    "ijazah",     "garansi",       "masa",       "lama",        "sim",     "kerja",       "bekerja",    "work",
    "working",    "graduate",      "berdiri",    "beroperasi",  "exp",     "experienced", "penempatan", "dinas"};

// Their age is the work's, not the worker's.
constexpr std::array<std::string_view, 20> others_of_age = {"anak",   "siswa",    "murid",    "balita", "pasien",  "pelanggan",  "remaja",
                                                            "lansia", "children", "students", "kids",   "child",   "perusahaan", "peserta",
                                                            "usaha",  "toko",     "gedung",   "mesin",  "lembaga", "company"};

int number_of(std::string_view word) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() ? number : 0;
}

bool could_be_age(std::string_view word) {
    constexpr int youngest = 14;
    constexpr int oldest = 70;
    const int number = number_of(word);
    return number >= youngest && number <= oldest;
}

// From a number on: "25", "25 tahun", "20-25 tahun", "20 s/d 25 th", "35 years old". The words that it takes.
struct Years {
    std::size_t count{};
    bool has_unit{};
    bool is_range{};
};
Years years_at(Words words, std::size_t at) {
    Years found{.count = 1};
    auto next = at + 1;
    if (is_one_of(word_at(words, next), years) && !words[next].starts_sentence) ++next;  // "20 tahun sampai 25 tahun"
    auto second = next;
    while (second < words.size() && !words[second].starts_sentence && is_one_of(words[second].text, ranges)) ++second;
    if (second < words.size() && !words[second].starts_sentence && words[second].is_number() && could_be_age(words[second].text) &&
        number_of(words[second].text) > number_of(words[at].text)) {
        found.count = second - at + 1;
        found.is_range = true;
    }
    next = at + found.count;
    if (next < words.size() && !words[next].starts_sentence && is_one_of(words[next].text, years)) {
        found.has_unit = true;
        ++found.count;
        if (word_at(words, next + 1) == "old" || word_at(words, next + 1) == "o") ++found.count;
    }
    return found;
}

bool speaks_of_other_years(Words words, std::size_t at, std::size_t count) {
    constexpr std::size_t behind = 4;
    constexpr std::size_t ahead = 3;
    for (std::size_t back = 1; back <= behind && at >= back && !words[at - back + 1].starts_part; ++back) {
        if (is_one_of(words[at - back].text, other_years)) return true;
    }
    const auto next = at + count;
    for (std::size_t on = next; on < std::min(next + ahead, words.size()) && !words[on].starts_part; ++on) {
        if (is_one_of(words[on].text, other_years)) return true;
    }
    return false;
}

void add_age(Words words, std::vector<Found>& found) {
    std::size_t done = 0;  // words up to here belong to a finding
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at < done) continue;
        if (is_one_of(words[at].text, age_words)) {
            if (is_one_of(before(words, at), others_of_age)) continue;
            constexpr std::size_t glue_max = 7;
            std::size_t number = at + 1;
            while (number < words.size() && number <= at + glue_max && !words[number].starts_sentence &&
                   is_one_of(words[number].text, age_glue))
                ++number;
            if (number < words.size() && !words[number].starts_sentence && could_be_age(words[number].text)) {
                std::size_t first = at;
                while (first > done && !words[first].starts_sentence &&
                       (is_one_of(words[first - 1].text, limits) || words[first - 1].text == "batas"))
                    --first;
                const auto last = number + years_at(words, number).count;
                found.push_back({ConditionKind::age, first, last - first});
                done = last;
            } else if (after(words, at) == "produktif" || after(words, at) == "muda") {
                found.push_back({ConditionKind::age, at, 2});
                done = at + 2;
            }
            continue;
        }
        if (!words[at].is_number() || !could_be_age(words[at].text)) continue;
        const auto span = years_at(words, at);
        if (!span.has_unit) continue;
        std::size_t first = at;
        while (first > done && !words[first].starts_sentence && is_one_of(words[first - 1].text, limits)) --first;
        const bool old = word_at(words, at + span.count - 1) == "old" || word_at(words, at + span.count - 1) == "o" ||
                         before(words, at, 2) == "older" || before(words, at, 2) == "younger";
        const bool upwards = after(words, at + span.count - 1) == "keatas" ||
                             (after(words, at + span.count - 1) == "ke" && after(words, at + span.count - 1, 2) == "atas");
        if ((first == at && !span.is_range && !old && !upwards) || is_one_of(before(words, first), others_of_age) ||
            is_one_of(before(words, first), age_words) || speaks_of_other_years(words, first, at + span.count - first))
            continue;
        if (before(words, first) == "di" && word_at(words, first) == "bawah") --first;
        if (before(words, first) == "than") first -= 2;
        found.push_back({ConditionKind::age, first, at + span.count - first});
        done = at + span.count;
    }
}

}  // namespace

std::string_view code(ConditionKind condition) {
    switch (condition) {
        case ConditionKind::age: return "age";
        case ConditionKind::sex: return "sex";
        case ConditionKind::looks: return "looks";
        case ConditionKind::marital_status: return "marital_status";
        case ConditionKind::height: return "height";
        case ConditionKind::religion: return "religion";
        case ConditionKind::ethnicity: return "ethnicity";
        case ConditionKind::disability: return "disability";
        case ConditionKind::pregnancy: return "pregnancy";
    }
    return {};
}

std::vector<Finding> doubtful_conditions(std::string_view text) {
    auto words = words_of(text);
    spell_out(words);
    std::vector<Found> found;
    add_phrases(words, found);
    add_sex(words, found);
    add_believers(words, found);
    add_single(words, found);
    add_alone(words, found);
    add_height(words, found);
    add_age(words, found);
    std::erase_if(found, [&](const Found& one) { return says_it_does_not_count(words, one.first) || is_of_something_else(words, one); });
    std::ranges::stable_sort(found, {}, &Found::first);
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& one = found[i];
        const bool said = std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(i), [&](const Found& other) {
            return other.condition == one.condition && other.first + other.count > one.first;
        });
        if (said) continue;  // inside a longer one of the same kind
        const auto begin = words[one.first].begin;
        findings.push_back({one.condition, std::string(text.substr(begin, words[one.first + one.count - 1].end - begin)), begin});
    }
    return findings;
}

}  // namespace vacancies
