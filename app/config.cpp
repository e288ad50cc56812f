#include "app/config.hpp"

#include <sys/stat.h>

#include <toml++/toml.h>
#include <charconv>

namespace {

WrongUsage fault(const std::string& path, const std::string& what) { return WrongUsage(path + ": " + what); }

}  // namespace

void read_config_file(Config& config) {
    const std::string path = config.data + "/antarkerja.toml";
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return;
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        throw fault(path, "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
    }
    const auto text = [&](const toml::node& node, const std::string& name) {
        const auto value = node.value_exact<std::string>();
        if (!value || value->empty()) throw fault(path, name + " must be a text in quotes");
        return *value;
    };
    const Config untouched;
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        if (name == "listen") {
            if (config.listen == untouched.listen) config.listen = text(node, name);
        } else if (name == "database") {
            if (config.database_url.empty()) config.database_url = text(node, name);
        } else if (name == "public_url") {
            if (config.public_url.empty()) config.public_url = text(node, name);
        } else if (name == "workers") {
            const auto value = node.value_exact<std::int64_t>();
            if (!value || *value < 1 || *value > 512) throw fault(path, "workers must be a number from 1 to 512");
            if (config.workers == 0) config.workers = static_cast<int>(*value);
        } else if (name == "trust_proxy") {
            const auto value = node.value_exact<bool>();
            if (!value) throw fault(path, "trust_proxy must be true or false");
            config.trust_proxy = config.trust_proxy || *value;
        } else {
            throw fault(path, "unknown name " + name + "; known: listen, database, public_url, workers, trust_proxy");
        }
    }
}

Listen parse_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    Listen listen;
    if (colon != std::string::npos) {
        listen.address = text.substr(0, colon);
        if (listen.address.starts_with('[') && listen.address.ends_with(']'))
            listen.address = listen.address.substr(1, listen.address.size() - 2);
        if (listen.address == "localhost") listen.address = "127.0.0.1";
        const auto* const begin = text.data() + colon + 1;
        const auto* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(begin, end, listen.port);
        if (error == std::errc{} && stop == end && begin != end && listen.port >= 0 && listen.port <= 65535 && !listen.address.empty() &&
            listen.address.find_first_not_of("0123456789abcdefABCDEF.:") == std::string::npos)
            return listen;
    }
    throw WrongUsage("listen: " + text + " is not ADDRESS:PORT such as 127.0.0.1:8080");
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

void check_config(const Config& config) {
    const auto listen = parse_listen(config.listen);
    if (!config.limits && !is_loopback(listen.address))
        throw WrongUsage("--limits off is only for load tests on loopback, not on " + listen.address);
    if (!config.database_url.empty() && !config.database_url.starts_with("postgresql://") &&
        !config.database_url.starts_with("postgres://"))
        throw WrongUsage("database: only postgresql://… is known; without it SQLite in the data folder is used");
    if (!config.public_url.empty()) {
        if (!config.public_url.starts_with("http://") && !config.public_url.starts_with("https://"))
            throw WrongUsage("public_url must begin with https:// or http://");
        if (config.public_url.ends_with('/')) throw WrongUsage("public_url must not end with a slash");
    }
}
