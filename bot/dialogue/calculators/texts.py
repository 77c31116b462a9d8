"""The sentences of the forms themselves, and the words that open and close them."""

from __future__ import annotations

from bot.language.numerals import word_set

MENU = "Mau menghitung apa? Pilih, atau tulis saja, contoh: **gaji 6 juta kena PHK dapat JKP berapa**."
MORE = "Lainnya"
MORE_ACTION = "lain"
AGAIN = (
    "Maaf, saya belum menangkap angkanya. Tulis angkanya saja, contoh: **2500000** atau **2,5 "
    "juta**, atau **3 tahun** untuk lamanya."
)
AGAIN_CHOICE = "Maaf, saya belum menangkap jawabannya. Tekan salah satu tombol di bawah."
NOT_KNOWN = "Tidak apa-apa. Kira-kiranya juga boleh. Atau lihat dulu aturannya di bawah ini, atau tanya **175**."
CANCELLED = "Baik, hitungannya saya tutup. Tulis lagi kapan saja."
ASK_OFFICE = "Tanyakan ke kantor cabang atau telepon **175**."

CANCEL = word_set("batal batalkan cancel gajadi gakjadi stop udahan tutup")
"""Words that close a form when a message holds little else."""
LEANING = word_set("kalau klo kalo kl klw terus trus trs lalu mun yen nek lamun kalu")
"""Words with which a question leans on the one before."""
MINIMUM_WAGE = frozenset({"umr", "umk", "ump"})
"""Words for a minimum wage: they stand for a sum that the facts do not hold, so that it is asked for."""
