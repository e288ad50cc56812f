#include "modules/matching/actions_profile.hpp"

#include <nlohmann/json.hpp>

#include "modules/matching/access.hpp"
#include "modules/matching/rules_profile.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/messages/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"

namespace matching {

namespace {

std::string subject(ProfileId id) { return "matching_profile:" + id.text(); }

void record_consent(sql::Transaction& tx, const Context& context, const Profile& profile) {
    const auto& [suggestions, shown_masked, digest] = profile.consent;
    audit::record(tx, context,
                  {profile.office, "matching.consent", subject(profile.id),
                   nlohmann::json{{"suggestions", suggestions}, {"shown_masked", shown_masked}, {"digest", digest}}.dump()});
}

bool gives_more(const Consent& wanted, const Consent& before) {
    return (wanted.suggestions && !before.suggestions) || (wanted.shown_masked && !before.shown_masked) ||
           (wanted.digest && !before.digest);
}

}  // namespace

std::optional<Profile> saved_profile(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    const auto file = registration::find_outline(tx, application);
    if (!file || file->person_key.empty()) return {};
    auto saved = store::find_profile(tx, context.platform.vault, file->office, file->person_key);
    if (saved && !may_open(context, *file, *saved)) return {};
    return saved;
}

Result<Profile, FitRefusal> profile_of(sql::Transaction& tx, const Context& context, registration::ApplicationId id) {
    const auto file = registration::find_outline(tx, id);
    if (!file || (!is_holder(context, id) && !works_at(context, file->office))) return FitRefusal::no_such_profile;
    if (file->person_key.empty()) return FitRefusal::no_such_profile;  // a draft that does not say yet who it is
    if (auto saved = store::find_profile(tx, context.platform.vault, file->office, file->person_key)) {
        if (!may_open(context, *file, *saved)) return FitRefusal::ask_at_counter;
        return std::move(*saved);
    }
    const auto application = registration::find_application(tx, context, id);
    if (!application) return FitRefusal::no_such_profile;
    return profile_from(*application, vacancies::today_at(tx, context, file->office));
}

Result<Profile, FitRefusal> save_profile(sql::Transaction& tx, const Context& context, registration::ApplicationId id,
                                         const Profile& wanted) {
    auto before = profile_of(tx, context, id);
    if (!before) return before.error();
    if (before->version != wanted.version) return FitRefusal::changed_meanwhile;
    if (!is_fit(wanted)) return FitRefusal::field_unfit;
    auto next = wanted;
    next.id = before->id;
    next.office = before->office;
    next.person_key = before->person_key;
    // What speaks for them stays a file that is open.
    const auto file = registration::find_outline(tx, id);
    const bool is_over = file && file->state == registration::ApplicationState::withdrawn;
    next.application = is_over && before->version > 0 ? before->application : id;
    next.consent = before->consent;
    next.of_age_on = before->of_age_on;
    next.by_staff = !is_holder(context, id);
    if (!next.by_staff) keep_evidence(next, *before);
    if (!store::save_profile(tx, context.platform.vault, next, context.now)) return FitRefusal::changed_meanwhile;
    audit::record(tx, context,
                  {next.office, before->version == 0 ? "matching.profile_made" : "matching.profile_changed", subject(next.id),
                   nlohmann::json{{"version", next.version}}.dump()});
    return next;
}

std::optional<FitRefusal> obstacle_to_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId id) {
    const auto file = registration::find_application(tx, context, id);
    if (!file || file->state == registration::ApplicationState::withdrawn) return FitRefusal::file_withdrawn;
    if (registration::holder_works(tx, file->card)) return FitRefusal::has_work;
    return {};
}

Result<Profile, FitRefusal> set_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId id,
                                        const Consent& consent) {
    auto profile = profile_of(tx, context, id);
    if (!profile) return profile.error();
    if (profile->version > 0 && profile->consent == consent && profile->application == id) return *profile;
    const bool speaks_anew = profile->application != id && consent != Consent{};
    if (gives_more(consent, profile->consent) || speaks_anew)
        if (const auto why = obstacle_to_consent(tx, context, id)) return *why;
    profile->consent = consent;
    profile->application = id;
    profile->by_staff = !is_holder(context, id);
    if (!store::save_profile(tx, context.platform.vault, *profile, context.now)) return FitRefusal::changed_meanwhile;
    if (!consent.suggestions) store::return_slots(tx, profile->id);
    record_consent(tx, context, *profile);
    return *profile;
}

void end_consent(sql::Transaction& tx, const Context& context, registration::ApplicationId file) {
    auto profile = saved_profile(tx, context, file);
    // Whose profile speaks for another file of theirs looks on with that one.
    if (!profile || profile->application != file || !store::end_consent(tx, *profile, context.now)) return;
    store::return_slots(tx, profile->id);
    messages::withdraw(tx, context, "matching.new_suggestions", subject(profile->id));
    record_consent(tx, context, *profile);
}

}  // namespace matching
