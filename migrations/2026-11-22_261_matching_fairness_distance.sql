-- Boards count distance in kilometres now, no longer the share in one's own regency: they are counted anew at night.
delete from matching_fairness_line;
delete from matching_fairness;
