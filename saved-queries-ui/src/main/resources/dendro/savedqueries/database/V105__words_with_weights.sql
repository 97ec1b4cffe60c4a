-- All that a search needs of a word stands in the index: common words are in nearly every query.
create index saved_query_words_by_word on saved_query_words (word, query, weight);
