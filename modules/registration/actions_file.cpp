#include "modules/registration/actions_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_telling.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"
#include "platform/files/files.hpp"

namespace registration {
namespace {

constexpr int code_length = 8;
constexpr std::size_t files_on_phone_max = 6;
constexpr std::int64_t attempt_period_s = 15 * 60;
constexpr int attempts_per_code_max = 5;
constexpr int attempts_per_address_max = 30;  // an office's or a village's people share one address

std::string new_token(sql::Transaction& tx, const Context& context, const Application& application) {
    auto token = crypto::random_token();
    store::add_session(tx, application, crypto::sha256_hex(token), context.now);
    return token;
}

Application new_application(sql::Transaction& tx, const Context& context, OfficeId office, Channel channel, ApplicationState state,
                            const Typed& typed) {
    Application application;
    application.id = ApplicationId{ids::next()};
    application.office = office;
    application.channel = channel;
    application.state = state;
    application.created_at = context.now;
    if (state != ApplicationState::draft) application.submitted_at = context.now;
    do application.code = crypto::random_code(code_length);
    while (!store::add_application(tx, context.platform.vault, application, typed));
    return application;
}

std::string person_key(const Context& context, const Answers& answers) {
    if (!answers.nik) return {};
    return context.platform.vault.blind_index("nik", answers.nik->reveal());
}

void keep_answers(sql::Transaction& tx, const Context& context, Application& application, Answers answers) {
    application.answers = std::move(answers);
    application.person_key = person_key(context, application.answers);
    store::save_answers(tx, context.platform.vault, application, context.now);
}

std::vector<FieldError> in_form_order(std::vector<FieldError> errors) {
    std::stable_sort(errors.begin(), errors.end(),
                     [](const FieldError& a, const FieldError& b) { return stage_of(a.field) < stage_of(b.field); });
    return errors;
}

std::string typed_code(std::string_view code) {
    std::string clean;
    for (const char c : text::upper(text::trim(code)))
        if (c != '-' && c != ' ') clean += c;
    return clean;
}

std::string field_list(const std::vector<std::string>& fields) {
    std::string json = "{\"fields\":[";
    for (std::size_t at = 0; at < fields.size(); ++at) json += (at == 0 ? "\"" : ",\"") + fields[at] + "\"";
    return json + "]}";
}

}  // namespace

std::vector<FieldError> errors_in(const Typed& typed, Date today) {
    auto read = read_answers(typed, today);
    for (auto& missing : missing_fields(read.answers)) {
        const bool is_told =
            std::any_of(read.errors.begin(), read.errors.end(), [&](const FieldError& error) { return error.field == missing.field; });
        if (!is_told) read.errors.push_back(std::move(missing));
    }
    return in_form_order(std::move(read.errors));
}

std::vector<Warning> warnings_of(sql::Transaction& tx, const Context& context, const Application& application) {
    const auto demands = demands_of(tx, application.office, today_at(tx, context, application.office));
    std::vector<Warning> warnings;
    for (const auto& doubt : doubts(application.answers, store::documents(tx, application.id), demands))
        warnings.push_back({doubt.field, doubt.code, sentence(context.language, doubt)});
    return warnings;
}

// --- filling in ---

Result<Draft, Refusal> start_draft(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto channel = context.actor.kind == ActorKind::staff ? Channel::counter : Channel::online;
    const auto application = new_application(tx, context, office, channel, ApplicationState::draft, {});
    record(tx, context, application, "application.started");
    return Draft{application.id, new_token(tx, context, application)};
}

Result<Saved, Refusal> save_stage(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!may_edit_freely(application->state)) return Refusal::wrong_state;
    Typed known;
    for (const auto& one : typed)
        if (is_field(one.first)) known.push_back(one);
    const auto merged = merge(store::typed_of(tx, context.platform.vault, id), known);
    store::save_typed(tx, context.platform.vault, id, merged, context.now);
    Saved saved;
    for (auto& error : errors_in(merged, today_at(tx, context, application->office)))
        if (has(known, error.field)) saved.errors.push_back(std::move(error));
    return saved;
}

Typed typed_so_far(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = opened(tx, context, id, Permission::edit_application);
    if (!application) return {};
    if (application->state == ApplicationState::draft) return store::typed_of(tx, context.platform.vault, id);
    return typed_from(application->answers);
}

