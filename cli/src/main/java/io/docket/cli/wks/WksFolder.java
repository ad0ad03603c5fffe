package io.docket.cli.wks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A configuration as it lies in a folder: dumps of collections as JSON, processes and decisions as XML.
 *
 * @param caseDefinitions documents of the collection {@code caseDefinition}
 * @param forms documents of the collection {@code form}
 * @param queues documents of the collection {@code queue}
 * @param processes BPMN by file name
 * @param decisions DMN by file name
 */
record WksFolder(
        List<JsonNode> caseDefinitions,
        List<JsonNode> forms,
        List<JsonNode> queues,
        Map<String, String> processes,
        Map<String, String> decisions) {
    private static final int MAX_FILES = 1_000;
    private static final long MAX_FILE_BYTES = 32L << 20;

    /** Reads the folder, not the folders in it. */
    static WksFolder read(Path folder) {
        WksFolder found = new WksFolder(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        List<Path> files = files(folder);
        files.forEach(found::add);
        if (found.caseDefinitions.isEmpty() && found.processes.isEmpty() && found.forms.isEmpty()) {
            throw new UserError(folder + " has no case definitions, forms or processes");
        }
        return found;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_FILES + 1)
                    .toList();
            if (all.size() > MAX_FILES) {
                throw new UserError(folder + " has more than " + MAX_FILES + " files (limit)");
            }
            return all;
        } catch (IOException e) {
            throw new UserError(folder + " is no folder that can be read", e);
        }
    }

    private void add(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".bpmn")) {
            processes.put(name, text(file));
        } else if (name.endsWith(".dmn")) {
            decisions.put(name, text(file));
        } else if (name.endsWith(".json")) {
            JsonNode dump = json(file);
            dump.path("caseDefinition").forEach(caseDefinitions::add);
            dump.path("form").forEach(forms::add);
            dump.path("queue").forEach(queues::add);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return Json.tree(text(file).getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            throw new UserError(file + " is no JSON: " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new UserError(file + " is larger than " + MAX_FILE_BYTES + " bytes (limit)");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
