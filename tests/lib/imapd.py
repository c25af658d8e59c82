#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Scripted IMAP servers with the faults of real ones.

Reads lines "SCENARIO LOG [CERTIFICATE KEY]" from standard input; each starts a server of its own on loopback, and its port is printed.
All end with standard input. Each command received is written to LOG as "CONNECTION COMMAND". With a certificate a server speaks TLS at
once, unless the scenario is one of STARTTLS. A scenario is a subclass of Server below, named in lower case with dashes.
"""
import base64
import hashlib
import hmac
import re
import socket
import ssl
import sys
import threading
import time

HEADER = "From: Bo Ek <bo@kund.example>\r\nTo: anna@satori.example\r\nSubject: Brev {uid}\r\nDate: Mon, 1 Jul 2024 10:00:00 +0200\r\n" \
         "Message-ID: <m{uid}@kund.example>\r\n{extra}\r\n"
INVITE = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20240701T080000Z\r\nDTSTART:20240702T080000Z\r\n" \
         "SUMMARY:Avst\u00e4mning\r\nORGANIZER:mailto:bo@kund.example\r\nATTENDEE:mailto:anna@satori.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
STATUS = "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; eva@kund.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"


class Gone(Exception):
    """The connection is over."""


class Server:
    capabilities = "IMAP4rev1 AUTH=PLAIN SASL-IR IDLE SPECIAL-USE"
    greeting = "* OK hello"
    starttls = False
    folders = [('\\HasNoChildren', 'INBOX'), ('\\HasNoChildren \\Sent', 'Skickat'), ('\\Drafts', 'Utkast')]
    lock = threading.Lock()
    oldest_tls = False
    needs_name = False

    def __init__(self, link, number, log, tls, state):
        self.link, self.number, self.log, self.tls = link, number, log, tls
        self.state = state  # shared by all connections of one server
        self.buffer = b""
        self.folder = None
        self.setup()

    def setup(self):
        """Fills self.state["boxes"] the first time: folder -> {uid: header}."""
        with self.lock:
            if "boxes" not in self.state:
                self.state["boxes"] = self.mailboxes()

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 11)), "Skickat": self.messages(range(1, 3))}

    @staticmethod
    def messages(uids, extra=""):
        return {uid: HEADER.format(uid=uid, extra=extra) for uid in uids}

    # the connection

    def send(self, text):
        self.link.sendall(text if isinstance(text, bytes) else text.encode())

    def line(self, text):
        self.send(text + "\r\n")

    def read_line(self):
        while b"\n" not in self.buffer:
            data = self.link.recv(65536)
            if not data:
                raise Gone
            self.buffer += data
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r").decode("utf-8", "replace")

    def close(self):
        raise Gone

    def serve(self):
        if self.tls and not self.starttls:
            self.link = self.tls.wrap_socket(self.link, server_side=True)
        self.greet()
        while True:
            tag, _, command = self.read_line().partition(" ")
            with self.lock:
                self.log.write(f"{self.number} {command}\n")
                self.log.flush()
            self.tag = tag
            self.dispatch(command)

    def greet(self):
        self.line(self.greeting)

    def ok(self, text="done"):
        self.line(f"{self.tag} OK {text}")

    def no(self, text):
        self.line(f"{self.tag} NO {text}")

    def dispatch(self, command):
        verb = re.match(r"(UID )?\w*", command).group().lower().replace(" ", "_")
        getattr(self, "do_" + verb, self.unknown)(command)

    def unknown(self, command):
        self.line(f"{self.tag} BAD unknown: {command[:20]}")

    # the commands

    def do_capability(self, _):
        self.line(f"* CAPABILITY {self.capabilities}")
        self.ok()

    def do_authenticate(self, command):
        words = command.split()
        if len(words) < 3:
            self.line("+ ")
            words.append(self.read_line())
        self.authenticated(words[1], base64.b64decode(words[2]).decode())

    def authenticated(self, mechanism, response):
        good = response == ("\0anna\0secret" if mechanism == "PLAIN" else "user=anna\1auth=Bearer secret\1\1")
        self.ok() if good else self.no("[AUTHENTICATIONFAILED] wrong")

    def do_login(self, command):
        self.ok() if command == 'LOGIN "anna" "secret"' else self.no("[AUTHENTICATIONFAILED] wrong")

    def do_list(self, _):
        for flags, name in self.folders:
            self.line(f'* LIST ({flags}) "/" "{name}"')
        self.ok()

    def uidvalidity(self):
        return "7"

    def uidnext(self):
        return str(max(self.box(), default=0) + 1)

    def box(self):
        return self.state["boxes"][self.folder]

    def do_examine(self, command):
        name = command.split(" ", 1)[1].strip('"')
        if name not in self.state["boxes"]:
            return self.no("[NONEXISTENT] no such folder")
        self.folder = name
        self.line("* FLAGS (\\Seen)")
        self.line("* OK [PERMANENTFLAGS ()] none")
        self.line(f"* {len(self.box())} EXISTS")
        self.line(f"* OK [UIDVALIDITY {self.uidvalidity()}] valid")
        self.line(f"* OK [UIDNEXT {self.uidnext()}] next")
        self.numbers = {}
        self.ok("[READ-ONLY] examined")

    def expand(self, text):
        uids = set()
        top = max(self.box(), default=0)
        for part in text.split(","):
            first, _, last = part.partition(":")
            first, last = (top if end == "*" else int(end) for end in (first, last or first))
            uids |= {uid for uid in self.box() if min(first, last) <= uid <= max(first, last)}
        return sorted(uids)

    def do_uid_search(self, command):
        found = self.expand(re.search(r"UID ([\d:,*]+)", command[4:]).group(1))
        if "SINCE" in command:
            found = [uid for uid in found if uid > 4]
        self.line("* SEARCH " + " ".join(map(str, found)))
        self.ok()

    def do_uid_fetch(self, command):
        uids = self.expand(command.split()[2])
        if "BODYSTRUCTURE" in command:
            self.structures(uids)
        elif "HEADER.FIELDS" in command:
            self.headers(uids)
        else:
            self.parts(uids, re.search(r"\[(.*?)\]", command).group(1))

    def headers(self, uids):
        for uid in uids:
            self.header(uid)
        self.ok()

    def sequence(self, uid):
        box = self.box()
        if len(self.numbers) != len(box):
            self.numbers = {one: number for number, one in enumerate(sorted(box), 1)}
        return self.numbers[uid]

    def header(self, uid, date='" 1-Jul-2024 10:00:05 +0200"', before=""):
        text = self.box()[uid].encode()
        self.send(f"* {self.sequence(uid)} FETCH ({before}UID {uid} INTERNALDATE {date} BODY[HEADER.FIELDS (FROM)] {{{len(text)}}}\r\n".encode()
                  + text + b")\r\n")

    def structures(self, uids):
        self.ok()

    def parts(self, uids, section):
        self.ok()

    def do_noop(self, _):
        self.ok()

    def do_idle(self, _):
        self.line("+ idling")
        self.idle_end()

    def idle_end(self):
        while self.read_line() != "DONE":
            pass
        self.ok()

    def do_logout(self, _):
        self.line("* BYE bye")
        self.ok()
        raise Gone

    def deliver(self, folder="INBOX"):
        box = self.state["boxes"][folder]
        uid = max(box, default=0) + 1
        box[uid] = HEADER.format(uid=uid, extra="")
        return len(box)


class Plain(Server):
    """Nothing is wrong."""


class Many(Server):
    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 5001)), "Skickat": {}}


class Chatter(Server):
    """Replies nobody asked for, in the middle of everything; AOL's attributes; an alert without text."""

    def do_uid_search(self, command):
        self.line("* XFOO {3}")
        self.send("a\r\n tail\r\n")
        self.line('* NAMESPACE (("" ")")) NIL NIL')
        super().do_uid_search(command)

    def headers(self, uids):
        self.line("* OK [ALERT]")
        for uid in uids:
            self.header(uid, before="XAOL.SPAM.REASON {2}\r\n)( FLAGS (a (b)) ")
            self.line("* 3 FETCH (FLAGS (\\Seen))")
            self.line("* STATUS x (SIZE 3 MAILBOXID (x))")
        self.ok()


