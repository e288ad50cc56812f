#include "platform/http/forms.hpp"

#include "base/text.hpp"

namespace http {
namespace {

constexpr std::size_t parts_max = 200;

int hex_value(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The parameter of a header such as `form-data; name="berkas"; filename="ijazah.jpg"`. Browsers escape a quote inside
// as %22 (HTML standard), older ones as \".
std::optional<std::string> parameter(std::string_view header, std::string_view wanted) {
    std::size_t at = header.find(';');
    while (at != std::string_view::npos && at < header.size()) {
        ++at;
        const auto equals = header.find('=', at);
        if (equals == std::string_view::npos) return {};
        const auto name = trimmed(header.substr(at, equals - at));
        std::string value;
        at = equals + 1;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\')) ++at;
                value += header[at];
            }
            if (at == header.size()) return {};
            at = header.find(';', at);
        } else {
            const auto end = header.find(';', at);
            value = trimmed(header.substr(at, end == std::string_view::npos ? end : end - at));
            at = end;
        }
        if (equal_ignoring_case(name, wanted)) return value;
    }
    return {};
}

bool readable(std::string_view text) { return text.find('\0') == std::string_view::npos && text::is_valid_utf8(text); }

struct PartHead {
    std::string name;
    std::optional<std::string> file_name;
};

std::optional<PartHead> read_part_head(std::string_view lines) {
    std::optional<PartHead> head;
    while (!lines.empty()) {
        const auto end = lines.find("\r\n");
        const auto line = lines.substr(0, end);
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return {};
        if (!equal_ignoring_case(line.substr(0, colon), "content-disposition")) continue;
        const auto value = trimmed(line.substr(colon + 1));
        if (!equal_ignoring_case(trimmed(value.substr(0, value.find(';'))), "form-data") || head) return {};
        auto name = parameter(value, "name");
        auto file_name = parameter(value, "filename");
        if (!name || name->empty() || name->size() > 200 || !readable(*name)) return {};
        if (file_name && !readable(*file_name)) file_name = "";
        head = PartHead{std::move(*name), std::move(file_name)};
    }
    return head;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view encoded, bool plus_is_blank) {
    std::string plain;
    plain.reserve(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        char letter = encoded[i];
        if (letter == '+' && plus_is_blank) {
            letter = ' ';
        } else if (letter == '%') {
            if (i + 2 >= encoded.size()) return {};
            const int high = hex_value(encoded[i + 1]);
            const int low = hex_value(encoded[i + 2]);
            if (high < 0 || low < 0) return {};
            letter = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (letter == '\0') return {};
        plain += letter;
    }
    if (!text::is_valid_utf8(plain)) return {};
    return plain;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
                           letter == '-' || letter == '.' || letter == '_' || letter == '~';
        if (plain) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

bool read_target(Request& request, std::string_view target) {
    // RFC 9112 3.2.2: a server must accept the absolute form.
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        const auto slash = target.find('/', scheme.size());
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    }
    if (!target.starts_with('/')) return false;
    if (const auto hash = target.find('#'); hash != std::string_view::npos) target = target.substr(0, hash);
    const auto question = target.find('?');
    const auto path = target.substr(0, question);
    // An escaped slash would mean one thing to us and another to a proxy in front.
    for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
        if (equal_ignoring_case(path.substr(at, 3), "%2f") || equal_ignoring_case(path.substr(at, 3), "%5c")) return false;
    }
    auto decoded = percent_decoded(path, false);
    if (!decoded) return false;
    for (const char letter : *decoded)
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) return false;
    request.path = std::move(*decoded);
    if (question == std::string_view::npos) return true;
    auto query = Fields::parse(target.substr(question + 1));
    if (!query) return false;
    request.query = std::move(*query);
    return true;
}

std::optional<Fields> Fields::parse(std::string_view encoded) {
    Fields fields;
    while (!encoded.empty()) {
        const auto end = encoded.find('&');
        const auto pair = encoded.substr(0, end);
        encoded = end == std::string_view::npos ? std::string_view{} : encoded.substr(end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
        if (!name || !value || fields.items_.size() >= 2000) return {};
        fields.add(std::move(*name), std::move(*value));
    }
    return fields;
}

bool read_form(Request& request) {
    const auto type = request.header("content-type");
    const auto kind = trimmed(std::string_view(type).substr(0, type.find(';')));
    if (equal_ignoring_case(kind, "application/x-www-form-urlencoded")) {
        auto form = Fields::parse(request.body);
        if (!form) return false;
        request.form = std::move(*form);
    } else if (equal_ignoring_case(kind, "multipart/form-data")) {
        const auto boundary = parameter(type, "boundary");
        if (!boundary || boundary->empty() || boundary->size() > 70) return false;
        if (!read_multipart(request.body, *boundary, request.form, request.uploads)) return false;
        request.body = {};
    }
    return true;
}

bool read_multipart(std::string_view body, std::string_view boundary, Fields& form, std::vector<Upload>& uploads) {
    const std::string first = "--" + std::string(boundary);
    const std::string next = "\r\n" + first;
    if (!body.starts_with(first)) return false;
    body.remove_prefix(first.size());
    for (std::size_t count = 0; count <= parts_max; ++count) {
        if (body.starts_with("--")) return true;
        if (!body.starts_with("\r\n")) return false;
        body.remove_prefix(2);
        const auto head_end = body.find("\r\n\r\n");
        if (head_end == std::string_view::npos || head_end > 4096) return false;
        auto head = read_part_head(body.substr(0, head_end));
        if (!head) return false;
        body.remove_prefix(head_end + 4);
        // An empty part's delimiter may follow its head at once: the blank line's own line end starts it.
        const auto end = body.find(next);
        if (end == std::string_view::npos) return false;
        const auto content = body.substr(0, end);
        if (head->file_name) {
            if (!head->file_name->empty() || !content.empty())
                uploads.push_back({std::move(head->name), std::move(*head->file_name), std::string(content)});
        } else {
            if (!readable(content)) return false;
            form.add(std::move(head->name), std::string(content));
        }
        body.remove_prefix(end + next.size());
    }
    return false;
}

}  // namespace http
