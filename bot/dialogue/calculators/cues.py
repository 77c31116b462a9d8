"""The words by which the calculators recognise what an amount is, what happened, who asks, and what is asked.

Only words that carry meaning for a calculation stand here; spelling is put right before they are looked up, so that a
list need not hold typing errors, only other words for the same thing (slang, Sundanese, Javanese).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language.numerals import word_set
from bot.language.phrases import PhraseTable


class CueTable:
    """Finds cues by the phrases that stand for them; a phrase may stand for several cues.

    `groups` is cue to its phrases, parted by commas. `words` are all words of all phrases.
    """

    def __init__(self, groups: Mapping[str, str]) -> None:
        phrases = {cue: [tuple(phrase.split()) for phrase in named.split(",")] for cue, named in groups.items()}
        self._tables = {cue: PhraseTable((phrase, (cue,)) for phrase in named) for cue, named in phrases.items()}
        self.words = frozenset(word for named in phrases.values() for phrase in named for word in phrase)

    def matches(self, tokens: Sequence[str]) -> list[tuple[int, int, str]]:
        """Return (start, end, cue) of every phrase found; the longest of each cue at each place."""
        if self.words.isdisjoint(tokens):
            return []
        return [(first, last, cue) for cue, table in self._tables.items() for first, last, _ in table.matches(tokens)]


ROLES = CueTable(
    {
        "wage": """
        gaji, gajih, gajinya, gajiku, gajine, gajina, gajihna, gajian, digaji, bergaji, upah, upahnya,
        upahe, upahna, gapok, gaji pokok, salary, thp, bayaran, bayarannya, bayarane, gajiane, gajinipun,
        upah pokok
        """,
        "income": """
        penghasilan, penghasilannya, panghasilan, panghasilanana, pendapatan, pendapatannya, income, omzet,
        omset, omzetnya, untung, keuntungan, untungnya, laba, pemasukan, pemasukannya, penghasilan bersih,
        berpenghasilan, pangasilan, penghasilane, pangasilane, hasil bersih, hasil jual
        """,
        "pay": """
        honor, honornya, honorarium, insentif, hasil, hasilnya, dapat, dapet, dpt, dpet, entuk, olih, oleh,
        meunang, kenging, dibayar, pengasilan, panen, panenan, upahan, duit, pendapatane
        """,
        "allowance": "tunjangan, tunjangan tetap, tunjangan jabatan",
        "apart": """
        lembur, lemburan, uang lembur, uang makan, uang transport, transport, bonus, thr, uang kehadiran
        """,
        "balance": """
        saldo, saldonya, saldone, saldona, tabungan, tabungannya, sisa, sisanya, uang jht, dana jht, jht
        saya, jht sy, isi jht, terima jht
        """,
        "savings": "pencairan, cairin, cairkan, dicairkan, cair, jht ada, jht cair, jht",
        "contribution": """
        iuran, iurannya, iurane, iuranna, setoran, setor, nyetor, disetor, setorannya, dipotong, potongan,
        potongannya, kepotong, potong, nabung, menabung, bayar, mbayar, mayar, membayar, tagihan,
        tagihannya, bayar jkk, iuran jkk, iuran jht, jht dipotong, potongan jht, dipotong jht, jkk, premi
        """,
        "cost": """
        ambulan, ambulans, ambulance, taksi, taxi, ongkos, ongkosnya, biaya, biayanya, perahu, kapal,
        speedboat, speed boat, pesawat, helikopter, heli, sewa mobil, transportasi, habis,
        ojek ke, grab ke, feri, ferry, klotok
        """,
        "contract": """
        kontrak, nilai kontrak, proyek, nilai proyek, senilai, tender, spk, borongan proyek, nilai
        pekerjaan, kontraknya, nilainya
        """,
        "reported": """
        dilaporkan, dilaporin, dilaporkeun, dilaporke, lapor, lapornya, dilapor, terlapor, dilaporken,
        tercatat, didaftarkan, didaftarin, terdaftar
        """,
        "taken": "sudah ambil, udah ambil, ambil, diambil, ngambil, narik, tarik, mengambil, klaim sebagian",
        "earlier": "dari, naik dari, semula, tadinya, dulu",
    }
)
"""What an amount is for."""

EVENTS = CueTable(
    {
        "dismissed": """
        phk, layoff, lay off, dipecat, diberhentikan, pemutusan hubungan kerja, dipehaka, pehaka,
        pemberhentian, dirumahkan permanen, perusahaan tutup, pabrik tutup, efisiensi, diphk, kephk,
        pengurangan karyawan, di phk
        """,
        "resign": """
        resign, mengundurkan diri, keluar kerja, keluar dari kerja, berhenti kerja sendiri, mundur, berhenti
        sendiri, ngundurkeun diri, mengundurkandiri, resain, risen, keluar sendiri
        """,
        "contract-end": """
        kontrak habis, habis kontrak, kontrak berakhir, kontrak selesai, putus kontrak, kontrak abis, abis
        kontrak, kontrak tidak diperpanjang, tidak diperpanjang
        """,
        "retired": "sudah pensiun, berhenti karena pensiun",
        "died": """
        meninggal, wafat, almarhum, almarhumah, tewas, mati, maot, pupus, seda, sedo, tilar dunya, tutup
        usia, ninggal, meninggalnya, gugur, meninggal dunia, ngantunkeun, pejah
        """,
        "accident": """
        kecelakaan, kecelakaan kerja, celaka, cilaka, laka, tabrakan, jatuh, ragrag, kejepit, ketimpa,
        ketiban, tertimpa, tersengat, kesetrum, kepleset, terpeleset, ketabrak, tenggelam, kesamber,
        kegiling, kena mesin, musibah kerja, tertabrak, kebakar, terbakar, kacilakaan, tergiling, terjepit,
        jatoh, nyungsep, kelindes, patah, luka, luka bakar, remuk, patah tulang
        """,
        "work": """
        kerja, kerjaan, bekerja, digawe, nyambut gawe, gawe, pabrik, proyek, mesin, melaut, sawah, tugas,
        kantor, dines, dinas
        """,
        "total": """
        cacat total, cacat total tetap, lumpuh total, tidak bisa kerja selamanya, lumpuh permanen, cacat
        permanen total, cacat total permanen
        """,
        "disabled": """
        cacat, cacat sebagian, buta, tuli, amputasi, diamputasi, lumpuh, pincang, budeg, budek, torek, cacad, buntung,
        penurunan fungsi, berkurang fungsinya
        """,
        "damaged": """
        putus, kehilangan, hilang, copot, lepas, fungsi, fungsinya, patah, remuk, hancur, terpotong, kepotong, rusak
        """,
        "off-work": """
        stmb, tidak bisa kerja, tidak kerja, tidak masuk, tidak bisa masuk, istirahat, tidak bisa bekerja,
        cuti sakit, libur sakit, belum bisa kerja, belum bisa bekerja, sementara tidak mampu bekerja, tidak
        mampu bekerja, nganggur karena kecelakaan, ga kerja, gak kerja, nggak kerja, ga bisa kerja, gak bisa
        kerja, gak bisa masuk, ga bisa masuk, ga masuk, gak masuk, tidak bisa melaut, ga bisa melaut, teu
        bisa digawe, ora iso kerja, ora bisa kerja, pemulihan, masa pemulihan, opname, tidak bisa narik, gak
        bisa narik, ga bisa narik, tdk bisa kerja, blm bisa kerja, tdk masuk, bed rest, rawat inap, dirawat
        """,
        "pension": """
        pensiun, pensiunan, pensiunnya, pensiune, pensiunna, jp, jaminan pensiun, uang pensiun, masa pensiun
        """,
        "working-again": """
        kerja lagi, dapat kerja, dapet kerja, dapat kerjaan, dapet kerjaan, bekerja lagi, sudah kerja,
        keterima kerja, diterima kerja, dapat kerja baru, dapet kerja baru, dapat pekerjaan, dapat kerja
        lagi, dapet kerja lagi, digawe deui, kerja maning
        """,
    }
)
"""What happened."""

TOPICS = CueTable(
    {
        "jht": "jht, jaminan hari tua, hari tua, tabungan hari tua",
        "jkk": "jkk, jaminan kecelakaan kerja, jaminan kecelakaan",
        "jkm": "jkm, jaminan kematian, santunan kematian, uang kematian",
        "jp": "jp, jaminan pensiun, uang pensiun",
        "jkp": "jkp, jaminan kehilangan pekerjaan",
        "contribution": """
        iuran, iurannya, iurane, iuranna, setoran, setor, nyetor, disetor, premi, tarif, tagihan, bayarnya,
        mbayar, mayar, bayar, dibayar, kudu mayar, kena berapa, kena brp, bayarane, iur, setorannya, membayar,
        dibayarkan, sebulannya, biaya
        """,
        "cut": """
        potongan, potongannya, dipotong, kepotong, potong gaji, motong, dipotongin, potonganne, slip, slip
        gaji, potong, pangpotongan, potonganana
        """,
        "employer-share": """
        perusahaan bayar, bagian perusahaan, perusahaan setor, beban perusahaan, kantor bayar, kantor setor,
        pt bayar, tanggungan perusahaan, ditanggung perusahaan, bos bayar, majikan bayar, perusahaan nyetor,
        kewajiban perusahaan, perusahaan dan, perusahaan membayar, dibayar perusahaan, perusahaan harus
        bayar, perusahaan kena, perusahaan berapa, employer
        """,
        "discount": "diskon, potongan 50 persen, diskon 50, potongan iuran, diskonan, keringanan",
        "fine": "denda, dendanya, dendane, didenda",
        "late": "telat, terlambat, nunggak, menunggak, tunggakan, telat bayar, belum bayar",
        "tax": "pajak, pajaknya, pajake, pajakna, pph, pph 21, pajek",
        "scholarship": "beasiswa, beasiswanya, beasiswane, bea siswa, biaya sekolah, beasiswana",
        "transport": """
        ambulan, ambulans, ambulance, taksi, taxi, ongkos, ongkosnya, biaya angkut, transport, transportasi,
        perahu, kapal, speedboat, pesawat, helikopter, heli, sewa mobil, biaya transport, feri, ferry,
        klotok
        """,
        "construction": """
        jakon, jasa konstruksi, konstruksi, nilai kontrak, nilai proyek, proyek, tender, spk, kontraktor,
        pemborong
        """,
        "migrant": """
        pmi, tki, tkw, pekerja migran, buruh migran, p3mi, cpmi, calon tki, kerja di luar negeri, kerja ke
        luar negeri, hongkong, taiwan, korea, arab, arab saudi, malaysia, jepang
        """,
        "balance": """
        saldo, saldonya, saldone, saldona, uang jht, tabungan, terkumpul, ngumpul, kekumpul, terkumpulnya
        """,
        "partial": """
        10 persen, 10 %, 30 persen, 30 %, sebagian, sepuluh persen, tiga puluh persen, sapuluh persen
        """,
        "house": "rumah, 30 persen, 30 %, tiga puluh persen, kpr, bangun rumah, beli rumah, renovasi",
        "base": """
        dilaporkan, dilaporin, dasar, dasarnya, upah dasar, dasar upah, dasar penghasilan, terlapor,
        dilaporkeun, dilaporke, gaji dilaporkan, upah terdaftar, tercatat, dasar santunan, laporin, lapor
        """,
        "benefit": """
        santunan, santunannya, santunane, santunanna, manfaat, klaim, dapat, dapet, dpt, terima, nerima,
        diterima, diganti, penggantian, ganti rugi, entuk, olih, oleh, meunang, kenging, keluarga dapat,
        cair, cairnya, uangnya, duitnya, ditampi, uang tunai
        """,
        "birth": "lahir, kelahiran, lair, kalahiran",
        "deadline": """
        sampai kapan, batas, batasnya, paling lambat, terakhir, tenggat, batas akhir, deadline, hangus,
        masih bisa, masih keburu, keburu, batas waktu, paling akhir, kapan terakhir, kapan paling lambat
        """,
        "when": """
        kapan, iraha, kpn, umur berapa, usia berapa, tahun berapa, umur brp, usia brp, thn brp, tahun brp,
        umur pira, umur piro, umur sabaraha, taun pira, taun sabaraha, berapa tahun lagi, brp tahun lagi,
        pira taun maning, masih berapa tahun, masih lama, sabaraha taun deui, umurnya berapa, kurang berapa
        tahun, yuswa sabaraha, umur pinten, pas umur, usia pensiun saya, usia pensiun sy, usia brapa, umur
        brapa, tahun brapa, taun piro, when
        """,
    }
)
"""What is spoken of."""

SEGMENTS = CueTable(
    {
        "bpu": """
        bpu, bukan penerima upah, mandiri, peserta mandiri, pekerja mandiri, bpjs mandiri, iuran mandiri,
        mandirinya, pekerja rentan, bayar sendiri
        """,
        "own": """
        petani, tani, tatani, nelayan, melaut, ojek, ojol, ojek online, opang, gojek, grab, maxim, shopee
        food, driver online, kurir, tukang, pedagang, dagang, jualan, jual, warung, toko sendiri, lapak,
        kios, usaha sendiri, wiraswasta, wirausaha, freelance, freelancer, serabutan, kuli panggul, kuli
        tani, buruh tani, penjahit, penjahit rumahan, marbot, guru ngaji, ustadz, ustad, ustaz, kader, kader
        posyandu, rt, rw, balawista, youtuber, konten kreator, content creator, selebgram, seniman,
        peternak, ternak, pemulung, tukang parkir, sopir, supir, driver, becak, bentor, angkot, kebun,
        sawah, ladang, tambak, petambak, nderes, pengrajin, usaha, umkm, bengkel sendiri, salon, katering,
        jasa jahit, tukang las, dukun bayi, makelar, calo tanah, reseller, online shop, olshop, jasa, kuli
        bangunan, kuli, ngojek, narik, bakul, dagangan, juragan, nelayan kecil, buruh cuci, pijat, penyadap,
        atlet, mang ojek
        """,
        "employed": """
        karyawan, karyawati, pegawai, pabrik, pt, cv, kantor, kantoran, perusahaan, hrd, staf, staff,
        operator, satpam, security, outsourcing, outsource, pkwt, pkwtt, buruh pabrik, penerima upah, pu,
        slip gaji, slip, majikan, bos, jaga toko, kasir, spg, admin kantor, pramuniaga, karyawan toko,
        cleaning service, mandor, umk, umr, umr serang, karyawan kontrak, karyawan tetap, guru honorer,
        honorer, yayasan, rumah sakit swasta, hotel, mall, gudang, perawat, bidan, karyawan swasta, swasta,
        pekerja pabrik, potongan, dipotong, kepotong, potong gaji, cleaning, waiter, barista
        """,
        "migrant": "pmi, tki, tkw, pekerja migran, buruh migran, cpmi",
        "paid": """
        apbn, apbd, pemkab, pemda, pemerintah, pemprov, pemkot, dibayari negara, dibayarin pemerintah,
        bantuan pemerintah
        """,
        "village": "apbdes, dana desa, dibayari desa, dibayarin desa",
        "donor": "csr, donatur, baznas, sponsor",
        "transport": """
        ojek, ojol, ojek online, opang, gojek, grab, maxim, driver, driver online, kurir, sopir, supir,
        becak, bentor, angkot, narik, ngojek, ekspedisi, travel, truk, pengantar paket, taksi, bajaj,
        logistik, angkutan, shopee food, mang ojek
        """,
    }
)
"""Who pays and how the person works."""
ASKING = word_set(
    """
    berapa brp brapa brpa bpr brph berapakah brapaan piro pira pinten sabaraha sabrha sabraha brpaan
    berapaan berape brape how
    """
)
"""Words that ask for a number."""
NOT_MONEY_AFTER = word_set(
    """
    lama lila suwe hari bulan bln minggu tahun thn jam kali x persen % orang umur usia program menit kilometer km anak
    kelas nomor digit berkas lembar kantor jenis macam tahap lamaran
    """
)
"""After a word of `ASKING` these show that no amount of money is asked for."""
COMPUTE = word_set(
    """
    hitung hitungkan hitungin itung itungin itungkan hitungno etangkeun etungkeun itungkeun simulasi simulasikan
    simulasiin kalkulator kalkulasi kalkulasikan hitungke itungno hitungken calculate
    """
)
"""Words that ask outright for a calculation."""
NOT_MONEY_BEFORE = word_set(
    """
    nomor no pasal jam kelas tanggal tgl umur usia tahun thn pukul ayat kali ke persen risiko hari desil
    persentase persentasenya prosentase persennya kelompok
    """
)
"""Before a word of `ASKING` these show the same."""
FOR_COMPUTING = word_set("buat untuk dasar dipakai dipake cara kanggo nggo bahan angka")
"""Words before such a word that make it a noun or a purpose ("upah yang dipakai untuk hitung pensiun")."""
YES_OR_NO = word_set("ga gak g nggak ngga enggak tidak tdk ndak kan tah ora ore teu kah atau")
"""Last words of a question for yes or no."""
HOW = word_set(
    """
    cara carane caranya rumus rumusnya contoh contohnya bagaimana gimana gmn kumaha piye kepriben pripun
    kepimen minta formula tabel persentase persentasenya persen persennya prosentase how
    """
)
"""Words that turn such a request into a question about the method."""
DOUBT = word_set(
    """
    bener benar benarkah betul betulkah beneran hoax hoaks leres tenan katanya kata kabar isu masa masak
    jarene cenah
    """
)
"""Words that ask whether something heard is so."""

ELSEWHERE = CueTable(
    {
        "elsewhere": """
        bpjs kesehatan, bpjs kes, bpjskes, jkn, kis, pesangon, thr, lembur, uang lembur, bsu, subsidi, blt,
        pkh, bansos, kur, pinjaman, pinjam, kpr, cicilan, pinjol, prakerja, taspen, asuransi jiwa,
        prudential, pajak motor, pajak mobil, skck, sim, jasa raharja, zakat, autp, uang pisah, penipuan,
        nipu, kena tipu, gaji 13, gaji ke 13, upah minimum, kredit, harga, biaya admin, calo, menipu,
        cashback, togel, lotre
        """,
    }
)
"""Matters of other offices, and sums that no calculator is for."""

QUESTIONS = CueTable(
    {
        "knowledge": """
        syarat, syaratnya, sarat, persyaratan, dokumen, berkas, berkasnya, bawa apa, apa saja, apa aja, apa
        bae, cara, caranya, carane, gimana caranya, di mana, dimana, ke mana, kemana, lewat mana, kenapa,
        knp, mengapa, kok, siapa, beda, bedanya, perbedaan, apa itu, itu apa, artinya, maksudnya, definisi,
        berapa lama, kapan cair, lapor ke, jmo, lapak asik, paklaring, rekening, buat apa, untuk apa, dapat
        apa, dapet apa, apa benar, jelaskan, apakah, wajib, kapan masuk, naik kelas, ditolak, error, gagal,
        login, otp, masuk akal, bisa ga, bisa gak, bisa tidak, bisa ngga, bisa nggak, boleh, bolehkah,
        bisakah, lebih besar mana, isinya apa, ruginya, rugi, jelasin, yang mana, dari mana, hangus ga,
        hukumannya, sanksi, tuntut, gimana kalau, kena sanksi, dihukum, tolong jelaskan, masih berlaku,
        berlaku, sampai kapan, ada ga, sama ga, sama gak, sama tidak, ada gak, ada tidak, kah, melanggar, legal, sah
        """,
    }
)
"""Questions that an entry answers, not a calculator."""

WITH_JHT = CueTable(
    {
        "with": """
        ikut jht, sama jht, plus jht, tambah jht, dengan jht, dgn jht, pakai jht, pake jht, jht juga, jht
        jg, sekalian jht, termasuk jht, 3 program, tiga program, tilu program, telung program, jkk jkm jht,
        melu jht, milu jht, nyandak jht, tambahi jht, tambahin jht, lengkap dengan jht, jeung jht, dan jht,
        3 prog, program 3, semua program, karo jht, ambil jht, + jht
        """,
        "without": """
        tanpa jht, 2 program, dua program, dua program saja, ga ikut jht, gak ikut jht, tidak ikut jht,
        gapake jht, ga pake jht, jkk jkm saja, jkk dan jkm, 2 prog, loro program, tanpa hari tua
        """,
    }
)
"""Whether a self-employed person wants JHT."""

RISK = CueTable(
    {
        "very-low": "risiko sangat rendah, resiko sangat rendah, sangat rendah",
        "low": "risiko rendah, resiko rendah, rendah",
        "medium": "risiko sedang, resiko sedang, risiko menengah",
        "high": "risiko tinggi, resiko tinggi",
        "very-high": "risiko sangat tinggi, resiko sangat tinggi, sangat tinggi",
    }
)
"""The risk class of a workplace."""

SIZE = CueTable(
    {
        "micro": "usaha mikro, mikro",
        "small": "usaha kecil, perusahaan kecil, pt kecil",
        "large": """
        usaha menengah, usaha besar, perusahaan besar, pabrik besar, menengah, perusahaan menengah
        """,
    }
)
"""The size of a business."""

PARTS = CueTable(
    {
        "eyes": """
        dua mata, kedua mata, mata dua, mata duanya, buta total, buta kedua, dua duanya mata, dua biji mata,
        panon dua, kedua matanya, dua matanya, mata kiri kanan, mata kanan kiri
        """,
        "eye": """
        satu mata, mata sebelah, sebelah mata, mata kiri, mata kanan, matanya sebelah, mata sebelah kanan,
        mata sebelah kiri, sebelah matanya, buta sebelah, mata kirinya, mata kanannya, panon sabeulah,
        mripat siji, mata kiwa, mata siji, mata tengen
        """,
        "eye?": "mata, matanya, buta, panon, mripat",
        "hearing-both": """
        tuli dua, tuli kedua, kedua telinga tuli, dua telinga, kedua telinga, tuli total, dua duanya
        telinga, pendengaran kedua, kedua kuping, dua kuping, kuping dua, kuping loro, pendengaran dua,
        kedua telinganya, dua telinganya, pendengaran kedua telinga, kedua kupingnya
        """,
        "hearing-one": """
        tuli sebelah, telinga kanan tuli, telinga kiri tuli, satu telinga, telinga sebelah, sebelah telinga,
        budek sebelah, budeg sebelah, telinga kiri, telinga kanan, kuping kanan, kuping kiri, kuping
        sebelah, satu kuping, tuli satu, pendengaran satu telinga, telinga kirinya, telinga kanannya, torek
        sabeulah, ceuli katuhu, ceuli kenca, kuping tengen, kuping kiwa, pendengaran telinga kiri,
        pendengaran telinga kanan, pendengaran sebelah, kuping kanannya, kuping kirinya
        """,
        "ear?": "telinga, kuping, telinganya, kupingnya, ceuli, tuli, pendengaran, budeg, budek, torek",
        "outer-ears": "kedua daun telinga, dua daun telinga, daun telinga dua, daun telinga kanan kiri",
        "outer-ear": """
        daun telinga, satu daun telinga, daun kuping, daun telinga sebelah, daun telinga kiri, daun telinga
        kanan, cuping telinga
        """,
        "smell": "penciuman, daya cium, indra penciuman, penciumannya",
        "nose": "cuping hidung, hidung, idung",
        "scalp": "kulit kepala",
        "arm-right": """
        lengan kanan, lengan kanannya, lengan kanan dari bahu, tangan kanan dari bahu, tangan kanan sampai
        bahu, lengan kanan saya
        """,
        "arm-left": """
        lengan kiri, lengan kirinya, lengan kiri dari bahu, tangan kiri dari bahu, tangan kiri sampai bahu,
        lengan kiri saya
        """,
        "arm?": "lengan, lengannya",
        "other": """
        jari, jarinya, jari kaki, jari tangan, jempol, ibu jari, telunjuk, kelingking, jari manis, jari
        tengah, kaki, kakinya, tangan, tangannya, siku, pergelangan, telapak, lutut, paha, betis, tungkai,
        ruas jari, tangan kiri, tangan kanan, kaki kiri, kaki kanan, ramo, suku, sikil, driji, gigi, tulang
        punggung, punggung, pinggang, tulang, jempolnya, telapak tangan, telapak kaki
        """,
    }
)
"""Parts of the body; a cue with a question mark may mean several."""

LEFT_HANDED = CueTable(
    {
        "left": "kidal, kidal saya, tangan kiri dominan, biasa tangan kiri, pakai tangan kiri",
        "right": """
        tidak kidal, bukan kidal, gak kidal, tangan kanan dominan, biasa tangan kanan, pakai tangan kanan,
        biasa pakai tangan kanan, dominan kanan
        """,
    }
)
"""Which hand a person uses."""

WAYS = CueTable(
    {
        "darat": """
        ambulan, ambulans, ambulance, taksi, taxi, mobil, sewa mobil, angkot, grab, gojek, ojek, travel,
        bus, bis, darat, sungai, danau, motor, kereta
        """,
        "laut": """
        laut, kapal, feri, ferry, speedboat, speed boat, perahu laut, kapal laut, pulau, dari pulau,
        nyebrang, nyeberang
        """,
        "udara": "pesawat, helikopter, heli, udara, terbang, pesawat terbang",
        "?": "perahu, perahunya, klotok, sampan",
    }
)
"""How an injured person was brought; a boat alone may be on a river or at sea."""

TOGETHER = CueTable(
    {
        "prepaid": """
        sekaligus, langsung, di muka, dimuka, di depan, didepan, rapel, dirapel, borongan, sakaligus, bayar,
        untuk, selama, buat, kanggo, nggo, x
        """,
    }
)
"""Words next to a number of months that say it is paid at once."""

ELIGIBLE = CueTable(
    {
        "which": """
        bisa ikut apa, ikut apa, ikut program apa, program apa, bisa ikut program, dapat program, bisa
        daftar apa, bisa ikut bpjs apa, cocok ikut, cocoknya, ikut bpjs apa, bisa ikut yang mana, ikut yang
        mana, program yang cocok, bisa ikut naon, milu naon, melu apa, iso melu opo, bisa melu apa, milu
        program naon, bisa dapat apa aja, bisa ikut jaminan apa, jaminan apa, pilihan program, program apa
        saja yang bisa, sebaiknya ikut apa, enaknya ikut apa, bisa masuk program, ikut jaminan apa, bisa
        ikut bpjs ketenagakerjaan apa, ikutan apa, bisa ikut apa aja, bisa ikut apa saja, tiasa ngiring
        naon, bisa milu naon
        """,
    }
)
"""Words that ask which programmes a person may join."""

_TABLES = (
    ROLES, EVENTS, TOPICS, SEGMENTS, ELSEWHERE, QUESTIONS, WITH_JHT, RISK, SIZE, PARTS, LEFT_HANDED, WAYS, TOGETHER,
    ELIGIBLE,
)  # fmt: skip
KNOWN = frozenset(ASKING | COMPUTE | HOW | DOUBT | NOT_MONEY_AFTER | NOT_MONEY_BEFORE).union(
    *(table.words for table in _TABLES)
)
"""Every word that means something here as it stands, so that it is not put right into another."""
