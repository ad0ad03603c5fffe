package io.docket.cli.wks.juel;

/** An expression that FEEL cannot say; the message says why. */
public final class NotFeelException extends Exception {
    private static final long serialVersionUID = 1L;

    NotFeelException(String why) {
        super(why, null, false, false);
    }
}
