#!/usr/bin/env bash
# power.sh DONDOC [CUTS] [--seed N]: the power fails while the daemon sends (reliability.md P4); 20 times by default.
#
# The machine is a user-mode Linux guest with a disk of its own, which is killed whole (power.py). Needs root and Debian's
# packages user-mode-linux and e2fsprogs; says so where one is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dondoc=$(realpath -e "${1:?usage: power.sh DONDOC [CUTS] [--seed N]}")
shift

[ "$(id -u)" -eq 0 ] || { echo "skipped: only root can start a guest"; exit 0; }
for program in linux.uml mkfs.ext4 unshare python3; do
    command -v "$program" >/dev/null || {
        echo "skipped: $program is missing (Debian: apt install user-mode-linux e2fsprogs)"
        exit 0
    }
done
exec python3 Tests/System/power.py "$dondoc" "$@"
