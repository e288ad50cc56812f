#include "modules/matching/rules_place.hpp"

#include <algorithm>
#include <array>

namespace matching {

namespace {

constexpr int move_within_province = 300;
constexpr int move_further = 250;

std::string_view part(std::string_view code, std::size_t length) {
    return code.size() >= length ? code.substr(0, length) : std::string_view{};
}
std::string_view regency(std::string_view code) { return part(code, 5); }
std::string_view province(std::string_view code) { return part(code, 2); }

int by_travel(Travel travel, int none, int public_transport, int motorcycle, int car) {
    switch (travel) {
        case Travel::none: return none;
        case Travel::public_transport: return public_transport;
        case Travel::motorcycle: return motorcycle;
        case Travel::car: return car;
    }
    return none;
}

std::optional<int> further(const Wishes& wishes) {
    return wishes.reach == Reach::anywhere || wishes.would_move ? std::optional(move_further) : std::nullopt;
}

// --- kilometres ---

// 1000 e^-x by eighths of x, up to 5: a place loses its worth with the way, the quicker one is the slower.
constexpr std::array<int, 41> worth_by_eighth{1000, 882, 779, 687, 607, 535, 472, 417, 368, 325, 287, 253, 223, 197,
                                              174,  153, 135, 119, 105, 93,  82,  72,  64,  56,  50,  44,  39,  34,
                                              30,   26,  24,  21,  18,  16,  14,  12,  11,  10,  8,   8,   7};

int worth_of_way(int kilometres, Travel travel) {
    const int scale = by_travel(travel, 8, 12, 16, 20);
    const int eighths = kilometres * 8 / scale;
    if (eighths >= static_cast<int>(worth_by_eighth.size()) - 1) return worth_by_eighth.back();
    const int rest = kilometres * 8 - eighths * scale;
    const auto at = static_cast<std::size_t>(eighths);
    return worth_by_eighth[at] - (worth_by_eighth[at] - worth_by_eighth[at + 1]) * rest / scale;
}

struct Way {
    bool is_known{};
    std::optional<int> value;
};
// A way that is known by the regencies only is not held against anybody for its last kilometres.
Way way_to(const Profile& profile, const reference::Distances* ways, reference::AreaNumber area) {
    const auto way = ways ? ways->to(area) : reference::Distance{};
    if (!way.is_known()) return {};
    const int grace = way.is_rough ? reference::within_regency : 0;
    auto value = further(profile.wishes);
    if (way.kilometres <= profile.wishes.kilometres + grace)
        value = std::max(value.value_or(0), worth_of_way(way.kilometres, profile.wishes.travel));
    return {true, value};
}

}  // namespace

std::shared_ptr<const reference::Distances> ways_of(const Profile& profile) {
    if (profile.wishes.kilometres == 0) return {};
    return reference::distances_from(reference::area_number(profile.home));
}

std::optional<int> place_value(const Profile& profile, const reference::Distances* ways, reference::AreaNumber area,
                               std::string_view place_code) {
    if (place_code.empty() || profile.home.empty()) return place_not_told;
    const auto& wishes = profile.wishes;
    if (const auto way = way_to(profile, ways, area); way.is_known) return way.value;
    const bool is_nearby = regency(place_code) == regency(profile.home);
    if (is_nearby && (place_code.size() < 8 || part(place_code, 8) == part(profile.home, 8)))
        return place_code.size() < 8 ? by_travel(wishes.travel, 800, 850, 900, 950) : 1000;
    if (is_nearby && (wishes.reach != Reach::district || wishes.would_move)) return by_travel(wishes.travel, 600, 700, 850, 900);
    if (is_nearby) return {};
    if (place_code.size() < 5) return province(place_code) == province(profile.home) ? std::optional(place_not_told) : further(wishes);
    if (province(place_code) == province(profile.home)) {
        if (wishes.reach >= Reach::province) return by_travel(wishes.travel, 350, 400, 450, 500);
        return wishes.would_move ? std::optional(move_within_province) : std::nullopt;
    }
    return further(wishes);
}

std::optional<int> place_value(const Profile& profile, std::string_view place_code, bool is_remote) {
    return is_remote ? 1000 : place_value(profile, ways_of(profile).get(), reference::area_number(place_code), place_code);
}

}  // namespace matching
