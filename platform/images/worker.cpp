#include "platform/images/worker.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>

#include "platform/images/picture.hpp"

namespace images {
namespace {

constexpr int no_sandbox = 3;  // exit codes that mean: the machine is not set up
constexpr int no_program = 127;
constexpr int no_memory = 4;
constexpr int broken_request = 5;

bool read_all(void* to, std::size_t count) {
    auto* at = static_cast<char*>(to);
    while (count > 0) {
        const auto got = ::read(0, at, count);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

void write_all(const void* from, std::size_t count) {
    const auto* at = static_cast<const char*>(from);
    while (count > 0) {
        const auto put = ::write(1, at, count);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) ::_exit(broken_request);
        at += put;
        count -= static_cast<std::size_t>(put);
    }
}

bool limit(int what, rlim_t value) {
    const rlimit both{value, value};
    return ::setrlimit(static_cast<__rlimit_resource_t>(what), &both) == 0;
}

bool limit_resources() {
#if defined(__SANITIZE_ADDRESS__)
    const bool memory = true;  // the sanitizer reserves terabytes of addresses
#else
    const bool memory = limit(RLIMIT_AS, rlim_t{400} << 20);
#endif
    return memory && limit(RLIMIT_CPU, 3) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0);
}

using Filter = scmp_filter_ctx;

bool allow(Filter filter, std::initializer_list<int> calls) {
    for (const int call : calls)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    return true;
}

// Our own decoders: what is open stays open, memory, and the end. Anything else kills.
bool enter_decoder_sandbox() {
    Filter filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) return false;
    const auto no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    return allow(filter,
                 {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
                  SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn)}) &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0 && seccomp_load(filter) == 0;
}

// poppler's tools open libraries and fonts, so files may be opened for reading. No network, no other process, no
// writing; whatever else they try fails with EPERM. Only the tool itself may be started, by this very address.
bool enter_tool_sandbox(const char* program) {
    Filter filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    const auto reading = SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY);
    const auto reading_open = SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY);
    return allow(filter, {SCMP_SYS(read),
                          SCMP_SYS(write),
                          SCMP_SYS(readv),
                          SCMP_SYS(writev),
                          SCMP_SYS(pread64),
                          SCMP_SYS(close),
                          SCMP_SYS(lseek),
                          SCMP_SYS(brk),
                          SCMP_SYS(mmap),
                          SCMP_SYS(mprotect),
                          SCMP_SYS(munmap),
                          SCMP_SYS(mremap),
                          SCMP_SYS(madvise),
                          SCMP_SYS(futex),
                          SCMP_SYS(getrandom),
                          SCMP_SYS(clock_gettime),
                          SCMP_SYS(exit),
                          SCMP_SYS(exit_group),
                          SCMP_SYS(rt_sigreturn),
                          SCMP_SYS(rt_sigaction),
                          SCMP_SYS(rt_sigprocmask),
                          SCMP_SYS(newfstatat),
                          SCMP_SYS(fstat),
                          SCMP_SYS(stat),
                          SCMP_SYS(lstat),
                          SCMP_SYS(statx),
                          SCMP_SYS(fstatfs),
                          SCMP_SYS(statfs),
                          SCMP_SYS(access),
                          SCMP_SYS(faccessat),
                          SCMP_SYS(faccessat2),
                          SCMP_SYS(readlink),
                          SCMP_SYS(readlinkat),
                          SCMP_SYS(getdents64),
                          SCMP_SYS(fcntl),
                          SCMP_SYS(arch_prctl),
                          SCMP_SYS(set_tid_address),
                          SCMP_SYS(set_robust_list),
                          SCMP_SYS(rseq),
                          SCMP_SYS(prlimit64),
                          SCMP_SYS(getrlimit),
                          SCMP_SYS(getcwd),
                          SCMP_SYS(getpid),
                          SCMP_SYS(gettid),
                          SCMP_SYS(getuid),
                          SCMP_SYS(geteuid),
                          SCMP_SYS(getgid),
                          SCMP_SYS(getegid),
                          SCMP_SYS(uname),
                          SCMP_SYS(sysinfo),
                          SCMP_SYS(sched_getaffinity)}) &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, reading) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, reading_open) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(execve), 1, SCMP_A0(SCMP_CMP_EQ, reinterpret_cast<scmp_datum_t>(program))) ==
               0 &&
           seccomp_load(filter) == 0;
}

