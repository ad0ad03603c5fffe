package io.docket.local.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the manifests in {@code k8s/base}. */
final class Manifests {
    static final Path BASE = Path.of("../../k8s/base");
    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    static List<JsonNode> all() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(BASE)) {
            for (Path file : files.sorted().toList()) {
                try (MappingIterator<JsonNode> values =
                        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
                    documents.addAll(values.readAll());
                }
            }
        }
        return documents;
    }

    static List<JsonNode> ofKind(String kind) throws IOException {
        return all().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    static String name(JsonNode document) {
        return document.path("metadata").path("name").asText();
    }
}
