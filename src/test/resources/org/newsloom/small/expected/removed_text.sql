SELECT external_id, reason, removed_text.text
FROM removed_text JOIN articles USING (article_id)
