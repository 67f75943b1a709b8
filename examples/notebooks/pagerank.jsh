// # PageRank
//
// Which airports matter? Those to which airports that matter have flights (Page, Brin, Motwani and Winograd 1999).

var links = sc.textFile("examples/data/routes.csv")
        .filter(line -> !line.startsWith("origin"))
        .map(line -> line.split(",", -1))
        .mapToPair(cells -> new Tuple2<>(cells[0], cells[1]))
        .distinct()
        .groupByKey();
//> links ==> PairRdd<String,Iterable<String>>, 2 partitions: textFile → filter → map → mapToPair → distinct → groupByKey

links.count()
//> $1 ==> 303

// Each airport gives its rank to those it has flights to, in equal parts; a part of all ranks is dealt out evenly.

double damping = 0.85;
//> damping ==> 0.85

var ranks = links.mapValues(to -> 1.0);
//> ranks ==> PairRdd<String,Double>, 2 partitions: textFile → filter → map → mapToPair → distinct → groupByKey → mapValues

for (int round = 0; round < 8; round++) {
    var given = links.join(ranks).values().flatMapToPair(pair -> {
        var targets = new ArrayList<String>();
        pair._1().forEach(targets::add);
        return targets.stream().map(to -> new Tuple2<>(to, pair._2() / targets.size())).iterator();
    });
    ranks = given.reduceByKey(Double::sum).mapValues(sum -> 1 - damping + damping * sum);
}

show(ranks.map(pair -> new Tuple2<>(pair._1(), Math.round(pair._2() * 100) / 100.0)).sortBy(pair -> -pair._2()), 8)
//> _1           _2
//> String   Double
//> ──────  ───────
//> ATL     10.7800
//> DFW      7.7800
//> ORD      7.5900
//> MSP      7.4100
//> SLC      7.2200
//> DEN      6.5600
//> DTW      6.1500
//> IAH      5.9200
//> ... and more
