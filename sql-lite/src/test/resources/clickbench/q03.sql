-- Sums and means of small numbers
select sum(AdvEngineID), count(*), avg(ResolutionWidth)
from hits;
