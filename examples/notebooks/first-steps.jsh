// # First steps
//
// A *dataset* is lazy: it is only the recipe that makes it. Showing one computes nothing.

var numbers = sc.range(0, 1_000_000);
//> numbers ==> Rdd<Long>, 2 partitions: range

var squares = numbers.map(n -> n * n);
//> squares ==> Rdd<Long>, 2 partitions: range → map

// An *action* turns the recipe into a job and returns its result.

squares.filter(n -> n % 3 == 0).count()
//> $1 ==> 333334

squares.take(5)
//> $2 ==> [0, 1, 4, 9, 16]

// Functions see variables of the shell. Their values are taken when a job is submitted, so an assignment is
// seen by the next job.

long limit = 10;
//> limit ==> 10

var few = numbers.filter(n -> n < limit);
//> few ==> Rdd<Long>, 2 partitions: range → filter

few.count()
//> $3 ==> 10

limit = 3;
//> limit ==> 3

few.count()
//> $4 ==> 3

// Methods and records work as they do in a program. `show` prints a table.

record Box(long side, double volume, String name) {}
//> created record Box

Box box(long side) {
    return new Box(side, Math.pow(side, 3), "box of " + side);
}
//> created method box(long)

show(numbers.map(n -> box(n)), 4)
//> side  volume  name
//> Long  Double  String
//> ────  ──────  ────────
//>    0     0.0  box of 0
//>    1     1.0  box of 1
//>    2     8.0  box of 2
//>    3    27.0  box of 3
//> ... and more

// A dataset cannot be used within a function of another one, and the shell says so at once, by name.

numbers.map(n -> few.count() + n)
//> Error: map at #13:1 cannot run in tasks because of the shell variable `few`: it is a dev.sparrow.Rdd, which lives in the driver only. A function in a task cannot use a dataset or the context: combine datasets by join, cartesian or union, or collect() one first and capture the result. [CLOSURE_CAPTURES_DATASET]
//>     at #13:1

// Neither can a function assign a variable: tasks work on copies.

numbers.foreach(n -> { limit = n; })
//> Error: foreach at #14:1 cannot run in tasks: the function assigns the shell variable `limit`. Tasks work on copies, so the assignment would be lost: return the value from the function and gather it with an action such as reduce, aggregate or count. [CLOSURE_NOT_SERIALIZABLE]
//>     at #14:1

// What will run is told by `explain`.

explain(numbers.mapToPair(n -> new Tuple2<>(n % 2, 1L)).reduceByKey(Long::sum))
//> Stage 1: moves data for reduceByKey at #15:1, 2 tasks
//>   loop: range → mapToPair → windows
//>     · mapToPair at #15:1
//>     range at #1:1: 1000000 numbers from 0 by 1
//>   -> exchange 0: combined by key and placed by hash(2), 2 partition(s)
//> Stage 2: result, 2 tasks, after stage 1
//>   loop: reduceByKey → the action
//>     reduceByKey at #15:1: hash aggregate
//>       reduceByKey at #15:1: exchange 0
//>   -> the action
