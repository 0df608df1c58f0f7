-- A link that an earlier fact asserted, too, changes its time; with room in the page its index stays.
alter table identity.link set (fillfactor = 85);
