#include "modules/search/actions.hpp"

#include <algorithm>

#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_reach.hpp"
#include "modules/search/store.hpp"
#include "modules/search/words.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"

namespace search {

namespace {

registration::ApplicationId holder(const Context& context) {
    return {context.actor.kind == ActorKind::applicant ? context.actor.applicant : 0};
}

// Somebody else's search is not there.
std::optional<SavedSearch> own(sql::Transaction& tx, const Context& context, SavedSearchId id) {
    auto found = store::find(tx, id);
    if (found && (!found->application || found->application != holder(context))) found.reset();
    return found;
}

bool is_over(const registration::Outline& file) { return file.state == registration::ApplicationState::withdrawn; }

}  // namespace

bool keeps_searches(sql::Transaction& tx, const Context& context) {
    const auto outline = registration::find_outline(tx, holder(context));
    return outline && !is_over(*outline);
}

Result<SavedSearchId, SearchRefusal> save_search(sql::Transaction& tx, const Context& context, const SearchForm& form, Digest digest) {
    const auto address = address_of(form);
    if (address.empty()) return SearchRefusal::nothing_asked;
    const auto outline = registration::find_outline(tx, holder(context));
    if (!outline) return SearchRefusal::no_such_search;
    if (is_over(*outline)) return SearchRefusal::file_withdrawn;
    for (const auto& one : store::saved_of(tx, outline->id)) {
        if (one.address != address) continue;
        // Saved before, and now somebody wants to be told, too: the wish is new.
        if (digest == Digest::not_wanted || one.digest_since) return SearchRefusal::already_saved;
        if (const auto told = change_digest(tx, context, one.id, digest); !told) return told.error();
        return one.id;
    }
    const SavedSearch saved{.id = {ids::next()},
                            .office = outline->office,
                            .application = outline->id,
                            .address = address,
                            .digest_since = digest == Digest::wanted ? std::optional(context.now) : std::nullopt,
                            .made_at = context.now,
                            .seen_at = context.now};
    if (!store::add(tx, saved)) return SearchRefusal::too_many;
    audit::record(tx, context,
                  {.office = saved.office, .verb = "search.saved", .subject = "search_saved:" + saved.id.text(), .details = ""});
    return saved.id;
}

std::vector<SavedSearch> own_searches(sql::Transaction& tx, const Context& context) { return store::saved_of(tx, holder(context)); }

Result<Done, SearchRefusal> change_digest(sql::Transaction& tx, const Context& context, SavedSearchId id, Digest digest) {
    const auto saved = own(tx, context, id);
    if (!saved) return SearchRefusal::no_such_search;
    if (digest == Digest::wanted && !keeps_searches(tx, context)) return SearchRefusal::file_withdrawn;
    store::set_digest(tx, id, digest == Digest::wanted ? std::optional(context.now) : std::nullopt);
    audit::record(tx, context,
                  {.office = saved->office,
                   .verb = digest == Digest::wanted ? "search.digest_allowed" : "search.digest_ended",
                   .subject = "search_saved:" + id.text(),
                   .details = ""});
    return Done{};
}

Result<Done, SearchRefusal> mark_seen(sql::Transaction& tx, const Context& context, SavedSearchId id) {
    if (!own(tx, context, id)) return SearchRefusal::no_such_search;
    store::set_seen(tx, id, context.now);
    return Done{};
}

Result<Done, SearchRefusal> forget_search(sql::Transaction& tx, const Context& context, SavedSearchId id) {
    const auto saved = own(tx, context, id);
    if (!saved) return SearchRefusal::no_such_search;
    store::remove(tx, id);
    audit::record(tx, context,
                  {.office = saved->office, .verb = "search.forgotten", .subject = "search_saved:" + id.text(), .details = ""});
    return Done{};
}

void forget_searches(sql::Transaction& tx, const Context& context, registration::ApplicationId file) {
    const auto all = store::saved_of(tx, file);
    if (all.empty()) return;
    store::remove_all(tx, file);
    messages::withdraw(tx, context, "search.new_vacancies", "application:" + file.text());
    audit::record(tx, context,
                  {all.front().office, "search.forgotten", "registration_application:" + file.text(),
                   R"({"searches":)" + std::to_string(all.size()) + "}"});
}

Found new_ones(const SearchIndex& index, const SavedSearch& saved, Instant now, std::size_t limit) {
    const auto query = http::Fields::parse(std::string_view(saved.address).substr(saved.address.starts_with('?') ? 1 : 0));
    if (!query) return {};
    auto question = question_of(index, read_search_form(*query).form, now);
    question.filters.posted_from = static_cast<std::uint32_t>(saved.seen_at.seconds + 1);
    question.limit = limit;
    return index.search(question);
}

int queue_digests(sql::Transaction& tx, const Context& context, const SearchIndex& index) {
    constexpr int at_once = 500;
    constexpr std::size_t titles_max = 3;
    int queued = 0;
    registration::ApplicationId after;
    for (;;) {
        const auto all = store::with_digest(tx, after, at_once);
        for (std::size_t begin = 0; begin < all.size();) {
            std::size_t end = begin;
            std::size_t count = 0;
            std::string titles;
            std::size_t shown = 0;
            for (; end < all.size() && all[end].application == all[begin].application; ++end) {
                const auto found = new_ones(index, all[end], context.now, titles_max);
                count += found.count;
                for (const auto& hit : found.best) {
                    if (shown++ == titles_max) break;
                    titles += (titles.empty() ? "" : "; ") + std::string(hit.segment->title(hit.at));
                }
            }
            // The page may end in the middle of a person's searches: they are read again with the next one.
            if (end == all.size() && end == static_cast<std::size_t>(at_once) && begin > 0) break;
            const auto& first = all[begin];
            if (count > 0) {
                const auto office = office::find_office(tx, first.office);
                const auto reach = registration::find_reach(tx, context, first.application);
                const auto day = context.local(office ? office->zone : Zone::wib).date.iso();
                if (reach && messages::queue(tx, context,
                                             {.office = first.office,
                                              .text = "search.new_vacancies",
                                              .about = "application:" + first.application.text(),
                                              .occasion = day,
                                              .to = {.name = reach->name, .phone = reach->phone, .email = ""},
                                              .values = {{"jumlah", std::to_string(count)},
                                                         {"judul", titles},
                                                         {"tautan", context.platform.public_url + "/lowongan/tersimpan"}},
                                              .not_before = {},
                                              .holder = "application:" + first.application.text()})) {
                    ++queued;
                    for (auto one = begin; one < end; ++one) store::set_seen(tx, all[one].id, context.now);
                }
            }
            after = first.application;
            begin = end;
        }
        if (all.size() < static_cast<std::size_t>(at_once)) return queued;
    }
}

}  // namespace search
