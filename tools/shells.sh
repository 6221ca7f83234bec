#!/bin/bash
# Makes sure that zsh and fish are here, so that their completion is tested: Debian's packages where they can be installed, else a word.
set -euo pipefail

missing=()
for shell in zsh fish; do command -v "$shell" >/dev/null || missing+=("$shell"); done
[ ${#missing[@]} -eq 0 ] && exit 0

skip() {
    echo "completion is not tested in ${missing[*]}: $1" >&2
    exit 0
}

command -v apt-get >/dev/null || skip "not installed, and apt-get, which could install them, is not here"
root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || skip "not installed, and installing them needs root"
    root=(sudo)
fi

echo "installing Debian's packages ${missing[*]}"
{
    "${root[@]}" apt-get update
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
} >/dev/null 2>&1 </dev/null || skip "apt-get could not install them"
