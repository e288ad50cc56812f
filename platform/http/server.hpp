#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/http.hpp"

namespace http {

// Who a request comes from: identity's answer for session cookies and bearer tokens.
using ResolveActor = Actor (*)(const Request& request, const Platform& platform, Instant now);

struct ServerOptions {
    std::string listen_address{"127.0.0.1"};
    int port{8080};
    int workers{8};
    bool trust_proxy{};  // X-Forwarded-For / -Proto of a proxy on loopback
};

// What every installation answers besides its modules: /healthz, /metrics, /openapi.json … Application adds it itself.
Module platform_module();

// Router and gate without sockets: what tests and the server call. Immutable after construction.
class Application {
  public:
    Application(const Platform& platform, std::vector<Module> modules, ResolveActor resolve);
    ~Application();

    // Route, limits, session, CSRF, permission, handler, headers; catches what a handler throws.
    Response serve(Request request) const;

    const std::vector<Module>& modules() const;
    const Platform& platform() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Serves until stop() (or SIGTERM, handled in main): drains, then returns. `on_ready` is called once it listens.
class Server {
  public:
    Server(Application& application, const ServerOptions& options);
    ~Server();
    void run(const std::function<void(int port)>& on_ready);
    void stop();  // from a signal thread
    // Tells everybody whose stream listens on this topic.
    void announce(std::string_view topic);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace http
