"""The templates of letters, in each language: what an edited one must fulfil, and which one is used
(DM-03).
"""

import re
from typing import Any

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.errors import InvalidTemplate
from chalicelib.mail import plain
from chalicelib.mail.hashtags import HASHTAGS, TABLES, is_alone, names_in, place_of
from chalicelib.mail.languages.known import BETWEEN, LANGUAGES, language_in
from chalicelib.mail.letter_kinds import IN_LANGUAGES, LETTER_KINDS, LetterKind
from chalicelib.mail.wordings import DEFAULTS, Template

MAX_SUBJECT = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}")
MAX_BODY = 10_000
MAX_HASHTAGS = 40
"""So many in one letter: with the longest values it still fits an event."""

WORDED = {
    f"{base}{BETWEEN}{language}": Template(f"{base}{BETWEEN}{language}", *said)
    for language, words in LANGUAGES.items()
    for base, said in words.letters.items()
}
"""The letters to customers and vendors in the other languages, as the product brings them."""


def check(template_id: str, subject: str, body: str) -> Template:
    """The template as it is kept; `InvalidTemplate` says everything that is wrong with it."""
    kind = kind_of(template_id)
    if kind is None:
        raise _invalid(
            [_error("/templateID", f"A template is one of {', '.join(LETTER_KINDS)}.", "unknown")]
        )
    subject, body = _read(subject), _read(body, keeps_breaks=True)
    errors = [*_subject_errors(kind, subject), *_body_errors(kind, body)]
    if not errors and len(names_in(subject)) + len(names_in(body)) > MAX_HASHTAGS:
        errors.append(
            _error("/body", f"A template uses at most {MAX_HASHTAGS} hashtags.", "tooMany")
        )
    if errors:
        raise _invalid(errors, templateID=template_id)
    return Template(template_id, " ".join(subject.split()), plain.body(body))


def _read(text: str, *, keeps_breaks: bool = False) -> str:
    """The text as every text is read; what has no place in it is left to be told."""
    return text if refused_in(text) else tidy(text, keeps_breaks=keeps_breaks)


def read_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the setting as it is kept."""
    template = check(row["templateID"], row["subject"], row["body"])
    return {"templateID": template.template_id, "subject": template.subject, "body": template.body}


def base_of(template_id: str) -> str:
    """The template of which this one is in another language; itself, where it is of none."""
    name, _, language = template_id.partition(BETWEEN)
    return name if name in IN_LANGUAGES and _LANGUAGE.fullmatch(language) else template_id


def kind_of(template_id: str) -> LetterKind | None:
    """What a template is for, in whichever language; None for what is no template."""
    return LETTER_KINDS.get(base_of(template_id))


def name_of(template_id: str) -> str:
    """What a template is called, with its language where it is in another one."""
    kind, (_, _, language) = kind_of(template_id), template_id.partition(BETWEEN)
    if kind is None:
        return template_id
    return f"{kind.name} ({language})" if language else kind.name


def in_language(template_id: str, language: str | None, rows: list[dict[str, Any]]) -> str:
    """The template in a language, where administrators or the product have words in that one; else
    the template itself (CO-41).
    """
    wanted = f"{template_id}{BETWEEN}{language_in(language)}"
    is_known = wanted in WORDED or any(row["templateID"] == wanted for row in rows)
    return wanted if is_known else template_id


def find(template_id: str, rows: list[dict[str, Any]]) -> Template:
    """The template as an administrator left it, or as the product brings it."""
    edited = (
        Template(template_id, row["subject"], row["body"])
        for row in rows
        if row["templateID"] == template_id
    )
    return next(edited, WORDED.get(template_id) or DEFAULTS[base_of(template_id)])


def _subject_errors(kind: LetterKind, subject: str) -> list[dict[str, Any]]:
    where = "/subject"
    if not subject.strip():
        return [_error(where, "A mail needs a subject.", "missing")]
    if len(subject) > MAX_SUBJECT:
        return [_error(where, f"A subject holds at most {MAX_SUBJECT} characters.", "tooLong")]
    if refused := refused_in(subject):
        return [
            _error(
                where,
                f"The subject holds {refused}, which has no place in a text; leave it out.",
                "notPlain",
            )
        ]
    blocks = sorted(
        {f"#{name}" for name in names_in(subject) if name in HASHTAGS and HASHTAGS[name].is_block}
    )
    errors = (
        [_error(where, f"{', '.join(blocks)} cannot stand in a subject.", "block")]
        if blocks
        else []
    )
    return errors + _unknown(kind, subject, where)


def _body_errors(kind: LetterKind, body: str) -> list[dict[str, Any]]:
    where = "/body"
    if not body.strip():
        return [_error(where, "A mail needs a text.", "missing")]
    if len(body) > MAX_BODY:
        return [_error(where, f"A text holds at most {MAX_BODY} characters.", "tooLong")]
    if refused := refused_in(body):
        return [
            _error(
                where,
                f"The text holds {refused}, which has no place in one; leave it out.",
                "notPlain",
            )
        ]
    errors = _unknown(kind, body, where)
    missing = [f"#{name}" for name in kind.needed if name not in names_in(body)]
    if missing:
        errors.append(
            _error(
                where,
                f"This mail needs {', '.join(missing)}, or nobody can"
                f" {'answer' if 'link' in kind.needed else 'understand'} it.",
                "missing",
            )
        )
    tables = [line for line in body.splitlines() if not TABLES.isdisjoint(names_in(line))]
    if len(tables) > 1 or any(is_alone(line) not in TABLES for line in tables):
        table = next(name for name in sorted(TABLES) if name in kind.hashtags)
        errors.append(_error(where, f"#{table} stands once, alone on its line.", "block"))
    return errors


def _unknown(kind: LetterKind, text: str, where: str) -> list[dict[str, Any]]:
    unknown = list(
        dict.fromkeys(f"#{name}" for name in names_in(text) if name not in kind.hashtags)
    )
    if not unknown:
        return []
    said = ", ".join(plain.one_line(name, 40) for name in unknown[:10])
    line, place = place_of(text, unknown[0].removeprefix("#"))
    stands = (
        f"at character {place}" if where == "/subject" else f"in line {line}, character {place}"
    )
    return [
        _error(
            where,
            f"{said} is not a hashtag of this mail. {'It' if len(unknown) == 1 else 'The first'}"
            f" stands {stands}. A # that begins none, such as in a web address, is written \\#.",
            "unknownHashtag",
        )
        | {"hashtags": unknown[:10], "line": line, "character": place}
    ]


def _error(pointer: str, detail: str, code: str) -> dict[str, Any]:
    return {"pointer": pointer, "detail": detail, "code": code}


def _invalid(errors: list[dict[str, Any]], **named: str) -> InvalidTemplate:
    return InvalidTemplate(" ".join(error["detail"] for error in errors), errors=errors, **named)
