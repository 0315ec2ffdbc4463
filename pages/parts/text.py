"""Text from files, made harmless for the screen: it is shown, it never acts."""

import re

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$^=&\"'])")
BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
STARTS_A_LINK = re.compile(r"(:|@|\bwww)(?=\S)", re.IGNORECASE)
WORD_JOINER = "\u2060"  # invisible; without it an address would become a link


def plain(text: str) -> str:
    """Text for a label, caption or tooltip, where Streamlit reads Markdown and directives."""
    one_line = BREAKS.sub(" ", text)
    return STARTS_A_LINK.sub(rf"\1{WORD_JOINER}", MARKDOWN.sub(r"\\\1", one_line))


def counted(number: int, noun: str) -> str:
    """Number with its noun: "1 cell", "1,200 cells"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
