"""What is known of text as text: nothing here knows what a plan is.

folding     two texts that differ only in typography are the same; the way back to the original; borders of words
amounts     numbers that a sentence gives, with their bounds
flow        words that were broken over lines, as one line again
roman       Roman numbers, read and written
sentences   the sentences of a text, with their places
characters  characters that cannot be seen, and words that mix alphabets
nearest     the name that was probably meant
"""
