-- Whoever has a tie to a company decides nothing about it, whatever the statement says.
create trigger employers_decider_is_free before update of state, account_id, name, nib on employers_employer
    when (new.state <> old.state or new.account_id <> old.account_id or new.name <> old.name or new.nib <> old.nib) and exists (
        select 1 from placement_interest i where i.employer_id = new.id and i.ended_at is null and 'account:' || i.account_id = new.decided_by)
    begin select raise(abort, 'somebody with a tie to the company may not decide about it'); end;
create trigger employers_licence_recorder_is_free before insert on employers_licence
    when exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = 'account:' || new.checked_by)
    begin select raise(abort, 'somebody with a tie to the company may not record its permission'); end;
create trigger employers_licence_ender_is_free before update of ended_at on employers_licence
    when new.ended_at is not null and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = 'account:' || new.ended_by)
    begin select raise(abort, 'somebody with a tie to the company may not take back its permission'); end;
create trigger employers_signal_settler_is_free before update of settled_at on employers_signal
    when new.settled_at is not null and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.settled_by)
    begin select raise(abort, 'somebody with a tie to the company may not settle what was seen of it'); end;
create trigger employers_warning_drafter_is_free before insert on employers_warning
    when exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.drafted_by)
    begin select raise(abort, 'somebody with a tie to the company may not ask it'); end;
create trigger employers_warning_sender_is_free before update of state on employers_warning
    when new.state = 'sent' and old.state <> 'sent' and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.sent_by)
    begin select raise(abort, 'somebody with a tie to the company may not warn it'); end;
create trigger employers_warning_closer_is_free before update of state on employers_warning
    when new.state in ('closed', 'withdrawn') and new.state <> old.state and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.closed_by)
    begin select raise(abort, 'somebody with a tie to the company may not close its warning'); end;
create trigger vacancies_decider_is_free before update of state on vacancies_vacancy
    when new.state <> old.state and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.changed_by)
    begin select raise(abort, 'somebody with a tie to the company may not decide about its vacancy'); end;
create trigger vacancies_change_maker_is_free before insert on vacancies_change
    when new.state = 'shown' and new.by_office = 1 and exists (
        select 1 from placement_interest i where i.employer_id = (select v.employer_id from vacancies_vacancy v where v.id = new.vacancy_id) and i.ended_at is null and 'account:' || i.account_id = 'account:' || new.made_by)
    begin select raise(abort, 'somebody with a tie to the company may not change its vacancy'); end;
create trigger vacancies_change_decider_is_free before update of state on vacancies_change
    when new.state in ('shown', 'declined') and exists (
        select 1 from placement_interest i where i.employer_id = (select v.employer_id from vacancies_vacancy v where v.id = new.vacancy_id) and i.ended_at is null and 'account:' || i.account_id = 'account:' || new.decided_by)
    begin select raise(abort, 'somebody with a tie to the company may not decide about a change of its vacancy'); end;
create trigger placement_exemption_answerer_is_free before update of state on placement_exemption
    when new.state <> 'asked' and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.answered_by)
    begin select raise(abort, 'somebody with a tie to the company may not answer its request'); end;
-- That a person applied, or is withdrawn because their card ended, is no decision about the company.
create trigger placement_recorder_is_free before insert on placement_event
    when new.employer_id is not null and new.kind not in ('applied', 'withdrawn') and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.recorded_by)
    begin select raise(abort, 'somebody with a tie to the company may not refer, answer or verify for it'); end;
