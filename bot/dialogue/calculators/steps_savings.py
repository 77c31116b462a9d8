"""From inputs to replies for savings and pension: JHT balance, partial claim and tax; JP by month, at once, and its age."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import CapKnown, jp_wage_cap
from bot.dialogue.calculators.exact import half_up
from bot.dialogue.calculators.form import CONFIRMED, Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.pension import (
    PensionAge,
    cap_stretches,
    monthly_pension,
    pension_age,
    pension_contribution,
    pension_lump,
    programme_start,
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

_ASK_MONTHS = Ask("months", "Sudah atau akan berapa lama iurannya? Contoh: 3 tahun, 18 bulan, atau Maret 2021 sampai Agustus 2024.")
_ASK_BALANCE = Ask("balance", "Berapa saldo JHT-nya? Contoh: 42,5 juta. Saldo bisa dilihat di aplikasi JMO.")


# --- C3 ---


def projection(form: Form) -> Step:
    """Return what a JHT balance may come to (C3)."""
    stretches, steps, given = _stretches(form)
    opening = form.amount("balance", _ASK_BALANCE, limits.BALANCE, "saldo") if form.has("balance") else None
    rate = form.decimal("rate")
    if rate is not None:
        form.judged("rate", Fraction(rate), limits.RETURN, f"hasil {say.percent(rate)} setahun", Ask("rate", "Berapa persen hasil setahun? Contoh: 5,5 persen."))
    result = jht_projection(form.rules, stretches, opening=half_up(opening.value) if opening else None, rate=rate)
    if result.perkiraan_saldo > limits.BALANCE_QUESTIONED and "large" not in form.get(CONFIRMED).split(","):
        shown = f"saldo sampai {say.about(result.perkiraan_saldo)}"
        raise UnansweredError(Ask(CONFIRMED, f"Hasilnya {shown}. Betul angka-angkanya?", (Option("Betul", "large"), Option("Bukan, saya ubah", "-wage"))))
    yearly = form.rules.value(Rule.JHT_RETURN) if rate is None else rate
    certain = result.total_iuran + (result.saldo_awal or 0)
    if result.saldo_awal:
        steps.append(f"Saldo awal {say.rupiah(result.saldo_awal)} + iuran {say.rupiah(result.total_iuran)} = {say.rupiah(certain)}")
    steps.append(f"Dengan hasil {say.percent(yearly)} setahun, iuran masuk tiap akhir bulan: {say.about(result.perkiraan_saldo)}")
    rough = "sekitar " if given and given.rough else ""
    head = (
        f"Yang disetor **{rough}{say.rupiah(result.total_iuran)}** selama {say.months(result.bulan)}. Dengan hasil pengembangan, saldonya "
        f"kira-kira **{say.about(result.perkiraan_saldo)}**.{given.clause if given else ''}"
    )
    source = "hasil tahun 2025, dari satu sumber" if rate is None else "angka dari Anda"
    notes = [
        "Jumlah setoran itu pasti kalau perusahaan menyetor penuh." if form.has("wage") else "",
        say.CONSTANT_WAGE if len(stretches) == 1 else "",
        f"Saldo itu gambaran memakai {source}; hasilnya ditetapkan tiap tahun, bukan janji.",
        "Kalau ada tunggakan, yang dihitung hanya yang benar-benar disetor." if form.has("arrears") else "",
        "Saldo yang sebenarnya ada di aplikasi JMO.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 46/2015 pasal 22 dan UU 40/2004 pasal 37.", notes)
    return Computed("jht.manfaat", text, result.figures(), ("jht.hasil-pengembangan",))


def _stretches(form: Form) -> tuple[tuple[tuple[int, int], ...], list[str], Given | None]:
    """Return pairs of monthly contribution and months, the arithmetic, and the amount it rests on."""
    rate = say.percent(form.rules.value(Rule.JHT_EMPLOYER) + form.rules.value(Rule.JHT_WORKER))
    if form.has("stretches"):
        pairs = []
        steps = []
        for part in form.get("stretches").split(";"):
            wage, _, length = part.partition("x")
            form.judged("wage", Fraction(wage), limits.WAGE, f"gaji {say.rupiah(Fraction(wage))} sebulan", Ask("wage", "Berapa gajinya? Contoh: 3 juta."))
            monthly = jht_contribution(form.rules, Fraction(wage))
            pairs.append((monthly, int(length)))
            steps.append(f"{rate} × {say.rupiah(Fraction(wage))} = {say.rupiah(monthly)}, {length} bulan: {say.rupiah(monthly * int(length))}")
        return tuple(pairs), steps, None
    if form.has("contribution"):
        question = Ask("contribution", "Berapa iuran JHT sebulan? Contoh: 24 ribu.")
        given = form.amount("contribution", question, limits.PAYMENT, "iuran JHT")
        monthly, steps = half_up(given.value), []
    else:
        if form.get("segment") == "bpu":
            raise UnansweredError(Ask("contribution", "Berapa iuran JHT sebulan? Contoh: 20 ribu."))
        given = form.wage("wage", Ask("wage", f"Berapa gaji sebulan? Iuran JHT {rate} dari upah. Contoh: 4,3 juta."))
        monthly = jht_contribution(form.rules, given.value)
        steps = [*given.steps, f"Iuran JHT pekerja dan perusahaan: {rate} × {say.rupiah(given.value)} = {say.rupiah(monthly)} sebulan"]
    span = form.span()
    months = span[1] if span else form.months("months", _ASK_MONTHS, noun="masa iuran")
    if span:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(months)}", _ASK_MONTHS)
        steps.append(f"{say.month(span[0])} sampai {say.month(add_months(span[0], max(months, 1) - 1))}: {months} bulan")
    steps.append(f"{say.rupiah(monthly)} × {months} bulan = {say.rupiah(monthly * months)}")
    return ((monthly, months),), steps, given


# --- S1 ---


def partial(form: Form) -> Step:
    """Return how much of a JHT balance may be taken while still working (S1)."""
    years = form.rules.whole(Rule.JHT_PARTIAL_YEARS)
    kind = form.get("kind")
    entry = "jht.klaim-sebagian-30" if kind == "house" else "jht.klaim-sebagian-10"
    member = form.fraction("months")
    if member is not None and member < years * 12:
        return Refer(entry, f"Belum bisa: pengambilan sebagian baru boleh setelah {years} tahun jadi peserta, jadi tidak saya hitung.")
    given = form.amount("balance", _ASK_BALANCE, limits.BALANCE, "saldo")
    result = partial_claim(form.rules, given.value, ten=kind != "house", house=kind != "ten")
    ten, house = (say.percent(form.rules.value(rule)) for rule in (Rule.JHT_PARTIAL_TEN, Rule.JHT_PARTIAL_HOUSE))
    heads, steps = [], []
    if result.sepuluh_persen is not None:
        heads.append(f"**{say.rupiah(result.sepuluh_persen)}** ({ten})")
        steps.append(f"Persiapan pensiun: {ten} × {say.rupiah(given.value)} = {say.rupiah(result.sepuluh_persen)}")
    if result.tiga_puluh_persen is not None:
        heads.append(f"**{say.rupiah(result.tiga_puluh_persen)}** ({house}, untuk rumah)")
        steps.append(f"Rumah: {house} × {say.rupiah(given.value)} = {say.rupiah(result.tiga_puluh_persen)}")
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


def tax(form: Form) -> Step:
    """Return the tax on a JHT payment (C14)."""
    given = form.amount("balance", Ask("balance", "Berapa JHT yang dibayarkan? Contoh: 58 juta."), limits.BALANCE, "JHT")
    if form.get("before") != YES:
        return _final_tax(form, given, Fraction(0))
    if not form.has("year"):
        raise UnansweredError(Ask("year", "Pengambilan sebagian yang dulu itu tahun berapa? Pajaknya tergantung tahun itu. Contoh: 2022."))
    year = form.number("year") or 0
    if not limits.BIRTH_FROM <= year <= form.today.year:
        raise UnansweredError(Ask("year", "Maaf, tahunnya belum pas. Pengambilan sebagian yang dulu itu tahun berapa? Contoh: 2022."))
    paid_in = form.number("paid_in") or form.today.year
    within = form.rules.whole(Rule.TAX_YEARS)
    if paid_in - year < within:
        earlier = form.amount(
            "earlier", Ask("earlier", f"Berapa yang sudah diambil tahun {year}? Contoh: 5 juta."), limits.BALANCE, "JHT"
        )
        return _final_tax(form, given, earlier.value)
    return _progressive_tax(form, given, year, paid_in)


_TAX_RULE = "PP 68/2009 dan UU PPh pasal 17."
_TAX_NOTES = (
    "Pajaknya dipotong langsung oleh BPJS Ketenagakerjaan.",
    "Sampai November 2026 tidak ditemukan aturan yang menghapus pajak ini; gugatan ke MK akhir 2025 tidak berhasil.",
)


def _final_tax(form: Form, given: Given, earlier: Fraction) -> Step:
    """Return the final rate, on the sum with an earlier part where that lies within the calendar years."""
    rules = form.rules
    whole = given.value + earlier
    result = final_tax(rules, whole)
    free, rate = say.rupiah(rules.whole(Rule.TAX_FREE)), say.percent(rules.value(Rule.TAX_FINAL))
    roughly = "sekitar " if given.rough or earlier else ""
    if result.pajak:
        head = f"Pajaknya **{roughly}{say.rupiah(result.pajak)}**, jadi yang diterima **{roughly}{say.rupiah(result.bersih)}**.{given.clause}"
    else:
        head = f"Pajaknya **Rp0**. Sampai {free} tidak kena pajak.{given.clause}"
    steps = [f"{say.rupiah(given.value)} + yang diambil dulu {say.rupiah(earlier)} = {say.rupiah(whole)}"] if earlier else []
    steps.append(f"Yang kena pajak: {say.rupiah(whole)} − {free} = {say.rupiah(result.kena_pajak)}" if result.kena_pajak else f"Jumlahnya {say.rupiah(whole)}, belum lewat {free}")
    if result.pajak:
        steps.append(f"Pajak: {rate} × {say.rupiah(result.kena_pajak)} = {say.rupiah(result.pajak)}")
    years = rules.whole(Rule.TAX_YEARS)
    notes = [
        f"Tarif ini berlaku kalau semuanya dibayar dalam {years} tahun kalender atau belum pernah diambil sebagian.",
        f"Aturannya tidak menyebut apakah batas {free} dihitung dari jumlah seluruhnya, jadi ini perkiraan. Tanyakan ke 175." if earlier else "",
        *_TAX_NOTES,
        *form.confirmation,
    ]
    entry = "jht.pajak-klaim-sebagian" if earlier else "jht.pajak"
    return Computed(entry, say.reply(head, steps, _TAX_RULE, notes), result.figures(), ("jht.npwp",))


def _progressive_tax(form: Form, given: Given, year: int, paid_in: int) -> Step:
    npwp = form.choice("npwp", "Punya NPWP? Tanpa NPWP pajaknya lebih besar.", (Option("Punya NPWP", YES), Option("Tidak punya", NO))) == YES
    layers = progressive_layers(form.rules, given.value, npwp=npwp)
    result = progressive_tax(form.rules, given.value, npwp=npwp)
    roughly = "sekitar " if given.rough else ""
    head = f"Pajaknya **{roughly}{say.rupiah(result.pajak)}**, jadi yang diterima **{roughly}{say.rupiah(result.bersih)}**.{given.clause}"
    steps = [f"{say.percent(rate)} × {say.rupiah(part)} = {say.rupiah(amount)}" for part, rate, amount in layers]
    extra = say.percent(form.rules.value(Rule.TAX_NO_NPWP))
    notes = [
        f"Diambil sebagian tahun {year} dan sisanya {paid_in}, jadi sudah lewat {form.rules.whole(Rule.TAX_YEARS)} tahun kalender: tarif progresif untuk sisanya.",
        "" if npwp else f"Tanpa NPWP tarifnya {extra} lebih tinggi.",
        *_TAX_NOTES,
        *form.confirmation,
    ]
    return Computed("jht.pajak-klaim-sebagian", say.reply(head, steps, _TAX_RULE, notes), result.figures(), ("jht.pajak",))


# --- C4 and C5 ---


def pension(form: Form) -> Step:
    """Return what JP pays: a month from 15 years of contributions (C4), else at once (C5)."""
    if form.get("segment") in {"bpu", "pmi"}:
        return Refer("jp.bpu", "Pekerja mandiri dan pekerja migran tidak punya Jaminan Pensiun (JP), jadi tidak ada yang dihitung.")
    rate = say.percent(form.rules.value(Rule.JP_EMPLOYER) + form.rules.value(Rule.JP_WORKER))
    wage = form.wage("wage", Ask("wage", f"Berapa rata-rata upah sebulan? Iuran JP {rate} dari upah. Contoh: 4,2 juta."))
    span = form.span()
    months = span[1] if span else form.months("months", _ASK_MONTHS, noun="masa iuran")
    if span:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(months)}", _ASK_MONTHS)
    if months == 0:
        return Refer("jp.masa-iur", "Belum ada masa iuran, jadi belum ada yang dihitung.")
    least = form.rules.whole(Rule.JP_MONTHS)
    return _monthly(form, wage, months, least) if months >= least else _lump(form, wage, months, span, least)


def _monthly(form: Form, wage: Given, months: int, least: int) -> Step:
    rules = form.rules
    cap = jp_wage_cap(rules, form.today)
    result = monthly_pension(rules, months, wage.value, form.today)
    counted = min(wage.value, Fraction(cap.value))
    coefficient = say.percent(rules.value(Rule.JP_COEFFICIENT))
    roughly = "sekitar " if wage.rough else ""
    head = f"Kira-kira **{roughly}{say.rupiah(result.per_bulan)} sebulan**, untuk iuran {say.months(months)}.{wage.clause}"
    steps = [*wage.steps, f"{coefficient} × {say.number(Fraction(months, 12))} tahun × {say.rupiah(counted)} = {say.rupiah(result.per_bulan_rumus)}"]
    first = rules.periods(Rule.JP_MIN)[-1].first
    of_year = f" tahun {first.year}" if first else ""
    if result.per_bulan > result.per_bulan_rumus:
        steps.append(f"Dinaikkan ke batas paling sedikit{of_year}: {say.rupiah(result.per_bulan)}")
    elif result.per_bulan < result.per_bulan_rumus:
        steps.append(f"Diturunkan ke batas paling banyak{of_year}: {say.rupiah(result.per_bulan)}")
    start = programme_start(rules)
    earliest = add_months(start, least)
    possible = max(0, (form.today.year - start.year) * 12 + form.today.month - start.month + 1)
    notes = [
        f"Upah di atas {say.rupiah(cap.value)} dihitung sebesar batas itu." if wage.value > cap.value else "",
        (
            f"JP baru mulai {say.month(start)}: sampai sekarang paling banyak {possible} bulan, dan {least} bulan paling cepat tercapai "
            f"{say.month(earliest)}. Jadi ini gambaran untuk nanti."
            if months > possible
            else ""
        ),
        "Upah masa lalu sebenarnya disesuaikan dulu dengan inflasi; itu tidak bisa saya hitung, jadi angka aslinya akan berbeda.",
        f"Batas paling sedikit dan paling banyak{of_year} dari satu surat yang dikutip, dan naik tiap tahun.",
        "Dibayar mulai usia pensiun JP, bukan saat berhenti kerja. Sesudah tahun pertama mengikuti inflasi.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 45/2015 pasal 17 (rumus), 18 (batas), 19 dan 20 (15 tahun).", notes)
    return Computed("jp.rumus", text, result.figures(), ("jp.besaran-min-max",))


def _lump(form: Form, wage: Given, months: int, span: tuple[date, int] | None, least: int) -> Step:
    rules = form.rules
    lowest = min(int(period.value) for period in rules.periods(Rule.JP_WAGE_CAP))
    if span is None and wage.value > lowest:
        raise UnansweredError(
            Ask("span", "Batas upah JP berganti tiap tahun. Dari bulan apa sampai bulan apa iurannya? Contoh: Januari 2025 sampai Desember 2025.")
        )
    caps = cap_stretches(rules, span[0], months) if span else ((lowest, months, CapKnown.YES),)
    if any(known is CapKnown.NOT_YET and wage.value > cap for cap, _, known in caps):
        return Refer("jp.batas-upah", "Batas upah JP untuk sebagian bulan itu tidak ada di data kami, jadi tidak saya hitung. Tanyakan ke kantor cabang.")
    stretches = tuple((pension_contribution(rules, wage.value, cap), count) for cap, count, _ in caps)
    result = pension_lump(rules, stretches)
    rate = say.percent(rules.value(Rule.JP_EMPLOYER) + rules.value(Rule.JP_WORKER))
    roughly = "sekitar " if wage.rough else ""
    head = (
        f"Belum {least // 12} tahun iuran, jadi dibayar sekaligus. Yang disetor **{roughly}{say.rupiah(result.total_iuran)}**; dengan hasil "
        f"pengembangan kira-kira **{say.about(result.perkiraan_total)}**.{wage.clause}"
    )
    steps = list(wage.steps)
    for (monthly, count), (cap, _, _) in zip(stretches, caps, strict=True):
        steps.append(f"{rate} × {say.rupiah(min(wage.value, Fraction(cap)))} = {say.rupiah(monthly)}, {count} bulan: {say.rupiah(monthly * count)}")
    steps.append(f"Dengan hasil {say.percent(rules.value(Rule.JP_RETURN))} setahun: {say.about(result.perkiraan_total)}")
    first_known = rules.periods(Rule.JP_WAGE_CAP)[0].first
    begins = span[0] if span else add_months(form.today.replace(day=1), 1 - months)
    before = first_known is not None and begins < first_known
    later = any(known is CapKnown.LATER for _, _, known in caps)
    notes = [
        "Dibayar pada usia pensiun JP, atau saat cacat total atau meninggal; bukan saat berhenti kerja.",
        "Hasil tahun 2025 itu dari satu sumber dan ditetapkan tiap tahun, jadi ini gambaran, bukan janji.",
        say.CONSTANT_WAGE,
        f"Batas upah JP sebelum {say.month(first_known)} tidak ada di data kami." if before and first_known else "",
        "Bulan sesudah batas upah terakhir yang kami tahu dihitung dengan batas sekarang." if later else "",
        "Bulan tanpa iuran JP, misalnya di usaha kecil, tidak dihitung.",
        "Pajaknya tidak saya hitung; tanyakan ke kantor cabang.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "UU 40/2004 pasal 41; PP 45/2015 pasal 28 dan 29.", notes)
    return Computed("jp.kurang-15-tahun", text, result.figures(), ("jp.masa-iur",))


# --- C6 ---


def age(form: Form) -> Step:
    """Return from which age and year JP is paid (C6)."""
    question = Ask("birth", "Lahir tahun berapa? Contoh: 1975, atau 3 Maret 1970.")
    born = form.day("birthday")
    years, at = form.number("age"), form.number("age_year") or form.today.year
    year = born.year if born else form.number("birth")
    if year is None and years is not None:
        form.judged("age", years, limits.AGE, f"umur {years} tahun", question)
        year = at - years
    if year is None:
        raise UnansweredError(question)
    if born is not None and born > form.today:
        raise UnansweredError(Ask("birth", f"Maaf, tanggal lahir itu belum lewat. {question.text}"))
    if not limits.BIRTH_FROM <= year <= form.today.year:
        raise UnansweredError(Ask("birth", f"Maaf, tahun lahir {year} tidak bisa saya hitung. {question.text}"))
    if year > form.today.year - limits.YOUNGEST_WORKER:
        form.judged("birth", form.today.year - year, limits.AGE, f"kelahiran {year}", question)
    result = pension_age(form.rules, year)
    start = programme_start(form.rules)
    first = int(form.rules.periods(Rule.JP_AGE)[0].value)
    if result is None or year < limits.BIRTH_KNOWN_FROM:
        return Refer(
            "jp.usia-pensiun",
            f"Kelahiran {year} sudah mencapai usia pensiun JP {first} tahun pada atau sebelum program ini mulai ({say.month(start)}). Tanyakan ke kantor cabang.",
        )
    head = _age_head(form, result, born, year)
    steps = [_age_step(form, year, other) for other in range(max(first, result.usia_pensiun - 1), result.usia_pensiun + 1)]
    notes = [
        say.FUTURE,
        _other_birthday(form, year, result) if born is None and years is not None else "",
        f"Ini umur menerima JP, bukan umur harus berhenti kerja, dan bukan JHT ({form.rules.whole(Rule.JHT_AGE)} tahun).",
        f"Masih bekerja pada umur itu: boleh ditunda, paling lama {form.rules.whole(Rule.JP_DELAY)} tahun.",
        f"Dibayar bulanan kalau iurannya sudah {form.rules.whole(Rule.JP_MONTHS) // 12} tahun; kurang dari itu sekaligus.",
        "Yang berhenti kerja atau genap umurnya tepat sebelum usia pensiun naik mungkin kena aturan peralihan; tanyakan ke kantor cabang.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 45/2015 pasal 15; umur per tahun lahir hitungan kami dari aturan itu.", notes)
    return Computed("jp.usia-pensiun", text, result.figures(), ("jp.masa-iur",))


def _age_head(form: Form, result: PensionAge, born: date | None, year: int) -> str:
    when = f"tahun {result.tahun}"
    past = result.tahun < form.today.year
    if born is not None:
        reached = date(result.tahun, born.month, born.day if (born.month, born.day) != (2, 29) else 28)
        when = say.day(reached)
        past = reached <= form.today
    verb = f"sudah sejak {when}" if past else f"mulai {when}"
    return f"Jaminan Pensiun (JP) untuk kelahiran {year} cair umur **{result.usia_pensiun} tahun**, {verb if not past else f'**{verb}**'}."


def _age_step(form: Form, year: int, reached: int) -> str:
    at = year + reached
    needed = form.rules.whole(Rule.JP_AGE, date(at, 12, 31))
    verdict = "cukup" if needed <= reached else "belum cukup"
    return f"Umur {reached} di tahun {at}: usia pensiun tahun itu {needed}, {verdict}"


def _other_birthday(form: Form, year: int, result: PensionAge) -> str:
    """Return the result for the year before, where the birthday is still to come and it would differ."""
    other = pension_age(form.rules, year - 1)
    if other is None or other == result:
        return ""
    if other.usia_pensiun == result.usia_pensiun:
        return f"Dihitung sebagai kelahiran {year}. Kalau ulang tahunnya belum lewat (kelahiran {year - 1}), tahunnya {other.tahun}."
    return f"Dihitung sebagai kelahiran {year}. Kalau ulang tahunnya belum lewat (kelahiran {year - 1}): umur {other.usia_pensiun}, tahun {other.tahun}."

