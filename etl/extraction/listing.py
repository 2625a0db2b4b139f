"""``A, B and C``, ``A, B and other states``: the commas of a list of names, which part no clauses."""

from collections.abc import Iterator
from itertools import pairwise

from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.places import LocatedMention

# What may stand before a list. Before others its first name is likelier a phrase of its own: ``In A, B and C agreed``.
_BEFORE = (None, "subject", "object", "with", "between", "against", "on", "to", "of", "by", "for", "none")
_LINK_REACH = 3  # tokens between two names of a list: a comma, a conjunction, an article
_CONJUNCTIONS, _ARTICLES = kinds("conjunctions"), kinds("articles")


def list_commas(doc: Document, mentions: list[LocatedMention]) -> set[int]:
    """The commas between three or more names, a conjunction or a word for *others* before the last one or behind it.

    Where verbs stand last and their owners before nouns, a comma may part the subject as well (``A, B ile C
    arasındaki``); there a language has to declare that it lists so, unless *others* close the list.
    """
    if len(mentions) < 2:
        return set()
    grammar = doc.lexicon.data.grammar
    headline = _headline_comma(doc, mentions[:2]) if grammar.headline_lists else set[int]()
    may_part = grammar.word_order == "sov" and not grammar.genitive_follows and not grammar.comma_lists
    return headline.union(_commas(doc, mentions, may_part))


def _headline_comma(doc: Document, pair: list[LocatedMention]) -> set[int]:
    """``A, B sign pact``: a line without a full stop that two names open."""
    first, last = doc.sentences[doc.sentence_of(pair[0].first)]
    links = _links(doc, *pair) if pair[0].first == first and doc.words[last - 1][-1].isalnum() else []
    return set(links) if len(links) == 1 and doc.words[links[0]] in COMMAS else set()


def _commas(doc: Document, mentions: list[LocatedMention], may_part: bool) -> Iterator[int]:
    begun: list[int] = []  # of a list of which no conjunction has come yet
    for n, (before, behind) in enumerate(pairwise(mentions)):
        links = _links(doc, before, behind)
        commas = [i for i in links if doc.words[i] in COMMAS]
        if begun and doc.starts_with("others", before.last) is not None:
            yield from begun
            begun = []
        elif not links or (not begun and not _may_begin(doc, mentions[n])):
            begun = []
        elif len(commas) == len(links) == 1:
            begun += commas
        else:
            if begun and not may_part and len(links) == len(commas) + 1 and doc.opens(links[-1], _CONJUNCTIONS):
                yield from (*begun, *commas)  # ``A, B, and C``
            begun = []
    if begun and doc.starts_with("others", mentions[-1].last) is not None:
        yield from begun  # ``A, B and other states``


def _links(doc: Document, before: LocatedMention, behind: LocatedMention) -> list[int]:
    """The tokens between two names that may stand in one list, articles aside; empty where they may not."""
    alike = (before.mention.kind == "demonym") == (behind.mention.kind == "demonym")
    alike = alike and before.mention.party != behind.mention.party  # a city, its country
    if not alike or behind.first - before.last > _LINK_REACH or not _agree(doc, before, behind):
        return []
    last = _marker_again(doc, before, behind)
    return [i for i in range(before.last, last) if doc.opens(i, _CONJUNCTIONS) or not doc.opens(i, _ARTICLES)]


def _marker_again(doc: Document, before: LocatedMention, behind: LocatedMention) -> int:
    """Where the second name begins, or the preposition that it has like the first: ``of A, of B and of C``."""
    first, second = doc.ends_with("marker", before.first), doc.ends_with("marker", behind.first)
    is_same = first is not None and second is not None and first.payload.value == second.payload.value
    return second.start if second is not None and is_same and second.start > before.last else behind.first


def _agree(doc: Document, before: LocatedMention, behind: LocatedMention) -> bool:
    """In one case; where only the first one's form tells a case, it is the object's, or a preposition asks for it."""
    case, other = before.ending_marker, behind.ending_marker
    if other is None:  # ``despite threats of Moscow, A, B and C signed``
        return case in (None, "object") or doc.ends_with("marker", before.first) is not None
    return case is None or case == other


def _may_begin(doc: Document, mention: LocatedMention) -> bool:
    link = doc.ends_with("marker", mention.first)
    return mention.ending_marker != "possessor" and (None if link is None else link.payload.value) in _BEFORE
