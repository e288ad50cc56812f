#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/rules_lure.hpp"
#include "modules/vacancies/words.hpp"

// What makes a person look before anything else happens: money asked of the seeker, papers kept, work abroad without a
// licensed placement company, a private person as employer. Perpres 57/2023 art. 4 and Permenaker 18/2024: reporting and
// placement cost the seeker nothing; UU 18/2017 art. 5, 30, 49: work abroad only through a licensed company, no passport kept.
namespace vacancies {

namespace {

using Words = std::span<const Word>;

enum class Sign { fee, papers, abroad, person, pay, resembling };

struct Said {
    Sign sign;
    Phrase phrase;
};

const std::vector<Said>& phrases() {
    using enum Sign;
    static const std::vector<Said> all = {
        // Money from the seeker.
        {fee, Phrase("membayar|bayar|dikenakan|dipungut|dibebankan|menyiapkan|siapkan|menyetor|setor|transfer|mentransfer ?sejumlah "
                     "uang|biaya|dana|deposit|jaminan")},
        {fee,
         Phrase("biaya|uang "
                "administrasi|adm|admin|pendaftaran|registrasi|pelicin|jaminan|pangkal|muka|kesungguhan|komitmen|seragam|tempat|kursi")},
        {fee, Phrase("biaya|uang masuk|penempatan|pemberangkatan|keberangkatan|penyaluran ?kerja")},
        {fee, Phrase("biaya ?untuk pelatihan|training|diklat|interview|wawancara|tes|medical|mcu ?ditanggung ?oleh "
                     "pelamar|peserta|sendiri|kandidat|calon")},
        {fee, Phrase("training|pelatihan|magang|diklat berbayar")},
        {fee, Phrase("potong|dipotong|potongan gaji ?bulan|pertama ?pertama ?untuk|sebagai biaya|jaminan|deposit")},
        {fee, Phrase("registration|admin|administration|processing|placement|recruitment|application|agency|training|uniform|joining|"
                     "security fee|fees|deposit")},
        {fee, Phrase("pay|paying|transfer ?us|for ?a|the ?refundable fee|fees|deposit|training|registration")},
        {fee, Phrase("refundable deposit|fee")},
        // Papers kept.
        {papers,
         Phrase("paspor|passport|ktp|ijazah|sertifikat ?asli ?anda|pelamar|karyawan|kandidat|pekerja ?asli ?akan|wajib|harus|dan|kami "
                "ditahan|disimpan|dipegang|dititipkan|diserahkan|dijaminkan|ditinggal|simpan|pegang|tahan")},
        {papers, Phrase("menahan|penahanan|menyimpan|menitipkan|menyerahkan|menjaminkan|jaminan|titip|tahan|serahkan|jaminkan ?dokumen "
                        "paspor|passport|ijazah|ktp ?asli")},
        {papers, Phrase("passport|passports|diploma|certificate|documents|id ?card ?will|must|shall|is|are|to ?be "
                        "kept|held|retained|surrendered|deposited|collected|withheld")},
        {papers, Phrase("keep|hold|retain|surrender|deposit|withhold|collect ?your|the|original ?original passport|passports|diploma")},
        // Work abroad.
        {abroad, Phrase("penempatan|bekerja|kerja|ditempatkan|berangkat|lokasi|lowongan|magang|job|jobs|work|working|based|located ?kerja "
                        "?ke|di|in|abroad|to ?negara "
                        "malaysia|singapura|singapore|taiwan|hongkong|jepang|japan|korea|arab|saudi|dubai|qatar|kuwait|brunei|kamboja|"
                        "cambodia|myanmar|laos|thailand|filipina|philippines|vietnam|polandia|poland|jerman|germany|turki|turkey|australia|"
                        "kanada|canada|rusia|macau|oman|bahrain|yordania|selandia|inggris|hungaria")},
        {abroad, Phrase("penempatan|bekerja|kerja|ditempatkan|berangkat|lokasi|lowongan ?kerja ?ke|di ?negara hong kong")},
        {abroad, Phrase("penempatan|bekerja|kerja|ditempatkan|berangkat|lowongan ?kerja ?ke|di luar negeri")},
        {abroad, Phrase("work|working|job|jobs|placement overseas|abroad")},
        {abroad, Phrase("overseas job|jobs|placement|employment|worker|workers")},
        {abroad, Phrase("calon ?tenaga ?kerja tki|pmi|tkw")},
        {abroad, Phrase("calon pekerja migran")},
        {abroad, Phrase("pekerja migran")},
        // A private person or household.
        {person, Phrase("majikan|keluarga|rumah pribadi|perorangan|perseorangan")},
        {person, Phrase("private family|household|home|person|individual")},
        {person, Phrase("asisten|pembantu rumah tangga|pribadi")},
        {person, Phrase("pengasuh|suster ?anak|bayi|lansia ?di rumah ?kami|pribadi")},
    };
    return all;
}

// "Tanpa biaya", "tidak dipungut biaya", "we never ask for a fee": said to reassure.
bool is_denied(Words words, std::size_t at, std::size_t count, Sign sign) {
    static constexpr std::array<std::string_view, 16> denials{"tanpa",  "tidak",    "tak",    "bebas", "gratis", "bukan",
                                                              "jangan", "dilarang", "no",     "not",   "never",  "without",
                                                              "free",   "waspada",  "beware", "tdk"};
    std::size_t first = at;
    while (first > 0 && at - first < 6 && !words[first].starts_sentence) --first;
    for (std::size_t one = first; one < at + count; ++one)
        if (is_one_of(words[one].text, denials)) return true;
    if (sign != Sign::fee) return false;
    // "Biaya pelatihan ditanggung perusahaan".
    static constexpr std::array<std::string_view, 6> payers{"perusahaan", "kantor", "company", "gratis", "free", "kami"};
    for (std::size_t one = at + count; one < words.size() && one < at + count + 5 && !words[one].starts_sentence; ++one)
        if (is_one_of(words[one].text, payers)) return true;
    return false;
}

struct Found {
    Sign sign{};
    std::string text;
};

Words sentence_at(Words words, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && !words[begin].starts_sentence) --begin;
    std::size_t end = begin + 1;
    while (end < words.size() && !words[end].starts_sentence) ++end;
    return words.subspan(begin, end - begin);
}

// What no phrase says, but the advert as a whole does.
void add_readings(const std::string& text, Words words, std::vector<Found>& found) {
    struct Reading {
        Sign sign;
        std::optional<std::size_t> (*says)(Words);
    };
    static constexpr std::array readings{Reading{Sign::fee, money_asked},
                                         Reading{Sign::papers, papers_kept},
                                         Reading{Sign::abroad, work_abroad},
                                         Reading{Sign::person, household},
                                         Reading{Sign::pay, unreal_pay},
                                         Reading{Sign::fee, seeker_pays_whom},
                                         Reading{Sign::papers, identity_taken},
                                         Reading{Sign::abroad, visitor_as_worker},
                                         Reading{Sign::pay, no_honest_work},
                                         Reading{Sign::person, company_for_a_person},
                                         Reading{Sign::resembling, sounds_like_a_lure}};
    for (const auto& [sign, says] : readings)
        if (const auto at = says(words)) {
            // With what stands around it: "ijazah asli akan disimpan kantor sampai kontrak habis".
            auto first = *at;
            while (first > 0 && *at - first < 4 && !words[first].starts_sentence) --first;
            auto last = *at;
            while (last + 1 < words.size() && last < *at + 5 && !words[last + 1].starts_sentence) ++last;
            found.push_back({sign, text.substr(words[first].begin, words[last].end - words[first].begin)});
        }
}

// The sentence around a phrase tells that it is of others: customers' money, guests' passports, goods for abroad, a warning.
bool is_of_others(Words sentence, Sign sign) {
    switch (sign) {
        case Sign::fee: return is_money_duty(sentence) || is_warning_of_others(sentence);
        case Sign::papers: return is_papers_duty(sentence);
        case Sign::abroad: return is_trade_abroad(sentence);
        case Sign::person:
        case Sign::pay:
        case Sign::resembling: return false;
    }
    return false;
}

std::vector<Found> signs_in(const std::string& text) {
    const auto words = words_of(text);
    std::vector<Found> found;
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (const auto& [sign, phrase] : phrases()) {
            const auto count = phrase.length_at(words, at);
            if (count == 0 || (count == 1 && sign != Sign::papers && sign != Sign::fee)) continue;
            const bool may_be_denied = sign == Sign::fee || sign == Sign::papers;
            if (may_be_denied && is_denied(words, at, count, sign)) continue;
            if (is_of_others(sentence_at(words, at), sign)) continue;
            found.push_back({sign, text.substr(words[at].begin, words[at + count - 1].end - words[at].begin)});
            break;
        }
    }
    add_readings(text, words, found);
    return found;
}

