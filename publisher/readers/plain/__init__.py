"""The structure of texts without markup, found by how they are typed: lines, headings, verse, epigraphs, notes."""
