"""The words by which things are found, however they are written (RV-05)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.search_words import best_word, fold, index_words, words_of

SAME = [
    ("Müller", "muller"),
    ("Mu\u0308ller", "MÜLLER"),
    ("ŁÓDŹ", "lodz"),
    ("Øresund", "oresund"),
    ("Đặng", "dang"),
    ("Ægir", "aegir"),
    ("Œuvre", "oeuvre"),
    ("İSTANBUL", "istanbul"),
    ("ISPARTA", "ısparta"),
    ("O’Brien", "O'Brien"),
    ("O’Brien", "obrien"),
    ("Straße", "STRASSE"),
    ("oﬃce", "office"),
    ("ＡＢＣ１２３", "abc123"),
    ("ｶﾞｽ", "ガス"),
    ("ΑΘΉΝΑ", "Αθηνα"),
    ("Ёлка", "елка"),
    ("Nov\u00adak\u200b", "novak"),
]


@pytest.mark.parametrize(("kept", "asked"), SAME)
def test_a_word_is_found_however_it_is_written(kept: str, asked: str) -> None:
    assert words_of(asked) <= index_words(kept)
    assert words_of(kept) <= index_words(asked) | words_of(kept)
    assert fold(kept) == fold(asked)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("東京電力株式会社", "電力"),
        ("東京電力株式会社", "社"),
        ("東京電力株式会社", "東京電力株式会社"),
        ("山田商事2024", "2024"),
        ("삼성전자", "전자"),
        ("ธนาคารกรุงเทพ", "กรุงเทพ"),
        ("カタカナ商会", "タカナ"),
        ("L’Oréal", "oreal"),
        ("रेलवे निगम", "निगम"),
    ],
)
def test_parts_of_names_are_found(kept: str, asked: str) -> None:
    """Where words stand without spaces, any part; the rest of a word begins as what
    is asked for.
    """
    assert any(
        word.startswith(best_word(asked)) and word[:2] == best_word(asked)[:2]
        for word in index_words(kept)
    )


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_and_a_text_is_found_by_its_own_words(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words_of(text) <= index_words(text)
    assert all(0 < len(word) <= 64 for word in index_words(text))


def test_numbers_keep_their_zeros_and_signs() -> None:
    assert words_of("0000611365 2024-001 a.b") == {"0000611365", "2024-001", "a.b"}