class NilDate(Server):
    """One message in a window of many cannot be read."""

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 1001)), "Skickat": {}}

    def headers(self, uids):
        for uid in uids:
            self.header(uid, date="NIL" if uid in (500, 700) else '" 1-Jul-2024 10:00:05 +0200"')
        self.ok()


class HugeLiteral(Server):
    def headers(self, uids):
        for uid in uids:
            if uid == 5:
                self.send("* 5 FETCH (UID 5 BODY[HEADER.FIELDS (FROM)] {4294967306}\r\n0123456789)\r\n")
            else:
                self.header(uid)
        self.ok()


class HugeLiterals(Server):
    """Sizes that do not fit, and a line of 400 MB."""
    sizes = {5: 4294967290, 6: 4294967306}

    def headers(self, uids):
        for uid in uids:
            if uid in self.sizes:
                self.send(f"* {uid} FETCH (UID {uid} BODY[HEADER.FIELDS (FROM)] {{{self.sizes[uid]}}}\r\n0123456789)\r\n")
            elif uid == 8:
                self.send(f"* {uid} FETCH (UID {uid} BODY[HEADER.FIELDS (FROM)] \"")
                for _ in range(400):
                    self.send("x" * 1000000)
                self.line('")')
            else:
                self.header(uid)
        self.ok()


