package io.docket.command.payload;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/**
 * The JDK's patterns, as the validator reads them, with an end to backtracking: the JDK itself tries for years what some
 * patterns make it try, and does not care for an interrupt.
 */
final class BoundedPatterns implements RegularExpressionFactory {
    /** Characters that a match may look at, however short the text is. */
    static final long READS = 1_000_000;

    /** How often a match may look at each character of a long text. */
    static final long READS_PER_CHARACTER = 20;

    private static final int INTERRUPT_MASK = 0x3ff;

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern = Pattern.compile(
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(regex)));
        return text -> pattern.matcher(new Reads(text, regex)).find();
    }

    private static final class Reads implements CharSequence {
        private final String text;
        private final String regex;
        private final long most;
        private long reads;

        Reads(String text, String regex) {
            this.text = text;
            this.regex = regex;
            this.most = Math.max(READS, READS_PER_CHARACTER * text.length());
        }

        @Override
        public char charAt(int index) {
            if (++reads > most) {
                throw UnfinishedMatchException.tooCostly(regex, most);
            }
            if ((reads & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
                throw UnfinishedMatchException.interrupted(regex);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
