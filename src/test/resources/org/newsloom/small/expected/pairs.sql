SELECT least(a.name, b.name) AS one, greatest(a.name, b.name) AS other, p.article_count, p.story_count,
       p.sentence_count
FROM entity_pairs p
JOIN entities a ON a.entity_id = p.entity_a
JOIN entities b ON b.entity_id = p.entity_b
