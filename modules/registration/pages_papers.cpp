#include <algorithm>

#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/files/files.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// Photos taken at the counter, and papers as the clerk sees them.
namespace registration {

namespace {

constexpr int preview_side = 1400;

http::Response post_photo(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto sent =
        std::ranges::find_if(request.uploads, [](const http::Upload& one) { return one.field == "photo" && !one.bytes.empty(); });
    const auto refuse = [&](Refusal why) {
        html::FormState state;
        state.refuse("photo", context.t(sentence(why)));
        return show_desk_file(request, context, id, std::move(state), page_status(why));
    };
    if (sent == request.uploads.end()) return refuse(Refusal::file_not_accepted);
    const auto may = context.platform.database.read([&](sql::Transaction& tx) { return find_outline(tx, id); });
    if (!may || may->office != context.actor.office) return no_such_file(context);
    auto prepared = prepare_document(context, "photo", sent->bytes);
    if (!prepared) return refuse(prepared.error());
    prepared->place = std::max(0, whole(request.form.text("tempat")));
    const auto added = context.platform.database.write([&](sql::Transaction& tx) { return add_document(tx, context, id, *prepared); });
    if (!added) {
        context.platform.files.remove(prepared->file);
        return refuse(added.error());
    }
    return http::see_other("/loket/berkas/" + id.text());
}

http::Response post_chosen_photo(const http::Request& request, Context& context) {
    const auto photo = request.path_id<DocumentId>(1);
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) -> Result<Done, Refusal> {
        const auto found = find_document(tx, context, photo);
        if (!found || found->application != id) return Refusal::no_such_application;
        return choose_photo(tx, context, photo);
    });
}

http::Response get_document(const http::Request& request, Context& context) {
    const auto id = request.path_id<DocumentId>(0);
    const auto document = context.platform.database.read([&](sql::Transaction& tx) { return find_document(tx, context, id); });
    if (!document) return no_such_file(context);
    auto paper_found = paper(context, *document);
    if (!paper_found) return no_such_file(context);
    // A PDF of a stranger is never opened by the clerk's browser: its first page is shown as a picture.
    if (paper_found->content_type == "application/pdf") {
        auto made = images::preview(paper_found->bytes, preview_side);
        if (!made) return no_such_file(context);
        paper_found->bytes = std::move(made->bytes);
        paper_found->content_type = "image/jpeg";
    }
    return http::bytes(std::move(paper_found->bytes), paper_found->content_type)
        .with_header("Content-Security-Policy", "sandbox; default-src 'none'")
        .with_header("Content-Disposition", "inline")
        .with_header("Cache-Control", "private, no-store");
}

}  // namespace

std::vector<http::Route> paper_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{post, "/loket/berkas/{application}/foto", post_photo, Permission::edit_application, Rate::upload, images::upload_max + small},
            {post, "/loket/berkas/{application}/foto/{document}", post_chosen_photo, Permission::edit_application, Rate::write, small},
            {get, "/loket/dokumen/{document}", get_document, Permission::see_person}};
}

}  // namespace registration
