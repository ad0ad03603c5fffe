package io.docket.projection.tasks;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.HotQueries;
import io.docket.projection.view.Counter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the open tasks of a user, and those that are offered to them and to their groups and that nobody has taken. */
@ApplicationScoped
public class WorkCounts {
    private final HotQueries hot;
    private final Documents documents;

    public WorkCounts(HotQueries hot, Documents documents) {
        this.hot = hot;
        this.documents = documents;
    }

    /** {@code {source, mine, offered, groups: {group: count}}}. */
    Uni<Map<String, Object>> of(Caller caller) {
        List<String> groups = caller.groups().stream().sorted().toList();
        List<String> paths = new ArrayList<>();
        paths.add(Counter.path(Counter.user(caller.user())));
        paths.add(Counter.path(Counter.candidate(caller.user())));
        groups.forEach(group -> paths.add(Counter.path(Counter.group(group))));
        return hot.work(caller.tenant(), paths)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(answer(
                                        "redis",
                                        groups,
                                        paths.stream().map(found.get()::get).toList()))
                        : counted(caller, groups).map(counts -> answer("mongodb", groups, counts)));
    }

    private Uni<List<Long>> counted(Caller caller, List<String> groups) {
        List<Uni<Long>> counts = new ArrayList<>();
        counts.add(count(caller, new Condition.Is(TaskProjector.ASSIGNEE, caller.user())));
        counts.add(count(caller, unassigned(), new Condition.Is("candidateUsers", caller.user())));
        groups.forEach(group -> counts.add(count(caller, unassigned(), new Condition.Is("candidateGroups", group))));
        return Uni.join().all(counts).andFailFast();
    }

    private Uni<Long> count(Caller caller, Condition... conditions) {
        List<Condition> all = new ArrayList<>(List.of(conditions));
        all.add(new Condition.Is("status", "open"));
        return documents.count(TaskProjector.VIEW, caller.tenant(), all);
    }

    private static Condition unassigned() {
        return new Condition.Is(TaskProjector.ASSIGNEE, "");
    }

    private static Map<String, Object> answer(String source, List<String> groups, List<Long> counts) {
        Map<String, Long> byGroup = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            byGroup.put(groups.get(i), counts.get(i + 2));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("source", source);
        answer.put("mine", counts.getFirst());
        answer.put("offered", counts.get(1));
        answer.put("groups", byGroup);
        return answer;
    }
}
