"""The nouns of the trade: frozen dataclasses without I/O and without third-party imports.

Every stage takes nouns and returns nouns; what one stage needs of another stands here.
"""
