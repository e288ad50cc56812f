#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <string_view>

#include "app/bench.hpp"
#include "app/commands.hpp"
#include "app/eval.hpp"
#include "app/eval_search.hpp"
#include "platform/images/images.hpp"

namespace {

void takes_data(CLI::App& command, Config& config) {
    command.add_option("--data", config.data, "the data folder")->required()->envname("ANTARKERJA_DATA");
    command.add_option("--db", config.database_url, "postgresql://…; without it SQLite in the data folder")->envname("ANTARKERJA_DB");
}

}  // namespace

int main(int argc, char** argv) {
    // The cage in which pictures are decoded: started by the program itself, before anything else is set up.
    if (argc == 2 && std::string_view(argv[1]) == "image-worker") return images::worker_main();

    CLI::App program{"AntarKerja, the public employment service of a manpower office", "antarkerja"};
    program.require_subcommand(1);
    Config config;
    int answer = commands::done;
    const auto runs = [&](CLI::App& command, auto work) { command.callback([&answer, work] { answer = work(); }); };

    auto& serve = *program.add_subcommand("serve", "serve the office's pages and API");
    takes_data(serve, config);
    std::string limits;
    serve.add_option("--listen", config.listen, "ADDRESS:PORT")->envname("ANTARKERJA_LISTEN");
    serve.add_option("--public-url", config.public_url, "what QR codes and letters point to")->envname("ANTARKERJA_PUBLIC_URL");
    serve.add_option("--workers", config.workers, "threads that may wait for the database")
        ->check(CLI::Range(1, 512))
        ->envname("ANTARKERJA_WORKERS");
    serve.add_flag("--trust-proxy", config.trust_proxy, "believe X-Forwarded-For and -Proto of a proxy on loopback")
        ->envname("ANTARKERJA_TRUST_PROXY");
    serve.add_flag("--demo", config.demo, "fill an empty folder with a demonstration district, or continue it");
    serve.add_option("--limits", limits, "off: no limits per address, for load tests on loopback")->check(CLI::IsMember({"on", "off"}));
    runs(serve, [&] {
        config.limits = limits != "off";
        return commands::serve(config);
    });

    auto& migrate = *program.add_subcommand("migrate", "bring the database up to this program");
    takes_data(migrate, config);
    runs(migrate, [&] { return commands::migrate(config); });

    auto& check = *program.add_subcommand("check", "prove what must be true of the stored data");
    takes_data(check, config);
    runs(check, [&] { return commands::check(config); });

    auto& verify_audit = *program.add_subcommand("verify-audit", "prove that nobody edited the journal");
    takes_data(verify_audit, config);
    std::string kept_heads;
    verify_audit.add_option("--head", kept_heads, "a file with heads that were printed, mailed or exported earlier; - for stdin");
    runs(verify_audit, [&] { return commands::verify_audit(config, kept_heads); });

    auto& audit_head = *program.add_subcommand("audit-head", "where the journal ends, signed: one line an office, to be kept elsewhere");
    takes_data(audit_head, config);
    runs(audit_head, [&] { return commands::audit_head(config); });

    auto& verify_card = *program.add_subcommand("verify-card", "read a card's QR text from stdin; 0 only for a valid card");
    takes_data(verify_card, config);
    runs(verify_card, [&] { return commands::verify_card(config); });

    std::string ballot;
    std::string commitment;
    auto& verify_ballot = *program.add_subcommand("verify-ballot", "recompute a published draw; 0 only when it was kept");
    verify_ballot.add_option("FILE", ballot, "the JSON from the page of the draw")->required()->check(CLI::ExistingFile);
    verify_ballot.add_option("--commitment", commitment, "as you wrote it down before entries opened");
    runs(verify_ballot, [&] { return commands::verify_ballot(ballot, commitment); });

    auto& settings = *program.add_subcommand("config", "the settings file");
    settings.require_subcommand(1);
    auto& check_settings = *settings.add_subcommand("check", "read DIR/antarkerja.toml and say what is wrong");
    check_settings.add_option("--data", config.data, "the data folder")->envname("ANTARKERJA_DATA");
    runs(check_settings, [&] {
        if (config.data.empty()) config.data = ".";
        return commands::check_config_file(config);
    });

    bool as_json = false;
    auto& routes = *program.add_subcommand("routes", "every address, its permission and its module");
    routes.add_flag("--json", as_json, "as JSON");
    runs(routes, [&] { return commands::routes(as_json); });

    std::string which_key;
    auto& rotate = *program.add_subcommand("rotate-key", "begin a new key; what the old one signed stays valid");
    rotate.add_option("KEY", which_key, "card")->required()->check(CLI::IsMember({"card"}));
    takes_data(rotate, config);
    runs(rotate, [&] { return commands::rotate_card_key(config); });

    auto& setup = *program.add_subcommand("setup-link", "a new link that makes an administrator, good once: when none can sign in");
    takes_data(setup, config);
    setup.add_option("--public-url", config.public_url, "what the link begins with")->envname("ANTARKERJA_PUBLIC_URL");
    runs(setup, [&] { return commands::setup_link(config); });

    std::string from;
    std::string to;
    auto& backup = *program.add_subcommand("backup", "copy database, keys and uploads beside a running server");
    takes_data(backup, config);
    backup.add_option("--to", to, "a folder; a dated one is made in it")->required();
    runs(backup, [&] { return commands::backup(config, to); });

    auto& restore = *program.add_subcommand("restore", "prove a backup and lay it down as a data folder");
    restore.add_option("--from", from, "the dated folder of a backup")->required();
    restore.add_option("--to", to, "a data folder that does not exist yet")->required();
    runs(restore, [&] { return commands::restore(from, to); });

    std::string kind;
    std::string file;
    std::string office_code;
    bool dry_run = false;
    auto& import = *program.add_subcommand("import", "take in a list");
    import.add_option("KIND", kind, "cards, holidays, …")->required();
    import.add_option("FILE", file, "XLSX or CSV")->required();
    takes_data(import, config);
    import.add_option("--office", office_code, "the office's code");
    import.add_flag("--dry-run", dry_run, "say what would happen, write nothing");
    runs(import, [&] { return commands::import(config, kind, file, office_code, dry_run); });

    commands::Generate wanted;
    auto& generate = *program.add_subcommand("generate", "fictional people and vacancies with realistic skew, the same for a seed");
    generate.add_option("--seekers", wanted.seekers, "how many people")->required()->check(CLI::Range(0, 1'000'000));
    generate.add_option("--vacancies", wanted.vacancies, "how many vacancies")->required()->check(CLI::Range(0, 1'000'000));
    generate.add_option("--seed", wanted.seed, "another market");
    takes_data(generate, config);
    runs(generate, [&] { return commands::generate(config, wanted); });

    auto& eval = *program.add_subcommand("eval", "answer one JSON object per line of stdin");
    eval.add_option("KIND", kind, "nik, working-day-deadline, …")->required();
    std::string corpus;
    eval.add_option("--corpus", corpus, "search: a file with one vacancy a line (JSON: id, title, description)");
    runs(eval, [&] { return kind == "search" ? eval_search(corpus, std::cin, std::cout) : eval_main(kind, std::cin, std::cout); });

    bench::Options measure;
    auto& measured = *program.add_subcommand("bench", "measure this program alone; make bench measures peers beside it");
    measured.add_option("NAME", measure.name, "booking, page, card, match, allocate, search, advice")->required();
    measured.add_flag("--json", measure.json, "only one line");
    measured.add_option("--rounds", measure.rounds, "the median of so many")->check(CLI::Range(1, 10));
    measured.add_option("--rows", measure.rows, "bookings, pages, cards, vacancies or seekers a run")->check(CLI::Range(1, 10'000'000));
    measured.add_option("--vacancies", measure.vacancies, "match, allocate, search: a file of the peers' generator");
    measured.add_option("--queries", measure.queries, "search: a file of the peers' generator");
    measured.add_option("--seekers", measure.seekers, "match, allocate: a file of the peers' generator");
    measured.add_option("--peer", measure.peer, "page: http://127.0.0.1:PORT/PATH, measured in turn");
    runs(measured, [&] { return bench::run(measure); });

    try {
        program.parse(argc, argv);
        return answer;
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return program.exit(error);  // --help
        std::fprintf(stderr, "antarkerja: %s\n", error.what());
        return commands::wrong_usage;
    } catch (const WrongUsage& why) {
        std::fprintf(stderr, "antarkerja: %s\n", why.what());
        return commands::wrong_usage;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "antarkerja: %s\n", failure.what());
        return commands::failed;
    }
}
