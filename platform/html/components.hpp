#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/context.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"

// The design system as plain functions (patterns of govuk-frontend, our own look; see docs/look in README.md).
// Labels, hints and errors are given in the reader's language: pass context.t("…").
namespace html {

// What a form said and what was wrong with it. Keeps everything that was typed.
struct FormState {
    http::Fields typed;
    std::vector<std::pair<std::string, std::string>> errors;  // field id, sentence; in page order

    std::string value(std::string_view field) const { return typed.text(field); }
    std::string error(std::string_view field) const;  // "" = none
    void refuse(std::string field, std::string_view sentence) { errors.emplace_back(std::move(field), std::string(sentence)); }
    bool ok() const { return errors.empty(); }
};

struct Option {
    std::string value;
    std::string label;
    std::string hint;
};

struct Field {         // one control
    std::string name;  // also its id
    std::string_view label;
    std::string_view hint;
    std::string value;
    std::string error;
    std::string_view type{"text"};  // text, email, password, tel, url, number, date, time
    std::string_view inputmode;     // numeric, tel
    std::string_view autocomplete;  // WCAG 1.3.5: "name", "tel", "bday" …
    int width{};                    // in characters: 2,3,4,5,10,20; 0 = full
    int max_length{};               // characters; of a file_field: bytes that the browser shrinks a photo to
    bool optional{};                // says "(boleh dikosongkan)"
    bool label_is_heading{};        // one question a page: the label is the h1
    std::string_view suggestions;   // address of a JSON typeahead, e.g. "/acuan/jabatan"
    bool spellcheck_off{true};
    std::string chosen;       // with suggestions: the code picked from the list, posted as NAME-kode
    std::string_view upload;  // file_field: address of resumable uploads ("/unggahan"); the finished
                              // upload's id is posted as NAME-unggahan, without script the file itself
};
void text_field(Markup& out, const Context& context, const Field& field);
void text_area(Markup& out, const Context& context, const Field& field, int rows = 4);
void select(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options);
void radios(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options, bool inline_row = false);
void checkboxes(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options,
                const std::vector<std::string>& chosen);
void checkbox(Markup& out, const Context& context, const Field& field, bool checked);
// Day, month and year as three boxes named NAME-day, NAME-month, NAME-year.
void date_field(Markup& out, const Context& context, const Field& field, const FormState& state);
std::optional<std::string> typed_date(const http::Fields& typed,
                                      std::string_view name);  // "YYYY-MM-DD" when it is a day
void file_field(Markup& out, const Context& context, const Field& field, std::string_view accept, bool camera);

// <form method=post> with its CSRF field; close with form_close.
void form_open(Markup& out, const Context& context, std::string_view action, bool multipart = false, std::string_view id = "",
               std::string_view draft = "");           // draft: apply.ts keeps what is typed on this device under this key
void draft_done(Markup& out, std::string_view draft);  // on the page after success: forgets the draft
void form_close(Markup& out);
void hidden(Markup& out, std::string_view name, std::string_view value);

enum class ButtonKind { primary, secondary, warning };
void button(Markup& out, std::string_view label, ButtonKind kind = ButtonKind::primary, std::string_view key = "",
            std::string_view name = "", std::string_view value = "");  // key: shown as <kbd>, bound by desk.ts
void link_button(Markup& out, std::string_view label, std::string_view href, ButtonKind kind = ButtonKind::primary,
                 std::string_view key = "");
// A button that posts at once: its own little form.
void post_button(Markup& out, const Context& context, std::string_view action, std::string_view label,
                 ButtonKind kind = ButtonKind::secondary, std::string_view key = "");

// "Ada yang perlu diperbaiki": links to each field; nothing when there are no errors.
void error_summary(Markup& out, const Context& context, const FormState& state);

enum class Tone { info, good, warning, danger };
void notice(Markup& out, Tone tone, std::string_view title, std::string_view text);  // with an icon and a word
void notice(Markup& out, Tone tone, std::string_view title, const Markup& body);
void tag(Markup& out, Tone tone, std::string_view word);

struct Line {  // of a summary list
    std::string key;
    std::string value;
    std::string change_href;  // "" = cannot be changed here
};
void summary_list(Markup& out, const Context& context, const std::vector<Line>& lines);

struct Column {
    std::string_view label;
    bool numeric{};
};
// Rows are written between the two, as plain tr, th and td. On a phone each row of a table with more columns than fit is a
// card: its first cell is the title, every other cell names its column. Roles stay those of a table.
void table_open(Markup& out, std::string_view caption, const std::vector<Column>& columns);
void table_close(Markup& out);
void empty_state(Markup& out, std::string_view what_will_be_here, std::string_view how);
void pagination(Markup& out, const Context& context, std::string_view next_href, std::string_view previous_href);
void steps(Markup& out, const Context& context, int current,
           const std::vector<std::string_view>& names);  // "Langkah 2 dari 4"
void details_open(Markup& out, std::string_view summary);
void details_close(Markup& out);

// The one yellow thing: whatever belongs to the person. Write its content between the two.
void card_open(Markup& out, std::string_view label, std::string_view id = "");  // id: for data-picture
void card_close(Markup& out);

// Where apply.ts offers birth date and sex read from the NIK, by one tap; never filled unasked, and nothing without
// script.
void nik_offer(Markup& out, std::string_view nik_field, std::string_view birth_field, std::string_view sex_field,
               std::string_view male_value, std::string_view female_value);

// Inline SVG, dark modules on white, with a quiet zone.
Markup qr_svg(std::string_view text, std::string_view accessible_label);
Markup icon(std::string_view name);  // Lucide outline from web/icons, inlined; always beside a word

enum class Density { public_page, desk, board };
struct Frame {
    std::string title;  // without the product's name
    Density density{Density::public_page};
    std::string back_href;
    std::string office_name;  // shown beside the product's name; "" on the portal
    std::string office_href{"/"};
    std::vector<http::MenuEntry> menu;      // desk: only where no program stands behind the page (tests); see Platform::menu
    std::vector<std::string_view> scripts;  // bundles besides the base one: "apply", "desk", "ticket", "verify"
    std::string current_path;               // for the language switch and the menu's mark
    bool wide{};                            // desk pages that use the whole width
    bool indexable{};                       // otherwise noindex
    bool training{};                        // watermark CONTOH
};
// The whole document: doctype, head, skip link, header with language switch, DEMO banner, main, footer.
std::string document(const Context& context, const Frame& frame, const Markup& main);

// The page of a refusal or an error: what happened, what to do next.
std::string message_document(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                             std::string_view href, std::string_view reference = "");

}  // namespace html
