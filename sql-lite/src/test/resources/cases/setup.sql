create table stations as
from (values
    (1, 'Harbour', 'Hamburg', 20, date '2019-04-01'),
    (2, 'Old Town', 'Hamburg', 12, date '2019-04-15'),
    (3, 'Museum', 'Bremen', 8, date '2020-01-10'),
    (4, 'Airport', 'Bremen', null, date '2021-06-01'),
    (5, 'Forest', null, 4, null)) as s (id, name, city, docks, opened);

create table riders as
from (values
    (1, 'Ada', 34, true),
    (2, 'Ben', 27, false),
    (3, 'Cleo', null, true),
    (4, 'Dora', 51, null)) as r (id, name, age, member);

create table trips as
from (values
    (1, 1, 1, timestamp '2024-05-01 08:00:00', 12, 3.50, ['work', 'rain'], {'rain': 0.5, 'wind': 3}),
    (2, 1, 2, timestamp '2024-05-01 08:30:00', 45, 9.00, ['fun'], {'rain': 0.0, 'wind': 1}),
    (3, 2, 1, timestamp '2024-05-01 18:10:00', 15, 4.25, ['work'], {'rain': 2.25, 'wind': 7}),
    (4, 3, 3, timestamp '2024-05-02 09:00:00', null, 0.00, [], null),
    (5, 3, null, timestamp '2024-05-02 12:00:00', 30, 6.75, null, {'rain': null, 'wind': 2}),
    (6, 2, 2, timestamp '2024-05-03 07:45:00', 22, 5.10, ['work', 'late'], {'rain': 0.0, 'wind': 4}))
    as t (id, station, rider, started, minutes, price, tags, weather);

create table tariffs as
from (values
    (1, timestamp '2024-05-01 00:00:00', 0.20),
    (1, timestamp '2024-05-01 12:00:00', 0.25),
    (2, timestamp '2024-05-02 00:00:00', 0.30)) as p (station, since, rate);

create table sales as
from (values
    ('DE', 2022, 1, 10), ('DE', 2022, 2, 20), ('DE', 2023, 1, 30),
    ('FR', 2022, 1, 5), ('FR', 2023, 1, 15), ('FR', 2023, 2, 25)) as s (country, year, quarter, amount);
