"""A mail server on loopback whose answers the recipient chooses."""

import socket
import threading
import time


class MailServer:
    """Speaks SMTP; the local part of the recipient chooses its answer.

    `taken` has what it took: (sender, recipient, bytes, when).
    """

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
            sender, recipients = "", []
            while line := lines.readline():
                word = line[:4].upper()
                if word == b"EHLO":
                    say("250-test\r\n250 8BITMIME")
                elif word == b"MAIL":
                    sender, recipients = line.decode().split("<")[1].split(">")[0], []
                    say("550 5.7.1 not from you" if sender.startswith("refused@") else "250 ok")
                elif word == b"RCPT":
                    recipients.append(line.decode().split("<")[1].split(">")[0])
                    local = recipients[-1].split("@")[0]
                    if local == "vanish":
                        return
                    say(self.RCPT.get(local, "250 ok"))
                elif word == b"DATA":
                    say("354 go")
                    content = b""
                    while (line := lines.readline()) not in (b".\r\n", b""):
                        content += line[1:] if line.startswith(b".") else line
                    if local == "drop":
                        return
                    if local == "hang":
                        time.sleep(10)
                    if local not in self.DATA:
                        self.taken.append((sender, ", ".join(recipients), content, time.monotonic()))
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
