import { extensionShape } from "./extension-shape.ts";
import { holdsInExamples } from "./holds-in-examples.ts";
import { oneType } from "./one-type.ts";
import { propertyDescribed } from "./property-described.ts";
import { propertyShown } from "./property-shown.ts";
import { removeDiscriminators } from "./remove-discriminators.ts";
import { responseHasNamedExample } from "./response-has-named-example.ts";
import { scalarHasExample } from "./scalar-has-example.ts";
import { scenarioHeadersDeclared } from "./scenario-headers-declared.ts";
import { scenarioParametersKnown } from "./scenario-parameters-known.ts";
import { scenarioPatchApplies } from "./scenario-patch-applies.ts";
import { scenarioReachable } from "./scenario-reachable.ts";
import { unionTagged } from "./union-tagged.ts";
import { uniqueBasenames } from "./unique-basenames.ts";
import { uniqueExampleIds } from "./unique-example-ids.ts";
import { uniqueExampleNames } from "./unique-example-names.ts";

/** The plugin that Redocly loads: each rule and decorator under its name in the configuration. */
export default function contractPlugin() {
  return {
    id: "contract",
    rules: {
      oas3: {
        "extension-shape": extensionShape,
        "holds-in-examples": holdsInExamples,
        "one-type": oneType,
        "property-described": propertyDescribed,
        "property-shown": propertyShown,
        "response-has-named-example": responseHasNamedExample,
        "scalar-has-example": scalarHasExample,
        "scenario-headers-declared": scenarioHeadersDeclared,
        "scenario-parameters-known": scenarioParametersKnown,
        "scenario-patch-applies": scenarioPatchApplies,
        "scenario-reachable": scenarioReachable,
        "union-tagged": unionTagged,
        "unique-basenames": uniqueBasenames,
        "unique-example-ids": uniqueExampleIds,
        "unique-example-names": uniqueExampleNames,
      },
    },
    decorators: { oas3: { "remove-discriminators": removeDiscriminators } },
  };
}
