#!/usr/bin/env bash
# figures.sh DONDOC [idle|memory|start]...: what the daemon costs at rest and at its start, under systemd.
#
# For the figures build DONDOC as it is shipped: swift build -c release --static-swift-stdlib. Takes some minutes.
# Beside each figure stands the goal of the project; a figure that misses it is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dondoc=$(realpath -e "${1:?usage: figures.sh DONDOC [idle|memory|start]...}")
shift

[ "$(id -u)" -eq 0 ] || { echo "skipped: only root can boot a sandbox"; exit 0; }
status=0
Tests/System/with-systemd.sh -t 3000 python3 Tests/System/figures.py "$dondoc" "$@" || status=$?
[ "$status" -ne 125 ] || { echo "skipped: the sandbox cannot be set up here"; exit 0; }
exit "$status"
