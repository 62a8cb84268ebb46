"""A laboratory of gateways: a configuration made of them, a mail server and a web server on loopback with every fault."""

import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAIL, PHONE = "tnmt@ubnd.example", "+999100000008"


class Missing(Exception):
    """A program that this machine does not have."""


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Missing(f"{program} is not installed")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return unused.getsockname()[1]


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


class Bench:
    """The sample's configuration with other gateways; each trial is one run of `dondoc test-gateway`."""

    def __init__(self, dondoc, root, gateways, credentials=None):
        """gateways: {name: lines of YAML after the name}; credentials: {name: content}."""
        self.dondoc = dondoc
        self.config = pathlib.Path(root) / "config"
        shutil.copytree(ROOT / "config", self.config)
        path = self.config / "dondoc.yaml"
        head, rest = path.read_text().split("gateways:\n", 1)
        policies = rest[rest.index("policies:\n"):]
        # Both channels have to be served; what is on trial comes after.
        usual = ('  email: {channel: email, from: "vp@ubnd.example", command: [/bin/true]}\n'
                 "  sms: {channel: sms, command: [/bin/true]}\n")
        lines = "".join(f"  {name}: {{{keys}}}\n" for name, keys in gateways.items())
        path.write_text(f"{head}gateways:\n{usual}{lines}{policies}")
        path.chmod(0o644)
        self.environment = {**os.environ, "STATE_DIRECTORY": str(root)}
        if credentials:
            folder = pathlib.Path(root) / "credentials"
            folder.mkdir()
            for name, content in credentials.items():
                (folder / name).write_text(content)
            self.environment["CREDENTIALS_DIRECTORY"] = str(folder)

    def try_out(self, name, to, *more):
        run = subprocess.run(
            [str(self.dondoc), "test-gateway", name, "--to", to, "--config", str(self.config), "--json", *more],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120, env=self.environment)
        if not run.stdout:
            raise RuntimeError(f"{name}: exit {run.returncode}: {run.stderr.decode(errors='replace')}")
        return json.loads(run.stdout)


def verdict(trial):
    """As the tables of config/gateways.md have it: ('65', 'rejected')."""
    ended = trial["ending"].removeprefix("exit status ")
    if ended.startswith("timed out"):
        ended = "time-out"
    elif ended.startswith("ended by signal "):
        ended = ended.removeprefix("ended by ")
    return ended, trial["meaning"] + (", alarm" if trial["misconfigured"] else "")


EXITS = {"accepted": 0, "rejected": 69, "deferred": 75, "unknown": 75}


def compare(section, documented, bench, trials):
    """Tries each documented situation; `trials` is {situation: (gateway, address)}. Yields what differs."""
    for missing in documented.keys() - trials.keys():
        yield f"{section}: documented, and not tried: {missing}"
    for situation, (gateway, to) in trials.items():
        if situation not in documented:
            yield f"{section}: tried, and not documented: {situation}"
            continue
        trial = bench.try_out(gateway, to)
        if verdict(trial) != documented[situation]:
            yield f"{section}: {situation}: {verdict(trial)}, documented {documented[situation]}: {trial['output']}"
        wanted = 78 if trial["misconfigured"] else EXITS[trial["meaning"]]
        if trial["exit"] != wanted:
            yield f"{section}: {situation}: test-gateway ends with {trial['exit']}"


class MailServer:
    """SMTP whose answers the local part of the recipient chooses; keeps what it took as (sender, recipient, bytes)."""

    RCPT = {"temp": "451 4.3.0 later", "full": "452 4.2.2 full", "perm": "550 5.1.1 no such user"}
    DATA = {"data4": "452 4.2.2 full", "data5": "554 5.7.1 refused"}

    def __init__(self):
        self.taken = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            connection, _ = self.socket.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        lines = connection.makefile("rb")

        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        try:
            say("220 test")
            sender = recipient = ""
            while line := lines.readline():
                word = line[:4].upper()
                if word == b"EHLO":
                    say("250-test\r\n250 8BITMIME")
                elif word == b"MAIL":
                    sender = line.decode().split("<")[1].split(">")[0]
                    say("550 5.7.1 not from you" if sender.startswith("refused@") else "250 ok")
                elif word == b"RCPT":
                    recipient = line.decode().split("<")[1].split(">")[0]
                    local = recipient.split("@")[0]
                    if local == "vanish":
                        return
                    say(self.RCPT.get(local, "250 ok"))
                elif word == b"DATA":
                    say("354 go")
                    content = b""
                    while (line := lines.readline()) not in (b".\r\n", b""):
                        content += line[1:] if line.startswith(b".") else line
                    local = recipient.split("@")[0]
                    if local == "drop":
                        return
                    if local == "hang":
                        time.sleep(10)
                    if local not in self.DATA:
                        self.taken.append((sender, recipient, content))
                    say(self.DATA.get(local, "250 2.0.0 queued"))
                elif word == b"QUIT":
                    say("221 bye")
                    return
                else:
                    say("250 ok")
        except OSError:
            pass
        finally:
            # Shut down first: the reader holds the descriptor open.
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()


class WebServer:
    """HTTP whose path is its answer; keeps what it got as (path, headers, body)."""

    def __init__(self):
        self.got = got = []

        class Answers(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                got.append((self.path, dict(self.headers), body))
                if self.path == "/drop":
                    return
                if self.path == "/hang":
                    time.sleep(5)
                    return
                self.send_response(int(self.path[1:4]))
                self.send_header("Content-Length", "5")
                if self.path.startswith("/3"):
                    self.send_header("Location", "/200")
                self.end_headers()
                self.wfile.write(b"hello")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def form(body):
    return dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
