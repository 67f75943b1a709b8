/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.examples.AirportDelays.Airport;
import dev.sparrow.examples.AirportDelays.Delays;
import dev.sparrow.examples.AirportDelays.Flight;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

class AirportDelaysTest {
    @Test
    void delaysByAirportAndState_areThoseOfALoopOverTheFiles() throws IOException {
        var airports = new HashMap<String, Airport>();
        skipTitles("airports.csv")
                .forEach(line -> {
                    var airport = Airport.parse(line);
                    airports.put(airport.code(), airport);
                });
        var byAirport = expected(flight -> airports.get(flight.origin()));
        var byState = expected(flight -> airports.get(flight.origin()).state());

        try (var sc = Sparrows.twoSlots()) {
            var delays =
                    AirportDelays.byAirport(
                            AirportDelays.flights(sc.textFile(SampleData.path("flights.csv"), 5)),
                            AirportDelays.airports(sc.textFile(SampleData.path("airports.csv"), 3)));

            assertThat(delays.collectAsMap()).isEqualTo(byAirport);
            assertThat(AirportDelays.byState(delays).collectAsMap()).isEqualTo(byState);
        }
    }

    private static <K> Map<K, Delays> expected(Function<Flight, K> key) throws IOException {
        var delays = new HashMap<K, Delays>();
        skipTitles("flights.csv")
                .forEach(line -> {
                    var fields = line.split(",", -1);
                    var flight = Flight.parse(line);
                    var minutes = Integer.parseInt(fields[1]);
                    var one = new Delays(1, minutes, minutes > 15 ? 1 : 0);
                    delays.merge(
                            key.apply(flight),
                            one,
                            (left, right) ->
                                    new Delays(
                                            left.flights() + right.flights(),
                                            left.minutes() + right.minutes(),
                                            left.late() + right.late()));
                });
        return delays;
    }

    private static Stream<String> skipTitles(String name) throws IOException {
        return Sparrows.lines(name).stream().skip(1);
    }

    @Test
    void quotedFields_keepTheirCommas() {
        assertThat(Airport.parse("DBN,\"W. H. \"\"Bud\"\" Barron, Jr.\",Dublin,GA,USA,32.5,-82.9"))
                .isEqualTo(new Airport("DBN", "W. H. \"Bud\" Barron, Jr.", "Dublin", "GA"));
    }
}
