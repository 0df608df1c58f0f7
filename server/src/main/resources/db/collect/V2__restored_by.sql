-- Whoever brings an undone import back need not be the one who handed it in or undid it.
alter table collect.import
    add column restored_at timestamptz,
    add column restored_by text;
