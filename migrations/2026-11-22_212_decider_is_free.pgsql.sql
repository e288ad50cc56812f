-- Whoever has a tie to a company decides nothing about it, whatever the statement says.
create function tied_to(employer bigint, who text) returns boolean language sql as $$
    select exists (select 1 from placement_interest i where i.employer_id = employer and i.ended_at is null and 'account:' || i.account_id = who) $$;
create function tied_to_owner_of(vacancy bigint, who text) returns boolean language sql as $$
    select exists (select 1 from vacancies_vacancy v where v.id = vacancy and tied_to(v.employer_id, who)) $$;
create function decider_is_free() returns trigger language plpgsql as $$
    begin raise exception 'somebody with a tie to the company may not %', tg_argv[0]; end $$;
create trigger employers_decider_is_free before update of state, account_id, name, nib on employers_employer for each row
    when ((new.state <> old.state or new.account_id <> old.account_id or new.name <> old.name or new.nib <> old.nib) and tied_to(new.id, new.decided_by))
    execute function decider_is_free('decide about it');
create trigger employers_licence_recorder_is_free before insert on employers_licence for each row
    when (tied_to(new.employer_id, 'account:' || new.checked_by))
    execute function decider_is_free('record its permission');
create trigger employers_licence_ender_is_free before update of ended_at on employers_licence for each row
    when (new.ended_at is not null and tied_to(new.employer_id, 'account:' || new.ended_by))
    execute function decider_is_free('take back its permission');
create trigger employers_signal_settler_is_free before update of settled_at on employers_signal for each row
    when (new.settled_at is not null and tied_to(new.employer_id, new.settled_by))
    execute function decider_is_free('settle what was seen of it');
create trigger employers_warning_drafter_is_free before insert on employers_warning for each row
    when (tied_to(new.employer_id, new.drafted_by))
    execute function decider_is_free('ask it');
create trigger employers_warning_sender_is_free before update of state on employers_warning for each row
    when (new.state = 'sent' and old.state <> 'sent' and tied_to(new.employer_id, new.sent_by))
    execute function decider_is_free('warn it');
create trigger employers_warning_closer_is_free before update of state on employers_warning for each row
    when (new.state in ('closed', 'withdrawn') and new.state <> old.state and tied_to(new.employer_id, new.closed_by))
    execute function decider_is_free('close its warning');
create trigger vacancies_decider_is_free before update of state on vacancies_vacancy for each row
    when (new.state <> old.state and tied_to(new.employer_id, new.changed_by))
    execute function decider_is_free('decide about its vacancy');
create trigger vacancies_change_maker_is_free before insert on vacancies_change for each row
    when (new.state = 'shown' and new.by_office = 1 and tied_to_owner_of(new.vacancy_id, 'account:' || new.made_by))
    execute function decider_is_free('change its vacancy');
create trigger vacancies_change_decider_is_free before update of state on vacancies_change for each row
    when (new.state in ('shown', 'declined') and tied_to_owner_of(new.vacancy_id, 'account:' || new.decided_by))
    execute function decider_is_free('decide about a change of its vacancy');
create trigger placement_exemption_answerer_is_free before update of state on placement_exemption for each row
    when (new.state <> 'asked' and tied_to(new.employer_id, new.answered_by))
    execute function decider_is_free('answer its request');
-- That a person applied, or is withdrawn because their card ended, is no decision about the company.
create trigger placement_recorder_is_free before insert on placement_event for each row
    when (new.employer_id is not null and new.kind not in ('applied', 'withdrawn') and tied_to(new.employer_id, new.recorded_by))
    execute function decider_is_free('refer, answer or verify for it');
