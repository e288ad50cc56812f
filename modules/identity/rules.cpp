#include "modules/identity/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace identity {

bool is_live(const Session& session, Instant now) {
    const auto age = now.seconds - session.created_at.seconds;
    if (session.stage != Stage::complete) return age < half_way_s;
    if (age >= absolute_s) return false;
    return session.kind == SessionKind::program || now.seconds - session.seen_at.seconds < idle_s;
}

std::optional<Refusal> refusal_of_password(std::string_view password, std::string_view user_name) {
    if (text::length(password) < 8) return Refusal::password_too_short;
    const auto lower = text::lower(password);
    if (user_name.size() >= 4 && lower.find(user_name) != std::string::npos && lower.size() < user_name.size() + 6)
        return Refusal::password_too_common;
    if (is_common_password(password)) return Refusal::password_too_common;
    return {};
}

std::optional<std::string> parse_user_name(std::string_view typed) {
    auto name = text::lower(text::trim(typed));
    if (name.size() < 3 || name.size() > 40 || name.front() < 'a' || name.front() > 'z') return {};
    const auto is_fit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'; };
    if (!std::ranges::all_of(name, is_fit)) return {};
    return name;
}

std::string local_path(std::string_view typed) {
    if (typed.empty() || typed.size() > 1000 || typed.front() != '/') return {};
    // "//evil.example" and "/\evil.example" leave the site.
    if (typed.size() > 1 && (typed[1] == '/' || typed[1] == '\\')) return {};
    const auto is_unfit = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7f; };
    if (std::ranges::any_of(typed, is_unfit)) return {};
    // Nobody wants to sign in in order to sign in.
    if (typed.starts_with("/masuk") || typed.starts_with("/keluar") || typed.starts_with("/api/")) return {};
    return std::string(typed);
}

std::string plain_code(std::string_view typed) {
    std::string code;
    for (const char c : text::upper(typed))
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) code += c;
    return code;
}

std::string device_of(std::string_view user_agent) {
    using Pair = std::pair<std::string_view, std::string_view>;
    // The first that fits: Edge and Opera call themselves Chrome too, Chrome calls itself Safari.
    static constexpr std::array browsers{Pair{"Edg", "Edge"},        Pair{"OPR", "Opera"},     Pair{"SamsungBrowser", "Samsung Internet"},
                                         Pair{"Firefox", "Firefox"}, Pair{"Chrome", "Chrome"}, Pair{"Safari", "Safari"}};
    static constexpr std::array systems{Pair{"Android", "Android"}, Pair{"iPhone", "iPhone"},   Pair{"iPad", "iPad"},
                                        Pair{"Windows", "Windows"}, Pair{"Macintosh", "macOS"}, Pair{"Linux", "Linux"}};
    const auto first = [&](const auto& pairs) {
        for (const auto& [mark, name] : pairs)
            if (user_agent.find(mark) != std::string_view::npos) return std::string(name);
        return std::string();
    };
    const auto browser = first(browsers);
    const auto system = first(systems);
    return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

}  // namespace identity
