#!/bin/sh
# Installs what is missing of the named sections of packages.txt: tools/install.sh run [test check bench].
# Asks dpkg first, so a second run costs nothing. Exit 3 when something is missing and nobody here may install it.
set -eu
cd "$(dirname "$0")"

wanted=$(for section in "$@"; do
    sed -n "/^\[$section\]/,/^\[/p" packages.txt | grep -v -e '^\[' -e '^#' -e '^[[:space:]]*$' || true
done | sort -u)
command -v node >/dev/null || wanted="$wanted nodejs"
command -v npm >/dev/null || wanted="$wanted npm"

missing=
installed=$(dpkg-query -W -f '${Package} ${Status}\n' $wanted 2>/dev/null | sed -n 's/ install ok installed$//p')
for package in $wanted; do
    echo "$installed" | grep -qxF "$package" || missing="$missing $package"
done

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
        as_root="env"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root="sudo env"
    else
        echo "Packages are missing and there is neither root nor sudo. Ask somebody who has it to run:" >&2
        echo "apt-get install --no-install-recommends -y$missing" >&2
        exit 3
    fi
    echo "Installing:$missing"
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y $missing </dev/null || {
        echo "apt-get could not install:$missing" >&2
        exit 3
    }
fi

if [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" != true ]; then
    echo "node $(node --version) is too old: 18 or newer is needed" >&2
    exit 3
fi
