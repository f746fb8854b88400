"""Quotation marks: evidence of their sides, pairs by least cost, glyphs by level."""
