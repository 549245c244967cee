SELECT external_id, positive_count, negative_count, word_count, round(tone_pct, 2) AS tone_pct
FROM article_tone JOIN articles USING (article_id)
