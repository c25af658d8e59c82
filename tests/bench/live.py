# SPDX-License-Identifier: MIT
"""The daemon while it runs: start to READY, delivery over IDLE, one letter on a large database, the sync that finds nothing, and what idling costs."""
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import threading
import time

import place as rig


START_SECONDS = 100  # the first pass, and the page a minute after what it settled


class Daemon:
    """A cadensd that has said READY; seconds from its start until then in .ready."""

    def __init__(self, place, name):
        path = place.path("run", "notify")
        if os.path.exists(path):
            os.unlink(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(path)
            listener.settimeout(60)
            start = time.monotonic()
            self.process = subprocess.Popen(place.argv("cadensd", name, now=None), env={**place.environment, "NOTIFY_SOCKET": path},
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while b"READY=1" not in listener.recv(4096):
                pass
            self.ready = time.monotonic() - start
        self.pid = self.process.pid

    def cpu(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def cpu_exact(self):
        """The same of the threads that are there, to a part of a millisecond."""
        nanoseconds = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/schedstat", encoding="ascii") as file:
                nanoseconds += int(file.read().split()[0])
        return nanoseconds / 1e9

    def settled(self):
        """The same when it has done nothing for a second and a half."""
        cpu, quiet = self.cpu_exact(), 0
        while quiet < 6:
            time.sleep(0.25)
            then = self.cpu_exact()
            quiet, cpu = quiet + 1 if then - cpu < 0.001 else 0, then
        return cpu

    def pss(self):
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            return int(re.search(r"Pss:\s+(\d+)", file.read())[1])

    def wakeups(self):
        """Of each thread."""
        count = {}
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as file:
                count[task] = int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", file.read(), re.M)[1])
        return count

    def peak(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])

    def stop(self):
        self.process.terminate()
        self.process.wait()


def start(place, name, rounds):
    """Seconds from start to READY against `select 1`."""
    def ours():
        daemon = Daemon(place, name)
        peak = daemon.peak()
        daemon.stop()
        return rig.Run(daemon.ready, 0, peak)
    mine, limit = rig.alternate(rounds, ours, lambda: rig.run(["sqlite3", place.path(f"{name}.db"), "select 1"]))
    return rig.median(mine), rig.median(limit), max(one.rss for one in mine)


# --- nothing new --------------------------------------------------------------------------------------------------------------------

class Proxy(threading.Thread):
    """Between the program and the server, in clear text, counting commands."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.target, self.commands = port, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.carry, args=(client, server, self.commands), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, client, None), daemon=True).start()

    @staticmethod
    def carry(source, sink, commands):
        while True:
            piece = source.recv(65536)
            if not piece:
                sink.shutdown(socket.SHUT_WR)
                return
            if commands is not None:
                commands += [line for line in piece.split(b"\r\n") if line]
            sink.sendall(piece)


def nothing_new(place, user, database, rounds):
    """Commands per folder, processor seconds of the pass alone, seconds of one NOOP per folder. DATABASE has all of USER's mail."""
    proxy = Proxy(int(place.ports["IMAP"]))
    plain = f"[mailbox {user}]\nhost = 127.0.0.1\nport = {proxy.port}\ntls = none\nuser = {user}\npassword_command = echo secret\n"
    name, idle = place.profile("nothing", more=plain), place.profile("none")
    for ours in (name, idle):
        with open(place.path(f"{ours}.conf"), encoding="utf-8") as file:
            text = file.read().replace(place.path(f"{ours}.db"), place.path(f"{database}.db"))
        with open(place.path(f"{ours}.conf"), "w", encoding="utf-8") as file:
            file.write(text)
    once = lambda which: rig.run(place.argv("cadensd", which, "--once"), env=place.environment)
    once(name)
    proxy.commands.clear()
    full, empty = rig.alternate(rounds, lambda: once(name), lambda: once(idle))
    folders = len({line.split(b" ", 2)[2] for line in proxy.commands if b" EXAMINE " in line})
    imap = rig.Imap(place, user)
    began = time.monotonic()
    for _ in range(folders * 10):
        imap.command("NOOP")
    noop = (time.monotonic() - began) / 10
    imap.close()
    return len(proxy.commands) / rounds / folders, rig.median(full, "cpu") - rig.median(empty, "cpu"), noop, max(one.rss for one in full)


# --- delivery -----------------------------------------------------------------------------------------------------------------------

def deliver(place, user, number):
    home = place.path("dovecot", "home", user, "Maildir")
    name = f"{int(time.time())}.M{number}P{os.getpid()}.bench"
    draft = os.path.join(home, "tmp", name)
    with open(draft, "w", encoding="utf-8") as file:
        file.write(f"From: Eva <eva@kund2.example>\r\nTo: anna@satori.example\r\nSubject: Ny fråga {number}\r\n"
                   f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}\r\nMessage-ID: <{name}@kund2.example>\r\n\r\nHej\r\n")
    place.own(draft)
    os.rename(draft, os.path.join(home, "new", name))


def delivery(place, user, database, rounds):
    """Median seconds from delivery to the committed touchpoint, and to the wake-up of a client that only idles."""
    daemon, imap = Daemon(place, database), rig.Imap(place, user)
    imap.command("EXAMINE INBOX")
    imap.link.sendall(b"I IDLE\r\n")
    imap.link.recv(4096)
    count = lambda db: db.execute("SELECT COUNT(*) FROM touchpoint WHERE kind = 'email'").fetchone()[0]
    ours, bare, peak = [], [], 0
    db = sqlite3.connect(place.path(f"{database}.db"))
    try:
        time.sleep(5)  # the first pass, and into IDLE
        for number in range(rounds):
            before, woke = count(db), []

            def wait():
                while b"EXISTS" not in imap.link.recv(4096):
                    pass
                woke.append(time.monotonic())
            waiter = threading.Thread(target=wait)
            waiter.start()
            began = time.monotonic()
            deliver(place, user, number)
            while count(db) == before and time.monotonic() - began < 30:
                time.sleep(0.002)
            ours.append(rig.Run(time.monotonic() - began, 0, 0))
            waiter.join(30)
            bare.append(rig.Run(woke[0] - began, 0, 0))
            time.sleep(1.5)
        peak = daemon.peak()
    finally:
        daemon.stop()
        db.close()
    return rig.median(ours), rig.median(bare), peak


# --- one letter on a large database -------------------------------------------------------------------------------------------------

def one_letter(place, database, rounds):
    """Processor seconds of everything that one letter of a customer asks for: reading, storing, its account's caches and rules. And those of one
    indexed insert. The page, a minute later, is a row of its own."""
    folder = place.path(f"letters-{database}")
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, part))
    name = place.profile(f"letter-{database}", more=f"[mailbox letters]\ntype = maildir\npath = {folder}\n")
    shutil.copyfile(place.path(f"{database}.db"), place.path(f"{name}.db"))
    os.chmod(place.path(f"{name}.db"), 0o600)
    place.cadens(name, "account", "edit", "A3", "--domains", "kund3.example")
    ours, bare = [], []
    daemon = Daemon(place, name)
    db = sqlite3.connect(place.path(f"{name}.db"))
    try:
        time.sleep(5)
        cpu = daemon.settled()
        for number in range(rounds):
            before = db.execute("SELECT COUNT(*) FROM message").fetchone()[0]
            with open(os.path.join(folder, "tmp", f"{number}.bench"), "w", encoding="utf-8") as file:
                file.write(f"From: Eva <eva@kund3.example>\nTo: anna@satori.example\nSubject: Fråga {number}\n"
                           f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}\nMessage-ID: <{number}@kund3.example>\n\nHej\n")
            os.rename(os.path.join(folder, "tmp", f"{number}.bench"), os.path.join(folder, "new", f"{number}.bench"))
            while db.execute("SELECT COUNT(*) FROM message").fetchone()[0] == before:
                time.sleep(0.1)
            then = daemon.settled()
            ours.append(rig.Run(0, then - cpu, 0))
            cpu = then
            began = time.process_time()
            db.execute("INSERT INTO setting (key, value, updated_at) VALUES (?, '1', 0)", (f"bench.{number}",))
            db.commit()
            bare.append(rig.Run(0, time.process_time() - began, 0))
        peak = daemon.peak()
    finally:
        daemon.stop()
        db.close()
    return rig.median(ours, "cpu"), rig.median(bare, "cpu"), peak


