#pragma once

#include <string_view>

#include "platform/outgoing/outgoing.hpp"

namespace messages {

// The two wires out of the house; a test holds the other end of them.
class Outlet {
  public:
    virtual ~Outlet() = default;
    virtual outgoing::Answer mail(const outgoing::MailServer& server, const outgoing::Mail& mail) = 0;
    virtual outgoing::Answer gateway(const outgoing::Webhook& hook, std::string_view json, std::string_view key, Instant now) = 0;
};
Outlet& network();

}  // namespace messages
