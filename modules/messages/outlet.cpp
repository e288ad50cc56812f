#include "modules/messages/outlet.hpp"

namespace messages {
namespace {

class Network : public Outlet {
  public:
    outgoing::Answer mail(const outgoing::MailServer& server, const outgoing::Mail& mail) override { return outgoing::send(server, mail); }
    outgoing::Answer gateway(const outgoing::Webhook& hook, std::string_view json, std::string_view key, Instant now) override {
        return outgoing::post(hook, json, key, now);
    }
};

}  // namespace

Outlet& network() {
    static Network wires;
    return wires;
}

}  // namespace messages
