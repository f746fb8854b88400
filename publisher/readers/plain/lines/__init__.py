"""Lines: how they are wrapped, which of their ends end paragraphs, words divided there, numbers of printed pages."""
