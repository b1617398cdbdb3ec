"""Chinese text, knowing no record: folding, words, shapes of dates and numbers, places, speakers, escaping."""
