package io.docket.workflow.mail.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and media types of files as the file service takes them, made of what mails say. */
final class FileNames {
    private static final int MAX_BYTES = 240;
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final Pattern FORBIDDEN = Pattern.compile("[:*?\"<>|]");
    private static final Pattern ENDS = Pattern.compile("^\\s+|[\\s.]+$");
    private static final String TOKEN = "[a-z0-9!#$&^_.+-]{1,127}";
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final String ANY = "application/octet-stream";

    private FileNames() {}

    /**
     * A name without a path.
     *
     * @param otherwise the name where nothing of the given one is left
     */
    static String name(String given, String otherwise) {
        String visible = INVISIBLE.matcher(PATH.matcher(given).replaceFirst("")).replaceAll("");
        String name = shortened(ends(FORBIDDEN.matcher(visible).replaceAll("_")));
        return name.isEmpty() ? otherwise : name;
    }

    /** A media type without parameters. */
    static String mediaType(String given) {
        String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : ANY;
    }

    /** Its middle goes: how a name ends says what it is. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - ending.length());
        while ((stem + ending).getBytes(UTF_8).length > MAX_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return ends(stem + ending);
    }

    private static String ends(String name) {
        return ENDS.matcher(name).replaceAll("");
    }
}
