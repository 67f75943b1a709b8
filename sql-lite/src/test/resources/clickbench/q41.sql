-- Days of pages behind one link
select URLHash, EventDate, count(*) as views
from hits
where CounterID = 62
  and EventDate between date '2013-07-01' and date '2013-07-31'
  and IsRefresh = 0
  and TraficSourceID in (-1, 6)
  and RefererHash = 3594120000172545465
group by URLHash, EventDate
order by views desc, URLHash, EventDate
limit 10 offset 100;
