/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Outcome;
import dev.sparrow.formats.record.RecordShape;
import dev.sparrow.formats.record.Unfit;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes elements of the lines of a part of a file.
final class JsonReader<T> extends Outcome<String, T> {
    private static final Pattern ADVICE = Pattern.compile(": enable `.*|, from `[^`]*`");

    private final TextLines lines;
    private final Class<?> type;
    private final JsonMapper mapper;
    private final ObjectReader reader;
    private final FolderColumns.Here folders;

    JsonReader(FileSplit split, SourceTask task, JsonSource<?> source) {
        super(split, task, source.wanted());
        this.lines = task.lines(split, source.rules());
        this.type = source.type();
        this.mapper = Mapper.create(type);
        this.reader = mapper.readerFor(target(type));
        this.folders = source.folders().at(split);
    }

    private JavaType target(Class<?> type) {
        return type == Map.class
                ? mapper.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class)
                : mapper.constructType(type);
    }

    @Override
    protected String advance() {
        while (lines.hasNext()) {
            var line = (String) lines.next();
            if (!line.isBlank()) {
                return line;
            }
        }
        return null;
    }

    @Override
    protected Object strict(String line) throws Unfit {
        try {
            var element = folders.isEmpty() ? read(reader, line) : inFolders(line);
            if (element == null) {
                throw new Unfit("", "it is null and not an object.");
            }
            return element;
        } catch (JacksonException e) {
            throw isOtherThanObject(line) ? new Unfit("", "it is JSON, but not an object.") : unfit(e);
        }
    }

    /// The library lets errors of constructors pass, such as failed assertions.
    private static Object read(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            throw DatabindException.from((JsonParser) null, "a constructor refused it: " + e, e);
        }
    }

    /// Reads a line together with what the folders of the file say.
    @SuppressWarnings("unchecked") // it is read as one
    private Object inFolders(String line) throws Unfit {
        if (type == Map.class) {
            var map = (Map<String, Object>) read(reader, line);
            if (map != null) {
                map.putAll(folders.values());
            }
            return map;
        }
        if (!mapper.readTree(line).isObject()) {
            throw new Unfit("", "it is JSON, but not an object.");
        }
        var members = new LinkedHashMap<>(members(line));
        for (var component : RecordShape.of(type).components()) {
            if (folders.has(component)) {
                members.keySet().removeIf(name -> isNamed(name, component.name()));
                members.put(component.name(), mapper.writeValueAsString(plain(folders.value(component))));
            }
        }
        return read(reader, json(members));
    }

    private String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> mapper.writeValueAsString(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> value.toString();
        };
    }

    private boolean isOtherThanObject(String line) {
        try {
            return !mapper.readTree(line).isObject();
        } catch (JacksonException _) {
            return false;
        }
    }

    private Unfit unfit(JacksonException e) {
        var path = e.getPathReference();
        var column = path.isEmpty() ? "" : member(e);
        var place = e.getLocation() == null ? "" : " (at character " + e.getLocation().getColumnNr() + ")";
        return new Unfit(column, problem(e) + place + ".");
    }

    /// Says what is wrong, in our words where a value does not fit, since the library's name its own settings.
    ///
    /// @throws VirtualMachineError if the constructor of a record met one: that says nothing about the line
    private String problem(JacksonException e) {
        if (e.getCause() instanceof VirtualMachineError error) {
            throw error;
        }
        return switch (e) {
            case InvalidFormatException unfit ->
                    values().show(String.valueOf(unfit.getValue()))
                            + " is not "
                            + Unfit.withArticle(unfit.getTargetType());
            case MismatchedInputException unfit when !unfit.getPath().isEmpty() && unfit.getTargetType() != null ->
                    (unfit.getTargetType().isPrimitive() ? "it is missing, null or not " : "it is not ")
                            + Unfit.withArticle(unfit.getTargetType());
            case UnexpectedEndOfInputException _ -> "it ends too early; each line must hold a whole object";
            case MismatchedInputException unfit when unfit.getOriginalMessage().startsWith("Trailing token") ->
                    "there is more behind the object; each line must hold one";
            // The library quotes the line, and constructors their arguments.
            default ->
                    values() == ErrorValues.SHOWN
                            ? inJson(e.getOriginalMessage())
                            : "it cannot be read: " + values().describe(e.getCause() == null ? e : e.getCause());
        };
    }

    /// Where in the object: `a.b[2]`. The members of maps are values, so where these are not to be seen, only the
    /// component is told.
    private String member(JacksonException e) {
        if (values() != ErrorValues.SHOWN) {
            return type == Map.class ? "" : e.getPath().getFirst().getPropertyName();
        }
        var member = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                member.append('[').append(step.getIndex()).append(']');
            } else {
                member.append(member.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return member.toString();
    }

    /// The library's message without advice about its settings, which are ours to make.
    private static String inJson(String text) {
        var end = text.indexOf('\n');
        return ADVICE.matcher(end < 0 ? text : text.substring(0, end)).replaceAll("");
    }

    @Override
    protected Object lenient(String line) throws Unfit {
        if (type == Map.class) {
            return new LinkedHashMap<>(folders.values());
        }
        var members = members(line);
        var components = RecordShape.of(type).components();
        var values = new Object[components.size()];
        for (var i = 0; i < values.length; i++) {
            var component = components.get(i);
            values[i] =
                    folders.has(component)
                            ? folders.value(component)
                            : value(member(members, component.name()), component);
        }
        return RecordShape.of(type).make(values);
    }

    /// What there is of the line: the members of its object, each as the JSON that it is; none if it is no object.
    private Map<String, String> members(String line) {
        var members = new LinkedHashMap<String, String>();
        try (var json = mapper.createParser(line)) {
            var isObject = json.nextToken() == JsonToken.START_OBJECT;
            while (isObject && json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                json.nextToken();
                var begin = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                json.finishToken();
                members.put(name, line.substring(begin, (int) json.currentLocation().getCharOffset()));
            }
            return json.nextToken() == null ? members : Map.of();
        } catch (JacksonException _) {
            return Map.of();
        }
    }

    private String member(Map<String, String> members, String name) {
        return members.entrySet().stream()
                .filter(member -> isNamed(member.getKey(), name))
                .map(Map.Entry::getValue)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /// Compares names as the library does for records as a whole.
    private boolean isNamed(String member, String name) {
        return mapper.isEnabled(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                ? member.equalsIgnoreCase(name)
                : member.equals(name);
    }

    private Object value(String member, RecordShape.Component component) throws Unfit {
        Object value = null;
        if (member != null && !member.equals("null")) {
            try {
                value = read(mapper.readerFor(mapper.constructType(component.genericType())), member);
            } catch (JacksonException e) {
                var problem = problem(e);
                if (component.type().isPrimitive()) {
                    throw new Unfit(component.name(), problem + ".");
                }
            }
        }
        if (value == null && component.type().isPrimitive()) {
            throw new Unfit(
                    component.name(),
                    "it is missing, and "
                            + component.type()
                            + " cannot be null. Make the component a boxed type to allow it.");
        }
        return value;
    }

    @Override
    protected long line() {
        return lines.number();
    }

    @Override
    public void close() {
        lines.close();
    }
}
