#!/bin/bash
# SPDX-License-Identifier: MIT
# Time zones as vendors write them: each line of the table of Windows names, by name and by label, means what the system's own database says;
# quoted, prefixed and invented names are understood; what is only guessed is flagged wherever the meeting is shown.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<C
[identity]
addresses = anna@satori.example
[business]
timezone = Europe/Stockholm
[calendar zones]
url = file://$T/zones.ics
[ui]
language = en
C

# Per row of the table four events: January and July, by name and by label. What is expected comes from Python's reading of tzdata.
python3 - "$top_srcdir/src/collect/zone-windows.c" "$T/table.ics" "$T/table.expected" <<'P'
import datetime, re, sys, zoneinfo
source, calendar, expected = sys.argv[1:]
rows = re.findall(r'^    \{"([^"]*)", "([^"]*)",\s*"([^"]*)"\},$', open(source, encoding='utf-8').read(), re.M)
lines, wanted = ['BEGIN:VCALENDAR', 'VERSION:2.0'], []
for n, (name, label, zone) in enumerate(rows):
    for how, tzid in (('name', name), ('label', '(UTC+00:00) ' + label)):
        for month in (1, 7):
            if how == 'label' and not label:
                continue
            uid = f'{n:03}-{how}-{month}'
            lines += ['BEGIN:VEVENT', 'UID:' + uid, f'DTSTART;TZID="{tzid}":2026{month:02}15T120000', 'END:VEVENT']
            # two zones of one label are told apart by nobody
            if how == 'label':
                zone = next(z for _, l, z in rows if l == label)
            at = datetime.datetime(2026, month, 15, 12, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.timezone.utc)
            wanted.append(f'{uid} {at:%Y-%m-%dT%H:%M:%SZ} False')
