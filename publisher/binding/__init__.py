"""Fragments in, one book out: page plan, merge, furniture, links, bookmarks."""
