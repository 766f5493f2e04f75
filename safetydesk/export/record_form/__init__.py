"""The printed record of anything a register holds: a ruled form of labels, texts, tables, photos and signatures."""
