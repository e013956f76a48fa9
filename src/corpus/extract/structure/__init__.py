"""What the parts of an article are: printed lines, blocks, sentences, its title, its day."""
