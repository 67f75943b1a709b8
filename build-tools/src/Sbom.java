/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes which libraries the class path has, in the form of CycloneDX: `Sbom.java FILE VERSION REPOSITORY`.
///
/// The same libraries make the same bytes: there is neither a time nor a random number in it.
class Sbom {
    private Sbom() {}

    /// @param group with points
    private record Library(String group, String name, String version, String sha256) {
        /// As Maven's local repository lays jars out: `org/example/some/1.0/some-1.0.jar`.
        static Library of(Path repository, Path jar) throws IOException, NoSuchAlgorithmException {
            var place = repository.relativize(jar);
            var version = place.getParent();
            var name = version.getParent();
            var group = name.getParent().toString().replace(File.separatorChar, '.');
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return new Library(
                    group,
                    name.getFileName().toString(),
                    version.getFileName().toString(),
                    HexFormat.of().formatHex(hash));
        }

        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
        }

        String json() {
            return """
            {
              "type": "library",
              "bom-ref": "%s",
              "group": "%s",
              "name": "%s",
              "version": "%s",
              "hashes": [{"alg": "SHA-256", "content": "%s"}],
              "purl": "%s"
            }\
            """
                    .formatted(purl(), group, name, version, sha256, purl());
        }
    }

    public static void main(String[] arguments) throws Exception {
        var repository = Path.of(arguments[2]).toAbsolutePath().normalize();
        var libraries = new ArrayList<Library>();
        for (var entry : jars()) {
            if (entry.startsWith(repository)) {
                libraries.add(Library.of(repository, entry));
            }
        }
        var components =
                libraries.stream()
                        .filter(library -> !library.group().equals("dev.sparrow"))
                        .map(Library::json)
                        .sorted()
                        .collect(Collectors.joining(",\n"))
                        .indent(4);
        Files.writeString(
                Path.of(arguments[0]),
                """
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "version": 1,
                  "metadata": {
                    "component": {
                      "type": "application",
                      "bom-ref": "pkg:maven/dev.sparrow/sparrow@%s",
                      "group": "dev.sparrow",
                      "name": "sparrow",
                      "version": "%s",
                      "licenses": [{"license": {"id": "Apache-2.0"}}]
                    }
                  },
                  "components": [
                %s  ]
                }
                """
                        .formatted(arguments[1], arguments[1], components));
    }

    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList();
    }
}
