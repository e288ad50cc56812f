#include "platform/barcodes/code128.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace barcodes {
namespace {

// Symbol characters 0 to 105, then stop: bar, gap, bar, gap, bar, gap (ISO/IEC 15417 table 1).
constexpr std::array<std::string_view, 107> patterns{
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212",
    "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
    "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
    "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
    "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
    "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};

constexpr int start_b = 104;
constexpr int start_c = 105;
constexpr int to_c = 99;
constexpr int to_b = 100;
constexpr int stop = 106;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::size_t digits_from(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && is_digit(text[at + count])) ++count;
    return count;
}

}  // namespace

std::vector<int> code128(std::string_view text) {
    if (text.empty() || std::ranges::any_of(text, [](char letter) { return letter < ' ' || letter > '~'; })) return {};
    std::vector<int> symbols;
    bool pairs = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto run = digits_from(text, at);
        // Changing to pairs costs one symbol: it pays from four digits at an end, from six in the middle.
        const bool at_end = at == 0 || at + run == text.size();
        const bool worth = run >= (at_end ? 4u : 6u) || (pairs && run >= 2);
        if (worth && (pairs || run % 2 == 0)) {
            if (!pairs) symbols.push_back(symbols.empty() ? start_c : to_c);
            pairs = true;
            for (auto left = run - run % 2; left > 0; left -= 2, at += 2) symbols.push_back((text[at] - '0') * 10 + (text[at + 1] - '0'));
            continue;
        }
        if (symbols.empty())
            symbols.push_back(start_b);
        else if (pairs)
            symbols.push_back(to_b);
        pairs = false;
        symbols.push_back(text[at] - ' ');
        ++at;
    }
    int check = symbols.front();
    for (std::size_t place = 1; place < symbols.size(); ++place) check += symbols[place] * static_cast<int>(place);
    symbols.push_back(check % 103);
    symbols.push_back(stop);

    std::vector<int> widths;
    for (const int symbol : symbols)
        for (const char width : patterns[static_cast<std::size_t>(symbol)]) widths.push_back(width - '0');
    return widths;
}

int modules(const std::vector<int>& widths) { return std::accumulate(widths.begin(), widths.end(), 0); }

}  // namespace barcodes
