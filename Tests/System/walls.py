#!/usr/bin/python3
"""Stands in for the daemon inside dondoc.service and says whether the unit's walls are where they should be.

`run` tries each call that the daemon needs and some that nobody should get, prints a line each, and then answers at the
control socket with the caller's user id; `reload` asks there. Installed as /usr/bin/dondoc by walls.sh.
"""
import ctypes
import mmap
import os
import socket
import struct
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def tell(state):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.sendto(state.encode(), os.environ["NOTIFY_SOCKET"])


def expect(name, succeeds, attempt):
    """Tries something that must succeed, or must not."""
    try:
        result, done = attempt(), True
    except OSError as error:
        result, done = error, False
    print("ok" if done == succeeds else "BAD", name, "" if done == succeeds else repr(result), flush=True)


def step_timer():
    """A timer that reports clock steps: TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET on CLOCK_REALTIME."""
    timer = call("timerfd_create", 0, 0)
    call("timerfd_settime", timer, 3, (ctypes.c_long * 4)(0, 0, 4_000_000_000, 0), None)


def send_datagram(address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", (address, 9))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path):
    with open(path, "wb") as file:
        file.write(b"x")


def await_mark(child):
    """Waits for the mark in a child's environment, which is empty for a moment while the kernel loads its program."""
    until = time.monotonic() + 5
    while b"DONDOC_ID=mark" not in read(f"/proc/{child}/environ"):
        if time.monotonic() > until:
            raise OSError("the environment stays empty")
        time.sleep(0.01)


def check_walls():
    child = os.posix_spawn("/bin/sleep", ["sleep", "30"], {"DONDOC_ID": "mark"}, setsid=True)
    pidfd = os.pidfd_open(child)
    expect("a child's environment is readable", True, lambda: await_mark(child))
    expect("pidfd_send_signal", True, lambda: call("syscall", 424, pidfd, 9, None, 0))
    os.waitpid(child, 0)
    expect("PR_SET_CHILD_SUBREAPER", True, lambda: call("prctl", 36, 1, 0, 0, 0))
    expect("memfd_create", True, lambda: os.memfd_create("x", os.MFD_ALLOW_SEALING))
    expect("timerfd of steps", True, step_timer)
    expect("loopback", True, lambda: send_datagram("127.0.0.1"))
    expect("the ledger's directory", True, lambda: write("/var/lib/dondoc/x"))
    expect("the credential", True, lambda: read(os.environ["CREDENTIALS_DIRECTORY"] + "/secret").index(b"abc"))
    expect("another machine", False, lambda: send_datagram("192.0.2.25"))
    expect("the configuration", False, lambda: write("/etc/dondoc/x"))
    expect("writable code", False, lambda: mmap.mmap(-1, 4096, prot=7))
    expect("another user's process", False, lambda: read("/proc/1/environ"))
    expect("the clock", False, lambda: call("settimeofday", (ctypes.c_long * 2)(0, 0), None))
    expect("a name space", False, lambda: call("unshare", 0x10000000))


def run():
    check_walls()
    listener = socket.socket(fileno=3)
    tell("READY=1")
    while True:
        caller, _ = listener.accept()
        _, user, _ = struct.unpack("3i", caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        tell("RELOADING=1\nREADY=1")
        caller.sendall(f"user {user}\n".encode())
        caller.close()


def reload():
    with socket.socket(socket.AF_UNIX) as control:
        control.connect("/run/dondoc/control.sock")
        print(control.recv(100).decode(), end="")


{"run": run, "reload": reload}[sys.argv[1]]()
