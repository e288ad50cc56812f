#include <algorithm>
#include <set>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_licence.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The officer's queue: what waits, what is held and why, one vacancy with its employer, and the decision.
namespace vacancies {

namespace {

constexpr int a_page = 50;

struct View {
    std::string_view word;  // in the address
    std::string_view state;
    std::string_view label;
};
constexpr View views[] = {{"menunggu", "submitted", msg("Menunggu")},
                          {"ditahan", "held", msg("Ditahan")},
                          {"tayang", "published", msg("Tayang")},
                          {"dijeda", "paused", msg("Dijeda")},
                          {"dikembalikan", "returned", msg("Dikembalikan")},
                          {"berakhir", "expired", msg("Berakhir")},
                          {"terisi", "filled", msg("Terisi")},
                          {"ditolak", "refused", msg("Ditolak")},
                          {"dibatalkan", "cancelled", msg("Dibatalkan")}};

const View& view_of(std::string_view word) {
    for (const auto& one : views)
        if (one.word == word) return one;
    return views[0];
}

int count_of(const QueueCounts& counts, std::string_view state) {
    const auto found = counts.by_state.find(std::string(state));
    return found == counts.by_state.end() ? 0 : found->second;
}

void write_tabs(Markup& out, const Context& context, const View& current, const QueueCounts& counts) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Lowongan menurut keadaan"));
    out << ">"_html;
    for (const auto& view : views) {
        out << "<a"_html;
        out.attribute("href"_html, "/tinjau?lihat=" + std::string(view.word));
        if (&view == &current) out << " aria-current=\"page\""_html;
        out << ">"_html << context.t(view.label) << " ("_html << number(count_of(counts, view.state)) << ")</a>"_html;
    }
    out << "</nav>"_html;
}

// What an officer should see before opening it.
std::string remark_of(const Context& context, const Vacancy& vacancy, Date today, std::int64_t least) {
    std::string all;
    const auto add = [&](std::string_view one) { all += (all.empty() ? "" : " · ") + std::string(one); };
    if (!vacancy.held_because.empty()) add(context.t(sentence_of_hold(vacancy.held_because)));
    for (const auto& one : vacancy.asked)
        if (!one.accepted) add(context.t(label_of_condition(one.kind)));
    if (is_below(vacancy, least)) add(context.t("di bawah upah minimum"));
    if (is_waiting(vacancy.state) && vacancy.valid_until < today) add(context.t("hari terakhirnya sudah lewat"));
    return all;
}

void write_changes(Markup& out, const Context& context, const std::vector<WaitingChange>& all) {
    if (all.empty()) return;
    Markup list;
    list << "<ul>"_html;
    for (const auto& one : all) {
        list << "<li><a"_html;
        list.attribute("href"_html, "/tinjau/" + one.change.vacancy.text());
        list << ">"_html << one.title << "</a>, "_html << one.employer_name << "</li>"_html;
    }
    list << "</ul>"_html;
    html::notice(out, html::Tone::warning,
                 fill(context.t("{n} perubahan lowongan yang tampil menunggu"), {{"n", number(static_cast<std::int64_t>(all.size()))}}),
                 list);
}

void write_paused_for_licence(Markup& out, const Context& context, int count) {
    if (count == 0) return;
    Markup text;
    text << "<p><a href=\"/tinjau?lihat=dijeda\">"_html << context.t("Lihat yang dijeda") << "</a></p>"_html;
    html::notice(out, html::Tone::warning,
                 fill(context.t("{n} lowongan luar negeri dijeda karena izin perusahaannya tidak berlaku lagi"), {{"n", number(count)}}),
                 text);
}

http::Response get_queue(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    const auto& view = view_of(request.query.text("lihat"));
    struct Shown {
        QueueCounts counts;
        std::vector<Vacancy> rows;
        std::int64_t least{};
        std::vector<WaitingChange> changes;
        int paused_for_licence{};
        std::set<employers::EmployerId> tied;  // of these rows, to whom this officer has a tie
    };
    const auto after = VacancyId::parse(request.query.text("sesudah")).value_or(VacancyId{});
    auto shown = context.platform.database.read([&](sql::Transaction& tx) {
        Shown made{queue_counts(tx, context),
                   queue(tx, context, {std::string(view.state), request.query.text("asal"), after, a_page + 1}),
                   minimum_wage(tx, context, counter->office.id),
                   waiting_changes(tx, context),
                   count_paused_for_licence(tx, context),
                   {}};
        std::set<employers::EmployerId> firms;
        for (const auto& one : made.rows) firms.insert(one.employer);
        for (const auto one : firms)
            if (employers::has_tie(tx, context, one)) made.tied.insert(one);
        return made;
    });
    const bool more = shown.rows.size() > static_cast<std::size_t>(a_page);
    if (more) shown.rows.pop_back();
    Markup out;
    if (request.query.has("terbit")) {
        const int done = typed_number(request.query.text("terbit"));
        const int stayed = std::max(0, typed_number(request.query.text("tinggal")));
        html::notice(out, done > 0 ? html::Tone::good : html::Tone::warning,
                     fill(context.t("{n} lowongan tayang"), {{"n", number(std::max(0, done))}}),
                     stayed > 0 ? fill(context.t("{n} tetap di sini: perusahaannya belum diverifikasi, hari terakhirnya lewat, atau ada "
                                                 "syarat yang perlu dilihat."),
                                       {{"n", number(stayed)}})
                                : std::string());
    }
    out << "<div class=\"toolbar\"><h1>"_html << context.t("Tinjau lowongan") << "</h1><span class=\"end\">"_html;
    html::link_button(out, context.t("Catat lowongan"), "/tinjau/baru");
    if (context.may(Permission::import_register))
        html::link_button(out, context.t("Lowongan dari berkas"), "/tinjau/impor", html::ButtonKind::secondary);
    if (shown.counts.not_coded + shown.counts.rows > 0)
        html::link_button(out, fill(context.t("Belum berkode ({n})"), {{"n", number(shown.counts.not_coded + shown.counts.rows)}}),
                          "/tinjau/kode", html::ButtonKind::secondary);
    out << "</span></div>"_html;
    write_changes(out, context, shown.changes);
    write_paused_for_licence(out, context, shown.paused_for_licence);
    write_tabs(out, context, view, shown.counts);
    const bool is_waiting_list = view.state == "submitted";
    if (shown.rows.empty()) {
        html::empty_state(out,
                          is_waiting_list ? context.t("Lowongan yang dilaporkan akan tampil di sini.")
                                          : context.t("Lowongan dengan keadaan ini akan tampil di sini."),
                          context.t("Sekarang tidak ada."));
    } else {
        if (is_waiting_list && shown.counts.clean > 0) {
            out << "<section class=\"panel\"><p>"_html
                << fill(context.t("{n} lowongan tidak bersyarat yang perlu alasan."), {{"n", number(shown.counts.clean)}}) << "</p>"_html;
            html::form_open(out, context, "/tinjau/terbit");
            html::button(out, context.t("Terbitkan semua yang tanpa catatan"), html::ButtonKind::secondary, "", "semua", "1");
            html::form_close(out);
            out << "</section>"_html;
            html::form_open(out, context, "/tinjau/terbit", false, "pilih");
        }
        const bool may_choose = is_waiting_list && shown.counts.clean > 0;
        html::table_open(out, context.t(view.label),
                         {{context.t("Lowongan")},
                          {context.t("Pemberi kerja")},
                          {context.t("Orang"), true},
                          {context.t("Dilaporkan")},
                          {context.t("Catatan")}});
        for (const auto& one : shown.rows) {
            out << "<tr><th scope=\"row\">"_html;
            const auto path = "/tinjau/" + one.id.text();
            const bool is_tied = shown.tied.contains(one.employer);
            if (may_choose && one.asked.empty() && !is_tied) {
                out << "<label class=\"tick\"><input type=\"checkbox\" name=\"pilih\" value=\""_html << one.id.text() << "\""_html;
                out.attribute("aria-label"_html, fill(context.t("Pilih {nama}"), {{"nama", one.title}}));
                out << "></label> "_html;
            } else if (may_choose) {
                out << "<span class=\"tick\"></span> "_html;
            }
            out << "<a"_html;
            out.attribute("href"_html, path);
            out << ">"_html << one.title << "</a>"_html;
            if (is_tied) {
                out << " "_html;
                html::tag(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"));
            }
            out << "</th><td>"_html << one.employer_name << "</td><td class=\"num\">"_html << number(one.openings) << "</td><td>"_html
                << (one.submitted_at ? short_date(context.language, one.submitted_at->in(counter->office.zone).date) : "")
                << "</td><td>"_html << remark_of(context, one, counter->today, shown.least) << "</td></tr>"_html;
        }
        html::table_close(out);
        if (may_choose) {
            html::button(out, context.t("Terbitkan yang dipilih"), html::ButtonKind::primary, "Ctrl+Enter");
            html::form_close(out);
        }
        if (more) {
            const auto next = "/tinjau?lihat=" + std::string(view.word) + "&sesudah=" + shown.rows.back().id.text();
            html::pagination(out, context, next, after ? "/tinjau?lihat=" + std::string(view.word) : std::string());
        }
    }
    auto frame = desk_frame(counter->office, std::string(context.t("Tinjau lowongan")), "/tinjau");
    frame.wide = true;
    return http::page(html::document(context, frame, out));
}

http::Response post_many(const http::Request& request, Context& context) {
    const auto counter = counter_of(context);
    if (!counter) return no_office_page(context);
    PublishedMany all;
    const auto add = [&](const std::vector<VacancyId>& ids) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return publish_many(tx, context, ids); });
        all.published += done.published;
        all.employer_waits += done.employer_waits;
        all.over += done.over;
        all.other += done.other;
    };
    if (request.form.has("semua")) {
        // A few hundred at a time: nobody else waits long, and what is done stays done.
        constexpr int a_round = 200;
        VacancyId after;
        for (;;) {
            const auto part = context.platform.database.read([&](sql::Transaction& tx) {
                return queue(tx, context, {"submitted", "", after, a_round});
            });
            if (part.empty()) break;
            std::vector<VacancyId> ids;
            for (const auto& one : part)
                if (one.asked.empty()) ids.push_back(one.id);
            add(ids);
            after = part.back().id;
        }
    } else {
        std::vector<VacancyId> ids;
        for (const auto& one : request.form.all("pilih"))
            if (const auto id = VacancyId::parse(one)) ids.push_back(*id);
        add(ids);
    }
    return http::see_other("/tinjau?terbit=" + std::to_string(all.published) +
                           "&tinggal=" + std::to_string(all.employer_waits + all.over + all.other));
}

