#include "app/demo_folder.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace {

std::string demo_mark(const std::string& data) {
    std::ifstream file(data + "/demo");
    std::string word;
    file >> word;
    return word;
}

void set_demo_mark(const std::string& data, const char* word) { std::ofstream(data + "/demo") << word << '\n'; }

}  // namespace

bool is_filled_demo(const Config& config) { return demo_mark(config.data) == "filled"; }

void settle_demo(Config& config) {
    const auto mark = demo_mark(config.data);
    if (mark == "filling")
        throw std::runtime_error("the demonstration in " + config.data + " was not finished: remove the folder and start again");
    if (mark == "filled") {
        config.demo = true;
        return;
    }
    std::error_code error;
    if (config.demo && std::filesystem::exists(config.data + "/keys", error))
        throw WrongUsage("--demo is refused: " + config.data + " holds real data");
}

void fill_marked(const Config& config, const Installation& open, const std::vector<DemoStep>& steps) {
    set_demo_mark(config.data, "filling");
    for (const auto& step : steps) {
        auto context = open.as_system();
        step.fill(context);
    }
    set_demo_mark(config.data, "filled");
}
