"""A text that asks for a calculation gets the right one with the right numbers, and a question about rules gets none."""

from __future__ import annotations

import time
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.calculators import Calculators
from bot.dialogue.context import Context
from bot.dialogue.reply import Kind, Reply
from bot.knowledge import load
from bot.knowledge.models import Knowledge, Sum
from bot.matching.analysis import Analyser

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 10, tzinfo=ZONE)


@cache
def knowledge() -> Knowledge:
    return load(Path(__file__).parents[2] / "knowledge")


@cache
def calculators() -> Calculators:
    texts = [text for entry in knowledge().entries.values() for text in (entry.question, *entry.variations)]
    return Calculators(knowledge(), Analyser(knowledge().vocabulary, texts))


def ask(text: str, now: datetime = NOW) -> Reply | None:
    return calculators().reply(text, Context(at=now), now=now, ranked=())


@pytest.mark.parametrize("question", knowledge().sums, ids=lambda question: question.text)
def test_the_staffs_own_questions_give_exactly_their_numbers(question: Sum) -> None:
    day = question.day
    now = NOW if day is None else datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    reply = ask(question.text, now)
    assert reply is not None
    assert reply.kind is Kind.CALCULATION
    assert reply.entries[0] in question.entries
    assert {name: reply.figures.get(name) for name in question.figures} == dict(question.figures)


