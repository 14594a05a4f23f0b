"""Running text: calls, notes, emphasis, what is raised, breaks."""

from __future__ import annotations

import pytest

from tests.seed.akn.files import note, paragraph, read, recital, texts


def one(text: str, language: str = "en") -> str:
    """The Markdown of a paragraph behind one that has notes 1 to 3."""
    notes = "".join(note(str(number), "N.") for number in (1, 2, 3))
    tree = read(paragraph(f"First{notes}.", "1.") + paragraph(text, "2."), language=language)
    return texts(tree)[1]


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("rights<sup>2</sup> and", "rights[^2] and"),
        ("rights,<sup>2</sup> and", "rights,[^2] and"),
        ("الحقوق<sup>(2)</sup>،", "الحقوق[^2]،"),
        ("الحقوق<sup>(</sup><sup>2</sup><sup>)</sup>،", "الحقوق[^2]،"),
        ("rights<sup>2</sup><sup></sup> and", "rights[^2] and"),
        ("rights<sup>2, 3</sup> and", "rights[^2][^3] and"),
        ("rights<sup>٢</sup> and", "rights[^2] and"),
        ("rights<sup>9</sup> and", "rights⁹ and"),  # there is no such note
        ("5 km<sup>2</sup> of", "5 km² of"),
        ("Supplément n<sup>o</sup> 53", "Supplément nᵒ 53"),
        ("le 1<sup>er</sup> mai", "le 1ᵉʳ mai"),
        ('Supplément n<span class="italic"><sup>o</sup></span> 53', "Supplément nᵒ 53"),
        ('of <a href="https://undocs.org/en/A/1">A/1</a>, and', "of A/1, and"),
        ("one<eol/>two", "one two"),
        ("a [b] *c* d^e \\f", r"a \[b\] \*c\* d\^e \\f"),
        ("a\u200eb\u00adc", "abc"),
        ("nbsp\u00a0here", "nbsp here"),
    ],
)
def test_what_is_raised_is_a_call_a_part_of_a_word_or_nothing(markup: str, markdown: str) -> None:
    assert markdown == one(markup)


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ('<span class="italic">Urges</span> all', "Urges all"),  # the verb by which the body acts
        ('\t<span class="bold italic">\tUrges</span>all', "Urgesall"),
        ('See <span class="italic">Treaty Series</span>, vol. 1', "See *Treaty Series*, vol. 1"),
        ('See <span class="italic">Treaty</span> <span class="italic">Series </span>(x)', "See *Treaty Series* (x)"),
        ('See <span class="italic">A<sup>2</sup></span> b', "See *A*[^2] b"),
        ('See that<span class="italic">,</span> b', "See that, b"),
        (f'See <span class="italic">{"word " * 30}</span>b', f"See {'word ' * 30}b"),  # layout
    ],
)
def test_emphasis_is_kept_where_it_means_something(markup: str, markdown: str) -> None:
    assert markdown == one(markup)


def test_a_note_is_lifted_out_of_its_place_and_called_there() -> None:
    tree = read(paragraph(f"Rights,{note('5', 'See A/1.')} and", "1."))

    assert ["Rights,[^5] and"] == texts(tree)
    assert [("5", "See A/1.", ("authorialNote_5",))] == [(n.marker, n.text, n.aliases) for n in tree.footnotes]


def test_arabic_parentheses_round_a_call_and_before_a_note_go() -> None:
    markup = f"الحقوق<sup>(</sup>{note('1', chr(9) + '()' + chr(9) + 'القرار 1.')}<sup>)</sup>،"
    tree = read(paragraph(markup, "1."), language="ar")

    assert ["الحقوق[^1]،"] == texts(tree)
    assert ["القرار 1."] == [each.text for each in tree.footnotes]


@pytest.mark.parametrize(
    ("language", "before", "after", "markdown"),
    [
        ("en", "of 2017,", "36/5", "of 2017,[^1] 36/5"),  # the space was lost
        ("en", "of 2017", ", and", "of 2017[^1], and"),
        ("en", "of 2017", " (b)", "of 2017[^1] (b)"),
        ("zh", "第35/17号、", " 2017年", "第35/17号、[^1]2017年"),  # a space for the printer alone
    ],
)
def test_spaces_round_calls_are_those_of_the_language(language: str, before: str, after: str, markdown: str) -> None:
    tree = read(paragraph(f"{before}{note('1', 'N.')}{after}", "1."), language=language)

    assert [markdown] == texts(tree)


def test_a_note_keeps_the_emphasis_that_it_begins_with() -> None:
    tree = read(
        recital(f"Recalling{note('1', '<span class=' + chr(34) + 'italic' + chr(34) + '>Ibid.</span>, p. 3.')}")
    )

    assert ["Recalling[^1]"] == texts(tree)
    assert ["*Ibid.*, p. 3."] == [each.text for each in tree.footnotes]


def test_a_note_to_the_title_is_no_note_without_a_call() -> None:
    preface = f"<docNumber>86/9.</docNumber><docTitle>Bees{note('1', 'Also 85/9.')}</docTitle>"
    tree = read(paragraph("Hums.", "1."), preface=preface)

    assert "Bees" == tree.metadata.title
    assert ["Also 85/9."] == [each.text for each in tree.footnotes]
    assert () == tree.diagnostics
