#!/usr/bin/env bash
# daemon.sh DONDOC [GROUP...] [--restarts N]: the daemon as an administrator has it, under a systemd of its own.
#
# Installs the program, the units and an office, and tries what must hold: start, reload, kill, hang, stop, restart and
# reboot, the journal, the socket. Without a GROUP all of them (see daemon.py). Needs root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dondoc=$(realpath -e "${1:?usage: daemon.sh DONDOC [GROUP...] [--restarts N]}")
shift

[ "$(id -u)" -eq 0 ] || { echo "skipped: only root can boot a sandbox"; exit 0; }
command -v python3 >/dev/null || { echo "skipped: python3 is missing"; exit 0; }
status=0
Tests/System/with-systemd.sh -t 1500 -b 2 python3 Tests/System/daemon.py "$dondoc" "$@" || status=$?
[ "$status" -ne 125 ] || { echo "skipped: the sandbox cannot be set up here"; exit 0; }
exit "$status"
