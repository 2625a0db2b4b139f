"""Minimal PDFs with a text layer."""

Shown = tuple[str, int, int, int]  # text, points from the left and from the bottom, size


def built(*pages: list[Shown], info: bytes = b"", trailer: bytes = b"") -> bytes:
    """A minimal PDF in Helvetica."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for page in pages:
        shown = b"\n".join(
            b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, left, bottom, text.encode("cp1252"))
            for text, left, bottom, size in page
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        box = b"/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (box, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(b"<<%s>>" % info)
    return assembled(objects, trailer)


def assembled(objects: list[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    data += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n" % (len(objects) + 1, len(objects), trailer)
    return data + b"startxref\n%d\n%%%%EOF" % start


def page(*texts: str, top: int = 760, left: int = 72, step: int = 13) -> list[Shown]:
    """Lines of size 11 one under the other; an empty one is a gap."""
    return [(text, left, top - step * number, 11) for number, text in enumerate(texts) if text]
