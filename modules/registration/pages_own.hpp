#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/actions_file.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of one's own file have in common. Internal.
namespace registration {

// A file that this phone may open, as it stands.
struct Own {
    Application application;  // of a draft: with the answers that can be read so far
    office::Office office;
    Typed typed;
    std::vector<Document> documents;
    std::vector<office::DocumentRequirement> papers;  // that the office asks for
    Date today;
    int guardian_below_age{};

    std::string href(std::string_view rest = "") const;  // "/berkas/12/1"
    bool needs_guardian() const;
};

// The file named by the address, or what to answer instead. Several people may share a phone: a file that is on it but
// not the newest becomes the newest by a detour (GET), or is simply the one that is meant (POST).
struct Opened {
    std::optional<Own> own;
    http::Response instead;
};
Opened open_own(const http::Request& request, Context& context);

// Somebody who just got or opened this file.
Actor holder_of(ApplicationId id, OfficeId office, const Actor& asking);
http::Cookie file_on_this_phone(const http::Request& request, std::string_view token);

html::Frame own_frame(const Own& own, std::string_view title, std::string path);
http::Response not_there(const Context& context);

// --- one control for each question; the stages and a correction ask in the same words ---
// Shown from `state`, which holds a file's typed values and what is wrong with them.
void write_question(Markup& out, const Context& context, const Own& own, const html::FormState& state, std::string_view field,
                    bool is_heading = false);
// The values of these fields as a form brings them, "" for what it leaves out.
Typed typed_in(const Context& context, const Own& own, const http::Fields& form, const std::vector<std::string>& fields);
html::FormState state_of(const Typed& typed);
void refuse_fields(html::FormState& state, const Context& context, const std::vector<FieldError>& errors);
// What stands on the page for a value: "SMK atau MAK", "7 Agustus 1995".
std::string shown_value(const Context& context, const Own& own, std::string_view field);

// --- papers ---
void write_paper_field(Markup& out, const Context& context, const Own& own, const html::FormState& state, std::string_view kind,
                       bool may_change);
// Small pictures of what was sent; may_change: with buttons to remove one and to choose the photo for the card.
void write_thumbnails(Markup& out, const Context& context, const Own& own, std::string_view kind, bool may_change);
// Keeps every file that came with the form, in pieces or whole, and says at the field what cannot be kept.
// Gives the status that fits: 200, 413 or 422.
int take_papers(const http::Request& request, const Context& context, const Own& own, html::FormState& state);
std::string paper_label(const Context& context, const Own& own, std::string_view kind);

// The page of the stages that asks for a field: "/berkas/12/1/nama".
std::string stage_href(const Own& own, std::string_view field);
// Where this person goes on: the first page with something missing, otherwise the pre-check.
std::string next_stage_href(const Own& own, const std::vector<FieldError>& open);
// Everything told so far, with "Ubah" where it may be changed.
void write_summary(Markup& out, const Context& context, const Own& own, bool may_change);

}  // namespace registration
