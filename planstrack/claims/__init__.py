"""What claims mean, in one place.

sayings       what each word that `says` may be answers, and its words; the one table of it
references    what a name in a claim stands for: `army-cap`, `6`, `us-28#6`, `frozen-funds/a`
speakers      names folded in one way; how many independent sources there may be
evidence      claims as they may be cited, whether they stand, and what they say
clock         what could be known on a day
quotes        where a quote stands in a text
quote_states  how each quote of a plan stands in the archived text of its article
archive       texts of articles by their SHA-256
"""
