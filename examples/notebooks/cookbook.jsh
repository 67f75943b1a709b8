// # Cookbook
//
// What is asked often, each in a few lines. The data:

record Sale(String shop, String item, int pieces, double price, LocalDate day) {}
//> created record Sale

var sales = sc.parallelize(List.of(
        new Sale("Ulm", "tea", 3, 2.5, LocalDate.of(2024, 1, 5)),
        new Sale("Ulm", "milk", 1, 1.2, LocalDate.of(2024, 1, 6)),
        new Sale("Bonn", "tea", 10, 2.4, LocalDate.of(2024, 1, 6)),
        new Sale("Bonn", "bread", 2, 4.0, LocalDate.of(2024, 2, 1)),
        new Sale("Kiel", "tea", 5, 2.6, LocalDate.of(2024, 2, 3)),
        new Sale("Ulm", "bread", 4, 3.8, LocalDate.of(2024, 2, 3))), 2);
//> sales ==> Rdd<Sale>, 2 partitions: parallelize

// ## Counting and adding up

// How many of each:

sales.map(Sale::shop).countByValue()
//> $1 ==> {"Bonn"=2, "Kiel"=1, "Ulm"=3}

// The sum by key, the largest first:

var turnover = sales.mapToPair(s -> new Tuple2<>(s.shop(), s.pieces() * s.price())).reduceByKey(Double::sum);
//> turnover ==> PairRdd<String,Double>, 2 partitions: parallelize → mapToPair → reduceByKey

show(turnover.sortBy(pair -> pair._2(), false))
//> _1           _2
//> String   Double
//> ──────  ───────
//> Bonn       32.0
//> Ulm     23.9000
//> Kiel       13.0

// The mean by key: `StatCounter` keeps count, mean, variance and extremes.

show(sales.mapToPair(s -> new Tuple2<>(s.item(), s.price()))
        .aggregateByKey(new StatCounter(), (c, p) -> c.merge(p), (a, b) -> a.merge(b))
        .mapValues(c -> c.mean())
        .sortByKey())
//> _1          _2
//> String  Double
//> ──────  ──────
//> bread   3.9000
//> milk    1.2000
//> tea     2.5000

// The share of each in the whole:

double all = turnover.values().mapToDouble(v -> v).sum();
//> all ==> 68.9

show(turnover.mapValues(v -> Math.round(1000 * v / all) / 10.0).sortByKey())
//> _1           _2
//> String   Double
//> ──────  ───────
//> Bonn    46.4000
//> Kiel    18.9000
//> Ulm     34.7000

// How many different values each key has:

sales.mapToPair(s -> new Tuple2<>(s.item(), s.shop()))
        .distinct()
        .mapValues(shop -> 1)
        .reduceByKey(Integer::sum)
        .sortByKey()
        .collect()
//> $3 ==> [(bread,2), (milk,1), (tea,3)]

// What numbers are like:

var prices = sales.mapToDouble(Sale::price);
//> prices ==> DoubleRdd, 2 partitions: parallelize → mapToDouble

prices.stats()
//> $4 ==> (count: 6, mean: 2.750000, stdev: 0.937639, max: 4.000000, min: 1.200000)

prices.median()
//> $5 ==> 2.55

// The median by key:

