#include "modules/registration/api.hpp"

#include <nlohmann/json.hpp>

#include "base/whole.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/text.hpp"
#include "platform/files/files.hpp"
#include "platform/http/idempotency.hpp"

namespace registration {
namespace {

using nlohmann::json;

http::Response refused(const Context& context, Refusal why) { return http::problem(status_of(why), code(why), context.t(sentence(why))); }

http::Response unfit(const Context& context, const std::vector<FieldError>& errors) {
    std::vector<http::FieldProblem> problems;
    for (const auto& error : errors)
        problems.push_back({error.field, std::string(code(error.why)), std::string(context.t(sentence(error.why)))});
    return http::problem(422, code(Refusal::field_unfit), context.t(sentence(Refusal::field_unfit)), problems);
}

http::Response broken_json(const Context& context) {
    return http::problem(400, "broken_json", context.t(msg("Isi permintaan bukan JSON yang benar.")));
}

std::optional<json> object_in(const http::Request& request) {
    if (request.body.empty()) return json::object();
    auto body = json::parse(request.body, nullptr, false);
    if (body.is_discarded() || !body.is_object()) return {};
    return body;
}

std::string as_text(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return {};
}

std::string text_at(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? std::string() : as_text(*found);
}

std::optional<int> if_version(const http::Request& request) {
    auto header = request.header("if-match");
    if (header.starts_with("W/")) header.erase(0, 2);
    std::erase(header, '"');
    if (header.empty() || header == "*") return {};
    return text::whole(header).value_or(-1);  // a tag that we never gave matches no version
}

// The API's names are the form's names; lists and the school are spread out.
Typed typed_in(const json& body) {
    Typed typed;
    for (const auto& [name, value] : body.items()) {
        if (name == "education") {
            const auto add = [&](const json& school, std::size_t position) {
                if (!school.is_object()) return;
                const auto prefix = position == 0 ? std::string("education.") : "education." + std::to_string(position + 1) + ".";
                for (const auto& [part, one] : school.items()) typed.emplace_back(prefix + part, as_text(one));
            };
            if (value.is_array())
                for (std::size_t position = 0; position < value.size(); ++position) add(value[position], position);
            else
                add(value, 0);
        } else if (value.is_array()) {
            for (const auto& one : value) typed.emplace_back(name, as_text(one));
        } else if (name == "guardian" && value.is_object()) {
            for (const auto& [part, one] : value.items()) typed.emplace_back("guardian_" + part, as_text(one));
        } else {
            typed.emplace_back(name, as_text(value));
        }
    }
    return typed;
}

std::vector<FieldError> unsent_fields(const json& body, const Typed& typed) {
    std::vector<FieldError> missing;
    if (!body.contains("skills") || !body["skills"].is_array()) missing.push_back({"skills", Unfit::missing});
    if (body.contains("education") && body["education"].is_object() && !has(typed, "education.major"))
        missing.push_back({"education.major", Unfit::missing});
    return missing;
}

json warnings_json(const std::vector<Warning>& warnings) {
    auto list = json::array();
    for (const auto& one : warnings) list.push_back({{"field", one.field}, {"code", one.code}, {"title", one.sentence}});
    return list;
}

http::Response post_application(const http::Request& request, Context& context) {
    const auto body = object_in(request);
    if (!body) return broken_json(context);
    const auto office_code = text_at(*body, "office");
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, office_code); });
    const auto today = context.local(office ? office->zone : Zone::wib).date;
    const auto typed = typed_in(*body);
    auto errors = errors_in(typed, today);
    for (auto& one : unsent_fields(*body, typed)) errors.push_back(std::move(one));
    if (!office) errors.insert(errors.begin(), {"office", office_code.empty() ? Unfit::missing : Unfit::not_in_list});
    if (!errors.empty()) return unfit(context, errors);
    const auto answers = read_answers(typed, today).answers;
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto channel =
            context.actor.kind == ActorKind::staff && context.actor.office == office->id && context.may(Permission::edit_application)
                ? Channel::counter
                : Channel::online;
        const auto made = submit_application(tx, context, office->id, channel, answers);
        if (!made) return refused(context, made.error());
        return http::json(json{{"id", made->id.text()}, {"token", made->token}, {"warnings", warnings_json(made->warnings)}}.dump(), 201);
    });
}

