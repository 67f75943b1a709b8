/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class QueryAnswerTest {
    private static final double TOLERANCE = 1e-9;

    @Test
    void numbersOfOtherClasses_areTheSame_inWhateverOrderOfRows() {
        var one = QueryAnswer.of(List.of(List.of(7, "a", 0.1 + 0.2), List.of(8L, "b", 2.5)));
        var other =
                QueryAnswer.of(
                        List.of(List.of(new BigDecimal("8.00"), "b", 2.5), List.of(BigInteger.valueOf(7), "a", 0.3)));

        assertThat(one.difference(other, TOLERANCE)).isEmpty();
    }

    @Test
    void anotherValue_isToldWithItsRow() {
        var one = QueryAnswer.of(List.of(Arrays.asList("a", null)));
        var other = QueryAnswer.of(List.of(List.of("a", 1)));

        assertThat(one.difference(other, TOLERANCE)).hasValue("a row a | null, and not a | 1.00000e+00");
        assertThat(one.difference(QueryAnswer.of(List.of()), TOLERANCE)).hasValue("1 rows, and not 0");
    }

    @Test
    void resultsOfAnotherProcess_areReadAsTheyWere(@TempDir Path folder) throws IOException {
        var answer = QueryAnswer.of(List.of(Arrays.asList(1, 2.5, "x", null)));
        var results =
                List.of(
                        new QueryResult("q01", "", 3.5, answer),
                        new QueryResult("q02", "no such column", 0, new QueryAnswer(List.of())));

        QueryResult.write(folder.resolve("results"), results);

        assertThat(QueryResult.read(folder.resolve("results"))).isEqualTo(results);
    }
}
