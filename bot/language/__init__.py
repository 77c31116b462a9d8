"""Indonesian as workers write it, turned into tokens, slots and amounts."""
