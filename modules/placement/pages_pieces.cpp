#include "modules/placement/pages_pieces.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace placement {
namespace {

struct Step {
    std::string_view word;  // in the form and in the address that follows
    std::string_view told;
};
constexpr Step steps[] = {{"undang", msg("{n} orang sudah diundang")},
                          {"jawab", msg("{n} orang mendapat jawaban")},
                          {"wawancara", msg("{n} wawancara dicatat")},
                          {"tidak-datang", msg("{n} orang dicatat tidak datang")},
                          {"terima", msg("{n} orang diterima")}};

std::vector<CandidacyId> chosen_in(const http::Fields& form) {
    std::vector<CandidacyId> ids;
    for (const auto& one : form.all("pilih"))
        if (const auto id = CandidacyId::parse(one)) ids.push_back(*id);
    return ids;
}

// A form of one button for one person.
void step_form(Markup& out, const Context& context, const std::string& path, const Candidacy& candidacy, std::string_view step,
               std::string_view label, html::ButtonKind kind) {
    html::form_open(out, context, path);
    html::hidden(out, "pilih", candidacy.id.text());
    html::button(out, label, kind, "", "langkah", step);
    html::form_close(out);
}

void write_fact(Markup& out, std::string_view key, const std::string& value) {
    if (!value.empty()) out << "<div><dt>"_html << key << "</dt><dd>"_html << value << "</dd></div>"_html;
}

void write_facts(Markup& out, const Context& context, const CandidateView& view) {
    write_abilities(out, context, view.education, view.skills, view.positions);
    out << "<dl class=\"facts\">"_html;
    const auto fact = [&](std::string_view key, const std::string& value) { write_fact(out, key, value); };
    fact(context.t("Nomor ponsel"), view.phone);
    if (!view.candidacy.letter.empty()) fact(context.t("Surat pengantar"), view.candidacy.letter);
    if (view.placement) fact(context.t("Mulai bekerja"), long_date(context.language, view.placement->start_on));
    if (view.candidacy.reason) fact(context.t("Alasan"), std::string(context.t(label(*view.candidacy.reason))));
    out << "</dl>"_html;
    if (!view.note.empty())
        out << "<p><span class=\"muted\">"_html << context.t("Catatan pelamar:") << "</span> "_html << view.note << "</p>"_html;
}

void write_steps(Markup& out, const Context& context, const CandidateView& view, const html::FormState& state, const std::string& path) {
    const auto& candidacy = view.candidacy;
    const auto id = candidacy.id.text();
    out << "<div class=\"toolbar\">"_html;
    if (may_be_invited(candidacy)) step_form(out, context, path, candidacy, "undang", context.t("Undang"), html::ButtonKind::primary);
    if (may_be_interviewed(candidacy)) {
        step_form(out, context, path, candidacy, "wawancara", context.t("Sudah wawancara"), html::ButtonKind::secondary);
        step_form(out, context, path, candidacy, "tidak-datang", context.t("Tidak datang"), html::ButtonKind::secondary);
    }
    out << "</div>"_html;
    if (may_be_hired(candidacy)) {
        const auto field = "mulai-" + id;
        const bool is_wrong = !state.error(field).empty();
        if (!is_wrong) html::details_open(out, context.t("Terima"));
        html::form_open(out, context, path);
        html::hidden(out, "pilih", id);
        html::date_field(out, context, {.name = field, .label = context.t("Mulai bekerja"), .error = state.error(field)}, state);
        html::button(out, context.t("Terima orang ini"), html::ButtonKind::primary, "", "langkah", "terima");
        html::form_close(out);
        if (!is_wrong) html::details_close(out);
    }
    if (may_be_answered(candidacy)) {
        const auto field = "alasan-" + id;
        const bool is_wrong = !state.error(field).empty();
        if (!is_wrong) html::details_open(out, context.t("Belum cocok"));
        html::form_open(out, context, path);
        html::hidden(out, "pilih", id);
        html::select(
            out, context,
            {.name = field, .label = context.t("Alasan yang dibaca orangnya"), .value = state.value(field), .error = state.error(field)},
            reason_options(context));
        html::button(out, context.t("Kirim jawaban"), html::ButtonKind::secondary, "", "langkah", "jawab");
        html::form_close(out);
        if (!is_wrong) html::details_close(out);
    }
}

enum class Answers { one_by_one, many_at_once };  // a box to tick stands only where a form takes it

void write_candidate(Markup& out, const Context& context, const CandidateView& view, const html::FormState& state, const std::string& path,
                     Date today, Answers answers) {
    const auto& candidacy = view.candidacy;
    const auto shown_name = view.name.empty() ? fill(context.t("Pelamar {n}"), {{"n", std::to_string(candidacy.number)}}) : view.name;
    out << "<section class=\"panel\""_html;
    out.attribute("id"_html, "c" + candidacy.id.text());
    out << "><h2>"_html;
    if (is_open(candidacy.state) && answers == Answers::many_at_once) {
        out << "<input type=\"checkbox\" name=\"pilih\" form=\"banyak\""_html;
        out.attribute("value"_html, candidacy.id.text());
        const auto chosen = state.typed.all("pilih");
        if (std::ranges::find(chosen, candidacy.id.text()) != chosen.end()) out << " checked"_html;
        out.attribute("aria-label"_html, fill(context.t("Pilih {nama}"), {{"nama", shown_name}}));
        out << "> "_html;
    }
    out << shown_name << " "_html;
    html::tag(out, tone_of(candidacy.state), context.t(label(candidacy.state, candidacy.origin)));
    out << "</h2>"_html;
    if (view.is_closed) out << "<p>"_html << context.t("Nama dan nomornya terbuka lagi besok.") << "</p>"_html;
    if (is_open(candidacy.state))
        out << "<p class=\"muted\">"_html
            << fill(context.t("Dijawab paling lambat {hari}, {sisa}."),
                    {{"hari", long_date(context.language, candidacy.answer_by)}, {"sisa", days_left(context, today, candidacy.answer_by)}})
            << (candidacy.state == CandidacyState::invited ? " " + std::string(context.t("Menunggu orangnya setuju.")) : std::string())
            << "</p>"_html;
    if (is_open(candidacy.state)) write_why(out, context, view.why);
    write_facts(out, context, view);
    write_steps(out, context, view, state, path);
    out << "</section>"_html;
}

}  // namespace

