#!/usr/bin/env bash
# The units are right to the last key and expose little: systemd's own checks, offline, without root.
#
# `systemd-analyze verify` ends with 0 on an unknown key or a bad value, so anything it says is a failure.
# `--threshold` is ten times the exposure: 12 is 1.2, what Debian's most hardened units have.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../systemd"

for tool in systemd-analyze systemd-sysusers journalctl; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is missing (Debian: apt install systemd)"; exit 0; }
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
units=$folder/units
mkdir -p "$units/dondoc.service.d"
failures=0
fail() { echo "FAILED: $*" >&2; failures=$((failures + 1)); }

# verify wants the programs that a unit names; here any will do.
sed 's:/usr/bin/dondoc:/bin/true:' dondoc.service >"$units/dondoc.service"
cp dondoc.socket "$units/"

# What verify says of the units in the folder, and its exit status where that is not 0.
verify() {
    SYSTEMD_UNIT_PATH="$units:" systemd-analyze verify --man=no "$units/dondoc.service" "$units/dondoc.socket" 2>&1 ||
        echo "exit $?"
}
verify_silently() { # NAME
    local said
    said=$(verify)
    if [ -z "$said" ]; then echo "verify $1: nothing to say"; else fail "verify $1: $said"; fi
}

verify_silently "the units"
cp sendmail.conf "$units/dondoc.service.d/"
verify_silently "the units with sendmail.conf"
# A check that cannot fail proves nothing.
printf '[Service]\nWatchdogSecs=60\n' >"$units/dondoc.service.d/mistake.conf"
[[ $(verify) == *WatchdogSecs* ]] || fail "verify overlooks an unknown key"

if said=$(systemd-analyze security --offline=true --threshold=12 "$PWD/dondoc.service" 2>&1); then
    grep -E '✗|Overall' <<<"$said" || fail "security says nothing of the exposure: $said"
else
    fail "exposure above 1.2, or not known: $said"
fi

if said=$(systemd-sysusers --dry-run "$PWD/dondoc.sysusers" 2>&1); then
    echo "sysusers: ok"
else
    fail "sysusers: $said"
fi

mkdir -p "$folder/root/usr/lib/systemd/catalog" "$folder/root/var/lib/systemd/catalog"
cp dondoc.catalog "$folder/root/usr/lib/systemd/catalog/"
said=$(journalctl --root="$folder/root" --update-catalog 2>&1) || fail "catalog: exit $?"
[ -z "$said" ] || fail "catalog: $said"
texts=$(journalctl --root="$folder/root" --list-catalog 2>/dev/null | grep -Ec '^[0-9a-f]{32} ' || true)
kinds=$(grep -Ec 'case \.[a-zA-Z]+: "[0-9a-f]{32}"' ../Sources/Systemd/Journal/JournalEvent.swift)
if [ "$texts" -eq "$kinds" ]; then
    echo "catalog: $texts texts"
else
    fail "catalog: $texts texts for $kinds kinds of event"
fi
[ "$failures" -eq 0 ]
