package io.docket.workflow.mail.incoming;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of the mailbox, and what is put behind its first part: {@code desk+case-P-1@…}, {@code desk+new-permit@…}.
 *
 * @param local its first part, in lower case
 * @param domain its domain, in lower case
 */
public record PlusAddress(String local, String domain) {
    private static final String CASE = "case-";
    private static final String NEW = "new-";

    /** What may stand in the first part of an address, without quotes, and how long that may be. */
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9+/=_-]+(\\.[A-Za-z0-9+/=_-]+)*");

    private static final int MAX_LOCAL = 64;

    /** The address without anything behind its first part. */
    public static PlusAddress of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new IllegalArgumentException("docket.mail.address " + address + " is no address");
        }
        return new PlusAddress(
                address.substring(0, at).toLowerCase(Locale.ROOT),
                address.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * The address of a case: with its number, with its id where the number is not known or cannot stand in an address, or the
     * plain one where neither can.
     */
    public String ofCase(Optional<String> number, String caseId) {
        return Stream.concat(number.stream(), Stream.of(caseId))
                .filter(name -> LOCAL.matcher(name).matches())
                .map(name -> local + "+" + CASE + name)
                .filter(tagged -> tagged.length() <= MAX_LOCAL)
                .findFirst()
                .orElse(local)
                .concat("@" + domain);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }

    /** Where the recipients send a mail; a case comes before a new one. */
    Optional<Target> target(List<String> recipients) {
        List<String> tags = recipients.stream().flatMap(this::tag).toList();
        return tags.stream()
                .filter(tag -> isBehind(CASE, tag))
                .findFirst()
                .<Target>map(tag -> new Target.ToCase(tag.substring(CASE.length())))
                .or(() -> tags.stream()
                        .filter(tag -> isBehind(NEW, tag))
                        .findFirst()
                        .map(tag -> new Target.NewCase(tag.substring(NEW.length()))));
    }

    private static boolean isBehind(String mark, String tag) {
        return tag.length() > mark.length() && tag.regionMatches(true, 0, mark, 0, mark.length());
    }

    private Stream<String> tag(String recipient) {
        int at = recipient.lastIndexOf('@');
        String before = local + "+";
        boolean isOurs = at > before.length()
                && recipient.substring(at + 1).equalsIgnoreCase(domain)
                && recipient.regionMatches(true, 0, before, 0, before.length());
        return isOurs ? Stream.of(recipient.substring(before.length(), at)) : Stream.empty();
    }
}
