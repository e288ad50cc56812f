#include "platform/images/images.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <stdexcept>

#include "platform/images/worker.hpp"

namespace images {
namespace {

constexpr int pages_max = 20;

// A child that cannot start is the machine's failure; one that dies on its input is the input's.
std::optional<Refusal> how_it_died(const Ended& ended) {
    if (ended.how != Ended::How::exited) return Refusal::decoder_gave_up;
    switch (ended.code) {
        case 3: throw std::runtime_error("image worker: the sandbox cannot be entered (seccomp, rlimit)");
        case 127: throw std::runtime_error("image worker: poppler-utils is not installed");
        case 4:
        case 5: return Refusal::decoder_gave_up;
        default: return {};
    }
}

Result<Made, Refusal> picture_from(Task task, std::string_view bytes, int longest_side) {
    const Ended ended = run_child({.task = task, .longest_side = longest_side, .bytes = bytes.size()}, bytes);
    if (const auto refusal = how_it_died(ended)) return *refusal;
    Answer answer;
    const auto mark = answer.mark;
    if (ended.output.size() < sizeof answer) return Refusal::decoder_gave_up;
    std::memcpy(&answer, ended.output.data(), sizeof answer);
    if (answer.mark != mark) return Refusal::decoder_gave_up;
    if (answer.refused > 0) {
        // Whatever a taken-over child says is one of the five or "gave up".
        return answer.refused - 1 <= static_cast<int>(Refusal::decoder_gave_up) ? static_cast<Refusal>(answer.refused - 1)
                                                                                : Refusal::decoder_gave_up;
    }
    Made made;
    made.bytes = ended.output.substr(sizeof answer);
    if (made.bytes.size() != answer.bytes || sniff(made.bytes) != Kind::jpeg) return Refusal::decoder_gave_up;
    made.width = answer.width;
    made.height = answer.height;
    made.blurred = answer.blurred;
    made.dark = answer.dark;
    made.red_background = answer.red_background;
    return made;
}

// The last line with this name: what stands before it may be the document's own title.
std::string_view fact(std::string_view text, std::string_view name) {
    std::string_view found;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.starts_with(name)) {
            line.remove_prefix(name.size());
            line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
            found = line;
        }
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return found;
}

Result<Made, Refusal> checked_pdf(std::string_view bytes) {
    // A reader needs the end mark near the end; a file that goes on after it is something else as well.
    const auto end = bytes.rfind("%%EOF");
    if (end == std::string_view::npos || bytes.size() - end > 1024) return Refusal::unreadable;
    // A scan has no reason to act. What hides in compressed objects is left to the reader's own guard.
    for (const std::string_view active : {"/JavaScript", "/Launch", "/EmbeddedFile"})
        if (bytes.find(active) != std::string_view::npos) return Refusal::unreadable;
    const Ended ended = run_child({.task = Task::pdf_facts, .bytes = bytes.size()}, bytes);
    if (const auto refusal = how_it_died(ended)) return *refusal;
    if (ended.code != 0) return Refusal::unreadable;
    if (fact(ended.output, "Encrypted:") != "no" || fact(ended.output, "JavaScript:") != "no") return Refusal::unreadable;
    const auto pages = fact(ended.output, "Pages:");
    Made made;
    made.kind = Kind::pdf;
    const auto [last, error] = std::from_chars(pages.data(), pages.data() + pages.size(), made.pages);
    if (error != std::errc{} || made.pages < 1) return Refusal::unreadable;
    if (made.pages > pages_max) return Refusal::too_large;
    made.bytes = bytes;
    return made;
}

}  // namespace

Kind sniff(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
    if (bytes.starts_with("%PDF-")) return Kind::pdf;
    return Kind::unknown;
}

Result<Made, Refusal> remake(std::string_view bytes, int longest_side) {
    if (bytes.size() > upload_max) return Refusal::too_large;
    switch (sniff(bytes)) {
        case Kind::unknown: return Refusal::not_a_picture;
        case Kind::pdf: return checked_pdf(bytes);
        case Kind::jpeg:
        case Kind::png: break;
    }
    return picture_from(Task::remake, bytes, longest_side);
}

Result<Made, Refusal> portrait(std::string_view bytes) {
    if (bytes.size() > upload_max) return Refusal::too_large;
    switch (sniff(bytes)) {
        case Kind::unknown:
        case Kind::pdf: return Refusal::not_a_picture;
        case Kind::jpeg:
        case Kind::png: break;
    }
    return picture_from(Task::portrait, bytes, 640);
}

Result<Made, Refusal> preview(std::string_view pdf_bytes, int longest_side) {
    if (pdf_bytes.size() > upload_max) return Refusal::too_large;
    if (sniff(pdf_bytes) != Kind::pdf) return Refusal::not_a_picture;
    const Ended ended = run_child({.task = Task::pdf_first_page, .bytes = pdf_bytes.size()}, pdf_bytes);
    if (const auto refusal = how_it_died(ended)) return *refusal;
    if (ended.code != 0 || sniff(ended.output) != Kind::jpeg) return Refusal::unreadable;
    // The tool read a stranger's file: its picture is a stranger's picture.
    return picture_from(Task::remake, ended.output, longest_side);
}

}  // namespace images
