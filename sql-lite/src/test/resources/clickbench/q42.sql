-- Sizes of windows for one page
select WindowClientWidth, WindowClientHeight, count(*) as views
from hits
where CounterID = 62
  and EventDate between date '2013-07-01' and date '2013-07-31'
  and IsRefresh = 0
  and DontCountHits = 0
  and URLHash = 2868770270353813622
group by WindowClientWidth, WindowClientHeight
order by views desc, WindowClientWidth, WindowClientHeight
limit 10 offset 1000;
