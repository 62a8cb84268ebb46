#!/usr/bin/env python3
"""canary.py DONDOC: a gateway's secret is in no argument, no other gateway's environment, no journal, ledger or output.

One gateway with a credential says it wherever it can: on both outputs, as its id, in its last words before a time-out.
The other one shows its environment. Then everything that the daemon wrote or can be asked for is searched.
"""

import base64
import os
import pathlib
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing, run
from Support.office import EIGHT, Burst


SECRET = "chim-hoang-yen-7391"
FORMS = [SECRET.encode(), base64.b64encode(SECRET.encode())]

# What each gateway sees goes to a file of the test's own, which is not searched.
TELL = """\
#!/bin/sh
{ tr '\\0' '\\n' </proc/$$/environ; tr '\\0' ' ' </proc/$$/cmdline; echo; } >"$1/$DONDOC_CHANNEL-$DONDOC_ID"
if [ -n "$DONDOC_CREDENTIAL" ]; then
    secret=$(cat "$DONDOC_CREDENTIAL")
    echo "gateway-id: $secret"
    echo "login with $secret failed ($(printf %s "$secret" | base64))" >&2
    case $DONDOC_TO in
    u1@*) trap 'echo "stopped: $secret"; exit 0' TERM; sleep 60 & wait ;;
    u2@*) exit 65 ;;
    u3@*) exit 75 ;;
    esac
fi
"""


def main():
    dondoc = arguments(__doc__).parse_args().dondoc
    wrong = []
    with tempfile.TemporaryDirectory(prefix="dondoc-canary-") as root:
        office = Burst(root, units=6)
        seen = pathlib.Path(root) / "surroundings"
        seen.mkdir()
        credentials = pathlib.Path(root) / "credentials"
        credentials.mkdir()
        (credentials / "mail").write_text(SECRET + "\n")
        office.keep.write_text(TELL)
        office.edit("dondoc.yaml", f'command: ["./keep", "{office.kept}"]\n    timeout: 20s',
                    f'command: ["./keep", "{seen}"]\n    timeout: 1s\n    credential: mail')
        office.edit("dondoc.yaml", "policies:", f'  sms: {{channel: sms, command: [./keep, "{seen}"]}}\npolicies:')
        office.edit("dondoc.yaml", "via: [email]", "via: [email, sms]")
        office.edit("directory.yaml", "u6@ubnd.example]", 'u6@ubnd.example], sms: ["+999100000006"]')

        # Without the credential: refused, with its place and the line that is missing.
        refused = run(
            dondoc, "run", "--config", office.config, "--state", office.root / "none",
            env={name: value for name, value in os.environ.items() if name != "CREDENTIALS_DIRECTORY"})
        line = next((n for n, text in enumerate((office.config / "dondoc.yaml").read_text().splitlines(), 1)
                     if "credential: mail" in text), 0)
        if refused.returncode != 78 or f"dondoc.yaml:{line}:" not in refused.stderr or (
                "LoadCredential=mail:/etc/dondoc/credentials/mail" not in refused.stderr):
            wrong.append(f"without the credential: exit {refused.returncode}: {refused.stderr}")

        clock = Clock(EIGHT, 1)
        variables = {"CREDENTIALS_DIRECTORY": str(credentials), "NOTIFY_SOCKET": ""}
        daemon = Daemon(dondoc, office.config, office.state, clock, environment=variables)
        if not daemon.wait_ready():
            sys.exit(f"not ready: {daemon.lines[-5:]}")

        def rested():
            outbox = listing(dondoc, "outbox", "--all", "--state", office.state)
            states = sorted(line["state"] for line in outbox if line["kind"] == "reminder")
            return len(states) == 7 and "claimed" not in states

        daemon.wait_until(rested, 30)
        status = run(dondoc, "status", "--state", office.state)
        ended = daemon.end(signal.SIGTERM)
        if ended != 0:
            wrong.append(f"exit {ended}: {daemon.lines[-5:]}")

        environments = {path.name: path.read_text() for path in seen.iterdir()}
        with_secret = [text for name, text in environments.items() if name.startswith("email-")]
        without = [text for name, text in environments.items() if name.startswith("sms-")]
        if len(with_secret) < 6 or len(without) != 1:
            wrong.append(f"{len(with_secret)} e-mails and {len(without)} SMS ran")
        for text in environments.values():
            if SECRET in text:
                wrong.append(f"the secret is in an argument or a variable: {text}")
            if "NOTIFY_SOCKET" in text or "CREDENTIALS_DIRECTORY" in text:
                wrong.append(f"a variable of the daemon's own: {text}")
        if not all(f"DONDOC_CREDENTIAL={credentials}/mail" in text for text in with_secret):
            wrong.append("a gateway that declares the credential does not get it")
        if any("DONDOC_CREDENTIAL" in text for text in without):
            wrong.append("a gateway that declares no credential gets one")

        state = ("--state", office.state)
        said = {"the journal": "\n".join(daemon.lines).encode(), "status": (status.stdout + status.stderr).encode()}
        for command in ("outbox --all", "outbox --all --json", "log", "log --json", "list --json"):
            asked = run(dondoc, *command.split(), *state)
            said[command] = (asked.stdout + asked.stderr).encode()
        for path in office.state.rglob("*"):
            if path.is_file():
                said[path.name] = path.read_bytes()
        if b"[secret]" not in b"".join(said.values()):
            wrong.append("nothing was covered: the gateway's answers are not where they were looked for")
        wrong += [f"the secret is in {name}" for name, text in said.items() for form in FORMS if form in text]
        figures = f"{len(environments)} runs, {len(said)} places searched, {sum(map(len, said.values()))} bytes"
    conclude(wrong, figures)


main()
