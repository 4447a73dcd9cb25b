"""Where the tasks of a run are done: in watched workers here, or on the nodes of a Dask cluster."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.articles import Failure
from extractor.errors import ModelError
from extractor.extras import CLUSTER, install_command
from extractor.running.failures import store_failures
from extractor.running.pool import Pool, Work
from extractor.running.tasks import InHand, Outcome

if TYPE_CHECKING:
    from extractor.running.cluster import Cluster
    from extractor.running.node import Job

MAIN_PART = "part-main.jsonl"


def start_engine(
    work: Work,
    workers: int,
    store: str,
    *,
    report: Callable[[Outcome], None],
    stopping: Callable[[], bool],
    idle: Callable[[], None],
) -> "Pool | Cluster":
    """Return the engine that the settings name, as a context manager; ``store`` is where nodes hand over part files.

    Raises:
        ModelError: the packages that Dask needs are not installed.
    """
    if work.settings.engine == "dask":
        cluster, job = _dask()
        return cluster(
            job(work.settings.model_dump(mode="json"), work.fingerprint, store, work.command),
            scheduler=work.settings.scheduler,
            workers=workers,
            parts=work.parts,
            known=work.known,
            report=report,
            stopping=stopping,
            idle=idle,
        )

    def give_up(failure: Failure, hand: InHand) -> None:
        report(store_failures(work.parts / MAIN_PART, work.fingerprint, [(failure, hand.content, hand.file)])[0])

    return Pool(work, workers, report=report, give_up=give_up, stopping=stopping, idle=idle)


def _dask() -> "tuple[type[Cluster], type[Job]]":
    try:
        from extractor.running.cluster import Cluster
        from extractor.running.node import Job
    except ImportError as error:
        raise ModelError(f"the engine dask is not installed: {install_command(*CLUSTER)}") from error
    return Cluster, Job
