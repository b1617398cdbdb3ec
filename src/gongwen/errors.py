"""The one base error of the library: it knows the file, the line, what is wrong and what to do.

Messages are Chinese, because maintainers read them; they are written to stand alone on one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class GongwenError(Exception):
    """A problem that a person can mend.

    Attributes:
        problem: what is wrong, one Chinese clause without a full stop at its end.
        file: the file as the person knows it (relative to the repository, or as given on the command line).
        line: line in that file, counted from 1.
        advice: what to do about it.
    """

    def __init__(
        self, problem: str, *, file: str | None = None, line: int | None = None, advice: str | None = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.file = file
        self.line = line
        self.advice = advice

    def __str__(self) -> str:
        place = ""
        if self.file is not None:
            place = f"{self.file}:{self.line}：" if self.line is not None else f"{self.file}："
        text = f"{place}{self.problem}"
        if self.advice:
            text += f"。{self.advice}"
        return " ".join(text.split())

    def in_file(self, file: str, line: int | None = None) -> GongwenError:
        """The same problem, placed in `file`; keeps a file or line that is known already."""
        return type(self)(
            self.problem,
            file=self.file if self.file is not None else file,
            line=self.line if self.line is not None else line,
            advice=self.advice,
        )

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders when conversion runs on several cores.
        return (_rebuild, (type(self), self.problem, self.file, self.line, self.advice))


def _rebuild(
    kind: type[GongwenError], problem: str, file: str | None, line: int | None, advice: str | None
) -> GongwenError:
    return kind(problem, file=file, line=line, advice=advice)


class RecordError(GongwenError):
    """A record in docs/ that can't be used as it stands."""


class ReadError(GongwenError):
    """An input file that can't be read as a document."""


class FaultsError(GongwenError):
    """Several problems found in one pass, so that all can be mended at once."""

    def __init__(self, errors: Iterable[GongwenError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))

    def in_file(self, file: str, line: int | None = None) -> GongwenError:
        """The same problems, each placed in `file` where it isn't placed yet."""
        return FaultsError(error.in_file(file, line) for error in self.errors)

    def __iter__(self) -> Iterator[GongwenError]:
        return iter(self.errors)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.errors,))
