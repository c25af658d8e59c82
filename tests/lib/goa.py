#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""GNOME Online Accounts in small, on the session bus: one Google account with access tokens, one IMAP account with a password, one that has
no mail. What it answers stands in files of the directory DIR, read anew at each call, and each call is a line of DIR/calls:

  DIR/token       the access token that GetAccessToken gives
  DIR/fresh       if it is there, EnsureCredentials puts its content into DIR/token
  DIR/attention   if it is there, EnsureCredentials refuses: a person must sign in again
  DIR/off         if it is there, mail is switched off
"""
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.gnome.OnlineAccounts"
ROOT = "/org/gnome/OnlineAccounts"
DIR = sys.argv[1]


class NotAuthorized(dbus.DBusException):
    _dbus_error_name = NAME + ".Error.NotAuthorized"


def path(name):
    return os.path.join(DIR, name)


def content(name):
    with open(path(name), encoding="utf-8") as file:
        return file.read().strip()


def note(call):
    with open(path("calls"), "a", encoding="utf-8") as file:
        file.write(call + "\n")


class Account(dbus.service.Object):
    def __init__(self, bus, ident, provider, mail, secrets):
        super().__init__(bus, f"{ROOT}/Accounts/{ident}")
        self.ident, self.provider, self.mail, self.secrets = ident, provider, mail, secrets

    def interfaces(self):
        account = {"Id": self.ident, "ProviderName": self.provider, "MailDisabled": os.path.exists(path("off")),
                   "PresentationIdentity": self.mail.get("EmailAddress", self.ident)}
        found = {NAME + ".Account": dbus.Dictionary(account, signature="sv")}
        if self.mail:
            found[NAME + ".Mail"] = dbus.Dictionary(self.mail, signature="sv")
        if self.secrets:
            found[NAME + "." + self.secrets] = dbus.Dictionary({}, signature="sv")
        return dbus.Dictionary(found, signature="sa{sv}")

    @dbus.service.method(NAME + ".Account", out_signature="i")
    def EnsureCredentials(self):
        note(f"EnsureCredentials {self.ident}")
        if os.path.exists(path("attention")):
            raise NotAuthorized("the grant was withdrawn")
        if os.path.exists(path("fresh")):
            os.rename(path("fresh"), path("token"))
        return 3600

    @dbus.service.method(NAME + ".OAuth2Based", out_signature="si")
    def GetAccessToken(self):
        note(f"GetAccessToken {self.ident}")
        return content("token"), 3600

    @dbus.service.method(NAME + ".PasswordBased", in_signature="s", out_signature="s")
    def GetPassword(self, what):
        note(f"GetPassword {self.ident} {what}")
        return "secret"


class Manager(dbus.service.Object):
    def __init__(self, bus, accounts):
        super().__init__(bus, ROOT)
        self.accounts = accounts

    @dbus.service.method("org.freedesktop.DBus.ObjectManager", out_signature="a{oa{sa{sv}}}")
    def GetManagedObjects(self):
        return {f"{ROOT}/Accounts/{one.ident}": one.interfaces() for one in self.accounts} | {f"{ROOT}/Manager": {}}


def mail(address, port):
    return {"EmailAddress": address, "ImapHost": f"localhost:{port}", "ImapUserName": address, "ImapUseSsl": True, "ImapUseTls": False}


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    port = sys.argv[2]
    accounts = [Account(bus, "account_1", "Google", mail("anna@gmail.example", port), "OAuth2Based"),
                Account(bus, "account_2", "IMAP and SMTP", mail("alice@firma.example", port), "PasswordBased"),
                Account(bus, "account_3", "Nextcloud", {}, "PasswordBased")]
    Manager(bus, accounts)
    owned = dbus.service.BusName(NAME, bus)
    GLib.MainLoop().run()
    del owned


if __name__ == "__main__":
    main()
