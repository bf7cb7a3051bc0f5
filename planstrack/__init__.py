"""planstrack: follow a negotiation by its documents.

The map of the house; arrows go one way, from the top of this list to its end, and a test holds every import to it.

    cli         arguments, one call, print, exit status
    api         what the commands do, for a notebook
    serve, site the pages of a whole plan: live, or as files
    render      one file per format: values → text
    briefing    what a page says, in order, as plain values
    concordance what was computed, as an analyst would declare it
    drafts      a document's points as a version of a plan, or as a side to compare; a plan folder to begin with
    intake, suggest   an article comes in; which of its passages report what
    documents, fetch  files and pages → text with places → points or an article
    receipts    what was verified, written down for where the texts are not
    check       rules between files
    compare     two versions → changes: verdict, shape, aspects, id, the sum; which point became which; what changed in its
                words; what analysts declared; claims that cannot all be true
    claims      claims, their speakers, what was known on a day; each quote in the archived text of its article;
                the words of a version from its witnesses
    loading     YAML → nouns, every value knowing its place; as of a git revision; and back, comments and order kept
    schema      JSON Schemas of the YAML files, made from the nouns
    model       the nouns
    codes, problem, source             what is wrong and where
    text        folding, sentences, characters that cannot be seen, the name that was meant
    files       opened safely, written whole, locked
    confined    a process of its own, bounded in time and memory
    cache       what was worked out before, in the user's cache folder
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planstrack.api import PlanFolder, Shown, diff, load

__all__ = ["PlanFolder", "Shown", "__version__", "diff", "load"]

__version__ = "0.1.0"  # here, not read from the installed metadata, which costs 40 ms at every start


def __getattr__(name: str) -> Any:
    """Import the API when it is first used: the command line starts without it."""
    if name in __all__:
        from planstrack import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
