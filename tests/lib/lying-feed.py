#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A calendar server that lies, in each way that real ones have been seen to. lying-feed.py FOLDER CERTIFICATE: it serves the calendar
FOLDER/body on three loopback ports, FOLDER/port.plain, .other and .tls; FOLDER/lie names the lie of the moment (a method below; none: the
truth), FOLDER/NAME.lie that of /NAME. Each request is a line of JSON in FOLDER/requests. What comes behind the "?" of the address is a
secret: a process that shows it to the whole machine while it is asked for stands in FOLDER/shown."""
import gzip
import json
import os
import ssl
import sys
import threading
import time
import zlib
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder, certificate = sys.argv[1:]
ports = {}
count = iter(range(1, 1 << 30))
CHUNK = b'X-NOISE:' + b'a' * 60 + b'\r\n'


def text(name):
    try:
        with open(os.path.join(folder, name), 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return b''


def look_around(secret):
    for process in os.listdir('/proc'):
        for name in ('cmdline', 'environ'):
            try:
                with open(f'/proc/{process}/{name}', 'rb') as file:
                    shown = secret in file.read()
            except OSError:
                continue
            if shown:
                with open(os.path.join(folder, 'shown'), 'a', encoding='utf-8') as log:
                    log.write(f'{process}/{name}\n')


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status=200, body=b'', **headers):
        self.send_response_only(status)
        for name, value in {'Content_Type': 'text/calendar', **headers}.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def endless(self, *headers):
        """A body whose end only the end of the connection tells."""
        self.close_connection = True
        self.wfile.write(b'\r\n'.join([b'HTTP/1.1 200 OK', b'Content-Type: text/calendar', b'Connection: close', *headers, b'', b'']))

    def do_GET(self):
        name = self.path.strip('/').split('?')[0]
        with open(os.path.join(folder, 'requests'), 'a', encoding='utf-8') as log:
            log.write(json.dumps({'path': self.path, 'agent': self.headers.get('User-Agent'), 'etag': self.headers.get('If-None-Match'),
                                  'since': self.headers.get('If-Modified-Since'), 'auth': self.headers.get('Authorization'),
                                  'port': self.server.server_address[1]}) + '\n')
        if '?' in self.path:
            look_around(self.path.split('?')[1].encode())
        words = (text(name + '.lie') or text('lie')).decode().split() or ['truth']
        try:
            getattr(self, words[0].replace('-', '_'))(text('body'), *words[1:])
        except OSError:
            pass  # a client that hangs up is what several lies are about

    def truth(self, body):
        self.answer(body=body)

    # --- what is no calendar -----------------------------------------------------------------------------------------------------

    def login(self, body):
        self.answer(body=b'<!DOCTYPE html><html><title>Log in</title><body>BEGIN:VCALENDAR</body></html>')

    def empty(self, body):
        self.answer()

    def status(self, body, number):
        self.answer(int(number), body)

    def later(self, body, status, *after):
        after = ' '.join(after) if after[0] != 'date' else formatdate(int(after[1]), usegmt=True)
        self.answer(int(status), b'later', Retry_After=after, Date=formatdate(1774951200, usegmt=True))

    # --- what is not all of it ---------------------------------------------------------------------------------------------------

    def cut(self, body):
        self.answer(body=body[:len(body) - 20])

    def cut_event(self, body):
        self.endless()
        self.wfile.write(body[:body.rindex(b'END:VEVENT')])

    def broken_gzip(self, body):
        packed = bytearray(gzip.compress(body))
        packed[20:40] = b'\xff' * 20
        self.answer(body=bytes(packed), Content_Encoding='gzip')

    def cut_gzip(self, body):
        self.endless(b'Content-Encoding: gzip')
        self.wfile.write(gzip.compress(body)[:60])

    # --- what is too much, or too slow --------------------------------------------------------------------------------------------

    def bomb(self, body):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        lines = CHUNK * 10000
        packed = packer.compress(b'BEGIN:VCALENDAR\r\n') + b''.join(packer.compress(lines) for _ in range(300)) + packer.flush()
        self.answer(body=packed, Content_Encoding='gzip')

    def flood(self, body):
        self.endless()
        self.wfile.write(b'BEGIN:VCALENDAR\r\n')
        while True:
            self.wfile.write(CHUNK * 1000)

    def drip(self, body):
        self.endless()
        for at in range(len(body)):
            self.wfile.write(body[at:at + 1])
            self.wfile.flush()
            time.sleep(1)

    # --- where it sends us ---------------------------------------------------------------------------------------------------------

    def to(self, body, scheme, port, name):
        self.answer(302, Location=f'{scheme}://127.0.0.1:{ports[port]}/{name}')

    def loop(self, body):
        self.answer(302, Location=self.path)

    # --- what is a calendar, but not as it should be -------------------------------------------------------------------------------

    def fickle(self, body):
        self.answer(body=body, ETag=f'"{next(count)}"')

    def dated(self, body, *date):
        date = ' '.join(date)
        if self.headers.get('If-Modified-Since') == date:
            self.answer(304)
        else:
            self.answer(body=body, Last_Modified=date)

    def typed(self, body, *words):
        self.answer(body=body, Content_Type=' '.join(words))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def serve(name, context=None):
    server = Server(('127.0.0.1', 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    ports[name] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate)
serve('plain')
serve('other')
serve('tls', tls)
for name in ('tls', 'other', 'plain'):  # the last one says that all are there
    with open(os.path.join(folder, 'port.new'), 'w', encoding='utf-8') as file:
        file.write(str(ports[name]))
    os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port.' + name))
threading.Event().wait()
