/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoEra;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Values of the JDK, each with what its own methods say of it.
///
/// @param name of the value, and what is odd about it
/// @param make a new one, equal each time
/// @param says what it must say again after any way; it may change the value
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "URLEqualsHashCode"}) // people have them
record JdkValues(String name, Callable<Object> make, Function<Object, Object> says) {
    private static final Instant AUTUMN = Instant.parse("2024-11-03T06:30:00Z");

    /// Enums, of which one has a body.
    enum Shape {
        ROUND,
        SQUARE {
            @Override
            public String toString() {
                return "square";
            }
        }
    }

    /// Its accessor says something else than its field.
    record Shouting(String text, int times) {
        @Override
        public String text() {
            return text + "!";
        }

        @Override
        public int times() {
            return times + 1;
        }
    }

    /// A record that is not serializable.
    record Plain(int x, List<String> names) {}

    private static final List<JdkValues> ALL = new ArrayList<>();

    static {
        numbersAndTexts();
        times();
        chronologies();
        oldTimes();
        utilities();
        network();
        formats();
        lists();
        sets();
        maps();
        wrappers();
        views();
        queues();
        atomics();
        arrays();
        others();
    }

    static List<JdkValues> all() {
        return List.copyOf(ALL);
    }

    Object value() {
        try {
            return make.call();
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static void add(String name, Callable<Object> make) {
        ALL.add(new JdkValues(name, make, Object::toString));
    }

    @SuppressWarnings("unchecked") // the value is of the maker's type
    private static <T> void add(String name, Callable<T> make, Function<T, Object> says) {
        ALL.add(new JdkValues(name, (Callable<Object>) make, (Function<Object, Object>) says));
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // the value itself, not its text
    private static void numbersAndTexts() {
        for (var value :
                List.of(
                        true,
                        (byte) -1,
                        Short.MIN_VALUE,
                        '\uffff',
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        -0.0f,
                        Double.MIN_VALUE,
                        Double.NaN,
                        BigInteger.TWO.pow(300).negate(),
                        new BigDecimal("0.000"),
                        new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                        new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                        new MathContext(7, RoundingMode.FLOOR),
                        "",
                        "Grüße, 世界 🐦\u0000\n",
                        "half a pair: \ud800 and \udfff",
                        "a\ud800")) {
            add(value.getClass().getSimpleName() + " " + value.hashCode(), () -> value);
        }
        add("StringBuilder", () -> new StringBuilder("built"));
        add("StringBuffer", () -> new StringBuffer("buffered"));
        add("MathContext", () -> new MathContext(3));
    }

    private static void times() {
        var newYork = ZoneId.of("America/New_York");
        for (var value :
                List.of(
                        Instant.MIN,
                        Instant.MAX,
                        LocalDate.MIN,
                        LocalTime.MAX,
                        LocalDateTime.MAX,
                        Duration.ofSeconds(Long.MIN_VALUE, 1),
                        Duration.ofNanos(-1),
                        Period.of(-1, 14, 400),
                        Year.of(-5),
                        YearMonth.of(2024, 2),
                        MonthDay.of(2, 29),
                        DayOfWeek.MONDAY,
                        Month.MAY,
                        OffsetTime.of(LocalTime.NOON, ZoneOffset.ofTotalSeconds(-3_723)),
                        OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.MAX),
                        ZoneOffset.ofHoursMinutesSeconds(1, 2, 3),
                        ZoneOffset.UTC,
                        ZoneId.of("UTC+01:30"),
                        ZoneId.of("GMT0"),
                        newYork,
                        ZonedDateTime.ofInstant(AUTUMN.minusSeconds(3_600), newYork),
                        ZonedDateTime.ofInstant(AUTUMN, newYork),
                        ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.UTC),
                        ZonedDateTime.ofInstant(Instant.EPOCH, ZoneId.of("Europe/London")),
                        ChronoUnit.HALF_DAYS,
                        ValueRange.of(1, 2, 3, 4),
                        WeekFields.SUNDAY_START)) {
            add(value.getClass().getSimpleName() + " " + value, () -> value);
        }
    }

    private static void chronologies() {
        add("JapaneseDate", () -> JapaneseDate.of(2020, 1, 1));
        add("HijrahDate", () -> HijrahDate.of(1445, 1, 1));
        add("MinguoDate", () -> MinguoDate.of(113, 1, 1));
        add("ThaiBuddhistDate", () -> ThaiBuddhistDate.of(2567, 1, 1));
        add("ThaiBuddhistChronology", () -> ThaiBuddhistChronology.INSTANCE);
        add("IsoEra", () -> IsoEra.BCE);
        add("ChronoLocalDateTime", () -> JapaneseDate.of(2020, 1, 1).atTime(LocalTime.NOON));
        add(
                "ChronoZonedDateTime in the doubled hour",
                () -> ThaiBuddhistChronology.INSTANCE.zonedDateTime(AUTUMN, ZoneId.of("America/New_York")));
        add("ChronoPeriod", () -> ThaiBuddhistChronology.INSTANCE.period(1, 2, 3));
    }

    private static void oldTimes() {
        add("Date", () -> new Date(Long.MIN_VALUE), Date::getTime);
        add("java.sql.Date", () -> new java.sql.Date(5));
        add("java.sql.Time", () -> new java.sql.Time(5), java.sql.Time::getTime);
        add(
                "Timestamp with nanoseconds",
                () -> {
                    var stamp = new Timestamp(5);
                    stamp.setNanos(123_456_789);
                    return stamp;
                });
        add("SimpleTimeZone", () -> new SimpleTimeZone(7_200_000, "Mine", 2, -1, 1, 0, 9, -1, 1, 0, 1_800_000));
        add("TimeZone", () -> TimeZone.getTimeZone("Asia/Kathmandu"));
        add(
                "TimeZone with another offset",
                () -> {
                    var zone = TimeZone.getTimeZone("Asia/Kathmandu");
                    zone.setRawOffset(7);
                    return zone;
                },
                TimeZone::getRawOffset);
        add("TimeZone of no name", () -> TimeZone.getTimeZone("GMT+05:17"));
        add(
                "GregorianCalendar",
                () -> calendar(new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.US)),
                JdkValues::fields);
        add(
                "GregorianCalendar in a SimpleTimeZone",
                () -> calendar(new GregorianCalendar(new SimpleTimeZone(12_345, "Odd"), Locale.ROOT)),
                JdkValues::fields);
        add(
                "BuddhistCalendar",
                () -> calendar(Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist"))),
                JdkValues::fields);
        add(
                "JapaneseImperialCalendar",
                () -> calendar(Calendar.getInstance(Locale.forLanguageTag("ja-JP-u-ca-japanese"))),
                JdkValues::fields);
    }

    private static Object fields(Calendar calendar) {
        return List.of(
                calendar.getCalendarType(),
                calendar.getTimeZone().toString(),
                calendar.isLenient(),
                calendar.getFirstDayOfWeek(),
                calendar.getMinimalDaysInFirstWeek(),
                IntStream.range(0, Calendar.FIELD_COUNT).map(calendar::get).boxed().toList());
    }

    private static Calendar calendar(Calendar calendar) {
        calendar.setTimeInMillis(1_700_000_000_123L);
        calendar.setLenient(false);
        calendar.setFirstDayOfWeek(Calendar.THURSDAY);
        calendar.setMinimalDaysInFirstWeek(3);
        return calendar;
    }

    private static void utilities() {
        for (var tag :
                List.of(
                        "",
                        "de",
                        "de-DE",
                        "zh-Hant-TW",
                        "sr-Latn",
                        "th-TH-u-ca-buddhist-nu-thai",
                        "x-own",
                        "es-419",
                        "sl-rozaj-biske",
                        "de-DE-1996-a-ext-x-own")) {
            add("Locale " + tag, () -> Locale.forLanguageTag(tag), Locale::toLanguageTag);
        }
        add("Locale no_NO_NY", () -> Locale.of("no", "NO", "NY"), Locale::getVariant);
        add("Locale of odd variant", () -> Locale.of("en", "US", "a b"), Locale::getVariant);
        add("UUID", () -> new UUID(-1, 1));
        add("Currency", () -> Currency.getInstance("EUR"));
        add("BitSet", () -> BitSet.valueOf(new long[] {5, 0, 9}));
        add("BitSet that is empty", BitSet::new);
        add("Optional", () -> Optional.of("x"));
        add("Optional of a record", () -> Optional.of(new Plain(1, List.of())));
        add("Optional.empty", Optional::empty);
        add("OptionalInt", () -> OptionalInt.of(3));
        add("OptionalLong.empty", OptionalLong::empty);
        add("OptionalDouble", () -> OptionalDouble.of(-0.0));
        add("Random", () -> new Random(5), Random::nextLong);
        add(
                "Properties with defaults",
                () -> {
                    var defaults = new Properties();
                    defaults.setProperty("a", "default");
                    return new Properties(defaults);
                },
                properties -> properties.getProperty("a"));
        // The flags that a pattern turns on inside must not hold for all of it.
        add(
                "Pattern",
                () -> Pattern.compile("a(?i)b", Pattern.COMMENTS),
                pattern ->
                        pattern.matcher("A B").matches() + " " + pattern.matcher("aB").matches() + pattern.pattern());
        add(
                "Pattern of a literal",
                () -> Pattern.compile("a.b", Pattern.LITERAL),
                pattern -> pattern.matcher("a.b").matches() + " " + pattern.matcher("axb").matches());
    }

    private static void network() {
        add("URI", () -> URI.create("http://user@host:81/a%20b?q=1#f"));
        add("URI that is opaque", () -> URI.create("mailto:a@b.c"));
        add("URL", () -> URI.create("https://127.0.0.1:8443/a/b?q=%20#ref").toURL());
        add("InetAddress", () -> InetAddress.getByAddress("name", new byte[] {127, 0, 0, 1}));
        add(
                "Inet6Address with a scope",
                () -> Inet6Address.getByAddress("six", new byte[16], 3),
                address -> address.getScopeId() + address.getHostName());
        add("InetSocketAddress", () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
        add("InetSocketAddress unresolved", () -> InetSocketAddress.createUnresolved("nowhere.invalid", 80));
    }

    private static void formats() {
        add(
                "DecimalFormat",
                () -> new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.GERMANY)),
                format -> format.format(12_345.6));
        add(
                "SimpleDateFormat",
                () -> {
                    var format = new SimpleDateFormat("yyyy-MM-dd HH:mm z", Locale.FRANCE);
                    format.setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"));
                    return format;
                },
                format -> format.format(new Date(0)));
        add(
                "MessageFormat",
                () -> new MessageFormat("{0} of {1,number}", Locale.US),
                format -> format.format(new Object[] {"x", 1_000}));
        add("ChoiceFormat", () -> new ChoiceFormat("0#none|1#one"), format -> format.format(1));
        add(
                "DecimalFormatSymbols",
                () -> DecimalFormatSymbols.getInstance(Locale.GERMANY),
                DecimalFormatSymbols::getDecimalSeparator);
    }

