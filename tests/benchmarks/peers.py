"""The peers: what one would reach for instead of this engine, each given the same texts and its own threshold."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from bot.dialogue.context import Context
from bot.dialogue.evaluation import Verdict, judge
from bot.dialogue.reply import Kind, Reply
from bot.knowledge import load
from bot.knowledge.models import Question
from bot.matching.understanding import FOREIGN, SMALL_TALK
from tests.benchmarks.measures import held_out_thresholds, lowest_threshold
from tests.benchmarks.systems import (
    CHOICES,
    OWN_QUESTIONS,
    QUICK,
    Asked,
    Corpus,
    Measured,
    question_sets,
    timed,
    warm_up,
    weighed,
)

MOST_WRONG = 0.03
"""The share of in-scope questions that a peer's threshold lets it answer wrongly with confidence."""
_FOLDS = 5

Floats = NDArray[np.floating[Any]]


class Peer(Protocol):
    """A system that ranks labels."""

    def first(self, text: str) -> int:
        """Return the place of the best label, by the quickest way that the library offers: this is what is timed."""

    def scores(self, text: str) -> Floats:
        """Return a score for every label, in the order of the labels."""


class WholeSentence:
    """The variation that resembles the whole sentence most, by a scorer of rapidfuzz.

    The variations go through `default_process` once, when they are indexed; `extractOne` would do it for each question.
    """

    def __init__(self, corpus: Corpus, scorer: Callable[..., float]) -> None:
        self._texts = [default_process(text) for text in corpus.texts]
        self._starts = np.asarray(corpus.starts)
        self._scorer = scorer

    def first(self, text: str) -> int:
        """Return the label of the best variation."""
        found = process.extractOne(default_process(text), self._texts, scorer=self._scorer)
        return 0 if found is None else int(np.searchsorted(self._starts, found[2], side="right")) - 1

    def scores(self, text: str) -> Floats:
        """Return the score of the best variation of every label."""
        row = process.cdist([default_process(text)], self._texts, scorer=self._scorer, dtype=np.float64)[0]
        return np.asarray(np.maximum.reduceat(row, self._starts))


class BestMatch:
    """BM25 (bm25s with its own defaults) over documents; `starts` are the places of the labels' first documents."""

    def __init__(self, documents: Sequence[str], starts: Sequence[int]) -> None:
        self._starts = np.asarray(starts)
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(list(documents), stopwords=None, show_progress=False), show_progress=False)

    @classmethod
    def joined(cls, corpus: Corpus) -> BestMatch:
        """Return an index in which all variations of a label are one document."""
        ends = (*corpus.starts[1:], len(corpus.texts))
        documents = [" ".join(corpus.texts[start:end]) for start, end in zip(corpus.starts, ends, strict=True)]
        return cls(documents, range(len(documents)))

    @classmethod
    def best_of(cls, corpus: Corpus) -> BestMatch:
        """Return an index in which each variation is a document, and the best one speaks for its label."""
        return cls(corpus.texts, corpus.starts)

    def first(self, text: str) -> int:
        """Return the label of the highest score."""
        return int(self.scores(text).argmax())

    def scores(self, text: str) -> Floats:
        """Return the score of the best document of every label."""
        tokens = bm25s.tokenize([text], stopwords=None, return_ids=False, show_progress=False)[0]
        if not tokens:  # which bm25s refuses
            return np.zeros(len(self._starts))
        return np.asarray(np.maximum.reduceat(self._index.get_scores(tokens), self._starts))


def _grams(least: int) -> Any:
    """Return a vectoriser of words, pairs of words and runs of 2 to 5 letters that stand in at least `least` texts."""
    return make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=least, sublinear_tf=True, dtype=np.float32),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=least, sublinear_tf=True, dtype=np.float32),
    )


class Nearest:
    """The nearest variation by the cosine of tf-idf vectors."""

    def __init__(self, corpus: Corpus) -> None:
        self._grams = _grams(1)
        rows = self._grams.fit_transform(corpus.texts)
        self._columns = (rows.T / 2).tocsr()
        self._starts = np.asarray(corpus.starts)

    def first(self, text: str) -> int:
        """Return the label of the nearest variation."""
        return int(self.scores(text).argmax())

    def scores(self, text: str) -> Floats:
        """Return the cosine with the nearest variation of every label."""
        row = (self._grams.transform([text]).tocsr() @ self._columns).toarray()[0]
        return np.asarray(np.maximum.reduceat(row, self._starts))