ASKED: list[tuple[str, str, dict[str, int]]] = [
    ("gajiku 3,8jt pabrik, tiap bulan kepotong bpjs tk brp sih", "iuran.potongan-gaji", {"total_pekerja": 114000}),
    (
        "Berapa potongan BPJS Ketenagakerjaan jika upah saya Rp 4.750.000 per bulan?",
        "iuran.potongan-gaji",
        {"total_pekerja": 142500},
    ),
    ("upah sy dua juta delapan ratus ribu potongan jp nya brp", "jp.iuran", {"jp_pekerja": 28000}),
    ("gaji 20jt potongan jp brp", "jp.iuran", {"jp_pekerja": 110863}),
    (
        "kami cv kecil 5 karyawan gaji 2,5 juta ikut jkk jkm jht risiko rendah total iuran sebulan berapa",
        "iuran.pu-ringkasan",
        {"total": 163500},
    ),
    ("gaji naik dari 4 juta jadi 5 juta potongan bpjs jadi berapa", "iuran.potongan-gaji", {"total_pekerja": 150000}),
    ("upah harian 130rb, iuran jht dipotong berapa", "jht.iuran", {"jht_pekerja": 65000}),
    ("sy jualan gorengan dpt 50rb sehari 26 hari, iuran bpjs tk nya brp", "iuran.bpu-tabel", {"perkiraan_jkk": 13000}),
    (
        "tukang becak sehari dapet 30 rebu, jalan 25 hari sebulan, iurannya brp kalo ikut tiga program",
        "iuran.bpu-ringkasan",
        {"total": 36800, "total_diskon": 28400},
    ),
    (
        "Saya petani, penghasilan Rp950.000 per bulan. Berapa iuran tiga program?",
        "iuran.bpu-ringkasan",
        {"total": 36800, "total_diskon": 28400},
    ),
    (
        "nelayan dapat 700 ribu perbulan mau bayar setahun langsung jadi berapa",
        "iuran.bpu-ringkasan",
        {"total_semua": 184800},
    ),
    (
        "kurir paket penghasilan sejuta dua ratus iuran bln januari 2027",
        "iuran.bpu-tabel",
        {"total": 18800, "total_diskon": 9400},
    ),
    ("driver grab 4jtan sebulan iuran mandiri brp ya", "iuran.bpu-tabel", {"perkiraan_jkk": 40000}),
    ("guru ngaji honor 350rb iuran jamsosteknya brp per bulan", "iuran.bpu-ringkasan", {"total": 16800}),
    (
        "15 nelayan masing masing 800rb penghasilan, total iuran sebulan kelompok kami",
        "iuran.bpu-ringkasan",
        {"total_semua": 126000},
    ),
    ("pendapatan 2-3 juta kalo ikut bpu kena iuran berapaan", "iuran.bpu-tabel", {"perkiraan_jkk": 25000}),
    ("penghasilan di bawah sejuta iuran bpu nya berapa", "iuran.bpu-ringkasan", {"total": 16800}),
    ("gaji 3 jt kerja 5 thn resign jht cair brp", "jht.manfaat", {"total_iuran": 10260000}),
    ("kerja 27 bulan upah 4,1 juta uang jht saya kira-kira berapa", "jht.manfaat", {"total_iuran": 6309900}),
    (
        "jht dari januari 2020 sampai desember 2023 gaji 3.500.000 terkumpul berapa",
        "jht.manfaat",
        {"bulan": 48, "total_iuran": 9576000},
    ),
    ("nabung jht bpu 20 ribu sebulan selama 10 tahun jadi berapa", "jht.manfaat", {"total_iuran": 2400000}),
    (
        "2 tahun gaji 3 juta terus 3 tahun gaji 4 juta, saldo jht berapa",
        "jht.manfaat",
        {"bulan": 60, "total_iuran": 12312000},
    ),
    ("saldo jht 75 juta pajaknya brp kalo dicairin semua", "jht.pajak", {"pajak": 1250000}),
    ("cairin jht 45 juta kena pajak berapa", "jht.pajak", {"pajak": 0}),
    ("jht 300 juta dipotong pajak berapa pas pensiun", "jht.pajak", {"pajak": 12500000}),
    (
        "tahun 2021 pernah ambil 30 persen, sisa jht 120 juta mau diambil, gak punya npwp, pajaknya brp",
        "jht.pajak-klaim-sebagian",
        {"pajak": 14400000},
    ),
    ("saldo 35 juta ambil 30 persen buat rumah dapet brp", "jht.klaim-sebagian-30", {"tiga_puluh_persen": 10500000}),
    ("10% dari saldo jht 64 jt itu berapa", "jht.klaim-sebagian-10", {"sepuluh_persen": 6400000}),
    ("lahir 1982 jp bisa diambil kapan", "jp.usia-pensiun", {"usia_pensiun": 65, "tahun": 2047}),
    (
        "kelahiran 12 agustus 1966, umur berapa terima pensiun bpjs",
        "jp.usia-pensiun",
        {"usia_pensiun": 58, "tahun": 2024},
    ),
    ("umur sy 40 thn pensiun jp masih berapa tahun lagi", "jp.usia-pensiun", {"usia_pensiun": 65}),
    ("bapak lahir taun 65 kapan cair pensiunnya", "jp.usia-pensiun", {"usia_pensiun": 58, "tahun": 2023}),
    ("upah rata2 5 jt iuran pensiun 20 th dapat pensiun brp perbulan", "jp.rumus", {"per_bulan": 1000000}),
    ("jp 8 tahun gaji 4 juta kalo diambil sekaligus dapat berapa", "jp.kurang-15-tahun", {"total_iuran": 11520000}),
    (
        "januari sampai desember 2025 gaji 14 juta iuran jp nya berapa kalau diambil sekaligus",
        "jp.kurang-15-tahun",
        {"total_iuran": 3766758},
    ),
    ("kena phk gaji 3jt jkp brp", "jkp.besaran", {"per_bulan": 1800000}),
    (
        "Suami saya di-PHK dari pabrik, gaji terakhirnya 4,5 juta. Kira-kira dapat uang JKP berapa sebulan?",
        "jkp.besaran",
        {"per_bulan": 2700000},
    ),
    ("abdi di phk gajih opat juta meunang jkp sabaraha", "jkp.besaran", {"per_bulan": 2400000}),
    ("aku kena phk gajine telung juta setengah oleh jkp piro", "jkp.besaran", {"per_bulan": 2100000}),
    ("kontrak habis gaji 4 juta jkp dapat berapa", "jkp.kontrak-habis", {}),
    ("phk 7 bulan lalu gaji 4 juta jkp dapat berapa", "jkp.batas-waktu", {}),
    ("gaji 7 kena phk jkp berapa", "jkp.besaran", {"per_bulan": 3000000}),
    ("di phk tanggal 31 agustus 2026 paling lambat klaim jkp kapan", "jkp.batas-waktu", {"batas_ajukan_bulan": 6}),
    (
        "ayah saya tukang bangunan peserta mandiri 3 bulan meninggal krn jantung, keluarga dapat berapa",
        "jkm.besaran",
        {"total": 42000000},
    ),
    (
        "istri pedagang baru sebulan ikut bpu meninggal sakit santunannya berapa",
        "jkm.masa-kepesertaan-3-bulan",
        {"total": 10000000},
    ),
    (
        "karyawan pabrik meninggal sakit sudah jadi peserta 6 tahun, keluarganya dapat berapa",
        "jkm.besaran",
        {"total": 42000000},
    ),
    (
        "kakak meninggal tersengat listrik waktu kerja, upahnya 4,6 juta, santunannya berapa total",
        "jkk.santunan-meninggal",
        {"total": 242800000},
    ),
    (
        "suami meninggal kecelakaan kerja, upah yg dilaporkan cuma 400 ribu, dapet brp",
        "jkk.santunan-meninggal",
        {"total": 42000000},
    ),
    ("lumpuh total akibat jatuh dari atap proyek gaji 3jt santunan berapa", "jkk.cacat-total", {"total": 180000000}),
    (
        "mata kiri buta kena serpihan las, upah 3,6 juta, dapat santunan cacat berapa",
        "jkk.cacat-sebagian",
        {"santunan": 100800000},
    ),
    ("tuli dua duanya gara2 mesin, gaji 4 juta dapat berapa", "jkk.cacat-sebagian", {"santunan": 128000000}),
    (
        "patah kaki pas kerja, 3 bulan ga bisa kerja, gaji 4 juta, penggantiannya berapa",
        "jkk.stmb",
        {"total": 12000000},
    ),
    ("stmb gaji 5 juta 14 bulan berapa", "jkk.stmb", {"total": 65000000}),
    ("jempol putus kegiling mesin gaji 3,2 jt santunan brp", "jkk.cacat-sebagian", {"per_satu_persen": 2560000}),
    (
        "ambulans 900 ribu sama perahu laut 1,4 juta buat korban kecelakaan kerja diganti berapa",
        "jkk.biaya-transport",
        {"diganti": 2300000},
    ),
    (
        "sewa helikopter 15 juta evakuasi kecelakaan kerja yg diganti berapa",
        "jkk.biaya-transport",
        {"diganti": 10000000, "tidak_diganti": 5000000},
    ),
    (
        "anak SMP kelas 2, ayahnya meninggal kecelakaan kerja, total beasiswa sampai sma berapa",
        "jkk.beasiswa",
        {"total": 13000000},
    ),
    (
        "beasiswa anak 1 kelas 10 sampai kuliah, ibunya meninggal kecelakaan kerja, total berapa",
        "jkk.beasiswa",
        {"total": 69000000},
    ),
    ("iuran perusahaan 12 juta sebulan telat 2 bulan kena denda berapa", "iuran.denda", {"denda": 480000}),
    ("nilai kontrak proyek 80 juta iuran jasa konstruksi berapa", "iuran.jakon", {"total": 192000}),
    (
        "slip gaji jht dipotong 70 ribu berarti gaji yg dilaporkan berapa",
        "hukum.upah-dilaporkan-lebih-kecil",
        {"dasar": 3500000},
    ),
    ("tkw ke taiwan kontrak 12 bulan berangkat sendiri bayar berapa iurannya", "iuran.pmi", {"total": 189000}),
    ("gaji 4 juta iuran jkk resiko tinggi brp", "jkk.iuran-pu", {"jkk_perusahaan": 50800}),
    ("majikan gaji saya 2 juta, jkm dibayar perusahaan berapa", "jkm.iuran-pu", {"jkm_perusahaan": 6000}),
    (
        "sy freelance desain income 5jt/bln ikut bpjs tk mandiri 3 program bayar brp",
        "iuran.bpu-tabel",
        {"perkiraan_jht": 100000},
    ),
    ("gaji umr 4,9jt potongan bpjs tk brp", "iuran.potongan-gaji", {"total_pekerja": 147000}),
    ("hitungin dong iuran ojol penghasilan 1 juta", "iuran.bpu-ringkasan", {"total": 16800, "total_diskon": 8400}),
    ("simulasi jht gaji 5jt 10 tahun", "jht.manfaat", {"total_iuran": 34200000}),
    ("gji sya 3500000 ptongan jmsostek brpa", "iuran.potongan-gaji", {"total_pekerja": 105000}),
    ("pengasilan saya 1,1 jt perbulan dagang sayur iuran bpjs tk brp", "iuran.bpu-tabel", {"total": 18800}),
    (
        "Selamat siang, saya bekerja di pabrik dengan upah Rp 3.450.000 per bulan. Berapa potongan untuk BPJS Ketenagakerjaan?",
        "iuran.potongan-gaji",
        {"total_pekerja": 103500},
    ),
    ("bang gaji gw 6,5 dipotong jamsostek brapa per bulan", "iuran.potongan-gaji", {"total_pekerja": 195000}),
    ("gaji satpam 3 juta 250 ribu kepotong bpjstk berapa duit", "iuran.potongan-gaji", {"total_pekerja": 97500}),
    ("total iuran bpjs tk karyawan gaji 10 juta risiko tinggi", "iuran.pu-ringkasan", {"total": 1027000}),
    ("perusahaan kami usaha mikro gaji 2 juta iurannya brp", "iuran.pu-ringkasan", {"jkm_perusahaan": 6000}),
    ("jp nya dipotong berapa kalau gaji saya sembilan juta", "jp.iuran", {"jp_pekerja": 90000}),
    ("gaji 25 juta, bagian perusahaan untuk jp berapa", "jp.iuran", {"jp_perusahaan": 221726}),
    ("pt setor jht berapa kalau upah saya 4 juta", "jht.iuran", {"jht_perusahaan": 148000}),
    ("buruh harian lepas 95 ribu sehari di gudang, iuran jkm perusahaan brp", "jkm.iuran-pu", {"jkm_perusahaan": 7125}),
    (
        "aku jualan online untung sekitar 1 juta sebulan, bpjs ketenagakerjaan bayar berapa ya",
        "iuran.bpu-ringkasan",
        {"total": 16800, "total_diskon": 8400},
    ),
    (
        "Pak, saya tukang ojek pangkalan sehari dapat 40 ribu, narik 25 hari, iurannya sebulan berapa",
        "iuran.bpu-ringkasan",
        {"total_diskon": 8400},
    ),
    (
        "nelayan kecil penghasilan 1,5 juta, mau ikut JHT juga, bayarnya berapa sebulan",
        "iuran.bpu-tabel",
        {"perkiraan_total_diskon": 40900},
    ),
    ("tarif iuran bpu buat yg penghasilannya 25 juta brp", "iuran.bpu-tabel", {"jkk": 207000}),
    (
        "kelompok tani 30 orang penghasilan rata2 800 ribu, total iuran perbulan brp kalo tiga program",
        "iuran.bpu-ringkasan",
        {"total_semua": 852000},
    ),
    ("hasil panen bawang 6 juta per 3 bulan iuran jamsostek petani brp", "iuran.bpu-tabel", {"perkiraan_jkk": 20000}),
    (
        "mun panghasilan abdi dua juta sabulan ti dagang, mayar bpjs tk na sabaraha",
        "iuran.bpu-tabel",
        {"perkiraan_jkk": 20000},
    ),
    ("kulo buruh tani olih 50 ewu sedina, kerjo 15 dina sewulan, iurane pira", "iuran.bpu-ringkasan", {"total": 16800}),
    ("Berapa saldo JHT saya setelah bekerja 8 tahun dengan gaji 3,2 juta?", "jht.manfaat", {"total_iuran": 17510400}),
    ("kerja 18 bulan gaji 2,9 jt jht nya bisa cair brp", "jht.manfaat", {"total_iuran": 2975400}),
    (
        "dari mei 2022 sampe oktober 2026 upah 4jt jht kumpul berapa",
        "jht.manfaat",
        {"bulan": 54, "total_iuran": 12312000},
    ),
    (
        "udah nabung jht 15 juta, tiap bulan masuk 200rb, 5 tahun lagi jadi brp",
        "jht.manfaat",
        {"total_iuran": 12000000},
    ),
    ("jht saya 65 juta kalo diambil semua kena pajak brp rupiah", "jht.pajak", {"pajak": 750000}),
    ("pencairan jht 52.500.000 pajaknya berapa", "jht.pajak", {"pajak": 125000}),
    (
        "dulu 2020 ambil 10 persen, sekarang saldo sisa 40 juta mau dicairkan punya npwp pajaknya?  berapa",
        "jht.pajak-klaim-sebagian",
        {"pajak": 2000000},
    ),
    (
        "saldo jht saya 27 juta klo ambil yg 10 persen berapa dapatnya",
        "jht.klaim-sebagian-10",
        {"sepuluh_persen": 2700000},
    ),
    ("buat dp rumah ambil 30% jht saldo 90jt dapat brp", "jht.klaim-sebagian-30", {"tiga_puluh_persen": 27000000}),
    ("saya kelahiran 1973 jaminan pensiun keluar umur berapa", "jp.usia-pensiun", {"usia_pensiun": 62, "tahun": 2035}),
    ("ibu lahir 17-08-1969 kapan dapat jaminan pensiun", "jp.usia-pensiun", {"usia_pensiun": 60, "tahun": 2029}),
    (
        "tgl lahir saya 5 mei 1985 pensiun bpjs ketenagakerjaan tahun berapa",
        "jp.usia-pensiun",
        {"usia_pensiun": 65, "tahun": 2050},
    ),
    ("sekarang umur 38, jp cair pas umur berapa?", "jp.usia-pensiun", {"usia_pensiun": 65}),
    ("abdi lahir taun 71, iraha pensiun jp", "jp.usia-pensiun", {"usia_pensiun": 61, "tahun": 2032}),
    ("iuran pensiun udah 200 bulan gaji rata2 6 juta dapat bulanan berapa", "jp.rumus", {"per_bulan": 1000000}),
    ("gaji 12 juta jp 25 tahun pensiun perbulannya berapa", "jp.rumus", {"per_bulan": 2771575}),
    ("jp baru 5 tahun gaji 3 juta uangnya berapa kalau pensiun", "jp.kurang-15-tahun", {"total_iuran": 5400000}),
    (
        "Saya terkena PHK bulan lalu. Upah terakhir Rp5.750.000. Berapa manfaat uang tunai JKP per bulan?",
        "jkp.besaran",
        {"per_bulan": 3000000},
    ),
    ("gaji 2,8 diphk dapet jkp brp total", "jkp.besaran", {"total": 10080000}),
    ("jkp gaji 4 juta selama 3 bulan jadi berapa", "jkp.besaran", {"total": 7200000}),
    (
        "pabrik tutup semua kena phk, upah saya empat juta tujuh ratus, jkp per bulannya kira kira brp ya",
        "jkp.besaran",
        {"per_bulan": 2820000},
    ),
    ("dipecat tgl 5 september 2026 batas terakhir ajukan jkp kapan", "jkp.batas-waktu", {"batas_ajukan_bulan": 6}),
    (
        "bpk saya ojol ikut bpu baru 1 bulan, meninggal krn serangan jantung di rumah, dapat brp",
        "jkm.masa-kepesertaan-3-bulan",
        {"total": 10000000},
    ),
    (
        "Ayah peserta mandiri sudah setahun membayar iuran lalu wafat karena sakit. Berapa santunan yang diterima?",
        "jkm.besaran",
        {"total": 42000000},
    ),
    ("karyawan kontrak baru 2 bulan kerja meninggal sakit, jkm nya berapa", "jkm.besaran", {"total": 42000000}),
    (
        "anak saya tewas ketimpa besi di proyek gajinya 4 juta, kami dapat santunan berapa",
        "jkk.santunan-meninggal",
        {"total": 214000000},
    ),
    (
        "suami ojol bpu penghasilan lapor 1 juta meninggal tabrakan pas narik dapat berapa",
        "jkk.santunan-meninggal",
        {"total": 70000000},
    ),
    (
        "cacat total tetap akibat jatuh dr steger gaji harian 140rb dapat berapa",
        "jkk.cacat-total",
        {"santunan": 196000000},
    ),
    (
        "kehilangan satu mata karena kecelakaan kerja upah 5 juta santunannya berapa",
        "jkk.cacat-sebagian",
        {"santunan": 140000000},
    ),
    ("dua mata buta kena bahan kimia di pabrik gaji 3,5jt dapet brp", "jkk.cacat-sebagian", {"santunan": 196000000}),
    (
        "lengan kanan putus dari bahu kegiling mesin, gaji 4,2 juta, santunan cacat berapa",
        "jkk.cacat-sebagian",
        {"santunan": 134400000},
    ),
    ("penciuman hilang akibat kecelakaan kerja gaji 3 juta santunan brp", "jkk.tabel-cacat", {"santunan": 24000000}),
    (
        "dokter bilang cacat 12 persen, gaji 4 juta, kecelakaan kerja, dapat berapa",
        "jkk.cacat-sebagian",
        {"santunan": 38400000},
    ),
    ("kecelakaan pas berangkat kerja istirahat 2 bulan upah 3,1 juta diganti brp", "jkk.stmb", {"total": 6200000}),
    ("15 hari gak kerja gara2 kejepit mesin gaji 3 juta diganti berapa", "jkk.stmb", {"total": 1500000}),
    (
        "biaya ambulans 7 juta korban kecelakaan kerja yang diganti jkk berapa",
        "jkk.biaya-transport",
        {"diganti": 5000000},
    ),
    (
        "anak dua, sd kelas 3 dan smp kelas 1, bapaknya meninggal kecelakaan kerja, beasiswa total sampai sma brp",
        "jkk.beasiswa",
        {"anak_1": 21000000, "anak_2": 15000000, "total": 36000000},
    ),
    ("denda telat bayar 1 bulan iuran perusahaan 20 juta berapa", "iuran.denda", {"denda": 400000}),
    ("kontrak proyek jalan 350 juta iuran jakon bpjs nya berapa", "iuran.jakon", {"total": 715000}),
    (
        "potongan jht saya cuma 40 ribu, berarti upah yg dilaporin brp",
        "hukum.upah-dilaporkan-lebih-kecil",
        {"dasar": 2000000},
    ),
    ("tki ke malaysia kontrak 2 tahun lewat agen iurannya berapa", "iuran.pmi", {"total": 370000}),
    (
        "iuran jkk saya 10 ribu per bulan, meninggal kecelakaan kerja keluarga dapat berapa",
        "jkk.santunan-meninggal",
        {"total": 70000000},
    ),
    (
        "gaji pokok 3 juta tunjangan tetap 500 ribu, dipotong bpjs tk berapa",
        "iuran.potongan-gaji",
        {"total_pekerja": 105000},
    ),
    ("Mohon info, untuk upah Rp7.200.000 berapa iuran JHT yang dibayar pekerja?", "jht.iuran", {"jht_pekerja": 144000}),
    ("potongan bpjs ketenagakerjaan klo gaji 2jt berapa y min", "iuran.potongan-gaji", {"total_pekerja": 60000}),
    (
        "pegawai toko gaji satu setengah juta kena potongan jamsostek piro",
        "iuran.potongan-gaji",
        {"total_pekerja": 45000},
    ),
    ("gajih abdi di pabrik 4,4 juta, dipotong jp sabaraha", "jp.iuran", {"jp_pekerja": 44000}),
    ("berapa total iuran 4 program untuk upah 5 juta risiko sangat rendah", "iuran.pu-ringkasan", {"total": 462000}),
    (
        "kami punya 8 karyawan gaji masing masing 3 juta resiko sedang, total iuran bulanan perusahaan berapa",
        "iuran.pu-ringkasan",
        {"total_semua": 2373600},
    ),
    ("kalau gaji harian 100rb, iuran jkm yang dibayar pt berapa", "jkm.iuran-pu", {"jkm_perusahaan": 7500}),
    ("iuran bpjs tk tukang cukur penghasilan sebulan 1jt brp", "iuran.bpu-ringkasan", {"total_diskon": 8400}),
    (
        "saya pekerja lepas pendapatan kurang lebih 2.000.000 sebulan ambil 3 program bayar brapa",
        "iuran.bpu-tabel",
        {"perkiraan_total_diskon": 53400},
    ),
    (
        "suami kurir paket penghasilan 900 ribu, iuran mandiri sampai setahun ke depan sekaligus berapa",
        "iuran.bpu-ringkasan",
        {"total_semua": 159600},
    ),
    ("Bagi petani dengan pendapatan Rp1.150.000 berapakah iuran JKK dan JKM-nya?", "iuran.bpu-tabel", {"total": 18800}),
    (
        "warung kopi dapet bersih 70rb sehari buka tiap hari 30 hari iuran bpu brp",
        "iuran.bpu-tabel",
        {"perkiraan_jkk": 21000},
    ),
    (
        "dua belas nelayan penghasilan sejuta mau didaftarkan, iuran sebulan semuanya berapa",
        "iuran.bpu-ringkasan",
        {"total_semua": 100800},
    ),
    (
        "guru ngaji honornya 500 ribu, iurannya ditanggung apbd, besarnya berapa",
        "iuran.bpu-ringkasan",
        {"total": 16800},
    ),
    ("iuran ojol bulan april 2027 penghasilan 1 juta berapa", "iuran.bpu-ringkasan", {"total": 16800}),
    (
        "jht saya kira kira berapa ya, kerja 4 tahun 6 bulan gaji 3,5 juta",
        "jht.manfaat",
        {"bulan": 54, "total_iuran": 10773000},
    ),
    ("kerja setahun gaji 3jt resign, jht yang bisa dicairkan berapa", "jht.manfaat", {"total_iuran": 2052000}),
    ("gaji 2 jt dr tahun 2018 sampai 2023 saldo jht kira2 brp", "jht.manfaat", {"total_iuran": 6840000}),
    ("setor jht mandiri 50rb tiap bulan selama 3 tahun dapat berapa", "jht.manfaat", {"total_iuran": 1800000}),
    ("total jht 80 juta, pajaknya brp ya pak kalo diambil sekaligus", "jht.pajak", {"pajak": 1500000}),
    ("kalau jht cair 49 juta dipotong pajak berapa", "jht.pajak", {"pajak": 0}),
    (
        "Tahun 2019 saya ambil JHT 10 persen, sekarang sisanya 150 juta. Saya punya NPWP, berapa pajaknya?",
        "jht.pajak-klaim-sebagian",
        {"pajak": 16500000},
    ),
    ("jht 20 juta boleh diambil 10 persen jadi brp rupiah", "jht.klaim-sebagian-10", {"sepuluh_persen": 2000000}),
    (
        "mau bangun rumah pake jht saldo 60 juta, 30 persennya berapa",
        "jht.klaim-sebagian-30",
        {"tiga_puluh_persen": 18000000},
    ),
    ("lahir 1 januari 1972 umur berapa dapet jp", "jp.usia-pensiun", {"usia_pensiun": 61, "tahun": 2033}),
    ("saya lahir tahun 1990 kapan pensiun menurut bpjs", "jp.usia-pensiun", {"usia_pensiun": 65, "tahun": 2055}),
    (
        "ayah kelahiran 1966 jaminan pensiunnya cair tahun berapa",
        "jp.usia-pensiun",
        {"usia_pensiun": 58, "tahun": 2024},
    ),
    ("usia saya 50 tahun kapan terima jaminan pensiun", "jp.usia-pensiun", {"usia_pensiun": 63, "tahun": 2039}),
    ("upah rata rata 8 juta, masa iur 15 tahun, uang pensiun sebulan berapa", "jp.rumus", {"per_bulan": 1200000}),
    ("iuran jp saya 60 bulan upah 4.5jt kalau lump sum dapat berapa", "jp.kurang-15-tahun", {"total_iuran": 8100000}),
    ("pensiun bulanan jp kalau gaji 3 juta iuran 30 tahun berapa", "jp.rumus", {"per_bulan": 900000}),
    ("korban phk upah 4.1 juta uang jkp tiap bulan berapa", "jkp.besaran", {"per_bulan": 2460000}),
    (
        "kalau gaji 10 juta kena phk, dapat jkp berapa selama 6 bulan",
        "jkp.besaran",
        {"per_bulan": 3000000, "total": 18000000},
    ),
    ("gaji di slip 4,5jt tp dilaporin ke bpjs 3,2jt trus di phk, jkp brp", "jkp.besaran", {"per_bulan": 1920000}),
    ("sy diphk 2 bulan lalu gaji 3 juta jkp dapat brp", "jkp.besaran", {"per_bulan": 1800000}),
    ("jkp untuk gaji 3.900.000 berapa ya", "jkp.besaran", {"per_bulan": 2340000}),
    ("phk tgl 1 oktober 2026, batas pengajuan jkp sampai tanggal berapa", "jkp.batas-waktu", {"batas_ajukan_bulan": 6}),
    ("mertua petani ikut bpu 4 tahun wafat karena stroke, santunan berapa", "jkm.besaran", {"total": 42000000}),
    (
        "suami pedagang bakso baru ikut bpjs tk 2 bulan meninggal mendadak di rumah, dapat uang berapa",
        "jkm.masa-kepesertaan-3-bulan",
        {"total": 10000000},
    ),
    (
        "adik saya karyawan meninggal karena kanker, sudah 3 tahun kerja, jkm yang diterima berapa",
        "jkm.besaran",
        {"total": 42000000},
    ),
    (
        "bapak meninggal jatuh dari atap waktu kerja gaji 3 jt keluarga terima berapa",
        "jkk.santunan-meninggal",
        {"total": 166000000},
    ),
    (
        "tewas kecelakaan kerja, upah lapor 5,5 juta, santunan total berapa",
        "jkk.santunan-meninggal",
        {"total": 286000000},
    ),
    ("lumpuh total karena kecelakaan kerja upah 4 juta dapat berapa dari jkk", "jkk.cacat-total", {"total": 236000000}),
    (
        "mata sebelah buta kena gram besi gaji 3 juta, santunannya berapa ya",
        "jkk.cacat-sebagian",
        {"santunan": 84000000},
    ),
    (
        "telinga dua duanya tuli karena bising pabrik, upah 3,5 juta santunan berapa",
        "jkk.cacat-sebagian",
        {"santunan": 112000000},
    ),
    (
        "telunjuk putus kepotong mesin upah 5 juta santunan cacat berapa",
        "jkk.cacat-sebagian",
        {"per_satu_persen": 4000000},
    ),
    (
        "kata dokter cacat 20 persen gara gara kecelakaan kerja, gaji saya 3 juta, dapat berapa",
        "jkk.cacat-sebagian",
        {"santunan": 48000000},
    ),
    ("jatoh dr motor pas pulang kerja, 6 minggu ga bisa kerja, gaji 3 jt, diganti brp", "jkk.stmb", {"total": 4200000}),
    ("stmb 18 bulan gaji 4 juta totalnya berapa", "jkk.stmb", {"total": 60000000}),
    ("nelayan bpu iuran jkk 10 ribu kecelakaan melaut 2 bulan ga kerja diganti berapa", "jkk.stmb", {"total": 2000000}),
    (
        "ongkos kapal laut 3 juta bawa korban kecelakaan kerja ke rs, yang diganti berapa",
        "jkk.biaya-transport",
        {"diganti": 2000000, "tidak_diganti": 1000000},
    ),
    (
        "anak kelas 2 smk, ayah meninggal kecelakaan kerja, beasiswa sampai lulus kuliah totalnya berapa",
        "jkk.beasiswa",
        {"total": 66000000},
    ),
    (
        "beasiswa buat anak kelas 1 SD sampai SMA berapa totalnya, bapaknya meninggal kecelakaan kerja",
        "jkk.beasiswa",
        {"total": 24000000},
    ),
    ("denda iuran bpjs tk perusahaan 15 juta nunggak 4 bulan berapa", "iuran.denda", {"denda": 1200000}),
    ("proyek 1 milyar iuran jasa konstruksi bpjs tk berapa", "iuran.jakon", {"total": 1750000}),
    ("borongan bangunan nilai kontrak 250 juta jakonnya berapa", "iuran.jakon", {"total": 525000}),
    ("gaji dipotong jht 120rb, yang dilaporkan gaji berapa", "hukum.upah-dilaporkan-lebih-kecil", {"dasar": 6000000}),
    ("iuran bpu saya 42.800 dasar upahnya berapa", "jkk.penghasilan-bpu-santunan", {"dasar": 1200000}),
    ("calon tkw kontrak setahun lewat pt penyalur, total bayar iuran berapa", "iuran.pmi", {"total": 226500}),
]