class Crashers(Server):
    """Each of these ends a program that trusts libetpan."""
    capabilities = Server.capabilities + " NAMESPACE"

    def mailboxes(self):
        mixed = "Content-Type: multipart/mixed; boundary=x\r\n"
        return {"INBOX": self.messages(range(1, 11), mixed), "Skickat": self.messages([1])}

    def do_examine(self, command):
        self.line("* OK [ALERT]")
        self.line("* OK [PERMANENTFLAGS (() \\*)] x")
        self.line("* OK [PERMANENTFLAGS ({3]")
        self.line('* NAMESPACE (("" ")")) NIL NIL')
        self.line("* STATUS x ()")
        super().do_examine(command)

    def structures(self, uids):
        for uid in uids:
            self.line(f"* {uid} FETCH (UID {uid} BODYSTRUCTURE {'(' * 20000}{')' * 20000})")
        self.ok()


class EmptyRefusal(Server):
    """NO without a word."""

    def headers(self, uids):
        self.line(f"{self.tag} NO [PARSE]")


class Unnumbered(Server):
    """UIDNEXT and UIDVALIDITY are not told, are 0, or do not fit."""
    hidden = ("UIDNEXT", "UIDVALIDITY")

    def line(self, text):
        if not any(word in text for word in self.hidden):
            super().line(text)


class NoUidnext(Unnumbered):
    hidden = ("UIDNEXT",)


class NoUidvalidity(Unnumbered):
    hidden = ("UIDVALIDITY",)


class ZeroNumbers(Server):
    def uidvalidity(self):
        return "0"

    def uidnext(self):
        return "0"


class HugeNumbers(Server):
    def uidvalidity(self):
        return "4294967296"

    def uidnext(self):
        return "99999999999999999999"


class Stall(Server):
    """Stops in the middle of a literal, for ever."""

    def do_list(self, _):
        self.send("* LIST () NIL {500}\r\nIN")
        time.sleep(600)


class NoInTheMiddle(Server):
    """NO after two of ten, once."""

    def headers(self, uids):
        if len(uids) > 3 and not self.state.get("refused"):
            self.state["refused"] = True
            for uid in uids[:2]:
                self.header(uid)
            return self.no("Server error while fetching messages")
        super().headers(uids)


class NoForOne(Server):
    def headers(self, uids):
        for uid in uids:
            if uid == 6:
                return self.no("Server error while fetching messages")
            self.header(uid)
        self.ok()


class NoForOneOfMany(Server):
    """While the window behind it has been asked for already."""

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 3001)), "Skickat": {}}

    def headers(self, uids):
        for uid in uids:
            if uid == 1500:
                return self.no("Server error while fetching messages")
            self.header(uid)
        self.ok()


class ThrottledLater(Server):
    """Likewise."""

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 3001)), "Skickat": {}}

    def headers(self, uids):
        if uids[-1] < 2900:
            return self.line(f"{self.tag} BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds")
        super().headers(uids)


