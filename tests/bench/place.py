# SPDX-License-Identifier: MIT
"""Where a measurement takes place: a scratch directory, a Dovecot over TLS, profiles of their own, and a stop-watch for programs."""
import contextlib
import os
import re
import shutil
import socket
import ssl
import statistics
import subprocess
import tempfile
import time

SOURCE = os.environ.get("top_srcdir", os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.environ.get("top_builddir", os.path.join(SOURCE, "build"))
NOW = "2026-03-31T12:00:00+02:00"
NOW_AT = 1774951200


class Run:
    """What one program took: seconds by the clock, seconds of processor, peak resident kilobytes."""

    def __init__(self, wall, cpu, rss):
        self.wall, self.cpu, self.rss = wall, cpu, rss


def run(argv, allowed=(0,), **options):
    start = time.monotonic()
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{argv}: status {process.returncode}: {complaint.decode(errors='replace')}")
    process.stderr.close()
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def median(runs, what="wall"):
    return statistics.median(getattr(one, what) for one in runs)


def alternate(rounds, *kinds):
    """Each kind once per round, in turn; returns a list of results per kind."""
    results = [[] for _ in kinds]
    for _ in range(rounds):
        for kind, result in zip(kinds, results):
            result.append(kind())
    return results


class Place:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="cadens-bench.")
        os.chmod(self.folder, 0o711)  # the server runs as another user
        self.environment = {**os.environ, "HOME": self.path("home"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            "XDG_RUNTIME_DIR": self.path("run"), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
                            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"}
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            self.environment[f"XDG_{name}_HOME"] = self.path(name.lower())
        for name in ("home", "run"):
            os.makedirs(self.path(name), 0o700)
        self.ports = {}

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def close(self):
        if self.ports:
            subprocess.run(["sh", self.script("dovecot.sh"), "stop", self.path("dovecot")], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def script(name):
        return os.path.join(SOURCE, "tests", "lib", name)

    # --- mail -----------------------------------------------------------------------------------------------------------------

    def start_dovecot(self):
        subprocess.run(["bash", self.script("dovecot.sh"), "start", self.path("dovecot")], check=True)
        with open(self.path("dovecot", "ports"), encoding="ascii") as file:
            self.ports = dict(line.strip().split("=") for line in file)

    def fill(self, user, count):
        """Gives USER a mailbox of COUNT messages, once; the accounts they are from are in the file that is returned."""
        folder, home = self.path(f"mail-{user}-{count}"), self.path("dovecot", "home", user)
        if os.path.exists(folder):
            return os.path.join(folder, "accounts.csv")
        subprocess.run(["/usr/bin/python3", self.script("make-mail.py"), folder, str(count)], check=True)
        shutil.rmtree(os.path.join(home, "Maildir"), ignore_errors=True)
        os.rename(os.path.join(folder, "Maildir"), os.path.join(home, "Maildir"))
        self.own(home)
        return os.path.join(folder, "accounts.csv")

    @contextlib.contextmanager
    def far_away(self, round_trip):
        """The server at ROUND_TRIP milliseconds, for profiles and clients made meanwhile."""
        near, script = self.ports, os.path.join(SOURCE, "tests", "bench", "delay.py")
        with subprocess.Popen(["/usr/bin/python3", script, near["IMAPS"], str(round_trip / 2)], stdout=subprocess.PIPE, text=True) as line:
            self.ports = {**near, "IMAPS": line.stdout.readline().strip()}
            try:
                yield
            finally:
                self.ports = near
                line.terminate()

    def own(self, path):
        if os.getuid() == 0:
            subprocess.run(["sh", "-c", '. "$1"; dovecot_own "$2"', self.script("dovecot.sh"), self.script("dovecot.sh"), path], check=True)

    # --- profiles -------------------------------------------------------------------------------------------------------------

    def profile(self, name, *mailboxes, more=""):
        """Writes a configuration with a database of its own; returns its path. MAILBOXES are users of the server."""
        text = f"[store]\npath = {self.path(name)}.db\n[dashboard]\npath = {self.path(name)}.html\n" \
               "[identity]\naddresses = anna@satori.example\n[notify]\nenabled = no\n"
        for user in mailboxes:
            text += f"[mailbox {user}]\nhost = localhost\nport = {self.ports['IMAPS']}\nuser = {user}\n" \
                    f"password_command = echo secret\nca_file = {self.path('dovecot', 'ca.pem')}\n"
        with open(self.path(f"{name}.conf"), "w", encoding="utf-8") as file:
            file.write(text + more)
        return name

    def argv(self, program, name, *arguments, now=NOW):
        when = ["--now", now] if now else []
        return [os.path.join(BUILD, program), "--config", self.path(f"{name}.conf"), *when, *arguments]

    def cadens(self, name, *arguments, allowed=(0,), now=NOW):
        return run(self.argv("cadens", name, *arguments, now=now), allowed, env=self.environment)

    def forget(self, name):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(self.path(f"{name}.db{end}")):
                os.unlink(self.path(f"{name}.db{end}"))


class Imap:
    """The least that speaks IMAP over TLS: what the limit costs."""

    def __init__(self, place, user):
        context = ssl.create_default_context(cafile=place.path("dovecot", "ca.pem"))
        plain = socket.create_connection(("localhost", int(place.ports["IMAPS"])))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.link = context.wrap_socket(plain, server_hostname="localhost")
        self.link.recv(4096)
        self.tag = 0
        self.command(f"LOGIN {user} secret")

    def command(self, text, keep=True):
        """Sends TEXT and drains the answer; returns it, or only its end if KEEP is not set."""
        self.tag += 1
        done = b"\r\nX%d OK" % self.tag
        self.link.sendall(f"X{self.tag} {text}\r\n".encode())
        got, tail = bytearray(b"\r\n"), b"\r\n"
        while not (done in tail and tail.endswith(b"\r\n")):
            piece = self.link.recv(65536)
            if not piece:
                raise ConnectionError(text)
            if keep:
                got += piece
            tail = tail[-512:] + piece
        return bytes(got) if keep else tail

    def folders(self):
        return re.findall(rb'"/" "?([^"\r\n]+)"?\r\n', self.command('LIST "" *'))

    def close(self):
        self.command("LOGOUT")
        self.link.close()
