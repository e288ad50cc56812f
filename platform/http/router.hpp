#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

namespace http {

// Finds the route for an address. A fixed segment wins over a {name}; `{name*}` at the end takes the whole rest.
class Router {
  public:
    Router();
    ~Router();

    // Throws std::runtime_error with one clear line when the same method and pattern is there already.
    // `position` is what find() answers with.
    void add(Method method, std::string_view pattern, std::size_t position);

    struct Match {
        bool path_known{};
        bool found{};  // path and method
        std::size_t position{};
        std::vector<std::string> values;
        std::string allow;  // "GET, HEAD, POST", for 405
    };
    Match find(Method method, std::string_view path) const;

  private:
    struct Node;
    std::unique_ptr<Node> root_;
};

}  // namespace http
