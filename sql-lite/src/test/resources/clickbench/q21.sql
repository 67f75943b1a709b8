-- A word in addresses
select count(*)
from hits
where URL like '%google%';