std::vector<FieldError> open_errors(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = opened(tx, context, id, Permission::edit_application);
    if (!application) return {};
    return errors_in(typed_so_far(tx, context, id), today_at(tx, context, application->office));
}

Result<Done, Refusal> submit(sql::Transaction& tx, const Context& context, ApplicationId id) {
    auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!may_edit_freely(application->state)) return Refusal::wrong_state;
    const auto today = today_at(tx, context, application->office);
    const auto typed = store::typed_of(tx, context.platform.vault, id);
    const auto errors = errors_in(typed, today);
    if (!errors.empty())
        return std::any_of(errors.begin(), errors.end(), [](const auto& one) { return one.why != Unfit::missing; })
                   ? Refusal::field_unfit
                   : Refusal::field_missing;
    keep_answers(tx, context, *application, read_answers(typed, today).answers);
    store::set_submitted(tx, id, context.now);
    record(tx, context, *application, "application.submitted");
    announce(tx, id);
    return Done{};
}

Result<Made, Refusal> submit_application(sql::Transaction& tx, const Context& context, OfficeId office, Channel channel,
                                         const Answers& answers) {
    if (!missing_fields(answers).empty()) return Refusal::field_missing;
    // Whether the NIK is already known is not looked at here: the answer would tell strangers who is registered.
    auto application = new_application(tx, context, office, channel, ApplicationState::submitted, {});
    keep_answers(tx, context, application, answers);
    record(tx, context, application, "application.submitted", "{\"channel\":\"" + std::string(code(channel)) + "\"}");
    return Made{application.id, new_token(tx, context, application), warnings_of(tx, context, application)};
}

// --- opening ---

std::vector<std::string> tokens_in(std::string_view cookie) {
    std::vector<std::string> tokens;
    for (auto& token : text::split(cookie, '.')) {
        if (token.size() < 20 || token.size() > 64) continue;
        tokens.push_back(std::move(token));
        if (tokens.size() == files_on_phone_max) break;
    }
    return tokens;
}

std::string cookie_without(std::string_view cookie, std::string_view token) {
    auto tokens = tokens_in(cookie);
    std::erase(tokens, token);
    return text::join(tokens, ".");
}

std::string cookie_with(std::string_view cookie, std::string_view token) {
    auto tokens = tokens_in(cookie);
    std::erase(tokens, token);
    tokens.insert(tokens.begin(), std::string(token));
    if (tokens.size() > files_on_phone_max) tokens.resize(files_on_phone_max);
    return text::join(tokens, ".");
}

std::vector<FileOnPhone> files_on_phone(sql::Transaction& tx, const Context& context, std::string_view cookie) {
    std::vector<FileOnPhone> files;
    for (auto& token : tokens_in(cookie)) {
        const auto session = store::find_session(tx, crypto::sha256_hex(token));
        if (!session) continue;
        const auto application = store::find_application(tx, context.platform.vault, session->application);
        if (!application) continue;
        auto name = application->answers.name;
        if (application->state == ApplicationState::draft)
            name = first(store::typed_of(tx, context.platform.vault, application->id), "name");
        files.push_back({std::move(token), application->id, std::move(name), application->state, application->code});
    }
    return files;
}

Actor resolve_applicant(const http::Request& request, const Platform& platform, Instant) {
    constexpr std::string_view bearer = "Bearer ";
    Actor actor;
    std::string token;
    if (const auto authorization = request.header("authorization"); !authorization.empty()) {
        if (!authorization.starts_with(bearer)) return actor;
        token = text::trim(std::string_view(authorization).substr(bearer.size()));
        actor.bearer = true;
    } else if (const auto tokens = tokens_in(request.cookie(file_cookie)); !tokens.empty()) {
        token = tokens.front();
    }
    if (token.empty() || token.size() > 64) return {};
    const auto hash = crypto::sha256_hex(token);
    const auto session = platform.database.read([&](sql::Transaction& tx) { return store::find_session(tx, hash); });
    if (!session) return {};
    actor.kind = ActorKind::applicant;
    actor.applicant = session->application.value;
    actor.office = session->office;
    actor.name = session->name;
    actor.permissions = {Permission::hold_application};
    if (!actor.bearer) actor.session_key = hash;
    return actor;
}

