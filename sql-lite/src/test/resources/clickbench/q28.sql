-- Counters with the longest addresses
select CounterID, avg(length(URL)) as l, count(*) as c
from hits
where URL <> ''
group by CounterID
having c > 1000
order by l desc, CounterID
limit 25;
