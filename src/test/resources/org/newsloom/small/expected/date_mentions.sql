SELECT external_id, surface, value, resolution, method
FROM date_mentions JOIN articles USING (article_id)