void count_attempt(sql::Transaction& tx, const Context& context, std::string_view code) {
    const Instant period{context.now.seconds - context.now.seconds % attempt_period_s};
    const auto& vault = context.platform.vault;
    store::count_attempt(tx, vault.blind_index("attempt.code", typed_code(code)), period);
    store::count_attempt(tx, vault.blind_index("attempt.address", context.address), period);
}

Result<std::string, Refusal> open_file(sql::Transaction& tx, const Context& context, std::string_view code, Date birth_date) {
    const Instant period{context.now.seconds - context.now.seconds % attempt_period_s};
    const auto& vault = context.platform.vault;
    const int of_code = store::attempts(tx, vault.blind_index("attempt.code", typed_code(code)), period);
    const int of_address = store::attempts(tx, vault.blind_index("attempt.address", context.address), period);
    if (of_code > attempts_per_code_max || (context.platform.limits && of_address > attempts_per_address_max))
        return Refusal::too_many_attempts;
    const auto id = store::find_by_code(tx, typed_code(code));
    if (!id) return Refusal::code_or_birth_date_wrong;
    const auto application = store::find_application(tx, vault, *id);
    if (!application || application->answers.birth_date != birth_date) return Refusal::code_or_birth_date_wrong;
    record(tx, context, *application, "application.opened");
    return new_token(tx, context, *application);
}

Result<NewCode, Refusal> renew_code(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::edit_application)) return Refusal::not_yours;
    NewCode renewed;
    do renewed.code = crypto::random_code(code_length);
    while (!store::set_code(tx, id, renewed.code));
    store::remove_sessions(tx, id);
    renewed.token = new_token(tx, context, *application);
    record(tx, context, *application, "application.code_renewed");
    announce(tx, id);
    return renewed;
}

// --- correcting ---

std::vector<Mark> marks_of(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = opened(tx, context, id, Permission::see_person);
    if (!application) return {};
    return store::open_marks(tx, context.platform.vault, id);
}

Result<Saved, Refusal> resubmit(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed) {
    auto application = opened(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!may_correct(application->state)) return Refusal::wrong_state;
    const auto marks = store::open_marks(tx, context.platform.vault, id);
    std::vector<std::string> changed;
    Typed marked;
    for (const auto& one : typed) {
        const bool is_marked = std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
            return mark.field == one.first || (mark.field == "education" && one.first.starts_with("education."));
        });
        if (!is_marked) continue;
        marked.push_back(one);
        if (std::find(changed.begin(), changed.end(), one.first) == changed.end()) changed.push_back(one.first);
    }
    const auto today = today_at(tx, context, application->office);
    const auto merged = merge(typed_from(application->answers), marked);
    const auto errors = errors_in(merged, today);
    Saved saved;
    for (const auto& error : errors)
        if (has(marked, error.field)) saved.errors.push_back(error);
    if (!saved.errors.empty()) return saved;
    if (!errors.empty()) return Refusal::field_missing;
    if (!store::take_turn(tx, id, application->version, context.now)) return Refusal::changed_meanwhile;
    ++application->version;
    const auto old_phone = application->answers.phone;
    keep_answers(tx, context, *application, read_answers(merged, today).answers);
    store::resolve_marks(tx, id, context.now);
    // Who was seen at the counter before is still there.
    store::set_state(tx, id, application->present_at ? ApplicationState::at_counter : ApplicationState::submitted);
    record(tx, context, *application, "application.corrected", field_list(changed));
    tell_old_number(tx, context, *application, old_phone);
    announce(tx, id);
    return saved;
}

Result<Done, Refusal> withdraw(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = taken(tx, context, id, Permission::decide_application);
    if (!application) return application.error();
    if (!may_be_withdrawn(application->state)) return Refusal::wrong_state;
    store::set_state(tx, id, ApplicationState::withdrawn);
    record(tx, context, *application, "application.withdrawn");
    events::publish(tx, context, {"registration.withdrawn", application->office, id.value});
    announce(tx, id);
    return Done{};
}

