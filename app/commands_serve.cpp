#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "app/commands.hpp"
#include "app/demo_folder.hpp"
#include "app/installation.hpp"
#include "app/jobs.hpp"
#include "app/modules.hpp"
#include "modules/messages/actions.hpp"
#include "modules/reference/actions_import.hpp"
#include "modules/search/live_search.hpp"
#include "platform/events.hpp"
#include "platform/log/log.hpp"
#include "platform/sql/migrations.hpp"

namespace {

void fill_demo(const Config& config, const Installation& open) {
    if (config.demo && !is_filled_demo(config)) fill_marked(config, open, demo_steps());
}

struct MenuPlace {
    std::string_view path;
    std::string_view group{};  // opened by a press; "" = always in sight
};

constexpr std::string_view counter = msg("Loket");
constexpr std::string_view market = msg("Lowongan");
constexpr std::string_view figures = msg("Laporan");
constexpr std::string_view settings = msg("Pengaturan");

// The day's work first, then who looks for people, then what the office decides about itself.
constexpr MenuPlace menu_order[] = {
    {"/loket"},
    {"/loket/tunggu", counter},
    {"/loket/baru", counter},
    {"/loket/cetak", counter},
    {"/loket/kartu", counter},
    {"/loket/pesan", counter},
    {"/rujuk", market},
    {"/rujuk/wawancara", market},
    {"/tinjau", market},
    {"/atur/perusahaan", market},
    {"/rujuk/umpan", market},
    {"/loket/keberatan", market},
    {"/pengawasan", figures},
    {"/atur/survei", figures},
    {"/atur/keadilan", figures},
    {"/jurnal", figures},
    {"/perusahaan"},
    {"/perusahaan/lowongan"},
    {"/perusahaan/lamaran"},
    {"/perusahaan/wawancara"},
    {"/perusahaan/kartu"},
    {"/bkk"},
    {"/atur/kuota", settings},
    {"/atur/undian", settings},
    {"/atur/loket", settings},
    {"/atur", settings},
    {"/petugas", settings},
    {"/pemasangan/kantor", settings},
    {"/pemasangan/pesan", settings},
    {"/latihan", settings},
    {"/akun", settings},
};

std::vector<http::MenuEntry> menu_of(const std::vector<http::Module>& modules) {
    std::vector<http::MenuEntry> menu;
    for (const auto& module : modules) menu.insert(menu.end(), module.menu.begin(), module.menu.end());
    const auto place = [](const http::MenuEntry& entry) { return std::ranges::find(menu_order, entry.path, &MenuPlace::path); };
    std::ranges::stable_sort(menu, {}, place);
    for (auto& entry : menu) {
        if (const auto* found = place(entry); found != std::end(menu_order)) entry.group = found->group;
    }
    return menu;
}

}  // namespace

int commands::serve(Config config) {
    std::error_code error;
    std::filesystem::create_directories(config.data, error);
    if (error) throw std::runtime_error("cannot make the data folder " + config.data + ": " + error.message());
    read_config_file(config);
    check_config(config);
    const FolderLock lock(config.data);
    settle_demo(config);

    // Before any thread starts, so that all of them inherit it: only our own thread hears these.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);

    const auto open = open_installation(config, Folder::made_if_missing);
    for (const auto& name : sql::migrate(*open.database)) log_line::info("migrated", {{"name", name}});
    open.database->read([](sql::Transaction& tx) { reference::use_additions(tx); });
    const auto modules = all_modules();
    events::subscribe(modules);
    messages::use_texts(message_texts());
    const auto menu = menu_of(modules);
    open.platform->menu = &menu;
    http::Application application(*open.platform, modules, resolve_actor);
    fill_demo(config, open);

    const auto listen = parse_listen(config.listen);
    http::Server server(
        application,
        {.listen_address = listen.address, .port = listen.port, .workers = default_workers(config), .trust_proxy = config.trust_proxy});
    search::hear_changes(*open.database);
    open.database->on_announcement([](void* self, std::string_view topic) { static_cast<http::Server*>(self)->announce(topic); }, &server);

    std::thread listener([&] {
        int which = 0;
        sigwait(&signals, &which);
        log_line::info("stopping");
        server.stop();
    });
    try {
        const Jobs jobs(*open.platform, modules);
        server.run([&](int port) {
            log_line::info(
                "ready",
                {{"address", listen.address}, {"port", port}, {"database", config.database_url.empty() ? "sqlite" : "postgresql"}});
            std::printf("AntarKerja: %s\n",
                        (config.public_url.empty() ? "http://" + listen.address + ":" + std::to_string(port) : config.public_url).c_str());
            for (const auto& line : first_steps(open.as_system())) std::printf("%s\n", line.c_str());
            std::fflush(stdout);
        });
        open.database->on_announcement(nullptr, &server);  // other processes go on announcing
    } catch (const std::exception& failure) {
        open.database->on_announcement(nullptr, &server);
        ::kill(::getpid(), SIGTERM);  // only the listener hears it
        listener.join();
        throw std::runtime_error("cannot serve on " + config.listen + ": " + failure.what());
    }
    listener.join();
    return done;
}
