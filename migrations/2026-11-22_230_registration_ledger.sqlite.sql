-- What left or entered the stock stays as it was counted: a row of the ledger is never changed and never taken away.
create trigger registration_ledger_kept_as_is before update on registration_ledger begin select raise(abort, 'registration_ledger is append-only'); end;
create trigger registration_ledger_kept before delete on registration_ledger begin select raise(abort, 'registration_ledger is append-only'); end;
