"""Whose a sign-in is: of the id that its pool gave it, or of the one that it was restored for."""

RESTORED = "id."
"""What the name of a sign-in begins with that was made anew for somebody whom the table knows.

Nobody chooses such a name: only the deployment makes it, and no pool lets it be changed.
"""


def named_by(user_id: str) -> str:
    """The name of a sign-in that is restored for a person."""
    return f"{RESTORED}{user_id}"


def user_id_of(subject: str, username: str) -> str:
    """The person's id, by the id and the name of the sign-in."""
    return username.removeprefix(RESTORED) if username.startswith(RESTORED) else subject


def carried(session: str, username: str) -> str:
    """A session of a challenge; that of a restored sign-in tells its name too, by which alone the
    pool takes the answer.
    """
    return f"{username} {session}" if username.startswith(RESTORED) else session


def carrying(email: str, session: str) -> tuple[str, str]:
    """By which name a challenge is answered, and the pool's own session."""
    if session.startswith(RESTORED):
        username, _, told = session.partition(" ")
        return username, told
    return email.lower(), session
