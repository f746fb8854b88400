"""Runs the rules over text: sheets of passages, windows remembered, drafts settled."""
