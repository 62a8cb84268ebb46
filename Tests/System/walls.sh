#!/usr/bin/env bash
# The units under a real systemd: what the daemon needs gets through their walls, the rest does not.
#
# Needs root: it boots systemd in a sandbox (with-systemd.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
sandbox=Tests/System/with-systemd.sh

if [ "${1:-}" != inside ]; then
    [ "$(id -u)" -eq 0 ] || { echo "skipped: only root can boot a sandbox"; exit 0; }
    status=0
    "$sandbox" bash Tests/System/walls.sh inside || status=$?
    [ "$status" -ne 125 ] || { echo "skipped: the sandbox cannot be set up here"; exit 0; }
    exit "$status"
fi

failures=0
# check WHAT COMMAND...: the command succeeds.
check() {
    local what=$1
    shift
    if "$@"; then echo "ok $what"; else echo "FAILED: $what" >&2; failures=$((failures + 1)); fi
}

install -m755 Tests/System/walls.py /usr/bin/dondoc
install -m644 systemd/dondoc.service systemd/dondoc.socket /etc/systemd/system/
install -Dm644 systemd/dondoc.sysusers /usr/lib/sysusers.d/dondoc.conf
mkdir -p /etc/systemd/system/dondoc.service.d
# A watchdog that nobody feeds would end the stand-in; the credential stands for an office's own.
printf '[Service]\nWatchdogSec=0\nSetCredential=secret:abc\n' >/etc/systemd/system/dondoc.service.d/test.conf
systemd-sysusers 2>/dev/null
systemctl daemon-reload
ip link set lo up
ip route add 192.0.2.0/24 dev lo

check "verify says nothing" test -z "$(systemd-analyze verify --man=no dondoc.service dondoc.socket 2>&1)"
check "start returns after READY" systemctl start dondoc
journalctl --sync
walls=$(journalctl -u dondoc -o cat | grep -E '^(ok|BAD) ' || true)
echo "$walls"
check "fourteen walls were tried" test "$(wc -l <<<"$walls")" -eq 14
check "and stand" test -z "$(grep '^BAD' <<<"$walls")"
check "reload returns with the daemon's answer" systemctl reload dondoc

useradd clerk
useradd stranger
usermod -aG dondoc clerk
as() { setpriv --reuid "$1" --regid "$1" --init-groups dondoc reload; }
check "the caller is known" test "$(as clerk)" = "user $(id -u clerk)"
check "who is not in the group is kept out" test -z "$(as stranger 2>/dev/null)"
systemctl stop dondoc 2>/dev/null
check "the socket outlives a stop and starts the daemon" test "$(as clerk)" = "user $(id -u clerk)"

# A configuration that is refused, and an order that waits: no loop of starts.
systemctl stop dondoc 2>/dev/null
printf '#!/bin/sh\nexit 78\n' >/usr/bin/dondoc
/usr/bin/python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); s.connect("/run/dondoc/control.sock"); s.recv(1)' \
    2>/dev/null || true
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(systemctl is-active dondoc.socket)" = active ] || break
    sleep 0.5
done
check "the socket gives up" test "$(systemctl show -P Result dondoc.socket)" = trigger-limit-hit
install -m755 Tests/System/walls.py /usr/bin/dondoc
check "a start opens it again" systemctl start dondoc
check "and it answers" test "$(as clerk)" = "user $(id -u clerk)"
[ "$failures" -eq 0 ]