// --- one vacancy ---

struct Seen {
    Counter counter;
    Vacancy vacancy;
    std::optional<employers::Employer> employer;
    std::int64_t least{};
    std::vector<Change> changes;
    std::vector<HeadsReport> reports;
    bool has_licence{};  // its company may place people abroad, today
    std::string licence_basis;
    std::string conditions_basis;
    bool has_tie{};  // this officer, to the company
};

const Change* waiting_in(const std::vector<Change>& changes) {
    const auto one = std::ranges::find(changes, ChangeState::waiting, &Change::state);
    return one == changes.end() ? nullptr : &*one;
}

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    auto counter = counter_of(context);
    if (!counter) return {};
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto vacancy = find_vacancy(tx, context, request.path_id<VacancyId>(0));
        if (!vacancy || vacancy->office != counter->office.id) return {};
        auto employer = employers::find_employer(tx, context, vacancy->employer);
        auto changes = changes_of(tx, context, vacancy->id);
        const auto office = counter->office.id;
        return Seen{.counter = *counter,
                    .vacancy = *vacancy,
                    .employer = std::move(employer),
                    .least = minimum_wage(tx, context, office),
                    .changes = std::move(changes),
                    .reports = heads_reports(tx, context, vacancy->id),
                    .has_licence = employers::licence_in_force(tx, vacancy->employer, counter->today).has_value(),
                    .licence_basis = office::parameter(tx, office, "overseas_licence_basis", counter->today).value,
                    .conditions_basis = office::parameter(tx, office, "conditions_basis", counter->today).value,
                    .has_tie = employers::has_tie(tx, context, vacancy->employer)};
    });
}

