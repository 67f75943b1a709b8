-- A part of a table of hits on web pages, made up: ROWS rows into FILE. Small numbers are more frequent than large ones.
create or replace macro part(i, k) as (hash(i * 64 + k) % 1000000) / 1000000.0;
create or replace macro often(i, k, n) as floor(n * pow(part(i, k), 3))::bigint;
copy (
    select
        (hash(i) >> 1)::bigint as WatchID,
        (part(i, 1) < 0.9)::int::smallint as JavaEnable,
        case when part(i, 2) < 0.04 then 'Google and ' else 'About ' end || 'subject ' || often(i, 3, 20000) as Title,
        timestamp '2013-07-01' + to_seconds((part(i, 4) * 2678400)::bigint) as EventTime,
        (timestamp '2013-07-01' + to_seconds((part(i, 4) * 2678400)::bigint))::date as EventDate,
        case when part(i, 5) < 0.3 then 62 else often(i, 6, 3000) end::int as CounterID,
        (often(i, 7, 400000) * 4967 - 1000000000)::int as ClientIP,
        often(i, 8, 5000)::int as RegionID,
        case when part(i, 9) < 0.0005 then 435090932899640449
            else (hash(often(i, 10, 200000)) >> 2)::bigint end as UserID,
        case when part(i, 11) < 0.03 then 'http://www.google.com/' else 'http://site' || often(i, 12, 500) || '.example/' end
            || 'page' || often(i, 13, 2000) as URL,
        case when part(i, 14) < 0.3 then ''
            else 'https://' || case when part(i, 15) < 0.5 then 'www.' else '' end || 'from' || often(i, 16, 300)
                || '.example/' || often(i, 17, 1000) end as Referer,
        (part(i, 18) < 0.1)::int::smallint as IsRefresh,
        (part(i, 19) < 0.3)::int::smallint as IsLink,
        (part(i, 20) < 0.05)::int::smallint as IsDownload,
        (part(i, 21) < 0.1)::int::smallint as DontCountHits,
        (1024 + often(i, 22, 900))::smallint as ResolutionWidth,
        (200 + often(i, 23, 1800))::smallint as WindowClientWidth,
        (200 + often(i, 24, 900))::smallint as WindowClientHeight,
        case when part(i, 25) < 0.9 then 0 else often(i, 26, 60) end::smallint as AdvEngineID,
        case when part(i, 27) < 0.8 then 0 else often(i, 28, 90) end::smallint as SearchEngineID,
        case when part(i, 29) < 0.85 then '' else 'phrase number ' || often(i, 30, 8000) end as SearchPhrase,
        case when part(i, 31) < 0.9 then 0 else often(i, 32, 100) end::smallint as MobilePhone,
        case when part(i, 31) < 0.9 then '' else 'model ' || often(i, 33, 150) end as MobilePhoneModel,
        (often(i, 34, 10) - 1)::smallint as TraficSourceID,
        case when part(i, 35) < 0.2 then 2868770270353813622
            else (hash(often(i, 36, 30000)) >> 1)::bigint end as URLHash,
        case when part(i, 37) < 0.3 then 3594120000172545465
            else (hash(often(i, 38, 30000)) >> 1)::bigint end as RefererHash
    from range(ROWS) as numbers(i)
) to 'FILE' (format parquet);
