"""Metrics: the numbers an operator watches; no label ever holds a text or a person."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector


class Metrics:
    """The measures of one running bot, each declared here and nowhere else."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.updates = Counter("jamsos_updates", "Updates received.", ["kind"], registry=self.registry)
        self.dropped = Counter("jamsos_updates_dropped", "Updates not handled.", ["reason"], registry=self.registry)
        self.replies = Counter("jamsos_replies", "Replies, by how the turn ended.", ["kind"], registry=self.registry)
        self.missed = Counter("jamsos_missed", "Turns that staff should learn of.", registry=self.registry)
        self.ratings = Counter("jamsos_ratings", "Ratings of answers.", ["helpful"], registry=self.registry)
        self.incidents = Counter("jamsos_incidents", "Unexpected errors.", ["kind"], registry=self.registry)
        self.telegram_errors = Counter(
            "jamsos_telegram_errors", "Requests that Telegram or the network refused.", ["kind"], registry=self.registry
        )
        self.slow_storage = Counter(
            "jamsos_slow_storage", "Answers that did not wait for their context any longer.", registry=self.registry
        )
        self.reloads = Counter("jamsos_reloads", "Changes of the knowledge.", ["result"], registry=self.registry)
        self.thinking = Histogram(
            "jamsos_answer_seconds",
            "Time to find an answer.",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
            registry=self.registry,
        )

    def watch(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """Show what `value` returns at the moment of asking as the gauge `name`."""
        Gauge(name, meaning, registry=self.registry).set_function(value)

    def exposition(self) -> bytes:
        """Return all measures in Prometheus' text format."""
        return generate_latest(self.registry)
