#include "app/bench.hpp"

#include <cstdio>

#include "app/bench_each.hpp"
#include "app/config.hpp"

int bench::run(const Options& options) {
    nlohmann::json measured;
    if (options.name == "booking")
        measured = booking_storm(options);
    else if (options.name == "page")
        measured = pages(options);
    else if (options.name == "card")
        measured = cards(options);
    else if (options.name == "match")
        measured = match(options);
    else if (options.name == "allocate")
        measured = allocate(options);
    else if (options.name == "advice")
        measured = advice(options);
    else if (options.name == "search")
        measured = search(options);
    else
        throw WrongUsage("bench: " + options.name + " is not measured by this program");
    measured["bench"] = options.name;
    measured["rounds"] = options.rounds;
    if (!options.json) std::printf("%s\n", measured.dump(2).c_str());
    std::printf("%s\n", measured.dump().c_str());
    return measured.value("equal", false) ? 0 : 1;
}
