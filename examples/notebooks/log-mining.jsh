// # Log mining
//
// The log of a Debian machine's package manager, compressed. Each line is an entry; we ask it questions.

var lines = sc.textFile("examples/data/dpkg.log.gz");
//> lines ==> Rdd<String>, 1 partition: textFile

lines.first()
//> $1 ==> "2025-06-24 14:36:25 startup archives unpack"

record Entry(String day, String action, String subject) {
    static Entry parse(String line) {
        var words = line.split(" ", -1);
        return new Entry(words[0], words[2], words[3]);
    }
}
//> created record Entry

var entries = lines.map(Entry::parse);
//> entries ==> Rdd<Entry>, 1 partition: textFile → map

show(entries, 5)
//> day         action   subject
//> String      String   String
//> ──────────  ───────  ─────────────────
//> 2025-06-24  startup  archives
//> 2025-06-24  upgrade  libsystemd0:amd64
//> 2025-06-24  status   triggers-pending
//> 2025-06-24  status   half-configured
//> 2025-06-24  status   unpacked
//> ... and more

// What does the log tell of?

var actions = entries.mapToPair(entry -> new Tuple2<>(entry.action(), 1L)).reduceByKey(Long::sum);
//> actions ==> PairRdd<String,Long>, 1 partition: textFile → map → mapToPair → reduceByKey

show(actions.sortBy(pair -> -pair._2()))
//> _1           _2
//> String     Long
//> ─────────  ────
//> status     3384
//> configure   648
//> install     607
//> startup      44
//> upgrade      41
//> trigproc     20

// A method that takes the question makes the next one shorter.

List<Tuple2<String, Long>> top(int n, Rdd<String> words) {
    return words.mapToPair(word -> new Tuple2<>(word, 1L)).reduceByKey(Long::sum).sortBy(pair -> -pair._2()).take(n);
}
//> created method top(int,Rdd<String>)

show(top(3, entries.map(Entry::subject)))
//> _1                 _2
//> String           Long
//> ───────────────  ────
//> unpacked         1335
//> half-configured   709
//> installed         669

// On which days did packages change?

var wanted = List.of("install", "upgrade");
//> wanted ==> ["install", "upgrade"]

show(top(5, entries.filter(entry -> wanted.contains(entry.action())).map(Entry::day)))
//> _1            _2
//> String      Long
//> ──────────  ────
//> 2025-06-24   328
//> 2026-05-09   189
//> 2026-09-22    70
//> 2026-05-20    54
//> 2026-10-16     7
