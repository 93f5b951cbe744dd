package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema is a JSON Schema like any other, held to a validator that is not ours. */
final class SchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @Test
    void it_is_sound_by_the_rules_of_draft_2020_12() {
        JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(meta.validate(Scenario.schema(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starter.yaml", "everything.yaml"})
    void examples_validate_under_both_validators(String name) throws Exception {
        String text = Written.resource(name);
        List<Fault> faults = new ArrayList<>();
        Value value = YamlReader.parse(name, text, faults);
        Value checked = new Checker(faults).check(value, Schema.scenario());

        assertThat(faults).isEmpty();
        // by the rules of YAML 1.2, which the other validator's own reader does not follow
        assertThat(foreign().validate(value.json().toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(foreign().validate(checked.json().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workload\": {}, \"policies\": {\"scheduler\": \"x\"}}",
                "{\"workload\": {\"generate\": {\"model\": \"x\"}}, \"policies\": {}}",
                "{\"workload\": {\"generate\": {\"model\": \"x\"}}, \"policies\": {\"scheduler\": \"x\", \"y\": 1}}",
                "{\"workload\": {\"generate\": {\"model\": \"x\"}}, \"policies\": {\"scheduler\": \"x\"}, \"run\": {\"seed\": 1.5}}",
                "{\"workload\": {\"generate\": {\"model\": \"x\"}}, \"policies\": {\"scheduler\": []}}",
                "{\"cluster\": {\"model\": \"x\", \"file\": \"y\"}, \"workload\": {\"generate\": {\"model\": \"x\"}}, \"policies\": {\"scheduler\": \"x\"}}"
            })
    void bad_ones_are_refused_by_both(String text) throws Exception {
        List<Fault> faults = new ArrayList<>();
        new Checker(faults).check(YamlReader.parse("x", text, faults), Schema.scenario());

        assertThat(faults).isNotEmpty();
        assertThat(foreign().validate(text, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void every_key_is_described_and_either_required_or_has_a_default() throws Exception {
        List<String> lacking = new ArrayList<>();
        look(new ObjectMapper().readTree(Scenario.schema()), "", lacking);

        assertThat(lacking).isEmpty();
    }

    /** Our own checker follows no rule that it does not know. */
    @Test
    void every_rule_in_it_is_one_that_is_checked() throws Exception {
        Set<String> rules = new TreeSet<>();
        rules(new ObjectMapper().readTree(Scenario.schema()), rules);

        assertThat(rules)
                .isSubsetOf(
                        "$defs",
                        "$id",
                        "$ref",
                        "$schema",
                        "additionalProperties",
                        "const",
                        "default",
                        "description",
                        "enum",
                        "exclusiveMaximum",
                        "exclusiveMinimum",
                        "items",
                        "maxItems",
                        "maximum",
                        "minItems",
                        "minLength",
                        "minimum",
                        "oneOf",
                        "pattern",
                        "properties",
                        "required",
                        "title",
                        "type",
                        "x-text",
                        "x-unit",
                        "x-whole",
                        "x-words");
    }

    private static void rules(JsonNode schema, Set<String> into) {
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            into.add(each.getKey());
            if (Set.of("properties", "$defs", "oneOf").contains(each.getKey())) {
                each.getValue().forEach(part -> rules(part, into));
            } else if (Set.of("items", "additionalProperties").contains(each.getKey())) {
                rules(each.getValue(), into);
            }
        }
    }

    private static void look(JsonNode node, String path, List<String> lacking) {
        JsonNode properties = node.path("properties");
        if (properties.isObject()) {
            List<String> required = new ArrayList<>();
            node.path("required").forEach(each -> required.add(each.asText()));
            for (Map.Entry<String, JsonNode> each : properties.properties()) {
                boolean referred = each.getValue().has("$ref");
                if (!each.getValue().has("description") && !referred) {
                    lacking.add(path + "." + each.getKey() + " has no description");
                }
                if (!each.getValue().has("default") && !required.contains(each.getKey())) {
                    lacking.add(path + "." + each.getKey() + " has no default");
                }
            }
            if (!node.has("additionalProperties")) {
                lacking.add(path + " takes any key");
            }
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            look(each.getValue(), path + "." + each.getKey(), lacking);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), path + "." + i, lacking);
        }
    }

    private static JsonSchema foreign() {
        return FACTORY.getSchema(Scenario.schema());
    }
}