class NoForAll(Server):
    def headers(self, uids):
        self.no("Internal error")


class NoAccess(Server):
    """INBOX is listed but may not be opened."""

    def do_examine(self, command):
        if "INBOX" in command:
            return self.no("Permission denied")
        super().do_examine(command)


class Throttled(Server):
    def headers(self, uids):
        self.line(f"{self.tag} BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds")


class Quota(Server):
    def headers(self, uids):
        self.no("[OVERQUOTA] Account exceeded command or bandwidth limits")


class NotConnected(Server):
    def do_list(self, _):
        self.line(f"{self.tag} BAD User is authenticated but not connected.")


class DropMidLiteral(Server):
    def headers(self, uids):
        self.header(uids[0])
        self.send(f"* 2 FETCH (UID {uids[1]} BODY[HEADER.FIELDS (FROM)] {{500}}\r\nFrom: some")
        self.close()


class DropOnce(Server):
    """The first connection dies in the middle of the second window."""

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 1001)), "Skickat": {}}

    def headers(self, uids):
        windows = self.state["windows"] = self.state.get("windows", 0) + 1
        if windows == 2:
            for uid in uids[:5]:
                self.header(uid)
            self.close()
        super().headers(uids)


class Poison(Server):
    """Dies of one message, and of what stands before it in its buffer."""
    poison = (437,)

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 1001)), "Skickat": {}}

    def headers(self, uids):
        if any(uid in self.poison for uid in uids):
            for uid in uids[:uids.index(min(set(uids) & set(self.poison))) // 50 * 50]:
                self.header(uid)
            self.close()
        super().headers(uids)

    def do_fetch(self, command):
        self.headers([sorted(self.box())[int(command.split()[1]) - 1]])


class PoisonAlone(Poison):
    """It is the only one that has not been read: it arrived last."""
    poison = (11,)

    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 11)), "Skickat": self.messages(range(1, 3))}

    def do_logout(self, command):
        if 11 not in self.state["boxes"]["INBOX"]:
            self.deliver()
        super().do_logout(command)


class PoisonOfThree(Poison):
    poison = (1, 300, 1000)


class DropAlways(Server):
    """Sends no message at all."""

    def headers(self, uids):
        self.close()

    def do_fetch(self, command):
        self.close()


class Silent(Server):
    """Answers nothing to LIST, for ever."""

    def do_list(self, _):
        time.sleep(600)


class Drip(Server):
    """One untagged line every now and then, but never an end."""

    def do_list(self, _):
        while True:
            self.line("* OK still here")
            time.sleep(0.05)


class OldUid(Server):
    """UIDNEXT is not told, and n:* answers the last message even below n."""

    def uidnext(self):
        return "0"

    def expand(self, text):
        return super().expand(text) or sorted(self.box())[-1:]


class Renumbered(Server):
    def uidvalidity(self):
        return "8" if self.state.get("renumbered") else "7"

    def do_logout(self, command):
        self.state["renumbered"] = True
        super().do_logout(command)


class LateUid(Server):
    """Between the runs UID 5 appears below what was seen last, and 8 is removed."""

    def mailboxes(self):
        boxes = super().mailboxes()
        del boxes["INBOX"][5]
        return boxes

    def do_logout(self, command):
        self.state["boxes"]["INBOX"][5] = HEADER.format(uid=5, extra="")
        self.state["boxes"]["INBOX"].pop(8, None)
        super().do_logout(command)


class Emptied(Server):
    """Between the runs the folder is emptied and one message arrives."""

    def uidnext(self):
        return "12" if self.state.get("emptied") else super().uidnext()

    def do_logout(self, command):
        self.state["emptied"] = True
        self.state["boxes"]["INBOX"].clear()
        self.deliver()
        box = self.state["boxes"]["INBOX"]
        box[11] = box.pop(1)
        super().do_logout(command)


class Mended(NilDate):
    """What could not be read can be, once somebody has logged out twice; one message was removed meanwhile."""

    def headers(self, uids):
        if self.state.get("logouts", 0) < 2:
            return super().headers(uids)
        Server.headers(self, uids)

    def do_logout(self, command):
        self.state["logouts"] = self.state.get("logouts", 0) + 1
        if self.state["logouts"] == 2:
            self.state["boxes"]["INBOX"].pop(700, None)
        super().do_logout(command)


