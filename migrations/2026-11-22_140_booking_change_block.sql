-- Places without a name that a smaller quota took from schools; undoing the change gives them back.
create table booking_change_block (
    change_id {int64} not null references booking_change (id),
    office_id {int64} not null,
    block_id {int64} not null references booking_block (id),
    window_id {int64} not null references booking_window (id),
    places integer not null check (places > 0),
    primary key (change_id, block_id)
) {strict};