Result<Done, Refusal> save_intake(sql::Transaction& tx, const Context& context, ApplicationId id, const Intake& typed) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (is_closed(application->state)) return Refusal::wrong_state;
    constexpr std::size_t line_max = 120;
    constexpr std::size_t rows_max = 15;
    constexpr std::int64_t wage_max = 1'000'000'000;
    if (typed.experience.size() > rows_max || typed.languages.size() > rows_max || typed.wage_wish < 0 || typed.wage_wish > wage_max)
        return Refusal::field_unfit;
    Intake intake;
    intake.wage_wish = typed.wage_wish;
    const auto place = text::clean_line(typed.place_wish, line_max);
    const auto note = text::clean_lines(typed.officer_note.reveal(), 2000);
    if (!place || !note) return Refusal::field_unfit;
    intake.place_wish = *place;
    const bool by_staff = context.actor.kind != ActorKind::applicant;
    // The officer's note is the officer's: what an applicant sends for it is not looked at.
    intake.officer_note = by_staff ? Personal(*note) : application->intake.officer_note;
    for (const auto& one : typed.experience) {
        const auto employer = text::clean_line(one.employer, line_max);
        const auto position = text::clean_line(one.position, line_max);
        const bool years_fit = one.from_year >= 0 && one.from_year <= 2200 && one.to_year >= 0 && one.to_year <= 2200 &&
                               (one.to_year == 0 || one.from_year <= one.to_year);
        if (!employer || !position || !years_fit) return Refusal::field_unfit;
        if (!employer->empty() || !position->empty()) intake.experience.push_back({*employer, *position, one.from_year, one.to_year});
    }
    for (const auto& language : typed.languages) {
        const auto line = text::clean_line(language, 60);
        if (!line) return Refusal::field_unfit;
        if (!line->empty()) intake.languages.push_back(*line);
    }
    store::save_intake(tx, context.platform.vault, id, intake);
    store::mark_intake(tx, id, by_staff, by_staff ? typed.read_by_person : true);
    record(tx, context, *application, by_staff ? "intake.written_by_staff" : "intake.written_by_person");
    announce(tx, id);
    return Done{};
}

Result<Done, Refusal> confirm_intake_read(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (is_closed(application->state)) return Refusal::wrong_state;
    store::mark_intake(tx, id, store::intake_marks(tx, id).saved_by_staff, true);
    record(tx, context, *application, "intake.read_by_person");
    return Done{};
}

// --- papers ---

namespace {

int photos_asked(sql::Transaction& tx, OfficeId office) {
    for (const auto& one : office::document_requirements(tx, office))
        if (one.kind == "photo") return one.photos;
    return 1;
}

// The first place that is free; with none free the oldest photo makes room, as a person expects who sends a better one.
int place_for(const std::vector<Document>& there, int asked) {
    const Document* oldest = nullptr;
    for (int place = 1; place <= asked; ++place) {
        const auto found = std::find_if(there.begin(), there.end(), [&](const Document& one) { return one.place == place; });
        if (found == there.end()) return place;
        if (oldest == nullptr || found->added_at < oldest->added_at) oldest = &*found;
    }
    return oldest == nullptr ? 1 : oldest->place;
}

// During a correction the person sends again only what the clerk marked.
bool may_send_again(sql::Transaction& tx, const Context& context, const Application& application, const std::string& kind) {
    if (context.actor.kind != ActorKind::applicant || !may_correct(application.state)) return true;
    const auto marks = store::open_marks(tx, context.platform.vault, application.id);
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.field == "document." + kind; });
}

}  // namespace

