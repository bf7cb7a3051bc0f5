"""Lines that say themselves that another voice speaks: "[Commentary: …]", "Editor’s note: …"."""

from __future__ import annotations

import re

_VOICES = """commentary|comment|comments|analysis|explainer|editor['’]?s? note|editors['’] note|note from the editors?|ed\\. ?note
    |translator['’]?s? note|our (?:comment|note)|background|commentaire|note de la rédaction|ndlr|kommentar|anmerkung der redaktion
    |anm\\. d\\. red\\.|comentario|nota de la redacción|comentário|nota da redação|commento|nota della redazione|ndr
    |комментарий|примечание редакции|от редакции|прим\\. ред\\.|коментар|примітка редакції|від редакції|прим\\. ред\\.
    |komentarz|od redakcji|przyp\\. red\\.|komentář|komentár|komentar|yorum|editörün notu|σχόλιο|σημείωση της σύνταξης
    |تعليق|ملاحظة المحرر"""
_IN_BRACKETS = "note|notes|nota|remarque|anmerkung|примечание|примітка|uwaga|not|σημείωση|ملاحظة"
_NAMED = re.compile(
    rf"(?:[\[(]\s*(?:{_IN_BRACKETS})|[\[(]?\s*(?:{re.sub(chr(10) + ' *', '', _VOICES)}))\s*[:：]", re.IGNORECASE
)


def is_remark(words: str) -> bool:
    """Return whether a line begins with the name of a voice that is not the document's, and a colon.

    >>> is_remark("[Commentary: nobody knows.]"), is_remark("Комментарий: так."), is_remark("Comments are closed.")
    (True, True, False)
    """
    return _NAMED.match(words) is not None
