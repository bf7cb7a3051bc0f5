"""What reports claim, and how far their quotes can be looked up.

quotes        where a quote stands in a text, word for word
archive       texts of articles, each under the hash of its bytes
quote_states  how the quote of each claim stands in the archived text of its article, and of later revisions
evidence      claims, their speakers, and what was known on a day
"""
