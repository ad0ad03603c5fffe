package io.docket.eventstore.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.FixedOwners;
import io.docket.eventstore.route.Reply.Answered;
import io.docket.eventstore.route.Reply.NotAsked;
import io.docket.eventstore.route.Reply.NotHere;
import io.docket.eventstore.route.Reply.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final FixedOwners owners = new FixedOwners("a:1");
    private final Route route = new Route(owners, 6, "me:1");
    private final List<String> asked = new ArrayList<>();

    private Reply<String> ask(Map<String, Reply<String>> replies) {
        return route.ask(0, address -> {
            asked.add(address);
            return replies.getOrDefault(address, new NotHere<>(null));
        });
    }

    @Test
    void the_owner_is_asked_once() {
        Reply<String> reply = ask(Map.of("a:1", new Answered<>("yes")));

        assertThat(reply).isEqualTo(new Answered<>("yes"));
        assertThat(asked).containsExactly("a:1");
    }

    @Test
    void a_former_owner_names_the_new_one() {
        Reply<String> reply = ask(Map.of("a:1", new NotHere<>("b:1"), "b:1", new Answered<>("yes")));

        assertThat(reply).isEqualTo(new Answered<>("yes"));
        assertThat(asked).containsExactly("a:1", "b:1");
    }

    @Test
    void instances_that_name_each_other_are_asked_twice_and_not_for_ever() {
        Reply<String> reply = ask(Map.of("a:1", new NotHere<>("b:1"), "b:1", new NotHere<>("a:1")));

        assertThat(reply).isInstanceOf(NotHere.class);
        assertThat(asked).containsExactly("a:1", "b:1");
    }

    @Test
    void an_owner_that_names_the_asking_instance_ends_the_way() {
        Reply<String> reply = ask(Map.of("a:1", new NotHere<>("me:1")));

        assertThat(reply).isInstanceOf(NotHere.class);
        assertThat(asked).containsExactly("a:1");
    }

    @Test
    void nobody_is_asked_where_nobody_or_the_instance_itself_is_the_owner() {
        owners.change(null);
        assertThat(ask(Map.of())).isInstanceOf(NotHere.class);
        owners.change("me:1");
        assertThat(ask(Map.of())).isInstanceOf(NotHere.class);

        assertThat(asked).isEmpty();
    }

    @Test
    void an_owner_that_cannot_be_reached_is_replaced_by_the_one_that_the_directory_names_then() {
        Reply<String> reply = route.ask(0, address -> {
            asked.add(address);
            owners.change("b:1");
            return address.equals("b:1") ? new Answered<>("yes") : new NotAsked<>("gone");
        });

        assertThat(reply).isEqualTo(new Answered<>("yes"));
        assertThat(asked).containsExactly("a:1", "b:1");
    }

    @Test
    void what_may_have_been_done_stays_unknown_until_an_owner_answers() {
        Reply<String> reply = route.ask(0, address -> {
            owners.change("b:1");
            return address.equals("b:1") ? new NotAsked<>("gone") : new Unknown<>("broken");
        });

        assertThat(reply).isEqualTo(new Unknown<>("broken"));
    }

    @Test
    void the_others_are_all_owners_but_the_instance_itself() {
        assertThat(route.others()).containsExactly("a:1");
        owners.change("me:1");
        assertThat(route.others()).isEmpty();
    }
}
