#pragma once

#include <string_view>

#include "base/id.hpp"

namespace messages {

using MessageId = Id<struct MessageTag>;

// queued -> sending -> sent -> delivered, or failed. See README.md for who moves it.
enum class State { queued, sending, sent, delivered, failed };

// How a message leaves the house. `paper`: printed and handed over or posted; `by_hand`: a clerk sent it from their own
// telephone (wa.me) or told the person.
enum class Carrier { none, gateway, mail, paper, by_hand };

// Words that a module sends, as shipped. The office may override them; the {names} must stay.
// Always filled: {nama} (of the recipient), {kantor}, {telepon_kantor}. Others come with Draft::values.
struct Text {
    std::string_view code;     // "booking.moved": the module's name, a dot, what happened
    std::string_view subject;  // Indonesian, in msg(); English comes from the catalogue
    std::string_view body;     // the same; short sentences, no NIK
};

}  // namespace messages
