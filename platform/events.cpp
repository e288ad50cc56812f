#include "platform/events.hpp"

namespace events {
namespace {

std::vector<http::EventSubscription>& subscriptions() {
    static std::vector<http::EventSubscription> all;
    return all;
}

}  // namespace

void subscribe(const std::vector<http::Module>& modules) {
    subscriptions().clear();
    for (const auto& module : modules) subscriptions().insert(subscriptions().end(), module.events.begin(), module.events.end());
}

void publish(sql::Transaction& tx, const Context& context, const http::Event& event) {
    for (const auto& subscription : subscriptions())
        if (subscription.name == event.name) subscription.handler(tx, context, event);
}

}  // namespace events
