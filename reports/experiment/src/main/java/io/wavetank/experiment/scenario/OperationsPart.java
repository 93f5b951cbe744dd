package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Step;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The call graph of a scenario: the operations of all services, each named {@code service/operation}, and the only one of a service by its service alone. */
final class OperationsPart {
    private final List<String> names = new ArrayList<>();
    private final List<OperationSpec> operations = new ArrayList<>();
    private final List<String> services = new ArrayList<>();

    private OperationsPart() {}

    /** Reads the operations of the services, which are numbered as they stand. */
    static OperationsPart of(List<Section> services) throws ScenarioException {
        var part = new OperationsPart();
        Set<String> seen = new LinkedHashSet<>();
        for (Section service : services) {
            if (!seen.add(service.text("name"))) {
                throw ScenarioException.of(
                        service.place("name"),
                        service.path() + ".name: service '" + service.text("name")
                                + "' is there twice; expected each once");
            }
            part.services.add(service.text("name"));
            part.name(service);
        }
        for (int number = 0; number < services.size(); number++) {
            Section service = services.get(number);
            if (service.list("operations").isEmpty()) {
                part.add(service, number, service.text("name"));
            }
            for (Section each : service.sections("operations")) {
                part.add(each, number, service.text("name") + "/" + each.text("name"));
            }
        }
        part.refuseCircles(services);
        return part;
    }

    List<OperationSpec> operations() {
        return operations;
    }

    /** The names of the services, in their order. */
    List<String> services() {
        return services;
    }

    private void name(Section service) throws ScenarioException {
        boolean single = service.list("operations").isEmpty();
        if (single == service.list("steps").isEmpty()) {
            throw ScenarioException.of(
                    service.place(),
                    service.path()
                            + " is not determined; expected 'steps' if it does one thing, or 'operations' if it does several");
        }
        if (single) {
            names.add(service.text("name"));
        }
        for (Section each : service.sections("operations")) {
            String name = service.text("name") + "/" + each.text("name");
            if (names.contains(name)) {
                throw ScenarioException.of(
                        each.place("name"), each.path() + ".name: '" + name + "' is there twice; expected each once");
            }
            names.add(name);
        }
    }

    /** The number of an operation that somebody asks for. */
    int number(String name, Place place, String path) throws ScenarioException {
        int number = names.indexOf(name);
        if (number < 0) {
            throw ScenarioException.of(
                    place, path + " is '" + name + "'; expected " + Checker.any(names) + Checker.meant(name, names));
        }
        return number;
    }

    private void add(Section operation, int service, String name) throws ScenarioException {
        List<Step> steps = new ArrayList<>();
        for (Section step : operation.sections("steps")) {
            steps.add(
                    step.has("work")
                            ? new Work(TrafficPart.time(DistributionPart.of(step, "work", Unit.DURATION)))
                            : new Calls(calls(step)));
        }
        operations.add(operation.made(() -> new OperationSpec(name, service, steps, operation.number("failures"))));
    }

    private List<CallSpec> calls(Section step) throws ScenarioException {
        List<CallSpec> calls = new ArrayList<>();
        List<Value> values = step.list("calls");
        for (int i = 0; i < values.size(); i++) {
            String path = step.path() + ".calls." + i;
            if (values.get(i) instanceof Entries entries) {
                Section call = Section.of(entries, path);
                calls.add(new CallSpec(
                        number(call.text("to"), call.place("to"), path + ".to"),
                        call.number("probability"),
                        call.truth("awaited"),
                        call.truth("optional")));
            } else {
                calls.add(CallSpec.always(
                        number(Section.text(values.get(i)), values.get(i).place(), path)));
            }
        }
        return calls;
    }

    /** A call that leads back to its operation would never end. */
    private void refuseCircles(List<Section> services) throws ScenarioException {
        for (int start = 0; start < operations.size(); start++) {
            Set<Integer> reached = new LinkedHashSet<>();
            List<Integer> open = new ArrayList<>(List.of(start));
            while (!open.isEmpty()) {
                OperationSpec next = operations.get(open.remove(open.size() - 1));
                for (Step step : next.steps()) {
                    if (step instanceof Calls calls) {
                        for (CallSpec call : calls.calls()) {
                            if (reached.add(call.operation())) {
                                open.add(call.operation());
                            }
                        }
                    }
                }
            }
            if (reached.contains(start)) {
                throw ScenarioException.of(
                        services.get(operations.get(start).service()).place(),
                        "the calls of " + operations.get(start).name()
                                + " lead back to it; expected calls that come to an end");
            }
        }
    }
}
