#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/placement/actions.hpp"
#include "modules/placement/model_decoy.hpp"

// Invented people (honey tokens). A manager plants them; what a person reads of a page never holds one; a program that opens every
// address of the page, or asks every id in it, touches one and rings.
namespace placement {

struct DecoyDraft {
    std::string_view label;
    std::string_view education;
    std::string_view skills;  // with commas
    std::string_view position;
};
Result<DecoyId, DecoyRefusal> plant(sql::Transaction& tx, const Context& context, const DecoyDraft& draft);
Result<Done, DecoyRefusal> take_away(sql::Transaction& tx, const Context& context, DecoyId id);

struct TouchLine {
    Touch touch;
    std::string label;
    std::string company;
};
struct DecoyBoard {
    std::vector<Decoy> decoys;
    std::vector<TouchLine> touches;
    bool has_address{};  // where an alarm is mailed
};
DecoyBoard decoy_board(sql::Transaction& tx, const Context& context);  // for managers; empty for anybody else

// Those that a company's page carries where nobody sees them.
std::vector<Decoy> planted(sql::Transaction& tx, const Context& context);
// The decoy behind this id, if it is one: who asks has touched it, and the alarm is in the same transaction. Rings for companies only.
std::optional<Decoy> touch_decoy(sql::Transaction& tx, const Context& context, std::int64_t id, TouchKind kind);
// The same in a transaction of its own, which only a decoy needs: real people are opened without the writer.
std::optional<Decoy> touch_decoy(const Context& context, std::int64_t id, TouchKind kind);

std::string_view sentence(DecoyRefusal why);
std::string_view label(TouchKind kind);

}  // namespace placement
