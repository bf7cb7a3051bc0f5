"""A Word document (DOCX) → its lines as Word shows them, with the numbers that Word counts.

What is tracked is read as after or as before the changes; what is hidden, struck out or only named beside the text is
told and left out. Nothing that a document refers to is loaded.

    document    the file → a document with its notes
    package     its parts, found by their relations, read within bounds
    xml         elements and attributes by their short names
    styles      what a paragraph or a run of words has from its styles
    properties  what a paragraph or a cell says of itself
    numbering   the numbers before paragraphs, counted as Word counts them
    numerals    numbers as letters, Roman figures, words
    changes     tracked changes: what is gone on the side that is read
    fields      what is shown of a field
    formula     a formula as one would type it
    signs       signs of symbol fonts
    words       the words of one paragraph
    records     paragraphs and tables
    reading     the body, from front to back
    apart       titles that run in, paragraphs of another voice
    notes       footnotes and endnotes
    lines       paragraphs and tables as lines
"""
