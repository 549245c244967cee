SELECT a.external_id, original.external_id AS original, s.article_count, s.source_count, c.is_original, c.method,
       round(c.shared_share, 2) AS shared_share
FROM article_copies c
JOIN stories s USING (story_id)
JOIN articles a ON a.article_id = c.article_id
JOIN articles original ON original.article_id = s.original_article_id
