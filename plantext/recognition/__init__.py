"""Named-entity recognition: lexicons, rules and aliases over the words of GiNZA's tokenizer."""
