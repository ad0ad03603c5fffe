package io.docket.notification.novu;

/** Takes notifications. */
@FunctionalInterface
public interface Novu {
    /** Hands over a notification; blocks until it was taken. */
    void trigger(Notification notification) throws TriggerException;
}
