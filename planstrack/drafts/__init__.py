"""Texts become versions: the points of a document as a version of a plan, as its witness, or as a side to compare.

version    a list of points as a version, its words in it
amounts    the amounts of a passage in the plan's quantities
lineage    where points seem to come from, for an analyst to confirm
writing    a drafted version as its YAML file
imports    a document into a plan: its words into the archive, facts into the YAML
beginning  a plan folder to begin with
"""

from planstrack.drafts.beginning import Begun, begun
from planstrack.drafts.imports import Given, Import, Imported, import_text, read_text
from planstrack.drafts.version import Draft, drafted

__all__ = ["Begun", "Draft", "Given", "Import", "Imported", "begun", "drafted", "import_text", "read_text"]
