#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

// An Indonesian telephone number in E.164 form (+62…). Families share phones: it identifies nobody.
// Prints masked unless somebody calls reveal().
class Phone {
  public:
    // Accepts 08…, 62…, +62…, landlines with area code, with blanks, dots, hyphens and brackets; 9 to 13
    // national digits counted with the zero. Also 8…: spreadsheets eat the zero.
    static std::optional<Phone> parse(std::string_view text);

    std::string_view reveal() const { return e164_; }
    std::string national() const;   // "0812…"; as loud as reveal()
    std::string to_masked() const;  // "+62812****789"

    auto operator<=>(const Phone&) const = default;

  private:
    explicit Phone(std::string e164) : e164_(std::move(e164)) {}
    std::string e164_;
};
