#include <algorithm>
#include <string>

#include "platform/receipts/receipts.hpp"

namespace receipts {
namespace {

using namespace std::string_literals;

constexpr char esc = '\x1b';
constexpr char gs = '\x1d';
constexpr int latin_page = 16;  // WPC1252 in ESC t

std::string byte(int value) { return std::string(1, static_cast<char>(value)); }
std::string two_bytes(std::size_t value) { return byte(static_cast<int>(value & 0xFF)) + byte(static_cast<int>(value >> 8 & 0xFF)); }

int times(Size size) {
    switch (size) {
        case Size::normal: return 1;
        case Size::large: return 2;
        case Size::huge: return 4;
    }
    return 1;
}

// GS ( k: function `fn` of the QR symbol (cn 49).
std::string qr_command(int function, std::string_view rest) {
    return gs + "(k"s + two_bytes(rest.size() + 2) + "1" + byte(function) + std::string(rest);
}

std::string printable_ascii(std::string_view text) {
    std::string kept;
    for (const char letter : text)
        if (letter >= ' ' && letter <= '~') kept += letter;
    return kept;
}

}  // namespace

int columns(Paper paper, Size size) {
    switch (paper) {
        case Paper::mm58: return 32 / times(size);
        case Paper::mm80: return 48 / times(size);
    }
    return 32;
}

Slip::Slip(Paper paper) : paper_(paper) { bytes_ = esc + "@"s + esc + "t" + byte(latin_page) + esc + "a" + byte(1); }

void Slip::line(std::string_view text, const Style& style) {
    const int scale = times(style.size) - 1;
    bytes_ += esc + "a"s + byte(style.align == Align::centre ? 1 : 0) + esc + "E" + byte(style.bold ? 1 : 0) + gs + "!" +
              byte(scale << 4 | scale);
    const auto room = static_cast<std::size_t>(columns(paper_, style.size));
    auto left = in_code_page(text);
    do {
        auto taken = std::min(room, left.size());
        if (taken < left.size()) {
            const auto space = left.rfind(' ', taken);
            if (space != std::string::npos && space > 0) taken = space;
        }
        bytes_ += left.substr(0, taken) + "\n";
        left.erase(0, taken);
        left.erase(0, std::min(left.find_first_not_of(' '), left.size()));
    } while (!left.empty());
    bytes_ += esc + "E"s + byte(0) + gs + "!" + byte(0);
}

void Slip::rule() { line(std::string(static_cast<std::size_t>(columns(paper_, Size::normal)), '-')); }

void Slip::gap(int lines) { bytes_ += esc + "d"s + byte(std::clamp(lines, 1, 20)); }

void Slip::qr(std::string_view text) {
    const auto data = printable_ascii(text);
    if (data.empty() || data.size() > 300) return;
    bytes_ += esc + "a"s + byte(1);
    bytes_ += qr_command(65, byte(50) + byte(0));                   // model 2
    bytes_ += qr_command(67, byte(paper_ == Paper::mm58 ? 6 : 7));  // dots a module
    bytes_ += qr_command(69, byte(49));                             // error correction M
    bytes_ += qr_command(80, byte(48) + data);                      // store
    bytes_ += qr_command(81, byte(48));                             // print
    bytes_ += "\n";
}

void Slip::code128(std::string_view text) {
    const auto data = printable_ascii(text);
    if (data.empty() || data.size() > 20) return;
    bytes_ += esc + "a"s + byte(1) + gs + "h" + byte(64) + gs + "w" + byte(2) + gs + "H" + byte(0);
    std::string coded = "{B";
    for (const char letter : data) coded += letter == '{' ? "{{" : std::string(1, letter);
    bytes_ += gs + "k"s + byte(73) + byte(static_cast<int>(coded.size())) + coded + "\n";
}

std::string Slip::finish() && {
    bytes_ += esc + "d"s + byte(1) + gs + "V" + byte(66) + byte(3);  // past the knife, then a partial cut
    return std::move(bytes_);
}

}  // namespace receipts
