#include "modules/messages/actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "modules/messages/store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace messages {
namespace {

std::vector<Text>& texts() {
    static std::vector<Text> all;
    return all;
}

}  // namespace

void use_texts(std::vector<Text> all) { texts() = std::move(all); }

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
                         .next_attempt_at = std::max(context.now, draft.not_before.value_or(context.now)),
                         .queued_at = context.now};
    if (!store::add(tx, row)) return {};
    return id;
}

int withdraw(sql::Transaction& tx, const Context&, std::string_view text, std::string_view about) {
    return store::withdraw(tx, text, about);
}

}  // namespace messages
