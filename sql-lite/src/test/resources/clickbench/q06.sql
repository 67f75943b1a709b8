-- Phrases that were looked for
select count(distinct SearchPhrase)
from hits;