class Logistic:
    """Multinomial logistic regression, fitted in `passes` over the texts.

    The default solver would need many gigabytes for hundreds of labels; this one's need does not grow with its steps.
    """

    def __init__(self, corpus: Corpus, passes: int) -> None:
        self._grams = _grams(2 if len(corpus.labels) > 50 else 1)
        ends = (*corpus.starts[1:], len(corpus.texts))
        sizes = [end - start for start, end in zip(corpus.starts, ends, strict=True)]
        self._model = LogisticRegression(solver="saga", C=10, max_iter=passes, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            rows = self._grams.fit_transform(corpus.texts).tocsr()
            self._model.fit(rows, np.repeat(np.arange(len(sizes)), sizes))
        # Else each question would copy the whole matrix into this order.
        self._model.coef_ = np.asfortranarray(self._model.coef_)

    def first(self, text: str) -> int:
        """Return the most probable label."""
        return int(self.scores(text).argmax())

    def scores(self, text: str) -> Floats:
        """Return the probability of every label."""
        return np.asarray(self._model.predict_proba(self._grams.transform([text]).tocsr())[0])


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a peer is built; a `slow` one is asked fewer questions in a quick run."""

    build: Callable[[Corpus], Peer]
    slow: bool = False
    remark: str = ""


RECIPES: Mapping[str, Recipe] = {
    "rapidfuzz WRatio, whole sentence": Recipe(lambda corpus: WholeSentence(corpus, fuzz.WRatio), slow=True),
    "rapidfuzz token_set_ratio, whole sentence": Recipe(
        lambda corpus: WholeSentence(corpus, fuzz.token_set_ratio), slow=True
    ),
    "BM25, variations joined": Recipe(BestMatch.joined),
    "BM25, best variation": Recipe(BestMatch.best_of),
    "TF-IDF word+char, nearest variation": Recipe(Nearest),
    "logistic regression word+char": Recipe(lambda corpus: Logistic(corpus, 20)),
}
QUICK_RECIPES: Mapping[str, Recipe] = {
    "logistic regression word+char": Recipe(lambda corpus: Logistic(corpus, 4), remark="4 passes"),
}
"""What is built another way in a quick run, since it is slow to build."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a peer gave for a question: its best label and how sure it was, its best four entries, and the time."""

    question: Question
    first: str
    score: float
    ranked: tuple[str, ...]
    milliseconds: float

    def verdict(self, threshold: float) -> Verdict:
        """Return the verdict where the peer answers from `threshold` and offers its best four below it."""
        return judge(self.question, self._reply() if self.score >= threshold else self._question_back())

    def _reply(self) -> Reply:
        if self.first.startswith(SMALL_TALK):
            return Reply(Kind.SMALLTALK, "", Context())
        if self.first.startswith(FOREIGN):
            return Reply(Kind.UNKNOWN, "", Context())
        return Reply(Kind.ANSWER, "", Context(), (self.first,))

    def _question_back(self) -> Reply:
        return Reply(Kind.CHOICES, "", Context(), self.ranked)


def measure(name: str, folder: Path, files: Sequence[Path], *, quick: bool) -> Measured:
    """Return the measurements of the peer of that name.

    Its threshold for a question of the knowledge is fitted on the other four fifths of these questions, its threshold
    for the questions of a file on all of them.
    """
    knowledge = load(folder)
    corpus = Corpus.of(knowledge)
    recipe = (QUICK_RECIPES if quick and name in QUICK_RECIPES else RECIPES)[name]
    sets = question_sets(knowledge, files, quick=quick and recipe.slow)
    recipe.build(corpus.head(3))  # imports what a library imports late, which is none of its index
    peer, seconds, size = weighed(lambda: recipe.build(corpus))
    warm_up(peer.first, corpus)
    given = {name: [_ask(peer, corpus, question) for question in questions] for name, questions in sets.items()}
    own = given[OWN_QUESTIONS]
    scores = [one.score for one in own]
    wrong = [one.verdict(-np.inf) is Verdict.WRONG for one in own]
    counted = [one.question.scope == "in" for one in own]
    kept = [at for at, inside in enumerate(counted) if inside]
    whole = lowest_threshold([scores[at] for at in kept], [wrong[at] for at in kept], MOST_WRONG)
    held_out = held_out_thresholds(scores, wrong, counted, MOST_WRONG, folds=_FOLDS)
    asked = {
        name: [
            Asked(one.question, one.ranked, one.verdict(threshold), one.milliseconds)
            for one, threshold in zip(several, held_out if several is own else [whole] * len(several), strict=True)
        ]
        for name, several in given.items()
    }
    remark = f"{QUICK} questions" if quick and recipe.slow else recipe.remark
    return Measured(name, seconds, size, asked, remark)


def _ask(peer: Peer, corpus: Corpus, question: Question) -> _Given:
    first, milliseconds = timed(peer.first, question.text)
    scores = peer.scores(question.text)
    best = np.argsort(-scores[: corpus.entries], kind="stable")[:CHOICES]
    ranked = tuple(corpus.labels[at] for at in best)
    return _Given(question, corpus.labels[first], float(scores[first]), ranked, milliseconds)
