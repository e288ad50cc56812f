#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "modules/messages/model.hpp"

namespace messages {

// Full hours of the office's clock; equal: no quiet hours. 20 and 7: from 20.00 until 07.00 nobody is woken.
struct QuietHours {
    int from{20};
    int until{7};
};
// When a message that may wait goes out; empty: now.
std::optional<LocalTime> quiet_until(LocalTime now, QuietHours quiet);

// After so many tries the next carrier has its turn; the last waits add up to about a day.
constexpr int attempts_max = 8;
// Before the next try, after `attempts` of them. `id` spreads what failed together.
std::int64_t wait_s(int attempts, std::int64_t id);

// What the office and the installation allow, and what the person has.
struct Ways {
    bool gateway{};  // set up, switched on, and the person has a telephone
    bool mail{};
    bool mail_first{};
};
// The carrier that goes first, or the next one after `tried`; none: a person at the counter.
Carrier carrier_after(Carrier tried, const Ways& ways);

// The {names} in a sentence, each once, in order.
std::vector<std::string> names_in(std::string_view words);
constexpr std::string_view always_filled[] = {"nama", "kantor", "telepon_kantor"};
struct Wording {
    std::string subject;
    std::string body;
};
constexpr std::size_t subject_max = 120;
constexpr std::size_t body_max = 1500;
struct WordingFault {
    Refusal why;
    std::string name;  // the {name} it is about; "" = none
};
// Empty: the office may say it so. No fact may be lost, and nothing may be asked for that nobody fills.
std::optional<WordingFault> fault_of(const Text& shipped, const Wording& own);

using Values = std::vector<std::pair<std::string, std::string>>;
// Unlike fill: a {name} without value stays away from the reader.
std::string filled(std::string_view words, const Values& values);
// Without the signs that only steer line breaks: one of them makes of a text message of 160 letters one of 70.
std::string with_plain_spaces(std::string_view text);
// No NIK leaves the house, whatever a value held.
std::string without_nik(std::string text);

// https://wa.me/62812…?text=…: opens WhatsApp on the clerk's own device with the words ready.
std::string wa_me_address(std::string_view phone, std::string_view words);

}  // namespace messages
