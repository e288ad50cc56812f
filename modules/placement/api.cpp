#include "modules/placement/api.hpp"

#include <nlohmann/json.hpp>

#include "modules/office/actions.hpp"
#include "modules/placement/actions.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "platform/http/idempotency.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

using nlohmann::json;

http::Response refused(const Context& context, Refusal why) { return http::problem(status_of(why), code(why), context.t(sentence(why))); }

// Bearer tokens of staff may hold many files; this is the person's own act.
bool is_person(const Context& context) { return context.actor.kind == ActorKind::applicant; }
http::Response not_a_person(const Context& context) {
    return http::problem(403, "not_yours", context.t(msg("Hanya pemilik berkas yang dapat melamar dan melihat lamarannya.")));
}

json shown(sql::Transaction& tx, const OwnCandidacy& own) {
    const auto& candidacy = own.candidacy;
    const auto office = office::find_office(tx, candidacy.office);
    const auto zone = office ? office->zone : Zone::wib;
    json one{{"id", candidacy.id.text()},
             {"vacancy", candidacy.vacancy.text()},
             {"title", own.vacancy.title},
             {"employer", own.vacancy.employer_name},
             {"origin", code(candidacy.origin)},
             {"state", code(candidacy.state)},
             {"applied_at", candidacy.made_at.rfc3339(zone)},
             {"answer_by", candidacy.answer_by.iso()},
             {"name_shown", is_name_shown(candidacy)}};
    if (candidacy.answered_at) one["answered_at"] = candidacy.answered_at->rfc3339(zone);
    if (candidacy.reason) one["reason"] = {{"code", code(*candidacy.reason)}, {"title", sentence(*candidacy.reason)}};
    return one;
}

http::Response post_application(const http::Request& request, Context& context) {
    if (!is_person(context)) return not_a_person(context);
    const auto body = request.body.empty() ? json::object() : json::parse(request.body, nullptr, false);
    if (!body.is_object()) return http::problem(400, "broken_json", context.t(msg("Isi permintaan bukan JSON yang benar.")));
    const auto typed = body.find("note");
    if (typed != body.end() && !typed->is_string()) return refused(context, Refusal::note_too_long);
    const auto note = typed == body.end() ? std::string() : typed->get<std::string>();
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto done = apply(tx, context, request.path_id<vacancies::VacancyId>(0), note);
        if (!done) return refused(context, done.error());
        return http::json(json{{"id", done->id.text()}, {"state", "sent"}, {"answer_by", done->answer_by.iso()}}.dump(), 201);
    });
}

http::Response list(const Context& context, vacancies::VacancyId only) {
    if (!is_person(context)) return not_a_person(context);
    return context.platform.database.read([&](sql::Transaction& tx) {
        auto all = json::array();
        for (const auto& one : own_candidacies(tx, context))
            if (!only || one.candidacy.vacancy == only) all.push_back(shown(tx, one));
        return http::json(json{{"applications", std::move(all)}}.dump());
    });
}

http::Response get_at_vacancy(const http::Request& request, Context& context) {
    const auto id = vacancies::VacancyId::parse(request.path_value(0));
    return id ? list(context, *id) : refused(context, Refusal::no_such_vacancy);
}

http::Response get_all(const http::Request&, Context& context) { return list(context, {}); }

}  // namespace

std::vector<http::Route> api_routes() {
    using enum http::Method;
    constexpr std::size_t small = 16 * 1024;
    return {{post, "/api/v1/vacancies/{vacancy}/applications", post_application, Permission::hold_application, http::Rate::api, small,
             "Apply for a vacancy with the applicant's own token"},
            {get, "/api/v1/vacancies/{vacancy}/applications", get_at_vacancy, Permission::hold_application, http::Rate::api, small,
             "One's own application for this vacancy"},
            {get, "/api/v1/vacancy-applications", get_all, Permission::hold_application, http::Rate::api, small,
             "All of one's own applications for vacancies"}};
}

}  // namespace placement
