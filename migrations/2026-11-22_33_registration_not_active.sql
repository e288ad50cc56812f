-- What phones keep to check cards without the internet: the few that must not be taken for valid.
create index registration_card_not_active on registration_card (valid_until) where state <> 'handed_over' or training = 1;
