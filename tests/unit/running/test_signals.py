"""Stopping by a signal."""

import os
import signal

import pytest

from extractor.running.signals import PUBLISHING, StoppedError, watched


def test_a_signal_asks_first() -> None:
    with watched() as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop()
        assert stop.error().exit_code == 143


def _stop_at_once() -> None:
    with watched() as stop:
        stop.at_once = True
        os.kill(os.getpid(), signal.SIGINT)


def _interrupt_a_library() -> None:
    with watched():
        os.kill(os.getpid(), signal.SIGINT)
        raise RuntimeError("Query interrupted")


def test_a_signal_raises_where_nothing_has_to_be_finished() -> None:
    with pytest.raises(StoppedError) as caught:
        _stop_at_once()
    assert caught.value.exit_code == 130


def test_a_signal_before_the_first_step_ends_the_run_there_but_not_at_the_last() -> None:
    steps: list[str] = []

    def go_on() -> None:
        with watched() as stop:
            step = stop.watching(steps.append)
            os.kill(os.getpid(), signal.SIGTERM)
            step(PUBLISHING)
            step("building tables")

    with pytest.raises(StoppedError) as caught:
        go_on()
    assert (caught.value.exit_code, steps) == (143, [PUBLISHING])


def test_what_a_library_says_when_it_is_interrupted_is_a_stop() -> None:
    with pytest.raises(StoppedError):
        _interrupt_a_library()


def test_the_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with watched():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
