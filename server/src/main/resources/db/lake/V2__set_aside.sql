-- The positions that were set aside ever, as far as the files know of them: the facts have left these
-- positions, for good or for the end of the log.
create table lake.set_aside (
    position bigint primary key
);