class Flapping(Server):
    """INBOX has another UIDVALIDITY on each connection."""

    def uidvalidity(self):
        return str(6 + self.number) if self.folder == "INBOX" else "7"


class RenumberedMeanwhile(Server):
    """The folder is renumbered while its first window is read."""

    def uidvalidity(self):
        return "8" if self.state.get("renumbered") and self.folder == "INBOX" else "7"

    def headers(self, uids):
        if self.state.get("renumbered"):
            return super().headers(uids)
        self.state["renumbered"] = True
        self.header(uids[0])
        self.close()


class FoldersComeAndGo(Server):
    """Sent and a list are there, then renamed away, then back."""
    folders = [('', 'INBOX'), ('\\Sent', 'Skickat'), ('', 'Kunder')]

    def mailboxes(self):
        return {"INBOX": self.messages([1]), "Skickat": self.messages([1, 2]), "Kunder": self.messages([1, 2, 3])}

    def do_list(self, command):
        if self.state.get("logouts") == 1:
            self.folders = [('', 'INBOX'), ('\\Sent', 'Skickade objekt')]
            self.state["boxes"]["Skickade objekt"] = self.state["boxes"]["Skickat"]
        super().do_list(command)

    def do_logout(self, command):
        self.state["logouts"] = self.state.get("logouts", 0) + 1
        super().do_logout(command)


class Sparse(Server):
    def mailboxes(self):
        return {"INBOX": self.messages(range(1, 5000000, 2501)), "Skickat": {}}


class Hidden(Server):
    """Lists a message that it never returns."""

    def headers(self, uids):
        super().headers([uid for uid in uids if uid != 3])


class NoSpecialUse(Server):
    folders = [('', 'INBOX'), ('', 'Skr&AOQ-ppost'), ('', 'Skickade objekt'), ('\\Noselect', 'Sent'), ('\\', 'Arkiv')]

    def mailboxes(self):
        return {"INBOX": {}, "Skickade objekt": self.messages([1]), "Skr&AOQ-ppost": self.messages([1, 2])}

    def do_list(self, _):
        for flags, name in self.folders:
            self.line(f'* LIST ({flags}) "" "{name}"')
        self.ok()


class SentInManyWords(Server):
    """Old and new folders of sent mail side by side, none of them marked."""
    folders = [('', 'INBOX'), ('', 'Sent'), ('', '[Gmail]/Skickat'), ('', 'INBOX.Skickade objekt'), ('', 'Skr&AOQ-ppost'), ('', 'L&AOQ-hetetyt')]

    def mailboxes(self):
        boxes = {name: self.messages([number]) for number, (_, name) in enumerate(self.folders, 1)}
        return boxes


class LowerCaseSent(Server):
    folders = [('\\HasNoChildren', 'INBOX'), ('\\sent', 'Post'), ('', 'Sent')]

    def mailboxes(self):
        return {"INBOX": {}, "Post": self.messages([1]), "Sent": {}}


class Preauth(Server):
    greeting = "* PREAUTH welcome"


class PreauthStarttls(Preauth):
    starttls = True


class Unwelcome(Server):
    greeting = "* BYE [UNAVAILABLE] too many connections"


class Starttls(Server):
    starttls = True
    capabilities = "IMAP4rev1 STARTTLS LOGINDISABLED PRETLS"

    def do_starttls(self, _):
        self.ok("begin")
        self.secure()

    def secure(self):
        self.link = self.tls.wrap_socket(self.link, server_side=True)
        self.capabilities = "IMAP4rev1 AUTH=PLAIN IDLE"


class StarttlsInjected(Starttls):
    def do_starttls(self, _):
        self.send(f"{self.tag} OK begin\r\n* CAPABILITY IMAP4rev1 EVIL\r\n")
        self.secure()


class StarttlsStripped(Starttls):
    capabilities = "IMAP4rev1 AUTH=PLAIN"


class LoginOnly(Server):
    capabilities = "IMAP4rev1"


class LoginDisabled(Server):
    capabilities = "IMAP4rev1 LOGINDISABLED"