@pytest.mark.parametrize(("text", "entry", "figures"), ASKED, ids=[text for text, _, _ in ASKED])
def test_questions_in_many_styles(text: str, entry: str, figures: dict[str, int]) -> None:
    reply = ask(text)
    assert reply is not None
    assert reply.entries[0] == entry
    assert {name: reply.figures.get(name) for name in figures} == figures
    assert (reply.kind is Kind.CALCULATION) == bool(figures)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "halo",
        "jkm 42 juta bener ga",
        "cek bsu 600 ribu",
        "klaim jht di atas 15 juta lewat jmo bisa?",
        "iuran 16.800 dapat apa",
        "umur 66 masih bisa daftar?",
        "kerja 5 tahun kena phk, syarat jkp apa",
        "di phk umur 45, uang jaminan pensiun bisa dipakai dulu?",
        "usia pensiun bpjs ketenagakerjaan 59 tahun ya",
        "gaji di atas sebelas juta, iuran jp tetap dihitung semua ga",
        "cara hitung iuran bpjs ketenagakerjaan karyawan",
        "rumus jkp 60% x upah",
        "bapak meninggal 2 tahun lalu, masih bisa klaim?",
        "gaji 5 juta kena phk pesangon berapa",
        "thr karyawan kontrak 6 bulan berapa",
        "pinjaman bpjs tk 5 juta",
        "iuran bpjs kesehatan kelas 3 berapa",
        "saldo 5 juta berapa hari cairnya jht",
        "nelayan peserta mandiri umur 56 ambil jht",
        "permenaker 4 2022 pasal 20 tunggakan jht",
        "dasar hitung santunan bpu 1 juta",
        "jp cair 60 juta dipotong pajak berapa",
        "kontrak 1 tahun ga diperpanjang, bisa ambil jkp",
        "175 itu nomor apa",
        "gaji 13 pensiunan kapan",
        "sudah 59 tahun masih kerja, jp gimana",
        "bayar iuran 3 bulan langsung bisa ga",
        "sy honor 500rb, iurannya dihitung dr gaji ato sama rata?",
    ],
)
def test_questions_about_rules_are_no_calculations(text: str) -> None:
    assert ask(text) is None


