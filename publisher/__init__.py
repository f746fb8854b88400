"""Cyrillic publishing: source texts in, print-ready PDF and EPUB out.

`publisher/pipeline/` is the whole line; the folders beside it are its stages.

Public, and kept stable:

- `publisher.typography`: `clean_text`, `CleanedText`, `Change`, `RULES`, `Settings`
- `publisher.readers`: `read`, `decode`, `READERS`
- `publisher.pipeline`: `read_work`, `assemble_book`, `make_pdf`, `make_epub`, `make_html`
- `publisher.builder.project`: `find_project`, `load_project`; `publisher.builder.run`: `Build`, `Options`
- the nouns of `publisher.model`
"""

__version__ = "0.1.0"
