"""The ledger of a `Burst` that has come to rest, held against the plan and against what the gateway got."""

from .daemon import listing

CUT_OFF = "the daemon ended while it ran"


class Account:
    def __init__(self, dondoc, office, loaded, deaths):
        """loaded: when the daemon first read the files; deaths: how often it ended without a stop."""
        self.wrong = []
        state = ("--state", office.state)
        planned = listing(
            dondoc, "plan", "--config", office.config, "--loaded", loaded, "--from", "2021-11-29", "--to", "2021-11-29")
        everything = listing(dondoc, "outbox", "--all", *state)
        outbox = [line for line in everything if line["kind"] == "reminder"]
        copies = office.copies()

        wanted = {(line["obligation"], line["to"]) for line in planned}
        accepted = {(name, line["to"]) for line in outbox if line["state"] == "accepted" for name in line["obligations"]}
        self.planned, self.lost = len(wanted), len(wanted - accepted)
        for lost in sorted(wanted - accepted)[:5]:
            self.wrong.append(f"lost: {lost}")
        for more in sorted(accepted - wanted)[:5]:
            self.wrong.append(f"accepted, not planned: {more}")
        for line in outbox:
            if line["state"] != "accepted":
                self.wrong.append(f"{line['message'][:12]} is {line['state']} at rest")

        kinds, cut_off = {}, {}
        for event in listing(dondoc, "log", *state):
            kinds.setdefault(event["message"], []).append(event["kind"])
            if event["detail"].get("exit") == CUT_OFF:
                cut_off[event["message"]] = cut_off.get(event["message"], 0) + 1
        self.cut_off, self.bound = sum(cut_off.values()), office.concurrency * deaths
        if self.cut_off > self.bound:
            self.wrong.append(f"{self.cut_off} attempts were cut off, more than {office.concurrency} at each death")

        self.twice = self.unlike = 0
        for line in outbox:
            name = line["message"]
            got = copies.pop(name, [])
            if not got:
                self.wrong.append(f"{name[:12]} is accepted, and no gateway got it")
            self.twice += max(0, len(got) - 1)
            if len(got) - 1 > cut_off.get(name, 0):
                self.wrong.append(f"{name[:12]}: {len(got)} copies, {cut_off.get(name, 0)} attempts cut off")
            self.unlike += sum(digest != line["sha256"] for digest in got)
            if line["attempts"] != 1 + cut_off.get(name, 0):
                self.wrong.append(f"{name[:12]}: {line['attempts']} attempts, {cut_off.get(name, 0)} cut off")
            if kinds[name][:1] != ["claimed"] or kinds[name][-1] != "accepted" or kinds[name].count("accepted") != 1:
                self.wrong.append(f"{name[:12]}: the log tells {kinds[name]}")
        for name in copies.keys() - {line["message"] for line in everything}:
            self.wrong.append(f"a gateway got {name[:12]}, which the outbox does not know")
        self.seen_twice = office.seen_twice()
        if self.seen_twice:
            self.wrong.append(f"{self.seen_twice} reminders are seen twice where ids are remembered")
        if self.unlike:
            self.wrong.append(f"{self.unlike} copies are not the bytes of the ledger")
        self.messages = len(outbox)

    def figures(self):
        return (
            f"{self.planned} planned, {self.lost} lost, {self.messages} messages, {self.cut_off} attempts cut off, "
            f"{self.twice} copies more than one, {self.unlike} of other bytes"
        )
