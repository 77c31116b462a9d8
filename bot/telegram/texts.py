"""What the Telegram side itself says to workers, in Indonesian; what concerns rights and money comes from entries."""

from __future__ import annotations

# Profile. Telegram's limits: description 512 characters, short description 120, a command's description 256.
DESCRIPTION = (
    "Tanya soal BPJS Ketenagakerjaan dengan bahasa sehari-hari: iuran, klaim JHT, kecelakaan kerja, santunan, "
    "kehilangan pekerjaan, cara daftar.\n\n"
    "Jawabannya dari aturan yang berlaku, dengan sumbernya. Gratis. Jangan kirim NIK, nomor kartu, nomor rekening, "
    "atau kode OTP ke sini.\n\n"
    "Tekan MULAI, lalu tulis pertanyaannya."
)
SHORT_DESCRIPTION = "Jawaban soal BPJS Ketenagakerjaan dengan bahasa sehari-hari, lengkap dengan sumbernya."
PRIVATE_COMMANDS = {
    "topik": "Lihat semua topik",
    "hitung": "Hitung iuran, JHT, JKP, atau santunan",
    "cek": "Program apa yang cocok untuk pekerjaan saya",
    "bantuan": "Cara bertanya",
    "privasi": "Apa yang disimpan dan tidak",
    "start": "Mulai dari awal",
}
GROUP_COMMANDS = {
    "tanya": "Bertanya, misalnya: /tanya iuran nelayan berapa",
    "bantuan": "Cara bertanya",
    "privasi": "Apa yang disimpan dan tidak",
}

# Buttons.
HELPFUL = "👍 Membantu"
UNHELPFUL = "👎 Tidak membantu"
THANKS = "✓ Terima kasih atas masukannya"
TO_PRIVATE = "Tanya lewat chat pribadi"
INLINE_HELP = "Tanya langsung ke bot"

# Toasts, at most 200 characters.
STALE = "Maaf, pilihan ini sudah tidak berlaku."
VOTED_HELPFUL = "Terima kasih, senang bisa membantu."
VOTED_UNHELPFUL = (
    "Terima kasih, kami catat supaya jawabannya diperbaiki. Coba tanya dengan kata lain, atau telepon 175."
)
VOTED_BEFORE = "Sudah kami catat, terima kasih."
TROUBLE_TOAST = "Maaf, ada gangguan. Coba tekan lagi sebentar lagi."

# Messages, in the Markdown subset.
STALE_LINK = "Maaf, tautan itu sudah tidak berlaku. Tulis saja pertanyaannya, atau pilih topik:"
STALE_BUTTON = "Maaf, pilihan ini sudah tidak berlaku. Tulis saja pertanyaannya, atau pilih topik:"
UNKNOWN_COMMAND = (
    "Saya belum kenal perintah itu. Tulis saja pertanyaannya dengan bahasa sehari-hari, atau tekan /topik untuk "
    "melihat semua topik."
)
ASK_HOW = "Tulis pertanyaannya sesudah /tanya, misalnya: **/tanya iuran nelayan berapa**"
GROUP_WELCOME = (
    "Terima kasih sudah mengajak saya. Di grup ini saya hanya menjawab kalau dipanggil: **/tanya iuran nelayan "
    "berapa**, atau balas pesan saya.\n\n"
    "Untuk urusan pribadi, lebih aman lewat chat pribadi. Jangan tulis NIK, nomor kartu, atau nomor rekening di grup."
)
GROUP_FORM = "Supaya upah dan data lain tidak terbaca orang banyak, lanjutkan lewat chat pribadi, ya."
NO_VOICE = (
    "Maaf, saya belum bisa mendengar pesan suara. Tulis saja pertanyaannya, pendek juga boleh. Contoh: **iuran nelayan "
    "berapa**"
)
NO_PICTURE = (
    "Maaf, saya belum bisa membaca gambar atau berkas. Tulis saja pertanyaannya. Dan jangan kirim foto KTP, kartu, "
    "atau buku tabungan ke sini; kalau terlanjur, sebaiknya hapus."
)
NO_PLACE = (
    "Terima kasih, tetapi saya belum bisa membaca lokasi. Tulis saja pertanyaannya, misalnya: **kantor BPJS "
    "Ketenagakerjaan Serang di mana**"
)
NO_CONTACT = "Saya tidak memerlukan nomor HP siapa pun, dan tidak menyimpannya. Tulis saja pertanyaannya."
NO_STICKER = "Saya hanya bisa membaca tulisan. Tulis saja pertanyaannya, misalnya: **cara klaim JHT setelah resign**"
TROUBLE = "Maaf, ada gangguan di pihak kami. Coba kirim lagi sebentar lagi, atau telepon **175**. (Kode: {incident})"

NOTHING = "Silakan tulis pertanyaannya."

# Small print under an answer.
SOURCE = "Sumber: "
CHECKED = "Diperiksa: "

# To the office's staff chat.
STAFF_INCIDENT = "Ada gangguan {kind} (kode {incident}). Rinciannya ada di log."
STAFF_KNOWLEDGE_BROKEN = (
    "Perubahan di berkas pengetahuan belum dipakai karena masih ada {count} kesalahan. Jawaban lama tetap dipakai. "
    "Jalankan: jamsos periksa"
)
STAFF_KNOWLEDGE_UNREADABLE = "Berkas pengetahuan tidak bisa dibaca. Jawaban lama tetap dipakai; rinciannya ada di log."
STAFF_KNOWLEDGE_SOUND = "Berkas pengetahuan sudah benar dan dipakai: {count} jawaban."

# To whoever started the bot and it cannot be served.
NOT_CONFIGURED = (
    "TELEGRAM_BOT_TOKEN belum diisi. Minta token ke @BotFather di Telegram dengan perintah /newbot, lalu isikan."
)
NOT_ACCEPTED = (
    "Telegram menolak token bot. Periksa TELEGRAM_BOT_TOKEN: harus sama persis dengan yang diberikan @BotFather."
)
START_REFUSED = "Telegram menolak permintaan awal bot: {reason}."
UNREACHABLE = "Telegram tidak bisa dihubungi. Periksa sambungan internet dan TELEGRAM_API_URL, lalu jalankan lagi."
WEBHOOK_SET = (
    "Bot ini sedang dilayani lewat webhook di {host}, jadi tidak dijalankan di sini supaya layanan itu tidak terputus. "
    "Pakai token lain untuk mencoba, atau isi WEBHOOK_URL untuk menggantikannya."
)
CONFLICT = (
    "Bot dengan token yang sama sedang berjalan di tempat lain, jadi yang ini dihentikan. Matikan salah satu: dengan "
    "polling hanya boleh ada satu."
)
PORT_TAKEN = "Port {port} tidak bisa dipakai ({reason}). Ganti PORT, atau matikan program yang memakainya."
DATABASE_WRONG = "DATABASE_URL tidak bisa dipakai. Contoh yang benar: sqlite:///data/jamsos.db"
KNOWLEDGE_BROKEN = (
    "Bot tidak dijalankan karena ada {count} kesalahan di berkas pengetahuan. Jalankan jamsos periksa untuk melihatnya."
)