// Each condition with its reason, to be accepted.
void write_conditions(Markup& out, const Context& context, const std::vector<Condition>& asked, const std::string& basis,
                      const html::FormState& state) {
    if (!asked.empty())
        out << "<p class=\"muted\">"_html
            << fill(context.t("Syarat ini hanya boleh bila pekerjaannya memerlukannya: {dasar}."),
                    {{"dasar", std::string(context.t(basis))}})
            << "</p>"_html;
    for (const auto& one : asked) {
        const auto label =
            fill(context.t("{syarat}: {kata}"), {{"syarat", std::string(context.t(label_of_condition(one.kind)))}, {"kata", one.text}});
        if (one.reason.empty()) {
            const auto name = "reason." + one.kind;
            html::text_field(out, context,
                             {.name = name,
                              .label = label,
                              .hint = context.t("Perusahaan tidak menulis alasan. Tulis alasannya bila ada, atau kembalikan lowongannya."),
                              .value = state.value(name),
                              .error = state.error(name),
                              .max_length = 400,
                              .optional = true});
        } else {
            html::checkbox(out, context,
                           {.name = "terima." + one.kind,
                            .label = label,
                            .hint = fill(context.t("Alasan: {alasan}. Centang bila diterima."), {{"alasan", one.reason}}),
                            .error = state.error("terima." + one.kind)},
                           one.accepted || state.typed.has("terima." + one.kind));
        }
    }
}

