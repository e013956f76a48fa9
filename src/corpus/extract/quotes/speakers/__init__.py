"""Whom a quotation may belong to: the ways it came by a speaker, the person behind the words, and how sure that is."""