    private static void lists() {
        add("ArrayList", () -> new ArrayList<>(Arrays.asList(1, "x", null, new Plain(1, List.of("a")))));
        add("ArrayList of texts", () -> new ArrayList<>(List.of("a", "b")));
        add("LinkedList", () -> new LinkedList<>(Arrays.asList(1, null)));
        add("Vector", () -> new Vector<>(List.of(1, 2)));
        add(
                "Stack",
                () -> {
                    var stack = new Stack<Integer>();
                    stack.push(1);
                    return stack;
                },
                Stack::peek);
        add("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(List.of(1, 2)));
        add("Arrays.asList", () -> Arrays.asList("a", null));
        add("Arrays.asList of records", () -> Arrays.asList(new Plain(1, List.of())));
        add("List.of", List::of);
        add("List.of one", () -> List.of(1));
        add("List.of many", () -> List.of(1, 2, 3));
        add("Stream.toList", () -> Stream.of(1, 2).toList());
        add("Stream.toList with null", () -> Stream.of(1, null).toList());
        add("Collections.emptyList", Collections::emptyList);
        add("Collections.singletonList", () -> Collections.singletonList(null));
        add("Collections.nCopies", () -> Collections.nCopies(3, "x"));
        add("Collections.nCopies of very many", () -> Collections.nCopies(Integer.MAX_VALUE, 'x'), List::size);
    }

    private static void sets() {
        add("HashSet", () -> new HashSet<>(Arrays.asList(1, null)));
        add("LinkedHashSet", () -> new LinkedHashSet<>(List.of("b", "a")));
        add("TreeSet", () -> new TreeSet<>(List.of(2, 1)));
        add(
                "TreeSet with a comparator",
                () -> caseless(new TreeSet<>(String.CASE_INSENSITIVE_ORDER)),
                set -> set.contains("B"));
        add("TreeSet of reverse order", () -> reversed(new TreeSet<>(Comparator.reverseOrder())));
        add(
                "ConcurrentSkipListSet",
                () -> caseless(new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER)),
                set -> set.contains("B"));
        add("CopyOnWriteArraySet", () -> new CopyOnWriteArraySet<>(List.of(1)));
        add("EnumSet", () -> EnumSet.of(Shape.SQUARE));
        add("EnumSet.noneOf", () -> EnumSet.noneOf(Shape.class), EnumSet::complementOf);
        add("EnumSet of many", () -> EnumSet.allOf(Character.UnicodeScript.class));
        add("Set.of", Set::of);
        add("Set.of one", () -> Set.of(1));
        add("Set.of many", () -> Set.of(1, 2, 3));
        add("Collections.singleton", () -> Collections.singleton("x"));
        add("Collections.emptySortedSet", Collections::emptySortedSet);
        add("ConcurrentHashMap.newKeySet", ConcurrentHashMap::newKeySet);
        add(
                "Collections.newSetFromMap",
                () -> {
                    var set = Collections.<String>newSetFromMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
                    set.add("x");
                    return set;
                },
                set -> set.contains("X"));
        add(
                "Collections.newSequencedSetFromMap",
                () -> {
                    var set = Collections.<String>newSequencedSetFromMap(new LinkedHashMap<>());
                    set.add("x");
                    return set;
                });
    }

