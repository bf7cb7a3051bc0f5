"""From what is on file to what changed: facts, what they say together, verdicts, disputes, the sum.

records      what a comparison says, as frozen records
matters      which points of a plan's versions are one matter; held: the wording and issues of each
filed        what versions and claims state, entered as facts; facts: what follows when it is asked
answers      what facts say together; closure: chains of sameness; verdicts: the table
disputes     answers that exclude each other
groups       which points of two versions are one change; align, redline: the words
changes      two versions and the facts → every change; aspects, reasons, sums, relations, names, order
amounts      when two amounts differ; words: amounts, counts and lists in words
"""
