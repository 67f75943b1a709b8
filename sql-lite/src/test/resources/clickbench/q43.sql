-- Views by minute
select date_trunc('minute', EventTime) as m, count(*) as views
from hits
where CounterID = 62
  and EventDate between date '2013-07-14' and date '2013-07-15'
  and IsRefresh = 0
  and DontCountHits = 0
group by m
order by m
limit 10 offset 1000;
