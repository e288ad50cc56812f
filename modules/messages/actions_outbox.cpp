#include "modules/messages/actions_outbox.hpp"

#include <nlohmann/json.hpp>

#include "modules/messages/access.hpp"
#include "modules/messages/actions_settings.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/vault.hpp"

namespace messages {
namespace {

std::string subject_of(MessageId id) { return "messages_message:" + id.text(); }

void record(sql::Transaction& tx, const Context& context, const store::Row& row, std::string_view verb) {
    audit::record(tx, context,
                  {row.office, verb, subject_of(row.id), nlohmann::json{{"text", row.text_code}, {"about", row.about}}.dump()});
}

Values values_of(const Context& context, const store::Row& row) {
    Values values;
    if (row.filling.empty()) return values;
    const auto filling = nlohmann::json::parse(context.platform.vault.open_sealed({"messages_message.filling", row.id.value}, row.filling));
    for (const auto& [name, value] : filling.items()) values.emplace_back(name, value.get<std::string>());
    return values;
}

}  // namespace

Recipient recipient_of(const Context& context, const store::Row& row) {
    Recipient to{.name = "", .phone = "", .email = "", .language = row.language};
    if (row.recipient.empty()) return to;
    const auto kept =
        nlohmann::json::parse(context.platform.vault.open_sealed({"messages_message.recipient", row.id.value}, row.recipient));
    to.name = kept.at("name").get<std::string>();
    to.phone = kept.at("phone").get<std::string>();
    to.email = kept.at("email").get<std::string>();
    return to;
}

Wording words_of(sql::Transaction& tx, const Context& context, const store::Row& row, const Recipient& to) {
    const auto* text = find_text(row.text_code);
    if (!text) return {};
    const auto office = office::find_office(tx, row.office);
    // Of a wiped message the shipped subject still says what it was about.
    if (row.wiped_at)
        return {.subject = filled(shipped(*text, row.language).subject, {{"kantor", office ? office->name : ""}}), .body = ""};
    const auto words = own_words(tx, row.office, row.text_code, row.language).value_or(shipped(*text, row.language));
    auto values = values_of(context, row);
    values.emplace_back("nama", to.name);
    values.emplace_back("kantor", office ? office->name : "");
    values.emplace_back("telepon_kantor", office ? office->phone : "");
    const auto told = [&](std::string_view one) { return without_nik(with_plain_spaces(filled(one, values))); };
    return {.subject = told(words.subject), .body = told(words.body)};
}

namespace {

Message opened(sql::Transaction& tx, const Context& context, store::Row row) {
    auto to = recipient_of(context, row);
    auto words = words_of(tx, context, row, to);
    return {.row = std::move(row), .to = std::move(to), .words = std::move(words)};
}

}  // namespace

Counts counts(sql::Transaction& tx, OfficeId office) {
    Counts all;
    for (const auto& one : store::counts(tx, office)) {
        switch (one.state) {
            case State::queued:
            case State::sending: (one.waits_for_people ? all.for_people : all.waiting) += one.messages; break;
            case State::sent: all.sent += one.messages; break;
            case State::delivered: all.delivered += one.messages; break;
            case State::failed: all.failed += one.messages; break;
        }
    }
    return all;
}

std::vector<Message> outbox(sql::Transaction& tx, const Context& context, OfficeId office, Shelf shelf, MessageId after, int limit) {
    std::vector<Message> all;
    if (!works_at(context, office)) return all;
    for (auto& row : store::shelf(tx, office, shelf, after, limit)) all.push_back(opened(tx, context, std::move(row)));
    return all;
}

std::optional<Message> find_message(sql::Transaction& tx, const Context& context, MessageId id) {
    auto row = store::find(tx, id);
    if (!row || !works_at(context, row->office)) return {};
    return opened(tx, context, std::move(*row));
}

std::optional<Message> open_message(sql::Transaction& tx, const Context& context, MessageId id) {
    auto message = find_message(tx, context, id);
    if (message) audit::record_read(tx, context, message->row.office, subject_of(id), "message");
    return message;
}

Result<Done, Refusal> send_again(sql::Transaction& tx, const Context& context, MessageId id) {
    const auto row = store::find(tx, id);
    if (!row || !works_at(context, row->office)) return Refusal::no_such_message;
    if (row->wiped_at) return Refusal::content_wiped;
    if (!store::retry(tx, id, context.now)) return Refusal::wrong_state;
    record(tx, context, *row, "message.sent_again");
    return Done{};
}

Result<Done, Refusal> mark_told(sql::Transaction& tx, const Context& context, MessageId id) {
    const auto row = store::find(tx, id);
    if (!row || !works_at(context, row->office)) return Refusal::no_such_message;
    if (!store::mark_told(tx, id, Carrier::by_hand, context.now)) return Refusal::wrong_state;
    record(tx, context, *row, "message.told_by_hand");
    return Done{};
}

int mark_printed(sql::Transaction& tx, const Context& context, const std::vector<MessageId>& ids) {
    int printed = 0;
    for (const auto id : ids) {
        const auto row = store::find(tx, id);
        if (!row || !works_at(context, row->office) || !store::mark_told(tx, id, Carrier::paper, context.now)) continue;
        record(tx, context, *row, "message.printed");
        ++printed;
    }
    return printed;
}

}  // namespace messages
