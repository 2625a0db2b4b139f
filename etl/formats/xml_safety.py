"""XML from strangers: parsed without network, external files, or entities of its own."""

import re
from html.entities import html5

from lxml import etree

from etl.errors import ArticleError
from etl.formats.nesting import check_depth

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute ``xml:lang``, as lxml names it."""
_DEEPEST = 200  # elements inside one another
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = (b"amp", b"lt", b"gt", b"quot", b"apos")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, where a NUL is half a letter
_DECLARES = re.compile(rb"<!ENTITY", re.IGNORECASE)


def parse(data: bytes) -> etree._Element:
    """The root element.

    HTML's named entities (``&nbsp;``), which feeds use without declaring them, are read as the letters they stand for.

    Raises:
        ArticleError: ``malformed`` for broken XML and for a document that declares entities, ``too_deep``.
    """
    if _DECLARES.search(data):
        raise ArticleError("malformed", "it declares entities of its own, which are never expanded: an attack's sign")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if not data.startswith(_WIDE):
        data = _ENTITY.sub(_letter, data.replace(b"\0", b""))
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "depth" in str(error).lower():
            raise ArticleError("too_deep", f"XML nested too deep: {error}") from error
        raise ArticleError("malformed", f"no well-formed XML: {error}") from error
    check_depth(root, _DEEPEST)
    return root


def _letter(entity: re.Match[bytes]) -> bytes:
    name = entity[1]
    letters = None if name in _XML_OWN else html5.get(name.decode() + ";")
    return entity[0] if letters is None else "".join(f"&#{ord(letter)};" for letter in letters).encode()


def tag(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Children of these names, in the order of the names."""
    return [child for name in names for child in element if tag(child) == name]


def descendants(element: etree._Element, *names: str) -> list[etree._Element]:
    """All below of these names, in the order of the document."""
    return [each for each in element.iter() if each is not element and tag(each) in names]


def line(element: etree._Element | None) -> str | None:
    """The text of an element on one line; ``None`` where there is none."""
    return " ".join("".join(map(str, element.itertext())).split()) or None if element is not None else None


def first(element: etree._Element, *names: str) -> str | None:
    """The text of the first child of these names that has any."""
    return next((found for child in children(element, *names) if (found := line(child))), None)
