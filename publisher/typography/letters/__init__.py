"""What letters tell: look-alikes of two scripts, the list of ё, mojibake, Roman numerals, habits of a manuscript."""
