# SPDX-License-Identifier: MIT
"""Makes the table of zone-windows.c: python3 zone-windows.py < /usr/share/unicode/cldr/common/supplemental/windowsZones.xml
(Debian: unicode-cldr-core). The label is the comment that stands above a zone's rows."""
import html
import re
import sys

label, rows = "", []
for line in sys.stdin:
    comment = re.search(r"<!--\s*\(UTC[^)]*\)\s*(.*?)\s*-->", line)
    if comment:
        label = html.unescape(comment.group(1))
    zone = re.search(r'mapZone other="([^"]*)" territory="001" type="([^"]*)"', line)
    if zone:
        rows.append((html.unescape(zone.group(1)), label, zone.group(2)))
for row in sorted(rows, key=lambda row: row[0].lower()):
    print('    {"%s", "%s", "%s"},' % row)
