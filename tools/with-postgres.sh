#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs COMMAND beside a PostgreSQL of its own, on a socket in a temporary folder.
# ANTARKERJA_TEST_PG holds the address. The server is gone when COMMAND ends; its exit code is COMMAND's.
# PG_FSYNC=on waits for the disk (crash tests, measurements); tests do without.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: with-postgres.sh COMMAND…" >&2; exit 2; }

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin -type d 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "with-postgres.sh: PostgreSQL is not installed (apt-get install postgresql)" >&2; exit 3; }

fsync=${PG_FSYNC:-off}
place=${TMPDIR:-/tmp}
[ "$fsync" = on ] || [ ! -w /dev/shm ] || place=/dev/shm
folder=$(mktemp -d "$place/antarkerja-pg.XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres "$folder"
    as=(runuser -u postgres --)
fi

stop() {
    local pid
    pid=$(head -1 "$folder/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$pid" ]; then
        kill -QUIT "$pid" 2>/dev/null || true
        for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
    fi
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd /
"${as[@]}" "$bin/initdb" -D "$folder/data" -U antarkerja -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 3; }
cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = $fsync
full_page_writes = $fsync
synchronous_commit = $fsync
max_connections = 200
shared_buffers = 64MB
autovacuum_naptime = 10s
CONF
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 start >/dev/null ||
    { cat "$folder/server.log" >&2; exit 3; }
cd - >/dev/null

export ANTARKERJA_TEST_PG="postgresql://antarkerja@/postgres?host=$folder"
code=0
"$@" || code=$?
exit $code
