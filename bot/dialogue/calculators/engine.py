"""The calculators as a conversation uses them: from free text or a button to a reply, with the open form in the context."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from bot.dialogue import compose
from bot.dialogue.calculators import (
    cues,
    eligibility,
    steps_death,
    steps_employee,
    steps_injury,
    steps_job_loss,
    steps_other_contributions,
    steps_pension,
    steps_savings,
    steps_school,
    steps_self_employed,
    texts,
)
from bot.dialogue.calculators.answers import answered, unknown, unwanted
from bot.dialogue.calculators.facts import Facts
from bot.dialogue.calculators.follow_up import follow_up
from bot.dialogue.calculators.form import (
    CONFIRMED,
    GUIDED,
    YES,
    Advice,
    Ask,
    Computed,
    Form,
    Refer,
    Step,
    UnansweredError,
)
from bot.dialogue.calculators.recognise import MENU, recognise
from bot.dialogue.calculators.request import Memory, Request
from bot.dialogue.calculators.rules import MissingFigureError, Rules
from bot.dialogue.context import Context
from bot.dialogue.reply import Button, Citation, Kind, Reply
from bot.knowledge.models import Knowledge
from bot.language.numerals import NUMBER_WORDS, word_set
from bot.matching.analysis import GROUP, Analysis

ZONE = timezone(timedelta(hours=7), "WIB")
"""The clock by which contribution months and days are counted."""
LAST = "hitung"
"""The slot that holds the inputs of the last calculation, for a follow-up such as "kalau gaji 5 juta?"."""
PAY = "upah"
"""The slot that holds the pay last named."""
_CALCULATOR, _ENTRY, _ASKED, _AGAIN = "calc", "entry", "ask", "again"
_POSSESSIVES = ("nya", "ku", "mu", "ne", "na")
_GIVEN_UP = "tahu"
"""What a form remembers once the person has said not to know."""
_BUTTON_FIELDS = word_set(
    "agency before cause contract_months employed group hand jht kind npwp part reason result risk segment sure way work"
)
"""The inputs that a button can give."""
_BIRTH_FIELDS = frozenset({"birth", "birthday", "age"})
"""Inputs of which an answer to one replaces them all."""
_BUTTON_VALUE = re.compile(r"-?[a-z0-9_?-]{1,20}")
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_TRIGGERS = NUMBER_WORDS | cues.COMPUTE | texts.MINIMUM_WAGE | {"setahun", "sataun", "setaun", "sebulan", "setengah"}
_PROGRAMMES = frozenset({"jht", "jkk", "jkm", "jp", "jkp"})
_MOST_BUTTONS = 4
_NEAREST = 3
"""The best entries among which one on the calculation's topic shows the text to be on that topic."""
_OPEN_WORDS = 9
"""Words up to which a text that a form cannot use is still taken for an attempt to answer it."""


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator: what computes it, the entry of its rule, and its name in the menu ("" if not there)."""

    run: Callable[[Form], Step]
    entry: str
    label: str = ""


CALCULATORS: Mapping[str, Calculator] = {
    "bpu": Calculator(steps_self_employed.bpu, "iuran.bpu-tabel", "Iuran pekerja mandiri"),
    "employee": Calculator(steps_employee.employee, "iuran.pu-ringkasan", "Iuran dan potongan karyawan"),
    "jht": Calculator(steps_savings.projection, "jht.manfaat", "Perkiraan saldo JHT"),
    "jkp": Calculator(steps_job_loss.job_loss_benefit, "jkp.besaran", "Uang JKP setelah PHK"),
    "age": Calculator(steps_pension.age, "jp.usia-pensiun", "Kapan mulai terima pensiun"),
    "jp": Calculator(steps_pension.pension, "jp.rumus", "Besar uang pensiun (JP)"),
    "died": Calculator(steps_death.died, "jkm.besaran", "Santunan meninggal"),
    "accident": Calculator(steps_injury.accident, "jkk.contoh-hitung", "Santunan kecelakaan kerja"),
    "tax": Calculator(steps_savings.tax, "jht.pajak", "Pajak JHT"),
    "ten": Calculator(steps_savings.partial, "jht.klaim-sebagian-10", "Ambil JHT 10% atau 30%"),
    "school": Calculator(steps_school.school, "jkm.beasiswa", "Beasiswa anak"),
    "deadline": Calculator(steps_job_loss.deadline, "jkp.batas-waktu", "Batas mengajukan JKP"),
    "transport": Calculator(steps_injury.transport_cost, "jkk.biaya-transport", "Ganti ongkos ke rumah sakit"),
    "base": Calculator(steps_other_contributions.base, "jkk.penghasilan-bpu-santunan", "Upah yang dilaporkan"),
    "fine": Calculator(steps_other_contributions.fine, "iuran.denda", "Denda perusahaan telat bayar"),
    "construction": Calculator(steps_other_contributions.construction, "iuran.jakon", "Iuran proyek konstruksi"),
    "migrant": Calculator(steps_other_contributions.migrant, "iuran.pmi", "Iuran pekerja migran"),
    "contribution": Calculator(steps_employee.contribution, "iuran.pu-ringkasan"),
    "jkm": Calculator(steps_death.death, "jkm.besaran"),
    "death": Calculator(steps_death.death_at_work, "jkk.santunan-meninggal"),
    "total": Calculator(steps_injury.disability_total, "jkk.cacat-total"),
    "partial": Calculator(steps_injury.disability_partial, "jkk.cacat-sebagian"),
    "sick": Calculator(steps_injury.unable_to_work, "jkk.stmb"),
    "check": Calculator(eligibility.check, "kelompok.bpu"),
}
_MENU = tuple(name for name, calculator in CALCULATORS.items() if calculator.label)
_FIRST_MENU = 8


class Calculators:
    """All calculators over one knowledge.

    Args:
        knowledge: Holds the rule figures and the entries of the rules.
        analyse: Reads an utterance; used to put single words right and to find the worker's group.
    """

    def __init__(self, knowledge: Knowledge, analyse: Callable[[str], Analysis]) -> None:
        self._knowledge = knowledge
        self._analyse = analyse
        self._spell = lru_cache(maxsize=10_000)(self._spelled)

    def reply(self, text: str, context: Context, *, now: datetime, ranked: Sequence[str]) -> Reply | None:
        """Return the calculation that a text asks for, or the next question of an open form.

        None where the text is no matter for a calculator; an open form is then left behind.

        Args:
            text: What was written, any string.
            context: The chat's memory; a form stands open where `context.form` is not empty.
            now: The clock, timezone-aware.
            ranked: The ids of the entries that fit the text best, best first; a text that clearly asks for an entry on
                another matter is left to it.
        """
        last = self._last(context)
        if not context.form and last is None and not _may_compute(text):
            return None
        today = now.astimezone(ZONE).date()
        facts = Facts(text, today, self._spell)
        try:
            if context.form:
                return self._continue(facts, context)
            if not (facts.has_number or facts.computes or last or facts.bag & texts.MINIMUM_WAGE):
                return None
            request = recognise(facts, self._memory(facts, context))
            if request is not None and not facts.computes and _of_other_matter(request, ranked):
                return None
            if request is None and last is not None:
                request = follow_up(facts, last[_CALCULATOR], _inputs(last))
            return None if request is None else self._start(request, facts, context)
        except MissingFigureError:
            return None

    def press(self, action: str, context: Context, *, now: datetime) -> Reply | None:
        """Return the reply to a button, or None where the action is none of the calculators' or its form is gone.

        Args:
            action: "h" for the menu, "h:<name>" for a form of it, "f:<field>=<value>" for an input, "c" for the check.
            context: The chat's memory.
            now: The clock, timezone-aware.
        """
        today = now.astimezone(ZONE).date()
        verb, _, rest = action.partition(":")
        try:
            match verb:
                case "h" if not rest:
                    return self._menu(context, _MENU[:_FIRST_MENU], more=True)
                case "h" if rest == texts.MORE_ACTION:
                    return self._menu(context, _MENU[_FIRST_MENU:], more=False)
                case "h" if rest in CALCULATORS:
                    return self._run({_CALCULATOR: rest, GUIDED: YES}, context, today)
                case "c" if not rest:
                    return self._run({_CALCULATOR: "check", **self._known_group(context)}, context, today)
                case "f" if "=" in rest:
                    return self._pressed(rest, context, today)
        except MissingFigureError:
            return None
        return None

    # --- starting and continuing ---

    def _start(self, request: Request, facts: Facts, context: Context) -> Reply:
        if request.calculator == MENU:
            return self._menu(context, _MENU[:_FIRST_MENU], more=True)
        values = {_CALCULATOR: request.calculator, **request.inputs}
        if request.calculator == "check":
            group = self._group(facts)
            values |= {"group": group} if group else {}
        return self._run(values, self._remembering(facts, context), facts.today)

    def _continue(self, facts: Facts, context: Context) -> Reply | None:
        """Fill the input asked for from a text, or start another calculation, or leave the form."""
        form = {name: value for name, value in context.form.items() if name != _AGAIN}
        name = form.get(_CALCULATOR, "")
        if name not in CALCULATORS:
            return None
        dropped = "jadi" in facts.bag and unwanted(facts)
        if (facts.bag & texts.CANCEL or dropped) and len(facts.raw) <= 4:
            return Reply(Kind.SMALLTALK, texts.CANCELLED, replace(context, form={}, pending=()))
        memory = self._memory(facts, context)
        request = recognise(facts, memory)
        if request is not None:
            same = request.calculator == name
            values = {**form, **request.inputs} if same else {_CALCULATOR: request.calculator, **request.inputs}
            return self._start(Request(request.calculator, _inputs(values)), facts, replace(context, form={}))
        asked = self._asked(form, facts.today)
        found = answered(facts, asked, memory)
        if found is None and asked.field == "group":
            group = self._group(facts)
            found = {"group": group or eligibility.OTHER} if group or not facts.knowledge else None
        leaving = facts.knowledge or facts.doubts or (facts.asks_amount and len(facts.raw) > 3)
        if found is None or (leaving and len(facts.raw) > _OPEN_WORDS):
            return self._again(facts, asked, context) if not leaving and len(facts.raw) <= _OPEN_WORDS else None
        return self._run(_filled(form, asked.field, found), self._remembering(facts, context), facts.today)

    def _again(self, facts: Facts, asked: Ask, context: Context) -> Reply | None:
        """Ask once more in other words, or say where to find what the person does not know; never twice."""
        calculator = CALCULATORS[context.form[_CALCULATOR]]
        entries = self._present((calculator.entry,))
        buttons = tuple(Button(option.label, f"f:{asked.field}={option.value}") for option in asked.options)
        text = texts.NOT_KNOWN if unknown(facts) else texts.AGAIN_CHOICE if asked.options else texts.AGAIN
        said = context.form.get(_AGAIN)
        if said == _GIVEN_UP or (said and not unknown(facts)):
            return None
        links = tuple(compose.entry_button(self._knowledge.entries[entry]) for entry in entries)
        form = {**context.form, _AGAIN: _GIVEN_UP if unknown(facts) else YES}
        kept = replace(context, form=form, pending=tuple((button.label, button.action) for button in buttons))
        return Reply(Kind.CHOICES if buttons else Kind.UNKNOWN, text, kept, entries, buttons=(*buttons, *links))

    def _pressed(self, rest: str, context: Context, today: date) -> Reply | None:
        field, _, value = rest.partition("=")
        form = dict(context.form) or self._last(context)
        offered = field in _BUTTON_FIELDS and _BUTTON_VALUE.fullmatch(value)
        if not offered or not form or form.get(_CALCULATOR) not in CALCULATORS:
            return None
        form = {name: given for name, given in form.items() if name != _AGAIN}
        return self._run(_filled(form, field, {field: value}), context, today)

    def _asked(self, form: Mapping[str, str], today: date) -> Ask:
        """Return the question that stands open in a form."""
        try:
            CALCULATORS[form[_CALCULATOR]].run(self._form(_inputs(form), today))
        except UnansweredError as error:
            return error.ask
        return Ask(form.get(_ASKED, ""), "")

    def _form(self, inputs: Mapping[str, str], today: date) -> Form:
        return Form(inputs, Rules(self._knowledge.figures, today), today)

    # --- replies ---

    def _run(self, values: Mapping[str, str], context: Context, today: date) -> Reply:
        name = values[_CALCULATOR]
        inputs = _inputs(values)
        calculator = CALCULATORS[name]
        try:
            step = calculator.run(self._form(inputs, today))
        except UnansweredError as error:
            step = error.ask
        match step:
            case Ask():
                return self._question(step, calculator, {_CALCULATOR: name, **inputs}, context)
            case Refer():
                return self._referred(step, context, today)
            case Advice():
                return self._advised(step, context)
            case Computed():
                return self._computed(step, name, inputs, context)

    def _question(self, ask: Ask, calculator: Calculator, form: dict[str, str], context: Context) -> Reply:
        buttons = tuple(Button(option.label, f"f:{ask.field}={option.value}") for option in ask.options)
        entries = self._present((calculator.entry,))
        pending = tuple((button.label, button.action) for button in buttons)
        context = replace(context, form={**form, _ASKED: ask.field}, pending=pending, asked=(), refused=())
        if buttons:
            return Reply(Kind.CHOICES, ask.text, context, entries, 1.0, buttons=buttons)
        links = tuple(compose.entry_button(self._knowledge.entries[entry]) for entry in entries)
        return Reply(Kind.UNKNOWN, ask.text, context, entries, 1.0, buttons=links)

    def _referred(self, step: Refer, context: Context, today: date) -> Reply:
        entry = self._knowledge.entries.get(step.entry)
        context = self._closed(context, step.entry)
        if entry is None:
            return Reply(Kind.ANSWER, f"{step.lead}\n\n{texts.ASK_OFFICE}".strip(), context)
        reply = compose.answer(self._knowledge, entry, context, today, 1.0)
        return replace(reply, text=f"{step.lead}\n\n{reply.text}".strip())

    def _advised(self, step: Advice, context: Context) -> Reply:
        entries = self._present(step.entries)
        return Reply(
            Kind.ANSWER,
            step.text,
            self._closed(context, step.entries[0]),
            entries,
            1.0,
            buttons=tuple(compose.entry_button(self._knowledge.entries[entry]) for entry in entries),
            sources=self._sources(entries),
            rateable=True,
        )

    def _computed(self, step: Computed, name: str, inputs: Mapping[str, str], context: Context) -> Reply:
        entries = self._present((step.entry, *step.related))
        refine: tuple[Button, ...] = ()
        if step.refine is not None:
            refine = tuple(
                Button(option.label, f"f:{step.refine.field}={option.value}") for option in step.refine.options
            )
        links = tuple(compose.entry_button(self._knowledge.entries[entry]) for entry in entries[:2])
        closed = self._closed(context, step.entry)
        kept = {key: value for key, value in inputs.items() if key not in {GUIDED, CONFIRMED}}
        slots = {**closed.slots, LAST: json.dumps({_CALCULATOR: name, _ENTRY: step.entry, **kept})}
        pay = next((inputs[field] for field in ("wage", "income", "amount") if inputs.get(field)), "")
        if pay:
            slots[PAY] = pay
        return Reply(
            Kind.CALCULATION,
            step.text,
            replace(closed, slots=slots),
            entries,
            1.0,
            figures=step.figures,
            buttons=(*refine, *links),
            sources=self._sources(entries[:1]),
            rateable=True,
        )

    def _menu(self, context: Context, names: Sequence[str], *, more: bool) -> Reply:
        buttons = tuple(Button(CALCULATORS[name].label, f"h:{name}") for name in names)
        if more:
            buttons = (*buttons, Button(texts.MORE, f"h:{texts.MORE_ACTION}"))
        pending = tuple((button.label, button.action) for button in buttons)
        context = replace(context, form={}, pending=pending, asked=(), refused=())
        entries = self._present([CALCULATORS[name].entry for name in names])[:_MOST_BUTTONS]
        return Reply(Kind.CHOICES, texts.MENU, context, entries, 1.0, buttons=buttons)

    # --- memory ---

    def _closed(self, context: Context, entry: str) -> Context:
        """Return the context after an answer: no form, no open choice, and the programme that was spoken of."""
        topic = entry.partition(".")[0]
        slots = dict(context.slots)
        if topic in _PROGRAMMES:
            slots["program"] = topic
        return replace(context, entry=entry, form={}, pending=(), asked=(), refused=(), slots=slots)

    def _remembering(self, facts: Facts, context: Context) -> Context:
        group = self._group(facts)
        return replace(context, slots={**context.slots, GROUP: group}) if group else context

    def _memory(self, facts: Facts, context: Context) -> Memory:
        def who() -> str:
            return eligibility.segment_of(self._group(facts) or context.slots.get(GROUP, ""))

        leaning = bool(facts.bag & texts.LEANING)
        return Memory(who, context.slots.get(PAY, "") if leaning else "")

    def _known_group(self, context: Context) -> dict[str, str]:
        group = context.slots.get(GROUP, "")
        return {"group": group} if group in eligibility.GROUPS else {}

    def _group(self, facts: Facts) -> str:
        """Return the worker's group named in a text, or ""."""
        if facts.bag & {"sopir", "supir"}:
            return "sopir"
        found = self._analyse(facts.text).slots.get(GROUP, ())
        return found[0] if found else ""

    def _last(self, context: Context) -> dict[str, str] | None:
        """Return the form of the last calculation, if nothing else was answered since."""
        stored = context.slots.get(LAST, "")
        if not stored:
            return None
        try:
            values = json.loads(stored)
        except ValueError:
            return None
        if not isinstance(values, dict) or values.get(_CALCULATOR) not in CALCULATORS:
            return None
        if values.get(_ENTRY) != context.entry:
            return None
        return {str(name): str(value) for name, value in values.items()}

    def _spelled(self, word: str) -> str:
        """Return a word put right, or the word itself where that would make it several or one that means something else."""
        if word in cues.KNOWN or len(word) < 2:
            return word
        root = next((word[: -len(end)] for end in _POSSESSIVES if word.endswith(end)), "")
        if root in cues.KNOWN:
            return root
        corrected = self._analyse(word).corrected
        return corrected[0] if len(corrected) == 1 else word

    def _present(self, entries: Sequence[str]) -> tuple[str, ...]:
        return tuple(entry for entry in dict.fromkeys(entries) if entry in self._knowledge.entries)

    def _sources(self, entries: Sequence[str]) -> tuple[Citation, ...]:
        return tuple(
            citation
            for entry in entries[:1]
            for citation in compose.citations(self._knowledge, self._knowledge.entries[entry].sources)
        )


