"""From inputs to replies for JHT: the balance (C3), a part while still working (S1), the tax (C14)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.exact import half_up
from bot.dialogue.calculators.form import (
    CONFIRMED,
    NO,
    YES,
    Ask,
    Computed,
    Form,
    Given,
    Option,
    Refer,
    Step,
    UnansweredError,
)
from bot.dialogue.calculators.rules import Rule
from bot.dialogue.calculators.savings import (
    final_tax,
    jht_contribution,
    jht_projection,
    partial_claim,
    progressive_layers,
    progressive_tax,
)
from bot.language.dates import add_months

ASK_MONTHS = Ask("months", "Berapa lama iurannya? Contoh: 3 tahun, 18 bulan, atau Maret 2021 sampai Agustus 2024.")
_ASK_BALANCE = Ask("balance", "Berapa saldo JHT-nya? Contoh: 42,5 juta. Saldo bisa dilihat di aplikasi JMO.")
_LARGE = "large"
"""What is confirmed where the illustrated balance is beyond belief."""


# --- C3 ---


@dataclass(frozen=True, slots=True)
class _Savings:
    """What goes in: pairs of monthly contribution and months, the arithmetic, and the amount it rests on."""

    stretches: tuple[tuple[int, int], ...]
    steps: tuple[str, ...]
    given: Given


def projection(form: Form) -> Step:
    """Return what a JHT balance may come to (C3)."""
    savings = _wages(form) if form.has("stretches") else _constant(form)
    opening = form.amount("balance", _ASK_BALANCE, limits.BALANCE, "saldo") if form.has("balance") else None
    rate = form.decimal("rate")
    if rate is not None:
        question = Ask("rate", "Berapa persen hasil setahun? Contoh: 5,5 persen.")
        form.judged("rate", Fraction(rate), limits.RETURN, f"hasil {say.percent(rate)} setahun", question)
    start = half_up(opening.value) if opening else None
    result = jht_projection(form.rules, savings.stretches, opening=start, rate=rate)
    balance = say.about(result.perkiraan_saldo)
    if result.perkiraan_saldo > limits.BALANCE_QUESTIONED and _LARGE not in form.get(CONFIRMED).split(","):
        options = (Option("Betul", _LARGE), Option("Bukan, saya ubah", "-wage"))
        raise UnansweredError(Ask(CONFIRMED, f"Hasilnya {balance}. Betul angka-angkanya?", options))
    yearly = form.rules.value(Rule.JHT_RETURN) if rate is None else rate
    steps = list(savings.steps)
    if result.saldo_awal:
        certain = result.total_iuran + result.saldo_awal
        paid = say.rupiah(result.total_iuran)
        steps.append(f"Saldo awal {say.rupiah(result.saldo_awal)} + iuran {paid} = {say.rupiah(certain)}")
    steps.append(f"Dengan hasil {say.percent(yearly)} setahun, iuran masuk tiap akhir bulan: {balance}")
    roughly = "sekitar " if savings.given.rough else ""
    head = (
        f"Yang disetor **{roughly}{say.rupiah(result.total_iuran)}** selama {say.months(result.bulan)}. Dengan hasil "
        f"pengembangan, saldonya **{balance}**.{savings.given.clause}"
    )
    source = "hasil tahun 2025, dari satu sumber" if rate is None else "persentase dari Anda"
    notes = [
        "Jumlah setoran itu pasti kalau perusahaan menyetor penuh." if form.has("wage") else "",
        say.CONSTANT_WAGE if len(savings.stretches) == 1 else "",
        f"Saldo itu gambaran memakai {source}; hasilnya ditetapkan tiap tahun, bukan janji.",
        "Kalau ada tunggakan, yang dihitung hanya yang benar-benar disetor." if form.has("arrears") else "",
        "Saldo yang sebenarnya ada di aplikasi JMO.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 46/2015 pasal 22 dan UU 40/2004 pasal 37.", notes)
    return Computed("jht.manfaat", text, result.figures(), ("jht.hasil-pengembangan",))


def _rate_of_jht(form: Form) -> str:
    return say.percent(form.rules.value(Rule.JHT_EMPLOYER) + form.rules.value(Rule.JHT_WORKER))


def _wages(form: Form) -> _Savings:
    """Return the contributions from several wages, one after another."""
    rate = _rate_of_jht(form)
    pairs, steps = [], []
    for part in form.get("stretches").split(";"):
        wage, _, length = part.partition("x")
        shown = say.rupiah(Fraction(wage))
        question = Ask("wage", "Berapa gajinya? Contoh: 3 juta.")
        form.judged("wage", Fraction(wage), limits.WAGE, f"gaji {shown} sebulan", question)
        monthly = jht_contribution(form.rules, Fraction(wage))
        pairs.append((monthly, int(length)))
        total = say.rupiah(monthly * int(length))
        steps.append(f"{rate} × {shown} = {say.rupiah(monthly)}, {length} bulan: {total}")
    return _Savings(tuple(pairs), tuple(steps), Given(Fraction(0)))


def _constant(form: Form) -> _Savings:
    """Return the contributions from one wage, or one amount paid each month."""
    steps: list[str] = []
    if form.has("contribution") or form.get("segment") == "bpu":
        question = Ask("contribution", "Berapa iuran JHT sebulan? Contoh: 20 ribu.")
        given = form.amount("contribution", question, limits.PAYMENT, "iuran JHT")
        monthly = half_up(given.value)
    else:
        rate = _rate_of_jht(form)
        given = form.wage("wage", Ask("wage", f"Berapa gaji sebulan? Iuran JHT {rate} dari upah. Contoh: 4,3 juta."))
        monthly = jht_contribution(form.rules, given.value)
        shown = f"{rate} × {say.rupiah(given.value)} = {say.rupiah(monthly)}"
        steps += [*given.steps, f"Iuran JHT pekerja dan perusahaan: {shown} sebulan"]
    span = form.span()
    months = span[1] if span else form.months("months", ASK_MONTHS, noun="masa iuran")
    if span:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(months)}", ASK_MONTHS)
        last = add_months(span[0], max(months, 1) - 1)
        steps.append(f"{say.month(span[0])} sampai {say.month(last)}: {months} bulan")
    steps.append(f"{say.rupiah(monthly)} × {months} bulan = {say.rupiah(monthly * months)}")
    return _Savings(((monthly, months),), tuple(steps), given)


# --- S1 ---


def partial(form: Form) -> Step:
    """Return how much of a JHT balance may be taken while still working (S1)."""
    years = form.rules.whole(Rule.JHT_PARTIAL_YEARS)
    kind = form.get("kind")
    entry = "jht.klaim-sebagian-30" if kind == "house" else "jht.klaim-sebagian-10"
    member = form.fraction("months")
    if member is not None and member < years * 12:
        lead = (
            f"Belum bisa: pengambilan sebagian baru boleh setelah {years} tahun jadi peserta, jadi tidak saya hitung."
        )
        return Refer(entry, lead)
    given = form.amount("balance", _ASK_BALANCE, limits.BALANCE, "saldo")
    result = partial_claim(form.rules, given.value, ten=kind != "house", house=kind != "ten")
    ten, house = (say.percent(form.rules.value(rule)) for rule in (Rule.JHT_PARTIAL_TEN, Rule.JHT_PARTIAL_HOUSE))
    balance = say.rupiah(given.value)
    heads, steps = [], []
    if result.sepuluh_persen is not None:
        heads.append(f"**{say.rupiah(result.sepuluh_persen)}** ({ten})")
        steps.append(f"Persiapan pensiun: {ten} × {balance} = {say.rupiah(result.sepuluh_persen)}")
    if result.tiga_puluh_persen is not None:
        heads.append(f"**{say.rupiah(result.tiga_puluh_persen)}** ({house}, untuk rumah)")
        steps.append(f"Rumah: {house} × {balance} = {say.rupiah(result.tiga_puluh_persen)}")
    head = f"Paling banyak {'sekitar ' if given.rough else ''}{' atau '.join(heads)}.{given.clause}"
    notes = [
        f"Syaratnya sudah {years} tahun jadi peserta." if member is None else "",
        "Pilih salah satu, dan hanya satu kali.",
        "Dihitung dari saldo, bukan dari iuran.",
        "Sisa yang diambil nanti bisa kena pajak yang lebih besar.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 46/2015 pasal 22.", notes)
    return Computed(entry, text, result.figures(), ("jht.pajak-klaim-sebagian",))


# --- C14 ---

_TAX_RULE = "PP 68/2009 dan UU PPh pasal 17."
_TAX_NOTES = (
    "Pajaknya dipotong langsung oleh BPJS Ketenagakerjaan.",
    "Sampai November 2026 tidak ditemukan aturan yang menghapus pajak ini; gugatan ke MK akhir 2025 tidak berhasil.",
)
_ASK_BEFORE = Ask(
    "before",
    "Pernah ambil JHT sebagian sebelum ini? Pajaknya bisa berbeda.",
    (Option("Belum pernah", NO), Option("Pernah", YES)),
)
_ASK_YEAR = Ask("year", "Pengambilan sebagian yang dulu itu tahun berapa? Pajaknya tergantung tahun itu. Contoh: 2022.")


def tax(form: Form) -> Step:
    """Return the tax on a JHT payment (C14)."""
    question = Ask("balance", "Berapa JHT yang dibayarkan? Contoh: 58 juta.")
    given = form.amount("balance", question, limits.BALANCE, "JHT")
    before = form.choice("before", _ASK_BEFORE.text, _ASK_BEFORE.options) if form.guided else form.get("before")
    if before != YES:
        return _final_tax(form, given, Fraction(0))
    year = form.number("year")
    if year is None:
        raise UnansweredError(_ASK_YEAR)
    if not limits.BIRTH_FROM <= year <= form.today.year:
        raise UnansweredError(Ask("year", f"Maaf, tahunnya belum pas. {_ASK_YEAR.text}"))
    if form.today.year - year >= form.rules.whole(Rule.TAX_YEARS):
        return _progressive_tax(form, given, year)
    asked = Ask("earlier", f"Berapa yang sudah diambil tahun {year}? Contoh: 5 juta.")
    return _final_tax(form, given, form.amount("earlier", asked, limits.BALANCE, "JHT").value)


def _final_tax(form: Form, given: Given, earlier: Fraction) -> Step:
    """Return the final rate, on the sum with an earlier part where that lies within the calendar years."""
    rules = form.rules
    whole = given.value + earlier
    result = final_tax(rules, whole)
    free, rate = say.rupiah(rules.whole(Rule.TAX_FREE)), say.percent(rules.value(Rule.TAX_FINAL))
    roughly = "sekitar " if given.rough or earlier else ""
    steps = []
    if earlier:
        steps.append(f"{say.rupiah(given.value)} + yang diambil dulu {say.rupiah(earlier)} = {say.rupiah(whole)}")
    if result.pajak:
        left = f"**{roughly}{say.rupiah(result.bersih)}**"
        head = f"Pajaknya **{roughly}{say.rupiah(result.pajak)}**, jadi yang diterima {left}.{given.clause}"
        taxed = say.rupiah(result.kena_pajak)
        steps.append(f"Yang kena pajak: {say.rupiah(whole)} − {free} = {taxed}")
        steps.append(f"Pajak: {rate} × {taxed} = {say.rupiah(result.pajak)}")
    else:
        head = f"Pajaknya **Rp0**. Sampai {free} tidak kena pajak.{given.clause}"
        steps.append(f"Jumlahnya {say.rupiah(whole)}, belum lewat {free}")
    years = rules.whole(Rule.TAX_YEARS)
    notes = [
        f"Berlaku kalau semuanya dibayar dalam {years} tahun kalender, atau belum pernah diambil sebagian.",
        (
            f"Aturannya tidak menyebut apakah batas {free} dihitung dari jumlah seluruhnya, jadi ini "
            "perkiraan. Tanyakan "
            "ke 175."
            if earlier
            else ""
        ),
        *_TAX_NOTES,
        *form.confirmation,
    ]
    entry = "jht.pajak-klaim-sebagian" if earlier else "jht.pajak"
    return Computed(entry, say.reply(head, steps, _TAX_RULE, notes), result.figures(), ("jht.npwp",))


def _progressive_tax(form: Form, given: Given, year: int) -> Step:
    """Return the progressive rate on the rest alone."""
    options = (Option("Punya NPWP", YES), Option("Tidak punya", NO))
    npwp = form.choice("npwp", "Punya NPWP? Tanpa NPWP pajaknya lebih besar.", options) == YES
    layers = progressive_layers(form.rules, given.value, npwp=npwp)
    result = progressive_tax(form.rules, given.value, npwp=npwp)
    roughly = "sekitar " if given.rough else ""
    left = f"**{roughly}{say.rupiah(result.bersih)}**"
    head = f"Pajaknya **{roughly}{say.rupiah(result.pajak)}**, jadi yang diterima {left}.{given.clause}"
    steps = [f"{say.percent(rate)} × {say.rupiah(part)} = {say.rupiah(amount)}" for part, rate, amount in layers]
    years = form.rules.whole(Rule.TAX_YEARS)
    notes = [
        f"Diambil sebagian tahun {year}, jadi sudah lewat {years} tahun kalender: tarif progresif untuk sisanya.",
        "" if npwp else f"Tanpa NPWP tarifnya {say.percent(form.rules.value(Rule.TAX_NO_NPWP))} lebih tinggi.",
        *_TAX_NOTES,
        *form.confirmation,
    ]
    text = say.reply(head, steps, _TAX_RULE, notes)
    return Computed("jht.pajak-klaim-sebagian", text, result.figures(), ("jht.pajak",))
