#include "platform/html/components.hpp"

#include "platform/assets/assets.hpp"

namespace html {
namespace {

void tone_class(Markup& out, Tone tone) {
    switch (tone) {
        case Tone::info: out << "info"_html; return;
        case Tone::good: out << "good"_html; return;
        case Tone::warning: out << "warning"_html; return;
        case Tone::danger: out << "danger"_html; return;
    }
}

std::string_view tone_icon(Tone tone) {
    switch (tone) {
        case Tone::info: return "info";
        case Tone::good: return "circle-check";
        case Tone::warning: return "triangle-alert";
        case Tone::danger: return "octagon-alert";
    }
    return "info";
}

void page_link(Markup& out, std::string_view href, std::string_view label, std::string_view rel) {
    if (href.empty()) return;
    out << "<a"_html;
    out.attribute("href"_html, href).attribute("rel"_html, rel);
    out << ">"_html << label << "</a>"_html;
}

}  // namespace

void notice(Markup& out, Tone tone, std::string_view title, const Markup& body) {
    out << "<div class=\"notice notice-"_html;
    tone_class(out, tone);
    out << "\">"_html << icon(tone_icon(tone)) << "<div>"_html;
    if (!title.empty()) out << "<p class=\"notice-title\">"_html << title << "</p>"_html;
    out << body << "</div></div>"_html;
}

void notice(Markup& out, Tone tone, std::string_view title, std::string_view text) {
    Markup body;
    if (!text.empty()) body << "<p>"_html << text << "</p>"_html;
    notice(out, tone, title, body);
}

void tag(Markup& out, Tone tone, std::string_view word) {
    out << "<strong class=\"tag tag-"_html;
    tone_class(out, tone);
    out << "\">"_html << word << "</strong>"_html;
}

void summary_list(Markup& out, const Context& context, const std::vector<Line>& lines) {
    out << "<dl class=\"govuk-summary-list\">"_html;
    for (const auto& line : lines) {
        if (line.change_href.empty())
            out << "<div class=\"govuk-summary-list__row govuk-summary-list__row--no-actions\">"_html;
        else
            out << "<div class=\"govuk-summary-list__row\">"_html;
        out << "<dt class=\"govuk-summary-list__key\">"_html << line.key << "</dt><dd class=\"govuk-summary-list__value\">"_html
            << line.value << "</dd>"_html;
        if (!line.change_href.empty()) {
            out << "<dd class=\"govuk-summary-list__actions\"><a class=\"govuk-link\""_html;
            out.attribute("href"_html, line.change_href);
            out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << line.key << "</span></a></dd>"_html;
        }
        out << "</div>"_html;
    }
    out << "</dl>"_html;
}

void empty_state(Markup& out, std::string_view what_will_be_here, std::string_view how) {
    out << "<div class=\"empty\">"_html << icon("inbox") << "<p><strong>"_html << what_will_be_here << "</strong></p>"_html;
    if (!how.empty()) out << "<p>"_html << how << "</p>"_html;
    out << "</div>"_html;
}

void pagination(Markup& out, const Context& context, std::string_view next_href, std::string_view previous_href) {
    if (next_href.empty() && previous_href.empty()) return;
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Halaman"));
    out << ">"_html;
    page_link(out, previous_href, context.t("Sebelumnya"), "prev");
    page_link(out, next_href, context.t("Berikutnya"), "next");
    out << "</nav>"_html;
}

void steps(Markup& out, const Context& context, int current, const std::vector<std::string_view>& names) {
    const std::string said =
        fill(context.t("Langkah {ini} dari {semua}"), {{"ini", std::to_string(current)}, {"semua", std::to_string(names.size())}});
    out << "<div class=\"steps\"><p class=\"steps-said\">"_html << said;
    if (current >= 1 && static_cast<std::size_t>(current) <= names.size())  // a phone shows this one name only
        out << "<span>: <strong>"_html << names[static_cast<std::size_t>(current) - 1] << "</strong></span>"_html;
    out << "</p><ol"_html;
    out.attribute("aria-label"_html, said);
    out << ">"_html;
    for (std::size_t at = 0; at < names.size(); ++at) {
        const int position = static_cast<int>(at) + 1;
        if (position < current)
            out << "<li class=\"done\">"_html;
        else if (position == current)
            out << "<li aria-current=\"step\">"_html;
        else
            out << "<li>"_html;
        out << names[at] << "</li>"_html;
    }
    out << "</ol></div>"_html;
}

void details_open(Markup& out, std::string_view summary) {
    out << "<details class=\"more\"><summary>"_html << summary << "</summary><div class=\"more-text\">"_html;
}

void details_close(Markup& out) {
    out << "</div></details>"_html;
    // Open where something inside was refused: nobody looks for an error behind a fold.
    constexpr std::string_view opening = "<details";
    const auto begin = out.view().rfind("<details class=\"more\">");
    if (begin == std::string_view::npos || out.view().find("govuk-error-message", begin) == std::string_view::npos) return;
    auto bytes = std::move(out).take();
    bytes.insert(begin + opening.size(), " open");
    out = Markup::trusted(std::move(bytes));
}

void card_open(Markup& out, std::string_view label, std::string_view id) {
    out << "<section class=\"card\""_html;
    out.attribute("id"_html, id).attribute("aria-label"_html, label);
    out << "><p class=\"card-label\">"_html << label << "</p>"_html;
}

void card_close(Markup& out) { out << "</section>"_html; }

Markup icon(std::string_view name) {
    const auto found = assets::find("web/icons/" + std::string(name) + ".svg");
    if (!found) return {};  // tests/icons_test.cpp keeps every name in the code and the build's list together
    return Markup::trusted(std::string(found->bytes));
}

}  // namespace html
