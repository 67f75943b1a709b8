/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// A kernel and a front end in one JVM.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelTest {
    private static final long END_MAX_MILLIS = 60_000;
    private static final int TRIES_MAX = 100;

    private Thread kernel;
    private FrontEnd frontEnd;

    @BeforeAll
    void start() throws IOException {
        var ports = freePorts();
        var connection =
                new Connection("tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], "a secret");
        kernel =
                Thread.ofPlatform()
                        .start(() -> Kernel.run(connection, new SparrowConf().setMaster("local[2]"), "test"));
        frontEnd = new FrontEnd(connection);
        assertThat(frontEnd.beat("ping")).isEqualTo("ping");
        // A subscription takes a moment; until it is there, nothing is told.
        for (var tries = 1; !frontEnd.isTold(); tries++) {
            assertThat(tries).isLessThan(TRIES_MAX);
        }
    }

    /// Five in a row on which nobody listens. No system gives ports from this range to connections, so that nobody
    /// takes them meanwhile.
    private static int[] freePorts() throws IOException {
        var random = new Random();
        for (var tries = 1; ; tries++) {
            var ports = IntStream.iterate(15_000 + random.nextInt(15_000), port -> port + 1).limit(5).toArray();
            try (var _ = listen(ports[0]);
                    var _ = listen(ports[1]);
                    var _ = listen(ports[2]);
                    var _ = listen(ports[3]);
                    var _ = listen(ports[4])) {
                return ports;
            } catch (IOException e) {
                if (tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    void end() throws InterruptedException {
        assertThat(frontEnd.askControl("shutdown_request").type()).isEqualTo("shutdown_reply");
        frontEnd.close();
        kernel.join(END_MAX_MILLIS);
        assertThat(kernel.isAlive()).isFalse();
    }

    @Test
    void kernel_saysWhatItIs() {
        var info = frontEnd.ask("kernel_info_request", Map.of()).reply();
        assertThat(info.content()).containsEntry("protocol_version", "5.3").containsEntry("implementation", "sparrow");
        assertThat(((Map<?, ?>) info.content().get("language_info")).get("name")).isEqualTo("java");
    }

    @Test
    void cells_seeWhatOthersHaveMade_andHaveResults() {
        assertThat(frontEnd.execute("int limit = 3;").told())
                .extracting(Message::type)
                .containsExactly("execute_input");
        var outcome = frontEnd.execute("sc.range(10).filter(n -> n < limit).count()");
        assertThat(outcome.status()).isEqualTo("ok");
        assertThat(outcome.texts("execute_result")).isEqualTo("3");
        assertThat(frontEnd.execute("System.out.println(\"ä\"); 7").texts("stream")).isEqualTo("ä\n");
    }

    @Test
    void failures_areErrors() {
        var outcome = frontEnd.execute("int broken = \"text\";");
        assertThat(outcome.status()).isEqualTo("error");
        assertThat(outcome.told()).extracting(Message::type).contains("error");
        assertThat(frontEnd.execute("1/0").reply().content().get("traceback").toString())
                .contains("ArithmeticException", "by zero");
    }

    @Test
    void tablesAndCharts_areRich() {
        var table = frontEnd.execute("show(List.of(Map.of(\"city\", \"Ulm\")))").data("display_data");
        assertThat(table.get("text/html").toString()).contains("<th scope=\"col\">city</th>", "<td>Ulm</td>");
        assertThat(table.get("text/plain").toString()).contains("Ulm");
        var chart = frontEnd.execute("plot(1, 4, 9)").data("display_data");
        assertThat(chart.get("image/svg+xml").toString()).startsWith("<svg");
    }

    @Test
    void completion_inspectionAndHistory() {
        var code = "sc.para";
        var completed = frontEnd.ask("complete_request", Map.of("code", code, "cursor_pos", code.length())).reply();
        assertThat(completed.content().get("matches").toString()).contains("parallelize(");
        assertThat(completed.content()).containsEntry("cursor_start", 3L).containsEntry("cursor_end", 7L);

        var asked = "sc.range(";
        var inspected = frontEnd.ask("inspect_request", Map.of("code", asked, "cursor_pos", asked.length())).reply();
        assertThat(inspected.content()).containsEntry("found", true);
        assertThat(inspected.content().get("data").toString()).contains("range(");

        frontEnd.execute("\"remember me\"");
        var history = frontEnd.ask("history_request", Map.of("n", 1, "hist_access_type", "tail")).reply();
        assertThat(history.content().get("history").toString()).contains("remember me");
        assertThat(frontEnd.ask("is_complete_request", Map.of("code", "int twice(")).reply().text("status"))
                .isEqualTo("incomplete");
        assertThat(frontEnd.ask("is_complete_request", Map.of("code", "1 + 1")).reply().text("status"))
                .isEqualTo("complete");
    }

    @Test
    void interrupt_endsTheCell_andTheNextOneRuns() {
        frontEnd.begin("System.out.println(\"begun\"); sc.range(0, Long.MAX_VALUE / 2).filter(n -> n < 0).count()");
        assertThat(frontEnd.askControl("interrupt_request").text("status")).isEqualTo("ok");
        assertThat(frontEnd.reply().text("status")).isEqualTo("error");
        assertThat(frontEnd.execute("2 + 2").texts("execute_result")).isEqualTo("4");
    }

    @Test
    void progress_isShownWhileACellRuns_andGoneAtItsEnd() {
        frontEnd.begin("System.out.println(\"begun\"); sc.range(0, Long.MAX_VALUE / 2).filter(n -> n < 0).count()");
        var shown = frontEnd.told("display_data");
        assertThat(progress(shown)).startsWith("[Stage ").contains("count at ").hasSizeLessThan(80);
        var both = shown;
        while (!progress(both).contains(" + 2) / 2]")) {
            both = frontEnd.told("update_display_data");
        }
        frontEnd.askControl("interrupt_request");
        assertThat(frontEnd.reply().text("status")).isEqualTo("error");
        Message last;
        do {
            last = frontEnd.told("update_display_data");
            assertThat(last.content().get("transient")).isEqualTo(shown.content().get("transient"));
        } while (!progress(last).isEmpty());
    }

    private static String progress(Message message) {
        return ((Map<?, ?>) message.content().get("data")).get("text/plain").toString();
    }

    @Test
    void messagesOfOthers_areRefused() {
        frontEnd.sendUnsigned();
        assertThat(frontEnd.execute("5").texts("execute_result")).isEqualTo("5");
    }

    @Test
    void connectionFile_isRead() {
        var file =
                """
                {"shell_port": 1, "iopub_port": 4, "stdin_port": 3, "control_port": 2, "hb_port": 5, "ip": "127.0.0.1",
                 "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "sparrow"}
                """;
        assertThat(Connection.parse(file)).isEqualTo(new Connection("tcp", "127.0.0.1", 1, 2, 3, 4, 5, "k"));
        for (var bad : List.of("[]", file.replace("256", "512"), file.replace("\"ip\"", "\"x\""))) {
            assertThatThrownBy(() -> Connection.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
