#include "modules/vacancies/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace vacancies {

namespace {

void add_code_point(std::string& out, std::uint32_t code) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return add_code_point(out, 0xFFFD);
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 24> entities{{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},     {"nbsp", ' '},
    {"bull", 0x2022},  {"middot", 0xB7},  {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"rsquo", 0x2019},
    {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C}, {"eacute", 0xE9},  {"deg", 0xB0},      {"times", 0xD7},
    {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"ensp", ' '},     {"emsp", ' '},      {"shy", 0xAD},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The character of "&amp;" at `at` and where it ends.
std::optional<std::pair<std::uint32_t, std::size_t>> entity_at(std::string_view text, std::size_t at) {
    const auto end = text.find(';', at);
    if (end == text.npos || end - at > 16 || end - at < 2) return {};
    const auto name = text.substr(at + 1, end - at - 1);
    if (name.front() != '#') {
        const auto known = std::ranges::find(entities, name, &std::pair<std::string_view, std::uint32_t>::first);
        if (known == entities.end()) return {};
        return std::pair{known->second, end + 1};
    }
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    std::uint32_t code = 0;
    const auto digits = name.substr(is_hex ? 2 : 1);
    if (digits.empty()) return {};
    for (const char c : digits) {
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<std::uint32_t>(c - '0');
        else if (is_hex && c >= 'a' && c <= 'f')
            digit = static_cast<std::uint32_t>(c - 'a' + 10);
        else if (is_hex && c >= 'A' && c <= 'F')
            digit = static_cast<std::uint32_t>(c - 'A' + 10);
        else
            return {};
        code = code * (is_hex ? 16 : 10) + digit;
        if (code > 0x10FFFF) return std::pair{std::uint32_t{0xFFFD}, end + 1};
    }
    return std::pair{code, end + 1};
}

bool ends_line(std::string_view name) {
    constexpr std::array<std::string_view, 20> all{"p",  "br", "div", "li", "ul",      "ol",      "tr",     "table",  "h1",         "h2",
                                                   "h3", "h4", "h5",  "h6", "section", "article", "header", "footer", "blockquote", "pre"};
    return std::ranges::find(all, name) != all.end();
}

// Up to the ">" that ends the tag, over quoted values; npos when none does.
std::size_t tag_end(std::string_view text, std::size_t at) {
    char quote = 0;
    const auto most = std::min(text.size(), at + 4'000);
    for (auto one = at; one < most; ++one) {
        const char c = text[one];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return one;
        }
    }
    return text.find('>', at);
}

std::string without_tags(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '&') {
            if (const auto entity = entity_at(text, at)) {
                add_code_point(out, entity->first);
                at = entity->second;
                continue;
            }
        }
        const bool may_be_tag = c == '<' && at + 1 < text.size() &&
                                (is_letter(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!' || text[at + 1] == '?');
        if (!may_be_tag) {
            out += c;
            ++at;
            continue;
        }
        if (text.substr(at, 4) == "<!--") {
            const auto end = text.find("-->", at + 4);
            at = end == text.npos ? text.size() : end + 3;
            continue;
        }
        const auto end = tag_end(text, at + 1);
        if (end == text.npos) {
            out += c;
            ++at;
            continue;
        }
        auto begin = at + 1;
        const bool closes = text[begin] == '/';
        if (closes) ++begin;
        auto stop = begin;
        while (stop < end && (is_letter(text[stop]) || (text[stop] >= '0' && text[stop] <= '9'))) ++stop;
        const auto name = text::lower(text.substr(begin, stop - begin));
        at = end + 1;
        if (!closes &&
            (name == "script" || name == "style" || name == "template" || name == "noscript" || name == "iframe" || name == "svg")) {
            // What these hold is never text for a reader.
            const auto lower = text::lower(text.substr(at));
            const auto close = lower.find("</" + name);
            if (close == std::string::npos) {
                at = text.size();
            } else {
                const auto after = text.find('>', at + close);
                at = after == text.npos ? text.size() : after + 1;
            }
            continue;
        }
        if (ends_line(name) && !out.empty() && out.back() != '\n') out += '\n';
        if (!closes && name == "li") out += "- ";
        if (name == "td" || name == "th") out += ' ';
    }
    return out;
}

// Bytes that are no UTF-8 and characters that print nothing or turn the line round are left out.
std::string readable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
        if (length == 0 || at + length > text.size() || !text::is_valid_utf8(text.substr(at, length))) {
            ++at;
            continue;
        }
        const auto one = text.substr(at, length);
        at += length;
        if (length == 1) {
            if (first == '\r') continue;
            if (first == '\t')
                out += ' ';
            else if (first == '\n' || (first >= 0x20 && first != 0x7F))
                out += static_cast<char>(first);
            continue;
        }
        if (length == 2 && first == 0xC2 && static_cast<unsigned char>(one[1]) < 0xA0) continue;  // C1
        if (one == "\xC2\xA0") {
            out += ' ';
            continue;
        }
        if (one == "\xC2\xAD" || one == "\xEF\xBB\xBF") continue;
        // U+200B..200F, 2028..202E, 2060..206F
        if (length == 3 && first == 0xE2) {
            const auto second = static_cast<unsigned char>(one[1]);
            const auto third = static_cast<unsigned char>(one[2]);
            if (second == 0x80 && (third == 0xA8 || third == 0xA9)) {
                out += '\n';
                continue;
            }
            if ((second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE))) ||
                (second == 0x81 && third >= 0xA0 && third <= 0xAF))
                continue;
        }
        out += one;
    }
    return out;
}

}  // namespace

std::string plain_text(std::string_view html) {
    const auto shown = readable(without_tags(html));
    // Blank lines at most one; no blanks at the ends of lines; no bullet without words.
    std::string out;
    for (const auto& raw : text::split(shown, '\n')) {
        auto line = text::squeeze(raw);
        if (line == "-" || line == "- -") line.clear();
        if (line.empty() && (out.empty() || out.ends_with("\n\n"))) continue;
        out += line + "\n";
    }
    return text::trim(out);
}

std::string plain_line(std::string_view html, std::size_t most) {
    auto all = plain_text(html);
    std::ranges::replace(all, '\n', ' ');
    all = text::squeeze(all);
    if (text::length(all) <= most) return all;
    std::size_t bytes = 0;
    std::size_t count = 0;
    while (bytes < all.size()) {
        const bool starts = (static_cast<unsigned char>(all[bytes]) & 0xC0) != 0x80;
        if (starts && ++count > most) break;
        ++bytes;
    }
    all.resize(bytes);
    return text::trim(all);
}

}  // namespace vacancies
