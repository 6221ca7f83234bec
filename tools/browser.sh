#!/bin/bash
# Makes sure that a Chromium stands on PATH: Debian's package where none does, or a word on what to install.
set -euo pipefail

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_browser >/dev/null && exit 0

give_up() {
    echo "the browser tests need Chromium: $1" >&2
    echo "  hint: install chromium or google-chrome so that it stands on PATH, then run this again" >&2
    exit 1
}

command -v apt-get >/dev/null || give_up "none is on PATH, and apt-get, which could install it, is not here"
root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || give_up "none is on PATH, and installing it needs root"
    root=(sudo)
fi

echo "installing Debian's packages chromium and fonts-dejavu-core"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{
    "${root[@]}" apt-get update
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core
} >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    give_up "apt-get could not install it; the reason stands above"
}
find_browser >/dev/null || give_up "apt-get installed it, but none is on PATH"
