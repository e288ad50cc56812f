#include "modules/vacancies/pages_copy.hpp"

#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace vacancies {

namespace {

constexpr std::string_view without = "tanpa";

// What the twelve questions leave out and the copied vacancy says: it comes along unseen unless it is shown here.
std::vector<html::Line> details_lines(const Context& context, const Vacancy& copied) {
    const auto usual = typed_details(Vacancy{});
    std::vector<html::Line> lines;
    for (const auto& [field, value] : typed_details(copied))
        if (value != first(usual, field)) lines.push_back({field_words(context, field), value_words(context.language, field, value), ""});
    if (!copied.contact.empty()) lines.push_back({field_words(context, "contact"), copied.contact, ""});
    return lines;
}

std::string copied_fields(const Context& context, const Vacancy& copied) {
    std::string all;
    for (const auto& [field, value] : typed_from(copied))
        if (!value.empty() && !field.ends_with("-kode")) all += (all.empty() ? "" : ", ") + field_words(context, field);
    return all;
}

bool has_details(const Context& context, const Beginning& beginning) { return !details_lines(context, beginning.base).empty(); }

void write_copied(Markup& out, const Context& context, const Beginning& beginning, std::string_view address) {
    const auto& from = *beginning.from;
    Markup body;
    body << "<p class=\"notice-title\">"_html;
    write_unbroken(body, fill(context.t("Salinan dari {jabatan}, {nomor}"), {{"jabatan", from.title}, {"nomor", from.receipt}}),
                   from.receipt);
    body << "</p><p>"_html << fill(context.t("Disalin: {isian}."), {{"isian", copied_fields(context, beginning.shown)}}) << "</p>"_html;
    if (has_details(context, beginning)) {
        body << "<p>"_html << context.t("Rincian yang ikut disalin:") << "</p>"_html;
        html::summary_list(body, context, details_lines(context, beginning.base));
    }
    body << "<p>"_html << context.t("Ubah yang berbeda saja, lalu kirim.") << "</p><p class=\"toolbar\">"_html;
    html::link_button(body, context.t("Mulai dari formulir kosong"), address, html::ButtonKind::secondary);
    if (has_details(context, beginning))
        html::link_button(body, context.t("Salin tanpa rincian"), copy_address(address, from.id) + "&rincian=" + std::string(without),
                          html::ButtonKind::secondary);
    body << "</p>"_html;
    html::notice(out, html::Tone::info, "", body);
}

}  // namespace

std::string copy_address(std::string_view address, VacancyId from) {
    return std::string(address) + (address.find('?') == std::string_view::npos ? "?" : "&") + std::string(copied_field) + "=" + from.text();
}

Beginning beginning_of(const Context& context, const employers::Employer& employer, const http::Fields& asked) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        Beginning made;
        made.base = made.shown = blank(tx, context, employer);
        made.last = last_report(tx, context, employer.id);
        const auto from = VacancyId::parse(asked.text(copied_field));
        if (!from) return made;
        auto copied = copy_of(tx, context, employer, *from);
        if (!copied) return made;
        copied->asked = conditions_of(*copied, copied->asked);
        made.from = find_vacancy(tx, context, *from);
        if (asked.text(details_field) == without)
            made.shown = read_vacancy(typed_from(*copied), made.base, copied->valid_from, employer.regency_code).vacancy;
        else
            made.shown = made.base = std::move(*copied);
        return made;
    });
}

html::FormState state_of(const Beginning& beginning, const http::Fields& asked) {
    auto state = state_from(typed_from(beginning.shown));
    for (const auto field : {copied_field, details_field}) state.typed.add(std::string(field), asked.text(field));
    return state;
}

void write_beginning(Markup& out, const Context& context, const Beginning& beginning, std::string_view address) {
    if (beginning.from) return write_copied(out, context, beginning, address);
    if (!beginning.last) return;
    out << "<p>"_html;
    html::link_button(out, context.t("Salin dari lowongan terakhir"), copy_address(address, beginning.last->id),
                      html::ButtonKind::secondary);
    out << " <span class=\"muted\">"_html << beginning.last->title << ", "_html;
    write_unbroken(out, beginning.last->receipt, beginning.last->receipt);
    out << "</span></p>"_html;
}

void write_chosen(Markup& out, const Beginning& beginning) {
    if (!beginning.from) return;
    html::hidden(out, copied_field, beginning.from->id.text());
    if (beginning.base.title.empty()) html::hidden(out, details_field, without);
}

}  // namespace vacancies