    private static <C extends Collection<String>> C caseless(C set) {
        set.addAll(List.of("a", "b"));
        return set;
    }

    private static TreeSet<Integer> reversed(TreeSet<Integer> set) {
        set.addAll(List.of(1, 2));
        return set;
    }

    private static void maps() {
        add("HashMap", () -> new HashMap<>(Map.of("a", 1)));
        add("HashMap with nulls", () -> new HashMap<>(Collections.singletonMap(null, null)));
        add("LinkedHashMap", () -> linked(false), JdkValues::orderAfterGet);
        add("LinkedHashMap in the order of access", () -> linked(true), JdkValues::orderAfterGet);
        add(
                "LinkedHashMap in the order of access that is empty",
                () -> new LinkedHashMap<String, Integer>(8, 0.75f, true),
                map -> {
                    map.putAll(linked(false));
                    return orderAfterGet(map);
                });
        add(
                "LinkedHashMap of records in the order of access",
                () -> {
                    var map = new LinkedHashMap<String, Plain>(8, 0.75f, true);
                    map.put("a", new Plain(1, List.of()));
                    map.put("b", new Plain(2, List.of()));
                    return map;
                },
                JdkValues::orderAfterGet);
        add(
                "TreeMap with a comparator",
                () -> caseless(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)),
                map -> map.get("A"));
        add("TreeMap", () -> new TreeMap<>(Map.of(2, "b", 1, "a")));
        add(
                "ConcurrentSkipListMap",
                () -> caseless(new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER)),
                map -> map.get("A"));
        add("Hashtable", () -> new Hashtable<>(Map.of(1, 2)));
        add("ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of(1, 2)));
        add("EnumMap", () -> new EnumMap<>(Map.of(Shape.SQUARE, new Plain(1, List.of()))));
        add(
                "EnumMap that is empty",
                () -> new EnumMap<Shape, Integer>(Shape.class),
                map -> {
                    map.put(Shape.ROUND, 1);
                    return map.toString();
                });
        add("Map.of", Map::of);
        add("Map.of one", () -> Map.of("a", new Plain(1, List.of())));
        add("Map.of many", () -> Map.of(1, 2, 3, 4));
        add("Collections.emptyMap", Collections::emptyMap);
        add("Collections.singletonMap", () -> Collections.singletonMap("k", null));
        add("Map.entry", () -> Map.entry(1, 2));
        add("SimpleEntry", () -> new SimpleEntry<>("k", null));
        add("SimpleImmutableEntry", () -> new SimpleImmutableEntry<>(1, 2));
    }

    private static LinkedHashMap<String, Integer> linked(boolean byAccess) {
        var map = new LinkedHashMap<String, Integer>(8, 0.75f, byAccess);
        map.put("z", 1);
        map.put("a", 2);
        return map;
    }

    private static Object orderAfterGet(LinkedHashMap<?, ?> map) {
        var _ = map.get(map.firstEntry().getKey());
        return List.copyOf(map.keySet());
    }

    private static <M extends Map<String, Integer>> M caseless(M map) {
        map.putAll(Map.of("a", 1, "b", 2));
        return map;
    }

    private static void wrappers() {
        add("unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))));
        add("unmodifiableList of a linked one", () -> Collections.unmodifiableList(new LinkedList<>(List.of(1, 2))));
        add(
                "unmodifiableCollection",
                () -> Collections.unmodifiableCollection(new ArrayList<>(List.of(1, 2))),
                Object::toString);
        add("unmodifiableSet", () -> Collections.unmodifiableSet(new HashSet<>(Set.of(new Plain(1, List.of())))));
        add(
                "unmodifiableSet over a comparator",
                () -> Collections.unmodifiableSet(caseless(new TreeSet<>(String.CASE_INSENSITIVE_ORDER))),
                set -> set.contains("A"));
        add(
                "unmodifiableSortedSet",
                () -> Collections.unmodifiableSortedSet(caseless(new TreeSet<>(String.CASE_INSENSITIVE_ORDER))),
                set -> set.contains("A"));
        add("unmodifiableNavigableSet", () -> Collections.unmodifiableNavigableSet(new TreeSet<>(Set.of(1))));
        add(
                "unmodifiableMap over a comparator",
                () -> Collections.unmodifiableMap(caseless(new TreeMap<>(String.CASE_INSENSITIVE_ORDER))),
                map -> map.get("A"));
        add("unmodifiableMap", () -> Collections.unmodifiableMap(new HashMap<>(Map.of(1, new Plain(1, List.of())))));
        add("unmodifiableSortedMap", () -> Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))));
        add("unmodifiableSequencedMap", () -> Collections.unmodifiableSequencedMap(new LinkedHashMap<>(Map.of(1, 2))));
        add(
                "synchronizedList",
                () -> Collections.synchronizedList(new ArrayList<>(Arrays.asList(1, new Plain(1, List.of())))));
        add("synchronizedSet", () -> Collections.synchronizedSet(new HashSet<>(Set.of(1))));
        add(
                "synchronizedSortedSet",
                () -> Collections.synchronizedSortedSet(caseless(new TreeSet<>(String.CASE_INSENSITIVE_ORDER))),
                set -> set.contains("A"));
        add("synchronizedMap", () -> Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))));
        add(
                "synchronizedMap over a comparator",
                () -> Collections.synchronizedMap(caseless(new TreeMap<>(String.CASE_INSENSITIVE_ORDER))),
                map -> map.get("A"));
        add("checkedList", () -> Collections.checkedList(new ArrayList<>(List.of("a")), String.class));
        add("checkedMap", () -> Collections.checkedMap(new HashMap<>(Map.of("a", 1)), String.class, Integer.class));
        add(
                "Collections.asLifoQueue",
                () -> Collections.asLifoQueue(new ArrayDeque<>(List.of(1, 2))),
                Collection::toString);
    }

    private static void views() {
        add("subList", () -> new ArrayList<>(List.of(1, 2, 3)).subList(1, 3));
        add("subList of List.of", () -> List.of(1, 2, 3).subList(1, 2));
        add("List.reversed", () -> new ArrayList<>(List.of(1, 2, 3)).reversed());
        add("keySet", () -> new HashMap<>(Map.of("a", 1)).keySet());
        add("values", () -> new LinkedHashMap<>(Map.of("a", 1)).values(), Object::toString);
        add("entrySet", () -> new HashMap<>(Map.of("a", 1)).entrySet());
        add("entry of a HashMap", () -> new HashMap<>(Map.of("a", 1)).entrySet().iterator().next());
        add(
                "keySet of a TreeMap",
                () -> caseless(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)).keySet(),
                set -> set.contains("A"));
        add("headMap", () -> caseless(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)).headMap("b"), map -> map.get("A"));
        add("descendingMap", () -> new TreeMap<>(Map.of(1, 2, 3, 4)).descendingMap());
        add("descendingSet", () -> new TreeSet<>(Set.of(1, 2)).descendingSet());
        add("headSet", () -> new TreeSet<>(Set.of(1, 2)).headSet(2));
        add("subMap of a ConcurrentSkipListMap", () -> new ConcurrentSkipListMap<>(Map.of(1, 2, 3, 4)).headMap(3));
        add("keySet of a ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of(1, 2)).keySet());
    }

    private static void queues() {
        add("ArrayDeque", () -> new ArrayDeque<>(List.of(1, 2)), Object::toString);
        add(
                "PriorityQueue with a comparator",
                () -> {
                    var queue = new PriorityQueue<Integer>(Comparator.reverseOrder());
                    queue.addAll(List.of(1, 3, 2, 5, 4));
                    return queue;
                },
                queue -> queue + " " + queue.poll());
        add(
                "PriorityBlockingQueue",
                () -> new PriorityBlockingQueue<>(List.of(3, 1)),
                queue -> queue + " " + queue.poll());
        add("ConcurrentLinkedQueue", () -> new ConcurrentLinkedQueue<>(List.of(1, 2)), Object::toString);
        add("ConcurrentLinkedDeque", () -> new ConcurrentLinkedDeque<>(List.of(1, 2)), Object::toString);
        add(
                "ArrayBlockingQueue",
                () -> new ArrayBlockingQueue<>(3, true, List.of(1)),
                queue -> queue + " " + queue.remainingCapacity());
        add(
                "LinkedBlockingQueue",
                () -> {
                    var queue = new LinkedBlockingQueue<Integer>(3);
                    queue.add(1);
                    return queue;
                },
                queue -> queue + " " + queue.remainingCapacity());
        add("LinkedBlockingDeque", () -> new LinkedBlockingDeque<>(List.of(1)), Object::toString);
        add("LinkedTransferQueue", () -> new LinkedTransferQueue<>(List.of(1)), Object::toString);
    }

    private static void atomics() {
        add("AtomicBoolean", () -> new AtomicBoolean(true), Object::toString);
        add("AtomicInteger", () -> new AtomicInteger(-5), Object::toString);
        add("AtomicLong", () -> new AtomicLong(Long.MIN_VALUE), Object::toString);
        add("AtomicReference", () -> new AtomicReference<>(new Plain(1, List.of())), Object::toString);
        add("AtomicIntegerArray", () -> new AtomicIntegerArray(new int[] {1, 2}), Object::toString);
        add("AtomicLongArray", () -> new AtomicLongArray(new long[] {1}), Object::toString);
        add("AtomicReferenceArray", () -> new AtomicReferenceArray<>(new String[] {"a", null}), Object::toString);
        add(
                "LongAdder",
                () -> {
                    var adder = new LongAdder();
                    adder.add(5);
                    return adder;
                },
                Object::toString);
        add(
                "DoubleAdder",
                () -> {
                    var adder = new DoubleAdder();
                    adder.add(0.5);
                    return adder;
                },
                Object::toString);
    }

    private static void arrays() {
        for (var array :
                new Object[] {
                    new boolean[] {true, false},
                    new byte[] {1},
                    new short[] {-1},
                    new char[] {'\ud800'},
                    new int[] {1, 2},
                    new long[0],
                    new float[] {Float.NaN},
                    new double[] {-0.0},
                    new String[] {"a", null},
                    new Object[] {1, "x", null},
                    new int[][] {{1}, {2, 3}, null},
                    new Integer[] {1, null},
                    new Number[] {1, 2L},
                    new Comparable<?>[] {"a", "b"},
                    new Shape[] {Shape.SQUARE, Shape.ROUND},
                    new Plain[] {new Plain(1, List.of())},
                    new ZonedDateTime[] {ZonedDateTime.ofInstant(AUTUMN, ZoneId.of("America/New_York"))},
                    new Locale[][] {{Locale.forLanguageTag("zh-Hant")}}
                }) {
            add(array.getClass().getSimpleName(), () -> array, value -> Arrays.deepToString(new Object[] {value}));
        }
    }

    private static void others() {
        add("record", () -> new Plain(1, Arrays.asList("a", null)));
        add(
                "record whose accessors say something else",
                () -> new Shouting("a", 1),
                record -> record.text() + record.times());
        add("list of such records", () -> new ArrayList<>(Arrays.asList(new Shouting("a", 1), "x")), Object::toString);
        add("enum", () -> Shape.ROUND);
        add("enum with a body", () -> Shape.SQUARE);
        add("TimeUnit", () -> TimeUnit.DAYS);
        add("Class", () -> String.class);
        add("Class of a primitive", () -> int.class);
        add("Class of an array", () -> Plain[][].class);
        add("Class of an enum constant", Shape.SQUARE::getClass);
        add("MethodType", () -> MethodType.methodType(int.class, String.class));
        add("Charset", () -> StandardCharsets.UTF_16LE);
        add("File", () -> new File("a/b"));
        add("Path", () -> new File("a/b").toPath());
        add("String.CASE_INSENSITIVE_ORDER", () -> String.CASE_INSENSITIVE_ORDER, order -> order.compare("a", "A"));
        add("Comparator.reverseOrder", Comparator::<Integer>reverseOrder, order -> order.compare(1, 2));
        add("StackTraceElement", () -> new StackTraceElement("C", "m", "C.java", 5));
        add(
                "Throwable",
                () -> {
                    var failure = new IllegalStateException("state", new IOException("disk"));
                    failure.addSuppressed(new IllegalArgumentException("too"));
                    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", 5)});
                    return failure;
                },
                failure ->
                        failure
                                + " "
                                + failure.getCause()
                                + Arrays.toString(failure.getSuppressed())
                                + failure.getStackTrace()[0]);
    }
}
