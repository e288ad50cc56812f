#include "base/text.hpp"
#include "modules/feedback/actions_wording.hpp"
#include "modules/feedback/pages.hpp"
#include "modules/feedback/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

// The manager's page: the nine sentences of the survey in the order of the regulation, in both languages.
namespace feedback {

namespace {

using html::FormState;

constexpr std::string_view path = "/atur/survei/kata";

struct Side {
    Language language;
    std::string_view prefix;
    std::string_view label;
};
constexpr Side sides[] = {{Language::indonesian, "id-", msg("Dalam bahasa Indonesia")},
                          {Language::english, "en-", msg("Dalam bahasa Inggris")}};

std::string field_of(const Side& side, std::size_t at) { return std::string(side.prefix) + std::to_string(at + 1); }

http::Response wording_page(const Context& context, const FormState& state, bool was_saved, int status) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return no_such_office(context);
        Markup out;
        html::error_summary(out, context, state);
        if (was_saved)
            html::notice(out, html::Tone::good, context.t("Tersimpan"), context.t("Berlaku untuk survei yang dibuka mulai sekarang."));
        out << "<h1>"_html << context.t("Pertanyaan survei") << "</h1><p>"_html
            << context.t(
                   "Unsur dan urutannya dari Permenpan-RB 14/2017. Kalimatnya boleh kalimat kantor Anda; kosongkan untuk memakai kalimat "
                   "bawaan. Tanyakan satu hal saja, tanpa menggiring jawaban.")
            << "</p>"_html;
        html::form_open(out, context, path);
        const std::array own{questions(tx, office->id, Language::indonesian), questions(tx, office->id, Language::english)};
        const std::array shipped{shipped_questions(Language::indonesian), shipped_questions(Language::english)};
        for (std::size_t at = 0; at < element_count; ++at) {
            out << "<fieldset class=\"panel\"><legend><h2>"_html << (std::to_string(at + 1) + ". ")
                << context.t(label(static_cast<Element>(at))) << "</h2></legend><div class=\"columns\">"_html;
            for (std::size_t one = 0; one < own.size(); ++one) {
                const auto name = field_of(sides[one], at);
                const bool is_own = own[one][at] != shipped[one][at];
                const auto hint = is_own ? fill(context.t("Bawaan: {kalimat}"), {{"kalimat", shipped[one][at]}}) : std::string();
                html::text_area(out, context,
                                {.name = name,
                                 .label = context.t(sides[one].label),
                                 .hint = hint,
                                 .value = state.typed.has(name) ? state.value(name) : own[one][at],
                                 .error = state.error(name),
                                 .max_length = static_cast<int>(question_max),
                                 .optional = true,
                                 .spellcheck_off = false},
                                2);
            }
            out << "</div></fieldset>"_html;
        }
        out << "<div class=\"toolbar toolbar-foot\">"_html;
        html::button(out, context.t("Simpan kalimat"), html::ButtonKind::primary, "Ctrl+Enter");
        out << "</div>"_html;
        html::form_close(out);
        html::Frame frame;
        frame.title = context.t("Pertanyaan survei");
        frame.density = html::Density::desk;
        frame.office_name = office->name;
        frame.office_href = "/loket";
        frame.scripts = {"desk"};
        frame.current_path = std::string(path);
        frame.back_href = "/atur/survei";
        return http::page(html::document(context, frame, out), status);
    });
}

http::Response get_wording(const http::Request& request, Context& context) {
    return wording_page(context, {}, request.query.has("disimpan"), 200);
}

http::Response post_wording(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    std::array<Questions, 2> typed;
    for (std::size_t one = 0; one < typed.size(); ++one)
        for (std::size_t at = 0; at < element_count; ++at) {
            const auto name = field_of(sides[one], at);
            const auto clean = text::clean_lines(state.value(name), 4 * question_max);
            if (!clean || text::length(*clean) > question_max)
                state.refuse(name,
                             fill(context.t("Kalimat {nomor} terlalu panjang. Singkatkan sedikit."), {{"nomor", std::to_string(at + 1)}}));
            else
                typed[one][at] = text::squeeze(*clean);
        }
    if (!state.ok()) return wording_page(context, state, false, 422);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return save_questions(tx, context, context.actor.office, typed[0], typed[1]); });
    if (done) return http::see_other(std::string(path) + "?disimpan=1");
    const auto& side = done.error().language == Language::english ? sides[1] : sides[0];
    state.refuse(field_of(side, static_cast<std::size_t>(done.error().element)), context.t(sentence(Refusal::words_too_long)));
    return wording_page(context, state, false, 422);
}

}  // namespace

std::vector<http::Route> wording_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    return {{get, path, get_wording, manage}, {post, path, post_wording, manage, http::Rate::write, 64 * 1024}};
}

}  // namespace feedback
