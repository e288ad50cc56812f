#include "modules/vacancies/api.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/form.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/http/idempotency.hpp"

namespace vacancies {

namespace {

using nlohmann::json;

http::Response refused(const Context& context, Refusal why) { return http::problem(status_of(why), code(why), context.t(sentence(why))); }

std::string as_text(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const auto& one : value)
            if (one.is_string()) parts.push_back(one.get<std::string>());
        return text::join(parts, "\n");
    }
    return {};
}

Typed typed_in(const json& body) {
    Typed typed;
    for (const auto& [name, value] : body.items()) {
        if (name == "reasons" && value.is_object()) {
            for (const auto& [kind, reason] : value.items()) typed.emplace_back("reason." + kind, as_text(reason));
        } else {
            typed.emplace_back(name, as_text(value));
        }
    }
    return typed;
}

json body_of(const Vacancy& one, Zone zone) {
    json asked = json::array();
    for (const auto& condition : one.asked)
        asked.push_back({{"kind", condition.kind}, {"text", condition.text}, {"reason", condition.reason}});
    json body{{"id", one.id.text()},
              {"receipt", one.receipt},
              {"state", code(one.state)},
              {"employer", {{"id", one.employer.text()}, {"name", one.employer_name}}},
              {"title", one.title},
              {"occupation", one.occupation},
              {"openings", one.openings},
              {"openings_left", one.open_heads()},
              {"filled", {{"men", one.filled_men}, {"women", one.filled_women}}},
              {"cancelled", one.cancelled},
              {"valid_from", one.valid_from.iso()},
              {"valid_until", one.valid_until.iso()},
              {"place_code", one.place_code},
              {"place", one.place_text},
              {"address", one.address},
              {"contract", code(one.contract)},
              {"mode", code(one.mode)},
              {"hours", one.hours},
              {"conditions", one.conditions},
              {"education_min", one.education_min},
              {"majors", one.majors},
              {"skills", one.skills},
              {"certificates", one.certificates},
              {"certificates_preferred", one.certificates_preferred},
              {"languages", one.languages},
              {"experience_months", one.experience_months},
              {"open_to_disability", one.open_to_disability},
              {"accommodations", one.accommodations},
              {"description", one.description},
              {"how_to_apply", one.how_to_apply},
              {"asked", asked},
              {"answer_days", one.answer_days},
              {"url", "/lowongan/" + one.id.text()},
              {"version", one.version}};
    if (one.wage_low > 0) body["wage"] = {{"low", one.wage_low}, {"high", one.wage_high}, {"currency", "IDR"}, {"period", "month"}};
    if (one.age_min + one.age_max > 0) body["age"] = {{"min", one.age_min}, {"max", one.age_max}};
    if (one.published_at) body["published_at"] = one.published_at->rfc3339(zone);
    if (one.closed_at) body["closed_at"] = one.closed_at->rfc3339(zone);
    return body;
}

http::Response post_vacancy(const http::Request& request, Context& context) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return http::problem(400, "broken_json", context.t("Isi permintaan bukan JSON yang benar."));
    struct Own {
        employers::Employer employer;
        Date today;
    };
    const auto own = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Own> {
        auto employer = employers::own_employer(tx, context);
        if (!employer) return {};
        const auto today = today_at(tx, context, employer->office);
        return Own{std::move(*employer), today};
    });
    if (!own) return refused(context, Refusal::no_employer_of_yours);
    Vacancy base;
    base.office = own->employer.office;
    base.employer = own->employer.id;
    base.employer_name = own->employer.name;
    const auto read = read_vacancy(typed_in(body), base, own->today, own->employer.regency_code);
    if (!read.errors.empty()) {
        std::vector<http::FieldProblem> problems;
        for (const auto& one : read.errors)
            problems.push_back({one.field, std::string(code(one.why)),
                                field_words(context, one.field) + ": " + std::string(context.t(sentence(one.why)))});
        return http::problem(422, code(Refusal::field_unfit), context.t(sentence(Refusal::field_unfit)), problems);
    }
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto made = submit(tx, context, read.vacancy);
        if (!made) return refused(context, made.error());
        return http::json(
            json{{"id", made->id.text()}, {"receipt", made->receipt}, {"state", code(made->state)}, {"held_because", made->held_because}}
                .dump(),
            201);
    });
}

http::Response get_vacancy(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> http::Response {
        const auto vacancy = find_vacancy(tx, context, request.path_id<VacancyId>(0));
        if (!vacancy) return refused(context, Refusal::no_such_vacancy);
        const auto office = office::find_office(tx, vacancy->office);
        const auto zone = office ? office->zone : Zone::wib;
        return http::json(body_of(*vacancy, zone).dump(-1, ' ', false, json::error_handler_t::replace))
            .with_header("ETag", "\"" + std::to_string(vacancy->version) + "\"");
    });
}

}  // namespace

std::vector<http::Route> api_routes() {
    using enum http::Method;
    constexpr std::size_t small = 128 * 1024;
    return {{post, "/api/v1/vacancies", post_vacancy, Permission::employer, http::Rate::api, small, "Report a vacancy"},
            {get, "/api/v1/vacancies/{vacancy}", get_vacancy, Permission::anyone, http::Rate::api, small,
             "A vacancy that is or was public, or one's own"}};
}

}  // namespace vacancies
