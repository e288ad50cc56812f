#include "modules/employers/pages_task.hpp"

#include "platform/html/components.hpp"

namespace employers {

void write_task(Markup& out, const Task& task) {
    out << "<li><a"_html;
    out.attribute("href"_html, task.href);
    out << ">"_html << html::icon(task.icon) << "<span><strong>"_html << task.title << "</strong>"_html;
    if (!task.text.empty()) out << "<br><span class=\"muted\">"_html << task.text << "</span>"_html;
    out << "</span></a></li>"_html;
}

}  // namespace employers
