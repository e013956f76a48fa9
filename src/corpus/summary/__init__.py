"""An article, a person or a topic in a few sentences of the articles themselves."""