void note_field(Markup& out, const Context& context, const html::FormState& state) {
    html::text_area(out, context,
                    {.name = "catatan",
                     .label = context.t("Catatan untuk perusahaan"),
                     .hint = context.t("Apa yang perlu diperbaiki, atau mengapa ditolak"),
                     .value = state.value("catatan"),
                     .error = state.error("catatan"),
                     .max_length = 600},
                    3);
}

// Work abroad wants the company's permission.
void write_licence(Markup& out, const Context& context, const Seen& seen, std::string_view title) {
    Markup text;
    text << "<p>"_html << seen.licence_basis << "</p><p>"_html
         << (seen.has_licence ? context.t("Izin perusahaan ini tercatat dan berlaku.") : context.t("Belum ada izin yang berlaku."))
         << " <a"_html;
    text.attribute("href"_html, "/atur/perusahaan/" + seen.vacancy.employer.text() + "/izin");
    text << ">"_html << context.t("Catat atau lihat izinnya") << "</a></p>"_html;
    html::notice(out, seen.has_licence ? html::Tone::good : html::Tone::warning, title, text);
}

// Or the officer knows that it is here.
void write_abroad(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    write_licence(out, context, seen, context.t("Pekerjaannya tampak di luar negeri"));
    html::checkbox(out, context,
                   {.name = "dalam_negeri",
                    .label = context.t("Sudah saya tanyakan: tempat kerjanya di dalam negeri"),
                    .error = state.error("dalam_negeri")},
                   state.typed.has("dalam_negeri"));
}

