#include "modules/messages/actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "modules/messages/actions_outbox.hpp"
#include "modules/messages/store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace messages {

std::optional<MessageId> queue(sql::Transaction& tx, const Context& context, const Draft& draft) {
    const MessageId id{ids::next()};
    const auto& vault = context.platform.vault;
    const nlohmann::json recipient{{"name", draft.to.name}, {"phone", draft.to.phone}, {"email", draft.to.email}};
    nlohmann::json filling = nlohmann::json::object();
    for (const auto& [name, value] : draft.values) filling[name] = value;
    const store::Row row{.id = id,
                         .office = draft.office,
                         .text_code = std::string(draft.text),
                         .about = draft.about,
                         .occasion = draft.occasion,
                         .holder = draft.holder,
                         .language = draft.to.language,
                         .recipient = vault.seal({"messages_message.recipient", id.value}, recipient.dump()),
                         .filling = vault.seal({"messages_message.filling", id.value}, filling.dump()),
                         .haste = draft.haste,
                         .next_attempt_at = std::max(context.now, draft.not_before.value_or(context.now)),
                         .not_after = draft.not_after,
                         .queued_at = context.now};
    if (!store::add(tx, row)) return {};
    return id;
}

int withdraw(sql::Transaction& tx, const Context&, std::string_view text, std::string_view about) {
    return store::withdraw(tx, text, about);
}

std::vector<Told> told(sql::Transaction& tx, const Context& context, std::string_view holder, int limit) {
    std::vector<Told> all;
    for (const auto& row : store::of_holder(tx, holder, limit)) {
        if (row.failure == "withdrawn") continue;
        all.push_back({.queued_at = row.queued_at,
                       .sent_at = row.sent_at,
                       .subject = words_of(tx, context, row, recipient_of(context, row)).subject,
                       .state = row.state,
                       .carrier = row.carrier});
    }
    return all;
}

}  // namespace messages
