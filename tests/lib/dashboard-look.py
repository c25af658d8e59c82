# SPDX-License-Identifier: MIT
# usage: dashboard-look.py SCRATCH PAGE [ANCHOR]: looks at a page in a real browser as people do (light, dark, on a phone, on paper, without script,
# by keyboard, by ear) and prints what there was as JSON.
import json, subprocess, sys, os
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser, html5lib

scratch, path = sys.argv[1:3]
anchor = sys.argv[3] if len(sys.argv) > 3 else ""

# What sticks out of the window to the right, and is not in something that scrolls by itself or out of sight.
STICKING = """(() => { const scrolls = (e) => { for (; e; e = e.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) && e !== document.body) return true; return false; };
  return [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(e)).map((e) => e.outerHTML.slice(0, 90))
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []); })()"""

# Texts that are too faint on what is behind them (WCAG 2.1, 1.4.3), and drawings that are (1.4.11).
FAINT = """(() => {
  const parts = (c) => c.match(/[0-9.]+/g).map(Number), light = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const shine = (c) => { const [r, g, b] = parts(c); return 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b); };
  const ratio = (a, b) => { const [x, y] = [shine(a), shine(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!(parts(c).length === 4 && parts(c)[3] === 0)) return c; } return 'rgb(255, 255, 255)'; };
  const found = new Set(); let n = 0;
  for (const e of document.body.querySelectorAll('*')) {
    const inSvg = e.namespaceURI.endsWith('svg'), style = getComputedStyle(e);
    if (['SCRIPT', 'TITLE', 'DESC'].includes(e.tagName.toUpperCase())) continue;
    const hasText = [...e.childNodes].some((t) => t.nodeType === 3 && t.data.trim());
    if (hasText) { n++; const r = ratio(inSvg ? style.fill : style.color, behind(e)); if (r < 4.5) found.add(e.tagName + '.' + e.getAttribute('class') + ' ' + r.toFixed(2)); }
    if (e.matches('.bar, .sum, .share, .up, .down, .point, .gain-1, .gain-2, .gain-3, .loss-1, .loss-2, .dot')) { n++; const r = ratio(style.fill, behind(e)); if (r < 3) found.add(e.getAttribute('class') + ' ' + r.toFixed(2)); }
    if (e.matches('.line, .goal')) { n++; const r = ratio(style.stroke === 'none' ? style.fill : style.stroke, behind(e)); if (r < 3) found.add(e.getAttribute('class') + ' ' + r.toFixed(2)); }
  }
  return [[...found], n]; })()"""

BROKEN = """(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id), wrong = ids.filter((id, i) => ids.indexOf(id) !== i);
  for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]'))
    for (const id of ((e.getAttribute('aria-labelledby') || '') + ' ' + (e.getAttribute('aria-describedby') || '')).trim().split(/ +/))
      if (!document.getElementById(id) || !document.getElementById(id).textContent.trim()) wrong.push(e.tagName + ' wants ' + id);
  for (const a of document.querySelectorAll('a[href^="#"]')) if (!document.getElementById(a.getAttribute('href').slice(1))) wrong.push(a.getAttribute('href'));
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) wrong.push('tabindex ' + e.tabIndex);
  return wrong; })()"""

PLAIN = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"

def strict(path):
    parser = html5lib.HTMLParser(strict=True)
    try:
        with open(path, "rb") as file:
            parser.parse(file)
        return None
    except html5lib.html5parser.ParseError as error:
        return str(error) + str(parser.errors[-1])

def walk(page, steps):
    """Where the key Tab leads: the order, what shows no focus, what has no name."""
    page.ask("window.stops = [...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')].filter((e) => e.checkVisibility())")
    order, plain, nameless = [], [], []
    for _ in range(min(steps, page.ask("stops.length"))):
        page.key("Tab")
        place, outline, name = page.ask("""(() => { const e = document.activeElement, s = getComputedStyle(e);
            return [stops.indexOf(e), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1,
              (e.textContent || e.labels && e.labels[0] && e.labels[0].textContent || '').trim() !== '']; })()""")
        order.append(place)
        if not outline:
            plain.append(place)
        if not name:
            nameless.append(place)
    return {"in order": order == list(range(len(order))), "steps": len(order), "unseen": plain, "nameless": nameless}