class LoginAlert(Server):
    capabilities = "IMAP4rev1"

    def do_login(self, _):
        self.line("* NO [ALERT] Please log in via your web browser")
        self.no("[AUTHENTICATIONFAILED] Invalid credentials")


class LoginBusy(Server):
    capabilities = "IMAP4rev1"

    def do_login(self, _):
        self.no("[UNAVAILABLE] Temporary authentication failure")


class Token(Server):
    capabilities = "IMAP4rev1 AUTH=XOAUTH2 SASL-IR"


class TokenExpired(Token):
    answer = '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'

    def authenticated(self, mechanism, response):
        self.line("+ " + base64.b64encode(self.answer.encode()).decode())
        self.read_line()
        self.no("Invalid credentials (Failure)")


class TokenOut(TokenExpired):
    answer = '{"status":"401","schemes":"bearer","scope":"mail"}'


class TokenScope(TokenExpired):
    answer = '{"status":"insufficient_scope","schemes":"Bearer"}'


class TokenRenewed(Token):
    """The first token has just run out, the second is good."""

    def authenticated(self, mechanism, response):
        tries = self.state["tries"] = self.state.get("tries", 0) + 1
        self.no("[AUTHENTICATIONFAILED] expired") if tries == 1 else self.ok()


class TokenBearer(Token):
    """OAUTHBEARER only (RFC 7628), without an initial response."""
    capabilities = "IMAP4rev1 AUTH=OAUTHBEARER"

    def authenticated(self, mechanism, response):
        good = re.fullmatch("n,a=anna,\1host=localhost\1port=[0-9]+\1auth=Bearer secret\1\1", response)
        if mechanism == "OAUTHBEARER" and good:
            return self.ok()
        self.line("+ " + base64.b64encode(b'{"status":"invalid_token","scope":"imap"}').decode())
        self.ok() if base64.b64decode(self.read_line()) != b"\1" else self.no("[AUTHENTICATIONFAILED] no")


class TokenNone(Token):
    """Knows no tokens at all."""
    capabilities = "IMAP4rev1 AUTH=PLAIN"


class TokenUnconnected(Token):
    """Microsoft 365 with a token for something else, or without a licence."""

    def do_list(self, _):
        self.line(f"{self.tag} BAD User is authenticated but not connected.")


class TokenReconnected(Token):
    """The same, but only for the first token: the next one is the right one."""

    def do_list(self, words):
        lists = self.state["lists"] = self.state.get("lists", 0) + 1
        if lists == 1:
            self.line(f"{self.tag} BAD User is authenticated but not connected.")
        else:
            super().do_list(words)


class Words(Server):
    """Refuses every login in the words of a provider."""
    capabilities = "IMAP4rev1"
    words = "no"

    def do_login(self, _):
        self.no(self.words)


class WordsAppPassword(Words):
    words = "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)"


class WordsWebLogin(Words):
    words = "[WEBALERT https://accounts.google.com/signin/continue] Web login required."


class WordsImapOff(Words):
    words = "[ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page (Failure)"


class WordsBasic(Words):
    words = "LOGIN failed. LogonDenied-BasicAuthBlocked"


class WordsExpired(Words):
    words = "[EXPIRED] That password is old"


class WordsLocked(Words):
    words = "Too many failed login attempts, account temporarily locked"


class Cram(Server):
    """CRAM-MD5 and nothing else (RFC 2195)."""
    capabilities = "IMAP4rev1 AUTH=CRAM-MD5"
    challenge = b"<1896.697170952@postoffice.reston.mci.net>"

    def do_authenticate(self, command):
        self.line("+ " + base64.b64encode(self.challenge).decode())
        good = "anna " + hmac.new(b"secret", self.challenge, "md5").hexdigest()
        right = base64.b64decode(self.read_line()).decode() == good and command == "AUTHENTICATE CRAM-MD5"
        self.ok() if right else self.no("[AUTHENTICATIONFAILED] wrong")


