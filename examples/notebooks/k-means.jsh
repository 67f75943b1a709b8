// # K-means
//
// Airports on a map, in four groups of neighbours (Lloyd 1982). The loop assigns a variable of the shell that the
// function of the next job reads.

record Point(double x, double y) {
    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
//> created record Point

var points = sc.textFile("examples/data/airports.csv")
        .filter(line -> !line.startsWith("iata"))
        .map(line -> line.split(",", -1))
        .map(cells -> new Point(Double.parseDouble(cells[cells.length - 1]), Double.parseDouble(cells[cells.length - 2])))
        .filter(point -> point.x() > -130 && point.x() < -60 && point.y() > 20 && point.y() < 50);
//> points ==> Rdd<Point>, 2 partitions: textFile → filter → map → map → filter

points.count()
//> $1 ==> 3069

var map = points.sample(false, 0.25, 1).collect();
//> map ==> [Point[x=-95.01792778, y=30.68586111], Point[x=-80.64140639, y=40.67331278], Point[x=-92.22696056, y=40.44725889], Point[x=-96.35089861, y=46.88384889], Point[x=-97.79696778, y=31.42127556], Point[x=-88.10124278, y=41.98934083], Point[x=-99.62087694, y=48.88434111], Point[x=-94.97174556, y=32.52883861], Point[x=-84.81143139, y=42.57450861], Point[x=-89.53007139, y=32.76124611], Point[x=-88.1274625, y=32.11931306], Point[x=-87.08888306, y=32.93679056], Point[x=-82.17374111, y=36.37094306], Point[ ...

plot(map.stream().map(Point::x).toList(), map.stream().map(Point::y).toList())
//> $2 ==>
//>      48.94 ┤⠠⢶⠂⢀ ⢤⢈⠅⠁⡂⢀ ⠠ ⠒   ⡀⢈⠈⠐⠕ ⢂ ⠑⢁⢪⠠⠈⠈⠈⡀
//>            ┤  ⠐⠘ ⠄⡀⠢⠠ ⠰⠠⠁ ⠂ ⢀ ⢀  ⠄ ⢐   ⠍⠐⡳⠢⠐⢀⠐⠂⠐⡀⡂ ⠄⢀⡄                 ⠐
//>            ┤⠁⠂  ⠂ ⠠ ⠐      ⠐  ⢀  ⠈   ⡁⠄⢀ ⡀⡁ ⣪⠢⠋⠠⢖⠂⠠  ⡔⡀⢀        ⠰  ⡄ ⡀⠤⣀
//>            ┤⠠⠁   ⠂   ⠠⠂⠢⠐⠁⢂ ⠠⠁   ⠁⠃  ⠂⠁⠒ ⠈ ⡋⠨⡈⡠⢠⠒⡠⡃ ⢐⠙⣠⠲    ⡤ ⠤⠠⠄⢂⠈⢔⢅⠂
//>            ┤⠁⠁⠐         ⠠     ⠄  ⠐ ⠄  ⠠⢀⡀⠔⠠⠅⢑⢀⣑⢬⠑⣁⠽⡀⢱⡀⢀⢍⠂⣄⠄⠰⡀⣐⢁⡡⡐⠍⢠⡭⠹⠔
//>            ┤⠊⠁⢀⠄⢀⠐      ⠈    ⡀ ⠂⢢ ⠃⠁⠁⠢⠊⠐⠁⠐⠌⡅ ⢘⠁⠬⠈⡠⠥⠩⠪⡠ ⢝⢧⠉⢋⢅⠢ ⠐⢳⢟⠊⠉
//>            ┤ ⠂⠠⢱⠉⣀      ⢄ ⠈⢀    ⢊ ⠄ ⡀ ⠠⠐ ⠁⠡⢰⢀⠡⢡⠘⠓⠁ ⢇⠒⡀  ⢁ ⠂  ⠄⠡⢀⠊
//>            ┤ ⠈ ⠘⠳⡄⠂  ⢀⡀⠐⢂⢐⠡  ⠂⠃⠑   ⡀⠬⠂⠠⡘⠮⣀⡭ ⠈  ⡠  ⠈⠄⡐⢔⠔⢈⠢⡘ ⢀⠆⠂⠠⡀
//>            ┤    ⢀⠂⠁⡀ ⠁⡀⢀⡐ ⢀⢀⠁ ⠂⠁⠠⠂ ⠊ ⠁⠏⡁⠅⠁⠊⡁ ⢚ ⠸⠐⢨⠕⣐⠇⢠⠨ ⠂⢠ ⡂⠄⠎ ⠈
//>            ┤     ⠁⠋⡌⠂   ⡀⠈ ⡊ ⠈⠁⡀  ⠁⠠  ⠄⠄⢉⣃⢁⠈⠄⢀⠔⠬⢰⠬⠤⢀⢀⢐⠤⠐⠡⣠⣜ ⠂
//>            ┤             ⠈⡂    ⠄ ⠁⠄⠃  ⡀ ⡨⠁⢀⠅⠄ ⠈⡁⠣⠑⠢ ⣄⡚⠄⡅⠘⠐
//>            ┤                     ⠂  ⠁ ⠠⠈⠠⠠⠱⡡ ⠔ ⡂⠂⠃⠒⠂⠈⠁⠑⠐ ⢀
//>            ┤                            ⡌⠂ ⠁            ⣈ ⠄
//>            ┤                          ⠁⠈⡀               ⠂⡈⠌⡀
//>      24.56 ┤                           ⠈                 ⡁⠈
//>             -124.1                                                -68.02

// The centre that is nearest to a point:

var centres = List.of(new Point(-120, 45), new Point(-120, 30), new Point(-75, 45), new Point(-80, 30));
//> centres ==> [Point[x=-120.0, y=45.0], Point[x=-120.0, y=30.0], Point[x=-75.0, y=45.0], Point[x=-80.0, y=30.0]]

int nearest(Point point) {
    var best = 0;
    for (var i = 1; i < centres.size(); i++) {
        best = point.distance(centres.get(i)) < point.distance(centres.get(best)) ? i : best;
    }
    return best;
}
//> created method nearest(Point)

record Sum(double x, double y, int n) {
    Sum plus(Sum other) {
        return new Sum(x + other.x, y + other.y, n + other.n);
    }
}
//> created record Sum

for (int round = 0; round < 10; round++) {
    centres = points.mapToPair(point -> new Tuple2<>(nearest(point), new Sum(point.x(), point.y(), 1)))
            .reduceByKey(Sum::plus)
            .sortByKey()
            .values()
            .map(sum -> new Point(sum.x() / sum.n(), sum.y() / sum.n()))
            .collect();
}

show(centres)
//>         x        y
//>    Double   Double
//> ─────────  ───────
//> -119.2696  40.8203
//> -105.5133  39.8003
//>  -80.0788  37.9941
//>  -93.1415  37.6661

show(points.mapToPair(point -> new Tuple2<>(nearest(point), 1L)).reduceByKey(Long::sum).sortByKey())
//>      _1    _2
//> Integer  Long
//> ───────  ────
//>       0   435
//>       1   448
//>       2  1064
//>       3  1122
