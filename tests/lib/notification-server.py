# SPDX-License-Identifier: MIT
"""A notification server that behaves as GNOME Shell, Plasma or mako do, by their sources; it prints every call, one line each.

notification-server.py gnome|plasma|mako
The test drives it by org.cadens.Test.Server: List() -> [(id, summary)], Press(summary, action), Close(summary, reason), Stray(id, action).
"""
import sys
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
CAPABILITIES = {
    "gnome": ["actions", "body", "body-markup", "icon-static", "persistence", "sound"],
    "plasma": ["actions", "body", "body-hyperlinks", "body-markup", "body-images", "icon-static", "persistence", "inline-reply",
               "x-kde-urls", "x-kde-origin-name", "x-kde-display-appname", "inhibitions"],
    "mako": ["body", "actions", "body-markup", "icon-static", "x-canonical-private-synchronous"],
}
GNOME_MAX = 3  # of one source; the oldest goes


class InvalidId(dbus.DBusException):
    _dbus_error_name = "org.gnome.gjs.JSError.Error"


class Excess(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration"


class Server(dbus.service.Object):
    def __init__(self, bus, profile):
        super().__init__(bus, PATH)
        self.bus, self.profile, self.last, self.shown, self.recent = bus, profile, 0, {}, {}
        if profile == "gnome":  # what a program showed goes with its connection
            bus.add_signal_receiver(self.owner_changed, "NameOwnerChanged", "org.freedesktop.DBus")

    def say(self, *words):
        print(*words, flush=True)

    def send(self, owner, signal, signature, *args):
        message = dbus.lowlevel.SignalMessage(PATH, NAME, signal)
        message.append(*args, signature=signature)
        if self.profile != "mako":  # mako tells everybody
            message.set_destination(owner)
        self.bus.send_message(message)

    def close(self, key, reason):
        owner = self.shown.pop(key)[0]
        self.say("closed", key, reason)
        self.send(owner, "NotificationClosed", "uu", dbus.UInt32(key), dbus.UInt32(reason))

    def owner_changed(self, name, old, new):
        if not new:
            for key in [k for k, v in self.shown.items() if v[0] == name]:
                self.say("vanished", key)
                del self.shown[key]

    def id_for(self, replaces, sender):
        if replaces in self.shown and self.profile == "gnome" and self.shown[replaces][0] != sender:
            raise InvalidId("Invalid notification ID")
        if replaces and (replaces in self.shown or self.profile == "plasma"):
            return replaces
        self.last += 1
        return self.last

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u", sender_keyword="sender")
    def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout, sender=None):
        if self.profile == "plasma":
            same = (app, summary, body, tuple(actions))
            if time.monotonic() - self.recent.get(same, -9) < 1 and not replaces:
                self.say("excess", summary)
                raise Excess("Created too many similar notifications in quick succession")
            self.recent[same] = time.monotonic()
        key = self.id_for(int(replaces), sender)
        self.say("notify", key, "urgency=%d" % int(hints.get("urgency", 1)), "actions=" + ",".join(actions[::2]), "summary=" + summary, "body=" + body)
        self.shown[key] = (sender, str(summary))
        mine = sorted(k for k, v in self.shown.items() if v[0] == sender)
        if self.profile == "gnome" and len(mine) > GNOME_MAX:
            self.close(mine[0], 1)
        return dbus.UInt32(key)

    @dbus.service.method(NAME, in_signature="u", out_signature="")
    def CloseNotification(self, key):
        if int(key) in self.shown:
            self.close(int(key), 3)

    @dbus.service.method(NAME, in_signature="", out_signature="as")
    def GetCapabilities(self):
        return CAPABILITIES[self.profile]

    @dbus.service.method(NAME, in_signature="", out_signature="ssss")
    def GetServerInformation(self):
        return self.profile, "test", "1", "1.2"

    def find(self, summary):
        return next(k for k, v in sorted(self.shown.items()) if summary in v[1])

    @dbus.service.method("org.cadens.Test.Server", in_signature="", out_signature="a(us)")
    def List(self):
        return dbus.Array([(dbus.UInt32(k), v[1]) for k, v in sorted(self.shown.items())], signature="(us)")

    @dbus.service.method("org.cadens.Test.Server", in_signature="ss", out_signature="")
    def Press(self, summary, action):
        key = self.find(summary)
        self.send(self.shown[key][0], "ActionInvoked", "us", dbus.UInt32(key), action)

    @dbus.service.method("org.cadens.Test.Server", in_signature="su", out_signature="")
    def Close(self, summary, reason):
        self.close(self.find(summary), int(reason))

    @dbus.service.method("org.cadens.Test.Server", in_signature="us", out_signature="")
    def Stray(self, key, action):  # somebody else's notification is clicked
        self.send(":1.0", "ActionInvoked", "us", dbus.UInt32(int(key)), action)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
session = dbus.SessionBus()
server = Server(session, sys.argv[1])
name = dbus.service.BusName(NAME, session)
GLib.MainLoop().run()