FEED = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", "BEGIN:VEVENT", "UID:bench{0}", "DTSTAMP:20260101T000000Z",
                    "DTSTART:20260401T1{0}0000Z", "DURATION:PT1H", "SUMMARY:Avstämning", "END:VEVENT", "END:VCALENDAR", ""))


def idle(place, database, seconds):
    """Proportional set size in kB, wake-ups a minute, processor seconds, of a daemon that waits: two mailboxes in IDLE, three feeds."""
    feeds = ""
    for number in range(3):
        with open(place.path(f"feed{number}.ics"), "w", encoding="utf-8", newline="") as file:
            file.write(FEED.format(number))
        feeds += f"[calendar feed{number}]\nurl = file:{place.path(f'feed{number}.ics')}\n"
    name = place.profile("idle", "alice", "bob", more=feeds)
    place.forget(name)
    shutil.copyfile(place.path(f"{database}.db"), place.path(f"{name}.db"))
    daemon = Daemon(place, name)
    try:
        time.sleep(START_SECONDS)
        woken, cpu = daemon.wakeups(), daemon.cpu()
        time.sleep(seconds)
        then = daemon.wakeups()
        times = sum(then[task] - woken.get(task, 0) for task in then)
        return daemon.pss(), times * 60 / seconds, daemon.cpu() - cpu, daemon.peak()
    finally:
        daemon.stop()
