#!/usr/bin/env bash
# clock.sh DONDOC: the daemon with a clock that is set under it, forward, backward and out of all reason.
#
# First the clock that clock.c gives the daemon alone, by LD_PRELOAD; then, where there is one, a guest with a clock of its
# own: $WITH_UML names a program that runs a command as root in a user-mode Linux guest (Debian: apt install
# user-mode-linux kmod) with the files of this machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dondoc=$(realpath -e "${1:?usage: clock.sh DONDOC}")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$(command -v cc || command -v clang)" -O1 -Wall -Werror -shared -fPIC -o "$folder/clock.so" Tests/System/clock.c
python3 Tests/System/clock.py "$dondoc" "$folder/clock.so"

guest=${WITH_UML:-}
[ "$(id -u)" -eq 0 ] || { echo "skipped: only root can start a guest"; exit 0; }
[ -n "$guest" ] || { echo "skipped: WITH_UML names no program that starts a guest with a clock of its own"; exit 0; }
command -v linux.uml >/dev/null || { echo "skipped: linux.uml is missing (Debian: apt install user-mode-linux kmod)"; exit 0; }
status=0
"$guest" -t 600 python3 Tests/System/clock.py "$dondoc" || status=$?
[ "$status" -ne 125 ] || { echo "skipped: the guest does not start here"; exit 0; }
exit "$status"
