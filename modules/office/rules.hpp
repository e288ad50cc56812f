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

// Does the rule promise hours on this day, leaving holidays and exceptions aside?
bool falls_on(const WindowRule& rule, Date date);

// The one who signs on this day. A daily acting head (Plh.) stands before an acting one (Plt.), that before the
// definitive one, because they are named exactly when the definitive one cannot sign; a.n. and u.b. sign only where
// nobody else does (Perka BKN/tata naskah dinas practice; the office enters dates accordingly).
std::optional<Signatory> signing_on(const std::vector<Signatory>& signatories, Date day);

// "Plt. Kepala Dinas …", "a.n. Kepala Dinas …" over "Sekretaris": the lines above the signature, top to bottom.
std::vector<std::string> title_lines(const Signatory& signatory);

std::string_view code(Capacity capacity);
std::optional<Capacity> parse_capacity(std::string_view code);

std::string_view code(reference::HolidayKind kind);
std::optional<reference::HolidayKind> parse_holiday_kind(std::string_view code);

}  // namespace office
