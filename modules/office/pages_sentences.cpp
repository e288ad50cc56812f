#include <algorithm>

#include "base/text.hpp"
#include "modules/office/pages.hpp"
#include "platform/i18n/language.hpp"

namespace office {

namespace {

// "Senin sampai Jumat", "Rabu dan Jumat", "Senin, Rabu, dan Jumat"
std::string days_of(const Context& context, std::vector<int> days) {
    std::ranges::sort(days);
    const auto name = [&](int day) { return weekday_name(context.language, day); };
    if (days.size() == 7) return std::string(context.t("hari (Senin sampai Minggu)"));
    if (days.size() > 2 && days.back() - days.front() + 1 == static_cast<int>(days.size()))
        return fill(context.t("{awal} sampai {akhir}"), {{"awal", name(days.front())}, {"akhir", name(days.back())}});
    std::string made;
    for (std::size_t at = 0; at < days.size(); ++at) {
        if (at > 0 && at + 1 == days.size())
            made += days.size() > 2 ? ", " : " ";
        else if (at > 0)
            made += ", ";
        if (at > 0 && at + 1 == days.size()) made += std::string(context.t("dan")) + " ";
        made += name(days[at]);
    }
    return made;
}

std::string services_of(const Context& context, const WindowRule& rule, const std::vector<Service>& services) {
    const auto has = [&](const Service& one) { return std::ranges::find(rule.services, one.code) != rule.services.end(); };
    const auto name = [&](const Service& one) {
        return context.language == Language::english && !one.name_en.empty() ? one.name_en : one.name;
    };
    std::vector<std::string> inside;
    std::vector<std::string> outside;
    for (const auto& one : services) {
        if (!one.offered) continue;
        (has(one) ? inside : outside).push_back(name(one));
    }
    if (outside.empty()) return std::string(context.t("semua layanan"));
    if (inside.size() > outside.size() && outside.size() <= 2)
        return fill(context.t("semua layanan kecuali {layanan}"), {{"layanan", text::join(outside, ", ")}});
    return text::join(inside, ", ");
}

}  // namespace

std::string sentence(const Context& context, const WindowRule& rule, const std::vector<Service>& services) {
    std::string made = fill(context.t("Setiap {hari} {buka}–{tutup}"),
                            {{"hari", days_of(context, rule.weekdays)}, {"buka", clock(rule.opens)}, {"tutup", clock(rule.closes)}});
    if (!rule.place.empty()) made += fill(context.t(" di {tempat}"), {{"tempat", rule.place}});
    made += ", " + services_of(context, rule, services);
    made += fill(context.t(", dari {tanggal}"), {{"tanggal", short_date(context.language, rule.valid_from)}});
    if (rule.valid_to) made += fill(context.t(" sampai {tanggal}"), {{"tanggal", short_date(context.language, *rule.valid_to)}});
    if (rule.open_on_holidays) made += context.t(", juga pada hari libur");
    return made;
}

}  // namespace office