def hear(page):
    """What a screen reader is told of pictures and tables."""
    nodes = [node for node in page.call("Accessibility.getFullAXTree")["nodes"] if not node.get("ignored")]
    role = lambda node: node.get("role", {}).get("value")
    of = lambda *roles: [node for node in nodes if role(node) in roles]
    return {"pictures": len(of("image", "img")), "mute": sum(1 for node in of("image", "img") if not node.get("name", {}).get("value") or not node.get("description", {}).get("value")),
            "tables": len(of("table")), "nameless tables": sum(1 for node in of("table") if not node.get("name", {}).get("value")), "headings": len(of("heading"))}

def pages_and_text(page):
    file = os.path.join(scratch, "page.pdf")
    with open(file, "wb") as out:
        out.write(page.pdf())
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return int(info.split("Pages:")[1].split()[0]), " ".join(text.split())

seen = {"valid": strict(path)}
with browser.Browser(scratch) as program:
    for name, how in (("wide", {}), ("dark", {"dark": True}), ("phone", {"width": 390}), ("scriptless", {"width": 390, "script": False})):
        page = program.page(path, **how)
        faint, texts = page.ask(FAINT)
        seen[name] = {"sticking": page.ask(STICKING), "faint": faint, "texts": texts, "broken": page.ask(BROKEN), "background": page.ask("getComputedStyle(document.body).backgroundColor"),
                      "plain": page.ask(PLAIN), "title": page.ask("document.title"), "scripts": page.ask("document.scripts.length"),
                      "images": page.ask("document.images.length"), "sorted": page.ask("document.querySelectorAll('th button').length")}
        if name in ("wide", "phone"):
            seen[name]["heard"] = hear(page)
        if name == "wide":
            seen["paper"] = dict(zip(("pages", "text"), pages_and_text(page)))
            seen["shown before"] = page.ask("[...document.querySelectorAll('.why')].filter((e) => getComputedStyle(e).visibility === 'visible').length")
            seen["unexplained"] = page.ask("""[...document.querySelectorAll('.tile, figure')].filter((e) => { e.focus({preventScroll: true});
                const why = e.querySelector('.why'); return document.activeElement !== e || getComputedStyle(why).visibility !== 'visible' || !why.querySelector('dd').textContent.trim(); })
                .map((e) => e.id)""")
            seen["explained"] = page.ask("document.querySelectorAll('.tile, figure').length")
            seen["sort"] = page.ask("""(() => { const t = document.querySelector('#customers table'); if (!t || !t.tHead) return null;
                const names = () => [...t.tBodies[0].rows].map((r) => r.cells[0].textContent), b = t.tHead.rows[0].cells[0].querySelector('button'), first = names();
                b.click(); const up = names(); b.click(); const down = names(); const c = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
                return [up.join() === [...first].sort(c).join(), down.join() === [...up].reverse().join(), t.tHead.rows[0].cells[0].getAttribute('aria-sort')]; })()""")
            seen["filter"] = page.ask("""(() => { const i = document.querySelector('#customers .filter input'); if (!i) return null;
                const rows = [...document.querySelectorAll('#customers tbody tr')]; i.value = rows[2].cells[0].textContent.trim(); i.dispatchEvent(new Event('input'));
                const left = rows.filter((r) => r.checkVisibility()); i.value = ''; i.dispatchEvent(new Event('input'));
                return [left.includes(rows[2]), left.every((r) => r.textContent.includes(rows[2].cells[0].textContent.trim())), left.length < rows.length, rows.every((r) => r.checkVisibility())]; })()""")
    seen["keys"] = walk(program.page(path), 60)
    for name, script in (("led", True), ("led without script", False)) if anchor else ():
        page = program.page(path, script=script, anchor=anchor)
        seen[name] = page.ask("""(() => { const e = document.getElementById(location.hash.slice(1)), row = e && e.closest('tr'), box = row && row.getBoundingClientRect();
            return !!box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && row.matches(':has(:target)'); })()""")
    seen["complaints"] = program.complaints()
print(json.dumps(seen, ensure_ascii=False))
