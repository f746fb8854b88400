"""The job sheet: the order in words, as small Russian shops take it by e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.model.job import Job, JobPart

NAME = "ЗАДАНИЕ.txt"

_BINDINGS = {"saddle": "скоба (внакидку)", "perfect": "КБС (клеевое бесшвейное скрепление)"}
_INKS = {"Cyan": "голубая", "Magenta": "пурпурная", "Yellow": "жёлтая", "Black": "чёрная"}
_OPEN = "уточнить"
_WIDTH = 24


def job_sheet(job: Job, proofs: Sequence[str]) -> str:
    """The sheet as text: a line a fact, what is not known is marked «уточнить»."""
    lines = ["ЗАДАНИЕ НА ПЕЧАТЬ", ""]
    lines += [_line(*entry) for entry in _order(job)]
    for part in job.parts:
        lines += ["", "БЛОК" if part.name == "block" else "ОБЛОЖКА"]
        lines += [_line(*entry) for entry in _part(job, part)]
    lines += ["", "ПОСЛЕ ПЕЧАТИ"]
    lines += [_line(*entry) for entry in _after(job)]
    lines += [
        "",
        f"КОНТРОЛЬНЫЕ ИЗОБРАЖЕНИЯ ПОЛОС ({len(proofs)}; о цвете не говорят)",
        *(f"  {name}" for name in proofs),
    ]
    if job.wish.notes:
        lines += ["", "ПРИМЕЧАНИЯ", job.wish.notes]
    return "\n".join(lines) + "\n"


def _line(what: str, value: str) -> str:
    return f"{what + ':':<{_WIDTH}}{value or _OPEN}"


def _order(job: Job) -> Iterator[tuple[str, str]]:
    yield "Издание", f"«{job.title}»"
    if job.author:
        yield "Автор", job.author
    if job.order:
        yield "Заказ №", job.order
    yield "Тираж", f"{job.print_run} экз." if job.print_run else ""
    yield "Срок", job.wish.deadline
    yield "Доставка", job.wish.delivery
    yield "Связь", job.wish.contact
    condition = f", {job.profile.condition.name}" if job.profile.condition else ""
    yield "Условия печати", f"{job.profile.title['ru']} (профиль {job.profile.name}){condition}"


def _part(job: Job, part: JobPart) -> Iterator[tuple[str, str]]:
    yield "Файл", part.file
    yield "Стандарт", part.standard
    yield "Обрезной формат", f"{_mm(part.trim)} мм"
    if part.name == "cover" and job.profile.cover.form == "spread":
        spine = f"{job.spine:.1f}".replace(".", ",")
        yield "Состав", f"разворот: оборот + корешок {spine} мм + лицо" if job.spine else "разворот: оборот + лицо"
    else:
        yield "Страниц", str(part.pages)
    yield "Вылеты", _bleeds(part)
    yield "Красочность", colours(part)
    yield "Бумага", part.paper


def _after(job: Job) -> Iterator[tuple[str, str]]:
    yield "Скрепление", _BINDINGS[job.binding] if job.binding else "нет"
    yield "Отделка", job.wish.finishing or "нет"


def colours(part: JobPart) -> str:
    """`4+0 (голубая, пурпурная, жёлтая, чёрная)`: the plates that are really used; a cover is printed on one side."""
    count = len(part.plates)
    names = ", ".join(_INKS.get(ink, ink) for ink in part.plates)
    back = 0 if part.name == "cover" or part.pages == 1 else count
    return f"{count}+{back} ({names})"


def _mm(size: tuple[float, float]) -> str:
    return "×".join(f"{side:.1f}".removesuffix(".0").replace(".", ",") for side in size)


def _bleeds(part: JobPart) -> str:
    across, down = (bleed - trim for bleed, trim in zip(part.bleed, part.trim, strict=True))
    if across < 0.05 and down < 0.05:
        return "нет"
    if abs(across - down) < 0.1:
        return f"{across / 2:.1f}".removesuffix(".0").replace(".", ",") + " мм"
    return f"{_mm(part.bleed)} мм вместе с ними"
