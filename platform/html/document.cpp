#include <algorithm>
#include <span>
#include <vector>

#include "platform/assets/assets.hpp"
#include "platform/html/components.hpp"

namespace html {
namespace {

void stylesheet(Markup& out, std::string_view name) {
    out << "<link rel=\"stylesheet\""_html;
    out.attribute("href"_html, assets::url(name));
    out << ">"_html;
}

// Bundles contain the base one, so a page with its own bundle still makes one request.
void script(Markup& out, std::string_view name) {
    out << "<script type=\"module\""_html;
    out.attribute("src"_html, assets::url(std::string(name) + ".js"));
    out << "></script>"_html;
}

void head(Markup& out, const Context& context, const Frame& frame) {
    out << "<!DOCTYPE html><html"_html;
    out.attribute("lang"_html, code(context.language));
    switch (frame.density) {
        case Density::public_page: break;
        case Density::desk: out << " class=\"desk\""_html; break;
        case Density::board: out << " class=\"board\""_html; break;
    }
    out << "><head><meta charset=\"utf-8\"><title>"_html;
    if (!frame.title.empty()) out << frame.title << " – "_html;
    out << "AntarKerja</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<meta name=\"color-scheme\" content=\"light dark\">"
           "<meta name=\"theme-color\" content=\"#FBF8F1\" media=\"(prefers-color-scheme: light)\">"
           "<meta name=\"theme-color\" content=\"#0E1A1D\" media=\"(prefers-color-scheme: dark)\">"
           "<meta name=\"format-detection\" content=\"telephone=no\">"_html;
    if (!frame.indexable) out << "<meta name=\"robots\" content=\"noindex\">"_html;
    out << "<link rel=\"icon\" type=\"image/svg+xml\""_html;
    out.attribute("href"_html, assets::url("favicon.svg"));
    out << ">"_html;
    const auto has = [&](std::string_view name) {
        return std::find(frame.scripts.begin(), frame.scripts.end(), name) != frame.scripts.end();
    };
    if (has("verify")) {  // the page that can be kept on a phone and used offline
        out << "<link rel=\"manifest\""_html;
        out.attribute("href"_html, assets::url("manifest.webmanifest"));
        out << ">"_html;
    }
    stylesheet(out, "app.css");
    if (frame.density != Density::public_page) stylesheet(out, "desk.css");
    if (frame.scripts.empty()) script(out, "base");
    for (const auto name : frame.scripts) script(out, name);
    out << "</head>"_html;
}

void language_switch(Markup& out, const Context& context, const Frame& frame) {
    const bool indonesian = context.language == Language::indonesian;
    std::string href = frame.current_path;
    href += href.find('?') == std::string::npos ? '?' : '&';
    href += indonesian ? "lang=en" : "lang=id";
    out << "<a class=\"language\""_html;
    out.attribute("href"_html, href).attribute("hreflang"_html, indonesian ? "en" : "id");
    out.attribute("lang"_html, indonesian ? "en" : "id");
    out << ">"_html << (indonesian ? "English" : "Bahasa Indonesia") << "</a>"_html;
}

// Of the entries that lead to this page or above it the nearest: "/perusahaan/lamaran" before "/perusahaan".
const http::MenuEntry* nearest_entry(const Context& context, const std::vector<http::MenuEntry>& entries, const std::string& path) {
    const http::MenuEntry* nearest = nullptr;
    for (const auto& entry : entries) {
        const bool leads_there = entry.path == path || (entry.path.size() > 1 && path.starts_with(std::string(entry.path) + "/"));
        if (!leads_there || !context.may(entry.permission)) continue;
        if (nearest == nullptr || entry.path.size() > nearest->path.size()) nearest = &entry;
    }
    return nearest;
}

void menu_entry(Markup& out, const Context& context, const Frame& frame, const http::MenuEntry& entry, bool marked) {
    out << "<li><a"_html;
    out.attribute("href"_html, entry.path);
    if (entry.path == frame.current_path)
        out << " aria-current=\"page\""_html;
    else if (marked)
        out << " aria-current=\"true\""_html;
    out << ">"_html << context.t(entry.label) << "</a></li>"_html;
}

// One at a time is open (name=menu); it opens without script.
void menu_group(Markup& out, const Context& context, const Frame& frame, std::span<const http::MenuEntry* const> entries,
                const http::MenuEntry* marked) {
    out << "<li><details name=\"menu\"><summary"_html;
    if (std::ranges::find(entries, marked) != entries.end()) out << " aria-current=\"true\""_html;
    out << ">"_html << context.t(entries.front()->group) << "</summary><ul>"_html;
    for (const auto* entry : entries) menu_entry(out, context, frame, *entry, entry == marked);
    out << "</ul></details></li>"_html;
}

constexpr std::size_t few_entries = 6;  // as many words stand in one row

void menu(Markup& out, const Context& context, const Frame& frame) {
    const auto& entries = context.platform.menu ? *context.platform.menu : frame.menu;
    const auto* marked = nearest_entry(context, entries, frame.current_path);
    // A page whose address tells less than where it leads back to: "/atur/belum-lapor" stands below "/atur/perusahaan".
    if (marked == nullptr || marked->path != frame.current_path) {
        const auto* behind = nearest_entry(context, entries, frame.back_href);
        if (behind != nullptr && (marked == nullptr || behind->path.size() > marked->path.size())) marked = behind;
    }
    std::vector<const http::MenuEntry*> open;
    for (const auto& entry : entries) {
        if (context.may(entry.permission)) open.push_back(&entry);
    }
    if (open.empty()) return;
    out << "<nav class=\"menu\""_html;
    out.attribute("aria-label"_html, context.t("Menu"));
    out << "><ul>"_html;
    for (auto first = open.begin(); first != open.end();) {
        const auto group = (*first)->group;
        const auto end = std::find_if(first, open.end(), [&](const http::MenuEntry* entry) { return entry->group != group; });
        if (group.empty() || end - first == 1 || open.size() <= few_entries)
            std::for_each(first, end, [&](const http::MenuEntry* entry) { menu_entry(out, context, frame, *entry, entry == marked); });
        else
            menu_group(out, context, frame, {first, end}, marked);
        first = end;
    }
    out << "</ul></nav>"_html;
}

void header(Markup& out, const Context& context, const Frame& frame) {
    out << "<header class=\"top\"><div class=\"width"_html;
    if (frame.wide) out << " width-full"_html;
    out << "\"><a class=\"brand\""_html;
    out.attribute("href"_html, frame.office_href);
    out << ">"_html << icon("mark") << "<span>AntarKerja</span></a>"_html;
    if (!frame.office_name.empty()) out << "<span class=\"office\">"_html << frame.office_name << "</span>"_html;
    out << "<div class=\"top-end\">"_html;
    if (!context.actor.name.empty()) out << "<span class=\"who\">"_html << context.actor.name << "</span>"_html;
    language_switch(out, context, frame);
    if (context.actor.kind == ActorKind::staff && !context.actor.session_key.empty())
        post_button(out, context, "/keluar", context.t("Keluar"), ButtonKind::secondary);
    out << "</div>"_html;
    if (frame.density == Density::desk) menu(out, context, frame);
    out << "</div></header>"_html;
}

}  // namespace

std::string document(const Context& context, const Frame& frame, const Markup& main) {
    constexpr std::size_t around_it = 4096;
    std::string room;
    room.reserve(main.view().size() + around_it);
    auto out = Markup::trusted(std::move(room));
    head(out, context, frame);
    if (frame.training)
        out << "<body class=\"training\">"_html;
    else
        out << "<body>"_html;
    if (frame.density == Density::board) {
        if (context.platform.demo) out << "<aside class=\"demo\" aria-label=\"DEMO\">DEMO</aside>"_html;
        out << "<main id=\"isi\"><h1 class=\"govuk-visually-hidden\">"_html << frame.title << "</h1>"_html << main
            << "</main></body></html>"_html;
        return std::move(out).take();
    }
    out << "<a class=\"govuk-skip-link\" href=\"#isi\">"_html << context.t("Langsung ke isi") << "</a>"_html;
    if (context.platform.demo)
        out << "<aside class=\"demo\" aria-label=\"DEMO\"><strong>DEMO</strong> "_html << context.t("Semua orang dan data di sini rekaan.")
            << "</aside>"_html;
    if (frame.training)
        out << "<aside class=\"demo\" aria-label=\"CONTOH\"><strong>CONTOH</strong> "_html << context.t("Latihan: tidak ada yang tercatat.")
            << "</aside>"_html;
    header(out, context, frame);
    if (frame.wide)
        out << "<div class=\"width width-full\">"_html;
    else
        out << "<div class=\"width\">"_html;
    if (!frame.back_href.empty()) {
        out << "<nav"_html;
        out.attribute("aria-label"_html, context.t("Kembali"));
        out << "><a class=\"back\""_html;
        out.attribute("href"_html, frame.back_href);
        out << ">"_html << icon("arrow-left") << context.t("Kembali") << "</a></nav>"_html;
    }
    out << "<main id=\"isi\" tabindex=\"-1\">"_html << main << "</main></div>"_html;
    if (frame.density == Density::public_page)
        out << "<footer class=\"foot\"><div class=\"width\"><p>"_html
            << context.t("Layanan ini gratis. Tidak ada biaya di kantor mana pun.") << "</p></div></footer>"_html;
    out << "</body></html>"_html;
    return std::move(out).take();
}

std::string message_document(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                             std::string_view href, std::string_view reference) {
    Frame frame;
    frame.title = std::string(title);
    frame.current_path = "/";
    Markup main;
    main << "<h1>"_html << title << "</h1><p class=\"lead\">"_html << text << "</p>"_html;
    if (!way_out.empty()) link_button(main, way_out, href);
    if (!reference.empty())
        main << "<p class=\"muted\">"_html << context.t("Nomor kejadian:") << " <code>"_html << reference << "</code></p>"_html;
    return document(context, frame, main);
}

}  // namespace html
