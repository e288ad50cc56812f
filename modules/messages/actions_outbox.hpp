#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/messages/actions.hpp"
#include "modules/messages/rules.hpp"
#include "modules/messages/store.hpp"

// The outbox as staff see it, and what they do with a message that no wire can carry.
namespace messages {

using store::Shelf;

struct Message {
    store::Row row;
    Recipient to;   // empty once wiped
    Wording words;  // in the recipient's language, filled; empty once wiped
};

struct Counts {
    int for_people{};
    int waiting{};
    int sent{};
    int delivered{};
    int failed{};
};
Counts counts(sql::Transaction& tx, OfficeId office);

std::vector<Message> outbox(sql::Transaction& tx, const Context& context, OfficeId office, Shelf shelf, MessageId after, int limit);
// Of the actor's own office; empty otherwise.
std::optional<Message> find_message(sql::Transaction& tx, const Context& context, MessageId id);
// The same for a member of staff who looks at a person's message: noted as a reading.
std::optional<Message> open_message(sql::Transaction& tx, const Context& context, MessageId id);

// From the beginning: all carriers have their turn again.
Result<Done, Refusal> send_again(sql::Transaction& tx, const Context& context, MessageId id);
// A clerk told the person: from their own telephone, or face to face.
Result<Done, Refusal> mark_told(sql::Transaction& tx, const Context& context, MessageId id);
// Printed and handed to the post. Gives how many; those that left otherwise meanwhile are not counted.
int mark_printed(sql::Transaction& tx, const Context& context, const std::vector<MessageId>& ids);

// Filled with the office's own words, where it has some.
Wording words_of(sql::Transaction& tx, const Context& context, const store::Row& row, const Recipient& to);
// Empty once wiped.
Recipient recipient_of(const Context& context, const store::Row& row);

}  // namespace messages
