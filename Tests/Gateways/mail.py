"""Trials of the e-mail gateways: msmtp, and Postfix's sendmail with an instance of its own."""

import email
import email.policy
import os
import pathlib
import shutil
import subprocess

import lab

FROM = 'from: "VP UBND <van-phong@ubnd.example>"'


def content_faults(section, server, office="van-phong@ubnd.example"):
    """What is wrong with the one message that came through."""
    whole = [mail for mail in server.taken if mail[1] == lab.MAIL]
    if len(whole) != 1:
        yield f"{section}: {len(whole)} messages to {lab.MAIL}"
        return
    sender, _, content, _ = whole[0]
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    text = message.get_body(("plain",)).get_content()
    if sender != office or message["To"].addresses[0].addr_spec != lab.MAIL or message.defects:
        yield f"{section}: from {sender}, to {message['To']}, {message.defects}"
    if "Tin thử" not in message["Subject"] or "không phải thông báo giao việc" not in text:
        yield f"{section}: it does not say that it is a test: {message['Subject']}\n{text}"


def try_msmtp(dondoc, root, documented):
    lab.need("msmtp")
    server = lab.MailServer()
    port = f"--port={server.port}"
    broken = root / "broken"
    broken.write_text("nonsense here\n")
    broken.chmod(0o600)

    def options(*more):
        return f"preset: msmtp, {FROM}, options: [{', '.join((port, *more))}]"

    def command(*arguments):
        return f"preset: msmtp, {FROM}, command: [/usr/bin/msmtp, {', '.join(arguments)}]"

    gateways = {
        "usual": options(),
        "stranger": f'preset: msmtp, from: "refused@ubnd.example", options: ["{port}"]',
        "refused": options(f"--port={lab.free_port()}"),
        "nowhere": options("--host=no.such.host.invalid"),
        "impatient": options("--timeout=1"),
        "tls": options("--tls=on"),
        "option": options("--nonsense"),
        "nobody": command(port, "--host=127.0.0.1", "--from=a@b.example"),
        "file": command("-C", str(root / "none"), "-a", "x", "--", '"{to}"'),
        "account": command("-C", "/dev/null", "-a", "x", "--", '"{to}"'),
        "broken": command("-C", str(broken), "-a", "x", "--", '"{to}"'),
        "killed": f"preset: msmtp, {FROM}, options: [{port}], timeout: 1s",
        "absent": f"preset: msmtp, {FROM}, command: [{root}/msmtp, \"{{to}}\"]",
    }
    bench = lab.Bench(dondoc, root, gateways)
    yield from lab.compare("msmtp", documented, bench, {
        "the relay takes it": ("usual", lab.MAIL),
        "4xx to the recipient": ("usual", "temp@ubnd.example"),
        "5xx to the recipient": ("usual", "perm@ubnd.example"),
        "4xx after the message": ("usual", "data4@ubnd.example"),
        "5xx after the message": ("usual", "data5@ubnd.example"),
        "5xx to our own sender": ("stranger", "anyone@ubnd.example"),
        "the connection breaks before the message": ("usual", "vanish@ubnd.example"),
        "the connection breaks after the message": ("usual", "drop@ubnd.example"),
        "no answer in msmtp's own time": ("impatient", "hang@ubnd.example"),
        "no answer in the gateway's `timeout`": ("killed", "hang@ubnd.example"),
        "nobody listens there": ("refused", lab.MAIL.replace("tnmt", "x")),
        "the relay's name is unknown": ("nowhere", lab.MAIL.replace("tnmt", "x")),
        "the relay has no TLS": ("tls", lab.MAIL.replace("tnmt", "x")),
        "an unknown option": ("option", lab.MAIL.replace("tnmt", "x")),
        "no recipient in the command": ("nobody", lab.MAIL.replace("tnmt", "x")),
        "its configuration is not there": ("file", lab.MAIL.replace("tnmt", "x")),
        "its configuration has no such account": ("account", lab.MAIL.replace("tnmt", "x")),
        "its configuration is wrong": ("broken", lab.MAIL.replace("tnmt", "x")),
        "msmtp is not installed": ("absent", lab.MAIL.replace("tnmt", "x")),
    })
    yield from content_faults("msmtp", server)


MASTER = """\
pickup    unix  n       -       n       1       1       pickup
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
smtp      unix  -       -       n       -       -       smtp
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
postlog   unix-dgram n  -       n       -       1       postlogd
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = test.example
mydestination =
relayhost = [127.0.0.1]:{port}
smtp_host_lookup = native
maillog_file = {home}/log
maillog_file_prefixes = {home}
message_size_limit = {limit}
mailbox_size_limit = 0
alias_maps =
alias_database =
"""


class Postfix:
    """An instance of Postfix with all that is its own in one folder."""

    def __init__(self, home, port, limit=100_000):
        self.home, self.etc = home, home / "etc"
        for folder in (home, self.etc, home / "queue", home / "data"):
            folder.mkdir(mode=0o755)
        shutil.chown(home / "data", "postfix")
        (self.etc / "main.cf").write_text(MAIN.format(home=home, port=port, limit=limit))
        (self.etc / "master.cf").write_text(MASTER)
        self.order("check")

    def order(self, word):
        done = subprocess.run(["postfix", "-c", str(self.etc), word], capture_output=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"postfix {word}: {done.stderr.decode(errors='replace')}")


def try_sendmail(dondoc, root, documented):
    lab.need("postfix", "sendmail")
    if os.geteuid() != 0:
        raise lab.Missing("only root may start a Postfix")
    if "postfix" not in os.path.realpath("/usr/sbin/sendmail") and b"postfix" not in pathlib.Path(
        "/usr/sbin/sendmail").read_bytes().lower():
        raise lab.Missing("sendmail is not Postfix's")
    server = lab.MailServer()
    running = Postfix(root / "postfix", server.port)
    resting = Postfix(root / "resting", server.port)
    small = Postfix(root / "small", server.port, limit=500)
    closed = Postfix(root / "closed", server.port)
    shutil.rmtree(closed.home / "queue" / "maildrop")

    def options(instance, *more):
        return f"preset: sendmail, {FROM}, options: [{', '.join(('-C', str(instance), *more))}]"

    bench = lab.Bench(dondoc, root, {
        "usual": options(running.etc),
        "resting": options(resting.etc),
        "small": options(small.etc),
        "closed": options(closed.etc) + ", timeout: 1s",
        "none": options(root / "none"),
        "option": options(running.etc, "-Qzz"),
        "nobody": f"preset: sendmail, {FROM}, command: [/usr/sbin/sendmail, -C, {running.etc}, -i]",
    })
    running.order("start")
    try:
        yield from lab.compare("sendmail", documented, bench, {
            "Postfix takes it": ("usual", lab.MAIL),
            "a recipient whom the next server refuses": ("usual", "perm@ubnd.example"),
            "Postfix is not running": ("resting", "x@ubnd.example"),
            "larger than `message_size_limit`": ("small", "x@ubnd.example"),
            "it may not write to its queue (`NoNewPrivileges=`)": ("closed", "x@ubnd.example"),
            "its configuration is not there": ("none", "x@ubnd.example"),
            "an unknown option": ("option", "x@ubnd.example"),
            "no recipient in the command": ("nobody", "x@ubnd.example"),
        })
        lab.wait_for(lambda: any(mail[1] == lab.MAIL for mail in server.taken), 30, "Postfix passes it on")
        yield from content_faults("sendmail", server)
    finally:
        running.order("stop")
