package io.docket.cli.wks.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.wks.report.Note.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The notes of a conversion, in the order in which they arose. Not thread-safe. */
public final class Report {
    private final List<Note> notes = new ArrayList<>();

    /** The notes so far. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    /** How many notes of a kind there are. */
    public long count(Kind kind) {
        return notes.stream().filter(note -> note.kind() == kind).count();
    }

    /** The part of the report about one file or collection. */
    public About about(String source) {
        return new About(source);
    }

    /** Takes notes about one file or collection. */
    public final class About {
        private final String source;

        private About(String source) {
            this.source = source;
        }

        /** Something is said in other words and means the same. */
        public void changed(String place, String text) {
            notes.add(new Note(Kind.CHANGED, source, place, text));
        }

        /** Something has no meaning here. */
        public void dropped(String place, String text) {
            notes.add(new Note(Kind.DROPPED, source, place, text));
        }

        /** Fields of a document that are not among those that are taken have no meaning here. */
        public void droppedBut(Set<String> taken, String place, JsonNode document) {
            document.properties().forEach(field -> {
                if (!taken.contains(field.getKey())) {
                    dropped(place, field.getKey() + " " + field.getValue());
                }
            });
        }

        /** Something is not converted. */
        public void open(String place, String text) {
            notes.add(new Note(Kind.OPEN, source, place, text));
        }
    }
}
