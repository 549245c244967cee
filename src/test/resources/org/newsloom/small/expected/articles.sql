SELECT external_id, source, language, published_date, date_resolution, date_method, sentence_count
FROM articles
