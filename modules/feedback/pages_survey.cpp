#include <charconv>

#include "base/text.hpp"
#include "modules/feedback/actions_wording.hpp"
#include "modules/feedback/pages.hpp"
#include "modules/feedback/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/http/limits.hpp"
#include "platform/sql/sql.hpp"

// Nine questions after a visit, without a name and without signing in; what came of them, for everybody to read.
namespace feedback {

namespace {

using html::FormState;

std::string field_of(std::size_t at) { return "u" + std::to_string(at + 1); }

std::string code_in(const http::Request& request) {
    std::string code = text::upper(request.path_value(0));
    std::erase_if(code, [](char one) { return one == '-' || one == ' '; });
    return code.substr(0, 16);
}

// Codes are long, but a program that tries them should not be quick either.
http::Response unknown_code(const http::Request& request, const Context& context) {
    static http::Limits attempts;
    const int wait = context.platform.limits ? attempts.seconds_to_wait(request.address, http::Rate::login, context.now.seconds * 1000) : 0;
    auto answer = http::page(html::message_document(context, context.t("Survei ini tidak ditemukan"),
                                                    context.t(sentence(Refusal::no_such_ticket)), context.t("Ke halaman awal"), "/"),
                             wait > 0 ? 429 : 404);
    if (wait > 0) return std::move(answer).with_header("Retry-After", std::to_string(wait));
    return answer;
}

struct Opened {
    Result<booking::Ticket, Refusal> ticket;
    std::optional<office::Office> office;
    std::string service;
    Questions questions;
};

Opened open(const Context& context, std::string_view code) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        Opened opened{survey_of(tx, context, code), {}, "", {}};
        if (opened.ticket) {
            opened.office = office::find_office(tx, opened.ticket->office);
            opened.questions = questions(tx, opened.ticket->office, context.language);
            opened.service = service_name(context, tx, opened.ticket->office, opened.ticket->service);
        }
        return opened;
    });
}

http::Response closed(const http::Request& request, const Context& context, Refusal why, std::string_view code) {
    if (why == Refusal::no_such_ticket) return unknown_code(request, context);
    const bool is_done = why == Refusal::answered_already;
    return http::page(html::message_document(context, is_done ? context.t("Survei sudah diisi") : context.t("Survei tidak terbuka"),
                                             context.t(sentence(why)), context.t("Ke tiket saya"), "/tiket/" + std::string(code)),
                      is_done ? 200 : 409);
}

http::Response survey_page(const Context& context, const Opened& opened, std::string_view code, const FormState& state, int status) {
    const auto path = "/survei/" + std::string(code);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Bagaimana pelayanan kami?") << "</h1><p class=\"lead\">"_html << opened.service << "</p><p>"_html
        << context.t(
               "Sembilan pertanyaan, kira-kira dua menit. Jawaban tidak memuat nama Anda dan tidak dapat dihubungkan dengan berkas Anda.")
        << "</p>"_html;
    html::form_open(out, context, path);
    for (std::size_t at = 0; at < element_count; ++at) {
        const auto element = static_cast<Element>(at);
        std::vector<html::Option> options;
        for (int rating = 4; rating >= 1; --rating)
            options.push_back({std::to_string(rating), std::string(context.t(rating_label(element, rating))), ""});
        const auto name = field_of(at);
        const auto words = std::to_string(at + 1) + ". " + opened.questions[at];
        html::radios(out, context, {.name = name, .label = words, .value = state.value(name), .error = state.error(name)}, options);
    }
    html::text_area(out, context,
                    {.name = "saran",
                     .label = context.t("Saran Anda"),
                     .hint = context.t("Jangan tulis nama, NIK, atau nomor ponsel."),
                     .value = state.value("saran"),
                     .error = state.error("saran"),
                     .max_length = static_cast<int>(remark_max),
                     .optional = true});
    html::button(out, context.t("Kirim jawaban"));
    html::form_close(out);
    auto frame = public_frame(*opened.office, std::string(context.t("Survei kepuasan")), path);
    return http::page(html::document(context, frame, out), status);
}

http::Response get_survey(const http::Request& request, Context& context) {
    const auto code = code_in(request);
    const auto opened = open(context, code);
    if (!opened.ticket) return closed(request, context, opened.ticket.error(), code);
    return survey_page(context, opened, code, {}, 200);
}

http::Response post_survey(const http::Request& request, Context& context) {
    const auto code = code_in(request);
    const auto opened = open(context, code);
    if (!opened.ticket) return closed(request, context, opened.ticket.error(), code);
    FormState state{.typed = request.form, .errors = {}};
    Ratings ratings{};
    for (std::size_t at = 0; at < element_count; ++at) {
        const auto typed = request.form.text(field_of(at));
        if (typed.size() == 1 && typed[0] >= '1' && typed[0] <= '4')
            ratings[at] = typed[0] - '0';
        else
            state.refuse(field_of(at), fill(context.t("Pertanyaan {nomor}: pilih satu jawaban."), {{"nomor", std::to_string(at + 1)}}));
    }
    const auto remark = text::clean_lines(request.form.text("saran"), remark_max);
    if (!remark) state.refuse("saran", context.t(sentence(Refusal::words_too_long)));
    if (!state.ok()) return survey_page(context, opened, code, state, 422);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return answer_survey(tx, context, code, ratings, text::trim(*remark)); });
    if (!done) return closed(request, context, done.error(), code);
    return http::see_other("/kantor/" + opened.office->code + "/survei?terima-kasih=1");
}

http::Response get_public_results(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, request.path_value(0));
        if (!office || office->state != office::OfficeState::open) return no_such_office(context);
        const auto today = context.local(office->zone).date;
        const auto path = "/kantor/" + office->code + "/survei";
        Markup out;
        if (request.query.has("terima-kasih"))
            html::notice(out, html::Tone::good, context.t("Terima kasih"),
                         context.t("Jawaban Anda sudah masuk. Inilah yang dikatakan semua orang."));
        out << "<h1>"_html << context.t("Kepuasan masyarakat") << "</h1><p>"_html
            << context.t("Survei Kepuasan Masyarakat menurut Permenpan-RB 14/2017: sembilan unsur, nilai 25 sampai 100.") << "</p>"_html;
        for (const auto& period : {half_before(today), *parse_period(std::to_string(today.year()))}) {
            const auto all = results(tx, context, office->id, period);
            out << "<h2>"_html << name_of(context, period) << "</h2>"_html;
            write_index(out, context, all);
            write_services(out, context, tx, office->id, all);
        }
        out << "<h2>"_html << context.t("Ada yang tidak beres?") << "</h2>"_html;
        html::link_button(out, context.t("Sampaikan pengaduan"), "/kantor/" + office->code + "/pengaduan", html::ButtonKind::secondary);
        auto frame = public_frame(*office, std::string(context.t("Kepuasan masyarakat")), path);
        const auto back = "/kantor/" + office->code;
        frame.back_href = back;
        return http::page(html::document(context, frame, out));
    });
}

}  // namespace

std::vector<http::Route> survey_routes() {
    using enum http::Method;
    return {{get, "/survei/{code}", get_survey, Permission::anyone},
            {post, "/survei/{code}", post_survey, Permission::anyone, http::Rate::write},
            {get, "/kantor/{code}/survei", get_public_results, Permission::anyone}};
}

}  // namespace feedback
