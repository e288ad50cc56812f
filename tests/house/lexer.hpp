#pragma once

#include <string>
#include <string_view>
#include <vector>

// C++ source taken apart just far enough to tell code from text from comment.
namespace house {

struct Literal {
    int line{};
    std::string text;  // neighbouring literals are one
};
struct Source {
    std::vector<std::string> code;  // per line, from line 1 at [0]; literals are "", comments are gone
    std::vector<Literal> literals;
};
Source take_apart(std::string_view text);

struct Include {
    int line{};
    std::string path;
    bool quoted{};
};
std::vector<Include> includes(std::string_view text);

}  // namespace house