open(calendar, 'w', newline='').write('\r\n'.join(lines + ['END:VCALENDAR', '']))
open(expected, 'w').write('\n'.join(sorted(wanted)) + '\n')
print(len(rows))
P
rows=$(grep -c '^    {"' "$top_srcdir/src/collect/zone-windows.c")
is "the whole table is read" "$(($(grep -c -- '-name-7 ' "$T/table.expected")))" "$rows"
ok "it has the names that Windows knows" test "$rows" -ge 139
json inspect "$T/table.ics" >"$T/out"
python3 -c 'import json,sys
for o in sorted(json.load(open(sys.argv[1]))["occurrences"], key=lambda o: o["uid"]): print(o["uid"], o["start"], o.get("zone_guessed", False))' "$T/out" >"$T/table.got"
ok "each line names a zone of the system, and means what it says of January and July" diff "$T/table.expected" "$T/table.got"
is "none is guessed" '[]' "$(ask 'd["problems"]' <"$T/out")"
CLDR=/usr/share/unicode/cldr/common/supplemental/windowsZones.xml
if [ -f $CLDR ]; then
    python3 "$top_srcdir/src/collect/zone-windows.py" <$CLDR | cut -d'"' -f2 | sort >"$T/cldr"
    is "and none of Unicode's is missing" "" "$(sed -n 's/^    {"\([^"]*\)".*/\1/p' "$top_srcdir/src/collect/zone-windows.c" | sort | comm -13 - "$T/cldr")"
fi

# --- one name at a time: 12 o'clock on 15 July ------------------------------------------------------------------------------------------
zoned() { # zoned TZID-PARAMETER [HEAD-LINE...]
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    [ $# -lt 2 ] || printf '%s\r\n' "${@:2}"
    printf 'BEGIN:VEVENT\r\nUID:a\r\nDTSTART%s:20260715T120000\r\nDURATION:PT1H\r\nATTENDEE:mailto:asa@boll.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$1"
}
means() { # means HOUR-IN-UTC GUESSED TZID-PARAMETER [HEAD-LINE...]
    zoned "${@:3}" >"$T/one.ics"
    is "$3${4:+ $4}" "[\"2026-07-15T$1:00Z\", $2]" "$(json inspect "$T/one.ics" | ask '[d["occurrences"][0]["start"], d["occurrences"][0].get("zone_guessed", False)]')"
}
for name in Europe/Stockholm EUROPE/STOCKHOLM europe/stockholm '"Europe/Stockholm"' '""Europe/Stockholm""' '"""Europe/Stockholm"""' ' Europe/Stockholm ' \
    /mozilla.org/20050126_1/Europe/Stockholm /softwarestudio.org/Olson_20011030_5/Europe/Stockholm \
    /freeassociation.sourceforge.net/Tzfile/Europe/Stockholm /freeassociation.sourceforge.net/Europe/Stockholm \
    /citadel.org/20210210_1/Europe/Stockholm 'W. Europe Standard Time' 'w. europe standard time' '"W. Europe Standard Time"' \
    '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"' CET posix/Europe/Stockholm Europe/Zurich Atlantic/Jan_Mayen; do
    means 10:00 false ";TZID=$name"
done
means 12:00 false ";TZID=UTC"
means 12:00 false ";TZID=Z"
means 12:00 false ";TZID=GMT"
means 12:00 false ";TZID=tzone://Microsoft/Utc"
means 11:00 false ";TZID=GMT+0100"
means 11:00 false ';TZID="GMT+01:00"'
means 06:30 false ';TZID=GMT+05:30'
means 17:00 false ';TZID=Etc/GMT+5'
means 09:00 false ';TZID=Europe/Kiev'
means 06:30 false ';TZID=Asia/Calcutta'
means 16:00 false ';TZID=US/Eastern'
means 10:00 false ''
zone() { printf '%s\r\n' BEGIN:VTIMEZONE "TZID:$1" BEGIN:STANDARD DTSTART:16010101T000000 TZOFFSETFROM:+0300 TZOFFSETTO:+0300 END:STANDARD END:VTIMEZONE; }
means 09:00 false ';TZID=Customized Time Zone' "$(zone 'Customized Time Zone')"
means 09:00 false ';TZID="tzone://Microsoft/Custom"' "$(zone 'tzone://Microsoft/Custom')"
means 10:00 false ';TZID=Europe/Stockholm' "$(zone Europe/Stockholm)"
means 09:00 true ';TZID=Customized Time Zone' "$(zone Other)"
means 16:00 true ';TZID=Customized Time Zone' X-WR-TIMEZONE:America/New_York
means 10:00 true ';TZID=Customized Time Zone'
means 10:00 true ';TZID=tzone://Microsoft/Custom'
means 10:00 true ';TZID=../../../../etc/passwd'
means 10:00 true ';TZID=/etc/localtime'

# --- what is guessed is flagged ------------------------------------------------------------------------------------------------------------
zoned ';TZID=Customized Time Zone' >"$T/zones.ics"
status_is "a calendar of an unknown zone" 0 cadensd --once --now "$NOW"
is "is told of once" 'cadensd: zones: the time zone Customized Time Zone is unknown; times in it are guessed' "$(cat "$T/err")"
flags() { json meetings --all --to 2026-12-31 | ask '[m.get("zone_guessed", False) for m in d["meetings"]]'; }
is "meetings flags it" '[true]' "$(flags)"
is "so does CSV" '1|yes' "$(cadens --format csv meetings --all --to 2026-12-31 | /usr/bin/python3 -c 'import csv,sys
rows=list(csv.DictReader(sys.stdin))
print(len(rows), rows[0].get("zone_guessed", False), sep="|")')"
like "inspect names the zone" 'the time zone Customized Time Zone is unknown' "$(json inspect "$T/zones.ics" | ask 'd["problems"]')"
zoned ';TZID=Europe/Stockholm' >"$T/zones.ics"
status_is "a calendar that has learnt its name" 0 cadensd --once --now "$NOW"
is "is flagged no longer" '[false]' "$(flags)"
finish
