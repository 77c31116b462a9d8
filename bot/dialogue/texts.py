"""The bot's own sentences, outside of the knowledge; everything here is read by workers."""

from __future__ import annotations

CONTACT = "Bisa tanya langsung ke petugas: telepon **175**, atau datang ke kantor cabang BPJS Ketenagakerjaan. Gratis, tidak perlu calo."

WELCOME = (
    "Assalamualaikum, saya **Tanya Jamsos**. Saya menjawab soal BPJS Ketenagakerjaan: iuran, klaim, santunan, daftar.\n\n"
    "Tulis saja pertanyaannya dengan bahasa sehari-hari. Contoh:\n"
    "- gmn cara cairin JHT klo udh resign\n"
    "- suami saya meninggal, dapat santunan berapa\n"
    "- iuran nelayan sebulan berapa\n\n"
    "Jangan kirim NIK, nomor kartu, nomor rekening, atau kode OTP ke sini.\n\n"
    "Atau pilih topik:"
)

HELP = (
    "Tulis pertanyaan Anda dengan bahasa sehari-hari; disingkat atau salah ketik tidak apa-apa.\n\n"
    "- /topik : lihat semua topik\n"
    "- /hitung : hitung iuran, JHT, JKP, santunan\n"
    "- /cek : program apa yang cocok untuk pekerjaan Anda\n"
    "- /tanya : bertanya di dalam grup, misalnya /tanya iuran BPU berapa\n"
    "- /privasi : apa yang disimpan dan tidak\n\n"
    "Yang tidak saya tahu, saya bilang tidak tahu. " + CONTACT
)

PRIVACY = (
    "Saya tidak menyimpan nama, nomor HP, NIK, nomor kartu, atau nomor rekening Anda.\n\n"
    "- Topik obrolan terakhir diingat sekitar setengah jam supaya pertanyaan lanjutan nyambung.\n"
    "- Pertanyaan yang belum bisa dijawab disimpan tanpa nama, dan angka pribadi di dalamnya dihapus lebih dulu. Gunanya supaya jawabannya "
    "bisa ditambah.\n"
    "- Penilaian Membantu / Tidak membantu dihitung per jawaban, bukan per orang.\n\n"
    "Jangan pernah mengirim kode OTP, PIN, atau kata sandi kepada siapa pun, termasuk ke sini."
)

EMPTY = "Silakan tulis pertanyaannya, misalnya: **cara klaim JHT setelah resign**. Bisa juga pilih topik di bawah ini."

NO_WORDS = (
    "Maaf, saya hanya bisa membaca tulisan. Tulis pertanyaannya dengan kata-kata, misalnya: **iuran nelayan berapa**."
)

UNKNOWN = "Maaf, saya belum punya jawaban untuk pertanyaan itu. Saya tidak mau menebak, karena salah jawab bisa merugikan Anda."
UNKNOWN_NEAR = "Mungkin salah satu ini yang dimaksud?"
FOREIGN = "Itu di luar yang saya tahu. Saya hanya menjawab soal BPJS Ketenagakerjaan: JHT, JKK, JKM, JP, JKP, iuran, dan pendaftaran."
OTHER_OFFICE = (
    "Sepertinya itu urusan kantor lain, bukan BPJS Ketenagakerjaan, jadi saya tidak punya jawabannya. "
    "Coba tanya kantor desa atau dinas yang mengurusnya."
)
CHOICES = "Supaya jawabannya tepat, yang mana yang Bapak/Ibu maksud?"
DESPAIR = "bunuh diri"
HELP_FIRST = (
    "Kalau Anda atau orang di dekat Anda sedang tidak kuat: **telepon ambulans 119 atau polisi 110 sekarang**, atau datang ke IGD "
    "terdekat. Jangan sendirian."
)
SYMPATHY = {
    "meninggal": "Turut berduka cita. Saya bantu carikan langkahnya.",
    "kecelakaan": "Turut prihatin, semoga lekas pulih.",
    "cacat": "Turut prihatin. Saya bantu carikan haknya.",
    "phk": "Turut prihatin. Saya bantu carikan haknya.",
}
CHOICES_TOPIC = "Soal **{topic}**, mau tahu yang mana?"
CHOICES_REFUSED = "Baik, bukan itu. Apakah salah satu ini?"
GIVE_UP = "Maaf, rupanya saya belum punya jawabannya. Pertanyaannya saya catat tanpa nama, supaya bisa ditambah."
PERSONAL = (
    "Demi keamanan: jangan kirim {kinds} ke sini atau ke siapa pun yang mengaku petugas. Nomor itu tidak saya simpan dan tidak saya pakai. "
    "Sebaiknya hapus pesan tadi."
)
LAPSED = "Angka di atas berlaku sampai {day}. Untuk angka yang baru, tanya **175** dulu."
NONE_OF_THESE = "Bukan ini"
DETAILS = "Selengkapnya"
TOPICS = "Lihat semua topik"
CONTACT_BUTTON = "Hubungi petugas"
NEXT_PAGE = "Berikutnya ›"
PREVIOUS_PAGE = "‹ Sebelumnya"
TOPIC_MENU = "Pilih topik:"
TOPIC_PAGE = "**{title}**. Pilih pertanyaan:"
TOPIC_PAGE_OF = "**{title}** (halaman {page} dari {pages}). Pilih pertanyaan:"