class Scram(Server):
    """SCRAM (RFC 5802), the stronger one of both offered."""
    capabilities = "IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256 AUTH=CRAM-MD5"
    hash = "sha256"
    iterations = 4096

    def do_authenticate(self, command):
        words = command.split()
        if len(words) < 3:
            self.line("+ ")
            words.append(self.read_line())
        if words[1].replace("-", "").lower() != "scram" + self.hash:
            return self.no("[AUTHENTICATIONFAILED] not that one")
        self.scram(base64.b64decode(words[2]).decode().removeprefix("n,,"))

    def ask(self, text):
        self.line("+ " + base64.b64encode(text.encode()).decode())
        answer = self.read_line()
        if answer == "*":
            self.line(f"{self.tag} BAD cancelled")
            return None
        return base64.b64decode(answer).decode()

    def mac(self, key, text):
        return hmac.new(key, text.encode(), self.hash).digest()

    def scram(self, bare):
        nonce = bare.split("r=")[1] + "more"
        first = f"r={nonce},s={base64.b64encode(b'salty').decode()},i={self.iterations}"
        final = self.ask(first)
        if final is None:
            return
        without, _, proof = final.rpartition(",p=")
        salted = hashlib.pbkdf2_hmac(self.hash, b"secret", b"salty", self.iterations)
        key = self.mac(salted, "Client Key")
        auth = f"{bare},{first},{without}"
        signature = self.mac(hashlib.new(self.hash, key).digest(), auth)
        if without != f"c=biws,r={nonce}" or bytes(a ^ b for a, b in zip(key, signature)) != base64.b64decode(proof):
            self.ask("e=invalid-proof")
            return self.no("[AUTHENTICATIONFAILED] wrong")
        self.finish(base64.b64encode(self.mac(self.mac(salted, "Server Key"), auth)).decode())

    def finish(self, signature):
        if self.ask("v=" + signature) == "":
            self.ok()


class ScramOld(Scram):
    capabilities = "IMAP4rev1 AUTH=SCRAM-SHA-1"
    hash = "sha1"


class ScramLiar(Scram):
    """Somebody who does not know the password lets everybody in."""

    def finish(self, signature):
        super().finish(base64.b64encode(b"x" * 32).decode())


class ScramSilent(Scram):
    """The same, without even trying to prove it."""

    def finish(self, signature):
        self.ok()


class ScramExpensive(Scram):
    """Wants the processor of the client for a day."""
    iterations = 10 ** 9

    def scram(self, bare):
        self.ask(f"r={bare.split('r=')[1]}more,s=c2FsdHk=,i={self.iterations}")


class Parts(Server):
    """Invitations and reports of several shapes, and structures that cannot be read."""

    def mailboxes(self):
        mixed = "Content-Type: multipart/mixed; boundary=x\r\n"
        inbox = self.messages(range(1, 8), mixed)
        inbox.update(self.messages([8], "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n"))
        inbox.update(self.messages([9], "Content-Type: text/calendar; method=REQUEST\r\n"))
        inbox.update(self.messages([10], "Content-Type: text/plain\r\n"))
        return {"INBOX": inbox, "Skickat": {}}

    TEXT = '("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 5 1)'
    CALENDAR = '("text" "calendar" ("charset" "utf-8" "method" "request") NIL NIL "base64" 500 7)'
    STRUCTURES = {
        1: f'({TEXT} "mixed" ("boundary" "x") NIL NIL)',
        2: f'(({TEXT}{CALENDAR} "alternative" ("boundary" "y") NIL NIL)("application" "ics" ("name" "i.ics") NIL NIL "base64" 9) "mixed")',
        3: f'({TEXT}{CALENDAR} "mixed")',
        4: '(() "mixed")',
        5: '(((((("never" "closed"',
        6: '(("text" "plain" NIL NIL NIL NIL ("BOUNDARY" "x") -5 NIL) "mixed")',
        7: "(" * 99 + TEXT + ")" * 99,
        8: f'({TEXT}("message" "delivery-status" NIL NIL NIL "7bit" 100)("message" "rfc822" NIL NIL NIL "7bit" 900 (NIL NIL) {TEXT} 20) "report")',
        9: '("text" "calendar" ("method" "REQUEST") NIL NIL "8bit" 500 7 NIL NIL NIL)',
    }

    def structures(self, uids):
        for uid in uids:
            self.line(f"* {self.sequence(uid)} FETCH (UID {uid} BODYSTRUCTURE {self.STRUCTURES[uid]})")
        self.ok()

    def parts(self, uids, section):
        for uid in uids:
            text = {"2": STATUS, "3.HEADER": "Message-ID: <orig@satori.example>\r\n\r\n"}[section] if uid == 8 else INVITE
            data = text.encode()
            if uid in (2, 3):
                data = base64.encodebytes(data)
            self.send(f"* {self.sequence(uid)} FETCH (UID {uid} BODY[{section}]<0> {{{len(data)}}}\r\n".encode() + data + b")\r\n")
        self.ok()


