#!/usr/bin/env bash
# with-systemd.sh [-t SECONDS] [-b BOOTS] [-c] [--] COMMAND...: run COMMAND as root beside a systemd of its own.
#
# The machine's systemd is started as PID 1 of new namespaces, on a copy of the root file system that forgets all that
# is written to it; the working directory is the same and may be read. The network is a loopback of its own. Nothing
# outside is touched, and at the end, however it comes, nothing is left.
#
#   -t SECONDS  end after so long with status 124 (default 300)
#   -b BOOTS    run COMMAND so often; between two runs all units are stopped in order and systemd is started again on
#               the same disk. $BOOT counts from 1
#   -c          COMMAND may set the clock. Only in a guest with a clock of its own: no namespace has one
#
# Exit status: that of COMMAND (of the first that fails); 124 for the time; 125 where there can be no sandbox, with the
# reason. Needs root, overlayfs, cgroup2 and Debian's packages systemd and util-linux.
set -euo pipefail
self=$(realpath "${BASH_SOURCE[0]}")
# What no namespace separates from the machine is taken from everything inside: clock, modules, kernel log, audit rules.
taken=-sys_module,-sys_rawio,-sys_pacct,-syslog,-wake_alarm,-mac_admin,-mac_override,-audit_control
yard=/media        # a tmpfs over it, seen by nobody else, holds all that the sandbox needs

impossible() { echo "with-systemd: $*" >&2; exit 125; }
# A process is moved into a control group by writing 0 there.
enter() { echo 0 >"$yard/groups$1/cgroup.procs"; }

# --- The third process: makes the root of the sandbox and becomes its PID 1.
become_init() {
    local root=$yard/root boot=$1 source=$2 place major minor
    enter "$(<"$yard/own")"
    read -r place _ </proc/self/stat                # /proc is still the machine's: our number there
    echo "$place" >"$yard/pid"

    mkdir -p "$root" "$yard/written" "$yard/work.$boot"
    mount -t overlay -o "lowerdir=/,upperdir=$yard/written,workdir=$yard/work.$boot" sandbox "$root"
    mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
    mount --bind "$root/proc/sys" "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
    mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755,nosuid,nodev tmpfs "$root/run"
    mount -t tmpfs -o mode=755,nosuid tmpfs "$root/dev"
    mkdir "$root/dev/pts" "$root/dev/shm"
    while read -r place major minor; do mknod -m 666 "$root/dev/$place" c "$major" "$minor"; done <<<'null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0'
    mount -t devpts -o newinstance,nosuid,noexec,ptmxmode=666 devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/dev/shm"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    for place in stdin:0 stdout:1 stderr:2; do ln -s "fd/${place#*:}" "$root/dev/${place%:*}"; done
    # A checkout on a file system of its own is not in the copy of the root.
    if [ "$source" != / ]; then
        mkdir -p "$root$source"
        mount --bind "$source" "$root$source"
        mount -o remount,bind,ro "$root$source"
    fi

    if [ "$boot" = 1 ]; then
        # Nothing of the machine's own set-up, and of what Debian's packages have started only the journal.
        rm -rf "$root"/etc/systemd/{system,system.conf,journald.conf}{,.d} "$root"/{etc,usr/lib}/systemd/system-generators \
            "$root"/etc/{fstab,machine-id,hostname} "$root/var/log/journal"
        find "$root/usr/lib/systemd/system" -path '*.wants/*' ! -name '*.target' ! -name 'systemd-journal*' \
            ! -name 'systemd-tmpfiles-setup.service' ! -name 'dbus.*' -delete
        mkdir -p "$root/etc/systemd/system" "$root/etc/tmpfiles.d" "$root/var/log/journal"
        : >"$root/etc/tmpfiles.d/tmp.conf"                  # Debian's empties /tmp
        ln -s /usr/lib/systemd/system/multi-user.target "$root/etc/systemd/system/default.target"
        tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
        echo sandbox >"$root/etc/hostname"
    fi
    # The journal distinguishes boots by this.
    cat /proc/sys/kernel/random/uuid >"$root/run/boot-id"
    mount --bind "$root/run/boot-id" "$root/proc/sys/kernel/random/boot_id"
    hostname sandbox

    cd "$root"
    pivot_root . .
    umount -l .
    mount --make-rshared /
    exec env -i container=sandbox PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        setpriv --bounding-set="$taken" /usr/lib/systemd/systemd --system </dev/null >/dev/null 2>&1
}

# --- The second process: has a control group namespace whose root is the sandbox's group, and leaves that group again,
# so that nothing but the sandbox is in it.
if [ "${1:-}" = --second ]; then
    taken=$2
    enter "$(<"$yard/home")"
    exec setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child --ipc --uts --net \
        "$BASH" "$self" --third "${@:2}"
fi
if [ "${1:-}" = --third ]; then
    taken=$2
    become_init "$3" "$4"
fi

# --- The first process: what the caller started.
arguments=("$@")
limit=300 boots=1 clock=no
while getopts t:b:c option; do
    case $option in
    t) limit=$OPTARG ;;
    b) boots=$OPTARG ;;
    c) clock=yes ;;
    *) impossible "usage: with-systemd.sh [-t SECONDS] [-b BOOTS] [-c] [--] COMMAND..." ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || impossible "no command"
