#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/structured_index.hpp"

// How much each feature counts. Two monotone additive models in points of log-odds (100 points = 1 logit): the chance of
// being taken if the person applies, and what the work is worth to them over not applying. Every table only rises, so more
// skill, more experience, a shorter way or a higher wage never lowers a score. The numbers are an expert's guess until
// judged data replaces them; `version` stands in every record made with them.
namespace matching {

// 0 to 1000 of a feature to points, by straight lines between sixteen corners, in whole numbers.
struct Scale {
    std::array<std::int16_t, 16> corners{};
    std::int16_t at(int per_mille) const;
};
struct TwoScales {
    Scale chance;
    Scale wish;
    Addend at(int per_mille) const { return {chance.at(per_mille), wish.at(per_mille)}; }
    Addend most() const { return at(1000); }
};

struct Weights {
    std::string version;
    TwoScales occupation_held;    // by what was done before: chance only
    TwoScales occupation_wanted;  // by what is wished for: wish only
    TwoScales place, study, education, experience, wage, kind, skills;
    TwoScales words;  // of the title that are the person's own, too
    TwoScales liked;  // papers that speak for somebody; all of them where none is named
    TwoScales fresh;
    bool names_all{};    // a record names these three as well
    int chance_begin{};  // points of somebody about whom nothing speaks
    int wish_begin{};
    Worth worth;
    std::array<std::vector<Addend>, skills_wanted_max + 1> coverage;  // [wanted][sum of credits]
    std::array<std::array<Addend, title_words_max + 1>, title_words_max + 1> words_shared{};
    std::array<std::array<Addend, papers_liked_max + 1>, papers_liked_max + 1> papers_held{};
    std::array<Addend, ages_max> age{};
};
const Weights& expert_weights();  // those in force
// Also those of records that are older; nullptr = nobody knows them.
const Weights* weights_called(std::string_view version);

}  // namespace matching
