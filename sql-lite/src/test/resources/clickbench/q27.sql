-- Phrases by time and alphabet
select SearchPhrase
from hits
where SearchPhrase <> ''
order by EventTime, SearchPhrase
limit 10;
