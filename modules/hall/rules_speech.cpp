#include "modules/hall/rules_speech.hpp"

#include <algorithm>
#include <array>

namespace hall {
namespace {

constexpr std::array<std::string_view, 5> places{"loket", "meja", "ruang", "bilik", "lantai"};

bool is_letter(char one) { return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z'); }
bool is_digit(char one) { return one >= '0' && one <= '9'; }
char lower(char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + ('a' - 'A')) : one; }

// "Loket 2B" -> "loket", "2", "b". Everything else between them is silent.
std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    char before = ' ';
    for (const char one : text) {
        if (is_letter(one) || is_digit(one)) {
            const bool goes_on = !found.empty() && ((is_letter(one) && is_letter(before)) || (is_digit(one) && is_digit(before)));
            if (!goes_on) found.emplace_back();
            found.back() += lower(one);
        }
        before = one;
    }
    return found;
}

// Empty when it was never recorded.
std::vector<std::string> spoken_word(const std::string& word) {
    if (is_digit(word.front())) return word.size() <= 4 ? spoken_number(std::stoi(word)) : std::vector<std::string>{};
    if (word.size() == 1 || std::ranges::find(places, word) != places.end()) return {word};
    return {};
}

}  // namespace

std::vector<std::string> spoken_number(int number) {
    if (number < 0 || number > 9999) return {};
    std::vector<std::string> clips;
    for (const int unit : {1000, 100}) {
        if (number >= unit) clips.push_back(std::to_string(number / unit * unit));
        number %= unit;
    }
    if (number >= 20) {
        clips.push_back(std::to_string(number / 10 * 10));
        number %= 10;
    }
    if (number > 0 || clips.empty()) clips.push_back(std::to_string(number));
    return clips;
}

std::vector<std::string> spoken_call(char letter, int number, std::string_view counter) {
    std::vector<std::string> clips{"nomor"};
    if (is_letter(letter)) clips.emplace_back(1, lower(letter));
    for (auto& clip : spoken_number(number)) clips.push_back(std::move(clip));

    std::vector<std::string> way{"silakan"};
    const auto parts = words(counter);
    if (!parts.empty() && std::ranges::find(places, parts.front()) == places.end()) way.emplace_back("loket");
    for (const auto& part : parts) {
        const auto spoken = spoken_word(part);
        if (spoken.empty()) {
            clips.emplace_back("layar");
            return clips;
        }
        way.insert(way.end(), spoken.begin(), spoken.end());
    }
    if (parts.empty())
        clips.emplace_back("layar");
    else
        clips.insert(clips.end(), way.begin(), way.end());
    return clips;
}

}  // namespace hall