void write_decision(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    const auto& vacancy = seen.vacancy;
    const auto path = "/tinjau/" + vacancy.id.text();
    const auto version = std::to_string(vacancy.version);
    out << "<section class=\"panel\"><h2>"_html << context.t("Keputusan") << "</h2>"_html;
    html::form_open(out, context, path + "/terbit");
    html::hidden(out, "versi", version);
    write_conditions(out, context, vacancy.asked, seen.conditions_basis, state);
    if (vacancy.overseas) write_abroad(out, context, seen, state);
    html::button(out, vacancy.state == VacancyState::held ? context.t("Tidak apa-apa, terbitkan") : context.t("Terbitkan"),
                 html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    html::form_open(out, context, path + "/kembalikan");
    html::hidden(out, "versi", version);
    note_field(out, context, state);
    html::button(out, context.t("Kembalikan untuk diperbaiki"), html::ButtonKind::secondary);
    out << "<button class=\"button button--warning\""_html;
    out.attribute("formaction"_html, path + "/tolak");
    out << ">"_html << context.t("Tolak") << "</button>"_html;
    html::form_close(out);
    out << "</section>"_html;
}

void write_change(Markup& out, const Context& context, const Seen& seen, const Change& change, const html::FormState& state) {
    const auto path = "/tinjau/" + seen.vacancy.id.text() + "/perubahan";
    const auto wanted = proposed_by(change, seen.vacancy, seen.counter.today, seen.counter.office.regency_code);
    out << "<section class=\"panel\"><h2>"_html << context.t("Perubahan yang diminta perusahaan") << "</h2>"_html;
    if (!change.held_because.empty()) write_holds(out, context, wanted, seen.employer.value_or(employers::Employer{}), change.held_because);
    if (is_below(wanted, seen.least))
        html::notice(out, html::Tone::warning, fill(context.t("Upah minimum {upah}"), {{"upah", rupiah(seen.least)}}),
                     context.t("Upah yang ditulis di bawahnya. Tanyakan apakah ini bukan kerja penuh."));
    write_fields(out, context, change.fields);
    html::form_open(out, context, path + "/terima");
    html::hidden(out, "versi", std::to_string(seen.vacancy.version));
    html::hidden(out, "perubahan", change.id.text());
    write_conditions(out, context, wanted.asked, seen.conditions_basis, state);
    if (mentions_abroad(wanted) && (seen.vacancy.overseas || !mentions_abroad(seen.vacancy))) write_abroad(out, context, seen, state);
    html::button(out, context.t("Tampilkan perubahan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    html::form_open(out, context, path + "/tolak");
    html::hidden(out, "perubahan", change.id.text());
    note_field(out, context, state);
    html::button(out, context.t("Tetap yang lama"), html::ButtonKind::warning);
    html::form_close(out);
    out << "</section>"_html;
}

http::Response one_page(const Context& context, const Seen& seen, const html::FormState& state, int status = 200) {
    const auto& vacancy = seen.vacancy;
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << vacancy.title << "</h1><p>"_html;
    write_state(out, context, vacancy);
    out << " <span class=\"muted\">"_html;
    write_unbroken(out, vacancy.receipt, vacancy.receipt);
    out << " · "_html << context.t(label(vacancy.source)) << " · "_html << heads_words(context, vacancy) << "</span></p>"_html;
    if (vacancy.held_because == licence_lapsed) {
        write_licence(out, context, seen, context.t(sentence_of_hold(vacancy.held_because)));
    } else if (!vacancy.held_because.empty()) {
        write_holds(out, context, vacancy, seen.employer.value_or(employers::Employer{}), vacancy.held_because);
    }
    if (is_below(vacancy, seen.least))
        html::notice(out, html::Tone::warning, fill(context.t("Upah minimum {upah}"), {{"upah", rupiah(seen.least)}}),
                     context.t("Upah yang ditulis di bawahnya. Tanyakan apakah ini bukan kerja penuh."));
    if (!vacancy.note_of_officer.empty()) html::notice(out, html::Tone::info, context.t("Catatan petugas"), vacancy.note_of_officer);
    const bool verified = seen.employer && seen.employer->state == employers::EmployerState::verified;
    out << "<section class=\"panel\"><h2>"_html << context.t("Pemberi kerja") << "</h2><p><a"_html;
    out.attribute("href"_html, "/atur/perusahaan/" + vacancy.employer.text());
    out << ">"_html << vacancy.employer_name << "</a> "_html;
    html::tag(out, verified ? html::Tone::good : html::Tone::warning,
              verified ? context.t("Terverifikasi") : context.t("Belum diverifikasi"));
    out << "</p>"_html;
    if (!verified) out << "<p>"_html << context.t("Verifikasi perusahaannya dulu. Sebelum itu lowongan tidak tayang.") << "</p>"_html;
    if (seen.employer && !seen.employer->address.empty()) out << "<p class=\"muted\">"_html << seen.employer->address << "</p>"_html;
    if (!vacancy.contact.empty()) out << "<p class=\"muted\">"_html << vacancy.contact << "</p>"_html;
    out << "</section>"_html;
    // What waits is decided, not withdrawn: that is the company's to do.
    if (!seen.has_tie)
        write_fresh(out, context, vacancy, fresh_of(vacancy, seen.reports, context.now), "/tinjau", seen.counter.office.zone);
    if (seen.has_tie)
        write_tie(out, context);
    else if (is_waiting(vacancy.state))
        write_decision(out, context, seen, state);
    else
        write_life(out, context, vacancy, "/tinjau");
    if (const auto* change = waiting_in(seen.changes); change != nullptr && !seen.has_tie) write_change(out, context, seen, *change, state);
    out << "<section class=\"panel\">"_html;
    write_content(out, context, vacancy);
    if (!is_waiting(vacancy.state))
        for (const auto& one : vacancy.asked)
            html::notice(out, one.accepted ? html::Tone::good : html::Tone::warning, field_words(context, "reason." + one.kind),
                         one.text + " — " + one.reason);
    out << "</section>"_html;
    write_heads(out, context, vacancy, seen.reports, "/tinjau", seen.counter.office.zone,
                seen.has_tie ? TakeBack::none : TakeBack::offered);
    write_history(out, context, seen.changes, seen.counter.office.zone);
    if (may_be_edited(vacancy.state) && !seen.has_tie)
        html::link_button(out, context.t("Tambah rincian"), "/tinjau/" + vacancy.id.text() + "/rincian", html::ButtonKind::secondary);
    if (is_public(vacancy, seen.counter.today))
        html::link_button(out, context.t("Lihat halaman lowongan"), "/lowongan/" + vacancy.id.text(), html::ButtonKind::secondary);
    auto frame = desk_frame(seen.counter.office, vacancy.title, "/tinjau/" + vacancy.id.text());
    frame.back_href = "/tinjau";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_one(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return refused_page(context, Refusal::no_such_vacancy, "/tinjau");
    return one_page(context, *seen, {});
}

// The page again with what was typed, or the queue when it is done.
http::Response answer(const http::Request& request, const Context& context, const Seen& seen, const Result<Done, Refusal>& done,
                      std::string field) {
    if (done) return http::see_other("/tinjau/" + seen.vacancy.id.text());
    html::FormState state{request.form, {}};
    state.refuse(std::move(field), context.t(sentence(done.error())));
    return one_page(context, seen, state, status_of(done.error()));
}

Workplace workplace_in(const http::Request& request) {
    return request.form.has("dalam_negeri") ? Workplace::at_home : Workplace::as_written;
}

// Where the sentence of a refusal stands; `open`: the first condition that nobody accepted.
std::string field_at(const Result<Done, Refusal>& done, const std::string& open) {
    if (!done && done.error() == Refusal::licence_missing) return "dalam_negeri";
    return open.empty() ? "catatan" : open;
}

struct Said {
    Reasons accepted;
    std::string open;  // field of the first condition that nobody accepted
};
Said reasons_in(const http::Request& request, const std::vector<Condition>& asked) {
    Reasons accepted;
    std::string open;
    for (const auto& one : asked) {
        const auto written = request.form.text("reason." + one.kind);
        if (request.form.has("terima." + one.kind))
            accepted.emplace_back(one.kind, one.reason);
        else if (!written.empty())
            accepted.emplace_back(one.kind, written);
        else if (open.empty())
            open = (one.reason.empty() ? "reason." : "terima.") + one.kind;
    }
    return {std::move(accepted), std::move(open)};
}

http::Response post_publish(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return refused_page(context, Refusal::no_such_vacancy, "/tinjau");
    const auto [accepted, open] = reasons_in(request, seen->vacancy.asked);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return publish(tx, context, seen->vacancy.id, typed_number(request.form.text("versi")), accepted, workplace_in(request));
    });
    return answer(request, context, *seen, done, field_at(done, open));
}

http::Response post_return(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return refused_page(context, Refusal::no_such_vacancy, "/tinjau");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return give_back(tx, context, seen->vacancy.id, typed_number(request.form.text("versi")), request.form.text("catatan"));
    });
    return answer(request, context, *seen, done, "catatan");
}

