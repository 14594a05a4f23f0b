"""What is remembered of words: of short ones, of the latest, and what a function gave for them."""

from __future__ import annotations

from ibid.remembered import SHORT, remembered


def test_what_was_made_of_short_words_is_made_once_and_of_long_ones_each_time() -> None:
    made: list[tuple[str | None, ...]] = []

    @remembered(2, short=10)
    def joined(*words: str | None) -> str:
        """Words, one behind the other."""
        made.append(words)
        return "".join(filter(None, words))

    assert [joined("a", None), joined("a", None), joined("b" * 11), joined("b" * 11)] == ["a", "a", "b" * 11, "b" * 11]
    assert made == [("a", None), ("b" * 11,), ("b" * 11,)]
    assert joined.__doc__ == "Words, one behind the other."
    assert [joined("b" * 5, "c" * 6), joined("b" * 5, "c" * 6)] == ["bbbbbcccccc"] * 2
    assert len(made) == 5, "words count together"
    assert SHORT > 100
