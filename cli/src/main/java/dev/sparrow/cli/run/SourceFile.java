/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.run;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/// A Java file as the compiler is to see it: its first line may call an interpreter, and its name need not be that of
/// its class.
final class SourceFile extends SimpleJavaFileObject {
    static final String EXTENSION = ".java";

    private static final String SHEBANG = "#!";
    private static final Pattern DEPENDENCIES = Pattern.compile("(?m)^//DEPS[ \\t]+(.+)$");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    private final Path file;
    private final String text;

    private SourceFile(Path file, String text) {
        super(file.toUri(), JavaFileObject.Kind.SOURCE);
        this.file = file;
        this.text = text;
    }

    static SourceFile read(Path file) {
        try {
            var text = Files.readString(file);
            return new SourceFile(file.toAbsolutePath(), text.startsWith(SHEBANG) ? "//" + text.substring(2) : text);
        } catch (MalformedInputException e) {
            throw new NotRunnable("The file " + file.toAbsolutePath() + " is no text in UTF-8.");
        } catch (IOException e) {
            throw new NotRunnable("The file " + file.toAbsolutePath() + " cannot be read: " + e);
        }
    }

    /// The libraries that lines such as `//DEPS org.example:some:1.0` name.
    List<String> dependencies() {
        return DEPENDENCIES
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring("//DEPS".length()).strip())
                .flatMap(SEPARATOR::splitAsStream)
                .toList();
    }

    /// The folder that the names of packages begin in; others of the program's files may be there.
    Path root() {
        var packaged = PACKAGE.matcher(text);
        var folder = file.getParent();
        var names = packaged.find() ? packaged.group(1) : "";
        while (!names.isEmpty() && folder.getParent() != null) {
            names = names.substring(0, Math.max(0, names.lastIndexOf('.')));
            folder = folder.getParent();
        }
        return folder;
    }

    @Override
    public String getName() {
        return file.toString();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.SOURCE;
    }

    @Override
    public NestingKind getNestingKind() {
        return NestingKind.TOP_LEVEL;
    }

    @Override
    public Modifier getAccessLevel() {
        return Modifier.PUBLIC;
    }
}
