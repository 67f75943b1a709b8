-- Titles of one site
select Title, count(*) as views
from hits
where CounterID = 62
  and EventDate between date '2013-07-01' and date '2013-07-31'
  and DontCountHits = 0
  and IsRefresh = 0
  and Title <> ''
group by Title
order by views desc, Title
limit 10;
