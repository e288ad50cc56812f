#include "modules/interviews/pages_pieces.hpp"

#include <charconv>

#include "base/text.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "platform/i18n/language.hpp"

namespace interviews {

std::string hours(const InterviewDay& day, int slot) { return clock(begins(day, slot)) + "–" + clock(begins(day, slot + 1)); }

std::string when(const Context& context, const InterviewDay& day) {
    return long_date(context.language, day.date) + ", " + clock(day.starts) + "–" + clock(day.ends);
}

std::string where(const Context& context, const InterviewDay& day) {
    return day.is_online ? std::string(context.t("Daring")) + ": " + day.place : day.place;
}

html::Tone tone_of(DayState state) {
    switch (state) {
        case DayState::draft: return html::Tone::warning;
        case DayState::published: return html::Tone::good;
        case DayState::cancelled: return html::Tone::info;
    }
    return html::Tone::info;
}

html::Tone tone_of(MeetingState state) {
    switch (state) {
        case MeetingState::placed: return html::Tone::good;
        case MeetingState::waiting: return html::Tone::warning;
        case MeetingState::cannot_come:
        case MeetingState::removed:
        case MeetingState::over: return html::Tone::info;
    }
    return html::Tone::info;
}

void write_sheet(Markup& out, const Context& context, const CompanyDay& sheet) {
    html::table_open(out, sheet.name, {{context.t("Jam")}, {context.t("Meja"), true}, {context.t("Nama")}, {context.t("Catatan")}});
    for (const auto& one : sheet.meetings) {
        out << "<tr><th scope=\"row\">"_html << hours(sheet.day, one.meeting.slot) << "</th><td class=\"num\">"_html << one.meeting.line + 1
            << "</td><td>"_html;
        if (one.name.empty())
            out << "<span class=\"muted\">"_html << context.t("Orangnya menarik diri.") << "</span>"_html;
        else
            out << one.name;
        out << "</td><td></td></tr>"_html;
    }
    html::table_close(out);
}

std::optional<TimeOfDay> typed_time(const http::Fields& form, std::string_view field) {
    return TimeOfDay::parse(text::trim(form.text(field)));
}

std::optional<int> typed_number(const http::Fields& form, std::string_view field) {
    const auto typed = std::string(text::trim(form.text(field)));
    int value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (typed.empty() || error != std::errc{} || end != typed.data() + typed.size()) return {};
    return value;
}

}  // namespace interviews
