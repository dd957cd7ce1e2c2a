"""The options by which commands choose a network: one set, so that what is drawn, explored and described is the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from plantext.cli.arguments import Unit
from plantext.cli.language import tr

if TYPE_CHECKING:
    from plantext.networks.pruning import Graph
    from plantext.tables.stored import Run


@dataclass(frozen=True)
class Choice:
    """Which names meet where, and which of their edges are kept; each field is an option of the commands."""

    unit: Unit = "paragraph"
    measure: Annotated[str, typer.Option(help="Column of the pairs table that orders and weighs the edges.")] = (
        "jaccard"
    )
    top: Annotated[int, typer.Option(min=1, help="Strongest edges kept; ties are kept too.")] = 60
    min_count: Annotated[int, typer.Option(min=1, help="Least number of units that a pair shares.")] = 1
    min_frequency: Annotated[
        str, typer.Option(metavar="N|auto", help="Least number of units with a name; auto leaves about 75 names.")
    ] = "auto"
    max_q: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Only edges with a q value as small; 0.05 is usual.")
    ] = None
    labels: Annotated[
        str, typer.Option(help="Labels of the nodes, separated by commas; all but DATE, PERSON and SYSTEM by default.")
    ] = ""
    include: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this name; may be given again.")] = (
        None
    )
    exclude: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Not this name; may be given again.")] = None
    communities: Annotated[str, typer.Option(help="leiden, louvain, walktrap, fastgreedy or none.")] = "leiden"

    @property
    def wanted(self) -> list[str] | None:
        """The labels as a list; None for those of networks."""
        return [label.strip().upper() for label in self.labels.split(",") if label.strip()] or None

    def build(self, run: Run) -> Graph:
        """Count co-occurrence in a run and build the network."""
        from plantext.networks.cooccurrence import cooccur
        from plantext.networks.graph import network

        pairs = cooccur(
            run, unit=self.unit, labels=self.wanted, include=self.include or None, exclude=self.exclude or ()
        )
        return network(
            pairs, measure=self.measure, top=self.top, min_count=self.min_count, min_frequency=self._least(),
            max_q=self.max_q, communities=None if self.communities == "none" else self.communities,
        )  # fmt: skip

    def _least(self) -> int | Literal["auto"]:
        if self.min_frequency == "auto":
            return "auto"
        if not self.min_frequency.isdecimal() or int(self.min_frequency) < 1:
            raise typer.BadParameter(tr("expected auto or a number from 1"), param_hint="--min-frequency")
        return int(self.min_frequency)


def with_choice(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options, which reach it as one argument ``choice``."""
    own = [it for it in inspect.signature(command, eval_str=True).parameters.values() if it.name != "choice"]
    shared = [
        it.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for it in inspect.signature(Choice, eval_str=True).parameters.values()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        chosen = Choice(**{it.name: given.pop(it.name) for it in shared})
        command(**given, choice=chosen)

    parameters = [it.replace(kind=inspect.Parameter.KEYWORD_ONLY) for it in own] + shared
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {it.name: it.annotation for it in parameters}
    return run