http::Response get_application(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto show = [&](const Application& application, const std::vector<Mark>& marks, const std::vector<Warning>& warnings, Zone zone) {
        auto marked = json::array();
        for (const auto& mark : marks) marked.push_back({{"field", mark.field}, {"code", mark.code}, {"note", mark.note}});
        json body{{"id", application.id.text()},      {"state", code(application.state)},
                  {"code", application.code},         {"channel", code(application.channel)},
                  {"name", application.answers.name}, {"nik", application.answers.nik ? application.answers.nik->to_masked() : ""},
                  {"reasons", std::move(marked)},     {"warnings", warnings_json(warnings)},
                  {"version", application.version}};
        if (application.submitted_at) body["submitted_at"] = application.submitted_at->rfc3339(zone);
        if (application.present_at) body["present_at"] = application.present_at->rfc3339(zone);
        if (application.card) body["card"] = {{"id", application.card.text()}};
        return http::json(body.dump()).with_header("ETag", "\"" + std::to_string(application.version) + "\"");
    };
    // A reading by staff is a row of its own, so it needs a writing transaction.
    if (context.actor.kind == ActorKind::staff) {
        return context.platform.database.write([&](sql::Transaction& tx) -> http::Response {
            const auto application = open_for_staff(tx, context, id, "api");
            if (!application) return refused(context, application.error());
            return show(*application, marks_of(tx, context, id), warnings_of(tx, context, *application), zone_of(tx, application->office));
        });
    }
    return context.platform.database.read([&](sql::Transaction& tx) -> http::Response {
        const auto application = opened(tx, context, id, Permission::see_person);
        if (!application) return refused(context, application.error());
        return show(*application, marks_of(tx, context, id), warnings_of(tx, context, *application), zone_of(tx, application->office));
    });
}

http::Response post_document(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    std::vector<FieldError> errors;
    const auto kind = request.form.text("kind");
    if (!is_document_kind(kind)) errors.push_back({"kind", kind.empty() ? Unfit::missing : Unfit::not_in_list});
    if (request.uploads.empty()) errors.push_back({"file", Unfit::missing});
    if (!errors.empty()) return unfit(context, errors);
    // Whose file it is comes before the slow work on a stranger's picture.
    const auto allowed = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Refusal> {
        const auto application = opened(tx, context, id, Permission::edit_application);
        if (!application) return application.error();
        return {};
    });
    if (allowed) return refused(context, *allowed);
    const auto prepared = prepare_document(context, kind, request.uploads.front().bytes);
    if (!prepared) return refused(context, prepared.error());
    auto response = http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto document = add_document(tx, context, id, *prepared);
        if (!document) return refused(context, document.error());
        return http::json(json{{"id", document->text()}, {"kind", kind}}.dump(), 201);
    });
    if (response.status >= 400) context.platform.files.remove(prepared->file);
    return response;
}

// Other systems have reasons of their own: a code that the catalogue lacks is kept as "other" with what they say of it.
Mark mark_in(const json& reason, bool refuses) {
    Mark mark{text_at(reason, "field"), text_at(reason, "code"), text_at(reason, "note")};
    const bool known = refuses ? find_refusal_reason(mark.code) != nullptr : find_mark_reason(mark.code) != nullptr;
    if (known || mark.code.empty()) return mark;
    if (mark.note.empty()) mark.note = mark.code;
    mark.code = "other";
    return mark;
}

