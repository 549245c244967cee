SELECT external_id, reason
FROM rejected_records JOIN raw_records USING (raw_id)
