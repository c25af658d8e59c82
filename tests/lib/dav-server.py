#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A CalDAV server that fails in the ways real ones do, on a free loopback port. FOLDER/mode holds words: no-sync, no-multiget, parts, cut,
bomb, stranger, garbage. Events are the files FOLDER/cal/*.ics. It writes its port to FOLDER/port and each request to FOLDER/requests."""
import hashlib
import http.server
import os
import re
import sys

folder = sys.argv[1]
HEAD = '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' + ''.join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + ']>'


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


def etag(text):
    return '"' + hashlib.md5(text.encode()).hexdigest() + '"'


def escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;')


def response(href, prop, status='200 OK'):
    return (f'<D:response><D:href>{href}</D:href><D:propstat><D:prop>{prop}</D:prop>'
            f'<D:status>HTTP/1.1 {status}</D:status></D:propstat></D:response>')


class Handler(http.server.BaseHTTPRequestHandler):
    def read(self):
        return self.rfile.read(int(self.headers.get('Content-Length') or 0)).decode()

    def answer(self, status, body='', headers=()):
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
            inner = response('/cal/', '<D:getetag>"c"</D:getetag>')
            inner += ''.join(response(href, f'<D:getetag>{etag(text)}</D:getetag>') for href, text in events().items())
            if 'stranger' in modes():
                inner += response('https://elsewhere.example/cal/x.ics', '<D:getetag>"x"</D:getetag>')
            self.multi(inner)
        else:
            self.multi(response('/cal/', '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>'))

    def do_REPORT(self):
        body = self.read()
        if 'sync-collection' in body:
            self.note('sync')
            self.sync(re.search('<D:sync-token>([^<]*)<', body)[1])
        else:
            self.note('multiget')
            self.multiget(re.findall('<D:href>([^<]*)<', body))

    def sync(self, token):
        if 'no-sync' in modes():
            self.answer(415)
            return
        found = list(events().items())
        if 'parts' not in modes():
            self.multi(''.join(response(href, f'<D:getetag>{etag(text)}</D:getetag>') for href, text in found), '<D:sync-token>end</D:sync-token>')
            return
        at = int(token or 0) if token != 'end' else len(found)
        inner = ''.join(response(href, f'<D:getetag>{etag(text)}</D:getetag>') for href, text in found[at:at + 1])
        if at + 1 < len(found):
            inner += '<D:response><D:href>/cal/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>'
        self.multi(inner, f'<D:sync-token>{at + 1 if at + 1 < len(found) else "end"}</D:sync-token>')

    def multiget(self, hrefs):
        if 'no-multiget' in modes():
            self.answer(501)
            return
        known = events()
        self.multi(''.join(
            response(href, f'<D:getetag>{etag(known[href])}</D:getetag><C:calendar-data>{escape(known[href])}</C:calendar-data>')
            for href in hrefs if href in known))

    def do_GET(self):
        self.note('get')
        text = events().get(self.path)
        if text is None:
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
