#!/usr/bin/env python3
"""Makes data/sample from the articles and templates of tools/sample.

usage: make_sample.py             writes data/sample
       make_sample.py --check     exit status 1 where data/sample is not what would be written

tools/sample/articles/*.txt   the texts, our own writing about invented events, with their facts
tools/sample/templates/       one page frame for each outlet, as real sites write them
tools/sample/static/          pages that hold no article
tools/sample/stories.json     what a reader should learn from each story
The facts and stories.json become gold.json, the ground truth of tests/e2e. Every text that
stories.json cites is checked to stand in the article it names.
"""
import datetime
import gzip
import html
import json
import pathlib
import re
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent / "sample"
OUTLETS = json.loads((HERE / "outlets.json").read_text("utf-8"))
MONTHS = ("January February March April May June July August September October November"
          " December").split()
MONATE = ("Januar Februar März April Mai Juni Juli August September Oktober November"
          " Dezember").split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
REJECTED = [  # id, url, fetched, reason
    ("reject1", "https://www.harbourpost.example/world/", "2026-03-08T08:00:00Z", "index_page"),
    ("reject2", "https://nordsicht.example/zustimmung?ziel=%2Fwirtschaft", "2026-03-05T09:00:00Z",
     "consent_wall"),
    ("reject3", "https://app.coastline.example/live", "2026-03-06T12:00:00Z", "empty"),
]
GZIPPED = {"aurelia4", "imber3"}
PATH_IN_FEED = "open_current.rss"  # a feed that announces pages which are captured too


def slug(title):
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore")
    return "-".join(re.findall(r"[a-z0-9]+", plain.decode().lower())[:7])


def read_articles():
    """All articles, in the order of the files: dicts of the header fields and `blocks`."""
    articles = []
    for path in sorted((HERE / "articles").glob("*.txt")):
        for record in re.split(r"^=== ", path.read_text("utf-8"), flags=re.M)[1:]:
            head, body = record.split("\n\n", 1)
            lines = head.split("\n")
            article = {"id": lines[0].strip(), "story": path.stem}
            for line in lines[1:]:
                key, value = line.split(":", 1)
                article[key] = value.strip()
            article["blocks"] = [b.strip() for b in body.strip().split("\n\n")]
            article["number"] = str(48210 + 7 * len(articles))
            articles.append(article)
    by_id = {a["id"]: a for a in articles}
    for article in articles:
        complete(article, by_id)
    return articles


def complete(article, by_id):
    """Fills in copied paragraphs, the address, the language, and what a reader should find."""
    blocks = []
    for block in article["blocks"]:
        copied = re.fullmatch(r"@(\w+):(\d+)-(\d+)", block)
        if copied:
            source = [b for b in by_id[copied[1]]["blocks"] if not b.startswith("@")]
            blocks += source[int(copied[2]) - 1:int(copied[3])]
        else:
            blocks.append(block)
    article["blocks"] = blocks
    outlet = OUTLETS[article["outlet"]]
    article.setdefault("language", outlet.get("language", "en"))
    when = instant(article.get("published"), article.get("time"))
    section = slug(article.get("section", "news"))
    path = article.get("url") or outlet["path"].format(
        slug=slug(article["title"]), number=article["number"], section=section, **date_parts(when))
    article["path"], article["canonical_url"] = path, outlet["base"] + path
    article["url"] = article["canonical_url"] + outlet.get("query", "")
    article["section_slug"] = section
    article["text"] = "\n\n".join(plain(b) for b in blocks if not b.startswith("@"))
    for key in ("story", "published"):
        if article.get(key) in ("null", ""):
            article[key] = None


def plain(block):
    block = re.sub(r"\[\[(.*?)\]\]", r"\1", block)
    return re.sub(r"^(## |- )", "", block, flags=re.M)


def instant(published, time):
    if not published or published == "null":
        return None
    if len(published) == 10:
        published += "T" + (time or "00:00") + ":00Z"
    return datetime.datetime.fromisoformat(published.replace("Z", "+00:00"))


def date_parts(when):
    if not when:
        return {}
    month = MONTHS[when.month - 1]
    return {"Y": when.year, "m": f"{when.month:02}", "D": f"{when.day:02}", "d": when.day,
            "H": f"{when.hour:02}", "M": f"{when.minute:02}", "Month": month, "Mon": month[:3],
            "Monat": MONATE[when.month - 1], "Weekday": WEEKDAYS[when.weekday()]}


