"""One turn of a conversation: context and words in, a reply out; knows no Telegram."""
