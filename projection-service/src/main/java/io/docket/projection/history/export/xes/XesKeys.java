package io.docket.projection.history.export.xes;

import java.util.HashSet;
import java.util.Set;

/**
 * Keys for names of any kind, each only once: a colon, which is for extensions, becomes a dot, what else a key cannot have in it
 * {@code _}, and one that is taken already gets a number.
 */
final class XesKeys {
    private static final int ASCII_END = 0x80;
    private static final int LETTERS_BEGIN = 0xC0;

    private final Set<String> taken = new HashSet<>();

    /** The key for a name, which begins with a letter. */
    String of(String name) {
        StringBuilder allowed = new StringBuilder();
        name.codePoints().map(XesKeys::allowed).forEach(allowed::appendCodePoint);
        String key = allowed.toString();
        String free = key;
        for (int number = 2; !taken.add(free); number++) {
            free = key + '_' + number;
        }
        return free;
    }

    private static int allowed(int character) {
        if (character == ':') {
            return '.';
        }
        boolean isLetter = Character.isBmpCodePoint(character)
                && Character.isLetterOrDigit(character)
                && (character < ASCII_END || character >= LETTERS_BEGIN);
        return isLetter || character == '.' || character == '-' ? character : '_';
    }
}