def html_body(article, paragraph):
    """The blocks as the outlet marks them up, with what its system puts in between."""
    out = []
    for block in article["blocks"]:
        if block == "@ad":
            out.append('<div class="ad-slot" id="div-gpt-ad-3"><span>Advertisement</span></div>')
        elif block.startswith("@more: "):
            out.append('<p class="readmore"><strong>Read more:</strong> <a href="/more/">'
                       + html.escape(block[7:]) + "</a></p>")
        elif block.startswith("## "):
            out.append("<h2>" + html.escape(block[3:]) + "</h2>")
        elif block.startswith("- "):
            items = "".join("<li>" + html.escape(i[2:]) + "</li>" for i in block.split("\n"))
            out.append("<ul>" + items + "</ul>")
        else:
            text = re.sub(r"\[\[(.*?)\]\]", r'<a href="/topic/">\1</a>',
                          html.escape(block, quote=False))
            out.append(paragraph.replace("{}", text))
    return "\n".join(out)


def teasers_of(article):
    """The related articles of a page: publisher, relative time, title, text."""
    if "related" not in article:
        return []
    return [dict(zip(("publisher", "age", "title", "text"), (f.strip() for f in t.split(" | "))))
            for t in article["related"].split(" ; ")]


def fill(template, values, escape):
    """{{key}} is replaced; {{#key}}…{{/key}} stays only where the key has a value."""
    template = re.sub(r"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}",
                      lambda m: m[2] if values.get(m[1]) else "", template, flags=re.S)
    raw = ("body", "teasers", "body_lines")

    def value(match):
        key = match[1]
        if key.endswith("_json") or key in raw or not escape:
            return str(values[key])
        return html.escape(str(values[key]))
    return re.sub(r"\{\{(\w+)\}\}", value, template)


def values_of(article, others):
    outlet = OUTLETS[article["outlet"]]
    when = instant(article["published"], article.get("time"))
    changed = instant(article.get("modified"), None)
    names = [n.strip() for n in article["by"].split(";")]
    parts = date_parts(when)
    is_text = article.get("kind") == "text"
    values = dict(article)
    values.update(
        title_json=json.dumps(article["title"], ensure_ascii=False),
        url=article["canonical_url"], url_json=json.dumps(article["canonical_url"]),
        byline=", ".join(names), byline_and=" and ".join(names), byline_slug=slug(article["by"]),
        byline_json=json.dumps(", ".join(names), ensure_ascii=False),
        author_type="Organization" if article["by"] == "Northwire" else "Person",
        authors_json=json.dumps([{"@type": "Person", "name": n} for n in names],
                                ensure_ascii=False),
        date_time=outlet["date"].format(**parts) if when else "",
        date=re.sub(r",? \{H\}.*", "", outlet["date"]).format(**parts) if when else "",
        day=when.date() if when else "",
        date_us="{Month} {d}, {Y}".format(**parts) if when else "",
        modified_date_time=outlet["date"].format(**date_parts(changed)) if changed else "",
        modified_or_published=article.get("modified") or article["published"],
        lead=article["text"].split("\n\n")[0][:150].rsplit(" ", 1)[0] + "…",
        body=article["text"] if is_text else html_body(article, outlet.get("p", "<p>{}</p>")),
        body_lines=article["text"].replace("\n\n", "\n"),
        teasers=teaser_text(article) if is_text else teaser_html(article))
    for i, other in enumerate(others, 1):
        values[f"other{i}_title"] = other["title"]
        values[f"other{i}_id"] = other["id"]
        values[f"other{i}_lead"] = other["text"].split("\n\n")[0]
    return values


def teaser_html(article):
    return "\n".join(
        '<div class="it"><span class="p">{publisher}</span><span class="t">{age}</span>'
        "<h3>{title}</h3><p>{text}</p></div>".format(**{k: html.escape(v) for k, v in t.items()})
        for t in teasers_of(article))


def teaser_text(article):
    teasers = teasers_of(article)
    if not teasers:
        return ""
    head = "" if article["outlet"] in ("digest24", "meridian") else "Related Articles\n"
    return head + "\n".join("\n{publisher}\n{age}\n- {publisher}\n{title}\n{text}\n".format(**t)
                            for t in teasers)


def others_for(article, articles):
    """Three headlines for the page's boxes: other stories, same language."""
    at = articles.index(article)
    ring = articles[at + 1:] + articles[:at]
    same = [a for a in ring if a["language"] == article["language"] and a["title"] != article["title"]
            and (a["story"] is None or a["story"] != article["story"])]
    fallback = [a for a in ring if a["title"] != article["title"]]
    return (same[::3] + fallback)[:3]


