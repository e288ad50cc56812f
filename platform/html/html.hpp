#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// Markup is text that is already HTML. Everything else is escaped when it is written: there is no way to put a
// person's input on a page unescaped. Literals with _html are the only source of markup and exist only at compile time.
namespace html {

class Literal {
  public:
    std::string_view text() const { return text_; }

  private:
    constexpr explicit Literal(std::string_view text) : text_(text) {}
    std::string_view text_;
    friend constexpr Literal operator""_html(const char* text, std::size_t size);
};
constexpr Literal operator""_html(const char* text, std::size_t size) { return Literal{std::string_view(text, size)}; }

// A growing piece of a page. Write to it with <<.
class Markup {
  public:
    Markup& operator<<(Literal literal) {
        bytes_ += literal.text();
        return *this;
    }
    Markup& operator<<(const Markup& other) {
        bytes_ += other.bytes_;
        return *this;
    }
    Markup& operator<<(std::string_view text) {
        escape(text);
        return *this;
    }  // also right inside "double quotes"
    Markup& operator<<(const std::string& text) {
        escape(text);
        return *this;
    }
    Markup& operator<<(const char* text) {
        escape(text);
        return *this;
    }
    Markup& operator<<(std::int64_t number) {
        bytes_ += std::to_string(number);
        return *this;
    }
    Markup& operator<<(int number) {
        bytes_ += std::to_string(number);
        return *this;
    }
    Markup& operator<<(std::size_t number) {
        bytes_ += std::to_string(number);
        return *this;
    }
    Markup& operator<<(bool) = delete;

    // ` name="value"`, escaped; nothing when the value is empty.
    Markup& attribute(Literal name, std::string_view value);
    // Bytes that another part of the program made as safe markup (inline SVG of a QR code or a chart).
    static Markup trusted(std::string bytes) {
        Markup made;
        made.bytes_ = std::move(bytes);
        return made;
    }

    bool empty() const { return bytes_.empty(); }
    std::string_view view() const { return bytes_; }
    std::string take() && { return std::move(bytes_); }

  private:
    void escape(std::string_view text);
    std::string bytes_;
};

}  // namespace html

using html::Markup;
using html::operator""_html;
