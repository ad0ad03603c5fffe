package io.docket.projection;

import io.docket.kit.identity.Caller;
import io.docket.projection.automations.AutomationFilter;
import io.docket.projection.cases.CaseFilter;
import io.docket.projection.casetypes.CaseTypeFilter;
import io.docket.projection.definitions.DefinitionFilter;
import io.docket.projection.mails.MailFilter;
import io.docket.projection.processdefinitions.ProcessDefinitionFilter;
import io.docket.projection.processes.ProcessFilter;
import io.docket.projection.processes.StepFilter;
import io.docket.projection.query.Condition;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.Listing;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import io.docket.projection.records.RecordFilter;
import io.docket.projection.schedules.ScheduleFilter;
import io.docket.projection.tasks.TaskFilter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Every list of the API, and every query that it offers. */
public final class Lists {
    /** Who asks. */
    public static final Caller CALLER = new Caller("acme", "kim", Set.of("case-worker"), Set.of("loans", "seniors"));

    /** Noon of the day on which every test asks. */
    public static final Clock CLOCK = Clock.fixed(Events.START.plusSeconds(12 * 3600), ZoneOffset.UTC);

    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("status", List.of("open")),
            Map.entry("state", List.of("active")),
            Map.entry("kind", List.of("element", "flow")),
            Map.entry("incident", List.of("yes")),
            Map.entry("mails.state", List.of("sent")),
            Map.entry("assignee", List.of("me", "none", "kim")),
            Map.entry("group", List.of("mine", "loans")),
            Map.entry("due", List.of("overdue", "today", "week", "none", "2026-01-05", "2026-01-05T10:00:00+01:00")),
            Map.entry("data.", List.of("x", "7", "true", "")),
            Map.entry("automations.state", List.of("enabled")),
            Map.entry("trigger", List.of("event")),
            Map.entry("q", List.of("dorm", "dam dor")));

    private Lists() {}

    /** A list and what its documents satisfy always. */
    public record Offered(String name, Listing listing, List<Condition> always) {
        /** The query of a list with these parameters, {@code name=value&…}. */
        public ListQuery query(String parameters) {
            Map<String, List<String>> given = new HashMap<>();
            for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split("&")) {
                String[] parts = parameter.split("=", 2);
                given.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
            }
            return listing.page(given, CALLER, always);
        }
    }

    /** Every list by its path. */
    public static Map<String, Offered> all() {
        Map<String, Offered> all = new LinkedHashMap<>();
        Stream.of(
                        new Offered("cases", CaseFilter.LISTING, List.of()),
                        new Offered("tasks", TaskFilter.listing(CLOCK), List.of()),
                        new Offered("processes", ProcessFilter.LISTING, List.of()),
                        new Offered("processes/x/history", StepFilter.LISTING, StepFilter.of("p1")),
                        new Offered("process-definitions", ProcessDefinitionFilter.LISTING, List.of()),
                        new Offered("case-types", CaseTypeFilter.TYPES, List.of()),
                        new Offered("case-types/x/versions", CaseTypeFilter.VERSIONS, CaseTypeFilter.of("loan")),
                        new Offered("record-types", RecordFilter.TYPES, List.of()),
                        new Offered("forms", DefinitionFilter.FORMS, List.of()),
                        new Offered("queues", DefinitionFilter.QUEUES, List.of()),
                        new Offered("templates", DefinitionFilter.TEMPLATES, List.of()),
                        new Offered("mails", MailFilter.LISTING, List.of()),
                        new Offered("schedules", ScheduleFilter.LISTING, List.of()),
                        new Offered("automations", AutomationFilter.LISTING, List.of()),
                        new Offered("records/x", RecordFilter.RECORDS, RecordFilter.ofType("customer")))
                .forEach(offered -> all.put(offered.name(), offered));
        return all;
    }

    /** Every filter, alone and with every other one, in every order, the first page and a later one. */
    public static Stream<Asked> queries() {
        return all().values().stream().flatMap(Lists::queries);
    }

    private static Stream<Asked> queries(Offered list) {
        List<String> filters = list.listing().filters().parameters().stream()
                .flatMap(parameter -> samples(list.name(), parameter))
                .toList();
        List<String> asked = new ArrayList<>(List.of(""));
        asked.addAll(filters);
        for (int i = 0; i < filters.size(); i++) {
            for (int j = i + 1; j < filters.size(); j++) {
                if (!name(filters.get(i)).equals(name(filters.get(j)))) {
                    asked.add(filters.get(i) + '&' + filters.get(j));
                }
            }
        }
        return asked.stream()
                .flatMap(filter -> list.listing().sorts().keySet().stream()
                        .map(sort -> filter.isEmpty() ? "sort=" + sort : filter + "&sort=" + sort))
                .flatMap(parameters -> Stream.of(parameters, parameters + "&after=" + cursor(list, parameters)))
                .map(parameters -> new Asked(list, parameters));
    }

    /** Behind some item of the list, in the order that the parameters end with. */
    private static String cursor(Offered list, String parameters) {
        Sort sort = Objects.requireNonNull(
                list.listing().sorts().get(parameters.substring(parameters.lastIndexOf('=') + 1)));
        List<Object> values = Collections.nCopies(sort.fields().size(), "x");
        return new PageCursor(sort.in(list.listing().view()), values, "acme/1").text();
    }

    private static Stream<String> samples(String list, String parameter) {
        List<String> values = SAMPLES.getOrDefault(
                SAMPLES.containsKey(list + "." + parameter) ? list + "." + parameter : parameter,
                List.of(parameter.endsWith("From") || parameter.endsWith("To") ? "2026-01-01" : "1"));
        String name = parameter.endsWith(".") ? parameter + "a.b" : parameter;
        return values.stream().map(value -> name + '=' + value);
    }

    private static String name(String filter) {
        return filter.substring(0, filter.indexOf('='));
    }

    /** A query of a list. */
    public record Asked(Offered list, String parameters) {
        /** The query. */
        public ListQuery query() {
            return list.query(parameters);
        }

        @Override
        public String toString() {
            return "/api/" + list.name() + '?' + parameters;
        }
    }
}