[ "$(id -u)" -eq 0 ] || impossible "only root can make a sandbox"
[ -x /usr/lib/systemd/systemd ] || impossible "systemd is not installed (Debian: apt install systemd)"
if [ "$clock" = yes ]; then
    grep -q 'User Mode Linux' /proc/cpuinfo || impossible "-c would set the clock of this machine"
else
    taken+=,-sys_time
fi
if [ "${WITH_SYSTEMD:-}" != "$$" ]; then
    # Mounts of a namespace of our own go with it.
    unshare --mount true 2>/dev/null || impossible "no mount namespace can be made here (CAP_SYS_ADMIN)"
    WITH_SYSTEMD=$$ exec unshare --mount --propagation private "$BASH" "$self" "${arguments[@]}"
fi
unset WITH_SYSTEMD

mount -t tmpfs -o mode=755 sandbox "$yard" || impossible "no tmpfs can be mounted"
mkdir "$yard"/{groups,try,try.written,try.work}
mount -t overlay -o "lowerdir=/,upperdir=$yard/try.written,workdir=$yard/try.work" try "$yard/try" 2>/dev/null ||
    impossible "overlayfs is missing, or cannot lie over this root"
umount "$yard/try"
mount -t cgroup2 cgroup2 "$yard/groups" || impossible "cgroup2 is missing"
home=$(sed -n 's/^0:://p' /proc/self/cgroup)
own=${home%/}/dondoc-sandbox.$$
echo "$home" >"$yard/home"
echo "$own" >"$yard/own"
# A run that was killed outright left an empty group.
for old in "$yard/groups${home%/}"/dondoc-sandbox.*; do
    if [ -d "$old" ] && [ ! -e "/proc/${old##*.}" ]; then find "$old" -depth -type d -exec rmdir {} + || true; fi
done 2>/dev/null
mkdir "$yard/groups$own" || impossible "no control group can be made in ${home:-/}"

outer='' pid=''
alive() { [ -n "$pid" ] && [ -e "/proc/$pid" ]; }
await_end() { for ((i = 0; i < $1; i++)); do alive || return 0; sleep 0.05; done; }
end_sandbox() {
    echo 1 >"$yard/groups$own/cgroup.kill" || true
    await_end 100
    [ -z "$outer" ] || wait "$outer" || true
    outer='' pid=''
} 2>/dev/null
leave() {
    local status=$?
    trap '' INT TERM HUP
    trap - EXIT
    set +e
    end_sandbox
    for ((i = 0; i < 100; i++)); do
        find "$yard/groups$own" -depth -type d -exec rmdir {} + 2>/dev/null
        [ -d "$yard/groups$own" ] || break
        sleep 0.05
    done
    exit "$status"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

source=$(findmnt --noheadings --first-only --output TARGET --target "$PWD")
boot_sandbox() { # BOOT
    local until=$((SECONDS + 60)) state
    rm -f "$yard/pid"
    (
        enter "$own"
        exec unshare --cgroup "$BASH" "$self" --second "$taken" "$1" "$source"
    ) </dev/null >/dev/null 2>"$yard/said" &
    outer=$!
    until [ -n "$pid" ] && [ -S "/proc/$pid/root/run/systemd/private" ]; do
        [ -e "/proc/$outer" ] || impossible "the sandbox did not start: $(<"$yard/said")"
        [ "$SECONDS" -lt "$until" ] || impossible "systemd did not start within a minute"
        sleep 0.02
        [ -n "$pid" ] || [ ! -s "$yard/pid" ] || pid=$(<"$yard/pid")
    done
    inside=(nsenter --target "$pid" --mount --uts --ipc --net --pid --cgroup --wdns="$PWD"
        setpriv --bounding-set="$taken")
    state=$("${inside[@]}" timeout 60 systemctl is-system-running --wait) || true
    [ "$state" = running ] || [ "$state" = degraded ] || impossible "systemd is not up: $state"
}

status=0
for ((boot = 1; boot <= boots; boot++)); do
    boot_sandbox "$boot"
    "${inside[@]}" timeout --foreground --kill-after=5 "$limit" \
        env -u NOTIFY_SOCKET -u WATCHDOG_USEC -u WATCHDOG_PID -u LISTEN_FDS -u LISTEN_PID -u LISTEN_FDNAMES \
        -u JOURNAL_STREAM -u INVOCATION_ID BOOT="$boot" \
        systemd-run --scope --quiet --collect --unit="command-$boot" "$@" || status=$?
    [ "$status" -eq 0 ] || break
    if [ "$boot" -lt "$boots" ]; then
        "${inside[@]}" timeout 30 systemctl --quiet exit || true
        await_end 600
        end_sandbox
    fi
done
[ "$status" -ne 124 ] || echo "with-systemd: ended after $limit s" >&2
exit "$status"
