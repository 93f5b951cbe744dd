package io.wavetank.experiment.scenario;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the schedulers of a scenario. */
final class PolicyPart {
    /** The key of the name under which a scheduler stands in the results. */
    private static final String AS = "as";

    private final PolicyCatalog catalog = new PolicyCatalog();
    private final Section policies;
    private final List<Fault> faults;

    PolicyPart(Section policies, List<Fault> faults) {
        this.policies = policies;
        this.faults = faults;
    }

    /** Returns the schedulers; those that there are not become faults. */
    List<SchedulerChoice> schedulers() {
        Value value = policies.value("scheduler");
        List<Value> wanted = value instanceof Items items ? items.values() : List.of(value);
        List<SchedulerChoice> choices = new ArrayList<>();
        var folders = new FolderNames("scheduler");
        for (Value each : wanted) {
            SchedulerChoice choice = scheduler(each);
            if (choice == null) {
                continue;
            }
            String taken = wanted.size() == 1 ? "" : folders.taken(choice.name());
            if (taken.isEmpty()) {
                choices.add(choice);
            } else {
                faults.add(new Fault(each.place(), "scheduler '" + choice.name() + "' " + taken));
            }
        }
        return choices;
    }

    private @Nullable SchedulerChoice scheduler(Value value) {
        String text = value instanceof Entries options ? withOptions(options) : Section.text(value);
        if (text == null) {
            return null;
        }
        Place place = value instanceof Entries options ? Section.of(options, "").place("name") : value.place();
        String name = text.strip().split(":", -1)[0];
        if (catalog.find(name) == null) {
            List<String> names = names();
            faults.add(new Fault(
                    place,
                    "unknown scheduler '" + name + "'; expected " + Checker.any(names) + Checker.meant(name, names)));
            return null;
        }
        try {
            SchedulerChoice choice = catalog.choose(text);
            return value instanceof Entries options ? choice.named(shownName(options)) : choice;
        } catch (UserException e) {
            faults.add(new Fault(place, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private List<String> names() {
        return catalog.families().stream()
                .flatMap(family -> family.policies().stream())
                .map(PolicyEntry::name)
                .toList();
    }

    /** Returns the scheduler as it is written in one text, or null after a fault. */
    private @Nullable String withOptions(Entries options) {
        Section section = Section.of(options, "scheduler");
        var text = new StringBuilder(section.text("name"));
        PolicyEntry entry = catalog.find(section.text("name"));
        for (var option : options.entries().entrySet()) {
            String key = option.getKey();
            if (key.equals("name") || key.equals(AS)) {
                continue;
            }
            List<String> known = entry == null
                    ? List.of(key)
                    : entry.options().stream().map(PolicyEntry.Option::name).toList();
            String set = flat(option.getValue().value());
            if (!known.contains(key)) {
                faults.add(new Fault(
                        option.getValue().keyPlace(),
                        "scheduler '" + section.text("name") + "' has no option '" + key + "'; expected "
                                + (known.isEmpty() ? "none" : Checker.any(known)) + Checker.meant(key, known)));
                return null;
            }
            if (set.contains(":")) {
                faults.add(new Fault(
                        option.getValue().value().place(),
                        "option '" + key + "' is '" + set + "'; expected no ':' in it"));
                return null;
            }
            text.append(':').append(key).append('=').append(set);
        }
        return text.toString();
    }

    /** The name in the results: as the scenario says, else the scheduler with those of its options that are a word or a number. */
    private static String shownName(Entries options) {
        Section section = Section.of(options, "");
        if (section.has(AS)) {
            return section.text(AS).strip();
        }
        var name = new StringBuilder(section.text("name").strip());
        options.entries().forEach((key, entry) -> {
            boolean word = !(entry.value() instanceof Entries || entry.value() instanceof Items);
            if (word && !key.equals("name") && !key.equals(AS)) {
                name.append(':').append(key).append('=').append(Section.text(entry.value()));
            }
        });
        return name.toString();
    }

    /** Returns an option's value in one text: keys and values set apart by {@code ;}, items by {@code |}. */
    private static String flat(Value value) {
        if (value instanceof Items items) {
            return items.values().stream().map(PolicyPart::flat).collect(Collectors.joining("|"));
        } else if (value instanceof Entries entries) {
            return entries.entries().entrySet().stream()
                    .map(each ->
                            each.getKey() + "=" + Section.text(each.getValue().value()))
                    .collect(Collectors.joining(";"));
        }
        return Section.text(value);
    }

    DecisionTime decisionTime() throws ScenarioException {
        Section time = policies.section("decision_time");
        return time.made(() -> new DecisionTime(
                time.whole("per_pass", Unit.DURATION),
                time.whole("per_task", Unit.DURATION),
                time.whole("per_node", Unit.DURATION)));
    }

    Trigger trigger() throws ScenarioException {
        Section trigger = policies.section("trigger");
        long size = trigger.whole("batch_size");
        long interval = trigger.has("batch_interval") ? trigger.whole("batch_interval", Unit.DURATION) : 0;
        if (trigger.has("batch_interval") && interval == 0) {
            throw ScenarioException.of(
                    trigger.place("batch_interval"),
                    "policies.trigger.batch_interval is 0; expected more, or no such key to decide after each event");
        }
        if (size > 0 && interval == 0) {
            throw ScenarioException.of(
                    trigger.place("batch_size"),
                    "policies.trigger.batch_size without 'batch_interval', so that the last tasks would wait for ever; expected both");
        }
        return new Trigger(interval, (int) size);
    }

    EventRanks ranks() {
        Section ranks = policies.section("event_ranks");
        return new EventRanks(
                (int) ranks.whole("completion"),
                (int) ranks.whole("arrival"),
                (int) ranks.whole("timer"),
                (int) ranks.whole("decision"),
                (int) ranks.whole("pass"));
    }
}
