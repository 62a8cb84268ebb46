#!/usr/bin/env bash
# clock.sh DONDOC: the daemon in a guest whose clock is set under it, forward, backward and out of all reason.
#
# Nothing in a machine has a clock of its own, so this needs a virtual one: $WITH_UML names a program that runs a command
# as root in a user-mode Linux guest (Debian: apt install user-mode-linux kmod) with the files of this machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dondoc=$(realpath -e "${1:?usage: clock.sh DONDOC}")

guest=${WITH_UML:-}
[ "$(id -u)" -eq 0 ] || { echo "skipped: only root can start a guest"; exit 0; }
[ -n "$guest" ] || { echo "skipped: WITH_UML names no program that starts a guest with a clock of its own"; exit 0; }
command -v linux.uml >/dev/null || { echo "skipped: linux.uml is missing (Debian: apt install user-mode-linux kmod)"; exit 0; }
status=0
"$guest" -t 600 python3 Tests/System/clock.py "$dondoc" || status=$?
[ "$status" -ne 125 ] || { echo "skipped: the guest does not start here"; exit 0; }
exit "$status"
