// # Caching and recovery
//
// A dataset is a recipe: each action computes it. The function of this one says so whenever it runs, once for each
// of its four partitions.

var delays = sc.textFile("examples/data/flights.csv", 4)
        .mapPartitions(lines -> {
            System.out.println("reading a part of the file");
            return lines;
        })
        .filter(line -> !line.startsWith("date"))
        .map(line -> Integer.parseInt(line.split(",")[1]));
//> delays ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map

delays.count()
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> $1 ==> 20000

delays.filter(delay -> delay > 60).count()
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> $2 ==> 1089

// Everything was read twice. `cache` keeps each partition that a job computes to its end. Nothing runs now, and so
// nothing is cached yet.

delays.cache()
//> $3 ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map [0/4 cached]

delays.count()
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> $4 ==> 20000

delays.filter(delay -> delay > 60).count()
//> $5 ==> 1089

// The second one read what is cached. A dataset tells how much of it there is, also as a part of others:

var late = delays.filter(delay -> delay > 60);
//> late ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map [4/4 cached] → filter

sc.storageStatus().getFirst().cachedPartitions()
//> $6 ==> 4

// # Losing something
//
// Cached partitions may get lost: memory is short, a disk fails, and in a cluster a machine goes away. Here we do it by hand.

delays.evict(2)
//> $7 ==> true

delays
//> delays ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map [3/4 cached]

// The lineage tells how to make it again. Only the partition that is missing is read and computed, and cached again
// on the way (Zaharia et al. 2012).

late.count()
//> reading a part of the file
//> $8 ==> 1089

delays
//> delays ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map [4/4 cached]

// The answer is the same when all are lost, at the price of computing all.

for (int i = 0; i < 4; i++) {
    delays.evict(i);
}

late.count()
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> reading a part of the file
//> $9 ==> 1089

// # Behind an exchange
//
// With what is cached behind an exchange, the exchange is skipped, too.

var byHour = sc.textFile("examples/data/flights.csv", 4)
        .filter(line -> !line.startsWith("date"))
        .map(line -> line.split(","))
        .mapToPair(cells -> new Tuple2<>(cells[0].substring(11, 13), Integer.parseInt(cells[1])))
        .reduceByKey(Math::max, 2)
        .cache();
//> byHour ==> PairRdd<String,Integer>, 2 partitions: textFile → filter → map → mapToPair → reduceByKey [0/2 cached]

show(byHour.sortByKey(), 4)
//> _1           _2
//> String  Integer
//> ──────  ───────
//> 00          207
//> 01          239
//> 02          292
//> 03          122
//> ... and more

byHour.evict(0)
//> $10 ==> true

show(byHour.sortByKey(), 4)
//> _1           _2
//> String  Integer
//> ──────  ───────
//> 00          207
//> 01          239
//> 02          292
//> 03          122
//> ... and more

// `unpersist` frees what is cached. Without it, it goes when no variable holds the dataset any more.

byHour.unpersist()
//> $11 ==> PairRdd<String,Integer>, 2 partitions: textFile → filter → map → mapToPair → reduceByKey

delays.unpersist()
//> $12 ==> Rdd<Integer>, 4 partitions: textFile → mapPartitions → filter → map
