#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/images/images.hpp"

// How parent and child talk: one request, one answer, over a socket that is the child's stdin and stdout.
// Both ends are the same program, so the structs go over as they are.
namespace images {

enum class Task : std::uint8_t {
    remake,
    portrait,
    pdf_facts,       // the child becomes pdfinfo: the answer is its text
    pdf_first_page,  // the child becomes pdftoppm: the answer is a JPEG
    probe,           // tries what the sandbox must stop; answers `unreadable` when it got through
};

struct Request {
    std::uint32_t mark{0x414B4951};
    Task task{};
    std::int32_t longest_side{};
    std::uint64_t bytes{};
};

struct Answer {
    std::uint32_t mark{0x414B4941};
    std::uint8_t refused{};  // 0, or 1 + Refusal
    bool blurred{};
    bool dark{};
    bool red_background{};
    std::int32_t width{};
    std::int32_t height{};
    std::uint64_t bytes{};
};

constexpr int wall_ms_max = 5000;
constexpr std::size_t answer_bytes_max = 64 * 1024 * 1024;

struct Ended {
    enum class How { exited, killed, timed_out } how{};
    int code{};  // exit status or signal
    std::string output;
};

// Starts the child, sends request and bytes, and takes what it says until it ends or the time is over. At most two
// children at once; the others wait. Throws std::runtime_error when no child can be started.
Ended run_child(const Request& request, std::string_view bytes, int wall_ms = wall_ms_max);

}  // namespace images
