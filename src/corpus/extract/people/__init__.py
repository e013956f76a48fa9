"""Who is named in an article, what each is called and what each is, and whom a pronoun means."""