def _may_compute(text: str) -> bool:
    """Return whether a text holds a digit or a word that a calculation could start from; cheap, for every message."""
    return bool(_DIGIT.search(text)) or not _TRIGGERS.isdisjoint(_WORD.findall(text.lower()))


def _inputs(values: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs of a form without what only the conversation needs."""
    return {name: value for name, value in values.items() if name not in {_CALCULATOR, _ENTRY, _ASKED, _AGAIN}}


def _filled(form: Mapping[str, str], field: str, found: Mapping[str, str]) -> dict[str, str]:
    """Return a form with an answer filled in; a confirmation adds to those given, a refusal takes the input back.

    A new birthday, year of birth or age replaces the others.
    """
    filled = {**form, **found}
    if field == "birth":
        filled = {name: value for name, value in filled.items() if name in found or name not in _BIRTH_FIELDS}
    if field == CONFIRMED:
        value = found.get(CONFIRMED, "")
        confirmed = form.get(CONFIRMED, "")
        filled[CONFIRMED] = confirmed
        if value.startswith("-"):
            filled.pop(value[1:], None)
        else:
            filled[CONFIRMED] = f"{confirmed},{value}".strip(",")
    return filled


def _of_other_matter(request: Request, ranked: Sequence[str]) -> bool:
    """Return whether the entries that fit best show that the text is on a matter no calculator is for."""
    if request.calculator not in CALCULATORS or not ranked:
        return False
    topic = CALCULATORS[request.calculator].entry.partition(".")[0]
    near = any(entry.partition(".")[0] == topic for entry in ranked[:_NEAREST])
    return ranked[0].startswith(("luar.", "aman.")) and not near
