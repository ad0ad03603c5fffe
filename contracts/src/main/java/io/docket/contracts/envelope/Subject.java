package io.docket.contracts.envelope;

/**
 * What an event is about, {@code <entity>/<id>} on the wire.
 *
 * @param entity kebab-case kind: {@code case}, {@code task}, {@code case-type}, {@code process}, ...
 * @param id id of the entity, unique within tenant and kind
 */
public record Subject(String entity, String id) {
    /** Reads {@code <entity>/<id>}. Throws {@link IllegalArgumentException} on anything else. */
    public static Subject parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException("not <entity>/<id>: " + text);
        }
        return new Subject(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return entity + "/" + id;
    }
}
