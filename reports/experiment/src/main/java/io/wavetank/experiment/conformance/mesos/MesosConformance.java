package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import io.wavetank.experiment.conformance.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases of Mesos' sorters and of its hierarchical allocator: what is done, and what is expected to come of it. A decision is an expectation.
 */
public final class MesosConformance implements ConformanceSuite {
    private static final String OPERATIONS = "ops";

    /** Creates the suite. */
    public MesosConformance() {}

    @Override
    public String name() {
        return "mesos";
    }

    @Override
    public String subject() {
        return "The sorters and the hierarchical allocator of Mesos, expectation for expectation.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        if (content == null || !content.isArray() || content.isEmpty()) {
            return false;
        }
        JsonNode first = content.path(0);
        return first.has("name") && first.path(OPERATIONS).isArray();
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        if (content == null) {
            throw new UserException(file.path() + ": not JSON; fetch it again");
        }
        long decisions = 0;
        long agreed = 0;
        String difference = "";
        List<Tally> tallies = new ArrayList<>();
        for (JsonNode each : content) {
            String name = each.path("name").asText();
            boolean allocator = each.has("options");
            CaseReplay.Result result;
            try {
                result = CaseReplay.of(each.path(OPERATIONS), allocator ? new AllocatorCase(each) : new SorterCase());
            } catch (IllegalArgumentException e) {
                throw new UserException(file.path() + ": case " + name + ": " + e.getMessage());
            }
            decisions += result.decisions();
            agreed += result.agreed();
            tallies.add(new Tally(allocator ? "allocator" : "sorter", result.decisions(), result.agreed()));
            difference = difference.isEmpty() && !result.firstDifference().isEmpty()
                    ? "case " + name + ", " + result.firstDifference()
                    : difference;
        }
        return new Outcome(decisions, agreed, difference, tallies, List.of());
    }
}
