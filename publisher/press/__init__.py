"""What a press receives: finished pages, printer's marks, imposed sheets (pikepdf)."""
