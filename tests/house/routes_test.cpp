#include <doctest/doctest.h>

#if __has_include("app/modules.hpp")

#include <set>
#include <string>

#include "app/modules.hpp"

namespace {

// "/antrean/{window}" and "/antrean/{id}" are one address.
std::string shape(std::string_view pattern) {
    std::string made;
    bool inside = false;
    for (const char one : pattern) {
        if (one == '{') inside = true;
        if (!inside) made += one;
        if (one == '}') {
            inside = false;
            made += "{}";
        }
    }
    return made;
}

}  // namespace

TEST_SUITE("house") {
    TEST_CASE("every address is answered by one module") {
        std::set<std::string> seen;
        std::set<std::string> names;
        for (const auto& module : all_modules()) {
            CHECK_MESSAGE(names.insert(std::string(module.name)).second, module.name);
            for (const auto& route : module.routes) {
                const auto address = std::string(http::name(route.method)) + " " + shape(route.pattern);
                CHECK_MESSAGE(seen.insert(address).second, address);
                const bool is_answered = route.handler != nullptr;
                CHECK_MESSAGE(is_answered, address);
                CHECK_MESSAGE(route.pattern.substr(0, 1) == "/", address);
            }
        }
    }

    TEST_CASE("every menu entry leads somewhere that its reader may open") {
        const auto modules = all_modules();
        for (const auto& module : modules) {
            for (const auto& entry : module.menu) {
                bool leads = false;
                for (const auto& other : modules) {
                    for (const auto& route : other.routes) {
                        if (route.method == http::Method::get && route.pattern == entry.path)
                            leads = leads || route.permission == entry.permission || route.permission == Permission::anyone ||
                                    route.permission == Permission::signed_in;
                    }
                }
                CHECK_MESSAGE(leads, entry.path);
            }
        }
    }

    TEST_CASE("what changes something in the API says what it does, and nobody unknown may do it by default") {
        for (const auto& module : all_modules()) {
            for (const auto& route : module.routes) {
                if (route.pattern.substr(0, 8) == "/api/v1/") CHECK_MESSAGE(!route.summary.empty(), route.pattern);
            }
        }
    }

    TEST_CASE("jobs rest between two rounds, and every event that is listened to carries its module's name") {
        std::set<std::string> names;
        for (const auto& module : all_modules()) names.insert(std::string(module.name));
        for (const auto& module : all_modules()) {
            for (const auto& job : module.jobs) CHECK_MESSAGE(job.every_s > 0, job.name);
            for (const auto& event : module.events)
                CHECK_MESSAGE(names.contains(std::string(event.name.substr(0, event.name.find('.')))), event.name);
        }
    }
}

#endif
