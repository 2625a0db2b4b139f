"""Every format as it should be, and every container around it."""

import json
import textwrap
from collections.abc import Iterator

from tests.corpus.cases import Case, text
from tests.corpus.documents import (
    DAY,
    atom,
    json_article,
    json_ld,
    mail,
    markdown,
    news_item,
    news_message,
    nitf,
    page,
    rss,
    word,
)
from tests.corpus.packing import PACKERS, http_answer, tarred, warc_record, zipped
from tests.corpus.pdf_file import built
from tests.corpus.pdf_file import page as pdf_page


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _documents()
    yield from _json()
    yield from _markup()
    yield from _containers()
    yield from _beside()


def _documents() -> Iterator[Case]:
    for name in ("de", "zh", "ar"):
        yield Case(f"formats/{name}.md", markdown(text(name)), (name,))
        yield Case(f"formats/{name}.docx", word(text(name)), (name,))
    front = f"---\ntitle: {json.dumps(text('fr').title)}\ndate: {DAY}\n---\n\n".encode()
    yield Case("formats/front-matter.md", front + text("fr").body.replace("\n", "\n\n").encode(), ("fr",))
    for kind in ("plain", "html", "both"):
        yield Case(f"formats/{kind}.eml", mail(text("pl"), kind), ("pl",))
    short = text("short")
    lines = pdf_page(*textwrap.wrap(short.body, 68))
    yield Case("formats/a.pdf", built([(short.title, 72, 800, 20), *lines]), ("short",))


def _json() -> Iterator[Case]:
    es, it, tr = text("es"), text("it"), text("tr")
    yield Case("json/ours.json", json_article(es, url="https://a.example/1", published_at=DAY, source="A"), ("es",))
    yield Case("json/list.json", b"[" + json_article(es) + b"," + json_article(it) + b"]", ("es", "it"))
    shapes = {
        "schema.org": {"@type": "NewsArticle", "headline": tr.title, "articleBody": tr.body, "datePublished": DAY},
        "trafilatura": {"title": tr.title, "text": tr.body, "hostname": "a.example", "date": DAY, "fingerprint": "1"},
        "news-please": {"title": tr.title, "maintext": tr.body, "date_publish": f"{DAY} 10:00:00", "url": "https://a.example"},
        "fundus": {
            "title": tr.title, "publishing_date": DAY,
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": tr.paragraphs}]},
        },
        "ninjs": {"uri": "urn:1", "type": "text", "headline": tr.title, "body_text": tr.body, "versioncreated": DAY},
    }  # fmt: skip
    for name, fields in shapes.items():
        yield Case(f"json/{name}.json", json.dumps(fields, ensure_ascii=False).encode(), ("tr",))
        yield Case(f"json/{name}.ascii.json", json.dumps(fields, indent=1).encode(), ("tr",))
    yield Case("json/lines.jsonl", json_article(es) + b"\n\n" + json_article(it) + b"\n", ("es", "it"))
    yield Case("json/lines.txt", json_article(tr) + b"\r\n" + json_article(it), ("tr", "it"))


def _markup() -> Iterator[Case]:
    for name in ("en", "de", "fr", "ru", "uk", "fa"):
        yield Case(f"pages/{name}.html", page(text(name), language=name), (name,))
    yield Case("pages/json-ld.html", page(text("en"), json_ld(text("pt"))), ("pt",))
    yield Case("pages/json-ld-graph.html", page(text("en"), _graph()), ("ur",))
    social = '<meta property="og:title" content="{0} | Paper"><meta property="og:site_name" content="Paper">'
    yield Case("pages/open-graph.html", page(text("en"), social.format(text("en").title)), ("en",))
    yield Case("pages/no-name", page(text("en")), ("en",))
    yield Case("markup/feed.rss", rss([text("en"), text("ru")]), ("en", "ru"))
    yield Case("markup/feed.atom", atom([text("de"), text("kk")]), ("de", "kk"))
    yield Case("markup/item.nitf", nitf(text("fr")), ("fr",))
    yield Case("markup/item-doctype.nitf", nitf(text("fr"), '<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">'), ("fr",))
    yield Case("markup/item.newsml", news_item(text("uz")).encode(), ("uz",))
    yield Case("markup/message.newsml", news_message(news_item(text("uz")), news_item(text("it"))), ("uz", "it"))


def _graph() -> str:
    inner = json.loads(
        json_ld(text("ur")).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    )
    fields = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, inner]}
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def _containers() -> Iterator[Case]:
    en, ru = text("en").whole.encode(), text("ru").whole.encode("cp1251")
    members = {"de.txt": text("de").whole.encode(), "sub/it.json": json_article(text("it")), "__MACOSX/._x": b"x"}
    inside = ("de", "it")
    for suffix, pack in PACKERS.items():
        yield Case(f"packed/en.txt.{suffix}", pack(en), ("en",))
        yield Case(f"packed/ru.html.{suffix}", pack(page(text("ru"), charset="windows-1251")), ("ru",))
        yield Case(f"packed/all.tar.{suffix}", pack(tarred(members)), inside)
        yield Case(f"packed/no-name-{suffix}", pack(page(text("en"))), ("en",))
    yield Case("packed/all.tar", tarred(members), inside)
    yield Case("packed/all.zip", zipped(members), inside)
    yield Case("packed/legacy.zip", zipped({"ru.txt": ru}), ("ru",))
    yield Case("packed/nested.zip", zipped({"a.tar.gz": PACKERS["gz"](tarred(members)), "en.txt": en}), (*inside, "en"))
    yield Case("packed/lines.jsonl.zst", PACKERS["zst"](json_article(text("es")) + b"\n"), ("es",))
    crawl = _crawl()
    yield Case("packed/crawl.warc", b"".join(crawl), ("fr", "ru"))
    yield Case("packed/crawl.warc.gz", b"".join(map(PACKERS["gz"], crawl)), ("fr", "ru"))


def _crawl() -> list[bytes]:
    russian = http_answer(page(text("ru"), charset="windows-1251"), "text/html; charset=windows-1251")
    return [
        warc_record("warcinfo", "", b"software: x"),
        warc_record("response", "https://a.example/2025/04/24/visit/", http_answer(page(text("fr")))),
        warc_record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", "https://a.example/gone", http_answer(page(text("it")), status="404 Not Found")),
        warc_record("response", "https://a.example/a.png", http_answer(b"\x89PNG", "image/png")),
        warc_record("response", "https://b.example/1", russian),
    ]


def _beside() -> Iterator[Case]:
    """A file whose sidecar says what it lacks; the sidecar is no file of its own."""
    yield Case("sidecar/vi.txt", text("vi").whole.encode(), ("vi",))
    fields = {"url": "https://a.example/vi", "published_at": DAY, "source": "The Paper"}
    yield Case("sidecar/vi.txt.meta.json", json.dumps(fields).encode())
