#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a throw-away certificate authority in DIR, and with it server certificates, each NAME.pem and NAME.key:
# localhost (also imap.example.test and 127.0.0.1), other-host (not localhost) and expired. stranger.pem is another authority.
# usage: certificates.sh DIR
set -eu
umask 077
cd "$1"

authority() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=Test authority $1" \
        -addext keyUsage=critical,keyCertSign -keyout "$1.key" -out "$1.pem" 2>/dev/null
}

request() { # NAME
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
}

sign() { # NAME SUBJECT-ALT-NAMES START END
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$2" >"$1.ext"
    openssl ca -batch -config ca.conf -in "$1.csr" -out "$1.pem" -notext -startdate "$3" -enddate "$4" -extfile "$1.ext" 2>/dev/null
}

authority ca
authority stranger
: >index.txt
echo 01 >serial
cat >ca.conf <<CONF
[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
CONF

request localhost
sign localhost DNS:localhost,DNS:imap.example.test,IP:127.0.0.1 20200101000000Z 20991231235959Z
request other-host
sign other-host DNS:other.example.test 20200101000000Z 20991231235959Z
request expired
sign expired DNS:localhost,IP:127.0.0.1 20200101000000Z 20210101000000Z
