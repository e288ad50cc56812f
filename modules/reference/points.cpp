#include "modules/reference/actions_distance.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <string>

#include "modules/reference/actions.hpp"
#include "modules/reference/tables.hpp"

namespace reference {
namespace {

constexpr double earth_radius = 6371.0088;  // kilometres, the mean one

// A point of the unit sphere: the straight line through the earth says how long the way over it is.
using Point = std::array<double, 3>;

int ten_thousandths(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Point point_of(const Row& row) {
    const auto radians = [](std::string_view digits) { return ten_thousandths(digits) / 10'000.0 * std::numbers::pi / 180; };
    const auto latitude = radians(row.column(1));
    const auto longitude = radians(row.column(2));
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

std::uint16_t kilometres_between(const Point& one, const Point& other) {
    const auto chord = std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
    // Two areas are never nowhere apart: 0 is said of one area only.
    return static_cast<std::uint16_t>(std::max(1L, std::lround(2 * earth_radius * std::asin(std::min(1.0, chord / 2)))));
}

std::string_view regency_of(std::string_view code) { return code.substr(0, 5); }

struct Place {
    std::string code;
    Point point{};
    enum class Known { own, by_regency, nowhere };
    Known known{Known::nowhere};
};

class Places {
  public:
    Places() {
        std::map<std::string_view, Point, std::less<>> points;
        for (const auto& row : table("points")) points.emplace(row.column(0), point_of(row));
        for (const auto& province : children(""))
            for (const auto& regency : children(province.code)) {
                add(regency.code, points);
                for (const auto& district : children(regency.code)) add(district.code, points);
            }
    }

    AreaNumber number(std::string_view code) const {
        const auto found = std::ranges::lower_bound(places_, code, {}, &Place::code);
        return found == places_.end() || found->code != code ? AreaNumber{0} : static_cast<AreaNumber>(found - places_.begin() + 1);
    }
    const Place& at(AreaNumber number) const { return places_[number - 1U]; }
    std::size_t size() const { return places_.size(); }

  private:
    void add(const std::string& code, const std::map<std::string_view, Point, std::less<>>& points) {
        Place place{.code = code};
        if (const auto own = points.find(code); own != points.end()) {
            place.point = own->second;
            place.known = Place::Known::own;
        } else if (const auto regency = points.find(regency_of(code)); regency != points.end()) {
            place.point = regency->second;
            place.known = Place::Known::by_regency;
        }
        places_.push_back(std::move(place));
    }
    std::vector<Place> places_;
};

const Places& places() {
    static const Places list;
    return list;
}

std::uint16_t guess_within(std::string_view regency) {
    const auto area = find_area(regency);
    return area && area->name.starts_with("Kota ") ? within_city : within_regency;
}

std::shared_ptr<const Distances> measured(AreaNumber from) {
    using enum Place::Known;
    const auto& list = places();
    auto made = std::make_shared<Distances>();
    made->kilometres.assign(list.size() + 1, unknown_distance);
    made->is_rough.assign(list.size() + 1, 1);
    const auto& start = list.at(from);
    const auto guess = guess_within(regency_of(start.code));
    for (std::size_t number = 1; number <= list.size(); ++number) {
        const auto& end = list.at(static_cast<AreaNumber>(number));
        const bool is_same = number == from;
        if (!is_same && (start.known == nowhere || end.known == nowhere)) continue;
        const bool are_both_known = start.known == own && end.known == own;
        const bool is_guess = !are_both_known && regency_of(start.code) == regency_of(end.code);
        made->kilometres[number] = is_same ? std::uint16_t{0} : is_guess ? guess : kilometres_between(start.point, end.point);
        // What is said to be in a regency, and no more, may be anywhere in it.
        made->is_rough[number] = !(is_same ? end.code.size() > 5 : are_both_known && end.code.size() > 5);
    }
    return made;
}

}  // namespace

AreaNumber area_number(std::string_view code) { return places().number(code.substr(0, 8)); }

std::shared_ptr<const Distances> distances_from(AreaNumber from) {
    static const auto none = std::make_shared<const Distances>();
    if (from == 0 || from > places().size()) return none;
    constexpr std::size_t kept_max = 512;  // some 25 kB each; who asks for more areas than that has them measured again
    static std::mutex mutex;
    static std::map<AreaNumber, std::shared_ptr<const Distances>> kept;
    {
        const std::lock_guard lock(mutex);
        if (const auto found = kept.find(from); found != kept.end()) return found->second;
    }
    auto made = measured(from);
    const std::lock_guard lock(mutex);
    if (kept.size() >= kept_max) kept.clear();
    kept.emplace(from, made);
    return made;
}

Distance Distances::to(AreaNumber area) const {
    if (area >= kilometres.size()) return {};
    return {kilometres[area], is_rough[area] != 0};
}

Distance distance(std::string_view from, std::string_view to) { return distances_from(area_number(from))->to(area_number(to)); }

}  // namespace reference
