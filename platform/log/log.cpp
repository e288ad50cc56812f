#include "platform/log/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

namespace log_line {
namespace {

std::atomic<bool> is_quiet{false};

spdlog::logger& logger() {
    static const auto one = [] {
        auto made = std::make_shared<spdlog::logger>("antarkerja", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("{\"time\":\"%Y-%m-%dT%H:%M:%S.%eZ\",\"level\":\"%l\",%v}", spdlog::pattern_time_type::utc);
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *one;
}

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (byte < 0x20 || byte == 0x7f) {  // a line break would forge a second entry
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += letter;
        }
    }
    out += '"';
}

void write(spdlog::level::level_enum level, std::string_view event, Values values) {
    if (is_quiet) return;
    std::string line = "\"event\":";
    append_quoted(line, event);
    for (const auto& [name, value] : values) {
        line += ',';
        append_quoted(line, name);
        line += ':';
        if (value.quoted)
            append_quoted(line, value.text);
        else
            line += value.text;
    }
    logger().log(level, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace

void info(std::string_view event, Values values) { write(spdlog::level::info, event, values); }
void warning(std::string_view event, Values values) { write(spdlog::level::warn, event, values); }
void error(std::string_view event, Values values) { write(spdlog::level::err, event, values); }
void quiet(bool on) { is_quiet = on; }

}  // namespace log_line
