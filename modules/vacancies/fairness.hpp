#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Conditions that a vacancy may set only for a reason that lies in the work itself.
// UU 13/2003 art. 5 and 6; Permenaker 18/2024 art. 4 par. (4); SE Menaker M/6/HK.04/V/2025 (age, looks, marital status,
// height, skin colour, ethnicity). Read as a person writes them, in Indonesian, in English and in both at once.
namespace vacancies {

enum class ConditionKind { age, sex, looks, marital_status, height, religion, ethnicity, disability, pregnancy };

// Stable snake_case, as `antarkerja eval fairness` says it.
std::string_view code(ConditionKind condition);

struct Finding {
    ConditionKind condition;
    std::string text;     // as written
    std::size_t begin{};  // its first byte in what was read
};

// In the order of the text. Both sexes named side by side ("Pria/Wanita") limit nobody and are no finding; years of
// experience are no age. A finding asks for a reason, it never refuses a vacancy: a person decides.
std::vector<Finding> doubtful_conditions(std::string_view text);

}  // namespace vacancies
