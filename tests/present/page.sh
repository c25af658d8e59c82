#!/bin/sh
# SPDX-License-Identifier: MIT
# The dashboard in Chromium: the policy holds and is not broken by the page itself, expected text is there, hostile text stays text.
set -u
browser=$(command -v chromium || command -v chromium-browser) || {
    [ "${CI:-}" = true ] && { echo "Bail out! chromium is not installed"; exit 1; }
    echo "1..0 # SKIP chromium is not installed"
    exit 0
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0

# check NAME COMMAND...: one TAP line.
check() {
    name=$1
    shift
    number=$((number + 1))
    if "$@"; then echo "ok $number $name"; else echo "not ok $number $name"; fi
}

# look PAGE: its document after loading in PAGE.dom, what the browser had to say in PAGE.log.
look() {
    HOME="$scratch" timeout 60 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$scratch/$1.profile" --enable-logging=stderr \
        --dump-dom "file://$scratch/$1.html" >"$scratch/$1.dom" 2>"$scratch/$1.log"
}

has() { grep -qF -- "$2" "$scratch/$1"; }
lacks() { ! grep -qF -- "$2" "$scratch/$1"; }
silent() { ! grep -E 'CONSOLE|Refused to|Content Security Policy' "$scratch/$1.log"; }

"$top_builddir/tests/present/page" "$scratch" || { echo "Bail out! no page was written"; exit 1; }
# The page has one script, which its policy knows by its hash; a page with another shows that the browser enforces the policy and that this test would hear of it.
sed 's|</main>|<script>document.title="owned"</script></main>|' "$scratch/usual.html" >"$scratch/broken.html"

look usual &
look hostile &
look broken &
wait
check "the usual page breaks no policy" silent usual
check "its language is Swedish" has usual.dom '<html lang="sv" '
check "its title" has usual.dom '<title>Cadens 2026-03-31</title>'
check "a rate with decimals" has usual.dom '60 %'
check "a decimal comma" has usual.dom '17,5 h'
check "money in groups" has usual.dom "$(printf '1\342\200\257234\342\200\257567 kr')"
check "no value, and why" has usual.dom 'no data'
check "a customer" has usual.dom 'Svara Eva Åkesson, Ängelholms Bygg AB'
check "an anchor for a signal" has usual.dom 'id="signal-12"'
check "a hidden column stays hidden" lacks usual.dom hidden@x.example
check "the hostile page breaks no policy, for nothing in it is markup" silent hostile
check "a hostile name is text" has hostile.dom '&lt;script&gt;document.title='
check "no script came to life" [ "$(grep -c '<script' "$scratch/hostile.dom")" = 1 ]
check "no image came to life" lacks hostile.dom '<img'
check "the title is ours" has hostile.dom '<title>Cadens 2026-03-31</title>'
check "no bidi override is left" lacks hostile.dom "$(printf '\342\200\256')"
check "an address cannot add mail headers" has hostile.dom 'href="mailto:a%2Bb%3Fsubject%3Dx%26bcc%3Devil@x.example"'
check "the policy stops a script" has broken.dom '<title>Cadens 2026-03-31</title>'
check "and this test hears of it" grep -q 'Content Security Policy' "$scratch/broken.log"
echo "1..$number"
