SELECT name, entity_type, mention_count, article_count, story_count, first_date, last_date
FROM entities
