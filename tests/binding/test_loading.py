"""Ctrl-C waits until what binds books is loaded."""

from __future__ import annotations

import signal
import threading

import pytest

from publisher.binding.loading import load, uninterrupted


def test_ctrl_c_waits_for_the_end_of_the_block() -> None:
    before = signal.getsignal(signal.SIGINT)
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        signal.raise_signal(signal.SIGINT)
        told.append("still here")
    assert told == ["still here"]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_inside_is_told_where_nobody_interrupted() -> None:
    with pytest.raises(ValueError, match="inside"), uninterrupted():
        raise ValueError("inside")


def test_other_threads_are_not_interrupted_anyway() -> None:
    thread = threading.Thread(target=load)
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