http::Response post_decision(const http::Request& request, Context& context) {
    const auto body = object_in(request);
    if (!body) return broken_json(context);
    const auto id = request.path_id<ApplicationId>(0);
    const auto decision = text_at(*body, "decision");
    std::vector<Mark> marks;
    if (body->contains("reasons") && (*body)["reasons"].is_array())
        for (const auto& one : (*body)["reasons"])
            if (one.is_object()) marks.push_back(mark_in(one, decision == "reject"));
    if (decision != "approve" && decision != "needs_fix" && decision != "reject")
        return unfit(context, {{"decision", decision.empty() ? Unfit::missing : Unfit::not_in_list}});
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto version = if_version(request);
        if (decision == "approve") {
            const auto decided = approve(tx, context, id, version);
            if (!decided) return refused(context, decided.error());
            return http::json(json{{"state", "approved"}, {"card", {{"id", decided->card.text()}, {"number", decided->number}}}}.dump());
        }
        if (decision == "needs_fix") {
            const auto done = ask_for_correction(tx, context, id, marks, version);
            if (!done) return refused(context, done.error());
            return http::json(json{{"state", "needs_fix"}}.dump());
        }
        const auto reason = marks.empty() ? Mark{} : marks.front();
        const auto done = refuse(tx, context, id, reason.code, reason.note, version);
        if (!done) return refused(context, done.error());
        return http::json(json{{"state", "refused"}}.dump());
    });
}

http::Response post_card(const http::Request& request, Context& context) {
    const auto body = object_in(request);
    if (!body) return broken_json(context);
    const auto id = request.path_id<ApplicationId>(0);
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto issued = issue_card(tx, context, id, text_at(*body, "blank_serial"));
        if (!issued) return refused(context, issued.error());
        return http::json(json{{"id", issued->card.text()}, {"number", issued->number}, {"valid_until", issued->valid_until.iso()}}.dump(),
                          201);
    });
}

http::Response get_card_pdf(const http::Request& request, Context& context) {
    auto name = request.path_value(0);
    if (name.ends_with(".pdf")) name.resize(name.size() - 4);
    const auto id = CardId::parse(name).value_or(CardId{});
    auto made = render_card_pdf(context, id);
    if (!made) return refused(context, Refusal::no_such_card);
    return http::bytes(std::move(*made), "application/pdf", "kartu-ak1.pdf");
}

http::Response post_revocation(const http::Request& request, Context& context) {
    const auto body = object_in(request);
    if (!body) return broken_json(context);
    const auto id = request.path_id<CardId>(0);
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto done = revoke(tx, context, id, text_at(*body, "reason"));
        if (!done) return refused(context, done.error());
        if (*done == Revocation::pending) return http::json(json{{"pending", true}}.dump(), 202);
        return http::json(json{{"state", "revoked"}}.dump());
    });
}

}  // namespace

std::vector<http::Route> api_routes() {
    using http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {
        {Method::post, "/api/v1/applications", post_application, Permission::anyone, Rate::api, small,
         "Hand in a complete application for the AK-1"},
        {Method::get, "/api/v1/applications/{application}", get_application, Permission::anyone, Rate::api, small,
         "State, marks and warnings of an application"},
        {Method::post, "/api/v1/applications/{application}/documents", post_document, Permission::anyone, Rate::upload,
         images::upload_max + small, "Add a paper or a photo"},
        {Method::post, "/api/v1/applications/{application}/decision", post_decision, Permission::decide_application, Rate::api, small,
         "Approve, mark fields, or refuse"},
        {Method::post, "/api/v1/applications/{application}/card", post_card, Permission::hand_over_card, Rate::api, small,
         "The card is signed by both sides and handed over"},
        {Method::get, "/api/v1/cards/{card}", get_card_pdf, Permission::anyone, Rate::api, small, "The card as PDF (ID.pdf)"},
        {Method::post, "/api/v1/cards/{card}/revocation", post_revocation, Permission::request_revocation, Rate::api, small,
         "Ask for a revocation, or confirm somebody else's"},
    };
}

}  // namespace registration
