package io.docket.eventstore.faults.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The misfortunes of one API's requests: one in each row of requests, at any place of it, and the kinds like cards. So after as
 * many rows as there are kinds, each kind has come. The random numbers decide places and order.
 */
final class Deal {
    private final Random random;
    private final List<Misfortune> kinds;
    private final List<Misfortune> left = new ArrayList<>();
    private int place;
    private int rest;

    Deal(Random random, List<Misfortune> kinds) {
        this.random = random;
        this.kinds = kinds;
    }

    /**
     * What happens to the next request.
     *
     * @param row requests of a row, from 1; counts from the next row on
     */
    Misfortune next(int row) {
        if (rest == 0) {
            rest = row;
            place = random.nextInt(row);
        }
        rest--;
        return rest == place ? card() : Misfortune.NONE;
    }

    private Misfortune card() {
        if (left.isEmpty()) {
            left.addAll(kinds);
        }
        return left.remove(random.nextInt(left.size()));
    }
}
