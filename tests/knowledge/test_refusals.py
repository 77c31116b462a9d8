"""Everything that is refused, each at its place and with a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeError, load, try_load
from bot.knowledge.tree import MAX_BYTES, MAX_DEPTH

JHT = "program/jht.yaml"
JKK = "program/jkk.yaml"
IURAN = "umum/iuran.yaml"
ANGKA = "angka.yaml"
SUMBER = "sumber.yaml"
KATA = "bahasa/kata.yaml"
OBROLAN = "bahasa/obrolan.yaml"
UJI = "uji/pertanyaan.yaml"
PERCAKAPAN = "uji/percakapan.yaml"


@dataclass(frozen=True)
class Case:
    """An edit of one file, and the one problem it must give: its place, and a part of its sentence."""

    about: str
    file: str
    old: str
    new: str
    place: str
    sentence: str


SYNTAX = (
    Case(
        "a colon in a value",
        JHT,
        "judul: Jaminan",
        "judul: Klaim: Jaminan",
        ":3:13",
        "tanda kutip: judul: 'Klaim: Jaminan Hari Tua (JHT)'",
    ),
    Case("a tab", JHT, "      - jht kuwi opo", "\t- jht kuwi opo", ":12:1", "Ada tombol Tab"),
    Case(
        "a missing dash",
        JHT,
        "      - jht kuwi opo",
        "        jht kuwi opo",
        ":11:9",
        "awali dengan tanda - yang sejajar",
    ),
    Case(
        "a key that is not aligned", JHT, "    tombol: Apa itu JHT", "   tombol: Apa itu JHT", ":7:4", "tidak sejajar"
    ),
    Case(
        "a key that stands too deep",
        JHT,
        "    tombol: Apa itu JHT",
        "      tombol: Apa itu JHT",
        ":7:13",
        "menjorok lebih dalam",
    ),
    Case("an item that is not aligned", JHT, "      - jht kuwi opo", "     - jht kuwi opo", ":12:6", "tidak sejajar"),
    Case(
        "no space after a colon",
        JHT,
        "    tombol: Apa itu JHT",
        "    tombol:Apa itu JHT",
        ":7:5",
        "Tulis: tombol: Apa itu JHT",
    ),
    Case("an open quote", JHT, "tombol: Dokumen klaim JHT", "tombol: 'Dokumen klaim JHT", ":52:13", "tidak ditutup"),
    Case("an open bracket", JHT, "[jht.dokumen]", "[jht.dokumen", ":35:15", "Kurung siku belum ditutup"),
    Case(
        "text behind a quote",
        JHT,
        "tombol: Dokumen klaim JHT",
        "tombol: 'Dokumen' klaim JHT",
        ":52:23",
        "tanda kutip: tombol: \"'Dokumen' klaim JHT\"",
    ),
    Case(
        "a value that begins with %",
        JHT,
        "tombol: Ambil JHT 10%",
        "tombol: %10 JHT",
        ":39:13",
        "tanda kutip: tombol: '%10 JHT'",
    ),
    Case(
        "a value that begins with @",
        JHT,
        "tombol: Ambil JHT 10%",
        "tombol: @jht",
        ":39:13",
        "tanda kutip: tombol: '@jht'",
    ),
    Case(
        "a figure at the start of a value",
        JKK,
        "jawaban: Ya, di",
        "jawaban: {jkk.lapor} Ya, di",
        ":50:26",
        "diawali tanda {",
    ),
    Case(
        "a list on the line of its key",
        JKK,
        "variasi:\n      - apa itu jkk",
        "variasi: - apa itu jkk",
        ":8:14",
        "Daftar dimulai di baris baru",
    ),
    Case("an unknown escape", JHT, "tombol: Ambil JHT 10%", 'tombol: "Ambil\\q"', ":39:19", "kutip ganda"),
    Case(
        "a block that is not indented",
        JHT,
        "      Surat keterangan kerja juga",
        "    Surat keterangan kerja juga",
        ":64:5",
        "di bawah tanda |",
    ),
    Case("a line without a colon", ANGKA, "  jht.hasil:\n", "  jht.hasil\n", ":11:3", "kurang titik dua"),
    Case("an anchor", JHT, "judul: Jaminan", "judul: &a Jaminan", ":3:8", "Nilai yang diawali tanda &, * atau !"),
    Case("an alias", JHT, "judul: Jaminan Hari Tua (JHT)", "judul: *a", ":3:8", "Nilai yang diawali tanda &, * atau !"),
    Case("a tag", JHT, "judul: Jaminan", "judul: !!str Jaminan", ":3:8", "Nilai yang diawali tanda &, * atau !"),
    Case("a second document", JHT, "  - id: jht.dokumen", "---\n  - id: jht.dokumen", ":50:1", "dokumen kedua"),
    Case(
        "a duplicate key",
        JHT,
        "    tombol: Ambil JHT 10%",
        "    id: jht.lain",
        ":39:5",
        "Kunci 'id' sudah ada di baris 37",
    ),
    Case(
        "a list as a key", JHT, "judul: Jaminan Hari Tua (JHT)", "? [a, b]\n: c", ":3:3", "Kunci harus berupa satu kata"
    ),
    Case("a space that is none", JHT, "judul: Jaminan", "judul:\u00a0Jaminan", ":3:7", "U+00A0"),
    Case("a mark that nobody sees", JHT, "apa itu jht", "apa itu\u200b jht", ":9:16", "U+200B"),
    Case(
        "too deep a structure",
        JHT,
        "judul: Jaminan Hari Tua (JHT)",
        "judul: " + "[" * 50,
        f":3:{7 + MAX_DEPTH}",
        "bertingkat lebih dari",
    ),
)

SHAPES = (
    Case(
        "an unknown key",
        JHT,
        "    tombol: Ambil",
        "    tombl: Ambil",
        ":39:5",
        "Kunci 'tombl' tidak dikenal. Mungkin maksudnya 'tombol'",
    ),
    Case(
        "an unknown key at the top",
        JHT,
        "judul: Jam",
        "Judul: Jam",
        ":3:1",
        "Kunci 'Judul' tidak dikenal. Mungkin maksudnya 'judul'",
    ),
    Case(
        "a missing key",
        JHT,
        "    tinjau: 2027-01-31\n",
        "",
        ":37:5",
        "Kunci wajib 'tinjau' belum ada. Tambahkan, contoh: tinjau: 2027-01-31",
    ),
    Case("an empty value", JHT, "tombol: Ambil JHT 10%", "tombol:", ":39:12", "Isi 'tombol' kosong"),
    Case(
        "an empty list",
        JHT,
        "sumber: [pp-46-2015]\n    lanjutan: [jht.definisi]",
        "sumber: []\n    lanjutan: []",
        ":47:13",
        "Isi 'sumber' kosong. Isi paling sedikit 1",
    ),
    Case(
        "text where a list belongs",
        JHT,
        "lanjutan: [jht.dokumen]",
        "lanjutan: jht.dokumen",
        ":35:15",
        "Isi 'lanjutan' harus daftar",
    ),
    Case("a list where text belongs", JHT, "tombol: Ambil JHT 10%", "tombol: [Ambil]", ":39:13", "harus satu teks"),
    Case("a colon in an item", JHT, "- jht kuwi opo", "- jht: kuwi opo", ":12:9", "Beri tanda kutip: 'jht: kuwi opo'"),
    Case(
        "a label that is too long",
        JHT,
        "tombol: Ambil JHT 10%",
        "tombol: " + "x" * 33,
        ":39:13",
        "Paling panjang 32 huruf",
    ),
    Case(
        "an id in capitals",
        JKK,
        "id: jkk.berangkat-pulang",
        "id: JKK.berangkat-pulang",
        ":43:9",
        "harus berbentuk topik.aspek",
    ),
    Case("an id without a topic", JKK, "id: jkk.definisi", "id: definisi", ":5:9", "harus berbentuk topik.aspek"),
    Case(
        "an id that is too long", JKK, "id: jkk.definisi", "id: jkk." + "x" * 37, ":5:9", "terlalu panjang (41 huruf)"
    ),
    Case("a date that is none", JHT, "tinjau: 2027-01-31", "tinjau: 31-01-2027", ":49:13", "contoh: 2027-01-31"),
    Case(
        "a day that does not exist", JHT, "tinjau: 2027-01-31", "tinjau: 2027-02-30", ":49:13", "tidak ada di kalender"
    ),
    Case(
        "a month where a day belongs", JHT, "tinjau: 2027-01-31", "tinjau: 2027-01", ":49:13", "Tulis tanggal lengkap"
    ),
    Case(
        "an unknown confidence",
        JHT,
        "keyakinan: sedang",
        "keyakinan: lumayan",
        ":68:16",
        "Pilih salah satu: tinggi, sedang, rendah",
    ),
    Case("an unknown scope", UJI, "lingkup: asing", "lingkup: jauh", ":8:44", "dalam, tetangga, asing, obrolan"),
    Case(
        "an unknown kind of reply",
        PERCAKAPAN,
        "[jawaban, pilihan]",
        "[jawaban, tombol]",
        ":5:54",
        "jawaban, pilihan, hitungan",
    ),
    Case(
        "a double question with one need",
        PERCAKAPAN,
        "[[jht.definisi], [jkk.lapor, jht.klaim-resign]]",
        "[[jht.definisi]]",
        ":10:12",
        "2",
    ),
    Case("a sum without numbers", PERCAKAPAN, "{total: 8400, persen: 0.5}", "{}", ":15:12", "1"),
    Case("an unknown unit", ANGKA, "satuan: jam", "satuan: jm", ":32:13", "Pilih salah satu: rupiah, persen"),
    Case(
        "a number with dots between thousands",
        ANGKA,
        "nilai: 16800",
        "nilai: 16.800",
        ":35:12",
        "Tulis ribuan tanpa titik: 16800",
    ),
    Case("a number with a comma", ANGKA, "nilai: 5.51", "nilai: 5,51", ":12:12", "bukan koma: 5.51"),
    Case("a number with its unit", ANGKA, "nilai: 16800", "nilai: Rp16800", ":35:12", "bukan angka"),
    Case("a month that does not exist", ANGKA, "dari: 2026-04", "dari: 2026-13", ":41:11", "tidak ada di kalender"),
    Case("a figure name without a topic", ANGKA, "  iuran.lapis:", "  lapis:", ":54:3", "harus berbentuk topik.nama"),
    Case("a source link without https", SUMBER, "url: https://", "url: www.", ":7:10", "harus dimulai dengan https://"),
    Case(
        "an unknown kind of source", SUMBER, "jenis: berita", "jenis: koran", ":18:12", "peraturan, resmi, berita, lain"
    ),
    Case("neither yes nor no", SUMBER, "tampilkan: tidak", "tampilkan: false", ":19:16", "Pilih salah satu: ya, tidak"),
    Case(
        "a list at the top of a file",
        KATA,
        "kata: [santunan, iuran]",
        "kata:\n  santunan: iuran",
        ":14:3",
        "Isi 'kata' harus daftar",
    ),
)

REFERENCES = (
    Case(
        "an unknown source",
        JHT,
        "sumber: [pp-46-2015]\n    lanjutan: [jht.definisi]",
        "sumber: [pp-46-2016]\n    lanjutan: [jht.definisi]",
        ":47:14",
        "Sumber 'pp-46-2016' tidak ada di sumber.yaml. Mungkin maksudnya 'pp-46-2015'",
    ),
    Case(
        "an unknown source of a figure",
        ANGKA,
        "sumber: [kabar-lama]",
        "sumber: [xyzzy]",
        ":16:14",
        "Sumber 'xyzzy' tidak ada",
    ),
    Case(
        "an unknown follow-up",
        JHT,
        "[jht.dokumen]",
        "[jht.dokmen]",
        ":35:16",
        "Entri 'jht.dokmen' tidak ada. Mungkin maksudnya 'jht.dokumen'",
    ),
    Case(
        "a follow-up to itself",
        JHT,
        "lanjutan: [jht.dokumen]",
        "lanjutan: [jht.klaim-resign]",
        ":35:16",
        "menunjuk entri ini sendiri",
    ),
    Case(
        "an id of another topic",
        JKK,
        "id: jkk.definisi",
        "id: jht.arti",
        ":5:9",
        "harus diawali topik berkas ini: jkk.arti",
    ),
    Case(
        "a duplicate id",
        JKK,
        "id: jkk.berangkat-pulang",
        "id: jkk.definisi",
        ":43:9",
        "sudah dipakai di program/jkk.yaml:5:9",
    ),
    Case(
        "a topic that another file has",
        "umum/luar.yaml",
        "topik: luar",
        "topik: iuran",
        ":2:8",
        "sudah ada di umum/iuran.yaml",
    ),
    Case(
        "an unknown figure",
        JHT,
        "{jht.hasil}",
        "{jht.hsil}",
        ":16:37",
        "Angka 'jht.hsil' tidak ada di angka.yaml. Mungkin maksudnya 'jht.hasil'",
    ),
    Case(
        "an unknown form of a figure", JHT, "{jht.hasil}", "{jht.hasil:ribu}", ":16:37", "Bentuk ':ribu' tidak dikenal"
    ),
    Case("millions of per cent", JHT, "{jht.hasil}", "{jht.hasil:juta}", ":16:37", "bukan untuk persen"),
    Case("a table in a sentence", JHT, "{jht.hasil}", "{iuran.lapis}", ":16:37", "berupa tabel"),
    Case(
        "a brace without its partner",
        JHT,
        "**{jht.hasil}** setahun",
        "5 persen} setahun",
        ":16:43",
        "Kurung kurawal hanya untuk nama angka",
    ),
    Case(
        "a condition on an unknown figure",
        IURAN,
        "[setelah iuran.diskon]",
        "[setelah iuran.discon]",
        ":15:7",
        "Mungkin maksudnya 'iuran.diskon'",
    ),
    Case(
        "a condition inside a line",
        IURAN,
        "Mulai **",
        "Mulai [selama iuran.diskon] **",
        ":13:13",
        "harus di awal baris",
    ),
    Case(
        "a condition without a sentence",
        IURAN,
        "[setelah iuran.diskon] Potongan untuk iuran sampai Desember 2026 sudah berakhir; tanyakan ke 175.",
        "[setelah iuran.diskon]",
        ":15:7",
        "harus ada kalimatnya",
    ),
    Case("a condition on a table", IURAN, "[setelah iuran.diskon]", "[setelah iuran.lapis]", ":15:7", "berupa tabel"),
    Case(
        "a question without its entry",
        UJI,
        "    entri: [jht.klaim-resign]\n",
        "",
        ":4:14",
        "harus menyebut entri yang benar",
    ),
    Case(
        "a question with an unknown entry",
        UJI,
        "[luar.bpjs-kesehatan]",
        "[luar.bpjs]",
        ":7:67",
        "Entri 'luar.bpjs' tidak ada",
    ),
    Case(
        "a dialogue with an unknown entry",
        PERCAKAPAN,
        "entri: [jht.dokumen]",
        "entri: [jht.dokumenn]",
        ":7:17",
        "Entri 'jht.dokumenn' tidak ada",
    ),
    Case(
        "a double question with an unknown entry",
        PERCAKAPAN,
        "jht.klaim-resign]",
        "jht.klaim-lagi]",
        ":10:41",
        "Entri 'jht.klaim-lagi' tidak ada",
    ),
    Case(
        "a sum with an unknown entry",
        PERCAKAPAN,
        "[iuran.mandiri]",
        "[iuran.sendiri]",
        ":14:13",
        "Entri 'iuran.sendiri' tidak ada",
    ),
    Case(
        "a figure in small talk",
        OBROLAN,
        "Ada yang mau ditanyakan?",
        "Iuran {iuran.mandiri}.",
        ":6:21",
        "tidak memakai angka",
    ),
    Case(
        "small talk named twice",
        OBROLAN,
        "nama: terima-kasih",
        "nama: salam",
        ":8:11",
        "Obrolan 'salam' sudah ada di bahasa/obrolan.yaml:3:11",
    ),
    Case(
        "a spelling with two meanings",
        KATA,
        "tidak: [no,",
        "tidak: [no, gmn,",
        ":4:15",
        "'gmn' sudah berarti 'bagaimana'",
    ),
    Case(
        "spellings that lead on",
        KATA,
        "di mana: [dmn, nang ndi]",
        "gmn: [dmn]",
        ":5:9",
        "Taruh langsung di bawah 'bagaimana'",
    ),
)

FIGURES = (
    Case("a number beyond measure", ANGKA, "nilai: 16800", "nilai: 1" + "0" * 15, ":35:12", "terlalu besar"),
    Case("a year beyond measure", ANGKA, "dari: 2026-04", "dari: 20226", ":41:11", "contoh: 2026-12-31"),
    Case("a year that cannot be meant", ANGKA, "dari: 2026-04", "dari: 0226-04", ":41:11", "Tahun 226 tidak mungkin"),
    Case(
        "a result beyond measure",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan * jkk.pemakaman * 10",
        ":27:12",
        "terlalu besar",
    ),
    Case("no value", ANGKA, "    nilai: 16800\n", "", ":34:3", "tepat satu dari nilai, rumus, masa, atau baris"),
    Case(
        "two values", ANGKA, "nilai: 16800", "nilai: 16800\n    rumus: jkk.lapor * 2", ":34:3", "Yang ada: nilai, rumus"
    ),
    Case(
        "an end before the beginning",
        ANGKA,
        "sampai: 2026-12",
        "sampai: 2026-03",
        ":42:13",
        "lebih awal daripada 'dari'",
    ),
    Case(
        "periods that overlap",
        ANGKA,
        "dari: 2026-03, sampai: 2027-02",
        "dari: 2026-02, sampai: 2027-02",
        ":53:9",
        "bertumpuk",
    ),
    Case(
        "a period that ends before it begins",
        ANGKA,
        "dari: 2026-03, sampai: 2027-02",
        "dari: 2026-03, sampai: 2026-02",
        ":53:9",
        "lebih awal daripada 'dari'",
    ),
    Case("dates beside periods", ANGKA, "    masa:\n", "    dari: 2025\n    masa:\n", ":51:11", "di tiap baris masa"),
    Case(
        "a formula with an unknown name",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan + jkk.pemakamn",
        ":27:12",
        "Mungkin maksudnya 'jkk.pemakaman'",
    ),
    Case(
        "a formula with a table",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan + iuran.lapis",
        ":27:12",
        "berupa tabel",
    ),
    Case(
        "a formula that stops",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan +",
        ":27:12",
        "berhenti di tengah",
    ),
    Case(
        "a formula with code",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: __import__('os')",
        ":27:12",
        "tidak dikenal",
    ),
    Case(
        "a formula with an open parenthesis",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: (jkk.santunan",
        ":27:12",
        "kurung buka tanpa kurung tutup",
    ),
    Case(
        "a formula with a closing parenthesis",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan)",
        ":27:12",
        "kurung tutup tanpa kurung buka",
    ),
    Case(
        "a formula without a sign",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan jkk.pemakaman",
        ":27:12",
        "kurang tanda hitung",
    ),
    Case(
        "a formula with two signs",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan * / 2",
        ":27:12",
        "kurang angka",
    ),
    Case(
        "a formula that is too long",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: 1" + " + 1" * 200,
        ":27:12",
        "terlalu panjang",
    ),
    Case(
        "a formula about itself",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.total + 1",
        ":27:12",
        "berputar",
    ),
    Case(
        "a division by zero",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jkk.santunan / (5 - 5)",
        ":27:12",
        "membagi dengan nol",
    ),
    Case(
        "operands that never hold together",
        ANGKA,
        "rumus: jkk.santunan + jkk.pemakaman",
        "rumus: jht.hasil + iuran.diskon",
        ":27:12",
        "berlaku bersama",
    ),
)

MARKUP = (
    Case("a heading", JHT, "Yang dibawa:", "# Yang dibawa", ":59:7", "Judul"),
    Case(
        "an underlined heading",
        JHT,
        "      Hasil pengembangan",
        "      Hasil\n      ===\n\n      Hasil pengembangan",
        ":16:7",
        "Judul",
    ),
    Case("a quotation", JHT, "Yang dibawa:", "> Yang dibawa:", ":59:7", "Kutipan"),
    Case("code", JHT, "Yang dibawa:", "`Yang` dibawa:", ":59:7", "Tanda ` tidak dipakai"),
    Case(
        "indented code",
        JHT,
        "      Surat keterangan kerja juga",
        "      Surat\n\n          Surat keterangan kerja juga",
        ":66:7",
        "dianggap kode",
    ),
    Case("fenced code", JHT, "Yang dibawa:", "```\n      x\n      ```", ":59:7", "Blok kode"),
    Case("a rule", JHT, "      Yang dibawa:", "      Ini\n\n      ---\n\n      Yang dibawa:", ":61:7", "Garis pemisah"),
    Case("HTML", JHT, "Yang dibawa:", "Yang<br>dibawa:", ":59:11", "HTML"),
    Case("an HTML block", JHT, "Yang dibawa:", "<div>x</div>", ":59:7", "HTML"),
    Case("a table", JHT, "Yang dibawa:", "| a | b |\n      |---|---|\n      | 1 | 2 |\n", ":59:7", "Tabel"),
    Case("an image", JHT, "Yang dibawa:", "![peta](https://contoh.id/a.png)", ":59:7", "Gambar"),
    Case("italics", JHT, "Yang dibawa:", "Yang *dibawa*:", ":59:12", "Huruf miring"),
    Case("underscores for bold", JHT, "Yang dibawa:", "Yang __dibawa__:", ":59:12", "bukan __teks__"),
    Case("a strike-through", JHT, "Yang dibawa:", "Yang ~~dibawa~~:", ":59:12", "Teks coret"),
    Case("an odd asterisk", JHT, "Yang dibawa:", "Yang **dibawa:", ":59:12", "tidak berpasangan"),
    Case(
        "a link that is not https",
        JHT,
        "https://lapakasik",
        "http://lapakasik",
        ":32:34",
        "harus dimulai dengan https://",
    ),
    Case(
        "a link that is not read",
        JHT,
        "(https://lapakasik",
        "( https ://lapakasik",
        ":32:34",
        "Tautan ini tidak terbaca",
    ),
    Case(
        "a bare address in angles", JHT, "Yang dibawa:", "Lihat <https://contoh.id>", ":59:13", "[teks](https://alamat)"
    ),
    Case(
        "a link with a title",
        JHT,
        "ketenagakerjaan.go.id)",
        'ketenagakerjaan.go.id "judul")',
        ":32:34",
        "tidak memakai judul",
    ),
    Case(
        "asterisks for a list",
        JHT,
        "- KTP\n      - Buku tabungan atas nama sendiri\n      - Surat",
        "* KTP\n      * Buku\n      * Surat",
        ":60:7",
        "Ganti * di awal butir",
    ),
    Case("numbers with a parenthesis", JHT, "1. Siapkan berkas.", "1) Siapkan berkas.", ":31:7", "1. bukan 1)"),
    Case(
        "a line that clings to a list",
        JHT,
        "- Surat keterangan kerja\n",
        "- Surat keterangan kerja\n      Lalu tunggu.\n",
        ":63:7",
        "menempel ke butir",
    ),
    Case(
        "a list nested twice",
        JHT,
        "- Surat keterangan kerja\n",
        "- Surat\n        - satu\n          - dua\n",
        ":64:7",
        "satu tingkat",
    ),
    Case("an empty item", JHT, "- Surat keterangan kerja\n", "-\n", ":62:7", "kosong"),
    Case(
        "two paragraphs in an item",
        JHT,
        "- Surat keterangan kerja\n",
        "- Surat\n\n        Lagi\n",
        ":64:7",
        "satu paragraf",
    ),
)


@pytest.mark.parametrize("case", [*SYNTAX, *SHAPES, *REFERENCES, *FIGURES, *MARKUP], ids=lambda case: case.about)
def test_refused(folder: Path, case: Case) -> None:
    """One slip gives exactly one problem, at its place, with a sentence that says what to do."""
    path = folder / case.file
    text = path.read_text(encoding="utf-8")
    assert text.count(case.old) >= 1
    path.write_text(text.replace(case.old, case.new, 1), encoding="utf-8")
    problems = [str(problem) for problem in try_load(folder).problems]
    assert len(problems) == 1, problems
    place, sentence = problems[0].split(": ", 1)
    assert place == case.file + case.place
    assert case.sentence in sentence


def refusals(folder: Path) -> list[str]:
    """Return all problems of a folder as text."""
    return [str(problem) for problem in try_load(folder).problems]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_problem_of_every_file_at_once(folder: Path) -> None:
    """Slips of all kinds in several files, and several in one, are all reported in one go, by file and line."""
    edit(folder / JHT, "judul: Jaminan Hari Tua (JHT)", "judul: Klaim: JHT")
    edit(folder / JHT, "tombol: Ambil JHT 10%", "tombl: Ambil")
    edit(folder / JHT, "tombol: Dokumen klaim JHT", "tombol: @x")
    edit(folder / JKK, "sumber: [pp-44-2015]", "sumber: [pp-44-2016]")
    edit(folder / ANGKA, "nilai: 16800", "nilai: 16.800")
    edit(folder / UJI, "lingkup: asing", "lingkup: jauh")
    places = [problem.split(": ", 1)[0] for problem in refusals(folder)]
    assert places == [
        "angka.yaml:35:12",
        "program/jht.yaml:3:13",
        "program/jkk.yaml:13:14",
        "uji/pertanyaan.yaml:8:44",
    ]


def test_several_syntax_errors_in_one_file(folder: Path) -> None:
    """After a syntax error the rest of the file is still read, so that a second one is reported in the same run."""
    edit(folder / JHT, "tombol: Cairkan setelah resign", "tombol: Cairkan: resign")
    edit(folder / JHT, "tombol: Dokumen klaim JHT", "tombol: @x")
    edit(folder / JHT, "tombol: Ambil JHT 10%", "tombl: Ambil")
    assert [problem.split(": ", 1)[0] for problem in refusals(folder)] == [
        "program/jht.yaml:22:20",
        "program/jht.yaml:39:5",
        "program/jht.yaml:52:13",
    ]


def test_one_entry_with_several_problems(folder: Path) -> None:
    """A wrong date does not hide the unknown source, follow-up and figure of the same entry."""
    edit(folder / JHT, "tinjau: 2027-01-31", "tinjau: besok")
    edit(
        folder / JHT,
        "{jht.sebagian_masa}**.\n    sumber: [pp-46-2015]\n    lanjutan: [jht.definisi]",
        "{jht.masa}**.\n    sumber: [pp-1]\n    lanjutan: [jht.apa]",
    )
    assert [problem.split(": ", 1)[0] for problem in refusals(folder)] == [
        "program/jht.yaml:46:91",
        "program/jht.yaml:47:14",
        "program/jht.yaml:48:16",
        "program/jht.yaml:49:13",
    ]


def test_what_cannot_be_read_is_not_called_unknown(folder: Path) -> None:
    """Names from a file that cannot be read are not reported as unknown where they are used."""
    edit(folder / SUMBER, "judul: Kabar lama", "judul: Kabar: lama")
    edit(folder / ANGKA, "nilai: 16800", "nilai: @")
    (folder / JKK).write_bytes((folder / JKK).read_bytes() + b"\xff")
    edit(folder / JHT, "[jht.klaim-resign, jht.klaim-sebagian-10]", "[jkk.lapor]")
    assert [problem.split(": ", 1)[0] for problem in refusals(folder)] == [
        "angka.yaml:35:12",
        "program/jkk.yaml:53:1",
        "sumber.yaml:17:17",
    ]


def test_circle_of_formulas(folder: Path) -> None:
    """Every formula of a circle is named; one that only waits for the circle is not."""
    edit(folder / ANGKA, "rumus: jkk.santunan + jkk.pemakaman", "rumus: iuran.mandiri_diskon + 1")
    edit(folder / ANGKA, "rumus: iuran.mandiri *", "rumus: jkk.total *")
    with (folder / ANGKA).open("a", encoding="utf-8") as file:
        file.write("  jkk.lain:\n    rumus: jkk.total * 2\n    satuan: rupiah\n    sumber: [pp-44-2015]\n")
    assert [problem.split(": ", 1)[0] for problem in refusals(folder)] == ["angka.yaml:27:12", "angka.yaml:45:12"]


def test_synonyms_that_point_at_each_other(folder: Path) -> None:
    """Two phrases that each stand for the other are both reported."""
    edit(folder / KATA, "[surat keterangan kerja, referensi kerja]", "[paklar]\n  paklar: [paklaring]")
    found = refusals(folder)
    assert len(found) == 2
    assert all("saling menunjuk" in problem for problem in found)


def test_not_utf8(folder: Path) -> None:
    """A file that is not UTF-8 is refused at the line and column of the first wrong byte."""
    data = (folder / JHT).read_bytes()
    (folder / JHT).write_bytes(data.replace(b"Apa itu JHT?", b"Apa itu JHT\xe9", 1))
    assert [problem[:24] for problem in refusals(folder)] == ["program/jht.yaml:6:28: B"]
    assert "UTF-8" in refusals(folder)[0]


@pytest.mark.parametrize("content", ["", "\n\n", "# hanya komentar\n"])
def test_empty_file(folder: Path, content: str) -> None:
    """A file with nothing in it is refused."""
    (folder / UJI).write_text(content)
    assert refusals(folder) == [
        "uji/pertanyaan.yaml:1:1: Berkas ini kosong. Isi menurut panduan, atau hapus berkasnya."
    ]


@pytest.mark.parametrize("content", ["halo", "- halo", "'halo'"])
def test_file_without_keys(folder: Path, content: str) -> None:
    """A file that is a text or a list is told to have keys."""
    (folder / UJI).write_text(content)
    (problem,) = refusals(folder)
    assert problem.startswith("uji/pertanyaan.yaml:1:1: Berkas ini harus berupa kunci dan isi")


def test_too_large_file(folder: Path) -> None:
    """A file beyond all measure is refused without being parsed."""
    (folder / UJI).write_bytes(b"#" * (MAX_BYTES + 1))
    (problem,) = refusals(folder)
    assert "terlalu besar" in problem


def test_anchor_bomb(folder: Path) -> None:
    """Anchors that would multiply into billions of items are refused without being followed."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (folder / UJI).write_text("\n".join(lines))
    found = refusals(folder)
    assert found[0].startswith("uji/pertanyaan.yaml:1:1: Kunci 'a' tidak dikenal") or "punya arti khusus" in found[0]
    assert sum("punya arti khusus" in problem for problem in found) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("program/jp.yml", "Ganti namanya menjadi jp.yaml"),
        ("jp.yaml", "contoh: program/jp.yaml"),
        ("program/dalam/jp.yaml", "terlalu dalam"),
    ],
)
def test_misplaced_file(folder: Path, name: str, sentence: str) -> None:
    """A file that would silently not be read is reported instead."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("topik: jp")
    (problem,) = refusals(folder)
    assert problem.startswith(f"{name}:1:1: ")
    assert sentence in problem


def test_missing_files(tmp_path: Path) -> None:
    """An empty folder lacks its figures, its sources and any topic; a missing one is itself the problem."""
    assert [problem.split(": ")[0] for problem in refusals(tmp_path)] == [".:1:1", "angka.yaml:1:1", "sumber.yaml:1:1"]
    (problem,) = refusals(tmp_path / "tidak-ada")
    assert "KNOWLEDGE_DIR" in problem


def test_load_raises_all_problems(folder: Path) -> None:
    """`load` raises one error that carries every problem and prints them line by line."""
    edit(folder / JHT, "judul:", "jdul:")
    edit(folder / JKK, "judul:", "jdul:")
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    assert [problem.place.file for problem in caught.value.problems] == [JHT, JKK]
    assert str(caught.value).count("\n") == 1
