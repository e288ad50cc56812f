#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/fuzz/targets.hpp"

namespace {

// antarkerja_fuzz of which target: the environment says, because the command line is the fuzzer's.
const fuzz::Target& chosen() {
    const char* const name = std::getenv("TARGET");
    for (const auto& target : fuzz::targets())
        if (name != nullptr && target.name == name) return target;
    std::fputs("TARGET names none of the targets:", stderr);
    for (const auto& target : fuzz::targets()) std::fprintf(stderr, " %s", target.name.data());
    std::fputs("\n", stderr);
    std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto& target = chosen();
    target.run({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
