"""Small changes to XML as text, so that all that is not changed stays as its program wrote it."""

import html
import re

# No "<" in a value; so an attribute of any length ends where a reader sees it end.
ATTRIBUTES = rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)"
LONGEST = 32_767  # characters of a cell or a comment

_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<((?:[\w.-]+:)?)[\w.-]+", re.DOTALL)
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COUNT = re.compile(rb"\scount\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def escaped(text: str) -> bytes:
    """A text as it stands in an element or an attribute of a part in any encoding."""
    plain = _UNWRITABLE.sub("", text)[:LONGEST]
    return html.escape(plain).encode("ascii", "xmlcharrefreplace")


def prefix_of(xml: bytes) -> bytes:
    """The prefix of the names of a part, with its colon; nothing where it has none."""
    found = _ROOT.match(xml)
    return found[1] if found else b""


def opening(name: bytes) -> re.Pattern[bytes]:
    """The opening tag of an element; its group holds the attributes, with a last "/" or without."""
    return re.compile(rb"<(?:[\w.-]+:)?" + name + rb"(?=[\s/>])" + ATTRIBUTES + rb">")


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """The value of an attribute as it is written; None where it is not given."""
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return None if found is None else found[1] if found[1] is not None else found[2]


def with_attribute(attributes: bytes, name: bytes, value: bytes | None) -> bytes:
    """The attributes with this value for one of them, or without it."""
    other = re.sub(rb"\s" + name + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", attributes)
    return other if value is None else b' %s="%s"%s' % (name, value, other)


def span_of(xml: bytes, name: bytes) -> tuple[int, int, int, int] | None:
    """Where an element and its content begin and end: tag, content, closing tag, what follows."""
    found = opening(name).search(xml)
    if found is None:
        return None
    if found[1].endswith(b"/"):
        return found.start(), found.end(), found.end(), found.end()
    closing = re.compile(rb"</(?:[\w.-]+:)?" + name + rb"\s*>").search(xml, found.end())
    if closing is None:
        return None
    return found.start(), found.end(), closing.start(), closing.end()


def with_more(xml: bytes, name: bytes, more: bytes, *, count: int | None = None) -> bytes:
    """The part with more at the end of an element that is there, which may count its children."""
    span = span_of(xml, name)
    if span is None:
        raise ValueError(name)
    begin, inside, end, after = span
    tag = xml[begin:inside]
    if count is not None:
        tag = _COUNT.sub(b' count="%d"' % count, tag)
    closing = xml[end:after]
    if tag.endswith(b"/>"):
        word = re.match(rb"<([\w.:-]+)", tag)
        closing = b"</%s>" % (word[1] if word else name)
        tag = tag[:-2] + b">"
    return xml[:begin] + tag + xml[inside:end] + more + closing + xml[after:]
