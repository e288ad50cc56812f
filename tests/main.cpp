#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string_view>

#include "platform/images/images.hpp"

int main(int count, char** arguments) {
    // The image worker is this very program, started again.
    if (count == 2 && std::string_view(arguments[1]) == "image-worker") return images::worker_main();
    return doctest::Context(count, arguments).run();
}