html::Frame public_frame(std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.current_path = std::move(path);
    return frame;
}

http::Response no_company(const Context& context) {
    return not_there(
        context, context.t("Perusahaan Anda belum terverifikasi"),
        context.t("Kantor memeriksa setiap perusahaan sebelum data orang ditampilkan. Hubungi kantor bila sudah lama menunggu."),
        context.t("Ke halaman perusahaan"), "/perusahaan");
}

html::Tone tone_of(CandidacyState state) {
    switch (state) {
        case CandidacyState::sent: return html::Tone::info;
        case CandidacyState::invited:
        case CandidacyState::introduced:
        case CandidacyState::interviewed: return html::Tone::warning;
        case CandidacyState::accepted: return html::Tone::good;
        case CandidacyState::not_accepted:
        case CandidacyState::no_show:
        case CandidacyState::withdrawn:
        case CandidacyState::closed: return html::Tone::info;
    }
    return html::Tone::info;
}

html::Tone tone_of(PlacementState state) {
    switch (state) {
        case PlacementState::reported: return html::Tone::warning;
        case PlacementState::placed:
        case PlacementState::confirmed: return html::Tone::good;
        case PlacementState::ended:
        case PlacementState::refused: return html::Tone::info;
    }
    return html::Tone::info;
}

void write_why(Markup& out, const Context& context, const Why& why) {
    if (why.empty()) return;
    out << "<p><strong>"_html << why.band << "</strong></p>"_html;
    if (!why.speaks_for.empty()) {
        out << "<ul>"_html;
        for (const auto& one : why.speaks_for) out << "<li>"_html << one << "</li>"_html;
        out << "</ul>"_html;
    }
    for (const auto& one : why.speaks_against) out << "<p>"_html << html::icon("info") << " "_html << one << "</p>"_html;
    if (!why.to_learn.empty())
        out << "<p class=\"muted\">"_html << fill(context.t("Yang dapat dipelajari: {apa}."), {{"apa", text::join(why.to_learn, ", ")}})
            << "</p>"_html;
}

void write_abilities(Markup& out, const Context& context, const std::string& education, const std::vector<std::string>& skills,
                     const std::vector<std::string>& positions) {
    out << "<dl class=\"facts\">"_html;
    write_fact(out, context.t("Pendidikan"), education);
    write_fact(out, context.t("Keterampilan"), text::join(skills, ", "));
    write_fact(out, context.t("Pengalaman"), text::join(positions, "; "));
    out << "</dl>"_html;
}

std::string about(const Context& context, const vacancies::Vacancy& vacancy) {
    auto words = vacancy.employer_name;
    for (const auto& part : {vacancies::place_words(vacancy), vacancies::wage_words(context, vacancy)})
        if (!part.empty()) words += " · " + part;
    return words;
}

std::string days_left(const Context& context, Date today, Date until) {
    const int days = until - today;
    if (days == 0) return std::string(context.t("hari ini"));
    if (days < 0) return fill(context.t("lewat {n} hari"), {{"n", std::to_string(-days)}});
    return fill(context.t("tersisa {n} hari"), {{"n", std::to_string(days)}});
}

std::optional<Date> typed_day(const http::Fields& form, std::string_view field) {
    const auto typed = html::typed_date(form, field);
    return typed ? Date::parse(*typed) : std::nullopt;
}