bool is_document_kind(std::string_view kind) {
    return !kind.empty() && kind.size() <= 40 &&
           std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Result<Prepared, Refusal> prepare_document(const Context& context, std::string_view kind, std::string_view bytes) {
    if (!is_document_kind(kind)) return Refusal::field_unfit;
    constexpr int longest_side = 1800;
    const auto made = kind == "photo" ? images::portrait(bytes) : images::remake(bytes, longest_side);
    if (!made) return Refusal::file_not_accepted;
    Prepared prepared;
    prepared.kind = kind;
    prepared.content_type = made->kind == images::Kind::pdf ? "application/pdf" : "image/jpeg";
    prepared.bytes = static_cast<std::int64_t>(made->bytes.size());
    prepared.blurred = made->blurred;
    prepared.dark = made->dark;
    prepared.file = context.platform.files.put(made->bytes);
    return prepared;
}

Result<DocumentId, Refusal> add_document(sql::Transaction& tx, const Context& context, ApplicationId id, const Prepared& prepared) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (is_closed(application->state)) return Refusal::wrong_state;
    if (!may_send_again(tx, context, *application, prepared.kind)) return Refusal::wrong_state;
    const auto there = store::documents(tx, id);
    const bool is_photo = prepared.kind == "photo";
    if (std::count_if(there.begin(), there.end(), [&](const Document& one) { return one.kind != "photo" || !is_photo; }) >= documents_max)
        return Refusal::too_many_files;
    Document document;
    if (is_photo) {
        const int asked = photos_asked(tx, application->office);
        if (prepared.place < 0 || prepared.place > asked) return Refusal::too_many_files;
        document.place = prepared.place > 0 ? prepared.place : place_for(there, asked);
        for (const auto& one : there) {
            if (one.kind != "photo" || one.place != document.place) continue;
            document.on_card = one.on_card;
            store::remove_document(tx, one.id, context.now);
        }
    }
    document.id = DocumentId{ids::next()};
    document.application = id;
    document.kind = prepared.kind;
    document.file = prepared.file;
    document.content_type = prepared.content_type;
    document.bytes = prepared.bytes;
    document.blurred = prepared.blurred;
    document.dark = prepared.dark;
    document.added_at = context.now;
    store::add_document(tx, document, application->office);
    record(tx, context, *application, "document.added", "{\"kind\":\"" + prepared.kind + "\"}");
    announce(tx, id);
    return document.id;
}

Result<Done, Refusal> choose_photo(sql::Transaction& tx, const Context& context, DocumentId id) {
    const auto document = store::find_document(tx, id);
    if (!document) return Refusal::no_such_application;
    const auto application = taken(tx, context, document->application, Permission::edit_application);
    if (!application) return application.error();
    if (document->kind != "photo" || document->file.empty()) return Refusal::field_unfit;
    const bool at_counter = is_staff_of(context.actor, application->office, Permission::edit_application);
    const bool is_open = !is_closed(application->state) && may_send_again(tx, context, *application, "photo");
    // The sheet may be printed again: until then a clerk still chooses.
    if (!is_open && !(at_counter && application->state == ApplicationState::approved)) return Refusal::wrong_state;
    store::choose_photo(tx, document->application, id);
    record(tx, context, *application, "document.chosen_for_card", "{\"place\":" + std::to_string(document->place) + "}");
    announce(tx, document->application);
    return Done{};
}

Result<Done, Refusal> remove_document(sql::Transaction& tx, const Context& context, DocumentId id) {
    const auto document = store::find_document(tx, id);
    if (!document) return Refusal::no_such_application;
    const auto application = taken(tx, context, document->application, Permission::edit_application);
    if (!application) return application.error();
    if (is_closed(application->state) || document->original_seen_at) return Refusal::wrong_state;
    store::remove_document(tx, id, context.now);
    record(tx, context, *application, "document.removed", "{\"kind\":\"" + document->kind + "\"}");
    announce(tx, document->application);
    return Done{};
}

std::vector<Document> documents_of(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = opened(tx, context, id, Permission::see_person);
    if (!application) return {};
    return store::documents(tx, id);
}

std::optional<Document> find_document(sql::Transaction& tx, const Context& context, DocumentId id) {
    auto document = store::find_document(tx, id);
    if (!document || !opened(tx, context, document->application, Permission::see_person)) return {};
    return document;
}

std::optional<Paper> paper(const Context& context, const Document& document) {
    if (document.file.empty()) return {};
    auto bytes = context.platform.files.get(document.file);
    if (!bytes) return {};
    return Paper{std::move(*bytes), document.content_type};
}

std::optional<RefusalLetter> refusal_letter(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = opened(tx, context, id, Permission::see_person);
    if (!application) return {};
    const auto row = store::find_refusal(tx, context.platform.vault, id);
    if (!row) return {};
    RefusalLetter letter;
    letter.number = row->letter;
    letter.note = row->note;
    letter.decided_at = row->decided_at;
    const auto office = office::find_office(tx, application->office);
    const auto objection =
        office::parameter(tx, application->office, "objection_days", row->decided_at.in(office ? office->zone : Zone::wib).date);
    letter.objection_days = objection.number();
    letter.objection_basis = objection.legal_basis;
    if (const auto* reason = find_refusal_reason(row->reason)) {
        letter.reason = reason->sentence;
        letter.legal_basis = reason->legal_basis;
    }
    return letter;
}

}  // namespace registration
