-- Hits of advertisements
select count(*)
from hits
where AdvEngineID <> 0;