http::Response post_refuse(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return refused_page(context, Refusal::no_such_vacancy, "/tinjau");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return refuse(tx, context, seen->vacancy.id, typed_number(request.form.text("versi")), request.form.text("catatan"));
    });
    return answer(request, context, *seen, done, "catatan");
}

http::Response post_show_change(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    const auto* change = seen ? waiting_in(seen->changes) : nullptr;
    if (change == nullptr || change->id.text() != request.form.text("perubahan"))
        return refused_page(context, seen ? Refusal::changed_meanwhile : Refusal::no_such_vacancy, "/tinjau");
    const auto wanted = proposed_by(*change, seen->vacancy, seen->counter.today, seen->counter.office.regency_code);
    const auto [accepted, open] = reasons_in(request, wanted.asked);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return show_change(tx, context, change->id, typed_number(request.form.text("versi")), accepted, workplace_in(request));
    });
    return answer(request, context, *seen, done, field_at(done, open));
}

http::Response post_decline_change(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return refused_page(context, Refusal::no_such_vacancy, "/tinjau");
    const auto id = ChangeId::parse(request.form.text("perubahan")).value_or(ChangeId{});
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return decline_change(tx, context, id, request.form.text("catatan")); });
    return answer(request, context, *seen, done, "catatan");
}

}  // namespace

std::vector<http::Route> review_routes() {
    using enum http::Method;
    return {{get, "/tinjau", get_queue, Permission::review_vacancy},
            {post, "/tinjau/terbit", post_many, Permission::review_vacancy, http::Rate::write},
            {get, "/tinjau/{vacancy}", get_one, Permission::review_vacancy},
            {post, "/tinjau/{vacancy}/terbit", post_publish, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/{vacancy}/kembalikan", post_return, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/{vacancy}/tolak", post_refuse, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/{vacancy}/perubahan/terima", post_show_change, Permission::review_vacancy, http::Rate::write},
            {post, "/tinjau/{vacancy}/perubahan/tolak", post_decline_change, Permission::review_vacancy, http::Rate::write}};
}

}  // namespace vacancies
