/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.testing.Prerequisite;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

/// A real browser, Debian's Chromium. Tests that need one are skipped without it, but in CI.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        Prerequisite.require(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "the browser Chromium and its driver (Debian: chromium, chromium-driver)");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--force-device-scale-factor=1");
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString())).build();
        return new Browser(new ChromeDriver(service, options));
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void open(String address) {
        driver.get(address);
    }

    /// Runs a script in the page.
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    boolean holds(String condition) {
        return Boolean.TRUE.equals(run("return Boolean(" + condition + ")"));
    }

    void await(String condition) {
        await(() -> holds(condition));
    }

    void await(BooleanSupplier condition) {
        new WebDriverWait(driver, LIMIT, Duration.ofMillis(10)).until(_ -> condition.getAsBoolean());
    }

    String text() {
        return String.valueOf(run("return document.querySelector('main').innerText"));
    }

    /// What was written to the console since it was asked for last: refusals of the policy are there, too.
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(entry -> entry.getMessage()).toList();
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /// What axe finds in the page.
    String violations() {
        var answer =
                driver.executeAsyncScript(
                        axe()
                                + ";const done = arguments[arguments.length - 1];"
                                + "axe.run(document).then(found => done(found.violations.map(one => one.id + ': ' +"
                                + " one.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join('\\n')).join('\\n')));");
        return String.valueOf(answer);
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
