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

// `by_day`: quiet hours hold it back. `at_once`: it concerns somebody who is waiting now ("three are ahead of you").
enum class Haste { by_day, at_once };

enum class Refusal {
    no_such_message,
    wrong_state,  // on its way, or arrived
    content_wiped,
    no_such_text,
    name_missing,  // the office's words lack a {name} of the shipped ones
    name_unknown,  // or use one that nothing fills
    words_missing,
    words_too_long,
    address_unfit,  // where a test should go
    host_unfit,
    port_unfit,
    sender_unfit,
    url_unfit,
    secret_missing,
    changed_meanwhile,
};

// Words that a module sends, as shipped. The office may override them; the {names} must stay.
// Always filled: {nama} (of the recipient), {kantor}, {telepon_kantor}. Others come with Draft::values.
struct Text {
    std::string_view code;     // "booking.moved": the module's name, a dot, what happened
    std::string_view subject;  // Indonesian, in msg(); English comes from the catalogue
    std::string_view body;     // the same; short sentences, no NIK
};

}  // namespace messages
