#include "tests/house/lexer.hpp"

#include <cctype>

namespace house {
namespace {

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) { made_.code.emplace_back(); }

    Source read() {
        while (at_ < text_.size()) step();
        return std::move(made_);
    }

  private:
    bool starts(std::string_view with) const { return text_.substr(at_, with.size()) == with; }

    void step() {
        if (starts("//"))
            skip_to("\n");
        else if (starts("/*"))
            block_comment();
        else if (starts("R\""))
            raw_literal();
        else if (text_[at_] == '"' && !is_include_line())
            literal();
        else if (text_[at_] == '\'' && !is_digit_separator())
            character();
        else
            take();
    }

    void take() {
        const char one = text_[at_++];
        if (one == '\n')
            made_.code.emplace_back();
        else {
            made_.code.back() += one;
            if (std::isspace(static_cast<unsigned char>(one)) == 0) joins_ = false;
        }
    }

    bool is_include_line() const { return made_.code.back().find("#include") != std::string::npos; }
    bool is_digit_separator() const {
        return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0 && at_ + 1 < text_.size() &&
               std::isxdigit(static_cast<unsigned char>(text_[at_ + 1])) != 0 && !(at_ + 2 < text_.size() && text_[at_ + 2] == '\'');
    }

    void skip_to(std::string_view end) {
        const auto found = text_.find(end, at_);
        at_ = found == std::string_view::npos ? text_.size() : found;
    }

    void block_comment() {
        const auto found = text_.find("*/", at_ + 2);
        const auto end = found == std::string_view::npos ? text_.size() : found + 2;
        for (; at_ < end; ++at_) {
            if (text_[at_] == '\n') made_.code.emplace_back();
        }
    }

    void keep(int line, std::string_view text) {
        made_.code.back() += "\"\"";
        if (joins_ && !made_.literals.empty())
            made_.literals.back().text += text;
        else
            made_.literals.push_back({line, std::string(text)});
        joins_ = true;
    }

    void literal() {
        const int line = static_cast<int>(made_.code.size());
        std::string content;
        for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
            if (text_[at_] == '\\') ++at_;
            if (at_ < text_.size()) content += text_[at_];
        }
        ++at_;
        keep(line, content);
    }

    void raw_literal() {
        const int line = static_cast<int>(made_.code.size());
        const auto open = text_.find('(', at_);
        const std::string end = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
        const auto close = text_.find(end, open);
        const auto content = text_.substr(open + 1, close - open - 1);
        keep(line, content);
        for (const char one : content) {
            if (one == '\n') made_.code.emplace_back();
        }
        at_ = close == std::string_view::npos ? text_.size() : close + end.size();
    }

    void character() {
        for (++at_; at_ < text_.size() && text_[at_] != '\'' && text_[at_] != '\n'; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        if (at_ < text_.size()) ++at_;
        made_.code.back() += "' '";
        joins_ = false;
    }

    std::string_view text_;
    std::size_t at_{};
    bool joins_{};
    Source made_;
};

}  // namespace

Source take_apart(std::string_view text) { return Reader(text).read(); }

std::vector<Include> includes(std::string_view text) {
    std::vector<Include> found;
    int line = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto here = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        ++line;
        if (here.substr(0, 8) != "#include") continue;
        const auto open = here.find_first_of("\"<");
        if (open == std::string_view::npos) continue;
        const auto close = here.find_first_of("\">", open + 1);
        found.push_back({line, std::string(here.substr(open + 1, close - open - 1)), here[open] == '"'});
    }
    return found;
}

}  // namespace house
