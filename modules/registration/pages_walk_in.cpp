#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "modules/registration/actions_change.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/language.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// Somebody came without a phone: the whole form on one screen, with the person and the KTP at the counter.
namespace registration {

namespace {

FormOptions options_for(const Context& context, const office::Office& office) {
    FormOptions options{.office = office, .religion = false, .marital_status = false, .guardian = true};
    const auto today = context.local(office.zone).date;
    context.platform.database.read([&](sql::Transaction& tx) {
        options.religion = office::parameter(tx, office.id, "card_shows_religion", today).is_on();
        options.marital_status = office::parameter(tx, office.id, "card_shows_marital_status", today).is_on();
    });
    return options;
}

// The photos that the office asks for; one where it asks for none.
office::DocumentRequirement photos_for(const Context& context, OfficeId office) {
    const auto papers = context.platform.database.read([&](sql::Transaction& tx) { return office::document_requirements(tx, office); });
    for (const auto& one : papers)
        if (one.kind == "photo") return one;
    office::DocumentRequirement usual;
    usual.kind = "photo";
    usual.label = field_label("document.photo");
    return usual;
}

std::string photo_field(int place) { return "photo-" + std::to_string(place); }
std::string kept_field(int place) { return photo_field(place) + "-tersimpan"; }

// A photo of this form: chosen now, or by an earlier sending that was refused for something else.
struct Chosen {
    Prepared prepared;
    std::string bytes;  // as it came
};

// Waits with the unfinished form like an upload in pieces: nobody has to take it twice, and it dies after a day.
struct Kept {
    int place{};
    std::string name;
    std::string small;  // the portrait, to be shown
};

std::string_view sent_photo(const http::Request& request, int place) {
    for (const auto& upload : request.uploads)
        if (upload.field == photo_field(place)) return upload.bytes;
    return {};
}

// Made smaller and stored; what cannot be a photo is said at its field, and the one before it stays.
std::vector<Chosen> photos_in(const http::Request& request, const Context& context, html::FormState& state) {
    std::vector<Chosen> photos;
    const auto choose = [&](int place, std::string bytes) {
        if (bytes.empty()) return false;
        auto prepared = prepare_document(context, "photo", bytes);
        if (!prepared) {
            state.refuse(photo_field(place), context.t(sentence(prepared.error())));
            return false;
        }
        prepared->place = place;
        photos.push_back({std::move(*prepared), std::move(bytes)});
        return true;
    };
    for (int place = 1; place <= office::photos_max; ++place)
        if (!choose(place, std::string(sent_photo(request, place))))
            choose(place, context.platform.files.take_partial(request.form.text(kept_field(place))).value_or(""));
    return photos;
}

std::vector<Kept> kept_for_later(const Context& context, const std::vector<Chosen>& photos) {
    auto& files = context.platform.files;
    std::vector<Kept> kept;
    for (const auto& one : photos) {
        const auto name = files.begin_partial(one.bytes.size());
        files.append_partial(name, 0, one.bytes);
        kept.push_back({one.prepared.place, name, files.get(one.prepared.file).value_or("")});
        files.remove(one.prepared.file);
    }
    return kept;
}

void write_photo_fields(Markup& out, const Context& context, OfficeId office, const html::FormState& state, const std::vector<Kept>& kept) {
    const auto asked = photos_for(context, office);
    out << "<div class=\"columns photos\">"_html;
    for (int place = 1; place <= asked.photos; ++place) {
        const auto label = office::photo_title(context, asked, place);
        const auto there = std::ranges::find(kept, place, &Kept::place);
        out << "<div>"_html;
        if (there != kept.end()) {
            out << "<img class=\"kept-photo\" width=\"96\" height=\"128\" src=\"data:image/jpeg;base64,"_html << text::base64(there->small)
                << "\" alt=\""_html << label << "\">"_html;
            html::hidden(out, kept_field(place), there->name);
        }
        html::file_field(out, context,
                         {.name = photo_field(place),
                          .label = there == kept.end() ? std::string(label) : fill(context.t("Ganti: {dokumen}"), {{"dokumen", label}}),
                          .error = state.error(photo_field(place)),
                          .optional = true},
                         "image/*", true);
        out << "</div>"_html;
    }
    out << "</div>"_html;
}

http::Response walk_in_page(const http::Request& request, const Context& context, const office::Office& office,
                            const html::FormState& state, const std::vector<Kept>& kept, int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Berkas baru di loket") << "</h1><p class=\"muted\">"_html
        << context.t("Orangnya ada di depan Anda dengan KTP asli. Setelah disimpan, ia tercatat hadir dan mendapat nomor.") << "</p>"_html;
    out << "<div class=\"one-screen\">"_html;
    html::form_open(out, context, "/loket/baru", true);
    for (const auto field : {"perpanjang", "lama"}) {
        const auto said = request.form.has(field) ? request.form.text(field) : request.query.text(field);
        if (!said.empty()) html::hidden(out, field, said);
    }
    out << "<div class=\"one-grid\">"_html;
    write_answer_form(out, context, options_for(context, office), state);
    write_photo_fields(out, context, office.id, state, kept);
    out << "</div>"_html;
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Simpan dan beri nomor"), html::ButtonKind::primary, "Ctrl+Enter");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Batal"), "/loket", html::ButtonKind::secondary, "F9");
    out << "</div>"_html;
    html::form_close(out);
    out << "</div>"_html;
    auto frame = desk_frame(office, std::string(context.t("Berkas baru di loket")), request.path);
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_walk_in(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    html::FormState state;
    // A card of the old register is renewed: what is known of its holder stands in the form already.
    if (const auto renewed = CardId::parse(request.query.text("perpanjang"))) {
        context.platform.database.read([&](sql::Transaction& tx) {
            const auto card = find_card(tx, context, *renewed);
            if (card && card->office == office->id) state.typed.add("name", holder_name_of(tx, context, *renewed));
        });
    }
    return walk_in_page(request, context, *office, state, {}, 200);
}

http::Response post_walk_in(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    const auto typed = typed_from_form(request.form, office->regency_code);
    const auto today = context.local(office->zone).date;
    auto state = state_from(typed);
    refuse_unfit(state, context, errors_in(typed, today));
    const auto photos = photos_in(request, context, state);
    const auto again = [&](int status) { return walk_in_page(request, context, *office, state, kept_for_later(context, photos), status); };
    if (!state.ok()) return again(422);
    const auto answers = read_answers(typed, today).answers;
    const auto renewed = CardId::parse(request.form.text("perpanjang"));
    const auto made = context.platform.database.write([&](sql::Transaction& tx) -> Result<Made, Refusal> {
        auto taken_in = take_in_walk_in(tx, context, office->id, answers);
        if (!taken_in) return taken_in.error();
        for (const auto& one : photos) {
            const auto added = add_document(tx, context, taken_in->id, one.prepared);
            if (!added) return added.error();
        }
        if (renewed) {
            const auto how = request.form.text("lama") == "lost" ? OldSheet::lost : OldSheet::returned;
            if (const auto marked = mark_as_renewal(tx, context, taken_in->id, *renewed, how); !marked) return marked.error();
        }
        return taken_in;
    });
    if (made) return http::see_other("/loket/nomor?permohonan=" + made->id.text());
    state.refuse("isi", context.t(desk_sentence(made.error())));
    return again(page_status(made.error()));
}

}  // namespace

std::vector<http::Route> walk_in_routes() {
    using enum http::Method;
    return {
        {get, "/loket/baru", get_walk_in, Permission::edit_application},
        {post, "/loket/baru", post_walk_in, Permission::edit_application, http::Rate::upload,
         office::photos_max * images::upload_max + 64 * 1024},
    };
}

}  // namespace registration