def write_pages(articles, out):
    """Pages of all captures; returns the lines of captures.ndjson."""
    lines = []
    for article in articles:
        if "feed" in article:
            continue
        outlet = OUTLETS[article["outlet"]]
        is_text = article.get("kind") == "text"
        name = outlet["text_template"] + ".txt" if is_text else outlet["template"] + ".html"
        template = (HERE / "templates" / name).read_text("utf-8")
        page = fill(template, values_of(article, others_for(article, articles)), not is_text)
        data = page.encode("utf-8" if is_text else outlet.get("charset", "utf-8"),
                           "xmlcharrefreplace")
        path = "pages/" + article["id"] + (".txt" if is_text else ".html")
        if article["id"] in GZIPPED:
            path, data = path + ".gz", gzip.compress(data, 9, mtime=0)
        (out / path).write_bytes(data)
        given = outlet["name"] if outlet.get("given") else None
        lines.append({"id": article["id"], "url": article["url"],
                      "fetched_at": article["fetched"], "publisher": given, "path": path})
    for name, url, fetched, _ in REJECTED:
        path = f"pages/{name}.html"
        (out / path).write_bytes((HERE / "static" / f"{name}.html").read_bytes())
        lines.append({"id": name, "url": url, "fetched_at": fetched, "publisher": None,
                      "path": path})
    return sorted(lines, key=lambda line: (line["fetched_at"], line["id"]))


def rfc822(text):
    when = instant(text, None)
    return (f"{WEEKDAYS[when.weekday()][:3]}, {when.day:02} {MONTHS[when.month - 1][:3]} "
            f"{when.year} {when:%H:%M:%S %z}")


def write_feeds(articles, out):
    entries = [a for a in articles if "feed" in a]
    (out / "feeds/brightwater.rss").write_text(rss(
        "Brightwater Weekly", "brightwater", [a for a in entries if a["outlet"] == "brightwater"]),
        "utf-8")
    (out / "feeds" / PATH_IN_FEED).write_text(rss(
        "Open Current", "open_current", announced(articles)), "utf-8")
    (out / "feeds/tarsk_monitor.atom").write_text(
        atom([a for a in entries if a["outlet"] == "tarsk_monitor"]), "utf-8")
    (out / "feeds/coastline.json").write_text(
        json_feed([a for a in entries if a["outlet"] == "coastline"]), "utf-8")


def announced(articles):
    return [dict(a, content="summary", text=a["text"].split("\n\n")[0])
            for a in articles if a["outlet"] == "open_current" and a["story"]][:3]


def rss(title, outlet, entries):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
             ' xmlns:dc="http://purl.org/dc/elements/1.1/">', "<channel>", f"<title>{title}</title>",
             f"<link>{OUTLETS[outlet]['base']}/</link>", f"<description>{title}</description>",
             "<language>en</language>"]
    for entry in entries:
        lines += ["<item>", f"<title>{html.escape(entry['title'], quote=False)}</title>",
                  f"<link>{entry['canonical_url']}</link>",
                  f"<guid isPermaLink=\"true\">{entry['canonical_url']}</guid>",
                  f"<dc:creator>{entry['by']}</dc:creator>",
                  f"<pubDate>{rfc822(entry['published'])}</pubDate>",
                  "<description>" + html.escape(entry["text"].split("\n\n")[0], quote=False)
                  + "</description>"]
        if entry["content"] == "full":
            lines.append("<content:encoded><![CDATA[" + html_body(entry, "<p>{}</p>")
                         + "]]></content:encoded>")
        lines.append("</item>")
    return "\n".join(lines + ["</channel>", "</rss>", ""])


def atom(entries):
    base = OUTLETS["tarsk_monitor"]["base"]
    lines = ['<?xml version="1.0" encoding="utf-8"?>',
             '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
             "<title>Tarsk Monitor</title>", f'<link href="{base}/en/"/>',
             f'<link rel="self" href="{base}/en/feed.atom"/>', f"<id>{base}/en/</id>",
             f"<updated>{max(e['updated'] for e in entries)}</updated>"]
    for entry in entries:
        kind = "summary" if entry["content"] == "summary" else "content"
        body = html.escape(html_body(entry, "<p>{}</p>"), quote=False)
        lines += ["<entry>", f"<title>{html.escape(entry['title'], quote=False)}</title>",
                  f'<link rel="alternate" href="{entry["canonical_url"]}"/>',
                  f"<id>tag:tarskmonitor.example,2026:{entry['number']}</id>",
                  f"<published>{entry['published']}</published>",
                  f"<updated>{entry['updated']}</updated>",
                  f"<author><name>{entry['by']}</name></author>",
                  f'<{kind} type="html">{body}</{kind}>', "</entry>"]
    return "\n".join(lines + ["</feed>", ""])


