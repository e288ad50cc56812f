#pragma once

#include <stdexcept>
#include <string>

// The operator asked for something that does not go together: exit code 2, one clear line.
struct WrongUsage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What an operator may set: DIR/antarkerja.toml, over it the environment (ANTARKERJA_…), over it the command line.
struct Config {
    std::string data;          // the folder: database, keys, uploads
    std::string database_url;  // postgresql://…; empty = SQLite in the folder
    std::string listen{"127.0.0.1:8080"};
    std::string public_url;  // what QR codes and letters point to; empty = http:// + listen
    int workers{};           // 0 = by engine
    bool trust_proxy{};      // a proxy on loopback tells the client's address and https
    bool demo{};
    bool limits{true};
};

// Reads DIR/antarkerja.toml, where there is one, into what is not set yet. Throws std::runtime_error with one clear
// line for a file that cannot be read or a name or value that means nothing.
void read_config_file(Config& config);

struct Listen {
    std::string address;
    int port{};
};
// "127.0.0.1:8080", "[::1]:8080"; throws WrongUsage with one clear line.
Listen parse_listen(const std::string& text);
bool is_loopback(const std::string& address);

// Everything that does not go together; throws WrongUsage with one clear line.
void check_config(const Config& config);
