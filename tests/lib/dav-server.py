#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A CalDAV server with the ways of real ones, on a free loopback port. FOLDER/mode holds words:
  no-sync, no-multiget     what it cannot do
  parts, refuse=STATUS     change reports come in parts (507); tokens are refused
  path                     calendars are found by /.well-known/caldav alone, through redirects, a principal and a home
  absolute, escape, bare, no-etag, old-404, depth-1
                           addresses with the host; with "@" escaped in lists; the calendar without its slash; no ETags; gone in a propstat;
                           reports want Depth 1
  cut, bomb, stranger, half, none, maintenance, deny=NAME, break=NAME
                           half an XML document; one that explodes; somebody else's event; lists that leave out events, or all; 503;
                           one event that is refused (403) or fails (500)
Events are the files FOLDER/cal/*.ics. It writes its port to FOLDER/port and each request to FOLDER/requests."""
import hashlib
import http.server
import os
import re
import sys
from urllib.parse import unquote

folder = sys.argv[1]
HEAD = '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' + ''.join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + ']>'


history = {}  # token -> {href: ETag}


def modes():
    try:
        with open(os.path.join(folder, 'mode'), encoding='utf-8') as file:
            return file.read().split()
    except FileNotFoundError:
        return []


def events():
    found = {}
    for name in sorted(os.listdir(os.path.join(folder, 'cal'))):
        with open(os.path.join(folder, 'cal', name), encoding='utf-8') as file:
            found[f'/cal/{name}'] = file.read()
    return found


def value(name):
    """VALUE of a word NAME=VALUE, or None."""
    return next((word.split('=', 1)[1] for word in modes() if word.startswith(name + '=')), None)


def etag(text):
    return '"' + hashlib.md5(text.encode()).hexdigest() + '"'


def escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;')


def listed():
    """The events that a list shows."""
    found = list(events().items())
    if 'half' in modes():
        return found[:len(found) // 2]
    return [] if 'none' in modes() else found


def remember(found):
    token = f'http://sync.example/ns/{len(history)}'
    history[token] = {href: etag(text) for href, text in found}
    return token


def spell(href):
    words = modes()
    if 'escape' in words:
        href = href.replace('@', '%40')
    if 'bare' in words and href.endswith('/'):
        href = href[:-1]
    return f'http://127.0.0.1:{server.server_address[1]}{href}' if 'absolute' in words else href


def tagged(href, text):
    return response(spell(href), '' if 'no-etag' in modes() else f'<D:getetag>{etag(text)}</D:getetag>')


def response(href, prop, status='200 OK'):
    return (f'<D:response><D:href>{href}</D:href><D:propstat><D:prop>{prop}</D:prop>'
            f'<D:status>HTTP/1.1 {status}</D:status></D:propstat></D:response>')


class Handler(http.server.BaseHTTPRequestHandler):
    def read(self):
        return self.rfile.read(int(self.headers.get('Content-Length') or 0)).decode()

    def handle_one_request(self):
        self.is_shut = 'maintenance' in modes()
        super().handle_one_request()

    def answer(self, status, body='', headers=()):
        if self.is_shut:
            status, body, headers = 503, 'maintenance', [('Retry-After', '120')]
        data = body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def multi(self, inner, tail=''):
        text = HEAD + inner + tail + '</D:multistatus>'
        if 'bomb' in modes():
            text = '<?xml version="1.0"?>' + BOMB + HEAD[21:] + response('/cal/', '<D:getetag>&m;</D:getetag>') + '</D:multistatus>'
        self.answer(207, text[:len(text) // 2] if 'cut' in modes() else text)

    def do_PROPFIND(self):
        body = self.read()
        self.note('list' if 'getetag' in body else 'find')
        if 'getetag' in body:
            inner = response(spell('/cal/'), '<D:getetag>"c"</D:getetag>')
            inner += ''.join(tagged(href, text) for href, text in listed())
            if 'stranger' in modes():
                inner += response('https://elsewhere.example/cal/x.ics', '<D:getetag>"x"</D:getetag>')
            self.multi(inner)
        elif 'path' in modes():
            self.lead()
        else:
            self.multi(response('/cal/', '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>'))

    def lead(self):
        """The way from the name of the server to a calendar."""
        moved = {'/.well-known/caldav': (301, '/dav'), '/dav': (308, '/dav/')}
        if self.path in moved:
            status, to = moved[self.path]
            self.answer(status, headers=[('Location', to)])
        elif self.path == '/dav/':
            self.multi(response('/dav/', '<D:current-user-principal><D:href>/dav/users/anna@x.example/</D:href></D:current-user-principal>'))
        elif self.path == '/dav/users/anna@x.example/':
            self.multi(response(self.path, f'<C:calendar-home-set><D:href>{spell("/home/")}</D:href></C:calendar-home-set>'))
        elif self.path.rstrip('/') == '/home':
            collection = '<D:resourcetype><D:collection/>%s</D:resourcetype>'
            todo = '<C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>'
            self.multi(response('/home/', collection % '') + response('/inbox/', collection % '<C:schedule-inbox/>') +
                       response('/todo/', collection % '<C:calendar/>' + todo) + response(spell('/cal/'), collection % '<C:calendar/>'))
        else:
            self.answer(404 if self.path.startswith('/.well') else 405)

    def do_REPORT(self):
        body = self.read()
        if 'depth-1' in modes() and self.headers.get('Depth') != '1':
            self.note('report')
            self.answer(400)
        elif 'sync-collection' in body:
            self.note('sync')
            self.sync(re.search('<D:sync-token>([^<]*)<', body)[1])
        else:
            self.note('multiget')
            self.multiget(re.findall('<D:href>([^<]*)<', body))

    def sync(self, token):
        if 'no-sync' in modes():
            self.answer(415)
            return
        found = listed()
        if 'parts' not in modes() or token in history:
            self.delta(token, found)
            return
        at = int(token or 0)
        inner = ''.join(tagged(href, text) for href, text in found[at:at + 1])
        if at + 1 < len(found):
            inner += '<D:response><D:href>/cal/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>'
        self.multi(inner, f'<D:sync-token>{at + 1 if at + 1 < len(found) else remember(found)}</D:sync-token>')

    def delta(self, token, found):
        if token and (value('refuse') or token not in history):
            self.answer(int(value('refuse') or 403), '<?xml version="1.0"?><D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>')
            return
        old, now = history.get(token, {}), {href: etag(text) for href, text in found}
        inner = response(spell('/cal/'), '')
        inner += ''.join(tagged(href, text) for href, text in found if old.get(href) != now[href])
        for href in old.keys() - now.keys():
            gone = '<D:status>HTTP/1.1 404 Not Found</D:status>'
            inner += (response(spell(href), '<D:getetag/>', '404 Not Found') if 'old-404' in modes()
                      else f'<D:response><D:href>{spell(href)}</D:href>{gone}</D:response>')
        self.multi(inner, f'<D:sync-token>{remember(found)}</D:sync-token>')

    def may_give(self, href):
        return f'/cal/{value("deny")}.ics' != href and f'/cal/{value("break")}.ics' != href

    def multiget(self, hrefs):
        if 'no-multiget' in modes():
            self.answer(501)
            return
        known = events()
        hrefs = [re.sub('^http://[^/]*', '', unquote(href)) for href in hrefs]
        self.multi(''.join(
            response(href, f'<D:getetag>{etag(known[href])}</D:getetag><C:calendar-data>{escape(known[href])}</C:calendar-data>')
            for href in hrefs if href in known and self.may_give(href)))

    def do_GET(self):
        self.note('get')
        path = unquote(self.path)
        text = events().get(path)
        if not self.may_give(path):
            self.answer(403 if value('deny') else 500)
        elif text is None:
            self.answer(404)
        else:
            self.answer(200, text, [('ETag', etag(text))])

    def note(self, word):
        with open(os.path.join(folder, 'requests'), 'a', encoding='utf-8') as log:
            log.write(f'{word} {self.path}\n')

    def log_message(self, format, *args):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
with open(os.path.join(folder, 'port.new'), 'w', encoding='utf-8') as file:
    file.write(str(server.server_address[1]))
os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port'))
server.serve_forever()
