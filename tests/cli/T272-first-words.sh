#!/bin/bash
# SPDX-License-Identifier: MIT
# What a newcomer reads in Swedish: the way to the page, lists in words instead of codes and stored units, headings alike.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/imapd.sh"
imapd_start plain
C=$XDG_CONFIG_HOME/cadens/cadens.conf
here() { "$top_builddir/cadens" --lang sv "$@"; }
status_is "setup" 0 here setup --address anna@satori.example --host localhost --port "$IMAPD_PORT" --tls none --user anna --password-command "echo secret"
like "leads on to the page" 'cadens dashboard --open' "$(cat "$T/out")"
like "so does the README" 'cadens dashboard --open' "$(sed -n '/^## First steps/,$p' "$top_srcdir/README.md")"
status_is "what it says" 0 here sync
like "headings begin with a capital" '^Källa +Nya meddelanden +Fel$' "$(cat "$T/out")"
is "no words of English in the calls" "" "$(here help | grep -oE '\b(WORD|FILE|NAME|KIND|ACCOUNT|SOURCE|DAY|AMOUNT)\b')"
rm -f "$C"

sample <<'L'
[ui]
language = sv
L
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
cadens kpi list >"$T/list"
like "targets of the catalogue have units" "^clv_3y_observed +Kundvärde tre år +kronor +läget en dag +hela verksamheten +≥ 500 000 kr " "$(sed "s/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g" "$T/list")"
like "units are words" '^their_response_time +Deras svarstid +timmar +90 dagar +hela verksamheten, Konto' "$(cat "$T/list")"
is "for programs it is as it was" '[["ore", "point", "all", "50000000"]]' "$(json kpi list | ask '[[k[x] for x in ("unit", "primary", "scopes", "target")] for k in d["kpis"] if k["id"] == "clv_3y_observed"]')"
like "prices are money" '^satori-chat .* 150 kr ' "$(cadens service list | sed "s,\xc2\xa0, ,g")"
like "shares are percent" '^referral .* 15 % +25 %$' "$(cadens source list)"
is "for programs they are as they are stored" '[[15000]]' "$(json service list | ask '[[s["list_price_ore"]] for s in d["services"] if s["code"] == "satori-chat"]')"
like "a brief says what the company is to us" '^A1 Svenska Bollförbundet kund +1$' "$(cadens brief A1)"
printf 'code,name,category\nfair,Mässa,event\n' >"$T/sources.csv"
ok "a source of one's own" cadens import sources "$T/sources.csv"
printf 'id,account,name,stage,source,created\nL91,A5,Från mässan,prospect,fair,2026-03-02\nL92,A5,Ringd,prospect,cold_calling,2026-03-03\n' >"$T/more.csv"
ok "a lead from there" cadens import leads "$T/more.csv"
like "has its name" '^L91 .* Mässa ' "$(cadens lead list)"
like "as words have" '^L92 .* kallringning ' "$(cadens lead list)"
is "and for programs its code" '["fair"]' "$(json lead list | ask '[l["source"] for l in d["leads"] if l["id"] == "L91"]')"
ok "all is read" cadensd --once --now 2026-03-27T12:00:00+01:00
ok "and the days that follow" cadensd --once --now "$NOW"
like "a report says what it is, and of when" '^Daglig rapport +2026-03-30 ' "$(cadens report list)"
unlike "definitions name no ids" "[a-z]+_[a-z]+_?[a-z]*" "$(cadens report daily --format html | sed "s/<code>[^<]*<.code>//g" | grep -oE "<dd[^>]*>[^<]*_[^<]*<|<p>[^<]*[a-z]_[a-z][^<]*<")"
like "explain speaks of classes in words" "från människa \\(läst som" "$(cadens explain a1-6@bollforbundet.example)"
like "verify counts in words" 'från människa [0-9]+' "$(cadens verify)"
unlike "and has headings" '^[a-z]+$' "$(cadens verify | grep -v ' ')"
like "what is not found has a Swedish name" "hittar inte faktura 7\$" "$(cadens invoice show 7 2>&1)"
like "a phase of the pipeline is one" "hittar inte fas x\$" "$(cadens stage show x 2>&1)"
finish
