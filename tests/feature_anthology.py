"""A small anthology with everything that an e-book can have, as a project of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = "vsyo"
TITLE = "Всё, что бывает"
WORKS = ("Шпация и её родня", "Вірш про літеру", "Кітап", "On Proofs", "Пара слоў", "Ночная смена")
"""Titles in the order of the contents."""
LANGUAGES = ("ru", "uk", "kk", "en", "be", "ru")

CONFIG = f"""
[project]
title = "{TITLE}"
language = "ru"

[edition.{NAME}]
kind = "anthology"
title = "{TITLE}"
subtitle = "Проба пера и читалки"
description = "Стихи, очерки и письма на пяти языках: по одному случаю каждого рода."
editors = ["Мария Читалкина", "Пётр Корректоров"]
works = ["sources/*.md"]
layout = "anthology-84x108"
outputs = ["pdf", "epub", "kepub", "fb2"]
series = {{ name = "Листки", number = 4 }}

[edition.{NAME}.imprint]
publisher = "Листки"
city = "Москва"
year = 2026
isbn = "978-5-00-000000-7"
age = "12+"
copyright = "© Авторы, 2026"
staff = ["Художник Анна Рисовалова"]

[edition.{NAME}.ebook]
contributors = [{{ name = "Анна Рисовалова", role = "ill" }}]
"""

ESSAY = """---
title: Шпация и её родня
subtitle: Очерк с картинками
author: [Иван Наборщиков, "М. П. Верстальщикова"]
translator: Пётр Иванович Толмачёв
date: 2025-12-01
lang: ru
tags: [набор, бумага]
epigraph: |
  Пробел — такая же литера, как все.
  Из записок метранпажа
---

Шпация[^1] — литера без очка. Её не видно, но без неё слова слипаются; о том же по-английски:
[a space is a letter too]{lang=en}. Смотри ещё [«Ночную смену»](6-smena.md) и [раздел о касcе](#kassa).

## Откуда она взялась { #otkuda }

**Полужирно**, *курсивом*, ***и так и так***, `кодом`, ~~зачёркнуто~~ — вот и все начертания.[^2]

{.epigraph}
> Всякая буква когда-то была рисунком.
>
> — Народное

> Цитата в два абзаца: первый говорит о том, что набор терпелив.
>
> Второй — о том, что терпение набирают по буквам.
>
> — А. Б. Цитатов

### Мера и вес

- Кегль — рост буквы.
- Интерлиньяж — расстояние между строками:
    1. в старых книгах больше;
    2. в новых меньше.
- Поля — тишина.

1. Первое.
2. Второе.[^1]

## Касса { #kassa }

| Буква | Штук | Гнездо |
|:-----:|-----:|:-------|
| о | 90 | большое, ближнее |
| е | 70 | большое |
| ф | 2 | малое, дальнее[^3] |

***

![Полоса набора с широкими полями](polosa.png "Полоса набора")

```python
def набрать(строка: str) -> str:
    return строка.replace(" - ", " — ")  # <тире & пробелы>
```

[^1]: Шпация раздвигает слова; о литере см. следующую сноску.[^4]
[^2]: Начертание — рисунок шрифта.

    Второй абзац той же сноски.
[^3]: В дальнем углу.
[^4]: Сноска, которую зовёт сноска.
"""

VERSE = """---
title: Вірш про літеру
author: Леся Складальниця
date: 1901
lang: uk
---

```verse
Рядок перший, доволі довгий, щоб на вузькому екрані перейти далі,
    другий — сходинкою,
третій — рівно,
        четвертий — ще далі.[^1]

Ґава літає, їжак читає,
літера в касі відпочиває.

— Л. С.
```

[^1]: Примітка з тим самим іменем.
"""

LETTERS = """---
title: Кітап
author: Әлия Әріпова
date: 2024
lang: kk
---

Кітап — әріптердің үйі. Қазақстанда ғ, қ, ң, ө, ұ, ү, һ, і әріптері бар.
"""

PROOFS = """---
title: On Proofs
author: Jane Compositor
translator: Anna Reader
date: 1899
lang: en
---

## The first proof

“A proof is a promise,” said the reader, and struck out a comma.[^1]

[^1]: The comma came back in the second proof.
"""

FEW = """---
title: Пара слоў
author: Янка Літарын
date: 1926
lang: be
---

Ў кнізе жыве кожная літара, нават тая, якую не чуваць.
"""

SHIFT = """---
title: Ночная смена
author: Иван Наборщиков
date: 2026
lang: ru
---

{paragraphs}
"""

SENTENCES = (
    "Наборщик поправил верстатку и долго смотрел на строку, которая никак не хотела выключаться.",
    "Метранпаж пришёл к полуночи, снял очки, протёр их полой пиджака и сказал, что полоса никуда не годится.",
    "За окном шёл снег, и казалось, будто кто-то рассыпал кассу с самым мелким кеглем.",
)


def write_project(folder: Path) -> Path:
    """Write publisher.toml and its sources into `folder`; gives it."""
    told = [" ".join(f"Кегль {number}{n}. {said}" for n, said in enumerate(SENTENCES)) for number in range(1, 13)]
    works = (ESSAY, VERSE, LETTERS, PROOFS, FEW, SHIFT.format(paragraphs="\n\n".join(told)))
    names = ("1-shpaciya", "2-virsh", "3-kitap", "4-proofs", "5-para", "6-smena")
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for name, text in zip(names, works, strict=True):
        (sources / f"{name}.md").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "sources" / "images" / "polosa.png", sources / "polosa.png")
    (folder / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    return folder
