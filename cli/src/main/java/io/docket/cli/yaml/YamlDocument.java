package io.docket.cli.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one YAML document. Aliases and repeated keys are refused. */
public final class YamlDocument {
    private static final int MAX_DEPTH = 32;
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final YAMLParser parser;

    private YamlDocument(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * The document as a tree.
     *
     * @param name name of the file, for messages
     * @throws UserError if it is not YAML
     */
    public static YamlNode read(String name, String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            YamlDocument document = new YamlDocument(name, parser);
            if (parser.nextToken() == null) {
                throw new UserError(name + ":1: the file is empty");
            }
            YamlNode root = document.value(0);
            if (parser.nextToken() != null) {
                throw new UserError(document.place() + ": more than one document");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UserError(name + ":" + line + ": not YAML: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UserError(name + ": not readable: " + e.getMessage());
        }
    }

    private YamlNode value(int depth) throws IOException {
        String place = place();
        if (depth > MAX_DEPTH) {
            throw new UserError(place + ": nested deeper than " + MAX_DEPTH);
        }
        if (parser.isCurrentAlias()) {
            throw new UserError(place + ": aliases are not supported");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(place, depth);
            case START_ARRAY -> items(place, depth);
            case VALUE_NUMBER_INT -> new YamlNode.Scalar(place, LongNode.valueOf(parser.getLongValue()));
            case VALUE_NUMBER_FLOAT -> new YamlNode.Scalar(place, DecimalNode.valueOf(parser.getDecimalValue()));
            case VALUE_TRUE, VALUE_FALSE -> new YamlNode.Scalar(place, BooleanNode.valueOf(parser.getBooleanValue()));
            case VALUE_NULL -> new YamlNode.Scalar(place, JsonNodeFactory.instance.nullNode());
            default -> new YamlNode.Scalar(place, TextNode.valueOf(parser.getText()));
        };
    }

    private YamlNode fields(String place, int depth) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            entries.put(key, value(depth + 1));
        }
        return new YamlNode.Fields(place, entries);
    }

    private YamlNode items(String place, int depth) throws IOException {
        List<YamlNode> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(depth + 1));
        }
        return new YamlNode.Items(place, values);
    }

    private String place() {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }
}
