-- What left or entered the stock stays as it was counted: a row of the ledger is never changed and never taken away.
create function registration_ledger_is_kept() returns trigger language plpgsql as $$ begin raise exception 'registration_ledger is append-only'; end $$;
create trigger registration_ledger_kept before update or delete on registration_ledger for each row execute function registration_ledger_is_kept();
create trigger registration_ledger_kept_whole before truncate on registration_ledger for each statement execute function registration_ledger_is_kept();
