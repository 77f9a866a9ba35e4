import { join } from "node:path";
import { checkPublished, describePacked } from "./tarballs/check-published.ts";

const checked = await checkPublished(join(import.meta.dirname, "../../.."));
for (const { packed, faults } of checked) {
  console.log(describePacked(packed));
  for (const fault of faults) console.log(`  ${fault}`);
}
const count = checked.flatMap(({ faults }) => faults).length;
if (count > 0) {
  console.error(`${count} faults. Correct them before a release.`);
  process.exitCode = 1;
}
