"""An article comes in: its text into the archive, what is known of it into the plan's YAML.

The text is stored first, under its hash, then one file is written whole: whatever ends the process leaves the old plan
or the new one. The same page with other words becomes a new revision, which never touches the file of the old one.

    records    what comes of an intake
    adding     files and pages into the plan, one by one or several
    sources    where an article comes from: a file, an address, standard input
    known      which article of the plan it is, and which it is like
    names      its id, in Latin letters
    writing    its YAML file
    verifying  the archive, looked at again
"""

from __future__ import annotations

from planstrack.intake.adding import add_article, add_articles
from planstrack.intake.records import Added, Intake, Outcome
from planstrack.intake.verifying import Verified, verified

__all__ = ["Added", "Intake", "Outcome", "Verified", "add_article", "add_articles", "verified"]
