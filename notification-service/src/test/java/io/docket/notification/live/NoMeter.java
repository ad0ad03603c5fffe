package io.docket.notification.live;

/** Counts nothing. */
public class NoMeter implements DeliveryMeter {
    @Override
    public void resumedFromTail() {}

    @Override
    public void resumedFromLog() {}

    @Override
    public void reset() {}

    @Override
    public void refused() {}

    @Override
    public void denied() {}
}