std::vector<Found> signs_of(const Vacancy& vacancy) {
    // A place abroad needs no verb.
    static const Phrase country(
        "malaysia|singapura|singapore|taiwan|hongkong|jepang|japan|korea|arab|saudi|dubai|qatar|kuwait|brunei|kamboja|cambodia|taipei|"
        "tokyo|myanmar|macau|johor|penang|riyadh|jeddah");
    auto found = signs_in(vacancy.title + "\n" + vacancy.description + "\n" + vacancy.conditions + "\n" + vacancy.how_to_apply);
    if (vacancy.place_code.empty()) {
        const auto words = words_of(vacancy.place_text);
        for (std::size_t at = 0; at < words.size(); ++at)
            if (country.length_at(words, at) > 0) found.push_back({Sign::abroad, vacancy.place_text});
    }
    return found;
}

const Found* first_of(const std::vector<Found>& found, Sign sign) {
    const auto one = std::ranges::find(found, sign, &Found::sign);
    return one == found.end() ? nullptr : &*one;
}

}  // namespace

std::vector<Hold> holds_of(const Vacancy& vacancy, const employers::Employer& employer) {
    const auto found = signs_of(vacancy);
    std::vector<Hold> holds;
    const auto hold = [&](std::string_view reason, Sign sign, bool also = false) {
        const auto* one = first_of(found, sign);
        if (one != nullptr || also) holds.push_back({std::string(reason), one == nullptr ? std::string() : one->text});
    };
    hold("fee", Sign::fee);
    hold("passport_kept", Sign::papers);
    hold("overseas_unlicensed", Sign::abroad);
    hold("private_employer", Sign::person, employer.ownership == employers::Ownership::individual);
    hold("unreal_pay", Sign::pay);
    if (holds.empty()) hold("resembles_lure", Sign::resembling);  // the others say it more exactly
    return holds;
}

std::string reason_to_hold(const Vacancy& vacancy, const employers::Employer& employer) {
    const auto holds = holds_of(vacancy, employer);
    return holds.empty() ? std::string() : holds.front().reason;
}

bool mentions_abroad(const Vacancy& vacancy) { return first_of(signs_of(vacancy), Sign::abroad) != nullptr; }

}  // namespace vacancies
