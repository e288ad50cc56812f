#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_papers.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

// What the pages of the counter have in common. Internal.
namespace registration {

// A person's file as it lies on the counter, with everything the clerk compares it to.
struct DeskFile {
    Application application;
    office::Office office;
    std::vector<Document> documents;
    std::vector<office::DocumentRequirement> papers;
    std::vector<std::string> originals;  // kinds that were seen today or before
    std::vector<Warning> warnings;
    std::vector<Mark> marks;
    std::vector<ApplicationLine> rivals;  // other open files under the same NIK
    bool waits_for_reading{};             // the interview was written down and not yet read by the person
    bool religion_printed{};
    bool marital_status_printed{};
    Date today;
    std::optional<Card> card;
    int prints{};
    std::vector<office::Printer> printers;
    bool signatory_known{};
    bool serial_required{};
    bool proxy_allowed{};

    std::string href(std::string_view rest = "") const;  // "/loket/berkas/12/tolak"
    bool is_seen(std::string_view kind) const;
};

// The file named by the address, or why not. The reading is logged with its purpose, once for each page opened.
std::optional<DeskFile> desk_file(const Context& context, ApplicationId id, std::string_view purpose);

// On paper only: whose sheet it is.
void write_letterhead(html::Markup& out, const office::Office& office);
html::Frame desk_frame(const office::Office& office, std::string title, std::string path, bool training = false);
std::optional<office::Office> own_office(const Context& context);
http::Response no_such_file(const Context& context);
http::Response no_such_card(const Context& context);
int page_status(Refusal why);
// "Petugas lain baru saja memutuskan berkas ini", where the general sentence would not say what happened.
std::string_view desk_sentence(Refusal why);

// How an answer reads; "" when it was not given.
std::string shown_answer(const Context& context, const Answers& answers, std::string_view field);
std::string paper_label(const Context& context, const std::vector<office::DocumentRequirement>& papers, std::string_view kind);

// The whole form on one screen: for a walk-in, and to correct answers against the originals.
struct FormOptions {
    office::Office office;
    bool religion{};
    bool marital_status{};
    bool guardian{};
};
void write_answer_form(Markup& out, const Context& context, const FormOptions& options, const html::FormState& state);
Typed typed_from_form(const http::Fields& form, std::string_view regency_code);
html::FormState state_from(const Typed& typed);
void refuse_unfit(html::FormState& state, const Context& context, const std::vector<FieldError>& errors);

// PDF shown in the browser, ready for its print dialogue.
http::Response inline_pdf(std::string bytes, std::string_view name);

// The rest after the approval: number, print, signature, handing over. Written into the file's page.
void write_card_steps(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state);
// The interview, with what was typed and refused.
void write_intake(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state);

int whole(std::string_view typed);                            // 0 for nothing, -1 for what is no number
std::optional<int> version_of(const http::Request& request);  // of the file as the clerk saw it
// The file's page with what was just refused.
http::Response show_desk_file(const http::Request& request, Context& context, ApplicationId id, html::FormState state, int status = 200);
http::Response refused_at_file(const http::Request& request, Context& context, ApplicationId id, Refusal why);

// Does one verb on the file of the address; what was refused is said on the same page.
template <class Verb>
http::Response do_at_file(const http::Request& request, Context& context, Verb verb) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, id); });
    if (!done) return refused_at_file(request, context, id, done.error());
    return http::see_other("/loket/berkas/" + id.text());
}

}  // namespace registration
