"""Optimal line breaking (total fit): all lines of a paragraph are chosen together, before WeasyPrint sets them.

`syllables`, `hyphenation`: where a word may be divided. `shaping`: how wide words are. `matter`: a paragraph as places
where a line may end. `fit`: the best of all ways to choose them. `hook`: the only file that knows WeasyPrint.
"""