def test_the_entries_own_variations_almost_never_trigger_beside_their_entry() -> None:
    """Of many thousand ways to ask for an entry, what is calculated is what the entry is about."""
    asked = [(entry.id, text) for entry in knowledge().entries.values() for text in entry.variations]
    beside = [
        (name, text, reply.entries)
        for name, text in asked
        if (reply := ask(text)) is not None and name not in reply.entries
    ]
    assert len(beside) <= len(asked) // 1000, beside


def test_labelled_questions_almost_never_trigger_beside_their_entry() -> None:
    replies = [(question, ask(question.text)) for question in knowledge().questions]
    beside = [
        (question.text, reply.entries)
        for question, reply in replies
        if reply is not None and not set(reply.entries) & set(question.entries)
    ]
    assert len(beside) <= len(replies) // 300, beside


def test_a_text_on_another_offices_matter_is_left_to_it() -> None:
    text = "gaji 4 juta potongannya berapa"
    ranked = ("luar.pajak", "luar.bpjs-kesehatan", "umum.bsu")
    assert calculators().reply(text, Context(at=NOW), now=NOW, ranked=ranked) is None
    assert calculators().reply(text, Context(at=NOW), now=NOW, ranked=("luar.pajak", "iuran.naik")) is not None


def test_a_text_without_numbers_costs_next_to_nothing() -> None:
    texts = [text for entry in knowledge().entries.values() for text in entry.variations if text.isascii()]
    texts = [text for text in texts if not any(char.isdigit() for char in text)][:5000]
    context = Context(at=NOW)
    for text in texts:
        calculators().reply(text, context, now=NOW, ranked=())
    begin = time.perf_counter()
    for text in texts:
        calculators().reply(text, context, now=NOW, ranked=())
    assert (time.perf_counter() - begin) / len(texts) < 0.0002
