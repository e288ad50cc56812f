#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/messages/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Telling people something outside the program. Nothing leaves before the caller's transaction is durable.
namespace messages {

struct Recipient {
    std::string name;
    std::string phone;  // as stored, "+628…"; empty = none
    std::string email;  // empty = none
    Language language{Language::indonesian};
};

struct Draft {
    OfficeId office;
    std::string_view text;  // code of a registered text: "booking.moved"
    std::string about;      // "ticket:42"
    std::string occasion;   // with text and about: sent once
    Recipient to;
    std::vector<std::pair<std::string, std::string>> values;
    std::optional<Instant> not_before;
    std::string holder{};  // "application:34": whose file shows that it was sent; empty = nobody's
    Haste haste{Haste::by_day};
    std::optional<Instant> not_after{};  // of no use later: it is not sent then
};

// The texts of all modules, gathered in app/modules.cpp like the menu; once, at start.
void use_texts(std::vector<Text> all);

// Empty: these words about this thing on this occasion are queued already, or were sent.
std::optional<MessageId> queue(sql::Transaction& tx, const Context& context, const Draft& draft);

// "application:34": the newest of what this person was told, for their own page and their file at the counter.
struct Told {
    Instant queued_at;
    std::optional<Instant> sent_at;
    std::string subject;
    State state{State::queued};
    Carrier carrier{Carrier::none};
};
std::vector<Told> told(sql::Transaction& tx, const Context& context, std::string_view holder, int limit = 20);

// What has not left yet will not leave: the reminder of a cancelled ticket. Gives how many.
int withdraw(sql::Transaction& tx, const Context& context, std::string_view text, std::string_view about);

std::string_view sentence(Refusal why);
std::string_view label(State state);
std::string_view label(Carrier carrier);

}  // namespace messages
