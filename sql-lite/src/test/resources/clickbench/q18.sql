-- Some users and phrases; any rows will do
select UserID, SearchPhrase, count(*)
from hits
group by UserID, SearchPhrase
limit 10;
