-- First and last day
select min(EventDate), max(EventDate)
from hits;
