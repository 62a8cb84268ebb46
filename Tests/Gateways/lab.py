"""What the trials of gateways share: a configuration made of them, and a web server on loopback with every fault."""

import http.server
import json
import os
import pathlib
import shutil
import socket
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support import daemon
from Support.checks import ROOT
from Support.mailserver import MailServer  # noqa: F401, for the trials

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
    if not daemon.wait_for(condition, seconds):
        raise RuntimeError(f"{what}: not within {seconds} s")


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
        done = daemon.run(self.dondoc, "test-gateway", name, "--to", to, "--config", self.config, "--json", *more,
                   env=self.environment)
        if not done.stdout:
            raise RuntimeError(f"{name}: exit {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)


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
