-- The run that began last; it alone may list files. A run that lost its lock with its connection
-- finds another one here.
alter table lake.standing add column run uuid;
