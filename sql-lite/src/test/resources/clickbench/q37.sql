-- Pages of one site
select URL, count(*) as views
from hits
where CounterID = 62
  and EventDate between date '2013-07-01' and date '2013-07-31'
  and DontCountHits = 0
  and IsRefresh = 0
  and URL <> ''
group by URL
order by views desc, URL
limit 10;
