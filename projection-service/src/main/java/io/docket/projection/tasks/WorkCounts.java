package io.docket.projection.tasks;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Assignees;
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

/** Counts the open tasks of a user and those that wait for their groups. */
@ApplicationScoped
public class WorkCounts {
    private final HotQueries hot;
    private final Documents documents;

    public WorkCounts(HotQueries hot, Documents documents) {
        this.hot = hot;
        this.documents = documents;
    }

    /** {@code {source, mine, groups: {group: count}}}. */
    Uni<Map<String, Object>> of(Caller caller) {
        List<String> groups = caller.groups().stream().sorted().toList();
        List<String> paths = new ArrayList<>();
        paths.add(path(Counter.user(caller.user())));
        groups.forEach(group -> paths.add(path(Counter.group(group))));
        return hot.work(caller.tenant(), paths)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(answer(
                                        "redis",
                                        groups,
                                        new ArrayList<>(found.get().values())))
                        : counted(caller, groups).map(counts -> answer("mongodb", groups, counts)));
    }

    private Uni<List<Long>> counted(Caller caller, List<String> groups) {
        List<Uni<Long>> counts = new ArrayList<>();
        Condition open = new Condition.Is("status", "open");
        counts.add(documents.count(
                TaskProjector.VIEW,
                caller.tenant(),
                List.of(open, new Condition.Is(Assignees.ASSIGNEE, caller.user()))));
        groups.forEach(group -> counts.add(documents.count(
                TaskProjector.VIEW,
                caller.tenant(),
                List.of(open, new Condition.Absent(Assignees.ASSIGNEE), new Condition.Is("candidateGroups", group)))));
        return Uni.join().all(counts).andFailFast();
    }

    private static Map<String, Object> answer(String source, List<String> groups, List<Long> counts) {
        Map<String, Long> byGroup = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            byGroup.put(groups.get(i), counts.get(i + 1));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("source", source);
        answer.put("mine", counts.getFirst());
        answer.put("groups", byGroup);
        return answer;
    }

    private static String path(String counter) {
        return counter.substring(counter.indexOf(':') + 1);
    }
}
