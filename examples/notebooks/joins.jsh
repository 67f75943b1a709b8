// # Joins
//
// Flights and the airports that they leave from.

// Components take the columns of their names.

record Airport(String iata, String city, String state) {}
//> created record Airport

record Flight(String origin, String destination, int delay) {}
//> created record Flight

var airports = Csv.read(sc, "examples/data/airports.csv").header(true).as(Airport.class)
        .keyBy(airport -> airport.iata());
//> airports ==> PairRdd<String,Airport>, 2 partitions: csv → keyBy

var flights = Csv.read(sc, "examples/data/flights.csv").header(true).as(Flight.class)
        .keyBy(flight -> flight.origin());
//> flights ==> PairRdd<String,Flight>, 2 partitions: csv → keyBy

show(flights.values(), 3)
//> origin  destination    delay
//> String  String       Integer
//> ──────  ───────────  ───────
//> DTW     LAS               66
//> HNL     SFO               95
//> LAS     OAK               -5
//> ... and more

// `join` brings together what has the same key.

var joined = flights.join(airports);
//> joined ==> PairRdd<String,Tuple2<Flight,Airport>>, 2 partitions: (csv → keyBy, csv → keyBy) → join

record Delay(String city, int minutes) {}
//> created record Delay

var delays = joined.values().map(pair -> new Delay(pair._2().city(), pair._1().delay()));
//> delays ==> Rdd<Delay>, 2 partitions: (csv → keyBy, csv → keyBy) → join → values → map

delays.count()
//> $1 ==> 20000

// The mean of each city, the worst first; cities with few flights say little.

record Mean(String city, long flights, double minutes) {}
//> created record Mean

int least = 200;
//> least ==> 200

var means = delays.mapToPair(delay -> new Tuple2<>(delay.city(), delay))
        .groupByKey()
        .map(group -> {
            long n = 0;
            double sum = 0;
            for (var delay : group._2()) {
                n++;
                sum += delay.minutes();
            }
            return new Mean(group._1(), n, sum / n);
        })
        .filter(mean -> mean.flights() >= least);
//> means ==> Rdd<Mean>, 2 partitions: (csv → keyBy, csv → keyBy) → join → values → map → mapToPair → groupByKey → map → filter

show(means.sortBy(mean -> -mean.minutes()), 8)
//> city       flights  minutes
//> String        Long   Double
//> ─────────  ───────  ───────
//> Seattle        339  13.3392
//> Miami          294  13.1224
//> Boston         369  12.5176
//> Phoenix        633  12.0490
//> Denver         452  11.8960
//> Tampa          255  11.2863
//> Portland       209  10.6842
//> Las Vegas      464   9.9504
//> ... and more

// How the delays are distributed, from early to four hours late:

hist(delays.map(delay -> Math.min(delay.minutes(), 240)), 8)
//> $2 ==>
//>        -59 … -21.63     ██▌ 748
//>     -21.63 … 15.75      ██████████████████████████████████████████████████ 14,903
//>      15.75 … 53.13      ██████████▎ 3,038
//>      53.13 … 90.50      ██▋ 781
//>      90.50 … 127.9      ▉ 278
//>      127.9 … 165.3      ▌ 136
//>      165.3 … 202.6      ▎ 68
//>      202.6 … 240        ▏ 48
