"""Two versions → every change between them: verdict, shape, aspects, name, and the sum of what is accounted for.

The world is open: what is not mentioned is not removed. A removal or an addition is stated only where the side that
lacks the point is held whole, or where a claim says so; everything else that is not in the text is unknown.

align       which point became which, where nobody declared it
lineage     what analysts declared
redline     what changed in the words of a point
dispute     claims that cannot all be true
values      what a comparison says, as frozen values
names       what changes are called
order       which matches moved
ruling      the verdict table
accounting  the sum
comparing   all of it together

Nothing is imported here: the command line starts without any of it.
"""
