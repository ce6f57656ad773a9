"""How names and texts are read (X-12, RV-12): one rule for what is typed, copied and imported."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.identifiers import id_in_url, read_outside_id, same_id
from chalicelib.domain.base.texts import read_label, read_name, refused_in, tidy
from chalicelib.domain.imports.cell_texts import CellError
from chalicelib.domain.imports.mapping import Cells, Source
from chalicelib.domain.invoices.edit import read_description
from chalicelib.domain.wallets.opening_balances import Opening
from chalicelib.errors import InvalidInput

ODD = st.sampled_from(
    "\u00a0\u2009\u202f\u3000\t\r\n\x0b\x85\u2028\ufeff\u200b\u00ad\u200d\u200e\u202e\u2066\x00\ud800e\u0301"
    " 👍🏽🇩🇪"
)
TEXTS = st.text(st.one_of(st.characters(), ODD), max_size=60)
EMOJI = (
    "❤️",
    "1️⃣",
    "👨‍👩‍👧‍👦",
    "👍🏽",
    "🇩🇪",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\U0001faea",  # newer than the Unicode of this Python
)


@given(TEXTS)
def test_reading_a_text_twice_is_reading_it_once_and_makes_it_no_longer(text: str) -> None:
    for keeps_breaks in (False, True):
        read = tidy(text, keeps_breaks=keeps_breaks)
        assert tidy(read, keeps_breaks=keeps_breaks) == read
        assert len(read) <= len(text)
        assert not any(
            unicodedata.category(one) in ("Zl", "Zp") or one in "\ufeff\u200b\u00ad\t\u00a0"
            for one in read
        )
        assert ("\n" in read) <= keeps_breaks


@given(TEXTS, st.lists(st.sampled_from(EMOJI), min_size=1, max_size=4))
def test_no_emoji_is_refused_or_changed(text: str, pictures: list[str]) -> None:
    wanted = "".join(pictures)
    assert read_name(wanted) == read_outside_id(wanted) == read_description(wanted) == wanted
    assert (refused_in(text + wanted) is None) == (refused_in(text) is None)


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "שלום\u200f!", "Ω\u0301", "\U00020bb7野家"]
)
def test_all_scripts_and_what_they_need_are_kept(text: str) -> None:
    assert read_name(text) == text


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("Service\nNovember", "Service November"),
        ("Service\r\nNovember", "Service November"),
        ("Service\u2028November", "Service November"),
        ("\ufeffService\u00a0Nov\u00adember\u200b ", "Service November"),
        ("\u3000東京\u3000本社", "東京 本社"),
    ],
)
def test_every_space_is_a_space_and_what_is_copied_along_unseen_is_dropped(
    told: str, read: str
) -> None:
    assert read_name(told) == read


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ab\u202ec", "U+202E RIGHT-TO-LEFT OVERRIDE as character 3"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE as character 1"),
        ("a\x07", "U+0007 CONTROL CHARACTER as character 2"),
        ("a\x9f", "U+009F CONTROL CHARACTER as character 2"),
        ("\ud83d", "U+D83D HALF OF A CHARACTER as character 1"),
    ],
)
def test_a_refusal_names_the_character_and_where_it_stands(text: str, named: str) -> None:
    for read in (read_name, read_outside_id, read_description, read_label):
        with pytest.raises(InvalidInput, match=named.replace("+", r"\+")):
            read(text)  # type: ignore[operator]
    with pytest.raises(CellError, match=named.replace("+", r"\+")) as refused:
        _cells("description").read((text,), "description")
    assert str(refused.value).startswith("Description of the line holds")


@pytest.mark.parametrize(
    "text", ["\u200b", "\ufeff \u00a0", "\u200d", "\u3164", "\u2800", "\ufe0f", ""]
)
def test_what_nobody_could_see_is_no_text(text: str) -> None:
    for read in (read_name, read_description, read_label):
        with pytest.raises(InvalidInput):
            read(text)  # type: ignore[operator]


def test_an_identifier_is_the_same_however_it_was_copied() -> None:
    """RV-12: from a spreadsheet, from a web page, composed or not; in a URL digits are a number
    even so.
    """
    assert read_outside_id("INV\u00a07\u200b") == "INV 7"
    assert read_outside_id(" 0000611365\u00a0") == "0000611365"
    assert read_outside_id("Re\u0301my") == read_outside_id("R\u00e9my")
    assert id_in_url("1984950\u200b") == 1984950
    assert same_id(id_in_url("1984950\u200b"), read_outside_id("1984950\ufeff"))
    assert (
        Opening("A", "EUR", "Re\u0301", 1).transfer_id
        == Opening("A", "EUR", "R\u00e9", 1).transfer_id
    )


@given(
    st.lists(st.sampled_from([*EMOJI, "a", "é", "e\u0301", "東"]), min_size=1, max_size=12),
    st.integers(1, 30),
)
def test_a_label_is_cut_between_whole_characters(parts: list[str], longest: int) -> None:
    text = "".join(parts)
    cut, was_cut = read_label(text, longest)
    assert was_cut == (len(text) > longest)
    assert text.startswith(cut)
    assert 0 < len(cut) <= longest
    ends = {0}
    for part in parts:
        ends.add(max(ends) + len(part))
    if any(0 < end <= longest for end in ends):
        assert len(cut) in ends


def test_a_cell_tells_what_was_cut_or_left_out() -> None:
    """X-12: the row comes in; of an invoice also without an address that is none, which is an error
    in a file of customers.
    """
    label = _cells("description")
    assert label.read(("x" * 500,), "description") == "x" * 200
    warned = label.warning(("x" * 500,), "description")
    assert warned == (
        "cut",
        "Description of the line was cut: of it, the first 200 characters are kept.",
    )
    assert label.warning(("x" * 200,), "description") is None
    email = _cells("email")
    assert email.read(("ann at home",), "email") is None
    code, words = email.warning(("ann at home",), "email") or ("", "")
    assert code == "invalidAddress"
    assert "comes in without it" in words
    with pytest.raises(CellError, match="holds no space"):
        Cells("customers", {"email": Source("c")}, ("c",)).read(("ann at home",), "email")


def _cells(name: str) -> Cells:
    return Cells("invoices", {name: Source("c")}, ("c",))
