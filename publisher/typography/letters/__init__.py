"""Letters put right before there are tokens: look-alikes, ё, mojibake, Roman numerals."""
