-- The mean of large numbers
select avg(UserID)
from hits;
