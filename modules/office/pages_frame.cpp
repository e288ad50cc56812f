#include "modules/office/pages_frame.hpp"

#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

namespace office {

std::optional<Office> own_office(const Context& context) {
    if (!context.actor.office) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return find_office(tx, context.actor.office); });
}

html::Frame desk_frame(const Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/kantor/" + office.code;
    frame.current_path = std::move(path);
    frame.scripts = {"desk"};
    return frame;
}

http::Response not_there(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                         std::string_view href, int status) {
    return http::page(html::message_document(context, title, text, way_out, href), status);
}

}  // namespace office
