"""Questions answered from facts: what is meant, which episodes, four kinds of answer. No wording here."""
