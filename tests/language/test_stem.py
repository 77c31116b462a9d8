"""Affixes, formal and colloquial, taken off until the forms of a word meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.stem import candidates, stemmer

QUICK = settings(deadline=None, max_examples=60)
FORMS = {
    "cair": "mencairkan dicairkan dicairin nyairin cairkan cairin pencairan pencairannya tercairkan cairken cairkeun",
    "daftar": "mendaftar mendaftarkan didaftarkan didaftarin ngedaftar ngedaftarin pendaftaran terdaftar daftarnya",
    "ambil": "mengambil diambil ngambil ambilin pengambilan ngambilnya",
    "bayar": "membayar dibayar mbayar ngebayar bayarin pembayaran membayarkan dibayarkannya bayarlah",
    "kerja": "bekerja kerjaan pekerja pekerjaan dikerjakan ngerjain sekerja",
    "lapor": "melapor melaporkan dilaporkan ngelaporin laporan pelaporan laporkah",
    "tulis": "menulis nulis ditulis tulisan penulisan",
    "kirim": "mengirim ngirim dikirim pengiriman kirimkan",
    "pakai": "memakai makai dipakai pemakaian",
    "urus": "mengurus ngurus ngurusin diurusin pengurusan urusan",
    "setor": "menyetor nyetor disetorkan setoran penyetoran",
    "cabut": "mencabut nyabut dicabut pencabutan",
    "ajar": "belajar pelajar pelajaran mengajar",
    "hitung": "menghitung dihitung hitungan perhitungan",
}
ROOTS = frozenset(FORMS)
FIRST = "abcdefghijklmnoprstuwy"
WORDS = st.from_regex(r"\A[a-z]{0,25}\Z")
ROOT = st.from_regex(rf"\A[{FIRST}][aiueo][bcdfghjklmnprstwy][aiueo][a-z]{{0,5}}\Z")


def active(root: str) -> str:
    """Return the formal active form of a root, as the rules of the language make it."""
    swallowed = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}
    if root[0] in swallowed:
        return swallowed[root[0]] + root[1:]
    if root[0] in "bf":
        return "mem" + root
    if root[0] in "cdj":
        return "men" + root
    return ("meng" if root[0] in "aiueogh" else "me") + root


def spoken(root: str) -> str:
    """Return the active form of a root as it is said in Jakarta and Banten."""
    swallowed = {"p": "m", "t": "n", "k": "ng", "s": "ny", "c": "ny"}
    if root[0] in swallowed:
        return swallowed[root[0]] + root[1:]
    return ("ng" if root[0] in "aiueo" else "nge") + root


@pytest.mark.parametrize(("form", "root"), [(form, root) for root, forms in FORMS.items() for form in forms.split()])
def test_forms_meet(form: str, root: str) -> None:
    """A formal and a colloquial form of a known root both come down to it."""
    assert stemmer(ROOTS.__contains__)(form) == root


@pytest.mark.parametrize(
    "word", ["pensiun", "santunan", "meninggal", "iuran", "makan", "di", "ke", "nya", "jht", "pekerjaan"]
)
def test_a_known_root_stays_whole(word: str) -> None:
    """A word that is known to stand alone keeps what only looks like an affix, though a shorter root is known too."""
    assert stemmer({word, "santun", "tinggal", "iur", "mak", "kerja"}.__contains__)(word) == word


@pytest.mark.parametrize(
    ("word", "root"),
    [("mempekerjakan", "pekerja"), ("pekerjaannya", "pekerjaan"), ("dikerjakan", "kerja")],
)
def test_fewest_cuts_win(word: str, root: str) -> None:
    """Where several known roots could be meant, the one that needs the fewest cuts is."""
    assert stemmer({"kerja", "pekerja", "pekerjaan"}.__contains__)(word) == root


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("memverifikasikan", "verifikasi"),
        ("diverifikasi", "verifikasi"),
        ("verifikasinya", "verifikasi"),
        ("menyosialisasikan", "sosialisasi"),
        ("bpjs", "bpjs"),
        ("dia", "dia"),
        ("ikan", "ikan"),
        ("", ""),
    ],
)
def test_an_unknown_word_loses_formal_affixes(word: str, stem: str) -> None:
    """A word without a known root loses the affixes that are almost never part of one, if enough is left."""
    assert stemmer(frozenset[str]().__contains__)(word) == stem


@QUICK
@given(
    ROOT,
    st.sampled_from(["", "kan", "an", "in", "i"]),
    st.sampled_from(["", "nya"]),
    st.sampled_from(["", "lah", "kah"]),
)
def test_formal_forms_of_any_root(root: str, suffix: str, owner: str, particle: str) -> None:
    """The active and the passive of any root, with any ending, come down to the root."""
    stem = stemmer({root}.__contains__)
    ending = suffix + owner + particle
    assert {stem(active(root) + ending), stem(f"di{root}{ending}")} == {root}


@QUICK
@given(ROOT, st.sampled_from(["", "in", "an"]), st.sampled_from(["", "nya"]))
def test_spoken_forms_of_any_root(root: str, suffix: str, owner: str) -> None:
    """What Jakarta makes of any root comes down to the root."""
    assert stemmer({root}.__contains__)(spoken(root) + suffix + owner) == root


@QUICK
@given(ROOT, st.sampled_from(["ber", "ter", "per", "ke", "se", "pe"]), st.sampled_from(["", "an"]))
def test_other_prefixes_of_any_root(root: str, prefix: str, suffix: str) -> None:
    """The prefixes that swallow nothing come off any root."""
    assert stemmer({root}.__contains__)(prefix + root + suffix) == root


@QUICK
@given(st.one_of(WORDS, st.text(max_size=30)), st.frozensets(WORDS, max_size=5))
def test_a_stem_is_no_longer_than_its_word(word: str, roots: frozenset[str]) -> None:
    """Any string at all has a stem, which is never longer than itself and empty only for the empty one."""
    stem = stemmer(roots.__contains__)(word)
    assert (len(stem) <= len(word), bool(stem)) == (True, bool(word))


@QUICK
@given(WORDS, st.frozensets(WORDS, max_size=5))
def test_a_stem_is_the_word_a_known_root_or_a_guess(word: str, roots: frozenset[str]) -> None:
    """A known root is returned wherever the rules lead to one."""
    reached = [form for form in candidates(word) if form in roots]
    stem = stemmer(roots.__contains__)
    assert stem(word) == (reached[0] if reached and len(word) > 3 else stemmer(lambda _: False)(word))


@QUICK
@given(st.text(alphabet="mengpykaniterbdlh", max_size=60))
def test_candidates_are_few(word: str) -> None:
    """Even a word made of nothing but affixes has a bounded number of possible roots, the word itself first."""
    found = candidates(word)
    assert (found[0], len(found) <= 2_000, max(map(len, found)) <= len(word)) == (word, True, True)


def test_a_stem_is_the_same_every_time() -> None:
    """What is remembered about earlier words changes nothing."""
    stem = stemmer(ROOTS.__contains__)
    forms = [form for several in FORMS.values() for form in several.split()]
    assert [stem(form) for form in forms * 2] == [stemmer(ROOTS.__contains__)(form) for form in forms * 2]
