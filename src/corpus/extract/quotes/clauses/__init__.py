"""Who and what stands around a cue in its sentence, and whether it says that anything was said at all."""
