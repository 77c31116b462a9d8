"""The index over the entries' variations and the score of an utterance against them."""