std::vector<html::Option> reason_options(const Context& context) {
    std::vector<html::Option> options{{"", std::string(context.t("Pilih alasan")), ""}};
    for (int at = 0; at < reasons_of_company; ++at) {
        const auto reason = static_cast<Reason>(at);
        options.push_back({std::string(code(reason)), std::string(context.t(label(reason))), ""});
    }
    return options;
}

void write_candidates(Markup& out, const Context& context, const Candidates& candidates, const html::FormState& state,
                      const std::string& path, Date today) {
    const auto& views = candidates.views;
    if (views.empty()) {
        html::empty_state(out, context.t("Orang yang melamar atau dirujuk akan tampil di sini."),
                          context.t("Namanya terlihat setelah Anda mengundang dan orangnya setuju."));
        return;
    }
    out << "<p class=\"muted\">"_html
        << context.t("Nama, foto, usia, jenis kelamin, agama, dan alamat tidak ditampilkan sebelum Anda mengundang dan orangnya setuju.")
        << " "_html << context.t("Alasan kecocokan sama dengan yang dibaca orangnya: “Anda” di sana adalah pelamar.") << "</p>"_html;
    if (candidates.left_out > 0)
        out << "<p>"_html
            << fill(context.t("{n} orang lagi tampil setelah sebagian yang ini dijawab."), {{"n", std::to_string(candidates.left_out)}})
            << "</p>"_html;
    const auto open = std::ranges::count_if(views, [](const CandidateView& one) { return is_open(one.candidacy.state); });
    const auto answers = open > 1 ? Answers::many_at_once : Answers::one_by_one;
    const auto write_those = [&](bool is_waiting) {
        out << "<div class=\"side-by-side\">"_html;
        for (const auto& view : views)
            if (is_open(view.candidacy.state) == is_waiting) write_candidate(out, context, view, state, path, today, answers);
        out << "</div>"_html;
    };
    if (open > 0) write_those(true);
    if (open > 1) {
        html::form_open(out, context, path, false, "banyak");
        out << "<section class=\"panel\"><h2>"_html << context.t("Untuk semua yang dipilih") << "</h2>"_html;
        html::button(out, context.t("Undang yang dipilih"), html::ButtonKind::primary, "", "langkah", "undang");
        html::select(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan yang dibaca orangnya"),
                      .value = state.value("alasan"),
                      .error = state.error("alasan")},
                     reason_options(context));
        html::button(out, context.t("Jawab yang dipilih"), html::ButtonKind::secondary, "", "langkah", "jawab");
        out << "</section>"_html;
        html::form_close(out);
    }
    if (open == static_cast<std::ptrdiff_t>(views.size())) return;
    out << "<h2>"_html << context.t("Sudah dijawab") << "</h2>"_html;
    write_those(false);
}

std::string take_step(const http::Request& request, const Context& context, html::FormState& state, const std::string& path) {
    const auto ids = chosen_in(request.form);
    const auto step = request.form.text("langkah");
    const auto only = ids.size() == 1 ? "-" + ids.front().text() : std::string();
    // Each person's own form names its fields after them; the form for many does not.
    const auto field = [&](std::string_view name) {
        return request.form.has(std::string(name) + only + (name == "mulai" ? "-day" : "")) ? std::string(name) + only : std::string(name);
    };
    const auto reason = reason_of(request.form.text(field("alasan")));
    const auto start = typed_day(request.form, field("mulai"));
    if (step == "jawab" && (!reason || !is_for_company(*reason))) {
        state.refuse(only.empty() ? "alasan" : "alasan" + only, context.t(sentence(Refusal::reason_missing)));
        return {};
    }
    if (step == "terima" && !start) {
        state.refuse("mulai" + only, context.t(sentence(Refusal::start_unfit)));
        return {};
    }
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<int, Refusal> {
        const auto one = [&](const auto& answered) -> Result<int, Refusal> {
            if (!answered) return answered.error();
            return 1;
        };
        if (step == "undang") return invite_all(tx, context, ids);
        if (step == "jawab") return answer_all(tx, context, ids, *reason);
        if (ids.size() != 1) return Refusal::nobody_chosen;
        if (step == "wawancara") return one(mark_interviewed(tx, context, ids.front()));
        if (step == "tidak-datang") return one(mark_no_show(tx, context, ids.front()));
        if (step == "terima") return one(hire(tx, context, ids.front(), *start));
        return Refusal::wrong_state;
    });
    if (done) return path + "?" + step + "=" + std::to_string(*done);
    state.refuse(step == "terima" ? "mulai" + only : "langkah", context.t(sentence(done.error())));
    return {};
}

void write_done(Markup& out, const Context& context, const http::Request& request) {
    for (const auto& step : steps) {
        const auto typed = request.query.text(step.word);
        int count = 0;
        const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), count);
        if (typed.empty() || error != std::errc{} || end != typed.data() + typed.size()) continue;
        html::notice(out, html::Tone::good, fill(context.t(step.told), {{"n", std::to_string(count)}}),
                     context.t("Orangnya sudah diberi tahu."));
    }
}

}  // namespace placement
