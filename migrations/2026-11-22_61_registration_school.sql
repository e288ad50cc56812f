-- Which school vouches for a diploma: the pupil's file came through it.
create table registration_vouched (
    application_id {int64} primary key references registration_application (id),
    office_id {int64} not null,
    school_id {int64} not null,
    school text not null,
    licence text not null,
    vouched_at {int64} not null,
    vouched_by text not null
) {strict};
create index registration_vouched_by_school on registration_vouched (office_id, school_id);