def json_feed(entries):
    items = []
    for entry in entries:
        item = {"id": entry["canonical_url"], "url": entry["canonical_url"],
                "title": entry["title"], "date_published": entry["published"],
                "authors": [{"name": entry["by"]}]}
        if entry["content"] == "full":
            item["content_html"] = html_body(entry, "<p>{}</p>")
        else:
            item["content_text"] = entry["text"]
        items.append(item)
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Coastline News",
            "home_page_url": OUTLETS["coastline"]["base"] + "/", "language": "en", "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def gold_of(article):
    """What the program should find. null: not stated; authors null: not checked."""
    outlet = OUTLETS[article["outlet"]]
    hidden = article.get("nopublisher") or (
        article.get("kind") == "text" and not outlet.get("given"))
    copy = (article.get("copy_of") or " ").split(" ")
    feed = article.get("feed")
    agency = article["by"] == "Northwire"
    gold = {
        "key": article["id"], "id": None if feed else article["id"], "feed": "feeds/" + feed if feed else None,
        "url": article["canonical_url"] if feed else article["url"],
        "canonical_url": article["canonical_url"], "title": article["title"],
        "published": article["published"], "modified": article.get("modified"),
        "publisher": None if hidden else outlet["name"], "publisher_or_null": outlet["name"],
        "authors": None if agency or "noauthor" in article or not article["by"]
        else [n.strip() for n in article["by"].split(";")],
        "language": article["language"], "story": article["story"],
        "family": article.get("family"), "copy_of": copy[0] or None, "relation": copy[1] or None,
        "teasers": [{"publisher": t["publisher"], "title": t["title"]}
                    for t in teasers_of(article)], "text": article["text"]}
    return gold


def check_citations(stories, articles):
    """Every cited text must stand in the article that is named."""
    texts = {a["id"]: a["title"] + "\n" + a["text"] for a in articles}

    def check(node, where):
        if isinstance(node, dict):
            if "article" in node and "text" in node and node["text"] not in texts[node["article"]]:
                sys.exit(f"stories.json: {where}: {node['text']!r} is not in {node['article']}")
            for name in node.get("articles", []):
                if name not in texts:
                    sys.exit(f"stories.json: {where}: no article {name}")
            for key, value in node.items():
                check(value, where + "/" + key)
        elif isinstance(node, list):
            for i, value in enumerate(node):
                check(value, f"{where}[{i}]")
    check(stories, "")


def one_line_items(value):
    """JSON with one line for each member of a list: diffs stay readable."""
    lines = []
    for key, items in value.items():
        rows = ",\n  ".join(json.dumps(i, ensure_ascii=False) for i in items)
        lines.append(f' "{key}": [\n  {rows}\n ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def make(out):
    (out / "pages").mkdir(parents=True, exist_ok=True)
    (out / "feeds").mkdir(parents=True, exist_ok=True)
    articles = read_articles()
    stories = json.loads((HERE / "stories.json").read_text("utf-8"))
    check_citations(stories, articles)
    lines = write_pages(articles, out)
    (out / "captures.ndjson").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    write_feeds(articles, out)
    (out / "gold.json").write_text(one_line_items({
        "captures": [gold_of(a) for a in articles if "feed" not in a],
        "rejected": [{"id": name, "reason": reason} for name, _, _, reason in REJECTED],
        "feed_entries": [gold_of(a) for a in articles if "feed" in a],
        "announced": [{"feed": "feeds/" + PATH_IN_FEED, "url": a["canonical_url"],
                       "capture": a["id"], "story": a["story"]} for a in announced(articles)],
        "stories": stories}), "utf-8")


def contents(folder):
    """All files below a folder; gzip is opened, since its bytes differ between versions of zlib."""
    files = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            files[str(path.relative_to(folder))] = (
                gzip.decompress(data) if path.suffix == ".gz" else data)
    return files


def main():
    kept = HERE.parent.parent / "data" / "sample"
    if sys.argv[1:] == ["--check"]:
        with tempfile.TemporaryDirectory() as folder:
            make(pathlib.Path(folder))
            new, old = contents(pathlib.Path(folder)), contents(kept)
        stale = sorted(name for name in new.keys() | old.keys() if new.get(name) != old.get(name))
        sys.exit("stale, run tools/make_sample.py: " + " ".join(stale) if stale else 0)
    make(kept)


if __name__ == "__main__":
    main()
