#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/whole.hpp"
#include "platform/html/components.hpp"

namespace html {

std::string FormState::error(std::string_view field) const {
    for (const auto& [name, sentence] : errors)
        if (name == field) return sentence;
    return "";
}

namespace {

std::string hint_id(const Field& field) { return field.hint.empty() ? "" : field.name + "-hint"; }
std::string error_id(const Field& field) { return field.error.empty() ? "" : field.name + "-error"; }

// What a screen reader says after the label: the hint, then the error.
std::string described_by(const Field& field) {
    const std::string hint = hint_id(field);
    const std::string error = error_id(field);
    return hint.empty() || error.empty() ? hint + error : hint + " " + error;
}

void group_open(Markup& out, const Field& field) {
    if (field.error.empty())
        out << "<div class=\"govuk-form-group\">"_html;
    else
        out << "<div class=\"govuk-form-group govuk-form-group--error\">"_html;
}

void optional_mark(Markup& out, const Context& context, const Field& field) {
    if (field.optional) out << " <span class=\"optional\">("_html << context.t("boleh dikosongkan") << ")</span>"_html;
}

void label(Markup& out, const Context& context, const Field& field) {
    if (field.label_is_heading)
        out << "<h1 class=\"govuk-label-wrapper\"><label class=\"govuk-label govuk-label--l\""_html;
    else
        out << "<label class=\"govuk-label\""_html;
    out.attribute("for"_html, field.name);
    out << ">"_html << field.label;
    optional_mark(out, context, field);
    out << "</label>"_html;
    if (field.label_is_heading) out << "</h1>"_html;
}

void hint_and_error(Markup& out, const Context& context, const Field& field) {
    if (!field.hint.empty()) {
        out << "<div class=\"govuk-hint\""_html;
        out.attribute("id"_html, hint_id(field));
        out << ">"_html << field.hint << "</div>"_html;
    }
    if (!field.error.empty()) {
        out << "<p class=\"govuk-error-message\""_html;
        out.attribute("id"_html, error_id(field));
        out << "><span class=\"govuk-visually-hidden\">"_html << context.t("Kesalahan:") << "</span> "_html << field.error << "</p>"_html;
    }
}

void fieldset_open(Markup& out, const Context& context, const Field& field) {
    group_open(out, field);
    out << "<fieldset class=\"govuk-fieldset\""_html;
    out.attribute("aria-describedby"_html, described_by(field));
    if (field.label_is_heading) {
        out << "><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--l\"><h1 class=\"govuk-fieldset__heading\">"_html
            << field.label;
    } else {
        out << "><legend class=\"govuk-fieldset__legend\">"_html << field.label;
    }
    optional_mark(out, context, field);
    if (field.label_is_heading) out << "</h1>"_html;
    out << "</legend>"_html;
    hint_and_error(out, context, field);
}

void fieldset_close(Markup& out) { out << "</fieldset></div>"_html; }

void input_width(Markup& out, int width) {
    for (const int known : {2, 3, 4, 5, 10, 20})
        if (width == known) out << " govuk-input--width-"_html << width;
}

void common_attributes(Markup& out, const Field& field) {
    out.attribute("id"_html, field.name).attribute("name"_html, field.name);
    out.attribute("aria-describedby"_html, described_by(field));
    if (!field.error.empty()) out << " aria-invalid=\"true\""_html;
    out.attribute("autocomplete"_html, field.autocomplete);
}

// The first choice carries the field's own id: that is where the error summary leads.
std::string choice_id(const Field& field, std::size_t position) {
    return position == 0 ? field.name : field.name + "-" + std::to_string(position + 1);
}

void choice(Markup& out, const Field& field, const Option& option, std::size_t position, bool checked, bool radio) {
    const std::string id = choice_id(field, position);
    const std::string option_hint_id = option.hint.empty() ? "" : id + "-item-hint";
    if (radio)
        out << "<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" type=\"radio\""_html;
    else
        out << "<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\""_html;
    out.attribute("id"_html, id).attribute("name"_html, field.name);
    out << " value=\""_html << option.value << "\""_html;
    out.attribute("aria-describedby"_html, option_hint_id);
    if (checked) out << " checked"_html;
    if (radio)
        out << "><label class=\"govuk-label govuk-radios__label\""_html;
    else
        out << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
    out.attribute("for"_html, id);
    out << ">"_html << option.label << "</label>"_html;
    if (!option.hint.empty()) {
        if (radio)
            out << "<div class=\"govuk-hint govuk-radios__hint\""_html;
        else
            out << "<div class=\"govuk-hint govuk-checkboxes__hint\""_html;
        out.attribute("id"_html, option_hint_id);
        out << ">"_html << option.hint << "</div>"_html;
    }
    out << "</div>"_html;
}

void button_class(Markup& out, ButtonKind kind) {
    switch (kind) {
        case ButtonKind::primary: out << "button"_html; return;
        case ButtonKind::secondary: out << "button button--secondary"_html; return;
        case ButtonKind::warning: out << "button button--warning"_html; return;
    }
}

void key_attributes(Markup& out, std::string_view key) { out.attribute("data-key"_html, key).attribute("aria-keyshortcuts"_html, key); }

void key_cap(Markup& out, std::string_view key) {
    if (!key.empty()) out << " <kbd aria-hidden=\"true\">"_html << key << "</kbd>"_html;
}

std::optional<int> whole_number(std::string_view digits) { return digits.starts_with('-') ? std::nullopt : text::whole(digits); }

}  // namespace

void text_field(Markup& out, const Context& context, const Field& field) {
    group_open(out, field);
    label(out, context, field);
    hint_and_error(out, context, field);
    out << "<input class=\"govuk-input"_html;
    input_width(out, field.width);
    if (!field.error.empty()) out << " govuk-input--error"_html;
    out << "\""_html;
    out.attribute("type"_html, field.type);
    common_attributes(out, field);
    out.attribute("value"_html, field.value).attribute("inputmode"_html, field.inputmode);
    if (field.max_length > 0) out << " maxlength=\""_html << field.max_length << "\""_html;
    if (field.spellcheck_off && field.type != "date" && field.type != "time") out << " spellcheck=\"false\""_html;
    out.attribute("data-suggestions"_html, field.suggestions);
    out << ">"_html;
    if (!field.suggestions.empty()) {
        out << "<input type=\"hidden\""_html;
        out.attribute("name"_html, field.name + "-kode").attribute("value"_html, field.chosen);
        out << ">"_html;
    }
    out << "</div>"_html;
}

void text_area(Markup& out, const Context& context, const Field& field, int rows) {
    group_open(out, field);
    label(out, context, field);
    hint_and_error(out, context, field);
    out << "<textarea class=\"govuk-textarea"_html;
    if (!field.error.empty()) out << " govuk-textarea--error"_html;
    out << "\" rows=\""_html << rows << "\""_html;
    common_attributes(out, field);
    if (field.max_length > 0) out << " maxlength=\""_html << field.max_length << "\""_html;
    // The line break is the one that HTML drops after the start tag: a text that begins with one keeps its own.
    out << ">\n"_html << field.value << "</textarea></div>"_html;
}

void select(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options) {
    group_open(out, field);
    label(out, context, field);
    hint_and_error(out, context, field);
    out << "<select class=\"govuk-select"_html;
    if (!field.error.empty()) out << " govuk-select--error"_html;
    out << "\""_html;
    common_attributes(out, field);
    out << ">"_html;
    for (const auto& option : options) {
        out << "<option value=\""_html << option.value << "\""_html;
        if (option.value == field.value) out << " selected"_html;
        out << ">"_html << option.label << "</option>"_html;
    }
    out << "</select></div>"_html;
}

void radios(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options, bool inline_row) {
    fieldset_open(out, context, field);
    if (inline_row)
        out << "<div class=\"govuk-radios govuk-radios--inline\">"_html;
    else
        out << "<div class=\"govuk-radios\">"_html;
    for (std::size_t at = 0; at < options.size(); ++at)
        choice(out, field, options[at], at, options[at].value == field.value && !field.value.empty(), true);
    out << "</div>"_html;
    fieldset_close(out);
}

void checkboxes(Markup& out, const Context& context, const Field& field, const std::vector<Option>& options,
                const std::vector<std::string>& chosen) {
    fieldset_open(out, context, field);
    out << "<div class=\"govuk-checkboxes\">"_html;
    for (std::size_t at = 0; at < options.size(); ++at)
        choice(out, field, options[at], at, std::find(chosen.begin(), chosen.end(), options[at].value) != chosen.end(), false);
    out << "</div>"_html;
    fieldset_close(out);
}

void checkbox(Markup& out, const Context& context, const Field& field, bool checked) {
    group_open(out, field);
    if (!field.error.empty()) {
        Field only_error{.name = field.name};
        only_error.error = field.error;
        hint_and_error(out, context, only_error);
    }
    out << "<div class=\"govuk-checkboxes\"><div class=\"govuk-checkboxes__item\"><input "
           "class=\"govuk-checkboxes__input\" "
           "type=\"checkbox\""_html;
    common_attributes(out, field);
    out << " value=\""_html << (field.value.empty() ? std::string_view("1") : std::string_view(field.value)) << "\""_html;
    if (checked) out << " checked"_html;
    out << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
    out.attribute("for"_html, field.name);
    out << ">"_html << field.label << "</label>"_html;
    if (!field.hint.empty()) {
        out << "<div class=\"govuk-hint govuk-checkboxes__hint\""_html;
        out.attribute("id"_html, hint_id(field));
        out << ">"_html << field.hint << "</div>"_html;
    }
    out << "</div></div></div>"_html;
}

void date_field(Markup& out, const Context& context, const Field& field, const FormState& state) {
    struct Part {
        std::string_view suffix;
        std::string_view label;
        std::string_view autocomplete;
        int width;
        std::string shown;
    };
    const auto known = Date::parse(field.value);
    const bool birthday = field.autocomplete == "bday";
    Part parts[] = {
        {"-day", context.t("Tanggal"), birthday ? "bday-day" : "", 2, known ? std::to_string(known->day()) : ""},
        {"-month", context.t("Bulan"), birthday ? "bday-month" : "", 2, known ? std::to_string(known->month()) : ""},
        {"-year", context.t("Tahun"), birthday ? "bday-year" : "", 4, known ? std::to_string(known->year()) : ""},
    };
    fieldset_open(out, context, field);
    out << "<div class=\"govuk-date-input\""_html;
    out.attribute("data-date"_html, field.name);
    out << ">"_html;
    for (auto& part : parts) {
        const std::string name = field.name + std::string(part.suffix);
        const std::string id = part.suffix == "-day" ? field.name : name;
        if (state.typed.has(name)) part.shown = state.typed.text(name);
        out << "<div class=\"govuk-date-input__item\"><label class=\"govuk-label govuk-date-input__label\""_html;
        out.attribute("for"_html, id);
        out << ">"_html << part.label << "</label><input class=\"govuk-input govuk-date-input__input"_html;
        input_width(out, part.width);
        if (!field.error.empty()) out << " govuk-input--error"_html;
        out << "\" type=\"text\" inputmode=\"numeric\" maxlength=\""_html << part.width << "\""_html;
        out.attribute("id"_html, id).attribute("name"_html, name).attribute("value"_html, part.shown);
        out.attribute("autocomplete"_html, part.autocomplete);
        if (!field.error.empty()) out << " aria-invalid=\"true\""_html;
        out << "></div>"_html;
    }
    out << "</div>"_html;
    fieldset_close(out);
}

std::optional<std::string> typed_date(const http::Fields& typed, std::string_view name) {
    const auto part = [&](std::string_view suffix) {
        return whole_number(text::trim(typed.text(std::string(name) + std::string(suffix))));
    };
    const auto day = part("-day");
    const auto month = part("-month");
    const auto year = part("-year");
    if (!day || !month || !year || *year < 1900 || *year > 2199) return {};
    const auto date = Date::of(*year, *month, *day);
    if (!date) return {};
    return date->iso();
}

void file_field(Markup& out, const Context& context, const Field& field, std::string_view accept, bool camera) {
    group_open(out, field);
    label(out, context, field);
    hint_and_error(out, context, field);
    out << "<input class=\"govuk-file-upload\" type=\"file\""_html;
    common_attributes(out, field);
    out.attribute("accept"_html, accept).attribute("data-upload"_html, field.upload);
    if (field.max_length > 0) out << " data-limit=\""_html << field.max_length << "\""_html;
    if (camera) out << " data-camera"_html;
    out << "></div>"_html;
}

void form_open(Markup& out, const Context& context, std::string_view action, bool multipart, std::string_view id, std::string_view draft) {
    out << "<form method=\"post\" novalidate"_html;
    out.attribute("action"_html, action).attribute("id"_html, id).attribute("data-draft"_html, draft);
    if (multipart) out << " enctype=\"multipart/form-data\""_html;
    out << ">"_html;
    if (!context.actor.session_key.empty()) hidden(out, "_csrf", http::csrf_token(context));
}

void draft_done(Markup& out, std::string_view draft) {
    out << "<span hidden"_html;
    out.attribute("data-draft-done"_html, draft);
    out << "></span>"_html;
}

void form_close(Markup& out) { out << "</form>"_html; }

void hidden(Markup& out, std::string_view name, std::string_view value) {
    out << "<input type=\"hidden\""_html;
    out.attribute("name"_html, name);
    out << " value=\""_html << value << "\">"_html;
}

void button(Markup& out, std::string_view label, ButtonKind kind, std::string_view key, std::string_view name, std::string_view value) {
    out << "<button type=\"submit\" class=\""_html;
    button_class(out, kind);
    out << "\""_html;
    out.attribute("name"_html, name).attribute("value"_html, value);
    key_attributes(out, key);
    out << ">"_html << label;
    key_cap(out, key);
    out << "</button>"_html;
}

void link_button(Markup& out, std::string_view label, std::string_view href, ButtonKind kind, std::string_view key) {
    out << "<a class=\""_html;
    button_class(out, kind);
    out << "\""_html;
    out.attribute("href"_html, href);
    key_attributes(out, key);
    out << ">"_html << label;
    key_cap(out, key);
    out << "</a>"_html;
}

void post_button(Markup& out, const Context& context, std::string_view action, std::string_view label, ButtonKind kind,
                 std::string_view key) {
    out << "<form class=\"post-button\" method=\"post\""_html;
    out.attribute("action"_html, action);
    out << ">"_html;
    if (!context.actor.session_key.empty()) hidden(out, "_csrf", http::csrf_token(context));
    button(out, label, kind, key);
    out << "</form>"_html;
}

void nik_offer(Markup& out, std::string_view nik_field, std::string_view birth_field, std::string_view sex_field,
               std::string_view male_value, std::string_view female_value) {
    out << "<div class=\"offer\" hidden aria-live=\"polite\""_html;
    out.attribute("data-nik-offer"_html, nik_field).attribute("data-birth"_html, birth_field);
    out.attribute("data-sex"_html, sex_field).attribute("data-male"_html, male_value);
    out.attribute("data-female"_html, female_value);
    out << "></div>"_html;
}

void error_summary(Markup& out, const Context& context, const FormState& state) {
    if (state.ok()) return;
    out << "<div class=\"govuk-error-summary\" tabindex=\"-1\" data-focus><div role=\"alert\">"
           "<h2 class=\"govuk-error-summary__title\">"_html
        << context.t("Ada yang perlu diperbaiki")
        << "</h2><div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">"_html;
    for (const auto& [field, sentence] : state.errors) {
        out << "<li><a href=\"#"_html << field << "\">"_html << sentence << "</a></li>"_html;
    }
    out << "</ul></div></div></div>"_html;
}

}  // namespace html
