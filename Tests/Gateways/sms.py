"""Trials of the SMS gateways: gammu-smsd and smstools without a modem, curl to a web server."""

import json
import os
import re
import signal
import subprocess
import time

import lab

def end(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def try_gammu(dondoc, root, documented):
    lab.need("gammu-smsd", "gammu-smsd-inject")
    home = root / "gammu"
    for name in ("phone", "inbox", "outbox", "sent", "error"):
        (home / name).mkdir(parents=True)
    smsdrc = root / "smsdrc"
    text = (f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {home}/phone\ngammuloc = /dev/null\n[smsd]\n"
            f"service = files\nlogfile = {home}/log\ncommtimeout = 1\nsendtimeout = 10\n"
            + "".join(f"{key}path = {home}/{name}/\n" for key, name in (
                ("inbox", "inbox"), ("outbox", "outbox"), ("sentsms", "sent"), ("errorsms", "error"))))
    smsdrc.write_text(text)
    (root / "elsewhere").write_text(text.replace(f"{home}/outbox/", f"{root}/none/"))
    (root / "useless").write_text("[gammu]\nmodel = dummy\n")
    (root / "full").write_text(text.replace(f"{home}/outbox/", "/proc/"))

    def options(file, *more):
        return f"preset: gammu, options: [{', '.join(('-c', str(file), *more))}]"

    bench = lab.Bench(dondoc, root, {
        "usual": options(smsdrc),
        "accented": options(smsdrc) + ", text: accented, segments: 10",
        "plain": options(smsdrc) + ", text: unaccented",
        "elsewhere": options(root / "elsewhere"),
        "useless": options(root / "useless"),
        "none": options(root / "none"),
        "full": options(root / "full"),
        "option": f'preset: gammu, command: [/usr/bin/gammu-smsd-inject, -c, {smsdrc}, TEXT, "{{to}}", -nonsense]',
        "short": f"preset: gammu, command: [/usr/bin/gammu-smsd-inject, -c, {smsdrc}, TEXT]",
        "long": f'preset: gammu, command: [/usr/bin/gammu-smsd-inject, -c, {smsdrc}, TEXT, "{"9" * 500}"]',
    })
    yield from lab.compare("gammu", documented, bench, {
        "the queue takes it": ("usual", lab.PHONE),
        "its configuration is not there": ("none", lab.PHONE),
        "its configuration has no `[smsd]`": ("useless", lab.PHONE),
        "its outbox is not there": ("elsewhere", lab.PHONE),
        "its outbox cannot be written": ("full", lab.PHONE),
        "an unknown option": ("option", lab.PHONE),
        "no number in the command": ("short", lab.PHONE),
        "a number of 500 digits in the command": ("long", lab.PHONE),
    })
    for path in (home / "outbox").iterdir():
        path.unlink()
    bench.try_out("accented", "+999100000001")
    bench.try_out("plain", "+999100000002")
    daemon = subprocess.Popen(["gammu-smsd", "-c", str(smsdrc)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        lab.wait_for(lambda: len(list((home / "sent").iterdir())) >= 2, 60, "gammu-smsd sends")
        time.sleep(0.5)
    finally:
        end(daemon)
    for number, coding, words in (("1", "Unicode_No_Compression", "Tin thử của VP UBND"),
                                  ("2", "Default_No_Compression", "Tin thu cua VP UBND")):
        (path,) = (home / "sent").glob(f"*+99910000000{number}_*")
        sent = path.read_bytes().decode(errors="replace")
        parts = re.findall(r"^Text00 = ([0-9A-F]+)\r?$", sent, re.M)
        got = bytes.fromhex(parts[0]).decode("utf-16-be") if parts else ""
        if f"Coding = {coding}" not in sent or words not in got:
            yield f"gammu: sent as {re.findall('^Coding.*$', sent, re.M)}: {got!r}"


GSM = ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
       "¿abcdefghijklmnopqrstuvwxyzäöñüà")
EXTENSION = {0x0A: "\x0c", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|",
             0x65: "€"}


def text_of(pdu):
    """The number and the text of an SMS-SUBMIT of one part (3GPP TS 23.040, section 9.2.2.2)."""
    raw = bytes.fromhex(pdu)
    raw = raw[1 + raw[0]:]
    digits = raw[2]
    swapped = raw[4:4 + (digits + 1) // 2].hex()
    number = "".join(swapped[i + 1] + swapped[i] for i in range(0, len(swapped), 2))[:digits]
    rest = raw[4 + (digits + 1) // 2:]
    coding, length, data = rest[1], rest[3], rest[4:]
    if coding == 8:
        return number, data[:length].decode("utf-16-be")
    bits = int.from_bytes(data, "little")
    septets = [bits >> 7 * i & 0x7F for i in range(length)]
    text, escaped = "", False
    for septet in septets:
        if escaped:
            text, escaped = text + EXTENSION[septet], False
        elif septet == 0x1B:
            escaped = True
        else:
            text += GSM[septet]
    return number, text


def try_smstools(dondoc, root, documented):
    lab.need("smsd")
    home = root / "smstools"
    for name in ("outgoing", "checked", "failed", "incoming", "sent", "report"):
        (home / name).mkdir(parents=True)
    conf = root / "smsd.conf"
    conf.write_text(
        "devices = GSM1\n" + "".join(f"{name} = {home}/{name}\n" for name in os.listdir(home))
        + f"logfile = {home}/log\ninfofile = {home}/working\npidfile = {home}/pid\nloglevel = 7\ndelaytime = 1\n"
        "autosplit = 3\n[GSM1]\ndevice = /dev/null\nmodem_disabled = yes\nincoming = no\n")
    (root / "full").mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=10", "tmpfs", str(root / "full")],
                   capture_output=True)
    filled = os.path.ismount(root / "full")
    try:
        if filled:
            (root / "full" / "x").write_bytes(b"x" * 4096)

        def options(folder, *more):
            return f"preset: smstools, options: [--spool, {folder}{''.join(f', {word}' for word in more)}]"

        bench = lab.Bench(dondoc, root, {
            "usual": options(home / "outgoing"),
            "none": options(root / "none"),
            "full": options(root / "full"),
            "option": options(home / "outgoing", "--nonsense"),
            "badly": 'preset: smstools, command: [/proc/self/exe, smstools-spool, "--", "0{to}"]',
        })
        if not filled:
            print("skipped: smstools: the spool cannot be written: only root can fill a file system")
            documented = {name: row for name, row in documented.items() if name != "the spool cannot be written"}
        trials = {
            "the spool takes it": ("usual", lab.PHONE),
            "the spool is not there": ("none", lab.PHONE),
            **({"the spool cannot be written": ("full", lab.PHONE)} if filled else {}),
            "what is no number in the command": ("badly", lab.PHONE),
            "an unknown option": ("option", lab.PHONE),
        }
        yield from lab.compare("smstools", documented, bench, trials)
    finally:
        if filled:
            subprocess.run(["umount", str(root / "full")], check=True)
    for path in (home / "outgoing").iterdir():
        path.unlink()
    # Letters that smsd, given UTF-8, would take for others: they have to come out as they went in.
    plain = "".join(letter for letter in GSM if letter not in "\x1b\r¤") + "^{}\\[~]|€"
    texts = {"999100000001": "tính, ç, €, ễ, 😀\nTo: 999", "999100000002": plain, "999100000003": "¤"}
    for number, text in texts.items():
        spool = [str(dondoc), "smstools-spool", "--spool", str(home / "outgoing"), "--", f"+{number}"]
        subprocess.run(spool, input=text.encode(), check=True, capture_output=True, env={**os.environ, "DONDOC_ID": number})
    (home / "outgoing" / ".dondoc-begun.1").write_text("To: 999100000003\n\nhalf")
    daemon = subprocess.Popen(["smsd", "-c", str(conf), "-n", "MAIN"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True)
    try:
        lab.wait_for(lambda: len(list((home / "sent").iterdir())) >= len(texts), 120, "smsd sends")
    finally:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()
    sent = dict(text_of(pdu) for pdu in re.findall(r"PDU to \d+: AT\+CMGS=\d+ ([0-9A-F]+)", (home / "log").read_text("latin-1")))
    if sent != texts:
        yield f"smstools: smsd sent {sent!r}, not {texts!r}"
    if not (home / "outgoing" / ".dondoc-begun.1").exists():
        yield "smstools: smsd took a file that was not whole yet"


def try_curl(dondoc, root, documented):
    lab.need("curl")
    server = lab.WebServer()
    site = f"http://127.0.0.1:{server.port}"

    def to(path, more=""):
        return f'preset: curl, url: "{site}{path}"{more}'

    statuses = {200: "200", 204: "204", 302: "302", 400: "400", 401: "401", 403: "403", 404: "404", 408: "408", 409: "409", 410: "410",
                413: "413", 422: "422", 425: "425", 429: "429", 500: "500", 502: "502", 503: "503"}
    gateways = {f"status-{status}": to(f"/{status}") for status in statuses}
    gateways |= {
        "drop": to("/drop"),
        "impatient": to("/hang", ', options: ["--max-time", "1"]'),
        "killed": to("/hang", ", timeout: 1s"),
        "refused": f'preset: curl, url: "http://127.0.0.1:{lab.free_port()}/"',
        "nowhere": 'preset: curl, url: "https://no.such.host.invalid/"',
        "tls": f'preset: curl, url: "https://127.0.0.1:{server.port}/200"',
        "option": to("/200", ", options: [--nonsense]"),
        "file": to("/200", f', options: ["--config", "{root}/none"]'),
        "secret": to("/200", ", credential: sms-api"),
        "json": to("/200?json", ', body: json, credential: sms-api, text: accented, '
                   'fields: {phone: "{to}", brandname: UBND, content: "{text}", id: "{id}"}'),
    }
    bench = lab.Bench(dondoc, root, gateways, {"sms-api": 'header = "Authorization: Bearer canary-1234567"\n'})
    trials = {f"HTTP {words}": (f"status-{status}", lab.PHONE) for status, words in statuses.items()}
    yield from lab.compare("curl", documented, bench, trials | {
        "the connection breaks after the message": ("drop", lab.PHONE),
        "no answer in curl's own time": ("impatient", lab.PHONE),
        "no answer in the gateway's `timeout`": ("killed", lab.PHONE),
        "nobody listens there": ("refused", lab.PHONE),
        "the server's name is unknown": ("nowhere", lab.PHONE),
        "the server speaks no TLS": ("tls", lab.PHONE),
        "an unknown option": ("option", lab.PHONE),
        "a file of options is not there": ("file", lab.PHONE),
    })
    server.got.clear()
    trial = bench.try_out("secret", lab.PHONE)
    bench.try_out("json", lab.PHONE)
    (_, headers, body), (_, second, json_body) = server.got
    fields, members = lab.form(body), json.loads(json_body)
    if fields.keys() != {"to", "text"} or fields["to"] != lab.PHONE or not fields["text"].startswith("DONDOC: Tin thử"):
        yield f"curl: the form is {fields}"
    if list(members) != ["phone", "brandname", "content", "id"] or not members["content"].startswith("DONDOC: Tin thử"):
        yield f"curl: the JSON is {members}"
    if headers["Idempotency-Key"] == second["Idempotency-Key"] or members["id"] != second["Idempotency-Key"]:
        yield f"curl: the keys are {headers['Idempotency-Key']} and {second['Idempotency-Key']}"
    for got in (headers, second):
        if got.get("Authorization") != "Bearer canary-1234567":
            yield f"curl: the credential does not arrive: {got}"
    if "canary" in str(trial):
        yield f"curl: the credential is shown: {trial}"
