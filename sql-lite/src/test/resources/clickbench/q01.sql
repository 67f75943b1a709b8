-- Hits
select count(*) from hits;
