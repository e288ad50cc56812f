#include "modules/vacancies/rules_lure_words.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace vacancies::lure {

List::List(std::string_view words) {
    for (const auto& word : text::split(words, ' '))
        if (word.ends_with('*'))
            beginnings_.push_back(word.substr(0, word.size() - 1));
        else if (!word.empty())
            words_.push_back(word);
    std::ranges::sort(words_);
}

bool List::has(std::string_view word) const {
    return std::ranges::binary_search(words_, word, {}, [](const std::string& one) { return std::string_view(one); }) ||
           std::ranges::any_of(beginnings_, [&](const std::string& one) { return word.starts_with(one); });
}

Place List::first_in(Words words) const {
    for (std::size_t at = 0; at < words.size(); ++at)
        if (has(words[at].text)) return at;
    return {};
}

Words around(Words words, std::size_t first, std::size_t count) {
    if (first >= words.size()) return {};
    return words.subspan(first, std::min(count, words.size() - first));
}

Words before(Words words, std::size_t at, std::size_t count) {
    const auto first = at > count ? at - count : 0;
    return words.subspan(first, at - first);
}

std::string_view word_at(Words words, std::size_t at) { return at < words.size() ? std::string_view(words[at].text) : std::string_view{}; }

std::vector<Sentence> sentences_of(Words advert) {
    std::vector<Sentence> sentences;
    for (std::size_t begin = 0; begin < advert.size();) {
        auto end = begin + 1;
        while (end < advert.size() && !advert[end].starts_sentence) ++end;
        sentences.push_back({begin, advert.subspan(begin, end - begin)});
        begin = end;
    }
    return sentences;
}

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

namespace {

constexpr std::int64_t digits_max = 6;  // of one number; longer ones are no money

std::int64_t number_of(std::string_view word) {
    if (word.size() > digits_max) return 0;
    std::int64_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

std::int64_t thousands_of(std::string_view unit) {
    static const List millions("jt juta jutaan million mio");
    static const List thousands("rb ribu rbu ribuan k");
    static const List foreign("dolar dollar usd euro");
    if (millions.has(unit)) return 1000;
    if (thousands.has(unit)) return 1;
    if (foreign.has(unit)) return 15;
    return 0;
}

// "Tiga", "empat belas", "dua puluhan", "setengah": the value, and how many words it took.
struct Spelt {
    double value{};
    std::size_t count{};
};
Spelt spelt_at(Words words, std::size_t at) {
    static constexpr std::string_view ones[] = {"satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"};
    Spelt spelt;
    for (std::size_t i = 0; i < std::size(ones); ++i)
        if (word_at(words, at) == ones[i]) spelt = {static_cast<double>(i + 1), 1};
    const auto first = word_at(words, at);
    if (first == "setengah") spelt = {0.5, 1};
    if (first == "sepuluh" || first == "puluhan") spelt = {10, 1};
    if (first == "belasan") spelt = {11, 1};
    if (first == "sebelas") spelt = {11, 1};
    if (first == "seratus" || first == "ratusan") spelt = {100, 1};
    if (spelt.count == 0) return {};
    const auto next = word_at(words, at + 1);
    if (next == "belas") return {spelt.value + 10, 2};
    if (next == "puluh" || next == "puluhan") return {spelt.value * 10, 2};
    if (next == "ratus" || next == "ratusan") return {spelt.value * 100, 2};
    return spelt;
}

}  // namespace

std::vector<Amount> amounts_in(Words words) {
    std::vector<Amount> amounts;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at].text;
        if (word == "sejuta" || word == "jutaan") {
            amounts.push_back({at, 1, 1000});
            continue;
        }
        if (!words[at].is_number()) {
            const auto spelt = spelt_at(words, at);
            const auto unit = spelt.count == 0 ? 0 : thousands_of(word_at(words, at + spelt.count));
            if (unit == 0) continue;
            amounts.push_back({at, spelt.count + 1, static_cast<std::int64_t>(spelt.value * static_cast<double>(unit))});
            at += spelt.count;
            continue;
        }
        const auto number = number_of(word);
        const auto next = word_at(words, at + 1);
        if (const auto unit = thousands_of(next)) {
            amounts.push_back({at, 2, number * unit});
            ++at;
        } else if (next.size() == 3 && words[at + 1].is_number() && word.size() <= 3 && word_at(words, at + 2) == "000") {
            amounts.push_back({at, 3, number * 1000 + number_of(next)});
            at += 2;
        } else if (next == "000") {
            amounts.push_back({at, 2, number});
            ++at;
        } else if (next.size() == 1 && words[at + 1].is_number() && thousands_of(word_at(words, at + 2)) == 1000) {
            amounts.push_back({at, 3, number * 1000 + number_of(next) * 100});  // "1,5 jt"
            at += 2;
        } else if (at > 0 && (words[at - 1].text == "usd" || words[at - 1].text == "dolar")) {
            amounts.push_back({at, 1, number * 15});
        }
    }
    return amounts;
}

bool is_denied(Words words, std::size_t at, std::size_t reach) {
    static const List lacking("tanpa bebas");
    static const List denials(
        "tidak tak tdk nggak gak ga ngga bukan jangan jgn dilarang waspada awas hati no not never without beware free");
    // "Tidak digaji dan dikenakan …", "tidak sulit, cukup bayar …": what is denied is something else.
    static const List contrasts("tapi tetapi namun melainkan cukup hanya cuma cuman tinggal but just");
    static const List wages("digaji gaji dibayar upah");
    auto said = before(words, at, reach);
    for (std::size_t one = said.size(); one > 0; --one)
        if (contrasts.has(said[one - 1].text) || (wages.has(said[one - 1].text) && word_at(said, one) == "dan")) {
            said = said.subspan(one);
            break;
        }
    return denials.is_in(said) || lacking.is_in(said.last(std::min<std::size_t>(said.size(), 2)));
}

bool is_warning(Words sentence) {
    static const List warns(
        "waspada awas penipuan penipu hoax hoaks mengatasnamakan oknum calo abaikan laporkan melaporkan laporan report scam fraud "
        "fraudulent beware impersonat* ignore "
        "modus palsu");
    static const List supposes("jika apabila bila kalau kalo if segala semua setiap yang any apapun pihak");
    static const List asks("diminta meminta minta memungut dipungut menjanjikan pungutan permintaan ask asks asking asked requesting");
    const auto warned = warns.first_in(sentence);
    return warned && (asks.is_in(sentence) || supposes.is_in(sentence) || *warned < 4);
}

}  // namespace vacancies::lure
