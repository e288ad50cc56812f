#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/reference/calendar.hpp"

namespace office {

// Why this profile cannot be kept; empty when it can. Order: as a person fills it in.
std::optional<Refusal> refusal(const Office& office);
std::optional<Refusal> refusal(const WindowRule& rule, const std::vector<Service>& services);

// What an office still lacks before people can come; nothing when it may open. Order of the set-up.
enum class Lack { address, privacy_contact, complaint_path, signatory, service, hours };
std::vector<Lack> lacks(const Office& office, const std::vector<Service>& services, const std::vector<WindowRule>& rules,
                        const std::vector<Signatory>& signatories, Date today);
std::string_view sentence(Lack lack);

// Does the rule promise hours on this day, leaving holidays and exceptions aside?
bool falls_on(const WindowRule& rule, Date date);

// The one who signs on this day. A daily acting head (Plh.) stands before an acting one (Plt.), that before the
// definitive one, because they are named exactly when the definitive one cannot sign; a.n. and u.b. sign only where
// nobody else does (Perka BKN/tata naskah dinas practice; the office enters dates accordingly).
std::optional<Signatory> signing_on(const std::vector<Signatory>& signatories, Date day);

// "Plt. Kepala Dinas …", "a.n. Kepala Dinas …" over "Sekretaris": the lines above the signature, top to bottom.
std::vector<std::string> title_lines(const Signatory& signatory);

// Clocks follow provinces (Keppres 41/1987 and the provinces made since): "64.71" and all of East Kalimantan is WITA.
Zone zone_of(std::string_view regency_code);
// "Kota Balikpapan" -> "kota-balikpapan"
std::string address_code(std::string_view regency_name);

std::string_view code(Capacity capacity);
std::optional<Capacity> parse_capacity(std::string_view code);

std::string_view code(reference::HolidayKind kind);
std::optional<reference::HolidayKind> parse_holiday_kind(std::string_view code);

}  // namespace office
