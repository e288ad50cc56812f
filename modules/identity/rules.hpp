#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/identity/model.hpp"

namespace identity {

// A session ends after half an hour without a sign of life and in any case after ten hours, so that nobody works at a
// counter on yesterday's sign-in. Programs have the second limit only. What waits for a code waits ten minutes.
inline constexpr int idle_s = 30 * 60;
inline constexpr int absolute_s = 10 * 3600;
inline constexpr int half_way_s = 10 * 60;
// How old `seen_at` may become before a request writes it anew: at most one write a minute and session.
inline constexpr int seen_every_s = 60;

inline constexpr int invitation_s = 72 * 3600;
inline constexpr int password_reset_s = 24 * 3600;
inline constexpr int setup_s = 7 * 24 * 3600;
inline constexpr int recovery_codes = 10;

// Ten tries, then a quarter of an hour of quiet. From the fifth on each try waits twice as long as the one before.
inline constexpr int tries_max = 10;
inline constexpr int tries_per_address_max = 100;  // a whole office may share one address
inline constexpr int quiet_s = 15 * 60;

bool is_live(const Session& session, Instant now);

std::optional<Refusal> refusal_of_password(std::string_view password, std::string_view user_name);
bool is_common_password(std::string_view password);

// Lower case, 3 to 40 of a-z 0-9 . _ - ; begins with a letter.
std::optional<std::string> parse_user_name(std::string_view typed);

// `typed` when it is an address of this site ("/loket?hari=…"), otherwise "".
std::string local_path(std::string_view typed);

// A recovery code as it was printed or typed: upper case, no dashes and blanks.
std::string plain_code(std::string_view typed);

// "Chrome, Windows" from the header of a browser: enough for its owner to know it again, too little to follow anybody.
std::string device_of(std::string_view user_agent);

}  // namespace identity