// The rest of the request waits on stdin, where the tool reads it.
[[noreturn]] void become(const char* program, std::initializer_list<const char*> arguments) {
    std::array<char*, 16> list{};
    std::size_t count = 0;
    for (const char* argument : arguments) list[count++] = const_cast<char*>(argument);
    char* environment[] = {nullptr};
    if (::access(program, X_OK) != 0) ::_exit(no_program);
    if (!enter_tool_sandbox(program)) ::_exit(no_sandbox);
    ::execve(program, list.data(), environment);
    ::_exit(no_program);
}

void refuse(Refusal refusal) {
    Answer answer;
    answer.refused = static_cast<std::uint8_t>(1 + static_cast<int>(refusal));
    write_all(&answer, sizeof answer);
}

// A card with its two fonts and this portrait stays below 40 kB; what is in doubt is a little sharpness, not the size.
constexpr std::size_t portrait_bytes_max = 10'500;

struct Portrait {
    Picture picture;
    std::string jpeg;
};

// A grainy photo does not fit at any quality worth printing: then with fewer dots, which takes the grain out as well.
Portrait fitting_portrait(const Picture& full) {
    Portrait made;
    for (const int part : {1, 2, 3}) {
        made.picture = part == 1 ? full : resized(full, full.width / part, full.height / part);
        for (const int quality : {80, 70, 60, 50, 40, 30, 20}) {
            made.jpeg = encode_jpeg(made.picture, quality);
            if (made.jpeg.size() <= portrait_bytes_max) return made;
        }
    }
    return made;
}

void answer_with(const Picture& picture, const Hints& found, const std::string& jpeg) {
    Answer answer;
    answer.blurred = found.blurred;
    answer.dark = found.dark;
    answer.red_background = found.red_background;
    answer.width = picture.width;
    answer.height = picture.height;
    answer.bytes = jpeg.size();
    write_all(&answer, sizeof answer);
    write_all(jpeg.data(), jpeg.size());
}

void work_on(const Request& request, std::string_view bytes) {
    switch (request.task) {
        case Task::remake: {
            auto picture = decode(bytes, {.longest_side = request.longest_side});
            if (!picture) return refuse(picture.error());
            const auto made = fitted(std::move(*picture), request.longest_side);
            return answer_with(made, hints(made), encode_jpeg(made));
        }
        case Task::portrait: {
            const auto picture = decode(bytes, {.least_width = 480, .least_height = 640});
            if (!picture) return refuse(picture.error());
            const auto portrait = portrait_of(*picture);
            const auto fitting = fitting_portrait(printed(portrait));
            return answer_with(fitting.picture, hints(portrait), fitting.jpeg);
        }
        case Task::probe: {
            // Each of these kills the process; arriving at the end means that there is no sandbox.
            if (bytes == "open") (void)!::open("/etc/passwd", O_RDONLY);
            if (bytes == "socket") (void)!::socket(AF_INET, SOCK_STREAM, 0);
            if (bytes == "spin")
                for (volatile bool forever = true; forever;) {
                }
            if (bytes == "memory")
                for (std::size_t size = std::size_t{1} << 30;;) std::memset(new char[size], 1, size);
            return refuse(Refusal::unreadable);
        }
        case Task::pdf_facts:
        case Task::pdf_first_page: break;
    }
    ::_exit(broken_request);
}

}  // namespace

int worker_main() {
    if (!limit_resources()) ::_exit(no_sandbox);
    Request request;
    const std::uint32_t mark = request.mark;
    if (!read_all(&request, sizeof request) || request.mark != mark || request.bytes > upload_max + 64 * 1024 * 1024)
        ::_exit(broken_request);
    if (request.task == Task::pdf_facts) become("/usr/bin/pdfinfo", {"pdfinfo", "-"});
    if (request.task == Task::pdf_first_page)
        become("/usr/bin/pdftoppm", {"pdftoppm", "-jpeg", "-r", "100", "-scale-to", "2000", "-f", "1", "-l", "1", "-"});
    try {
        if (!enter_decoder_sandbox()) ::_exit(no_sandbox);
        std::string bytes(request.bytes, '\0');
        if (!read_all(bytes.data(), bytes.size())) ::_exit(broken_request);
        work_on(request, bytes);
    } catch (const std::bad_alloc&) {
        ::_exit(no_memory);
    } catch (...) {
        ::_exit(broken_request);
    }
    // Not return: nothing of the program's own ending may run in here.
    ::_exit(0);
}

}  // namespace images
