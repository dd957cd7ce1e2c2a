"""Names in a text: lexicons, patterns and aliases over the words of GiNZA's tokenizer."""
