#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

enum class Sex { male, female };  // official forms write L (laki-laki) and P (perempuan)

// Nomor Induk Kependudukan, the population number: 16 digits PPRRSS DDMMYY NNNN.
// It keeps the area code, the birth date and the sex as they were when it was first issued and is never
// reissued, so what it says about them is a hint, never proof (PP 40/2019; domain rule: mismatch warns, never
// refuses). Prints masked unless somebody calls reveal().
class Nik {
  public:
    // Accepts spaces, dots and hyphens between digits. Empty unless 16 digits with a birth day of the
    // calendar (day + 40 for women), serial not 0000 and no area part 00.
    static std::optional<Nik> parse(std::string_view text);

    // Digits only: what a person typed without blanks, dots and hyphens. Makes no judgement.
    static std::string normalise(std::string_view text);

    std::string_view reveal() const { return digits_; }
    std::string to_masked() const;  // "3604********0001"

    std::string area_code() const;  // "64.71.01": province, regency, district at first registration
    Sex sex() const;
    std::string_view serial() const { return std::string_view(digits_).substr(12, 4); }
    // The latest date with these two year digits that is not after `reference`.
    Date birth_date_not_after(Date reference) const;
    bool agrees_with(Date birth_date) const;  // day, month and the year's last two digits

    auto operator<=>(const Nik&) const = default;

  private:
    explicit Nik(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};