class StructureRefused(Parts):
    def structures(self, uids):
        self.no("BODYSTRUCTURE is not implemented")


# IDLE: how servers really behave


class IdleDeliver(Server):
    def do_idle(self, _):
        idles = self.state["idles"] = self.state.get("idles", 0) + 1
        self.idle(idles)

    def idle(self, idles):
        self.line("+ idling")
        if idles == 1:
            time.sleep(0.1)
            self.line(f"* {self.deliver()} EXISTS")
        self.idle_end()


class IdleQuiet(IdleDeliver):
    """Nothing ever happens."""

    def idle(self, idles):
        self.line("+ idling")
        self.idle_end()


class IdleEarly(IdleDeliver):
    """Untagged data before the continuation (Microsoft 365)."""

    def idle(self, idles):
        if idles == 1:
            self.line(f"* {self.deliver()} EXISTS")
        self.line("+ IDLE accepted, awaiting DONE command.")
        self.idle_end()


class IdleTogether(IdleDeliver):
    """The continuation and the news in one packet."""

    def idle(self, idles):
        news = f"* {self.deliver()} EXISTS\r\n" if idles == 1 else ""
        self.send(f"+ idling\r\n{news}")
        self.idle_end()


class IdleBye(IdleDeliver):
    def idle(self, idles):
        self.line("+ idling")
        self.line("* BYE server is restarting")
        self.close()


class IdleRefused(IdleDeliver):
    def idle(self, idles):
        self.deliver()
        self.no("IDLE is not for you")


class IdleChatty(IdleDeliver):
    """Keep-alives and half lines before the news come."""

    def idle(self, idles):
        self.line("+ idling")
        self.line("* OK Still here")
        if idles == 1:
            count = self.deliver()
            self.send(f"* {count} EX")
            time.sleep(0.2)
            self.line("ISTS")
        self.idle_end()


class IdleEnds(IdleDeliver):
    """The server ends IDLE by itself; what came in between must be noticed all the same."""

    def idle(self, idles):
        self.line("+ idling")
        if idles == 1:
            self.deliver()
            return self.ok("enough")
        self.idle_end()


class OldTls(Server):
    """Speaks nothing newer than TLS 1.1."""
    oldest_tls = True


class NeedsName(Server):
    """Ends the handshake of whoever does not say whom he wants (SNI)."""
    needs_name = True


def scenarios():
    names, classes = {}, [Server]
    while classes:
        one = classes.pop()
        classes += one.__subclasses__()
        names[re.sub(r"(?<!^)(?=[A-Z])", "-", one.__name__).lower()] = one
    return names


def tls_context(kind, certificate, key):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    if kind.needs_name:
        tls.sni_callback = lambda link, name, context: None if name else ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
    if kind.oldest_tls:
        tls.set_ciphers("ALL:@SECLEVEL=0")
        tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1_1
    return tls


def run(kind, link, *rest):
    try:
        kind(link, *rest).serve()
    except (Gone, OSError, ssl.SSLError):
        pass
    try:
        link.close()
    except OSError:
        pass


def listen(listener, kind, log, tls):
    number, state = 0, {}
    while True:
        link, _ = listener.accept()
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        number += 1
        threading.Thread(target=run, args=(kind, link, number, log, tls, state), daemon=True).start()


def main():
    kinds = scenarios()
    for line in sys.stdin:
        name, log, *pair = line.split()
        listener = socket.create_server(("127.0.0.1", 0))
        tls = tls_context(kinds[name], *pair) if pair else None
        threading.Thread(target=listen, args=(listener, kinds[name], open(log, "w", encoding="utf-8"), tls), daemon=True).start()
        print(listener.getsockname()[1], flush=True)


if __name__ == "__main__":
    main()