sales.mapToPair(s -> new Tuple2<>(s.item(), s.price()))
        .groupByKey()
        .mapValues(prices -> StreamSupport.stream(prices.spliterator(), false).sorted().toList())
        .mapValues(sorted -> (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2)
        .sortByKey()
        .collect()
//> $7 ==> [(bread,3.9), (milk,1.2), (tea,2.5)]

// How many are in each range:

sales.mapToDouble(Sale::price).histogram(new double[] {0, 2, 3, 4, 5})
//> $8 ==> long[4] {1, 3, 1, 1}

// An exact sum of whole numbers, here of cents:

sales.sumAsLong(s -> Math.round(s.price() * 100) * s.pieces())
//> $9 ==> 6890

// ## The first, the last, the best

// The three largest:

sales.top(3, Comparator.comparing(Sale::pieces))
//> $10 ==> [Sale[shop=Bonn, item=tea, pieces=10, price=2.4, day=2024-01-06], Sale[shop=Kiel, item=tea, pieces=5, price=2.6, day=2024-02-03], Sale[shop=Ulm, item=bread, pieces=4, price=3.8, day=2024-02-03]]

// The largest of each key:

show(sales.keyBy(Sale::shop).reduceByKey((a, b) -> a.pieces() >= b.pieces() ? a : b).sortByKey().values())
//> shop    item     pieces   price  day
//> String  String  Integer  Double  LocalDate
//> ──────  ──────  ───────  ──────  ──────────
//> Bonn    tea          10  2.4000  2024-01-06
//> Kiel    tea           5  2.6000  2024-02-03
//> Ulm     bread         4  3.8000  2024-02-03

// The newest of each key:

show(sales.keyBy(Sale::item).reduceByKey((a, b) -> a.day().isAfter(b.day()) ? a : b).sortByKey().values())
//> shop    item     pieces   price  day
//> String  String  Integer  Double  LocalDate
//> ──────  ──────  ───────  ──────  ──────────
//> Ulm     bread         4  3.8000  2024-02-03
//> Ulm     milk          1  1.2000  2024-01-06
//> Kiel    tea           5  2.6000  2024-02-03

// The two largest of each key, without holding all of a key in memory:

List<Sale> best(List<Sale> few) {
    return few.stream().sorted(Comparator.comparing(Sale::pieces).reversed()).limit(2).toList();
}
//> created method best(List<Sale>)

show(sales.keyBy(Sale::shop)
        .aggregateByKey(
                List.<Sale>of(),
                (few, s) -> best(Stream.concat(few.stream(), Stream.of(s)).toList()),
                (a, b) -> best(Stream.concat(a.stream(), b.stream()).toList()))
        .flatMapValues(few -> few.iterator())
        .sortByKey())
//> _1      _2.shop  _2.item  _2.pieces  _2.price  _2.day
//> String  String   String     Integer    Double  LocalDate
//> ──────  ───────  ───────  ─────────  ────────  ──────────
//> Bonn    Bonn     tea             10    2.4000  2024-01-06
//> Bonn    Bonn     bread            2       4.0  2024-02-01
//> Kiel    Kiel     tea              5    2.6000  2024-02-03
//> Ulm     Ulm      bread            4    3.8000  2024-02-03
//> Ulm     Ulm      tea              3    2.5000  2024-01-05

// ## Rows

// A number for each row:

show(sales.map(Sale::item).zipWithIndex(), 3)
//> _1        _2
//> String  Long
//> ──────  ────
//> tea        0
//> milk       1
//> tea        2
//> ... and more

// Rows without those that came before, by a key:

sales.keyBy(Sale::item).reduceByKey((first, later) -> first).values().map(Sale::item).collect()
//> $11 ==> ["tea", "bread", "milk"]

// Rows of one that are not in the other:

sales.map(Sale::item).distinct().subtract(sc.parallelize("tea", "salt")).collect()
//> $12 ==> ["bread", "milk"]

// A part of them, drawn by a seed:

sales.sample(false, 0.5, 7).map(Sale::item).collect()
//> $13 ==> ["tea", "tea", "bread"]

// In pages of two rows:

sales.zipWithIndex().filter(row -> row._2() / 2 == 1).keys().map(Sale::item).collect()
//> $14 ==> ["tea", "bread"]

// Those from one key to another. Only the partitions that can hold them are computed:

sales.keyBy(Sale::day).sortByKey().filterByRange(LocalDate.of(2024, 1, 6), LocalDate.of(2024, 2, 1)).values().map(Sale::item).collect()
//> $15 ==> ["milk", "tea", "bread"]

// ## Two datasets

var towns = sc.parallelizePairs(List.of(
        new Tuple2<>("Ulm", "BW"), new Tuple2<>("Bonn", "NW"), new Tuple2<>("Trier", "RP")));
//> towns ==> PairRdd<String,String>, 2 partitions: parallelizePairs

// What has a partner on the other side:

show(turnover.join(towns).sortByKey())
//> _1        _2._1  _2._2
//> String   Double  String
//> ──────  ───────  ──────
//> Bonn       32.0  NW
//> Ulm     23.9000  BW

// All of the left side, with a value where there is no partner:

show(turnover.leftOuterJoin(towns).mapValues(pair -> pair._2().orElse("?")).sortByKey())
//> _1      _2
//> String  String
//> ──────  ──────
//> Bonn    NW
//> Kiel    ?
//> Ulm     BW

// Keys of the left side that the right one has not:

turnover.subtractByKey(towns).keys().collect()
//> $16 ==> ["Kiel"]

// A small table that every task looks into, instead of a join:

var land = sc.broadcast(Map.of("Ulm", "BW", "Bonn", "NW", "Kiel", "SH"));
//> land ==> Broadcast 0 (broadcast at #31:1)

sales.map(s -> land.value().get(s.shop())).countByValue()
//> $17 ==> {"BW"=3, "SH"=1, "NW"=2}

// ## Wide and long

// A pivot: a row for each shop, a column for each item.

Map<String, Integer> plus(Map<String, Integer> row, String item, int pieces) {
    var sum = new TreeMap<>(row);
    sum.merge(item, pieces, Integer::sum);
    return sum;
}
//> created method plus(Map<String, Integer>,String,int)

Map<String, Integer> plus(Map<String, Integer> row, Map<String, Integer> other) {
    var sum = new TreeMap<>(row);
    other.forEach((item, pieces) -> sum.merge(item, pieces, Integer::sum));
    return sum;
}
//> created method plus(Map<String, Integer>,Map<String, Integer>)

var pivot = sales.keyBy(Sale::shop)
        .aggregateByKey(
                Map.<String, Integer>of(), (row, s) -> plus(row, s.item(), s.pieces()), (a, b) -> plus(a, b))
        .sortByKey();
//> pivot ==> PairRdd<String,Map<String,Integer>>, 2 partitions: parallelize → keyBy → aggregateByKey → sortByKey

show(pivot.map(row -> {
    var cells = new TreeMap<String, Object>(row._2());
    cells.put("", row._1());
    return cells;
}))
//>           bread      tea     milk
//> String  Integer  Integer  Integer
//> ──────  ───────  ───────  ───────
//> Bonn          2       10
//> Kiel                   5
//> Ulm           4        3        1

// And back to a row for each cell:

pivot.flatMapValues(row -> row.entrySet().iterator()).map(cell -> cell._1() + " " + cell._2()).collect()
//> $18 ==> ["Bonn bread=2", "Bonn tea=10", "Kiel tea=5", "Ulm bread=4", "Ulm milk=1", "Ulm tea=3"]

// Several values in a cell:

sc.parallelize("a b", "c").flatMap(line -> List.of(line.split(" ")).iterator()).collect()
//> $19 ==> ["a", "b", "c"]

// ## Time

// By month:

show(sales.mapToPair(s -> new Tuple2<>(YearMonth.from(s.day()), s.pieces()))
        .reduceByKey(Integer::sum)
        .sortByKey())
//> _1              _2
//> YearMonth  Integer
//> ─────────  ───────
//> 2024-01         14
//> 2024-02         11

// Sessions: days of a shop that are no more than two days apart.

List<List<LocalDate>> sessions(Iterable<LocalDate> days) {
    var sessions = new ArrayList<List<LocalDate>>();
    LocalDate last = null;
    for (var day : StreamSupport.stream(days.spliterator(), false).sorted().toList()) {
        if (last == null || last.plusDays(2).isBefore(day)) {
            sessions.add(new ArrayList<>());
        }
        sessions.getLast().add(day);
        last = day;
    }
    return sessions;
}
//> created method sessions(Iterable<LocalDate>)

show(sales.mapToPair(s -> new Tuple2<>(s.shop(), s.day()))
        .groupByKey()
        .flatMapValues(days -> sessions(days).iterator())
        .mapValues(List::size)
        .sortByKey())
//> _1           _2
//> String  Integer
//> ──────  ───────
//> Bonn          1
//> Bonn          1
//> Kiel          1
//> Ulm           2
//> Ulm           1

// The sum up to each row, in the order of days:

var daily = sales.mapToPair(s -> new Tuple2<>(s.day(), s.pieces())).reduceByKey(Integer::sum).sortByKey().coalesce(1);
//> daily ==> PairRdd<LocalDate,Integer>, 1 partition: parallelize → mapToPair → reduceByKey → sortByKey → coalesce

daily.mapPartitions(rows -> {
    var sums = new ArrayList<String>();
    var sum = 0;
    while (rows.hasNext()) {
        var row = rows.next();
        sum += row._2();
        sums.add(row._1() + " " + sum);
    }
    return sums.iterator();
}).collect()
//> $21 ==> ["2024-01-05 3", "2024-01-06 14", "2024-02-01 16", "2024-02-03 25"]

// The change since the day before:

daily.mapPartitions(rows -> {
    var changes = new ArrayList<String>();
    Integer last = null;
    while (rows.hasNext()) {
        var row = rows.next();
        changes.add(row._1() + " " + (last == null ? "–" : row._2() - last));
        last = row._2();
    }
    return changes.iterator();
}).collect()
//> $23 ==> ["2024-01-05 –", "2024-01-06 8", "2024-02-01 -9", "2024-02-03 7"]

// ## Files

String folder;
//> folder ==> null

{ folder = Files.createTempDirectory("cookbook").resolve("sales").toString(); }

Parquet.write(sales, Sale.class).to(folder);

show(Parquet.read(sc, folder).as(Sale.class).filter(s -> s.item().equals("tea")))
//> shop    item     pieces   price  day
//> String  String  Integer  Double  LocalDate
//> ──────  ──────  ───────  ──────  ──────────
//> Ulm     tea           3  2.5000  2024-01-05
//> Bonn    tea          10  2.4000  2024-01-06
//> Kiel    tea           5  2.6000  2024-02-03

// A file of spreadsheets: semicolons, days as people write them, commas in numbers.

Csv.write(sales).header(true).delimiter(';').decimal(',').dateFormat("dd.MM.yyyy").to(folder + "-csv");

sc.textFile(folder + "-csv").take(2)
//> $24 ==> ["shop;item;pieces;price;day", "Ulm;tea;3;2,5;05.01.2024"]

// The same folder once more: replaced as a whole, or added to.

Parquet.write(sales.filter(s -> s.pieces() > 3), Sale.class).mode(SaveMode.OVERWRITE).to(folder);

Parquet.write(sales.filter(s -> s.pieces() <= 3), Sale.class).mode(SaveMode.APPEND).to(folder);

Parquet.read(sc, folder).as(Sale.class).count()
//> $25 ==> 6
