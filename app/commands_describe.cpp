#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "app/commands.hpp"
#include "app/modules.hpp"
#include "platform/http/server.hpp"

namespace commands {

int check_config_file(Config config) {
    read_config_file(config);
    check_config(config);
    std::printf("listen %s, %s%s\n", config.listen.c_str(), config.database_url.empty() ? "sqlite" : "postgresql",
                config.public_url.empty() ? "" : (", " + config.public_url).c_str());
    return done;
}

int routes(bool as_json) {
    nlohmann::ordered_json table = nlohmann::ordered_json::array();
    auto modules = all_modules();
    modules.push_back(http::platform_module());
    for (const auto& module : modules)
        for (const auto& route : module.routes)
            table.push_back({{"method", http::name(route.method)},
                             {"path", route.pattern},
                             {"permission", code(route.permission)},
                             {"module", module.name}});
    if (as_json) {
        std::printf("%s\n", table.dump(1).c_str());
        return done;
    }
    for (const auto& row : table)
        std::printf("%-7s %-60s %-22s %s\n", row["method"].get<std::string>().c_str(), row["path"].get<std::string>().c_str(),
                    row["permission"].get<std::string>().c_str(), row["module"].get<std::string>().c_str());
    return done;
}

}  // namespace commands
